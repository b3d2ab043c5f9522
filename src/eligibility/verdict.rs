//! The answer for one person and one posting.

use serde::{Deserialize, Serialize};

/// Whether a person meets what a posting states, and why. Kept with an application as it stood.
#[derive(Serialize, Deserialize, Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    pub answer: Answer,
    /// What is wrong first, what is right last.
    pub reasons: Vec<Reason>,
    /// Whether the posting says it hires in the state they live in; none if that is not known.
    pub hires_at_home: Option<bool>,
}

/// The answer in a word. Where several are true, the first of this list is given.
#[derive(Serialize, Deserialize, Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// It doesn't hire where they live or would move to.
    Elsewhere,
    /// Something required is missing.
    Missing,
    /// Something was not said, by the posting or by the person.
    CannotTell,
    /// They meet everything the posting states.
    Meets,
}

/// One thing the posting states, and how it stands with this person.
#[derive(Serialize, Deserialize, Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    pub about: About,
    pub finding: Finding,
    /// One plain sentence.
    pub text: String,
}

#[derive(Serialize, Deserialize, Clone, Copy, Debug, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub enum About {
    Credentials,
    Experience,
    Place,
}

#[derive(Serialize, Deserialize, Clone, Copy, Debug, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub enum Finding {
    Met,
    /// Required, and not there.
    Missing,
    /// Preferred, and not there: it never blocks.
    WouldHelp,
    /// The person has not said: the text names what to add.
    AddToProfile,
    /// The posting has not said, or nobody has confirmed it: the text says what to ask.
    AskEmployer,
}

impl Verdict {
    /// One plain sentence for where there is room for one.
    pub fn headline(&self) -> String {
        match self.answer {
            Answer::Meets => "You meet everything it states.".to_owned(),
            Answer::Elsewhere | Answer::Missing => self.first().unwrap_or_default().to_owned(),
            Answer::CannotTell => match self.first() {
                Some(text) => ["Can't tell: ", &uncapitalized(text)].concat(),
                None => "Can't tell.".to_owned(),
            },
        }
    }

    fn first(&self) -> Option<&str> {
        self.reasons.first().map(|reason| reason.text.as_str())
    }
}

/// As it reads after a colon; letters like CPC stay.
fn uncapitalized(text: &str) -> String {
    let mut text = text.to_owned();
    let second = text.chars().nth(1);
    if second.is_some_and(|c| c.is_lowercase() || c == ' ')
        && let Some(first) = text.get_mut(..1)
    {
        first.make_ascii_lowercase();
    }
    text
}
