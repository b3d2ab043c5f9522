//! A verdict as people read it beside a posting: the answer, every reason for it, and what to add.

use serde::Serialize;

use super::guards::FitBy;
use crate::eligibility::{About, Finding, Verdict};
use crate::paths;
use crate::postings::{Link, VerdictLine};

/// What `components/verdict.html` shows.
#[derive(Clone, Debug, Serialize)]
pub struct VerdictView {
    pub line: VerdictLine,
    pub groups: Vec<ReasonGroup>,
    /// Where to say what was not said.
    pub adds: Vec<Link>,
}

/// Reasons of one kind, what is wrong before what is right.
#[derive(Clone, Debug, Serialize)]
pub struct ReasonGroup {
    /// `missing`, `add`, `ask`, `help` or `met`: the shape beside each.
    pub kind: &'static str,
    pub label: &'static str,
    pub reasons: Vec<String>,
}

/// The kinds in the order of the page.
const KINDS: [(Finding, &str, &str); 5] = [
    (Finding::Missing, "missing", "In the way"),
    (Finding::AddToProfile, "add", "You have not said"),
    (Finding::AskEmployer, "ask", "To ask the employer"),
    (Finding::WouldHelp, "help", "Would help, but is not required"),
    (Finding::Met, "met", "You meet"),
];

impl VerdictView {
    /// `by` and `next` say where what is missing can be added, and where that leads back to; `coded`,
    /// that how long they have coded altogether was said.
    pub fn of(verdict: &Verdict, by: FitBy, coded: bool, next: &str) -> VerdictView {
        VerdictView { adds: adds(verdict, by, coded, next), ..VerdictView::told(verdict) }
    }

    /// One that was given before: there is nothing to add to it any more.
    pub fn told(verdict: &Verdict) -> VerdictView {
        let headline = verdict.headline();
        let group = |(finding, kind, label): (Finding, &'static str, &'static str)| {
            let same = verdict.reasons.iter().filter(|reason| reason.finding == finding);
            // What the headline says is not said twice.
            let same = same.filter(|reason| reason.text != headline);
            let reasons: Vec<String> = same.map(|reason| reason.text.clone()).collect();
            (!reasons.is_empty()).then_some(ReasonGroup { kind, label, reasons })
        };
        VerdictView {
            line: VerdictLine::of(verdict),
            groups: KINDS.into_iter().filter_map(group).collect(),
            adds: Vec::new(),
        }
    }
}

/// A profile holds everything; a visit no experience of one kind.
fn adds(verdict: &Verdict, by: FitBy, coded: bool, next: &str) -> Vec<Link> {
    let unsaid = |about: About| {
        let mut reasons = verdict.reasons.iter();
        reasons.any(|one| one.finding == Finding::AddToProfile && one.about == about)
    };
    let (experience, others) =
        (unsaid(About::Experience), unsaid(About::Credentials) || unsaid(About::Place));
    let link = |url: String, label: &str| Link { url, label: label.to_owned() };
    let mut adds = Vec::new();
    match by {
        FitBy::Profile if experience || others => {
            adds.push(link(paths::profile_for(next), "Add it to your profile"));
        }
        FitBy::Profile => {}
        FitBy::Visit => {
            if others || !coded && experience {
                adds.push(link(paths::fit(next), "Say more for this visit"));
            }
            if experience {
                let kinds = "Say what kinds of coding you have done, in a profile";
                adds.push(link(paths::profile_for(next), kinds));
            }
        }
    }
    adds
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::eligibility::{Answer, Reason};

    fn verdict(findings: &[(About, Finding)]) -> Verdict {
        let reason = |(about, finding): &(About, Finding)| Reason {
            about: *about,
            finding: *finding,
            text: format!("{about:?}"),
        };
        let reasons = findings.iter().map(reason).collect();
        Verdict { answer: Answer::CannotTell, reasons, hires_at_home: None }
    }

    #[test]
    fn what_is_wrong_comes_first_and_nothing_is_empty() {
        let found = verdict(&[
            (About::Credentials, Finding::Met),
            (About::Experience, Finding::Missing),
            (About::Place, Finding::Met),
        ]);
        let view = VerdictView::of(&found, FitBy::Profile, true, "/jobs/1");
        let kinds: Vec<_> =
            view.groups.iter().map(|group| (group.kind, group.reasons.len())).collect();
        assert_eq!(kinds, [("missing", 1), ("met", 2)]);
        assert!(view.adds.is_empty());
    }

    #[test]
    fn what_was_not_said_can_be_added_where_it_belongs() {
        let found = verdict(&[
            (About::Credentials, Finding::AddToProfile),
            (About::Experience, Finding::AddToProfile),
        ]);
        let urls = |by| -> Vec<String> {
            let view = VerdictView::of(&found, by, false, "/jobs/1");
            view.adds.into_iter().map(|link| link.url).collect()
        };
        assert_eq!(urls(FitBy::Profile), ["/profile?next=%2Fjobs%2F1"]);
        assert!(VerdictView::told(&found).adds.is_empty());
        let kinds = verdict(&[(About::Experience, Finding::AddToProfile)]);
        let said = VerdictView::of(&kinds, FitBy::Visit, true, "/jobs/1").adds;
        assert_eq!(said.len(), 1, "the visit has said what it can");
        assert_eq!(urls(FitBy::Visit), ["/fit?next=%2Fjobs%2F1", "/profile?next=%2Fjobs%2F1"]);
    }
}
