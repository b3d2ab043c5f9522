//! Reads structured facts out of titles and free text, by the vocabulary. Pure.
//!
//! What comes out is a reading, not the truth: every fact carries the words it was read from, so that a person
//! can confirm it or strike it out. Each file reads one kind of fact; all of them read the words of [`text`],
//! which is cut at 100 KB, and walk it in linear time.

mod amount;
mod apprentice;
mod arrangement;
mod credentials;
mod cues;
mod demand;
mod employment;
mod experience;
mod list_words;
mod lists;
mod pay;
mod pay_words;
mod phrases;
mod place;
mod reading;
mod requirements;
mod role;
mod standing;
mod states;
mod text;
mod walk;

pub use reading::{PayRead, Read, Reading, Source};

use lists::Lists;
use text::Text;

/// Reads everything the source says. Never fails: what cannot be read is left out.
pub fn read(source: &Source<'_>) -> Reading {
    let title = Text::short(source.title);
    let whole = Text::new(source.text);
    let text = if is_list_of_postings(&whole) { Text::new("") } else { whole };
    let lists = Lists::get();
    let place = place::read(source);
    let (arrangement, states) = arrangement::read(source, &title, &text, place.as_ref());
    Reading {
        role: role::read(&title, &text),
        employment_type: employment::read(source, &title, &text),
        arrangement,
        states,
        place,
        pay: pay::read(source, &text),
        requirements: requirements::read(&title, &text),
        care_settings: lists.settings(&role::respelled(&title), &text),
        specialties: lists.specialties(&title, &text),
        software: lists.software(&title, &text),
        code_sets: lists.code_sets(&title, &text),
        benefits: lists.benefits(&text),
        apprentice_ok: apprentice::read(&title, &text),
    }
}

/// A page that lists many postings, stored as the text of one: its facts belong to others. Such pages lose the
/// spaces between their columns, so that "locations" and "posted on" run into their neighbors.
fn is_list_of_postings(text: &Text<'_>) -> bool {
    let marks = text.tokens.windows(2).filter(|pair| {
        let (word, next) = (pair[0].text.as_str(), pair[1].text.as_str());
        let glued = word.contains("locations")
            && word.trim_start_matches(['a', 'l', 'r', 'e']) != "ocations";
        (glued && word != "locations") || (word.ends_with("posted") && next.starts_with("onposted"))
    });
    marks.take(3).count() == 3
}

#[cfg(test)]
#[path = "mod_tests.rs"]
mod tests;
