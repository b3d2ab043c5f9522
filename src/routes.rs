//! Every address the site answers, in one table, and what surrounds each answer.

use std::net::TcpListener;
use std::time::Duration;

use actix_web::middleware::{Compress, NormalizePath, TrailingSlash, from_fn};
use actix_web::web::Data;
use actix_web::{App, HttpResponse, HttpServer};
use tracing_actix_web::TracingLogger;

use crate::error::Error;
use crate::site::Site;
use crate::web::{RequestSpan, Table, csp, csrf, errors, get, post, serve_asset};
use crate::{
    accounts, alerts, applicants, applications, board, employers, moderation, paths, postings,
    search,
};

/// A server for the site on an open socket; it runs when awaited.
pub fn server(site: &Site, listener: TcpListener) -> std::io::Result<actix_web::dev::Server> {
    let threads = site.config.threads;
    let shared = Data::new(site.clone());
    let server = HttpServer::new(move || {
        // The last one wrapped is the first to see a request.
        App::new()
            .app_data(shared.clone())
            .configure(|app| Table::fill(app, table))
            .wrap(from_fn(csrf::guard))
            .wrap(from_fn(errors::pages))
            .wrap(from_fn(csp::headers))
            .wrap(Compress::default())
            .wrap(NormalizePath::new(TrailingSlash::Trim))
            .wrap(TracingLogger::<RequestSpan>::new())
    });
    let server = if threads > 0 { server.workers(threads) } else { server };
    // Signals are the commands' affair: a server must not catch those of the whole process.
    Ok(server.listen(listener)?.shutdown_timeout(10).disable_signals().run())
}

