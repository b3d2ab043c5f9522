//! One row a route: who it is for. And the route table itself, read as text.

use std::collections::BTreeSet;

use reqwest::Method;

const ROUTES: &str = include_str!("../../src/routes.rs");
const PATHS: &str =
    concat!(include_str!("../../src/paths.rs"), include_str!("../../src/paths/search.rs"));

/// Who a route is for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum For {
    Everybody,
    /// Whoever brings the token of a letter; nobody here does.
    Token,
    SignedIn,
    /// The applicant it belongs to; for everybody else it is not there.
    Applicant,
    /// Any member of the employer in the path, or of that of the posting in it.
    Member,
    /// Its owners and recruiters.
    Writer,
    Owner,
    Administrator,
}

use For::*;

#[rustfmt::skip]
pub const ROWS: &[(&str, For)] = &[
    ("GET /healthz", Everybody),
    ("GET /readyz", Everybody),
    ("GET /assets/{path:.*}", Everybody),
    ("GET /robots.txt", Everybody),
    ("GET /", Everybody),
    ("GET /about", Everybody),
    ("GET /jobs", Everybody),
    ("GET /jobs/employers", Everybody),
    ("GET /jobs/values/{group}", Everybody),
    ("GET /jobs/suggest", Everybody),
    ("GET /jobs/feed.rss", Everybody),
    ("GET /jobs/feed.atom", Everybody),
    ("GET /jobs/feed.json", Everybody),
    ("GET /jobs/{key}", Everybody),
    ("GET /jobs/{id}/apply", Everybody),
    ("GET /employers", Everybody),
    ("GET /employers/{key}", Everybody),
    ("GET /register", Everybody),
    ("POST /register", Everybody),
    ("GET /verify", Token),
    ("POST /verify", Token),
    ("POST /verify/again", Everybody),
    ("GET /sign-in", Everybody),
    ("POST /sign-in", Everybody),
    ("GET /reset", Everybody),
    ("POST /reset", Everybody),
    ("GET /new-password", Token),
    ("POST /new-password", Token),
    ("GET /account", SignedIn),
    ("POST /account", SignedIn),
    ("POST /account/sessions/{session}/end", Applicant),
    ("POST /account/sessions/end", SignedIn),
    ("GET /account/closure", SignedIn),
    ("POST /account/closure", SignedIn),
    ("POST /account/password", SignedIn),
    ("POST /account/email", SignedIn),
    ("GET /account/email/confirmation", Token),
    ("POST /account/email/confirmation", Token),
    ("GET /alerts", SignedIn),
    ("POST /alerts", Everybody),
    ("GET /alerts/confirm", Token),
    ("POST /alerts/confirm", Token),
    ("GET /alerts/unsubscribe", Token),
    ("POST /alerts/unsubscribe", Token),
    ("POST /alerts/end", SignedIn),
    ("POST /alerts/again", SignedIn),
    ("POST /alerts/criteria", Token),
    ("POST /alerts/left", Token),
    ("GET /alerts/{alert}", Applicant),
    ("POST /alerts/{alert}", Applicant),
    ("POST /alerts/{alert}/filters", Applicant),
    ("POST /jobs/{posting}/application", Everybody),
    ("POST /jobs/{posting}/guest-application", Everybody),
    ("GET /jobs/{posting}/departure", Everybody),
    ("POST /jobs/{posting}/departure", SignedIn),
    ("GET /applications", SignedIn),
    ("GET /applications/confirmation", Token),
    ("POST /applications/confirmation", Token),
    ("GET /applications/{application}", Applicant),
    ("GET /applications/{application}/resume", Applicant),
    ("GET /jobs/{posting}/report", Everybody),
    ("POST /jobs/{posting}/report", Everybody),
    ("GET /profile", SignedIn),
    ("POST /profile", SignedIn),
    ("GET /profile/resume", SignedIn),
    ("POST /profile/resume", SignedIn),
    ("POST /profile/resume/removal", SignedIn),
    ("GET /profile/export", SignedIn),
    ("GET /profile/resume.json", SignedIn),
    ("GET /profile/deletion", SignedIn),
    ("POST /profile/deletion", SignedIn),
    ("GET /fit", Everybody),
    ("POST /fit", Everybody),
    ("POST /fit/end", Everybody),
    ("GET /saved", SignedIn),
    ("POST /saved/viewed/removal", SignedIn),
    ("POST /jobs/{posting}/saved", SignedIn),
    ("POST /jobs/{posting}/hidden", SignedIn),
    ("POST /employers/{employer}/hidden", SignedIn),
    ("GET /hire", SignedIn),
    ("GET /hire/employers/new", SignedIn),
    ("POST /hire/employers", SignedIn),
    ("GET /hire/employers/{employer}/edit", Owner),
    ("POST /hire/employers/{employer}/edit", Owner),
    ("GET /hire/employers/{employer}/members", Member),
    ("POST /hire/employers/{employer}/invitations", Owner),
    ("POST /hire/employers/{employer}/invitations/{invitation}/withdrawal", Owner),
    ("POST /hire/employers/{employer}/members/{member}/role", Owner),
    ("POST /hire/employers/{employer}/members/{member}/removal", Owner),
    ("GET /invitation", SignedIn),
    ("POST /invitation", Token),
    ("GET /hire/employers/{employer}/mail", Member),
    ("POST /hire/employers/{employer}/mail", Member),
    ("GET /hire/employers/{employer}", Member),
    ("GET /hire/employers/{employer}/postings/new", Writer),
    ("GET /hire/employers/{employer}/postings/blank", Writer),
    ("POST /hire/employers/{employer}/postings", Writer),
    ("POST /hire/employers/{employer}/postings/from-text", Writer),
    ("GET /hire/postings/{posting}", Writer),
    ("POST /hire/postings/{posting}", Writer),
    ("GET /hire/postings/{posting}/preview", Member),
    ("POST /hire/postings/{posting}/publication", Writer),
    ("GET /hire/postings/{posting}/closure", Writer),
    ("POST /hire/postings/{posting}/closure", Writer),
    ("POST /hire/postings/{posting}/renewal", Writer),
    ("POST /hire/postings/{posting}/copy", Writer),
    ("GET /hire/postings/{posting}/history", Member),
    ("GET /hire/postings/{posting}/applications", Member),
    ("GET /hire/applications/{application}", Member),
    ("POST /hire/applications/{application}/stage", Writer),
    ("POST /hire/applications/{application}/notes", Writer),
    ("GET /hire/applications/{application}/resume", Writer),
    ("GET /admin", Administrator),
    ("GET /admin/reports", Administrator),
    ("POST /admin/reports/{report}/settlement", Administrator),
    ("GET /admin/mail", Administrator),
    ("GET /admin/mail/{letter}", Administrator),
    ("GET /admin/mail/{letter}/body", Administrator),
    ("POST /admin/mail/{letter}/try", Administrator),
    ("GET /admin/suppressed", Administrator),
    ("POST /admin/suppressed/lifting", Administrator),
    ("GET /admin/postings/{posting}", Administrator),
    ("POST /admin/postings/{posting}/approval", Administrator),
    ("POST /admin/postings/{posting}/return", Administrator),
    ("POST /admin/postings/{posting}/takedown", Administrator),
    ("GET /admin/employers/{employer}", Administrator),
    ("POST /admin/employers/{employer}/suspension", Administrator),
    ("POST /admin/employers/{employer}/reinstatement", Administrator),
    ("POST /applications/{application}/withdrawal", Applicant),
    // Last: it ends the session.
    ("POST /sign-out", Everybody),
];

