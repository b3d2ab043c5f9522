//! Facts read out of text, beside the boxes they filled, until a person agrees with them.

use std::collections::BTreeMap;

use crate::postings::content::Content;
use crate::postings::facts::Fact;
use crate::web::Input;

/// The box a fact fills: `setting:inpatient` is one of `care_settings`.
fn field_of(fact: &str) -> &str {
    match fact.split_once(':') {
        Some(("setting", _)) => "care_settings",
        Some(("specialty", _)) => "specialties",
        Some(("code_set", _)) => "code_sets",
        Some(("software", _)) => "software",
        Some(("benefit", _)) => "benefits",
        Some(_) | None => fact,
    }
}

/// The words to show beside each box whose fact waits for agreement.
pub fn marks(facts: &[Fact]) -> BTreeMap<String, String> {
    let mut marks: BTreeMap<String, String> = BTreeMap::new();
    for fact in facts.iter().filter(|fact| !fact.confirmed) {
        let words = marks.entry(field_of(&fact.fact).to_owned()).or_default();
        if words.is_empty() {
            *words = fact.words.clone();
        } else if !words.contains(&fact.words) && words.len() < 300 {
            *words = format!("{words}” and “{}", fact.words);
        }
    }
    marks
}

/// Splits facts that wait by what the person said: agreed with (ticked, or what was read has
/// been changed), and the boxes that still need a look.
pub fn agreed(
    facts: &[Fact],
    input: &Input,
    before: &Content,
    after: &Content,
) -> (Vec<String>, Vec<String>) {
    let mut names = Vec::new();
    let mut open: Vec<String> = Vec::new();
    for fact in facts.iter().filter(|fact| !fact.confirmed) {
        let field = field_of(&fact.fact);
        let ticked = input.all("confirm").iter().any(|name| name == field);
        if ticked || is_changed(field, before, after) {
            names.push(fact.fact.clone());
        } else if !open.iter().any(|known| known == field) {
            open.push(field.to_owned());
        }
    }
    (names, open)
}

fn is_changed(field: &str, before: &Content, after: &Content) -> bool {
    match field {
        "title" => before.title != after.title,
        "role" => before.role != after.role,
        "employment_type" => before.employment_type != after.employment_type,
        "arrangement" => before.arrangement != after.arrangement,
        "states" => before.states != after.states,
        "place" => before.site != after.site,
        "pay" => before.pay != after.pay,
        "credentials" => before.requirements.credentials != after.requirements.credentials,
        "months" => before.requirements.experience != after.requirements.experience,
        "apprentice_ok" => before.apprentice_ok != after.apprentice_ok,
        "care_settings" => before.settings != after.settings,
        "specialties" => before.specialties != after.specialties,
        "code_sets" => before.code_sets != after.code_sets,
        "software" => before.software != after.software,
        "benefits" => before.benefits != after.benefits,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::postings::example;

    fn fact(name: &str) -> Fact {
        Fact { fact: name.into(), words: format!("words of {name}"), confirmed: false }
    }

    #[test]
    fn a_fact_is_agreed_with_by_a_tick_or_by_changing_it() {
        let facts = [fact("pay"), fact("role"), fact("setting:asc"), fact("setting:inpatient")];
        let input = Input::from_pairs([("confirm".to_owned(), "care_settings".to_owned())]);
        let before = example::content();
        let mut after = before.clone();
        after.role = None;
        let (names, open) = agreed(&facts, &input, &before, &after);
        assert_eq!(names, ["role", "setting:asc", "setting:inpatient"]);
        assert_eq!(open, ["pay"]);
        let marks = marks(&facts);
        assert_eq!(marks["care_settings"], "words of setting:asc” and “words of setting:inpatient");
    }
}
