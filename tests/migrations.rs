//! Both databases hold the same tables, and `schema.rs` says the same.

use std::collections::BTreeMap;

use careercenter::db::Db;
use careercenter::jobindex::Criteria;
use careercenter::on_each;
use diesel::prelude::*;
use diesel::sql_types::{Bool, Text};

use crate::support::{Database, Kind, OnBoth};

const SQLITE_COLUMNS: &str = "
    SELECT t.name AS table_name, c.name AS column_name, c.\"notnull\" AS required,
           CASE WHEN c.pk > 0 AND c.type = 'INTEGER' THEN 'BIGINT' ELSE c.type END AS type_name
    FROM sqlite_schema t, pragma_table_info(t.name) c
    WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite%' AND t.name NOT LIKE '\\_\\_diesel%' ESCAPE '\\'
    ORDER BY t.name, c.cid";

const POSTGRES_COLUMNS: &str = "
    SELECT table_name::text, column_name::text, is_nullable = 'NO' AS required,
           upper(replace(data_type, ' without time zone', '')) AS type_name
    FROM information_schema.columns
    WHERE table_schema = 'public' AND table_name NOT LIKE '\\_\\_diesel%'
    ORDER BY table_name, ordinal_position";

/// Those we named; what a database makes for keys and UNIQUE has names of its own.
const SQLITE_INDEXES: &str = "
    SELECT i.tbl_name || '.' || i.name || ' (' || (
        SELECT group_concat(name, ', ') FROM (
            SELECT name || CASE WHEN \"desc\" THEN ' DESC' ELSE '' END AS name
            FROM pragma_index_xinfo(i.name) WHERE key = 1 ORDER BY seqno
        )
    ) || ')' AS index_name
    FROM sqlite_schema i WHERE i.type = 'index' AND i.sql IS NOT NULL ORDER BY 1";

const POSTGRES_INDEXES: &str = "
    SELECT tablename || '.' || indexname || ' ' || substring(indexdef FROM '\\(.*\\)') AS index_name
    FROM pg_indexes
    WHERE schemaname = 'public' AND tablename NOT LIKE '\\_\\_diesel%'
      AND indexname NOT IN (SELECT conname FROM pg_constraint)
    ORDER BY 1";

#[derive(Debug, PartialEq, QueryableByName)]
struct Column {
    #[diesel(sql_type = Text)]
    table_name: String,
    #[diesel(sql_type = Text)]
    column_name: String,
    #[diesel(sql_type = Bool)]
    required: bool,
    #[diesel(sql_type = Text)]
    type_name: String,
}

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, QueryableByName)]
struct Index {
    #[diesel(sql_type = Text)]
    index_name: String,
}

/// Searches of alerts as they were saved when words were nothing but words, and as they read now.
const OLD_WORDS: [(&str, &str); 9] = [
    ("q=surgery&hires_in=OH", "q=surgery&hires_in=OH"),
    ("credential=ccs,cpc&pay_floor=26", "credential=ccs,cpc&pay_floor=26"),
    ("q=coder,+auditor&credential=ccs,cpc", "q=coder+auditor&credential=ccs,cpc"),
    ("q=CPC-A,CCS-P&posted=7", "q=CPC-A+CCS-P&posted=7"),
    ("q=%22risk+adjustment%22+-travel", "q=risk+adjustment+travel"),
    ("q=%E2%80%9Cpro+fee%E2%80%9D+%E2%80%9Eed", "q=pro+fee+ed"),
    ("q=--coder+-+audit%2A", "q=coder+audit"),
    ("q=-------------coder", "q=coder"),
    ("q=%22-remote%22,,%2Aip&hires_in=OH,TX", "q=remote+ip&hires_in=OH,TX"),
];

/// Columns in their order, by table, written as `schema.rs` writes them.
type Tables = BTreeMap<String, Vec<String>>;

fn rows<T>(database: &Database, db: &Db, on_sqlite: &str, on_postgres: &str) -> Vec<T>
where
    T: QueryableByName<diesel::sqlite::Sqlite> + QueryableByName<diesel::pg::Pg> + 'static,
{
    let sql = if database.is_sqlite() { on_sqlite } else { on_postgres };
    db.write_now(|conn| Ok(on_each!(conn, each => diesel::sql_query(sql).load(each)?)))
        .expect("the database describes itself")
}

fn tables(database: &Database, db: &Db) -> Tables {
    let mut tables = Tables::new();
    for column in rows::<Column>(database, db, SQLITE_COLUMNS, POSTGRES_COLUMNS) {
        let name = match column.type_name.as_str() {
            "BIGINT" => "BigInt",
            "INTEGER" => "Integer",
            "TEXT" => "Text",
            "BOOLEAN" => "Bool",
            "TIMESTAMP" => "Timestamp",
            "DATE" => "Date",
            other => panic!("{}.{} is {other}", column.table_name, column.column_name),
        };
        let shape = if column.required { name.to_owned() } else { format!("Nullable<{name}>") };
        let line = format!("{} -> {shape},", column.column_name);
        tables.entry(column.table_name).or_default().push(line);
    }
    tables
}

fn indexes(kind: Kind) -> Vec<Index> {
    let database = Database::on(kind);
    let mut all = rows(&database, &database.open(), SQLITE_INDEXES, POSTGRES_INDEXES);
    all.sort();
    all
}

