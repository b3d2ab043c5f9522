//! Every address of ours, built here and nowhere else.

mod alerts;
mod desk;
mod search;

use std::collections::BTreeMap;
use std::fmt::Display;
use std::sync::LazyLock;

pub use alerts::*;
pub use desk::*;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
pub use search::*;

pub const FRONT: &str = "/";
pub const ABOUT: &str = "/about";
pub const EMPLOYERS: &str = "/employers";
pub const REGISTER: &str = "/register";
pub const VERIFY: &str = "/verify";
pub const VERIFY_AGAIN: &str = "/verify/again";
pub const SIGN_IN: &str = "/sign-in";
pub const SIGN_OUT: &str = "/sign-out";
pub const RESET: &str = "/reset";
pub const NEW_PASSWORD: &str = "/new-password";
/// The account: sessions, address, password, closing.
pub const ACCOUNT: &str = "/account";
pub const CHANGE_PASSWORD: &str = "/account/password";
pub const CHANGE_EMAIL: &str = "/account/email";
/// Where the letter to a new address leads.
pub const CONFIRM_EMAIL: &str = "/account/email/confirmation";
/// All sessions but the one that asks.
pub const END_SESSIONS: &str = "/account/sessions/end";
pub const CLOSURE: &str = "/account/closure";
/// What a coder says of themselves.
pub const PROFILE: &str = "/profile";
/// State and credentials for one visit.
pub const FIT: &str = "/fit";
/// Where it is forgotten before the visit ends.
pub const FIT_END: &str = "/fit/end";
/// What somebody keeps, and what they have hidden.
pub const SAVED: &str = "/saved";
/// What somebody has looked at, to be forgotten.
pub const VIEWED_REMOVAL: &str = "/saved/viewed/removal";
/// What somebody has applied to.
pub const APPLICATIONS: &str = "/applications";
/// Where the letter to a guest leads.
pub const CONFIRM_APPLICATION: &str = "/applications/confirmation";
/// The searches somebody is written to about.
pub const ALERTS: &str = "/alerts";
/// Where the letter that asks whether they want that leads.
pub const CONFIRM_ALERTS: &str = "/alerts/confirm";
/// Where the way out of every alert letter leads: for people, and for mail programs (RFC 8058).
pub const UNSUBSCRIBE: &str = "/alerts/unsubscribe";
/// Ends every alert of somebody.
pub const END_ALERTS: &str = "/alerts/end";
/// Takes ends back that were a slip.
pub const ALERTS_AGAIN: &str = "/alerts/again";
/// The search of a listing, saved over the alert that is being changed.
pub const ALERT_CRITERIA: &str = "/alerts/criteria";
/// Where somebody no longer wants to change it.
pub const ALERT_LEFT: &str = "/alerts/left";
/// Where the letter to somebody invited leads.
pub const INVITATION: &str = "/invitation";
pub const HIRE: &str = "/hire";
pub const NEW_EMPLOYER: &str = "/hire/employers/new";
pub const HIRE_EMPLOYERS: &str = "/hire/employers";
pub const ADMIN: &str = "/admin";
pub const ADMIN_REPORTS: &str = "/admin/reports";
pub const ADMIN_MAIL: &str = "/admin/mail";
/// Addresses nothing subscribed is sent to, and where one is let go.
pub const ADMIN_SUPPRESSED: &str = "/admin/suppressed";
pub const ADMIN_LIFTING: &str = "/admin/suppressed/lifting";

/// The addresses every page links to, by the names templates use.
pub static LINKS: LazyLock<BTreeMap<&'static str, &'static str>> = LazyLock::new(|| {
    BTreeMap::from([
        ("home", FRONT),
        ("jobs", LISTING),
        ("employers", EMPLOYERS),
        ("about", ABOUT),
        ("hire", HIRE),
        ("sign_in", SIGN_IN),
        ("sign_out", SIGN_OUT),
        ("register", REGISTER),
        ("reset", RESET),
        ("admin", ADMIN),
        ("account", ACCOUNT),
        ("profile", PROFILE),
        ("fit", FIT),
        ("saved", SAVED),
        ("applications", APPLICATIONS),
        ("confirm_application", CONFIRM_APPLICATION),
        ("alerts", ALERTS),
        ("confirm_alerts", CONFIRM_ALERTS),
        ("unsubscribe", UNSUBSCRIBE),
        ("end_alerts", END_ALERTS),
        ("alerts_again", ALERTS_AGAIN),
        ("alert_criteria", ALERT_CRITERIA),
        ("alert_left", ALERT_LEFT),
    ])
});

/// `Outpatient Coder II (Remote)` becomes `outpatient-coder-ii-remote`, at most 60 characters.
pub fn slug(title: &str) -> String {
    let mut slug = String::new();
    for c in crate::vocabulary::fold(title).chars() {
        match c {
            'a'..='z' | '0'..='9' => slug.push(c),
            _ if !slug.is_empty() && !slug.ends_with('-') => slug.push('-'),
            _ => {}
        }
        if slug.len() >= 60 {
            break;
        }
    }
    slug.trim_end_matches('-').to_owned()
}

/// The number in front of `123-outpatient-coder`.
pub fn id_of(key: &str) -> Option<i64> {
    let digits = key.split('-').next()?;
    digits.parse().ok().filter(|id| *id > 0 && !digits.starts_with('+'))
}

fn keyed(base: &str, id: impl Display, name: &str) -> String {
    match slug(name).as_str() {
        "" => format!("{base}/{id}"),
        slug => format!("{base}/{id}-{slug}"),
    }
}

