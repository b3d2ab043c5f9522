//! From what the reader found in a text to a draft: the content it fills, and for each fact the
//! words it came from.

use super::content::{Content, SitePlace};
use super::facts::ReadFact;
use super::pay::Pay;
use crate::reader::{PayRead, Read, Reading};

/// Gathers facts while they are taken over.
#[derive(Default)]
struct Taken(Vec<ReadFact>);

impl Taken {
    fn note(&mut self, fact: impl Into<String>, words: &str) {
        self.0.push(ReadFact { fact: fact.into(), words: words.to_owned() });
    }

    fn one<T: Clone>(&mut self, fact: &str, read: &Option<Read<T>>) -> Option<T> {
        let read = read.as_ref()?;
        self.note(fact, &read.words);
        Some(read.value.clone())
    }

    /// One fact for every value: `setting:inpatient`.
    fn list(&mut self, kind: &str, reads: &[Read<String>]) -> Vec<String> {
        for read in reads {
            self.note(format!("{kind}:{}", read.value), &read.words);
        }
        reads.iter().map(|read| read.value.clone()).collect()
    }
}

/// The content a reading fills, and its facts, none of them confirmed.
pub fn content_of(title: &str, text: &str, reading: &Reading) -> (Content, Vec<ReadFact>) {
    let mut taken = Taken::default();
    let place = taken.one("place", &reading.place);
    let mut content = Content {
        title: title.to_owned(),
        description: text.to_owned(),
        role: taken.one("role", &reading.role),
        employment_type: taken.one("employment_type", &reading.employment_type),
        arrangement: taken.one("arrangement", &reading.arrangement),
        states: taken.one("states", &reading.states).unwrap_or_default(),
        site: place.map(|place| SitePlace {
            city: place.city,
            state: place.state,
            zip: place.zip.unwrap_or_default(),
        }),
        apprentice_ok: taken.one("apprentice_ok", &reading.apprentice_ok).unwrap_or_default(),
        settings: taken.list("setting", &reading.care_settings),
        specialties: taken.list("specialty", &reading.specialties),
        code_sets: taken.list("code_set", &reading.code_sets),
        software: taken.list("software", &reading.software),
        benefits: taken.list("benefit", &reading.benefits),
        ..Content::default()
    };
    if let Some(read) = &reading.pay
        && let Some(pay) = pay_of(&read.value)
    {
        content.pay = Some(pay);
        taken.note("pay", &read.words);
    }
    if let Some(read) = &reading.requirements {
        content.requirements = read.value.clone();
        if content.requirements.credentials.is_some() {
            taken.note("credentials", &read.words);
        }
        if !content.requirements.experience.is_empty() {
            taken.note("months", &read.words);
        }
    }
    (content.in_order(), taken.0)
}

/// One stated end of a range stands for both: nothing more is known.
fn pay_of(read: &PayRead) -> Option<Pay> {
    let lowest = read.min.or(read.max)?;
    let highest = read.max.or(read.min)?;
    let pay = Pay {
        unit: read.unit.clone(),
        lowest,
        highest,
        hours_per_week: None,
        units_per_hour: None,
    };
    pay.problem().is_none().then_some(pay)
}
