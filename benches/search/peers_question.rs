//! A search as the one statement that answers all of it: `matched` is found once, its page, its total and its counts
//! are read from it; of a group something is chosen in, what is counted is found without that choice.

use careercenter::jobindex::{Criteria, Found, Group, Sort};

use super::answer::{PAGE_ROWS, TOTAL_ROW};
use super::conditions::{Kept, away, conditions, is_within, kept, told};
use crate::measuring::PAGE;

/// Fewer than one posting in this many are few: measured.
const FEW: usize = 8;

/// Whose SQL: only words are asked about differently.
#[derive(Clone, Copy, PartialEq)]
pub enum Dialect {
    Sqlite,
    Postgres,
}

/// A search with its words as they were meant: the peers are asked for the right spelling, since they correct nothing.
pub struct Question<'a> {
    criteria: &'a Criteria,
    words: Vec<String>,
    /// What has to hold, with the group it is a choice of.
    conditions: Vec<(Option<Group>, String)>,
    /// So few are found that their values are looked up, instead of going through all there are: SQLite does not see
    /// it coming.
    finds_few: bool,
}

impl<'a> Question<'a> {
    /// Of what is found among so many postings.
    pub fn new(criteria: &'a Criteria, found: &Found, postings: usize) -> Question<'a> {
        let meant = |word: &str| {
            let correction = found.corrections.iter().find(|(typed, _)| typed == word);
            correction.map_or(word, |(_, meant)| meant).to_owned()
        };
        let words = criteria.q().split_whitespace().map(meant).collect();
        let finds_few = found.total < postings / FEW;
        Question { criteria, words, conditions: conditions(criteria), finds_few }
    }

    pub fn words(&self) -> String {
        self.words.join(" ")
    }

    /// Whether it asks for words that are not made up, of which the vocabulary may know more.
    pub fn is_of_the_field(&self) -> bool {
        self.words.iter().any(|word| !word.starts_with('q'))
    }

    pub fn sql(&self, dialect: Dialect) -> String {
        let mut statement = Statement::default();
        if !self.words.is_empty() {
            statement.with("found", &self.found(dialect));
        }
        let everything = self.words.is_empty() && self.conditions.is_empty();
        let source = if everything { "posting" } else { "matched" };
        if !everything {
            statement.with("matched", &self.matched(dialect));
        }
        let (asked, open): (Vec<Group>, Vec<Group>) =
            Group::ALL.into_iter().partition(|&group| self.is_asked(group));
        statement.answers.push(self.page(source));
        statement.tell("told", &format!("FROM {source} p"), &open);
        statement.answers.push(row(TOTAL_ROW, "0", "total", "FROM told"));
        statement.count(&format!("FROM {source} p"), &open, self.finds_few);
        for group in asked {
            let others = self.but_for(Some(group));
            statement.tell(&format!("told{}", group as i32), &others, &[group]);
            statement.count(&others, &[group], false);
        }
        statement.text()
    }

    fn is_ranked(&self) -> bool {
        self.criteria.sort() == Sort::Match
    }

    /// What has the words; with its rank where the rank comes with finding.
    fn found(&self, dialect: Dialect) -> String {
        match dialect {
            Dialect::Sqlite => {
                let rank = if self.is_ranked() { "-bm25(words, 8, 2, 1)" } else { "0" };
                let words: Vec<String> =
                    self.words.iter().map(|word| format!("\"{word}\"")).collect();
                let words = words.join(" ");
                format!("SELECT rowid AS id, {rank} AS rank FROM words WHERE words MATCH '{words}'")
            }
            Dialect::Postgres => {
                format!("SELECT id FROM posting_text WHERE words @@ {}", self.tsquery())
            }
        }
    }

    fn tsquery(&self) -> String {
        format!("to_tsquery('simple', '{}')", self.words.join(" & "))
    }

    /// Everything that is asked for, with what the page is ordered by. PostgreSQL ranks only what is left.
    fn matched(&self, dialect: Dialect) -> String {
        let rank = match dialect {
            _ if !self.is_ranked() => "0".to_owned(),
            Dialect::Sqlite => "found.rank".to_owned(),
            Dialect::Postgres => {
                let query = self.tsquery();
                format!("(SELECT ts_rank(t.words, {query}) FROM posting_text t WHERE t.id = p.id)")
            }
        };
        let away = match self.criteria.near() {
            Some(near) if self.criteria.sort() == Sort::Closest => {
                format!("CASE WHEN {} THEN {} END", is_within(near), away(near))
            }
            _ => "0".to_owned(),
        };
        format!(
            "SELECT p.id, p.first_published, p.pay_max, p.role, p.employment, p.arrangement, \
             p.apprentice, p.agency, p.anywhere, {rank} AS rank, {away} AS away {}",
            self.but_for(None)
        )
    }

    /// Where everything is found that is asked for but for one group.
    fn but_for(&self, group: Option<Group>) -> String {
        let join = if self.words.is_empty() { "" } else { " JOIN found ON found.id = p.id" };
        let others = self.conditions.iter().filter(|(of, _)| of.is_none() || *of != group);
        let others: Vec<String> = others.map(|(_, condition)| condition.clone()).collect();
        format!("FROM posting p{join}{}", only(&others))
    }

    fn is_asked(&self, group: Group) -> bool {
        self.conditions.iter().any(|(of, _)| *of == Some(group))
    }

    fn page(&self, source: &str) -> String {
        let first = match self.criteria.sort() {
            Sort::Newest => "",
            Sort::Match => "rank DESC, ",
            Sort::Pay => "pay_max DESC, ",
            Sort::Closest => "away NULLS LAST, ",
        };
        let skip = (self.criteria.page() as usize - 1) * PAGE;
        let page = format!(
            "FROM (SELECT id FROM {source} ORDER BY {first}first_published DESC LIMIT {PAGE} OFFSET {skip}) page"
        );
        row(PAGE_ROWS, "row_number() OVER ()", "id", &page)
    }
}

/// A statement while it is written: what is found once, and the rows that are read from it.
#[derive(Default)]
struct Statement {
    parts: Vec<String>,
    answers: Vec<String>,
}

impl Statement {
    fn with(&mut self, name: &str, select: &str) {
        self.parts.push(format!("{name} AS MATERIALIZED ({select})"));
    }

