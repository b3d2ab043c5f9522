//! The reader as a whole: it never panics, and hostile text costs no more than its length.

use super::*;
use proptest::prelude::*;
use std::time::{Duration, Instant};

fn source<'a>(title: &'a str, location: &'a str, text: &'a str) -> Source<'a> {
    Source {
        title,
        location: Some(location),
        text,
        pay_text: Some(title),
        employment_type: Some(location),
        ..Source::default()
    }
}

/// Pieces that the rules look for, in an order nobody would write.
fn pieces() -> impl Strategy<Value = String> {
    let known = [
        "CPC",
        "RN",
        "$",
        "25",
        "1e6",
        "99999999999999999999",
        "-",
        "–",
        "k",
        "/hr",
        "years",
        "experience",
        "required",
        "preferred",
        "within",
        "months",
        "of hire",
        "must reside in",
        "OH",
        "Ohio",
        ",",
        ".",
        "\n",
        "(",
        ")",
        "[",
        "coder",
        "CO",
        "é",
        "\u{202E}",
        "ﬃ",
        "ß",
        "%",
        "•",
        "remote",
        "hybrid",
        "Epic",
        "401(k)",
        "to",
        "up to",
        "and",
        "or",
        "any AAPC",
        "credential",
        "posted",
        "on",
    ];
    let piece =
        prop_oneof![prop::sample::select(known.to_vec()).prop_map(str::to_owned), any::<String>()];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.join(" "))
}

proptest! {
    #[test]
    fn nothing_panics_and_words_stay_short(title in pieces(), location in pieces(), text in pieces()) {
        let reading = read(&source(&title, &location, &text));
        let words = [
            reading.role.map(|read| read.words),
            reading.arrangement.map(|read| read.words),
            reading.states.map(|read| read.words),
            reading.place.map(|read| read.words),
            reading.pay.map(|read| read.words),
            reading.requirements.map(|read| read.words),
        ];
        for words in words.into_iter().flatten() {
            prop_assert!(words.chars().count() <= 160);
        }
    }
}

#[test]
fn hostile_text_is_read_in_bounded_time() {
    read(&source("warm", "up", "the tables"));
    for piece in [
        "(",
        "1",
        "CPC ",
        "CPC. ",
        "CPC,",
        "$25-",
        "\u{202E}",
        "years experience 2 ",
        "remote in ",
        "OH ",
        "posted on ",
    ] {
        let text = piece.repeat(10_000_000 / piece.len());
        let start = Instant::now();
        read(&source(&text, &text, &text));
        let taken = start.elapsed();
        assert!(taken < Duration::from_secs(10), "{piece:?} took {taken:?}");
    }
}

#[test]
fn one_posting_is_read_whole() {
    let text = "About us: a fictional clinic.\nRequirements:\n- CPC, CCS or RHIT required\n\
        - 2+ years of outpatient coding experience\n- CRC preferred\n- Epic and ICD-10-CM\n\
        Pay: $24.50 - $31.00 per hour. Remote position; must reside in OH, KY or IN.\n\
        Benefits: 401(k), dental insurance.";
    let reading = read(&Source {
        title: "Outpatient Coder (Remote)",
        text,
        employment_type: Some("FULL_TIME"),
        ..Source::default()
    });
    let value = |read: Option<Read<String>>| read.map(|read| read.value);
    assert_eq!(value(reading.role).as_deref(), Some("outpatient-coder"));
    assert_eq!(value(reading.arrangement).as_deref(), Some("remote-states"));
    assert_eq!(value(reading.employment_type).as_deref(), Some("full-time"));
    assert_eq!(reading.states.expect("states").value.to_string(), "IN,KY,OH");
    let pay = reading.pay.expect("pay").value;
    assert_eq!((pay.min, pay.max, pay.unit.as_str()), (Some(245_000), Some(310_000), "hour"));
    let requirements = reading.requirements.expect("requirements").value;
    assert_eq!(requirements.named_credentials(), ["cpc", "ccs", "rhit", "crc"]);
    assert_eq!(requirements.months_required(), Some(24));
    assert_eq!(reading.care_settings[0].value, "outpatient-facility");
    assert_eq!(reading.software[0].value, "epic");
}

#[test]
fn a_page_of_many_postings_is_not_read() {
    let text = "Coder IlocationsMain Hospitaltime typePart timeposted onPosted 3 Days Ago\n"
        .repeat(4)
        + "CPC required";
    let reading = read(&Source { title: "Medical Coder", text: &text, ..Source::default() });
    assert_eq!(reading.requirements, None);
    let sane = "We have many locations. Allocations, allocations, relocations and allocations. CPC required";
    let reading = read(&Source { title: "Medical Coder", text: sane, ..Source::default() });
    assert!(reading.requirements.is_some());
}
