//! Who may send a file again that was taken in before: a form carries its key as a ticket, which is
//! good for one account or one browser, and for a day.

use chrono::TimeDelta;

use crate::accounts::AccountId;
use crate::clock::Moment;
use crate::site::Site;
use crate::token;

const PURPOSE: &str = "resume";
/// Hours a ticket is good for.
const LASTS: i64 = 24;

/// An account, or the browser of somebody without one.
#[derive(Clone, Debug)]
pub struct Holder(String);

impl Holder {
    pub fn of(account: Option<AccountId>, browser: &str) -> Holder {
        Holder(match account {
            Some(account) => format!("account {account}"),
            None => format!("browser {browser}"),
        })
    }

    /// A key as a form may carry it: signed, so that nobody can ask for a file of others.
    pub fn ticket(&self, site: &Site, key: &str) -> String {
        let until = site.clock.now().plus(TimeDelta::hours(LASTS)).micros();
        format!(
            "{key}.{until}.{}",
            token::sign(&site.config.secret, PURPOSE, &self.said(key, until))
        )
    }

    /// The key of a ticket that was made for them and is still good.
    pub fn key(&self, site: &Site, ticket: &str) -> Option<String> {
        let mut parts = ticket.splitn(3, '.');
        let (key, until, signature) = (parts.next()?, parts.next()?, parts.next()?);
        let until: i64 = until.parse().ok()?;
        let good = site.clock.now() < Moment::from_micros(until)
            && token::is_signed(&site.config.secret, PURPOSE, &self.said(key, until), signature);
        good.then(|| key.to_owned())
    }

    fn said(&self, key: &str, until: i64) -> String {
        format!("{key} {until} {}", self.0)
    }
}