/// The table. Permission is in the handlers' guard types; what a path means, in `paths`.
fn table(app: &mut Table<'_>) {
    // The house itself
    app.route("/healthz", get().to(healthy))
        .route("/readyz", get().to(ready))
        .route("/assets/{path:.*}", get().to(serve_asset))
        .route("/robots.txt", get().to(board::pages::robots));

    // What everybody may look at: the same page for all who are nobody to us
    app.route(paths::FRONT, get().kept(board::pages::front))
        .route(paths::ABOUT, get().kept(board::pages::about))
        .route(paths::LISTING, get().kept(search::pages::listing))
        .route(paths::LISTING_EMPLOYERS, get().kept(search::pages::employers))
        .route(paths::LISTING_VALUES, get().kept(search::pages::values))
        .route(paths::SUGGEST, get().to(search::pages::suggest))
        .route(paths::FEED_RSS, get().kept(search::pages::rss))
        .route(paths::FEED_ATOM, get().kept(search::pages::atom))
        .route(paths::FEED_JSON, get().kept(search::pages::json))
        .route("/jobs/{key}", get().kept(board::pages::posting))
        .route(paths::EMPLOYERS, get().kept(board::pages::directory))
        .route("/employers/{key}", get().kept(board::pages::employer));

    // People
    app.route(paths::REGISTER, get().to(accounts::pages::register_form))
        .route(paths::REGISTER, post().to(accounts::pages::register))
        .route(paths::VERIFY, get().to(accounts::pages::verify))
        .route(paths::VERIFY, post().to(accounts::pages::confirm))
        .route(paths::VERIFY_AGAIN, post().to(accounts::pages::verify_again))
        .route(paths::SIGN_IN, get().to(accounts::pages::sign_in_form))
        .route(paths::SIGN_IN, post().to(accounts::pages::sign_in))
        .route(paths::SIGN_OUT, post().to(accounts::pages::sign_out))
        .route(paths::RESET, get().to(accounts::pages::ask))
        .route(paths::RESET, post().to(accounts::pages::send))
        .route(paths::NEW_PASSWORD, get().to(accounts::pages::choose))
        .route(paths::NEW_PASSWORD, post().to(accounts::pages::save))
        .route(paths::ACCOUNT, get().to(accounts::pages::account))
        .route(paths::ACCOUNT, post().to(accounts::pages::rename))
        .route(paths::END_SESSIONS, post().to(accounts::pages::end_sessions))
        .route("/account/sessions/{session}/end", post().to(accounts::pages::end_session))
        .route(paths::CLOSURE, get().to(board::pages::closure_form))
        .route(paths::CLOSURE, post().to(board::pages::close))
        .route(paths::CHANGE_PASSWORD, post().to(accounts::pages::change_password))
        .route(paths::CHANGE_EMAIL, post().to(accounts::pages::change_email))
        .route(paths::CONFIRM_EMAIL, get().to(accounts::pages::open_email))
        .route(paths::CONFIRM_EMAIL, post().to(accounts::pages::confirm_email));

    // Those who look for work
    app.route(paths::FIT, get().to(applicants::pages::fit_form))
        .route(paths::FIT, post().to(applicants::pages::set_fit))
        .route(paths::FIT_END, post().to(applicants::pages::end))
        .route(paths::SAVED, get().to(board::pages::saved))
        .route(paths::VIEWED_REMOVAL, post().to(applicants::pages::clear_viewed))
        .route("/jobs/{posting}/saved", post().to(applicants::pages::save))
        .route("/jobs/{posting}/hidden", post().to(applicants::pages::hide_posting))
        .route("/employers/{employer}/hidden", post().to(applicants::pages::hide_employer));

    // Being written to about a search
    app.route(paths::ALERTS, get().to(alerts::pages::list))
        .route(paths::ALERTS, post().to(alerts::pages::ask))
        .route(paths::CONFIRM_ALERTS, get().to(alerts::pages::confirmation))
        .route(paths::CONFIRM_ALERTS, post().to(alerts::pages::confirm))
        .route(paths::UNSUBSCRIBE, get().to(alerts::pages::unsubscribing))
        .route(paths::UNSUBSCRIBE, post().to(alerts::pages::unsubscribe))
        .route(paths::END_ALERTS, post().to(alerts::pages::end))
        .route(paths::ALERTS_AGAIN, post().to(alerts::pages::go_on))
        .route(paths::ALERT_CRITERIA, post().to(alerts::pages::save_filters))
        .route(paths::ALERT_LEFT, post().to(alerts::pages::leave_filters))
        .route("/alerts/{alert}", get().to(alerts::pages::change))
        .route("/alerts/{alert}", post().to(alerts::pages::save))
        .route("/alerts/{alert}/filters", post().to(alerts::pages::choose_filters));

    // Applying
    app.route("/jobs/{id}/apply", get().to(applications::pages::apply))
        .route("/jobs/{posting}/application", post().to(applications::pages::send))
        .route("/jobs/{posting}/guest-application", post().to(applications::pages::send_as_guest))
        .route("/jobs/{posting}/departure", get().to(applications::pages::depart))
        .route("/jobs/{posting}/departure", post().to(applications::pages::said))
        .route(paths::CONFIRM_APPLICATION, get().to(applications::pages::confirmation))
        .route(paths::CONFIRM_APPLICATION, post().to(applications::pages::confirm))
        .route(paths::APPLICATIONS, get().to(applications::pages::list))
        .route("/applications/{application}", get().to(applications::pages::timeline))
        .route("/applications/{application}/resume", get().to(applications::pages::resume))
        .route("/applications/{application}/withdrawal", post().to(applications::pages::withdraw));

    // Employers
    app.route(paths::HIRE, get().to(employers::pages::hire))
        .route(paths::NEW_EMPLOYER, get().to(employers::pages::new_form))
        .route(paths::HIRE_EMPLOYERS, post().to(employers::pages::create))
        .route("/hire/employers/{employer}/edit", get().to(employers::pages::edit_form))
        .route("/hire/employers/{employer}/edit", post().to(employers::pages::edit))
        .route("/hire/employers/{employer}/members", get().to(employers::pages::members))
        .route("/hire/employers/{employer}/invitations", post().to(employers::pages::invite))
        .route(
            "/hire/employers/{employer}/invitations/{invitation}/withdrawal",
            post().to(employers::pages::withdraw_invitation),
        )
        .route(
            "/hire/employers/{employer}/members/{member}/role",
            post().to(employers::pages::change_role),
        )
        .route(
            "/hire/employers/{employer}/members/{member}/removal",
            post().to(employers::pages::remove_member),
        )
        .route(paths::INVITATION, get().to(employers::pages::invitation))
        .route(paths::INVITATION, post().to(employers::pages::accept_invitation));

    app.route("/hire/employers/{employer}/mail", get().to(employers::pages::mail_form))
        .route("/hire/employers/{employer}/mail", post().to(employers::pages::choose_mail));

    // The employer's desk: its postings
    app.route("/hire/employers/{employer}", get().to(postings::pages::desk))
        .route("/hire/employers/{employer}/postings/new", get().to(postings::pages::start))
        .route("/hire/employers/{employer}/postings/blank", get().to(postings::pages::blank))
        .route("/hire/employers/{employer}/postings", post().to(postings::pages::create))
        .route(
            "/hire/employers/{employer}/postings/from-text",
            post().to(postings::pages::from_text),
        )
        .route("/hire/postings/{posting}", get().to(postings::pages::edit_form))
        .route("/hire/postings/{posting}", post().to(postings::pages::save))
        .route("/hire/postings/{posting}/preview", get().to(postings::pages::preview))
        .route("/hire/postings/{posting}/publication", post().to(postings::pages::publish))
        .route("/hire/postings/{posting}/closure", get().to(postings::pages::close_form))
        .route("/hire/postings/{posting}/closure", post().to(postings::pages::close))
        .route("/hire/postings/{posting}/renewal", post().to(postings::pages::renew))
        .route("/hire/postings/{posting}/copy", post().to(postings::pages::copy))
        .route("/hire/postings/{posting}/history", get().to(postings::pages::history));

    // What a coder says of themselves
    app.route(paths::PROFILE, get().to(applicants::pages::profile_form))
        .route(paths::PROFILE, post().to(applicants::pages::save_profile))
        .route("/profile/resume", get().to(applicants::pages::fetch_resume))
        .route("/profile/resume", post().to(applicants::pages::save_resume))
        .route("/profile/resume/removal", post().to(applicants::pages::remove_resume))
        .route("/profile/export", get().to(board::pages::export))
        .route("/profile/resume.json", get().to(applicants::pages::json_resume))
        .route("/profile/deletion", get().to(applicants::pages::deletion_form))
        .route("/profile/deletion", post().to(applicants::pages::delete_profile));

    // What people have sent to it
    app.route(
        "/hire/postings/{posting}/applications",
        get().to(applications::pages::received_list),
    )
    .route("/hire/applications/{application}", get().to(applications::pages::received))
    .route("/hire/applications/{application}/stage", post().to(applications::pages::move_to))
    .route("/hire/applications/{application}/notes", post().to(applications::pages::note))
    .route(
        "/hire/applications/{application}/resume",
        get().to(applications::pages::received_resume),
    );

    // Keeping strangers from people
    app.route("/jobs/{posting}/report", get().to(moderation::pages::form))
        .route("/jobs/{posting}/report", post().to(moderation::pages::file))
        .route(paths::ADMIN, get().to(moderation::pages::queue))
        .route(paths::ADMIN_REPORTS, get().to(moderation::pages::list))
        .route("/admin/reports/{report}/settlement", post().to(moderation::pages::settle))
        .route(paths::ADMIN_MAIL, get().to(board::pages::mail::list))
        .route("/admin/mail/{letter}", get().to(board::pages::mail::letter))
        .route("/admin/mail/{letter}/body", get().to(board::pages::mail::body))
        .route("/admin/mail/{letter}/try", post().to(board::pages::mail::try_again))
        .route(paths::ADMIN_SUPPRESSED, get().to(board::pages::mail::suppressed))
        .route(paths::ADMIN_LIFTING, post().to(board::pages::mail::lift))
        .route("/admin/postings/{posting}", get().to(moderation::pages::posting))
        .route("/admin/postings/{posting}/approval", post().to(moderation::pages::approve))
        .route("/admin/postings/{posting}/return", post().to(moderation::pages::return_posting))
        .route("/admin/postings/{posting}/takedown", post().to(moderation::pages::take_down))
        .route("/admin/employers/{employer}", get().to(moderation::pages::employer))
        .route("/admin/employers/{employer}/suspension", post().to(moderation::pages::suspend))
        .route(
            "/admin/employers/{employer}/reinstatement",
            post().to(moderation::pages::reinstate),
        );
}

/// Alive: the process answers.
async fn healthy() -> HttpResponse {
    HttpResponse::Ok().content_type("text/plain").body("ok")
}

/// Ready: the database answers too, and searches find what it holds.
async fn ready(site: Data<Site>) -> Result<HttpResponse, Error> {
    site.db.read(crate::queue::waiting).await?;
    if !search::is_ready(&site) {
        return Err(Error::Busy { retry_after: Duration::from_secs(1) });
    }
    Ok(HttpResponse::Ok().content_type("text/plain").body("ready"))
}
