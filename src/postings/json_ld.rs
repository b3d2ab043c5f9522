//! Structured data for search engines (schema.org JobPosting), only where it may be said: a live
//! posting of a known employer, with a place or the states it hires in. Pure.

use serde_json::{Map, Value, json};

use super::content::{Content, SitePlace};
use super::loaded::Loaded;
use super::pay::Pay;
use super::phrases::label;
use super::posting::Stage;
use crate::clock::Moment;
use crate::vocabulary::vocabulary;
use crate::web::markdown;

/// The occupation of medical coders, where the role says no other.
const MEDICAL_RECORDS_SPECIALISTS: &str = "29-2072.00";

/// The markup, safe inside a script element; none for what is imported, held or over by now,
/// for a `validThrough` that has passed must not be shown.
pub fn posting(loaded: &Loaded, now: Moment) -> Option<String> {
    let head = &loaded.posting;
    let employer = loaded.employer.as_ref().filter(|_| !loaded.is_unclaimed())?;
    if loaded.stage_at(now) != Stage::Live {
        return None;
    }
    let content = &loaded.content;
    let mut thing = Map::new();
    let mut say = |name: &str, value: Value| thing.insert(name.to_owned(), value);
    say("@context", json!("https://schema.org"));
    say("@type", json!("JobPosting"));
    say("title", json!(content.title));
    say("description", json!(markdown::html(&content.description)));
    say("datePosted", json!(head.first_published_at?.date().to_string()));
    say("validThrough", json!(valid_through(loaded)?));
    let mut organization = json!({"@type": "Organization", "name": employer.name});
    if !employer.website.is_empty() {
        organization["sameAs"] = json!(employer.website);
    }
    say("hiringOrganization", organization);
    for (name, value) in location(content)? {
        say(name, value);
    }
    for (name, value) in [
        ("baseSalary", content.pay.as_ref().and_then(salary)),
        ("employmentType", employment_type(content)),
        ("identifier", identifier(&employer.name, content)),
        ("educationRequirements", education(content)),
        ("experienceRequirements", experience(content)),
        ("jobBenefits", benefits(content)),
        ("directApply", content.apply_here.then_some(Value::Bool(true))),
        ("totalJobOpenings", content.openings.map(|openings| json!(openings))),
    ] {
        if let Some(value) = value {
            say(name, value);
        }
    }
    let role = content.role.as_ref().and_then(|slug| vocabulary().roles.get(slug));
    say(
        "occupationalCategory",
        json!(role.map_or(MEDICAL_RECORDS_SPECIALISTS, |role| role.onet.as_str())),
    );
    Some(escape(&Value::Object(thing)))
}

/// The listing's end, or the end of the last day to apply, anywhere, if that comes first.
fn valid_through(loaded: &Loaded) -> Option<String> {
    let listing = loaded.posting.expires_at?;
    match loaded.content.deadline {
        Some(day) if day < listing.date() => Some(format!("{day}T23:59:59-12:00")),
        Some(_) | None => Some(listing.rfc3339()),
    }
}

/// Where the work is, or who may do it from home. TELECOMMUTE only where all of it is remote.
fn location(content: &Content) -> Option<Vec<(&'static str, Value)>> {
    let country = || json!({"@type": "Country", "name": "USA"});
    let remote = |applicants| {
        Some(vec![
            ("jobLocationType", json!("TELECOMMUTE")),
            ("applicantLocationRequirements", applicants),
        ])
    };
    match content.arrangement.as_deref()? {
        "remote-us" | "remote-intl" => remote(country()),
        "remote-states" if content.states.is_empty() => None,
        "remote-states" => {
            let states = content
                .states
                .iter()
                .map(|state| json!({"@type": "State", "name": format!("{}, USA", state.name())}));
            remote(Value::Array(states.collect()))
        }
        _ => Some(vec![("jobLocation", place(content.site.as_ref()?))]),
    }
}

fn place(site: &SitePlace) -> Value {
    let mut address = json!({
        "@type": "PostalAddress",
        "addressRegion": site.state.abbr(),
        "addressCountry": "US",
    });
    if !site.city.is_empty() {
        address["addressLocality"] = json!(site.city);
    }
    if !site.zip.is_empty() {
        address["postalCode"] = json!(site.zip);
    }
    json!({"@type": "Place", "address": address})
}

/// There is no unit for pay by the piece or shift: such pay stays on the page alone.
fn salary(pay: &Pay) -> Option<Value> {
    let unit = match pay.unit.as_str() {
        "hour" => "HOUR",
        "day" => "DAY",
        "week" => "WEEK",
        "month" => "MONTH",
        "year" => "YEAR",
        _ => return None,
    };
    // Whole dollars and cents are exact in a double far beyond any pay.
    let dollars = |amount: i64| amount as f64 / 10_000.0;
    Some(json!({
        "@type": "MonetaryAmount",
        "currency": "USD",
        "value": {
            "@type": "QuantitativeValue",
            "minValue": dollars(pay.lowest),
            "maxValue": dollars(pay.highest),
            "unitText": unit,
        },
    }))
}

fn employment_type(content: &Content) -> Option<Value> {
    let word = match content.employment_type.as_deref()? {
        "full-time" => "FULL_TIME",
        "part-time" => "PART_TIME",
        "prn" => "PER_DIEM",
        "contract" | "contract-1099" | "contract-to-hire" => "CONTRACTOR",
        "temporary" => "TEMPORARY",
        "internship" => "INTERN",
        _ => "OTHER",
    };
    Some(json!([word]))
}

fn identifier(employer: &str, content: &Content) -> Option<Value> {
    (!content.requisition_id.is_empty()).then(
        || json!({"@type": "PropertyValue", "name": employer, "value": content.requisition_id}),
    )
}

fn education(content: &Content) -> Option<Value> {
    let category = match content.education.as_deref()? {
        "hs" => "high school",
        "certificate" => "professional certificate",
        "associate" => "associate degree",
        "bachelor" => "bachelor degree",
        "master" => "postgraduate degree",
        _ => return None,
    };
    Some(json!({"@type": "EducationalOccupationalCredential", "credentialCategory": category}))
}

fn experience(content: &Content) -> Option<Value> {
    let months = content.requirements.months_required().filter(|months| *months > 0)?;
    Some(json!({
        "@type": "OccupationalExperienceRequirements",
        "monthsOfExperience": months,
    }))
}

fn benefits(content: &Content) -> Option<Value> {
    let labels = content.benefits.iter().map(|slug| label(&vocabulary().benefits, slug));
    let mut parts: Vec<String> = labels.collect();
    if !content.benefits_text.is_empty() {
        parts.push(content.benefits_text.clone());
    }
    (!parts.is_empty()).then(|| json!(parts.join(", ")))
}

/// JSON that cannot end the script element it stands in.
fn escape(value: &Value) -> String {
    let mut text = String::new();
    for c in value.to_string().chars() {
        match c {
            '<' => text.push_str("\\u003c"),
            '>' => text.push_str("\\u003e"),
            '&' => text.push_str("\\u0026"),
            '\u{2028}' => text.push_str("\\u2028"),
            '\u{2029}' => text.push_str("\\u2029"),
            c => text.push(c),
        }
    }
    text
}

#[cfg(test)]
#[path = "json_ld_tests.rs"]
mod tests;
