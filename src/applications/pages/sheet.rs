//! What goes with an application, as its applicant and its receivers read it.

use serde::Serialize;

use super::phrases::held_text;
use crate::applicants::{Certificate, Contact, Expertise, Resume, Snapshot};
use crate::applications::{Answered, Stage};
use crate::files::size;
use crate::postings::long_day;

/// What `components/application.html` shows.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Sheet {
    name: String,
    email: String,
    /// Empty where no number was given.
    phone: String,
    likes_phone: bool,
    /// Its reader may write and call from the page.
    for_receivers: bool,
    credentials: Vec<Credential>,
    /// Why no numbers stand beside them.
    numbers_text: Option<&'static str>,
    experience: Vec<Expertise>,
    home_text: String,
    moves_to_text: String,
    arrangements: Vec<String>,
    answers: Vec<Answered>,
    note: String,
    resume: Option<File>,
    /// Why there is no file to open.
    resume_text: Option<&'static str>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct Credential {
    slug: String,
    short: String,
    name: String,
    issuer: String,
    /// "expired", "issued May 1, 2024", "good until May 31, 2026".
    notes: Vec<String>,
    number: Option<String>,
}

/// A file that goes with it.
#[derive(Clone, Debug, Serialize)]
struct File {
    name: String,
    size_text: String,
    /// Where it can be had, if it can.
    url: Option<String>,
}

impl Sheet {
    /// Who they are, and what they say of themselves.
    pub fn of(name: &str, email: &str, snapshot: &Snapshot) -> Sheet {
        Sheet {
            name: name.to_owned(),
            email: email.to_owned(),
            home_text: snapshot.home_text.clone(),
            moves_to_text: snapshot.moves_to_text.clone(),
            credentials: snapshot.credentials.iter().map(Credential::of).collect(),
            experience: snapshot.experience.clone(),
            arrangements: snapshot.arrangements.clone(),
            ..Sheet::default()
        }
    }

    pub fn reached(mut self, contact: Contact, phone: &str) -> Sheet {
        self.likes_phone = contact == Contact::Phone;
        self.phone = phone.to_owned();
        self
    }

    /// What was written for this posting alone.
    pub fn saying(mut self, note: &str, answers: &[Answered]) -> Sheet {
        self.note = note.to_owned();
        self.answers = answers.to_vec();
        self
    }

    pub fn with_file(mut self, resume: Option<&Resume>, url: Option<String>) -> Sheet {
        self.resume = resume.map(|resume| File {
            name: resume.name.clone(),
            size_text: size(resume.bytes),
            url,
        });
        self
    }

    /// As its receivers read it at a stage: with the numbers they may see, by slug, and told why
    /// there is no file although one `was_sent`.
    pub fn for_receivers(
        mut self,
        stage: Stage,
        numbers: &[(String, String)],
        was_sent: bool,
    ) -> Sheet {
        self.for_receivers = true;
        for one in &mut self.credentials {
            let number = numbers.iter().find(|(slug, _)| *slug == one.slug);
            one.number = number.map(|(_, number)| number.clone());
        }
        self.numbers_text = match stage {
            _ if self.credentials.is_empty() || !numbers.is_empty() => None,
            Stage::Offer | Stage::Hired => Some("No membership or certificate numbers were given."),
            _ => Some("Numbers, where given, are shown once you make an offer."),
        };
        self.resume_text = match (&self.resume, was_sent, stage) {
            (Some(_), _, _) => None,
            (None, false, _) => Some("No résumé was sent."),
            (None, true, Stage::Withdrawn) => {
                Some("The application was withdrawn, and its résumé with it.")
            }
            (None, true, _) => Some("A résumé was sent; owners and recruiters can open it."),
        };
        self
    }
}

impl Credential {
    fn of(one: &Certificate) -> Credential {
        let held = held_text(one.held);
        let notes = [
            (!held.is_empty()).then(|| held.to_owned()),
            one.issued.map(|day| format!("issued {}", long_day(day))),
            one.expires.map(|day| format!("good until {}", long_day(day))),
        ];
        Credential {
            slug: one.credential.clone(),
            short: one.short.clone(),
            name: one.name.clone(),
            issuer: one.issuer.clone(),
            notes: notes.into_iter().flatten().collect(),
            number: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::eligibility::{Fit, Held, Holding};

    fn sheet() -> Sheet {
        let holding = Holding { credential: "cpc".into(), held: Held::Eligible };
        let fit = Fit { credentials: Some(vec![holding]), ..Fit::default() };
        Sheet::of("Cleo", "cleo@coder.example", &Snapshot::of_fit(&fit))
    }

    #[test]
    fn numbers_are_for_those_who_make_an_offer() {
        let numbers = [("cpc".to_owned(), "0123".to_owned())];
        let offered = sheet().for_receivers(Stage::Offer, &numbers, false);
        assert_eq!(offered.credentials[0].number.as_deref(), Some("0123"));
        assert_eq!(offered.numbers_text, None);
        let new = sheet().for_receivers(Stage::New, &[], true);
        assert_eq!(new.credentials[0].number, None);
        assert_eq!(
            (new.numbers_text, new.resume_text),
            (
                Some("Numbers, where given, are shown once you make an offer."),
                Some("A résumé was sent; owners and recruiters can open it.")
            )
        );
    }
}
