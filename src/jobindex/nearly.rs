//! Postings that have most words of a search but not all: what is shown behind a short result. They are in no count,
//! no feed and no alert.

use super::buckets::MISSING;
use super::counter::Counter;
use super::criteria::Criteria;
use super::evaluate::{Understood, Words};
use super::hits::Hits;
use super::parts::Part;
use super::query::{Clause, Query};
use super::question::Question;
use super::rank::Window;
use super::selected::Selected;
use super::selection::Selection;
use super::snapshot::{Eyes, Snapshot};
use super::text::parts_of;

/// A posting that has most words of a search.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Nearly {
    pub id: i64,
    /// The words it does without, as they were typed.
    pub without: Vec<String>,
}

impl Snapshot {
    /// Postings that fit everything `criteria` asks but for fewer than half of its words, at most `most`: those that
    /// lack fewest words first, then those that lack fewest in the title, then the newest. `now` is microseconds since
    /// 1970.
    pub fn nearly(&self, criteria: &Criteria, eyes: &Eyes, now: i64, most: usize) -> Vec<Nearly> {
        // Nothing is counted, so nobody is judged who did not ask for it.
        let judge = eyes.judge.filter(|_| criteria.is_personal());
        let eyes = Eyes { judge, ..*eyes };
        let (wordless, words) = Question::new(criteria, &eyes, now, self.parts()).apart();
        let lacked = words.query.any.iter().map(Clause::may_lack).max();
        let lacked = lacked.unwrap_or_default();
        if lacked == 0 || most == 0 {
            return Vec::new();
        }
        let of = |part| Close::of(part, &wordless, &words.query);
        let mut parts: Vec<Close> = self.parts().iter().map(of).collect();
        let mut window = Window::first(most);
        for (lacked, untitled) in levels(lacked) {
            if window.is_full() {
                break;
            }
            let taken: Vec<Selected> =
                parts.iter_mut().map(|part| part.take(lacked, untitled)).collect();
            window.newest(parts.iter().map(|part| part.part).zip(&taken));
        }
        let without = |id: i64| parts.iter().find_map(|part| part.without(id, criteria.q()));
        let nearly = |id| Nearly { id, without: without(id).unwrap_or_default() };
        window.ids.into_iter().map(nearly).collect()
    }
}

/// How many words are lacking, and how many of all are not in the title: the best first.
fn levels(lacked: usize) -> impl Iterator<Item = (usize, usize)> {
    (1..=lacked).flat_map(|lacked| (lacked..=MISSING).map(move |untitled| (lacked, untitled)))
}

/// What of a part has some words of a search and fits the rest of it.
struct Close<'a> {
    part: &'a Part,
    words: Words<'a>,
    clauses: Vec<Lacking>,
    left: Hits,
}

/// Slots by how many units of a clause they lack, and how many they lack in the title.
struct Lacking {
    among: Hits,
    most: usize,
    anywhere: Counter,
    titled: Counter,
}

impl<'a> Close<'a> {
    fn of(part: &'a Part, wordless: &Question, query: &'a Query) -> Close<'a> {
        let words = Words::of(&part.segment, query);
        let mut left = Selection::of(part, wordless).selected.hits(part);
        if let Some(found) = words.found() {
            left.remove(&found);
        }
        let clauses = words.clauses().iter().map(|clause| Lacking::of(part, clause, &left));
        Close { part, clauses: clauses.collect(), words, left }
    }

    /// What lacks just so much and was not taken before.
    fn take(&mut self, lacked: usize, untitled: usize) -> Selected {
        let mut taken = self.left.emptied();
        for clause in self.clauses.iter().filter(|clause| lacked <= clause.most) {
            let lacking = clause.anywhere.counted(lacked, &clause.among);
            let lacking = lacking.and_then(|hits| clause.titled.counted(untitled, &hits));
            lacking.iter().for_each(|hits| taken.add(hits));
        }
        taken.keep(&self.left);
        self.left.remove(&taken);
        Selected::Only(taken)
    }

    /// The words a posting of this part does without, in the alternative it is nearest to.
    fn without(&self, id: i64, q: &str) -> Option<Vec<String>> {
        let slot = *self.part.slots_of(&[id]).first()?;
        let near = self.words.clauses().iter().zip(&self.clauses);
        let near = near.filter(|(_, lacking)| lacking.among.contains(slot));
        let lacks = near.filter_map(|(clause, lacking)| {
            let met: Vec<(&Hits, Hits)> = clause.met(self.words.segment()).collect();
            let untitled = met.iter().filter(|(_, titled)| !titled.contains(slot)).count();
            let units = clause.clause().all.iter().zip(&met);
            let lacks = units.filter(|(_, (met, _))| !met.contains(slot));
            let lacks: Vec<String> = lacks.map(|(unit, _)| typed(q, &unit.said)).collect();
            (lacks.len() <= lacking.most).then_some((lacks.len(), untitled.min(MISSING), lacks))
        });
        lacks.min_by_key(|near| (near.0, near.1)).map(|(_, _, lacks)| lacks)
    }
}

impl Lacking {
    fn of(part: &Part, clause: &Understood, left: &Hits) -> Lacking {
        let mut among = left.clone();
        among.remove(&clause.unwanted(&part.segment));
        let units = clause.units();
        let mut anywhere = Counter::up_to(units.min(MISSING), &among);
        let mut titled = Counter::up_to(units.min(MISSING), &among);
        for (met, in_title) in clause.met(&part.segment) {
            for (counter, having) in [(&mut anywhere, met), (&mut titled, &in_title)] {
                let mut lacking = among.clone();
                lacking.remove(having);
                counter.add(lacking);
            }
        }
        Lacking { most: clause.clause().may_lack(), among, anywhere, titled }
    }
}

/// The words of a unit as they stand in a search; as they were understood where they do not.
pub(super) fn typed(q: &str, said: &str) -> String {
    let pieces: Vec<&str> =
        q.split([' ', ',', '"', '*']).filter(|piece| !piece.is_empty()).collect();
    let runs = (1..=pieces.len()).flat_map(|length| pieces.windows(length));
    let mut runs = runs.map(|run| run.join(" "));
    runs.find(|run| parts_of(run) == said).unwrap_or_else(|| said.to_owned())
}
