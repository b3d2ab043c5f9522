//! Deleting a profile: a page that says what goes, and the button.

use actix_web::{HttpResponse, web};
use serde::Serialize;

use crate::accounts::SignedIn;
use crate::applicants::profile::Profile;
use crate::error::Result;
use crate::paths;
use crate::site::Site;
use crate::web::{Page, see_other};

#[derive(Serialize)]
struct View {
    deletion: Deletion,
}

#[derive(Serialize)]
struct Deletion {
    action: String,
    export_url: String,
    /// False where there is nothing to delete.
    exists: bool,
}

pub async fn form(site: web::Data<Site>, who: SignedIn) -> Result<HttpResponse> {
    let id = who.account.id;
    let profile = site.db.read(move |conn| Profile::of(conn, id)).await?;
    let deletion = Deletion {
        action: paths::profile_part("deletion"),
        export_url: paths::profile_part("export"),
        exists: profile.is_some(),
    };
    Page::new("applicants/deletion.html", "Delete your profile", View { deletion })
        .no_index()
        .framed(who.chrome)
        .respond(&site)
}

pub async fn delete(site: web::Data<Site>, who: SignedIn) -> Result<HttpResponse> {
    let (now, by) = (site.clock.now(), who.account);
    site.db.write(move |conn| Profile::delete(conn, now, &by)).await?;
    Ok(see_other(&paths::profile_after("deleted")))
}
