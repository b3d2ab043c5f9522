//! A request for the listing: what of its query is a search, and whether there is a better address
//! for the same search.

use serde::Serialize;

use super::ask::Unclear;
use crate::applicants::Done;
use crate::jobindex::{Criteria, Dropped, Group, Why};
use crate::paths;

/// Marks that other sites put on links to us. They are no part of a search.
const TRACKING: [&str; 4] = ["fbclid", "gclid", "msclkid", "mc_eid"];

/// What was asked for.
#[derive(Debug)]
pub struct Asked {
    pub criteria: Criteria,
    pub dropped: Vec<LeftOut>,
    /// The place box, where it was not understood.
    pub unclear: Option<Unclear>,
    /// Whether a place was asked for that is not spelled as the map has it.
    respelled: bool,
    /// What was typed as a pay floor and could not be read.
    pub pay_floor: Option<String>,
    /// What the address says was just done with a posting; it is no part of the search.
    pub done: String,
}

/// A part the search does without, and a link to what was probably meant.
#[derive(Debug, Serialize)]
pub struct LeftOut {
    pub text: String,
    pub did_you_mean: Option<Meant>,
}

#[derive(Debug, Serialize)]
pub struct Meant {
    pub label: String,
    pub url: String,
}

/// Where the visitor should go instead.
#[derive(Debug, PartialEq, Eq)]
pub enum Elsewhere {
    /// The same search, written in the one way.
    Canonical(String),
    /// The search that the place box means.
    Near(String),
}

impl Asked {
    /// Reads the query of an address; whatever is in it, a valid search comes out.
    pub fn read(query: &str) -> Asked {
        let (mut near, mut done, mut pairs) = (None, String::new(), Vec::new());
        for (name, value) in url::form_urlencoded::parse(query.as_bytes()) {
            match &*name {
                "done" if done.is_empty() && Done::read(&value).is_some() => {
                    done = value.into_owned();
                }
                name if name.starts_with("utm_") || TRACKING.contains(&name) => {}
                name => {
                    if name == "near" && !value.trim().is_empty() {
                        near.get_or_insert(value.to_string());
                    }
                    pairs.push((name.to_owned(), value.into_owned()));
                }
            }
        }
        let parsed = Criteria::parse(pairs.into_iter());
        let criteria = &parsed.criteria;
        let (mut unclear, mut pay_floor, mut dropped) = (None, None, Vec::new());
        for part in &parsed.dropped {
            match Unclear::of(part, &parsed) {
                Some(place) if unclear.is_none() => unclear = Some(place),
                _ if pay_floor.is_none() && part.part.starts_with("pay_floor=") => {
                    pay_floor = Some(typed(&part.part));
                }
                _ => dropped.push(LeftOut::of(part, criteria)),
            }
        }
        let known = criteria.near().map(|near| &near.label);
        let respelled = near.as_ref().is_some_and(|typed| known != Some(typed));
        Asked { criteria: parsed.criteria, dropped, unclear, respelled, pay_floor, done }
    }

    /// The better address, if `query` is not the one to be known by. What could not be understood
    /// has to be told first, so such an address stays.
    pub fn elsewhere(&self, query: &str) -> Option<Elsewhere> {
        let understood =
            self.dropped.is_empty() && self.pay_floor.is_none() && self.unclear.is_none();
        let mut address = paths::listing(&self.criteria.query_string());
        if !self.done.is_empty() {
            address = paths::with_done(&address, &self.done);
        }
        if !understood || paths::listing(query) == address {
            return None;
        }
        Some(match self.respelled {
            true => Elsewhere::Near(address),
            false => Elsewhere::Canonical(address),
        })
    }
}

impl LeftOut {
    fn of(dropped: &Dropped, criteria: &Criteria) -> LeftOut {
        let text = match dropped.why {
            Why::UnknownParameter => format!("“{}” is not one of our filters.", dropped.part),
            Why::UnknownValue => format!("“{}” is not a value of this filter.", dropped.part),
            Why::Unreadable => format!("“{}” could not be read.", dropped.part),
            Why::TooMany => format!("“{}” is more than one search can hold.", dropped.part),
            Why::Repeated => format!("“{}” was given twice; the first counts.", dropped.part),
            Why::Excluded => {
                format!("“{}” is a state that your filters leave out.", typed(&dropped.part))
            }
            Why::NoDistance => format!("“{}”: {}.", dropped.part, dropped.why),
            Why::ShortBeginning => format!("“{}”: {}.", typed(&dropped.part), dropped.why),
            Why::NotExcludable => format!("“{}”: this filter cannot leave out.", dropped.part),
            Why::UnknownPlace | Why::AmbiguousPlace => {
                format!("“{}” is not a place we know.", dropped.part)
            }
        };
        // A distance means nothing without a place.
        let idle = dropped.why == Why::NoDistance && criteria.near().is_none();
        let meant = dropped.did_you_mean.first().filter(|_| !idle);
        let did_you_mean = meant.map(|part| Meant::of(part, criteria));
        LeftOut { text, did_you_mean }
    }
}

impl Meant {
    /// Of `role=medical-coder`: the rest of the search with it, in its label's words.
    fn of(part: &str, criteria: &Criteria) -> Meant {
        let (name, value) = part.split_once('=').unwrap_or((part, ""));
        let known = Group::named(name).and_then(|group| group.label_of(value));
        let label = match name {
            "within" => format!("{value} miles"),
            _ => known.unwrap_or(part).to_owned(),
        };
        let meant = std::iter::once((name.to_owned(), value.to_owned()));
        let query = Criteria::parse(meant.chain(criteria.pairs())).criteria.query_string();
        Meant { label, url: paths::listing(&query) }
    }
}

