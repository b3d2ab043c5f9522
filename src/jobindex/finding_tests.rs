//! What is found by place, by employer, in spite of typing errors, and while somebody types.

use super::generated::NOW;
use super::{Change, Criteria, Document, Eyes, Group, JobIndex, Kind, Sort};
use crate::eligibility::{Point, Site, Stated};
use crate::vocabulary::{State, geography};

fn index() -> JobIndex {
    let index = JobIndex::new();
    let posting = |id: i64, title: &str, employer: &str, arrangement: &str, zip: &str| {
        let site = geography().zip(zip).map(|place| Site {
            at: Some(Point { lat: place.lat, lon: place.lon }),
            city: place.city,
            state: place.state,
        });
        Document {
            id,
            first_published: NOW - id,
            title: title.to_owned(),
            employer: employer.to_owned(),
            role: Group::Role.index_of(if id % 2 == 0 {
                "medical-coder"
            } else {
                "inpatient-coder"
            }),
            arrangement: Group::Arrangement.index_of(arrangement),
            stated: Stated {
                arrangement: Some(arrangement.to_owned()),
                states: State::parse("OH").into_iter().collect(),
                site,
                ..Stated::default()
            },
            ..Document::default()
        }
    };
    index.replace(
        [
            posting(1, "Coder at home", "Acme Health", "remote-us", "10001"),
            posting(2, "Zebrafish auditor", "Acme Health", "on-site", "43215"),
            posting(3, "Zebrafish coder", "ACME health", "on-site", "44101"),
            posting(4, "Coder", "Bayside", "on-site", "43017"),
            posting(5, "Coder", "Bayside", "remote-states", "10001"),
            posting(6, "Coder", "Bayside", "on-site", "10001"),
        ]
        .into_iter(),
    );
    index
}

fn criteria(pairs: &[(&str, &str)]) -> Criteria {
    let owned = pairs.iter().map(|&(name, value)| (name.to_owned(), value.to_owned()));
    Criteria::parse(owned).criteria
}

fn search(index: &JobIndex, pairs: &[(&str, &str)]) -> Vec<i64> {
    index.load().search(&criteria(pairs), &Eyes::default(), 20, NOW).ids
}

#[test]
fn a_radius_keeps_what_is_remote_and_hires_in_the_state() {
    let index = index();
    let near = ("near", "43215");
    assert_eq!(search(&index, &[near, ("within", "25")]), [1, 2, 4, 5]);
    assert_eq!(search(&index, &[near, ("within", "200")]), [1, 2, 3, 4, 5]);
    let closest = criteria(&[near, ("within", "200"), ("sort", "closest")]);
    assert_eq!(closest.sort(), Sort::Closest);
    let found = |page_size, page| {
        let criteria = closest.clone().with_page(page);
        index.load().search(&criteria, &Eyes::default(), page_size, NOW).ids
    };
    assert_eq!(found(20, 1), [2, 4, 3, 1, 5]);
    assert_eq!(found(2, 2), [3, 1]);
}

#[test]
fn employers_are_counted_by_their_slugs_whatever_is_chosen() {
    let index = index();
    let counts = |pairs: &[(&str, &str)], most| {
        let counts = index.load().employers(&criteria(pairs), &Eyes::default(), NOW, most);
        counts.into_iter().map(|one| (one.slug, one.count, one.chosen)).collect::<Vec<_>>()
    };
    let (acme, bayside) = ("acme-health".to_owned(), "bayside".to_owned());
    assert_eq!(counts(&[], 9), [(acme.clone(), 3, false), (bayside.clone(), 3, false)]);
    let chosen = ("employer", "bayside");
    assert_eq!(counts(&[chosen], 1), [(acme, 3, false), (bayside, 3, true)]);
    assert_eq!(search(&index, &[chosen]), [4, 5, 6]);
    assert_eq!(search(&index, &[("employer", "!bayside")]), [1, 2, 3]);
}

