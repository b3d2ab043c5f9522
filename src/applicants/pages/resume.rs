//! The one résumé that is kept with a profile.

use actix_web::{HttpResponse, web};

use super::sheet::{Saved, Sheet};
use crate::accounts::SignedIn;
use crate::applicants::profile::Profile;
use crate::applicants::resume::Resume;
use crate::error::Result;
use crate::paths;
use crate::site::Site;
use crate::web::{FormErrors, FormWithFile, download, see_other};

const NO_PROFILE: &str = "Save your profile first: a résumé belongs to it.";

/// Takes a file in, in place of the one there was.
pub async fn save(
    site: web::Data<Site>,
    who: SignedIn,
    form: FormWithFile,
) -> Result<HttpResponse> {
    let id = who.account.id;
    let saved = site.db.read(move |conn| Saved::of(conn, id)).await?;
    let accepted = match (form.refused, form.file) {
        _ if saved.is_none() => Err(NO_PROFILE.to_owned()),
        (Some(refused), _) => Err(refused),
        (None, None) => Err("Choose a file.".to_owned()),
        (None, Some(upload)) => Resume::accept(&site, Some(id), upload).await?,
    };
    let resume = match accepted {
        Ok(resume) => resume,
        Err(refused) => {
            let input = Saved::typed(saved.as_ref(), &who.account.name);
            let field = if saved.is_some() { "resume" } else { "" };
            let sheet = Sheet::new(&site, &who.account, &input, saved.as_ref());
            return sheet.problems(FormErrors::one(field, refused)).show(who.chrome);
        }
    };
    let (now, by) = (site.clock.now(), who.account);
    site.db.write(move |conn| Profile::keep_resume(conn, now, &by, &resume.key)).await?;
    Ok(see_other(&paths::profile_after("resume")))
}

/// The file itself; without one, the page that takes it.
pub async fn fetch(site: web::Data<Site>, who: SignedIn) -> Result<HttpResponse> {
    let (id, shared) = (who.account.id, site.clone());
    let read = move |conn: &mut _| {
        let key = Profile::of(conn, id)?.and_then(|profile| profile.resume_key);
        let Some(resume) = key.map(|key| Resume::held(conn, &key)).transpose()?.flatten() else {
            return Ok(None);
        };
        let bytes = resume.contents(&shared)?;
        Ok(Some((resume, bytes)))
    };
    Ok(match site.db.read(read).await? {
        Some((resume, bytes)) => download(&resume.name, &resume.media_type, bytes),
        None => see_other(paths::PROFILE),
    })
}

/// Lets it go; applications it was sent with keep theirs.
pub async fn remove(site: web::Data<Site>, who: SignedIn) -> Result<HttpResponse> {
    let (now, by) = (site.clock.now(), who.account);
    site.db.write(move |conn| Profile::drop_resume(conn, now, &by)).await?;
    Ok(see_other(&paths::profile_after("resume-removed")))
}
