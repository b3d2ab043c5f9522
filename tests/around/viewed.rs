//! What somebody has looked at lately.

use careercenter::schema::viewed_posting;
use chrono::TimeDelta;
use diesel::prelude::*;

use super::*;
use crate::support::advert::employer as hiring;

fn rows(world: &World) -> i64 {
    let count = |conn: &mut Conn| Ok(viewed_posting::table.count().get_result(conn)?);
    world.site.db.read_now(count).expect("counted")
}

on_both! {
    fn what_was_looked_at_is_found_again_and_can_be_cleared(world: World) {
        let direct = hiring(&world.site, "Riverbend Health");
        let ids: Vec<PostingId> =
            (0..53).map(|n| publish(&world.site, &direct, &content(&format!("Coder {n}")))).collect();
        search::refresh(&world.site).expect("the index follows");
        let ada = world.person("ada@home.example");
        let visitor = world.client();
        for id in &ids[..2] {
            ada.visit(&format!("/jobs/{id}")).expect(200);
            visitor.visit(&format!("/jobs/{id}")).expect(200);
            world.advance(TimeDelta::minutes(1));
        }
        assert_eq!(rows(&world), 0, "looking writes nothing");
        world.work();
        assert_eq!(rows(&world), 2);
        let saved = ada.get("/saved").expect(200);
        assert_eq!(saved.all(".viewed li a"), ["Coder 1", "Coder 0"]);
        let own = ada.get("/profile/export").expect(200);
        let own: serde_json::Value = serde_json::from_slice(&own.body).expect("JSON");
        assert_eq!(own["viewed_postings"][1]["name"], "Coder 1");

        for id in &ids {
            ada.visit(&format!("/jobs/{id}")).expect(200);
            world.advance(TimeDelta::minutes(1));
        }
        world.work();
        assert_eq!(rows(&world), 50, "the oldest are forgotten");
        close(&world, &direct, ids[52]);
        let saved = ada.get("/saved").expect(200);
        assert!(saved.text(".viewed li").contains("Coder 52"));
        assert!(saved.text(".viewed li").contains("Closed"));

        ada.visit(&format!("/jobs/{}", ids[0])).expect(200);
        let cleared = saved.fill::<&str, &str>(".viewed form", &[]).expect(303);
        let cleared = cleared.follow().expect(200);
        assert!(cleared.says("Cleared"));
        world.work();
        assert_eq!(rows(&world), 0, "what was not written yet is forgotten, too");
        assert!(!ada.get("/saved").has(".viewed"));
    }

    fn what_was_seen_before_it_was_cleared_does_not_come_back(world: World) {
        let direct = hiring(&world.site, "Riverbend Health");
        let (before, after) = (post(&world, &direct, &ad(1)), post(&world, &direct, &ad(2)));
        let ada = world.person("ada@home.example");
        ada.visit(&format!("/jobs/{before}")).expect(200);
        world.advance(TimeDelta::seconds(1));
        ada.post::<&str, &str>("/saved/viewed/removal", &[]).expect(303);
        world.advance(TimeDelta::seconds(1));
        ada.visit(&format!("/jobs/{after}")).expect(200);
        world.work();
        let saved = ada.get("/saved").expect(200);
        assert_eq!(saved.all(".viewed li a"), ["Outpatient Surgery Coder"]);
        assert_eq!(rows(&world), 1);
        world.advance(TimeDelta::days(89));
        world.work();
        assert_eq!(rows(&world), 1);
        world.advance(TimeDelta::days(2));
        world.work();
        assert_eq!(rows(&world), 0, "three months are enough");
    }

    fn it_goes_with_the_account(world: World) {
        let direct = hiring(&world.site, "Riverbend Health");
        let id = post(&world, &direct, &ad(1));
        let ada = world.person("ada@home.example");
        ada.visit(&format!("/jobs/{id}")).expect(200);
        world.work();
        assert_eq!(rows(&world), 1);
        ada.visit(&format!("/jobs/{id}")).expect(200);
        let password = [("password", crate::support::PASSWORD)];
        ada.post("/account/closure", &password).expect(200);
        world.work();
        assert_eq!(rows(&world), 0);
    }
}