/// The public page of a posting.
pub fn posting(id: impl Display, title: &str) -> String {
    keyed(LISTING, id, title)
}

pub fn apply(id: impl Display) -> String {
    format!("{LISTING}/{id}/apply")
}

/// Parts of a profile its owner acts on: `resume`, `resume/removal`, `resume.json`,
/// `export`, `deletion`.
pub fn profile_part(part: &str) -> String {
    format!("{PROFILE}/{part}")
}

/// The profile, saying what has just been done (`saved`, `deleted`, ...).
pub fn profile_after(done: &str) -> String {
    format!("{PROFILE}?done={done}")
}

/// The profile, leading back to where it was asked for.
pub fn profile_for(back_to: &str) -> String {
    format!("{PROFILE}?next={}", utf8_percent_encode(back_to, NON_ALPHANUMERIC))
}

/// Parts of a posting a visitor acts on: `application`, `guest-application`, `departure`, `saved`,
/// `hidden`.
pub fn posting_deed(id: impl Display, part: &str) -> String {
    format!("{LISTING}/{id}/{part}")
}

/// An employer a visitor acts on: `hidden`.
pub fn employer_deed(id: impl Display, part: &str) -> String {
    format!("{EMPLOYERS}/{id}/{part}")
}

/// An application as its applicant sees it.
pub fn application(public_id: impl Display) -> String {
    format!("{APPLICATIONS}/{public_id}")
}

/// An application, saying what has just been done (`sent`, `withdrawn`).
pub fn application_after(public_id: impl Display, done: &str) -> String {
    format!("{APPLICATIONS}/{public_id}?done={done}")
}

/// Parts of an application its applicant acts on: `withdrawal`, `resume`.
pub fn application_part(public_id: impl Display, part: &str) -> String {
    format!("{APPLICATIONS}/{public_id}/{part}")
}

/// An application as the employer sees it.
pub fn received(public_id: impl Display) -> String {
    format!("{HIRE}/applications/{public_id}")
}

/// Parts of an application the employer acts on: `stage`, `notes`, `resume`.
pub fn received_part(public_id: impl Display, part: &str) -> String {
    format!("{HIRE}/applications/{public_id}/{part}")
}

/// Parts of an employer its members act on: `members`, `invitations`, `mail`.
pub fn employer_part(id: impl Display, part: &str) -> String {
    format!("{HIRE_EMPLOYERS}/{id}/{part}")
}

pub fn report(id: impl Display) -> String {
    format!("{LISTING}/{id}/report")
}

/// The public page of an employer.
pub fn employer(id: impl Display, name: &str) -> String {
    keyed(EMPLOYERS, id, name)
}

/// Sign-in that leads back to where it was asked for.
pub fn sign_in(back_to: &str) -> String {
    format!("{SIGN_IN}?next={}", utf8_percent_encode(back_to, NON_ALPHANUMERIC))
}

/// The account, saying what has just been done (`name`, `password`, ...).
pub fn account_after(done: &str) -> String {
    format!("{ACCOUNT}?done={done}")
}

/// Ends one session (POST).
pub fn end_session(id: impl Display) -> String {
    format!("{ACCOUNT}/sessions/{id}/end")
}

/// Registering an address that is known already, and going on from there.
pub fn register(email: &str, next: &str) -> String {
    let [email, next] = [email, next].map(|text| utf8_percent_encode(text, NON_ALPHANUMERIC));
    format!("{REGISTER}?email={email}&next={next}")
}

/// A link sent by mail, with its token, that leads on to an address of ours afterwards.
pub fn with_token_and_next(path: &str, token: &str, next: &str) -> String {
    let next = utf8_percent_encode(next, NON_ALPHANUMERIC);
    format!("{path}?token={token}&next={next}")
}

/// The form for state and credentials, leading back to where it was asked for.
pub fn fit(back_to: &str) -> String {
    format!("{FIT}?next={}", utf8_percent_encode(back_to, NON_ALPHANUMERIC))
}

/// An address that says what has just been done there; what it said of an earlier deed is gone.
pub fn with_done(path: &str, done: &str) -> String {
    let path = without_done(path);
    let (path, part) = path.split_once('#').unwrap_or((&path, ""));
    let sign = if path.contains('?') { '&' } else { '?' };
    let part = if part.is_empty() { String::new() } else { format!("#{part}") };
    format!("{path}{sign}done={done}{part}")
}

/// The address without what it says of a deed.
pub fn without_done(path: &str) -> String {
    let (path, part) = path.split_once('#').map_or((path, None), |(path, part)| (path, Some(part)));
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let kept: Vec<&str> =
        query.split('&').filter(|pair| !pair.is_empty() && !pair.starts_with("done=")).collect();
    let query = if kept.is_empty() { String::new() } else { format!("?{}", kept.join("&")) };
    let part = part.map(|part| format!("#{part}")).unwrap_or_default();
    format!("{path}{query}{part}")
}

/// A link sent by mail, with its token.
pub fn with_token(path: &str, token: &str) -> String {
    format!("{path}?token={token}")
}

/// An address of ours somebody handed us to go back to; anything else leads home.
pub fn safe_return(path: &str) -> &str {
    own(path).unwrap_or(FRONT)
}

/// An address somebody handed us, if it is one of ours.
pub fn own(path: &str) -> Option<&str> {
    let own = path.starts_with('/')
        && !path.starts_with("//")
        && !path.starts_with("/\\")
        && !path.contains(|c: char| c.is_control());
    own.then_some(path)
}
