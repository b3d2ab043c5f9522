//! The pages where people who hire begin, and where they say who they are.

mod edit;
mod hire;
mod invitation;
mod mail;
mod members;
mod new;

pub use edit::{form as edit_form, save as edit};
pub use hire::hire;
pub use invitation::{accept as accept_invitation, show as invitation};
pub use mail::{form as mail_form, save as choose_mail};
pub use members::{
    change_role, invite, members, remove as remove_member, withdraw as withdraw_invitation,
};
pub use new::{create, form as new_form};

use serde::Serialize;

use crate::vocabulary::{Entry, vocabulary};
use crate::web::{FormView, Input};

/// A page that is the employer's form.
#[derive(Serialize)]
struct View {
    form: Form,
}

#[derive(Serialize)]
struct Form {
    #[serde(flatten)]
    form: FormView,
    heading: &'static str,
    lead: Option<&'static str>,
    /// The version of the employer that was opened.
    version: String,
    cancel_url: Option<String>,
    conflict: Option<edit::Conflict>,
}

/// One choice of a field.
#[derive(Serialize)]
struct Choice<'a> {
    value: &'a str,
    label: &'a str,
    chosen: bool,
}

/// The form's choices, with those that were made.
fn with_choices(form: FormView, input: &Input) -> FormView {
    let kinds = vocabulary().employer_kinds.iter().map(|kind| Choice {
        value: kind.slug(),
        label: kind.label(),
        chosen: input.text("kind") == kind.slug(),
    });
    let ways = [("direct", "We hire for ourselves"), ("agency", "We recruit or staff for others")];
    let ways = ways.map(|(value, label)| Choice {
        value,
        label,
        chosen: input.text("representation") == value,
    });
    form.option("kinds", kinds.collect::<Vec<_>>()).option("representations", ways)
}
