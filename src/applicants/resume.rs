//! A coder's résumé: taken in, kept, handed out, and swept when nothing refers to it any more.
//! The file is on the disk before its row is written, and the row is gone before the file is.

use chrono::TimeDelta;
use diesel::dsl::{exists, not};
use diesel::prelude::*;

use crate::accounts::AccountId;
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::extraction::extract;
use crate::resume::{Kind, Reading};
use crate::schema::{application, guest_application, profile, stored_file};
use crate::site::Site;
use crate::token;
use crate::web::{FormWithFile, Input, Upload};

/// Why something somebody sent is not taken, in words for them.
pub type Refused = String;

/// How long a file stays that nothing refers to: a form may still be open with it.
const UNREFERENCED: i64 = 24;
const PURPOSE: &str = "resume";
const BUSY: &str =
    "Many files are being read at this moment. Press the button again in a few seconds.";
const GONE: &str = "The file chosen before is no longer here. Choose it again.";
const NO_TEXT: &str = "We could not read text in this file; employers can still open it.";

/// A file that was taken in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resume {
    pub key: String,
    pub name: String,
    pub media_type: String,
    /// How many it has.
    pub bytes: i64,
    /// False for a scan.
    pub has_text: bool,
}

impl Resume {
    /// Takes a file in, when its turn comes. `Err` inside is what a person reads beside the field.
    pub async fn accept(
        site: &Site,
        account: Option<AccountId>,
        upload: Upload,
    ) -> Result<std::result::Result<Resume, Refused>> {
        let own = site.clone();
        let taken = site.extracting.run(move || Resume::take_in(&own, account, upload)).await;
        match taken {
            Ok(taken) => taken,
            Err(Error::Busy { .. }) => Ok(Err(BUSY.into())),
            Err(error) => Err(error),
        }
    }

    /// Takes a file in on this thread, which waits until it has been read.
    pub fn take_in(
        site: &Site,
        account: Option<AccountId>,
        upload: Upload,
    ) -> Result<std::result::Result<Resume, Refused>> {
        let Reading { kind, text } = match extract(&site.config.program, &upload.bytes)? {
            Ok(reading) => reading,
            Err(refusal) => return Ok(Err(refusal.to_string())),
        };
        let now = site.clock.now();
        let resume = Resume {
            key: site.files.put(&upload.bytes, now)?,
            name: named(&upload.name, kind),
            media_type: kind.media_type().to_owned(),
            bytes: i64::try_from(upload.bytes.len()).map_err(Error::internal)?,
            has_text: !text.is_empty(),
        };
        site.db.write_now(|conn| resume.insert(conn, account, &text, now))?;
        Ok(Ok(resume))
    }

    /// The file a form brings: a new one, or the one its first try brought. It is put into the
    /// form's values, so that a form shown again need not be given it again.
    pub async fn of_form(
        site: &Site,
        account: Option<AccountId>,
        form: &mut FormWithFile,
    ) -> Result<std::result::Result<Option<Resume>, Refused>> {
        let ticket = form.input.text(KEY).to_owned();
        form.input = std::mem::take(&mut form.input).without(&[KEY, NAME, NOTE]);
        if let Some(refused) = form.refused.take() {
            return Ok(Err(refused));
        }
        let resume = match form.file.take() {
            Some(upload) => match Resume::accept(site, account, upload).await? {
                Ok(resume) => resume,
                Err(refused) => return Ok(Err(refused)),
            },
            None if ticket.is_empty() => return Ok(Ok(None)),
            None => {
                let Some(key) = Resume::from_ticket(site, &ticket) else {
                    return Ok(Err(GONE.into()));
                };
                match site.db.read(move |conn| Resume::held(conn, &key)).await? {
                    Some(resume) => resume,
                    None => return Ok(Err(GONE.into())),
                }
            }
        };
        resume.keep_in(site, &mut form.input);
        Ok(Ok(Some(resume)))
    }

    /// Puts it into the values of a form, where `components/upload.html` finds it.
    pub fn keep_in(&self, site: &Site, input: &mut Input) {
        input.set(KEY, Resume::ticket(site, &self.key));
        input.set(NAME, self.name.as_str());
        input.set(NOTE, self.note().unwrap_or_default());
    }

