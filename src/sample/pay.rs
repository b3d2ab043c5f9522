//! Pay that fits the role, the state, the months asked for and the unit it is stated in.

use super::bank::{RoleWords, bank};
use super::dice::Dice;
use super::posting::SamplePay;
use crate::vocabulary::State;
use std::fmt::Write;

/// Lowest and highest hour we ever state, in cents.
const FLOOR: usize = 1_750;
const CEILING: usize = 9_500;

/// What pay depends on beside the role.
pub(super) struct Terms {
    pub unit: &'static str,
    pub employment_type: &'static str,
    /// None where people may live in many states.
    pub state: Option<State>,
    pub months: u16,
    pub entry: bool,
    /// Length of the project in weeks.
    pub weeks: usize,
}

/// Draws unit and employment type together: pay by the piece is not for full-time staff.
pub(super) fn unit_and_type(
    role: &'static RoleWords,
    trainee: bool,
    dice: &mut Dice,
) -> (&'static str, &'static str) {
    let unit = role.units.0.pick(dice).map_or("hour", String::as_str);
    let employment_type = match unit {
        "chart" | "member" | "encounter" | "assessment" | "audit" => {
            pick(dice, &[("contract-1099", 55), ("prn", 25), ("part-time", 20)])
        }
        "project" | "day" | "week" => {
            pick(dice, &[("contract-1099", 55), ("contract", 25), ("temporary", 20)])
        }
        "shift" => "prn",
        "year" => pick(dice, &[("full-time", 96), ("contract-to-hire", 4)]),
        _ if trainee => pick(
            dice,
            &[("full-time", 66), ("apprenticeship", 22), ("internship", 4), ("part-time", 8)],
        ),
        _ => pick(
            dice,
            &[
                ("full-time", 74),
                ("part-time", 8),
                ("prn", 6),
                ("contract", 5),
                ("temporary", 3),
                ("contract-to-hire", 3),
                ("contract-1099", 1),
            ],
        ),
    };
    let monthly = unit == "year" && employment_type == "full-time" && dice.chance(3);
    (if monthly { "month" } else { unit }, employment_type)
}

fn pick(dice: &mut Dice, shares: &[(&'static str, usize)]) -> &'static str {
    let mut throw = dice.below(shares.iter().map(|(_, weight)| weight).sum());
    for (slug, weight) in shares {
        if throw < *weight {
            return slug;
        }
        throw -= weight;
    }
    shares[0].0
}

/// Draws pay for a role under these terms.
pub(super) fn draw(role: &RoleWords, terms: &Terms, dice: &mut Dice) -> SamplePay {
    let middle = middle(role, terms, dice);
    let spread = if dice.chance(8) { 0 } else { dice.between(5, 16) };
    let low = (middle * (100 - spread) / 100).clamp(FLOOR, CEILING);
    let high = (middle * (100 + spread) / 100).clamp(low, CEILING);
    let pace = dice.between(role.pace[0], role.pace[1]);
    let by_piece =
        matches!(terms.unit, "chart" | "member" | "encounter" | "assessment" | "audit") && pace > 0;
    let stated = |cents: usize| match terms.unit {
        "year" => round(cents * 2_080, 50_000),
        "month" => round(cents * 2_080 / 12, 5_000),
        "week" => round(cents * 40, 1_000),
        "day" | "shift" => round(cents * 8, 500),
        "project" => round(cents * 40 * terms.weeks, 50_000),
        _ if by_piece => round(cents * 108 / 100 / pace, 5),
        _ => round(cents, 25),
    };
    let (min, max) = (stated(low), stated(high));
    SamplePay {
        unit: terms.unit,
        min: min as i64 * 100,
        max: max as i64 * 100,
        hours_per_week: (terms.employment_type == "part-time")
            .then(|| *dice.pick(&[16, 20, 20, 24, 28, 30])),
        units_per_hour: (by_piece && dice.chance(60)).then_some(pace as u16),
    }
}

/// The middle of the range in cents an hour.
fn middle(role: &RoleWords, terms: &Terms, dice: &mut Dice) -> usize {
    let level =
        terms.state.map_or(100, |state| bank().states[&state].wages as usize).clamp(82, 124);
    let usual = role.months.iter().max().copied().unwrap_or(0);
    let seniority = match terms.months {
        _ if terms.entry => 84,
        months if months >= 48 && months >= usual => 108,
        months if months <= 6 => 92,
        _ => 100,
    };
    let kind = if terms.employment_type == "contract-1099" { 116 } else { 100 };
    let jitter = dice.between(93, 108);
    let hourly = role.hourly as usize * level / 100 * seniority / 100 * kind / 100 * jitter / 100;
    let top = if role.hourly <= 3_200 && kind == 100 { 4_000 } else { 9_000 };
    hourly.clamp(FLOOR, top)
}

fn round(cents: usize, step: usize) -> usize {
    (cents + step / 2) / step * step
}

/// Writes pay the way a posting says it: "$26.50 to $31.00 an hour".
pub(super) fn write(pay: &SamplePay, out: &mut String) {
    write_money(pay.min, out);
    if pay.max != pay.min {
        out.push_str(" to ");
        write_money(pay.max, out);
    }
    out.push_str(match pay.unit {
        "hour" => " an hour",
        "year" => " a year",
        "month" => " a month",
        "week" => " a week",
        "day" => " a day",
        "shift" => " per shift",
        "chart" => " per chart",
        "member" => " per member chart",
        "encounter" => " per encounter",
        "assessment" => " per assessment",
        "audit" => " per audited record",
        "project" => " for the project",
        _ => "",
    });
    if let Some(pace) = pay.units_per_hour {
        write!(out, " (most people finish about {pace} an hour)")
            .expect("writing to a String cannot fail");
    }
}

/// Writes an amount in 1/100 cent; large ones without cents.
fn write_money(amount: i64, out: &mut String) {
    let (dollars, cents) = (amount / 10_000, amount % 10_000 / 100);
    let text = if dollars >= 1_000 {
        format!("${},{:03}", dollars / 1_000, dollars % 1_000)
    } else {
        format!("${dollars}.{cents:02}")
    };
    out.push_str(&text);
}
