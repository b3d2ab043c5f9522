//! Reads structured facts out of titles and free text, by the vocabulary. Pure.
//!
//! What comes out is a reading, not the truth: every fact carries the words it was read from, so that a person
//! can confirm it or strike it out.

mod phrases;
mod reading;
mod role;
mod text;

pub use reading::{PayRead, Read, Reading, Source};

/// Reads everything the source says. Never fails: what cannot be read is left out.
pub fn read(source: &Source<'_>) -> Reading {
    let title = text::Text::new(source.title);
    let text = text::Text::new(source.text);
    Reading { role: role::read(&title, &text), ..Reading::default() }
}
