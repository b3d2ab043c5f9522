//! What has happened with an application and what was written about it, for those who received it.

use serde::Serialize;

use crate::applications::stages::Note;
use crate::applications::{Deed, Event, Side};
use crate::postings::{Local, When};

/// One line of the history.
#[derive(Serialize)]
pub struct Line {
    when: When,
    text: String,
    by: String,
}

#[derive(Serialize)]
pub struct NoteView {
    author: String,
    when: When,
    body: String,
}

impl Line {
    pub fn of(event: &Event, zone: Local) -> Line {
        let text = match (event.deed, event.stage) {
            (Deed::Applied, _) => "Applied".to_owned(),
            (Deed::Moved, Some(stage)) => format!("Moved to {}", stage.label()),
            (Deed::Moved, None) => "Moved".to_owned(),
            (Deed::Withdrew, _) => "Withdrawn".to_owned(),
            (Deed::Reopened, _) => "Applied again".to_owned(),
            (Deed::Noted, _) => "Wrote a note".to_owned(),
            (Deed::Erased, _) => "Erased what was sent".to_owned(),
        };
        let by = match event.side {
            Side::Applicant if event.actor.is_empty() => "the applicant".to_owned(),
            Side::Applicant | Side::Employer | Side::Board => event.actor.clone(),
        };
        Line { when: zone.moment(event.happened_at), text, by }
    }
}

impl NoteView {
    pub fn of(note: Note, zone: Local) -> NoteView {
        NoteView { author: note.author, when: zone.moment(note.written_at), body: note.body }
    }
}
