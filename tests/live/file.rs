//! The index's file, and whether it can be believed.

use std::fs;
use std::path::PathBuf;

use careercenter::db::Conn;
use careercenter::employers::Employer;
use careercenter::jobindex::{Change, Criteria, Eyes};
use careercenter::postings::PostingId;
use careercenter::schema::posting_change;
use careercenter::search;
use careercenter::site::Stop;
use diesel::prelude::*;

use super::{another, close, retitle};
use crate::support::advert::{self, Hiring, content, employer, publish};
use crate::support::{Program, World};

fn path(world: &World) -> PathBuf {
    world.site.config.data.join("index.snapshot")
}

/// Three live postings, and a file that knows two of them: what it holds can be told from what
/// the database holds.
fn board(world: &World) -> (Hiring, [PostingId; 3]) {
    let hiring = employer(&world.site, "Riverbend Health");
    let titles = ["Surgery Coder", "Inpatient Coder", "Emergency Coder"];
    let ids = titles.map(|title| publish(&world.site, &hiring, &content(title)));
    search::refresh(&world.site).expect("the index follows");
    world.site.index.apply(vec![Change::Remove(ids[0].0)]);
    search::keep(&world.site).expect("the file is written");
    (hiring, ids)
}

/// How many postings a server finds that has just started.
fn found(world: &World) -> usize {
    let started = another(world);
    search::refresh(&started).expect("the index is there");
    started.index.load().len()
}

on_both! {
    fn a_start_reads_the_file_and_follows_the_log_from_there(world: World) {
        let (hiring, [_, second, third]) = board(&world);
        assert_eq!(found(&world), 2, "it was read from the file");
        publish(&world.site, &hiring, &content("Oncology Coder"));
        retitle(&world.site, &hiring, second, "Pathology Coder");
        close(&world.site, &hiring, third);
        let started = another(&world);
        search::refresh(&started).expect("the index is there");
        let titled = |word: &str| {
            let pairs = [("q".to_owned(), word.to_owned())];
            let criteria = Criteria::parse(pairs.into_iter()).criteria;
            started.index.load().count(&criteria, &Eyes::default(), world.now().micros())
        };
        assert_eq!(["oncology", "pathology", "inpatient", "emergency"].map(titled), [1, 1, 0, 0]);
    }

    fn a_file_that_is_damaged_or_of_another_board_is_not_used(world: World) {
        let (hiring, _) = board(&world);
        let good = fs::read(path(&world)).expect("there is a file");
        let mut changed = good.clone();
        changed[good.len() / 2] ^= 1;
        let version = [&good[..8], &[0xEE; 8], &good[16..]].concat();
        for bad in [&good[..good.len() - 9], &changed, &version, b"", b"x"] {
            fs::write(path(&world), bad).expect("it is written");
            assert_eq!(found(&world), 3, "{} bytes", bad.len());
        }
        fs::remove_file(path(&world)).expect("it goes");
        assert_eq!(found(&world), 3);
        fs::write(path(&world), &good).expect("it is written");
        assert_eq!(found(&world), 2, "it is good once more");
        // A copy of the board was put back, and went on differently; then it is shorter.
        let log = |conn: &mut careercenter::db::Conn| {
            let last: i64 = posting_change::table.select(diesel::dsl::max(posting_change::id)).first::<Option<i64>>(conn)?.unwrap_or(0);
            Ok(last)
        };
        let last = world.site.db.read_now(log).expect("the log is read");
        let other = |conn: &mut careercenter::db::Conn| {
            let row = posting_change::table.find(last);
            Ok(diesel::update(row).set(posting_change::posting_id.eq(1)).execute(conn)?)
        };
        world.site.db.write_now(other).expect("the log is another");
        assert_eq!(found(&world), 3);
        let shorter = |conn: &mut careercenter::db::Conn| Ok(diesel::delete(posting_change::table.find(last)).execute(conn)?);
        world.site.db.write_now(shorter).expect("the log is shorter");
        assert_eq!(found(&world), 3);
        publish(&world.site, &hiring, &content("Oncology Coder"));
        assert_eq!(found(&world), 4);
    }

    fn a_server_that_ends_leaves_the_file_behind(world: World) {
        let hiring = employer(&world.site, "Riverbend Health");
        publish(&world.site, &hiring, &content("Surgery Coder"));
        assert!(!path(&world).exists());
        let stop = Stop::default();
        std::thread::scope(|threads| {
            threads.spawn(|| search::run(&world.site, &stop));
            let id = publish(&world.site, &hiring, &content("Inpatient Coder"));
            while world.site.index.load().len() < 2 {
                std::thread::sleep(std::time::Duration::from_millis(5));
            }
            close(&world.site, &hiring, id);
            search::refresh(&world.site).expect("it follows");
            stop.ask();
            world.site.db.committed().give();
        });
        let started = another(&world);
        search::refresh(&started).expect("the index is there");
        assert_eq!(started.index.load().len(), 1);
        assert!(started.followed.kept().is_some(), "it was read from the file");
    }

    fn the_index_can_be_compared_with_the_database(world: World) {
        let (hiring, [first, second, _]) = board(&world);
        let program = Program::of(&world, 8085);
        let wrong = program.run(&["index", "verify"]);
        let said = String::from_utf8_lossy(&wrong.stdout).into_owned();
        assert_eq!(wrong.status.code(), Some(1), "{wrong:?}");
        assert!(said.starts_with(&format!("posting {first} differs\n")), "{said}");
        assert!(!said.contains(&format!("posting {second} differs")), "{said}");
        let built = program.run(&["index", "build"]);
        assert_eq!(String::from_utf8_lossy(&built.stdout), "The index holds 3 postings.\n");
        retitle(&world.site, &hiring, second, "Pathology Coder");
        let right = program.run(&["index", "verify"]);
        let said = String::from_utf8_lossy(&right.stdout).into_owned();
        assert!(right.status.success(), "{right:?}");
        assert!(said.contains("led on by 1 changes; database: 3 live postings") && said.ends_with("equal\n"), "{said}");
        fs::remove_file(path(&world)).expect("it goes");
        let built = program.run(&["index", "verify"]);
        assert!(built.status.success(), "{built:?}");
        assert!(String::from_utf8_lossy(&built.stdout).starts_with("index: built"), "{built:?}");
    }

    fn what_was_said_of_an_employer_is_waited_for(world: World) {
        let hiring = employer(&world.site, "Riverbend Health");
        publish(&world.site, &hiring, &content("Surgery Coder"));
        search::refresh(&world.site).expect("the index follows");
        search::keep(&world.site).expect("the file is written");
        // Its postings hear of the new name from a worker, and there is none.
        let rename = |conn: &mut Conn| {
            let version = Employer::by_id(conn, hiring.employer)?.version;
            let new = advert::named("Lakeshore Health");
            Employer::edit(conn, world.now(), &hiring.account, hiring.employer, version, &new)
        };
        world.site.db.write_now(rename).expect("it is renamed");
        let program = Program::of(&world, 8088);
        let early = program.run(&["index", "verify"]);
        assert!(String::from_utf8_lossy(&early.stderr).contains("no worker passes on"), "{early:?}");
        world.work();
        let told = program.run(&["index", "verify"]);
        assert!(told.status.success(), "{told:?}");
    }
}
