//! People: who they are, how they prove it, and who is asking. An account is one person with
//! one address; what it may do for an employer is said by its seat there, in `employers`.
//!
//! Registering, signing in and asking for a new password answer alike, and do the same work,
//! whether an address is known here or not: nobody learns from the board who uses it.

mod account;
pub mod admin;
mod changes;
mod chrome;
mod current_password;
mod device;
mod email;
mod email_change;
mod forms;
mod guards;
mod guest;
mod link;
pub mod mails;
pub mod pages;
mod password;
mod registration;
mod session;

use chrono::TimeDelta;

use crate::clock::Moment;
use crate::db::Conn;
use crate::error::Result;

pub use account::{Account, AccountId, NewAccount, create_verified, hold, settle};
pub use changes::{begin_closing, close, is_last_administrator};
pub use current_password::{KnewPassword, knew_password};
pub use email::Email;
pub use guards::{Administrator, Caller, Person, SignedIn, Visitor};
pub(crate) use guards::{ended_cookie, session_cookie, site_of};
pub use guest::{guest, welcome};
pub use password::hash as hash_password;
pub use registration::TIME_ZONE;

/// Deletes sessions that have ended, and links a week after they did. For the schedule.
pub fn sweep(conn: &mut Conn, now: Moment) -> Result<()> {
    session::sweep(conn, now)?;
    link::sweep(conn, now.minus(TimeDelta::days(7)))?;
    email_change::sweep(conn, now.minus(TimeDelta::days(7)))
}
