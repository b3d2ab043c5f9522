//! Mail: how a letter leaves the house. What letters say belongs to the slices; what waits to
//! be sent, and what became of it, is the outbox's.

mod dkim;
mod folder;
mod headers;
pub mod outbox;
mod patience;
mod relay;
pub mod render;
mod reply;
pub mod suppression;

use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::SystemTime;

use lettre::Address;
use lettre::address::Envelope;
use lettre::message::{Mailbox, Message, MultiPart};

use crate::clock::Moment;
use crate::config::{Config, Dkim, MailTo};
use crate::error::{Error, Result};
use relay::Relay;
use render::List;

/// One letter to one person, rendered.
#[derive(Clone, Debug)]
pub struct Letter {
    pub to: String,
    pub subject: String,
    pub text: String,
    pub html: String,
    /// Where it can be ended, if it keeps coming.
    pub list: Option<List>,
    /// Stable across tries, so that a doubled delivery can be recognised.
    pub message_id: String,
    /// When it is handed over.
    pub at: Moment,
}

/// What became of a letter.
#[derive(Debug)]
pub enum Outcome {
    /// The server's words.
    Sent(String),
    /// Worth another try.
    Later(String),
    /// The server said no for good.
    Refused(String),
    /// The server knows nobody of that address.
    Unknown(String),
    /// There was no reason to send it any more.
    Dropped(String),
}

/// Hands letters over.
#[derive(Clone)]
pub struct Mailer {
    from: Mailbox,
    reply_to: Mailbox,
    dkim: Option<Dkim>,
    way: Way,
}

#[derive(Clone)]
enum Way {
    Smtp(Arc<Relay>),
    Folder(PathBuf),
    Memory(Arc<Mutex<Vec<Letter>>>),
}

impl Mailer {
    pub fn open(config: &Config) -> Result<Mailer> {
        let from: Mailbox = config.mail_from.parse().map_err(Error::internal)?;
        let way = match &config.mail {
            MailTo::Smtp(url) => {
                Way::Smtp(Arc::new(Relay::open(url.expose(), from.email.domain())?))
            }
            MailTo::Folder(folder) => {
                crate::config::private_folder(folder).map_err(Error::internal)?;
                Way::Folder(folder.clone())
            }
            MailTo::Memory => Way::Memory(Arc::default()),
        };
        let contact = config.contact.parse().map_err(Error::internal)?;
        let reply_to = Mailbox::new(from.name.clone(), contact);
        Ok(Mailer { from, reply_to, dkim: config.dkim.clone(), way })
    }

    /// Hands one letter over. Never fails: what went wrong is part of the outcome.
    pub fn send(&self, letter: &Letter) -> Outcome {
        let (envelope, message) = match self.compose(letter) {
            Ok(composed) => composed,
            Err(error) => return Outcome::Refused(error),
        };
        match &self.way {
            Way::Smtp(relay) => relay.send(&envelope, &message),
            Way::Folder(folder) => folder::keep(folder, letter, &message),
            Way::Memory(sent) => {
                sent.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push(letter.clone());
                Outcome::Sent("kept in memory".into())
            }
        }
    }

    /// Lets go of connections nobody has used for a while.
    pub fn rest(&self) {
        if let Way::Smtp(relay) = &self.way {
            relay.close(false);
        }
    }

    /// Says goodbye to the mail server.
    pub fn close(&self) {
        if let Way::Smtp(relay) = &self.way {
            relay.close(true);
        }
    }

    /// Letters kept in memory so far; empty for other ways of sending.
    pub fn sent(&self) -> Vec<Letter> {
        match &self.way {
            Way::Memory(sent) => {
                sent.lock().unwrap_or_else(std::sync::PoisonError::into_inner).clone()
            }
            _ => Vec::new(),
        }
    }

    fn compose(&self, letter: &Letter) -> std::result::Result<(Envelope, Vec<u8>), String> {
        let to = letter.to.parse::<Address>().map_err(|error| format!("no address: {error}"))?;
        if !letter.to.is_ascii() {
            return Err("no address: letters outside of ASCII".into());
        }
        let mut builder = Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, to))
            .subject(&letter.subject)
            .date(SystemTime::from(letter.at.utc()))
            .message_id(Some(letter.message_id.clone()))
            .raw_header(headers::auto_submitted());
        if self.reply_to.email != self.from.email {
            builder = builder.reply_to(self.reply_to.clone());
        }
        if let Some(list) = &letter.list {
            for header in headers::of_list(list, self.from.email.domain())? {
                builder = builder.raw_header(header);
            }
        }
        let both = MultiPart::alternative_plain_html(letter.text.clone(), letter.html.clone());
        let message = builder.multipart(both).map_err(|error| error.to_string())?;
        let (envelope, bytes) = (message.envelope().clone(), message.formatted());
        let signed = self.dkim.iter().fold(bytes, |b, dkim| dkim::signed(b, dkim, letter.at));
        Ok((envelope, signed))
    }
}
