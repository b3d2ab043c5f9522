//! Facts a machine read out of text: kept with the words they were read from until a person
//! agrees.
//!
//! A fact is named after the form field it fills (`role`, `pay`, `credentials`, ...); one value of
//! a list is named `group:slug` (`setting:inpatient`, `benefit:pto`).

use std::collections::HashMap;

use diesel::prelude::*;

use super::PostingId;
use crate::db::Conn;
use crate::error::Result;
use crate::on_each;
use crate::schema::posting_fact;

/// One fact of one posting.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = posting_fact)]
pub struct Fact {
    pub fact: String,
    /// The words it was read from.
    pub words: String,
    pub confirmed: bool,
}

/// A fact just read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadFact {
    pub fact: String,
    pub words: String,
}

#[derive(Insertable)]
#[diesel(table_name = posting_fact)]
struct Row<'a> {
    posting_id: PostingId,
    fact: &'a str,
    words: &'a str,
    confirmed: bool,
}

/// The facts of several postings.
pub(super) fn of_all(conn: &mut Conn, ids: &[PostingId]) -> Result<HashMap<PostingId, Vec<Fact>>> {
    let rows: Vec<(PostingId, Fact)> = posting_fact::table
        .filter(posting_fact::posting_id.eq_any(ids))
        .order((posting_fact::posting_id, posting_fact::fact))
        .select((posting_fact::posting_id, Fact::as_select()))
        .load(conn)?;
    let mut facts: HashMap<PostingId, Vec<Fact>> = HashMap::new();
    for (id, fact) in rows {
        facts.entry(id).or_default().push(fact);
    }
    Ok(facts)
}

/// Puts newly read facts in place of all earlier ones; none is confirmed.
pub(super) fn replace(conn: &mut Conn, id: PostingId, facts: &[ReadFact]) -> Result<()> {
    diesel::delete(posting_fact::table.filter(posting_fact::posting_id.eq(id))).execute(conn)?;
    let mut rows: Vec<Row<'_>> = Vec::with_capacity(facts.len());
    for read in facts {
        if rows.iter().all(|row| row.fact != read.fact) {
            let (fact, words) = (read.fact.as_str(), read.words.as_str());
            rows.push(Row { posting_id: id, fact, words, confirmed: false });
        }
    }
    if rows.is_empty() {
        return Ok(());
    }
    on_each!(conn, each => diesel::insert_into(posting_fact::table).values(&rows).execute(each))?;
    Ok(())
}

/// A person agrees with these facts.
pub(super) fn confirm(conn: &mut Conn, id: PostingId, facts: &[String]) -> Result<()> {
    if facts.is_empty() {
        return Ok(());
    }
    let rows = posting_fact::table
        .filter(posting_fact::posting_id.eq(id))
        .filter(posting_fact::fact.eq_any(facts));
    diesel::update(rows).set(posting_fact::confirmed.eq(true)).execute(conn)?;
    Ok(())
}

/// How many facts nobody has agreed with.
pub(super) fn unconfirmed(conn: &mut Conn, id: PostingId) -> Result<i64> {
    Ok(posting_fact::table
        .filter(posting_fact::posting_id.eq(id))
        .filter(posting_fact::confirmed.eq(false))
        .count()
        .get_result(conn)?)
}
