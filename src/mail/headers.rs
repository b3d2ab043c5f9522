//! What a letter tells other machines: that nobody sits here waiting for an answer, and how to
//! end what keeps coming.

use lettre::message::header::{HeaderName, HeaderValue};

use super::render::List;

/// RFC 3834: keeps holiday replies away.
pub(super) fn auto_submitted() -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str("Auto-Submitted"), "auto-generated".into())
}

/// RFC 2369, RFC 8058 and RFC 2919: where one press ends the list, and which list it is.
///
/// # Errors
/// The address to end it at is none a header can hold.
pub(super) fn of_list(list: &List, domain: &str) -> Result<[HeaderValue; 3], String> {
    let url = &list.unsubscribe_url;
    if !url.bytes().all(|byte| byte.is_ascii_graphic() && !matches!(byte, b'<' | b'>')) {
        return Err("the address to unsubscribe at cannot be put in a header".into());
    }
    let one = |name, value: String| {
        // Letters, digits and signs alone, checked above: an encoder would break a long address.
        let name = HeaderName::new_from_ascii_str(name);
        HeaderValue::dangerous_new_pre_encoded(name, value.clone(), value)
    };
    Ok([
        one("List-Unsubscribe", format!("<{url}>")),
        one("List-Unsubscribe-Post", "List-Unsubscribe=One-Click".into()),
        one("List-Id", format!("<{}.{domain}>", list.id)),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(url: &str) -> List {
        List { unsubscribe_url: url.into(), id: "alerts" }
    }

    #[test]
    fn an_address_that_would_start_another_header_is_refused() {
        for url in ["https://x/\r\nBcc: all", "https://x/ y", "https://x/>", "https://x/é"] {
            assert!(of_list(&list(url), "example.com").is_err(), "{url}");
        }
    }
}
