//! Postings for measuring: as many and as large as real ones, the same in every run.

use careercenter::eligibility::{
    Demand, ExperienceDemand, Necessity, Point, Requirements, Site, Stated,
};
use careercenter::jobindex::{Document, Group};
use careercenter::vocabulary::State;

/// Microseconds since 1970: the moment searches are made.
pub const NOW: i64 = 1_790_000_000_000_000;
/// Distinct made-up words, the first being the most common.
pub const WORDS: u64 = 8000;
const BODY_WORDS: u64 = 400;
const MINUTE: i64 = 60_000_000;
const TITLES: [&str; 6] = [
    "Medical Coder",
    "Inpatient Coder",
    "Senior Coding Auditor, CPC",
    "Remote Outpatient Coder (CPC-A welcome)",
    "CDI Specialist",
    "Risk Adjustment Coder",
];

/// The n-th made-up word: four syllables or fewer.
pub fn word(n: u64) -> String {
    const SYLLABLES: [&str; 20] = [
        "ba", "ce", "di", "fo", "gu", "ha", "je", "ki", "lo", "mu", "na", "pe", "ri", "so", "tu",
        "va", "we", "xi", "yo", "zu",
    ];
    let mut rest = n;
    let mut word = String::from("q");
    loop {
        word.push_str(SYLLABLES[(rest % 20) as usize]);
        rest /= 20;
        if rest == 0 {
            return word;
        }
    }
}

/// An endless row of postings, newest first.
pub struct Postings {
    next: i64,
    random: u64,
    words: Vec<String>,
}

impl Postings {
    pub fn new() -> Postings {
        Postings { next: 1, random: 7, words: (0..WORDS).map(word).collect() }
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
        let slug = |index: u16| Group::Arrangement.slugs().nth(usize::from(index));
        let read = self.below(3) == 0;
        Stated {
            requirements: self.pooled(10_000, Postings::requirements),
            apprentice_ok: self.below(5) == 0,
            requirements_unconfirmed: read,
            arrangement: arrangement.and_then(slug).map(str::to_owned),
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
        let n = self.leaning(5000);
        let state = State::all().nth((n % 51) as usize).expect("there are 51 at least");
        let at = Point { lat: 30.0 + (n % 97) as f64 / 6.0, lon: -120.0 + (n % 89) as f64 / 2.0 };
        Site { city: word(n), state, at: Some(at) }
    }

    fn body(&mut self) -> String {
        let mut body = String::with_capacity(2600);
        for _ in 0..BODY_WORDS {
            let n = self.leaning(WORDS) as usize;
            body.push_str(&self.words[n]);
            body.push(' ');
        }
        body
    }
}

impl Iterator for Postings {
    type Item = Document;

    fn next(&mut self) -> Option<Document> {
        let id = self.next;
        self.next += 1;
        let dollars = 18 + self.below(40) as u32;
        let arrangement = self.one(Group::Arrangement);
        let title = TITLES[self.below(TITLES.len() as u64) as usize];
        Some(Document {
            id,
            first_published: NOW - id * MINUTE,
            title: format!("{title} {}", word(self.leaning(200))),
            body: self.body(),
            employer: format!("{} Health", word(self.below(500))),
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