    /// What the person who sent it should know.
    pub fn note(&self) -> Option<&'static str> {
        (!self.has_text).then_some(NO_TEXT)
    }

    /// A key as a form may carry it: signed, so that nobody can ask for a file of others.
    pub fn ticket(site: &Site, key: &str) -> String {
        format!("{key}.{}", token::sign(&site.config.secret, PURPOSE, key))
    }

    /// The key of a ticket of ours.
    pub fn from_ticket(site: &Site, text: &str) -> Option<String> {
        let (key, signature) = text.split_once('.')?;
        token::is_signed(&site.config.secret, PURPOSE, key, signature).then(|| key.to_owned())
    }

    /// What is kept under a key.
    pub fn held(conn: &mut Conn, key: &str) -> Result<Option<Resume>> {
        let row = stored_file::table.find(key);
        let columns = (
            stored_file::key,
            stored_file::name,
            stored_file::media_type,
            stored_file::bytes,
            stored_file::text.ne(""),
        );
        let found = row.select(columns).first(conn).optional()?;
        Ok(found.map(|(key, name, media_type, bytes, has_text)| Resume {
            key,
            name,
            media_type,
            bytes,
            has_text,
        }))
    }

    /// The file itself, to be sent to whoever may have it.
    pub fn contents(&self, site: &Site) -> Result<Vec<u8>> {
        site.files.get(&self.key)?.ok_or(Error::NotFound)
    }

    fn insert(
        &self,
        conn: &mut Conn,
        account: Option<AccountId>,
        text: &str,
        now: Moment,
    ) -> Result<()> {
        diesel::insert_into(stored_file::table)
            .values((
                stored_file::key.eq(&self.key),
                stored_file::account_id.eq(account.map(|account| account.0)),
                stored_file::name.eq(&self.name),
                stored_file::media_type.eq(&self.media_type),
                stored_file::bytes.eq(self.bytes),
                stored_file::text.eq(text),
                stored_file::created_at.eq(now),
            ))
            .execute(conn)?;
        Ok(())
    }
}

/// Fields of a form that carry a file taken in before.
const KEY: &str = "resume_key";
const NAME: &str = "resume_name";
const NOTE: &str = "resume_note";

/// The name with the end that fits what the file is.
fn named(name: &str, kind: Kind) -> String {
    let stem = match name.rsplit_once('.') {
        Some((stem, end)) if !stem.is_empty() && end.len() <= 5 => stem,
        _ => name,
    };
    format!("{stem}.{}", kind.extension())
}

/// Erases files nothing refers to for a day: rows with their bytes, and bytes without a row.
/// For the schedule.
pub fn sweep_files(site: &Site, now: Moment) -> Result<()> {
    let before = now.minus(TimeDelta::hours(UNREFERENCED));
    for key in site.db.read_now(|conn| unreferenced(conn, before, now))? {
        if site.db.write_now(|conn| forget(conn, &key, now))? {
            site.files.erase(&key)?;
        }
    }
    for keys in site.files.older_than(before)?.chunks(500) {
        let known: Vec<String> = site.db.read_now(|conn| {
            let rows = stored_file::table.filter(stored_file::key.eq_any(keys));
            Ok(rows.select(stored_file::key).load(conn)?)
        })?;
        for key in keys.iter().filter(|key| !known.contains(key)) {
            site.files.erase(key)?;
        }
    }
    Ok(())
}

fn unreferenced(conn: &mut Conn, before: Moment, now: Moment) -> Result<Vec<String>> {
    let profiles = profile::table.filter(profile::resume_key.eq(stored_file::key.nullable()));
    let applications =
        application::table.filter(application::resume_key.eq(stored_file::key.nullable()));
    let guests = guest_application::table
        .filter(guest_application::resume_key.eq(stored_file::key.nullable()))
        .filter(guest_application::expires_at.gt(now))
        .filter(guest_application::used_at.is_null());
    Ok(stored_file::table
        .filter(stored_file::created_at.lt(before))
        .filter(not(exists(profiles)))
        .filter(not(exists(applications)))
        .filter(not(exists(guests)))
        .order(stored_file::created_at)
        .limit(5_000)
        .select(stored_file::key)
        .load(conn)?)
}

/// Deletes a row unless somebody has come to refer to it; true if it is gone.
fn forget(conn: &mut Conn, key: &str, now: Moment) -> Result<bool> {
    let own = guest_application::resume_key.eq(key);
    let settled =
        guest_application::expires_at.le(now).or(guest_application::used_at.is_not_null());
    diesel::update(guest_application::table.filter(own).filter(settled))
        .set(guest_application::resume_key.eq(None::<String>))
        .execute(conn)?;
    let used = exists(profile::table.filter(profile::resume_key.eq(key)));
    let sent = exists(application::table.filter(application::resume_key.eq(key)));
    let waits = exists(guest_application::table.filter(own));
    let unused =
        stored_file::table.find(key).filter(not(used)).filter(not(sent)).filter(not(waits));
    Ok(diesel::delete(unused).execute(conn)? == 1)
}