/// What mail programs may send from wherever they run, whatever cookies they have: its address is
/// signed.
pub const OPEN: &str = "POST /alerts/unsubscribe";

/// `GET /jobs/{key}` for every line of the route table.
pub fn routes() -> BTreeSet<String> {
    let (_, table) = ROUTES.split_once("fn table(").expect("routes.rs has its table");
    for other in [".service(", "resource(", "scope(", "default_service("] {
        assert!(!ROUTES.contains(other), "routes.rs says {other}: this test reads .route( alone");
    }
    let calls = table.split(".route(").skip(1);
    calls
        .map(|call| {
            let (path, rest) = call.split_once(',').expect("a route has a path and a handler");
            let (method, _) = rest.trim().split_once("()").expect("a route has a method");
            format!("{} {}", method.to_uppercase(), written(path.trim()))
        })
        .collect()
}

/// A path as it is written out, or the constant that holds it.
fn written(path: &str) -> String {
    if let Some(constant) = path.strip_prefix("paths::") {
        let line = format!("pub const {constant}: &str = \"");
        let (_, value) = PATHS.split_once(&line).expect("paths.rs has the constant");
        return value.split('"').next().expect("a value ends").to_owned();
    }
    path.trim_matches('"').to_owned()
}

/// The method and the path of a row.
pub fn parts(route: &str) -> (Method, &str) {
    let (method, path) = route.split_once(' ').expect("a method and a path");
    (if method == "GET" { Method::GET } else { Method::POST }, path)
}
