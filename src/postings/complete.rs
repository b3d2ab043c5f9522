//! What a posting must say before strangers see it. A draft may leave out anything.
//!
//! The board's rule goes further than any one law, because postings cross state lines: every
//! posting shows pay with its unit, benefits, other compensation ("none" is an answer) and a
//! deadline or "ongoing".

use chrono::NaiveDate;

use super::content::{Content, needs};
use super::questions;
use crate::eligibility::{Demand, Standing};
use crate::vocabulary::{Entry, Table, geography, is_unseen, vocabulary};
use crate::web::FormErrors;

/// The shortest description that tells anything, in characters.
pub const SHORTEST_DESCRIPTION: usize = 100;
/// The longest description, in bytes.
pub const LONGEST_DESCRIPTION: usize = 20 * 1024;
pub const LONGEST_TITLE: usize = 120;

impl Content {
    /// What is missing or wrong, by form field; empty means it may be published on `today`.
    pub fn problems(&self, today: NaiveDate) -> FormErrors {
        let mut errors = FormErrors::default();
        self.check(today, &mut errors);
        errors
    }

    /// Adds what is missing or wrong to what is known already.
    pub fn check(&self, today: NaiveDate, errors: &mut FormErrors) {
        self.check_words(errors);
        self.check_where(errors);
        self.check_pay(errors);
        self.check_terms(errors, today);
        self.check_demands(errors);
        self.check_slugs(errors);
    }

    fn check_words(&self, errors: &mut FormErrors) {
        if self.title.is_empty() {
            errors.add("title", "Give the job a title.");
        } else if !self.title.chars().any(char::is_alphanumeric) {
            errors.add("title", "A title has letters or digits in it.");
        }
        if self.title.chars().count() > LONGEST_TITLE {
            errors.add("title", format!("At most {LONGEST_TITLE} characters."));
        }
        let letters = self.description.chars().count();
        if letters < SHORTEST_DESCRIPTION {
            errors.add(
                "description",
                format!("Say more about the job: at least {SHORTEST_DESCRIPTION} characters; this has {letters}."),
            );
        }
        if self.description.len() > LONGEST_DESCRIPTION {
            errors.add("description", "At most 20 KB of text.");
        }
        if self.apply_here {
            if let Some(problem) = questions::problem(&self.questions) {
                errors.add("questions", problem);
            }
        } else if let Some(problem) = apply_url_problem(&self.apply_url) {
            errors.add("apply_url", problem);
        }
    }

    fn check_where(&self, errors: &mut FormErrors) {
        let Some(arrangement) = &self.arrangement else {
            errors.add("arrangement", "Choose where the work is done.");
            return;
        };
        let needs = needs(arrangement);
        if needs.states && self.states.is_empty() {
            errors.add("states", "Choose at least one state.");
        }
        match &self.site {
            None if needs.place => {
                errors.add("place", "Give the place: a ZIP, or a city and its state.");
            }
            Some(site) if !site.zip.is_empty() && geography().zip(&site.zip).is_none() => {
                errors.add("place", format!("We know no ZIP {}.", site.zip));
            }
            Some(_) | None => {}
        }
    }

    fn check_pay(&self, errors: &mut FormErrors) {
        match &self.pay {
            None => errors.add("pay", "Give the pay. Board rule: every posting shows it."),
            Some(pay) if vocabulary().pay_units.get(&pay.unit).is_none() => {
                errors.add("pay_unit", "Choose what the pay is per.");
            }
            Some(pay) => {
                if let Some(problem) = pay.problem() {
                    errors.add("pay", problem);
                }
                if pay.hours_per_week.is_some_and(|hours| !(1..=80).contains(&hours)) {
                    errors.add("hours_per_week", "Between 1 and 80 hours.");
                }
                if pay.units_per_hour.is_some_and(|units| !(1..=100_000).contains(&units)) {
                    errors.add("units_per_hour", "Between 0.01 and 1,000 an hour.");
                }
            }
        }
    }

