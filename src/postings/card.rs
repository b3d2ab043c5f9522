//! A posting as a card on a list.

use serde::Serialize;

use super::asks;
use super::content::SitePlace;
use super::loaded::{Loaded, load_contents};
use super::phrases::{self, PayView, When};
use super::posting::{Origin, PostingId, Stage};
use super::twins::{Others, attach_others};
use crate::clock::Moment;
use crate::db::Conn;
use crate::eligibility::{Answer, Point, Verdict};
use crate::employers::Employer;
use crate::error::Result;
use crate::paths;

/// What a card shows.
#[derive(Clone, Debug, Serialize)]
pub struct Card {
    pub id: i64,
    pub url: String,
    pub title: String,
    pub where_text: String,
    /// True when it was read from text and no person has agreed.
    pub where_unconfirmed: bool,
    /// The posting its job is found as.
    #[serde(skip)]
    pub shown_as: PostingId,
    /// Where people come to work; nothing for what is remote.
    #[serde(skip)]
    pub site: Option<SitePlace>,
    /// How far that is, where somebody asks what is near: "12 miles away".
    pub distance: Option<String>,
    pub employer: By,
    pub pay: Option<PayView>,
    pub asks: Vec<String>,
    pub posted: Option<When>,
    pub signs: Vec<String>,
    pub imported: Option<FoundAt>,
    /// Where else the same job is advertised.
    pub others: Option<Others>,
    /// That it can no longer be applied to.
    pub ended: Option<&'static str>,
    /// For somebody who said what they hold.
    pub verdict: Option<VerdictLine>,
    /// That they have applied, and how it stands.
    pub applied: Option<String>,
    /// What they may do with it from the list; nothing where cards are only looked at.
    pub keep: Option<Keep>,
}

/// What the board answers the person who is looking, in one sentence.
#[derive(Clone, Debug, Serialize)]
pub struct VerdictLine {
    /// The shape beside the words: `yes`, `near`, `no` or `open`.
    pub tone: &'static str,
    /// The words it begins with, which are set apart; empty where nothing follows them.
    pub lead: String,
    pub rest: String,
}

/// Keeping a posting and hiding it: the buttons of a card and of the posting's page.
#[derive(Clone, Debug, Serialize)]
pub struct Keep {
    pub saved: bool,
    pub hidden: bool,
    pub save_url: String,
    /// None for those without an account: there is nobody to hide it from.
    pub hide_url: Option<String>,
}

/// Who hires, as a card names them.
#[derive(Clone, Debug, Serialize)]
pub struct By {
    pub name: String,
    pub url: Option<String>,
    /// What was verified.
    pub verified: Option<&'static str>,
    pub agency: bool,
}

/// Where an imported posting was found.
#[derive(Clone, Debug, Serialize)]
pub struct FoundAt {
    pub source: String,
}

impl Loaded {
    /// The address of its public page.
    pub fn url(&self) -> String {
        paths::posting(self.posting.id, &self.posting.title)
    }

    pub(super) fn by(&self) -> By {
        let employer = self.employer.as_ref();
        By {
            name: self.employer_name().to_owned(),
            url: employer.map(|employer| paths::employer(employer.id, &employer.name)),
            verified: employer.and_then(verified),
            agency: self.is_agency(),
        }
    }

    /// Whether nobody has confirmed what was read out of its text.
    pub fn is_unclaimed(&self) -> bool {
        self.posting.origin == Origin::Imported && self.employer.is_none()
    }

    pub(super) fn is_where_unconfirmed(&self) -> bool {
        self.is_unconfirmed(&["arrangement", "place", "states"])
    }

    /// Its pay, marked as long as nobody has agreed with it.
    pub(super) fn pay_view(&self) -> Option<PayView> {
        let view = phrases::pay_view(&self.content)?;
        Some(PayView { unconfirmed: self.is_unconfirmed(&["pay"]), ..view })
    }

    /// Whether nobody has to come anywhere.
    fn is_remote(&self) -> bool {
        matches!(
            self.content.arrangement.as_deref(),
            Some("remote-us" | "remote-states" | "remote-intl")
        )
    }

