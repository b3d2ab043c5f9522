//! A description never says more than the facts, never contradicts itself, and never asks who somebody is.

use super::bank::bank;
use super::{Generator, SamplePosting};

fn postings(seed: u64) -> impl Iterator<Item = SamplePosting> {
    (0..3_000).map(move |n| Generator::new(seed).posting(n))
}

/// The number that follows `before` in `text`, as it is written.
fn number_after<'a>(text: &'a str, before: &str) -> Option<&'a str> {
    let rest = text.split_once(before)?.1;
    Some(&rest[..rest.find(|letter: char| !letter.is_alphanumeric()).unwrap_or(rest.len())])
}

#[test]
fn the_text_asks_for_the_education_that_is_a_fact() {
    let mut asked = 0;
    for posting in postings(11) {
        let text = posting.description.to_lowercase();
        let said = [
            ("hs", "diploma"),
            ("certificate", "coding certificate"),
            ("certificate", "certificate program"),
            ("certificate", "certificate from a coding"),
            ("associate", "associate degree"),
            ("bachelor", "bachelor's degree"),
            ("master", "master's degree"),
            ("clinical", "clinical degree"),
        ];
        for (slug, words) in said {
            assert!(!text.contains(words) || posting.education == Some(slug), "{words}\n{text}");
        }
        let degree = ["associate", "bachelor", "master", "clinical"];
        let has_degree = posting.education.is_some_and(|slug| degree.contains(&slug));
        assert_eq!(text.contains("degree"), has_degree, "{:?}\n{text}", posting.education);
        if let Some(level) = posting.education {
            asked += 1;
            assert!(said.iter().any(|(slug, words)| *slug == level && text.contains(words)));
        }
    }
    assert!((600..1_600).contains(&asked), "{asked} ask for an education");
}

#[test]
fn a_home_is_equipped_only_where_somebody_works_from_home() {
    for posting in postings(12) {
        if matches!(posting.arrangement, "on-site" | "travel") {
            let home = ["internet-stipend", "equipment"];
            assert!(posting.benefits.iter().all(|slug| !home.contains(slug)), "{posting:?}");
            let text = posting.description.to_lowercase();
            for words in ["we ship", "home office", "wired", "internet", "remote staff"] {
                assert!(!text.contains(words), "{words}\n{text}");
            }
        }
        assert!(posting.place.is_some() || !posting.benefits.contains(&"relocation"));
    }
}

#[test]
fn code_sets_of_hospital_stays_come_with_hospital_stays() {
    let mut stays = 0;
    for posting in postings(13) {
        let inpatient = ["inpatient", "inpatient-psych", "inpatient-rehab", "ltac"];
        if posting.code_sets.iter().any(|slug| ["icd-10-pcs", "ms-drg", "apr-drg"].contains(slug)) {
            stays += 1;
            assert!(
                posting.care_settings.iter().any(|slug| inpatient.contains(slug)),
                "{posting:?}"
            );
        }
    }
    assert!(stays > 300, "{stays} code hospital stays");
}

#[test]
fn who_leads_has_people_and_nobody_else_has() {
    let (mut leaders, mut others) = (0, 0);
    for posting in postings(14) {
        let text = &posting.description;
        let leads = bank().roles[posting.role].leads();
        let none = text.contains("Direct reports: none") || text.contains("exercised: none");
        let staff = number_after(text, "a staff of ");
        assert!(!(leads && none) && (leads || staff.is_none()), "{}\n{text}", posting.role);
        leaders += usize::from(staff.is_some());
        others += usize::from(none);
        for led in
            ["Lead a department of ", "Run scheduling-to-payment for ", " coding support with "]
        {
            let led = number_after(text, led);
            assert!(led.is_none() || staff.is_none() || led == staff, "{text}");
        }
    }
    assert!(leaders > 5 && others > 50, "{leaders} lead, {others} do not");
}

#[test]
fn nobody_is_asked_for_age_family_citizenship_or_health() {
    const NEVER: [&str; 27] = [
        "childcare",
        "children at home",
        "your family",
        "married",
        "spouse",
        "roommates",
        "new graduate",
        "recent graduate",
        "new grad",
        "recent hires",
        " young ",
        "youthful",
        "energetic",
        "digital native",
        "native speaker",
        "native english",
        "mature",
        "retiring",
        "citizen",
        "authorization to work",
        "employment eligibility",
        "good health",
        "stamina",
        "physically",
        "able-bodied",
        "veterans and",
        "patient onboarding",
    ];
    for posting in postings(15) {
        let text = format!("{}\n{}", posting.title, posting.description).to_lowercase();
        // Conditions of patients are no demands.
        let text = text.replace("premature", "");
        for words in NEVER {
            assert!(!text.contains(words), "{words}\n{text}");
        }
    }
}
