//! Credentials, who issues them, and which one satisfies a demand for which.

use super::entry::{Entry, entry};
use super::table::Table;
use serde::Deserialize;

/// A body that issues credentials.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Issuer {
    pub slug: String,
    pub abbr: String,
    pub label: String,
    #[serde(default)]
    pub note: String,
    #[serde(default)]
    synonyms: Vec<String>,
}

/// A credential or license named in postings and résumés.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Credential {
    pub slug: String,
    /// The letters: "CPC", "CCS-P".
    pub abbr: String,
    pub label: String,
    /// Slug of the issuer.
    pub issuer: String,
    /// coding, billing, auditing, cdi, compliance, management, education, specialty, him, data, ...
    pub category: String,
    pub status: Status,
    /// Slug of the entry that took over; the two are equal in every demand.
    pub replaced_by: Option<String>,
    pub level: Level,
    /// The letters mean other things too; they count only next to words about credentials.
    #[serde(default)]
    pub ambiguous: bool,
    /// Slugs a holder of this one satisfies as well.
    #[serde(default)]
    pub satisfies: Vec<String>,
    /// Slugs of specialties it belongs to.
    #[serde(default)]
    pub specialties: Vec<String>,
    /// Continuing education units asked per cycle.
    pub ceu: Option<Ceu>,
    /// Kinship for display; it never satisfies anything.
    pub parent: Option<String>,
    pub synonyms: Vec<String>,
    pub description: String,
}

/// How much continuing education keeps a credential alive.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ceu {
    pub count: u16,
    pub years: u16,
}

/// Whether the body still issues it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    Active,
    Retired,
    Renamed,
    Unverified,
}

/// How far along a career it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    Apprentice,
    Entry,
    Core,
    Advanced,
    Specialty,
    Micro,
    License,
}

entry!(Issuer, synonyms, short = abbr);
entry!(Credential, synonyms, short = abbr, description = description);

impl Credential {
    /// Whether it counts as "any AAPC or AHIMA coding credential".
    pub fn is_coding_credential(&self) -> bool {
        matches!(self.issuer.as_str(), "aapc" | "ahima")
            && matches!(self.category.as_str(), "coding" | "specialty" | "him" | "auditing")
    }
}

/// Who satisfies whom, closed over renames and chains. Row `i` of each list belongs to credential `i`.
#[derive(Debug)]
pub(super) struct Satisfaction {
    /// The credentials whose holder satisfies a demand for `i`.
    pub by: Vec<Vec<u16>>,
    /// The demands a holder of `i` satisfies.
    pub of: Vec<Vec<u16>>,
}

impl Satisfaction {
    /// Closes the edges. The error names a credential that satisfies or replaces an unknown one.
    pub fn close(credentials: &Table<Credential>) -> Result<Satisfaction, String> {
        let mut edges: Vec<Vec<u16>> = vec![Vec::new(); credentials.len()];
        for (holder, credential) in (0u16..).zip(credentials.iter()) {
            let index = |slug: &String| {
                credentials
                    .index_of(slug)
                    .ok_or_else(|| format!("{} names the unknown {slug}", credential.slug()))
            };
            for slug in &credential.satisfies {
                edges[usize::from(holder)].push(index(slug)?);
            }
            if let Some(slug) = &credential.replaced_by {
                let successor = index(slug)?;
                edges[usize::from(holder)].push(successor);
                edges[usize::from(successor)].push(holder);
            }
        }
        let of: Vec<Vec<u16>> =
            (0..credentials.len() as u16).map(|holder| reach(&edges, holder)).collect();
        let mut by = vec![Vec::new(); credentials.len()];
        for (holder, demands) in (0u16..).zip(&of) {
            for &demand in demands {
                by[usize::from(demand)].push(holder);
            }
        }
        Ok(Satisfaction { by, of })
    }
}

/// Everything reachable from `start`, itself included, ascending.
fn reach(edges: &[Vec<u16>], start: u16) -> Vec<u16> {
    let mut seen = vec![start];
    let mut next = 0;
    while let Some(&at) = seen.get(next) {
        for &to in &edges[usize::from(at)] {
            if !seen.contains(&to) {
                seen.push(to);
            }
        }
        next += 1;
    }
    seen.sort_unstable();
    seen
}
