//! Postings for measuring: as many and as large as real ones, the same in every run.

use careercenter::eligibility::{
    Demand, ExperienceDemand, Necessity, Point, Requirements, Site, Stated,
};
use careercenter::jobindex::{Document, Group};
use careercenter::vocabulary::{Place, State, geography};

use crate::words::{Frequencies, WORDS, word};

/// Microseconds since 1970: the moment searches are made.
pub const NOW: i64 = 1_790_000_000_000_000;
/// Different words of every description.
const DISTINCT: usize = 180;
const MINUTE: i64 = 60_000_000;
const EMPLOYERS: u64 = 20_000;
/// ZIP codes that are tried for sites; about two of five exist.
const ZIPS: u64 = 20_000;
const TITLES: [&str; 8] = [
    "Medical Coder",
    "Inpatient Coder",
    "Senior Coding Auditor, CPC",
    "Remote Outpatient Coder (CPC-A welcome)",
    "CDI Specialist",
    "Risk Adjustment Coder",
    "Coder II - Emergency Department",
    "HIM Coding Manager",
];

/// What titles say besides: specialties and the like, so that there are tens of thousands of them.
const ENDINGS: u64 = 6000;

/// An endless row of postings, newest first.
pub struct Postings {
    next: i64,
    random: u64,
    words: Vec<String>,
    frequencies: Frequencies,
    /// By word: the posting whose description had it last.
    seen: Vec<i64>,
    arrangements: Vec<&'static str>,
    places: Vec<Place>,
}

impl Postings {
    pub fn new() -> Postings {
        let zips = (0..ZIPS).filter_map(|n| geography().zip(&format!("{:05}", n * 100_000 / ZIPS)));
        Postings {
            next: 1,
            random: 7,
            words: (0..WORDS).map(word).collect(),
            frequencies: Frequencies::new(),
            seen: vec![0; WORDS as usize],
            arrangements: Group::Arrangement.slugs().collect(),
            places: zips.collect(),
        }
    }

    /// SplitMix64: below `end`.
    fn below(&mut self, end: u64) -> u64 {
        self.random = self.random.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.random;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % end
    }

    /// Small numbers often, large ones seldom.
    fn leaning(&mut self, end: u64) -> u64 {
        let widest = self.below(end) + 1;
        let narrower = self.below(widest) + 1;
        self.below(narrower)
    }

    fn some(&mut self, group: Group, most: u64) -> Vec<u16> {
        let values = group.slugs().count() as u64;
        (0..self.below(most + 1)).map(|_| self.leaning(values) as u16).collect()
    }

    fn one(&mut self, group: Group) -> Option<u16> {
        self.some(group, 3).pop()
    }

    fn states(&mut self, most: u64) -> impl Iterator<Item = State> + use<> {
        let places: Vec<usize> =
            (0..self.below(most + 1)).map(|_| self.below(51) as usize).collect();
        places.into_iter().filter_map(|place| State::all().nth(place))
    }

    /// Requirements and places as boards repeat them: out of pools, some of which come up far more
    /// often than others.
    fn stated(&mut self, arrangement: Option<u16>) -> Stated {
        let slug = |index: u16| self.arrangements.get(usize::from(index)).copied();
        let arrangement = arrangement.and_then(slug).map(str::to_owned);
        let read = self.below(3) == 0;
        Stated {
            requirements: self.pooled(10_000, Postings::requirements),
            apprentice_ok: self.below(5) == 0,
            requirements_unconfirmed: read,
            arrangement,
            states: self.pooled(500, |pool| pool.states(12).collect()),
            site: (self.below(2) == 0).then(|| self.site()),
            whereabouts_unconfirmed: read,
        }
    }

    /// One of `size` values, the same for the same number.
    fn pooled<T>(&mut self, size: u64, make: impl FnOnce(&mut Postings) -> T) -> T {
        let number = self.leaning(size);
        let random = std::mem::replace(&mut self.random, number);
        let value = make(self);
        self.random = random;
        value
    }

    fn requirements(&mut self) -> Requirements {
        let necessity =
            |often: bool| if often { Necessity::Required } else { Necessity::Preferred };
        let credentials = self.some(Group::Credential, 4).into_iter().filter_map(|index| {
            let slug = Group::Credential.slugs().nth(usize::from(index))?;
            Some(Demand::held(slug, Necessity::Required))
        });
        let credentials: Vec<Demand> = credentials.collect();
        let months = [0, 6, 12, 24, 36, 60][self.below(6) as usize];
        let setting = self.one(Group::Setting).map(usize::from);
        Requirements {
            credentials: (!credentials.is_empty()).then_some(Demand::AnyOf(credentials)),
            experience: vec![ExperienceDemand {
                months,
                setting: setting
                    .and_then(|index| Group::Setting.slugs().nth(index))
                    .map(str::to_owned),
                specialty: None,
                necessity: necessity(self.below(4) > 0),
            }],
        }
    }

    fn site(&mut self) -> Site {
        let n = self.leaning(self.places.len() as u64) as usize;
        let place = &self.places[n * 7919 % self.places.len()];
        let at = Point { lat: place.lat, lon: place.lon };
        Site { city: place.city.clone(), state: place.state, at: Some(at) }
    }

    /// Words by their frequencies until enough are different.
    fn body(&mut self) -> String {
        let mut body = String::with_capacity(2600);
        let mut distinct = 0;
        while distinct < DISTINCT {
            let random = self.below(u64::MAX);
            let word = self.frequencies.draw(random);
            body.push_str(&self.words[word]);
            body.push(' ');
            if self.seen[word] != self.next {
                self.seen[word] = self.next;
                distinct += 1;
            }
        }
        body
    }
}

impl Iterator for Postings {
    type Item = Document;

    fn next(&mut self) -> Option<Document> {
        let id = self.next;
        let dollars = 18 + self.below(40) as u32;
        let arrangement = self.one(Group::Arrangement);
        let title = TITLES[self.below(TITLES.len() as u64) as usize];
        let ending = word(self.leaning(ENDINGS));
        let body = self.body();
        self.next += 1;
        Some(Document {
            id,
            first_published: NOW - id * MINUTE,
            title: format!("{title} {ending}"),
            body,
            employer: format!("{} Health", word(self.leaning(EMPLOYERS))),
            role: self.one(Group::Role),
            settings: self.some(Group::Setting, 3),
            specialties: self.some(Group::Specialty, 3),
            credentials: self.some(Group::Credential, 5),
            code_sets: self.some(Group::CodeSet, 4),
            software: self.some(Group::Software, 3),
            employment_type: self.one(Group::Type),
            arrangement,
            stated: self.stated(arrangement),
            pay: (!dollars.is_multiple_of(3)).then_some((dollars * 10_000, (dollars + 6) * 10_000)),
            agency: self.below(4) == 0,
            imported: false,
        })
    }
}
