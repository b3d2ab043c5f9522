//! How what a posting asks reads: credentials, experience, and the few of them a card has room for.

use super::content::Content;
use super::phrases::{joined, label};
use crate::eligibility::{CredentialDemand, Demand, ExperienceDemand, Necessity, Standing};
use crate::vocabulary::{Entry, vocabulary};

/// "CPC", "RHIT eligible", "CPMA within 1 year".
fn credential(demand: &CredentialDemand) -> String {
    let known = vocabulary().credentials.get(&demand.credential);
    let short = known.map_or(demand.credential.as_str(), Entry::short);
    match demand.standing {
        Standing::Held => short.to_owned(),
        Standing::Eligible => format!("{short} eligible"),
        Standing::Within { months: count } => format!("{short} within {}", months(count)),
    }
}

/// "1 month", "18 months", "2 years": months as people say them.
fn months(count: u16) -> String {
    match count {
        1 => "1 month".to_owned(),
        12 => "1 year".to_owned(),
        whole if whole > 0 && whole % 12 == 0 => format!("{} years", whole / 12),
        count => format!("{count} months"),
    }
}

/// Parts side by side. Where some are held and others not, each says which it is and a comma
/// keeps them apart: "CCA held, or RHIT eligible".
fn together(parts: &[&Demand], last: &str) -> String {
    let holds = |part: &&Demand| match part {
        Demand::Credential(one) => Some(one.standing == Standing::Held),
        Demand::AllOf(_) | Demand::AnyOf(_) | Demand::AnyCodingCredential { .. } => None,
    };
    let is = |held: bool| parts.iter().any(|part| holds(part) == Some(held));
    let mixed = is(true) && is(false);
    let inner = |part: &&Demand| match part {
        Demand::AllOf(_) | Demand::AnyOf(_) if parts.len() > 1 => format!("({})", demand(part)),
        part if mixed && holds(part) == Some(true) => format!("{} held", demand(part)),
        part => demand(part),
    };
    let words: Vec<String> = parts.iter().map(inner).collect();
    match words.split_last() {
        Some((end, first)) if mixed => format!("{}, {last} {end}", first.join(", ")),
        _ => joined(&words, last),
    }
}

/// "CPC, COC or CCS", "CPMA and CPC".
pub fn demand(expression: &Demand) -> String {
    let parts = |parts: &[Demand], last| together(&parts.iter().collect::<Vec<_>>(), last);
    match expression {
        Demand::AllOf(all) => parts(all, "and"),
        Demand::AnyOf(any) => parts(any, "or"),
        Demand::Credential(one) => credential(one),
        Demand::AnyCodingCredential { .. } => "any AAPC or AHIMA coding credential".to_owned(),
    }
}

/// Whether nothing in the expression can turn anyone away.
pub fn is_preference(expression: &Demand) -> bool {
    match expression {
        Demand::AllOf(parts) | Demand::AnyOf(parts) => parts.iter().all(is_preference),
        Demand::Credential(one) => one.necessity == Necessity::Preferred,
        Demand::AnyCodingCredential { necessity } => *necessity == Necessity::Preferred,
    }
}

/// The parts of an expression that stand side by side: required ones, then preferences.
pub fn side_by_side(expression: &Demand) -> (Vec<&Demand>, Vec<&Demand>) {
    let parts: Vec<&Demand> = match expression {
        Demand::AllOf(parts) => parts.iter().collect(),
        other => vec![other],
    };
    parts.into_iter().partition(|part| !is_preference(part))
}

/// "2 years of experience", "18 months in orthopedics".
pub fn experience(demand: &ExperienceDemand) -> String {
    let words = vocabulary();
    let setting = demand.setting.as_ref().map(|slug| label(&words.care_settings, slug));
    let specialty = demand.specialty.as_ref().map(|slug| label(&words.specialties, slug));
    let what: Vec<String> = [setting, specialty].into_iter().flatten().collect();
    if demand.months == 0 {
        return "no experience asked".to_owned();
    }
    let count = months(demand.months);
    match what.is_empty() {
        true => format!("{count} of experience"),
        false => format!("{count} in {}", what.join(", ").to_lowercase()),
    }
}

/// What a card says a posting asks, most telling first, at most five.
pub fn asks(content: &Content) -> Vec<String> {
    let mut asks = Vec::new();
    if let Some(expression) = &content.requirements.credentials {
        let (required, preferred) = side_by_side(expression);
        if !required.is_empty() {
            asks.push(together(&required, "and"));
        }
        if !preferred.is_empty() {
            asks.push(format!("{} preferred", together(&preferred, "and")));
        }
    }
    asks.extend(content.requirements.experience.iter().take(1).map(|one| match one.necessity {
        Necessity::Required => experience(one),
        Necessity::Preferred => format!("{} preferred", experience(one)),
    }));
    if content.apprentice_ok {
        asks.push("apprentices welcome".to_owned());
    }
    let software = content.software.iter().map(|slug| label(&vocabulary().software, slug));
    asks.extend(software.take(2));
    asks.truncate(5);
    asks
}

#[cfg(test)]
#[path = "asks_tests.rs"]
mod tests;
