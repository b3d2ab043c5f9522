//! The form as its page shows it.

use std::collections::BTreeMap;

use serde::Serialize;

use super::demands::{MOST_ROWS, Row, rows};
use super::options;
use super::questions::{Asked, asked};
use crate::postings::questions::MOST_QUESTIONS;
use crate::web::{FormErrors, FormView, Input};

/// What `postings/form.html` shows.
#[derive(Debug, Serialize)]
pub struct FormPage {
    pub form: PostingForm,
}

#[derive(Debug, Serialize)]
pub struct PostingForm {
    #[serde(flatten)]
    form: FormView,
    pub heading: String,
    pub origin_text: Option<String>,
    pub version: String,
    /// Makes a form that is sent twice leave one draft; empty once there is one.
    pub draft_key: String,
    /// True where saving changes what the public sees.
    pub published: bool,
    pub cancel_url: Option<String>,
    pub conflict: Option<Conflict>,
    pub advice: Vec<String>,
    /// The words each marked fact was read from, by field.
    pub read: BTreeMap<String, String>,
    /// Fields whose mark was ticked.
    pub confirmed: BTreeMap<String, bool>,
    credentials: Vec<Row>,
    questions: Vec<Asked>,
    open: Open,
}

/// Somebody else saved while this form was open.
#[derive(Clone, Debug, Serialize)]
pub struct Conflict {
    pub by: String,
    pub when_text: String,
    pub fields: Vec<Clash>,
}

#[derive(Clone, Debug, Serialize)]
pub struct Clash {
    pub label: &'static str,
    pub yours: String,
    pub theirs: String,
}

/// Which of the folded parts stand open.
#[derive(Clone, Copy, Debug, Serialize)]
struct Open {
    work: bool,
    experience: bool,
}

const MORE_CREDENTIALS: &str = "more_credentials";
const MORE_QUESTIONS: &str = "more_questions";

/// Whether the form only asks for another row: nothing is saved.
pub fn asks_for_rows(input: &Input) -> bool {
    matches!(input.text("action"), MORE_CREDENTIALS | MORE_QUESTIONS)
}

/// The fields that can be wrong, as the page has them from top to bottom.
pub const FIELDS: &[&str] = &[
    "title",
    "arrangement",
    "states",
    "place",
    "pay",
    "pay_min",
    "pay_max",
    "pay_unit",
    "hours_per_week",
    "units_per_hour",
    "employment_type",
    "classification",
    "credentials",
    "months",
    "months_necessity",
    "benefits",
    "benefits_text",
    "other_compensation",
    "deadline",
    "description",
    "apply_at",
    "apply_url",
    "questions",
    "attestation",
];

impl PostingForm {
    /// The form with what was typed and what is wrong with it.
    pub fn new(
        action: String,
        input: &Input,
        errors: FormErrors,
        read: BTreeMap<String, String>,
        version: i64,
    ) -> PostingForm {
        let mut credentials = rows(input);
        let wanted = match credentials.is_empty() {
            true => 2,
            false => credentials.len() + usize::from(input.text("action") == MORE_CREDENTIALS),
        };
        credentials.resize(wanted.min(MOST_ROWS), Row::empty());
        let mut questions = asked(input);
        questions.retain(|row| !row.text.is_empty());
        let more = usize::from(input.text("action") == MORE_QUESTIONS);
        questions.resize((questions.len() + more).clamp(1, MOST_QUESTIONS), Asked::empty());
        let touched = |names: &[&str]| {
            names.iter().any(|name| errors.get(name).is_some() || read.contains_key(*name))
        };
        let open = Open {
            work: touched(&["role", "openings", "requisition_id"]),
            experience: touched(&[
                "experience_setting",
                "experience_specialty",
                "education",
                "apprentice_ok",
            ]),
        };
        let ticked = input.all("confirm").iter().map(|name| (name.clone(), true));
        let mut shown = input.clone();
        if shown.text("match").is_empty() {
            shown.set("match", "any");
        }
        PostingForm {
            confirmed: ticked.collect(),
            form: options::add_all(FormView::new(action, &shown, errors).in_order(FIELDS), &shown),
            heading: String::new(),
            origin_text: None,
            version: version.to_string(),
            draft_key: String::new(),
            published: false,
            cancel_url: None,
            conflict: None,
            advice: Vec::new(),
            read,
            credentials,
            questions,
            open,
        }
    }
}
