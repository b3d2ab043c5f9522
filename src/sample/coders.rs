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
use crate::applications::{self, Answered, Application, ApplyAs, Landed, NewApplication, Stage};
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
    let open = site.db.read_now(|conn| Desk::of(conn, employer, now))?;
    for (number, coder) in coders().iter().enumerate() {
        let email = format!("{}@sample.example", coder.local);
        let account =
            site.db.write_now(|conn| board::person(conn, now, &email, &coder.name, hash, false))?;
        coder.settle(site, &account)?;
        let Some(desk) = &open else { continue };
        for (nth, posting) in desk.for_coder(number).take(coder.applied).enumerate() {
            let hours = 3 + 7 * number as i64 + 20 * nth as i64;
            let then = now.minus(TimeDelta::hours(hours));
            site.db.write_now(|conn| {
                let landed = coder.apply(conn, then, &account, posting)?;
                desk.answer(conn, then.plus(TimeDelta::hours(2)), &landed, number + 2 * nth)
            })?;
        }
    }
    Ok(())
}

/// The employer people sign in for, and its postings that take applications here, newest first.
struct Desk {
    seat: Member,
    open: Vec<PostingId>,
}

impl Desk {
    /// Nothing as long as the employer has no seat.
    fn of(conn: &mut Conn, employer: &Account, now: Moment) -> Result<Option<Desk>> {
        let Some(seat) = Member::all_of(conn, employer)?.into_iter().next() else {
            return Ok(None);
        };
        let (all, _) = postings::live_of(conn, seat.employer.id, 0, MOST)?;
        let here = postings::load_contents(conn, &all)?;
        // What is told of them lies in the last three days.
        let old = |at: Moment| now.since(at) >= TimeDelta::days(4);
        let here = here.iter().filter(|loaded| {
            applications::takes_applications(loaded, now)
                && loaded.posting.first_published_at.is_some_and(old)
        });
        let open = here.map(|loaded| loaded.posting.id).collect();
        Ok(Some(Desk { seat, open }))
    }

    /// Its postings, each coder beginning at another one.
    fn for_coder(&self, number: usize) -> impl Iterator<Item = PostingId> {
        let turned = self.open.iter().cycle().skip(number);
        turned.take(self.open.len()).copied()
    }

    /// Moves an application that has just come, unless it is one of those that still wait.
    fn answer(&self, conn: &mut Conn, then: Moment, landed: &Landed, number: usize) -> Result<()> {
        let stages =
            [None, Some(Stage::Reviewed), Some(Stage::Interview), None, Some(Stage::Declined)];
        match (landed, stages[number % stages.len()]) {
            (Landed::New(id), Some(stage)) => {
                let application = Application::by_public_id(conn, id)?;
                application.move_to(conn, then, &self.seat, application.version, stage)
            }
            _ => Ok(()),
        }
    }
}

impl Coder {
    /// Writes the profile of somebody who has none yet, with a résumé.
    pub fn settle(&self, site: &Site, account: &Account) -> Result<()> {
        if site.db.read_now(|conn| Profile::of(conn, account.id))?.is_some() {
            return Ok(());
        }
        let upload =
            Upload::new(format!("{} resume.pdf", self.name), paper::pdf(&self.name, &self.lines()));
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
    ) -> Result<Landed> {
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
        applications::apply(conn, then, &who, posting, &new)
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
