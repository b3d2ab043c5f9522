//! What credentials a posting asks for, in the shorthand of the role words, as a demand, and as text.

use super::dice::Dice;
use super::phrase::write_list;
use crate::eligibility::{CredentialDemand, Demand, Necessity, Standing};
use crate::vocabulary::{Entry, Status, vocabulary};
use serde::Deserialize;

/// "cpc|ccs" any of, "cpc+cpma" all of, "rhit~" eligible, "ccs@12" within 12 months, "any", "-".
#[derive(Debug, Deserialize)]
#[serde(try_from = "String")]
pub(super) enum Ask {
    Nothing,
    AnyCoding,
    /// Any of these groups; of a group, all.
    Credentials(Vec<Vec<Atom>>),
}

/// One credential of an [`Ask`].
#[derive(Debug)]
pub(super) struct Atom {
    /// None stands for one of the specialty's own.
    credential: Option<String>,
    standing: Standing,
}

impl TryFrom<String> for Ask {
    type Error = String;

    fn try_from(text: String) -> Result<Ask, String> {
        match text.as_str() {
            "-" => Ok(Ask::Nothing),
            "any" => Ok(Ask::AnyCoding),
            several => several
                .split('|')
                .map(|group| group.split('+').map(Atom::parse).collect())
                .collect::<Result<_, _>>()
                .map(Ask::Credentials),
        }
    }
}

impl Atom {
    fn parse(text: &str) -> Result<Atom, String> {
        let (slug, standing) = match (text.strip_suffix('~'), text.split_once('@')) {
            (Some(slug), _) => (slug, Standing::Eligible),
            (None, Some((slug, months))) => {
                let months = months.parse().map_err(|_| format!("not months: {text}"))?;
                (slug, Standing::Within { months })
            }
            (None, None) => (text, Standing::Held),
        };
        let credential = (slug != "{spec}").then(|| slug.to_owned());
        Ok(Atom { credential, standing })
    }

    fn demand(&self, specialty: &str, dice: &mut Dice) -> Option<Demand> {
        let credential = match &self.credential {
            Some(slug) => slug.as_str(),
            None => own_credential(specialty, dice)?,
        };
        Some(Demand::Credential(CredentialDemand {
            credential: credential.to_owned(),
            standing: self.standing,
            necessity: Necessity::Required,
        }))
    }
}

impl Ask {
    /// The demand in a posting of `specialty`; none when nothing is asked.
    pub fn demand(&self, specialty: &str, dice: &mut Dice) -> Option<Demand> {
        match self {
            Ask::Nothing => None,
            Ask::AnyCoding => Some(Demand::AnyCodingCredential { necessity: Necessity::Required }),
            Ask::Credentials(groups) => {
                let mut any: Vec<Demand> = groups
                    .iter()
                    .filter_map(|group| {
                        let mut all: Vec<Demand> =
                            group.iter().filter_map(|atom| atom.demand(specialty, dice)).collect();
                        if all.len() > 1 { Some(Demand::AllOf(all)) } else { all.pop() }
                    })
                    .collect();
                if any.len() > 1 { Some(Demand::AnyOf(any)) } else { any.pop() }
            }
        }
    }
}

/// A credential that belongs to `specialty` and is still issued.
pub(super) fn own_credential(specialty: &str, dice: &mut Dice) -> Option<&'static str> {
    let specialty = vocabulary().specialties.get(specialty)?;
    let own = &specialty.credentials;
    if own.is_empty() {
        return None;
    }
    let slug: &String = dice.pick(own);
    let credential = vocabulary().credentials.get(slug)?;
    (credential.status == Status::Active).then_some(credential.slug.as_str())
}

/// Whether the demand names `credential` anywhere.
pub(super) fn names(demand: &Demand, credential: &str) -> bool {
    match demand {
        Demand::AllOf(parts) | Demand::AnyOf(parts) => {
            parts.iter().any(|part| names(part, credential))
        }
        Demand::Credential(one) => one.credential == credential,
        Demand::AnyCodingCredential { .. } => false,
    }
}

/// Writes a demand the way postings say it: "CPC, CCS or RHIT eligible".
pub(super) fn write(demand: &Demand, out: &mut String) {
    match demand {
        Demand::AnyOf(parts) => write_parts(parts, " or ", out),
        Demand::AllOf(parts) => write_parts(parts, " and ", out),
        Demand::AnyCodingCredential { .. } => out.push_str("any AAPC or AHIMA coding credential"),
        Demand::Credential(one) => {
            match vocabulary().credentials.get(&one.credential) {
                Some(credential) => out.push_str(credential.short()),
                None => out.push_str(&one.credential),
            }
            match one.standing {
                Standing::Held => {}
                Standing::Eligible => out.push_str(" eligible"),
                Standing::Within { months } => {
                    out.push_str(" within ");
                    out.push_str(&months.to_string());
                    out.push_str(" months of hire");
                }
            }
        }
    }
}

fn write_parts(parts: &[Demand], last: &str, out: &mut String) {
    let texts: Vec<String> = parts
        .iter()
        .map(|part| {
            let mut text = String::new();
            write(part, &mut text);
            text
        })
        .collect();
    write_list(&texts, last, out);
}
