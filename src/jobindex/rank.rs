//! The order of a result and the page cut out of it. The same on every node: buckets and the board's own order, no
//! scores.

use super::buckets::Buckets;
use super::criteria::Sort;
use super::parts::Part;
use super::question::Question;
use super::segment::{Order, Segment};
use super::selected::Selected;
use super::selection::Selection;
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
        Sort::Newest => window.newest(selections.iter().map(|s| (s.part, &s.selected))),
        Sort::Match => window.best(selections, question),
        Sort::Pay => window.best_paid(selections),
        Sort::Closest => window.closest(selections),
    }
    window.ids
}

/// The part of a result that is still to be skipped and taken.
pub(super) struct Window {
    skip: usize,
    take: usize,
    pub ids: Vec<i64>,
}

type Slice<'a> = (&'a Segment, Box<dyn Iterator<Item = u32> + 'a>);

impl Window {
    /// The first ones.
    pub fn first(take: usize) -> Window {
        Window { skip: 0, take, ids: Vec::new() }
    }

    pub fn is_full(&self) -> bool {
        self.ids.len() >= self.take
    }

    /// Takes what is in sets of several parts, newest first.
    pub fn newest<'a>(&mut self, sets: impl Iterator<Item = (&'a Part, &'a Selected)> + Clone) {
        let len: usize = sets.clone().map(|(part, set)| set.len(part)).sum();
        if self.skip >= len {
            self.skip -= len;
            return;
        }
        let slices = sets.map(|(part, set)| (&*part.segment, set.iter(part)));
        self.merge(slices.collect(), |segment, slot| segment.order(slot));
    }

    fn best(&mut self, selections: &[Selection], question: &Question) {
        let mut buckets: Vec<Buckets> =
            selections.iter().map(|selection| Buckets::of(selection, question)).collect();
        for bucket in 0..Buckets::ALL {
            if self.is_full() {
                return;
            }
            let sets: Vec<Selected> = buckets.iter_mut().map(|all| all.take(bucket)).collect();
            self.newest(selections.iter().zip(&sets).map(|(all, set)| (all.part, set)));
        }
    }

    fn best_paid(&mut self, selections: &[Selection]) {
        let slices = selections.iter().map(by_pay).collect();
        self.merge(slices, |segment, slot| (segment.pay.maximum_of(slot), segment.order(slot)));
    }

    /// Site after site, those at the same distance as one; last what has none.
    fn closest(&mut self, selections: &[Selection]) {
        let mut sites: Vec<(f64, &Selection, usize)> = Vec::new();
        for selection in selections {
            sites.extend(selection.sites.iter().map(|&(away, place)| (away, selection, place)));
        }
        sites.sort_by(|a, b| a.0.total_cmp(&b.0));
        for same in sites.chunk_by(|a, b| a.0 == b.0) {
            if self.is_full() {
                return;
            }
            self.here(same.iter().map(|&(_, selection, place)| (selection, place)));
        }
        let mut elsewhere = Vec::new();
        for selection in selections {
            let places = selection.sites.iter().map(|&(_, place)| place);
            let near = selection.part.segment.sites.slots_of(places, selection.part.end());
            let mut selected = selection.selected.clone();
            selected.remove(&near, selection.part);
            elsewhere.push(selected);
        }
        self.newest(selections.iter().zip(&elsewhere).map(|(all, set)| (all.part, set)));
    }

    fn here<'a>(&mut self, sites: impl Iterator<Item = (&'a Selection<'a>, usize)>) {
        let mut here: Vec<Order> = Vec::new();
        for (selection, place) in sites {
            let segment = &selection.part.segment;
            segment.sites.slots.get(place).each(|slot| {
                if selection.selected.contains(slot, selection.part) {
                    here.push(segment.order(slot));
                }
            });
        }
        here.sort_unstable_by_key(|&order| Reverse(order));
        let skipped = self.skip.min(here.len());
        self.skip -= skipped;
        let room = self.take - self.ids.len();
        self.ids.extend(here[skipped..].iter().take(room).map(|order| order.id));
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
                self.ids.push(segment.places.id(*slot));
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
        let walked = segment.pay.by_maximum.iter().map(|slot| slot as u32);
        let walked = walked.filter(|&slot| selected.contains(slot, part));
        return (segment, Box::new(walked));
    }
    let mut sorted: Vec<u32> = selected.iter(part).collect();
    sorted.sort_by_key(|&slot| Reverse(segment.pay.maximum_of(slot)));
    (segment, Box::new(sorted.into_iter()))
}
