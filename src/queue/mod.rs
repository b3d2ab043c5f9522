//! Background work: a closed list of tasks, put down in the transaction that causes them and
//! carried out by the worker at least once.

mod claim;

use diesel::prelude::*;
use serde::{Deserialize, Serialize};

use crate::clock::Moment;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::schema::task;
use crate::text_enum;

pub use claim::{
    Claimed, Share, back_off, bury, claim, finish, hurry, is_any_due, is_waiting, put_back, renew,
    retry, sweep, waiting,
};

/// Everything that can be done later. Ids only: what they mean is read when the work starts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "task", rename_all = "snake_case")]
pub enum Task {
    /// Hand one outbox row to the mail server.
    Send { outbox: i64 },
    /// An employer says something new about itself: what shows it follows.
    FollowEmployer { employer: i64 },
    /// Show new postings to every alert.
    MatchAlerts { batch: i64 },
    /// Compare the postings after one that are there from before texts were compared.
    CompareTexts { after: i64 },
}

impl Task {
    /// The name in the task table.
    pub fn kind(&self) -> &'static str {
        match self {
            Task::Send { .. } => "send",
            Task::FollowEmployer { .. } => "follow_employer",
            Task::MatchAlerts { .. } => "match_alerts",
            Task::CompareTexts { .. } => "compare_texts",
        }
    }
}

text_enum!(
    /// Where a task stands; "waiting" includes those being worked on under a lease.
    Stage { Waiting = "waiting", Done = "done", Buried = "buried" }
);

#[derive(Insertable)]
#[diesel(table_name = task)]
struct NewTask<'a> {
    kind: &'a str,
    payload: String,
    stage: Stage,
    urgency: i32,
    run_at: Moment,
    created_at: Moment,
}

/// Puts a task down. Higher `urgency` overtakes: 10 for a password link, 0 for ordinary mail.
pub fn enqueue(conn: &mut Conn, now: Moment, urgency: i32, work: &Task) -> Result<()> {
    let payload = serde_json::to_string(work).map_err(Error::internal)?;
    let row = NewTask {
        kind: work.kind(),
        payload,
        stage: Stage::Waiting,
        urgency,
        run_at: now,
        created_at: now,
    };
    diesel::insert_into(task::table).values(row).execute(conn)?;
    Ok(())
}
