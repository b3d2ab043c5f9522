//! Reads structured facts out of titles and free text, by the vocabulary. Pure.
//!
//! What comes out is a reading, not the truth: every fact carries the words it was read from, so that a person
//! can confirm it or strike it out.

mod reading;

pub use reading::{PayRead, Read, Reading, Source};
