//! How many applied to a posting, for its row on the desk. What people sent belongs to a higher
//! room; here it is only counted.

use std::collections::HashMap;

use diesel::dsl::count_star;
use diesel::prelude::*;

use super::posting::PostingId;
use crate::db::Conn;
use crate::error::Result;
use crate::schema::application;

/// The words of two stages of an application.
const NEW: &str = "new";
const WITHDRAWN: &str = "withdrawn";

/// Applications to one posting.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Applicants {
    /// Without those who withdrew.
    pub all: i64,
    /// Those nobody has moved on.
    pub new: i64,
}

impl Applicants {
    /// By posting; those nobody has applied to are left out.
    pub fn of(conn: &mut Conn, postings: &[PostingId]) -> Result<HashMap<i64, Applicants>> {
        let rows: Vec<(PostingId, String, i64)> = application::table
            .filter(application::posting_id.eq_any(postings))
            .filter(application::stage.ne(WITHDRAWN))
            .group_by((application::posting_id, application::stage))
            .select((application::posting_id, application::stage, count_star()))
            .load(conn)?;
        let mut counts: HashMap<i64, Applicants> = HashMap::new();
        for (posting, stage, count) in rows {
            let counted = counts.entry(posting.0).or_default();
            counted.all += count;
            counted.new += if stage == NEW { count } else { 0 };
        }
        Ok(counts)
    }

    /// "12 applications, 3 new".
    pub fn text(self) -> String {
        match (self.all, self.new) {
            (0, _) => "No applications yet".to_owned(),
            (1, 0) => "1 application".to_owned(),
            (1, _) => "1 application, new".to_owned(),
            (all, 0) => format!("{all} applications"),
            (all, new) => format!("{all} applications, {new} new"),
        }
    }
}
