//! Requirements: what a posting demands, in the shape it is stored in (JSON text).

use serde::{Deserialize, Serialize};

/// Everything a posting demands of the person.
#[derive(Serialize, Deserialize, Clone, Debug, PartialEq, Eq, Hash, Default)]
#[serde(default)]
pub struct Requirements {
    pub credentials: Option<Demand>,
    pub experience: Vec<ExperienceDemand>,
}

/// An expression over credentials.
#[derive(Serialize, Deserialize, Clone, Debug, PartialEq, Eq, Hash)]
#[serde(rename_all = "snake_case")]
pub enum Demand {
    /// Every part.
    AllOf(Vec<Demand>),
    /// At least one part.
    AnyOf(Vec<Demand>),
    /// One credential.
    Credential(CredentialDemand),
    /// "Any AAPC or AHIMA coding credential".
    AnyCodingCredential { necessity: Necessity },
}

/// One credential a posting names.
#[derive(Serialize, Deserialize, Clone, Debug, PartialEq, Eq, Hash)]
pub struct CredentialDemand {
    /// Slug of the credential.
    pub credential: String,
    pub standing: Standing,
    pub necessity: Necessity,
}

/// How the credential has to stand on the first day.
#[derive(Serialize, Deserialize, Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Held.
    Held,
    /// Held, or allowed to sit the exam ("RHIT eligible").
    Eligible,
    /// To be obtained after hire.
    Within { months: u16 },
}

/// Whether a demand can turn someone away.
#[derive(Serialize, Deserialize, Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[serde(rename_all = "snake_case")]
pub enum Necessity {
    Required,
    Preferred,
}

/// Experience a posting asks for.
#[derive(Serialize, Deserialize, Clone, Debug, PartialEq, Eq, Hash)]
pub struct ExperienceDemand {
    pub months: u16,
    /// Slug of a care setting.
    pub setting: Option<String>,
    /// Slug of a specialty.
    pub specialty: Option<String>,
    pub necessity: Necessity,
}

impl Demand {
    /// A demand for one held credential.
    pub fn held(credential: &str, necessity: Necessity) -> Demand {
        Demand::Credential(CredentialDemand {
            credential: credential.to_owned(),
            standing: Standing::Held,
            necessity,
        })
    }

    /// Every demand for one credential inside the expression, in order.
    pub fn named(&self) -> Vec<&CredentialDemand> {
        match self {
            Demand::AllOf(parts) | Demand::AnyOf(parts) => {
                parts.iter().flat_map(Demand::named).collect()
            }
            Demand::Credential(demand) => vec![demand],
            Demand::AnyCodingCredential { .. } => Vec::new(),
        }
    }

    /// Whether nothing in the expression can turn anyone away.
    pub fn is_preference(&self) -> bool {
        match self {
            Demand::AllOf(parts) | Demand::AnyOf(parts) => parts.iter().all(Demand::is_preference),
            Demand::Credential(one) => one.necessity == Necessity::Preferred,
            Demand::AnyCodingCredential { necessity } => *necessity == Necessity::Preferred,
        }
    }

    /// Whether some part asks for any coding credential.
    pub fn names_any_coding_credential(&self) -> bool {
        match self {
            Demand::AllOf(parts) | Demand::AnyOf(parts) => {
                parts.iter().any(Demand::names_any_coding_credential)
            }
            Demand::Credential(_) => false,
            Demand::AnyCodingCredential { .. } => true,
        }
    }
}

impl Requirements {
    /// The most months of experience that are required, if any are.
    pub fn months_required(&self) -> Option<u16> {
        self.experience
            .iter()
            .filter(|demand| demand.necessity == Necessity::Required)
            .map(|demand| demand.months)
            .max()
    }

    /// The slugs of all credentials named, required or preferred, each once, in order.
    pub fn named_credentials(&self) -> Vec<&str> {
        let mut slugs: Vec<&str> = Vec::new();
        for demand in self.credentials.iter().flat_map(Demand::named) {
            if !slugs.contains(&demand.credential.as_str()) {
                slugs.push(&demand.credential);
            }
        }
        slugs
    }

    /// Whether nothing is demanded.
    pub fn is_empty(&self) -> bool {
        self.credentials.is_none() && self.experience.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stored_form_is_stable() {
        let requirements = Requirements {
            credentials: Some(Demand::AllOf(vec![
                Demand::AnyOf(vec![
                    Demand::held("cpc", Necessity::Required),
                    Demand::Credential(CredentialDemand {
                        credential: "rhit".into(),
                        standing: Standing::Within { months: 12 },
                        necessity: Necessity::Required,
                    }),
                ]),
                Demand::AnyCodingCredential { necessity: Necessity::Preferred },
            ])),
            experience: vec![ExperienceDemand {
                months: 24,
                setting: Some("inpatient".into()),
                specialty: None,
                necessity: Necessity::Required,
            }],
        };
        let stored = concat!(
            r#"{"credentials":{"all_of":[{"any_of":[{"credential":{"credential":"cpc","standing":"held","#,
            r#""necessity":"required"}},{"credential":{"credential":"rhit","standing":{"within":{"months":12}},"#,
            r#""necessity":"required"}}]},{"any_coding_credential":{"necessity":"preferred"}}]},"#,
            r#""experience":[{"months":24,"setting":"inpatient","specialty":null,"necessity":"required"}]}"#
        );
        assert_eq!(serde_json::to_string(&requirements).expect("JSON"), stored);
        assert_eq!(serde_json::from_str::<Requirements>(stored).expect("JSON"), requirements);
        let empty: Requirements = serde_json::from_str("{}").expect("JSON");
        assert_eq!(empty, Requirements::default());
        assert_eq!(requirements.named_credentials(), ["cpc", "rhit"]);
    }

    #[test]
    fn only_required_months_count_and_the_most_wins() {
        let months = |months, necessity| ExperienceDemand {
            months,
            setting: None,
            specialty: None,
            necessity,
        };
        let requirements = Requirements {
            credentials: None,
            experience: vec![
                months(12, Necessity::Required),
                months(24, Necessity::Required),
                months(60, Necessity::Preferred),
            ],
        };
        assert_eq!(requirements.months_required(), Some(24));
        assert_eq!(Requirements::default().months_required(), None);
    }
}
