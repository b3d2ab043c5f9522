//! Whose single credential satisfies the required part of a posting's demand: the column the index filters by.

use super::requirements::{CredentialDemand, Demand, Necessity, Requirements, Standing};
use crate::vocabulary::vocabulary;
use std::collections::BTreeSet;

/// Which credential holders the required part lets in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Accepts {
    /// Nothing is required on the first day.
    Anyone,
    /// Indexes of credentials, ascending: a holder of any one of them.
    Holders(Vec<u16>),
}

/// What one part of the expression says about holders.
enum Part {
    /// Only preferences: says nothing.
    Silent,
    /// Turns nobody away.
    Open,
    Holders(BTreeSet<u16>),
}

impl Requirements {
    /// Who satisfies the required part with one credential.
    ///
    /// Preferred demands and demands to be met after hire turn nobody away. Where several different credentials
    /// are required together, a holder of any one of them is let in: the question is whose credential
    /// contributes, and the verdict for one profile looks at all of them.
    pub fn accepts(&self) -> Accepts {
        match self.credentials.as_ref().map(judge) {
            Some(Part::Holders(holders)) => Accepts::Holders(holders.into_iter().collect()),
            None | Some(Part::Silent | Part::Open) => Accepts::Anyone,
        }
    }

    /// Indexes of the credentials that satisfy at least one demand the posting names, required or preferred,
    /// and whose holders it accepts, ascending: the postings `credential=cpc` finds are those that list CPC here.
    pub fn found_by(&self) -> Vec<u16> {
        let Some(demand) = &self.credentials else {
            return Vec::new();
        };
        let mut named: BTreeSet<u16> = demand.named().into_iter().flat_map(holders).collect();
        if demand.names_any_coding_credential() {
            named.extend(coding_holders());
        }
        match self.accepts() {
            Accepts::Anyone => named.into_iter().collect(),
            Accepts::Holders(accepted) => {
                accepted.into_iter().filter(|index| named.contains(index)).collect()
            }
        }
    }
}

fn judge(demand: &Demand) -> Part {
    match demand {
        Demand::AllOf(parts) => unite(parts, false),
        Demand::AnyOf(parts) => unite(parts, true),
        Demand::AnyCodingCredential { necessity } => match necessity {
            Necessity::Preferred => Part::Silent,
            Necessity::Required => Part::Holders(coding_holders().collect()),
        },
        Demand::Credential(demand) => judge_one(demand),
    }
}

fn judge_one(demand: &CredentialDemand) -> Part {
    match (demand.necessity, demand.standing) {
        (Necessity::Preferred, _) => Part::Silent,
        (Necessity::Required, Standing::Within { .. }) => Part::Open,
        (Necessity::Required, Standing::Held | Standing::Eligible) => {
            let holders: BTreeSet<u16> = holders(demand).collect();
            match holders.is_empty() {
                true => Part::Silent,
                false => Part::Holders(holders),
            }
        }
    }
}

/// All parts together: holders unite. One open alternative opens an any-of; an open part adds nothing to an all-of.
fn unite(parts: &[Demand], any: bool) -> Part {
    let mut holders = BTreeSet::new();
    let mut open = false;
    for part in parts {
        match judge(part) {
            Part::Silent => {}
            Part::Open => open = true,
            Part::Holders(more) => holders.extend(more),
        }
    }
    match (holders.is_empty(), open) {
        (true, false) => Part::Silent,
        (true, true) => Part::Open,
        (false, true) if any => Part::Open,
        (false, _) => Part::Holders(holders),
    }
}

/// Who satisfies a demand for this credential; nobody when the slug is unknown.
fn holders(demand: &CredentialDemand) -> impl Iterator<Item = u16> {
    let words = vocabulary();
    let index = words.credentials.index_of(&demand.credential);
    index.into_iter().flat_map(|index| words.satisfied_by(index).iter().copied())
}

