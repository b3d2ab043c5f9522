//! The sample board: people to sign in as, their employers, and enough live postings, all made
//! by the verbs the browser uses. Run again it adds only what is missing.

use std::collections::HashMap;

use chrono::TimeDelta;
use chrono_tz::Tz;
use diesel::prelude::*;

use super::coders;
use super::content::content;
use super::{Generator, SampleEmployer};
use crate::accounts::{self, Account, Email};
use crate::clock::Moment;
use crate::db::Conn;
use crate::employers::{Employer, EmployerId, Member, NewEmployer, Standing};
use crate::error::{Error, Result};
use crate::postings::{self, MOST_LISTED_DAYS, Origin, Posting, Saving, Stage};
use crate::schema::posting;
use crate::site::Site;
use crate::token;
use crate::vocabulary::geography;

/// The board everybody's demo shows.
const SEED: u64 = 2026;
/// Postings made in one transaction.
const BATCH: u64 = 50;

const EMPLOYER: &str = "employer@sample.example";
const ADMINISTRATOR: &str = "admin@sample.example";
/// Owns the employers nobody signs in for.
const OTHERS: &str = "others@sample.example";

/// How to come in. The password is this folder's own.
#[derive(Debug)]
pub struct SignIns {
    pub applicant: &'static str,
    pub employer: &'static str,
    pub administrator: &'static str,
    pub password: String,
}

/// Makes the sample people and as many live postings as are missing from `live`.
pub fn top_up(site: &Site, live: u64) -> Result<SignIns> {
    let password = token::sign(&site.config.secret, "sample", "password")[..14].to_owned();
    let hash = accounts::hash_password(&password)?;
    let people = People::find_or_make(site, &hash)?;
    // What is over by now is no longer live, whatever its row says.
    while site.db.write_now(|conn| postings::expire_due(conn, site.clock.now()))? > 0 {}
    let generator = Generator::new(SEED);
    let mut made = HashMap::new();
    loop {
        let (written, standing) = site.db.read_now(tally)?;
        let missing = live.saturating_sub(standing).min(BATCH);
        if missing == 0 {
            break;
        }
        let now = site.clock.now();
        site.db.write_now(|conn| {
            let mut maker = Maker { people: &people, generator: &generator, made: &mut made, now };
            (written..written + missing).try_for_each(|number| maker.post(conn, number))
        })?;
    }
    coders::top_up(site, &people.employer, &hash)?;
    Ok(SignIns {
        applicant: coders::FIRST,
        employer: EMPLOYER,
        administrator: ADMINISTRATOR,
        password,
    })
}

/// Postings ever written here, and postings live now.
fn tally(conn: &mut Conn) -> Result<(u64, u64)> {
    let written: i64 =
        posting::table.filter(posting::origin.eq(Origin::Written)).count().get_result(conn)?;
    let live: i64 =
        posting::table.filter(posting::stage.eq(Stage::Live)).count().get_result(conn)?;
    Ok((written.unsigned_abs(), live.unsigned_abs()))
}

/// The accounts of the sample.
struct People {
    employer: Account,
    administrator: Account,
    others: Account,
}

impl People {
    fn find_or_make(site: &Site, hash: &str) -> Result<People> {
        let now = site.clock.now();
        site.db.write_now(|conn| {
            Ok(People {
                employer: person(conn, now, EMPLOYER, "Dana Reyes", hash, false)?,
                administrator: person(conn, now, ADMINISTRATOR, "Ada Moreno", hash, true)?,
                others: person(conn, now, OTHERS, "Sample employers", hash, false)?,
            })
        })
    }
}

pub(super) fn person(
    conn: &mut Conn,
    now: Moment,
    email: &str,
    name: &str,
    hash: &str,
    administrator: bool,
) -> Result<Account> {
    let email =
        Email::parse(email).ok_or_else(|| Error::internal("the sample's addresses are good"))?;
    if let Some(account) = Account::by_email(conn, &email)? {
        return Ok(account);
    }
    let zone = Tz::America__New_York;
    let id = accounts::create_verified(conn, now, &email, name, hash, zone, administrator)?;
    Account::by_id(conn, id)
}

/// Makes postings, and employers as postings need them.
struct Maker<'a> {
    people: &'a People,
    generator: &'a Generator,
    made: &'a mut HashMap<u64, EmployerId>,
    now: Moment,
}

impl Maker<'_> {
    fn post(&mut self, conn: &mut Conn, number: u64) -> Result<()> {
        let sample = self.generator.posting(number);
        let employer = self.employer(conn, sample.employer)?;
        let by = self.owner_of(sample.employer);
        let then = self.now.minus(TimeDelta::days(sample.published_days_ago.into()));
        let content = content(&sample, self.now);
        let id = Posting::draft(conn, then, employer, &content)?;
        let saving = Saving { attested: true, ..Saving::default() };
        Posting::by_id(conn, id)?.edit(conn, then, 0, &content, &saving, by)?;
        Posting::by_id(conn, id)?.publish_for(conn, then, by, MOST_LISTED_DAYS)?;
        Ok(())
    }

    /// The first employer belongs to the person the demo tells you to sign in as.
    fn owner_of(&self, number: u64) -> &Account {
        if number == 0 { &self.people.employer } else { &self.people.others }
    }

    fn employer(&mut self, conn: &mut Conn, number: u64) -> Result<EmployerId> {
        if let Some(id) = self.made.get(&number) {
            return Ok(*id);
        }
        let sample = self.generator.employer(number);
        let owner = self.owner_of(number).clone();
        let known = Member::all_of(conn, &owner)?;
        let known = known.into_iter().find(|seat| seat.employer.name == sample.name);
        let id = match known {
            Some(seat) => seat.employer.id,
            None => Employer::create(conn, self.now, &owner, &new_employer(&sample)?)?,
        };
        if Employer::by_id(conn, id)?.standing == Standing::New {
            Employer::approve(conn, self.now, &self.people.administrator, id)?;
        }
        self.made.insert(number, id);
        Ok(id)
    }
}

fn new_employer(sample: &SampleEmployer) -> Result<NewEmployer> {
    let home = geography().zip(sample.home.zip);
    Ok(NewEmployer {
        name: sample.name.clone(),
        kind: sample.kind.to_owned(),
        agency: sample.agency,
        website: sample.website.clone(),
        about: sample.about.clone(),
        home: home.ok_or_else(|| Error::internal("the sample's towns have real ZIPs"))?,
    })
}
