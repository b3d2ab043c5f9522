//! How what a posting asks reads: credentials, experience, and the few of them a card has room for.

use super::content::Content;
use super::phrases::label;
use crate::eligibility::{Demand, Necessity};
use crate::vocabulary::vocabulary;

/// The parts of an expression that stand side by side: required ones, then preferences.
pub fn side_by_side(expression: &Demand) -> (Vec<&Demand>, Vec<&Demand>) {
    let parts: Vec<&Demand> = match expression {
        Demand::AllOf(parts) => parts.iter().collect(),
        other => vec![other],
    };
    parts.into_iter().partition(|part| !part.is_preference())
}

/// What a card says a posting asks, most telling first, at most five.
pub fn asks(content: &Content) -> Vec<String> {
    let mut asks = Vec::new();
    if let Some(expression) = &content.requirements.credentials {
        let (required, preferred) = side_by_side(expression);
        if !required.is_empty() {
            asks.push(Demand::wording_of_all(&required));
        }
        if !preferred.is_empty() {
            asks.push(format!("{} preferred", Demand::wording_of_all(&preferred)));
        }
    }
    asks.extend(content.requirements.experience.iter().take(1).map(|one| match one.necessity {
        Necessity::Required => one.wording(),
        Necessity::Preferred => format!("{} preferred", one.wording()),
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
