//! Everything a person writes about a job: the one shape that forms, imports, the sample board
//! and the kept versions share.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::pay::{Hourly, Pay};
use super::questions::Question;
use crate::eligibility::Requirements;
use crate::text_enum;
use crate::vocabulary::{State, StateSet};

text_enum!(
    /// Who pays the taxes: an employee's employer, or a contractor.
    Classification { W2 = "w2", Contractor1099 = "1099" }
);

/// What a posting says. Empty text and `None` mean "not said".
#[derive(Serialize, Deserialize, Clone, Debug, PartialEq, Default)]
#[serde(default)]
pub struct Content {
    pub title: String,
    /// Markdown.
    pub description: String,
    /// Slug of a role.
    pub role: Option<String>,
    /// Slug of an employment type.
    pub employment_type: Option<String>,
    pub classification: Option<Classification>,
    pub openings: Option<i32>,
    pub requisition_id: String,
    /// Slug of a work arrangement.
    pub arrangement: Option<String>,
    /// Where a remote or hybrid posting hires.
    pub states: StateSet,
    pub site: Option<SitePlace>,
    /// People apply on the board; else at `apply_url`.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub apply_here: bool,
    /// Where people apply elsewhere; empty where they apply here.
    pub apply_url: String,
    /// What those who apply here are asked.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub questions: Vec<Question>,
    pub deadline: Option<NaiveDate>,
    /// Applications are accepted without a deadline.
    pub ongoing: bool,
    pub pay: Option<Pay>,
    pub benefits_text: String,
    pub other_compensation: String,
    pub requirements: Requirements,
    /// Newly certified coders (CPC-A, CCA) are welcome.
    pub apprentice_ok: bool,
    /// Slug of an education level.
    pub education: Option<String>,
    /// Slugs of care settings; the lists below hold slugs too.
    pub settings: Vec<String>,
    pub specialties: Vec<String>,
    pub code_sets: Vec<String>,
    pub software: Vec<String>,
    pub benefits: Vec<String>,
}

/// The place of work. The ZIP may be empty; so may the city, where only the state is known.
#[derive(Serialize, Deserialize, Clone, Debug, PartialEq, Eq)]
pub struct SitePlace {
    pub city: String,
    pub state: State,
    pub zip: String,
}

/// What an arrangement has to be completed by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Needs {
    pub states: bool,
    pub place: bool,
}

/// What an arrangement (by slug) needs to mean something.
pub fn needs(arrangement: &str) -> Needs {
    let (states, place) = match arrangement {
        "remote-states" => (true, false),
        "hybrid" | "on-site" | "remote-radius" | "remote-after-training" | "travel" => {
            (false, true)
        }
        _ => (false, false),
    };
    Needs { states, place }
}

/// Whether an arrangement may name the states it hires in.
pub fn takes_states(arrangement: &str) -> bool {
    matches!(arrangement, "remote-states" | "hybrid")
}

impl Content {
    pub fn is_contractor(&self) -> bool {
        self.classification == Some(Classification::Contractor1099)
    }

    /// Whether it says where people apply.
    pub fn takes_applications(&self) -> bool {
        self.apply_here || !self.apply_url.is_empty()
    }

    /// Pay by the hour, where it can be said.
    pub fn hourly(&self) -> Option<Hourly> {
        let pay = self.pay.as_ref()?;
        pay.hourly(self.employment_type.as_deref(), self.is_contractor())
    }

    /// A year's pay beside an hourly figure, where it can be said.
    pub fn yearly(&self) -> Option<(i64, i64)> {
        let pay = self.pay.as_ref()?;
        pay.yearly(self.employment_type.as_deref(), self.is_contractor())
    }

    /// Lists in one order, each slug once, so that equal contents are equal in every store.
    pub fn in_order(mut self) -> Content {
        for list in [
            &mut self.settings,
            &mut self.specialties,
            &mut self.code_sets,
            &mut self.software,
            &mut self.benefits,
        ] {
            list.sort();
            list.dedup();
        }
        self
    }
}
