//! Criteria come out valid whatever goes in, and are written in one way.

use super::super::groups::Group;
use super::{Criteria, Parsed, Sort, Why};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

fn parse(query: &[(&str, &str)]) -> Parsed {
    let owned = |&(name, value): &(&str, &str)| (name.to_owned(), value.to_owned());
    Criteria::parse(query.iter().map(owned))
}

fn name() -> impl Strategy<Value = String> {
    let known = Group::ALL.into_iter().map(Group::name);
    let known: Vec<&str> = known.chain(["q", "pay_floor", "sort", "page"]).collect();
    prop_oneof![
        9 => select(known).prop_map(str::to_owned),
        1 => any::<String>(),
    ]
}

fn value() -> impl Strategy<Value = String> {
    let slugs: Vec<&str> = Group::ALL.into_iter().flat_map(Group::slugs).collect();
    let some = vec(select(slugs), 1..4).prop_map(|slugs| slugs.join(","));
    let numbers = (0u32..200).prop_map(|n| n.to_string());
    prop_oneof![
        6 => some,
        2 => numbers,
        1 => "[0-9]{1,3}[.][0-9]{1,2}",
        1 => select(&["match", "pay", "newest", "Texas", "CPC", " cpc ,, ccs", ",", "-", "\"x"][..])
            .prop_map(str::to_owned),
        2 => any::<String>(),
        1 => "[a-z\u{202e}\u{200b} '\"-]{0,300}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn what_is_printed_is_parsed_to_the_same(pairs in vec((name(), value()), 0..8)) {
        let parsed = Criteria::parse(pairs.into_iter());
        let again = Criteria::parse(parsed.criteria.pairs().into_iter());
        prop_assert_eq!(&again.criteria, &parsed.criteria);
        prop_assert!(again.dropped.is_empty());
        let query = parsed.criteria.query_string();
        let decoded: Vec<(String, String)> = query
            .split('&')
            .filter_map(|pair| pair.split_once('='))
            .map(|(name, value)| (name.to_owned(), decoded(value)))
            .collect();
        prop_assert_eq!(decoded, parsed.criteria.pairs());
        prop_assert!(!parsed.criteria.describe(None).is_empty());
    }

    #[test]
    fn links_lead_to_canonical_criteria(pairs in vec((name(), value()), 0..8), group in select(&Group::ALL[..])) {
        let criteria = Criteria::parse(pairs.into_iter()).criteria;
        let slug = group.slugs().next().expect("no group is empty");
        let variants = [
            criteria.clone().with(group, slug),
            criteria.clone().without(group, slug),
            criteria.clone().without_words(),
            criteria.clone().without_pay_floor(),
            criteria.clone().with_sort(Sort::Match),
            criteria.with_page(u32::MAX),
        ];
        for variant in variants {
            let again = Criteria::parse(variant.pairs().into_iter());
            prop_assert!(again.dropped.is_empty());
            prop_assert_eq!(again.criteria, variant);
        }
    }
}

fn decoded(value: &str) -> String {
    let spaced = value.replace('+', " ");
    let bytes = percent_encoding::percent_decode_str(&spaced);
    bytes.decode_utf8().expect("printed as UTF-8").into_owned()
}

#[test]
fn one_order_commas_and_no_defaults() {
    let parsed = parse(&[
        ("page", "1"),
        ("sort", "match"),
        ("hires_in", "texas"),
        ("role", "outpatient-coder"),
        ("role", "Inpatient-Coder"),
        ("posted", "3,7"),
        ("pay_floor", "26.5"),
        ("q", "  outpatient   surgery "),
        ("setting", ""),
    ]);
    assert_eq!(
        parsed.criteria.query_string(),
        "q=outpatient+surgery&role=inpatient-coder,outpatient-coder&hires_in=TX&posted=7&pay_floor=26.50"
    );
    assert!(parsed.dropped.is_empty());
    assert_eq!(parsed.criteria.pay_floor(), Some(265_000));
    let written = parse(&[("q", "coder"), ("sort", "newest"), ("page", "2")]).criteria;
    assert_eq!(written.query_string(), "q=coder&sort=newest&page=2");
    assert_eq!(parse(&[("q", "coder"), ("sort", "match")]).criteria.query_string(), "q=coder");
    assert_eq!(parse(&[("sort", "match")]).criteria, Criteria::default());
}

