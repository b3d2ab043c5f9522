//! The form of a posting that exists.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};

use super::{answer, form_of, show};
use crate::error::{Error, Result};
use crate::postings::forms::saving::{self, Saved};
use crate::postings::forms::{self, input_of};
use crate::postings::guards::Write;
use crate::postings::{Stage, load_one};
use crate::site::Site;
use crate::web::{FormErrors, Input};

pub async fn form(site: web::Data<Site>, write: Write) -> Result<HttpResponse> {
    write.posting.refuse_taken_down()?;
    let id = write.posting.id;
    let loaded = site.db.read(move |conn| load_one(conn, id)).await?;
    let input = input_of(&loaded.content, loaded.posting.attested_at.is_some());
    let form = form_of(&loaded, &input, FormErrors::default());
    show(&site, write.chrome, form, StatusCode::OK)
}

pub async fn save(site: web::Data<Site>, write: Write, input: Input) -> Result<HttpResponse> {
    let (id, now) = (write.posting.id, site.clock.now());
    let employer = write.member.employer.id;
    if forms::asks_for_rows(&input) {
        let mut loaded = site.db.read(move |conn| load_one(conn, id)).await?;
        loaded.posting.version = input.text("version").parse().unwrap_or(loaded.posting.version);
        let form = form_of(&loaded, &input, FormErrors::default());
        return show(&site, write.chrome, form, StatusCode::OK);
    }
    let attempt = || {
        let (by, input) = (write.member.account.clone(), input.clone());
        site.db.write(move |conn| saving::save(conn, now, id, &by, &input))
    };
    let saved = match attempt().await {
        // Somebody was quicker on another connection: now there is a text to compare with.
        Err(Error::Conflict(_)) => attempt().await?,
        saved => saved?,
    };
    // Nobody else sees a draft.
    if matches!(saved, Saved::Done(_)) && write.posting.stage != Stage::Draft {
        site.pages.renew();
    }
    answer(&site, write.chrome, employer, saved, &input)
}
