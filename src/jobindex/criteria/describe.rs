//! A search in words people read: the name of an alert, of a feed, of a page in search engines.

use super::super::groups::Group;
use super::Criteria;
use super::canonical::dollars;
use crate::eligibility::{Fit, Held};
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

impl Criteria {
    /// "Remote or hires in Ohio, CPC, at least $26 an hour"; "Every new job" where nothing narrows
    /// it. `fit` is what was said for the personal switches; without it they are about "your" state
    /// and what "you" meet. The words searched for are untrusted text; order and page are not told.
    pub fn describe(&self, fit: Option<&Fit>) -> String {
        let mut parts = Vec::new();
        if !self.q.is_empty() {
            parts.push(format!("“{}”", self.q));
        }
        parts.extend(ORDER.into_iter().filter_map(|group| part(self, fit, group)));
        parts.extend(self.pay_floor.map(|floor| format!("at least ${} an hour", dollars(floor))));
        parts.extend(part(self, fit, Group::Posted));
        match parts.is_empty() {
            true => "Every new job".to_owned(),
            false => capitalized(&parts.join(", ")),
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
    fit.and_then(|fit| fit.home).map_or("your state", |state| state.name())
}

/// "what you meet with CPC and CCS"; an account's profile is named by nothing.
fn meets(fit: Option<&Fit>) -> String {
    let held = match fit.map(|fit| fit.credentials.as_deref()) {
        None | Some(None) => return "only what you meet".to_owned(),
        Some(Some(all)) => all.iter().filter(|one| one.held == Held::Held),
    };
    let known = held.filter_map(|one| vocabulary().credentials.get(&one.credential));
    let names: Vec<&str> = known.map(Entry::short).collect();
    match names.split_last() {
        None => "what you meet without a credential".to_owned(),
        Some((last, [])) => format!("what you meet with {last}"),
        Some((last, others)) => format!("what you meet with {} and {last}", others.join(", ")),
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
    use crate::eligibility::Holding;
    use crate::vocabulary::State;

    fn read(query: &str) -> Criteria {
        Criteria::parse(url::form_urlencoded::parse(query.as_bytes()).into_owned()).criteria
    }

    #[test]
    fn a_search_reads_as_one_would_say_it() {
        for (query, words) in [
            (
                "hires_in=OH&credential=cpc&pay_floor=26",
                "Remote or hires in Ohio, CPC, at least $26 an hour",
            ),
            ("", "Every new job"),
            ("q=outpatient+surgery&posted=7", "“outpatient surgery”, posted in the last 7 days"),
            ("arrangement=on-site&hires_in=OH,TX", "On site, hires in Ohio or Texas"),
            ("meets=yes&my_state=yes", "Remote or hires in your state, only what you meet"),
            ("agency=no&apprentice=yes", "Apprentices welcome, posted by the employer itself"),
        ] {
            assert_eq!(read(query).describe(None), words, "{query}");
        }
    }

    #[test]
    fn what_a_guest_said_stands_behind_the_switches() {
        let held = |slug: &str| Holding { credential: slug.to_owned(), held: Held::Held };
        let mut fit = Fit { home: State::parse("OH"), ..Fit::default() };
        let both = read("meets=yes&my_state=yes");
        assert_eq!(
            both.describe(Some(&fit)),
            "Remote or hires in Ohio, only what you meet",
            "holding nothing was not said"
        );
        for (slugs, words) in [
            (vec![], "without a credential"),
            (vec!["cpc"], "with CPC"),
            (vec!["cpc", "ccs"], "with CPC and CCS"),
        ] {
            fit.credentials = Some(slugs.into_iter().map(held).collect());
            let said = format!("Remote or hires in Ohio, what you meet {words}");
            assert_eq!(both.describe(Some(&fit)), said);
        }
    }
}
