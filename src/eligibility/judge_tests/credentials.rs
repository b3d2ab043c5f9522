//! Expressions over credentials.

use super::*;
use Answer::{CannotTell, Meets, Missing};
use Necessity::{Preferred, Required};

fn eligible(credential: &str) -> Demand {
    demand(credential, Standing::Eligible, Required)
}

fn within(credential: &str, months: u16) -> Demand {
    demand(credential, Standing::Within { months }, Required)
}

fn prefers(credential: &str) -> Demand {
    Demand::held(credential, Preferred)
}

fn any<const N: usize>(parts: [Demand; N]) -> Demand {
    Demand::AnyOf(parts.into())
}

fn all<const N: usize>(parts: [Demand; N]) -> Demand {
    Demand::AllOf(parts.into())
}

fn coding(necessity: Necessity) -> Demand {
    Demand::AnyCodingCredential { necessity }
}

fn rows() -> Vec<(&'static str, Demand, Answer, &'static str)> {
    let (cpc, ccs, rhit) = (|| held("cpc"), || held("ccs"), || held("rhit"));
    vec![
        // One part is enough.
        ("cpc", any([cpc(), ccs()]), Meets, "It asks for CPC or CCS; you hold CPC."),
        ("ccs", any([cpc(), ccs()]), Meets, "you hold CCS"),
        ("cpc ccs", any([cpc(), ccs()]), Meets, "you hold"),
        ("rhia", any([cpc(), rhit()]), Meets, "your RHIA counts"),
        ("rn", any([cpc(), ccs()]), Missing, "CPC or CCS; neither is among"),
        ("rn", any([cpc(), ccs(), rhit()]), Missing, "none of them is among your credentials"),
        ("", any([cpc(), ccs()]), Missing, "neither"),
        ("?", any([cpc(), ccs()]), CannotTell, "It asks for CPC or CCS; add your credentials."),
        ("cpc:expired", any([cpc(), ccs()]), Missing, "your CPC has run out"),
        ("cpc:expired", any([cpc(), eligible("ccs")]), Missing, "your CPC has run out"),
        ("cpc-a", any([cpc(), ccs()]), Missing, "It says CPC or CCS; ask about CPC-A."),
        ("ccs:eligible", any([cpc(), ccs()]), Missing, "held; you may sit the CCS exam"),
        ("ccs:eligible", any([cpc(), eligible("ccs")]), Meets, "you may sit the CCS exam"),
        ("ccs", any([cpc(), eligible("ccs")]), Meets, "CPC held, or CCS eligible; you hold CCS"),
        ("", any([cpc(), within("ccs", 6)]), Meets, "CCS can be earned after hire"),
        ("?", any([cpc(), within("ccs", 6)]), Meets, "CCS can be earned after hire"),
        ("cpc", any([cpc(), within("ccs", 6)]), Meets, "you hold CPC"),
        ("cpc", any([any([cpc(), ccs()]), rhit()]), Meets, "(CPC or CCS) or RHIT"),
        ("cpc", any([cpc(), prefers("ccs")]), Meets, "you hold CPC"),
        ("ccs", any([cpc(), prefers("ccs")]), Meets, "you hold CCS"),
        ("", any([]), Meets, ""),
        ("", all([]), Meets, ""),
        // Every part is needed; parts side by side have a reason each, what is missing first.
        ("cpc ccs", all([cpc(), ccs()]), Meets, "It asks for CPC; you hold it."),
        ("cpc", all([cpc(), ccs()]), Missing, "It asks for CCS; it is not among"),
        ("ccs", all([cpc(), ccs()]), Missing, "It asks for CPC; it is not among"),
        ("?", all([cpc(), ccs()]), CannotTell, "add your credentials"),
        ("cpc", all([cpc(), within("ccs", 24)]), Meets, "you hold it"),
        ("cpc", all([any([cpc(), ccs()]), rhit()]), Missing, "asks for RHIT"),
        ("cpc rhia", all([any([cpc(), ccs()]), rhit()]), Meets, "you hold CPC"),
        // All of one alternative.
        ("cpc cpma", any([all([cpc(), held("cpma")]), ccs()]), Meets, "you have what it takes"),
        ("cpc", any([all([cpc(), held("cpma")]), ccs()]), Missing, "(CPC and CPMA) or CCS"),
        ("ccs", any([all([cpc(), held("cpma")]), ccs()]), Meets, "you hold CCS"),
        ("cpc", any([all([cpc(), prefers("cpma")]), ccs()]), Meets, "you hold CPC"),
        // Preferences never turn anybody away.
        ("", prefers("cpc"), Meets, "It prefers CPC; it is not among your credentials."),
        ("cpc", prefers("cpc"), Meets, "It prefers CPC; you hold it."),
        ("cpc-a", prefers("cpc"), Meets, "ask about CPC-A"),
        ("cpc:expired", prefers("cpc"), Meets, "your CPC has run out"),
        ("?", prefers("cpc"), Meets, "It prefers CPC; add your credentials."),
        ("", prefers("unheard-of"), Meets, "unheard-of, which is not in our list"),
        ("", any([prefers("cpc"), prefers("ccs")]), Meets, "It prefers CPC or CCS; neither"),
        ("", all([prefers("cpc"), prefers("ccs")]), Meets, "It prefers CPC;"),
        ("ccs", all([ccs(), prefers("cpc")]), Meets, "It prefers CPC;"),
        ("", coding(Preferred), Meets, "It prefers any AAPC or AHIMA coding credential"),
        ("", demand("cpc", Standing::Within { months: 6 }, Preferred), Meets, "within 6 months"),
        // Any AAPC or AHIMA coding credential.
        ("cpc", coding(Required), Meets, "any AAPC or AHIMA coding credential; you hold CPC"),
        ("cpc-a", coding(Required), Meets, "you hold"),
        ("cca", coding(Required), Meets, "you hold CCA"),
        ("rn", coding(Required), Missing, "none of your credentials is one"),
        ("", coding(Required), Missing, "none of your credentials is one"),
        ("?", coding(Required), CannotTell, "add your credentials"),
        ("ccs:eligible", coding(Required), Missing, "held; you may sit the CCS exam"),
        ("ccs:expired", coding(Required), Missing, "your CCS has run out"),
        ("rn", any([held("rn"), coding(Required)]), Meets, "you hold RN"),
        // To be obtained later, by anybody.
        ("", within("cpc", 12), Meets, "CPC is to be earned within 1 year of hire"),
        ("cpc", within("cpc", 12), Meets, "CPC within 1 year; you hold it"),
        ("cpc:expired", within("cpc", 18), Meets, "within 18 months of hire; you can start"),
        // The very letters are named before others that would do.
        ("rhia rhit", rhit(), Meets, "you hold it"),
        ("rhia:expired rhit", rhit(), Meets, "you hold it"),
        ("rhia rhit:expired", rhit(), Meets, "your RHIA counts"),
        ("rhia:expired", rhit(), Missing, "your RHIA has run out"),
        ("rhit:eligible rhit:expired", rhit(), Missing, "you may sit the exam"),
        ("cpc-a", eligible("cpc"), Meets, "your CPC-A counts"),
        // What nobody knows any more.
        ("cpc", held("unheard-of"), CannotTell, "unheard-of, which is not in our list"),
        ("unheard-of", held("cpc"), Missing, "not among"),
        ("?", within("unheard-of", 6), CannotTell, "not in our list"),
        ("cpc", any([held("unheard-of"), cpc()]), Meets, "you hold CPC"),
        ("rn", any([held("unheard-of"), cpc()]), CannotTell, "not in our list"),
        ("rn", all([held("unheard-of"), cpc()]), Missing, "It asks for CPC; it is not among"),
    ]
}

#[test]
fn expressions_over_credentials() {
    let rows = rows();
    assert!(rows.len() >= 60, "{}", rows.len());
    for (credentials, demand, answer, words) in rows {
        check(&coder(credentials), &asking(demand), About::Credentials, answer, words);
    }
}

#[test]
fn what_would_help_is_said_after_what_is_wrong_and_before_what_is_right() {
    let stated = asking(all([held("cpc"), prefers("ccs"), held("rn")]));
    let findings: Vec<Finding> =
        Judge::of(&coder("cpc")).verdict(&stated).reasons.iter().map(|one| one.finding).collect();
    let (wrong, right) = (Finding::Missing, Finding::Met);
    assert_eq!(findings, [wrong, Finding::WouldHelp, right, right]);
}
