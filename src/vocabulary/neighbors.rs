//! Which states share a border: where somebody may look who finds nothing in their own.

use super::state::State;

/// Each state with those it touches along a line; a corner is no border.
const BORDERS: [&str; 49] = [
    "AL FL GA MS TN",
    "AR LA MO MS OK TN TX",
    "AZ CA NM NV UT",
    "CA AZ NV OR",
    "CO KS NE NM OK UT WY",
    "CT MA NY RI",
    "DC MD VA",
    "DE MD NJ PA",
    "FL AL GA",
    "GA AL FL NC SC TN",
    "IA IL MN MO NE SD WI",
    "ID MT NV OR UT WA WY",
    "IL IA IN KY MO WI",
    "IN IL KY MI OH",
    "KS CO MO NE OK",
    "KY IL IN MO OH TN VA WV",
    "LA AR MS TX",
    "MA CT NH NY RI VT",
    "MD DC DE PA VA WV",
    "ME NH",
    "MI IN OH WI",
    "MN IA ND SD WI",
    "MO AR IA IL KS KY NE OK TN",
    "MS AL AR LA TN",
    "MT ID ND SD WY",
    "NC GA SC TN VA",
    "ND MN MT SD",
    "NE CO IA KS MO SD WY",
    "NH MA ME VT",
    "NJ DE NY PA",
    "NM AZ CO OK TX",
    "NV AZ CA ID OR UT",
    "NY CT MA NJ PA VT",
    "OH IN KY MI PA WV",
    "OK AR CO KS MO NM TX",
    "OR CA ID NV WA",
    "PA DE MD NJ NY OH WV",
    "RI CT MA",
    "SC GA NC",
    "SD IA MN MT ND NE WY",
    "TN AL AR GA KY MO MS NC VA",
    "TX AR LA NM OK",
    "UT AZ CO ID NV WY",
    "VA DC KY MD NC TN WV",
    "VT MA NH NY",
    "WA ID OR",
    "WI IA IL MI MN",
    "WV KY MD OH PA VA",
    "WY CO ID MT NE SD UT",
];

impl State {
    /// The states that share a border with it, by their two letters; none for an island or Alaska.
    pub fn neighbors(self) -> impl Iterator<Item = State> {
        let row = BORDERS.into_iter().find_map(|row| row.strip_prefix(self.abbr()));
        row.unwrap_or_default().split_whitespace().filter_map(State::of_abbr)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_border_has_two_sides() {
        for state in State::all() {
            for neighbor in state.neighbors() {
                assert!(neighbor.neighbors().any(|back| back == state), "{state:?} {neighbor:?}");
            }
        }
        let of = |abbr| State::of_abbr(abbr).expect("a state").neighbors().count();
        assert_eq!(["WY", "ME", "HI", "AK", "PR"].map(of), [6, 1, 0, 0, 0]);
    }

    #[test]
    fn every_row_names_states() {
        for row in BORDERS {
            assert!(row.split(' ').all(|abbr| State::of_abbr(abbr).is_some()), "{row}");
        }
    }
}
