//! The pay filter: an amount an hour, what reaching it means, and postings that do not say.

use serde::Serialize;

use crate::jobindex::Criteria;
use crate::postings;

/// What the filter shows.
#[derive(Debug, Serialize)]
pub struct PayFilter {
    floor: String,
    error: Option<&'static str>,
    /// The whole range has to reach it.
    sure: bool,
    /// Beside those without comparable pay.
    unpaid: bool,
}

impl PayFilter {
    /// `unreadable` is what was typed instead of an amount.
    pub fn of(criteria: &Criteria, unreadable: Option<String>) -> PayFilter {
        let error =
            unreadable.is_some().then_some("Write dollars an hour, for example 25 or 27.50.");
        let pairs = criteria.pairs().into_iter();
        let known = || pairs.into_iter().find(|(name, _)| name == "pay_floor");
        let floor = unreadable.or_else(|| Some(known()?.1)).unwrap_or_default();
        let (sure, unpaid) = (criteria.pay_is_sure(), criteria.keeps_unpaid());
        PayFilter { floor, error, sure, unpaid }
    }
}

/// "May pay $26 an hour"; nothing without a floor.
pub fn in_words(criteria: &Criteria) -> Option<String> {
    let floor = postings::dollars(criteria.pay_floor()?.into());
    Some(match criteria.pay_is_sure() {
        true => format!("Surely pays {floor} an hour"),
        false => format!("May pay {floor} an hour"),
    })
}
