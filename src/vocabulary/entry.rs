//! The plain entries: what one row of a vocabulary file holds.

use serde::Deserialize;

/// What every entry of the vocabulary has.
pub trait Entry {
    /// The stable name used in URLs, the database and other files.
    fn slug(&self) -> &str;
    /// What people read.
    fn label(&self) -> &str;
    /// What people read where there is little room: the letters of a credential, else the label.
    fn short(&self) -> &str {
        self.label()
    }
    /// Other words for it, lower case.
    fn synonyms(&self) -> &[String];
    /// The slug of the entry that includes this one.
    fn parent(&self) -> Option<&str> {
        None
    }
    /// One sentence about it; empty where the file has none.
    fn description(&self) -> &str {
        ""
    }
}

/// A kind of work, with its occupation codes and the titles it goes by.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Role {
    pub slug: String,
    pub label: String,
    /// The family of work it belongs to ("coding", "auditing", ...).
    pub family: String,
    /// Standard Occupational Classification 2018, "29-2072".
    pub soc: String,
    /// O*NET-SOC, "29-2072.00".
    pub onet: String,
    /// Titles as written on postings, lower case; the longest that matches wins.
    pub titles: Vec<String>,
    pub description: String,
}

/// Where the care that is coded happens.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CareSetting {
    pub slug: String,
    pub label: String,
    pub parent: Option<String>,
    pub synonyms: Vec<String>,
    pub description: String,
}

/// What kind of organization hires.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EmployerKind {
    pub slug: String,
    pub label: String,
    pub parent: Option<String>,
    pub synonyms: Vec<String>,
    pub description: String,
}

/// A clinical or facility specialty.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Specialty {
    pub slug: String,
    pub label: String,
    /// general, medicine, surgery, diagnostic, facility, post-acute, ancillary, payer or registry.
    pub group: String,
    pub parent: Option<String>,
    pub synonyms: Vec<String>,
    pub description: String,
    /// Slugs of the credentials that belong to it.
    #[serde(default)]
    pub credentials: Vec<String>,
}

/// A code set, grouper, edit or guideline. Names only.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CodeSet {
    pub slug: String,
    pub abbr: String,
    pub label: String,
    pub kind: String,
    pub owner: String,
    pub license_note: String,
    pub synonyms: Vec<String>,
    pub description: String,
}

/// A record system, encoder or other tool.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Software {
    pub slug: String,
    pub label: String,
    /// ehr, encoder, cac-ai, cdi, audit, risk, clearinghouse, pm, registry or office.
    pub kind: String,
    pub vendor: String,
    /// "active" or "legacy".
    pub status: String,
    pub synonyms: Vec<String>,
}

/// A value of one of the small lists: employment types, pay units, arrangements, benefits, ...
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attribute {
    pub slug: String,
    pub label: String,
    pub synonyms: Vec<String>,
    pub description: String,
}

/// Terms that mean the same, or nearly so, in a search.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SynonymGroup {
    /// The first term is the canonical one.
    pub terms: Vec<String>,
    pub mode: Mode,
    /// `group:slug` of the entries the terms name.
    #[serde(default)]
    pub targets: Vec<String>,
    /// "role-title" when the terms mean this only inside a title.
    pub context: Option<String>,
}

/// How the terms of a synonym group relate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Mode {
    /// Any term matches all terms.
    Equivalent,
    /// A later term also matches the first, not the reverse.
    Expand,
}

macro_rules! entry {
    ($type:ty, $synonyms:ident $(, short = $short:ident)? $(, parent = $parent:ident)? $(, description = $description:ident)?) => {
        impl $crate::vocabulary::Entry for $type {
            fn slug(&self) -> &str {
                &self.slug
            }
            fn label(&self) -> &str {
                &self.label
            }
            fn synonyms(&self) -> &[String] {
                &self.$synonyms
            }
            $(fn short(&self) -> &str {
                &self.$short
            })?
            $(fn parent(&self) -> Option<&str> {
                self.$parent.as_deref()
            })?
            $(fn description(&self) -> &str {
                &self.$description
            })?
        }
    };
}
pub(super) use entry;

entry!(Role, titles, description = description);
entry!(CareSetting, synonyms, parent = parent, description = description);
entry!(EmployerKind, synonyms, parent = parent, description = description);
entry!(Specialty, synonyms, parent = parent, description = description);
entry!(CodeSet, synonyms, short = abbr, description = description);
entry!(Software, synonyms);
entry!(Attribute, synonyms, description = description);
