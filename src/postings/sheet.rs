//! The facts of a posting as its page lists them, each with the words it was read from as long
//! as nobody has confirmed it.

use serde::Serialize;

use super::asks;
use super::content::{Classification, Content};
use super::loaded::Loaded;
use super::phrases::{joined, label};
use crate::eligibility::{Demand, Necessity, Standing};
use crate::vocabulary::{Entry, State, Table, vocabulary};

/// Facts under one heading.
#[derive(Clone, Debug, Serialize)]
pub struct FactGroup {
    pub title: &'static str,
    pub facts: Vec<FactRow>,
}

#[derive(Clone, Debug, Serialize)]
pub struct FactRow {
    pub label: &'static str,
    pub values: Vec<FactValue>,
}

#[derive(Clone, Debug, Serialize)]
pub struct FactValue {
    pub text: String,
    pub note: Option<String>,
    /// True when it was read from text and no person has agreed.
    pub unconfirmed: bool,
    pub words: Option<String>,
}

/// Puts rows of one group together; empty ones are left out.
struct Sheet<'a> {
    loaded: &'a Loaded,
    rows: Vec<FactRow>,
}

impl Sheet<'_> {
    /// The words an unconfirmed fact was read from.
    fn read_from(&self, fact: &str) -> Option<String> {
        let mut facts = self.loaded.facts.iter();
        facts.find(|read| read.fact == fact && !read.confirmed).map(|read| read.words.clone())
    }

    fn value(&self, fact: &str, text: String, note: Option<String>) -> FactValue {
        let words = self.read_from(fact);
        FactValue { text, note, unconfirmed: words.is_some(), words }
    }

    fn row(&mut self, label: &'static str, values: Vec<FactValue>) {
        if !values.is_empty() {
            self.rows.push(FactRow { label, values });
        }
    }

    fn one(&mut self, label: &'static str, fact: &str, text: Option<String>) {
        let values = text.map(|text| self.value(fact, text, None)).into_iter().collect();
        self.row(label, values);
    }

    /// Confirmed values in one line, each unconfirmed one with its words.
    fn list<E: Entry>(
        &mut self,
        name: &'static str,
        kind: &str,
        table: &Table<E>,
        slugs: &[String],
    ) {
        let mut sure = Vec::new();
        let mut values = Vec::new();
        for slug in slugs {
            let value = self.value(&format!("{kind}:{slug}"), label(table, slug), None);
            if value.unconfirmed { values.push(value) } else { sure.push(value.text) }
        }
        if !sure.is_empty() {
            let text = sure.join(", ");
            values.insert(0, FactValue { text, note: None, unconfirmed: false, words: None });
        }
        self.row(name, values);
    }

    fn group(self, title: &'static str) -> Option<FactGroup> {
        (!self.rows.is_empty()).then_some(FactGroup { title, facts: self.rows })
    }
}

impl Loaded {
    /// All facts in groups; groups without any are left out.
    pub fn fact_groups(&self) -> Vec<FactGroup> {
        let sheet = || Sheet { loaded: self, rows: Vec::new() };
        let groups = [
            asked(sheet(), &self.content),
            work(sheet(), &self.content),
            terms(sheet(), &self.content),
        ];
        groups.into_iter().flatten().collect()
    }
}

fn necessity(required: bool) -> &'static str {
    if required { "required" } else { "preferred" }
}

/// "held, required" where every part stands alike; else only how much it matters.
fn credential_note(demand: &Demand) -> String {
    let matters = necessity(!demand.is_preference());
    let named = demand.named();
    match !named.is_empty() && named.iter().all(|one| one.standing == Standing::Held) {
        true => format!("held, {matters}"),
        false => matters.to_owned(),
    }
}

/// Rows read from the same words: the first one quotes them for all.
fn quoted_once(mut values: Vec<FactValue>) -> Vec<FactValue> {
    values.iter_mut().skip(1).for_each(|value| value.words = None);
    values
}

