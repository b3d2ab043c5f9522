//! What was typed, as content. A box left empty is no problem here: drafts may be as incomplete
//! as they like. What cannot be understood is named beside its box.

use chrono::{Datelike, NaiveDate};

use crate::eligibility::{ExperienceDemand, Necessity};
use crate::postings::complete::{LONGEST_DESCRIPTION, LONGEST_TITLE};
use crate::postings::content::{Classification, Content, SitePlace, takes_states};
use crate::postings::draft::Saving;
use crate::postings::pay::Pay;
use crate::postings::questions::LONGEST_QUESTION;
use crate::vocabulary::{Found, State, StateSet, geography, vocabulary};
use crate::web::{FormErrors, Input};

use super::demands;
use super::numbers::{decimal, money, whole};
use super::options::{ELSEWHERE, HERE};
use super::questions;

/// A form as it was sent.
#[derive(Clone, Debug)]
pub struct Typed {
    pub content: Content,
    /// What could not be understood.
    pub errors: FormErrors,
    pub saving: Saving,
    /// The version the form was filled from.
    pub version: i64,
}

impl Typed {
    /// Whether some text is longer than its field takes: nothing is saved then.
    pub fn is_too_long(&self) -> bool {
        let content = &self.content;
        let letters = |text: &str, most: usize| text.chars().count() > most;
        letters(&content.title, LONGEST_TITLE)
            || content.description.len() > LONGEST_DESCRIPTION
            || letters(&content.requisition_id, 60)
            || letters(&content.apply_url, 2_000)
            || content.questions.iter().any(|asked| letters(&asked.text, LONGEST_QUESTION))
            || letters(&content.benefits_text, 1_000)
            || letters(&content.other_compensation, 300)
    }
}

/// Reads the form. `stored` is what the posting said before: what the form cannot show of it
/// (a nested demand, a second demand for experience) stays when the rows did not change.
pub fn parse(input: &Input, stored: Option<&Content>) -> Typed {
    let mut errors = FormErrors::default();
    let arrangement = chosen(input, "arrangement");
    let states = states(input, &mut errors);
    let keeps_states = arrangement.as_deref().is_none_or(takes_states);
    let employment_type = chosen(input, "employment_type");
    let mut content = Content {
        title: line(input, "title", LONGEST_TITLE, &mut errors),
        description: description(input, &mut errors),
        role: chosen(input, "role"),
        classification: classification(input, employment_type.as_deref(), &mut errors),
        employment_type,
        openings: number(input, "openings", 1, 9_999, &mut errors),
        requisition_id: line(input, "requisition_id", 60, &mut errors),
        arrangement,
        states: if keeps_states { states } else { StateSet::EMPTY },
        site: site(input, &mut errors),
        apply_here: input.text("apply_at") == HERE,
        apply_url: String::new(),
        questions: Vec::new(),
        deadline: deadline(input, &mut errors),
        ongoing: input.ticked("ongoing"),
        pay: pay(input, &mut errors),
        benefits_text: errors.optional(input, "benefits_text", 1_000).to_owned(),
        other_compensation: line(input, "other_compensation", 300, &mut errors),
        requirements: Default::default(),
        apprentice_ok: input.ticked("apprentice_ok"),
        education: chosen(input, "education"),
        settings: list(input, "care_settings"),
        specialties: list(input, "specialties"),
        code_sets: list(input, "code_sets"),
        software: list(input, "software"),
        benefits: list(input, "benefits"),
    };
    applying(input, &mut content, &mut errors);
    content.requirements.credentials = demands::parse(input, &mut errors);
    content.requirements.experience = experience(input, &mut errors);
    if let Some(stored) = stored {
        keep_what_no_box_shows(&mut content, stored, input);
    }
    content.check_slugs(&mut errors);
    Typed {
        content: content.in_order(),
        errors,
        saving: Saving { attested: input.ticked("attestation"), confirmed: Vec::new() },
        version: input.text("version").parse().unwrap_or(0),
    }
}

/// Questions go with applying here, an address with applying elsewhere.
fn applying(input: &Input, content: &mut Content, errors: &mut FormErrors) {
    if !matches!(input.text("apply_at"), "" | HERE | ELSEWHERE) {
        errors.add("apply_at", "Choose from the list.");
    }
    match content.apply_here {
        true => content.questions = questions::parse(input, errors),
        false => content.apply_url = line(input, "apply_url", 2_000, errors),
    }
}

fn keep_what_no_box_shows(content: &mut Content, stored: &Content, input: &Input) {
    let before = stored.requirements.credentials.as_ref();
    let (shown, all) = demands::rows_of(before);
    let sent: Vec<_> =
        demands::rows(input).into_iter().filter(|row| !row.credential.is_empty()).collect();
    if shown == sent && all == (input.text("match") == "all") {
        content.requirements.credentials = before.cloned();
    }
    let more = stored.requirements.experience.iter().skip(1).cloned();
    if !content.requirements.experience.is_empty() {
        content.requirements.experience.extend(more);
    }
}

fn chosen(input: &Input, name: &str) -> Option<String> {
    let text = input.text(name);
    (!text.is_empty()).then(|| text.chars().take(100).collect())
}

fn list(input: &Input, name: &str) -> Vec<String> {
    let filled = input.all(name).iter().filter(|slug| !slug.is_empty());
    filled.map(|slug| slug.chars().take(100).collect()).collect()
}

