//! A coder's résumé: taken in, kept and handed out.
//! The file is on the disk before its row is written, and the row is gone before the file is.

use std::time::Duration;

use diesel::prelude::*;

use super::holder::Holder;
use crate::accounts::AccountId;
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::extraction::extract;
use crate::resume::{Kind, Reading, sniff};
use crate::schema::stored_file;
use crate::site::Site;
use crate::web::{FormWithFile, Input, Limit, TOO_MANY, Upload};

/// Why something somebody sent is not taken, in words for them.
pub type Refused = String;

/// How long a file waits while another of the same network or account is read.
const PATIENCE: Duration = Duration::from_secs(15);
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
        if let Err(refusal) = sniff(&upload.bytes) {
            return Ok(Err(refusal.to_string()));
        }
        let guest = Limit::GuestUpload;
        if account.is_none() && site.limits.check(guest, upload.network.as_str()).is_err() {
            return Ok(Err(TOO_MANY.into()));
        }
        let account_key = account.map(|account| format!("account {account}"));
        let keys: Vec<String> = account_key.into_iter().chain([upload.network.clone()]).collect();
        let Some(turn) = site.extracting_for.wait(&keys, PATIENCE).await else {
            return Ok(Err(BUSY.into()));
        };
        let own = site.clone();
        let work = move || {
            let taken = Resume::take_in(&own, account, upload);
            drop(turn);
            taken
        };
        let taken = site.extracting.run(work).await;
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
        let who = Holder::of(account, &form.browser);
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
                let Some(key) = who.key(site, &ticket) else {
                    return Ok(Err(GONE.into()));
                };
                match site.db.read(move |conn| Resume::held(conn, &key)).await? {
                    Some(resume) => resume,
                    None => return Ok(Err(GONE.into())),
                }
            }
        };
        resume.keep_in(site, &who, &mut form.input);
        Ok(Ok(Some(resume)))
    }

    /// Puts it into the values of a form, where `components/upload.html` finds it.
    fn keep_in(&self, site: &Site, who: &Holder, input: &mut Input) {
        input.set(KEY, who.ticket(site, &self.key));
        input.set(NAME, self.name.as_str());
        input.set(NOTE, self.note().unwrap_or_default());
    }

    /// What the person who sent it should know.
    pub fn note(&self) -> Option<&'static str> {
        (!self.has_text).then_some(NO_TEXT)
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
