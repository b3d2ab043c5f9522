//! The filters of an alert are chosen where filters are chosen: on the listing. A cookie says for an
//! hour which alert they are meant for.

use actix_web::{HttpRequest, HttpResponse, web};

use super::mended::Mended;
use crate::accounts::Visitor;
use crate::alerts::forms;
use crate::alerts::guards::Came;
use crate::alerts::links::Filtering;
use crate::alerts::{Alert, AlertId, Change, Subscriber, change, fit_behind, one};
use crate::applicants::Seeker;
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::jobindex::Criteria;
use crate::paths;
use crate::search::{changed_cookie, changing, changing_cookie};
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
        let whose = by.whose(conn)?;
        one(conn, whose.id, id)
    };
    let alert = site.db.read(read).await?;
    let filtering = Filtering { alert: id, token: came.token().to_owned() };
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
    let (id, came) = meant(&request, &site, &seeker)?;
    let (now, sent) = (site.clock.now(), forms::criteria(&input));
    // The listing has shown what it took the words for.
    let criteria = Mended::of(&site, &sent).map_or(sent, |mended| mended.criteria);
    let partial = forms::left_out(&input).map(|_| "partial");
    let listing = paths::listing(&criteria.query_string());
    let said = seeker.fit.clone().filter(|fit| !fit.is_blank() && criteria.is_personal());
    let by = came.clone();
    let write = move |conn: &mut Conn| {
        let whose = by.whose(conn)?;
        let alert = one(conn, whose.id, id)?;
        // A guest says what stands behind the switches where they turn them on; an account's
        // profile says it.
        let fit = match whose.account {
            Some(_) => None,
            None => said.or_else(|| alert.fit.clone()),
        };
        let of = Alert { fit, ..alert };
        if let Some(why) = partial.or(refused(conn, &whose, (&of, &criteria), now)?) {
            return Ok(Some(why));
        }
        let to = Change { criteria, ..Change::of(&of) };
        change(conn, now, &of, &to).map(|()| None)
    };
    let path = match site.db.write(write).await {
        Ok(None) => paths::with_done(paths::ALERTS, &format!("changed-{id}")),
        // Its own form says why.
        Ok(Some(why)) => paths::with_done(&paths::alert(id), why),
        Err(Error::Conflict(_)) => paths::with_done(&paths::alert(id), "refused"),
        // Begun by somebody else in this browser, or the alert has ended: nothing is being changed.
        Err(Error::NotFound) => return ended(&site, &listing),
        Err(error) => return Err(error),
    };
    ended(&site, &paths::also_with_token(&path, came.token()))
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

/// Which alert the cookie means, and who means it: by the link it was begun with, or whoever is
/// signed in now. Whether it is theirs is for the database to say.
fn meant(request: &HttpRequest, site: &Site, seeker: &Seeker) -> Result<(AlertId, Came)> {
    let carried = changing(request, site).ok_or(Error::NotFound)?;
    let Filtering { alert, token } =
        Filtering::carried(&site.config.keys, &carried).ok_or(Error::NotFound)?;
    Ok((alert, Came::of(site, seeker.account.as_ref(), &token)?))
}

/// Why a search is not taken over just so, in the word its form explains.
fn refused(
    conn: &mut Conn,
    whose: &Subscriber,
    (alert, criteria): (&Alert, &Criteria),
    now: Moment,
) -> Result<Option<&'static str>> {
    if criteria.is_everything() && (!alert.criteria.is_everything() || alert.is_outdated) {
        return Ok(Some("everything"));
    }
    let said = fit_behind(conn, whose, alert.fit.as_ref(), now)?.is_some_and(|fit| !fit.is_blank());
    Ok((criteria.is_personal() && !said).then_some("unsaid"))
}

fn ended(site: &Site, path: &str) -> Result<HttpResponse> {
    let mut response = see_other(path);
    response.add_cookie(&changed_cookie(site)).map_err(Error::internal)?;
    Ok(response)
}