    /// The posting as a card.
    pub fn card(&self, now: Moment) -> Card {
        Card {
            id: self.posting.id.0,
            url: self.url(),
            title: self.posting.title.clone(),
            where_text: phrases::where_text(&self.content),
            where_unconfirmed: self.is_where_unconfirmed(),
            shown_as: self.shown_as(),
            site: self.content.site.clone().filter(|_| !self.is_remote()),
            distance: None,
            employer: self.by(),
            pay: self.pay_view(),
            asks: asks::asks(&self.content),
            posted: self.posting.first_published_at.map(|then| phrases::ago(then, now)),
            signs: self.signs(now),
            imported: self
                .source
                .as_ref()
                .filter(|_| self.is_unclaimed())
                .map(|source| FoundAt { source: source.name() }),
            others: None,
            ended: match self.stage_at(now) {
                Stage::Closed => Some("Closed"),
                Stage::Expired => Some("Expired"),
                Stage::Draft | Stage::Held | Stage::Live | Stage::TakenDown => None,
            },
            verdict: None,
            applied: None,
            keep: None,
        }
    }

    /// Honest small print: until when, how many, and that it was open before.
    fn signs(&self, now: Moment) -> Vec<String> {
        let mut signs = Vec::new();
        if matches!(self.stage_at(now), Stage::Closed | Stage::Expired) {
            return signs;
        }
        match (self.content.deadline, self.content.ongoing) {
            (Some(day), _) => signs.push(format!("apply by {}", phrases::short_day(day))),
            (None, true) => signs.push("ongoing".to_owned()),
            (None, false) if self.is_unclaimed() => {
                let end = self.posting.expires_at.filter(|end| *end > now);
                signs.extend(end.map(|end| format!("closes {}", phrases::short_day(end.date()))));
            }
            (None, false) => {}
        }
        if let Some(openings) = self.content.openings.filter(|openings| *openings > 1) {
            signs.push(format!("{openings} openings"));
        }
        match self.posted_again() {
            Some(again) => signs.push(again),
            None if self.posting.opening > 0 => signs.push("opened again".to_owned()),
            None => {}
        }
        signs
    }
}

impl Loaded {
    /// "posted 3 times since March 12, 2026".
    pub(super) fn posted_again(&self) -> Option<String> {
        let row = self.text.as_ref()?;
        let day = phrases::long_day(row.posted_first?.date());
        Some(format!("posted {} times since {day}", row.posted_times))
    }
}

impl Card {
    /// Says how far its place is from a point.
    pub fn measure(&mut self, from: Point) {
        let at = self.site.as_ref().and_then(SitePlace::at);
        self.distance = at.map(|at| match from.miles_to(at).round() {
            0.0 | 1.0 => "about a mile away".to_owned(),
            miles => format!("{miles} miles away"),
        });
    }
}

impl VerdictLine {
    pub fn of(verdict: &Verdict) -> VerdictLine {
        let sentence = verdict.headline();
        let end = sentence.find(": ").or_else(|| sentence.find("; ")).map_or(0, |at| at + 1);
        let (lead, rest) = sentence.split_at(end);
        let (lead, rest) = (lead.to_owned(), rest.trim_start().to_owned());
        VerdictLine { tone: tone(verdict.answer), lead, rest }
    }
}

/// The shape that stands beside an answer.
pub fn tone(answer: Answer) -> &'static str {
    match answer {
        Answer::Meets => "yes",
        Answer::Missing => "near",
        Answer::Elsewhere => "no",
        Answer::CannotTell => "open",
    }
}

impl Keep {
    pub fn of(id: PostingId, marks: Option<(bool, bool)>) -> Keep {
        let (saved, hidden) = marks.unwrap_or_default();
        Keep {
            saved,
            hidden,
            save_url: paths::posting_deed(id, "saved"),
            hide_url: marks.map(|_| paths::posting_deed(id, "hidden")),
        }
    }
}

fn verified(employer: &Employer) -> Option<&'static str> {
    employer.verified_at.map(|_| "Domain verified")
}

/// Cards for these postings, in this order.
pub fn cards(conn: &mut Conn, ids: &[PostingId], now: Moment) -> Result<Vec<Card>> {
    let loaded = load_contents(conn, ids)?;
    attach_others(conn, loaded.iter().map(|one| one.card(now)).collect())
}
