//! How titles are read: which words rule a title out, and which titles prove nothing alone.

use serde::Deserialize;

/// The rules of `reference/titles.toml`. All words lower case.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TitleRules {
    #[serde(rename = "version")]
    _version: u16,
    #[serde(rename = "reviewed")]
    _reviewed: String,
    /// Words that make a title no role of ours wherever they stand.
    pub rules_out: Vec<String>,
    /// Words that show a title is of the field.
    pub field: Vec<String>,
    /// Titles that count only with a word of the field beside them.
    #[serde(default)]
    pub weak: Vec<Weak>,
}

/// Titles other occupations use as well.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Weak {
    /// Slug of the role.
    pub role: String,
    pub titles: Vec<String>,
}
