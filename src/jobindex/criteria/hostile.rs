//! Whatever anybody puts into an address, a valid search comes out, of bounded size and written in one way.

use super::super::groups::Group;
use super::super::query::Query;
use super::{Criteria, Parsed};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

const SPELLS: [&str; 22] = [
    "'; DROP TABLE posting; --",
    "\" OR 1=1 --",
    "title:(coder AND \"cpc\"~2)^4 -[a TO z]",
    "coder && !auditor || +cpc",
    "/.*/",
    "%00%0a",
    "<script>alert(1)</script>",
    "{{ 7 * 7 }}",
    "\u{202e}redoc\u{2066}\u{200b}\u{feff}",
    "\u{200b}",
    "\"unbalanced",
    "un\"bal\"anced\" \"",
    "-",
    "--",
    "-\"",
    "*",
    "a*b*",
    ",",
    "!",
    "00000",
    "1000000000",
    "ﬁ ß İ 𝕮𝖔𝖉𝖊𝖗 e\u{301}",
];

fn text() -> impl Strategy<Value = String> {
    let piece = || {
        prop_oneof![
            3 => select(&SPELLS[..]).prop_map(str::to_owned),
            2 => "[\"*,!:() +|&~^/-]{0,12}",
            2 => "[a-zA-Z0-9 ,\"*-]{0,20}",
            2 => "\\PC{0,8}",
            1 => any::<String>(),
            1 => "[\u{200b}-\u{200f}\u{202a}-\u{202e}\u{2066}-\u{2069}a ]{0,8}",
        ]
    };
    prop_oneof![
        30 => vec(piece(), 1..6).prop_map(|pieces| pieces.concat()),
        1 => (piece(), 1usize..2000).prop_map(|(piece, times)| piece.repeat(times)),
    ]
}

fn value() -> impl Strategy<Value = String> {
    let slugs: Vec<&str> = Group::ALL.into_iter().flat_map(Group::slugs).collect();
    let signed = (select(&["", "!", "! "][..]), select(slugs));
    let some = vec(signed.prop_map(|(sign, slug)| format!("{sign}{slug}")), 1..4);
    let places = ["Columbus, OH", "43215", "springfield", "Ohio", "00000", "Washington, DC", "x"];
    prop_oneof![
        4 => some.prop_map(|slugs| slugs.join(",")),
        2 => (0u64..4_000_000_000).prop_map(|n| n.to_string()),
        1 => "[0-9]{1,3}[.][0-9]{1,2}",
        1 => select(places.to_vec()).prop_map(str::to_owned),
        1 => select(&["match", "pay", "newest", "closest", "sure", "yes"][..]).prop_map(str::to_owned),
        5 => text(),
    ]
}

fn pairs() -> impl Strategy<Value = Vec<(String, String)>> {
    let known: Vec<&str> = Group::ALL.into_iter().map(Group::name).collect();
    let name = prop_oneof![
        3 => Just("q".to_owned()),
        4 => select(known).prop_map(str::to_owned),
        4 => select(super::parse::OTHERS.to_vec()).prop_map(str::to_owned),
        1 => text(),
    ];
    vec((name, value()), 0..6)
}

fn holds(pairs: Vec<(String, String)>) -> Result<(), TestCaseError> {
    let Parsed { criteria, dropped, .. } = Criteria::parse(pairs.into_iter());
    prop_assert!(dropped.len() <= 20);
    prop_assert!(criteria.q().chars().count() <= 200);
    prop_assert!(criteria.q().split(' ').count() <= 12 + criteria.q().matches(',').count());
    prop_assert!(!criteria.describe(None).is_empty());
    let query = Query::of(&criteria);
    prop_assert!(query.any.is_empty() == criteria.q().is_empty());
    let units: usize = query.any.iter().map(|clause| clause.all.len() + clause.none.len()).sum();
    prop_assert!(units <= 12, "{units}");
    let offers = criteria.offers();
    prop_assert!(offers.len() <= 4);
    let others = offers.into_iter().map(|offer| offer.criteria);
    let others = others.chain([
        criteria.clone().without_words(),
        criteria.clone().without_near(),
        criteria.clone().with_usual_sort(),
        criteria.clone().with_corrections(&[("coder".to_owned(), "auditor".to_owned())]),
    ]);
    for criteria in others.chain([criteria.clone()]) {
        let again = Criteria::parse(criteria.pairs().into_iter());
        prop_assert_eq!(&again.criteria, &criteria);
        prop_assert!(again.dropped.is_empty());
        let query = criteria.query_string();
        let read = url::form_urlencoded::parse(query.as_bytes()).into_owned();
        prop_assert_eq!(Criteria::parse(read).criteria, criteria);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    #[test]
    fn a_valid_search_comes_out(pairs in pairs()) {
        holds(pairs)?;
    }
}

proptest! {
    /// As many cases as PROPTEST_CASES says.
    #[test]
    #[ignore = "as long as one likes"]
    fn a_valid_search_comes_out_every_time(pairs in pairs()) {
        holds(pairs)?;
    }
}
