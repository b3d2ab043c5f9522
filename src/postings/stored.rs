//! How content lies in its tables: one row each for words, pay and requirements, and a row for
//! every term of a list.

use chrono::NaiveDate;
use diesel::prelude::*;

use super::PostingId;
use super::content::{Classification, Content, SitePlace};
use super::pay::Pay;
use crate::db::Conn;
use crate::eligibility::Requirements;
use crate::error::{Error, Result};
use crate::schema::{posting, posting_pay, posting_requirements, posting_term};
use crate::vocabulary::State;
use crate::{on_each, text_enum};

text_enum!(
    /// Where people apply.
    ApplyKind { Url = "url", Here = "here" }
);

text_enum!(
    /// Which list a term belongs to.
    TermKind {
        Setting = "setting",
        Specialty = "specialty",
        CodeSet = "code_set",
        Software = "software",
        Benefit = "benefit",
    }
);

/// The columns of `posting` that hold what a person wrote.
#[derive(Debug, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = posting, treat_none_as_null = true)]
pub(super) struct Words {
    title: String,
    description: String,
    role: Option<String>,
    employment_type: Option<String>,
    classification: Option<Classification>,
    openings: Option<i32>,
    requisition_id: String,
    arrangement: Option<String>,
    states: String,
    city: String,
    state: Option<String>,
    zip: String,
    apply_kind: Option<ApplyKind>,
    apply_url: String,
    deadline: Option<NaiveDate>,
    ongoing: bool,
}

#[derive(Debug, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = posting_pay, treat_none_as_null = true)]
pub(super) struct PayRow {
    pub posting_id: PostingId,
    unit: Option<String>,
    lowest: Option<i64>,
    highest: Option<i64>,
    hours_per_week: Option<i32>,
    units_per_hour: Option<i64>,
    hourly_lowest: Option<i64>,
    hourly_highest: Option<i64>,
    estimated: bool,
    benefits_text: String,
    other_compensation: String,
}

#[derive(Debug, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = posting_requirements, treat_none_as_null = true)]
pub(super) struct RequirementsRow {
    pub posting_id: PostingId,
    demand: String,
    months: Option<i32>,
    apprentice_ok: bool,
    education: Option<String>,
    questions: String,
}

#[derive(Debug, Queryable, Insertable)]
#[diesel(table_name = posting_term)]
pub(super) struct TermRow {
    pub posting_id: PostingId,
    pub kind: TermKind,
    pub slug: String,
}

impl Words {
    pub fn of(content: &Content) -> Words {
        let site = content.site.as_ref();
        Words {
            title: content.title.clone(),
            description: content.description.clone(),
            role: content.role.clone(),
            employment_type: content.employment_type.clone(),
            classification: content.classification,
            openings: content.openings,
            requisition_id: content.requisition_id.clone(),
            arrangement: content.arrangement.clone(),
            states: content.states.to_string(),
            city: site.map(|site| site.city.clone()).unwrap_or_default(),
            state: site.map(|site| site.state.abbr().to_owned()),
            zip: site.map(|site| site.zip.clone()).unwrap_or_default(),
            apply_kind: apply_kind(content),
            apply_url: content.apply_url.clone(),
            deadline: content.deadline,
            ongoing: content.ongoing,
        }
    }
}

fn apply_kind(content: &Content) -> Option<ApplyKind> {
    match (content.apply_here, content.apply_url.is_empty()) {
        (true, _) => Some(ApplyKind::Here),
        (false, false) => Some(ApplyKind::Url),
        (false, true) => None,
    }
}

fn pay_row(id: PostingId, content: &Content) -> PayRow {
    let pay = content.pay.as_ref();
    let hourly = content.hourly();
    PayRow {
        posting_id: id,
        unit: pay.map(|pay| pay.unit.clone()),
        lowest: pay.map(|pay| pay.lowest),
        highest: pay.map(|pay| pay.highest),
        hours_per_week: pay.and_then(|pay| pay.hours_per_week),
        units_per_hour: pay.and_then(|pay| pay.units_per_hour),
        hourly_lowest: hourly.map(|hourly| hourly.lowest),
        hourly_highest: hourly.map(|hourly| hourly.highest),
        estimated: hourly.is_some_and(|hourly| hourly.estimated),
        benefits_text: content.benefits_text.clone(),
        other_compensation: content.other_compensation.clone(),
    }
}

