//! The sample's coders: what each says of themselves, and what they have applied to.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use chrono::{NaiveDate, TimeDelta};
use serde::Deserialize;

use super::{board, paper};
use crate::accounts::Account;
use crate::applicants::{
    Contact, HeldStanding, NewCredential, NewProfile, Number, Profile, Resume,
};
use crate::applications::{self, Answered, ApplyAs, NewApplication};
use crate::clock::Moment;
use crate::db::Conn;
use crate::eligibility::{Experience, Of};
use crate::employers::Member;
use crate::error::{Error, Result};
use crate::postings::{self, PostingId, Question, QuestionKind};
use crate::site::Site;
use crate::vocabulary::{StateSet, geography, vocabulary};
use crate::web::Upload;

/// Somebody who looks for work, as `words/coders.toml` tells of them.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Coder {
    /// The part of the address before the `@`.
    pub local: String,
    pub name: String,
    zip: String,
    #[serde(default)]
    moves_to: StateSet,
    held: Vec<String>,
    #[serde(default)]
    eligible: Vec<String>,
    months: BTreeMap<String, u16>,
    /// Dollars an hour.
    floor: i64,
    /// How many postings of the first employer they have applied to.
    applied: usize,
    #[serde(default)]
    note: String,
}

/// All of them; the first is whom the demo tells you to sign in as.
pub(super) fn coders() -> &'static [Coder] {
    #[derive(Deserialize)]
    struct Coders {
        coder: Vec<Coder>,
    }
    static CODERS: LazyLock<Vec<Coder>> = LazyLock::new(|| {
        let all: Coders = toml::from_str(include_str!("words/coders.toml"))
            .expect("coders.toml is checked by the sample's tests");
        all.coder
    });
    &CODERS
}

/// Whom the demo tells you to sign in as.
pub(super) const FIRST: &str = "coder@sample.example";

/// Postings of the first employer that are looked at.
const MOST: i64 = 100;

/// Makes the coders and what they have sent to the first employer, as far as it is missing.
pub(super) fn top_up(site: &Site, employer: &Account, hash: &str) -> Result<()> {
    let now = site.clock.now();
    let open = site.db.read_now(|conn| open_postings(conn, employer, now))?;
    for (number, coder) in coders().iter().enumerate() {
        let email = format!("{}@sample.example", coder.local);
        let account =
            site.db.write_now(|conn| board::person(conn, now, &email, &coder.name, hash, false))?;
        coder.settle(site, &account)?;
        for (nth, posting) in
            open.iter().cycle().skip(number).take(coder.applied.min(open.len())).enumerate()
        {
            let then = now.minus(TimeDelta::hours(3 + 7 * number as i64 + 20 * nth as i64));
            site.db.write_now(|conn| coder.apply(conn, then, &account, *posting))?;
        }
    }
    Ok(())
}

/// Postings of the employer people sign in for that take applications here, newest first.
fn open_postings(conn: &mut Conn, employer: &Account, now: Moment) -> Result<Vec<PostingId>> {
    let Some(seat) = Member::all_of(conn, employer)?.into_iter().next() else {
        return Ok(Vec::new());
    };
    let (all, _) = postings::live_of(conn, seat.employer.id, 0, MOST)?;
    let here = postings::load_contents(conn, &all)?;
    let here = here.iter().filter(|loaded| applications::takes_applications(loaded, now));
    Ok(here.map(|loaded| loaded.posting.id).collect())
}

impl Coder {
    /// Writes the profile of somebody who has none yet, with a résumé.
    pub fn settle(&self, site: &Site, account: &Account) -> Result<()> {
        if site.db.read_now(|conn| Profile::of(conn, account.id))?.is_some() {
            return Ok(());
        }
        let upload = Upload {
            name: format!("{} resume.pdf", self.name),
            bytes: paper::pdf(&self.name, &self.lines()),
        };
        let resume = Resume::take_in(site, Some(account.id), upload)?.map_err(Error::internal)?;
        let (profile, now) = (self.profile(site.clock.now().date())?, site.clock.now());
        site.db.write_now(|conn| {
            profile.create(conn, now, &site.config.secret, account)?;
            Profile::keep_resume(conn, now, account, &resume.key)
        })
    }

