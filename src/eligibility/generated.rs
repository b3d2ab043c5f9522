//! People and postings out of a small world, so that what they hold and what is asked often meet.

use super::*;
use crate::vocabulary::{State, StateSet};
use proptest::collection::vec;
use proptest::option::{of, weighted};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

const STATES: [&str; 4] = ["OH", "TX", "NY", "KY"];
/// Credentials with and without kin, an unknown one among them.
const CREDENTIALS: [&str; 14] = [
    "cpc",
    "cpc-a",
    "coc",
    "coc-a",
    "cpc-h",
    "ccs",
    "cca",
    "rhia",
    "rhit",
    "art",
    "ctr",
    "ods",
    "rn",
    "unheard-of",
];
const SETTINGS: [&str; 5] =
    ["inpatient", "outpatient-facility", "emergency", "observation", "unheard-of"];
const SPECIALTIES: [&str; 2] = ["primary-care", "multi-specialty"];
const ARRANGEMENTS: [&str; 9] = [
    "remote-us",
    "remote-states",
    "remote-radius",
    "remote-after-training",
    "hybrid",
    "on-site",
    "travel",
    "remote-intl",
    "unheard-of",
];
/// Cincinnati, across the river from Covington, Kentucky, and 230 miles from Cleveland.
const POINTS: [(&str, &str, f64, f64); 5] = [
    ("Cincinnati", "OH", 39.10, -84.51),
    ("Cleveland", "OH", 41.50, -81.69),
    ("Covington", "KY", 39.08, -84.51),
    ("Austin", "TX", 30.27, -97.74),
    ("Albany", "NY", 42.65, -73.76),
];

fn named(abbr: &str) -> State {
    State::parse(abbr).expect("a state")
}

fn states(most: usize) -> impl Strategy<Value = StateSet> {
    subsequence(&STATES[..], 0..=most).prop_map(|abbrs| abbrs.into_iter().map(named).collect())
}

pub fn holding() -> impl Strategy<Value = Holding> {
    let held = select(&[Held::Held, Held::Held, Held::Eligible, Held::Expired][..]);
    (select(&CREDENTIALS[..]), held)
        .prop_map(|(credential, held)| Holding { credential: credential.to_owned(), held })
}

fn kind() -> impl Strategy<Value = Of> {
    prop_oneof![
        2 => Just(Of::All),
        4 => select(&SETTINGS[..]).prop_map(|slug| Of::Setting(slug.to_owned())),
        1 => select(&SPECIALTIES[..]).prop_map(|slug| Of::Specialty(slug.to_owned())),
    ]
}

fn experience() -> impl Strategy<Value = Experience> {
    (kind(), 0u16..6, of(0u16..4)).prop_map(|(of, least, more)| Experience {
        of,
        at_least: least * 12,
        at_most: more.map(|more| (least + more) * 12),
    })
}

/// Somebody who has said a little or a lot.
pub fn fit() -> impl Strategy<Value = Fit> {
    let place = of((select(&POINTS[..]), any::<bool>()));
    let experience = vec(experience(), 0..4).prop_map(|mut all| {
        all.sort_by(|one, other| one.of.cmp(&other.of));
        all.dedup_by(|one, other| one.of == other.of);
        all
    });
    (place, states(2), weighted(0.8, vec(holding(), 0..4)), experience).prop_map(
        |(place, moves_to, credentials, experience)| Fit {
            home: place.map(|((_, abbr, ..), _)| named(abbr)),
            near: place.and_then(|((.., lat, lon), known)| known.then_some(Point { lat, lon })),
            moves_to,
            credentials,
            experience,
        },
    )
}

fn necessity() -> impl Strategy<Value = Necessity> {
    select(&[Necessity::Required, Necessity::Required, Necessity::Preferred][..])
}

fn demand() -> impl Strategy<Value = Demand> {
    let standing = select(
        &[Standing::Held, Standing::Held, Standing::Eligible, Standing::Within { months: 12 }][..],
    );
    let one = (select(&CREDENTIALS[..]), standing, necessity()).prop_map(
        |(credential, standing, necessity)| {
            let credential = credential.to_owned();
            Demand::Credential(CredentialDemand { credential, standing, necessity })
        },
    );
    let leaf = prop_oneof![
        6 => one,
        1 => necessity().prop_map(|necessity| Demand::AnyCodingCredential { necessity }),
    ];
    leaf.prop_recursive(2, 8, 3, |inner| {
        prop_oneof![
            2 => vec(inner.clone(), 0..4).prop_map(Demand::AnyOf),
            1 => vec(inner, 0..4).prop_map(Demand::AllOf),
        ]
    })
}

fn experience_demand() -> impl Strategy<Value = ExperienceDemand> {
    let setting = of(select(&SETTINGS[..]).prop_map(str::to_owned));
    let specialty = weighted(0.2, select(&SPECIALTIES[..]).prop_map(str::to_owned));
    (0u16..5, setting, specialty, necessity()).prop_map(|(years, setting, specialty, necessity)| {
        ExperienceDemand { months: years * 12, setting, specialty, necessity }
    })
}

fn site() -> impl Strategy<Value = Site> {
    (select(&POINTS[..]), any::<bool>()).prop_map(|((city, abbr, lat, lon), known)| Site {
        city: if known { city.to_owned() } else { String::new() },
        state: named(abbr),
        at: known.then_some(Point { lat, lon }),
    })
}

/// What some posting states; a part of it may be unconfirmed.
pub fn stated() -> impl Strategy<Value = Stated> {
    let requirements = (of(demand()), vec(experience_demand(), 0..2))
        .prop_map(|(credentials, experience)| Requirements { credentials, experience });
    let arrangement = weighted(0.9, select(&ARRANGEMENTS[..]).prop_map(str::to_owned));
    let unconfirmed = || proptest::bool::weighted(0.2);
    let place = (arrangement, states(3), of(site()), unconfirmed());
    (requirements, any::<bool>(), unconfirmed(), place).prop_map(
        |(requirements, apprentice_ok, requirements_unconfirmed, place)| Stated {
            requirements,
            apprentice_ok,
            requirements_unconfirmed,
            arrangement: place.0,
            states: place.1,
            site: place.2,
            whereabouts_unconfirmed: place.3,
        },
    )
}
