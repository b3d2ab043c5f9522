//! Forms that bring a file. What else the form holds is read as any form is; the file is bounded
//! in size, and all that is being received at once in memory and in time. A file too large is taken
//! in and thrown away up to a point, so that browsers get to see the answer.

use std::time::Duration;

use actix_multipart::{Field, Multipart, MultipartError};
use actix_web::{FromRequest, HttpMessage, HttpRequest, dev::Payload, web};
use futures_util::future::LocalBoxFuture;
use futures_util::{Stream, StreamExt};
use tokio::time::{Instant, timeout_at};

use super::client::network;
use super::csrf;
use super::form::{Input, LARGEST as LARGEST_FORM, MOST_FIELDS};
use super::limits::Limit;
use super::receiving::Room;
use crate::error::{Error, Result};
use crate::resume::{LARGEST, Refusal};
use crate::site::Site;
use crate::vocabulary::is_unseen;

/// Bytes that are received to be thrown away.
const THROWN_AWAY: usize = 32 * 1024 * 1024;
/// For the whole form, and between two pieces of it.
const TIME: Duration = Duration::from_secs(120);
const PATIENCE: Duration = Duration::from_secs(20);
const NAME_LENGTH: usize = 120;

const FULL: &str =
    "Many files are being received at this moment. Press the button again in a few seconds.";

/// What people read who send more than their network may; what they typed stays.
pub const TOO_MANY: &str =
    "Too many files from your network at this moment; try again in a few minutes.";

/// A file as it came. `name` is what somebody called it, without path or anything unseen, and is
/// good for showing only. It holds its memory and its place until it is dropped.
#[derive(Debug, Default)]
pub struct Upload {
    pub name: String,
    pub bytes: Vec<u8>,
    /// Where it came from, as limits count.
    pub network: String,
    room: Option<Room>,
}

impl Upload {
    /// A file that did not come by a form.
    pub fn new(name: impl Into<String>, bytes: Vec<u8>) -> Upload {
        Upload { name: name.into(), bytes, ..Upload::default() }
    }
}

/// A form that may bring one file. No file chosen is no file; `refused` says why one that was
/// chosen was not even looked at.
#[derive(Debug, Default)]
pub struct FormWithFile {
    pub input: Input,
    pub file: Option<Upload>,
    pub refused: Option<String>,
    /// What tells the browser of somebody without an account from others; empty if nothing does.
    pub browser: String,
}

impl FromRequest for FormWithFile {
    type Error = actix_web::Error;
    type Future = LocalBoxFuture<'static, std::result::Result<FormWithFile, actix_web::Error>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let site = request.app_data::<web::Data<Site>>().cloned();
        let browser = site.as_ref().and_then(|site| csrf::browser(request, site));
        let browser = browser.unwrap_or_default();
        if !request.content_type().eq_ignore_ascii_case("multipart/form-data") {
            let plain = Input::from_request(request, payload);
            return Box::pin(async {
                Ok(FormWithFile { input: plain.await?, browser, ..Default::default() })
            });
        }
        let network = site.as_ref().map(|site| network(request, site)).unwrap_or_default();
        let parts = Multipart::from_request(request, payload);
        Box::pin(async move {
            let site = site.ok_or_else(|| Error::internal("every request is given the site"))?;
            let mut form = Form::new(&site, network);
            form.receive(parts.await?).await?;
            Ok(FormWithFile { browser, ..form.done() })
        })
    }
}

/// A form while it is received.
struct Form<'a> {
    site: &'a Site,
    network: String,
    deadline: Instant,
    pairs: Vec<(String, String)>,
    /// Bytes the fields have together.
    text: usize,
    thrown_away: usize,
    file: Option<Upload>,
    refused: Option<String>,
}

