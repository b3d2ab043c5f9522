//! What a posting states that decides whether somebody can have the job.

use super::content::SitePlace;
use super::loaded::Loaded;
use crate::eligibility::{Point, Site, Stated};
use crate::vocabulary::geography;

impl Loaded {
    /// What it states, in the shape a verdict looks at.
    pub fn stated(&self) -> Stated {
        let content = &self.content;

        // Nobody has agreed with an unclaimed posting, nor with what it leaves out.
        let unclaimed = self.is_unclaimed();
        Stated {
            requirements: content.requirements.clone(),
            apprentice_ok: content.apprentice_ok,
            requirements_unconfirmed: unclaimed
                || self.is_unconfirmed(&["credentials", "months", "apprentice_ok"]),
            arrangement: content.arrangement.clone(),
            states: content.states,
            site: content.site.as_ref().map(site),
            whereabouts_unconfirmed: unclaimed || self.is_where_unconfirmed(),
        }
    }
}

fn site(place: &SitePlace) -> Site {
    Site { city: place.city.clone(), state: place.state, at: place.at() }
}

impl SitePlace {
    /// Where it is on the map: by its ZIP code, else by its city.
    pub fn at(&self) -> Option<Point> {
        let map = geography();
        let by_zip = map.zip(&self.zip).filter(|found| found.state == self.state);
        let found = by_zip.or_else(|| map.city(&self.city, self.state));
        found.map(|found| Point { lat: found.lat, lon: found.lon })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::State;

    fn at(city: &str, zip: &str) -> Option<Point> {
        let state = State::parse("OH").expect("a state");
        site(&SitePlace { city: city.to_owned(), state, zip: zip.to_owned() }).at
    }

    #[test]
    fn a_site_is_found_by_zip_or_city_of_its_state() {
        let columbus = at("Columbus", "").expect("a city");
        assert!(at("", "43215").expect("a ZIP code").miles_to(columbus) < 10.0);
        assert!(at("Cleveland", "43215").expect("the ZIP code").miles_to(columbus) < 10.0);
        // A ZIP code of another state is a slip of the pen.
        assert_eq!(at("Columbus", "10001"), Some(columbus));
        assert_eq!(at("Nowhereville", ""), None);
        assert_eq!(at("", ""), None);
    }
}
