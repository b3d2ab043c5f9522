//! The form as its page shows it.

use serde::Serialize;

use super::{Difference, Writer, amounts, choices, credentials};
use crate::applicants::profile::Profile;
use crate::paths;
use crate::vocabulary::geography;
use crate::web::{FormErrors, FormView, Input};

/// The profile's form.
#[derive(Debug, Serialize)]
pub struct ProfileForm {
    #[serde(flatten)]
    form: FormView,
    /// The version that was opened; empty before there is one.
    version: String,
    /// Nothing is saved yet: the page asks for consent.
    first: bool,
    /// "Columbus, OH, on New York time", once the ZIP code is known.
    home_text: String,
    /// Where saving leads on to; empty for back here.
    next: String,
    credentials: Vec<credentials::Row>,
    experience: Vec<amounts::Row>,
    folds: Folds,
    pub conflict: Option<Conflict>,
}

/// The optional parts: whether each stands open, and what stands in it.
#[derive(Debug, Serialize)]
struct Folds {
    experience: Fold,
    moves: Fold,
    work: Fold,
    contact: Fold,
}

#[derive(Debug, Serialize)]
struct Fold {
    open: bool,
    text: String,
}

/// The profile was saved elsewhere while this form was open.
#[derive(Clone, Debug, Serialize)]
pub struct Conflict {
    pub by: &'static str,
    pub when_text: String,
    pub fields: Vec<Difference>,
}

/// The fields that can be wrong, as the page has them from top to bottom.
fn fields() -> Vec<String> {
    let rows = |name: &str, most: usize| -> Vec<String> {
        (1..=most).map(|number| format!("{name}-{number}")).collect()
    };
    let plain = |names: &[&str]| -> Vec<String> { names.iter().map(|n| (*n).to_owned()).collect() };
    [
        plain(&["name", "zip", "credentials"]),
        rows("credential", credentials::MOST_ROWS),
        plain(&["no_credential", "experience"]),
        rows("experience", amounts::MOST_ROWS),
        plain(&["anywhere", "moves_to", "arrangements", "pay_floor", "contact", "phone"]),
        plain(&["consent"]),
    ]
    .concat()
}

impl ProfileForm {
    /// The form with what was typed, what is wrong with it, and what is known of saved numbers.
    pub fn new(
        input: &Input,
        errors: FormErrors,
        writer: Writer<'_>,
        saved: Option<&Profile>,
    ) -> ProfileForm {
        let kept = |credential: &str| {
            let mut held = saved?.credentials.iter().flatten();
            let held = held.find(|held| held.credential == credential)?;
            held.number(writer.secret, writer.account)
        };
        let mut wallet: Vec<credentials::Row> = (0..credentials::sent(input))
            .map(|index| credentials::row(input, writer, index, kept))
            .collect();
        let asked = |more: &str| usize::from(input.text("action") == more);
        let empty = wallet.iter().rev().take_while(|row| row.credential.is_empty()).count();
        let wanted = wallet.len() + asked("more_credentials").max(usize::from(empty == 0));
        wallet.resize(wanted.min(credentials::MOST_ROWS), credentials::Row::default());
        let mut experience: Vec<amounts::Row> =
            (0..amounts::sent(input)).map(|index| amounts::row(input, index)).collect();
        if experience.is_empty() {
            experience.push(amounts::Row { of: "all".to_owned(), ..amounts::Row::default() });
        }
        let full = experience.last().is_some_and(amounts::Row::is_filled);
        let wanted = experience.len() + asked("more_experience").max(usize::from(full));
        experience.resize(wanted.min(amounts::MOST_ROWS), amounts::Row::default());
        let home = geography().zip(input.text("zip"));
        let home_text = home.map(|place| {
            let zone = place.time_zone.name().rsplit('/').next().unwrap_or_default();
            format!("{}, {}, on {} time", place.city, place.state, zone.replace('_', " "))
        });
        let folds = folds(input, &errors, &experience);
        let fields = fields();
        let fields: Vec<&str> = fields.iter().map(String::as_str).collect();
        let form = FormView::new(paths::PROFILE, input, errors).in_order(&fields);
        ProfileForm {
            folds,
            form: choices::add_all(form, input),
            version: input.text("version").to_owned(),
            first: saved.is_none(),
            home_text: home_text.unwrap_or_default(),
            next: input.text("next").to_owned(),
            credentials: wallet,
            experience,
            conflict: None,
        }
    }

    pub fn has_problems(&self) -> bool {
        self.form.has_problems()
    }
}

fn folds(input: &Input, errors: &FormErrors, rows: &[amounts::Row]) -> Folds {
    let wrong = |names: &[&str]| {
        let named = |field: &String| names.iter().any(|name| field.starts_with(name));
        fields().iter().any(|field| named(field) && errors.get(field).is_some())
    };
    let filled = rows.iter().filter(|row| row.is_filled()).count();
    let states = input.all("moves_to").len();
    let chosen = input.all("arrangements").len();
    let floor = input.text("pay_floor");
    let work = [
        (chosen > 0).then(|| format!("{chosen} chosen")),
        (!floor.is_empty()).then(|| format!("from ${} an hour", floor.trim_start_matches('$'))),
    ];
    let or_empty = |text: String, none: &str| if text.is_empty() { none.to_owned() } else { text };
    Folds {
        experience: Fold {
            open: wrong(&["experience"]) || input.text("action") == "more_experience",
            text: match filled {
                0 => "not said".to_owned(),
                1 => "1 kind".to_owned(),
                filled => format!("{filled} kinds"),
            },
        },
        moves: Fold {
            open: wrong(&["anywhere", "moves_to"]),
            text: match (input.ticked("anywhere"), states) {
                (true, _) => "anywhere".to_owned(),
                (false, 0) => "not said".to_owned(),
                (false, 1) => "1 state".to_owned(),
                (false, states) => format!("{states} states"),
            },
        },
        work: Fold {
            open: wrong(&["arrangements", "pay_floor"]),
            text: or_empty(work.into_iter().flatten().collect::<Vec<_>>().join(", "), "not said"),
        },
        contact: Fold {
            open: wrong(&["contact", "phone"]),
            text: match input.text("contact") {
                "phone" => "by phone".to_owned(),
                _ => "by email".to_owned(),
            },
        },
    }
}
