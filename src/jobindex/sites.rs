//! Where postings are worked at: each different site of a segment once, sorted into a grid of cells, so that a radius
//! looks at the cells it touches and at nothing else.

use super::column::Column;
use super::hits::Hits;
use super::lists::Lists;
use super::slots::OpenList;
use crate::eligibility::{Point, Site};
use rustc_hash::FxHashMap;

/// Sites more than one slot in this many have keep them as bits.
const LONG: u32 = 16;
/// Miles of one degree north; slightly less than there are, so that no cell is left out.
const MILES_OF_DEGREE: f64 = 69.0;

/// The different sites of a segment.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Sites {
    /// By cell; those nobody knows the place of come last.
    pub(super) sites: Vec<Site>,
    /// By slot: the place in `sites` plus one, 0 for no site.
    pub(super) of_slot: Column,
    /// By place in `sites`.
    pub(super) slots: Lists,
}

/// Rows of cells from south to north, cells of a row from west to east, one degree wide.
fn cell(at: Option<Point>) -> (i16, i16) {
    let floor = |degrees: f64| degrees.floor() as i16;
    at.map_or((i16::MAX, i16::MAX), |at| (floor(at.lat), floor(at.lon)))
}

impl Sites {
    /// The sites within some miles, with how far each is.
    pub fn near(&self, center: Point, miles: f64) -> Vec<(f64, usize)> {
        let north = miles / MILES_OF_DEGREE;
        let pole = (center.lat.abs() + north).min(89.0).to_radians();
        let east = north / pole.cos();
        let row = |degrees: f64| degrees.floor() as i16;
        let rows = row(center.lat - north)..=row(center.lat + north);
        // Where east ends west begins.
        let turns = [-360.0, 0.0, 360.0].map(|turn| center.lon + turn);
        let mut found = Vec::new();
        for (lat, lon) in rows.flat_map(|lat| turns.map(|lon| (lat, lon))) {
            let (from, until) = ((lat, row(lon - east)), (lat, row(lon + east)));
            let start = self.sites.partition_point(|site| cell(site.at) < from);
            let inside = self.sites[start..].iter().take_while(|site| cell(site.at) <= until);
            for (place, site) in (start..).zip(inside) {
                let away = site.at.map(|at| center.miles_to(at));
                found.extend(away.filter(|&away| away <= miles).map(|away| (away, place)));
            }
        }
        found
    }

    /// The slots of some sites.
    pub fn slots_of(&self, sites: impl IntoIterator<Item = usize>, end: u32) -> Hits {
        self.slots.any(sites, end)
    }

    /// The site of a slot.
    pub fn of_slot(&self, slot: u32) -> Option<&Site> {
        let place = self.of_slot.get(slot).checked_sub(1)?;
        Some(&self.sites[place as usize])
    }
}

/// Gathers sites in the order of their slots.
#[derive(Default)]
pub(super) struct SitesBuilder {
    numbers: FxHashMap<Site, u32>,
    /// By slot: the number of its site plus one, 0 for no site.
    of_slot: Vec<u32>,
}

impl SitesBuilder {
    pub fn add(&mut self, site: Option<&Site>) {
        let number = site.map_or(0, |site| match self.numbers.get(site) {
            Some(&number) => number,
            None => {
                let number = self.numbers.len() as u32 + 1;
                self.numbers.insert(site.clone(), number);
                number
            }
        });
        self.of_slot.push(number);
    }

    pub fn finish(self) -> Sites {
        let mut sorted: Vec<(Site, u32)> = self.numbers.into_iter().collect();
        sorted.sort_unstable_by(|(a, _), (b, _)| {
            (cell(a.at), a.state, &a.city, bits(a)).cmp(&(cell(b.at), b.state, &b.city, bits(b)))
        });
        let mut places = vec![0; sorted.len() + 1];
        for (place, (_, number)) in (1u64..).zip(&sorted) {
            places[*number as usize] = place;
        }
        let column: Vec<u64> = self.of_slot.iter().map(|&site| places[site as usize]).collect();
        let mut open = vec![OpenList::default(); sorted.len() + 1];
        for (slot, &place) in (0..).zip(&column) {
            open[place as usize].push(slot);
        }
        let mut slots = Lists::builder(self.of_slot.len() as u32, LONG);
        open[1..].iter_mut().for_each(|list| slots.push(list));
        Sites {
            sites: sorted.into_iter().map(|(site, _)| site).collect(),
            of_slot: column.into_iter().collect(),
            slots: slots.settled(),
        }
    }
}

/// So that equal sites come in one order whatever they were hashed to.
fn bits(site: &Site) -> Option<(u64, u64)> {
    site.at.map(|at| (at.lat.to_bits(), at.lon.to_bits()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::State;
    use proptest::collection::vec;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_radius_finds_what_is_near_enough(
            points in vec((-80.0..80.0f64, -179.0..179.0f64), 1..60),
            center in (15.0..72.0f64, -175.0..-60.0f64),
            miles in 10.0..200.0f64,
        ) {
            let center = Point { lat: center.0, lon: center.1 };
            let state = State::parse("OH").expect("a state");
            let mut sites = SitesBuilder::default();
            let near = |&(lat, lon): &(f64, f64)| Point {
                lat: center.lat + lat / 25.0,
                lon: center.lon + lon / 40.0,
            };
            for point in points.iter().map(near) {
                sites.add(Some(&Site { city: String::new(), state, at: Some(point) }));
                sites.add(None);
            }
            let sites = sites.finish();
            let near_ones = sites.near(center, miles);
            let end = points.len() as u32 * 2;
            let found = sites.slots_of(near_ones.iter().map(|&(_, place)| place), end);
            for (number, point) in (0..).zip(points.iter().map(near)) {
                prop_assert_eq!(found.contains(number * 2), center.miles_to(point) <= miles);
                prop_assert!(!found.contains(number * 2 + 1));
                prop_assert_eq!(sites.of_slot(number * 2).and_then(|site| site.at), Some(point));
            }
        }
    }
}
