use super::bank::bank;
use super::phrase::{Fill, Phrase, Slot};
use super::{Generator, SamplePosting, dice::Dice, employer::Profile};
use crate::eligibility::Necessity;
use crate::vocabulary::{Entry, Table, geography, vocabulary};
use std::collections::{BTreeSet, HashSet};

const BOARD: u64 = 10_000;
const DOLLAR: i64 = 10_000;

fn words(text: &str) -> HashSet<String> {
    let lower = text.to_lowercase();
    let words = lower.split(|letter: char| !letter.is_alphabetic());
    words.filter(|word| word.len() > 1).map(str::to_owned).collect()
}

fn has<E: Entry>(table: &Table<E>, slug: &str) {
    assert!(table.get(slug).is_some(), "{slug} is not in the vocabulary");
}

#[test]
fn descriptions_are_two_to_three_kilobytes_of_many_words() {
    let generator = Generator::new(1);
    let mut all = HashSet::new();
    for n in 0..BOARD {
        let text = generator.posting(n).description;
        assert!((2_000..=3_072).contains(&text.len()), "posting {n}: {} bytes\n{text}", text.len());
        let words = words(&text);
        assert!(words.len() >= 180, "posting {n}: {} words\n{text}", words.len());
        all.extend(words);
    }
    assert!(all.len() >= 5_000, "{} words in {BOARD} postings", all.len());
}

#[test]
fn a_posting_depends_on_seed_and_number_alone() {
    let forward: Vec<SamplePosting> = (0..100).map(|n| Generator::new(9).posting(n)).collect();
    let other = Generator::new(9);
    for n in (0..100).rev() {
        assert_eq!(other.posting(n), forward[n as usize]);
    }
    assert_ne!(Generator::new(10).posting(5), forward[5]);
}

#[test]
fn the_dice_fall_the_same_on_every_machine() {
    let mut dice = Dice::new(1, 2, 3);
    let throws: Vec<usize> = (0..8).map(|_| dice.below(1_000_000)).collect();
    assert_eq!(throws, [699_552, 545_010, 573_366, 268_597, 475_488, 875_406, 794_038, 855_930]);
}

#[test]
fn every_slug_is_in_the_vocabulary() {
    let words = vocabulary();
    for posting in (0..2_000).map(|n| Generator::new(2).posting(n)) {
        has(&words.roles, posting.role);
        has(&words.employment_types, posting.employment_type);
        has(&words.arrangements, posting.arrangement);
        has(&words.pay_units, posting.pay.unit);
        posting.care_settings.iter().for_each(|slug| has(&words.care_settings, slug));
        posting.specialties.iter().for_each(|slug| has(&words.specialties, slug));
        posting.code_sets.iter().for_each(|slug| has(&words.code_sets, slug));
        posting.software.iter().for_each(|slug| has(&words.software, slug));
        posting.benefits.iter().for_each(|slug| has(&words.benefits, slug));
        posting.education.iter().for_each(|slug| has(&words.education, slug));
        posting
            .requirements
            .named_credentials()
            .iter()
            .for_each(|slug| has(&words.credentials, slug));
        for asked in &posting.requirements.experience {
            asked.setting.iter().for_each(|slug| has(&words.care_settings, slug));
            asked.specialty.iter().for_each(|slug| has(&words.specialties, slug));
        }
    }
    for employer in Generator::new(2).employers(2_000) {
        has(&words.employer_kinds, employer.kind);
    }
}

#[test]
fn every_word_file_resolves() {
    let words = vocabulary();
    for (slug, role) in &bank().roles {
        has(&words.roles, slug);
        role.settings.0.iter().for_each(|(_, slug)| {
            has(&words.care_settings, slug);
            assert!(bank().common.settings.contains_key(slug), "{slug} has no words");
        });
        role.specialties.0.iter().for_each(|(_, slug)| {
            has(&words.specialties, slug);
            assert!(bank().specialties.contains_key(slug), "{slug} has no words");
        });
        role.employers.0.iter().for_each(|(_, slug)| has(&words.employer_kinds, slug));
        assert!(role.desks.iter().all(|desk| bank().desks.contains_key(desk)), "{slug}: desk");
    }
    for products in bank().common.software.values() {
        products.0.iter().for_each(|(_, (slug, _))| has(&words.software, slug));
    }
}

#[test]
fn what_employers_say_of_themselves_needs_no_posting() {
    struct Alone(Profile, Dice);
    impl Fill for Alone {
        fn dice(&mut self) -> &mut Dice {
            &mut self.1
        }
        fn fill(&mut self, slot: Slot, out: &mut String) {
            assert!(self.0.fill(slot, &mut self.1, out), "{slot:?}");
        }
    }
    let mut alone = Alone(Profile::new(1, 1), Dice::new(1, 0, 0));
    for phrase in bank().voices.values().flat_map(|voice| &voice.about) {
        phrase.slots().into_iter().for_each(|slot| alone.fill(slot, &mut String::new()));
    }
    assert!(Phrase::parse("Dear {nobody}").is_err());
    assert!(Phrase::parse("[open").is_err());
}

#[test]
fn places_are_real() {
    for town in &bank().towns {
        let place = geography().zip(town.zip).expect("a ZIP of the postal table");
        assert_eq!((place.city.as_str(), place.state), (town.name, town.state));
    }
}

