//! The column beside the results: everything they can be narrowed by.

use serde::Serialize;

use super::employers::EmployerFilter;
use super::facets::{self, GroupView, OptionView, ValueView};
use super::pay::PayFilter;
use super::personal::{self, Switch};
use crate::applicants::Seeker;
use crate::jobindex::{Criteria, Found};

#[derive(Debug, Serialize)]
pub struct Filters {
    for_you: Vec<Switch>,
    switches: Vec<ValueView>,
    groups: Vec<GroupView>,
    employers: EmployerFilter,
    pay: PayFilter,
    posted: Vec<OptionView>,
}

impl Filters {
    /// Of what a search found; `pay_floor` is what was typed and could not be read.
    pub fn of(
        seeker: &Seeker,
        criteria: &Criteria,
        found: &Found,
        pay_floor: Option<String>,
    ) -> Filters {
        Filters {
            for_you: personal::switches(seeker, criteria, &found.facets),
            switches: facets::switches(&found.facets, criteria),
            groups: facets::groups(&found.facets, criteria),
            employers: EmployerFilter::of(criteria, &found.employers),
            pay: PayFilter::of(criteria, pay_floor),
            posted: facets::posted(&found.facets, criteria),
        }
    }
}
