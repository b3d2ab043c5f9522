//! What applicants sent goes when its time is over.

use careercenter::accounts;
use careercenter::applications::{KEPT, NewApplication, Stage, apply, outside, withdraw_all};
use careercenter::db::Conn;
use careercenter::error::{Error, Result};
use chrono::TimeDelta;

use super::{CLEO, coder, named, opening, resume, said, send, send_as_guest, waiting};
use crate::applicants::id_of;
use crate::support::{World, sent};

on_both! {
    fn a_request_that_comes_after_closing_leaves_nothing(world: World) {
        let (_, posting) = opening(&world);
        world.account(CLEO);
        let (who, now) = (id_of(&world, CLEO), world.now());
        let applying = sent::holder(&world.site, who, &["cpc"]);
        let close = |conn: &mut Conn| accounts::close(conn, now, who, now.date());
        world.site.db.write_now(close).expect("closed");
        let site = &world.site;
        let late = |work: &dyn Fn(&mut Conn) -> Result<()>| {
            let done = site.db.write_now(|conn| work(conn));
            assert!(matches!(done, Err(Error::NotFound)), "{done:?}");
        };
        let new = NewApplication::default();
        late(&|conn| apply(conn, now, &applying, posting, &new).map(|_| ()));
        late(&|conn| outside::remember(conn, now, posting, who));
        late(&|conn| accounts::settle(conn, who, "Reborn", chrono_tz::America::Chicago));
    }

    fn everything_of_somebody_who_leaves_is_taken_back_and_erased_in_time(world: World) {
        let (_, posting) = opening(&world);
        let cleo = coder(&world, CLEO);
        let path = send(&cleo, posting).expect(303).location();
        send_as_guest(&world.client(), posting, CLEO).expect(200);
        let (who, now) = (id_of(&world, CLEO), world.now());
        let later = now.plus(TimeDelta::days(30));
        let leave = |conn: &mut Conn| withdraw_all(conn, now, who, later);
        world.site.db.write_now(leave).expect("taken back");
        // Once more changes nothing.
        world.site.db.write_now(leave).expect("taken back");
        assert_eq!(named(&world, &path).stage, Stage::Withdrawn);
        assert_eq!(waiting(&world), 0);
        world.advance(TimeDelta::days(29));
        world.work();
        let key = named(&world, &path).resume_key.expect("still there");
        assert_eq!(world.site.files.get(&key).expect("read"), Some(resume()));
        world.advance(TimeDelta::days(1));
        world.work();
        world.advance(TimeDelta::hours(1));
        world.work();
        let left = named(&world, &path);
        assert_eq!((&*left.name, &*left.email, &left.resume_key), ("", "", &None));
        let kept = said(&world, &left);
        assert!(kept.note.is_empty() && kept.answers.is_empty());
        assert!(kept.profile.is_none() && kept.verdict.is_none());
        assert_eq!(world.site.files.get(&key).expect("read"), None, "the file is gone too");
        let timeline = cleo.get("/sign-in");
        drop(timeline);
    }

    fn after_two_years_only_the_fact_is_left(world: World) {
        let (_, posting) = opening(&world);
        let cleo = coder(&world, CLEO);
        let path = send(&cleo, posting).expect(303).location();
        assert!(cleo.get(&path).expect(200).says("is kept until November 22, 2028, then erased"));
        world.advance(KEPT - TimeDelta::hours(1));
        world.work();
        assert_eq!(named(&world, &path).name, "cleo");
        world.advance(TimeDelta::hours(2));
        world.work();
        let cleo = world.sign_in(CLEO);
        let timeline = cleo.get(&path).expect(200);
        assert!(timeline.says("was erased on") && !timeline.has(".sheet"), "{}", timeline.shown());
        cleo.get("/applications").expect(200);
    }
}
