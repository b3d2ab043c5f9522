//! What somebody has just done with a posting or an employer, as the address of the next page
//! says it: there is nothing else that would have to be remembered.

use serde::Serialize;

use crate::paths;

/// One deed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Done {
    pub deed: Deed,
    /// False where it was taken back.
    pub on: bool,
    /// Of the posting or employer.
    pub id: i64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    Save,
    Hide,
    HideEmployer,
}

/// The line that says it.
#[derive(Clone, Debug, Serialize)]
pub struct DoneView {
    pub text: &'static str,
    /// Takes it back, or does it again.
    pub undo: Undo,
}

#[derive(Clone, Debug, Serialize)]
pub struct Undo {
    pub action: String,
    /// What the field `on` says.
    pub on: &'static str,
}

/// Words of an address, what they mean, and what people read.
const WORDS: [(&str, Deed, bool, &str); 6] = [
    ("saved", Deed::Save, true, "Saved."),
    ("let-go", Deed::Save, false, "No longer saved."),
    ("hidden", Deed::Hide, true, "Hidden: this job is in none of your results and counts."),
    ("shown", Deed::Hide, false, "This job is in your results again."),
    (
        "hidden-employer",
        Deed::HideEmployer,
        true,
        "Hidden: nothing of this employer is in your results and counts.",
    ),
    ("shown-employer", Deed::HideEmployer, false, "This employer is in your results again."),
];

impl Done {
    /// Of `saved-7`.
    pub fn read(text: &str) -> Option<Done> {
        let (word, id) = text.rsplit_once('-')?;
        let digits = id.bytes().all(|byte| byte.is_ascii_digit());
        let id = id.parse().ok().filter(|_| digits)?;
        let (_, deed, on, _) = *WORDS.iter().find(|(known, ..)| *known == word)?;
        Some(Done { deed, on, id })
    }

    /// As [`Done::read`] reads it.
    pub fn text(self) -> String {
        format!("{}-{}", self.row().0, self.id)
    }

    pub fn view(self) -> DoneView {
        let action = match self.deed {
            Deed::Save => paths::posting_deed(self.id, "saved"),
            Deed::Hide => paths::posting_deed(self.id, "hidden"),
            Deed::HideEmployer => paths::employer_deed(self.id, "hidden"),
        };
        let on = if self.on { "no" } else { "yes" };
        DoneView { text: self.row().3, undo: Undo { action, on } }
    }

    fn row(self) -> (&'static str, Deed, bool, &'static str) {
        let mut rows = WORDS.into_iter();
        rows.find(|row| (row.1, row.2) == (self.deed, self.on)).expect("every deed has its words")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deed_is_written_and_read() {
        for (word, deed, on, _) in WORDS {
            let done = Done { deed, on, id: 7 };
            assert_eq!(done.text(), format!("{word}-7"));
            assert_eq!(Done::read(&done.text()), Some(done));
        }
        let undo = Done { deed: Deed::HideEmployer, on: true, id: 3 }.view().undo;
        assert_eq!((undo.action.as_str(), undo.on), ("/employers/3/hidden", "no"));
        for text in [
            "",
            "saved",
            "saved-",
            "saved-x",
            "saved--1",
            "saved-+1",
            "sold-7",
            "saved-99999999999999999999",
        ] {
            assert_eq!(Done::read(text), None, "{text}");
        }
    }
}
