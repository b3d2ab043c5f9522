//! What an uploaded résumé is, and what it says. Everything here looks at bytes a stranger sent:
//! [`sniff`] looks at the first of them and may run anywhere; [`read`] takes files apart and runs
//! only in a process of its own that can do nothing else (see `extraction`).

mod docx;
mod odt;
mod outside;
mod package;
mod pdf;
mod refusal;
mod sniff;
mod text;
mod work;
mod xml;

use serde::{Deserialize, Serialize};

pub use refusal::Refusal;
pub use sniff::{Container, sniff};

/// A file of a résumé holds at most this many bytes.
pub const LARGEST: usize = 5 * 1024 * 1024;

/// The kinds of file we take.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    Pdf,
    Docx,
    Odt,
}

impl Kind {
    pub fn media_type(self) -> &'static str {
        match self {
            Kind::Pdf => "application/pdf",
            Kind::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Kind::Odt => "application/vnd.oasis.opendocument.text",
        }
    }

    /// The end of a file's name.
    pub fn extension(self) -> &'static str {
        match self {
            Kind::Pdf => "pdf",
            Kind::Docx => "docx",
            Kind::Odt => "odt",
        }
    }
}

/// A file that was understood. `text` is empty if it holds none, as a scan does; it has at most
/// 200 KB.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    pub kind: Kind,
    pub text: String,
}

/// Takes a file apart.
pub fn read(bytes: &[u8]) -> Result<Reading, Refusal> {
    let (kind, text) = match sniff(bytes)? {
        Container::Pdf => (Kind::Pdf, pdf::text(bytes)?),
        Container::Zip => package::text(bytes)?,
    };
    Ok(Reading { kind, text: text::clean(&text) })
}
