//! What goes with an application, as a page shows it.

use serde::Serialize;

use crate::applicants::{Certificate, Contact, Resume, Snapshot};
use crate::applications::Answered;
use crate::eligibility::Held;
use crate::files::size;
use crate::postings::long_day;

/// What `components/application.html` shows.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Sheet {
    pub name: String,
    pub email: String,
    /// Empty where no number was given.
    pub phone: String,
    pub likes_phone: bool,
    pub home_text: String,
    pub moves_to_text: String,
    pub credentials: Vec<String>,
    pub experience: Vec<String>,
    pub arrangements: Vec<String>,
    pub answers: Vec<Answered>,
    pub note: String,
    pub resume: Option<File>,
}

/// A file that goes with it.
#[derive(Clone, Debug, Serialize)]
pub struct File {
    pub name: String,
    pub size_text: String,
    /// Where it can be had, if it can.
    pub url: Option<String>,
}

impl Sheet {
    /// Who they are, and what they say of themselves.
    pub fn of(name: &str, email: &str, snapshot: &Snapshot) -> Sheet {
        let experience = |one: &crate::applicants::Expertise| format!("{}: {}", one.of, one.amount);
        Sheet {
            name: name.to_owned(),
            email: email.to_owned(),
            home_text: snapshot.home_text.clone(),
            moves_to_text: snapshot.moves_to_text.clone(),
            credentials: snapshot.credentials.iter().map(certificate).collect(),
            experience: snapshot.experience.iter().map(experience).collect(),
            arrangements: snapshot.arrangements.clone(),
            ..Sheet::default()
        }
    }

    pub fn reached(mut self, contact: Contact, phone: &str) -> Sheet {
        self.likes_phone = contact == Contact::Phone;
        self.phone = phone.to_owned();
        self
    }

    /// What was written for this posting alone; what was left empty is not shown.
    pub fn saying(mut self, note: &str, answers: &[Answered]) -> Sheet {
        self.note = note.to_owned();
        self.answers = answers.iter().filter(|one| !one.answer.is_empty()).cloned().collect();
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
}

/// "CPC (AAPC), expires May 31, 2027", "RHIT (AHIMA), may sit the exam".
fn certificate(one: &Certificate) -> String {
    let issuer = match one.issuer.as_str() {
        "" => String::new(),
        issuer => format!(" ({issuer})"),
    };
    let since = one.issued.map(|day| format!(", since {}", long_day(day))).unwrap_or_default();
    let until = match (one.held, one.expires) {
        (Held::Eligible, _) => ", may sit the exam".to_owned(),
        (Held::Expired, Some(day)) => format!(", expired {}", long_day(day)),
        (Held::Expired, None) => ", expired".to_owned(),
        (Held::Held, Some(day)) => format!(", expires {}", long_day(day)),
        (Held::Held, None) => String::new(),
    };
    format!("{}{issuer}{since}{until}", one.short)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credentials_are_said_in_words() {
        let day = |text: &str| Some(text.parse().expect("a day"));
        let of = |held, issued, expires| Certificate {
            credential: "cpc".into(),
            short: "CPC".into(),
            name: "Certified Professional Coder".into(),
            issuer: "AAPC".into(),
            held,
            issued,
            expires,
        };
        let held = of(Held::Held, day("2024-05-31"), day("2027-05-31"));
        assert_eq!(certificate(&held), "CPC (AAPC), since May 31, 2024, expires May 31, 2027");
        let old = of(Held::Expired, None, day("2026-05-31"));
        assert_eq!(certificate(&old), "CPC (AAPC), expired May 31, 2026");
        assert_eq!(certificate(&of(Held::Eligible, None, None)), "CPC (AAPC), may sit the exam");
    }
}
