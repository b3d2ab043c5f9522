//! What the board says about itself: to people, with credit to those whose data it uses, and to
//! crawlers.

use actix_web::{HttpResponse, web};
use serde::Serialize;

use crate::accounts::Visitor;
use crate::board::listed;
use crate::error::Result;
use crate::paths;
use crate::search::thousands;
use crate::site::Site;
use crate::web::Page;

/// What `board/about.html` shows.
#[derive(Serialize)]
struct AboutPage {
    about: About,
}

#[derive(Serialize)]
struct About {
    contact: String,
    postal_address: Option<String>,
    credits: &'static [Credit],
    figures: Vec<Figure>,
}

/// A source of data, and the terms it comes under.
#[derive(Serialize)]
struct Credit {
    name: &'static str,
    text: &'static str,
}

#[derive(Serialize)]
struct Figure {
    label: &'static str,
    text: String,
}

const CREDITS: &[Credit] = &[
    Credit {
        name: "GeoNames",
        text: "places and postal codes, geonames.org, under CC BY 4.0; joined, shortened and reformatted",
    },
    Credit {
        name: "US Census Bureau",
        text: "coordinates of ZIP code areas (2021 gazetteer) and regions, public domain",
    },
    Credit {
        name: "US Bureau of Labor Statistics",
        text: "occupation codes (SOC 2018), public domain; BLS cannot vouch for figures derived from its data",
    },
    Credit { name: "O*NET", text: "occupation codes, US Department of Labor, under CC BY 4.0" },
    Credit {
        name: "Names and marks",
        text: "credentials belong to the bodies that issue them, products to their makers; CPT is a trademark and copyright of the American Medical Association, CDT of the American Dental Association. Their codes and descriptions are not shown here",
    },
];

/// `GET /about`
pub async fn about(site: web::Data<Site>, visitor: Visitor) -> Result<HttpResponse> {
    let employers = site.db.read(listed::total).await?;
    let figures = vec![
        Figure { label: "Open jobs", text: thousands(site.index.load().len()) },
        Figure { label: "Employers", text: thousands(employers) },
    ];
    let about = About {
        contact: site.config.contact.clone(),
        postal_address: Some(site.config.postal_address.clone()).filter(|text| !text.is_empty()),
        credits: CREDITS,
        figures,
    };
    Page::new("board/about.html", "About", AboutPage { about })
        .description("How this board for medical coders works, what it asks of postings, and whose data it uses.")
        .canonical(paths::ABOUT)
        .nav("about")
        .framed(visitor.chrome)
        .respond(&site)
}

/// `GET /robots.txt`: everything but the desks people work at and the ways off the board.
pub async fn robots() -> HttpResponse {
    let off = [paths::HIRE, paths::ADMIN, paths::SUGGEST].map(str::to_owned);
    let off = off.into_iter().chain([paths::posting_deed('*', "departure")]);
    let off: String = off.map(|path| format!("Disallow: {path}\n")).collect();
    let rules = format!("User-agent: *\n{off}");
    HttpResponse::Ok().content_type("text/plain; charset=utf-8").body(rules)
}
