//! What becomes of alerts when somebody changes their address, takes their data along or leaves.

use careercenter::alerts::Frequency;
use careercenter::schema::{account, alert, alert_delivery, subscriber};
use chrono::TimeDelta;
use diesel::prelude::*;
use serde_json::Value;

use super::{Board, CLEO, GUS};
use crate::support::{PASSWORD, World};

impl Board {
    fn counts(&self) -> [i64; 3] {
        self.read(|conn| {
            Ok([
                subscriber::table.count().get_result(conn)?,
                alert::table.count().get_result(conn)?,
                alert_delivery::table.count().get_result(conn)?,
            ])
        })
    }
}

on_both! {
    fn alerts_of_a_closed_account_are_erased(world: World) {
        let board = Board::of(world);
        board.subscribe(board.cleo, "", Frequency::Instant);
        board.guest(GUS, "", None, Frequency::Daily);
        board.publish("Surgery Coder");
        board.work();
        assert_eq!(board.counts(), [2, 2, 2]);
        let client = board.world.sign_in(CLEO);
        let page = client.get("/account/closure").expect(200);
        page.fill("main form", &[("password", PASSWORD)]).expect(200);
        assert_eq!(board.counts(), [1, 1, 1], "only the guest's are left");
        board.publish("Another Coder");
        board.after(TimeDelta::hours(2));
        assert_eq!(board.told(CLEO).len(), 0, "the address is out of the letters too");
        assert!(board.told(GUS).len() == 1);
    }

    fn a_guests_alerts_go_with_the_account_of_the_address(world: World) {
        let board = Board::of(world);
        board.guest(CLEO, "", None, Frequency::Daily);
        let client = board.world.sign_in(CLEO);
        let page = client.get("/account/closure").expect(200);
        page.fill("main form", &[("password", PASSWORD)]).expect(200);
        assert_eq!(board.counts(), [0, 0, 0]);
    }

    fn letters_follow_to_another_address(world: World) {
        let board = Board::of(world);
        board.subscribe(board.cleo, "", Frequency::Daily);
        let found = board.publish("Surgery Coder");
        board.work();
        board.write(|conn| {
            let moved = diesel::update(account::table.find(board.cleo));
            Ok(moved.set(account::email.eq("cleo@new.example")).execute(conn)?)
        });
        board.after(TimeDelta::hours(2));
        assert_eq!(board.letters(), [("cleo@new.example".to_owned(), vec![found])]);
    }

    fn alerts_are_in_what_somebody_takes_along(world: World) {
        let board = Board::of(world);
        board.subscribe(board.cleo, "hires_in=OH&credential=cpc&pay_floor=26", Frequency::Weekly);
        let page = board.world.sign_in(CLEO).get("/profile/export").expect(200);
        let all: Value = serde_json::from_slice(&page.body).expect("JSON");
        let [alert] = &all["alerts"].as_array().expect("alerts")[..] else { panic!("{all}") };
        assert_eq!(alert["words"], "Remote or hires in Ohio, CPC, at least $26 an hour");
        assert_eq!((&alert["frequency"], &alert["stage"]), (&"weekly".into(), &"active".into()));
        assert_eq!(alert["query"], "credential=cpc&hires_in=OH&pay_floor=26");
    }
}
