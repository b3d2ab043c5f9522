//! A posting as its own page shows it. The board frames it for visitors, the desk for a preview,
//! review before a decision.

use serde::Serialize;

use super::asks;
use super::content::Content;
use super::json_ld;
use super::loaded::{Loaded, load_one};
use super::phrases::{self, PayView, When};
use super::posting::{Posting, PostingId, Stage, live_of};
use super::sheet::FactGroup;
use super::twins::{Others, others};
use crate::clock::Moment;
use crate::db::Conn;
use crate::employers::Employer;
use crate::error::Result;
use crate::paths;
use crate::vocabulary::{State, vocabulary};
use crate::web::markdown;

/// What `postings/article.html` shows.
#[derive(Clone, Debug, Serialize)]
pub struct Article {
    pub id: i64,
    pub url: String,
    pub title: String,
    pub where_text: String,
    /// True when it was read from text and no person has agreed.
    pub where_unconfirmed: bool,
    pub employer: Hirer,
    pub stage: Stage,
    pub banner: Option<Banner>,
    pub imported: Option<Import>,
    pub pay: Option<PayView>,
    pub pay_notes: Vec<String>,
    pub posted: Option<When>,
    pub updated: Option<When>,
    /// "posted 3 times since March 12, 2026".
    pub again: Option<String>,
    /// Where else the same job is advertised.
    pub others: Option<Others>,
    pub deadline: Option<When>,
    pub asks: Vec<String>,
    pub fact_groups: Vec<FactGroup>,
    /// Sanitized.
    pub description_html: String,
    pub apply: Option<Link>,
    /// Where people apply, for an article of an employer's own that is not over.
    pub apply_how: Option<String>,
    /// What those who apply here are asked.
    pub questions: Vec<String>,
    /// Why there is no button.
    pub apply_text: Option<String>,
    pub report_url: Option<String>,
    /// For a member of the employer; the frame sets it.
    pub edit_url: Option<String>,
    /// With `<` escaped; only for what may be marked up.
    pub json_ld: Option<String>,
}

/// Who hires, with a few words about them.
#[derive(Clone, Debug, Serialize)]
pub struct Hirer {
    pub name: String,
    pub url: Option<String>,
    pub verified: Option<&'static str>,
    pub agency: bool,
    pub kind_text: Option<String>,
    pub place_text: Option<String>,
    pub about_text: Option<String>,
    pub live_text: Option<String>,
}

/// What stands on top of a page that is not live.
#[derive(Clone, Debug, Serialize)]
pub struct Banner {
    pub tone: &'static str,
    pub title: String,
    pub text: String,
    pub link: Option<Link>,
}

#[derive(Clone, Debug, Serialize)]
pub struct Link {
    pub url: String,
    pub label: String,
}

#[derive(Clone, Debug, Serialize)]
pub struct Import {
    pub source: String,
    pub source_url: Option<String>,
    pub day_text: Option<String>,
}

/// The posting as an article, in whatever stage it is: the caller knows who may look.
pub fn article(conn: &mut Conn, id: PostingId, now: Moment) -> Result<Article> {
    let loaded = load_one(conn, id)?;
    article_of(conn, &loaded, now)
}

/// The same of a posting that has been read already.
pub fn article_of(conn: &mut Conn, loaded: &Loaded, now: Moment) -> Result<Article> {
    let live = match loaded.posting.employer_id {
        Some(employer) => live_of(conn, employer, 0, 0)?.1,
        None => 0,
    };
    let id = loaded.posting.id;
    let others = others(conn, &[(id, loaded.shown_as())])?.remove(&id);
    Ok(Article { others, ..loaded.article(now, live) })
}

impl Loaded {
    /// `live` is how many live postings the employer has.
    pub fn article(&self, now: Moment, live: i64) -> Article {
        let posting = &self.posting;
        let stage = self.stage_at(now);
        let is_open = matches!(stage, Stage::Draft | Stage::Held | Stage::Live);
        let asked = if self.content.apply_here && is_open { &*self.content.questions } else { &[] };
        let apply = (stage == Stage::Live
            && !self.is_unclaimed()
            && self.content.takes_applications())
        .then(|| Link { url: paths::apply(posting.id), label: "Apply for this job".into() });
        Article {
            id: posting.id.0,
            url: self.url(),
            title: posting.title.clone(),
            where_text: phrases::where_text(&self.content),
            where_unconfirmed: self.is_where_unconfirmed(),
            employer: self.hirer(live),
            stage,
            banner: self.banner(now),
            imported: self.import(),
            pay: self.pay_view(),
            pay_notes: phrases::pay_notes(&self.content),
            posted: posting.first_published_at.map(|then| phrases::ago(then, now)),
            updated: self.updated(now),
            again: self.posted_again().filter(|_| is_open),
            others: None,
            deadline: phrases::deadline(&self.content).filter(|_| is_open),
            asks: asks::asks(&self.content),
            fact_groups: self.fact_groups(),
            description_html: markdown::html(&self.content.description),
            apply_text: if apply.is_some() { None } else { no_button(stage) },
            apply,
            apply_how: apply_how(&self.content).filter(|_| is_open && !self.is_unclaimed()),
            questions: asked.iter().map(|question| question.text.clone()).collect(),
            report_url: posting.has_page().then(|| paths::report(posting.id)),
            edit_url: None,
            json_ld: json_ld::posting(self, now),
        }
    }

