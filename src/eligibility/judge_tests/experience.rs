//! Months of experience.

use super::*;
use Answer::{CannotTell, Meets, Missing};

/// "all 36", "inpatient 12-24", "emergency 12+", with commas between; a specialty has a star.
fn bands(text: &str) -> Vec<Experience> {
    let one = |text: &str| {
        let (kind, months) = text.split_once(' ').expect("a kind and months");
        let of = match kind.strip_prefix('*') {
            Some(slug) => Of::Specialty(slug.to_owned()),
            None if kind == "all" => Of::All,
            None => Of::Setting(kind.to_owned()),
        };
        let number = |text: &str| text.parse().expect("months");
        let (at_least, at_most) = match (months.strip_suffix('+'), months.split_once('-')) {
            (Some(least), _) => (number(least), None),
            (None, Some((least, most))) => (number(least), Some(number(most))),
            (None, None) => (number(months), Some(number(months))),
        };
        Experience { of, at_least, at_most }
    };
    text.split(", ").filter(|text| !text.is_empty()).map(one).collect()
}

/// "24 inpatient", "24 *cardiology", "24 inpatient *cardiology", "24".
fn asked(text: &str, necessity: Necessity) -> Stated {
    let mut words = text.split(' ');
    let months = words.next().and_then(|months| months.parse().ok()).expect("months");
    let (mut setting, mut specialty) = (None, None);
    for word in words {
        match word.strip_prefix('*') {
            Some(slug) => specialty = Some(slug.to_owned()),
            None => setting = Some(word.to_owned()),
        }
    }
    let demand = ExperienceDemand { months, setting, specialty, necessity };
    let requirements = Requirements { experience: vec![demand], ..Requirements::default() };
    Stated { requirements, ..remote() }
}

const ROWS: [(&str, &str, Answer, &str); 52] = [
    // Of one setting.
    (
        "inpatient 24",
        "24 inpatient",
        Meets,
        "It asks for 2 years in hospital inpatient; you have 2 years.",
    ),
    ("inpatient 25", "24 inpatient", Meets, "you have 25 months"),
    ("inpatient 23", "24 inpatient", Missing, "you have 23 months."),
    ("inpatient 12", "24 inpatient", Missing, "2 years in hospital inpatient; you have 1 year."),
    ("inpatient 0", "24 inpatient", Missing, "you have none yet"),
    ("inpatient 24+", "24 inpatient", Meets, "you have at least 2 years"),
    ("inpatient 12+", "24 inpatient", CannotTell, "at least 1 year, so add the exact months"),
    ("inpatient 12-36", "24 inpatient", CannotTell, "you have 1 year to 3 years, so add"),
    ("inpatient 12-24", "24 inpatient", CannotTell, "so add the exact months"),
    ("inpatient 12-23", "24 inpatient", Missing, "you have 1 to under 2 years"),
    ("inpatient 24-36", "24 inpatient", Meets, "you have 2 years to 3 years"),
    ("inpatient 0-6", "12 inpatient", Missing, "you have at most 6 months"),
    ("inpatient 0-12", "12 inpatient", CannotTell, "at most 1 year, so add"),
    ("", "24 inpatient", CannotTell, "hospital inpatient; add how long you have done that"),
    ("profee 60", "24 inpatient", CannotTell, "add how long you have done that"),
    ("inpatient 12", "1 inpatient", Meets, "It asks for 1 month in hospital inpatient"),
    ("", "0 inpatient", Meets, ""),
    // A setting includes those below it, and not the other way round.
    ("emergency 24", "24 outpatient-facility", Meets, "you have 2 years in emergency"),
    ("emergency 24", "24 emergency", Meets, "you have 2 years."),
    ("emergency 12", "24 outpatient-facility", CannotTell, "add how long"),
    ("outpatient-facility 60", "24 emergency", CannotTell, "add how long"),
    ("outpatient-facility 12", "24 emergency", Missing, "you have 1 year in hospital outpatient"),
    ("outpatient-facility 12+", "24 emergency", CannotTell, "add how long"),
    ("outpatient-facility 12, emergency 6", "24 emergency", Missing, "you have 6 months"),
    (
        "outpatient-facility 12+, emergency 30",
        "24 outpatient-facility",
        Meets,
        "30 months in emergency",
    ),
    (
        "outpatient-facility 12, observation 24",
        "24 outpatient-facility",
        Meets,
        "you have 2 years in",
    ),
    ("emergency 12, observation 12", "24 outpatient-facility", CannotTell, "add how long"),
    ("emergency 0", "24 outpatient-facility", CannotTell, "add how long"),
    ("physician-office 36", "36 profee", Meets, "3 years in physician"),
    // All of it bounds every part of it.
    ("all 12", "24 inpatient", Missing, "you have 1 year altogether"),
    ("all 0", "24 inpatient", Missing, "you have none yet altogether"),
    ("all 0-12", "24 inpatient", Missing, "you have at most 1 year altogether"),
    ("all 24", "24 inpatient", CannotTell, "add how long"),
    ("all 12+", "24 inpatient", CannotTell, "add how long"),
    ("all 60, inpatient 12", "24 inpatient", Missing, "you have 1 year."),
    ("all 12, inpatient 24", "24 inpatient", Meets, "you have 2 years"),
    // Of any kind.
    ("all 24", "24", Meets, "It asks for 2 years of experience; you have 2 years."),
    ("all 12", "24", Missing, "It asks for 2 years of experience; you have 1 year."),
    ("all 12-36", "24", CannotTell, "you have 1 year to 3 years, so add the exact months"),
    ("all 12+, profee 30", "24", Meets, "you have 30 months in professional"),
    ("inpatient 24", "24", Meets, "you have 2 years in hospital inpatient"),
    ("inpatient 12", "24", CannotTell, "add how long you have coded altogether"),
    ("inpatient 12, profee 12", "24", CannotTell, "add how long you have coded altogether"),
    ("", "24", CannotTell, "add how long you have coded altogether"),
    ("", "0", Meets, ""),
    // Of a specialty, and of a specialty in a setting.
    ("*cardiology 24", "24 *cardiology", Meets, "2 years in cardiology; you have 2 years."),
    ("*cardiology 12", "24 *cardiology", Missing, "you have 1 year."),
    ("all 120", "24 *cardiology", CannotTell, "add how long you have done that"),
    (
        "*cardiology 24, inpatient 24",
        "24 inpatient *cardiology",
        Meets,
        "hospital inpatient, cardiology",
    ),
    (
        "*cardiology 24, inpatient 6",
        "24 inpatient *cardiology",
        Missing,
        "6 months in hospital inpatient",
    ),
    // What nobody knows any more.
    ("inpatient 60", "24 unheard-of", CannotTell, "unheard-of, which is not in our list"),
    ("all 12", "24 unheard-of", Missing, "you have 1 year altogether"),
];

#[test]
fn months_of_experience() {
    for (has, asks, answer, words) in ROWS {
        let fit = Fit { experience: bands(has), ..coder("cpc") };
        let required = asked(asks, Necessity::Required);
        check(&fit, &required, About::Experience, answer, words);
        // The same as a preference: never in the way.
        let preferred = asked(asks, Necessity::Preferred);
        let words = words.replace("It asks for", "It prefers");
        check(&fit, &preferred, About::Experience, Meets, &words);
    }
}

#[test]
fn kinds_that_are_not_known_any_more_still_count_for_nothing() {
    let fit = Fit { experience: bands("unheard-of 24, *unheard-of 24"), ..coder("") };
    check(&fit, &asked("24", Necessity::Required), About::Experience, CannotTell, "altogether");
}
