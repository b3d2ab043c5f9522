//! What a mail server's answer means: handed over, another try, never, or nobody lives there.

use lettre::transport::smtp;

use super::Outcome;

/// How far a conversation had come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Step {
    /// Connecting, greeting, signing in: not about the letter yet.
    Opening,
    Sender,
    Recipient,
    Data,
    /// The text was on its way: whether it arrived is known by the answer alone.
    Text,
}

/// A conversation that ended badly.
#[derive(Debug)]
pub(super) struct Failure {
    step: Step,
    /// The server's answer; nothing if there was none.
    code: Option<u16>,
    words: String,
}

/// Answers that are about us and not about the letter: who we are was not believed.
const ABOUT_US: [u16; 4] = [530, 534, 535, 538];

/// RFC 3463: no such mailbox, host or address; moved without a trace; a domain that takes no mail.
const NOBODY: [&str; 5] = ["5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10"];

/// How servers without such codes say it.
const NOBODY_IN_WORDS: [&str; 11] = [
    "user unknown",
    "unknown user",
    "no such user",
    "user not found",
    "no such recipient",
    "unknown recipient",
    "recipient not found",
    "invalid recipient",
    "no such mailbox",
    "mailbox not found",
    "does not exist",
];

impl Failure {
    pub fn new(step: Step, error: smtp::Error) -> Failure {
        let code = error.status().map(u16::from);
        let said = std::error::Error::source(&error).map(ToString::to_string);
        let words = match (code, said) {
            (Some(code), said) => format!("{code} {}", said.unwrap_or_default()),
            (None, _) => error.to_string(),
        };
        Failure { step, code, words: words.trim().to_owned() }
    }

    pub fn lost(error: &std::io::Error) -> Failure {
        Failure { step: Step::Sender, code: None, words: error.to_string() }
    }

    pub fn too_slow() -> Failure {
        let words = "the server took too long to listen".to_owned();
        Failure { step: Step::Data, code: None, words }
    }

    /// The connection was gone, or was ended, while nothing of the text was with the server.
    pub fn is_lost_before_text(&self) -> bool {
        self.step == Step::Sender && matches!(self.code, None | Some(421))
    }

    /// The server is still there to listen.
    pub fn leaves_line_open(&self) -> bool {
        self.step > Step::Opening && self.code.is_some_and(|code| code != 421)
    }

    fn is_final(&self) -> bool {
        self.step > Step::Opening
            && self.code.is_some_and(|code| code >= 500 && !ABOUT_US.contains(&code))
    }

    /// A code decides where there is one: "blocked, says the list of users unknown" is not it.
    fn is_nobody(&self) -> bool {
        if !matches!(self.step, Step::Recipient | Step::Text) {
            return false;
        }
        let precise = self.words.split([' ', '-']).find(|word| is_enhanced(word));
        match precise {
            Some(code) => NOBODY.contains(&code),
            None => {
                let words = self.words.to_lowercase();
                matches!(self.code, Some(550 | 551 | 553))
                    && NOBODY_IN_WORDS.iter().any(|nobody| words.contains(nobody))
            }
        }
    }
}

/// `5.1.1` and the like.
fn is_enhanced(word: &str) -> bool {
    let mut parts = word.split('.');
    let number = |part: Option<&str>| {
        part.is_some_and(|p| (1..=3).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_digit()))
    };
    parts.next() == Some("5")
        && number(parts.next())
        && number(parts.next())
        && parts.next().is_none()
}

/// Longest answer that is kept.
const MOST: usize = 500;

/// What became of a letter.
pub(super) fn outcome(done: Result<String, Failure>) -> Outcome {
    let plain = |words: &str| -> String {
        let visible = words.chars().map(|c| if c.is_control() { ' ' } else { c });
        visible.take(MOST).collect()
    };
    match done {
        Ok(words) => Outcome::Sent(plain(&words)),
        Err(failure) if failure.is_final() && failure.is_nobody() => {
            Outcome::Unknown(plain(&failure.words))
        }
        Err(failure) if failure.is_final() => Outcome::Refused(plain(&failure.words)),
        Err(failure) => Outcome::Later(plain(&failure.words)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(step: Step, code: u16, words: &str) -> Outcome {
        outcome(Err(Failure { step, code: Some(code), words: format!("{code} {words}") }))
    }

    #[test]
    fn what_answers_mean() {
        for (step, code, words) in [
            (Step::Recipient, 550, "5.1.1 <ada@home.example>: Recipient address rejected"),
            (Step::Recipient, 550, "No such user here"),
            (Step::Recipient, 553, "sorry, that address does not exist"),
            (Step::Text, 550, "5.1.1 after the text"),
            (Step::Recipient, 556, "5.1.10 domain takes no mail"),
        ] {
            assert!(matches!(said(step, code, words), Outcome::Unknown(_)), "{code} {words}");
        }
        for (step, code, words) in [
            (Step::Recipient, 550, "5.7.1 blocked: user unknown to us"),
            (Step::Recipient, 552, "5.2.2 mailbox full"),
            (Step::Sender, 550, "5.1.1 sender: no such user"),
            (Step::Text, 554, "5.6.0 spam"),
        ] {
            assert!(matches!(said(step, code, words), Outcome::Refused(_)), "{code} {words}");
        }
        for (step, code, words) in [
            (Step::Opening, 535, "5.7.8 wrong password"),
            (Step::Opening, 554, "no service here"),
            (Step::Sender, 530, "5.7.0 authentication required"),
            (Step::Recipient, 450, "4.2.1 greylisted, user unknown"),
            (Step::Sender, 421, "too busy"),
        ] {
            assert!(matches!(said(step, code, words), Outcome::Later(_)), "{code} {words}");
        }
    }
}
