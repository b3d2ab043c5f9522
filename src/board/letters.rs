//! Which slice knows what a letter says: for whoever sends it, and for an administrator who looks
//! at it.

use crate::accounts;
use crate::alerts;
use crate::applications;
use crate::db::Conn;
use crate::employers;
use crate::error::Result;
use crate::mail::outbox::Kind;
use crate::mail::render::Words;
use crate::postings;
use crate::site::Site;

/// Asks the slice a kind of letter belongs to what it says; nothing if it has become moot. `id` is
/// the letter's in the outbox.
pub fn words(
    conn: &mut Conn,
    site: &Site,
    id: i64,
    kind: Kind,
    payload: &str,
) -> Result<Option<Words>> {
    match kind {
        Kind::VerifyAddress
        | Kind::AlreadyRegistered
        | Kind::ResetPassword
        | Kind::PasswordChanged
        | Kind::ConfirmEmail
        | Kind::EmailChangeAsked
        | Kind::EmailTaken
        | Kind::EmailChanged
        | Kind::AccountClosed => accounts::mails::letter(conn, site, kind, payload),
        Kind::EmployerSuspended
        | Kind::EmployerReinstated
        | Kind::Invitation
        | Kind::RoleChanged
        | Kind::SeatRemoved => employers::mails::letter(conn, site, kind, payload),
        Kind::PostingApproved
        | Kind::PostingReturned
        | Kind::PostingTakenDown
        | Kind::PostingExpired => postings::mails::letter(conn, site, kind, payload),
        Kind::ApplicationReceipt
        | Kind::ApplicationMoved
        | Kind::ConfirmApplication
        | Kind::ApplicationArrived
        | Kind::ApplicationWithdrawn
        | Kind::ApplicationsDigest => applications::mails::letter(conn, site, kind, payload),
        Kind::ConfirmAlert | Kind::Alert => alerts::mails::letter(conn, site, kind, (id, payload)),
    }
}