    fn profile(&self, today: NaiveDate) -> Result<NewProfile> {
        let home = geography().zip(&self.zip);
        let held = self.held.iter().map(|slug| credential(slug, HeldStanding::Held, today));
        let eligible = self.eligible.iter();
        let eligible = eligible.map(|slug| credential(slug, HeldStanding::Eligible, today));
        Ok(NewProfile {
            name: self.name.clone(),
            home: home.ok_or_else(|| Error::internal("the sample's ZIP codes are real"))?,
            moves_to: self.moves_to,
            arrangements: Vec::new(),
            pay_floor: Some(self.floor * 10_000),
            credentials: Some(held.chain(eligible).collect()),
            experience: self.months.iter().map(experience).collect(),
            contact: Contact::Email,
            phone: String::new(),
        })
    }

    /// What the résumé says below the name.
    fn lines(&self) -> Vec<String> {
        let words = vocabulary();
        let letters = |slug: &String| words.credentials.get(slug).map(|one| one.abbr.clone());
        let held: Vec<String> = self.held.iter().filter_map(letters).collect();
        let mut lines = vec![
            format!("{}@sample.example", self.local),
            String::new(),
            "Credentials".to_owned(),
            if held.is_empty() { "None yet".to_owned() } else { held.join(", ") },
            String::new(),
            "Experience".to_owned(),
        ];
        for (slug, months) in &self.months {
            let setting = words.care_settings.get(slug).map_or("Coding altogether", |it| &it.label);
            lines.push(format!("{setting}: {months} months"));
        }
        lines.extend(["", "Fictional: part of the sample board."].map(str::to_owned));
        lines
    }

    /// Applies to a posting as somebody who reads it would.
    pub fn apply(
        &self,
        conn: &mut Conn,
        then: Moment,
        account: &Account,
        posting: PostingId,
    ) -> Result<()> {
        let profile = Profile::of(conn, account.id)?.ok_or(Error::NotFound)?;
        let asked = postings::load_one(conn, posting)?.content.questions;
        let who = ApplyAs {
            account: account.id,
            name: account.name.clone(),
            email: account.email.clone(),
            phone: profile.phone.clone(),
            contact: profile.contact,
            profile: profile.snapshot(then.date()),
        };
        let new = NewApplication {
            note: self.note.clone(),
            answers: asked.iter().map(answer).collect(),
            resume_key: profile.resume_key,
        };
        applications::apply(conn, then, &who, posting, &new).map(|_| ())
    }
}

fn credential(slug: &str, standing: HeldStanding, today: NaiveDate) -> NewCredential {
    let held = standing == HeldStanding::Held;
    NewCredential {
        credential: slug.to_owned(),
        standing,
        issued: held.then(|| today - TimeDelta::days(500)),
        expires: held.then(|| today + TimeDelta::days(230)),
        number: if held { Number::Is("01234567".to_owned()) } else { Number::Keep },
    }
}

fn experience((slug, months): (&String, &u16)) -> Experience {
    let of = if slug == "all" { Of::All } else { Of::Setting(slug.clone()) };
    Experience { of, at_least: *months, at_most: Some(*months) }
}

fn answer(question: &Question) -> Answered {
    let answer = match question.kind {
        QuestionKind::YesNo => "Yes",
        QuestionKind::Text if question.text.starts_with("When") => "Two weeks after an offer",
        QuestionKind::Text if question.text.contains("accuracy") => "96 percent",
        QuestionKind::Text => "3M and Optum, about half each",
    };
    Answered { question: question.text.clone(), answer: answer.to_owned() }
}
