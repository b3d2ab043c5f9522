//! What somebody says for one visit: where they live, which credentials they hold and how long they
//! have coded. It lies in a cookie of theirs and nowhere else, so that seeing what fits needs no account.

mod form;

use super::experience::Band;
use crate::eligibility::{Experience, Fit, Held, Holding, Of, Point};
use crate::vocabulary::{Entry, State, geography, vocabulary};

pub use form::blank;
pub(super) use form::{parse, view};

/// Credentials that are kept for a visit.
const MOST: usize = 30;
/// Longer text is no visit.
const LONGEST: usize = 600;
/// Stands for "I hold none".
const NONE: &str = "none";

/// What was said; at least one of the three.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Visit {
    home: Option<Home>,
    /// Slugs, each once; empty if they hold none, nothing if they have not said.
    credentials: Option<Vec<&'static str>>,
    /// All coding, whatever the kind.
    experience: Option<&'static Band>,
}

/// Where they live.
#[derive(Clone, Debug, PartialEq)]
enum Home {
    State(State),
    /// Five digits of a known area.
    Zip(String, State, Point),
}

impl Home {
    /// Two letters of a state, or the five digits of a ZIP code.
    fn parse(text: &str) -> Option<Home> {
        if let Some(state) = State::of_abbr(text) {
            return Some(Home::State(state));
        }
        let place = geography().zip(text).filter(|_| text.len() == 5)?;
        let at = Point { lat: place.lat, lon: place.lon };
        Some(Home::Zip(text.to_owned(), place.state, at))
    }

    fn state(&self) -> State {
        match self {
            Home::State(state) | Home::Zip(_, state, _) => *state,
        }
    }
}

impl Visit {
    /// Reads what [`Visit::text`] wrote. It comes back from a browser: whatever is not exactly
    /// that is nothing.
    pub fn read(text: &str) -> Option<Visit> {
        if text.len() > LONGEST {
            return None;
        }
        let (text_before, experience) = match text.split_once('~') {
            None => (text, None),
            Some((before, slug)) => (before, Some(Band::named(slug)?)),
        };
        let mut parts = text_before.split('.');
        let home = match parts.next()? {
            "" => None,
            home => Some(Home::parse(home)?),
        };
        let named: Vec<&str> = parts.collect();
        let credentials = match named[..] {
            [] => None,
            [NONE] => Some(Vec::new()),
            _ => Some(known(&named)?),
        };
        let visit = Visit { home, credentials, experience };
        (!visit.is_blank() && visit.text() == text).then_some(visit)
    }

    /// `OH.cpc.ccs-p~3-5`, `43215.none`, `OH` where only the state was said, `.cpc` where it was not.
    pub fn text(&self) -> String {
        let mut text = match &self.home {
            None => String::new(),
            Some(Home::State(state)) => state.abbr().to_owned(),
            Some(Home::Zip(zip, _, _)) => zip.clone(),
        };
        for slug in self.credentials.iter().flatten() {
            text.push('.');
            text.push_str(slug);
        }
        if self.credentials.as_ref().is_some_and(Vec::is_empty) {
            text.push('.');
            text.push_str(NONE);
        }
        if let Some(band) = self.experience {
            text.push('~');
            text.push_str(band.slug);
        }
        text
    }

    /// What a verdict looks at.
    pub fn fit(&self) -> Fit {
        let held = |slug: &&str| Holding { credential: (*slug).to_owned(), held: Held::Held };
        Fit {
            home: self.home.as_ref().map(Home::state),
            near: match self.home {
                Some(Home::Zip(_, _, at)) => Some(at),
                Some(Home::State(_)) | None => None,
            },
            credentials: self.credentials.as_ref().map(|all| all.iter().map(held).collect()),
            experience: self.experience.map(altogether).into_iter().collect(),
            ..Fit::default()
        }
    }

    fn is_blank(&self) -> bool {
        self.home.is_none() && self.credentials.is_none() && self.experience.is_none()
    }
}

fn altogether(band: &Band) -> Experience {
    Experience { of: Of::All, at_least: band.at_least, at_most: band.at_most }
}

/// The credentials of these slugs, if every one is known and none is named twice.
fn known(named: &[&str]) -> Option<Vec<&'static str>> {
    let mut slugs = Vec::with_capacity(named.len());
    for name in named {
        let slug = vocabulary().credentials.get(name)?.slug();
        if slugs.contains(&slug) || slugs.len() >= MOST {
            return None;
        }
        slugs.push(slug);
    }
    Some(slugs)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_said_comes_back_from_a_cookie() {
        for text in [
            "OH",
            "OH.cpc.ccs-p",
            "43215.cpc-a",
            ".none",
            "TX.none",
            ".rhia",
            "OH.cpc~3-5",
            "~none",
        ] {
            let visit = Visit::read(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(visit.text(), text);
            assert!(!visit.fit().is_blank());
        }
        let fit = Visit::read("43215.cpc").expect("a visit").fit();
        assert_eq!(fit.home.map(State::abbr), Some("OH"));
        assert!(fit.near.is_some_and(|at| (39.0..41.0).contains(&at.lat)));
        let none = Visit::read(".none").expect("a visit").fit();
        assert_eq!((none.home, none.credentials), (None, Some(Vec::new())));
        let fit = Visit::read("OH~3-5").expect("a visit").fit();
        assert_eq!(fit.credentials, None);
        assert_eq!(fit.experience, [Experience { of: Of::All, at_least: 36, at_most: Some(59) }]);
    }

    #[test]
    fn whatever_else_a_cookie_holds_is_nothing() {
        let long = format!("OH{}", ".cpc".repeat(200));
        for text in [
            "",
            ".",
            "oh",
            "Ohio",
            "ZZ",
            "00000",
            "43215-1234",
            "432150",
            "OH.",
            "OH.CPC",
            "OH.cpc.cpc",
            "OH.none.cpc",
            "OH.cpc.none",
            "OH.moon",
            "OH~",
            "OH~4",
            "OH~3-5~3-5",
            "~3-5.cpc",
            "OH cpc",
            "\0",
            "OH.cpc\r\nSet-Cookie: a=b",
            &long,
        ] {
            assert_eq!(Visit::read(text), None, "{text:?}");
        }
    }
}