/// The `table!` blocks of `schema.rs`.
fn written() -> Tables {
    let mut tables = Tables::new();
    let mut open: Option<String> = None;
    for line in include_str!("../src/schema.rs").lines().map(str::trim) {
        if line.contains(" -> ") && line.ends_with(',') {
            let table = open.clone().expect("a column stands in a table");
            tables.entry(table).or_default().push(line.to_owned());
        } else if let Some((name, _)) = line.split_once(" (").filter(|_| line.ends_with(") {")) {
            open = Some(name.to_owned());
        }
    }
    tables
}

#[test]
fn both_databases_and_the_schema_are_the_same() {
    let on_sqlite = Database::on(Kind::Sqlite);
    let on_postgres = Database::on(Kind::Postgres);
    let (sqlite, postgres) =
        (tables(&on_sqlite, &on_sqlite.open()), tables(&on_postgres, &on_postgres.open()));
    assert!(sqlite.len() > 10, "there are tables to compare");
    for (one, other, what) in [
        (&sqlite, &postgres, "SQLite and PostgreSQL"),
        (&sqlite, &written(), "SQLite and schema.rs"),
    ] {
        let names = |tables: &Tables| tables.keys().cloned().collect::<Vec<_>>();
        assert_eq!(names(one), names(other), "{what} differ in their tables");
        for (table, columns) in one {
            assert_eq!(columns, &other[table], "{what} differ in {table}");
        }
    }
}

#[test]
fn both_databases_have_the_same_indexes() {
    assert_eq!(indexes(Kind::Sqlite), indexes(Kind::Postgres));
}

#[test]
fn migrations_have_the_same_names_on_both() {
    let names = |folder: &str| {
        let all = std::fs::read_dir(folder).expect("migrations lie beside the tests").flatten();
        let mut all: Vec<_> = all.map(|entry| entry.file_name()).collect();
        all.sort();
        all
    };
    assert_eq!(names("migrations/sqlite"), names("migrations/postgres"));
}

on_both! {
    fn down_and_up_again_gives_the_same_tables(database: Database) {
        let db = database.open();
        let before = tables(&database, &db);
        db.revert_all().expect("every migration can be undone");
        assert_eq!(tables(&database, &db), Tables::new(), "nothing is left behind");
        let again = db.migrate().expect("and made again");
        assert!(!again.applied.is_empty());
        assert_eq!(tables(&database, &db), before);
        assert_eq!(db.migrate().expect("twice is once").applied, [""; 0]);
    }

    fn alerts_from_before_operators_mean_what_they_meant(database: Database) {
        use careercenter::schema::alert;
        use diesel::connection::SimpleConnection;
        let db = database.open();
        let up = match database.is_sqlite() {
            true => include_str!("../migrations/sqlite/2026-11-23-210100_alert_words/up.sql"),
            false => include_str!("../migrations/postgres/2026-11-23-210100_alert_words/up.sql"),
        };
        let subscriber = "INSERT INTO subscriber (email, zone, created_at)
            VALUES ('ann@example.org', 'America/Chicago', '2026-11-01 00:00:00')";
        let saved = |criteria: &str| {
            format!(
                "INSERT INTO alert (subscriber_id, criteria, frequency, stage, created_at)
                SELECT id, '{criteria}', 'daily', 'unconfirmed', '2026-11-01 00:00:00' FROM subscriber"
            )
        };
        let after: Vec<(String, i64)> = db
            .write_now(|conn| {
                conn.batch_execute(subscriber)?;
                for (before, _) in OLD_WORDS {
                    conn.batch_execute(&saved(before))?;
                }
                conn.batch_execute(up)?;
                Ok(alert::table.order(alert::id).select((alert::criteria, alert::version)).load(conn)?)
            })
            .expect("the migration runs");
        for ((before, wanted), (criteria, version)) in OLD_WORDS.into_iter().zip(after) {
            assert_eq!(criteria, wanted, "{before}");
            assert_eq!(version, i64::from(before != wanted), "{before}: an open form has to notice");
            let pairs = url::form_urlencoded::parse(criteria.as_bytes()).into_owned();
            assert_eq!(Criteria::parse(pairs).criteria.query_string(), wanted);
        }
    }

    fn a_database_of_a_newer_careercenter_is_refused(database: Database) {
        use diesel::connection::SimpleConnection;
        let db = database.open();
        db.write_now(|conn| {
            Ok(conn.batch_execute(
                "INSERT INTO __diesel_schema_migrations (version) VALUES ('99991231000000')",
            )?)
        })
        .expect("the newer one left its mark");
        let refusal = db.migrate().expect_err("we do not know what it did").to_string();
        assert!(refusal.contains("newer CareerCenter (migration 99991231000000)"), "{refusal}");
    }
}

/// Several servers that start at once on a new database.
fn migrate_at_once(kind: Kind) {
    let database = Database::bare(kind);
    let applied: usize = std::thread::scope(|threads| {
        let all: Vec<_> = (0..4)
            .map(|_| threads.spawn(|| database.open().migrate().expect("none fails").applied.len()))
            .collect();
        all.into_iter().map(|one| one.join().expect("no thread panics")).sum()
    });
    let names = std::fs::read_dir("migrations/sqlite").expect("migrations lie beside the tests");
    assert_eq!(applied, names.count(), "each migration runs once");
}

#[test]
fn servers_starting_at_once_migrate_once_on_sqlite() {
    migrate_at_once(Kind::Sqlite);
}

#[test]
fn servers_starting_at_once_migrate_once_on_postgres() {
    migrate_at_once(Kind::Postgres);
}
