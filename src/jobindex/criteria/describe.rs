//! A search in words people read: the name of an alert, of a feed, of a page in search engines.

use super::super::groups::Group;
use super::super::query::{Atom, Kind, Typed};
use super::Criteria;
use super::canonical::dollars;
use super::employers::readable;
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
            parts.push(spoken(&Typed::read(&self.q)));
        }
        parts.extend(ORDER.into_iter().filter_map(|group| part(self, fit, group)));
        parts.extend(ORDER.into_iter().filter_map(|group| left_out(self, group)));
        parts.extend(employers(&self.employers).map(|names| format!("from {names}")));
        parts.extend(employers(&self.excluded_employers).map(|names| format!("not from {names}")));
        parts.extend(
            self.near.as_ref().map(|near| format!("within {} miles of {}", near.miles, near.label)),
        );
        parts.extend(self.pay_floor.map(|floor| pay(self, floor)));
        parts.extend(part(self, fit, Group::Posted));
        match parts.is_empty() {
            true => "Every new job".to_owned(),
            false => capitalized(&parts.join(", ")),
        }
    }
}

/// The words: plain ones together in quotes, what an operator says in words.
fn spoken(typed: &Typed) -> String {
    let clause = |atoms: &Vec<Atom>| {
        let mut said: Vec<String> = Vec::new();
        let is_plain = |atom: &Atom| atom.kind == Kind::Word && !atom.excluded;
        for run in atoms.chunk_by(|a, b| is_plain(a) && is_plain(b)) {
            let text: Vec<&str> = run.iter().map(|atom| atom.text.as_str()).collect();
            let text = text.join(" ");
            let what = match run[0].kind {
                Kind::Word => format!("“{text}”"),
                Kind::Prefix => format!("words beginning with “{text}”"),
                Kind::Phrase => format!("exactly “{text}”"),
            };
            said.push(if run[0].excluded { format!("without {what}") } else { what });
        }
        said.join(", ")
    };
    typed.clauses.iter().map(clause).collect::<Vec<_>>().join(" or ")
}

/// "not CCS or COC".
fn left_out(criteria: &Criteria, group: Group) -> Option<String> {
    let labels = criteria.excluded(group).filter_map(|slug| group.label_of(slug));
    let label = |label: &'static str| match group {
        Group::Agency | Group::Apprentice => label.to_lowercase(),
        _ => label.to_owned(),
    };
    let values = labels.map(label).collect::<Vec<_>>().join(" or ");
    if values.is_empty() {
        return None;
    }
    Some(match group {
        Group::HiresIn => format!("does not hire in {values}"),
        Group::Agency if criteria.excluded(group).any(|slug| slug == "yes") => {
            "not by an agency".to_owned()
        }
        Group::Agency => "not by the employer itself".to_owned(),
        Group::Apprentice => "without those that welcome apprentices".to_owned(),
        _ => format!("not {values}"),
    })
}

fn employers(slugs: &[String]) -> Option<String> {
    let names: Vec<String> = slugs.iter().map(|slug| readable(slug)).collect();
    (!names.is_empty()).then(|| names.join(" or "))
}

fn pay(criteria: &Criteria, floor: u32) -> String {
    let floor = dollars(floor);
    let pay = match criteria.pay_is_sure {
        true => format!("pays at least ${floor} an hour for certain"),
        false => format!("at least ${floor} an hour"),
    };
    if criteria.keeps_unpaid { format!("{pay} or no pay stated") } else { pay }
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
            ("near=columbus,oh&credential=!ccs", "Not CCS, within 50 miles of Columbus, OH"),
            (
                "near=43215&within=20&pay=sure&pay_floor=26",
                "Within 20 miles of 43215, pays at least $26 an hour for certain",
            ),
            ("pay_floor=26.5&no_pay=yes", "At least $26.50 an hour or no pay stated"),
            (
                "employer=acme-health,!bayside&agency=!yes",
                "Not by an agency, from Acme Health, not from Bayside",
            ),
            (
                "q=coder -travel \"risk adjustment\", audit*&hires_in=!OH,!TX",
                "“coder”, without “travel”, exactly “risk adjustment” or words beginning with “audit”, does not hire in Ohio or Texas",
            ),
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
