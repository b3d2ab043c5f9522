//! What people type about an employer: text in, a checked `NewEmployer` or words about each
//! field out.

use url::Url;

use super::employer::{Employer, NewEmployer};
use super::member::MemberRole;
use crate::accounts::Email;
use crate::vocabulary::{Found, Place, geography, vocabulary};
use crate::web::{FormErrors, Input};

/// In characters.
const NAME: usize = 120;
const WEBSITE: usize = 300;
const ABOUT: usize = 8_000;
const PLACE: usize = 80;
const ADDRESS: usize = 254;

impl NewEmployer {
    pub(super) fn parse(input: &Input) -> Result<NewEmployer, FormErrors> {
        let mut errors = FormErrors::default();
        let name = errors.required(input, "name", "Write the employer's name.", NAME);
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        if !name.is_empty() && !name.chars().any(char::is_alphanumeric) {
            errors.add("name", "A name has letters or digits in it.");
        }
        errors.no_address("name", &name);
        let agency = match input.text("representation") {
            "direct" => false,
            "agency" => true,
            _ => {
                errors.add("representation", "Say whether you hire for yourselves or for others.");
                false
            }
        };
        let kind = input.text("kind");
        if vocabulary().employer_kinds.get(kind).is_none() {
            errors.add("kind", "Choose what kind of employer this is.");
        }
        let website = errors.optional(input, "website", WEBSITE);
        let website = website_of(website).unwrap_or_else(|problem| {
            errors.add("website", problem);
            String::new()
        });
        let about = errors.optional(input, "about", ABOUT).to_owned();
        let home = errors.required(input, "home_place", "Say where the employer is.", PLACE);
        match place(home) {
            Ok(home) => {
                errors.or(NewEmployer { name, kind: kind.to_owned(), agency, website, about, home })
            }
            Err(problem) => {
                errors.add("home_place", problem);
                Err(errors)
            }
        }
    }
}

/// Whom to invite, and as what.
pub(super) fn invitation(input: &Input) -> Result<(Email, MemberRole), FormErrors> {
    let mut errors = FormErrors::default();
    let typed = errors.required(input, "email", "Write the address to invite.", ADDRESS);
    let email = Email::parse(typed);
    if email.is_none() {
        errors.add("email", "Write the address like name@example.com.");
    }
    let role = MemberRole::parse(input.text("role"));
    if role.is_none() {
        errors.add("role", "Choose what they may do.");
    }
    match (email, role) {
        (Some(email), Some(role)) => errors.or((email, role)),
        _ => Err(errors),
    }
}

/// What the form shows of an employer that exists.
pub(super) fn typed(employer: &Employer) -> Input {
    let place = match employer.zip.as_str() {
        "" => format!("{}, {}", employer.city, employer.state),
        zip => zip.to_owned(),
    };
    let pairs = [
        ("name", employer.name.clone()),
        ("representation", if employer.agency { "agency" } else { "direct" }.to_owned()),
        ("kind", employer.kind.clone()),
        ("website", employer.website.clone()),
        ("about", employer.about.clone()),
        ("home_place", place),
        ("version", employer.version.to_string()),
    ];
    Input::from_pairs(pairs.map(|(name, value)| (name.to_owned(), value)))
}

/// An http or https address with a host people can reach; empty stays empty.
fn website_of(text: &str) -> Result<String, &'static str> {
    const WRONG: &str = "Write the whole address, such as https://example.com";
    if text.is_empty() {
        return Ok(String::new());
    }
    let lower = text.to_ascii_lowercase();
    let whole = match lower.starts_with("https://") || lower.starts_with("http://") {
        true => text.to_owned(),
        false => format!("https://{text}"),
    };
    let url = Url::parse(&whole).map_err(|_| WRONG)?;
    let named = url.domain().is_some_and(|host| host.contains('.') && !host.ends_with('.'));
    let plain = url.username().is_empty() && url.password().is_none() && url.port().is_none();
    let typed = |c: char| !c.is_whitespace() && c != '\\';
    if named && plain && text.chars().all(typed) { Ok(url.to_string()) } else { Err(WRONG) }
}

/// A ZIP code, or a city with its state.
fn place(text: &str) -> Result<Place, String> {
    match geography().find(text) {
        Found::Place(place) => Ok(place),
        Found::State(state) => {
            Err(format!("Which city in {}? Write city and state, or a ZIP code.", state.name()))
        }
        Found::Ambiguous(places) => {
            let some = places.iter().take(4);
            let some: Vec<String> =
                some.map(|place| format!("{}, {}", place.city, place.state.abbr())).collect();
            Err(format!("There is more than one. Add the state: {}.", some.join("; ")))
        }
        Found::Unknown => {
            Err("We know no such place. Write a ZIP code, or city and state.".to_owned())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn websites_are_web_addresses() {
        for (typed, kept) in [
            ("", ""),
            ("https://riverbend.example/jobs", "https://riverbend.example/jobs"),
            ("HTTP://Riverbend.Example", "http://riverbend.example/"),
            ("riverbend.example", "https://riverbend.example/"),
        ] {
            assert_eq!(website_of(typed), Ok(kept.to_owned()), "{typed}");
        }
        for typed in [
            "javascript:alert(1)",
            "ftp://riverbend.example",
            "riverbend",
            "https://",
            "https://localhost/",
            "https://127.0.0.1/",
            "https://[::1]/",
            "https://user:word@riverbend.example",
            "https://riverbend.example:8443",
            "not an address.com",
            "//riverbend.example/..\\",
        ] {
            assert!(website_of(typed).is_err(), "{typed}: {:?}", website_of(typed));
        }
    }

    #[test]
    fn a_place_is_one_place() {
        assert_eq!(place("43215").expect("Columbus").state.abbr(), "OH");
        assert!(place("Ohio").expect_err("a state").contains("Ohio"));
        assert!(place("Springfield").expect_err("many").contains("Springfield, "));
        assert!(place("99999").is_err());
    }

    #[test]
    fn every_field_says_what_is_wrong() {
        let errors = NewEmployer::parse(&Input::default()).expect_err("nothing typed");
        for field in ["name", "representation", "kind", "home_place"] {
            assert!(errors.get(field).is_some(), "{field}");
        }
        assert_eq!(errors.get("website"), None);
    }
}
