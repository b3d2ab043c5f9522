use super::*;
use crate::postings::example;

#[test]
fn what_is_asked_is_short() {
    let mut content = example::content();
    assert_eq!(asks(&content), ["CPC or COC", "2 years of experience", "Epic"]);
    content.requirements.credentials = Some(Demand::AllOf(vec![
        Demand::AnyOf(vec![
            Demand::held("cpc", Necessity::Required),
            Demand::held("ccs", Necessity::Required),
        ]),
        Demand::held("cpma", Necessity::Preferred),
    ]));
    content.requirements.experience[0].months = 0;
    content.apprentice_ok = true;
    content.software.clear();
    assert_eq!(
        asks(&content),
        ["CPC or CCS", "CPMA preferred", "no experience asked", "apprentices welcome"]
    );
    assert!(asks(&Content::default()).is_empty());
}

#[test]
fn months_are_said_as_people_say_them() {
    let said = [1, 6, 12, 18, 24, 60].map(months);
    assert_eq!(said, ["1 month", "6 months", "1 year", "18 months", "2 years", "5 years"]);
}

#[test]
fn a_credential_that_is_held_is_told_from_one_that_is_not() {
    let one = |credential: &str, standing| {
        Demand::Credential(CredentialDemand {
            credential: credential.into(),
            standing,
            necessity: Necessity::Required,
        })
    };
    let (cca, rhit) = (one("cca", Standing::Held), one("rhit", Standing::Eligible));
    let soon = one("cpc", Standing::Within { months: 12 });
    let any = |parts: &[&Demand]| demand(&Demand::AnyOf(parts.iter().copied().cloned().collect()));
    assert_eq!(any(&[&cca, &rhit]), "CCA held, or RHIT eligible");
    assert_eq!(any(&[&cca, &rhit, &soon]), "CCA held, RHIT eligible, or CPC within 1 year");
    assert_eq!(any(&[&rhit, &soon]), "RHIT eligible or CPC within 1 year");
    assert_eq!(any(&[&cca, &cca]), "CCA or CCA");
    let mut content = example::content();
    content.requirements.credentials = Some(Demand::AllOf(vec![cca, rhit]));
    assert_eq!(asks(&content)[0], "CCA held, and RHIT eligible");
}
