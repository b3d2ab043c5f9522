//! What an index is asked, to see whether another one answers the same: searches, what may be meant by what is begun,
//! and what is similar.

use diesel::prelude::*;

use crate::db::Conn;
use crate::error::Result;
use crate::jobindex::{Criteria, Document, Eyes, Group, Snapshot, Sort, employer_slug};
use crate::paths;
use crate::postings::{PostingId, Stage};
use crate::schema::posting;
use crate::search::document::documents;

/// Results that are compared.
const MOST: usize = 100;
/// The newest postings, which are asked about one by one.
const NEWEST: i64 = 200;
/// Bytes of a title, an employer or a town that somebody may have typed so far.
const TYPED: [usize; 3] = [2, 4, 12];

pub(super) struct Questions {
    searches: Vec<Criteria>,
    typed: Vec<String>,
    postings: Vec<Document>,
}

impl Questions {
    /// Every filter, each order; of some postings the titles as words, the employers as filters, all their names as
    /// they are typed, and what is similar.
    pub fn of(conn: &mut Conn) -> Result<Questions> {
        let newest: Vec<PostingId> = posting::table
            .filter(posting::stage.eq(Stage::Live))
            .order(posting::id.desc())
            .limit(NEWEST)
            .select(posting::id)
            .load(conn)?;
        let postings = documents(conn, &newest)?;
        let all = Criteria::default;
        let mut searches = vec![all(), all().with_sort(Sort::Pay)];
        for group in Group::ALL {
            searches.extend(group.slugs().map(|slug| all().with(group, slug)));
        }
        for posting in &postings {
            let words = std::iter::once(("q".to_owned(), posting.title.clone()));
            searches.push(Criteria::parse(words).criteria);
            searches.push(all().with_employer(&employer_slug(&posting.employer)));
        }
        let mut typed: Vec<String> = postings.iter().flat_map(typed).collect();
        typed.sort_unstable();
        typed.dedup();
        Ok(Questions { searches, typed, postings })
    }

    pub fn len(&self) -> usize {
        self.searches.len() + self.typed.len() + self.postings.len()
    }

    /// The addresses of what two indexes answer differently.
    pub fn unlike(&self, one: &Snapshot, other: &Snapshot, now: i64) -> Vec<String> {
        let found = |index: &Snapshot, search| index.search(search, &Eyes::default(), MOST, now);
        let searches =
            self.searches.iter().filter(|search| found(one, search) != found(other, search));
        let typed = self
            .typed
            .iter()
            .filter(|typed| one.suggest(typed, MOST) != other.suggest(typed, MOST));
        let similar = self
            .postings
            .iter()
            .filter(|posting| one.similar(posting.id, MOST) != other.similar(posting.id, MOST));
        let mut unlike: Vec<String> =
            searches.map(|search| paths::listing(&search.query_string())).collect();
        unlike.extend(typed.map(|typed| paths::suggest(typed)));
        unlike.extend(similar.map(|posting| paths::posting(posting.id, &posting.title)));
        unlike
    }
}

/// What somebody has typed on the way to the names of a posting.
fn typed(posting: &Document) -> Vec<String> {
    let town = posting.stated.site.iter().map(|site| &site.city);
    let names = [&posting.title, &posting.employer].into_iter().chain(town);
    let begun = |name: &String| TYPED.map(|end| name[..name.floor_char_boundary(end)].to_owned());
    names.flat_map(begun).collect()
}
