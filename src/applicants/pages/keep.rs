//! Keeping a posting, hiding a posting or an employer, and taking each back. Whoever has no
//! account is led to sign in, and then back to where they were.

use actix_web::{HttpResponse, web};

use crate::accounts::{AccountId, SignedIn, Visitor};
use crate::applicants::done::{Deed, Done};
use crate::applicants::{hidden, saved, viewed};
use crate::clock::Moment;
use crate::db::Conn;
use crate::employers::EmployerId;
use crate::error::Result;
use crate::paths;
use crate::postings::PostingId;
use crate::site::Site;
use crate::web::{Input, see_other};

/// `POST /jobs/{posting}/saved`: `on=no` lets it go.
pub async fn save(
    site: web::Data<Site>,
    visitor: Visitor,
    posting: web::Path<i64>,
    input: Input,
) -> Result<HttpResponse> {
    let id = PostingId(*posting);
    let done = Done { deed: Deed::Save, on: is_on(&input), id: id.0 };
    act(&site, visitor, &input, done, move |conn, now, account| match done.on {
        true => saved::save(conn, now, account, id),
        false => saved::let_go(conn, account, id),
    })
    .await
}

/// `POST /jobs/{posting}/hidden`: `on=no` shows it again.
pub async fn hide_posting(
    site: web::Data<Site>,
    visitor: Visitor,
    posting: web::Path<i64>,
    input: Input,
) -> Result<HttpResponse> {
    let id = PostingId(*posting);
    let done = Done { deed: Deed::Hide, on: is_on(&input), id: id.0 };
    act(&site, visitor, &input, done, move |conn, now, account| match done.on {
        true => hidden::hide_posting(conn, now, account, id),
        false => hidden::show_posting(conn, account, id),
    })
    .await
}

/// `POST /employers/{employer}/hidden`: `on=no` shows it again.
pub async fn hide_employer(
    site: web::Data<Site>,
    visitor: Visitor,
    employer: web::Path<i64>,
    input: Input,
) -> Result<HttpResponse> {
    let id = EmployerId(*employer);
    let done = Done { deed: Deed::HideEmployer, on: is_on(&input), id: id.0 };
    act(&site, visitor, &input, done, move |conn, now, account| match done.on {
        true => hidden::hide_employer(conn, now, account, id),
        false => hidden::show_employer(conn, account, id),
    })
    .await
}

/// `POST /saved/viewed/removal`: forgets what they have looked at.
pub async fn clear_viewed(site: web::Data<Site>, who: SignedIn) -> Result<HttpResponse> {
    let (account, now) = (who.account.id, site.clock.now());
    site.db.write(move |conn| viewed::clear(conn, now, account)).await?;
    Ok(see_other(&paths::with_done(paths::SAVED, "cleared")))
}

fn is_on(input: &Input) -> bool {
    input.text("on") != "no"
}

/// Does it, and leads back to a page that says so.
async fn act(
    site: &Site,
    visitor: Visitor,
    input: &Input,
    done: Done,
    deed: impl FnOnce(&mut Conn, Moment, AccountId) -> Result<()> + Send + 'static,
) -> Result<HttpResponse> {
    let back = paths::without_done(paths::own(input.text("next")).unwrap_or(paths::SAVED));
    let Some(account) = visitor.account else { return Ok(see_other(&paths::sign_in(&back))) };
    let now = site.clock.now();
    site.db.write(move |conn| deed(conn, now, account.id)).await?;
    Ok(see_other(&paths::with_done(&back, &done.text())))
}
