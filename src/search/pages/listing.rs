//! The listing: what is asked comes in by the address alone, and nothing is written.

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;

use crate::applicants::{Looking, Seeker, blank_fit};
use crate::applications;
use crate::eligibility::Point;
use crate::error::Result;
use crate::jobindex::{Criteria, Group, Nearly};
use crate::paths;
use crate::postings::{Card, PostingId};
use crate::search::asked::{Asked, Elsewhere};
use crate::search::changing;
use crate::search::feeds::{self, FeedLink};
use crate::search::results::Results;
use crate::search::telling::Telling;
use crate::site::Site;
use crate::web::{FormView, Page};

/// What `search/listing.html` shows.
#[derive(Serialize)]
struct Listing {
    search: Results,
    cards: Vec<Card>,
    nearly: Vec<Near>,
    looking: Looking,
    /// To be told of new ones.
    telling: Option<Telling>,
    feeds: Vec<FeedLink>,
    /// For state and credentials, where the search needs them.
    form: Option<FormView>,
}

/// A card of a posting that has most of the words.
#[derive(Serialize)]
struct Near {
    card: Card,
    /// “remote” and “CPC”: what it does without.
    without: String,
}

/// `GET /jobs`
pub async fn listing(
    site: web::Data<Site>,
    seeker: Seeker,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let query = request.query_string();
    let asked = Asked::read(query);
    if let Some(elsewhere) = asked.elsewhere(query) {
        return Ok(elsewhere.redirect());
    }
    let (now, looker) = (site.clock.now(), seeker.looker());
    let search = Results::of(&site.index.load(), asked, (&seeker, &looker), now.micros());
    let ids = search.ids.iter().copied().chain(search.nearly.iter().map(|near| near.id));
    let ids: Vec<PostingId> = ids.map(PostingId).collect();
    let cards = site.db.read(move |conn| applications::found(conn, &looker, &ids, now));
    let (cards, nearly) = apart(measured(cards.await?, &search.criteria), &search.nearly);
    let (title, description) = (search.title(), search.description());
    let here = paths::listing(&search.criteria.query_string());
    let known_by = search.criteria.clone().for_everybody();
    // Any words and any place make a page, and anybody's state another; search engines need not
    // know them all.
    let odd = is_endless(&search.criteria) || known_by != search.criteria;
    let looking = seeker.looking(&here, &search.done);
    let form = search.needs.is_some().then(|| blank_fit(&here));
    let changing = changing(&request, &site).is_some();
    let telling = Telling::of(&seeker, &search, changing);
    let feeds = feeds::links(&search.meant);
    let listing = Listing { search, cards, nearly, looking, telling, feeds, form };
    let page = Page::new("search/listing.html", title, listing)
        .description(description)
        .canonical(&paths::listing(&known_by.query_string()))
        .nav("jobs")
        .personal_if(seeker.fit.is_some() || changing)
        .framed(seeker.chrome);
    let page = if odd { page.no_index() } else { page };
    page.respond(&site)
}

/// The cards of the result, and those of what has most of its words.
fn apart(cards: Vec<Card>, nearly: &[Nearly]) -> (Vec<Card>, Vec<Near>) {
    let (mut found, mut near) = (Vec::new(), Vec::new());
    for card in cards {
        match nearly.iter().find(|near| near.id == card.id) {
            Some(one) => {
                let quoted: Vec<String> =
                    one.without.iter().map(|word| format!("“{word}”")).collect();
                near.push(Near { card, without: quoted.join(" and ") });
            }
            None => found.push(card),
        }
    }
    (found, near)
}

/// Cards that say how far it is, where that was asked.
fn measured(mut cards: Vec<Card>, criteria: &Criteria) -> Vec<Card> {
    if let Some(near) = criteria.near() {
        let from = Point { lat: near.lat, lon: near.lon };
        cards.iter_mut().for_each(|card| card.measure(from));
    }
    cards
}

/// Whether there is no end to searches of its kind.
fn is_endless(criteria: &Criteria) -> bool {
    let excludes = |group: &Group| criteria.excluded(*group).next().is_some();
    !criteria.q().is_empty()
        || criteria.near().is_some()
        || criteria.pay_floor().is_some()
        || !criteria.employers().is_empty()
        || !criteria.excluded_employers().is_empty()
        || Group::ALL.iter().any(excludes)
}

impl Elsewhere {
    fn redirect(self) -> HttpResponse {
        let (mut response, path) = match self {
            Elsewhere::Canonical(path) => (HttpResponse::MovedPermanently(), path),
            Elsewhere::Near(path) => (HttpResponse::Found(), path),
        };
        response.insert_header((header::LOCATION, path)).finish()
    }
}
