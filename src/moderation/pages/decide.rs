//! What an administrator decides: one address a decision, one transaction each.

use actix_web::{HttpResponse, web};

use crate::accounts::Administrator;
use crate::employers::{Employer, EmployerId};
use crate::error::Result;
use crate::moderation::report;
use crate::paths;
use crate::postings::{self, PostingId};
use crate::site::Site;
use crate::web::{FormErrors, Input, see_other};

const LONGEST_REASON: usize = 1_000;

/// The reason given with a decision, or what is wrong with it.
pub(super) fn reason(input: &Input, field: &str) -> std::result::Result<String, FormErrors> {
    let mut errors = FormErrors::default();
    let missing = "Say why, so that the employer can act on it.";
    let text = errors.required(input, field, missing, LONGEST_REASON).to_owned();
    errors.or(text)
}

/// `POST /admin/postings/{posting}/approval`: lets it go live as it was read; the employer is
/// trusted from now on.
pub async fn approve(
    site: web::Data<Site>,
    administrator: Administrator,
    posting: web::Path<i64>,
    input: Input,
) -> Result<HttpResponse> {
    let (now, id) = (site.clock.now(), PostingId(*posting));
    // A form that does not say what was read has read nothing: no version is -1.
    let version = input.text("version").parse().unwrap_or(-1);
    site.db
        .write(move |conn| postings::approve(conn, now, id, version, &administrator.account))
        .await?;
    site.pages.renew();
    Ok(see_other(paths::ADMIN))
}

/// `POST /admin/postings/{posting}/return`: back to the employer, with a reason.
pub async fn return_posting(
    site: web::Data<Site>,
    administrator: Administrator,
    posting: web::Path<i64>,
    input: Input,
) -> Result<HttpResponse> {
    let (now, id) = (site.clock.now(), PostingId(*posting));
    let reason = match reason(&input, "reason") {
        Ok(reason) => reason,
        Err(errors) => {
            return super::posting::again(&site, administrator, id, &input, errors).await;
        }
    };
    site.db
        .write(move |conn| postings::return_with(conn, now, id, &reason, &administrator.account))
        .await?;
    site.pages.renew();
    Ok(see_other(paths::ADMIN))
}

/// `POST /admin/postings/{posting}/takedown`: off the board for good, and its reports settled.
pub async fn take_down(
    site: web::Data<Site>,
    administrator: Administrator,
    posting: web::Path<i64>,
    input: Input,
) -> Result<HttpResponse> {
    let (now, id) = (site.clock.now(), PostingId(*posting));
    let reason = match reason(&input, "take_down_reason") {
        Ok(reason) => reason,
        Err(errors) => {
            return super::posting::again(&site, administrator, id, &input, errors).await;
        }
    };
    site.db
        .write(move |conn| {
            report::settle_all(conn, now, id, administrator.account.id)?;
            postings::take_down(conn, now, id, &reason, &administrator.account)
        })
        .await?;
    site.pages.renew();
    Ok(see_other(&paths::admin_posting(id)))
}

/// `POST /admin/employers/{employer}/suspension`: nothing of it is shown until it is lifted.
pub async fn suspend(
    site: web::Data<Site>,
    administrator: Administrator,
    employer: web::Path<i64>,
    input: Input,
) -> Result<HttpResponse> {
    let (now, id) = (site.clock.now(), EmployerId(*employer));
    let reason = match reason(&input, "reason") {
        Ok(reason) => reason,
        Err(errors) => {
            return super::employer::again(&site, administrator, id, &input, errors).await;
        }
    };
    site.db
        .write(move |conn| {
            Employer::suspend(conn, now, &administrator.account, id, &reason)?;
            postings::hold_all(conn, now, id)
        })
        .await?;
    site.pages.renew();
    Ok(see_other(&paths::admin_employer(id)))
}

/// `POST /admin/employers/{employer}/reinstatement`: its people may post again; what it had stays
/// held until somebody looks.
pub async fn reinstate(
    site: web::Data<Site>,
    administrator: Administrator,
    employer: web::Path<i64>,
) -> Result<HttpResponse> {
    let (now, id) = (site.clock.now(), EmployerId(*employer));
    site.db
        .write(move |conn| Employer::reinstate(conn, now, &administrator.account, id, ""))
        .await?;
    site.pages.renew();
    Ok(see_other(&paths::admin_employer(id)))
}
