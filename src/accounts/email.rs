//! A mail address, checked and folded, so that one mailbox is one account.

use std::fmt;

/// An address such as `dana@riverbend.example`: ASCII, lower case, at most 254 characters, with
/// a domain that has a dot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Email(String);

/// RFC 5321 lets no longer address through.
const MOST: usize = 254;
/// RFC 2606: nobody has an address there. Closed accounts are kept under it.
const NOBODY: &str = "invalid";

impl Email {
    /// Reads what a person typed.
    pub fn parse(text: &str) -> Option<Email> {
        let text = text.trim().to_lowercase();
        let sound = text.is_ascii()
            && text.len() <= MOST
            && !text.contains(['"', '(', ')', '[', ']', '<', '>', '\\', ',', ';'])
            && !text.contains(|c: char| c.is_whitespace() || c.is_control());
        let (user, domain) = text.rsplit_once('@').filter(|_| sound)?;
        let mut labels = domain.split('.');
        let named = labels.clone().count() > 1
            && labels.clone().all(|label| {
                (1..=63).contains(&label.len())
                    && !label.starts_with('-')
                    && !label.ends_with('-')
                    && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
            })
            && !labels
                .next_back()
                .is_some_and(|top| top == NOBODY || top.bytes().all(|b| b.is_ascii_digit()));
        let real = named && user.len() <= 64 && text.parse::<lettre::Address>().is_ok();
        real.then_some(Email(text))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Email {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_mailbox_is_one_address() {
        let email = Email::parse("  Dana.Reyes+jobs@Riverbend.Example ").expect("an address");
        assert_eq!(email.as_str(), "dana.reyes+jobs@riverbend.example");
    }

    #[test]
    fn what_is_no_address_is_refused() {
        let long = format!("{}@example.com", "a".repeat(65));
        let longer = format!("a@{}com", "abcdefgh.".repeat(30));
        for text in [
            "",
            "dana",
            "dana@",
            "@example.com",
            "dana@@example.com",
            "dana@localhost",
            "dana@example..com",
            "dana@-example.com",
            "dana@127.0.0.1",
            "dana@[127.0.0.1]",
            "dana @example.com",
            "dana@example.com\r\nBcc: x@example.com",
            "\"a b\"@example.com",
            "d\u{e4}na@example.com",
            "dana@ex\u{e4}mple.com",
            "a@b.com,c@d.com",
            "<a@b.com>",
            "dana@example.com.",
            "closed-5@closed.invalid",
            &long,
            &longer,
        ] {
            assert_eq!(Email::parse(text), None, "{text:?}");
        }
    }
}
