//! The order of a result and the page cut out of it. The same on every node: buckets and the board's own order, no
//! scores.

use super::criteria::Sort;
use super::segment::Segment;
use super::selection::{Question, Selected, Selection};
use super::slots::Slots;
use super::terms::Field;
use std::cmp::Reverse;

/// Below this share of a part its selected slots are sorted; above it, the part's own order by pay is walked.
const SORTED_SHARE: usize = 16;

/// The ids from place `skip` on, at most `take` of them.
pub(super) fn page(
    selections: &[Selection],
    question: &Question,
    skip: usize,
    take: usize,
) -> Vec<i64> {
    let mut window = Window { skip, take, ids: Vec::new() };
    match question.criteria.sort() {
        Sort::Newest | Sort::Closest => {
            window.newest(selections, selections.iter().map(|s| &s.selected))
        }
        Sort::Match => {
            let buckets: Vec<[Selected; 3]> =
                selections.iter().map(|s| buckets(s, question)).collect();
            for bucket in 0..3 {
                window.newest(selections, buckets.iter().map(|b| &b[bucket]));
            }
        }
        Sort::Pay => window.best_paid(selections),
    }
    window.ids
}

/// All words in the title; some; none.
fn buckets(selection: &Selection, question: &Question) -> [Selected; 3] {
    let mut all = selection.selected.clone();
    let mut some = Slots::default();
    for unit in question.query.any.iter().flat_map(|clause| &clause.all) {
        let in_title = selection.part.segment.having_unit(unit, Field::Title);
        all = all.and(&in_title, selection.part);
        some = some.or(&in_title);
    }
    let some = selection.selected.and(&some, selection.part);
    let (Selected::Only(in_all), Selected::Only(in_some)) = (&all, &some) else {
        return [all, some, Selected::Only(Slots::default())];
    };
    let none = match &selection.selected {
        Selected::Only(selected) => selected.without(in_some),
        Selected::Live => Slots::default(),
    };
    let between = in_some.without(in_all);
    [all, Selected::Only(between), Selected::Only(none)]
}

/// The part of a result that is still to be skipped and taken.
struct Window {
    skip: usize,
    take: usize,
    ids: Vec<i64>,
}

type Slice<'a> = (&'a Segment, Box<dyn Iterator<Item = u32> + 'a>);

impl Window {
    fn newest<'a>(
        &mut self,
        selections: &'a [Selection<'a>],
        sets: impl Iterator<Item = &'a Selected> + Clone,
    ) {
        let parts = selections.iter().map(|selection| selection.part);
        let len: usize = parts.clone().zip(sets.clone()).map(|(p, s)| s.len(p)).sum();
        if self.skip >= len {
            self.skip -= len;
            return;
        }
        let slices = parts.zip(sets).map(|(p, s)| (&*p.segment, s.iter(p)));
        self.merge(slices.collect(), |segment, slot| segment.order(slot));
    }

    fn best_paid(&mut self, selections: &[Selection]) {
        let slices = selections.iter().map(by_pay).collect();
        self.merge(slices, |segment, slot| (segment.pay(slot), segment.order(slot)));
    }

    /// Takes from slices which are each in falling order of `key`.
    fn merge<'a, K: Ord>(&mut self, slices: Vec<Slice<'a>>, key: impl Fn(&Segment, u32) -> K) {
        let head = |(segment, mut slots): Slice<'a>| {
            let slot = slots.next()?;
            Some((key(segment, slot), slot, segment, slots))
        };
        // A handful of slices: looking at every head beats a heap.
        let mut heads: Vec<_> = slices.into_iter().filter_map(head).collect();
        while self.ids.len() < self.take {
            let first = (0..heads.len()).max_by(|&a, &b| heads[a].0.cmp(&heads[b].0));
            let Some(first) = first else { return };
            let (at, slot, segment, slots) = &mut heads[first];
            if self.skip > 0 {
                self.skip -= 1;
            } else {
                self.ids.push(segment.order(*slot).id);
            }
            match slots.next() {
                Some(next) => (*at, *slot) = (key(segment, next), next),
                None => drop(heads.swap_remove(first)),
            }
        }
    }
}

fn by_pay<'a>(selection: &'a Selection) -> Slice<'a> {
    let part = selection.part;
    let segment = &*part.segment;
    let selected = &selection.selected;
    if selected.len(part) * SORTED_SHARE > segment.len() {
        let walked = segment.by_pay().iter().copied();
        let walked = walked.filter(|&slot| selected.contains(slot, part));
        return (segment, Box::new(walked));
    }
    let mut sorted: Vec<u32> = selected.iter(part).collect();
    sorted.sort_by_key(|&slot| Reverse(segment.pay(slot)));
    (segment, Box::new(sorted.into_iter()))
}