fn coding_holders() -> impl Iterator<Item = u16> {
    let words = vocabulary();
    let coding = words.coding_credentials().iter();
    coding.flat_map(|&index| words.satisfied_by(index).iter().copied())
}

#[cfg(test)]
mod tests {
    use super::*;
    use Necessity::{Preferred, Required};

    fn requirements(demand: Demand) -> Requirements {
        Requirements { credentials: Some(demand), experience: Vec::new() }
    }

    fn with(credential: &str, standing: Standing) -> Demand {
        Demand::Credential(CredentialDemand {
            credential: credential.into(),
            standing,
            necessity: Required,
        })
    }

    fn slugs(indexes: &[u16]) -> Vec<&'static str> {
        let credentials = &vocabulary().credentials;
        indexes.iter().map(|&index| credentials.at(index).slug.as_str()).collect()
    }

    fn accepted(demand: Demand) -> Option<Vec<&'static str>> {
        match requirements(demand).accepts() {
            Accepts::Anyone => None,
            Accepts::Holders(indexes) => Some(slugs(&indexes)),
        }
    }

    #[test]
    fn one_credential_accepts_those_that_satisfy_it() {
        assert_eq!(accepted(Demand::held("cpc", Required)), Some(vec!["cpc"]));
        assert_eq!(accepted(Demand::held("cpc-a", Required)), Some(vec!["cpc", "cpc-a"]));
        assert_eq!(accepted(with("ctr", Standing::Eligible)), Some(vec!["ods", "ctr"]));
        assert_eq!(accepted(Demand::held("cpc", Preferred)), None);
        assert_eq!(accepted(Demand::held("unheard-of", Required)), None);
        assert_eq!(accepted(with("cpc", Standing::Within { months: 12 })), None);
        assert_eq!(Requirements::default().accepts(), Accepts::Anyone);
    }

    #[test]
    fn any_of_unites_and_an_open_alternative_opens_it() {
        let any = |more: Demand| Demand::AnyOf(vec![Demand::held("cpc", Required), more]);
        assert_eq!(accepted(any(Demand::held("ccs", Required))), Some(vec!["cpc", "ccs"]));
        assert_eq!(accepted(any(Demand::held("ccs", Preferred))), Some(vec!["cpc"]));
        assert_eq!(accepted(any(with("rhit", Standing::Within { months: 6 }))), None);
        assert_eq!(accepted(Demand::AnyOf(Vec::new())), None);
    }

    #[test]
    fn all_of_takes_whoever_contributes() {
        let all = |more: Demand| Demand::AllOf(vec![Demand::held("cpc", Required), more]);
        assert_eq!(accepted(all(Demand::held("ccs", Required))), Some(vec!["cpc", "ccs"]));
        assert_eq!(accepted(all(Demand::held("ccs", Preferred))), Some(vec!["cpc"]));
        assert_eq!(accepted(all(with("rhit", Standing::Within { months: 6 }))), Some(vec!["cpc"]));
    }

    #[test]
    fn any_coding_credential_lets_every_coder_in() {
        let holders = accepted(Demand::AnyCodingCredential { necessity: Required });
        let holders = holders.expect("not everyone");
        assert!(holders.contains(&"cpc") && holders.contains(&"ccs") && !holders.contains(&"rn"));
        let preferred = Demand::AnyCodingCredential { necessity: Preferred };
        assert_eq!(accepted(preferred), None);
    }

    #[test]
    fn found_by_needs_a_name_and_an_open_door() {
        let preferred = requirements(Demand::held("cpc-a", Preferred));
        assert_eq!(slugs(&preferred.found_by()), ["cpc", "cpc-a"]);
        let mixed = requirements(Demand::AllOf(vec![
            Demand::held("rn", Required),
            Demand::held("ccs", Preferred),
        ]));
        assert_eq!(slugs(&mixed.found_by()), ["rn"]);
        assert!(Requirements::default().found_by().is_empty());
        let within = requirements(with("cpc", Standing::Within { months: 12 }));
        assert_eq!(slugs(&within.found_by()), ["cpc"]);
    }
}
