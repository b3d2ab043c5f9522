//! The map parses whole and answers what people type.

use super::*;

fn state(text: &str) -> State {
    State::parse(text).expect("a state")
}

#[test]
fn the_whole_map_parses() {
    let map = geography();
    assert_eq!(map.zips.len(), 41_866);
    assert_eq!(map.cities.places.len(), 21_749);
    let kept = map.zips.windows(2).all(|pair| pair[0].0 < pair[1].0);
    assert!(kept, "every ZIP code once");
}

#[test]
fn a_zip_leads_to_its_city() {
    let place = geography().zip("43215-1234").expect("Columbus");
    assert_eq!((place.city.as_str(), place.state.abbr()), ("Columbus", "OH"));
    assert_eq!(place.time_zone, chrono_tz::America::New_York);
    assert_eq!(place.zip.as_deref(), Some("43215"));
    for wrong in ["", "4321", "00000", "432151", "43215-12", "é3215", "4321é"] {
        assert_eq!(geography().zip(wrong), None, "{wrong}");
    }
    assert_eq!(geography().zip("00501").expect("Holtsville").state, state("NY"));
}

#[test]
fn a_city_is_found_by_its_spellings() {
    let map = geography();
    for (city, abbr) in [("Saint Louis", "MO"), ("St. Louis", "MO"), ("ft worth", "TX")] {
        assert!(map.city(city, state(abbr)).is_some(), "{city}");
    }
    let york = map.city("New York", state("NY")).expect("by its ZIP codes");
    assert!((york.lat - 40.7).abs() < 0.2, "{york:?}");
    assert_eq!(map.city("Atlantis", state("OH")), None);
}

#[test]
fn the_place_box_reads_what_people_type() {
    let map = geography();
    for text in ["43215", "Columbus, OH", "columbus ohio", " COLUMBUS,OHIO "] {
        let Found::Place(place) = map.find(text) else {
            panic!("{text}: {:?}", map.find(text));
        };
        assert_eq!((place.city.as_str(), place.state.abbr()), ("Columbus", "OH"));
    }
    let Found::Place(place) = map.find("Charleston West Virginia") else {
        panic!("two words of a state");
    };
    assert_eq!(place.state.abbr(), "WV");
    assert_eq!(map.find("Ohio"), Found::State(state("OH")));
    assert_eq!(map.find("new york"), Found::State(state("NY")));
    let Found::Ambiguous(places) = map.find("Springfield") else {
        panic!("many Springfields");
    };
    assert!(places.len() > 2 && places.len() <= 10);
    assert!(matches!(map.find("Honolulu"), Found::Place(_)));
    for text in ["", "zzzz", "99999", "<script>", "\u{202E}"] {
        assert_eq!(map.find(text), Found::Unknown, "{text}");
    }
}

#[test]
fn a_city_is_known_by_its_beginning() {
    let begun = |text: &str| -> Vec<String> {
        let places = geography().beginning(text, 3);
        places.iter().map(|place| format!("{}, {}", place.city, place.state)).collect()
    };
    assert_eq!(begun("columb")[0], "Columbus, OH");
    for text in ["columbus, ge", "Columbus Geor", "columbus, GA"] {
        assert_eq!(begun(text), ["Columbus, GA"], "{text}");
    }
    assert_eq!(begun("st. pet")[0], "St. Petersburg, FL");
    assert!(begun("zzyzx").is_empty() && begun("").is_empty() && begun("43215").is_empty());
}
