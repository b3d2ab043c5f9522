//! Forms that lose nothing: what was typed is kept as text, problems are said beside the field.

use std::collections::BTreeMap;
use std::time::Duration;

use actix_web::{FromRequest, HttpMessage, HttpRequest, dev::Payload, web};
use futures_util::future::LocalBoxFuture;
use serde::Serialize;
use tokio::time::timeout;

use crate::error::Error;
use crate::vocabulary::is_unseen;

/// No form of ours holds more; a description alone may have 100 KB.
pub(super) const LARGEST: usize = 512 * 1024;
pub(super) const MOST_FIELDS: usize = 1_000;
/// How long a whole form may take to arrive.
const PATIENCE: Duration = Duration::from_secs(30);

/// What makes a web address of a text where mail programs look for some.
const ADDRESSES: [&str; 4] = ["://", "http:", "https:", "www."];

/// A submitted form: every field with all its values, trimmed, in order.
#[derive(Clone, Debug, Default, Serialize)]
#[serde(transparent)]
pub struct Input(BTreeMap<String, Vec<String>>);

impl Input {
    /// From pairs, as they come in a body or a query.
    pub fn from_pairs(pairs: impl IntoIterator<Item = (String, String)>) -> Input {
        let mut fields: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (name, value) in pairs.into_iter().take(MOST_FIELDS) {
            fields.entry(name).or_default().push(clean(&value));
        }
        Input(fields)
    }

    /// The first value of a field; empty if it was not sent.
    pub fn text(&self, name: &str) -> &str {
        self.0.get(name).and_then(|values| values.first()).map_or("", String::as_str)
    }

    /// All values of a field, such as ticked boxes of one name.
    pub fn all(&self, name: &str) -> &[String] {
        self.0.get(name).map_or(&[], Vec::as_slice)
    }

    /// True for a ticked box.
    pub fn ticked(&self, name: &str) -> bool {
        !self.text(name).is_empty()
    }

    /// Puts a value in place of what a field held.
    pub fn set(&mut self, name: &str, value: impl Into<String>) {
        self.0.insert(name.to_owned(), vec![value.into()]);
    }

    /// Puts several values in place of what a field held.
    pub fn set_all(&mut self, name: &str, values: Vec<String>) {
        self.0.insert(name.to_owned(), values);
    }

    /// Without secrets, before a form is shown again.
    pub fn without(mut self, names: &[&str]) -> Input {
        for name in names {
            self.0.remove(*name);
        }
        self
    }
}

/// Line ends as one kind, nothing else that is unseen, no spaces around.
fn clean(value: &str) -> String {
    let joined = value.replace("\r\n", "\n").replace('\r', "\n");
    let kept: String =
        joined.chars().filter(|c| !is_unseen(*c) || matches!(c, '\n' | '\t')).collect();
    kept.trim().to_owned()
}

/// The pairs of a body. Bytes that are no text would be read as other signs than were sent, so
/// they are refused.
fn decoded(body: &[u8]) -> Result<Input, Error> {
    // No letter reaches over an `&` or `=`: the body is text if all its parts are.
    if percent_encoding::percent_decode(body).decode_utf8().is_err() {
        let said = "Some letters could not be read: the form has to be sent as UTF-8 text.";
        return Err(Error::Invalid(said.into()));
    }
    let pairs = url::form_urlencoded::parse(body);
    Ok(Input::from_pairs(pairs.map(|(name, value)| (name.into_owned(), value.into_owned()))))
}

/// The whole body, if it comes in time.
async fn arrived(body: web::Payload, patience: Duration) -> actix_web::Result<web::Bytes> {
    let slow = |_| Error::Invalid("The form took too long to arrive. Send it again.".into());
    let body = timeout(patience, body.to_bytes_limited(LARGEST)).await.map_err(slow)?;
    body.map_err(|_| Error::TooLarge)?
}

impl FromRequest for Input {
    type Error = actix_web::Error;
    type Future = LocalBoxFuture<'static, Result<Input, actix_web::Error>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let is_form =
            request.content_type().eq_ignore_ascii_case("application/x-www-form-urlencoded");
        let body = web::Payload::from_request(request, payload);
        Box::pin(async move {
            if !is_form {
                return Err(Error::Invalid("This address takes a form.".into()).into());
            }
            Ok(decoded(&arrived(body.await?, PATIENCE).await?)?)
        })
    }
}

/// Problems by field name; the empty name stands for the form as a whole.
#[derive(Clone, Debug, Default, Serialize, PartialEq, Eq)]
#[serde(transparent)]
pub struct FormErrors(BTreeMap<String, String>);

impl FormErrors {
    /// Notes a problem; the first one of a field stays.
    pub fn add(&mut self, field: &str, problem: impl Into<String>) {
        self.0.entry(field.to_owned()).or_insert_with(|| problem.into());
    }