#[test]
fn what_is_dropped_is_named() {
    let parsed = parse(&[
        ("role", "medcal-coder,inpatient-coder"),
        ("rol", "coder"),
        ("sort", "mach"),
        ("page", "0"),
        ("page", "3"),
        ("pay_floor", "lots"),
        ("q", "-- !"),
    ]);
    let dropped: Vec<(&str, Why, Option<&str>)> = parsed
        .dropped
        .iter()
        .map(|dropped| {
            (&*dropped.part, dropped.why, dropped.did_you_mean.first().map(String::as_str))
        })
        .collect();
    assert_eq!(
        dropped,
        [
            ("role=medcal-coder", Why::UnknownValue, Some("role=medical-coder")),
            ("rol=coder", Why::UnknownParameter, Some("role=coder")),
            ("sort=mach", Why::UnknownValue, Some("sort=match")),
            ("page=0", Why::Unreadable, None),
            ("page=3", Why::Repeated, None),
            ("pay_floor=lots", Why::Unreadable, None),
            ("q=-- !", Why::Unreadable, None),
        ]
    );
    assert_eq!(parsed.criteria.query_string(), "role=inpatient-coder");
}

#[test]
fn a_search_holds_a_bounded_amount() {
    let many: Vec<&str> = Group::Credential.slugs().collect();
    let parsed = parse(&[("credential", &many.join(",")), ("q", &"word ".repeat(2000))]);
    assert_eq!(parsed.criteria.slugs(Group::Credential).count(), 50);
    assert_eq!(parsed.criteria.q().split(' ').count(), 12);
    assert_eq!(parsed.dropped.len(), 20);
    assert!(parsed.dropped.iter().all(|dropped| dropped.why == Why::TooMany));
    let long = parse(&[("q", &"x".repeat(10_000))]);
    assert_eq!(long.criteria.q().len(), 200);
    assert_eq!(long.dropped.len(), 1);
    for page in ["1e9", "-1", "+5", "0"] {
        assert_eq!(parse(&[("page", page)]).dropped.len(), 1, "{page}");
    }
    for page in ["10000", "10001", "99999999999"] {
        let parsed = parse(&[("page", page)]);
        assert_eq!((parsed.criteria.page(), parsed.dropped.len()), (10_000, 0), "{page}");
    }
    let wall = "a,".repeat(100_000);
    assert!(parse(&[("role", &wall)]).dropped.len() <= 20);
    let names: Vec<(String, String)> = (0..5000).map(|n| (format!("p{n}"), "x".into())).collect();
    assert_eq!(Criteria::parse(names.into_iter()).dropped.len(), 20);
}

#[test]
fn other_words_keep_the_rest() {
    let asked = parse(&[("q", "coder"), ("credential", "ccs"), ("sort", "newest"), ("page", "3")]);
    let query = |q: &str| asked.criteria.clone().with_words(q).query_string();
    assert_eq!(query("auditor"), "q=auditor&credential=ccs&sort=newest");
    assert_eq!(query(""), "credential=ccs");
}

#[test]
fn any_whole_number_of_miles_in_reach_is_asked_for() {
    for (within, query) in [
        ("10", "near=43215&within=10"),
        ("33", "near=43215&within=33"),
        ("50", "near=43215"),
        ("160", "near=43215&within=160"),
        ("200", "near=43215&within=200"),
    ] {
        let parsed = parse(&[("near", "43215"), ("within", within)]);
        assert_eq!(parsed.criteria.query_string(), query);
        assert!(parsed.dropped.is_empty(), "{within}");
    }
    for (within, meant) in [
        ("9", &["within=10"][..]),
        ("0", &["within=10"]),
        ("201", &["within=200"]),
        ("99999", &["within=200"]),
        ("30.5", &[]),
        ("-20", &[]),
        ("far", &[]),
    ] {
        let parsed = parse(&[("near", "43215"), ("within", within)]);
        let [dropped] = &parsed.dropped[..] else { panic!("{within}: {:?}", parsed.dropped) };
        assert_eq!(
            (dropped.why, &dropped.did_you_mean[..]),
            (Why::NoDistance, &meant.iter().map(|&meant| meant.to_owned()).collect::<Vec<_>>()[..])
        );
        assert_eq!(parsed.criteria.query_string(), "near=43215");
    }
    let unclear = parse(&[("near", "springfield"), ("within", "25")]);
    assert_eq!((unclear.miles, unclear.criteria), (Some(25), Criteria::default()));
}
