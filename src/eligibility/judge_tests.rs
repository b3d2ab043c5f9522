//! One person before one posting.

use super::*;

#[test]
fn a_first_verdict_in_words() {
    let fit = Fit {
        home: crate::vocabulary::State::parse("OH"),
        credentials: Some(vec![Holding { credential: "cpc".into(), held: Held::Held }]),
        experience: vec![Experience {
            of: Of::Setting("inpatient".into()),
            at_least: 12,
            at_most: Some(12),
        }],
        ..Fit::default()
    };
    let stated = Stated {
        requirements: Requirements {
            credentials: Some(Demand::AnyOf(vec![
                Demand::held("ccs", Necessity::Required),
                Demand::held("cpc", Necessity::Required),
            ])),
            experience: vec![ExperienceDemand {
                months: 24,
                setting: Some("inpatient".into()),
                specialty: None,
                necessity: Necessity::Required,
            }],
        },
        arrangement: Some("remote-states".into()),
        states: "OH,TX".parse().expect("states"),
        ..Stated::default()
    };
    let verdict = Judge::of(&fit).verdict(&stated);
    let texts: Vec<&str> = verdict.reasons.iter().map(|reason| reason.text.as_str()).collect();
    assert_eq!(
        texts,
        [
            "It asks for 2 years in hospital inpatient; you have 1 year.",
            "It asks for CCS or CPC; you hold CPC.",
            "It hires in Ohio.",
        ]
    );
    assert_eq!(verdict.answer, Answer::Missing);
    assert_eq!(verdict.hires_at_home, Some(true));
    assert_eq!(verdict.headline(), texts[0]);
}
