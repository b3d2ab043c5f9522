//! Why a file is not taken, in words for the person who sent it.

use serde::{Deserialize, Serialize};

/// A file that is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    #[error("This file is empty.")]
    Empty,
    #[error("This file is larger than 5 MB. Save it smaller, for example without pictures.")]
    TooLarge,
    #[error("This is a program, not a document.")]
    Program,
    #[error("This is an old Word document (DOC). Save it as PDF or DOCX.")]
    Doc,
    #[error("This is a Rich Text document (RTF). Save it as PDF or DOCX.")]
    Rtf,
    #[error("This is a picture. Send your résumé as PDF, DOCX or ODT.")]
    Picture,
    #[error("This is not a PDF, DOCX or ODT file.")]
    Other,
    #[error("This file is locked with a password. Save it without one.")]
    Locked,
    #[error("This file is damaged: it could not be opened. Save it again, or send it as PDF.")]
    Damaged,
    #[error("This file has more than 50 pages. A résumé has far fewer.")]
    TooLong,
    #[error("This file has scripts or macros in it. Save it as PDF without them.")]
    Active,
    #[error("This file has a program or another file hidden in it. Save it as PDF.")]
    Smuggled,
    #[error(
        "This file refers to things outside of it in a way documents need not. Save it as PDF."
    )]
    Outside,
    #[error("This file has too many parts, or unpacks to far more than its size. Save it as PDF.")]
    Bomb,
    #[error(
        "The pages of this file are too complex to read. Save it without drawings, or send it as DOCX."
    )]
    Complex,
    /// The process that read it ended without an answer.
    #[error("This file could not be read. Save it again, or send it as another kind of file.")]
    Unreadable,
}
