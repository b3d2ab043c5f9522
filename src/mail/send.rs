//! The two ways out of the house: an SMTP server, or a folder of `.eml` files.

use std::path::Path;
use std::time::Duration;

use lettre::message::Message;
use lettre::{SmtpTransport, Transport};

use super::{Letter, Outcome};
use crate::error::{Error, Result};

/// A transport for `smtps://` or `smtp://` with user, password and port in the URL.
pub(super) fn transport(url: &str) -> Result<SmtpTransport> {
    let builder = SmtpTransport::from_url(url).map_err(Error::internal)?;
    Ok(builder.timeout(Some(Duration::from_secs(30))).build())
}

pub(super) fn by_smtp(transport: &SmtpTransport, message: &Message) -> Outcome {
    match transport.send(message) {
        Ok(reply) => Outcome::Sent(reply.message().collect::<Vec<_>>().join(" ")),
        Err(error) if error.is_permanent() => Outcome::Refused(error.to_string()),
        Err(error) => Outcome::Later(error.to_string()),
    }
}

/// Written beside and renamed, so that a reader never sees half a file; the same letter sent
/// again replaces itself.
pub(super) fn to_folder(folder: &Path, letter: &Letter, message: &Message) -> Outcome {
    let name = letter.message_id.trim_matches(['<', '>']).split('@').next().unwrap_or("letter");
    let path = folder.join(format!("{name}.eml"));
    let half = folder.join(format!("{name}.half"));
    let written =
        std::fs::write(&half, message.formatted()).and_then(|()| std::fs::rename(&half, &path));
    match written {
        Ok(()) => Outcome::Sent(format!("written to {}", path.display())),
        Err(error) => Outcome::Later(error.to_string()),
    }
}
