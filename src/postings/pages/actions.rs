//! What can be done with a posting, as buttons and links on the desk.

use serde::Serialize;

use crate::employers::{Member, Standing};
use crate::paths;
use crate::postings::loaded::Loaded;
use crate::postings::posting::Stage;
use crate::token;

/// One thing to do: a link, or a button where `method` is "post".
#[derive(Serialize)]
pub struct Action {
    label: &'static str,
    url: String,
    method: &'static str,
    /// Makes a button that is pressed twice leave one draft; empty where it makes none.
    key: String,
}

/// Whether this member may write postings now.
pub fn can_write(member: &Member) -> bool {
    member.may_write() && member.employer.standing != Standing::Suspended
}

/// What the member may do with it where it stands.
pub fn actions(loaded: &Loaded, member: &Member) -> Vec<Action> {
    let id = loaded.posting.id;
    let part = |label, name, method| {
        let key = if name == "copy" { token::fresh() } else { String::new() };
        Action { label, url: paths::posting_part(id, name), method, key }
    };
    let edit = || {
        let url = paths::edit_posting(id);
        Action { label: "Edit", url, method: "get", key: String::new() }
    };
    let mut actions = Vec::new();
    if can_write(member) {
        match loaded.posting.stage {
            Stage::Draft => actions.extend([edit(), part("Preview", "preview", "get")]),
            Stage::Held => actions.extend([edit(), part("Close", "closure", "get")]),
            Stage::Live => actions.extend([
                edit(),
                part("Renew", "renewal", "post"),
                part("Close", "closure", "get"),
            ]),
            Stage::Closed | Stage::Expired => {
                actions.extend([edit(), part("Reopen", "renewal", "post")]);
            }
            Stage::TakenDown => {}
        }
        if loaded.posting.stage != Stage::TakenDown {
            actions.push(part("Duplicate", "copy", "post"));
        }
    } else {
        actions.push(part("Preview", "preview", "get"));
    }
    if loaded.posting.published_at.is_some() {
        actions.push(part("History", "history", "get"));
    }
    actions
}
