//! When nothing fits: what to change, and how much that would show. Never a dead end, and never more
//! searches than a page can afford.

use serde::Serialize;

use super::employers::Names;
use super::parts::{self, Part};
use super::words::{counted_jobs, cut};
use crate::jobindex::{Counter, Criteria, Eyes, Group, Near, Snapshot};
use crate::paths;
use crate::vocabulary::State;

/// Searches made for advice, at most.
const TRIES: usize = 30;
/// Of them, those kept for what is tried when no single change helps: pairs, then parts alone.
const FOR_PAIRS: usize = 10;
const FOR_ALONE: usize = 4;
/// Parts of which two at a time are left out: ten pairs.
const PAIRED: usize = 5;
/// Words that are left out one by one.
const WORDS: usize = 6;
/// Lines of advice.
const MOST: usize = 8;
/// Characters of a part in a line of advice.
const LONGEST: usize = 80;

/// What the page says instead of results.
#[derive(Debug, Serialize)]
pub struct Empty {
    heading: &'static str,
    lead: &'static str,
    advice: Vec<Advice>,
    all_url: String,
    /// Nothing on a board without jobs.
    all_text: Option<String>,
}

#[derive(Debug, Serialize)]
struct Advice {
    label: String,
    #[serde(skip)]
    count: usize,
    count_text: String,
    url: String,
}

/// Counts as long as it may.
struct Tries<'a> {
    counter: Counter<'a>,
    left: usize,
}

impl Empty {
    /// For a search that found nothing; `words` are its words as they were understood.
    pub fn of(
        (index, eyes, now): (&Snapshot, &Eyes, i64),
        criteria: &Criteria,
        words: &str,
        names: &Names,
    ) -> Empty {
        let mut counter = index.counter(eyes, now);
        let all = counter.count(&Criteria::default());
        let mut tries = Tries { counter, left: TRIES - FOR_PAIRS - FOR_ALONE };
        let parts = whole(criteria, words, names);
        let mut lead = "One change, and there would be:";
        let mut advice = tries.all(parts.iter().map(without));
        advice.extend(tries.all(changes(criteria)));
        // Everything is what the last line offers.
        if advice.len() > 1 {
            advice.retain(|advice| advice.url != paths::LISTING);
        }
        if advice.is_empty() {
            lead = "It takes two changes. There would be:";
            tries.left += FOR_PAIRS;
            advice = tries.all(pairs(&parts));
        }
        if advice.is_empty() && parts.len() > 2 {
            lead = "By itself each of these would show some:";
            tries.left += FOR_ALONE;
            advice = tries.all(alone(criteria, words, names));
        }
        advice.sort_by_key(|advice| std::cmp::Reverse(advice.count));
        advice.truncate(MOST);
        Empty {
            heading: match parts.len() {
                _ if all == 0 => "There are no jobs yet",
                0 | 1 => "No job fits that",
                _ => "No job fits all of that",
            },
            lead,
            advice,
            all_url: paths::listing(""),
            all_text: (all > 0).then(|| counted_jobs(all)),
        }
    }
}

impl Tries<'_> {
    /// Those of the searches that would show something, as many as may be tried.
    fn all(&mut self, searches: impl IntoIterator<Item = Part>) -> Vec<Advice> {
        let mut advice = Vec::new();
        for part in searches {
            if self.left == 0 {
                break;
            }
            self.left -= 1;
            let count = self.counter.count(&part.without);
            if count > 0 {
                let url = paths::listing(&part.without.query_string());
                let label = part.label;
                advice.push(Advice { label, count, count_text: counted_jobs(count), url });
            }
        }
        advice
    }
}

/// What can be left out, each as a whole.
fn whole(criteria: &Criteria, words: &str, names: &Names) -> Vec<Part> {
    let mut parts: Vec<Part> = parts::words_of(criteria, words).into_iter().collect();
    parts.extend(parts::near(criteria));
    parts.extend(parts::groups(criteria));
    parts.extend(parts::employers(criteria, names));
    parts.extend(parts::floor(criteria));
    for part in &mut parts {
        // Named as the chips above name them; words stand in quotes there, too.
        part.label = format!("“{}”", cut(part.label.trim_matches(['“', '”']), LONGEST));
    }
    parts
}

fn without(part: &Part) -> Part {
    Part::new(format!("without {}", part.label), part.without.clone())
}

/// Less than leaving out: fewer words, a wider circle, states next door, another meaning of pay.
fn changes(criteria: &Criteria) -> Vec<Part> {
    let mut changes = fewer_words(criteria);
    if let Some(near) = criteria.near() {
        let wider = Near::MILES.into_iter().filter(|miles| *miles > near.miles);
        changes.extend(wider.map(|miles| {
            let label = format!("within {miles} miles of {}", near.label);
            Part::new(label, criteria.clone().with_miles(miles))
        }));
    }
    changes.extend(next_door(criteria));
    if criteria.pay_is_sure() {
        let may = criteria.clone().with_pay_sure(false);
        changes.extend(super::pay::in_words(&may).map(|words| {
            Part::new(format!("that {}", words.replacen("May", "may", 1)), may.clone())
        }));
    }
    if criteria.pay_floor().is_some() && !criteria.keeps_unpaid() {
        let label = "with those that do not state their pay";
        changes.push(Part::new(label, criteria.clone().with_unpaid(true)));
    }
    changes
}

