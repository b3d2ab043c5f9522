//! What is refused: the wrong people, bad input, twice the same, and stale edits.

use super::*;

/// Every address of a posting that changes something.
fn changes(id: PostingId) -> Vec<String> {
    let parts = ["publication", "closure", "renewal", "copy"].map(|part| part_of(id, part));
    [vec![format!("/hire/postings/{id}")], parts.to_vec()].concat()
}

on_both! {
    fn a_posting_exists_only_for_its_own_people(world: World) {
        let hiring = Hiring::known(&world);
        let id = hiring.complete();
        let stranger = world.person("eve@elsewhere.example");
        let nobody = world.client();
        let viewer = world.seat(hiring.employer, "vic@riverbend.example", MemberRole::Viewer);
        for path in changes(id) {
            stranger.post(&path, &[("title", "Mine")]).expect(404);
            let answer = nobody.post(&path, &[("title", "Mine")]).expect(303);
            assert!(answer.location().starts_with("/sign-in"), "{}", answer.location());
            viewer.post(&path, &[("title", "Mine")]).expect(403);
        }
        for part in ["preview", "history"] {
            stranger.get(&part_of(id, part)).expect(404);
            viewer.get(&part_of(id, part)).expect(200);
        }
        for path in [format!("/hire/postings/{id}"), part_of(id, "closure")] {
            stranger.get(&path).expect(404);
            viewer.get(&path).expect(403);
        }
        let desk = hiring.desk();
        viewer.get(&desk).expect(200);
        stranger.get(&desk).expect(404);
        for path in ["/postings", "/postings/from-text"] {
            stranger.post(&format!("{desk}{path}"), &[("title", "x")]).expect(404);
            viewer.post(&format!("{desk}{path}"), &[("title", "x")]).expect(403);
        }
        for path in ["/postings/new", "/postings/blank"] {
            stranger.get(&format!("{desk}{path}")).expect(404);
            viewer.get(&format!("{desk}{path}")).expect(403);
        }
        for odd in ["0", "-1", "x", "999999", "99999999999999999999", "%00"] {
            hiring.client.get(&format!("/hire/postings/{odd}")).expect(404);
            hiring.client.get(&format!("/hire/employers/{odd}")).expect(404);
        }
        assert_eq!(loaded(&world, id).content.title, "Outpatient Surgery Coder");
    }

    fn a_suspended_employer_changes_nothing(world: World) {
        let hiring = Hiring::known(&world);
        let id = hiring.complete();
        stand(&world, hiring.employer, Standing::Suspended);
        for path in changes(id) {
            hiring.client.post(&path, &[("title", "Mine")]).expect(403);
        }
        assert!(hiring.client.get(&hiring.desk()).expect(200).says("This employer is suspended"));
    }

    fn what_is_missing_is_said_beside_its_field_and_the_draft_is_kept(world: World) {
        let hiring = Hiring::known(&world);
        let only = [("title", "Coder"), ("place", "43215")];
        let page = hiring.blank().form("main form").set_all(&only).press("Preview").expect(422);
        for field in [
            "arrangement", "pay", "employment_type", "classification", "benefits_text", "other_compensation",
            "deadline", "description", "attestation",
        ] {
            assert!(page.has(&format!("#{field}-error")), "{field}: {}", page.shown());
        }
        assert_eq!(page.attr("#title", "value"), "Coder");
        assert_eq!(count(&world), 1);
        let again = page.form("main form").set_all(FILLED).press("Preview").expect(303);
        hiring.publish(id_in(&again.location())).expect(303);
        assert_eq!(count(&world), 1);
    }

    fn an_incomplete_draft_is_not_published(world: World) {
        let hiring = Hiring::known(&world);
        let sent = hiring.blank().form("main form").set("title", "Coder").press("Save draft");
        assert_eq!(sent.expect(303).location(), format!("{}?done=saved", hiring.desk()));
        let id = world.site.db.read_now(|conn| Ok(posting::table.select(posting::id).first(conn)?));
        let id: PostingId = id.expect("the draft");
        let refused = hiring.publish(id).expect(303);
        assert_eq!(refused.location(), part_of(id, "preview"));
        assert!(refused.follow().says("Before it can be published"));
        assert_eq!(stage(&world, id), Stage::Draft);
    }

    fn odd_values_are_named_and_nothing_typed_is_lost(world: World) {
        let hiring = Hiring::known(&world);
        for (field, value, beside, said) in [
            ("place", "99999", "place", "We know no ZIP 99999."),
            ("pay_max", "5", "pay", "“From” is more than “To”"),
            ("pay_min", "lots", "pay_min", "Give an amount"),
            ("pay_max", "60000", "pay", "cannot be right"),
            ("deadline", "2020-01-01", "deadline", "Either a date or"),
            ("role", "astronaut", "role", "Choose from the list"),
            ("pay_unit", "bushel", "pay_unit", "Choose what the pay is per"),
            ("apply_url", "javascript:alert(1)", "apply_url", "starting with https://"),
            ("months", "9999", "months", "0 to 600"),
            ("classification", "", "classification", "W-2 or 1099"),
            ("classification", "w3", "classification", "Choose from the list"),
            ("months_necessity", "maybe", "months_necessity", "required or preferred"),
            ("apply_url", "https://a.example/my job", "apply_url", "no spaces"),
            ("apply_url", "https://10.0.0.8/x", "apply_url", "public name"),
            ("title", "***", "title", "letters or digits"),
        ] {
            let form = hiring.blank();
            let page = form.form("main form").set_all(FILLED).set(field, value).press("Preview");
            let page = page.expect(422);
            let problem = page.text(&format!("#{beside}-error"));
            assert!(problem.contains(said), "{field}: {problem}");
            assert_eq!(page.text("#description").lines().next(), Some("We code for **nine** surgery centers. - Read operative reports - Query surgeons about what is unclear in them"));
            if !matches!(field, "role" | "pay_unit" | "classification" | "months_necessity") {
                assert_eq!(page.attr(&format!("[name={field}]"), "value"), value);
            }
        }
    }

    fn hostile_text_is_shown_as_text(world: World) {
        let hiring = Hiring::known(&world);
        const EVIL: &str = "<script>alert(1)</script>\r\nBcc: all@example.org\u{0}\u{7}";
        let evil = [("title", EVIL), ("benefits_text", EVIL), ("other_compensation", EVIL), ("requisition_id", EVIL)];
        let sent = hiring.blank().form("main form").set_all(FILLED).set_all(&evil).press("Preview");
        let id = id_in(&sent.expect(303).location());
        hiring.publish(id).expect(303);
        for path in [hiring.desk(), part_of(id, "preview"), part_of(id, "history"), format!("/hire/postings/{id}")] {
            let page = hiring.client.get(&path).expect(200);
            let raw = String::from_utf8_lossy(&page.body).into_owned();
            assert!(!raw.contains("<script>alert"), "{path}");
        }
        let title = loaded(&world, id).content.title;
        assert_eq!(title, "<script>alert(1)</script> Bcc: all@example.org");
        let description = format!("{} <img src=x onerror=alert(1)> [x](javascript:alert(1))", "word ".repeat(30));
        hiring.edit(id).form("main form").set("description", &description).press("Save changes").expect(303);
        let page = hiring.client.get(&part_of(id, "preview")).expect(200);
        assert!(!page.has(".prose [onerror]") && !page.has(".prose a[href^=javascript]"));
    }

    fn bodies_no_form_would_send_break_nothing(world: World) {
        let hiring = Hiring::known(&world);
        let id = hiring.complete();
        let path = format!("/hire/postings/{id}");
        let kind = "application/x-www-form-urlencoded";
        let send = |body: Vec<u8>| hiring.client.post_body(&path, kind, body).status;
        assert_eq!(send(b"title=%FF%FE&version=1&=&&%".to_vec()), 422);
        assert_eq!(send(b"title=\xC3&version=1".to_vec()), 422);
        assert_eq!(loaded(&world, id).content.title, "Outpatient Surgery Coder");
        assert_eq!(send(b"title=%C3%89&version=1&=&&%".to_vec()), 303);
        assert_eq!(send([b"version=2&title=", "x".repeat(10_000_000).as_bytes()].concat()), 413);
        assert_eq!(send([b"version=2&title=", "x".repeat(200_000).as_bytes()].concat()), 422);
        let many = "benefits=medical&".repeat(5_000);
        assert_eq!(send(format!("version=2&title=Many&{many}").into_bytes()), 303);
        assert_eq!(loaded(&world, id).content.benefits, ["medical"]);
        assert_eq!(hiring.client.post_body(&path, "text/plain", b"x".to_vec()).status, 422);
        assert_eq!(hiring.client.post_body(&path, "application/json", b"{}".to_vec()).status, 422);
    }

    fn a_title_is_more_than_what_nobody_sees(world: World) {
        let hiring = Hiring::known(&world);
        let hidden = "\u{200B}\u{2060}\u{E0041}\u{3164}";
        let page = hiring.blank().form("main form").set_all(FILLED).set("title", hidden).press("Preview");
        assert_eq!(page.expect(422).text("#title-error"), "Give the job a title.");
        let title = format!("Co{hidden}der\u{202E}");
        let sent = hiring.blank().form("main form").set_all(FILLED).set("title", &title).press("Preview");
        assert_eq!(loaded(&world, id_in(&sent.expect(303).location())).content.title, "Coder");
    }

    fn nobody_makes_postings_without_end(world: World) {
        let hiring = Hiring::known(&world);
        let id = hiring.complete();
        let desk = hiring.desk();
        let ways = [format!("{desk}/postings"), format!("{desk}/postings/from-text"), part_of(id, "copy")];
        let make = |path: &str| hiring.client.post(path, &[("text", "An ad"), ("action", "draft")]);
        for number in 1..60 {
            let made = make(&ways[number % 3]);
            made.expect(303);
        }
        for path in &ways {
            let refused = make(path).expect(429);
            let wait: u64 = refused.header("retry-after").expect("a wait").parse().expect("seconds");
            assert!((1..=61).contains(&wait), "{wait}");
        }
        hiring.edit(id).form("main form").press("Save draft").expect(303);
        world.advance(chrono::TimeDelta::seconds(61));
        make(&ways[2]).expect(303);
        make(&ways[2]).expect(429);
    }

    fn the_same_form_sent_twice_makes_one_posting(world: World) {
        let hiring = Hiring::known(&world);
        let page = hiring.blank();
        let first = page.form("main form").set_all(FILLED).press("Save draft").expect(303);
        let second = page.form("main form").set_all(FILLED).press("Save draft").expect(303);
        assert_eq!(first.location(), format!("{}?done=saved", hiring.desk()));
        assert_eq!((second.location(), count(&world)), (first.location(), 1));
        let preview = || page.form("main form").set_all(FILLED).press("Preview").expect(303);
        assert_eq!(preview().location(), preview().location());
        page.form("main form").set_all(FILLED).set("pay_max", "40").press("Preview").expect(409);
        assert_eq!(count(&world), 1);

        let id = hiring.live(&world);
        assert_eq!(hiring.publish(id).expect(303).location(), format!("{}?done=published", hiring.desk()));
        assert_eq!(loaded(&world, id).posting.opening, 0);
    }

    fn a_copy_asked_for_twice_is_made_once(world: World) {
        let hiring = Hiring::known(&world);
        let id = hiring.live(&world);
        let button = format!("form[action='{}']", part_of(id, "copy"));
        for path in [hiring.desk(), format!("{}/postings/new", hiring.desk())] {
            let before = count(&world);
            let page = hiring.client.get(&path).expect(200);
            let first = page.form(&button).submit().expect(303);
            assert_eq!(page.form(&button).submit().expect(303).location(), first.location());
            assert_eq!(count(&world), before + 1);
            let later = hiring.client.get(&path).form(&button).submit().expect(303);
            assert_ne!(later.location(), first.location());
        }
    }

    fn two_clicks_at_once_make_one_posting(world: World) {
        let hiring = Hiring::known(&world);
        let page = hiring.blank();
        let mut fields = page.form("main form").set_all(FILLED).fields;
        fields.push(("action".into(), "draft".into()));
        let path = format!("{}/postings", hiring.desk());
        let clients = [hiring.client.clone(), world.sign_in(DANA), world.sign_in(DANA)];
        std::thread::scope(|scope| {
            let sent: Vec<_> = clients
                .into_iter()
                .map(|client| (client, &path, &fields))
                .map(|(client, path, fields)| scope.spawn(move || client.post(path, fields).status))
                .collect();
            for answer in sent {
                let status = answer.join().expect("an answer");
                assert!([303, 409].contains(&status), "{status}");
            }
        });
        assert_eq!(count(&world), 1);
    }

    fn a_stale_edit_shows_both_texts_and_overwrites_nothing(world: World) {
        let hiring = Hiring::known(&world);
        let id = hiring.live(&world);
        let sam = world.seat(hiring.employer, "sam@riverbend.example", MemberRole::Recruiter);
        let stale = hiring.edit(id);
        let theirs = sam.get(&format!("/hire/postings/{id}")).expect(200);
        theirs.form("main form").set("pay_max", "40").press("Save changes").expect(303);
        let page = stale.form("main form").set("pay_max", "35").set("title", "My title").press("Save changes");
        let page = page.expect(409);
        assert!(page.says("sam saved this") && page.says("$28–$35 an hour") && page.says("$28–$40 an hour"));
        assert_eq!(page.attr("#title", "value"), "My title");
        assert_eq!(loaded(&world, id).content.title, "Outpatient Surgery Coder");
        page.form("main form").press("Save changes").expect(303);
        let now = loaded(&world, id).content;
        assert_eq!((now.title.as_str(), now.pay.map(|pay| pay.highest)), ("My title", Some(350_000)));
    }
}
