//! The front page: what the board is, two boxes, and the most trodden ways in, all counted by the
//! index.

use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;

use super::lists;
use crate::applicants::{Looking, Seeker};
use crate::applications;
use crate::error::Result;
use crate::jobindex::{Criteria, Eyes, Facet, Group, Snapshot};
use crate::paths;
use crate::postings::{Card, PostingId};
use crate::search::{Ask, counted_jobs, thousands};
use crate::site::Site;
use crate::web::Page;

/// Newest postings shown.
const NEWEST: usize = 6;
/// Values shown of each group.
const WAYS: usize = 8;

/// Searches many people start from.
const QUICK: [(Group, &str); 5] = [
    (Group::Arrangement, "remote-us"),
    (Group::Credential, "cpc"),
    (Group::Credential, "ccs"),
    (Group::Apprentice, "yes"),
    (Group::Type, "part-time"),
];

const GROUPS: [(Group, &str); 3] = [
    (Group::Role, "By role"),
    (Group::Arrangement, "By arrangement"),
    (Group::Credential, "By credential"),
];

/// What `board/front.html` shows.
#[derive(Serialize)]
struct FrontPage {
    front: Front,
    cards: Vec<Card>,
    looking: Looking,
}

#[derive(Serialize)]
struct Front {
    lead: String,
    ask: Ask,
    quick: Vec<Way>,
    all_url: String,
    all_text: String,
    groups: Vec<Ways>,
}

/// A search and how much it shows.
#[derive(Serialize)]
struct Way {
    label: &'static str,
    count_text: String,
    url: String,
}

#[derive(Serialize)]
struct Ways {
    name: &'static str,
    label: &'static str,
    values: Vec<Way>,
}

/// `GET /`
pub async fn front(
    site: web::Data<Site>,
    seeker: Seeker,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let (now, looker) = (site.clock.now(), seeker.looker());
    let (front, newest) = Front::of(&site.index.load(), &seeker.eyes(&looker), now.micros());
    let cards = site.db.read(move |conn| applications::found(conn, &looker, &newest, now)).await?;
    let title = "CareerCenter: the job board for medical coders";
    let looking = seeker.looking(paths::FRONT, lists::asked(&request).text("done"));
    Page::new("board/front.html", title, FrontPage { front, cards, looking })
        .description("Medical coding jobs with pay, credentials and the states each one hires in.")
        .canonical(paths::FRONT)
        .personal_if(seeker.fit.is_some())
        .framed(seeker.chrome)
        .respond(&site)
}

impl Front {
    fn of(index: &Snapshot, eyes: &Eyes, now: i64) -> (Front, Vec<PostingId>) {
        let found = index.search(&Criteria::default(), eyes, NEWEST, now);
        let quick = QUICK.into_iter().filter_map(|(group, slug)| way(&found.facets, group, slug));
        let front = Front {
            lead: lead(found.total),
            ask: Ask::blank(),
            quick: quick.collect(),
            all_url: paths::listing(""),
            all_text: format!("All {}", counted_jobs(found.total)),
            groups: GROUPS.into_iter().filter_map(|group| ways(&found.facets, group)).collect(),
        };
        (front, found.ids.into_iter().map(PostingId).collect())
    }
}

fn lead(total: usize) -> String {
    let open = match total {
        0 => "Jobs".to_owned(),
        1 => "1 open job".to_owned(),
        total => format!("{} open jobs", thousands(total)),
    };
    format!(
        "{open} with the pay, the credentials they take and the states they hire in. No account needed."
    )
}

fn ways(facets: &[Facet], (group, label): (Group, &'static str)) -> Option<Ways> {
    let facet = facets.iter().find(|facet| facet.group == group)?;
    let values = facet.values.iter().take(WAYS);
    let values: Vec<Way> = values.filter_map(|value| way(facets, group, value.slug)).collect();
    (!values.is_empty()).then(|| Ways { name: group.name(), label, values })
}

/// Nothing if it would show nothing.
fn way(facets: &[Facet], group: Group, slug: &str) -> Option<Way> {
    let facet = facets.iter().find(|facet| facet.group == group)?;
    let value = facet.values.iter().find(|value| value.slug == slug)?;
    let query = Criteria::default().with(group, value.slug).query_string();
    Some(Way {
        label: value.label,
        count_text: thousands(value.count),
        url: paths::listing(&query),
    })
}
