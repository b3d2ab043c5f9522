//! The same employer with the same text, again and again.

use careercenter::postings::LISTED_DAYS;
use chrono::TimeDelta;

use super::*;
use crate::support::advert::employer as hiring;

fn signs(world: &World, id: PostingId) -> String {
    world.client().get("/jobs").expect(200).text(&format!("#job-{id} .signs"))
}

on_both! {
    fn what_is_posted_again_says_since_when_and_how_often(world: World) {
        let direct = hiring(&world.site, "Riverbend Health");
        let first = post(&world, &direct, &ad(1));
        assert!(!signs(&world, first).contains("times since"));
        world.advance(TimeDelta::days(20));
        close(&world, &direct, first);
        world.advance(TimeDelta::days(1));
        let second = post(&world, &direct, &reworded(&ad(1), "A great team awaits you."));
        let said = "posted 2 times since November 23, 2026";
        assert!(signs(&world, second).contains(said), "{}", signs(&world, second));
        world.advance(TimeDelta::days(10));
        // Up before the other is down: that changes nothing.
        let mut third = reworded(&ad(1), "Apply today.");
        third.title = "Outpatient Surgery Coder - Urgent!".into();
        let third = post(&world, &direct, &third);
        assert!(!signs(&world, third).contains("3 times"));
        world.advance(TimeDelta::days(2));
        close(&world, &direct, second);
        let said = "posted 3 times since November 23, 2026";
        assert!(signs(&world, third).contains(said), "{}", signs(&world, third));
        let page = world.client().visit(&format!("/jobs/{third}")).expect(200);
        assert_eq!(page.text(".again"), said);
        assert!(!world.client().visit(&format!("/jobs/{second}")).has(".again"), "it is over");
    }

    fn what_is_opened_anew_was_not_posted_again(world: World) {
        let direct = hiring(&world.site, "Riverbend Health");
        let first = post(&world, &direct, &ad(1));
        world.advance(TimeDelta::days(2));
        close(&world, &direct, first);
        let second = post(&world, &direct, &reworded(&ad(1), "A great team awaits you."));
        assert!(signs(&world, second).contains("posted 2 times since"));
        let now = world.now();
        let opened = |conn: &mut Conn| {
            let posting = Posting::by_id(conn, first)?;
            posting.renew(conn, now, LISTED_DAYS, &direct.account)
        };
        world.site.db.write_now(opened).expect("it is opened anew");
        search::refresh(&world.site).expect("the index follows");
        assert!(!signs(&world, second).contains("times since"), "both are open now");
        close(&world, &direct, first);
        assert!(signs(&world, second).contains("posted 3 times since"), "{}", signs(&world, second));
    }

    fn others_and_other_texts_are_not_posted_again(world: World) {
        let [direct, other] = ["Riverbend Health", "Lakeside Health"].map(|name| hiring(&world.site, name));
        let first = post(&world, &direct, &ad(1));
        close(&world, &direct, first);
        world.advance(TimeDelta::days(1));
        let states = "FL".parse().expect("a state");
        for (hiring, content) in [
            (&direct, ad(2)),
            (&direct, Content { title: "Inpatient Surgery Coder".into(), ..ad(1) }),
            (&direct, Content { states, ..ad(1) }),
            (&other, ad(1)),
        ] {
            let id = post(&world, hiring, &content);
            assert!(!signs(&world, id).contains("times since"), "{}", signs(&world, id));
        }
    }
}
