//! `GET /admin/suppressed`: addresses nothing subscribed is sent to, and letting one go.

use actix_web::{HttpResponse, web};
use serde::Serialize;
use url::form_urlencoded::Serializer;

use crate::accounts::Administrator;
use crate::audit::{self, Deed};
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::mail::suppression::{self, Suppressed};
use crate::moderation::moment;
use crate::paths;
use crate::postings::When;
use crate::site::Site;
use crate::web::{Input, Page, see_other};

const PAGE_SIZE: usize = 50;

#[derive(Serialize)]
struct View {
    suppressed: List,
}

#[derive(Serialize)]
struct List {
    mail_url: &'static str,
    lift_url: &'static str,
    addresses: Vec<Shown>,
    next_url: Option<String>,
}

#[derive(Serialize)]
struct Shown {
    email: String,
    reason: String,
    when: When,
}

pub async fn suppressed(
    site: web::Data<Site>,
    administrator: Administrator,
    query: web::Query<Vec<(String, String)>>,
) -> Result<HttpResponse> {
    let after = Input::from_pairs(query.into_inner()).text("after").to_lowercase();
    let read = move |conn: &mut Conn| suppression::list(conn, &after, PAGE_SIZE as i64 + 1);
    let mut found = site.db.read(read).await?;
    let more = found.len() > PAGE_SIZE;
    found.truncate(PAGE_SIZE);
    let last = found.last().filter(|_| more);
    let next_url = last.map(|last| {
        let query = Serializer::new(String::new()).append_pair("after", &last.email).finish();
        paths::admin_suppressed(&query)
    });
    let shown = |Suppressed { email, reason, at }| Shown { email, reason, when: moment(at) };
    let suppressed = List {
        mail_url: paths::ADMIN_MAIL,
        lift_url: paths::ADMIN_LIFTING,
        addresses: found.into_iter().map(shown).collect(),
        next_url,
    };
    Page::new("board/mail_suppressed.html", "Suppressed addresses", View { suppressed })
        .nav("admin")
        .no_index()
        .framed(administrator.chrome)
        .respond(&site)
}

/// `POST /admin/suppressed/lifting`: mail goes there again.
pub async fn lift(
    site: web::Data<Site>,
    administrator: Administrator,
    input: Input,
) -> Result<HttpResponse> {
    let (now, email) = (site.clock.now(), input.text("email").to_owned());
    let write = move |conn: &mut Conn| {
        if !suppression::lift(conn, &email)? {
            return Err(Error::Conflict("This address is not suppressed any more.".into()));
        }
        let by = &administrator.account;
        let deed = Deed {
            happened_at: now,
            account_id: Some(by.id.0),
            actor: &by.name,
            deed: "let a suppressed address go",
            subject: "suppression",
            subject_id: 0,
            detail: "",
        };
        audit::record(conn, deed)
    };
    site.db.write(write).await?;
    Ok(see_other(paths::ADMIN_SUPPRESSED))
}
