//! What a search asks of a row of `posting p`, as SQL both databases understand.

use careercenter::jobindex::{Criteria, Group, Near};

use super::answer::EVERYWHERE;
use super::tables::{number, on_ball};
use crate::postings::NOW;

const DAY: i64 = 86_400_000_000;
/// Mean radius of the earth in miles.
const EARTH: f64 = 3958.8;
/// Miles of one degree north; slightly less than there are.
const MILES_OF_DEGREE: f64 = 69.0;

/// Where the values of a group are kept.
pub enum Kept {
    Column(&'static str),
    /// Values that conditions tell.
    Flags(Vec<(i32, String)>),
    /// Rows of `posting_value`.
    Rows,
    /// About the one who searches: not counted for anybody.
    Nowhere,
}

/// Where those of this one are.
pub fn kept(group: Group) -> Kept {
    match group {
        Group::Role => Kept::Column("role"),
        Group::Type => Kept::Column("employment"),
        Group::Arrangement => Kept::Column("arrangement"),
        Group::Apprentice => Kept::Flags(vec![(0, "p.apprentice = 1".into())]),
        Group::Agency => Kept::Flags(vec![(0, "p.agency = 1".into()), (1, "p.agency = 0".into())]),
        Group::Posted => {
            let since = |days: &str| NOW - days.parse::<i64>().expect("days") * DAY;
            let flag = |(value, days)| (value, format!("p.first_published >= {}", since(days)));
            Kept::Flags((0..).zip(group.slugs()).map(flag).collect())
        }
        Group::Meets | Group::MyState => Kept::Nowhere,
        _ => Kept::Rows,
    }
}

/// The values of a group that conditions tell.
pub fn told(group: Group) -> Vec<(i32, String)> {
    match kept(group) {
        Kept::Flags(flags) => flags,
        _ if group == Group::HiresIn => vec![(EVERYWHERE, "p.anywhere = 1".into())],
        _ => Vec::new(),
    }
}

/// What has to hold, with the group it is a choice of.
pub fn conditions(criteria: &Criteria) -> Vec<(Option<Group>, String)> {
    let mut conditions = Vec::new();
    if let Some(near) = criteria.near() {
        conditions.push((None, is_near(near)));
    }
    if let Some(floor) = criteria.pay_floor() {
        let pay = if criteria.pay_is_sure() { "p.pay_min" } else { "p.pay_max" };
        let unpaid = if criteria.keeps_unpaid() { " OR p.pay_max = 0" } else { "" };
        conditions.push((None, format!("({pay} >= {floor}{unpaid})")));
    }
    for group in Group::ALL {
        let chosen: Vec<usize> = criteria.slugs(group).map(|slug| number(group, slug)).collect();
        let excluded: Vec<usize> =
            criteria.excluded(group).map(|slug| number(group, slug)).collect();
        if !chosen.is_empty() {
            conditions.push((Some(group), has(group, &chosen)));
        }
        if !excluded.is_empty() {
            conditions.push((Some(group), format!("NOT {}", has(group, &excluded))));
        }
    }
    conditions
}

fn has(group: Group, values: &[usize]) -> String {
    let list = values.iter().map(usize::to_string).collect::<Vec<_>>().join(", ");
    match kept(group) {
        Kept::Column(name) => format!("(p.{name} IN ({list}))"),
        Kept::Flags(flags) => {
            let flags: Vec<String> = values.iter().map(|&value| flags[value].1.clone()).collect();
            format!("({})", flags.join(" OR "))
        }
        Kept::Rows | Kept::Nowhere => {
            let anywhere = if group == Group::HiresIn { "p.anywhere = 1 OR " } else { "" };
            let group = group as i32;
            format!(
                "({anywhere}p.id IN (SELECT posting FROM posting_value WHERE facet = {group} AND value IN ({list})))"
            )
        }
    }
}

/// Within the radius, or remote and hiring in the state.
fn is_near(near: &Near) -> String {
    let arrangement = |slug| number(Group::Arrangement, slug);
    format!(
        "({} OR p.arrangement IN ({}, {}) OR (p.arrangement = {} AND {}))",
        is_within(near),
        arrangement("remote-us"),
        arrangement("remote-intl"),
        arrangement("remote-states"),
        has(Group::HiresIn, &[number(Group::HiresIn, near.state.abbr())]),
    )
}

/// A box, then the distance.
pub fn is_within(near: &Near) -> String {
    let north = f64::from(near.miles) / MILES_OF_DEGREE;
    let east = north / (near.lat.abs() + north).to_radians().cos();
    let most = 2.0 * (f64::from(near.miles) / (2.0 * EARTH)).sin();
    format!(
        "(p.lat BETWEEN {:?} AND {:?} AND p.lon BETWEEN {:?} AND {:?} AND {} <= {:?})",
        near.lat - north,
        near.lat + north,
        near.lon - east,
        near.lon + east,
        away(near),
        most * most,
    )
}

/// The square of the straight line through the ball: it grows with the distance.
pub fn away(near: &Near) -> String {
    let [x, y, z] = on_ball(near.lat, near.lon);
    let square = |name: &str, at: f64| format!("(p.{name} - ({at:?})) * (p.{name} - ({at:?}))");
    format!("({} + {} + {})", square("x", x), square("y", y), square("z", z))
}
