//! Employers the board knows, with what each has open.

use std::collections::HashMap;

use diesel::dsl::count_star;
use diesel::prelude::*;

use crate::db::Conn;
use crate::employers::{Employer, EmployerId, Standing};
use crate::error::Result;
use crate::postings::Stage;
use crate::schema::{employer, posting};
use crate::vocabulary::fold;

/// An employer and its live postings.
pub struct Listed {
    pub employer: Employer,
    pub live: i64,
}

/// Some of the employers the board knows, by name, and how many there are. `q` is any part of
/// a name.
pub fn listed(conn: &mut Conn, q: &str, offset: i64, most: i64) -> Result<(Vec<Listed>, i64)> {
    let pattern = format!("%{}%", escaped(&fold(q)));
    let known = || {
        employer::table
            .filter(employer::standing.eq(Standing::Approved))
            .filter(employer::name_folded.like(pattern.clone()).escape('!'))
    };
    let employers: Vec<Employer> = known()
        .order((employer::name_folded, employer::id))
        .offset(offset)
        .limit(most)
        .select(Employer::as_select())
        .load(conn)?;
    let total: i64 = known().count().get_result(conn)?;
    let live = live(conn, employers.iter().map(|employer| employer.id))?;
    let listed = |employer: Employer| Listed {
        live: live.get(&employer.id).copied().unwrap_or(0),
        employer,
    };
    Ok((employers.into_iter().map(listed).collect(), total))
}

/// How many employers the directory lists.
pub fn total(conn: &mut Conn) -> Result<usize> {
    let known = employer::table.filter(employer::standing.eq(Standing::Approved));
    let total: i64 = known.count().get_result(conn)?;
    Ok(usize::try_from(total).unwrap_or(0))
}

/// What each of them has open; those with nothing open are missing.
fn live(
    conn: &mut Conn,
    ids: impl Iterator<Item = EmployerId>,
) -> Result<HashMap<EmployerId, i64>> {
    let counts: Vec<(Option<EmployerId>, i64)> = posting::table
        .filter(posting::employer_id.eq_any(ids.map(Some)))
        .filter(posting::stage.eq(Stage::Live))
        .group_by(posting::employer_id)
        .select((posting::employer_id, count_star()))
        .load(conn)?;
    Ok(counts.into_iter().filter_map(|(id, count)| Some((id?, count))).collect())
}

/// Text that LIKE takes for nothing but itself.
fn escaped(text: &str) -> String {
    text.replace('!', "!!").replace('%', "!%").replace('_', "!_")
}
