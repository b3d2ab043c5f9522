//! A line as sources write it. Fields come and go, and numbers come as text: everything but the
//! title is optional, and what has the wrong type counts as absent.

use serde::{Deserialize, Deserializer};
use serde_json::Value;

#[derive(Debug, Deserialize)]
pub(super) struct Row {
    #[serde(deserialize_with = "text", default)]
    pub title: Option<String>,
    #[serde(deserialize_with = "text", default)]
    pub source: Option<String>,
    #[serde(deserialize_with = "text", default)]
    pub repo: Option<String>,
    #[serde(deserialize_with = "text", default)]
    pub source_id: Option<String>,
    #[serde(deserialize_with = "text", default)]
    pub id: Option<String>,
    #[serde(deserialize_with = "text", default)]
    pub url: Option<String>,
    #[serde(deserialize_with = "text", default)]
    pub company: Option<String>,
    #[serde(deserialize_with = "text", default)]
    pub location: Option<String>,
    #[serde(deserialize_with = "text", default)]
    pub posted: Option<String>,
    #[serde(deserialize_with = "text", default)]
    pub open_period: Option<String>,
    #[serde(deserialize_with = "text", default)]
    pub employment_type: Option<String>,
    #[serde(deserialize_with = "text", default)]
    pub description: Option<String>,
    #[serde(deserialize_with = "flag", default)]
    pub remote: Option<bool>,
    #[serde(deserialize_with = "number", default)]
    pub salary_min: Option<f64>,
    #[serde(deserialize_with = "number", default)]
    pub salary_max: Option<f64>,
    #[serde(deserialize_with = "text", default)]
    pub salary_unit: Option<String>,
    #[serde(deserialize_with = "text", default)]
    pub salary: Option<String>,
    #[serde(deserialize_with = "text", default)]
    pub compensation: Option<String>,
    /// Present when the figure was made up by whoever collected the row.
    #[serde(deserialize_with = "text", default)]
    pub salary_note: Option<String>,
    #[serde(deserialize_with = "text", default)]
    pub announcement: Option<String>,
}

/// Text or a number as text. "None", "null" and "N/A" are how some tools write nothing.
fn text<'de, D: Deserializer<'de>>(input: D) -> Result<Option<String>, D::Error> {
    let text = match Value::deserialize(input)? {
        Value::String(text) => text,
        Value::Number(number) => number.to_string(),
        _ => return Ok(None),
    };
    // PostgreSQL keeps no NUL.
    let text = text.replace('\0', " ");
    let text = text.trim();
    let nothing = ["", "none", "null", "nan", "n/a"].contains(&text.to_lowercase().as_str());
    Ok((!nothing).then(|| text.to_owned()))
}

fn number<'de, D: Deserializer<'de>>(input: D) -> Result<Option<f64>, D::Error> {
    let number = match Value::deserialize(input)? {
        Value::Number(number) => number.as_f64(),
        Value::String(text) => text.replace([',', '$'], "").trim().parse().ok(),
        _ => None,
    };
    Ok(number.filter(|number| number.is_finite() && *number > 0.0))
}

fn flag<'de, D: Deserializer<'de>>(input: D) -> Result<Option<bool>, D::Error> {
    Ok(match Value::deserialize(input)? {
        Value::Bool(flag) => Some(flag),
        Value::String(text) => match text.to_lowercase().as_str() {
            "true" | "yes" | "y" | "1" => Some(true),
            "false" | "no" | "n" | "0" => Some(false),
            _ => None,
        },
        _ => None,
    })
}
