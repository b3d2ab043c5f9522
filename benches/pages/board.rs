//! The board that is asked: the sample board in a folder of its own, served by the real server.

use std::net::{SocketAddr, TcpListener};
use std::path::PathBuf;

use careercenter::jobindex::{Criteria, Eyes};
use careercenter::postings::PostingId;
use careercenter::site::Site;
use careercenter::{paths, postings, routes, sample, search};

use crate::site::site;

const WORDS: [&str; 12] = [
    "coder",
    "surgery",
    "remote",
    "inpatient",
    "auditor",
    "risk",
    "senior",
    "oncology",
    "emergency",
    "charts",
    "profee",
    "epic",
];
const STATES: [&str; 8] = ["OH", "TX", "NY", "CA", "FL", "WA", "GA", "IL"];
const CREDENTIALS: [&str; 5] = ["cpc", "ccs", "coc", "rhit", "crc"];
const FLOORS: [&str; 5] = ["20", "22", "25", "28", "30"];

pub struct Board {
    pub site: Site,
    pub address: SocketAddr,
    folder: PathBuf,
}

impl Board {
    /// A new board with so many postings; time stands still on it.
    pub fn open(live: u64) -> Board {
        let name = format!("careercenter-pages-{}-{live}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        let site = site(&folder);
        sample::top_up(&site, live).expect("there are postings");
        search::refresh(&site).expect("the index is filled");
        let address = serve(&site);
        Board { site, address, folder }
    }

    /// Different searches that find something, in a mix of words and filters.
    pub fn searches(&self, most: usize) -> Vec<Criteria> {
        let (index, now) = (self.site.index.load(), self.site.clock.now().micros());
        let mut found = Vec::new();
        for n in 0.. {
            let pairs = search_pairs(n);
            let criteria = Criteria::parse(pairs.into_iter()).criteria;
            if index.count(&criteria, &Eyes::default(), now) > 0 && !found.contains(&criteria) {
                found.push(criteria);
            }
            if found.len() == most || n > 40 * most {
                break;
            }
        }
        found
    }

    /// Searches of one employer each.
    pub fn of_employers(&self, most: usize) -> Vec<Criteria> {
        let (index, now) = (self.site.index.load(), self.site.clock.now().micros());
        let employers = index.employers(&Criteria::default(), &Eyes::default(), now, most);
        employers.iter().map(|one| Criteria::default().with_employer(&one.slug)).collect()
    }

    /// The addresses of different posting pages.
    pub fn postings(&self, most: usize) -> Vec<String> {
        let now = self.site.clock.now().micros();
        let all = self.site.index.load().matching(&Criteria::default(), &Eyes::default(), now);
        let ids: Vec<PostingId> = all.into_iter().take(most).map(PostingId).collect();
        let loaded = self.site.db.read_now(|conn| postings::load_contents(conn, &ids));
        let path = |one: &postings::Loaded| paths::posting(one.posting.id, &one.posting.title);
        loaded.expect("they are there").iter().map(path).collect()
    }
}

impl Drop for Board {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.folder).expect("the folder goes");
    }
}

fn search_pairs(n: usize) -> Vec<(String, String)> {
    let pick = |values: &[&'static str], of: usize| values[of % values.len()].to_owned();
    let word = pick(&WORDS, n);
    let mut pairs = vec![("q".to_owned(), word)];
    let rest = n / WORDS.len();
    let mut also = |name: &str, value: String| pairs.push((name.to_owned(), value));
    if !n.is_multiple_of(3) {
        also("hires_in", pick(&STATES, rest));
    }
    if n % 4 < 2 {
        also("credential", pick(&CREDENTIALS, rest / STATES.len()));
    }
    if n % 5 < 2 {
        also("pay_floor", pick(&FLOORS, rest / 7));
    }
    also("page", (rest % 3 + 1).to_string());
    pairs
}

/// Serves on a thread of its own, as long as the program runs.
fn serve(site: &Site) -> SocketAddr {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("there is a free port");
    let address = listener.local_addr().expect("a bound socket has an address");
    let site = site.clone();
    std::thread::spawn(move || {
        actix_web::rt::System::new().block_on(async move {
            routes::server(&site, listener).expect("the server starts").await
        })
    });
    address
}
