//! What the people of an employer do with an application: open its résumé, move it, write a note.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};

use super::received::{Again, show};
use super::received_list::Words;
use crate::applicants::Resume;
use crate::applications::guards::Handling;
use crate::applications::stages::LONGEST_NOTE;
use crate::applications::{Application, Stage};
use crate::db::Conn;
use crate::employers::Member;
use crate::error::{Error, Result};
use crate::paths;
use crate::site::Site;
use crate::web::{FormErrors, Input, Limit, download, see_other};

/// `POST /hire/applications/{application}/stage`: moves it. A note typed beside the buttons is
/// written with it.
pub async fn move_to(
    site: web::Data<Site>,
    handling: Handling,
    input: Input,
) -> Result<HttpResponse> {
    let Some(to) = Stage::parse(input.text("stage")) else {
        return Err(Error::Invalid("Choose a stage.".into()));
    };
    if let Some(again) = too_long(&input) {
        return show(&site, handling.0, again).await;
    }
    let version = input.text("version").parse().unwrap_or(-1);
    let note = input.text("note").to_owned();
    let write = move |conn: &mut Conn, it: &Application, by: &_, now| {
        it.move_to(conn, now, by, version, to)?;
        if note.is_empty() { Ok(()) } else { it.note(conn, now, by, &note) }
    };
    done(&site, handling, &input, write, "moved").await
}

/// `POST /hire/applications/{application}/notes`
pub async fn note(site: web::Data<Site>, handling: Handling, input: Input) -> Result<HttpResponse> {
    let note = input.text("note").to_owned();
    if note.is_empty() {
        let errors = FormErrors::one("note", "Write the note first.");
        let again = Again { errors, ..Again::of(&input, StatusCode::UNPROCESSABLE_ENTITY) };
        return show(&site, handling.0, again).await;
    }
    if let Some(again) = too_long(&input) {
        return show(&site, handling.0, again).await;
    }
    let write = move |conn: &mut Conn, it: &Application, by: &_, now| it.note(conn, now, by, &note);
    done(&site, handling, &input, write, "noted").await
}

fn too_long(input: &Input) -> Option<Again> {
    let mut errors = FormErrors::default();
    errors.optional(input, "note", LONGEST_NOTE);
    let again = || Again { errors, ..Again::of(input, StatusCode::UNPROCESSABLE_ENTITY) };
    (input.text("note").chars().count() > LONGEST_NOTE).then(again)
}

/// Does it in one transaction; where somebody was quicker, the page says what it is now and keeps
/// what was typed.
async fn done<F>(
    site: &Site,
    handling: Handling,
    input: &Input,
    write: F,
    said: &'static str,
) -> Result<HttpResponse>
where
    F: FnOnce(&mut Conn, &Application, &Member, crate::clock::Moment) -> Result<()>
        + Send
        + 'static,
{
    let (id, by, now) = (handling.0.application.id, handling.0.member.clone(), site.clock.now());
    if let Err(Error::TooMany { .. }) =
        site.limits.check(Limit::Handle, format!("{} {id}", by.account.id))
    {
        let problem = Some("That was a lot for one application. Wait a minute.".to_owned());
        let again = Again { problem, ..Again::of(input, StatusCode::TOO_MANY_REQUESTS) };
        return show(site, handling.0, again).await;
    }
    let written = site.db.write(move |conn| {
        // The seat may have been taken away while the form was on its way.
        let by = Member::of(conn, &by.account, by.employer.id)?;
        by.refuse_lookers()?;
        let application = Application::by_id(conn, id)?;
        write(conn, &application, &by, now)
    });
    match written.await {
        Ok(()) => {
            let picked = Again::of(input, StatusCode::OK).picked.query();
            let then = if picked.is_empty() { picked } else { format!("{picked}&") };
            let id = &handling.0.application.public_id;
            Ok(see_other(&paths::received_among(id, &format!("{then}done={said}"))))
        }
        Err(Error::Conflict(text)) => {
            let again = Again { problem: Some(text), ..Again::of(input, StatusCode::CONFLICT) };
            show(site, handling.0, again).await
        }
        Err(error) => Err(error),
    }
}

impl Again {
    /// The page once more after a form: with its note, among the same applications.
    fn of(input: &Input, status: StatusCode) -> Again {
        let words = Words {
            stage: input.text("in_stage").to_owned(),
            verdict: input.text("in_verdict").to_owned(),
            sort: input.text("in_sort").to_owned(),
            ..Words::default()
        };
        Again {
            picked: words.picked(),
            note: input.text("note").to_owned(),
            status,
            ..Again::default()
        }
    }
}

/// `GET /hire/applications/{application}/resume`: the file, to be saved. Not of what was taken
/// back.
pub async fn resume(site: web::Data<Site>, handling: Handling) -> Result<HttpResponse> {
    let application = handling.0.application;
    if application.stage == Stage::Withdrawn {
        return Err(Error::NotFound);
    }
    let key = application.resume_key.ok_or(Error::NotFound)?;
    let files = site.clone();
    let (resume, bytes) = site
        .db
        .read(move |conn| {
            let resume = Resume::held(conn, &key)?.ok_or(Error::NotFound)?;
            let bytes = resume.contents(&files)?;
            Ok((resume, bytes))
        })
        .await?;
    Ok(download(&resume.name, &resume.media_type, bytes))
}
