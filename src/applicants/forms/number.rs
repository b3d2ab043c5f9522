//! Credential numbers on their way through the form. A number is typed once and never shown
//! again: what comes back to the page is its end, and the number itself only sealed.

use super::Writer;
use crate::seal;

/// What numbers that are not saved yet are sealed for.
const PURPOSE: &str = "credential number, typed";

/// In characters.
const LONGEST: usize = 40;

/// A number as it is stored, or what is wrong with it.
pub fn checked(text: &str) -> Result<String, &'static str> {
    let number = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let plain = |c: char| c.is_ascii_alphanumeric() || " -/.#".contains(c);
    let good = number.chars().all(plain)
        && number.chars().any(|c| c.is_ascii_alphanumeric())
        && number.len() <= LONGEST;
    good.then_some(number).ok_or("A number has letters, digits and hyphens, at most 40.")
}

/// A number that was typed, for the hidden box of a page that is shown again.
pub fn carried(writer: Writer<'_>, number: &str) -> String {
    seal::seal(writer.secret, PURPOSE, &writer.account.to_string(), number)
}

/// The number of a hidden box; none if the box is empty or not one of ours.
pub fn from_carried(writer: Writer<'_>, sealed: &str) -> Option<String> {
    seal::open(writer.secret, PURPOSE, &writer.account.to_string(), sealed).ok()
}

/// "ends in 42"; too short a number would be shown nearly whole, so it shows nothing.
pub fn ending(number: &str) -> String {
    match number.char_indices().rev().nth(1) {
        Some((at, _)) if number.chars().count() >= 5 => format!("ends in {}", &number[at..]),
        _ => "is kept".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::accounts::AccountId;
    use crate::config::Secret;

    #[test]
    fn a_number_is_letters_and_digits() {
        for (typed, kept) in
            [("01234567", "01234567"), ("A-12 / 3.4#", "A-12 / 3.4#"), ("12\n 34", "12 34")]
        {
            assert_eq!(checked(typed).as_deref(), Ok(kept));
        }
        for typed in ["--", "<script>", "é12", "12;34", &"9".repeat(41), " "] {
            assert!(checked(typed).is_err(), "{typed}");
        }
    }

    #[test]
    fn only_the_end_of_a_number_is_shown() {
        assert_eq!(ending("01234542"), "ends in 42");
        assert_eq!(ending("12345"), "ends in 45");
        for short in ["1234", "42", "4", ""] {
            assert_eq!(ending(short), "is kept");
        }
    }

    #[test]
    fn a_carried_number_is_its_writers_alone() {
        let secret = Secret::new("a secret of at least thirty-two letters");
        let writer = |id| Writer { secret: &secret, account: AccountId(id) };
        let box_text = carried(writer(7), "0123456");
        assert_eq!(from_carried(writer(7), &box_text).as_deref(), Some("0123456"));
        assert_eq!(from_carried(writer(8), &box_text), None);
        assert_eq!(from_carried(writer(7), "0123456"), None);
    }
}
