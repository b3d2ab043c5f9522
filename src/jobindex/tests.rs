//! The index against the plain scan, and what links beside a result promise.

use super::naive::Naive;
use super::{Change, Criteria, Document, Group, JobIndex};
use crate::vocabulary::{State, vocabulary};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

/// 100 corpora with 100 searches each.
const CORPORA: u32 = 100;
const SEARCHES: usize = 100;

const NOW: i64 = 1_790_000_000_000_000;
const HALF_DAY: i64 = 43_200_000_000;
const STATES: [&str; 3] = ["OH", "TX", "NY"];
const TEXT: [&str; 16] = [
    "coder",
    "Medical",
    "remote",
    "CPC",
    "CPC-A",
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

fn state() -> impl Strategy<Value = State> {
    select(&STATES[..]).prop_map(|abbr| State::parse(abbr).expect("a state"))
}

fn document() -> impl Strategy<Value = Document> {
    let when =
        prop_oneof![(-2i64..70).prop_map(|n| NOW - n * HALF_DAY), Just(NOW - 6 * HALF_DAY - 1)];
    let texts = (text(0..4), text(0..8), text(0..2));
    let values = (
        one(Group::Role),
        some(Group::Setting, 2),
        some(Group::Specialty, 2),
        some(Group::Credential, 3),
        some(Group::CodeSet, 2),
        some(Group::Software, 2),
        one(Group::Type),
        one(Group::Arrangement),
    );
    let places = (vec(state(), 0..3), proptest::option::of(state()));
    let pay = proptest::option::of((15u32..20).prop_map(|dollars| (1, dollars * 10_000)));
    let rest = (pay, any::<bool>(), any::<bool>());
    (0i64..40, when, texts, values, places, rest).prop_map(
        |(
            id,
            first_published,
            texts,
            values,
            (states, site_state),
            (pay, apprentice_ok, agency),
        )| Document {
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
            arrangement: values.7,
            states: states.into_iter().collect(),
            site_state,
            pay,
            apprentice_ok,
            agency,
            imported: false,
        },
    )
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        4 => document().prop_map(Change::put),
        1 => (0i64..40).prop_map(Change::Remove),
    ]
}

fn criteria() -> impl Strategy<Value = Criteria> {
    let chosen = |group: Group| {
        let values = subsequence(slugs(group), 1..=2).prop_map(|slugs| slugs.join(","));
        (Just(group.name()), values)
    };
    let group = select(&SLUGS[..]).prop_flat_map(move |(group, _)| chosen(group));
    let pair = prop_oneof![
        2 => text(1..4).prop_map(|q| ("q", q)),
        8 => group,
        1 => select(&["OH", "TX", "OH,TX", "CA"][..]).prop_map(|v| ("hires_in", v.to_owned())),
        1 => Just(("apprentice", "yes".to_owned())),
        1 => select(&["yes", "no", "no,yes"][..]).prop_map(|v| ("agency", v.to_owned())),
        1 => select(&["1", "3", "7", "14", "30"][..]).prop_map(|v| ("posted", v.to_owned())),
        1 => (14u32..21).prop_map(|dollars| ("pay_floor", dollars.to_string())),
        3 => select(&["match", "pay"][..]).prop_map(|v| ("sort", v.to_owned())),
        1 => (1u32..5).prop_map(|page| ("page", page.to_string())),
    ];
    vec(pair, 0..5).prop_map(|pairs| {
        let owned = |(name, value): (&str, String)| (name.to_owned(), value);
        Criteria::parse(pairs.into_iter().map(owned)).criteria
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(CORPORA))]

    #[test]
    fn the_index_answers_like_a_plain_scan(
        bulk in vec(document(), 0..40),
        writes in vec(vec(change(), 0..6), 0..6),
        searches in vec((criteria(), 1usize..8), SEARCHES),
    ) {
        let index = JobIndex::new();
        let mut naive = Naive::default();
        naive.apply(bulk.iter().cloned().map(Change::put).collect());
        index.replace(bulk.into_iter());
        for changes in writes {
            naive.apply(changes.clone());
            index.apply(changes);
        }
        let snapshot = index.load();
        prop_assert_eq!(snapshot.len(), naive.len());
        for (criteria, page_size) in searches {
            let found = snapshot.search(&criteria, page_size, NOW);
            prop_assert_eq!(found, naive.search(&criteria, page_size, NOW), "{}", criteria.query_string());
        }
    }

    #[test]
    fn a_count_is_what_its_link_shows(
        documents in vec(document(), 1..40),
        searches in vec(criteria(), 10),
    ) {
        let index = JobIndex::new();
        index.replace(documents.into_iter());
        let snapshot = index.load();
        for criteria in searches {
            for facet in snapshot.search(&criteria, 5, NOW).facets {
                let alone = criteria.clone().without_group(facet.group);
                for value in facet.values {
                    let link = alone.clone().with(facet.group, value.slug);
                    prop_assert_eq!(value.count, snapshot.search(&link, 5, NOW).total);
                }
            }
        }
    }
}

fn posting(id: i64, title: &str, body: &str) -> Document {
    Document {
        id,
        first_published: NOW - id,
        title: title.to_owned(),
        body: body.to_owned(),
        ..Document::default()
    }
}

fn search(index: &JobIndex, query: &[(&str, &str)]) -> Vec<i64> {
    let owned = |&(name, value): &(&str, &str)| (name.to_owned(), value.to_owned());
    let criteria = Criteria::parse(query.iter().map(owned)).criteria;
    index.load().search(&criteria, 20, NOW).ids
}

#[test]
fn words_in_the_title_come_first_and_newest_inside() {
    let index = JobIndex::new();
    index.replace(
        [
            posting(1, "Auditor", "for an inpatient coder"),
            posting(2, "Coder", "inpatient"),
            posting(3, "Inpatient coder", ""),
            posting(4, "Coder, inpatient", ""),
            posting(5, "Coder", "outpatient"),
        ]
        .into_iter(),
    );
    let q = ("q", "Inpatient CODER");
    assert_eq!(search(&index, &[q]), [1, 2, 3, 4]);
    assert_eq!(search(&index, &[q, ("sort", "match")]), [3, 4, 2, 1]);
}

#[test]
fn an_apprentice_is_not_every_holder() {
    let index = JobIndex::new();
    index.replace(
        [posting(1, "Coder, CPC-A", "a start"), posting(2, "Coder, CPC", "a start")].into_iter(),
    );
    assert_eq!(search(&index, &[("q", "cpc-a")]), [1]);
    assert_eq!(search(&index, &[("q", "cpc")]), [1, 2]);
}

#[test]
fn an_edit_keeps_its_place_and_a_removal_is_seen_at_once() {
    let index = JobIndex::new();
    index.replace((1..=3).map(|id| posting(id, "Coder", "")));
    let before = index.load();
    index.apply(vec![Change::put(posting(2, "Auditor", "")), Change::Remove(3)]);
    assert_eq!(search(&index, &[]), [1, 2]);
    assert_eq!(search(&index, &[("q", "auditor")]), [2]);
    assert_eq!(before.len(), 3, "a snapshot never changes");
    assert_eq!(index.load().generation(), before.generation() + 1);
}

#[test]
fn documents_hold_indexes_of_the_vocabulary() {
    let words = vocabulary();
    for (group, len) in [
        (Group::Role, words.roles.len()),
        (Group::Credential, words.credentials.len()),
        (Group::HiresIn, State::all().len()),
    ] {
        assert_eq!(group.slugs().count(), len);
    }
}
