//! What somebody sent with an application, as its receivers read it.

use serde::Serialize;

use super::phrases::held_text;
use crate::applicants::{Certificate, Contact, Expertise, Resume, Snapshot};
use crate::applications::{Answered, Application, Said, Stage};
use crate::files::size;
use crate::paths;
use crate::postings::long_day;

#[derive(Serialize)]
pub struct Sent {
    email: String,
    phone: Option<String>,
    /// How they like to be reached.
    prefers: &'static str,
    credentials: Vec<Credential>,
    numbers_text: Option<&'static str>,
    experience: Vec<Expertise>,
    home_text: Option<String>,
    moves_to_text: Option<String>,
    arrangements_text: Option<String>,
    note: Option<String>,
    answers: Vec<Answered>,
    resume: Option<File>,
    /// Why there is no file to open.
    resume_text: Option<&'static str>,
}

#[derive(Serialize)]
struct Credential {
    short: String,
    name: String,
    issuer: String,
    /// "expired", "issued May 1, 2024, good until May 31, 2026".
    notes: Vec<String>,
    number: Option<String>,
}

#[derive(Serialize)]
struct File {
    name: String,
    size_text: String,
    url: String,
}

/// Nothing once it was erased.
pub fn sent(
    application: &Application,
    said: &Said,
    resume: Option<&Resume>,
    numbers: &[(String, String)],
) -> Option<Sent> {
    let profile = said.profile.as_ref().filter(|_| application.erased_at.is_none())?;
    let file = |resume: &Resume| File {
        name: resume.name.clone(),
        size_text: size(resume.bytes),
        url: paths::received_part(&application.public_id, "resume"),
    };
    Some(Sent {
        email: application.email.clone(),
        phone: filled(&application.phone),
        prefers: match application.contact {
            Contact::Email => "email",
            Contact::Phone => "phone",
        },
        credentials: profile.credentials.iter().map(|one| credential(one, numbers)).collect(),
        numbers_text: numbers_text(application.stage, profile, numbers),
        experience: profile.experience.clone(),
        home_text: filled(&profile.home_text),
        moves_to_text: filled(&profile.moves_to_text),
        arrangements_text: filled(&profile.arrangements.join(", ")),
        note: filled(&said.note),
        answers: said.answers.clone(),
        resume: resume.map(file),
        resume_text: match (resume, &application.resume_key, application.stage) {
            (Some(_), _, _) => None,
            (None, None, _) => Some("No résumé was sent."),
            (None, Some(_), Stage::Withdrawn) => {
                Some("The application was withdrawn, and its résumé with it.")
            }
            (None, Some(_), _) => Some("A résumé was sent; owners and recruiters can open it."),
        },
    })
}

fn filled(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

fn credential(one: &Certificate, numbers: &[(String, String)]) -> Credential {
    let number = numbers.iter().find(|(slug, _)| *slug == one.credential);
    let notes = [
        filled(held_text(one.held)),
        one.issued.map(|day| format!("issued {}", long_day(day))),
        one.expires.map(|day| format!("good until {}", long_day(day))),
    ];
    Credential {
        short: one.short.clone(),
        name: one.name.clone(),
        issuer: one.issuer.clone(),
        notes: notes.into_iter().flatten().collect(),
        number: number.map(|(_, number)| number.clone()),
    }
}

fn numbers_text(
    stage: Stage,
    profile: &Snapshot,
    numbers: &[(String, String)],
) -> Option<&'static str> {
    match stage {
        _ if profile.credentials.is_empty() || !numbers.is_empty() => None,
        Stage::Offer | Stage::Hired => Some("No membership or certificate numbers were given."),
        _ => Some("Numbers, where given, are shown once you make an offer."),
    }
}
