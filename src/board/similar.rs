//! Open jobs like another one, for its page: whoever reads a posting that is over, or not quite
//! right, goes on from there.

use crate::clock::Moment;
use crate::jobindex::{Criteria, Eyes, Snapshot};
use crate::postings::PostingId;

/// Shown on a page.
pub const MOST: usize = 6;
/// Hidden ones that are made up for.
const MOST_HIDDEN: usize = 200;

/// Open jobs like one that is in the index, most alike first; none of those somebody has hidden.
pub fn similar(index: &Snapshot, id: PostingId, hidden: &[i64]) -> Vec<PostingId> {
    // As many more as are left out.
    let found = index.similar(id.0, MOST + hidden.len().min(MOST_HIDDEN));
    let shown = found.into_iter().filter(|id| !hidden.contains(id));
    shown.take(MOST).map(PostingId).collect()
}

/// The same for one that is not: the latest with so much in common, but for the job itself.
pub fn alike(
    index: &Snapshot,
    criteria: &Criteria,
    own: PostingId,
    hidden: &[i64],
    now: Moment,
) -> Vec<PostingId> {
    let eyes = Eyes { judge: None, hidden };
    let found = index.search(criteria, &eyes, MOST + 1, now.micros()).ids;
    found.into_iter().map(PostingId).filter(|id| *id != own).take(MOST).collect()
}
