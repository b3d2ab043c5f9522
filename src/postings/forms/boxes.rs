//! Content as the boxes of the form hold it.

use super::demands::{Row, rows_of};
use super::numbers::typed_money;
use super::options::{ELSEWHERE, HERE};
use super::questions;
use crate::eligibility::Necessity;
use crate::postings::content::Content;
use crate::postings::phrases::hundredths;
use crate::web::Input;

/// What the boxes hold for this content.
pub fn input_of(content: &Content, attested: bool) -> Input {
    let mut input = Input::default();
    let mut set = |name: &str, text: String| {
        if !text.is_empty() {
            input.set(name, text);
        }
    };
    let text = |slug: &Option<String>| slug.clone().unwrap_or_default();
    let yes = |ticked: bool| if ticked { "yes".to_owned() } else { String::new() };
    set("title", content.title.clone());
    set("description", content.description.clone());
    set("role", text(&content.role));
    set("employment_type", text(&content.employment_type));
    set("classification", content.classification.map(|how| how.to_string()).unwrap_or_default());
    set("openings", content.openings.map(|openings| openings.to_string()).unwrap_or_default());
    set("requisition_id", content.requisition_id.clone());
    set("arrangement", text(&content.arrangement));
    set("place", place(content));
    set("apply_at", apply_at(content).to_owned());
    set("apply_url", content.apply_url.clone());
    set("deadline", content.deadline.map(|day| day.to_string()).unwrap_or_default());
    set("ongoing", yes(content.ongoing));
    set("benefits_text", content.benefits_text.clone());
    set("other_compensation", content.other_compensation.clone());
    set("apprentice_ok", yes(content.apprentice_ok));
    set("education", text(&content.education));
    set("attestation", yes(attested));
    if let Some(pay) = &content.pay {
        set("pay_min", typed_money(pay.lowest));
        if pay.highest != pay.lowest {
            set("pay_max", typed_money(pay.highest));
        }
        set("pay_unit", pay.unit.clone());
        set(
            "hours_per_week",
            pay.hours_per_week.map(|hours| hours.to_string()).unwrap_or_default(),
        );
        set("units_per_hour", pay.units_per_hour.map(hundredths).unwrap_or_default());
    }
    if let Some(demand) = content.requirements.experience.first() {
        set("months", demand.months.to_string());
        let preferred = demand.necessity == Necessity::Preferred;
        set("months_necessity", if preferred { "preferred" } else { "required" }.into());
        set("experience_setting", text(&demand.setting));
        set("experience_specialty", text(&demand.specialty));
    }
    questions::set(&mut input, &content.questions);
    set_lists(&mut input, content);
    input
}

fn set_lists(input: &mut Input, content: &Content) {
    let states = content.states.iter().map(|state| state.abbr().to_owned()).collect();
    for (name, slugs) in [
        ("states", states),
        ("care_settings", content.settings.clone()),
        ("specialties", content.specialties.clone()),
        ("code_sets", content.code_sets.clone()),
        ("software", content.software.clone()),
        ("benefits", content.benefits.clone()),
    ] {
        input.set_all(name, slugs);
    }
    let (rows, all) = rows_of(content.requirements.credentials.as_ref());
    input.set("match", if all { "all" } else { "any" });
    let column = |cell: fn(&Row) -> &String| rows.iter().map(|row| cell(row).clone()).collect();
    input.set_all("credential", column(|row| &row.credential));
    input.set_all("standing", column(|row| &row.standing));
    input.set_all("within_months", column(|row| &row.within_months));
    input.set_all("necessity", column(|row| &row.necessity));
}

/// Which way of applying is chosen; none if nothing was said.
fn apply_at(content: &Content) -> &'static str {
    match (content.apply_here, content.apply_url.is_empty()) {
        (true, _) => HERE,
        (false, false) => ELSEWHERE,
        (false, true) => "",
    }
}

/// A ZIP if it is known, else "Columbus, OH".
fn place(content: &Content) -> String {
    match &content.site {
        None => String::new(),
        Some(site) if !site.zip.is_empty() => site.zip.clone(),
        Some(site) if site.city.is_empty() => site.state.name().to_owned(),
        Some(site) => format!("{}, {}", site.city, site.state),
    }
}
