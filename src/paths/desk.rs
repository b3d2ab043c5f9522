//! Addresses of those who hire, and of those who look after the board.

use std::fmt::Display;

use super::{HIRE_EMPLOYERS, received};

/// The members of an employer, saying what has just been done (`invited`, `removed`, ...).
pub fn members_after(employer: impl Display, done: &str) -> String {
    format!("{HIRE_EMPLOYERS}/{employer}/members?done={done}")
}

/// What an owner does to a seat: `role`, `removal`.
pub fn seat_part(employer: impl Display, member: impl Display, part: &str) -> String {
    format!("{HIRE_EMPLOYERS}/{employer}/members/{member}/{part}")
}

pub fn withdraw_invitation(employer: impl Display, invitation: impl Display) -> String {
    format!("{HIRE_EMPLOYERS}/{employer}/invitations/{invitation}/withdrawal")
}

/// The employer's desk: its postings.
pub fn desk(employer: impl Display) -> String {
    format!("{HIRE_EMPLOYERS}/{employer}")
}

pub fn edit_employer(employer: impl Display) -> String {
    format!("{HIRE_EMPLOYERS}/{employer}/edit")
}

/// Where a new posting starts: blank, from text, or as a copy.
pub fn start_posting(employer: impl Display) -> String {
    format!("{HIRE_EMPLOYERS}/{employer}/postings/new")
}

/// The empty form of a new posting.
pub fn blank_posting(employer: impl Display) -> String {
    format!("{HIRE_EMPLOYERS}/{employer}/postings/blank")
}

/// Drafts of an employer (POST makes one).
pub fn drafts(employer: impl Display) -> String {
    format!("{HIRE_EMPLOYERS}/{employer}/postings")
}

/// A draft filled from pasted text (POST).
pub fn drafts_from_text(employer: impl Display) -> String {
    format!("{HIRE_EMPLOYERS}/{employer}/postings/from-text")
}

pub fn edit_posting(id: impl Display) -> String {
    format!("/hire/postings/{id}")
}

/// The desk, saying what has just been done (`published`, `closed`, ...).
pub fn desk_after(employer: impl Display, done: &str) -> String {
    format!("{HIRE_EMPLOYERS}/{employer}?done={done}")
}

/// One stage of the desk, and a page of it.
pub fn desk_stage(employer: impl Display, stage: &str, page: usize) -> String {
    match page {
        1 => format!("{HIRE_EMPLOYERS}/{employer}?stage={stage}"),
        page => format!("{HIRE_EMPLOYERS}/{employer}?stage={stage}&page={page}"),
    }
}

/// Parts of a posting the employer acts on: `preview`, `publication`, `closure`, `renewal`,
/// `copy`, `history`.
pub fn posting_part(id: impl Display, part: &str) -> String {
    format!("/hire/postings/{id}/{part}")
}

pub fn admin_posting(id: impl Display) -> String {
    format!("/admin/postings/{id}")
}

/// What an administrator decides on a posting: `approval`, `return`, `takedown`.
pub fn admin_posting_part(id: impl Display, part: &str) -> String {
    format!("/admin/postings/{id}/{part}")
}

pub fn admin_employer(id: impl Display) -> String {
    format!("/admin/employers/{id}")
}

/// What an administrator decides on an employer: `suspension`, `reinstatement`.
pub fn admin_employer_part(id: impl Display, part: &str) -> String {
    format!("/admin/employers/{id}/{part}")
}

/// Settling one report.
pub fn settle_report(id: impl Display) -> String {
    format!("/admin/reports/{id}/settlement")
}

/// The outbox, narrowed down by a query; empty for all.
pub fn admin_mail(query: &str) -> String {
    queried(super::ADMIN_MAIL.to_owned(), query)
}

/// Suppressed addresses behind one.
pub fn admin_suppressed(query: &str) -> String {
    queried(super::ADMIN_SUPPRESSED.to_owned(), query)
}

pub fn admin_letter(id: impl Display) -> String {
    format!("/admin/mail/{id}")
}

/// Parts of a letter: `body`, its HTML alone; `try`, another one.
pub fn admin_letter_part(id: impl Display, part: &str) -> String {
    format!("/admin/mail/{id}/{part}")
}

/// Where a member chooses how often they hear of applications, saying what has just been done.
pub fn employer_mail_after(id: impl Display, done: &str) -> String {
    format!("{HIRE_EMPLOYERS}/{id}/mail?done={done}")
}

/// The applications to a posting: which of them, and in what order, as a query; empty for all.
pub fn applications_to(posting: impl Display, query: &str) -> String {
    queried(posting_part(posting, "applications"), query)
}

/// An application among those the query picks, for the way from one to the next.
pub fn received_among(public_id: impl Display, query: &str) -> String {
    queried(received(public_id), query)
}

fn queried(path: String, query: &str) -> String {
    if query.is_empty() { path } else { format!("{path}?{query}") }
}
