//! One thing that fails keeps nobody else from a letter, and nothing that is new is lost.

use careercenter::alerts::{self, Change, Frequency};
use careercenter::db::Conn;
use careercenter::eligibility::Fit;
use careercenter::error::Result;
use careercenter::mail::suppression;
use careercenter::queue::Stage;
use careercenter::schema::{alert, alert_delivery, task};
use careercenter::vocabulary::State;
use chrono::TimeDelta;
use diesel::connection::SimpleConnection;
use diesel::prelude::*;

use super::{Board, CLEO, GUS, search};
use crate::support::World;

/// Nothing can be written to a table: "UPDATE OF outbox_id ON alert_delivery".
fn refuse(conn: &mut Conn, what: &str, when: &str) -> Result<()> {
    let sql = match conn {
        Conn::Sqlite(_) => format!(
            "CREATE TRIGGER refuse BEFORE {what} WHEN {when} BEGIN SELECT RAISE(ABORT, 'no'); END"
        ),
        Conn::Postgres(_) => format!(
            "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS \
             $$ BEGIN RAISE EXCEPTION 'no'; END $$; \
             CREATE TRIGGER refuse BEFORE {what} FOR EACH ROW WHEN ({when}) EXECUTE FUNCTION refuse()"
        ),
    };
    Ok(conn.batch_execute(&sql)?)
}

fn allow(conn: &mut Conn) -> Result<()> {
    let sql = match conn {
        Conn::Sqlite(_) => "DROP TRIGGER refuse",
        Conn::Postgres(_) => "DROP FUNCTION refuse() CASCADE",
    };
    Ok(conn.batch_execute(sql)?)
}

on_both! {
    fn an_alert_that_cannot_be_read_keeps_nobody_from_theirs(world: World) {
        let board = Board::of(world);
        let fit = Some(Fit { home: State::parse("OH"), ..Fit::default() });
        let nora = "nora@home.example";
        let broken = board.guest(nora, "my_state=yes", fit.clone(), Frequency::Instant);
        board.guest(GUS, "my_state=yes", fit, Frequency::Instant);
        board.write(|conn| {
            let row = diesel::update(alert::table.find(broken));
            Ok(row.set(alert::fit.eq(Some("{"))).execute(conn)?)
        });
        let found = board.publish("Surgery Coder");
        board.work();
        assert_eq!(board.letters(), [(GUS.to_owned(), vec![found])]);
        assert_eq!(board.alert(broken, nora).fit, None);
        let (whose, now) = (board.subscriber(nora), board.world.now());
        assert_eq!(board.write(|conn| alerts::end(conn, now, whose, &[broken])), 1);
    }

    fn a_filter_the_board_has_no_more_widens_nothing(world: World) {
        let board = Board::of(world);
        let id = board.subscribe(board.cleo, "credential=cpc", Frequency::Instant);
        board.write(|conn| {
            let row = diesel::update(alert::table.find(id));
            Ok(row.set(alert::criteria.eq("credential=gone")).execute(conn)?)
        });
        board.publish("Surgery Coder");
        board.work();
        assert_eq!((board.letters().len(), board.waiting()), (0, 0));
        let seen = board.alert(id, CLEO);
        assert_eq!(seen.words(), "This search uses a filter the board no longer has: change it");
        let client = board.world.sign_in(CLEO);
        let list = client.get("/alerts").expect(200);
        assert!(list.says("This search uses a filter the board no longer has"), "{}", list.shown());
        let form = client.get(&format!("/alerts/{id}")).expect(200);
        let asked = form.fill("form:has([name=q])", &[("q", "")]).expect(200);
        assert!(asked.says("Press “Yes” below"), "everything is asked about: {}", asked.shown());
        let (to, now) = (search("credential=cpc,ccs"), board.world.now());
        let change = Change { criteria: to, ..Change::of(&seen) };
        board.write(|conn| alerts::change(conn, now, &seen, &change));
        let found = board.publish("Another Coder");
        board.work();
        assert_eq!(board.told(CLEO), [[found]]);
    }

    fn nothing_is_written_to_an_address_nobody_lives_at(world: World) {
        let board = Board::of(world);
        let id = board.guest(GUS, "", None, Frequency::Instant);
        let whose = board.subscriber(GUS);
        let alerts_left = |board: &Board| board.read(|conn| alerts::of(conn, whose)).len();
        let now = board.world.now();
        board.write(|conn| suppression::add(conn, now, GUS, "550 5.1.1 nobody here"));
        board.publish("Surgery Coder");
        board.work();
        assert_eq!((board.letters().len(), board.waiting(), alerts_left(&board)), (0, 0, 1));
        board.write(|conn| suppression::lift(conn, GUS).map(|_| ()));
        let found = board.publish("Another Coder");
        board.work();
        assert_eq!(board.told(GUS), [[found]]);
        board.write(|conn| suppression::add(conn, now, GUS, "550 5.1.1 nobody here"));
        // That letter is forgotten by then.
        board.world.advance(TimeDelta::days(30));
        board.publish("Third Coder");
        board.work();
        assert_eq!((board.letters().len(), board.waiting(), alerts_left(&board)), (0, 0, 0), "{id}");
    }

    fn a_letter_that_cannot_be_put_down_keeps_nobody_from_theirs(world: World) {
        let board = Board::of(world);
        board.subscribe(board.cleo, "", Frequency::Instant);
        board.guest(GUS, "", None, Frequency::Instant);
        let when = format!("NEW.subscriber_id = {}", board.subscriber(CLEO));
        board.write(|conn| refuse(conn, "UPDATE OF outbox_id ON alert_delivery", &when));
        let found = board.publish("Surgery Coder");
        board.work();
        assert_eq!(board.letters(), [(GUS.to_owned(), vec![found])]);
        board.write(allow);
        board.work();
        assert_eq!(board.told(CLEO).len(), 0, "it rests for ten minutes");
        board.after(TimeDelta::minutes(10));
        assert_eq!(board.told(CLEO), [[found]]);
    }

    fn new_postings_are_matched_in_the_end(world: World) {
        let board = Board::of(world);
        board.subscribe(board.cleo, "", Frequency::Instant);
        board.write(|conn| refuse(conn, "INSERT ON alert_delivery", "1 = 1"));
        let found = board.publish("Surgery Coder");
        board.work();
        let root = board.world.administrator("root@board.example");
        let behind = "1 batch of new postings is not matched yet, oldest since";
        assert!(!root.get("/admin/mail").expect(200).says(behind), "it has only just been tried");
        for _ in 0..15 {
            board.after(TimeDelta::hours(1));
        }
        let buried = |conn: &mut Conn| {
            Ok(task::table.filter(task::stage.eq(Stage::Buried)).count().get_result::<i64>(conn)?)
        };
        assert_eq!(board.read(buried), 0);
        let page = root.get("/admin/mail").expect(200);
        assert!(page.says(behind), "{}", page.shown());
        board.write(allow);
        board.after(TimeDelta::hours(1));
        assert_eq!(board.told(CLEO), [[found]]);
        assert!(!root.get("/admin/mail").expect(200).says("not matched yet"));
        let told: i64 = board.read(|conn| Ok(alert_delivery::table.count().get_result(conn)?));
        assert_eq!(told, 1);
    }
}
