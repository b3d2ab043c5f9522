//! What can be chosen in the form, and what has been.

use serde::Serialize;

use super::demands::ANY;
use crate::postings::content::{needs, takes_states};
use crate::postings::pay::{wants_hours, wants_units};
use crate::vocabulary::{Entry, State, Table, vocabulary};
use crate::web::{FormView, Input};

/// People apply on the board.
pub const HERE: &str = "here";
/// People apply on the employer's own site.
pub const ELSEWHERE: &str = "elsewhere";

/// One choice. `needs` names the boxes that go with it.
#[derive(Clone, Debug, Serialize)]
pub struct Choice {
    value: String,
    label: String,
    chosen: bool,
    needs: &'static str,
}

/// Choices under one heading.
#[derive(Clone, Debug, Serialize)]
struct Group {
    label: String,
    options: Vec<Choice>,
}

fn choice(value: &str, label: &str, chosen: bool) -> Choice {
    Choice { value: value.to_owned(), label: label.to_owned(), chosen, needs: "none" }
}

fn choices<E: Entry>(table: &Table<E>, input: &Input, name: &str) -> Vec<Choice> {
    let chosen = |slug: &str| input.all(name).iter().any(|value| value == slug);
    table.iter().map(|entry| choice(entry.slug(), entry.label(), chosen(entry.slug()))).collect()
}

/// All choices of the posting form.
pub fn add_all(form: FormView, input: &Input) -> FormView {
    let words = vocabulary();
    form.option("arrangements", arrangements(input))
        .option("states", states(input))
        .option("pay_units", pay_units(input))
        .option("employment_types", choices(&words.employment_types, input, "employment_type"))
        .option("classifications", classifications(input))
        .option("credentials", credentials())
        .option("necessities", necessities(input))
        .option("benefits", choices(&words.benefits, input, "benefits"))
        .option("roles", choices(&words.roles, input, "role"))
        .option("experience_settings", choices(&words.care_settings, input, "experience_setting"))
        .option(
            "experience_specialties",
            choices(&words.specialties, input, "experience_specialty"),
        )
        .option("educations", choices(&words.education, input, "education"))
        .option("care_settings", choices(&words.care_settings, input, "care_settings"))
        .option("specialties", choices(&words.specialties, input, "specialties"))
        .option("code_sets", code_sets(input))
        .option("ways_to_apply", ways_to_apply(input))
        .option("software", choices(&words.software, input, "software"))
}

fn arrangements(input: &Input) -> Vec<Choice> {
    let mut options = choices(&vocabulary().arrangements, input, "arrangement");
    for option in &mut options {
        option.needs = match (takes_states(&option.value), needs(&option.value).place) {
            (true, true) => "both",
            (true, false) => "states",
            (false, true) => "place",
            (false, false) => "none",
        };
    }
    options
}

fn pay_units(input: &Input) -> Vec<Choice> {
    let mut options = choices(&vocabulary().pay_units, input, "pay_unit");
    for option in &mut options {
        option.needs = match (wants_hours(&option.value), wants_units(&option.value)) {
            (true, _) => "hours",
            (false, true) => "units",
            (false, false) => "none",
        };
    }
    options
}

fn states(input: &Input) -> Vec<Choice> {
    let chosen = |state: State| input.all("states").iter().any(|value| value == state.abbr());
    let mut all: Vec<State> = State::all().collect();
    all.sort_by_key(|state| state.name());
    all.into_iter().map(|state| choice(state.abbr(), state.name(), chosen(state))).collect()
}

fn classifications(input: &Input) -> Vec<Choice> {
    let named = [("w2", "Employee (W-2)"), ("1099", "Contractor (1099)")];
    let chosen = input.text("classification");
    named.into_iter().map(|(value, label)| choice(value, label, value == chosen)).collect()
}

fn ways_to_apply(input: &Input) -> Vec<Choice> {
    let named = [(HERE, "On CareerCenter (recommended)"), (ELSEWHERE, "On our own site")];
    let chosen = input.text("apply_at");
    named.into_iter().map(|(value, label)| choice(value, label, value == chosen)).collect()
}

fn necessities(input: &Input) -> Vec<Choice> {
    let preferred = input.text("months_necessity") == "preferred";
    vec![choice("required", "required", !preferred), choice("preferred", "preferred", preferred)]
}

/// Code sets are known by their letters.
fn code_sets(input: &Input) -> Vec<Choice> {
    let mut options = choices(&vocabulary().code_sets, input, "code_sets");
    for (option, set) in options.iter_mut().zip(vocabulary().code_sets.iter()) {
        if set.abbr != set.label {
            option.label = format!("{} ({})", set.abbr, set.label);
        }
    }
    options
}

/// By issuer, the coders' own two first; which row has chosen which is the row's to say.
fn credentials() -> Vec<Group> {
    let words = vocabulary();
    let any = choice(ANY, "Any AAPC or AHIMA coding credential", false);
    let mut groups = vec![Group { label: "Any".into(), options: vec![any] }];
    let first = ["aapc", "ahima"];
    let (mut issuers, others): (Vec<_>, Vec<_>) =
        words.issuers.iter().partition(|issuer| first.contains(&issuer.slug.as_str()));
    issuers.extend(others);
    for issuer in issuers {
        let own = words.credentials.iter().filter(|credential| credential.issuer == issuer.slug);
        let options: Vec<Choice> =
            own.map(|credential| choice(&credential.slug, credential.short(), false)).collect();
        if !options.is_empty() {
            groups.push(Group { label: issuer.short().to_owned(), options });
        }
    }
    groups
}
