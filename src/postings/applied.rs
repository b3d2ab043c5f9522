//! How many applied to a posting, or went to its employer's own site to do so, for its row on the
//! desk. What people sent belongs to a higher room; here it is only counted.

use std::collections::HashMap;

use diesel::dsl::count_star;
use diesel::prelude::*;

use super::posting::PostingId;
use crate::db::Conn;
use crate::error::Result;
use crate::schema::{application, departure_count};

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
    /// How often somebody went to the employer's own site.
    pub gone: i64,
}

impl Applicants {
    /// By posting; those nobody has applied to or gone from are left out.
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
        let days: Vec<(PostingId, i64)> = departure_count::table
            .filter(departure_count::posting_id.eq_any(postings))
            .select((departure_count::posting_id, departure_count::people))
            .load(conn)?;
        for (posting, people) in days {
            counts.entry(posting.0).or_default().gone += people;
        }
        Ok(counts)
    }

    /// "Followed to your site 12 times".
    pub fn gone_text(self) -> Option<String> {
        match self.gone {
            0 => None,
            1 => Some("Followed to your site once".to_owned()),
            times => Some(format!("Followed to your site {times} times")),
        }
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
