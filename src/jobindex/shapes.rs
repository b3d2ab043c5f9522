//! What the postings of a segment state, each different statement kept once, so that a search judges
//! every statement and not every posting.
//!
//! Requirements and whereabouts are kept apart: boards repeat each far more often than both together.

use super::parts::Part;
use super::selection::Selected;
use super::slots::Slots;
use crate::eligibility::{Answer, Judge, Stated};
use std::collections::HashMap;
use std::sync::Arc;

/// The statements of a segment.
#[derive(Debug)]
pub(super) struct Shapes {
    requirements: Column,
    whereabouts: Column,
}

/// One half of all statements.
#[derive(Debug, Default)]
struct Column {
    /// By slot: its shape.
    of_slot: Vec<u32>,
    shapes: Vec<Arc<Stated>>,
}

impl Shapes {
    /// The slots of `base` whose postings state nothing this person doesn't meet. Each shape that
    /// occurs there is judged once.
    pub fn met(&self, judge: &Judge, base: &Selected, part: &Part) -> Slots {
        let met = |answer: Answer| answer == Answer::Meets;
        let mut requirements =
            Judged::of(&self.requirements, |stated| met(judge.answer_to_requirements(stated)));
        let mut whereabouts =
            Judged::of(&self.whereabouts, |stated| met(judge.answer_to_whereabouts(stated)));
        let mut holds = |slot: &u32| requirements.holds(*slot) && whereabouts.holds(*slot);
        match base {
            Selected::Live => {
                let all = Slots::from_ascending((0..part.segment.end()).filter(&mut holds));
                all.without(&part.dead)
            }
            Selected::Only(slots) => Slots::from_ascending(slots.iter().filter(holds)),
        }
    }
}

/// Answers as they are needed.
struct Judged<'a, F> {
    column: &'a Column,
    judge: F,
    known: Vec<Option<bool>>,
}

impl<'a, F: Fn(&Stated) -> bool> Judged<'a, F> {
    fn of(column: &'a Column, judge: F) -> Self {
        Judged { column, judge, known: vec![None; column.shapes.len()] }
    }

    fn holds(&mut self, slot: u32) -> bool {
        let shape = self.column.of_slot[slot as usize] as usize;
        let judged = || (self.judge)(&self.column.shapes[shape]);
        *self.known[shape].get_or_insert_with(judged)
    }
}

/// Gathers statements in the order of their slots.
#[derive(Default)]
pub(super) struct ShapesBuilder {
    requirements: ColumnBuilder,
    whereabouts: ColumnBuilder,
}

#[derive(Default)]
struct ColumnBuilder {
    column: Column,
    known: HashMap<Arc<Stated>, u32>,
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

impl ColumnBuilder {
    fn add(&mut self, shape: Stated) {
        let number = match self.known.get(&shape) {
            Some(&number) => number,
            None => self.number(Arc::new(shape)),
        };
        self.column.of_slot.push(number);
    }

    /// The number of a shape, a new one if it was not seen before.
    fn number(&mut self, shape: Arc<Stated>) -> u32 {
        if let Some(&number) = self.known.get(&shape) {
            return number;
        }
        let number = self.column.shapes.len() as u32;
        self.column.shapes.push(Arc::clone(&shape));
        self.known.insert(shape, number);
        number
    }

    fn finish(mut self) -> Column {
        self.column.shapes.shrink_to_fit();
        self.column.of_slot.shrink_to_fit();
        self.column
    }
}

/// The statements of some slots of several segments, in a new order: each slot is that of the
/// segment with its number.
pub(super) fn joined(all: &[&Shapes], slots: impl Iterator<Item = (usize, u32)> + Clone) -> Shapes {
    let column = |half: fn(&Shapes) -> &Column| {
        let columns: Vec<&Column> = all.iter().map(|&shapes| half(shapes)).collect();
        let mut renumbered: Vec<Vec<Option<u32>>> =
            columns.iter().map(|column| vec![None; column.shapes.len()]).collect();
        let mut joined = ColumnBuilder::default();
        for (segment, slot) in slots.clone() {
            let old = columns[segment].of_slot[slot as usize] as usize;
            let new = renumbered[segment][old]
                .get_or_insert_with(|| joined.number(Arc::clone(&columns[segment].shapes[old])));
            joined.column.of_slot.push(*new);
        }
        joined.finish()
    };
    Shapes {
        requirements: column(|shapes| &shapes.requirements),
        whereabouts: column(|shapes| &shapes.whereabouts),
    }
}
