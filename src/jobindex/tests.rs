//! The index against the plain scan, and what links beside a result promise.

use super::generated::{NOW, change, criteria, document, viewer};
use super::naive::Naive;
use super::{Change, Criteria, Document, Eyes, Group, JobIndex};
use crate::eligibility::generated::{fit, stated};
use crate::eligibility::{Answer, Fit, Judge, Stated};
use crate::vocabulary::{State, vocabulary};
use proptest::collection::vec;
use proptest::prelude::*;

/// 100 corpora with 100 searches each.
const CORPORA: u32 = 100;
const SEARCHES: usize = 100;
/// Who searches in a corpus.
const VIEWERS: usize = 10;
/// 50 times 100 people, each before 20 postings.
const CROWDS: u32 = 50;
const PEOPLE: usize = 100;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(CORPORA))]

    #[test]
    fn the_index_answers_like_a_plain_scan(
        bulk in vec(document(), 0..40),
        writes in vec(vec(change(), 0..6), 0..6),
        searches in vec((criteria(), 1usize..8), SEARCHES),
        viewers in vec(viewer(), VIEWERS),
        merges in any::<bool>(),
    ) {
        let index = JobIndex::new();
        let mut naive = Naive::default();
        naive.apply(bulk.iter().cloned().map(Change::put).collect());
        index.replace(bulk.into_iter());
        for changes in writes {
            naive.apply(changes.clone());
            index.apply(changes);
            if merges {
                index.compact();
            }
        }
        let snapshot = index.load();
        prop_assert_eq!(snapshot.len(), naive.len());
        let judged = |(fit, hidden): (Option<Fit>, _)| (fit.as_ref().map(Judge::of), hidden);
        let viewers: Vec<(Option<Judge>, Vec<i64>)> = viewers.into_iter().map(judged).collect();
        for ((criteria, page_size), (judge, hidden)) in searches.iter().zip(viewers.iter().cycle()) {
            let eyes = Eyes { judge: judge.as_ref(), hidden };
            let found = snapshot.search(criteria, &eyes, *page_size, NOW);
            let plain = naive.search(criteria, &eyes, *page_size, NOW);
            prop_assert_eq!(&found, &plain, "{}", criteria.query_string());
            let all = naive.search(&criteria.clone().with_page(1), &eyes, usize::MAX, NOW).ids;
            prop_assert_eq!(snapshot.count(criteria, &eyes, NOW), all.len());
            let meant = snapshot.corrected(criteria);
            prop_assert_eq!(meant.is_some(), !plain.corrections.is_empty());
            if let Some(meant) = meant {
                prop_assert_eq!(snapshot.count(&meant, &eyes, NOW), found.total, "{}", meant.query_string());
            }
            let uncorrected = naive.matching(criteria, &eyes, NOW);
            prop_assert_eq!(snapshot.matching(criteria, &eyes, NOW), uncorrected);
            let near = naive.nearly(criteria, &eyes, NOW, *page_size);
            prop_assert_eq!(snapshot.nearly(criteria, &eyes, NOW, *page_size), near);
        }
    }

    #[test]
    fn a_count_is_what_its_link_shows(
        documents in vec(document(), 1..40),
        searches in vec((criteria(), viewer()), 10),
    ) {
        let index = JobIndex::new();
        index.replace(documents.into_iter());
        let snapshot = index.load();
        for (criteria, (fit, hidden)) in searches {
            let judge = fit.as_ref().map(Judge::of);
            let eyes = Eyes { judge: judge.as_ref(), hidden: &hidden };
            for facet in snapshot.search(&criteria, &eyes, 5, NOW).facets {
                let alone = criteria.clone().without_group(facet.group);
                for value in facet.values {
                    let link = alone.clone().with(facet.group, value.slug);
                    prop_assert_eq!(value.count, snapshot.search(&link, &eyes, 5, NOW).total);
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(CROWDS))]

    #[test]
    fn a_switch_shows_what_verdicts_say_one_by_one(
        statements in vec(stated(), 20),
        people in vec(fit(), PEOPLE),
    ) {
        let index = JobIndex::new();
        let numbered = || (1i64..).zip(&statements);
        index.replace(numbered().map(|(id, stated)| Document {
            id,
            first_published: -id,
            stated: stated.clone(),
            ..Document::default()
        }));
        let snapshot = index.load();
        let shown = |group: Group, judge: &Judge| {
            let eyes = Eyes { judge: Some(judge), hidden: &[] };
            let criteria = Criteria::default().with(group, "yes");
            snapshot.search(&criteria, &eyes, statements.len(), NOW).ids
        };
        for fit in &people {
            let judge = Judge::of(fit);
            let verdicts: Vec<_> =
                numbered().map(|(id, stated)| (id, judge.verdict(stated))).collect();
            let met = verdicts.iter().filter(|(_, verdict)| verdict.answer == Answer::Meets);
            let met: Vec<i64> = met.map(|(id, _)| *id).collect();
            prop_assert_eq!(shown(Group::Meets, &judge), met, "{:?}", fit);
            let home = verdicts.iter().filter(|(_, verdict)| verdict.hires_at_home == Some(true));
            let home: Vec<i64> = home.map(|(id, _)| *id).collect();
            prop_assert_eq!(shown(Group::MyState, &judge), home.clone());
            if let Some(state) = fit.home {
                let same = Criteria::default().with(Group::HiresIn, state.abbr());
                let found = snapshot.search(&same, &Eyes::default(), statements.len(), NOW).ids;
                prop_assert_eq!(found, home);
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
    index.load().search(&criteria, &Eyes::default(), 20, NOW).ids
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
    assert_eq!(search(&index, &[q, ("sort", "newest")]), [1, 2, 3, 4]);
    assert_eq!(search(&index, &[q]), [3, 4, 1, 2]);
}

#[test]
fn a_search_by_nobody_known_meets_nothing_and_what_is_hidden_is_nowhere() {
    let index = JobIndex::new();
    let anywhere = Stated { arrangement: Some("remote-us".into()), ..Stated::default() };
    let remote = |id| Document { stated: anywhere.clone(), ..posting(id, "Coder", "") };
    index.replace((1..=3).map(remote));
    let snapshot = index.load();
    let judge = Judge::of(&Fit { home: State::parse("OH"), ..Fit::default() });
    for group in [Group::Meets, Group::MyState] {
        let personal = Criteria::default().with(group, "yes");
        let count = |criteria: &Criteria, eyes: &Eyes| {
            let found = snapshot.search(criteria, eyes, 20, NOW);
            let facet = found.facets.into_iter().find(|facet| facet.group == group);
            (found.total, facet.expect("every group").values.first().map_or(0, |one| one.count))
        };
        assert_eq!(count(&personal, &Eyes::default()), (0, 0));
        assert_eq!(count(&Criteria::default(), &Eyes::default()), (3, 0));
        let known = Eyes { judge: Some(&judge), hidden: &[2, 99] };
        assert_eq!(count(&Criteria::default(), &known), (2, 2));
        assert_eq!(count(&personal, &known), (2, 2));
    }
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