fn asked(mut sheet: Sheet<'_>, content: &Content) -> Option<FactGroup> {
    if let Some(expression) = &content.requirements.credentials {
        let (required, preferred) = asks::side_by_side(expression);
        let parts = required.into_iter().chain(preferred);
        let values = parts
            .map(|part| sheet.value("credentials", part.wording(), Some(credential_note(part))));
        let values = quoted_once(values.collect());
        sheet.row("Credential", values);
    }
    let experience = content.requirements.experience.iter().map(|demand| {
        let matters = necessity(demand.necessity == Necessity::Required);
        let note = (demand.months > 0).then(|| matters.to_owned());
        sheet.value("months", demand.wording(), note)
    });
    let mut experience = quoted_once(experience.collect());
    // Words that tell of the credential say nothing on experience.
    if sheet.read_from("months") == sheet.read_from("credentials") {
        experience.iter_mut().for_each(|value| value.words = None);
    }
    sheet.row("Experience", experience);
    let education = content.education.as_ref();
    sheet.one("Education", "education", education.map(|slug| label(&vocabulary().education, slug)));
    let welcome = content.apprentice_ok.then(|| "CPC-A and CCA welcome".to_owned());
    sheet.one("Apprentices", "apprentice_ok", welcome);
    sheet.group("What it asks")
}

fn work(mut sheet: Sheet<'_>, content: &Content) -> Option<FactGroup> {
    let words = vocabulary();
    let role = content.role.as_ref().map(|slug| label(&words.roles, slug));
    sheet.one("Role", "role", role);
    sheet.list("Care setting", "setting", &words.care_settings, &content.settings);
    sheet.list("Specialty", "specialty", &words.specialties, &content.specialties);
    let short =
        |slug: &String| words.code_sets.get(slug).map_or(slug.clone(), |set| set.abbr.clone());
    let (read, sure): (Vec<&String>, Vec<&String>) = content
        .code_sets
        .iter()
        .partition(|slug| sheet.read_from(&format!("code_set:{slug}")).is_some());
    let mut values: Vec<FactValue> = Vec::new();
    if !sure.is_empty() {
        let text = sure.into_iter().map(short).collect::<Vec<_>>().join(", ");
        values.push(FactValue { text, note: None, unconfirmed: false, words: None });
    }
    values.extend(
        read.into_iter().map(|slug| sheet.value(&format!("code_set:{slug}"), short(slug), None)),
    );
    sheet.row("Code sets", values);
    sheet.list("Software", "software", &words.software, &content.software);
    sheet.group("The work")
}

fn terms(mut sheet: Sheet<'_>, content: &Content) -> Option<FactGroup> {
    let words = vocabulary();
    if let Some(slug) = &content.employment_type {
        let paid = match content.classification {
            Some(Classification::W2) => ", W-2",
            Some(Classification::Contractor1099) if slug != "contract-1099" => ", 1099",
            Some(Classification::Contractor1099) | None => "",
        };
        let hours = content.pay.as_ref().and_then(|pay| pay.hours_per_week);
        let note = hours.map(|hours| format!("{hours} hours a week"));
        let text = format!("{}{paid}", label(&words.employment_types, slug));
        let value = sheet.value("employment_type", text, note);
        sheet.row("Employment", vec![value]);
    }
    let mut states: Vec<String> =
        content.states.iter().map(|state: State| state.name().to_owned()).collect();
    states.sort();
    sheet.one("Hires in", "states", (!states.is_empty()).then(|| joined(&states, "and")));
    sheet.list("Benefits", "benefit", &words.benefits, &content.benefits);
    let said = |text: &String| (!text.is_empty()).then(|| text.clone());
    sheet.one("Benefits in detail", "benefits_text", said(&content.benefits_text));
    sheet.one("Other compensation", "other_compensation", said(&content.other_compensation));
    sheet.one("Openings", "openings", content.openings.map(|openings| openings.to_string()));
    sheet.one("Requisition", "requisition_id", said(&content.requisition_id));
    sheet.group("Terms")
}

#[cfg(test)]
#[path = "sheet_tests.rs"]
mod tests;
