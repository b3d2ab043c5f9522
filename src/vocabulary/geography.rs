//! ZIP codes and cities: where a place is and what time it keeps there.

use super::fold::fold;
use super::place::Place;
use super::state::State;
use flate2::read::GzDecoder;
use std::collections::HashMap;
use std::io::Read;
use std::sync::LazyLock;

/// What the words of a place box mean.
#[derive(Debug, Clone, PartialEq)]
pub enum Found {
    /// One place.
    Place(Place),
    /// A whole state.
    State(State),
    /// A city name that several states have, the largest first, at most ten.
    Ambiguous(Vec<Place>),
    /// Nothing known.
    Unknown,
}

/// The map. Its files are unpacked on first use.
pub struct Geography {
    zips: LazyLock<Zips>,
    zips_by_city: LazyLock<ZipsByCity>,
    cities: LazyLock<Cities>,
}

/// Sorted by ZIP code.
type Zips = Vec<(u32, Place)>;
/// Rows of the ZIP codes that carry a city's name.
type ZipsByCity = HashMap<(String, State), Vec<u32>>;

struct Cities {
    /// By population, largest first.
    places: Vec<Place>,
    by_name: HashMap<String, Vec<u32>>,
}

/// The map of the United States.
pub fn geography() -> &'static Geography {
    static GEOGRAPHY: Geography = Geography {
        zips: LazyLock::new(read_zips),
        zips_by_city: LazyLock::new(|| by_city(&geography().zips)),
        cities: LazyLock::new(read_cities),
    };
    &GEOGRAPHY
}

impl Geography {
    /// The place of a five-digit ZIP code; the four digits of a ZIP+4 are ignored.
    pub fn zip(&self, zip: &str) -> Option<Place> {
        let five = zip_digits(zip.trim())?;
        let number: u32 = five.parse().ok()?;
        let row = self.zips.binary_search_by_key(&number, |row| row.0);
        Some(self.zips[row.ok()?].1.clone())
    }

    /// A city of a state: of the places list, else the middle of the ZIP codes that carry its name.
    pub fn city(&self, city: &str, state: State) -> Option<Place> {
        let key = city_key(city)?;
        self.named(&key)
            .find(|place| place.state == state)
            .cloned()
            .or_else(|| self.middle_of_zips(&key, state))
    }

    /// Reads "43215", "Columbus, OH", "columbus ohio", "Ohio" or "OH".
    pub fn find(&self, text: &str) -> Found {
        let text = text.trim();
        if zip_digits(text).is_some() {
            return self.zip(text).map_or(Found::Unknown, Found::Place);
        }
        if let Some(state) = State::parse(text) {
            return Found::State(state);
        }
        let Some(key) = city_key(text) else {
            return Found::Unknown;
        };
        if let Some(place) = self.city_and_state(&key) {
            return Found::Place(place);
        }
        let mut places: Vec<Place> = self.named(&key).take(10).cloned().collect();
        match places.len() {
            0 => Found::Unknown,
            1 => Found::Place(places.remove(0)),
            _ => Found::Ambiguous(places),
        }
    }

    /// Cities that may be meant by the beginning of "Columbus, Ohio", the largest first.
    pub fn beginning(&self, text: &str, most: usize) -> Vec<&Place> {
        let Some(typed) = city_key(text) else { return Vec::new() };
        let cities = &*self.cities;
        let mut rows: Vec<u32> = Vec::new();
        for (name, of_name) in &cities.by_name {
            if name.starts_with(&typed) {
                rows.extend(of_name);
            } else if let Some(rest) = typed.strip_prefix(name.as_str()) {
                let Some(state) = rest.strip_prefix(' ') else { continue };
                let is_in = |row: &&u32| cities.places[**row as usize].state.begins(state);
                rows.extend(of_name.iter().filter(is_in));
            }
        }
        rows.sort_unstable();
        rows.into_iter().take(most).map(|row| &cities.places[row as usize]).collect()
    }

    /// The cities of this name, largest first.
    fn named(&self, key: &str) -> impl Iterator<Item = &Place> {
        let cities = &*self.cities;
        let rows = cities.by_name.get(key).map_or(&[][..], Vec::as_slice);
        rows.iter().map(|&row| &cities.places[row as usize])
    }

    /// "columbus ohio", "charleston west virginia", "washington district of columbia".
    fn city_and_state(&self, key: &str) -> Option<Place> {
        let words: Vec<&str> = key.split(' ').collect();
        (1..=3.min(words.len().saturating_sub(1))).find_map(|count| {
            let (city, state) = words.split_at(words.len() - count);
            let state = State::parse(&state.join(" "))?;
            self.city(&city.join(" "), state)
        })
    }

