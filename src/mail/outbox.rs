//! What waits to be sent. A row is written in the transaction that causes the mail, holds a
//! small payload (ids, never a secret), and is rendered when it is sent.

use chrono::TimeDelta;
use diesel::prelude::*;
use serde::Serialize;

mod listed;
mod settle;

use super::suppression;
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::queue::{self, Task};
use crate::schema::outbox;
use crate::text_enum;

pub use listed::{Counted, Row, Which, by_id, count, list, oldest_waiting};
pub use settle::{settle, try_again};

text_enum!(
    /// Every kind of letter. The worker asks the slice that owns the kind what it says.
    Kind {
        VerifyAddress = "verify_address",
        AlreadyRegistered = "already_registered",
        ResetPassword = "reset_password",
        PasswordChanged = "password_changed",
        ConfirmEmail = "confirm_email",
        EmailChangeAsked = "email_change_asked",
        EmailTaken = "email_taken",
        EmailChanged = "email_changed",
        AccountClosed = "account_closed",
        Invitation = "invitation",
        RoleChanged = "role_changed",
        SeatRemoved = "seat_removed",
        PostingApproved = "posting_approved",
        PostingReturned = "posting_returned",
        PostingTakenDown = "posting_taken_down",
        PostingExpired = "posting_expired",
        EmployerSuspended = "employer_suspended",
        EmployerReinstated = "employer_reinstated",
        ApplicationReceipt = "application_receipt",
        ApplicationMoved = "application_moved",
        ConfirmApplication = "confirm_application",
        ApplicationArrived = "application_arrived",
        ApplicationWithdrawn = "application_withdrawn",
        ApplicationsDigest = "applications_digest",
        ConfirmAlert = "confirm_alert",
        Alert = "alert",
    }
);

text_enum!(
    /// Where a letter stands.
    Stage {
        Waiting = "waiting",
        Sent = "sent",
        /// Given up: the server said no for good, or could not be reached for days.
        Failed = "failed",
        /// It was not sent because there was no reason to any more.
        Dropped = "dropped",
    }
);

/// One letter to be.
#[derive(Debug, Queryable)]
pub struct Post {
    pub id: i64,
    pub recipient: String,
    pub kind: Kind,
    pub payload: String,
    pub stage: Stage,
}

impl Kind {
    /// Links people wait for at the screen overtake everything else, and what one person is told
    /// overtakes what is gathered for many.
    fn urgency(self) -> i32 {
        match self {
            Kind::VerifyAddress
            | Kind::AlreadyRegistered
            | Kind::ResetPassword
            | Kind::ConfirmApplication
            | Kind::ConfirmAlert
            | Kind::ConfirmEmail
            | Kind::EmailTaken => 10,
            Kind::ApplicationsDigest | Kind::Alert => 0,
            _ => 5,
        }
    }

    fn is_urgent(self) -> bool {
        self.urgency() == 10
    }

    /// Whoever holds such a letter can open an account, take a seat or confirm something: nobody
    /// but its reader sees it.
    pub fn is_key(self) -> bool {
        matches!(
            self,
            Kind::VerifyAddress
                | Kind::ResetPassword
                | Kind::ConfirmEmail
                | Kind::Invitation
                | Kind::ConfirmApplication
                | Kind::ConfirmAlert
        )
    }

    /// True for what comes because somebody subscribed to it, not because they did something.
    pub fn is_subscribed(self) -> bool {
        self == Kind::Alert
    }
}

/// Puts a letter in the outbox and the task to send it in the queue.
pub fn post(
    conn: &mut Conn,
    now: Moment,
    recipient: &str,
    kind: Kind,
    payload: &impl Serialize,
) -> Result<()> {
    put(conn, now, recipient, kind, payload).map(|_| ())
}

/// [`post`] for whoever has to know the letter by its id.
pub fn put(
    conn: &mut Conn,
    now: Moment,
    recipient: &str,
    kind: Kind,
    payload: &impl Serialize,
) -> Result<i64> {
    let payload = serde_json::to_string(payload).map_err(Error::internal)?;
    let id: i64 = diesel::insert_into(outbox::table)
        .values((
            outbox::recipient.eq(recipient),
            outbox::kind.eq(kind),
            outbox::payload.eq(payload),
            outbox::stage.eq(Stage::Waiting),
            outbox::created_at.eq(now),
            outbox::next_at.eq(Some(now)),
        ))
        .returning(outbox::id)
        .get_result(conn)?;
    queue::enqueue(conn, now, kind.urgency(), &Task::Send { outbox: id })?;
    Ok(id)
}

/// The row, as long as it still waits.
pub fn waiting(conn: &mut Conn, id: i64) -> Result<Option<Post>> {
    Ok(outbox::table
        .filter(outbox::id.eq(id))
        .filter(outbox::stage.eq(Stage::Waiting))
        .select((outbox::id, outbox::recipient, outbox::kind, outbox::payload, outbox::stage))
        .first(conn)
        .optional()?)
}

/// The address a letter goes to; empty where whoever had it has left.
pub fn recipient(conn: &mut Conn, id: i64) -> Result<String> {
    Ok(outbox::table.find(id).select(outbox::recipient).first(conn)?)
}

/// The letter goes to another address: its reader has moved.
pub fn readdress(conn: &mut Conn, id: i64, recipient: &str) -> Result<()> {
    let row = outbox::table.filter(outbox::id.eq(id));
    diesel::update(row).set(outbox::recipient.eq(recipient)).execute(conn)?;
    Ok(())
}

/// Takes an address out of every letter that is finished: whoever had it has left the board.
pub fn forget(conn: &mut Conn, recipient: &str) -> Result<()> {
    let finished = outbox::table
        .filter(outbox::recipient.eq(recipient))
        .filter(outbox::finished_at.is_not_null());
    diesel::update(finished).set(outbox::recipient.eq("")).execute(conn)?;
    suppression::lift(conn, recipient)?;
    Ok(())
}

/// How long it is known who a letter went to, and an address nobody lives at is left alone.
const KEPT: TimeDelta = TimeDelta::days(30);
const SUPPRESSED: TimeDelta = TimeDelta::days(180);
/// How long the address of somebody who was asked, and did not have to answer, is known.
const ASKED: TimeDelta = TimeDelta::days(7);

/// Forgets whom we wrote to, when its time is over.
pub fn sweep(conn: &mut Conn, now: Moment) -> Result<()> {
    diesel::delete(outbox::table.filter(outbox::finished_at.lt(now.minus(KEPT)))).execute(conn)?;
    let asked = outbox::table
        .filter(outbox::kind.eq_any([Kind::ConfirmAlert, Kind::ConfirmApplication]))
        .filter(outbox::finished_at.lt(now.minus(ASKED)))
        .filter(outbox::recipient.ne(""));
    diesel::update(asked).set(outbox::recipient.eq("")).execute(conn)?;
    suppression::sweep(conn, now.minus(SUPPRESSED))
}
