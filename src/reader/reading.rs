//! What goes into the reader and what comes out.

use crate::eligibility::Requirements;
use crate::vocabulary::{Place, StateSet};

/// A posting as it was found. Only the title and the text are always there; the other fields win over the text.
#[derive(Debug, Clone, Default)]
pub struct Source<'a> {
    pub title: &'a str,
    /// "Columbus, OH", "Remote", "United States", ...
    pub location: Option<&'a str>,
    /// Plain text; what is beyond 100 KB is not read.
    pub text: &'a str,
    pub remote: Option<bool>,
    /// "FULL_TIME", "Part-time", "contractor", ...
    pub employment_type: Option<&'a str>,
    /// Pay as the source states it in its own fields, in dollars.
    pub pay_min: Option<f64>,
    pub pay_max: Option<f64>,
    /// "hour", "YEAR", "Per Year", ...
    pub pay_unit: Option<&'a str>,
    /// Pay as one text: "$52k-$61k", "25.50 an hour".
    pub pay_text: Option<&'a str>,
}

/// A fact and where it was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Read<T> {
    pub value: T,
    /// The words it was read from, at most 160 characters.
    pub words: String,
}

/// Pay. Amounts are in 1/100 cent: $26.50 is 265_000.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PayRead {
    pub min: Option<i64>,
    pub max: Option<i64>,
    /// Slug of a pay unit.
    pub unit: String,
}

/// Everything read. Slugs are of the vocabulary; lists hold each slug once, in the order of the text.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Reading {
    /// None when the title is not of the field.
    pub role: Option<Read<String>>,
    pub employment_type: Option<Read<String>>,
    pub arrangement: Option<Read<String>>,
    /// The states a remote or hybrid posting hires in.
    pub states: Option<Read<StateSet>>,
    /// Where the work is, or where the employer is when the work is remote.
    pub place: Option<Read<Place>>,
    pub pay: Option<Read<PayRead>>,
    pub requirements: Option<Read<Requirements>>,
    pub care_settings: Vec<Read<String>>,
    pub specialties: Vec<Read<String>>,
    pub software: Vec<Read<String>>,
    pub code_sets: Vec<Read<String>>,
    pub benefits: Vec<Read<String>>,
    /// Some(true) when newly certified coders are welcome.
    pub apprentice_ok: Option<Read<bool>>,
}
