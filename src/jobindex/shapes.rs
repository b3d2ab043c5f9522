//! What the postings of a segment state, each different statement kept once, so that a search judges
//! every statement and not every posting.
//!
//! Requirements and whereabouts are kept apart: boards repeat each far more often than both together.

use super::column::Column;
use super::hits::Hits;
use crate::eligibility::{Answer, Judge, Stated};
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// If more than one slot in this many is asked about, shapes are read block by block.
const DENSE: usize = 16;

/// The statements of a segment.
#[derive(Debug, PartialEq)]
pub(super) struct Shapes {
    pub(super) requirements: Half,
    pub(super) whereabouts: Half,
}

/// One half of all statements.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Half {
    /// By slot: its shape.
    pub(super) of_slot: Column,
    pub(super) shapes: Vec<Arc<Stated>>,
}

impl Shapes {
    /// The slots of `base` whose postings state nothing this person doesn't meet. Each shape that occurs there is
    /// judged once; of the half with more of them only what the other one leaves.
    pub fn met(&self, judge: &Judge, base: &Hits) -> Hits {
        let mut met = base.clone();
        let requirements = |stated: &Stated| judge.answer_to_requirements(stated) == Answer::Meets;
        let whereabouts = |stated: &Stated| judge.answer_to_whereabouts(stated) == Answer::Meets;
        if self.requirements.shapes.len() < self.whereabouts.shapes.len() {
            self.requirements.keep(&mut met, requirements);
            self.whereabouts.keep(&mut met, whereabouts);
        } else {
            self.whereabouts.keep(&mut met, whereabouts);
            self.requirements.keep(&mut met, requirements);
        }
        met
    }
}

impl Half {
    /// Leaves the slots whose shape holds.
    fn keep(&self, hits: &mut Hits, holds: impl Fn(&Stated) -> bool) {
        let mut known = vec![None; self.shapes.len()];
        let mut judged = |shape: u64| {
            let shape = shape as usize;
            *known[shape].get_or_insert_with(|| holds(&self.shapes[shape]))
        };
        if hits.len() * DENSE < self.of_slot.len() {
            return hits.retain(|slot| judged(self.of_slot.get(slot)));
        }
        let mut shapes = self.of_slot.reading();
        hits.retain(|slot| judged(shapes.get(slot)));
    }
}

/// Gathers statements in the order of their slots.
#[derive(Default)]
pub(super) struct ShapesBuilder {
    requirements: HalfBuilder,
    whereabouts: HalfBuilder,
}

#[derive(Default)]
struct HalfBuilder {
    of_slot: Vec<u32>,
    shapes: Vec<Arc<Stated>>,
    known: FxHashMap<Arc<Stated>, u32>,
}

impl ShapesBuilder {
    pub fn add(&mut self, stated: &Stated) {
        self.requirements.add(stated.requirements_alone());
        self.whereabouts.add(stated.whereabouts_alone());
    }

    pub fn finish(self) -> Shapes {
        Shapes { requirements: self.requirements.finish(), whereabouts: self.whereabouts.finish() }
    }
}

impl HalfBuilder {
    fn add(&mut self, shape: Stated) {
        let number = match self.known.get(&shape) {
            Some(&number) => number,
            None => self.number(Arc::new(shape)),
        };
        self.of_slot.push(number);
    }

    /// The number of a shape, a new one if it was not seen before.
    fn number(&mut self, shape: Arc<Stated>) -> u32 {
        if let Some(&number) = self.known.get(&shape) {
            return number;
        }
        let number = self.shapes.len() as u32;
        self.shapes.push(Arc::clone(&shape));
        self.known.insert(shape, number);
        number
    }

    fn finish(mut self) -> Half {
        self.shapes.shrink_to_fit();
        Half { of_slot: self.of_slot.into_iter().map(u64::from).collect(), shapes: self.shapes }
    }
}

/// The statements of some slots of several segments, in a new order: each slot is that of the
/// segment with its number.
pub(super) fn joined(all: &[&Shapes], slots: impl Iterator<Item = (usize, u32)> + Clone) -> Shapes {
    let half = |half: fn(&Shapes) -> &Half| {
        let halves: Vec<&Half> = all.iter().map(|&shapes| half(shapes)).collect();
        let mut renumbered: Vec<Vec<Option<u32>>> =
            halves.iter().map(|half| vec![None; half.shapes.len()]).collect();
        let mut joined = HalfBuilder::default();
        for (segment, slot) in slots.clone() {
            let old = halves[segment].of_slot.get(slot) as usize;
            let new = renumbered[segment][old]
                .get_or_insert_with(|| joined.number(Arc::clone(&halves[segment].shapes[old])));
            joined.of_slot.push(*new);
        }
        joined.finish()
    };
    Shapes {
        requirements: half(|shapes| &shapes.requirements),
        whereabouts: half(|shapes| &shapes.whereabouts),
    }
}
