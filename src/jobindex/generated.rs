//! Documents, searches and those who search, out of a small world.

use super::{Change, Criteria, Document, Group};
use crate::eligibility::generated::{fit, stated};
use crate::eligibility::{Fit, Stated};
use crate::vocabulary::vocabulary;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

pub const NOW: i64 = 1_790_000_000_000_000;
const HALF_DAY: i64 = 43_200_000_000;
const TEXT: [&str; 34] = [
    "coder",
    "coders",
    "coding",
    "Medical",
    "remote",
    "work from home",
    "from home to work",
    "CPC",
    "CPC-A",
    "apprentice",
    "ICD-10-CM",
    "icd",
    "10",
    "E/M",
    "em",
    "on-site",
    "Résumé",
    "coder's",
    "site",
    "on",
    "(audit)",
    "kilometers",
    "kilometer",
    "kilometres",
    "surgery",
    "surgeries",
    "risk adjustment",
    "HCC",
    "pro-fee",
    "pro fee",
    "emergency department",
    "ED",
    "Epic",
    "II",
];
/// What is typed besides: beginnings, typing errors, words that say nothing.
const TYPED: [&str; 12] = [
    "kilo*",
    "cod*",
    "sur*",
    "kilomters",
    "kilmoeters",
    "surgrey",
    "surgerie",
    "rsume",
    "jobs",
    "in",
    "inpatient coder",
    "level 2",
];
const EMPLOYERS: [&str; 5] = ["Acme Health", "St. Mary's Coding, Inc.", "acme  health", "Epic", ""];
const NAMED: [&str; 5] = ["acme-health", "st-marys-coding-inc", "epic", "!acme-health", "!epic"];
const PLACES: [&str; 6] =
    ["45202", "Cleveland, OH", "Covington, KY", "Austin, TX", "Albany, NY", "Columbus, OH"];
/// Beginnings of titles, employers, towns and values.
const BEGUN: [&str; 16] = [
    "c",
    "co",
    "coders m",
    "e",
    "epic",
    "em",
    "icd 10",
    "work from",
    "acme",
    "health",
    "st. m",
    "cle",
    "austin",
    "10",
    "primary",
    "CCS",
];
/// Slugs of each group that documents have and searches choose from: some of one family.
const SLUGS: [(Group, &[&str]); 8] = [
    (Group::Role, &["medical-coder", "inpatient-coder", "outpatient-coder"]),
    (Group::Setting, &["inpatient", "outpatient-facility", "emergency", "observation", "profee"]),
    (Group::Specialty, &["primary-care", "multi-specialty", "evaluation-management"]),
    (Group::Credential, &["cpc", "cpc-a", "coc", "cpc-h", "ccs"]),
    (Group::CodeSet, &["icd-10-cm", "icd-10-pcs", "cpt"]),
    (Group::Software, &["epic", "meditech"]),
    (Group::Type, &["full-time", "part-time", "prn"]),
    (
        Group::Arrangement,
        &[
            "remote-us",
            "remote-states",
            "remote-radius",
            "remote-after-training",
            "hybrid",
            "on-site",
            "travel",
            "remote-intl",
        ],
    ),
];

fn slugs(group: Group) -> &'static [&'static str] {
    let slugs = SLUGS.iter().find(|(other, _)| *other == group);
    slugs.expect("listed above").1
}

fn some(group: Group, most: usize) -> impl Strategy<Value = Vec<u16>> {
    let index = move |slug: &str| group.index_of(slug).expect("in the vocabulary");
    subsequence(slugs(group), 0..=most)
        .prop_map(move |chosen| chosen.into_iter().map(index).collect())
}

fn one(group: Group) -> impl Strategy<Value = Option<u16>> {
    some(group, 1).prop_map(|values| values.first().copied())
}

fn text(words: std::ops::Range<usize>) -> impl Strategy<Value = String> {
    vec(select(&TEXT[..]), words).prop_map(|words| words.join(" "))
}