    /// Counts the values that conditions tell, and everything, all in one pass.
    fn tell(&mut self, name: &str, from: &str, groups: &[Group]) {
        if groups.iter().all(|&group| told(group).is_empty()) {
            return;
        }
        let mut columns = vec!["count(*) AS total".to_owned()];
        let values =
            groups.iter().flat_map(|&group| told(group).into_iter().map(move |of| (group, of)));
        for (group, (value, condition)) in values {
            let column = format!("c{}", columns.len());
            let from = format!("FROM {name}");
            self.answers.push(row(group as i32, &value.to_string(), &column, &from));
            columns.push(format!("count(*) FILTER (WHERE {condition}) AS {column}"));
        }
        self.with(name, &format!("SELECT {} {from}", columns.join(", ")));
    }

    /// Counts the values that have a column, and in one pass all that have rows.
    fn count(&mut self, from: &str, groups: &[Group], looks_up: bool) {
        let mut in_rows = Vec::new();
        for &group in groups {
            match kept(group) {
                Kept::Rows => in_rows.push((group as i32).to_string()),
                Kept::Column(name) => {
                    let counts = row(group as i32, &format!("p.{name}"), "count(*)", from);
                    self.answers.push(format!("{counts} GROUP BY p.{name}"));
                }
                Kept::Flags(_) | Kept::Nowhere => {}
            }
        }
        if in_rows.is_empty() {
            return;
        }
        let joined =
            format!("FROM posting_value v JOIN (SELECT p.id {from}) m ON m.id = v.posting");
        let (values, mut having) = match from {
            "FROM posting p" => ("FROM posting_value v".to_owned(), Vec::new()),
            _ if looks_up => {
                (format!("{from} CROSS JOIN posting_value v"), vec!["v.posting = p.id".to_owned()])
            }
            _ => (joined, Vec::new()),
        };
        let all = Group::ALL.into_iter().filter(|&group| matches!(kept(group), Kept::Rows));
        if in_rows.len() < all.count() {
            having.push(format!("v.facet IN ({})", in_rows.join(", ")));
        }
        let values = format!("{values}{}", only(&having));
        let counts = row("v.facet", "v.value", "count(*)", &values);
        self.answers.push(format!("{counts} GROUP BY v.facet, v.value"));
    }

    fn text(&self) -> String {
        format!("WITH {} {}", self.parts.join(", "), self.answers.join(" UNION ALL "))
    }
}

fn only(conditions: &[String]) -> String {
    match conditions {
        [] => String::new(),
        _ => format!(" WHERE {}", conditions.join(" AND ")),
    }
}

fn row(facet: impl std::fmt::Display, value: &str, number: &str, from: &str) -> String {
    format!(
        "SELECT CAST({facet} AS INTEGER) AS facet, CAST({value} AS INTEGER) AS value, \
         CAST({number} AS BIGINT) AS number {from}"
    )
}
