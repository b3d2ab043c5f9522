//! What an employer asks everybody who applies on the board, besides what a profile says.

use serde::{Deserialize, Serialize};

use crate::text_enum;

/// More questions turn people away.
pub const MOST_QUESTIONS: usize = 5;
/// The longest question, in characters.
pub const LONGEST_QUESTION: usize = 200;

text_enum!(
    /// How a question is answered.
    QuestionKind {
        YesNo = "yes_no",
        /// In a few words.
        Text = "text",
    }
);

/// One question to those who apply.
#[derive(Serialize, Deserialize, Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// One line of at most [`LONGEST_QUESTION`] characters.
    pub text: String,
    pub kind: QuestionKind,
    pub required: bool,
}

impl Question {
    /// "Do you code from home? (yes or no, required)"
    pub fn described(&self) -> String {
        let how = match self.kind {
            QuestionKind::YesNo => "yes or no",
            QuestionKind::Text => "short answer",
        };
        format!("{} ({how}{})", self.text, if self.required { ", required" } else { "" })
    }
}

/// What is wrong with questions somebody wrote.
pub fn problem(questions: &[Question]) -> Option<String> {
    if questions.len() > MOST_QUESTIONS {
        return Some(format!("At most {MOST_QUESTIONS} questions."));
    }
    if questions.iter().any(|question| question.text.chars().count() > LONGEST_QUESTION) {
        return Some(format!("At most {LONGEST_QUESTION} characters a question."));
    }
    let unread = |question: &Question| !question.text.chars().any(char::is_alphanumeric);
    questions.iter().any(unread).then(|| "A question has letters or digits in it.".to_owned())
}
