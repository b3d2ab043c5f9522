//! A complete posting for tests.

use super::content::{Classification, Content, SitePlace};
use super::loaded::Loaded;
use super::pay::Pay;
use super::posting::{Origin, Posting, PostingId, Stage};
use crate::clock::Moment;
use crate::eligibility::{Demand, ExperienceDemand, Necessity, Requirements};
use crate::employers::{Employer, EmployerId, Standing};
use crate::vocabulary::State;
use chrono::{NaiveDate, TimeDelta};

pub fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

pub fn now() -> Moment {
    Moment::at_midnight(day("2026-11-23"))
}

pub fn content() -> Content {
    Content {
        title: "Outpatient Surgery Coder II".into(),
        description: "We code for **nine** surgery centers.\n\n- Read operative reports\n- Query surgeons about what is unclear in them\n".into(),
        role: Some("outpatient-coder".into()),
        employment_type: Some("full-time".into()),
        classification: Some(Classification::W2),
        openings: Some(2),
        requisition_id: "R-7".into(),
        arrangement: Some("remote-states".into()),
        states: "OH,TX,IN,KY".parse().expect("states"),
        site: Some(SitePlace {
            city: "Columbus".into(),
            state: State::parse("OH").expect("a state"),
            zip: "43215".into(),
        }),
        apply_url: "https://careers.example.org/7".into(),
        apply_here: false,
        questions: Vec::new(),
        deadline: Some(day("2026-12-12")),
        ongoing: false,
        pay: Some(Pay::by_the_hour(280_000, 340_000)),
        benefits_text: "18 days of PTO".into(),
        other_compensation: "none".into(),
        requirements: Requirements {
            credentials: Some(Demand::AnyOf(vec![
                Demand::held("cpc", Necessity::Required),
                Demand::held("coc", Necessity::Required),
            ])),
            experience: vec![ExperienceDemand {
                months: 24,
                setting: None,
                specialty: None,
                necessity: Necessity::Required,
            }],
        },
        apprentice_ok: false,
        education: Some("associate".into()),
        settings: vec!["asc".into()],
        specialties: Vec::new(),
        code_sets: vec!["cpt".into()],
        software: vec!["epic".into()],
        benefits: vec!["medical".into()],
    }
}

/// The content above as a live posting of an approved employer.
pub fn loaded() -> Loaded {
    let content = content();
    Loaded {
        posting: Posting {
            id: PostingId(7),
            employer_id: Some(EmployerId(3)),
            employer_name: "Riverbend".into(),
            origin: Origin::Written,
            stage: Stage::Live,
            title: content.title.clone(),
            attested_at: Some(now()),
            first_published_at: Some(now()),
            published_at: Some(now()),
            expires_at: Some(now().plus(TimeDelta::days(30))),
            ended_at: None,
            end_reason: String::new(),
            opening: 0,
            created_at: now(),
            updated_at: now(),
            version: 1,
        },
        content,
        employer: Some(Employer {
            id: EmployerId(3),
            name: "Riverbend".into(),
            kind: "hospital".into(),
            agency: false,
            website: "https://riverbend.example.org".into(),
            about: "Nine **surgery** centers.\n\nMore.".into(),
            city: "Columbus".into(),
            state: "OH".into(),
            zip: "43215".into(),
            time_zone: "America/New_York".into(),
            standing: Standing::Approved,
            verified_at: None,
            created_at: now(),
            updated_at: now(),
            version: 0,
        }),
        source: None,
        facts: Vec::new(),
        text: None,
    }
}
