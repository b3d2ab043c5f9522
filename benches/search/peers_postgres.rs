//! PostgreSQL with tsvector and GIN, a server of our own.

use std::time::Duration;

use careercenter::jobindex::Document;
use diesel::connection::SimpleConnection;
use diesel::sql_types::Integer;
use diesel::{Connection, PgConnection, QueryableByName, RunQueryDsl, sql_query};

use super::answer::{Answer, Row};
use super::cluster::Cluster;
use super::run;
use super::tables::{INDEXES, TABLES, insert};

/// All of it stays in memory once it was read.
const SETTINGS: &[&str] = &["shared_buffers=2GB"];
/// One process does all the work, so that its time is the search's; what pays off only for longer searches is off, and
/// going through all texts costs what it costs: the planner takes it for cheap. Only what is surely committed can be
/// read from indexes alone.
const SESSION: &str = "
    SET work_mem = '256MB'; SET maintenance_work_mem = '512MB'; SET random_page_cost = 1.1;
    SET max_parallel_workers_per_gather = 0; SET max_parallel_maintenance_workers = 0; SET jit = off;
    SET synchronous_commit = on; ALTER FUNCTION ts_match_vq(tsvector, tsquery) COST 500;";
const WORDS: &str = "
    CREATE TABLE posting_text (
        id INTEGER PRIMARY KEY, title TEXT NOT NULL, employer TEXT NOT NULL, body TEXT NOT NULL,
        words TSVECTOR GENERATED ALWAYS AS (
            setweight(to_tsvector('simple', title), 'A') || setweight(to_tsvector('simple', employer), 'B')
            || setweight(to_tsvector('simple', body), 'D')) STORED);
    ALTER TABLE posting_text ALTER COLUMN words SET STORAGE EXTERNAL;";
const WORDS_INDEX: &str = "CREATE INDEX by_words ON posting_text USING GIN (words);";

pub struct Postgres {
    conn: PgConnection,
    /// Of its side of the connection.
    process: i32,
    _cluster: Cluster,
}

#[derive(QueryableByName)]
struct Process {
    #[diesel(sql_type = Integer)]
    pid: i32,
}

impl Postgres {
    /// Starts a server and makes the tables. The error says what is missing on this machine.
    pub fn start() -> Result<Postgres, &'static str> {
        let cluster = Cluster::start(&run::folder().join("postgres"), SETTINGS)?;
        cluster.execute("CREATE DATABASE peers");
        let mut conn = PgConnection::establish(&cluster.url("peers")).expect("it answers");
        let tables = format!("{SESSION} {TABLES}; {WORDS}");
        conn.batch_execute(&tables).expect("the tables can be made");
        let process = sql_query("SELECT pg_backend_pid() AS pid");
        let Process { pid } = process.get_result(&mut conn).expect("it knows its process");
        Ok(Postgres { conn, process: pid, _cluster: cluster })
    }

    /// Fills it and puts it in order.
    pub fn load(&mut self, postings: impl Iterator<Item = Document>) {
        self.conn.batch_execute("BEGIN").expect("a transaction can begin");
        insert(&mut self.conn, "posting_text (id, title, employer, body)", postings);
        for sql in [INDEXES, WORDS_INDEX, "COMMIT", "VACUUM ANALYZE"] {
            self.conn.batch_execute(sql).expect("the tables are there");
        }
    }

    pub fn ask(&mut self, sql: &str) -> Answer {
        let rows: Vec<Row> =
            sql_query(sql).load(&mut self.conn).expect("it understands the search");
        Answer::read(rows)
    }

    /// CPU time of the process so far, exact once it waits for us. `schedstat` counts what `stat` counts, but not in
    /// hundredths of a second.
    pub fn cpu(&self) -> Duration {
        let read = |file: &str| {
            let path = format!("/proc/{}/{file}", self.process);
            std::fs::read_to_string(path).expect("Linux tells what its processes do")
        };
        while !read("stat").rsplit(')').next().is_some_and(|rest| rest.starts_with(" S")) {
            std::thread::sleep(Duration::from_micros(200));
        }
        let nanoseconds = read("schedstat").split(' ').next().and_then(|time| time.parse().ok());
        Duration::from_nanos(nanoseconds.expect("the first number is the time on a core"))
    }
}
