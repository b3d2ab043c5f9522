//! Every published version, whole: what a posting said, when, and who said it.

use diesel::dsl::max;
use diesel::prelude::*;

use super::PostingId;
use super::content::Content;
use crate::accounts::AccountId;
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::schema::{account, posting_version};

/// One published version.
#[derive(Clone, Debug)]
pub struct Version {
    /// Counts from 1.
    pub number: i32,
    /// The name of who published it; None once the account is gone.
    pub by: Option<String>,
    pub published_at: Moment,
    pub content: Content,
}

/// Keeps a version, unless it says the same as the one before it. True if it was kept.
pub(super) fn keep(
    conn: &mut Conn,
    now: Moment,
    id: PostingId,
    by: AccountId,
    content: &Content,
) -> Result<bool> {
    let text = serde_json::to_string(&content.clone().in_order()).map_err(Error::internal)?;
    let last: Option<i32> = posting_version::table
        .filter(posting_version::posting_id.eq(id))
        .select(max(posting_version::number))
        .first(conn)?;
    if let Some(number) = last {
        let before: String = posting_version::table
            .filter(posting_version::posting_id.eq(id))
            .filter(posting_version::number.eq(number))
            .select(posting_version::content)
            .first(conn)?;
        if before == text {
            return Ok(false);
        }
    }
    diesel::insert_into(posting_version::table)
        .values((
            posting_version::posting_id.eq(id),
            posting_version::number.eq(last.unwrap_or(0) + 1),
            posting_version::account_id.eq(Some(by)),
            posting_version::published_at.eq(now),
            posting_version::content.eq(text),
        ))
        .execute(conn)?;
    Ok(true)
}

/// The published versions of a posting, newest first, at most `most`.
pub fn versions(conn: &mut Conn, id: PostingId, most: i64) -> Result<Vec<Version>> {
    let rows: Vec<(i32, Option<String>, Moment, String)> = posting_version::table
        .left_join(account::table)
        .filter(posting_version::posting_id.eq(id))
        .order(posting_version::number.desc())
        .limit(most)
        .select((
            posting_version::number,
            account::name.nullable(),
            posting_version::published_at,
            posting_version::content,
        ))
        .load(conn)?;
    rows.into_iter()
        .map(|(number, by, published_at, text)| {
            let content = serde_json::from_str(&text).map_err(Error::internal)?;
            Ok(Version { number, by, published_at, content })
        })
        .collect()
}
