//! SQLite with FTS5, in this process.

use careercenter::jobindex::Document;
use diesel::connection::SimpleConnection;
use diesel::{Connection, RunQueryDsl, SqliteConnection, sql_query};

use super::answer::{Answer, Row};
use super::run;
use super::tables::{INDEXES, TABLES, insert};

/// All of it stays in memory once it was read; nothing has to survive.
const SETTINGS: &str = "
    PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA temp_store = MEMORY;
    PRAGMA cache_size = -1500000;";
const WORDS: &str =
    "CREATE VIRTUAL TABLE words USING fts5(title, employer, body, tokenize = 'unicode61');";

pub struct Sqlite(SqliteConnection);

impl Sqlite {
    /// A new file with the tables.
    pub fn create() -> Sqlite {
        let file = run::folder().join("peers.db").display().to_string();
        let mut conn = SqliteConnection::establish(&file).expect("a file can be made");
        let tables = format!("{SETTINGS} {TABLES} WITHOUT ROWID; {WORDS}");
        conn.batch_execute(&tables).expect("the tables can be made");
        Sqlite(conn)
    }

    /// Fills it and puts it in order.
    pub fn load(&mut self, postings: impl Iterator<Item = Document>) {
        self.run("BEGIN");
        insert(&mut self.0, "words (rowid, title, employer, body)", postings);
        self.run(INDEXES);
        self.run("INSERT INTO words (words) VALUES ('optimize'); COMMIT; ANALYZE");
    }

    fn run(&mut self, sql: &str) {
        self.0.batch_execute(sql).expect("the tables are there");
    }

    pub fn ask(&mut self, sql: &str) -> Answer {
        let rows: Vec<Row> = sql_query(sql).load(&mut self.0).expect("it understands the search");
        Answer::read(rows)
    }
}
