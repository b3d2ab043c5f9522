//! How titles are read: what rules a title out, what combinations of words mean, what leadership does to a role.

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
    /// Words that show a title, or the text below it, is of the field.
    pub evidence: Vec<String>,
    /// Titles of roles that other occupations use too: they count only with evidence.
    pub weak: Vec<String>,
    /// Roles so general that a more particular one in the same title beats them, most general first.
    pub general: Vec<String>,
    pub spelling: Vec<Spelling>,
    /// What the last word means in a title cut off inside a bracket.
    pub cut: Vec<Spelling>,
    /// In order: the first that fits wins over plain titles.
    pub combination: Vec<Combination>,
    pub rise: Vec<Rise>,
}

/// A short or wrong spelling and what it stands for.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Spelling {
    pub from: String,
    pub to: String,
}

/// Words that together mean a role, in any order and place of a title.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Combination {
    /// Slug of the role.
    pub role: String,
    /// One word of each list has to be there.
    pub all: Vec<Vec<String>>,
    /// None of these may be there.
    #[serde(default)]
    pub none: Vec<String>,
    /// Whether evidence is needed besides.
    #[serde(default)]
    pub weak: bool,
}

/// What a word of leadership turns some roles into.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rise {
    pub words: Vec<String>,
    /// Slugs of roles.
    pub from: Vec<String>,
    /// Slug of the role they become.
    pub to: String,
}
