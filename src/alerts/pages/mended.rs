//! Words that no posting has, mended before an alert keeps them: it looks for what it says, letter by letter, and its
//! owner reads what that is first.

use crate::jobindex::Criteria;
use crate::site::Site;

/// A search in the words that were probably meant.
pub(super) struct Mended {
    typed: String,
    pub criteria: Criteria,
}

impl Mended {
    /// None where every word is on the board, or stands between quotes.
    pub fn of(site: &Site, criteria: &Criteria) -> Option<Mended> {
        let meant = site.index.load().corrected(criteria)?;
        Some(Mended { typed: criteria.q().to_owned(), criteria: meant })
    }

    /// What to read before it is saved so.
    pub fn said(&self) -> String {
        format!(
            "No job says “{}”. We took it for “{}”: save it so, or put a word in quotes to keep it.",
            self.typed,
            self.criteria.q()
        )
    }
}
