//! What a document counts under, and where it is.

use super::{Document, Group};
use crate::vocabulary::{Entry, State, Table, vocabulary};
use std::collections::BTreeMap;

/// What a document counts under, without the time it was posted.
pub fn slugs(document: &Document) -> BTreeMap<Group, Vec<&'static str>> {
    let words = vocabulary();
    let held = |&credential: &u16| words.credentials.at(credential).slug();
    let hires = State::all().filter(|&state| hires_in(document, state)).map(State::abbr);
    BTreeMap::from([
        (Group::Role, family(&words.roles, document.role.as_slice())),
        (Group::Setting, family(&words.care_settings, &document.settings)),
        (Group::Specialty, family(&words.specialties, &document.specialties)),
        (Group::Credential, document.credentials.iter().map(held).collect()),
        (Group::CodeSet, family(&words.code_sets, &document.code_sets)),
        (Group::Software, family(&words.software, &document.software)),
        (Group::Type, family(&words.employment_types, document.employment_type.as_slice())),
        (Group::Arrangement, family(&words.arrangements, document.arrangement.as_slice())),
        (Group::HiresIn, hires.collect()),
        (Group::Apprentice, Vec::from_iter(document.stated.apprentice_ok.then_some("yes"))),
        (Group::Agency, vec![if document.agency { "yes" } else { "no" }]),
    ])
}

/// The values and all above them, each once.
fn family<E: Entry>(table: &'static Table<E>, values: &[u16]) -> Vec<&'static str> {
    let mut slugs = Vec::new();
    for &value in values {
        let mut slug = Some(table.at(value).slug());
        while let Some(one) = slug {
            if !slugs.contains(&one) {
                slugs.push(one);
            }
            slug = table.get(one).and_then(Entry::parent);
        }
    }
    slugs
}

pub fn hires_in(document: &Document, state: State) -> bool {
    let Some(arrangement) = document.arrangement else {
        return false;
    };
    let listed = document.stated.states.contains(state);
    let site = document.stated.site.as_ref().is_some_and(|site| site.state == state);
    match vocabulary().arrangements.at(arrangement).slug() {
        "remote-us" | "remote-intl" => true,
        "remote-states" => listed,
        "hybrid" => listed || site,
        "on-site" | "remote-radius" | "remote-after-training" | "travel" => site,
        other => panic!("no rule for {other}"),
    }
}

/// Miles between two points given in degrees, by the law of haversines.
pub fn miles_away(from: (f64, f64), to: (f64, f64)) -> f64 {
    let haversine = |degrees: f64| (1.0 - degrees.to_radians().cos()) / 2.0;
    let across = from.0.to_radians().cos() * to.0.to_radians().cos() * haversine(to.1 - from.1);
    let whole = (haversine(to.0 - from.0) + across).clamp(0.0, 1.0);
    2.0 * 3958.8 * whole.sqrt().atan2((1.0 - whole).sqrt())
}
