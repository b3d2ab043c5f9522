//! Where two contents differ, in the words of the form.

use serde::Serialize;

use crate::eligibility::ExperienceDemand;
use crate::postings::asks;
use crate::postings::content::Content;
use crate::postings::phrases::{self, label};
use crate::postings::questions::Question;
use crate::vocabulary::{Entry, Table, vocabulary};

const HERE: &str = "On CareerCenter";

/// One field that differs.
#[derive(Clone, Debug, Serialize, PartialEq, Eq)]
pub struct Difference {
    pub label: &'static str,
    pub before: String,
    pub after: String,
}

/// The fields that differ, in the order of the form.
pub fn between(before: &Content, after: &Content) -> Vec<Difference> {
    let pairs = lines(before).into_iter().zip(lines(after));
    pairs
        .filter(|((_, before), (_, after))| before != after)
        .map(|((label, before), (_, after))| Difference { label, before, after })
        .collect()
}

fn labels<E: Entry>(table: &Table<E>, slugs: &[String]) -> String {
    slugs.iter().map(|slug| label(table, slug)).collect::<Vec<_>>().join(", ")
}

/// Every field with its value as text, always the same fields in the same order.
fn lines(content: &Content) -> Vec<(&'static str, String)> {
    let words = vocabulary();
    let demands = &content.requirements;
    let one = |slug: &Option<String>| slug.clone().into_iter().collect::<Vec<_>>();
    let pay = phrases::pay_view(content).map(|pay| format!("{} {}", pay.text, pay.unit_text));
    let figures = content.pay.as_ref();
    vec![
        ("Title", content.title.clone()),
        ("Where", labels(&words.arrangements, &one(&content.arrangement))),
        ("States", content.states.to_string()),
        ("Place", content.site.as_ref().map(phrases::place).unwrap_or_default()),
        ("ZIP", content.site.as_ref().map(|site| site.zip.clone()).unwrap_or_default()),
        ("Pay", pay.unwrap_or_default()),
        ("Hours a week", number(figures.and_then(|pay| pay.hours_per_week))),
        (
            "Units an hour",
            figures.and_then(|pay| pay.units_per_hour).map(phrases::hundredths).unwrap_or_default(),
        ),
        ("Kind of employment", labels(&words.employment_types, &one(&content.employment_type))),
        ("Paid as", content.classification.map(|how| how.to_string()).unwrap_or_default()),
        ("Credentials", demands.credentials.as_ref().map(credentials).unwrap_or_default()),
        (
            "Experience",
            demands.experience.iter().map(ExperienceDemand::wording).collect::<Vec<_>>().join("; "),
        ),
        ("Benefits", labels(&words.benefits, &content.benefits)),
        ("Benefits in your words", content.benefits_text.clone()),
        ("Other compensation", content.other_compensation.clone()),
        ("Deadline", content.deadline.map(|day| day.to_string()).unwrap_or_default()),
        ("Ongoing", if content.ongoing { "yes".into() } else { String::new() }),
        ("Description", content.description.clone()),
        (
            "Where people apply",
            if content.apply_here { HERE.into() } else { content.apply_url.clone() },
        ),
        (
            "Questions",
            content.questions.iter().map(Question::described).collect::<Vec<_>>().join("\n"),
        ),
        ("Role", labels(&words.roles, &one(&content.role))),
        ("Openings", number(content.openings)),
        ("Requisition id", content.requisition_id.clone()),
        ("Apprentices", if content.apprentice_ok { "welcome".into() } else { String::new() }),
        ("Education", labels(&words.education, &one(&content.education))),
        ("Care settings", labels(&words.care_settings, &content.settings)),
        ("Specialties", labels(&words.specialties, &content.specialties)),
        ("Code sets", labels(&words.code_sets, &content.code_sets)),
        ("Software", labels(&words.software, &content.software)),
    ]
}

fn number(number: Option<i32>) -> String {
    number.map(|number| number.to_string()).unwrap_or_default()
}

fn credentials(demand: &crate::eligibility::Demand) -> String {
    let (required, preferred) = asks::side_by_side(demand);
    let required = required.into_iter().map(|part| format!("{} required", part.wording()));
    let preferred = preferred.into_iter().map(|part| format!("{} preferred", part.wording()));
    required.chain(preferred).collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::postings::example;

    #[test]
    fn only_what_differs_is_listed() {
        let before = example::content();
        assert!(between(&before, &before).is_empty());
        let mut after = before.clone();
        after.pay = Some(crate::postings::Pay::by_the_hour(290_000, 350_000));
        after.openings = None;
        let found = between(&before, &after);
        assert_eq!(found.len(), 2);
        assert_eq!(
            (found[0].before.as_str(), found[0].after.as_str()),
            ("$28–$34 an hour", "$29–$35 an hour")
        );
        assert_eq!((found[1].label, found[1].after.as_str()), ("Openings", ""));
    }
}
