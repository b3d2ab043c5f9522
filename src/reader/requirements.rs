//! The requirements a title and text state, put together.

use super::cues::Cues;
use super::lists::Lists;
use super::reading::Read;
use super::text::Text;
use super::{demand, experience};
use crate::eligibility::Requirements;

/// Credentials and experience, or nothing when neither is asked for.
pub fn read(title: &Text<'_>, text: &Text<'_>) -> Option<Read<Requirements>> {
    let cues = Cues::new(text);
    let experience = experience::read(text, &cues, Lists::get());
    let credentials = demand::read(title, text, &cues);
    let words = match (&credentials, experience.first()) {
        (Some((_, Some(tokens))), _) | (None, Some((_, tokens))) => text.words(tokens.clone()),
        (Some((_, None)), _) => title.slice(0..title.tokens.len()),
        (None, None) => return None,
    };
    let value = Requirements {
        credentials: credentials.map(|(demand, _)| demand),
        experience: experience.into_iter().map(|(demand, _)| demand).collect(),
    };
    Some(Read { value, words })
}
