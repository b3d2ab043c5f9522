//! What can be chosen in the form, and what has been.

use serde::Serialize;

use crate::applicants::experience::BANDS;
use crate::vocabulary::{Entry, State, Table, vocabulary};
use crate::web::{FormView, Input};

#[derive(Clone, Debug, Serialize)]
struct Choice {
    value: String,
    label: String,
    chosen: bool,
}

/// Choices under one heading.
#[derive(Clone, Debug, Serialize)]
struct Group {
    label: String,
    options: Vec<Choice>,
}

fn choice(value: impl Into<String>, label: &str, chosen: bool) -> Choice {
    Choice { value: value.into(), label: label.to_owned(), chosen }
}

/// All choices of the profile's form. What rows have chosen is the rows' to say.
pub fn add_all(form: FormView, input: &Input) -> FormView {
    let ticked = |name: &str, value: &str| input.all(name).iter().any(|known| known == value);
    let arrangements = vocabulary().arrangements.iter();
    let arrangements = arrangements
        .map(|entry| choice(entry.slug(), entry.label(), ticked("arrangements", entry.slug())));
    let mut states: Vec<State> = State::all().collect();
    states.sort_by_key(|state| state.name());
    let states = states
        .into_iter()
        .map(|state| choice(state.abbr(), state.name(), ticked("moves_to", state.abbr())));
    let contacts = [("email", "By email"), ("phone", "By phone")];
    let contacts =
        contacts.map(|(value, label)| choice(value, label, input.text("contact") == value));
    form.option("credentials", credentials())
        .option("experience", experience())
        .option("bands", BANDS.map(|band| choice(band.slug, band.label, false)))
        .option("arrangements", arrangements.collect::<Vec<_>>())
        .option("moves_to", states.collect::<Vec<_>>())
        .option("contacts", contacts)
}

/// By the body that issues them, the coders' own two first.
fn credentials() -> Vec<Group> {
    let words = vocabulary();
    let own = |slug: &str| matches!(slug, "aapc" | "ahima");
    let (mut issuers, others): (Vec<_>, Vec<_>) =
        words.issuers.iter().partition(|issuer| own(issuer.slug()));
    issuers.extend(others);
    let group = |issuer: &crate::vocabulary::Issuer| {
        let theirs = words.credentials.iter().filter(|entry| entry.issuer == issuer.slug);
        let options = theirs.map(|entry| {
            let label = match entry.abbr == entry.label {
                true => entry.label.clone(),
                false => format!("{} · {}", entry.abbr, entry.label),
            };
            choice(entry.slug(), &label, false)
        });
        Group { label: issuer.short().to_owned(), options: options.collect() }
    };
    issuers.into_iter().map(group).filter(|group| !group.options.is_empty()).collect()
}

/// All coding, then settings, then specialties.
fn experience() -> Vec<Group> {
    fn group<E: Entry>(label: &str, kind: &str, table: &Table<E>) -> Group {
        let option = |entry: &E| choice(format!("{kind}:{}", entry.slug()), entry.label(), false);
        Group { label: label.to_owned(), options: table.iter().map(option).collect() }
    }
    let words = vocabulary();
    let all = vec![choice("all", "All coding", false)];
    vec![
        Group { label: "Altogether".to_owned(), options: all },
        group("Care setting", "setting", &words.care_settings),
        group("Specialty", "specialty", &words.specialties),
    ]
}
