//! Who stands for whom among live postings, by what they say and whose they are.

use std::collections::HashMap;

use super::gist::{Gist, words};
use super::texts::Compared;
use crate::postings::PostingId;
use crate::postings::loaded::Loaded;

/// Who stands for whom. Whoever comes first in line stands for those that follow and are like it:
/// employers that hire for themselves, then the others, each by age.
pub(super) fn twins_of(live: &[&Compared]) -> HashMap<PostingId, PostingId> {
    let mut line: Vec<(&Compared, &Gist)> =
        live.iter().filter_map(|one| Some((*one, one.gist.as_ref()?))).collect();
    line.sort_by_key(|(one, _)| {
        let posting = &one.loaded.posting;
        (!one.loaded.hires_itself(), posting.first_published_at, posting.id)
    });
    let mut first: HashMap<&str, Vec<(&Compared, &Gist)>> = HashMap::new();
    let mut twins = HashMap::new();
    for (one, gist) in line {
        let rivals = first.entry(gist.job()).or_default();
        let stands = rivals.iter().find(|(other, theirs)| {
            may_be_one_job(&other.loaded, &one.loaded) && theirs.is_like(gist)
        });
        match stands {
            Some((other, _)) => {
                twins.insert(one.loaded.posting.id, other.loaded.posting.id);
            }
            None => rivals.push((one, gist)),
        }
    }
    twins
}

/// Whether two postings may advertise the same job, by whose they are. Through an agency anybody's
/// job may be advertised, but not twice by one employer: what that lists side by side is meant as
/// two. Without an agency only an imported posting may be another's job, and only under the same
/// employer's name: two hospitals use one text, and anybody can copy another's. What one source
/// lists twice is meant as two as well.
///
/// So whoever hires for itself never takes the place of anybody but its own copies and agencies.
fn may_be_one_job(one: &Loaded, other: &Loaded) -> bool {
    let through_agency = one.is_agency() || other.is_agency();
    match (one.posting.employer_id, other.posting.employer_id) {
        (Some(id), Some(other_id)) => id != other_id && through_agency,
        (None, None) => has_same_name(one, other) && source(one) != source(other),
        (Some(_), None) | (None, Some(_)) => through_agency || has_same_name(one, other),
    }
}

/// Whether both are of one employer; imported ones are known by its name.
pub(super) fn is_same_employer(one: &Loaded, other: &Loaded) -> bool {
    match (one.posting.employer_id, other.posting.employer_id) {
        (None, None) => has_same_name(one, other),
        (id, other_id) => id == other_id,
    }
}

fn has_same_name(one: &Loaded, other: &Loaded) -> bool {
    words(one.employer_name()).eq(words(other.employer_name()))
}

fn source(one: &Loaded) -> Option<&str> {
    one.source.as_ref().map(|source| source.source_name.as_str())
}

impl Loaded {
    /// Whether its employer has an account here and is no agency.
    fn hires_itself(&self) -> bool {
        self.employer.is_some() && !self.is_agency()
    }
}