/// Without each of several words, and without quotes. Commas make whole searches of their parts,
/// which are not taken apart.
fn fewer_words(criteria: &Criteria) -> Vec<Part> {
    let q = criteria.q();
    let mut fewer = Vec::new();
    if q.contains('"') {
        let bare = criteria.clone().with_words(&q.replace('"', " "));
        fewer.push(Part::new("without the quotes", bare));
    }
    let pieces = pieces(q);
    if q.contains(',') || pieces.len() < 2 {
        return fewer;
    }
    for (at, piece) in pieces.iter().enumerate().take(WORDS) {
        let others = pieces.iter().enumerate().filter(|(other, _)| *other != at);
        let others: Vec<&str> = others.map(|(_, piece)| *piece).collect();
        let label = match piece.strip_prefix('-') {
            Some(word) => format!("with “{}”, too", word.trim_matches('"')),
            None => format!("without “{}”", piece.trim_matches('"')),
        };
        fewer.push(Part::new(cut(&label, LONGEST), criteria.clone().with_words(&others.join(" "))));
    }
    fewer
}

/// Words and phrases as they stand in a search.
fn pieces(q: &str) -> Vec<&str> {
    let mut quoted = false;
    let at_gap = |c: char| {
        quoted ^= c == '"';
        c == ' ' && !quoted
    };
    q.split(at_gap).filter(|piece| !piece.is_empty()).collect()
}

/// Of one state: the states around it, too.
fn next_door(criteria: &Criteria) -> Option<Part> {
    let mut chosen = criteria.slugs(Group::HiresIn);
    let (state, None) = (State::of_abbr(chosen.next()?)?, chosen.next()) else { return None };
    let mut wider = criteria.clone();
    let mut names = Vec::new();
    for neighbor in state.neighbors() {
        wider = wider.with(Group::HiresIn, neighbor.abbr());
        names.push(neighbor.name());
    }
    let label = format!("with the states around {}: {}", state.name(), names.join(", "));
    (!names.is_empty()).then(|| Part::new(label, wider))
}

/// Two of the parts left out at once.
fn pairs(parts: &[Part]) -> Vec<Part> {
    let some = &parts[..parts.len().min(PAIRED)];
    let pair = |one: &Part, other: &Part| {
        let label = format!("without {} and {}", one.label, other.label);
        Some(Part::new(label, lacking_both(&one.without, &other.without)?))
    };
    let rest = |at: usize| some.iter().skip(at + 1);
    let each = some.iter().enumerate();
    each.flat_map(|(at, one)| rest(at).filter_map(move |other| pair(one, other))).collect()
}

/// What both searches have in common.
fn lacking_both(one: &Criteria, other: &Criteria) -> Option<Criteria> {
    let kept = other.pairs();
    let common = one.pairs().into_iter().filter(|pair| kept.contains(pair));
    let common = Criteria::parse(common).criteria;
    (!common.is_everything()).then_some(common)
}

/// Each part by itself.
fn alone(criteria: &Criteria, words: &str, names: &Names) -> Vec<Part> {
    let everything = criteria.pairs();
    let only = |part: Part| {
        let rest = part.without.pairs();
        let own = everything.iter().filter(|pair| !rest.contains(pair)).cloned();
        Part::new(part.label, Criteria::parse(own).criteria)
    };
    whole(criteria, words, names).into_iter().map(only).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(query: &str) -> Criteria {
        Criteria::parse(url::form_urlencoded::parse(query.as_bytes()).into_owned()).criteria
    }

    fn queries(parts: &[Part]) -> Vec<String> {
        parts.iter().map(|part| part.without.query_string()).collect()
    }

    #[test]
    fn words_are_left_out_one_by_one_and_phrases_as_one() {
        let fewer = fewer_words(&read("q=%22risk+adjustment%22+coder+-travel"));
        assert_eq!(
            queries(&fewer),
            [
                "q=risk+adjustment+coder+-travel",
                "q=coder+-travel",
                "q=%22risk+adjustment%22+-travel",
                "q=%22risk+adjustment%22+coder"
            ]
        );
        assert_eq!(fewer[3].label, "with “travel”, too");
        assert!(fewer_words(&read("q=coder")).is_empty());
        assert!(fewer_words(&read("q=coder,+auditor")).is_empty());
    }

    #[test]
    fn a_circle_widens_and_a_state_opens_its_borders() {
        let wider = changes(&read("near=43215&within=100"));
        assert_eq!(queries(&wider), ["near=43215&within=200"]);
        let around = next_door(&read("hires_in=ME")).expect("a neighbor");
        assert_eq!(around.without.query_string(), "hires_in=ME,NH");
        assert_eq!(around.label, "with the states around Maine: New Hampshire");
        assert!(next_door(&read("hires_in=HI")).is_none());
        assert!(next_door(&read("hires_in=ME,NH")).is_none());
    }

    #[test]
    fn two_parts_leave_together_and_each_stands_alone() {
        let criteria = read("q=astronaut&software=epic&hires_in=WY");
        let parts = whole(&criteria, criteria.q(), &Names::default());
        let two = ["hires_in=WY", "software=epic", "q=astronaut"];
        assert_eq!(queries(&pairs(&parts)), two);
        let each = alone(&criteria, criteria.q(), &Names::default());
        assert_eq!(queries(&each), ["q=astronaut", "software=epic", "hires_in=WY"]);
    }
}