/// One line: line breaks become spaces.
fn line(input: &Input, name: &str, most: usize, errors: &mut FormErrors) -> String {
    let text = errors.optional(input, name, most);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn description(input: &Input, errors: &mut FormErrors) -> String {
    let text = input.text("description");
    if text.len() > LONGEST_DESCRIPTION {
        let size = text.len() / 1024 + 1;
        errors.add("description", format!("At most 20 KB of text; this has {size} KB."));
    }
    text.to_owned()
}

fn number(
    input: &Input,
    name: &str,
    least: i32,
    most: i32,
    errors: &mut FormErrors,
) -> Option<i32> {
    let text = input.text(name);
    let number = whole(text, least, most);
    if number.is_none() && !text.is_empty() {
        errors.add(name, format!("A whole number from {least} to {most}."));
    }
    number
}

/// Being a 1099 contractor says how one is paid; otherwise it is its own question.
fn classification(
    input: &Input,
    employment_type: Option<&str>,
    errors: &mut FormErrors,
) -> Option<Classification> {
    let text = input.text("classification");
    let said = Classification::parse(text);
    if said.is_none() && !text.is_empty() {
        errors.add("classification", "Choose from the list.");
    }
    match employment_type {
        Some("contract-1099") => {
            if said == Some(Classification::W2) {
                errors.add("classification", "An independent contractor is paid on a 1099.");
            }
            Some(Classification::Contractor1099)
        }
        _ => said,
    }
}

fn states(input: &Input, errors: &mut FormErrors) -> StateSet {
    let mut set = StateSet::EMPTY;
    for text in input.all("states").iter().filter(|text| !text.is_empty()) {
        match State::parse(text) {
            Some(state) => set.insert(state),
            None => errors.add("states", "Choose states from the list."),
        }
    }
    set
}

fn site(input: &Input, errors: &mut FormErrors) -> Option<SitePlace> {
    let text = errors.optional(input, "place", 80);
    if text.is_empty() {
        return None;
    }
    let problem = match geography().find(text) {
        Found::Place(place) => {
            let (city, state, zip) = (place.city, place.state, place.zip.unwrap_or_default());
            return Some(SitePlace { city, state, zip });
        }
        Found::State(state) => format!("Which city in {}? Give it, or a ZIP.", state.name()),
        Found::Ambiguous(places) => {
            let some: Vec<String> =
                places.iter().take(3).map(|p| format!("{}, {}", p.city, p.state)).collect();
            format!("Which one: {}? Add the state.", some.join("; "))
        }
        Found::Unknown if text.bytes().all(|b| b.is_ascii_digit() || b == b'-') => {
            format!("We know no ZIP {text}.")
        }
        Found::Unknown => "We do not know this place. Give a ZIP, or a city and its state.".into(),
    };
    errors.add("place", problem);
    None
}

fn deadline(input: &Input, errors: &mut FormErrors) -> Option<NaiveDate> {
    let text = input.text("deadline");
    let day: Option<NaiveDate> = text.parse().ok();
    let day = day.filter(|day| (2000..2200).contains(&day.year()));
    if day.is_none() && !text.is_empty() {
        errors.add("deadline", "Give the day as 2026-12-31.");
    }
    day
}

fn amount(input: &Input, name: &str, errors: &mut FormErrors) -> Option<i64> {
    let text = input.text(name);
    let amount = money(text).filter(|amount| *amount > 0);
    if amount.is_none() && !text.is_empty() {
        errors.add(name, "Give an amount such as 28.50 or 52,000.");
    }
    amount
}

/// One figure stands for both ends.
fn pay(input: &Input, errors: &mut FormErrors) -> Option<Pay> {
    let (from, to) = (amount(input, "pay_min", errors), amount(input, "pay_max", errors));
    let unit = chosen(input, "pay_unit");
    if unit.as_ref().is_some_and(|unit| vocabulary().pay_units.get(unit).is_none()) {
        errors.add("pay_unit", "Choose what the pay is per.");
    }
    let hours_per_week = number(input, "hours_per_week", 1, 80, errors);
    let units_per_hour = decimal(input.text("units_per_hour"), 2).filter(|units| *units > 0);
    if units_per_hour.is_none() && !input.text("units_per_hour").is_empty() {
        errors.add("units_per_hour", "A number such as 12 or 2.5.");
    }
    let (lowest, highest) = (from.or(to)?, to.or(from)?);
    let Some(unit) = unit else {
        errors.add("pay_unit", "Choose what the pay is per.");
        return None;
    };
    let pay = Pay { unit, lowest, highest, hours_per_week, units_per_hour };
    if pay.lowest > pay.highest {
        errors.add("pay", pay.problem().unwrap_or_default());
        return None;
    }
    Some(pay)
}

fn experience(input: &Input, errors: &mut FormErrors) -> Vec<ExperienceDemand> {
    let text = input.text("months");
    let necessity = demands::necessity(input.text("months_necessity")).unwrap_or_else(|| {
        errors.add("months_necessity", "Choose whether it is required or preferred.");
        Necessity::Required
    });
    let setting = chosen(input, "experience_setting");
    let specialty = chosen(input, "experience_specialty");
    if text.is_empty() {
        if setting.is_some() || specialty.is_some() {
            errors.add("months", "Say how many months of it; 0 if any will do.");
        }
        return Vec::new();
    }
    let Some(months) = whole(text, 0u16, 600) else {
        errors.add("months", "A whole number of months, 0 to 600.");
        return Vec::new();
    };
    vec![ExperienceDemand { months, setting, specialty, necessity }]
}

#[cfg(test)]
#[path = "parse_tests.rs"]
mod tests;
