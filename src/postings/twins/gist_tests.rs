use super::*;
use crate::postings::content::SitePlace;
use crate::vocabulary::State;

/// A text of `words` different words, every `every`th of them another one.
fn text(words: usize, every: usize) -> String {
    let word = |n: usize| match every > 0 && n % every == every - 1 {
        true => format!("other{n}"),
        false => format!("word{n}"),
    };
    (0..words).map(word).collect::<Vec<_>>().join(" ")
}

fn content(title: &str, description: String) -> Content {
    Content {
        title: title.to_owned(),
        description,
        arrangement: Some("on-site".to_owned()),
        site: Some(SitePlace {
            city: "Columbus".to_owned(),
            state: State::parse("OH").expect("a state"),
            zip: String::new(),
        }),
        ..Content::default()
    }
}

fn gist(title: &str, description: String) -> Gist {
    Gist::of(&content(title, description), "Codewell Staffing").expect("it says enough")
}

#[test]
fn titles_are_alike_whatever_is_shouted_around_them() {
    let plain = gist("Inpatient Medical Coder", text(200, 0));
    for same in [
        "Medical Coder, Inpatient",
        "URGENT: Inpatient Medical Coder - Columbus, OH (Remote)",
        "Inpatient medical coder #40012345 | apply now!",
    ] {
        assert_eq!(gist(same, text(200, 0)).keys(), plain.keys(), "{same}");
    }
    for other in
        ["Outpatient Medical Coder", "Inpatient Medical Coder II", "Inpatient Coding Auditor"]
    {
        let other = gist(other, text(200, 0));
        assert_ne!(other.keys(), plain.keys());
        assert!(!other.is_like(&plain));
    }
}

#[test]
fn small_edits_are_seen_through_and_large_ones_are_not() {
    let plain = gist("Coder", text(300, 0));
    let edited = gist("Coder", text(300, 40));
    assert!(edited.is_like(&plain), "{}", edited.likeness(&plain));
    assert!(plain.keys().iter().any(|key| edited.keys().contains(key)));
    assert!(!gist("Coder", text(300, 8)).is_like(&plain));
    let named = format!("Codewell Staffing offers this. {}", text(300, 0))
        .replace("word150", "Codewell Staffing word150");
    assert!(gist("Coder", named).likeness(&plain) > 95);
}

#[test]
fn another_place_or_arrangement_is_another_job() {
    let here = content("Coder", text(200, 0));
    let mut there = here.clone();
    there.site.as_mut().expect("a site").city = "Dayton".to_owned();
    let hybrid = Content { arrangement: Some("hybrid".to_owned()), ..here.clone() };
    let part_time = Content { employment_type: Some("part-time".to_owned()), ..here.clone() };
    let full_time = Content { employment_type: Some("full-time".to_owned()), ..here.clone() };
    let of = |content: &Content| Gist::of(content, "").expect("it says enough");
    assert!(!of(&here).is_like(&of(&there)));
    assert!(!of(&here).is_like(&of(&hybrid)));
    assert!(!of(&part_time).is_like(&of(&full_time)));
    assert!(of(&here).is_like(&of(&full_time)));
}

#[test]
fn what_says_too_little_is_compared_with_nothing() {
    assert!(Gist::of(&content("Coder", text(41, 0)), "").is_none());
    assert!(Gist::of(&content("Coder", "Code charts with care. ".repeat(50)), "").is_none());
    assert!(Gist::of(&content("URGENT!", text(200, 0)), "").is_none());
    let nowhere = Content { site: None, ..content("Coder", text(200, 0)) };
    assert!(Gist::of(&nowhere, "").is_none());
    let anywhere = Content { arrangement: Some("remote-us".to_owned()), ..nowhere };
    assert!(Gist::of(&anywhere, "").is_some());
}
