//! An alert in words, as its letters and the page that keeps it name it.

use super::alert::{Alert, Frequency};
use crate::eligibility::{Fit, Held};
use crate::jobindex::{Criteria, Group};
use crate::vocabulary::{Entry, vocabulary};

/// The order in which people name what they look for.
const ORDER: [Group; 13] = [
    Group::Role,
    Group::Arrangement,
    Group::HiresIn,
    Group::MyState,
    Group::Meets,
    Group::Credential,
    Group::Apprentice,
    Group::Setting,
    Group::Specialty,
    Group::CodeSet,
    Group::Software,
    Group::Type,
    Group::Agency,
];

/// "Remote or hires in Ohio, CPC, at least $26 an hour"; "Every new job" where nothing narrows it.
/// `fit` is what a guest said for the personal switches; without it they are about "my" state and
/// what "I" meet. The words searched for are untrusted text.
pub fn describe(criteria: &Criteria, fit: Option<&Fit>) -> String {
    let mut parts = Vec::new();
    if !criteria.q().is_empty() {
        parts.push(format!("“{}”", criteria.q()));
    }
    parts.extend(ORDER.into_iter().filter_map(|group| part(criteria, fit, group)));
    let floor = criteria.pairs().into_iter().find(|(name, _)| name == "pay_floor");
    parts.extend(floor.map(|(_, dollars)| format!("at least ${dollars} an hour")));
    parts.extend(part(criteria, fit, Group::Posted));
    match parts.is_empty() {
        true => "Every new job".to_owned(),
        false => capitalized(&parts.join(", ")),
    }
}

impl Alert {
    /// What it searches for, to whoever has it.
    pub fn words(&self) -> String {
        match self.is_outdated {
            true => "This search uses a filter the board no longer has: change it".to_owned(),
            false => describe(&self.criteria, self.fit.as_ref()),
        }
    }
}

impl Frequency {
    /// How often, as it reads in a sentence.
    pub fn in_words(self) -> &'static str {
        match self {
            Frequency::Instant => "as they appear, at most once an hour",
            Frequency::Daily => "once a day, in the morning",
            Frequency::Weekly => "once a week, on Monday morning",
        }
    }
}

fn part(criteria: &Criteria, fit: Option<&Fit>, group: Group) -> Option<String> {
    let labels: Vec<&str> = criteria.slugs(group).filter_map(|slug| group.label_of(slug)).collect();
    if labels.is_empty() {
        return None;
    }
    let values = labels.join(" or ");
    Some(match group {
        Group::HiresIn => hires_in(criteria, &values),
        Group::MyState => hires_in(criteria, home(fit)),
        Group::Meets => meets(fit),
        Group::Agency if criteria.slugs(group).count() > 1 => {
            "agency or direct employer".to_owned()
        }
        Group::Agency if criteria.has(group, "yes") => "posted by an agency".to_owned(),
        Group::Agency => "posted by the employer itself".to_owned(),
        Group::Apprentice => values.to_lowercase(),
        Group::Posted => format!("posted in the {}", values.to_lowercase()),
        _ => values,
    })
}

/// What hires in a state is also what is remote anywhere; a chosen arrangement says which.
fn hires_in(criteria: &Criteria, states: &str) -> String {
    match criteria.slugs(Group::Arrangement).next() {
        None => format!("remote or hires in {states}"),
        Some(_) => format!("hires in {states}"),
    }
}

fn home(fit: Option<&Fit>) -> &'static str {
    fit.and_then(|fit| fit.home).map_or("my state", |state| state.name())
}

/// "what I meet with CPC and CCS"; an account's profile is named by nothing.
fn meets(fit: Option<&Fit>) -> String {
    let held = match fit.map(|fit| fit.credentials.as_deref()) {
        None | Some(None) => return "only what I meet".to_owned(),
        Some(Some(all)) => all.iter().filter(|one| one.held == Held::Held),
    };
    let known = held.filter_map(|one| vocabulary().credentials.get(&one.credential));
    let names: Vec<&str> = known.map(Entry::short).collect();
    match names.split_last() {
        None => "what I meet without a credential".to_owned(),
        Some((last, [])) => format!("what I meet with {last}"),
        Some((last, others)) => format!("what I meet with {} and {last}", others.join(", ")),
    }
}

fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|letter| letter.to_uppercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::alerts::criteria::read;
    use crate::eligibility::Holding;
    use crate::vocabulary::State;

    #[test]
    fn an_alert_reads_as_one_would_say_it() {
        for (query, words) in [
            (
                "hires_in=OH&credential=cpc&pay_floor=26",
                "Remote or hires in Ohio, CPC, at least $26 an hour",
            ),
            ("", "Every new job"),
            ("q=outpatient+surgery&posted=7", "“outpatient surgery”, posted in the last 7 days"),
            ("arrangement=on-site&hires_in=OH,TX", "On site, hires in Ohio or Texas"),
            ("meets=yes&my_state=yes", "Remote or hires in my state, only what I meet"),
            ("agency=no&apprentice=yes", "Apprentices welcome, posted by the employer itself"),
        ] {
            assert_eq!(describe(&read(query), None), words, "{query}");
        }
    }

    #[test]
    fn what_a_guest_said_stands_behind_the_switches() {
        let held = |slug: &str| Holding { credential: slug.to_owned(), held: Held::Held };
        let mut fit = Fit { home: State::parse("OH"), ..Fit::default() };
        let both = read("meets=yes&my_state=yes");
        assert_eq!(
            describe(&both, Some(&fit)),
            "Remote or hires in Ohio, only what I meet",
            "holding nothing was not said"
        );
        for (slugs, words) in [
            (vec![], "without a credential"),
            (vec!["cpc"], "with CPC"),
            (vec!["cpc", "ccs"], "with CPC and CCS"),
        ] {
            fit.credentials = Some(slugs.into_iter().map(held).collect());
            let said = format!("Remote or hires in Ohio, what I meet {words}");
            assert_eq!(describe(&both, Some(&fit)), said);
        }
    }
}
