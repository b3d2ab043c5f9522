//! One posting: who it belongs to and where it stands. What it says is its `Content`.

use diesel::prelude::*;

use crate::accounts::Account;
use crate::audit::{self, Deed};
use crate::clock::Moment;
use crate::db::Conn;
use crate::employers::{Employer, EmployerId, Member, Standing};
use crate::error::{Error, Result};
use crate::schema::posting;
use crate::{id, text_enum};

id!(
    /// The id of a posting.
    PostingId
);

text_enum!(
    /// Whether an employer wrote it here or it was read from elsewhere.
    Origin { Written = "written", Imported = "imported" }
);

text_enum!(
    /// Where a posting stands. Only live ones are found; closed and expired ones keep their page.
    Stage {
        /// Seen by the employer alone.
        Draft = "draft",
        /// Published by an employer the board does not know yet, or one that is suspended.
        Held = "held",
        Live = "live",
        /// Ended by the employer.
        Closed = "closed",
        /// Ended by its date.
        Expired = "expired",
        /// Ended by an administrator.
        TakenDown = "taken_down",
    }
);

/// A posting without what it says.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = posting)]
pub struct Posting {
    pub id: PostingId,
    /// None as long as no employer claims an imported posting.
    pub employer_id: Option<EmployerId>,
    /// The employer's name as the source gave it, or as it was when the posting was written.
    pub employer_name: String,
    pub origin: Origin,
    pub stage: Stage,
    pub title: String,
    pub attested_at: Option<Moment>,
    /// Never moves once set: an edit or renewal makes no posting newer.
    pub first_published_at: Option<Moment>,
    pub published_at: Option<Moment>,
    pub expires_at: Option<Moment>,
    pub ended_at: Option<Moment>,
    pub end_reason: String,
    /// Counts how often it was opened again after it had ended.
    pub opening: i32,
    pub created_at: Moment,
    pub updated_at: Moment,
    pub version: i64,
}

impl Posting {
    /// The posting with this id, whoever asks.
    pub fn by_id(conn: &mut Conn, id: PostingId) -> Result<Posting> {
        Ok(posting::table.find(id).select(Posting::as_select()).first(conn)?)
    }

    /// A posting of the member's employer; any other is not found.
    pub fn of(conn: &mut Conn, member: &Member, id: PostingId) -> Result<Posting> {
        let found = Posting::by_id(conn, id)?;
        match found.employer_id == Some(member.employer.id) {
            true => Ok(found),
            false => Err(Error::NotFound),
        }
    }

    /// A posting and the seat an account has at its employer; not found without one.
    pub fn with_member(
        conn: &mut Conn,
        account: &Account,
        id: PostingId,
    ) -> Result<(Posting, Member)> {
        let found = Posting::by_id(conn, id)?;
        let employer = found.employer_id.ok_or(Error::NotFound)?;
        let member = Member::of(conn, account, employer)?;
        Ok((found, member))
    }

    /// Whether people can act on it: apply, find it in a list.
    pub fn is_live(&self) -> bool {
        self.stage == Stage::Live
    }

    /// What was taken down is not worked on any more.
    pub(super) fn refuse_taken_down(&self) -> Result<()> {
        match self.stage {
            Stage::TakenDown => {
                Err(Error::Forbidden("an administrator has taken this posting down"))
            }
            _ => Ok(()),
        }
    }

    /// Whether it has a public page.
    pub fn has_page(&self) -> bool {
        matches!(self.stage, Stage::Live | Stage::Closed | Stage::Expired)
            && self.first_published_at.is_some()
    }

    /// Not found where strangers see nothing of it: it has no page, or its employer is suspended.
    pub fn refuse_unseen(&self, conn: &mut Conn) -> Result<()> {
        let suspended = match self.employer_id {
            Some(employer) => Employer::by_id(conn, employer)?.standing == Standing::Suspended,
            None => false,
        };
        if suspended || !self.has_page() { Err(Error::NotFound) } else { Ok(()) }
    }
}

/// Makes other transactions that change or hold the same posting wait until this one ends.
pub fn hold(conn: &mut Conn, id: PostingId) -> Result<()> {
    let held = diesel::update(posting::table.find(id))
        .set(posting::version.eq(posting::version))
        .execute(conn)?;
    if held == 0 { Err(Error::NotFound) } else { Ok(()) }
}

/// Everything of one employer, newest work first.
pub fn of_employer(conn: &mut Conn, employer: EmployerId, most: i64) -> Result<Vec<Posting>> {
    Ok(posting::table
        .filter(posting::employer_id.eq(employer))
        .order((posting::updated_at.desc(), posting::id.desc()))
        .limit(most)
        .select(Posting::as_select())
        .load(conn)?)
}

/// Ids of the live postings of an employer, newest first, and how many there are.
pub fn live_of(
    conn: &mut Conn,
    employer: EmployerId,
    offset: i64,
    most: i64,
) -> Result<(Vec<PostingId>, i64)> {
    let live = || {
        posting::table
            .filter(posting::employer_id.eq(employer))
            .filter(posting::stage.eq(Stage::Live))
    };
    let ids = live()
        .order((posting::first_published_at.desc(), posting::id.desc()))
        .offset(offset)
        .limit(most)
        .select(posting::id)
        .load(conn)?;
    Ok((ids, live().count().get_result(conn)?))
}

/// Writes one deed on a posting into the record.
pub(super) fn note(
    conn: &mut Conn,
    now: Moment,
    by: Option<&Account>,
    deed: &str,
    id: PostingId,
    detail: &str,
) -> Result<()> {
    let deed = Deed {
        happened_at: now,
        account_id: by.map(|account| account.id.0),
        actor: by.map_or("the board", |account| &account.name),
        deed,
        subject: "posting",
        subject_id: id.0,
        detail,
    };
    audit::record(conn, deed)
}

/// The answer when a guarded update met a posting that has moved on.
pub(super) fn moved_on() -> Error {
    Error::Conflict("This posting has changed meanwhile. Look at it again before you act.".into())
}

/// How many postings an employer has at each stage.
pub fn counts(conn: &mut Conn, employer: EmployerId) -> Result<Vec<(Stage, i64)>> {
    Ok(posting::table
        .filter(posting::employer_id.eq(employer))
        .group_by(posting::stage)
        .select((posting::stage, diesel::dsl::count_star()))
        .load(conn)?)
}

/// Ids of an employer's postings at one stage, or all; newest work first.
pub fn at_stage(
    conn: &mut Conn,
    employer: EmployerId,
    stage: Option<Stage>,
    offset: i64,
    most: i64,
) -> Result<Vec<PostingId>> {
    let mut query =
        posting::table.filter(posting::employer_id.eq(employer)).select(posting::id).into_boxed();
    if let Some(stage) = stage {
        query = query.filter(posting::stage.eq(stage));
    }
    Ok(query
        .order((posting::updated_at.desc(), posting::id.desc()))
        .offset(offset)
        .limit(most)
        .load(conn)?)
}

/// The posting an employer published last.
pub fn last_of(conn: &mut Conn, employer: EmployerId) -> Result<Option<PostingId>> {
    Ok(posting::table
        .filter(posting::employer_id.eq(employer))
        .filter(posting::published_at.is_not_null())
        .order((posting::published_at.desc(), posting::id.desc()))
        .select(posting::id)
        .first(conn)
        .optional()?)
}
