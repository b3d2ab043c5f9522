//! How soon a write shows, and that none is missed however many write at once.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use careercenter::db::Conn;
use careercenter::postings::Posting;
use careercenter::search;
use careercenter::site::{Site, Stop};

use super::is_true;
use crate::support::World;
use crate::support::advert::{content, draft, employer, publish};

/// Postings whose way is measured.
const MEASURED: usize = 20;
/// Writers of each of two servers, and what each of them publishes.
const WRITERS: usize = 4;
const EACH: usize = 6;

/// Follows on both servers while something happens.
fn followed(sites: [&Site; 2], happens: impl FnOnce()) {
    let stop = Stop::default();
    std::thread::scope(|threads| {
        for site in sites {
            threads.spawn(|| search::run(site, &stop));
        }
        happens();
        stop.ask();
        sites.iter().for_each(|site| site.db.committed().give());
    });
}

/// How long it takes until an index holds so many.
fn until(site: &Site, postings: usize) -> Duration {
    let start = Instant::now();
    while site.index.load().len() < postings {
        assert!(start.elapsed() < Duration::from_secs(10), "it never came");
        std::thread::sleep(Duration::from_micros(500));
    }
    start.elapsed()
}

on_both! {
    fn what_is_published_is_found_at_once_here_and_soon_elsewhere(world: World) {
        let neighbour = world.neighbour();
        let hiring = employer(&world.site, "Riverbend Health");
        let (mut here, mut there) = (Vec::new(), Vec::new());
        followed([&world.site, &neighbour.site], || {
            for n in 1..=MEASURED {
                publish(&world.site, &hiring, &content(&format!("Surgery Coder {n}")));
                let start = Instant::now();
                here.push(until(&world.site, n));
                until(&neighbour.site, n);
                there.push(start.elapsed());
            }
        });
        here.sort();
        there.sort();
        let kind = if matches!(world.site.config.database, careercenter::db::Location::Sqlite(_)) { "SQLite" } else { "PostgreSQL" };
        println!(
            "{kind}, of {MEASURED}: found here after {:?}, at most {:?}; on the other server after {:?}, at most {:?}",
            here[MEASURED / 2], here[MEASURED - 1], there[MEASURED / 2], there[MEASURED - 1]
        );
        let page = neighbour.client().get("/jobs?q=surgery").expect(200);
        assert_eq!(page.attr("h1[data-total]", "data-total"), MEASURED.to_string());
    }

    fn writers_that_sleep_in_their_transactions_lose_nothing(world: World) {
        let neighbour = world.neighbour();
        let hiring = employer(&world.site, "Riverbend Health");
        let published = AtomicUsize::new(0);
        let write = |site: &Site, writer: usize| {
            for n in 0..EACH {
                let id = draft(site, &hiring, &content(&format!("Coder {writer}-{n}")));
                let now = site.clock.now();
                let pause = |step: usize| std::thread::sleep(Duration::from_millis(((writer * 7 + n * 13 + step * 5) % 23) as u64));
                let slowly = |conn: &mut Conn| {
                    let posting = Posting::by_id(conn, id)?;
                    pause(1);
                    posting.publish(conn, now, &hiring.account)?;
                    pause(2);
                    Ok(())
                };
                site.db.write_now(slowly).expect("it is published");
                published.fetch_add(1, Ordering::Relaxed);
            }
        };
        followed([&world.site, &neighbour.site], || {
            std::thread::scope(|threads| {
                for writer in 0..WRITERS {
                    let (write, here, there) = (&write, &world.site, &neighbour.site);
                    threads.spawn(move || write(here, writer));
                    threads.spawn(move || write(there, WRITERS + writer));
                }
            });
            let all = 2 * WRITERS * EACH;
            assert_eq!(published.load(Ordering::Relaxed), all);
            until(&world.site, all);
            until(&neighbour.site, all);
        });
        for site in [&world.site, &neighbour.site] {
            is_true(&world, site);
        }
    }
}
