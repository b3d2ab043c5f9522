//! Mail: how a letter leaves the house. What letters say belongs to the slices; what waits to
//! be sent, and what became of it, is the outbox's.

mod headers;
pub mod outbox;
pub mod render;
mod send;

use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use lettre::SmtpTransport;
use lettre::message::{Mailbox, Message, MultiPart};

use crate::config::{Config, MailTo};
use crate::error::{Error, Result};
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
}

/// What became of handing a letter over.
#[derive(Debug)]
pub enum Outcome {
    /// The server's words.
    Sent(String),
    /// Worth another try.
    Later(String),
    /// The server said no for good.
    Refused(String),
}

/// Hands letters over.
#[derive(Clone)]
pub struct Mailer {
    from: Mailbox,
    way: Way,
}

#[derive(Clone)]
enum Way {
    Smtp(SmtpTransport),
    Folder(PathBuf),
    Memory(Arc<Mutex<Vec<Letter>>>),
}

impl Mailer {
    pub fn open(config: &Config) -> Result<Mailer> {
        let from = config.mail_from.parse().map_err(Error::internal)?;
        let way = match &config.mail {
            MailTo::Smtp(url) => Way::Smtp(send::transport(url.expose())?),
            MailTo::Folder(folder) => {
                crate::config::private_folder(folder).map_err(Error::internal)?;
                Way::Folder(folder.clone())
            }
            MailTo::Memory => Way::Memory(Arc::default()),
        };
        Ok(Mailer { from, way })
    }

    /// Hands one letter over. Never fails: what went wrong is part of the outcome.
    pub fn send(&self, letter: &Letter) -> Outcome {
        let message = match self.compose(letter) {
            Ok(message) => message,
            Err(error) => return Outcome::Refused(error),
        };
        match &self.way {
            Way::Smtp(transport) => send::by_smtp(transport, &message),
            Way::Folder(folder) => send::to_folder(folder, letter, &message),
            Way::Memory(sent) => {
                sent.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push(letter.clone());
                Outcome::Sent("kept in memory".into())
            }
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

    fn compose(&self, letter: &Letter) -> std::result::Result<Message, String> {
        let to: Mailbox = letter.to.parse().map_err(|error| format!("no address: {error}"))?;
        let mut builder = Message::builder()
            .from(self.from.clone())
            .to(to)
            .subject(&letter.subject)
            .message_id(Some(letter.message_id.clone()))
            .raw_header(headers::auto_submitted());
        if let Some(list) = &letter.list {
            for header in headers::of_list(list, self.from.email.domain())? {
                builder = builder.raw_header(header);
            }
        }
        let both = MultiPart::alternative_plain_html(letter.text.clone(), letter.html.clone());
        builder.multipart(both).map_err(|error| error.to_string())
    }
}