fn typed(part: &str) -> String {
    part.split_once('=').map_or("", |(_, value)| value).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn elsewhere(query: &str) -> Option<Elsewhere> {
        Asked::read(query).elsewhere(query)
    }

    fn canonical(path: &str) -> Option<Elsewhere> {
        Some(Elsewhere::Canonical(path.to_owned()))
    }

    #[test]
    fn one_address_for_one_search() {
        assert_eq!(elsewhere(""), None);
        assert_eq!(elsewhere("q=outpatient+surgery&credential=ccs,cpc"), None);
        for same in [
            "credential=cpc&credential=ccs&q=outpatient++surgery&near=&sort=match",
            "q=outpatient%20surgery&credential=ccs%2Ccpc",
            "q=outpatient+surgery&credential=CPC,ccs,,cpc&page=1&utm_source=x&gclid=1",
        ] {
            let address = canonical("/jobs?q=outpatient+surgery&credential=ccs,cpc");
            assert_eq!(elsewhere(same), address, "{same}");
        }
        assert_eq!(elsewhere("q=&page=1"), canonical("/jobs"));
    }

    #[test]
    fn what_was_done_is_no_part_of_the_search() {
        for query in ["done=saved-7", "hires_in=OH&done=hidden-7"] {
            let asked = Asked::read(query);
            assert_eq!(asked.elsewhere(query), None, "{query}");
            assert!(asked.dropped.is_empty() && asked.done.ends_with("-7"));
        }
        let led = elsewhere("done=saved-7&hires_in=oh");
        assert_eq!(led, canonical("/jobs?hires_in=OH&done=saved-7"));
        assert_eq!(Asked::read("done=what").dropped.len(), 1);
    }

    #[test]
    fn a_place_is_spelled_as_the_map_has_it_and_a_state_becomes_its_filter() {
        assert_eq!(elsewhere("q=coder&near=43215&page=3"), None);
        for (query, path) in [
            ("q=coder&near=ohio", "/jobs?q=coder&hires_in=OH"),
            ("near=TX&hires_in=OH", "/jobs?hires_in=OH,TX"),
            ("near=columbus+ohio&within=50", "/jobs?near=Columbus,+OH"),
            ("near=43215-1234&within=30", "/jobs?near=43215&within=30"),
        ] {
            assert_eq!(elsewhere(query), Some(Elsewhere::Near(path.into())), "{query}");
        }
        let left_out = Asked::read("near=Texas&hires_in=!TX");
        assert_eq!(left_out.criteria.query_string(), "hires_in=!TX");
        assert_eq!(left_out.dropped[0].text, "“Texas” is a state that your filters leave out.");
        let meant = left_out.dropped[0].did_you_mean.as_ref().expect("to have it after all");
        assert_eq!((meant.label.as_str(), meant.url.as_str()), ("Texas", "/jobs?hires_in=TX"));
        assert_eq!(elsewhere("near=43215&within=30"), None);
        assert_eq!(elsewhere("near=43215&within=030"), canonical("/jobs?near=43215&within=30"));
        assert_eq!(elsewhere("near=Springfield"), None);
        assert_eq!(elsewhere("near=zzyzxville"), None);
    }

    #[test]
    fn what_is_left_out_is_named_and_what_was_meant_is_linked() {
        let query = "role=medcal-coder&hires_in=OH&color=red&pay_floor=lots";
        let asked = Asked::read(query);
        assert_eq!(asked.elsewhere(query), None);
        assert_eq!(asked.criteria.query_string(), "hires_in=OH");
        assert_eq!(asked.pay_floor.as_deref(), Some("lots"));
        let [role, color] = &asked.dropped[..] else { panic!("{:?}", asked.dropped) };
        let meant = role.did_you_mean.as_ref().expect("one letter away");
        assert_eq!(meant.url, "/jobs?role=medical-coder&hires_in=OH");
        assert_eq!(meant.label, "Medical coder");
        assert_eq!(color.text, "“color=red” is not one of our filters.");
    }

    #[test]
    fn a_distance_out_of_reach_is_named_and_the_nearest_is_linked() {
        let asked = Asked::read("near=43215&within=300");
        assert_eq!(asked.elsewhere("near=43215&within=300"), None);
        assert_eq!(asked.criteria.query_string(), "near=43215");
        assert_eq!(asked.dropped[0].text, "“within=300”: a distance is 10 to 200 whole miles.");
        let meant = asked.dropped[0].did_you_mean.as_ref().expect("the nearest");
        assert_eq!((&*meant.label, &*meant.url), ("200 miles", "/jobs?near=43215&within=200"));
        assert!(Asked::read("within=5").dropped[0].did_you_mean.is_none());
    }

    #[test]
    fn what_nobody_sees_is_not_repeated() {
        let query = "%00=1&a%E2%80%AEb=%07x&role=%00medcal-coder&pay_floor=%00lots&near=%00zz%E2%80%8By&q=a%F3%A0%81%81b%00";
        let asked = Asked::read(query);
        let texts: Vec<&str> = asked.dropped.iter().map(|left_out| &*left_out.text).collect();
        assert_eq!(
            texts[..2],
            ["“=1” is not one of our filters.", "“ab=x” is not one of our filters."]
        );
        let shown = format!("{asked:?}");
        assert!(!shown.contains("\\0") && !shown.contains("\\u"), "{shown}");
        assert_eq!(asked.pay_floor.as_deref(), Some("lots"));
        assert_eq!(asked.unclear.expect("no such place").text, "zzy");
        assert_eq!(asked.criteria.query_string(), "q=ab");
    }
}
