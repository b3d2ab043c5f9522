//! The letters an employer's people get about applications. They hold names and no more: what
//! somebody sent is read on the board, by those who still sit there.

use serde::{Deserialize, Serialize};

use super::application::{Application, Stage};
use super::telling::{Day, News, One, news};
use crate::accounts::{Account, AccountId};
use crate::clock::Moment;
use crate::db::Conn;
use crate::employers::{Employer, EmployerId, Member};
use crate::error::{Error, Result};
use crate::mail::outbox::Kind;
use crate::mail::render::{self, Words};
use crate::paths;
use crate::postings::{Posting, PostingId};
use crate::site::Site;
use crate::web::absolute;

/// As many names as a letter lists under one posting.
const NAMES: usize = 10;
/// More applications than a letter counts one by one.
const MOST: i64 = 5_000;

/// What the templates see.
#[derive(Serialize, Default)]
struct View {
    employer: String,
    /// The applicant, in a letter about one.
    name: String,
    title: String,
    /// How many came and went, in a letter of a day.
    summary: String,
    postings: Vec<Told>,
    /// Where the letter leads.
    url: String,
    /// Where its reader chooses how often such letters come.
    mail_url: String,
    board_url: String,
}

/// A posting in a letter of a day.
#[derive(Serialize)]
struct Told {
    title: String,
    url: String,
    /// "3 new applications", "1 withdrawn".
    count_text: String,
    /// "Maria Lopez, Ann Chu and 4 more".
    names: String,
}

/// What a letter says; nothing if its reader has left the employer, or there is nothing to say
/// any more.
pub(super) fn letter(
    conn: &mut Conn,
    site: &Site,
    kind: Kind,
    payload: &str,
) -> Result<Option<Words>> {
    let view = match kind {
        Kind::ApplicationsDigest => day(conn, site, &read(payload)?),
        _ => one(conn, site, kind, &read(payload)?),
    };
    match view {
        Ok(Some(view)) => render::words(&site.templates, kind, &view).map(Some),
        Ok(None) | Err(Error::NotFound) => Ok(None),
        Err(error) => Err(error),
    }
}

fn read<'a, T: Deserialize<'a>>(payload: &'a str) -> Result<T> {
    serde_json::from_str(payload).map_err(Error::internal)
}

/// The employer, if this person still sits there.
fn seat(conn: &mut Conn, account: AccountId, employer: EmployerId) -> Result<Employer> {
    let account = Account::by_id(conn, account)?;
    Ok(Member::of(conn, &account, employer)?.employer)
}

fn one(conn: &mut Conn, site: &Site, kind: Kind, about: &One) -> Result<Option<View>> {
    let application = Application::by_id(conn, about.application)?;
    let posting = Posting::by_id(conn, application.posting_id)?;
    let employer = seat(conn, about.account, posting.employer_id.ok_or(Error::NotFound)?)?;
    let withdrawn = application.stage == Stage::Withdrawn;
    if application.erased_at.is_some() || withdrawn != (kind == Kind::ApplicationWithdrawn) {
        return Ok(None);
    }
    Ok(Some(View {
        name: application.name,
        title: posting.title,
        url: absolute(site, &paths::received(&application.public_id)),
        ..framed(site, &employer)
    }))
}

fn day(conn: &mut Conn, site: &Site, day: &Day) -> Result<Option<View>> {
    let employer = seat(conn, day.account, day.employer)?;
    let (since, until) = (Moment::from_micros(day.since), Moment::from_micros(day.until));
    let news = news(conn, day.employer, since, until, MOST)?;
    if news.is_empty() {
        return Ok(None);
    }
    let told = news.chunk_by(|one, other| one.posting == other.posting);
    let told = told.flat_map(|news| [(news, false), (news, true)]);
    let told = told.filter_map(|(news, withdrawn)| told_of(site, news, withdrawn));
    let withdrawn = news.iter().filter(|one| one.stage == Stage::Withdrawn).count();
    Ok(Some(View {
        summary: summary(news.len() - withdrawn, withdrawn),
        postings: told.collect(),
        url: absolute(site, &paths::desk(employer.id)),
        ..framed(site, &employer)
    }))
}

fn framed(site: &Site, employer: &Employer) -> View {
    View {
        employer: employer.name.clone(),
        mail_url: absolute(site, &paths::employer_part(employer.id, "mail")),
        board_url: absolute(site, paths::FRONT),
        ..View::default()
    }
}

/// "3 new applications, 1 withdrawn".
fn summary(came: usize, went: usize) -> String {
    match (came, went) {
        (0, went) => format!("{went} withdrawn"),
        (came, 0) => new(came),
        (came, went) => format!("{}, {went} withdrawn", new(came)),
    }
}

fn new(count: usize) -> String {
    if count == 1 { "1 new application".to_owned() } else { format!("{count} new applications") }
}

/// Of one posting: those who came, or those who went; nothing if there are none.
fn told_of(site: &Site, news: &[News], withdrawn: bool) -> Option<Told> {
    let some = news.iter().filter(|one| (one.stage == Stage::Withdrawn) == withdrawn);
    let names: Vec<&str> = some.map(|one| one.name.as_str()).collect();
    let (posting, title): (PostingId, &str) = news.first().map(|one| (one.posting, &*one.title))?;
    if names.is_empty() {
        return None;
    }
    Some(Told {
        title: title.to_owned(),
        url: absolute(site, &paths::posting_part(posting, "applications")),
        count_text: if withdrawn { summary(0, names.len()) } else { new(names.len()) },
        names: listed(&names),
    })
}

fn listed(names: &[&str]) -> String {
    match names.split_at_checked(NAMES) {
        Some((some, more)) if !more.is_empty() => {
            format!("{} and {} more", some.join(", "), more.len())
        }
        _ => names.join(", "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_counts_all_and_names_some() {
        assert_eq!(summary(1, 0), "1 new application");
        assert_eq!(summary(3, 1), "3 new applications, 1 withdrawn");
        assert_eq!(summary(0, 2), "2 withdrawn");
        assert_eq!(listed(&["Maria", "Ann"]), "Maria, Ann");
        assert_eq!(listed(&["x"; 12]), format!("{} and 2 more", ["x"; 10].join(", ")));
    }
}
