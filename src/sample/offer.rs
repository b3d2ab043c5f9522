//! What is offered beside pay, in words: benefits and other compensation.

use super::bank::bank;
use super::dice::Dice;
use super::draft::Draft;
use super::phrase::{Fill, Slot, write_list};

/// "paid time off from day one, dental and vision plans and free CEUs"; empty without benefits.
pub(super) fn benefits(draft: &Draft, dice: &mut Dice) -> String {
    let mut list = String::new();
    let mut said: Vec<String> = Vec::with_capacity(draft.posting.benefits.len());
    for slug in &draft.posting.benefits {
        let mut item = String::new();
        dice.pick(&bank().common.benefits[*slug]).write(&mut Bare(dice), &mut item);
        said.push(item);
    }
    write_list(&said, " and ", &mut list);
    list
}

/// What is paid beside pay; empty for nothing.
pub(super) fn extra(draft: &Draft, dice: &mut Dice) -> String {
    let (kind, chance) = match draft.posting.employment_type {
        "contract-1099" | "internship" => return String::new(),
        "contract" | "temporary" => ("contract", 30),
        _ if draft.role.leader => ("leader", 60),
        _ => ("staff", 48),
    };
    let mut extra = String::new();
    if dice.chance(chance) {
        dice.pick(&bank().common.extras[kind]).write(&mut Bare(dice), &mut extra);
    }
    extra
}

/// Fills phrases that have choices and no slots.
struct Bare<'a>(&'a mut Dice);

impl Fill for Bare<'_> {
    fn dice(&mut self) -> &mut Dice {
        self.0
    }

    fn fill(&mut self, slot: Slot, _: &mut String) {
        debug_assert!(false, "{slot:?} in a phrase that has no slots");
    }
}
