//! What somebody said of themselves, in shapes other programs read. Their own copy holds
//! everything, credential numbers too; whoever shares a JSON Résumé shares none.

use chrono::NaiveDate;
use diesel::prelude::*;
use serde::Serialize;
use serde_json::{Value, json};

use super::experience::{amount, of_text};
use super::fit::Certificate;
use super::profile::{Contact, Profile};
use crate::accounts::{Account, AccountId};
use crate::clock::Moment;
use crate::config::Secret;
use crate::db::Conn;
use crate::eligibility::{Experience, Held};
use crate::error::Result;
use crate::paths;
use crate::postings::typed_money;
use crate::schema::{
    employer, hidden_employer, hidden_posting, posting, saved_posting, stored_file, viewed_posting,
};
use crate::vocabulary::{StateSet, geography};

/// Everything of somebody as a job seeker. Other slices add what is theirs beside it.
#[derive(Serialize)]
pub struct Export {
    pub exported_at: String,
    pub account: Person,
    /// Null without a profile.
    pub profile: Option<Said>,
    pub saved_postings: Vec<Kept>,
    pub hidden_postings: Vec<Kept>,
    pub hidden_employers: Vec<Kept>,
    pub viewed_postings: Vec<Kept>,
}

#[derive(Serialize)]
pub struct Person {
    pub name: String,
    pub email: String,
    pub time_zone: String,
}

/// A posting or an employer, and since when.
#[derive(Serialize)]
pub struct Kept {
    pub name: String,
    /// Where it is on this board.
    pub path: String,
    pub at: String,
}

/// A profile in words and numbers that need no key.
#[derive(Serialize)]
pub struct Said {
    pub zip: String,
    pub state: Option<&'static str>,
    pub moves_to: StateSet,
    pub arrangements: Vec<String>,
    /// Dollars an hour.
    pub pay_floor: Option<String>,
    /// Null if they have not said.
    pub credentials: Option<Vec<Credential>>,
    pub experience: Vec<Experience>,
    pub contact: Contact,
    pub phone: String,
    pub resume: Option<File>,
    pub consented_at: String,
    pub keep_until: NaiveDate,
    pub created_at: String,
    pub updated_at: String,
}

#[derive(Serialize)]
pub struct Credential {
    #[serde(flatten)]
    pub certificate: Certificate,
    pub number: Option<String>,
}

#[derive(Serialize)]
pub struct File {
    pub name: String,
    pub media_type: String,
    pub bytes: i64,
    #[serde(serialize_with = "rfc3339")]
    pub uploaded_at: Moment,
}

impl Export {
    pub fn of(conn: &mut Conn, now: Moment, secret: &Secret, by: &Account) -> Result<Export> {
        let profile = match Profile::of(conn, by.id)? {
            Some(profile) => Some(Said::of(conn, now, secret, profile)?),
            None => None,
        };
        Ok(Export {
            exported_at: now.rfc3339(),
            account: Person {
                name: by.name.clone(),
                email: by.email.clone(),
                time_zone: by.time_zone.clone(),
            },
            profile,
            saved_postings: saved(conn, by.id)?,
            hidden_postings: hidden(conn, by.id)?,
            hidden_employers: employers(conn, by.id)?,
            viewed_postings: looked_at(conn, by.id)?,
        })
    }
}

impl Said {
    fn of(conn: &mut Conn, now: Moment, secret: &Secret, profile: Profile) -> Result<Said> {
        let credential = |held: &super::HeldCredential| Credential {
            certificate: Certificate::of(held, now.date()),
            number: held.number(secret, profile.account),
        };
        let held = profile.credentials.as_ref();
        let credentials = held.map(|held| held.iter().map(credential).collect());
        Ok(Said {
            resume: match &profile.resume_key {
                Some(key) => File::of(conn, key)?,
                None => None,
            },
            state: profile.state.map(|state| state.abbr()),
            pay_floor: profile.pay_floor.map(typed_money),
            consented_at: profile.consented_at.rfc3339(),
            created_at: profile.created_at.rfc3339(),
            updated_at: profile.updated_at.rfc3339(),
            zip: profile.zip,
            moves_to: profile.moves_to,
            arrangements: profile.arrangements,
            credentials,
            experience: profile.experience,
            contact: profile.contact,
            phone: profile.phone,
            keep_until: profile.keep_until,
        })
    }
}

