//! What a search selects from one part: the postings that have everything asked for, and those that would be
//! selected if one group were not asked about.

use super::criteria::Criteria;
use super::groups::{Group, POSTED_DAYS};
use super::parts::Part;
use super::query::{Clause, Query};
use super::slots::Slots;
use super::snapshot::Eyes;
use super::terms::Field;
use crate::eligibility::Judge;
use std::borrow::Cow;

const DAY: i64 = 24 * 60 * 60 * 1_000_000;

/// The part of a search that is the same for every part of the index.
pub(super) struct Question<'a> {
    pub criteria: &'a Criteria,
    pub query: Query,
    eyes: &'a Eyes<'a>,
    /// Microseconds since 1970.
    now: i64,
}

impl<'a> Question<'a> {
    pub fn new(criteria: &'a Criteria, eyes: &'a Eyes<'a>, now: i64) -> Question<'a> {
        Question { criteria, query: Query::of(criteria), eyes, now }
    }

    /// The moment a value of [`Group::Posted`] reaches back to.
    pub fn since(&self, value: u16) -> i64 {
        let days = i64::from(POSTED_DAYS[usize::from(value)]);
        self.now.saturating_sub(days * DAY)
    }
}

/// A set of live slots of a part.
#[derive(Clone, Debug)]
pub(super) enum Selected {
    /// Every live slot.
    Live,
    Only(Slots),
}

/// What a search selects from a part.
pub(super) struct Selection<'a> {
    pub part: &'a Part,
    /// Everything asked for.
    pub selected: Selected,
    /// Words, pay and what is not hidden alone.
    required: Selected,
    /// Slots with a chosen value, for each group with one.
    chosen: Vec<(Group, Cow<'a, Slots>)>,
    /// What is met by the one who searches: of what is required if that was asked for, else of what
    /// is selected.
    met: Slots,
    /// What hires where they live.
    at_home: Cow<'a, Slots>,
}

impl<'a> Selection<'a> {
    pub fn of(part: &'a Part, question: &Question) -> Selection<'a> {
        let mut required = Selected::Live;
        let found = question.query.any.iter().map(|clause| having_clause(part, clause));
        if let Some(found) = found.reduce(|a, b| a.or(&b)) {
            required = required.and(&found, part);
        }
        if let Some(floor) = question.criteria.pay_floor() {
            required = required.and(&part.segment.paying(floor), part);
        }
        let hidden = part.slots_of(question.eyes.hidden);
        if !hidden.is_empty() {
            required = required.without(&hidden, part);
        }
        for (group, values) in question.criteria.excluded_groups() {
            required = required.without(&any_of(part, question, group, values), part);
        }
        let at_home = at_home(part, question);
        let chosen = question.criteria.chosen_groups().filter(|(group, _)| *group != Group::Meets);
        let chosen = chosen.map(|(group, values)| match group {
            Group::MyState => (group, at_home.clone()),
            _ => (group, any_of(part, question, group, values)),
        });
        let mut selection = Selection {
            part,
            selected: Selected::Live,
            required,
            chosen: chosen.collect(),
            met: Slots::default(),
            at_home,
        };
        selection.see(question);
        selection
    }

    /// What is met is found out among as few postings as the counts allow.
    fn see(&mut self, question: &Question) {
        let asked = !question.criteria.chosen(Group::Meets).is_empty();
        if !asked {
            self.selected = self.but_for(None);
        }
        if let Some(judge) = question.eyes.judge {
            let among = if asked { &self.required } else { &self.selected };
            self.met = self.part.segment.shapes.met(judge, among, self.part);
        }
        if asked {
            self.chosen.push((Group::Meets, Cow::Owned(self.met.clone())));
            self.selected = self.but_for(None);
        }
    }

    /// The slots of the one value of a group that is about the one who searches; none of others.
    pub fn personal(&self, group: Group) -> Option<&Slots> {
        match group {
            Group::Meets => Some(&self.met),
            Group::MyState => Some(&self.at_home),
            _ => None,
        }
    }

    /// What would be selected if nothing of `group` were chosen.
    pub fn without(&self, group: Group) -> Selected {
        self.but_for(Some(group))
    }

    fn but_for(&self, left_out: Option<Group>) -> Selected {
        let mut selected = self.required.clone();
        for (group, slots) in &self.chosen {
            if Some(*group) != left_out {
                selected = selected.and(slots, self.part);
            }
        }
        selected
    }
}

fn having_clause(part: &Part, clause: &Clause) -> Slots {
    let mut found = Slots::below(part.segment.end());
    for unit in &clause.all {
        found = found.and(&part.segment.having_unit(unit, Field::Anywhere));
    }
    for unit in &clause.none {
        found = found.without(&part.segment.having_unit(unit, Field::Anywhere));
    }
    found
}

fn at_home<'a>(part: &'a Part, question: &Question) -> Cow<'a, Slots> {
    let home = question.eyes.judge.and_then(Judge::home);
    let value = home.and_then(|state| Group::HiresIn.index_of(state.abbr()));
    value.map(|value| part.segment.having(Group::HiresIn, value)).unwrap_or_default()
}

fn any_of<'a>(part: &'a Part, question: &Question, group: Group, values: &[u16]) -> Cow<'a, Slots> {
    let slots = |&value: &u16| match group {
        Group::Posted => {
            let end = part.segment.end_since(question.since(value));
            Cow::Owned(Slots::below(end))
        }
        _ => part.segment.having(group, value),
    };
    let either = |a: Cow<'a, Slots>, b: Cow<'a, Slots>| Cow::Owned(a.into_owned().or(&b));
    values.iter().map(slots).reduce(either).unwrap_or_default()
}

impl Selected {
    pub fn and(&self, slots: &Slots, part: &Part) -> Selected {
        Selected::Only(match self {
            Selected::Live => slots.without(&part.dead),
            Selected::Only(before) => before.and(slots),
        })
    }

    fn without(&self, slots: &Slots, part: &Part) -> Selected {
        Selected::Only(match self {
            Selected::Live => Slots::below(part.segment.end()).without(&part.dead).without(slots),
            Selected::Only(before) => before.without(slots),
        })
    }

    pub fn len(&self, part: &Part) -> usize {
        match self {
            Selected::Live => part.live(),
            Selected::Only(slots) => slots.len(),
        }
    }

    /// How many of `slots` are selected.
    pub fn count(&self, slots: &Slots, part: &Part) -> usize {
        match self {
            Selected::Live => slots.len() - slots.common(&part.dead),
            Selected::Only(selected) => selected.common(slots),
        }
    }

    /// How many slots below `end` are selected.
    pub fn count_below(&self, end: u32, part: &Part) -> usize {
        match self {
            Selected::Live => end as usize - part.dead.len_below(end),
            Selected::Only(selected) => selected.len_below(end),
        }
    }

    pub fn contains(&self, slot: u32, part: &Part) -> bool {
        match self {
            Selected::Live => !part.dead.contains(slot),
            Selected::Only(selected) => selected.contains(slot),
        }
    }

    /// Ascending: newest first.
    pub fn iter<'a>(&'a self, part: &'a Part) -> Box<dyn Iterator<Item = u32> + 'a> {
        match self {
            Selected::Live => Box::new(part.live_slots()),
            Selected::Only(selected) => Box::new(selected.iter()),
        }
    }
}
