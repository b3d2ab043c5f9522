//! The rows of credentials.

use chrono::{Datelike, NaiveDate};
use serde::Serialize;

use super::{Writer, number};
use crate::applicants::saving::{NewCredential, Number};
use crate::applicants::wallet::HeldStanding;
use crate::vocabulary::{Entry, vocabulary};
use crate::web::{FormErrors, Input};

/// More than anybody pays dues for.
pub const MOST_ROWS: usize = 12;

/// One row as it was typed. The number itself is not in it.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Row {
    pub credential: String,
    pub standing: String,
    pub issued: String,
    pub expires: String,
    /// Letters of the body; empty without a credential.
    pub issuer: String,
    /// The letters of the credential.
    pub short: String,
    /// "ends in 42", where a number is kept; "ends in 42, not saved yet", where one was typed.
    pub number_text: String,
    /// A typed number that is not saved yet, sealed.
    pub carried: String,
    /// The number is to be removed.
    pub gone: bool,
    /// Dates and number stand open.
    pub open: bool,
}

/// How many rows were sent.
pub fn sent(input: &Input) -> usize {
    input.all("credential").len().min(MOST_ROWS)
}

fn cell<'a>(input: &'a Input, name: &str, index: usize) -> &'a str {
    input.all(name).get(index).map_or("", String::as_str)
}

/// What was typed into a row for a number, now or on a page before.
fn typed_number(input: &Input, writer: Writer<'_>, index: usize) -> Option<String> {
    match cell(input, "number", index) {
        "" => number::from_carried(writer, cell(input, "number_carried", index)),
        typed => Some(typed.to_owned()),
    }
}

/// Whether the box that removes a row's number is ticked, and no other was typed now. Boxes are
/// told apart by what their row showed when the page was made.
fn is_gone(input: &Input, index: usize) -> bool {
    let was = cell(input, "was", index);
    let ticked = input.all("number_gone").iter().any(|slug| slug == was);
    ticked && cell(input, "number", index).is_empty()
}

/// A row as the page shows it again. `kept` is the number that is saved for its credential.
pub fn row(
    input: &Input,
    writer: Writer<'_>,
    index: usize,
    kept: impl Fn(&str) -> Option<String>,
) -> Row {
    let words = vocabulary();
    let credential = cell(input, "credential", index).to_owned();
    let known = words.credentials.get(&credential);
    let issuer = known.and_then(|known| words.issuers.get(&known.issuer));
    // A number nobody could save is not carried on: its row says what is wrong with it.
    let typed = typed_number(input, writer, index).filter(|text| number::checked(text).is_ok());
    let carried = typed.as_ref().map(|text| number::carried(writer, text)).unwrap_or_default();
    let number_text = match &typed {
        Some(text) => Some(format!("{}, not saved yet", number::ending(text))),
        None => kept(&credential).map(|text| number::ending(&text)),
    };
    let (issued, expires) = (cell(input, "issued", index), cell(input, "expires", index));
    Row {
        standing: cell(input, "standing", index).to_owned(),
        issuer: issuer.map(|issuer| issuer.short().to_owned()).unwrap_or_default(),
        short: known.map(|known| known.short().to_owned()).unwrap_or_default(),
        open: !issued.is_empty() || !expires.is_empty() || number_text.is_some(),
        issued: issued.to_owned(),
        expires: expires.to_owned(),
        number_text: number_text.unwrap_or_default(),
        gone: is_gone(input, index),
        carried,
        credential,
    }
}

