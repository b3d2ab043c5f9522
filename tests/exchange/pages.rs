//! The page of a posting that no employer has confirmed.

use super::*;
use crate::support::Page;

fn page(world: &World) -> Page {
    world.work();
    world.client().visit(&format!("/jobs/{}", only_one(world))).expect(200)
}

on_both! {
    fn an_imported_page_promises_nothing(world: World) {
        import(&world, &lines(&[row("7", "Outpatient Coder")]));
        let page = page(&world);
        assert!(page.attr("meta[name=robots]", "content").contains("noindex"));
        assert!(!page.has("script[type='application/ld+json']"));
        assert!(!page.has(".posting-apply") && !page.has(".button[href*=apply]"));
        let link = ".source a[href='https://jobs.example/7']";
        assert_eq!(page.text(link), "jobs.example");
        assert!(page.attr(link, "rel").contains("nofollow"));
        assert!(page.attr(link, "rel").contains("noopener"));
        assert!(page.says("not confirmed by the employer"));
        assert!(page.all("dd .unsure").iter().any(|fact| fact.contains("CPC")), "{}", page.shown());
        assert!(page.all("q.words").iter().any(|words| words.contains("CPC required")));
        assert!(page.says("Lakeside Hospital") && !page.has("a[href^='/employers/']"));
        let apply = world.client().get(&format!("/jobs/{}/apply", only_one(&world))).expect(303);
        assert_eq!(apply.location(), page.path());
        assert!(world.client().get("/jobs").expect(200).has("article[data-posting]"));
    }

    fn an_employer_that_is_not_named_is_said_to_be_so(world: World) {
        let mut bare = row("7", "Outpatient Coder");
        for field in ["company", "url", "location", "posted"] {
            bare[field] = Value::Null;
        }
        import(&world, &lines(&[bare]));
        let page = page(&world);
        assert!(page.says("Employer not named") && page.says("the address is not known"));
        assert!(!page.has(".source a"));
    }

    fn only_addresses_of_the_web_become_links(world: World) {
        for (number, url) in [
            "javascript:alert(1)",
            " JaVaScRiPt:alert(1)",
            "data:text/html,<script>alert(1)</script>",
            "https://user:secret@jobs.example/",
            "file:///etc/passwd",
            "//jobs.example/7",
            "https://",
            "https://jobs.example/\" onclick=\"alert(1)",
        ]
        .into_iter()
        .enumerate()
        {
            let mut odd = row(&number.to_string(), &format!("Coder {number}"));
            odd["url"] = json!(url);
            assert_eq!(did(&import(&world, &lines(&[odd]))), [1, 0, 0, 0], "{url}");
        }
        world.work();
        let list = world.client().get("/jobs").expect(200);
        let ids = list.attrs("article[data-posting]", "data-posting");
        assert_eq!(ids.len(), 8);
        for id in ids {
            let page = world.client().visit(&format!("/jobs/{id}")).expect(200);
            assert!(!page.has("[onclick]"));
            for link in page.attrs("main a", "href") {
                let ours = link.starts_with('/') || link.starts_with(world.site.config.base_url.as_str());
                assert!(ours || link.starts_with("https://jobs.example/%22"), "{link}");
            }
        }
    }

    fn markup_in_a_row_is_never_run(world: World) {
        const EVIL: &str = "<script>alert(1)</script><img src=x onerror=alert(2)>";
        for (number, description) in [
            format!("<p>Code charts.</p>{EVIL}<a href='javascript:alert(3)'>CPC</a><iframe src='//x.example'></iframe>"),
            format!("Code charts. {EVIL} [CPC](javascript:alert(3))"),
            "&lt;p&gt;Code charts.&lt;/p&gt;&lt;script&gt;alert(1)&lt;/script&gt;".to_owned(),
            "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p><p style='position:fixed'>CPC</p>".to_owned(),
        ]
        .into_iter()
        .enumerate()
        {
            let mut evil = row(&number.to_string(), &format!("Coder {EVIL}"));
            evil["company"] = json!(EVIL);
            evil["location"] = json!(EVIL);
            evil["source"] = json!(EVIL);
            evil["announcement"] = json!(EVIL);
            evil["description"] = json!(description);
            assert_eq!(did(&import(&world, &lines(&[evil]))), [1, 0, 0, 0]);
        }
        world.work();
        let list = world.client().get("/jobs").expect(200);
        let mut paths = vec!["/jobs".to_owned(), "/".to_owned()];
        let ids = list.attrs("article[data-posting]", "data-posting");
        assert_eq!(ids.len(), 4);
        paths.extend(ids.iter().map(|id| format!("/jobs/{id}")));
        for path in paths {
            let page = world.client().visit(&path).expect(200);
            let raw = String::from_utf8_lossy(&page.body).into_owned();
            assert!(!raw.contains("<script>alert") && !raw.contains("<img src=x"), "{path}");
            assert!(!page.has("main [onerror], main iframe, main [style], main a[href^=javascript]"), "{path}");
            assert!(!page.has("main script:not([src]):not([type])"), "{path}");
        }
    }
}
