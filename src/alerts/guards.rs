//! Whose alerts a request is about: those of a link from one of our letters, or of whoever is
//! signed in.

use super::addressee::Addressee;
use super::links::{manage, managed};
use super::subscriber::Subscriber;
use crate::accounts::{Account, Visitor};
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::paths;
use crate::site::Site;

/// How somebody came in.
#[derive(Clone, Debug)]
pub(super) enum Came {
    /// By a link, which stays in the addresses of what they see next.
    ByLink(Addressee, String),
    SignedIn(Box<Account>),
}

impl Came {
    pub fn with(site: &Site, visitor: &Visitor, token: &str) -> Result<Came> {
        Came::of(site, visitor.account.as_ref(), token)
    }

    /// A link says more than a session: it may be about an address that has no account. One we did
    /// not sign leads nowhere.
    pub fn of(site: &Site, account: Option<&Account>, token: &str) -> Result<Came> {
        if !token.is_empty() {
            let to = managed(&site.config.keys, token).ok_or(Error::NotFound)?;
            return Ok(Came::ByLink(to, token.to_owned()));
        }
        let account = account.cloned().ok_or(Error::SignInFirst)?;
        Ok(Came::SignedIn(Box::new(account)))
    }

    /// By a new link, for somebody who has just shown that the mailbox is theirs.
    pub fn led(site: &Site, to: Addressee) -> Came {
        let token = manage(&site.config.keys, &to);
        Came::ByLink(to, token)
    }

    /// Whose alerts these are; nobody's for an account that has none yet. Not found where letters
    /// have gone to another address since the link's.
    pub fn subscriber(&self, conn: &mut Conn) -> Result<Option<Subscriber>> {
        match self {
            Came::ByLink(to, _) => to.subscriber(conn).map(Some),
            Came::SignedIn(account) => Subscriber::of_account(conn, account),
        }
    }

    /// The same where there has to be somebody.
    pub fn whose(&self, conn: &mut Conn) -> Result<Subscriber> {
        self.subscriber(conn)?.ok_or(Error::NotFound)
    }

    /// What forms carry along; empty for a session.
    pub fn token(&self) -> &str {
        match self {
            Came::ByLink(_, token) => token,
            Came::SignedIn(_) => "",
        }
    }

    /// The address of a page as they reach it.
    pub fn to(&self, path: &str) -> String {
        match self {
            Came::ByLink(_, token) => paths::with_token(path, token),
            Came::SignedIn(_) => path.to_owned(),
        }
    }
}
