//! What somebody's credentials come to, beside every demand for one.

use super::fit::{Held, Holding};
use crate::vocabulary::{Level, vocabulary};

/// For one demand: the credential that answers it in each way, if there is one.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Ways {
    /// Held; the very one that is asked for where both it and another would do.
    pub held: Option<u16>,
    /// They may sit the exam of it.
    pub eligible: Option<u16>,
    /// It has run out.
    pub expired: Option<u16>,
    /// The apprentice's form of what is asked for is held.
    pub apprentice: Option<u16>,
}

/// All credentials of one person.
#[derive(Clone, Debug)]
pub(super) struct Wallet {
    /// By credential.
    ways: Vec<Ways>,
    /// Beside "any AAPC or AHIMA coding credential".
    coding: Ways,
}

impl Wallet {
    /// Holdings of credentials no version of the vocabulary knows any more count for nothing.
    pub fn of(holdings: &[Holding]) -> Wallet {
        let words = vocabulary();
        let mut ways = vec![Ways::default(); words.credentials.len()];
        for holding in holdings {
            let Some(own) = words.credentials.index_of(&holding.credential) else { continue };
            for &demand in words.satisfies(own) {
                ways[usize::from(demand)].take(holding.held, own, own == demand);
            }
            if holding.held == Held::Held
                && let Some(full) = full_form(own)
            {
                for &demand in words.satisfies(full) {
                    ways[usize::from(demand)].apprentice.get_or_insert(own);
                }
            }
        }
        let coding = words.coding_credentials().iter().map(|&one| ways[usize::from(one)]);
        Wallet { coding: coding.fold(Ways::default(), Ways::or), ways }
    }

    pub fn ways(&self, credential: u16) -> Ways {
        self.ways[usize::from(credential)]
    }

    pub fn coding(&self) -> Ways {
        self.coding
    }
}

impl Ways {
    fn take(&mut self, held: Held, own: u16, exact: bool) {
        let way = match held {
            Held::Held => &mut self.held,
            Held::Eligible => &mut self.eligible,
            Held::Expired => &mut self.expired,
        };
        if exact || way.is_none() {
            *way = Some(own);
        }
    }

    fn or(self, other: Ways) -> Ways {
        Ways {
            held: self.held.or(other.held),
            eligible: self.eligible.or(other.eligible),
            expired: self.expired.or(other.expired),
            apprentice: self.apprentice.or(other.apprentice),
        }
    }
}

/// What an apprentice's credential becomes once the experience is there.
fn full_form(credential: u16) -> Option<u16> {
    let credentials = &vocabulary().credentials;
    let entry = credentials.at(credential);
    let parent = entry.parent.as_deref().filter(|_| entry.level == Level::Apprentice)?;
    credentials.index_of(parent)
}