pub fn document() -> impl Strategy<Value = Document> {
    let when =
        prop_oneof![(-2i64..70).prop_map(|n| NOW - n * HALF_DAY), Just(NOW - 6 * HALF_DAY - 1)];
    let texts = (text(0..4), text(0..8), select(&EMPLOYERS[..]).prop_map(str::to_owned));
    let values = (
        one(Group::Role),
        some(Group::Setting, 2),
        some(Group::Specialty, 2),
        some(Group::Credential, 3),
        some(Group::CodeSet, 2),
        some(Group::Software, 2),
        one(Group::Type),
    );
    let dollars = |(least, more): (u32, u32)| (least * 10_000, (least + more) * 10_000);
    let pay = prop_oneof![
        1 => Just(None),
        1 => Just(Some((0, 0))),
        4 => (14u32..19, 0u32..3).prop_map(move |pay| Some(dollars(pay))),
    ];
    (0i64..40, when, texts, values, stated(), (pay, any::<bool>())).prop_map(
        |(id, first_published, texts, values, stated, (pay, agency))| Document {
            id,
            first_published,
            title: texts.0,
            body: texts.1,
            employer: texts.2,
            role: values.0,
            settings: values.1,
            specialties: values.2,
            credentials: values.3,
            code_sets: values.4,
            software: values.5,
            employment_type: values.6,
            arrangement: arrangement(&stated),
            stated,
            pay,
            agency,
            imported: false,
        },
    )
}

fn arrangement(stated: &Stated) -> Option<u16> {
    stated.arrangement.as_deref().and_then(|slug| vocabulary().arrangements.index_of(slug))
}

/// Somebody known or not, and what they do not want to see.
pub fn viewer() -> impl Strategy<Value = (Option<Fit>, Vec<i64>)> {
    (proptest::option::weighted(0.7, fit()), prop_oneof![Just(Vec::new()), vec(-1i64..40, 0..4)])
}

pub fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        4 => document().prop_map(Change::put),
        1 => (0i64..40).prop_map(Change::Remove),
    ]
}

/// Words with every operator there is.
fn q() -> impl Strategy<Value = String> {
    let word = || {
        prop_oneof![
            6 => select(&TEXT[..]).prop_map(str::to_owned),
            2 => select(&TYPED[..]).prop_map(str::to_owned),
            1 => text(1..3).prop_map(|words| format!("\"{words}\"")),
        ]
    };
    let sign = prop_oneof![8 => Just(""), 1 => Just("-")];
    let signed = (sign, word()).prop_map(|(sign, word)| format!("{sign}{word}"));
    let between = prop_oneof![5 => Just(" "), 1 => Just(", ")];
    vec((signed, between), 1..5).prop_map(|words| {
        words.into_iter().map(|(word, between)| word + between).collect::<String>()
    })
}

/// What somebody has typed so far.
pub fn typed() -> impl Strategy<Value = String> {
    select(&BEGUN[..]).prop_map(str::to_owned)
}

pub fn criteria() -> impl Strategy<Value = Criteria> {
    let chosen = |group: Group| {
        let sign = prop_oneof![3 => Just(""), 1 => Just("!")];
        let values = vec((sign, select(slugs(group))), 1..=2).prop_map(|slugs| {
            let signed = |(sign, slug): (&str, &str)| format!("{sign}{slug}");
            slugs.into_iter().map(signed).collect::<Vec<_>>().join(",")
        });
        (Just(group.name()), values)
    };
    let group = select(&SLUGS[..]).prop_flat_map(move |(group, _)| chosen(group));
    let states = ["OH", "TX", "OH,TX", "CA", "!OH", "TX,!OH"];
    let pair = prop_oneof![
        5 => q().prop_map(|q| ("q", q)),
        8 => group,
        1 => select(states.to_vec()).prop_map(|v| ("hires_in", v.to_owned())),
        1 => Just(("apprentice", "yes".to_owned())),
        2 => Just(("meets", "yes".to_owned())),
        1 => Just(("my_state", "yes".to_owned())),
        1 => select(&["yes", "no", "no,yes", "!yes"][..]).prop_map(|v| ("agency", v.to_owned())),
        1 => select(&["1", "3", "7", "14", "30"][..]).prop_map(|v| ("posted", v.to_owned())),
        2 => vec(select(&NAMED[..]), 1..3).prop_map(|slugs| ("employer", slugs.join(","))),
        2 => select(&PLACES[..]).prop_map(|place| ("near", place.to_owned())),
        1 => (10u32..200).prop_map(|miles| ("within", miles.to_string())),
        2 => (14u32..21).prop_map(|dollars| ("pay_floor", dollars.to_string())),
        1 => Just(("pay", "sure".to_owned())),
        1 => Just(("no_pay", "yes".to_owned())),
        3 => select(&["newest", "pay", "closest"][..]).prop_map(|v| ("sort", v.to_owned())),
        1 => (1u32..5).prop_map(|page| ("page", page.to_string())),
    ];
    vec(pair, 0..5).prop_map(|pairs| {
        let owned = |(name, value): (&str, String)| (name.to_owned(), value);
        Criteria::parse(pairs.into_iter().map(owned)).criteria
    })
}
