//! Where findings go: into reasons with their words, or into the bare answer, by the same path.

use super::verdict::{About, Answer, Finding, Reason};

/// Takes findings one by one.
pub(super) trait Findings {
    /// `text` is one sentence without its capital and its full stop; it is only written where
    /// somebody will read it.
    fn add(&mut self, about: About, finding: Finding, text: impl FnOnce() -> String);
}

/// The answer alone.
pub(super) struct Bare(pub Answer);

/// Every reason.
#[derive(Default)]
pub(super) struct Told(pub Vec<Reason>);

impl Findings for Bare {
    fn add(&mut self, about: About, finding: Finding, _text: impl FnOnce() -> String) {
        self.0 = self.0.min(answer(about, finding));
    }
}

impl Findings for Told {
    fn add(&mut self, about: About, finding: Finding, text: impl FnOnce() -> String) {
        self.0.push(Reason { about, finding, text: sentence(text()) });
    }
}

/// Findings nobody has confirmed: none of them decides anything.
pub(super) struct Unconfirmed<'a, F> {
    pub inner: &'a mut F,
    /// Whether something was found that the employer can be asked about.
    pub asked: bool,
}

impl<F: Findings> Findings for Unconfirmed<'_, F> {
    fn add(&mut self, about: About, finding: Finding, text: impl FnOnce() -> String) {
        let finding = match finding {
            Finding::WouldHelp => Finding::WouldHelp,
            Finding::Met | Finding::Missing | Finding::AddToProfile | Finding::AskEmployer => {
                self.asked = true;
                Finding::AskEmployer
            }
        };
        self.inner
            .add(about, finding, || ["as we read it, ", &text(), " (ask to confirm)"].concat());
    }
}

impl Told {
    /// The reasons, what is wrong first and what is right last, and the answer they come to.
    pub fn sorted(mut self) -> (Answer, Vec<Reason>) {
        self.0.sort_by_key(|reason| {
            let elsewhere = answer(reason.about, reason.finding) != Answer::Elsewhere;
            (place(reason.finding), elsewhere)
        });
        let answers = self.0.iter().map(|reason| answer(reason.about, reason.finding));
        (answers.min().unwrap_or(Answer::Meets), self.0)
    }
}

fn place(finding: Finding) -> u8 {
    match finding {
        Finding::Missing => 0,
        Finding::AddToProfile => 1,
        Finding::AskEmployer => 2,
        Finding::WouldHelp => 3,
        Finding::Met => 4,
    }
}

fn answer(about: About, finding: Finding) -> Answer {
    match (finding, about) {
        (Finding::Missing, About::Place) => Answer::Elsewhere,
        (Finding::Missing, About::Credentials | About::Experience) => Answer::Missing,
        (Finding::AddToProfile | Finding::AskEmployer, _) => Answer::CannotTell,
        (Finding::Met | Finding::WouldHelp, _) => Answer::Meets,
    }
}

/// With its capital and its full stop.
fn sentence(mut text: String) -> String {
    if let Some(first) = text.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    text.push('.');
    text
}
