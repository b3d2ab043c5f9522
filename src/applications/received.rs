//! What an employer has received: the applications to one posting, some or all, in an order, and
//! the way from one to the next.

use std::collections::BTreeMap;

use diesel::dsl::count_star;
use diesel::prelude::*;

use super::application::{Application, Stage};
use super::said::{NOTHING, answer, read, word};
use crate::accounts::AccountId;
use crate::applicants::Snapshot;
use crate::db::Conn;
use crate::eligibility::{Answer, Verdict};
use crate::error::Result;
use crate::postings::PostingId;
use crate::schema::{account, application};
use crate::text_enum;

text_enum!(
    /// What comes first.
    Order {
        Newest = "newest",
        /// Who meets what is stated, then who may, newest first among equals.
        Verdict = "verdict",
    }
);

/// Answers from the best for an applicant to the worst.
pub const ANSWERS: [Answer; 4] =
    [Answer::Meets, Answer::CannotTell, Answer::Missing, Answer::Elsewhere];

/// Which applications to a posting somebody looks at, and in what order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Picked {
    pub stage: Option<Stage>,
    pub answer: Option<Answer>,
    pub order: Order,
}

/// An application in a list. What went with it is None once it was erased.
#[derive(Clone, Debug)]
pub struct Listed {
    pub application: Application,
    pub profile: Option<Snapshot>,
    pub verdict: Option<Verdict>,
}

impl Picked {
    /// From words of an address; what is no such word picks nothing out.
    pub fn parse(stage: &str, verdict: &str, order: &str) -> Picked {
        Picked {
            stage: Stage::parse(stage),
            answer: answer(verdict),
            order: Order::parse(order).unwrap_or(Order::Newest),
        }
    }

    /// The words again: stage, verdict, order; empty for what is not picked.
    pub fn words(self) -> [&'static str; 3] {
        let order = if self.order == Order::Newest { "" } else { self.order.as_str() };
        [self.stage.map_or("", |stage| stage.as_str()), self.answer.map_or("", word), order]
    }

    /// The words as a query; empty if nothing is picked.
    pub fn query(self) -> String {
        let named = ["stage", "verdict", "sort"].into_iter().zip(self.words());
        let said = named.filter(|(_, word)| !word.is_empty());
        url::form_urlencoded::Serializer::new(String::new()).extend_pairs(said).finish()
    }
}

/// How many applications there are by stage and verdict.
#[derive(Clone, Debug, Default)]
pub struct Counts(BTreeMap<(Stage, Option<Answer>), i64>);

impl Counts {
    pub fn of(conn: &mut Conn, posting: PostingId) -> Result<Counts> {
        let rows: Vec<(Stage, String, i64)> = application::table
            .filter(application::posting_id.eq(posting))
            .group_by((application::stage, application::answer))
            .select((application::stage, application::answer, count_star()))
            .load(conn)?;
        Ok(Counts(rows.iter().map(|(at, said, n)| ((*at, answer(said)), *n)).collect()))
    }

    /// Of one stage or all, with one verdict or any.
    pub fn number(&self, stage: Option<Stage>, answer: Option<Answer>) -> i64 {
        let counted = self.0.iter().filter(|((at, said), _)| {
            stage.is_none_or(|stage| stage == *at)
                && answer.is_none_or(|answer| Some(answer) == *said)
        });
        counted.map(|(_, count)| count).sum()
    }
}

type Query<'a> = application::BoxedQuery<'a, <Conn as Connection>::Backend>;

/// The applications to a posting that are picked, in no order.
fn all<'a>(posting: PostingId, picked: Picked) -> Query<'a> {
    let mut query = application::table.filter(application::posting_id.eq(posting)).into_boxed();
    if let Some(stage) = picked.stage {
        query = query.filter(application::stage.eq(stage));
    }
    if let Some(answer) = picked.answer {
        query = query.filter(application::answer.eq(word(answer)));
    }
    query
}

/// A stretch of what is picked.
pub fn list(
    conn: &mut Conn,
    posting: PostingId,
    picked: Picked,
    offset: i64,
    most: i64,
) -> Result<Vec<Listed>> {
    let newest = (application::applied_at.desc(), application::id.desc());
    let query = all(posting, picked);
    let query = match picked.order {
        Order::Newest => query.order(newest),
        Order::Verdict => {
            let said = |answer| application::answer.eq(word(answer));
            let [first, second, third, fourth] = ANSWERS;
            let best =
                (said(first).desc(), said(second).desc(), said(third).desc(), said(fourth).desc());
            query.order((best, newest))
        }
    };
    let rows: Vec<(Application, String, String)> = query
        .offset(offset)
        .limit(most)
        .select((Application::as_select(), application::profile, application::verdict))
        .load(conn)?;
    let row = |(application, profile, verdict): (Application, String, String)| {
        Ok(Listed {
            profile: read(application.id, &profile)?,
            verdict: read(application.id, &verdict)?,
            application,
        })
    };
    rows.into_iter().map(row).collect()
}

/// Those before and after an application among what is picked, whether it is still one of them
/// or not: a stage may have just changed.
pub fn beside(
    conn: &mut Conn,
    of: &Application,
    picked: Picked,
) -> Result<(Option<String>, Option<String>)> {
    Ok((next(conn, of, picked, false)?, next(conn, of, picked, true)?))
}

fn next(
    conn: &mut Conn,
    of: &Application,
    picked: Picked,
    forward: bool,
) -> Result<Option<String>> {
    if picked.order == Order::Newest {
        return nearest(conn, all(of.posting_id, picked), Some(of), forward);
    }
    let own: String = application::table.find(of.id).select(application::answer).first(conn)?;
    let mut words: Vec<&str> = ANSWERS.map(word).into_iter().chain([NOTHING]).collect();
    if !forward {
        words.reverse();
    }
    for said in words.into_iter().skip_while(|said| *said != own) {
        let query = all(of.posting_id, picked).filter(application::answer.eq(said));
        let found = nearest(conn, query, Some(of).filter(|_| said == own), forward)?;
        if found.is_some() {
            return Ok(found);
        }
    }
    Ok(None)
}

/// The first one, or the first after `of`, going to older ones or to newer.
fn nearest(
    conn: &mut Conn,
    mut query: Query<'_>,
    of: Option<&Application>,
    older: bool,
) -> Result<Option<String>> {
    let (at, id) = (application::applied_at, application::id);
    query = match (of, older) {
        (Some(of), true) => {
            query.filter(at.lt(of.applied_at).or(at.eq(of.applied_at).and(id.lt(of.id))))
        }
        (Some(of), false) => {
            query.filter(at.gt(of.applied_at).or(at.eq(of.applied_at).and(id.gt(of.id))))
        }
        (None, _) => query,
    };
    let query =
        if older { query.order((at.desc(), id.desc())) } else { query.order((at.asc(), id.asc())) };
    Ok(query.select(application::public_id).first(conn).optional()?)
}

/// Which of these people have closed their account.
pub fn closed(conn: &mut Conn, of: &[AccountId]) -> Result<Vec<AccountId>> {
    Ok(account::table
        .filter(account::id.eq_any(of))
        .filter(account::closed_at.is_not_null())
        .select(account::id)
        .load(conn)?)
}