    fn middle_of_zips(&self, key: &str, state: State) -> Option<Place> {
        let rows = self.zips_by_city.get(&(key.to_owned(), state))?;
        let same = || rows.iter().map(|&row| &self.zips[row as usize].1);
        let count = rows.len() as f64;
        Some(Place {
            zip: None,
            lat: same().map(|place| place.lat).sum::<f64>() / count,
            lon: same().map(|place| place.lon).sum::<f64>() / count,
            ..same().next()?.clone()
        })
    }
}

/// The five digits of "43215" or "43215-1234".
fn zip_digits(text: &str) -> Option<&str> {
    let (five, rest) = text.split_at_checked(5)?;
    let plus_four = match rest.strip_prefix('-') {
        Some(four) => four.len() == 4 && four.bytes().all(|b| b.is_ascii_digit()),
        None => rest.is_empty(),
    };
    (plus_four && five.bytes().all(|b| b.is_ascii_digit())).then_some(five)
}

/// A city's name made comparable: folded, without punctuation, "St." and "Ft." and "Mt." written out.
fn city_key(name: &str) -> Option<String> {
    if name.len() > 200 {
        return None;
    }
    let plain: String = fold(name)
        .chars()
        .filter(|c| !matches!(c, '.' | '\''))
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .collect();
    let words: Vec<&str> = plain
        .split_whitespace()
        .map(|word| match word {
            "st" => "saint",
            "ste" => "sainte",
            "ft" => "fort",
            "mt" => "mount",
            _ => word,
        })
        .collect();
    (!words.is_empty()).then(|| words.join(" "))
}

fn unpack(packed: &[u8]) -> csv::Reader<std::io::Cursor<Vec<u8>>> {
    let mut text = Vec::with_capacity(packed.len() * 5);
    GzDecoder::new(packed).read_to_end(&mut text).expect("the map is compiled in and tested");
    csv::Reader::from_reader(std::io::Cursor::new(text))
}

/// The time zones seen so far: a table names few, many times over.
#[derive(Default)]
struct Zones(Vec<chrono_tz::Tz>);

impl Zones {
    fn parse(&mut self, name: &str) -> chrono_tz::Tz {
        if let Some(known) = self.0.iter().find(|zone| zone.name() == name) {
            return *known;
        }
        let zone = name.parse().expect("the map is compiled in and tested");
        self.0.push(zone);
        zone
    }
}

/// A place out of the fields of a row.
fn place(city: &str, state: &str, lat: &str, lon: &str, time_zone: chrono_tz::Tz) -> Place {
    const SOUND: &str = "the map is compiled in and tested";
    Place {
        city: city.to_owned(),
        state: State::of_abbr(state).expect(SOUND),
        zip: None,
        lat: lat.parse().expect(SOUND),
        lon: lon.parse().expect(SOUND),
        time_zone,
    }
}

/// Columns: zip,lat,lon,city,state,county,tz.
fn read_zips() -> Zips {
    let mut reader = unpack(include_bytes!("../../reference/us_zips.csv.gz"));
    let mut row = csv::StringRecord::new();
    let mut zones = Zones::default();
    let mut zips = Vec::with_capacity(42_000);
    while reader.read_record(&mut row).expect("the map is compiled in and tested") {
        let number = row[0].parse().expect("ZIP codes are digits");
        let zone = zones.parse(&row[6]);
        let mut place = place(&row[3], &row[4], &row[1], &row[2], zone);
        place.zip = Some(row[0].to_owned());
        zips.push((number, place));
    }
    zips.sort_by_key(|row| row.0);
    zips
}

fn by_city(zips: &Zips) -> ZipsByCity {
    let mut by_city: ZipsByCity = HashMap::with_capacity(32_000);
    for (row, (_, place)) in (0u32..).zip(zips) {
        if let Some(key) = city_key(&place.city) {
            by_city.entry((key, place.state)).or_default().push(row);
        }
    }
    by_city
}

/// Columns: name,state,lat,lon,population,tz; largest first.
fn read_cities() -> Cities {
    let mut reader = unpack(include_bytes!("../../reference/us_places.csv.gz"));
    let mut row = csv::StringRecord::new();
    let mut zones = Zones::default();
    let mut places = Vec::with_capacity(22_000);
    let mut by_name: HashMap<String, Vec<u32>> = HashMap::with_capacity(16_000);
    while reader.read_record(&mut row).expect("the map is compiled in and tested") {
        let number = places.len() as u32;
        if let Some(key) = city_key(&row[0]) {
            by_name.entry(key).or_default().push(number);
        }
        let zone = zones.parse(&row[5]);
        places.push(place(&row[0], &row[1], &row[2], &row[3], zone));
    }
    Cities { places, by_name }
}

#[cfg(test)]
#[path = "geography_tests.rs"]
mod tests;
