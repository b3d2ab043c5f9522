//! Experience somebody has against the months a posting asks for.

use super::findings::Findings;
use super::months::{Band, Bounds, Kind, Months};
use super::requirements::{ExperienceDemand, Necessity};
use super::verdict::{About, Finding};
use super::wording::{push_lower, push_months};
use crate::vocabulary::{Entry, vocabulary};

/// How what somebody has said stands against one demand, worst first.
#[derive(Clone, Copy, Debug)]
enum Stands {
    /// Fewer months than asked.
    Fewer(Band),
    /// No version of the vocabulary knows the kind that is asked for.
    Unknown,
    /// Nothing was said about it.
    NotSaid,
    /// What was said leaves both open.
    Open(Band),
    Enough(Band),
}

impl Stands {
    fn finding(self) -> Finding {
        match self {
            Stands::Fewer(_) => Finding::Missing,
            Stands::Unknown => Finding::AskEmployer,
            Stands::NotSaid | Stands::Open(_) => Finding::AddToProfile,
            Stands::Enough(_) => Finding::Met,
        }
    }

    fn rank(self) -> u8 {
        match self {
            Stands::Fewer(_) => 0,
            Stands::Unknown => 1,
            Stands::NotSaid => 2,
            Stands::Open(_) => 3,
            Stands::Enough(_) => 4,
        }
    }
}

impl Months {
    /// One finding for a demand; a demand for nothing has none.
    pub fn find(&self, demand: &ExperienceDemand, found: &mut impl Findings) {
        if demand.months == 0 {
            return;
        }
        let stands = self.stands(demand);
        let preferred = demand.necessity == Necessity::Preferred;
        let finding = match stands.finding() {
            Finding::Met => Finding::Met,
            _ if preferred => Finding::WouldHelp,
            finding => finding,
        };
        found.add(About::Experience, finding, || words(demand, stands));
    }

    /// A demand for a setting and a specialty is met if each is.
    fn stands(&self, demand: &ExperienceDemand) -> Stands {
        let words = vocabulary();
        let months = demand.months;
        let setting = demand.setting.as_deref().map(|slug| {
            let index = words.care_settings.index_of(slug);
            self.one(index.map(|index| self.setting(index)), months)
        });
        let specialty = demand.specialty.as_deref().map(|slug| {
            let index = words.specialties.index_of(slug);
            self.one(index.map(|index| self.specialty(index)), months)
        });
        let asked = [setting, specialty].into_iter().flatten().min_by_key(|stands| stands.rank());
        asked.unwrap_or_else(|| self.one(Some(self.altogether()), months))
    }

    /// None is a kind the vocabulary does not know.
    fn one(&self, kind: Option<Bounds>, months: u16) -> Stands {
        let bounds = kind.unwrap_or(Bounds { least: None, said: None, ..self.altogether() });
        let fewer = |band: &Band| band.at_most.is_some_and(|most| most < months);
        match (bounds.least, bounds.most) {
            (Some(least), _) if least.at_least >= months => Stands::Enough(least),
            (_, Some(most)) if fewer(&most) => Stands::Fewer(most),
            _ if kind.is_none() => Stands::Unknown,
            _ => bounds.said.map_or(Stands::NotSaid, Stands::Open),
        }
    }
}

/// "it asks for 2 years in inpatient; you have 1 year".
fn words(demand: &ExperienceDemand, stands: Stands) -> String {
    let mut text = String::with_capacity(96);
    text.push_str(match demand.necessity {
        Necessity::Required => "it asks for ",
        Necessity::Preferred => "it prefers ",
    });
    demand.push(&mut text);
    match stands {
        Stands::Fewer(band) | Stands::Enough(band) => {
            text.push_str("; you have ");
            push_band(&mut text, band);
            push_kind(&mut text, band.kind, demand);
        }
        Stands::Open(band) => {
            text.push_str("; you have ");
            push_band(&mut text, band);
            text.push_str(", so add the exact months");
        }
        Stands::NotSaid if demand.setting.is_none() && demand.specialty.is_none() => {
            text.push_str("; add how long you have coded altogether");
        }
        Stands::NotSaid => text.push_str("; add how long you have done that"),
        Stands::Unknown => text.push_str(", which is not in our list; ask the employer about it"),
    }
    text
}

/// "1 year", "at least 1 year", "6 months to 1 year", "at most 6 months", "none yet"; whole years
/// that end before the next as people say them: "3 to under 5 years", "less than 1 year".
fn push_band(text: &mut String, band: Band) {
    match (band.at_least, band.at_most) {
        (0, Some(0)) => text.push_str("none yet"),
        (0, Some(most)) if (most + 1) % 12 == 0 => {
            text.push_str("less than ");
            push_months(text, most + 1);
        }
        (least, Some(most)) if least % 12 == 0 && (most + 1) % 12 == 0 && least > 0 => {
            text.push_str(&format!("{} to under {} years", least / 12, (most + 1) / 12));
        }
        (0, Some(most)) => {
            text.push_str("at most ");
            push_months(text, most);
        }
        (least, Some(most)) if least != most => {
            push_months(text, least);
            text.push_str(" to ");
            push_months(text, most);
        }
        (least, Some(_)) => push_months(text, least),
        (least, None) => {
            text.push_str("at least ");
            push_months(text, least);
        }
    }
}

/// What the months are of, unless it is just what was asked for.
fn push_kind(text: &mut String, kind: Kind, demand: &ExperienceDemand) {
    let words = vocabulary();
    match kind {
        Kind::All if demand.setting.is_none() && demand.specialty.is_none() => {}
        Kind::All => text.push_str(" altogether"),
        Kind::Setting(index) => {
            let own = words.care_settings.at(index);
            if demand.setting.as_deref() != Some(own.slug()) || demand.specialty.is_some() {
                push_lower(text, " in ", own.label());
            }
        }
        Kind::Specialty(index) => {
            let own = words.specialties.at(index);
            if demand.specialty.as_deref() != Some(own.slug()) || demand.setting.is_some() {
                push_lower(text, " in ", own.label());
            }
        }
    }
}
