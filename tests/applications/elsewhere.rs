//! Applying on an employer's own site.

use careercenter::accounts::Account;
use careercenter::employers::Standing;
use careercenter::postings::PostingId;
use careercenter::schema::departure_count;
use chrono::TimeDelta;
use diesel::prelude::*;
use reqwest::Method;

use super::CLEO;
use crate::support::World;
use crate::support::advert::{self, content, publish};

fn away(world: &World) -> PostingId {
    let hiring = advert::employer(&world.site, "Riverbend Health");
    publish(&world.site, &hiring, &content("Outpatient Coder"))
}

fn counted(world: &World, posting: PostingId) -> i64 {
    let days = departure_count::table.filter(departure_count::posting_id.eq(posting));
    let people = days.select(departure_count::people);
    let counted = world.site.db.read_now(|conn| Ok(people.load::<i64>(conn)?));
    counted.expect("counted").into_iter().sum()
}

on_both! {
    fn the_employer_sees_how_often_somebody_went(world: World) {
        let id = world.account("dana@riverbend.example");
        let employer = world.employer(id, "Riverbend Health");
        let site = &world.site;
        site.db.write_now(|conn| advert::stand(conn, employer, Standing::Approved)).expect("known");
        let account = site.db.read_now(|conn| Account::by_id(conn, id)).expect("an account");
        let hiring = advert::Hiring { account, employer };
        let posting = publish(site, &hiring, &content("Outpatient Coder"));
        let desk = || world.sign_in("dana@riverbend.example").get(&format!("/hire/employers/{employer}"));
        assert!(!desk().expect(200).says("Followed to your site"));
        for said in ["Followed to your site once", "Followed to your site 2 times"] {
            world.client().get(&format!("/jobs/{posting}/departure")).expect(303);
            assert!(desk().expect(200).says(said), "{said}");
            world.advance(TimeDelta::days(1));
        }
    }

    fn the_way_there_is_counted_and_leads_nowhere_else(world: World) {
        let posting = away(&world);
        let client = world.client();
        let page = client.get(&format!("/jobs/{posting}/apply")).expect(200);
        let way = page.attr("main a.button", "href");
        assert!(page.says("careers.riverbend.example") && page.attr("main a.button", "rel").contains("nofollow"));
        assert_eq!(counted(&world, posting), 0, "looking is not going");
        for tail in ["", "?to=https://evil.example", "?url=//evil.example"] {
            let gone = client.get(&format!("{way}{tail}")).expect(303);
            assert_eq!(gone.header("location"), Some("https://careers.riverbend.example/jobs/1?from=board"));
            assert_eq!(gone.header("cache-control"), Some("no-store"));
        }
        assert_eq!(counted(&world, posting), 1, "once a day");
        world.advance(TimeDelta::days(1));
        client.send(Method::HEAD, &way, &[], None).expect(303);
        client.send(Method::GET, &way, &[("sec-purpose", "prefetch;prerender")], None).expect(303);
        assert_eq!(counted(&world, posting), 1, "looking ahead is not going");
        for site in ["cross-site", "same-site"] {
            client.send(Method::GET, &way, &[("sec-fetch-site", site)], None).expect(303);
        }
        assert_eq!(counted(&world, posting), 1, "what another site shows is not going");
        client.send(Method::GET, &way, &[("sec-fetch-site", "same-origin")], None).expect(303);
        assert_eq!(counted(&world, posting), 2, "another day");
        let rules = String::from_utf8(client.get("/robots.txt").expect(200).body).expect("text");
        assert!(rules.contains("Disallow: /jobs/*/departure"), "{rules}");
        for nothing in ["0", "999999", "moon"] {
            client.get(&format!("/jobs/{nothing}/departure")).expect(404);
        }
    }

    fn who_goes_is_asked_whether_they_applied(world: World) {
        let posting = away(&world);
        let cleo = world.person(CLEO);
        let way = format!("/jobs/{posting}/departure");
        assert!(cleo.get("/applications").expect(200).says("not applied to anything yet"));
        cleo.post(&way, &[("applied", "yes")]).expect(404);
        cleo.get(&way).expect(303);
        cleo.get(&way).expect(303);
        let asked = cleo.get("/applications").expect(200);
        assert_eq!(asked.count("[data-departure]"), 1);
        let yes = asked.form("[data-departure] form").submit().expect(303).follow().expect(200);
        assert!(!yes.has("[data-departure]") && yes.text(".elsewhere").contains("Outpatient Coder"));
        // Going once more asks nothing again.
        cleo.get(&way).expect(303);
        assert!(!cleo.get("/applications").expect(200).has("[data-departure]"));
        let page = cleo.get(&format!("/jobs/{posting}/apply")).expect(200);
        assert!(page.text(".went").contains("You said that you applied there"));
        let no = yes.form(".elsewhere form").submit().expect(303).follow().expect(200);
        assert!(no.says("not applied to anything yet"));
        cleo.post(&way, &[("applied", "perhaps")]).expect(422);
        // Somebody else is asked nothing.
        assert!(!world.person("sam@home.example").get("/applications").expect(200).has("[data-departure]"));
    }

    fn many_at_once_from_one_network_are_counted_once(world: World) {
        let posting = away(&world);
        let way = format!("/jobs/{posting}/departure");
        let base = &world.site.config.base_url;
        std::thread::scope(|threads| {
            let one = || crate::support::Client::new(base).get(&way).expect(303).status;
            let running: Vec<_> = (0..20).map(|_| threads.spawn(one)).collect();
            for one in running {
                assert_eq!(one.join().expect("answered"), 303);
            }
        });
        assert_eq!(counted(&world, posting), 1);
    }
}
