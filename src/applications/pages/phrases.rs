//! How an application reads to the people who received it.

use serde::Serialize;

use crate::applications::Stage;
use crate::eligibility::{About, Answer, Finding, Held, Reason, Verdict};

/// A word and its color.
#[derive(Clone, Debug, Serialize)]
pub struct Badge {
    pub label: &'static str,
    pub tone: &'static str,
}

/// Where an application stands.
pub fn badge(stage: Stage) -> Badge {
    let tone = match stage {
        Stage::New => "warn",
        Stage::Reviewed | Stage::Interview | Stage::Offer | Stage::Hired => "good",
        Stage::Declined | Stage::Withdrawn => "",
    };
    Badge { label: stage.label(), tone }
}

/// A verdict in a word: what a filter is called.
pub fn answer_label(answer: Answer) -> &'static str {
    match answer {
        Answer::Meets => "Meets what you state",
        Answer::CannotTell => "Can't tell",
        Answer::Missing => "Something missing",
        Answer::Elsewhere => "Place doesn't fit",
    }
}

pub fn answer_tone(answer: Answer) -> &'static str {
    if answer == Answer::Meets { "good" } else { "" }
}

/// A verdict in one line: "Missing: experience". Its reasons speak to the applicant; this does
/// not.
pub fn headline(verdict: &Verdict) -> String {
    let about = |decides: fn(Finding) -> bool| {
        let mut named = Vec::new();
        for reason in verdict.reasons.iter().filter(|reason| decides(reason.finding)) {
            let name = about_text(reason.about);
            if !named.contains(&name) {
                named.push(name);
            }
        }
        named.join(", ")
    };
    match verdict.answer {
        Answer::Meets => "Meets everything you state".to_owned(),
        Answer::Elsewhere if is_too_far(verdict) => "Place: too far".to_owned(),
        Answer::Elsewhere => "Place: outside where you hire".to_owned(),
        Answer::Missing => format!("Missing: {}", about(|finding| finding == Finding::Missing)),
        Answer::CannotTell => {
            let open = about(|at| matches!(at, Finding::AddToProfile | Finding::AskEmployer));
            if open.is_empty() { "Can't tell".to_owned() } else { format!("Can't tell: {open}") }
        }
    }
}

/// Whether it is miles that stand in the way: what is kept of a verdict says so in words alone.
fn is_too_far(verdict: &Verdict) -> bool {
    let mut reasons = verdict.reasons.iter();
    reasons.any(|one| {
        one.about == About::Place
            && one.finding == Finding::Missing
            && one.text.contains(" miles away")
    })
}

fn about_text(about: About) -> &'static str {
    match about {
        About::Credentials => "credentials",
        About::Experience => "experience",
        About::Place => "place",
    }
}

/// One reason, and what it says at a glance.
#[derive(Debug, Serialize)]
pub struct ReasonView {
    mark: &'static str,
    tone: &'static str,
    text: String,
}

pub fn reason(reason: &Reason) -> ReasonView {
    let (mark, tone) = match reason.finding {
        Finding::Met => ("Met", "good"),
        Finding::Missing => ("Missing", "bad"),
        Finding::WouldHelp => ("Would help", ""),
        Finding::AddToProfile | Finding::AskEmployer => ("Open", "warn"),
    };
    ReasonView { mark, tone, text: reason.text.clone() }
}

/// What somebody says of a credential besides its name; empty where there is nothing to say.
pub fn held_text(held: Held) -> &'static str {
    match held {
        Held::Held => "",
        Held::Expired => "expired",
        Held::Eligible => "eligible to sit the exam",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_headline_speaks_to_the_employer() {
        let reason = |about, finding| Reason { about, finding, text: "You.".to_owned() };
        let told = |answer, reasons| headline(&Verdict { answer, reasons, hires_at_home: None });
        let missing = vec![
            reason(About::Experience, Finding::Missing),
            reason(About::Experience, Finding::Missing),
            reason(About::Credentials, Finding::Missing),
            reason(About::Place, Finding::Met),
        ];
        assert_eq!(told(Answer::Missing, missing), "Missing: experience, credentials");
        let open = vec![reason(About::Credentials, Finding::AddToProfile)];
        assert_eq!(told(Answer::CannotTell, open), "Can't tell: credentials");
        assert_eq!(told(Answer::CannotTell, Vec::new()), "Can't tell");
        let place = |text: &str| {
            let text = text.to_owned();
            vec![Reason { about: About::Place, finding: Finding::Missing, text }]
        };
        let far = place("It is on site in Reno, Nevada, 120 miles away.");
        assert_eq!(told(Answer::Elsewhere, far), "Place: too far");
        let outside = place("It doesn't hire in Ohio; it hires in Texas.");
        assert_eq!(told(Answer::Elsewhere, outside), "Place: outside where you hire");
    }
}
