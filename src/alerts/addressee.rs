//! Whom a letter went to. A link opens what it opens as long as the letter's address is still the
//! subscriber's: what an account has made since it moved on is not for whoever reads the old mailbox.

use super::subscriber::{Subscriber, SubscriberId};
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::token::hash;

/// Characters of the address' hash: enough to tell a person's addresses apart.
const MARK: usize = 16;

/// A subscriber, at an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Addressee {
    pub whose: SubscriberId,
    /// Of the address, which links never show.
    mark: String,
}

impl Addressee {
    pub fn new(whose: SubscriberId, address: &str) -> Addressee {
        Addressee { whose, mark: mark(whose, address) }
    }

    /// As links carry it.
    pub(super) fn text(&self) -> String {
        format!("{}:{}", self.whose, self.mark)
    }

    pub(super) fn read(text: &str) -> Option<Addressee> {
        let (whose, mark) = text.split_once(':')?;
        let whose = SubscriberId(whose.parse().ok()?);
        Some(Addressee { whose, mark: mark.to_owned() })
    }

    /// The subscriber, if letters still go to this address. Not found if not, and where whoever it
    /// was has left.
    pub(super) fn subscriber(&self, conn: &mut Conn) -> Result<Subscriber> {
        let found = Subscriber::by_id(conn, self.whose)?;
        let (address, _) = found.reached_at(conn)?.ok_or(Error::NotFound)?;
        match mark(self.whose, &address) == self.mark {
            true => Ok(found),
            false => Err(Error::NotFound),
        }
    }
}

fn mark(whose: SubscriberId, address: &str) -> String {
    hash(&format!("{whose}:{}", address.to_lowercase()))[..MARK].to_owned()
}
