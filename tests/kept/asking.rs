//! Odd ways to ask: none makes a page of its own, and none changes what others are shown.

use super::*;

/// Addresses of one page.
fn addresses(world: &World) -> Vec<String> {
    let hiring = employer(&world.site, "Riverbend Health");
    let id = publish_on(world, &hiring, "Surgery Coder");
    vec![
        "/".to_owned(),
        "/about".to_owned(),
        "/jobs".to_owned(),
        "/jobs?q=surgery&credential=ccs,cpc&hires_in=OH".to_owned(),
        "/jobs/feed.json?q=surgery".to_owned(),
        "/employers".to_owned(),
        format!("/employers/{}-riverbend-health", hiring.employer),
        format!("/jobs/{id}-surgery-coder"),
    ]
}

on_both! {
    fn another_spelling_makes_no_page_of_its_own(world: World) {
        addresses(&world);
        let client = world.client();
        for path in [
            // In another order, twice, with nothing, and with separators of its own.
            "/jobs?hires_in=OH&q=surgery", "/jobs?credential=cpc,ccs", "/jobs?credential=cpc&credential=ccs",
            "/jobs?q=surgery&q=surgery", "/jobs?q=surgery&hires_in=", "/jobs?q=surgery&", "/jobs?&q=surgery",
            "/jobs?q=surgery&&hires_in=OH", "/jobs?q=surgery;hires_in=OH", "/jobs?q", "/jobs?=", "/jobs?&&",
            // In other letters.
            "/jobs?Q=surgery", "/jobs?HIRES_IN=OH", "/jobs?hires_in=oh", "/jobs?credential=CPC", "/JOBS?q=surgery",
            // Encoded, and encoded again.
            "/jobs?q=%73urgery", "/jobs?%71=surgery", "/jobs?hires_in=%4F%48", "/jobs?q=surgery%26hires_in%3DOH&x",
            "/jobs?q=risk%20coder", "/jobs?credential=ccs%2Ccpc", "/%6Aobs", "/jobs?q=%2573urgery%00", "/jobs?q=%FF",
            // What others put on links.
            "/jobs?utm_source=x&utm_medium=y", "/jobs?q=surgery&utm_campaign=1", "/jobs?gclid=1", "/jobs?fbclid=%",
            "/?utm_source=x", "/about?utm_source=x", "/employers?utm_source=x", "/jobs/feed.json?utm_source=x",
            // What stands for nothing.
            "/jobs?page=1", "/jobs?page=0", "/jobs?page=02", "/jobs?page=-1", "/jobs?sort=newest", "/jobs?within=50",
            "/jobs?page=99999999999999999999", "/jobs/feed.json?page=2", "/jobs/feed.json?sort=pay", "/jobs/feed.json?Q=a",
            "/employers?page=1", "/employers?q=", "/employers?page=0", "/employers?Q=a", "/employers?q=%61", "/about?",
            "/about?x", "/about/x", "/jobs/../jobs?x", "/jobs/feed.json/",
        ] {
            let (held, rendered) = (world.site.pages.held(), world.site.pages.rendered());
            let page = client.get(path);
            assert!([200, 301, 302, 404].contains(&page.status), "{path}: {}", page.shown());
            let known = ["/about?", "/jobs/feed.json/"].contains(&path);
            let after = (world.site.pages.held(), world.site.pages.rendered());
            assert_eq!(after == (held, rendered), !known, "{path}: {held:?} {after:?}");
            client.send(Method::HEAD, path, &[], None);
            assert_eq!((world.site.pages.held(), world.site.pages.rendered()), after, "HEAD {path}");
        }
    }

    fn however_the_first_one_asks_others_get_the_same_page(world: World) {
        let paths = addresses(&world);
        let odd: [(Method, &[(&str, &str)]); 8] = [
            (Method::HEAD, &[]),
            (Method::GET, &[("host", "evil.example")]),
            (Method::GET, &[("x-forwarded-host", "evil.example"), ("x-forwarded-proto", "ftp"), ("forwarded", "host=evil.example")]),
            (Method::GET, &[("cookie", "_ga=evil.example; sessions=x; Fit=evil.example; fit.x=1")]),
            (Method::GET, &[("range", "bytes=0-9"), ("if-range", "\"x\""), ("if-match", "\"x\"")]),
            (Method::GET, &[("if-none-match", "*, W/\"x\""), ("if-modified-since", "Mon, 23 Nov 2099 12:00:00 GMT")]),
            (Method::GET, &[("accept", "evil/example"), ("accept-language", "de"), ("accept-encoding", "br")]),
            (Method::GET, &[("x-original-url", "/admin"), ("x-rewrite-url", "/admin"), ("x-http-method-override", "POST"), ("user-agent", "evil.example")]),
        ];
        for path in &paths {
            let plain = world.client().get(path).expect(200);
            for (method, headers) in &odd {
                world.site.pages.renew();
                let before = world.site.pages.rendered();
                let first = world.client().send(method.clone(), path, headers, None);
                assert_eq!(first.status, 200, "{path} {headers:?}: {}", first.shown());
                let next = world.client().get(path).expect(200);
                assert_eq!(next.body, plain.body, "{path} {method} {headers:?}");
                assert_eq!(world.site.pages.rendered(), before + 1, "{path} {method} {headers:?}");
                for name in ["cache-control", "content-type", "vary", "etag", "set-cookie", "location"] {
                    assert_eq!(next.header(name), plain.header(name), "{path} {headers:?}: {name}");
                }
            }
        }
        assert_eq!(world.site.pages.held().0, paths.len());
    }

    fn a_cookie_of_ours_in_disguise_leaves_nothing_of_its_owner(world: World) {
        addresses(&world);
        let visit = world.client();
        let set = visit.get("/fit").expect(200).fill("main form.form", &[("place", "OH"), ("credential", "cpc")]).expect(303);
        let cookie = set.header("set-cookie").expect("the cookie of the visit").split(';').next().unwrap_or_default().to_owned();
        let value = cookie.strip_prefix("fit=").expect("its name");
        for name in ["fit", "f%69t", "%66%69%74", " fit "] {
            let page = with(&world.client(), "/jobs", &[("cookie", &format!("_ga=1; {name}={value}"))]).expect(200);
            assert_eq!((world.site.pages.held(), world.site.pages.rendered()), ((0, 0), 0), "{name}");
            assert_eq!(page.header("cache-control"), Some("private, no-store"), "{name}");
        }
        assert!(!world.client().get("/jobs").expect(200).has(".verdict"));
    }

    fn an_answer_is_packed_as_it_was_asked_for(world: World) {
        publish_on(&world, &employer(&world.site, "Riverbend Health"), "Surgery Coder");
        let client = world.client();
        let plain = client.get("/jobs").expect(200);
        let style = plain.attrs("link[rel=stylesheet]", "href").remove(0);
        let rendered = world.site.pages.rendered();
        for path in ["/jobs", &style] {
            let plain = client.get(path).expect(200);
            for offer in ["gzip", "br, gzip;q=0.1", "*", "br, *;q=0.5", "identity;q=0, *", "identity;q=0, gzip"] {
                let page = with(&client, path, &[("accept-encoding", offer)]).expect(200);
                assert_eq!(page.header("content-encoding"), Some("gzip"), "{path}: {offer}");
                assert_eq!(page.body[..2], [0x1f, 0x8b], "{path}: {offer}");
            }
            for offer in ["br", "gzip;q=0", "gzip;q=0, *", "identity", "zstd, br;q=0.9", "deflate", "", "gzip; q=0.000, br"] {
                let page = with(&client, path, &[("accept-encoding", offer)]).expect(200);
                assert!([None, Some("identity")].contains(&page.header("content-encoding")), "{path}: {offer}");
                assert_eq!(page.body, plain.body, "{path}: {offer}");
            }
            for offer in ["identity;q=0", "br, identity;q=0", "br, *;q=0"] {
                with(&client, path, &[("accept-encoding", offer)]).expect(406);
            }
        }
        assert_eq!(world.site.pages.rendered(), rendered);
    }
}
