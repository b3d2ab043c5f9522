//! What the letters of alerts say.

use careercenter::eligibility::{Demand, Necessity};
use careercenter::postings::Content;
use careercenter::site::Stop;
use careercenter::{alerts, search};
use chrono::TimeDelta;

use super::{CLEO, confirmed, hiring, publish_on, told};
use crate::support::World;
use crate::support::advert::{self, content, import, publish};

on_both! {
    fn a_letter_says_what_a_card_says_and_why(world: World) {
        let hiring = hiring(&world);
        confirmed(&world, "/jobs?hires_in=OH&pay_floor=26", CLEO, "instant");
        confirmed(&world, "/jobs?credential=cpc", "dana@home.example", "weekly");
        publish_on(&world, &hiring, &content("Surgery Coder"));
        let letter = told(&world, CLEO).pop().expect("a letter");
        let base = world.site.config.base_url.as_str();
        for body in [&letter.text, &letter.html] {
            for words in ["1 new job", "Surgery Coder", "Riverbend Health", "Remote · hires in Ohio and Texas", "$28–$34", "an hour", "CPC", "Remote or hires in Ohio, at least $26 an hour", "as they appear", "CareerCenter, 12 Main Street, Columbus, OH 43215"] {
                assert!(body.contains(words), "{words}: {body}");
            }
            assert_eq!(body.matches("For your alert: ").count(), 1, "one alert needs no reasons: {body}");
            assert!(body.contains(&format!("{base}jobs/")) && !body.contains("href=\"/"), "{body}");
        }
        assert!(letter.html.contains("color-scheme") && !letter.html.contains("<img") && !letter.html.contains("class=\"button"));
    }

    fn a_digest_shows_twenty_and_says_how_many_more(world: World) {
        let hiring = hiring(&world);
        confirmed(&world, "/jobs?hires_in=OH", CLEO, "daily");
        for n in 0..23 {
            world.advance(TimeDelta::seconds(1));
            publish(&world.site, &hiring, &content(&format!("Coder number {n}")));
        }
        search::refresh(&world.site).expect("the index follows");
        assert!(told(&world, CLEO).is_empty(), "not before the morning");
        world.advance(TimeDelta::days(1));
        let letters = told(&world, CLEO);
        assert_eq!(letters.len(), 1);
        assert_eq!(letters[0].subject, "23 new jobs: Remote or hires in Ohio");
        let text = &letters[0].text;
        assert_eq!(text.matches("Coder number").count(), 20);
        let place = |n: usize| text.find(&format!("Coder number {n}\n"));
        assert!(place(22) < place(21) && place(4) < place(3) && place(2).is_none(), "{text}");
        assert!(text.contains(&format!("and 3 more: {}jobs?hires_in=OH", world.site.config.base_url)), "{text}");
    }

    fn several_alerts_are_one_letter_that_says_which_found_what(world: World) {
        let hiring = hiring(&world);
        let cleo = world.person(CLEO);
        for criteria in ["q=surgery", "hires_in=TX"] {
            cleo.post("/alerts", &[("criteria", criteria), ("frequency", "instant")]).expect(303);
        }
        let form = cleo.get("/profile").expect(200);
        form.fill("form[action='/profile']", &[("zip", "43215"), ("credential", "cpc"), ("consent", "yes")]).expect(303);
        publish_on(&world, &hiring, &content("Surgery Coder"));
        let mut inpatient = content("Inpatient Coder");
        inpatient.requirements.credentials = Some(Demand::held("ccs", Necessity::Required));
        publish_on(&world, &hiring, &inpatient);
        let letters = told(&world, CLEO);
        assert_eq!(letters.len(), 1, "{letters:?}");
        let letter = &letters[0];
        assert_eq!(letter.subject, "2 new jobs: “surgery” and more");
        assert!(letter.text.contains("For your alert: “surgery”; Remote or hires in Texas"), "{}", letter.text);
        assert!(letter.text.contains("For your alert: Remote or hires in Texas\n"), "{}", letter.text);
        assert!(letter.text.contains("You meet everything it states."), "{}", letter.text);
        assert!(letter.text.contains("From 2 of your alerts."));
    }

    fn what_has_no_room_is_on_the_list_where_there_are_several(world: World) {
        let hiring = hiring(&world);
        let cleo = world.person(CLEO);
        for criteria in ["hires_in=TX", "q=number", "q=urology"] {
            cleo.post("/alerts", &[("criteria", criteria), ("frequency", "daily")]).expect(303);
        }
        let urology = publish(&world.site, &hiring, &content("Urology"));
        for n in 0..23 {
            world.advance(TimeDelta::seconds(1));
            publish(&world.site, &hiring, &content(&format!("Coder number {n}")));
        }
        search::refresh(&world.site).expect("the index follows");
        world.work();
        world.advance(TimeDelta::days(1));
        alerts::tick(&world.site, world.now(), &Stop::default()).expect("handed over");
        // What only the third alert found is closed before the letter is written.
        advert::close(&world.site, &hiring, urology);
        let letter = told(&world, CLEO).pop().expect("a letter");
        assert_eq!(letter.subject, "23 new jobs: Remote or hires in Texas and more");
        assert!(letter.text.contains("From 2 of your alerts."), "{}", letter.text);
        assert!(!letter.text.contains("“urology”"), "{}", letter.text);
        let more = letter.text.lines().find_map(|line| line.strip_prefix("and 3 more: ")).expect("a link");
        let list = more.replace(world.site.config.base_url.as_str(), "/");
        assert_eq!(world.client().get(&list).expect(200).count("[data-alert]"), 3);
    }

    fn whatever_employers_write_stays_text_on_its_line(world: World) {
        let hiring = hiring(&world);
        confirmed(&world, "/jobs?hires_in=OH", CLEO, "instant");
        let hostile = Content {
            title: "Coder\u{202e} <b>free</b> &amp;\u{1b}\u{85}Bcc: x@y.example".to_owned(),
            ..content("x")
        };
        publish_on(&world, &hiring, &hostile);
        let letter = told(&world, CLEO).pop().expect("a letter");
        assert_eq!(letter.subject, "1 new job: Coder <b>free</b> &amp; Bcc: x@y.example at Riverbend Health");
        assert!(!letter.html.contains("<b>free") && letter.html.contains("&lt;b&gt;free"), "{}", letter.html);
        for body in [&letter.text, &letter.html] {
            assert!(!body.contains(['\u{202e}', '\u{1b}', '\u{85}']), "{body:?}");
        }
    }

    fn what_was_read_elsewhere_comes_with_the_digest_and_says_so(world: World) {
        confirmed(&world, "/jobs?hires_in=OH", CLEO, "daily");
        confirmed(&world, "/jobs?hires_in=OH", "dana@home.example", "instant");
        import(&world.site, "one", &content("Found Coder"));
        world.work();
        world.advance(TimeDelta::days(1));
        assert!(told(&world, "dana@home.example").is_empty());
        let letter = told(&world, CLEO).pop().expect("a letter");
        assert!(letter.text.contains("Read from the text of usajobs.gov, unconfirmed"), "{}", letter.text);
    }
}