    /// Said only when the posting changed on a later day than it was first seen.
    fn updated(&self, now: Moment) -> Option<When> {
        let first = self.posting.first_published_at.filter(|_| !self.is_unclaimed())?;
        let changed = self.posting.updated_at;
        (self.stage_at(now) == Stage::Live && changed.date() > first.date())
            .then(|| phrases::ago(changed, now))
    }

    fn hirer(&self, live: i64) -> Hirer {
        let by = self.by();
        let employer = self.employer.as_ref();
        let kinds = &vocabulary().employer_kinds;
        Hirer {
            name: by.name,
            url: by.url,
            verified: by.verified,
            agency: by.agency,
            kind_text: employer.map(|employer| phrases::label(kinds, &employer.kind)),
            place_text: employer.map(home),
            about_text: employer.and_then(about),
            live_text: (live > 0).then(|| match live {
                1 => "1 open job".to_owned(),
                live => format!("{live} open jobs"),
            }),
        }
    }

    fn import(&self) -> Option<Import> {
        let source = self.source.as_ref().filter(|_| self.is_unclaimed())?;
        Some(Import {
            source: source.name(),
            source_url: (source.url.starts_with("https://") || source.url.starts_with("http://"))
                .then(|| source.url.clone()),
            day_text: Some(phrases::long_day(source.imported_at.date())),
        })
    }

    fn banner(&self, now: Moment) -> Option<Banner> {
        let mut posting = self.posting.clone();
        if let Some((end, why)) = self.over(now) {
            posting.stage = Stage::Expired;
            (posting.ended_at, posting.end_reason) = (Some(end), why.to_owned());
        }
        let title = match posting.stage {
            Stage::Live | Stage::Draft | Stage::Held => return None,
            Stage::Closed => "This job is closed",
            Stage::Expired => "This posting has expired",
            Stage::TakenDown => "This posting was taken down",
        };
        let link = self.employer.as_ref().map(|employer| Link {
            url: paths::employer(employer.id, &employer.name),
            label: format!("Other jobs at {}", employer.name),
        });
        Some(Banner { tone: "warn", title: title.to_owned(), text: why_ended(&posting), link })
    }
}

fn apply_how(content: &Content) -> Option<String> {
    if content.apply_here {
        return Some("You apply here, on CareerCenter.".to_owned());
    }
    let url = url::Url::parse(&content.apply_url).ok()?;
    Some(format!("You apply on {}.", url.host_str()?.trim_start_matches("www.")))
}

fn no_button(stage: Stage) -> Option<String> {
    let text = match stage {
        Stage::Draft | Stage::Held => "The apply button appears here once it is published.",
        Stage::Live => return None,
        Stage::Closed | Stage::Expired | Stage::TakenDown => "Applications are closed.",
    };
    Some(text.to_owned())
}

fn home(employer: &Employer) -> String {
    let state = State::parse(&employer.state);
    format!("{}, {}", employer.city, state.map_or(&*employer.state, |state| state.name()))
}

/// The first words an employer says about itself, without marks.
fn about(employer: &Employer) -> Option<String> {
    let plain = markdown::text(&employer.about);
    let plain = plain.split("\n\n").map(str::trim).find(|part| !part.is_empty())?.to_owned();
    if plain.chars().count() <= 300 {
        return Some(plain);
    }
    let cut: String = plain.chars().take(300).collect();
    let end = cut.rfind(' ').unwrap_or(cut.len());
    Some(format!("{}…", &cut[..end]))
}

/// Why and when a posting ended, and how long it was open.
fn why_ended(posting: &Posting) -> String {
    let day = posting.ended_at.map(|end| phrases::long_day(end.date())).unwrap_or_default();
    let why = match (posting.stage, posting.end_reason.as_str()) {
        (Stage::Closed, "filled") => format!("The employer filled it on {day}."),
        (Stage::Closed, "cancelled") => format!("The employer cancelled it on {day}."),
        (Stage::Closed, "duplicate") => {
            format!("The employer closed it on {day}: another posting takes its place.")
        }
        (Stage::Closed, reason) => match reason.split_once(": ") {
            Some((_, said)) => format!("The employer closed it on {day}: {said}"),
            None => format!("The employer closed it on {day}."),
        },
        (Stage::Expired, "deadline") => "Its application deadline has passed.".to_owned(),
        (Stage::Expired, _) => format!("Its listing ended on {day}."),
        (_, _) => format!("An administrator took it down on {day}."),
    };
    let (Some(first), Some(end)) = (posting.first_published_at, posting.ended_at) else {
        return why;
    };
    match end.since(first).num_days() {
        days if days < 1 => why,
        1 => format!("{why} It was open for 1 day."),
        days => format!("{why} It was open for {days} days."),
    }
}
