//! A place and how far from it a job may be.

use crate::vocabulary::{Found, Place, State, geography};
use std::cmp::Ordering;
use std::hash::{Hash, Hasher};
use std::ops::RangeInclusive;

/// A place with miles around it. Two are equal that are written alike.
#[derive(Clone, Debug)]
pub struct Near {
    /// As it is written: "43215" or "Columbus, OH".
    pub label: String,
    /// What is remote has to hire here.
    pub state: State,
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// From 10 to 200.
    pub miles: u16,
}

/// What the text of a place means.
pub(super) enum Meant {
    Near(Near),
    State(State),
    /// One of several states, each with the place as it is written, the largest first.
    Several(Vec<String>),
    Unknown,
}

impl Near {
    /// The miles that can be asked for.
    const REACH: RangeInclusive<u16> = 10..=200;
    /// The distances to choose from.
    pub const MILES: [u16; 5] = [10, 25, 50, 100, 200];
    /// The one where none is asked for.
    pub const USUAL: u16 = 50;

    fn of(place: Place, zip: Option<String>) -> Near {
        Near {
            label: zip.unwrap_or_else(|| written(&place)),
            state: place.state,
            lat: place.lat,
            lon: place.lon,
            miles: Near::USUAL,
        }
    }

    /// The miles nearest to these that can be asked for.
    pub(super) fn reached(miles: u16) -> u16 {
        miles.clamp(*Near::REACH.start(), *Near::REACH.end())
    }

    /// Reads a ZIP code, a city or a state.
    pub(super) fn read(text: &str) -> Meant {
        if let Some(place) = city(text) {
            return Meant::Near(Near::of(place, None));
        }
        match geography().find(text) {
            Found::Place(place) => {
                let zip = place.zip.clone();
                Meant::Near(Near::of(place, zip))
            }
            Found::State(state) => Meant::State(state),
            Found::Ambiguous(places) => several(places),
            Found::Unknown => Meant::Unknown,
        }
    }

    fn key(&self) -> (&str, u16) {
        (&self.label, self.miles)
    }
}

/// "Washington, DC" is a city here, though a state can be written so.
fn city(text: &str) -> Option<Place> {
    let (city, state) = text.rsplit_once(',')?;
    geography().city(city, State::parse(state)?)
}

fn written(place: &Place) -> String {
    format!("{}, {}", place.city, place.state)
}

/// Of places with one name in one state the largest is meant.
fn several(places: Vec<Place>) -> Meant {
    let mut different: Vec<Place> = Vec::new();
    for place in places {
        if different.iter().all(|other| other.state != place.state) {
            different.push(place);
        }
    }
    match different.len() {
        1 => Meant::Near(Near::of(different.remove(0), None)),
        _ => Meant::Several(different.iter().map(written).collect()),
    }
}

impl PartialEq for Near {
    fn eq(&self, other: &Near) -> bool {
        self.key() == other.key()
    }
}

impl Eq for Near {}

impl PartialOrd for Near {
    fn partial_cmp(&self, other: &Near) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Near {
    fn cmp(&self, other: &Near) -> Ordering {
        self.key().cmp(&other.key())
    }
}

impl Hash for Near {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.key().hash(state);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_is_found_again_as_it_is_written() {
        for zip in (1..100_000).step_by(37) {
            let Some(place) = geography().zip(&format!("{zip:05}")) else { continue };
            let Meant::Near(near) = Near::read(&written(&place)) else {
                panic!("{}", written(&place));
            };
            let Meant::Near(again) = Near::read(&near.label) else { panic!("{}", near.label) };
            assert_eq!(again.label, near.label);
            assert_eq!((again.lat, again.lon), (near.lat, near.lon), "{}", near.label);
        }
    }

    #[test]
    fn a_place_is_a_zip_a_city_or_one_of_several() {
        for (text, label) in [
            ("43215", "43215"),
            ("43215-1234", "43215"),
            ("columbus ohio", "Columbus, OH"),
            ("Washington, DC", "Washington, DC"),
            ("New York, NY", "New York, NY"),
        ] {
            let Meant::Near(near) = Near::read(text) else { panic!("{text}") };
            assert_eq!(near.label, label);
        }
        assert!(matches!(Near::read("Ohio"), Meant::State(_)));
        assert!(matches!(Near::read("00000"), Meant::Unknown));
        let Meant::Several(choices) = Near::read("springfield") else { panic!("there are many") };
        assert!(choices.contains(&"Springfield, IL".to_owned()));
    }
}
