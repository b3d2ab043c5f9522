//! The judge against tables of cases: every rule with the answer and the words it has to give.

mod credentials;
mod edges;
mod experience;
mod place;
mod properties;
mod unconfirmed;

use super::*;
use crate::vocabulary::State;

/// "cpc rhit:eligible ccs:expired"; "?" for somebody who has not said.
fn holds(text: &str) -> Option<Vec<Holding>> {
    let one = |word: &str| {
        let (slug, held) = word.split_once(':').unwrap_or((word, "held"));
        let held = match held {
            "held" => Held::Held,
            "eligible" => Held::Eligible,
            "expired" => Held::Expired,
            other => panic!("{other} is no way to hold"),
        };
        Holding { credential: slug.to_owned(), held }
    };
    (text != "?").then(|| text.split_whitespace().map(one).collect())
}

fn demand(credential: &str, standing: Standing, necessity: Necessity) -> Demand {
    Demand::Credential(CredentialDemand { credential: credential.to_owned(), standing, necessity })
}

fn held(credential: &str) -> Demand {
    Demand::held(credential, Necessity::Required)
}

/// Somebody in Ohio, where every posting that says no place hires.
fn coder(credentials: &str) -> Fit {
    Fit { home: State::parse("OH"), credentials: holds(credentials), ..Fit::default() }
}

fn remote() -> Stated {
    Stated { arrangement: Some("remote-us".to_owned()), ..Stated::default() }
}

fn asking(demand: Demand) -> Stated {
    let requirements = Requirements { credentials: Some(demand), ..Requirements::default() };
    Stated { requirements, ..remote() }
}

/// Holds one verdict to what is expected: its answer, the same answer without words, and a text of
/// the first reason about `about`, or no such reason for an empty text.
fn check(fit: &Fit, stated: &Stated, about: About, answer: Answer, words: &str) {
    let judge = Judge::of(fit);
    let verdict = judge.verdict(stated);
    assert_eq!(verdict.answer, answer, "{fit:?}\n{stated:?}\n{verdict:?}");
    assert_eq!(judge.answer(stated), answer);
    let text = verdict.reasons.iter().find(|reason| reason.about == about);
    let text = text.map_or("", |reason| reason.text.as_str());
    match words.is_empty() {
        true => assert_eq!(text, ""),
        false => assert!(text.contains(words), "“{text}” does not say “{words}”"),
    }
}

#[test]
fn a_verdict_reads_like_this() {
    let fit = Fit {
        experience: vec![Experience {
            of: Of::Setting("inpatient".into()),
            at_least: 12,
            at_most: Some(12),
        }],
        ..coder("cpc")
    };
    let mut stated = asking(Demand::AllOf(vec![
        Demand::AnyOf(vec![held("ccs"), held("cpc")]),
        Demand::held("cpma", Necessity::Preferred),
    ]));
    stated.requirements.experience = vec![ExperienceDemand {
        months: 24,
        setting: Some("inpatient".into()),
        specialty: None,
        necessity: Necessity::Required,
    }];
    let verdict = Judge::of(&fit).verdict(&stated);
    let texts: Vec<&str> = verdict.reasons.iter().map(|reason| reason.text.as_str()).collect();
    let expected = [
        "It asks for 2 years in hospital inpatient; you have 1 year.",
        "It prefers CPMA; it is not among your credentials.",
        "It asks for CCS or CPC; you hold CPC.",
        "It hires anywhere in the US.",
    ];
    assert_eq!(texts, expected);
    assert_eq!(verdict.answer, Answer::Missing);
    assert_eq!(verdict.hires_at_home, Some(true));
    assert_eq!(verdict.headline(), expected[0]);
}

#[test]
fn a_headline_is_one_sentence_for_each_answer() {
    let headline = |fit: &Fit, stated: &Stated| Judge::of(fit).verdict(stated).headline();
    assert_eq!(headline(&coder("cpc"), &asking(held("cpc"))), "You meet everything it states.");
    assert_eq!(headline(&coder("cpc-a"), &asking(held("cpc"))), "It says CPC; ask about CPC-A.");
    assert_eq!(
        headline(&coder("?"), &asking(held("cpc"))),
        "Can't tell: it asks for CPC; add your credentials."
    );
    let read = Stated { requirements_unconfirmed: true, ..asking(held("cpc")) };
    assert_eq!(
        headline(&coder("cpc"), &read),
        "Can't tell: as we read it, it asks for CPC; you hold it (ask to confirm)."
    );
    let texas = Stated {
        arrangement: Some("remote-states".into()),
        states: "TX".parse().expect("a state"),
        ..asking(held("ccs"))
    };
    assert_eq!(headline(&coder("cpc"), &texas), "It doesn't hire in Ohio; it hires in Texas.");
}

#[test]
fn nothing_said_on_either_side_cannot_be_told() {
    let blank = Judge::of(&Fit::default());
    assert_eq!(blank.answer(&Stated::default()), Answer::CannotTell);
    assert_eq!(blank.answer(&remote()), Answer::Meets);
    assert_eq!(blank.hires_at_home(&remote()), None);
    assert!(!blank.verdict(&Stated::default()).headline().is_empty());
}
