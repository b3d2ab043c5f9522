//! What people type to come in: text in, checked values or words about each field out.

use super::email::Email;
use crate::web::{FormErrors, Input};

/// In characters.
const NAME: usize = 120;
const ADDRESS: usize = 254;

/// A registration whose password is still to be judged.
pub(super) struct Registration {
    pub name: String,
    pub email: Email,
}

impl Registration {
    pub fn parse(input: &Input) -> Result<Registration, FormErrors> {
        let mut errors = FormErrors::default();
        let name = name(input, &mut errors);
        let email = email(input, "email", &mut errors);
        match email {
            Some(email) => errors.or(Registration { name, email }),
            None => Err(errors),
        }
    }
}

/// An address and a password to sign in with.
pub(super) struct Credentials {
    pub email: Email,
    pub password: String,
}

impl Credentials {
    pub fn parse(input: &Input) -> Result<Credentials, FormErrors> {
        let mut errors = FormErrors::default();
        let password = errors.required(input, "password", "Type your password.", 1_000);
        match email(input, "email", &mut errors) {
            Some(email) => errors.or(Credentials { email, password: password.to_owned() }),
            None => Err(errors),
        }
    }
}

/// The address alone: to send a link to.
pub(super) fn address(input: &Input) -> Result<Email, FormErrors> {
    let mut errors = FormErrors::default();
    email(input, "email", &mut errors).ok_or(errors)
}

/// Another name for an account.
pub(super) fn new_name(input: &Input) -> Result<String, FormErrors> {
    let mut errors = FormErrors::default();
    let name = name(input, &mut errors);
    errors.or(name)
}

/// Another address for an account that has one.
pub(super) fn new_address(input: &Input, now: &str) -> Result<Email, FormErrors> {
    let mut errors = FormErrors::default();
    let new = email(input, "new_email", &mut errors).ok_or(errors)?;
    match new.as_str() == now {
        true => Err(FormErrors::one("new_email", "This is the address you have.")),
        false => Ok(new),
    }
}

/// Letters in one line.
fn name(input: &Input, errors: &mut FormErrors) -> String {
    let name = errors.required(input, "name", "Tell us your name.", NAME);
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    if !name.is_empty() && !name.chars().any(char::is_alphanumeric) {
        errors.add("name", "A name has letters in it.");
    }
    errors.no_address("name", &name);
    name
}

fn email(input: &Input, field: &str, errors: &mut FormErrors) -> Option<Email> {
    let text = errors.required(input, field, "Type your email address.", ADDRESS);
    let email = Email::parse(text);
    if email.is_none() {
        errors.add(field, "Write the address like name@example.com.");
    }
    email
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_can_be_read() {
        let typed = |name: &str| {
            let pairs = [("name", name), ("email", "zoe@example.org")];
            Registration::parse(&Input::from_pairs(
                pairs.map(|(name, value)| (name.to_owned(), value.to_owned())),
            ))
        };
        for name in
            ["", "\u{200B}\u{2060}", "***", "—", "\u{3164}", "Win at WWW.evil.example", "HTTP: x"]
        {
            let errors = typed(name).err().expect("no name");
            assert!(errors.get("name").is_some(), "{name:?}");
        }
        for name in ["Zoë Müller", "李", "O’Brien"] {
            assert_eq!(typed(name).expect("a name").name, name);
        }
    }
}
