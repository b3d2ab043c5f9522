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
