//! Points on the map and how far apart they are.

use std::hash::{Hash, Hasher};

use serde::{Deserialize, Serialize};

/// Mean radius of the earth in miles.
const EARTH: f64 = 3958.8;

/// A point on the map, in degrees north and east. Equal only if both numbers are the same.
#[derive(Serialize, Deserialize, Clone, Copy, Debug)]
pub struct Point {
    pub lat: f64,
    pub lon: f64,
}

impl Point {
    /// Miles as the crow flies.
    pub fn miles_to(self, other: Point) -> f64 {
        let (from, to) = (self.lat.to_radians(), other.lat.to_radians());
        let north = (to - from) / 2.0;
        let east = (other.lon - self.lon).to_radians() / 2.0;
        let chord = north.sin().powi(2) + from.cos() * to.cos() * east.sin().powi(2);
        2.0 * EARTH * chord.clamp(0.0, 1.0).sqrt().asin()
    }

    fn bits(self) -> (u64, u64) {
        (self.lat.to_bits(), self.lon.to_bits())
    }
}

impl PartialEq for Point {
    fn eq(&self, other: &Point) -> bool {
        self.bits() == other.bits()
    }
}

impl Eq for Point {}

impl Hash for Point {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.bits().hash(state);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columbus_to_cleveland_is_some_125_miles() {
        let columbus = Point { lat: 39.9612, lon: -82.9988 };
        let cleveland = Point { lat: 41.4993, lon: -81.6944 };
        assert_eq!(columbus.miles_to(cleveland).round(), 126.0);
        assert_eq!(columbus.miles_to(columbus), 0.0);
        let other_side = Point { lat: -39.9612, lon: 97.0012 };
        assert!(columbus.miles_to(other_side).is_finite());
    }
}
