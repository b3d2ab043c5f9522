//! What the generator hands out: a posting with every fact the board stores.

use crate::eligibility::Requirements;
use crate::vocabulary::{State, StateSet};

/// A posting of a fictional employer. Slugs are those of the vocabulary.
#[derive(Debug, Clone, PartialEq)]
pub struct SamplePosting {
    /// The number it was asked for by.
    pub number: u64,
    /// The number of its employer, for [`Generator::employer`](super::Generator::employer).
    pub employer: u64,
    pub title: String,
    pub role: &'static str,
    /// Markdown, 2 to 3 KB.
    pub description: String,
    pub care_settings: Vec<&'static str>,
    /// The first one is the main one.
    pub specialties: Vec<&'static str>,
    pub code_sets: Vec<&'static str>,
    pub software: Vec<&'static str>,
    pub openings: u16,
    pub requisition_id: Option<String>,
    pub employment_type: &'static str,
    /// "w2" or "1099".
    pub classification: &'static str,
    pub arrangement: &'static str,
    /// Where it hires; filled for `remote-states` only.
    pub states: StateSet,
    /// The site; none for `remote-us`, `remote-states` and `remote-intl`.
    pub place: Option<SamplePlace>,
    pub pay: SamplePay,
    pub benefits: Vec<&'static str>,
    /// The sentence about benefits, also part of the description.
    pub benefits_text: String,
    /// "None" where there is nothing beside pay.
    pub other_compensation: String,
    pub requirements: Requirements,
    pub apprentice_ok: bool,
    /// Slug of the least education asked for; the text asks for none beside it.
    pub education: Option<&'static str>,
    /// Days from today to the application deadline; none when applications are accepted on an ongoing basis.
    pub deadline_in_days: Option<u16>,
    /// 0 is today, at most 29.
    pub published_days_ago: u16,
    /// The employer's own page to apply on; none where it takes applications on the board.
    pub apply_url: Option<String>,
    /// What it asks those who apply on the board.
    pub questions: Vec<&'static AskedOfAll>,
}

/// A question to everybody who applies.
#[derive(Debug, PartialEq, Eq)]
pub struct AskedOfAll {
    pub text: &'static str,
    /// Answered by yes or no, else in a few words.
    pub yes_no: bool,
    pub required: bool,
}

/// A real town with one of its ZIPs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SamplePlace {
    pub city: &'static str,
    pub state: State,
    pub zip: &'static str,
}

/// Pay as stated; `min` equals `max` where it is one fixed figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SamplePay {
    /// Slug of the pay unit.
    pub unit: &'static str,
    /// In 1/100 cent: $26.50 is 265 000.
    pub min: i64,
    /// In 1/100 cent.
    pub max: i64,
    /// Stated for part time.
    pub hours_per_week: Option<u16>,
    /// Stated by some postings that pay by the piece.
    pub units_per_hour: Option<u16>,
}
