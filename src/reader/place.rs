//! Where the work is.

use super::reading::{Read, Source};
use crate::vocabulary::{Found, Place, State, StateSet, geography};

/// Words of a location that name no place.
const NOISE: [&str; 16] = [
    "remote",
    "hybrid",
    "onsite",
    "on-site",
    "us",
    "usa",
    "u.s.",
    "united states",
    "united states of america",
    "anywhere",
    "nationwide",
    "virtual",
    "work from home",
    "telework",
    "north america",
    "america",
];
/// Countries whose names in a location mean the work is not in the United States.
const ABROAD: [&str; 30] = [
    "india",
    "philippines",
    "canada",
    "bangladesh",
    "france",
    "germany",
    "mexico",
    "colombia",
    "united kingdom",
    "uk",
    "england",
    "ireland",
    "spain",
    "portugal",
    "brazil",
    "argentina",
    "poland",
    "romania",
    "australia",
    "new zealand",
    "singapore",
    "china",
    "japan",
    "korea",
    "pakistan",
    "south africa",
    "nigeria",
    "kenya",
    "saudi arabia",
    "united arab emirates",
];

/// The place of the location, else one in brackets or after a dash of the title.
pub fn read(source: &Source<'_>) -> Option<Read<Place>> {
    let location = source.location.unwrap_or_default();
    if is_abroad(location) || is_abroad(source.title) {
        return None;
    }
    find(location, true).or_else(|| find(source.title, false))
}

/// Whether a location or title names another country.
pub fn is_abroad(text: &str) -> bool {
    let text: String = text.chars().take(300).collect::<String>().to_lowercase();
    let mut parts = text.split(|c: char| !(c.is_alphanumeric() || c == ' ')).map(str::trim);
    parts.any(|part| ABROAD.contains(&part))
}

/// The states of a location that names nothing smaller, counties aside: "Remote - Texas", "TX, FL (Remote)".
pub fn bare_states(location: &str) -> StateSet {
    let parts = parts(location);
    let smaller = |part: &&str| State::parse(part).is_none() && !part.ends_with(" County");
    if parts.iter().any(smaller) {
        return StateSet::EMPTY;
    }
    parts.iter().filter_map(|part| State::parse(part)).collect()
}

/// The first place in the parts of a text; alone, a city needs its state beside it.
fn find(text: &str, alone: bool) -> Option<Read<Place>> {
    let parts = parts(text);
    let place = parts
        .iter()
        .find_map(|part| zip(part))
        .or_else(|| city_beside_state(&parts))
        .or_else(|| parts.iter().find_map(|part| city_before_state(part)))
        .or_else(|| {
            let lone = parts.iter().filter(|_| alone && parts.len() <= 2);
            lone.filter(|part| State::parse(part).is_none()).find_map(|part| {
                match geography().find(part) {
                    Found::Place(place) => Some(place),
                    _ => None,
                }
            })
        })?;
    Some(Read { value: place, words: text.trim().chars().take(160).collect() })
}

/// The parts of a location without its noise, at most twenty.
fn parts(text: &str) -> Vec<&str> {
    let mut cut = text.len().min(300);
    while !text.is_char_boundary(cut) {
        cut -= 1;
    }
    let broken = text[..cut].split([
        ',', ';', '/', '|', '(', ')', '•', '·', '–', '—', '*', ':', '"', '{', '}', '[', ']',
    ]);
    broken
        .flat_map(|part| part.split(" - "))
        .map(|part| part.trim().trim_end_matches("Metropolitan Area").trim())
        .map(|part| part.strip_prefix("Greater ").unwrap_or(part))
        .filter(|part| {
            !part.is_empty()
                && !part.starts_with("positionLocation")
                && !NOISE.contains(&part.to_lowercase().as_str())
        })
        .take(20)
        .collect()
}

/// "Franklin, VA 23851": the ZIP code at the end of a part.
fn zip(part: &str) -> Option<Place> {
    geography().zip(part.split_whitespace().next_back()?)
}

/// "Spokane" beside "Washington", in either order.
fn city_beside_state(parts: &[&str]) -> Option<Place> {
    parts.windows(2).find_map(|pair| {
        let ordered =
            State::parse(pair[1]).and_then(|state| geography().city(last_words(pair[0]), state));
        ordered.or_else(|| geography().city(pair[1], State::parse(pair[0])?))
    })
}

/// "Edison NJ".
fn city_before_state(part: &str) -> Option<Place> {
    let (city, letters) = part.rsplit_once(' ')?;
    let capitals = letters.len() == 2 && letters.bytes().all(|b| b.is_ascii_uppercase());
    let state = State::parse(letters).filter(|_| capitals)?;
    geography().city(city, state)
}

/// A city after a dash without spaces: "Onsite-Las Vegas".
fn last_words(part: &str) -> &str {
    match part.rsplit_once("- ") {
        Some((_, city)) => city.trim(),
        None => part,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(title: &str, location: &str) -> Option<String> {
        let source = Source { title, location: Some(location), ..Source::default() };
        read(&source).map(|read| format!("{} {}", read.value.city, read.value.state))
    }

    #[test]
    fn locations_as_sources_write_them() {
        for (location, expected) in [
            ("Columbus, OH", "Columbus OH"),
            ("TX, San Antonio", "San Antonio TX"),
            ("US, TX, Fort Worth", "Fort Worth TX"),
            ("Spokane, Washington", "Spokane WA"),
            ("Columbus, Ohio Metropolitan Area", "Columbus OH"),
            ("Glastonbury, CT, Connecticut", "Glastonbury CT"),
            ("Hybrid - Nashville, TN", "Nashville TN"),
            ("43215", "Columbus OH"),
            (
                r#"[{"positionLocationCity": "Salem", "positionLocationState": "Oregon"}]"#,
                "Salem OR",
            ),
        ] {
            assert_eq!(of("", location).as_deref(), Some(expected), "{location}");
        }
        for location in ["Remote", "United States", "Gurugram, India", "", "US - Remote", "Texas"] {
            assert_eq!(of("", location), None, "{location}");
        }
    }

    #[test]
    fn a_title_may_carry_the_place() {
        assert_eq!(
            of("Specialist - Onsite (Franklin, VA 23851)", "").as_deref(),
            Some("Franklin VA")
        );
        assert_eq!(of("Specialist I - Hybrid (Edison NJ )", "").as_deref(), Some("Edison NJ"));
        assert_eq!(of("Medical Coder, IPDRG (India)", ""), None);
        assert_eq!(of("Medical Coder", ""), None);
    }
}
