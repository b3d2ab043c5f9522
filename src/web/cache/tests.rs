use std::time::Duration;

use actix_web::test::TestRequest;
use actix_web::{HttpResponse, rt::System};

use super::kept::Kept;
use super::known_by;
use super::pages::{Key, Look, Pages, Stamp, Turn};

fn key(address: &str) -> Key {
    Key::of(&TestRequest::with_uri(address).to_http_request())
}

fn stamp(minute: i64) -> Stamp {
    Stamp::at_minute(minute)
}

/// A page of so many bytes that cannot be packed.
fn page(address: &str, minute: i64, bytes: u64) -> Kept {
    let mut random = bytes ^ 0x9E37_79B9_7F4A_7C15;
    let mut next = || {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        (random >> 24) as u8
    };
    let body: Vec<u8> = (0..bytes).map(|_| next()).collect();
    let response = known_by(HttpResponse::Ok().body(body), address.to_owned());
    Kept::of(&key(address), stamp(minute), response).expect("it may be kept")
}

#[track_caller]
fn missing<'a>(pages: &'a Pages, address: &str, minute: i64) -> Turn<'a> {
    match pages.look(&key(address), stamp(minute)) {
        Look::Missing(turn) => turn,
        Look::Kept(_) => panic!("{address} is kept"),
        Look::Awaited(_) => panic!("{address} is being rendered"),
    }
}

fn is_kept(pages: &Pages, address: &str, minute: i64) -> bool {
    matches!(pages.look(&key(address), stamp(minute)), Look::Kept(_))
}

#[test]
fn one_renders_and_the_others_wait_for_it() {
    System::new().block_on(async {
        let pages = Pages::default();
        let turn = missing(&pages, "/jobs", 1);
        let waiting: Vec<_> = (0..20)
            .map(|_| match pages.look(&key("/jobs"), stamp(1)) {
                Look::Awaited(flight) => flight,
                Look::Kept(_) | Look::Missing(_) => panic!("one is enough"),
            })
            .collect();
        // Another page, and this one a minute later, wait for nobody.
        drop((missing(&pages, "/", 1), missing(&pages, "/jobs", 2)));
        turn.keep(page("/jobs", 1, 100));
        for flight in waiting {
            assert!(flight.outcome().await.is_some());
        }
        assert!(is_kept(&pages, "/jobs", 1) && !is_kept(&pages, "/jobs", 2));
        assert_eq!((pages.rendered(), pages.held().0), (1, 1));
    });
}

#[test]
fn whoever_gives_up_lets_all_go_who_wait() {
    System::new().block_on(async {
        let pages = Pages::default();
        let turn = missing(&pages, "/jobs", 1);
        let awaited = || match pages.look(&key("/jobs"), stamp(1)) {
            Look::Awaited(flight) => flight,
            Look::Kept(_) | Look::Missing(_) => panic!("nobody renders"),
        };
        let waiting: Vec<_> = (0..20).map(|_| awaited()).collect();
        let early = actix_web::rt::time::timeout(Duration::from_millis(10), awaited().outcome());
        assert!(early.await.is_err(), "nothing has become of it");
        drop(turn);
        for flight in waiting {
            assert!(flight.outcome().await.is_none());
        }
        assert_eq!((pages.rendered(), pages.held()), (0, (0, 0)));
        drop(missing(&pages, "/jobs", 1));
    });
}

#[test]
fn what_nobody_repeats_washes_nothing_out() {
    let room = 1024 * 1024;
    let pages = Pages::with_room(room);
    let put = |address: &str| missing(&pages, address, 1).keep(page(address, 1, 10_000)).size();
    let often: Vec<String> = (0..20).map(|n| format!("/jobs?page={n}")).collect();
    let asked = |pages: &Pages| often.iter().filter(|one| is_kept(pages, one, 1)).count();
    for address in &often {
        put(address);
    }
    assert_eq!((asked(&pages), asked(&pages)), (20, 20));
    for n in 0..2_000 {
        put(&format!("/jobs?q=word{n}"));
        let (_, bytes) = pages.held();
        assert!(bytes <= room, "{bytes} after {n}");
    }
    assert_eq!(asked(&pages), 20);
}