    /// Notes a name with a web address in it: our letters carry names to people who know nobody
    /// here, and mail programs make links of addresses.
    pub fn no_address(&mut self, field: &str, name: &str) {
        let name = name.to_ascii_lowercase();
        if ADDRESSES.iter().any(|sign| name.contains(sign)) {
            self.add(field, "A name has no web address in it.");
        }
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn get(&self, field: &str) -> Option<&str> {
        self.0.get(field).map(String::as_str)
    }

    /// A form with one problem.
    pub fn one(field: &str, problem: impl Into<String>) -> FormErrors {
        let mut errors = FormErrors::default();
        errors.add(field, problem);
        errors
    }

    /// `Ok` if nothing was noted.
    pub fn or<T>(self, value: T) -> Result<T, FormErrors> {
        if self.is_empty() { Ok(value) } else { Err(self) }
    }

    /// A text of at most `most` characters; notes if it is missing or longer.
    pub fn required<'a>(
        &mut self,
        input: &'a Input,
        field: &str,
        missing: &str,
        most: usize,
    ) -> &'a str {
        let text = self.optional(input, field, most);
        if text.is_empty() {
            self.add(field, missing);
        }
        text
    }

    /// A text of at most `most` characters, possibly empty.
    pub fn optional<'a>(&mut self, input: &'a Input, field: &str, most: usize) -> &'a str {
        let text = input.text(field);
        let length = text.chars().count();
        if length > most {
            self.add(field, format!("At most {most} characters; this has {length}."));
        }
        text
    }
}

/// A form as templates see it: what was typed, and what is wrong with it.
#[derive(Clone, Debug, Default, Serialize)]
pub struct FormView {
    /// Where it is sent to.
    pub action: String,
    /// The first value of each field.
    pub values: BTreeMap<String, String>,
    pub errors: FormErrors,
    /// The problems once more, for the top of the page.
    pub summary: Vec<Problem>,
    /// Choices by name, in the shape the page's template takes.
    pub options: BTreeMap<String, serde_json::Value>,
}

/// One problem and the field to jump to.
#[derive(Clone, Debug, Serialize)]
pub struct Problem {
    pub name: String,
    pub message: String,
}

impl FormView {
    /// `values` must hold no secret: passwords are never shown again.
    pub fn new(action: impl Into<String>, values: &Input, errors: FormErrors) -> FormView {
        let first = |(name, all): (&String, &Vec<String>)| {
            (name.clone(), all.first().cloned().unwrap_or_default())
        };
        let summary = errors
            .0
            .iter()
            .map(|(name, message)| Problem { name: name.clone(), message: message.clone() });
        FormView {
            action: action.into(),
            values: values.0.iter().map(first).collect(),
            summary: summary.collect(),
            errors,
            options: BTreeMap::new(),
        }
    }

    /// Sums the problems up in the order the page has its fields; others come last.
    pub fn in_order(mut self, fields: &[&str]) -> FormView {
        let place = |problem: &Problem| fields.iter().position(|field| *field == problem.name);
        self.summary.sort_by_key(|problem| place(problem).unwrap_or(fields.len()));
        self
    }

    /// Adds the choices of a field.
    pub fn option(mut self, name: &str, choices: impl Serialize) -> FormView {
        let choices = serde_json::to_value(choices).unwrap_or(serde_json::Value::Null);
        self.options.insert(name.to_owned(), choices);
        self
    }

    pub fn has_problems(&self) -> bool {
        !self.errors.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_sees_is_left_out() {
        let typed = "\u{200B} Co\u{AD}der\u{202E}\u{0}\r\n\tII\u{E0041}\u{FEFF} ";
        assert_eq!(clean(typed), "Coder\n\tII");
        assert_eq!(clean("\u{200B}\u{2060}\u{3164}"), "");
    }

    #[test]
    fn a_form_that_never_arrives_is_given_up() {
        let said = actix_web::rt::System::new().block_on(async {
            let stream = Box::pin(futures_util::stream::pending());
            let request = actix_web::test::TestRequest::post().to_http_request();
            let body =
                web::Payload::from_request(&request, &mut Payload::Stream { payload: stream });
            let refused = arrived(body.await.expect("a body"), Duration::from_millis(10)).await;
            refused.expect_err("nothing came").to_string()
        });
        assert!(said.contains("took too long"), "{said}");
    }

    #[test]
    fn a_form_is_text() {
        let input =
            decoded(b"title=Zo%C3%AB+M%c3%bcller%EF%BF%BD&\xC3\xA9=1&100%&=&").expect("text");
        assert_eq!((input.text("title"), input.text("é")), ("Zoë Müller\u{FFFD}", "1"));
        for bytes in [&b"title=%FF%FE"[..], b"title=\xFF", b"%C3=1", b"a=%C3&b=%A9", b"a=%ED%A0%80"]
        {
            assert!(matches!(decoded(bytes), Err(Error::Invalid(_))), "{bytes:?}");
        }
    }
}
