//! The filters of an alert are chosen where filters are chosen: on the listing. A cookie says for an
//! hour which alert they are meant for.

use actix_web::{HttpRequest, HttpResponse, web};

use crate::accounts::Visitor;
use crate::alerts::forms;
use crate::alerts::guards::Came;
use crate::alerts::links::Filtering;
use crate::alerts::{Alert, AlertId, Change, change, one};
use crate::applicants::Seeker;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::jobindex::Criteria;
use crate::paths;
use crate::search::{changed_cookie, changing, changing_cookie, is_personal};
use crate::site::Site;
use crate::web::{Input, see_other};

/// `POST /alerts/{alert}/filters`: on to the listing.
pub async fn begin(
    site: web::Data<Site>,
    visitor: Visitor,
    alert: web::Path<i64>,
    input: Input,
) -> Result<HttpResponse> {
    let came = Came::with(&site, &visitor, input.text("token"))?;
    let (by, id) = (came.clone(), AlertId(alert.into_inner()));
    let read = move |conn: &mut Conn| {
        let whose = by.whose(conn)?.id;
        Ok((whose, one(conn, whose, id)?))
    };
    let (whose, alert) = site.db.read(read).await?;
    let filtering = Filtering { whose, alert: id, by_link: came.is_by_link() };
    let mut response = see_other(&paths::listing(&alert.criteria.query_string()));
    let cookie = changing_cookie(&site, filtering.carry(&site.config.keys));
    response.add_cookie(&cookie).map_err(Error::internal)?;
    Ok(response)
}

/// `POST /alerts/criteria`: the listing's search takes the place of the alert's.
pub async fn save(
    site: web::Data<Site>,
    request: HttpRequest,
    seeker: Seeker,
    input: Input,
) -> Result<HttpResponse> {
    let (filtering, came) = meant(&request, &site, &seeker)?;
    let (now, criteria) = (site.clock.now(), forms::criteria(&input));
    let fit = seeker.fit.clone().filter(|_| came.is_by_link());
    let why = if criteria.is_everything() { "everything" } else { "refused" };
    let write = move |conn: &mut Conn| {
        let alert = one(conn, filtering.whose, filtering.alert)?;
        if criteria.is_everything() && !alert.criteria.is_everything() {
            return Err(Error::Conflict("its own form asks whether that is meant".into()));
        }
        let to = Change { criteria: criteria.clone(), ..Change::of(&alert) };
        // A guest says what stands behind the switches where they turn them on.
        let fit = fit.filter(|_| is_new(&criteria, &alert));
        let of = Alert { fit: fit.or(alert.fit.clone()), ..alert };
        change(conn, now, &of, &to)
    };
    let path = match site.db.write(write).await {
        Ok(()) => {
            let done = format!("changed-{}", filtering.alert);
            paths::also_with_token(&paths::with_done(paths::ALERTS, &done), came.token())
        }
        // Its own form says why.
        Err(Error::Conflict(_)) => {
            let alert = paths::alert(filtering.alert);
            paths::also_with_token(&paths::with_done(&alert, why), came.token())
        }
        Err(error) => return Err(error),
    };
    ended(&site, &path)
}

/// `POST /alerts/left`: the alert stays as it was.
pub async fn leave(
    site: web::Data<Site>,
    request: HttpRequest,
    seeker: Seeker,
) -> Result<HttpResponse> {
    let (_, came) = meant(&request, &site, &seeker)?;
    ended(&site, &came.to(paths::ALERTS))
}

/// Which alert the cookie means. One that was begun with a session ends with it.
fn meant(request: &HttpRequest, site: &Site, seeker: &Seeker) -> Result<(Filtering, Came)> {
    let carried = changing(request, site).ok_or(Error::NotFound)?;
    let filtering = Filtering::carried(&site.config.keys, &carried).ok_or(Error::NotFound)?;
    let came = match (filtering.by_link, &seeker.account) {
        (true, _) => Came::led(site, filtering.whose),
        (false, Some(account)) => Came::SignedIn(Box::new(account.clone())),
        (false, None) => return Err(Error::SignInFirst),
    };
    Ok((filtering, came))
}

/// Whether a search asks about its subscriber, and did not before.
fn is_new(criteria: &Criteria, alert: &Alert) -> bool {
    is_personal(criteria) && alert.fit.is_none()
}

fn ended(site: &Site, path: &str) -> Result<HttpResponse> {
    let mut response = see_other(path);
    response.add_cookie(&changed_cookie(site)).map_err(Error::internal)?;
    Ok(response)
}