#[test]
fn places_and_states_fit_the_arrangement() {
    for posting in (0..3_000).map(|n| Generator::new(3).posting(n)) {
        let states = posting.states.len();
        let listed = posting.arrangement == "remote-states";
        assert!(if listed { (2..=30).contains(&states) } else { states == 0 }, "{posting:?}");
        let siteless = matches!(posting.arrangement, "remote-us" | "remote-states" | "remote-intl");
        assert_eq!(posting.place.is_none(), siteless);
        if let Some(place) = posting.place {
            let said = format!("{}, {}", place.city, place.state.name());
            assert!(posting.description.contains(&said), "{said}\n{}", posting.description);
        }
        for state in posting.states.iter() {
            let said = if states <= 8 { state.name() } else { state.abbr() };
            assert!(posting.description.contains(said), "{said}\n{}", posting.description);
        }
    }
}

#[test]
fn pay_is_plausible_and_stated() {
    for posting in (0..5_000).map(|n| Generator::new(4).posting(n)) {
        let pay = posting.pay;
        assert!(0 < pay.min && pay.min <= pay.max, "{posting:?}");
        let (low, high) = match pay.unit {
            "hour" => (17, 95),
            "year" => (36_000, 200_000),
            "month" => (3_000, 17_000),
            "week" => (700, 4_000),
            "day" | "shift" => (140, 800),
            "project" => (4_000, 110_000),
            _ => (0, 100),
        };
        assert!((low * DOLLAR..=high * DOLLAR).contains(&pay.min), "{pay:?} {}", posting.title);
        assert!(
            pay.max <= high * DOLLAR && pay.max <= pay.min * 3 / 2,
            "{pay:?} {}",
            posting.title
        );
        let coder = posting.role.ends_with("-coder") && posting.classification == "w2";
        assert!(
            !coder || pay.unit != "hour" || pay.max <= 48 * DOLLAR,
            "{pay:?} {}",
            posting.title
        );
        let mut said = String::new();
        super::pay::write(&pay, &mut said);
        assert!(posting.description.contains(&said), "{said}\n{}", posting.description);
        assert_eq!(pay.hours_per_week.is_some(), posting.employment_type == "part-time");
    }
}

#[test]
fn the_text_states_what_the_structure_says() {
    for posting in (0..3_000).map(|n| Generator::new(5).posting(n)) {
        let text = &posting.description;
        for slug in posting.requirements.named_credentials() {
            let letters = vocabulary().credentials.get(slug).expect("a credential").short();
            assert!(text.contains(letters), "{letters}\n{text}");
        }
        assert!(text.contains(&posting.benefits_text) && !posting.benefits_text.is_empty());
        let other = &posting.other_compensation;
        assert!(other == "None" || text.contains(&other[1..]), "{other}\n{text}");
        assert_eq!(posting.classification == "1099", text.contains("1099"), "{text}");
        if posting.apprentice_ok {
            assert!(posting.requirements.months_required().unwrap_or(0) <= 6);
            assert!(text.to_lowercase().contains("apprentice"), "{text}");
        }
        let required = posting
            .requirements
            .experience
            .iter()
            .filter(|one| one.necessity == Necessity::Required);
        for months in required.map(|one| one.months) {
            let said = match months {
                3 => "three months",
                6 => "six months",
                12 => "one year",
                24 => "two years",
                36 => "three years",
                48 => "four years",
                60 => "five years",
                other => panic!("{other} months"),
            };
            assert!(text.to_lowercase().contains(said), "{said}\n{text}");
        }
    }
}

#[test]
fn the_board_is_mixed() {
    let postings: Vec<SamplePosting> = (0..2_000).map(|n| Generator::new(6).posting(n)).collect();
    let count =
        |fits: &dyn Fn(&SamplePosting) -> bool| postings.iter().filter(|one| fits(one)).count();
    assert!((150..600).contains(&count(&|one| one.apprentice_ok)));
    assert!((150..1_000).contains(&count(&|one| one.arrangement == "remote-states")));
    assert!(count(&|one| one.pay.units_per_hour.is_some()) > 5);
    assert!(count(&|one| one.published_days_ago < 8) > 800);
    assert!(postings.iter().all(|one| one.published_days_ago < 30));
    let roles: BTreeSet<&str> = postings.iter().map(|one| one.role).collect();
    assert!(roles.len() >= 34, "{roles:?}");
}

#[test]
fn employers_have_names_of_their_own_and_postings() {
    let generator = Generator::new(7);
    let mut names = HashSet::new();
    let mut websites = HashSet::new();
    for employer in (0..5_000).map(|k| generator.employer(k)) {
        assert!(employer.website.ends_with(".example") && employer.about.len() > 100);
        assert_eq!(employer.agency, employer.kind == "staffing");
        assert!(websites.insert(employer.website), "{}", employer.name);
        assert!(names.insert(employer.name.clone()), "{}", employer.name);
    }
    assert_eq!(Generator::employer_count(400), 60);
    let seen: BTreeSet<u64> = (0..400).map(|n| generator.posting(n).employer).collect();
    assert_eq!(seen.into_iter().collect::<Vec<_>>(), (0..60).collect::<Vec<_>>());
}