#[test]
fn a_word_that_is_nowhere_is_taken_for_the_nearest() {
    let index = index();
    let mistyped = criteria(&[("q", "zebrafihs")]);
    let found = index.load().search(&mistyped, &Eyes::default(), 20, NOW);
    assert_eq!(found.ids, [2, 3]);
    assert_eq!(found.corrections, [("zebrafihs".to_owned(), "zebrafish".to_owned())]);
    let corrected = index.load().corrected(&mistyped).map(|criteria| criteria.q().to_owned());
    assert_eq!(corrected.as_deref(), Some("zebrafish"));
    for (typed, meant) in
        [("(zebrafihs).", "zebrafish"), ("coder/zebrafihs on-site", "coder zebrafish on-site")]
    {
        let corrected = index.load().corrected(&criteria(&[("q", typed)]));
        assert_eq!(corrected.map(|criteria| criteria.q().to_owned()).as_deref(), Some(meant));
    }
    assert!(index.load().matching(&mistyped, &Eyes::default(), NOW).is_empty());
}

#[test]
fn who_types_is_shown_what_the_board_has() {
    let snapshot = index().load();
    let texts = |typed: &str, kind: Kind| {
        let all = snapshot.suggest(typed, 10).into_iter();
        all.filter(|one| one.kind == kind).map(|one| one.text).collect::<Vec<_>>()
    };
    assert_eq!(texts("zebrafish c", Kind::Title), ["Zebrafish coder"]);
    assert_eq!(texts("cod", Kind::Title)[0], "Coder");
    assert_eq!(texts("health", Kind::Employer).len(), 1);
    assert_eq!(texts("colum", Kind::Place), ["Columbus, OH"]);
    assert!(snapshot.suggest("", 10).is_empty() && snapshot.suggest("--", 10).is_empty());
}

#[test]
fn what_is_closed_is_not_suggested() {
    let index = index();
    let suggested = |typed: &str| -> Vec<(Kind, String)> {
        let all = index.load().suggest(typed, 10).into_iter();
        all.map(|one| (one.kind, one.text)).collect()
    };
    let titled = |title: &str| (Kind::Title, title.to_owned());
    assert_eq!(suggested("zebra"), [titled("Zebrafish auditor"), titled("Zebrafish coder")]);
    index.apply(vec![Change::Remove(2)]);
    assert_eq!(suggested("zebra"), [titled("Zebrafish coder")]);
    assert_eq!(suggested("acm"), [(Kind::Employer, "ACME health".to_owned())]);
    index.apply(vec![Change::Remove(3), Change::Remove(1)]);
    for gone in ["zebra", "acm", "cleve"] {
        assert_eq!(suggested(gone), [], "{gone}");
    }
    index.apply((4..=6).map(Change::Remove).collect());
    assert_eq!(suggested("coder"), []);
}

#[test]
fn a_title_is_suggested_with_as_many_words_as_a_search_takes() {
    let index = JobIndex::new();
    let title = (1..=20).map(|n| format!("word{n}")).collect::<Vec<_>>().join(" ");
    index.replace(std::iter::once(Document { id: 1, title, ..Document::default() }));
    let suggested = index.load().suggest("word1 w", 3).remove(0);
    assert!(suggested.text.ends_with("word20") && suggested.slug.ends_with(" word12"));
    let parsed = Criteria::parse(std::iter::once(("q".to_owned(), suggested.slug)));
    assert!(parsed.dropped.is_empty());
    assert_eq!(index.load().search(&parsed.criteria, &Eyes::default(), 9, NOW).ids, [1]);
}

#[test]
fn similar_postings_are_of_the_same_role() {
    let snapshot = index().load();
    assert_eq!(snapshot.similar(2, 9), [4, 6]);
    assert_eq!(snapshot.similar(2, 1), [4]);
    assert!(snapshot.similar(99, 9).is_empty());
}
