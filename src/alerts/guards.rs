//! Whose alerts a request is about: those of a link from one of our letters, or of whoever is
//! signed in.

use super::links::{manage, managed};
use super::subscriber::{Subscriber, SubscriberId};
use crate::accounts::{Account, Visitor};
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::paths;
use crate::site::Site;

/// How somebody came in.
#[derive(Clone, Debug)]
pub(super) enum Came {
    /// By a link, which stays in the addresses of what they see next.
    ByLink(SubscriberId, String),
    SignedIn(Box<Account>),
}

impl Came {
    /// A link says more than a session: it may be about an address that has no account. One we did
    /// not sign leads nowhere.
    pub fn with(site: &Site, visitor: &Visitor, token: &str) -> Result<Came> {
        if !token.is_empty() {
            let whose = managed(&site.config.keys, token).ok_or(Error::NotFound)?;
            return Ok(Came::ByLink(whose, token.to_owned()));
        }
        let account = visitor.account.clone().ok_or(Error::SignInFirst)?;
        Ok(Came::SignedIn(Box::new(account)))
    }

    /// By a new link, whoever is signed in.
    pub fn led(site: &Site, whose: SubscriberId) -> Came {
        Came::ByLink(whose, manage(&site.config.keys, whose))
    }

    /// Whose alerts these are; nobody's for an account that has none yet.
    pub fn subscriber(&self, conn: &mut Conn) -> Result<Option<Subscriber>> {
        match self {
            Came::ByLink(whose, _) => Subscriber::by_id(conn, *whose).map(Some),
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

    pub fn is_by_link(&self) -> bool {
        matches!(self, Came::ByLink(..))
    }
}