    fn check_terms(&self, errors: &mut FormErrors, today: NaiveDate) {
        if self.employment_type.is_none() {
            errors.add("employment_type", "Choose the kind of employment.");
        }
        if self.classification.is_none() {
            errors.add("classification", "Choose how people are paid: W-2 or 1099.");
        }
        if self.benefits.is_empty() && self.benefits_text.is_empty() {
            errors.add("benefits_text", "Say what benefits there are, or “none”.");
        }
        if self.other_compensation.is_empty() {
            errors.add("other_compensation", "Say what else is paid, or “none”.");
        }
        match (self.deadline, self.ongoing) {
            (None, false) => errors.add("deadline", "Give a date, or tick “ongoing”."),
            (Some(_), true) => errors.add("deadline", "Either a date or “ongoing”, not both."),
            (Some(day), false) if day < today => {
                errors.add("deadline", "This day has passed. Give a later one.");
            }
            (Some(day), false) if day > today + chrono::TimeDelta::days(366) => {
                errors.add("deadline", "At most a year ahead. Use “ongoing” for longer.");
            }
            (Some(_), false) | (None, true) => {}
        }
        if self.openings.is_some_and(|openings| !(1..=9_999).contains(&openings)) {
            errors.add("openings", "Between 1 and 9,999.");
        }
    }

    fn check_demands(&self, errors: &mut FormErrors) {
        for demand in self.requirements.credentials.iter().flat_map(Demand::named) {
            if vocabulary().credentials.get(&demand.credential).is_none() {
                errors.add("credentials", "Choose credentials from the list.");
            }
            if let Standing::Within { months } = demand.standing
                && !(1..=60).contains(&months)
            {
                errors.add("credentials", "“To obtain within” takes 1 to 60 months.");
            }
        }
        for demand in &self.requirements.experience {
            if demand.months > 600 {
                errors.add("months", "At most 600 months.");
            }
        }
    }

    /// Slugs reach a form from its own lists; anything else was made up.
    pub(super) fn check_slugs(&self, errors: &mut FormErrors) {
        let words = vocabulary();
        let experience = &self.requirements.experience;
        let settings = experience.iter().filter_map(|demand| demand.setting.as_ref());
        let specialties = experience.iter().filter_map(|demand| demand.specialty.as_ref());
        known(errors, "role", &words.roles, &self.role);
        known(errors, "employment_type", &words.employment_types, &self.employment_type);
        known(errors, "arrangement", &words.arrangements, &self.arrangement);
        known(errors, "education", &words.education, &self.education);
        known(errors, "care_settings", &words.care_settings, &self.settings);
        known(errors, "specialties", &words.specialties, &self.specialties);
        known(errors, "code_sets", &words.code_sets, &self.code_sets);
        known(errors, "software", &words.software, &self.software);
        known(errors, "benefits", &words.benefits, &self.benefits);
        known(errors, "experience_setting", &words.care_settings, settings);
        known(errors, "experience_specialty", &words.specialties, specialties);
    }
}

fn known<'a, E: Entry>(
    errors: &mut FormErrors,
    field: &str,
    table: &Table<E>,
    slugs: impl IntoIterator<Item = &'a String>,
) {
    if slugs.into_iter().any(|slug| table.get(slug).is_none()) {
        errors.add(field, "Choose from the list.");
    }
}

/// What is wrong with the address people apply at.
fn apply_url_problem(address: &str) -> Option<&'static str> {
    const WHOLE: &str = "Write the whole address, starting with https://";
    if address.is_empty() {
        return Some("Say where people apply.");
    }
    if address.len() > 2_000 {
        return Some("At most 2,000 characters.");
    }
    if address.chars().any(|c| c.is_whitespace() || is_unseen(c) || c == '\\') {
        return Some("An address has no spaces, backslashes or hidden characters in it.");
    }
    let Ok(url) = url::Url::parse(address) else { return Some(WHOLE) };
    if !matches!(url.scheme(), "https" | "http") {
        return Some(WHOLE);
    }
    if !url.domain().is_some_and(is_public) {
        return Some("Give the site by its public name, such as https://careers.example.com/7");
    }
    let has_secret = !url.username().is_empty() || url.password().is_some();
    has_secret.then_some("Leave out the user name and password in the address.")
}

/// Whether a name can be one that people everywhere reach; numbers are no names.
fn is_public(host: &str) -> bool {
    let last = host.rsplit_once('.').map_or("", |(_, last)| last);
    !matches!(last, "" | "localhost" | "local" | "internal")
}

#[cfg(test)]
#[path = "complete_tests.rs"]
mod tests;
