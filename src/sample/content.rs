//! A sample posting in the shape a person would have written it in.

use chrono::TimeDelta;

use super::{AskedOfAll, SamplePay, SamplePosting};
use crate::clock::Moment;
use crate::postings::{Classification, Content, Pay, Question, QuestionKind, SitePlace};

/// The deadline counts from `now`, so that an old sample is as fresh as a new one.
pub(super) fn content(sample: &SamplePosting, now: Moment) -> Content {
    let owned = |slugs: &[&str]| slugs.iter().map(|slug| slug.to_string()).collect::<Vec<_>>();
    let deadline =
        sample.deadline_in_days.map(|days| now.plus(TimeDelta::days(days.into())).date());
    let content = Content {
        title: sample.title.clone(),
        description: sample.description.clone(),
        role: Some(sample.role.into()),
        employment_type: Some(sample.employment_type.into()),
        classification: Classification::parse(sample.classification),
        openings: Some(sample.openings.into()),
        requisition_id: sample.requisition_id.clone().unwrap_or_default(),
        arrangement: Some(sample.arrangement.into()),
        states: sample.states,
        site: sample.place.map(|place| SitePlace {
            city: place.city.into(),
            state: place.state,
            zip: place.zip.into(),
        }),
        apply_here: sample.apply_url.is_none(),
        apply_url: sample.apply_url.clone().unwrap_or_default(),
        questions: sample.questions.iter().map(|asked| question(asked)).collect(),
        deadline,
        ongoing: deadline.is_none(),
        pay: Some(pay(&sample.pay)),
        benefits_text: sample.benefits_text.clone(),
        other_compensation: sample.other_compensation.clone(),
        requirements: sample.requirements.clone(),
        apprentice_ok: sample.apprentice_ok,
        education: sample.education.map(str::to_owned),
        settings: owned(&sample.care_settings),
        specialties: owned(&sample.specialties),
        code_sets: owned(&sample.code_sets),
        software: owned(&sample.software),
        benefits: owned(&sample.benefits),
    };
    content.in_order()
}

fn question(asked: &AskedOfAll) -> Question {
    Question {
        text: asked.text.to_owned(),
        kind: if asked.yes_no { QuestionKind::YesNo } else { QuestionKind::Text },
        required: asked.required,
    }
}

fn pay(sample: &SamplePay) -> Pay {
    Pay {
        unit: sample.unit.into(),
        lowest: sample.min,
        highest: sample.max,
        hours_per_week: sample.hours_per_week.map(i32::from),
        // The posting counts hundredths.
        units_per_hour: sample.units_per_hour.map(|units| i64::from(units) * 100),
    }
}
