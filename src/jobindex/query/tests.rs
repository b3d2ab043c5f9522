//! What words mean.

use super::*;

fn unit(q: &str) -> Unit {
    let query = Query::read(q);
    let [clause] = &query.any[..] else { panic!("{q}: {query:?}") };
    let ([unit], []) = (&clause.all[..], &clause.none[..]) else { panic!("{q}: {query:?}") };
    unit.clone()
}

fn tokens(tokens: &[&str]) -> Way {
    Way::Tokens(tokens.iter().map(|&token| token.to_owned()).collect())
}

fn phrase(text: &str) -> Way {
    Way::Phrase(text.split(' ').map(str::to_owned).collect())
}

fn value(group: Group, slug: &str) -> Way {
    Way::Value(group, group.index_of(slug).expect("in the vocabulary"))
}

#[test]
fn a_plain_word_is_found_with_its_inflections_and_may_be_mistyped() {
    let travel = unit("Kilometers");
    assert_eq!(travel.exact, [tokens(&["kilometers"])]);
    assert_eq!(travel.also, [Way::Stem("kilometer".into())]);
    assert_eq!(travel.fuzzable.as_deref(), Some("kilometers"));
    for certain in
        ["CPC", "hcpcs", "icd10", "coder", "coders", "epic", "zulu", "\"kilometers\"", "kilom*"]
    {
        assert_eq!(unit(certain).fuzzable, None, "{certain}");
    }
}

#[test]
fn terms_bring_along_how_else_they_are_said() {
    for (q, ways) in [
        (
            "wfh",
            vec![
                phrase("work from home"),
                tokens(&["remote"]),
                value(Group::Arrangement, "remote-us"),
            ],
        ),
        ("Work from home", vec![tokens(&["wfh"]), tokens(&["remote"])]),
        ("pro-fee", vec![phrase("professional fee"), value(Group::Setting, "profee")]),
        ("pro fee", vec![tokens(&["profee"]), value(Group::Setting, "profee")]),
        (
            "ED",
            vec![
                phrase("emergency department"),
                value(Group::Specialty, "emergency-department"),
                value(Group::Setting, "emergency"),
            ],
        ),
        ("hcc", vec![phrase("risk adjustment"), value(Group::Specialty, "risk-adjustment")]),
        (
            "rad onc",
            vec![phrase("radiation oncology"), value(Group::Specialty, "radiation-oncology")],
        ),
        (
            "apprentice",
            vec![
                tokens(&["cpca"]),
                value(Group::Credential, "cpc-a"),
                value(Group::Apprentice, "yes"),
            ],
        ),
        ("CPC-A", vec![tokens(&["apprentice"]), value(Group::Credential, "cpc-a")]),
        ("coding", vec![tokens(&["coder"]), value(Group::Role, "medical-coder")]),
        ("billing", vec![tokens(&["biller"]), value(Group::Role, "medical-biller")]),
        (
            "coders",
            vec![
                phrase("medical coder"),
                Way::Stem("coder".into()),
                value(Group::Role, "medical-coder"),
            ],
        ),
        (
            "inpatient coders",
            vec![phrase("inpatient coder"), value(Group::Role, "inpatient-coder")],
        ),
        ("Epic", vec![value(Group::Software, "epic")]),
        (
            "certified emergency department coder",
            vec![tokens(&["cedc"]), value(Group::Credential, "cedc")],
        ),
    ] {
        let unit = unit(q);
        for way in ways {
            assert!(unit.also.contains(&way), "{q}: {way:?} not in {unit:?}");
        }
    }
}

#[test]
fn what_was_typed_counts_most() {
    assert_eq!(unit("CPC-A").exact, [tokens(&["cpca"])]);
    assert_eq!(unit("cpc a").exact, [tokens(&["cpca"])]);
    assert_eq!(unit("on-site").exact, [tokens(&["onsite"]), phrase("on site")]);
    let home = [tokens(&["workfromhome"]), phrase("work from home")];
    assert_eq!(unit("work from home").exact, home, "scattered words are no home");
    assert_eq!(unit("inpatient coder").exact, [tokens(&["inpatient", "coder"])]);
    assert_eq!(unit("\"inpatient coder\"").exact, [phrase("inpatient coder")]);
    assert!(unit("\"wfh\"").also.is_empty());
    assert_eq!(unit("audit*").exact, [Way::Prefix("audit".into())]);
}

#[test]
fn the_letters_of_a_state_are_looked_for_as_they_are() {
    for letters in ["va", "MA", "id", "CT"] {
        assert!(unit(letters).also.is_empty(), "{letters}");
    }
    assert!(unit("veterans affairs").also.contains(&tokens(&["vha"])));
    assert!(!unit("ihs").also.contains(&tokens(&["government"])));
}

#[test]
fn what_letters_are_short_for_says_whether_they_are_meant() {
    let meant = unit("CDI").spelled_out;
    assert!(meant.contains(&phrase("clinical documentation improvement")), "{meant:?}");
    assert!(meant.contains(&value(Group::Role, "cdi-specialist")));
    assert!(!meant.contains(&value(Group::Specialty, "cdi")), "read from the same letters");
    for word in ["CPC", "coder", "clinical documentation integrity", "HIM"] {
        assert!(unit(word).spelled_out.is_empty(), "{word}");
    }
}

#[test]
fn a_phrase_of_the_field_is_known_everywhere() {
    for (q, odd) in [
        ("\"big team\"", true),
        ("-\"big team\"", true),
        ("\"risk adjustment\" coder", false),
        ("\"surgery\"", false),
        ("big team", false),
    ] {
        assert_eq!(Query::has_phrase_of_titles(q), odd, "{q}");
    }
}

#[test]
fn words_that_say_nothing_ask_nothing_beside_others() {
    assert_eq!(Query::read("jobs for a coder in the ED"), Query::read("coder ED"));
    assert_eq!(unit("jobs").exact, [tokens(&["jobs"])]);
    let but = Query::read("jobs -travel");
    assert!(but.any[0].all.is_empty());
    assert_eq!(but.any[0].none[0].exact, [tokens(&["travel"])]);
    assert_eq!(but, Query::read("-travel"));
}

#[test]
fn alternatives_are_understood_one_by_one() {
    let query = Query::read("risk adjustment, \"pro fee\" -ed,, auditor");
    assert_eq!(query.any.len(), 3);
    assert_eq!(query.any[0], Query::read("risk adjustment").any[0]);
    assert_eq!(query.any[2].all, [unit("auditor")]);
    assert_eq!(query.any[1].none[0].exact, [tokens(&["ed"])]);
    assert!(query.any[1].none[0].also.is_empty(), "what is excluded is excluded as written");
}

#[test]
fn what_is_typed_is_written_in_one_way() {
    for (typed, written) in [
        ("  coder ,auditor", "coder, auditor"),
        ("\"work  from home", "\"work from home\""),
        ("-- - * \" \" ,,", ""),
        ("--travel ab* audit** -*", "-travel ab audit*"),
        ("\"a\"-b\"c\"\"d", "\"a\" b \"c\" \"d\""),
        ("“work from home”", "\"work from home\""),
        ("title:(coder AND cpc~2)^4", "title:(coder AND cpc~2)^4"),
        ("'; DROP TABLE posting; --", "DROP TABLE posting;"),
    ] {
        assert_eq!(Typed::read(typed).to_string(), written, "{typed}");
        assert_eq!(Typed::read(written).to_string(), written);
    }
}