impl File {
    /// What is stored under a key, without its bytes.
    pub(super) fn of(conn: &mut Conn, key: &str) -> Result<Option<File>> {
        let row: Option<(String, String, i64, Moment)> = stored_file::table
            .find(key)
            .select((
                stored_file::name,
                stored_file::media_type,
                stored_file::bytes,
                stored_file::created_at,
            ))
            .first(conn)
            .optional()?;
        Ok(row.map(|(name, media_type, bytes, uploaded_at)| File {
            name,
            media_type,
            bytes,
            uploaded_at,
        }))
    }
}

fn rfc3339<S: serde::Serializer>(at: &Moment, out: S) -> std::result::Result<S::Ok, S::Error> {
    out.serialize_str(&at.rfc3339())
}

/// What a row of either kind refers to, by what it is called.
type Row = (i64, String, Moment);

fn saved(conn: &mut Conn, id: AccountId) -> Result<Vec<Kept>> {
    let rows: Vec<Row> = saved_posting::table
        .inner_join(posting::table)
        .filter(saved_posting::account_id.eq(id))
        .order((saved_posting::saved_at, posting::id))
        .select((posting::id, posting::title, saved_posting::saved_at))
        .load(conn)?;
    Ok(kept(rows, paths::posting))
}

fn hidden(conn: &mut Conn, id: AccountId) -> Result<Vec<Kept>> {
    let rows: Vec<Row> = hidden_posting::table
        .inner_join(posting::table)
        .filter(hidden_posting::account_id.eq(id))
        .order((hidden_posting::hidden_at, posting::id))
        .select((posting::id, posting::title, hidden_posting::hidden_at))
        .load(conn)?;
    Ok(kept(rows, paths::posting))
}

fn employers(conn: &mut Conn, id: AccountId) -> Result<Vec<Kept>> {
    let rows: Vec<Row> = hidden_employer::table
        .inner_join(employer::table)
        .filter(hidden_employer::account_id.eq(id))
        .order((hidden_employer::hidden_at, employer::id))
        .select((employer::id, employer::name, hidden_employer::hidden_at))
        .load(conn)?;
    Ok(kept(rows, paths::employer))
}

fn looked_at(conn: &mut Conn, id: AccountId) -> Result<Vec<Kept>> {
    let rows: Vec<Row> = viewed_posting::table
        .inner_join(posting::table)
        .filter(viewed_posting::account_id.eq(id))
        .order((viewed_posting::viewed_at, posting::id))
        .select((posting::id, posting::title, viewed_posting::viewed_at))
        .load(conn)?;
    Ok(kept(rows, paths::posting))
}

fn kept(rows: Vec<Row>, path: fn(i64, &str) -> String) -> Vec<Kept> {
    let kept = |(id, name, at): Row| Kept { path: path(id, &name), name, at: at.rfc3339() };
    rows.into_iter().map(kept).collect()
}

/// The profile in the JSON Résumé schema, version 1 (jsonresume.org). Certificates are those held
/// on the day: neither run out nor still to be earned.
pub fn json_resume(profile: &Profile, account: &Account, today: NaiveDate) -> Value {
    let home = geography().zip(&profile.zip);
    let held = profile.credentials.iter().flatten().filter(|one| one.held(today) == Held::Held);
    let certificates = held.map(|one| {
        let certificate = Certificate::of(one, today);
        let mut shown = json!({ "name": certificate.name, "issuer": certificate.issuer });
        if let Some(issued) = certificate.issued {
            shown["date"] = json!(issued);
        }
        shown
    });
    let skills = profile.experience.iter();
    let skills = skills.map(|one| json!({ "name": of_text(&one.of), "level": amount(one) }));
    let mut basics = json!({
        "name": account.name,
        "label": "Medical coder",
        "email": account.email,
        "location": {
            "postalCode": profile.zip,
            "city": home.as_ref().map(|place| place.city.as_str()).unwrap_or_default(),
            "region": profile.state.map(|state| state.name()).unwrap_or_default(),
            "countryCode": "US",
        },
    });
    if !profile.phone.is_empty() {
        basics["phone"] = json!(profile.phone);
    }
    json!({
        "$schema": "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json",
        "basics": basics,
        "work": [],
        "education": [],
        "certificates": certificates.collect::<Vec<_>>(),
        "skills": skills.collect::<Vec<_>>(),
        "meta": { "version": "v1.0.0", "lastModified": profile.updated_at.rfc3339() },
    })
}
