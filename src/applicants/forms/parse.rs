//! What was typed about a person becomes a checked `NewProfile`, or words about each field.

use chrono::NaiveDate;

use super::{Writer, amounts, credentials, phone::phone};
use crate::applicants::profile::Contact;
use crate::applicants::saving::NewProfile;
use crate::postings::{Pay, money};
use crate::vocabulary::{Place, State, StateSet, geography, vocabulary};
use crate::web::{FormErrors, Input};

/// In characters.
const NAME: usize = 120;
const PHONE: usize = 40;

/// Reads the form. `first` asks for consent too: without it nothing is kept.
pub fn parse(
    input: &Input,
    writer: Writer<'_>,
    today: NaiveDate,
    first: bool,
) -> Result<NewProfile, FormErrors> {
    let mut errors = FormErrors::default();
    let name = name(input, &mut errors);
    let home = home(input, &mut errors);
    let (contact, phone) = contact(input, &mut errors);
    let moves_to = moves_to(input, &mut errors);
    let arrangements = arrangements(input, &mut errors);
    let pay_floor = pay_floor(input, &mut errors);
    let credentials = credentials::parse(input, writer, today, &mut errors);
    let experience = amounts::parse(input, &mut errors);
    if first && !input.ticked("consent") {
        errors.add("consent", "Agree that we keep your profile, or leave without saving.");
    }
    let Some(home) = home else { return Err(errors) };
    let new = NewProfile {
        name,
        home,
        moves_to,
        arrangements,
        pay_floor,
        credentials,
        experience,
        contact,
        phone,
    };
    errors.or(new)
}

fn name(input: &Input, errors: &mut FormErrors) -> String {
    let name = errors.required(input, "name", "Tell us your name.", NAME);
    if !name.is_empty() && !name.chars().any(char::is_alphanumeric) {
        errors.add("name", "A name has letters in it.");
    }
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn home(input: &Input, errors: &mut FormErrors) -> Option<Place> {
    let zip = errors.required(input, "zip", "Write the ZIP code you live in.", 10);
    let place = geography().zip(zip);
    if place.is_none() {
        errors.add("zip", "We know no such ZIP code. Write its five digits, such as 43215.");
    }
    place
}

fn moves_to(input: &Input, errors: &mut FormErrors) -> StateSet {
    if input.ticked("anywhere") {
        return State::all().collect();
    }
    let states = input.all("moves_to").iter().map(|abbr| State::of_abbr(abbr));
    let Some(states) = states.collect::<Option<StateSet>>() else {
        errors.add("moves_to", "Choose states from the list.");
        return StateSet::EMPTY;
    };
    states
}

fn arrangements(input: &Input, errors: &mut FormErrors) -> Vec<String> {
    let known = &vocabulary().arrangements;
    if input.all("arrangements").iter().any(|slug| known.get(slug).is_none()) {
        errors.add("arrangements", "Choose arrangements from the list.");
    }
    let mut chosen: Vec<u16> =
        input.all("arrangements").iter().filter_map(|slug| known.index_of(slug)).collect();
    chosen.sort_unstable();
    chosen.dedup();
    chosen.into_iter().map(|index| known.at(index).slug.clone()).collect()
}

fn pay_floor(input: &Input, errors: &mut FormErrors) -> Option<i64> {
    let text = input.text("pay_floor");
    if text.is_empty() {
        return None;
    }
    let (least, most) = Pay::bounds("hour");
    let floor = money(text).filter(|floor| (least..=most).contains(floor));
    if floor.is_none() {
        errors.add("pay_floor", "Write dollars an hour, such as 28.50.");
    }
    floor
}

fn contact(input: &Input, errors: &mut FormErrors) -> (Contact, String) {
    let typed = errors.optional(input, "phone", PHONE);
    let number = phone(typed);
    if !typed.is_empty() && number.is_none() {
        errors.add("phone", "Write a phone number we could call, such as 614-555-0123.");
    }
    let contact = match input.text("contact") {
        "" => Some(Contact::Email),
        word => Contact::parse(word),
    };
    if contact.is_none() {
        errors.add("contact", "Choose how you like to be reached.");
    }
    if contact == Some(Contact::Phone) && typed.is_empty() {
        errors.add("phone", "Write the number you like to be called at.");
    }
    (contact.unwrap_or(Contact::Email), number.unwrap_or_default())
}
