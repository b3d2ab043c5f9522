//! Lines: good ones again, changed ones, and every kind of bad one.

use super::*;
use careercenter::accounts::Account;
use careercenter::postings::{Stage, take_down};

fn refused(world: &World, bytes: &[u8]) -> Vec<(usize, String)> {
    let report = import(world, bytes);
    assert_eq!(report.rejected, report.rejections.len());
    report.rejections
}

on_both! {
    fn a_changed_row_updates_its_posting(world: World) {
        assert_eq!(did(&import(&world, &lines(&[row("7", "Outpatient Coder")]))), [1, 0, 0, 0]);
        let id = only_one(&world);
        let first = loaded(&world, id).posting;
        world.advance(chrono::TimeDelta::days(2));
        assert_eq!(did(&import(&world, &lines(&[row("7", "Outpatient Coder")]))), [0, 0, 1, 0]);
        assert_eq!(loaded(&world, id).posting.version, first.version);

        let mut changed = row("7", "Outpatient Surgery Coder");
        changed["posted"] = json!("2026-11-20");
        changed["description"] = json!("Code surgery charts. $30.00 - $36.00 per hour.");
        assert_eq!(did(&import(&world, &lines(&[changed.clone()]))), [0, 1, 0, 0]);
        let now = loaded(&world, only_one(&world));
        assert_eq!(now.posting.title, "Outpatient Surgery Coder");
        assert_eq!(now.content.pay.map(|pay| pay.highest), Some(360_000));
        assert_eq!(now.posting.first_published_at, first.first_published_at, "no newer than it was");
        assert_eq!(did(&import(&world, &lines(&[changed]))), [0, 0, 1, 0]);
    }

    fn one_source_keeps_its_ids_apart_from_anothers(world: World) {
        let mut other = row("7", "Inpatient Coder");
        other["source"] = json!("board.example");
        let twice = [row("7", "Outpatient Coder"), other, row("7", "Outpatient Coder")];
        assert_eq!(did(&import(&world, &lines(&twice))), [2, 0, 1, 0]);
    }

    fn what_was_taken_down_is_not_brought_back(world: World) {
        import(&world, &lines(&[row("7", "Outpatient Coder")]));
        let (id, now, root) = (only_one(&world), world.now(), world.account("root@board.example"));
        let down = world.site.db.write_now(|conn| {
            let root = Account::by_id(conn, root)?;
            take_down(conn, now, id, "Not real.", &root)
        });
        down.expect("taken down");
        assert_eq!(did(&import(&world, &lines(&[row("7", "Outpatient Coder, again")]))), [0, 0, 1, 0]);
        assert_eq!(loaded(&world, id).posting.stage, Stage::TakenDown);
    }

    fn an_expired_row_that_opens_again_is_live_again(world: World) {
        let mut old = row("7", "Outpatient Coder");
        old["open_period"] = json!("2026-10-01 to 2026-10-31");
        let report = import(&world, &lines(&[old.clone()]));
        assert_eq!((report.live, report.expired), (0, 1));
        assert_eq!(loaded(&world, only_one(&world)).posting.stage, Stage::Expired);
        old["open_period"] = json!("2026-10-01 to 2026-12-31");
        let report = import(&world, &lines(&[old]));
        assert_eq!((did(&report), report.live), ([0, 1, 0, 0], 1));
        let posting = loaded(&world, only_one(&world)).posting;
        assert_eq!((posting.stage, posting.opening), (Stage::Live, 1));
    }

    fn bad_lines_are_named_and_stop_nothing(world: World) {
        let good = |id: &str| lines(&[row(id, "Outpatient Coder")]);
        let deep = format!("{{\"title\":\"Coder\",\"id\":\"8\",\"more\":{}}}\n", "[".repeat(100_000));
        let long = format!("{{\"title\":\"Coder\",\"id\":\"9\",\"description\":\"{}\"}}\n", "x".repeat(3_000_000));
        let key = format!("{{\"title\":\"Coder\",\"id\":\"{}\"}}\n", "0123456789".repeat(1_000));
        let name = format!("{{\"title\":\"{}\",\"id\":\"10\"}}\n", "Coder ".repeat(100));
        let bad: [(&[u8], &str); 16] = [
            (b"{\"title\": \"Coder\"\n", "not a posting"),
            (b"{\"id\": \"3\", \"company\": \"Lakeside\"}\n", "no title"),
            (b"{\"title\": \"  \", \"id\": \"3\"}\n", "no title"),
            (b"{\"title\": {\"en\": \"Coder\"}, \"id\": \"3\"}\n", "no title"),
            (b"{\"title\": \"Coder\", \"company\": \"Lakeside\"}\n", "to know it by again"),
            (b"{\"title\": \"Coder\", \"id\": \"None\"}\n", "to know it by again"),
            (b"{\"title\": \"Coder\", \"id\": [1]}\n", "to know it by again"),
            (b"{\"title\": \"Cod\xff\xfe\", \"id\": \"3\"}\n", "not UTF-8"),
            (b"[\"Outpatient Coder\", \"jobs.example\", \"repo\", \"7\"]\n", "not a posting"),
            (b"\"Outpatient Coder\"\n", "not a posting"),
            (b"42\n", "not a posting"),
            (b"\x00\x00\x00\n", "not a posting"),
            (deep.as_bytes(), "not a posting"),
            (long.as_bytes(), "longer than"),
            (key.as_bytes(), "longer than"),
            (name.as_bytes(), "longer than"),
        ];
        let mut bytes = Vec::new();
        for (number, (line, _)) in bad.iter().enumerate() {
            bytes.extend_from_slice(line);
            bytes.extend(good(&number.to_string()));
            bytes.extend_from_slice(b"\r\n");
        }
        bytes.truncate(bytes.len() - 3);
        let report = import(&world, &bytes);
        assert_eq!((report.read, did(&report)), (32, [16, 0, 0, 16]), "{:?}", report.rejections);
        for ((number, reason), (index, (_, said))) in report.rejections.iter().zip(bad.iter().enumerate()) {
            assert_eq!(*number, index * 3 + 1);
            assert!(reason.contains(said) && reason.len() < 300, "line {number}: {reason}");
        }
    }

    fn a_bad_line_alone_is_no_failure_either(world: World) {
        for bytes in [&b"{"[..], b"[]", b"\xff", b"{}\n{}\n"] {
            assert!(!refused(&world, bytes).is_empty());
        }
        for bytes in [&b""[..], b"\n\n  \n", b"\r\n"] {
            assert!(refused(&world, bytes).is_empty());
        }
    }

    fn odd_values_are_left_out_or_made_plain(world: World) {
        let nul = "a\u{0}b";
        let odd = json!({
            "title": format!("Outpatient {nul} Coder"), "source": nul, "source_id": nul, "company": nul,
            "location": nul, "description": format!("CPC {nul} required."), "announcement": nul,
            "employment_type": nul, "salary": nul, "open_period": nul, "posted": nul, "url": nul,
            "remote": nul, "salary_unit": nul, "salary_note": nul,
        });
        let wrong = json!({
            "title": 7, "id": 8, "company": ["x"], "location": {"city": "Columbus"}, "posted": 20260102,
            "open_period": [], "remote": "perhaps", "salary_min": "a lot", "salary_max": -5,
            "salary_unit": 3, "description": false, "url": 9, "repo": null,
        });
        let huge = json!({
            "title": "Outpatient Coder", "id": "big", "salary_min": 1e300, "salary_max": 1e308,
            "salary_unit": "hour", "posted": "99999-01-01", "open_period": "9999-12-31 to 9999-12-31",
            "company": "x".repeat(100_000), "announcement": "y".repeat(100_000), "location": "z".repeat(100_000),
            "source": "s", "description": "<p>".repeat(50_000),
        });
        for row in [odd, wrong, huge] {
            let report = import(&world, &lines(&[row]));
            assert_eq!(did(&report), [1, 0, 0, 0], "{:?}", report.rejections);
        }
        world.work();
        let list = world.client().get("/jobs").expect(200);
        for path in list.attrs("article[data-posting] h2 a, article[data-posting] h3 a", "href") {
            world.client().visit(&path).expect(200);
        }
    }
}