fn requirements_row(id: PostingId, content: &Content) -> Result<RequirementsRow> {
    Ok(RequirementsRow {
        posting_id: id,
        demand: serde_json::to_string(&content.requirements).map_err(Error::internal)?,
        months: content.requirements.months_required().map(i32::from),
        apprentice_ok: content.apprentice_ok,
        education: content.education.clone(),
        questions: serde_json::to_string(&content.questions).map_err(Error::internal)?,
    })
}

fn term_rows(id: PostingId, content: &Content) -> Vec<TermRow> {
    let mut rows = Vec::new();
    for (kind, slugs) in [
        (TermKind::Setting, &content.settings),
        (TermKind::Specialty, &content.specialties),
        (TermKind::CodeSet, &content.code_sets),
        (TermKind::Software, &content.software),
        (TermKind::Benefit, &content.benefits),
    ] {
        let mut slugs = slugs.clone();
        slugs.sort();
        slugs.dedup();
        rows.extend(slugs.into_iter().map(|slug| TermRow { posting_id: id, kind, slug }));
    }
    rows
}

/// Writes the rows beside `posting` for a new posting.
pub(super) fn insert(conn: &mut Conn, id: PostingId, content: &Content) -> Result<()> {
    diesel::insert_into(posting_pay::table).values(pay_row(id, content)).execute(conn)?;
    diesel::insert_into(posting_requirements::table)
        .values(requirements_row(id, content)?)
        .execute(conn)?;
    insert_terms(conn, id, content)
}

/// Puts content in place of what a posting said; the `posting` row itself is the caller's.
pub(super) fn replace(conn: &mut Conn, id: PostingId, content: &Content) -> Result<()> {
    diesel::update(posting_pay::table.find(id)).set(pay_row(id, content)).execute(conn)?;
    diesel::update(posting_requirements::table.find(id))
        .set(requirements_row(id, content)?)
        .execute(conn)?;
    diesel::delete(posting_term::table.filter(posting_term::posting_id.eq(id))).execute(conn)?;
    insert_terms(conn, id, content)
}

fn insert_terms(conn: &mut Conn, id: PostingId, content: &Content) -> Result<()> {
    let rows = term_rows(id, content);
    if rows.is_empty() {
        return Ok(());
    }
    on_each!(conn, each => diesel::insert_into(posting_term::table).values(&rows).execute(each))?;
    Ok(())
}

/// Puts the rows of one posting together again.
pub(super) fn assemble(
    words: Words,
    pay: PayRow,
    requirements: RequirementsRow,
    terms: Vec<TermRow>,
) -> Result<Content> {
    let demand: Requirements =
        serde_json::from_str(&requirements.demand).map_err(Error::internal)?;
    let site = words.state.as_deref().and_then(State::parse);
    let mut content = Content {
        title: words.title,
        description: words.description,
        role: words.role,
        employment_type: words.employment_type,
        classification: words.classification,
        openings: words.openings,
        requisition_id: words.requisition_id,
        arrangement: words.arrangement,
        states: words.states.parse().map_err(Error::internal)?,
        site: site.map(|state| SitePlace { city: words.city, state, zip: words.zip }),
        apply_here: words.apply_kind == Some(ApplyKind::Here),
        apply_url: words.apply_url,
        questions: serde_json::from_str(&requirements.questions).map_err(Error::internal)?,
        deadline: words.deadline,
        ongoing: words.ongoing,
        pay: None,
        benefits_text: pay.benefits_text,
        other_compensation: pay.other_compensation,
        requirements: demand,
        apprentice_ok: requirements.apprentice_ok,
        education: requirements.education,
        ..Content::default()
    };
    if let (Some(unit), Some(lowest), Some(highest)) = (pay.unit, pay.lowest, pay.highest) {
        let (hours_per_week, units_per_hour) = (pay.hours_per_week, pay.units_per_hour);
        content.pay = Some(Pay { unit, lowest, highest, hours_per_week, units_per_hour });
    }
    for term in terms {
        let list = match term.kind {
            TermKind::Setting => &mut content.settings,
            TermKind::Specialty => &mut content.specialties,
            TermKind::CodeSet => &mut content.code_sets,
            TermKind::Software => &mut content.software,
            TermKind::Benefit => &mut content.benefits,
        };
        list.push(term.slug);
    }
    Ok(content)
}
