//! Who may use which address. The route table is read as text, so that a new route without a row
//! here fails; each row is tried by everybody.

mod cast;
mod rows;

use std::collections::BTreeSet;

use reqwest::Method;

use crate::support::{Client, Page, World};
use cast::{Cast, answer};
use rows::{For::*, OPEN, ROWS, parts, routes};

/// Of things that are not there, and of things that cannot be.
const ODD_IDS: [&str; 6] = ["999999", "0", "-1", "99999999999999999999", "moon", "%27%20OR%201=1"];

/// A request from one of our own pages, with the token of its forms and nothing filled in.
fn ask(client: &Client, method: &Method, path: &str, token: &str) -> Page {
    match *method {
        Method::GET => client.get(path),
        _ => client.post(path, &[("csrf_token", token)]),
    }
}

fn is_guarded(route: &str) -> bool {
    route.starts_with("POST") && route != OPEN
}

fn token(client: &Client) -> String {
    client.get("/reset").expect(200).attr("input[name=csrf_token]", "value")
}

#[test]
fn every_route_has_a_row_and_every_row_a_route() {
    let rows: BTreeSet<String> = ROWS.iter().map(|(route, _)| (*route).to_owned()).collect();
    assert_eq!(rows.len(), ROWS.len(), "a route has two rows");
    let routes = routes();
    let without: Vec<_> = routes.symmetric_difference(&rows).collect();
    assert!(without.is_empty(), "a route without a row, or a row without a route: {without:?}");
}

on_both! {
    fn each_route_is_for_those_its_row_names(world: World) {
        let cast = Cast::new(&world);
        let tokens: Vec<String> = cast.people.iter().map(|person| token(&person.client)).collect();
        let mut wrong = Vec::new();
        for (route, row) in ROWS {
            let (method, path) = cast.address(route);
            for (person, token) in cast.people.iter().zip(&tokens) {
                let (page, gets) = (ask(&person.client, &method, &path, token), (person.gets)(*row));
                if answer(&page) != gets {
                    wrong.push(format!("{route}, {}: {gets:?} expected, {}", person.name, page.shown()));
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    }

    fn another_method_is_told_which_would_do(world: World) {
        let client = world.client();
        for (route, _) in ROWS {
            let (method, path) = parts(route);
            let path = path.replace(['{', '}'], "").replace("path:.*", "x");
            let page = client.send(Method::DELETE, &path, &[], None).expect(405);
            let allowed = page.header("allow").expect("what would do");
            assert!(allowed.split(", ").any(|one| one == method.as_str()), "{route}: {allowed}");
            assert!(page.says("does not take this kind of request"), "{}", page.shown());
        }
        let other = |method: Method, path: &str| client.send(method, path, &[], None);
        let about = other(Method::POST, "/about").expect(405);
        assert_eq!(about.header("allow"), Some("GET, HEAD"));
        assert_eq!(other(Method::GET, "/sign-out").expect(405).header("allow"), Some("POST"));
        assert_eq!(other(Method::PUT, "/account").expect(405).header("allow"), Some("GET, HEAD, POST"));
        other(Method::DELETE, "/nowhere").expect(404);
        other(Method::POST, "/hire/nowhere/1").expect(404);
        other(Method::HEAD, "/about").expect(200);
    }

    fn whatever_is_not_there_is_not_found(world: World) {
        let all = world.account("dana@riverbend.example");
        let client = world.administrator("root@board.example");
        world.employer(all, "Riverbend Health");
        let owner = world.sign_in("dana@riverbend.example");
        let named = ROWS.iter().filter(|(route, _)| route.contains('{'));
        for (route, row) in named {
            let client = if *row == Administrator { &client } else { &owner };
            let (method, path) = parts(route);
            let (before, rest) = path.split_once('{').expect("just looked for");
            let (_, after) = rest.split_once('}').expect("a name ends");
            for id in ODD_IDS {
                let page = ask(client, &method, &format!("{before}{id}{after}"), "");
                assert_eq!(page.status, 404, "{route}: {}", page.shown());
            }
        }
    }

    fn another_sites_forms_are_refused_of_those_without_cookies(world: World) {
        let cast = Cast::new(&world);
        let client = world.client();
        let kind = ("content-type", "application/x-www-form-urlencoded");
        for (route, _) in ROWS.iter().filter(|(route, _)| is_guarded(route)) {
            let (method, path) = cast.address(route);
            for origin in [("sec-fetch-site", "cross-site"), ("sec-fetch-site", "x"), ("origin", "null"), ("origin", "https://evil.example")] {
                let page = client.send(method.clone(), &path, &[origin, kind], Some(Vec::new()));
                assert!(page.status == 403 && page.says("another site"), "{origin:?}: {}", page.shown());
            }
        }
    }

    fn another_sites_forms_are_refused_everywhere(world: World) {
        let cast = Cast::new(&world);
        let kind = ("content-type", "application/x-www-form-urlencoded");
        let origins: [&[(&str, &str)]; 5] = [
            &[("sec-fetch-site", "cross-site")],
            &[("sec-fetch-site", "same-site")],
            &[("sec-fetch-site", "cross-site"), ("origin", world.site.config.base_url.as_str())],
            &[("origin", "https://evil.example")],
            &[],
        ];
        for name in ["the owner", "an administrator"] {
            let client = cast.named(name);
            let body = format!("csrf_token={}&reason=filled", token(client));
            for (route, _) in ROWS.iter().filter(|(route, _)| is_guarded(route)) {
                let (method, path) = cast.address(route);
                for origin in origins {
                    let headers: Vec<(&str, &str)> = origin.iter().copied().chain([kind]).collect();
                    let page = client.send(method.clone(), &path, &headers, Some(body.clone().into_bytes()));
                    assert!(page.status == 403 && page.says("another site"), "{origin:?}: {}", page.shown());
                }
            }
            client.get("/hire/employers/new").expect(200);
            let link = [("sec-fetch-site", "cross-site")];
            client.send(Method::GET, &format!("/jobs/{}", cast.posting), &link, None).follow_all().expect(200);
        }
    }
}
