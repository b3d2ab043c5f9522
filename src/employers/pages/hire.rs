//! "Post a job": leads everybody to the desk that is theirs.

use actix_web::{HttpResponse, web};
use serde::Serialize;

use super::new;
use crate::accounts::SignedIn;
use crate::employers::invitation::Invitation;
use crate::employers::{Member, MemberRole};
use crate::error::Result;
use crate::paths;
use crate::site::Site;
use crate::web::{Input, Page, see_other};

#[derive(Serialize)]
struct View {
    desks: Vec<DeskLink>,
    new_url: &'static str,
}

#[derive(Serialize)]
struct DeskLink {
    name: String,
    url: String,
    role_text: &'static str,
}

pub async fn hire(site: web::Data<Site>, who: SignedIn) -> Result<HttpResponse> {
    let account = who.account;
    let now = site.clock.now();
    let read = site.db.read(move |conn| {
        let invited = !Invitation::open_to(conn, now, &account)?.is_empty();
        Ok((Member::all_of(conn, &account)?, invited))
    });
    let (seats, invited) = read.await?;
    match seats.as_slice() {
        // Whoever comes in for the first time most likely comes for that.
        [] if invited => Ok(see_other(paths::INVITATION)),
        [] => new::show(&site, who.chrome, &Input::default(), Default::default()),
        [only] => Ok(see_other(&paths::desk(only.employer.id))),
        several => {
            let desks = several.iter().map(desk_link).collect();
            let view = View { desks, new_url: paths::NEW_EMPLOYER };
            Page::new("employers/choose.html", "Your employers", view)
                .nav("hire")
                .no_index()
                .framed(who.chrome)
                .respond(&site)
        }
    }
}

fn desk_link(seat: &Member) -> DeskLink {
    DeskLink {
        name: seat.employer.name.clone(),
        url: paths::desk(seat.employer.id),
        role_text: match seat.role {
            MemberRole::Owner => "You own this employer's page.",
            MemberRole::Recruiter => "You write its postings.",
            MemberRole::Viewer => "You look on.",
        },
    }
}
