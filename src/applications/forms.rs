//! What people write when they apply: text in, checked values or words about each field out.

use super::said::Answered;
use crate::accounts::Email;
use crate::postings::{Question, QuestionKind};
use crate::token;
use crate::web::{FormErrors, Input};

/// In characters.
pub(super) const NAME: usize = 120;
pub(super) const NOTE: usize = 4_000;
pub(super) const ANSWER: usize = 1_000;
const ADDRESS: usize = 254;
const PHONE: usize = 30;

/// What the form has to ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Asks {
    /// A profile says everything else.
    Little,
    /// There is an account, and no profile.
    Name,
    /// Nobody is signed in.
    NameAndEmail,
}

/// What was written, checked.
pub(super) struct Written {
    /// Empty where it was not asked for; the same is true of the phone number.
    pub name: String,
    pub email: Option<Email>,
    pub phone: String,
    pub note: String,
    pub answers: Vec<Answered>,
}

impl Written {
    pub fn parse(input: &Input, questions: &[Question], asks: Asks) -> Result<Written, FormErrors> {
        let mut errors = FormErrors::default();
        if !input.text(ASKED).is_empty() && input.text(ASKED) != fingerprint(questions) {
            errors.add("", "The employer has changed its questions meanwhile. Look at them again.");
        }
        let (mut name, mut phone, mut address) = (String::new(), String::new(), None);
        if asks != Asks::Little {
            name = self::name(input, &mut errors);
            phone = self::phone(input, &mut errors);
        }
        if asks == Asks::NameAndEmail {
            address = email(input, &mut errors);
        }
        let written = Written {
            name,
            email: address,
            phone,
            note: errors.optional(input, "note", NOTE).to_owned(),
            answers: answers(input, questions, &mut errors),
        };
        errors.or(written)
    }
}

/// On one line: a name ends up in letters.
fn name(input: &Input, errors: &mut FormErrors) -> String {
    let name = errors.required(input, "name", "Tell the employer your name.", NAME);
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    if !name.is_empty() && !name.chars().any(char::is_alphanumeric) {
        errors.add("name", "A name has letters in it.");
    }
    errors.no_address("name", &name);
    name
}

fn email(input: &Input, errors: &mut FormErrors) -> Option<Email> {
    let text = errors.required(input, "email", "Type your email address.", ADDRESS);
    let email = Email::parse(text);
    if email.is_none() {
        errors.add("email", "Write the address like name@example.com.");
    }
    email
}

fn phone(input: &Input, errors: &mut FormErrors) -> String {
    let text = errors.optional(input, "phone", PHONE);
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let plain = text.chars().all(|c| c.is_ascii_digit() || " +-().x".contains(c));
    let number = plain && (7..=20).contains(&digits);
    if !text.is_empty() && !number {
        errors.add("phone", "Write the number like 614-555-0100, or leave it empty.");
    }
    text.to_owned()
}

/// The field of a question.
pub(super) fn field(number: usize) -> String {
    format!("answer_{number}")
}

fn answers(input: &Input, questions: &[Question], errors: &mut FormErrors) -> Vec<Answered> {
    let numbered = questions.iter().enumerate();
    numbered.map(|(number, question)| answer(input, &field(number), question, errors)).collect()
}

fn answer(input: &Input, field: &str, question: &Question, errors: &mut FormErrors) -> Answered {
    let text = errors.optional(input, field, ANSWER);
    let answer = match (question.kind, text) {
        (_, "") => "",
        (QuestionKind::YesNo, "yes") => "Yes",
        (QuestionKind::YesNo, "no") => "No",
        (QuestionKind::YesNo, _) => {
            errors.add(field, "Choose yes or no.");
            ""
        }
        (QuestionKind::Text, text) => text,
    };
    if question.required && text.is_empty() {
        errors.add(field, "The employer needs an answer to this.");
    }
    Answered { question: question.text.clone(), answer: answer.to_owned() }
}

/// The field that says which questions were shown.
pub(super) const ASKED: &str = "asked";

/// What stands for these questions in this order.
pub(super) fn fingerprint(questions: &[Question]) -> String {
    let all: Vec<String> = questions.iter().map(Question::described).collect();
    token::hash(&all.join("\n"))[..16].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn input(pairs: &[(&str, &str)]) -> Input {
        Input::from_pairs(pairs.iter().map(|(name, value)| ((*name).into(), (*value).into())))
    }

    fn question(kind: QuestionKind, required: bool) -> Question {
        Question { text: "Do you code from home?".into(), kind, required }
    }

    #[test]
    fn a_guest_says_who_they_are() {
        let refused = Written::parse(&input(&[]), &[], Asks::NameAndEmail).err().expect("nothing");
        assert!(refused.get("name").is_some() && refused.get("email").is_some());
        let all = [("name", " Zoë\r\nBcc: x\t Müller "), ("email", "Zoe@Example.org")];
        let written = Written::parse(&input(&all), &[], Asks::NameAndEmail).expect("complete");
        assert_eq!(written.name, "Zoë Bcc: x Müller");
        assert_eq!(written.email.expect("an address").as_str(), "zoe@example.org");
        for bad in ["12", "call me", "555-0100 ext <b>", "0000000000000000000000"] {
            let all = [("name", "Zoë"), ("phone", bad)];
            let refused = Written::parse(&input(&all), &[], Asks::Name).err().expect(bad);
            assert!(refused.get("phone").is_some(), "{bad}");
        }
        assert!(Written::parse(&input(&[]), &[], Asks::Little).is_ok());
    }

    #[test]
    fn what_has_to_be_answered_is() {
        let asked = [question(QuestionKind::YesNo, true), question(QuestionKind::Text, false)];
        let answers = |pairs: &[(&str, &str)]| {
            Written::parse(&input(pairs), &asked, Asks::Little).map(|written| {
                written.answers.into_iter().map(|one| one.answer).collect::<Vec<_>>()
            })
        };
        assert_eq!(answers(&[("answer_0", "yes")]), Ok(vec!["Yes".into(), String::new()]));
        assert_eq!(
            answers(&[("answer_0", "no"), ("answer_1", "Since 2019")]),
            Ok(vec!["No".into(), "Since 2019".into()])
        );
        for wrong in [&[][..], &[("answer_0", "maybe")], &[("answer_1", "x")]] {
            assert!(answers(wrong).is_err(), "{wrong:?}");
        }
        let long = "a".repeat(ANSWER + 1);
        assert!(answers(&[("answer_0", "yes"), ("answer_1", &long)]).is_err());
        let other = fingerprint(&asked[..1]);
        assert!(answers(&[("answer_0", "yes"), (ASKED, &other)]).is_err());
        assert!(answers(&[("answer_0", "yes"), (ASKED, &fingerprint(&asked))]).is_ok());
    }
}
