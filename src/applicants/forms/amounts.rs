//! The rows of experience.

use serde::Serialize;

use crate::applicants::experience::{Band, MOST};
use crate::eligibility::{Experience, Of};
use crate::postings::whole;
use crate::vocabulary::vocabulary;
use crate::web::{FormErrors, Input};

/// More than a verdict ever looks at.
pub const MOST_ROWS: usize = 12;

/// One row as it was typed.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Row {
    /// "all", "setting:inpatient", "specialty:cardiology".
    pub of: String,
    /// Slug of a range.
    pub band: String,
    pub months: String,
}

/// How many rows were sent.
pub fn sent(input: &Input) -> usize {
    input.all("experience_of").len().min(MOST_ROWS)
}

/// A row as the page shows it again.
pub fn row(input: &Input, index: usize) -> Row {
    let at = |name: &str| input.all(name).get(index).cloned().unwrap_or_default();
    Row { of: at("experience_of"), band: at("experience_band"), months: at("experience_months") }
}

/// What a row's first box holds for this.
pub fn of_value(of: &Of) -> String {
    match of {
        Of::All => "all".to_owned(),
        Of::Setting(slug) => format!("setting:{slug}"),
        Of::Specialty(slug) => format!("specialty:{slug}"),
    }
}

/// A row for experience that is known.
pub fn row_of(experience: &Experience) -> Row {
    let band = Band::exactly(experience);
    // What is neither a range of ours nor exact counts by what it is at least.
    let months = if band.is_none() { experience.at_least.to_string() } else { String::new() };
    let band = band.map_or("", |band| band.slug).to_owned();
    Row { of: of_value(&experience.of), band, months }
}

/// Each kind of experience once. A row's problem is noted as `experience-1` and so on.
pub fn parse(input: &Input, errors: &mut FormErrors) -> Vec<Experience> {
    let mut all: Vec<Experience> = Vec::new();
    for index in 0..sent(input) {
        let field = format!("experience-{}", index + 1);
        match row(input, index).read() {
            Ok(Some(one)) if all.iter().any(|known| known.of == one.of) => {
                errors.add(&field, "This stands above already.");
            }
            Ok(Some(one)) => all.push(one),
            Ok(None) => {}
            Err(problem) => errors.add(&field, problem),
        }
    }
    if input.all("experience_of").len() > MOST_ROWS {
        errors.add("experience", format!("At most {MOST_ROWS} rows."));
    }
    all.sort_by(|one, other| one.of.cmp(&other.of));
    all
}

impl Row {
    pub fn is_filled(&self) -> bool {
        !self.band.is_empty() || !self.months.is_empty()
    }

    fn read(&self) -> Result<Option<Experience>, &'static str> {
        let amount = self.is_filled();
        let of = match (self.of.as_str(), amount) {
            ("", false) | ("all", false) => return Ok(None),
            ("", true) => return Err("Choose what this experience is of."),
            (text, _) => of(text).ok_or("Choose what the experience is of from the list.")?,
        };
        if !amount {
            return Err("Say how long, or choose nothing here.");
        }
        let band = match self.band.as_str() {
            "" => None,
            slug => Some(Band::named(slug).ok_or("Choose a range from the list.")?),
        };
        let months = match self.months.as_str() {
            "" => None,
            text => Some(whole(text, 0, MOST).ok_or("Write whole months, 0 to 720.")?),
        };
        let (at_least, at_most) = match (band, months) {
            (Some(band), None) => (band.at_least, band.at_most),
            (Some(band), Some(months)) if !band.holds(months) => {
                return Err("The months are not in the range: give one of the two.");
            }
            (_, Some(months)) => (months, Some(months)),
            (None, None) => return Ok(None),
        };
        Ok(Some(Experience { of, at_least, at_most }))
    }
}

/// What the first box of a row says.
fn of(text: &str) -> Option<Of> {
    let words = vocabulary();
    match text.split_once(':') {
        None => (text == "all").then_some(Of::All),
        Some(("setting", slug)) => {
            words.care_settings.get(slug).map(|_| Of::Setting(slug.to_owned()))
        }
        Some(("specialty", slug)) => {
            words.specialties.get(slug).map(|_| Of::Specialty(slug.to_owned()))
        }
        Some(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(
        of: &str,
        band: &str,
        months: &str,
    ) -> Result<Option<(u16, Option<u16>)>, &'static str> {
        let row = Row { of: of.into(), band: band.into(), months: months.into() };
        row.read().map(|one| one.map(|one| (one.at_least, one.at_most)))
    }

    #[test]
    fn a_row_is_a_range_or_months() {
        assert_eq!(read("all", "2-3", ""), Ok(Some((24, Some(35)))));
        assert_eq!(read("setting:inpatient", "10-up", ""), Ok(Some((120, None))));
        assert_eq!(read("specialty:cardiology", "", "18"), Ok(Some((18, Some(18)))));
        assert_eq!(read("all", "1-2", "18"), Ok(Some((18, Some(18)))));
        assert_eq!(read("all", "none", ""), Ok(Some((0, Some(0)))));
        for empty in ["", "all"] {
            assert_eq!(read(empty, "", ""), Ok(None));
        }
    }

    #[test]
    fn odd_rows_are_named() {
        for (of, band, months) in [
            ("", "2-3", ""),
            ("setting:circus", "2-3", ""),
            ("moon", "2-3", ""),
            ("all:", "2-3", ""),
            ("setting:inpatient", "", ""),
            ("all", "2-4", ""),
            ("all", "", "-1"),
            ("all", "", "721"),
            ("all", "", "two"),
            ("all", "2-3", "12"),
        ] {
            assert!(read(of, band, months).is_err(), "{of} {band} {months}");
        }
    }

    #[test]
    fn what_is_known_fills_a_row_that_reads_the_same() {
        for (at_least, at_most) in [(24, Some(35)), (120, None), (18, Some(18)), (0, Some(0))] {
            let known = Experience { of: Of::Setting("inpatient".into()), at_least, at_most };
            assert_eq!(row_of(&known).read(), Ok(Some(known)));
        }
    }
}
