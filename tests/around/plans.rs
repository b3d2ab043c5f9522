//! How the databases look up what is like a posting, and what that costs.

use std::sync::{Arc, Mutex};
use std::time::Instant;

use careercenter::postings::expire_due;
use careercenter::sample;
use chrono::TimeDelta;
use diesel::connection::InstrumentationEvent;
use diesel::prelude::*;
use diesel::sql_types::Text;

use super::*;
use crate::support::advert::{draft, employer as hiring};
use crate::support::{Kind, OnBoth};

#[derive(QueryableByName)]
struct Step {
    #[diesel(sql_type = Text)]
    detail: String,
}

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text, column_name = "QUERY PLAN")]
    plan: String,
}

/// What a publication asks of the texts of others, with numbers for what was bound.
fn asked(world: &World, hiring: &Hiring, id: PostingId) -> Vec<String> {
    let asked: Arc<Mutex<Vec<String>>> = Arc::default();
    let now = world.now();
    let published = |conn: &mut Conn| {
        let heard = Arc::clone(&asked);
        conn.set_instrumentation(move |event: InstrumentationEvent<'_>| {
            if let InstrumentationEvent::StartQuery { query, .. } = event {
                heard.lock().expect("nobody panics with it").push(query.to_string());
            }
        });
        let done = Posting::by_id(conn, id)?.publish(conn, now, &hiring.account);
        conn.set_instrumentation(None::<fn(InstrumentationEvent<'_>)>);
        done
    };
    world.site.db.write_now(published).expect("it is published");
    let all = asked.lock().expect("nobody panics with it");
    all.iter().filter(|sql| sql.contains("LIMIT") && sql.contains("_key")).cloned().collect()
}

/// With a number for each value that was bound.
fn literal(sql: &str) -> String {
    let sql = sql.split(" -- binds").next().unwrap_or_default();
    sql.replace("ANY($1)", "ANY('{1,2}'::bigint[])").replace('$', "").replace('?', "1")
}

fn plan(world: &World, sql: &str) -> String {
    let sql = literal(sql);
    let steps = |conn: &mut Conn| {
        Ok(match conn {
            Conn::Sqlite(sqlite) => {
                let explained = diesel::sql_query(format!("EXPLAIN QUERY PLAN {sql}"));
                let steps: Vec<Step> = explained.load(sqlite)?;
                steps.into_iter().map(|step| step.detail).collect::<Vec<_>>()
            }
            Conn::Postgres(postgres) => {
                // A table of few rows would be read whole.
                diesel::sql_query("SET LOCAL enable_seqscan = off").execute(postgres)?;
                let explained = diesel::sql_query(format!("EXPLAIN {sql}"));
                let lines: Vec<Line> = explained.load(postgres)?;
                lines.into_iter().map(|line| line.plan).collect()
            }
        })
    };
    world.site.db.write_now(steps).expect("a plan").join("\n")
}

on_both! {
    fn what_is_alike_is_looked_up_by_its_keys(world: World) {
        let [direct, codewell] = ["Riverbend Health", "Codewell Staffing"].map(|name| hiring(&world.site, name));
        post(&world, &direct, &ad(1));
        let id = draft(&world.site, &codewell, &ad(1));
        let asked = asked(&world, &codewell, id);
        assert_eq!(asked.len(), 4, "live and ended ones, by either key: {asked:?}");
        for sql in asked {
            let plan = plan(&world, &sql);
            let key = if sql.contains("first_key") { "first_key" } else { "second_key" };
            assert!(plan.contains(&format!("posting_text_{key}")), "{sql}\n{plan}");
            assert!(!plan.to_lowercase().contains("scan posting"), "{sql}\n{plan}");
        }
    }
}

/// For a person to read: `cargo test what_it_costs -- --ignored --nocapture`.
#[test]
#[ignore = "it measures"]
fn what_it_costs() {
    for kind in [Kind::Sqlite, Kind::Postgres] {
        let world = World::on(kind);
        sample::top_up(&world.site, 3_000).expect("the sample is made");
        let [direct, codewell] =
            ["Riverbend Health", "Codewell Staffing"].map(|name| hiring(&world.site, name));
        let mut spans = Vec::new();
        for number in 0..40 {
            let by = if number % 2 == 0 { &direct } else { &codewell };
            let (id, now) = (draft(&world.site, by, &ad(number / 2)), world.now());
            let begun = Instant::now();
            let published =
                |conn: &mut Conn| Posting::by_id(conn, id)?.publish(conn, now, &by.account);
            world.site.db.write_now(published).expect("it is published");
            spans.push(begun.elapsed());
        }
        spans.sort();
        println!("{kind:?}: a publication {:?}, at most {:?}", spans[20], spans[39]);
        world.advance(TimeDelta::days(100));
        let now = world.now();
        let begun = Instant::now();
        let ended = world.site.db.write_now(|conn| expire_due(conn, now)).expect("they end");
        println!("{kind:?}: {ended} ended in {:?}", begun.elapsed());
    }
}