impl<'a> Form<'a> {
    fn new(site: &'a Site, network: String) -> Form<'a> {
        Form {
            site,
            network,
            deadline: Instant::now() + TIME,
            pairs: Vec::new(),
            text: 0,
            thrown_away: 0,
            file: None,
            refused: None,
        }
    }

    async fn receive(&mut self, mut parts: Multipart) -> Result<()> {
        while let Some(part) = next(&mut parts, self.deadline).await? {
            let said = part.content_disposition();
            let name = said.and_then(|said| said.get_name()).unwrap_or_default().to_owned();
            let file = said.and_then(|said| {
                let plain = said.get_filename().map(str::to_owned);
                let extended = said.get_filename_ext();
                extended.map(|name| String::from_utf8_lossy(&name.value).into_owned()).or(plain)
            });
            match file {
                None => self.take_text(name, part).await?,
                Some(called) => self.take_file(&called, part).await?,
            }
            if self.thrown_away > THROWN_AWAY {
                break;
            }
        }
        Ok(())
    }

    async fn take_text(&mut self, name: String, mut part: Field) -> Result<()> {
        if self.pairs.len() >= MOST_FIELDS {
            return Err(Error::TooLarge);
        }
        let mut bytes = Vec::new();
        while let Some(chunk) = next(&mut part, self.deadline).await? {
            self.text += chunk.len();
            if self.text > LARGEST_FORM {
                return Err(Error::TooLarge);
            }
            bytes.extend_from_slice(&chunk);
        }
        let value = String::from_utf8(bytes).map_err(|_| {
            let said = "Some letters could not be read: the form has to be sent as UTF-8 text.";
            Error::Invalid(said.into())
        })?;
        self.pairs.push((name, value));
        Ok(())
    }

    /// The first file of a form is taken; more are thrown away, and so is one that is too much:
    /// what was typed is kept either way.
    async fn take_file(&mut self, called: &str, mut part: Field) -> Result<()> {
        let mut upload = Upload { network: self.network.clone(), ..Upload::new("", Vec::new()) };
        let mut keep = self.file.is_none() && self.refused.is_none();
        while let Some(chunk) = next(&mut part, self.deadline).await? {
            if keep && let Err(refused) = self.make_room(&mut upload, chunk.len()) {
                (keep, upload) = (false, Upload::default());
                self.refused = Some(refused);
            }
            if keep {
                upload.bytes.extend_from_slice(&chunk);
                continue;
            }
            self.thrown_away += chunk.len();
            if self.thrown_away > THROWN_AWAY {
                return Ok(());
            }
        }
        // No file chosen is sent as an empty one without a name.
        if keep && !(upload.bytes.is_empty() && called.is_empty()) {
            upload.name = clean_name(called);
            self.file = Some(upload);
        }
        Ok(())
    }

    /// Room for so many bytes more; else why there is none.
    fn make_room(&self, upload: &mut Upload, more: usize) -> std::result::Result<(), String> {
        let bytes = upload.bytes.len() + more;
        if bytes > LARGEST {
            return Err(Refusal::TooLarge.to_string());
        }
        let room = match upload.room.take() {
            Some(room) => room,
            None => {
                let counted = self.site.limits.check(Limit::Upload, self.network.as_str());
                counted.map_err(|_| TOO_MANY)?;
                self.site.receiving.place(&self.network).ok_or(TOO_MANY)?
            }
        };
        upload.room = Some(room.hold(&self.site.receiving, bytes).ok_or(FULL)?);
        Ok(())
    }

    fn done(self) -> FormWithFile {
        let input = Input::from_pairs(self.pairs);
        FormWithFile { input, file: self.file, refused: self.refused, ..Default::default() }
    }
}

/// The next piece, if it comes in time.
async fn next<T>(
    pieces: &mut (impl Stream<Item = std::result::Result<T, MultipartError>> + Unpin),
    deadline: Instant,
) -> Result<Option<T>> {
    let patience = deadline.min(Instant::now() + PATIENCE);
    let slow = |_| Error::Invalid("The form took too long to arrive. Send it again.".into());
    let piece = timeout_at(patience, pieces.next()).await.map_err(slow)?;
    piece.transpose().map_err(|error| {
        tracing::info!(%error, "a form with a file was broken off");
        Error::Invalid(
            "The form did not arrive whole. Load the page again and send it once more.".into(),
        )
    })
}

/// The last part of a path, without anything unseen, at most 120 characters; the end stays.
fn clean_name(called: &str) -> String {
    let last = called.rsplit(['/', '\\']).next().unwrap_or_default();
    let seen: String = last.chars().filter(|c| !is_unseen(*c)).collect();
    let name = seen.split_whitespace().collect::<Vec<_>>().join(" ");
    let name = name.trim_matches('.').trim();
    let length = name.chars().count();
    if name.is_empty() {
        return "resume".to_owned();
    }
    if length <= NAME_LENGTH {
        return name.to_owned();
    }
    let (stem, end) = name.rsplit_once('.').filter(|(_, end)| end.len() <= 5).unwrap_or((name, ""));
    let stem: String = stem.chars().take(NAME_LENGTH - 1 - end.chars().count()).collect();
    format!("{stem}.{end}").trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_for_showing_only() {
        for (called, name) in [
            ("Jane Doe CV.pdf", "Jane Doe CV.pdf"),
            ("../../etc/passwd", "passwd"),
            ("C:\\Users\\Jane\\cv.docx", "cv.docx"),
            ("cv.pdf\r\nSet-Cookie: a=b", "cv.pdfSet-Cookie: a=b"),
            ("cv\u{202E}fdp.exe", "cvfdp.exe"),
            ("Zoë Müller – résumé.odt", "Zoë Müller – résumé.odt"),
            ("..", "resume"),
            ("", "resume"),
            ("a/", "resume"),
            ("\u{0}\u{7}", "resume"),
        ] {
            assert_eq!(clean_name(called), name, "{called:?}");
        }
        let long = clean_name(&format!("{}.docx", "é".repeat(500)));
        assert_eq!(long.chars().count(), NAME_LENGTH);
        assert!(long.ends_with("é.docx"));
    }
}
