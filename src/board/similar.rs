//! Open jobs like another one, for its page: whoever reads a posting that is over, or not quite
//! right, goes on from there.

use crate::clock::Moment;
use crate::jobindex::{Criteria, Eyes, Group, Snapshot};
use crate::postings::{Loaded, PostingId};

/// Shown on a page.
pub const MOST: usize = 6;

/// Open jobs like this one, most alike first; none of those somebody has hidden.
pub fn similar(index: &Snapshot, loaded: &Loaded, hidden: &[i64], now: Moment) -> Vec<PostingId> {
    let own = [loaded.posting.id, loaded.shown_as()];
    let mut found: Vec<PostingId> = Vec::new();
    for criteria in alike(loaded) {
        let eyes = Eyes { judge: None, hidden };
        // As many more as are left out below.
        let ids = index.search(&criteria, &eyes, MOST + own.len() + found.len(), now.micros()).ids;
        let new = ids.into_iter().map(PostingId).filter(|id| !own.contains(id));
        let new: Vec<PostingId> = new.filter(|id| !found.contains(id)).collect();
        found.extend(new);
        if found.len() >= MOST {
            break;
        }
    }
    found.truncate(MOST);
    found
}

/// What those like it have in common with it, from much to little.
fn alike(loaded: &Loaded) -> Vec<Criteria> {
    let content = &loaded.content;
    let Some(role) = content.role.as_deref() else { return Vec::new() };
    let role = Criteria::default().with(Group::Role, role);
    let setting = content.settings.first().map(|slug| role.clone().with(Group::Setting, slug));
    setting.into_iter().chain([role]).filter(|criteria| !criteria.is_everything()).collect()
}