/// What somebody holds; none if they have not said. Each row's problem is noted as
/// `credential-1` and so on.
pub fn parse(
    input: &Input,
    writer: Writer<'_>,
    today: NaiveDate,
    errors: &mut FormErrors,
) -> Option<Vec<NewCredential>> {
    let mut all: Vec<NewCredential> = Vec::new();
    for index in 0..sent(input) {
        match read(input, writer, index, today) {
            Ok(Some(new)) if all.iter().any(|known| known.credential == new.credential) => {
                let short = vocabulary().credentials.get(&new.credential).map(Entry::short);
                let said = format!("{} stands here already.", short.unwrap_or_default());
                errors.add(&format!("credential-{}", index + 1), said);
            }
            Ok(Some(new)) => all.push(new),
            Ok(None) => {}
            Err(problem) => errors.add(&format!("credential-{}", index + 1), problem),
        }
    }
    if input.all("credential").iter().skip(MOST_ROWS).any(|slug| !slug.is_empty()) {
        errors.add("credentials", format!("At most {MOST_ROWS} credentials."));
    }
    let none = input.ticked("no_credential");
    if none && !all.is_empty() {
        errors.add("no_credential", "You chose a credential above: untick this, or remove it.");
    }
    (none || !all.is_empty()).then_some(all)
}

fn read(
    input: &Input,
    writer: Writer<'_>,
    index: usize,
    today: NaiveDate,
) -> Result<Option<NewCredential>, String> {
    let slug = cell(input, "credential", index);
    let (issued, expires) = (cell(input, "issued", index), cell(input, "expires", index));
    let typed = typed_number(input, writer, index);
    if slug.is_empty() {
        // Choosing nothing is how a row is removed; what was saved with it goes too.
        let removed = !cell(input, "was", index).is_empty();
        let filled = !issued.is_empty() || !expires.is_empty() || typed.is_some();
        return if filled && !removed {
            Err("Choose the credential this belongs to.".to_owned())
        } else {
            Ok(None)
        };
    }
    if vocabulary().credentials.get(slug).is_none() {
        return Err("Choose a credential from the list.".to_owned());
    }
    let standing = match cell(input, "standing", index) {
        "" => HeldStanding::Held,
        word => HeldStanding::parse(word).ok_or("Choose whether you hold it or may sit for it.")?,
    };
    let number = match typed {
        _ if is_gone(input, index) => Number::Remove,
        Some(text) => Number::Is(number::checked(&text)?),
        None => Number::Keep,
    };
    if standing == HeldStanding::Eligible {
        let filled = !issued.is_empty() || !expires.is_empty() || matches!(number, Number::Is(_));
        if filled {
            return Err("Dates and a number belong to a credential you hold.".to_owned());
        }
        let (credential, number) = (slug.to_owned(), Number::Remove);
        return Ok(Some(NewCredential {
            credential,
            standing,
            issued: None,
            expires: None,
            number,
        }));
    }
    let (issued, expires) = dates(issued, expires, today)?;
    Ok(Some(NewCredential { credential: slug.to_owned(), standing, issued, expires, number }))
}

type Dates = (Option<NaiveDate>, Option<NaiveDate>);

/// Both days, if they can be true.
fn dates(issued: &str, expires: &str, today: NaiveDate) -> Result<Dates, String> {
    let issued = day(issued).ok_or("Write the day it was issued like 2024-05-31.")?;
    let expires = day(expires).ok_or("Write the day it expires like 2027-05-31.")?;
    // Somewhere west of here it is still yesterday, somewhere east already tomorrow.
    let tomorrow = today.succ_opt().unwrap_or(today);
    if issued.is_some_and(|day| day > tomorrow) {
        return Err("It cannot have been issued yet: that day is still to come.".to_owned());
    }
    match (issued, expires) {
        (Some(issued), Some(expires)) if expires < issued => {
            Err("It expires before it was issued: check both days.".to_owned())
        }
        dates => Ok(dates),
    }
}

/// A day of our times; `Some(None)` for an empty box.
fn day(text: &str) -> Option<Option<NaiveDate>> {
    if text.is_empty() {
        return Some(None);
    }
    let forms = ["%Y-%m-%d", "%m/%d/%Y"];
    let day = forms.iter().find_map(|form| NaiveDate::parse_from_str(text, form).ok())?;
    (1950..=2100).contains(&day.year()).then_some(Some(day))
}
