//! One place on the map.

use super::state::State;

/// A city, or the area of a ZIP code when `zip` is set.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    pub city: String,
    pub state: State,
    pub zip: Option<String>,
    /// Degrees north.
    pub lat: f64,
    /// Degrees east, so negative in most of the United States.
    pub lon: f64,
    pub time_zone: chrono_tz::Tz,
}
