//! Puts the credentials a text names together into one demand.

use super::credentials::{self, Mention};
use super::cues::Cues;
use super::text::Text;
use crate::eligibility::{CredentialDemand, Demand, Necessity, Standing};
use crate::vocabulary::vocabulary;
use std::ops::Range;

/// Words of a sentence that lists credentials rather than asking for each of them.
const NOT_ALL: [&str; 12] = [
    "or",
    "either",
    "any",
    "following",
    "such",
    "eg",
    "one",
    "include",
    "includes",
    "including",
    "examples",
    "limited",
];
/// Words of a sentence that says what a kind of certification is.
const DEFINES: [&str; 3] = ["include", "includes", "examples"];

/// Credentials named together: one line of a list, one sentence.
#[derive(Debug, Clone)]
struct Group {
    members: Vec<(Option<u16>, Standing)>,
    necessity: Necessity,
    /// Whether every member is needed, rather than one.
    all: bool,
    /// Whether the words only say what a kind of certification is.
    defines: bool,
    tokens: Range<usize>,
}

/// The demand and the tokens of the text that speak of it; a demand of the title has none.
pub fn read(
    title: &Text<'_>,
    text: &Text<'_>,
    cues: &Cues,
) -> Option<(Demand, Option<Range<usize>>)> {
    let mut groups = groups(title, &credentials::find(title, true), None);
    let titled = groups.len();
    groups.extend(self::groups(text, &credentials::find(text, false), Some(cues)));
    let words = groups.get(titled).map(|group| group.tokens.clone());
    let demand = assemble(unite(groups))?;
    Some((demand, words))
}

/// One group for each sentence, consecutive short lines together. Without cues everything is required.
fn groups(text: &Text<'_>, mentions: &[Mention], cues: Option<&Cues>) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut last: Option<(u32, bool)> = None;
    let mut at = 0;
    for sentence in text.sentences() {
        let number = text.tokens[sentence.start].sentence;
        let from = at;
        while mentions.get(at).is_some_and(|mention| mention.sentence == number) {
            at += 1;
        }
        let found = sentence_groups(text, &sentence, &mentions[from..at], cues);
        let line = text.tokens[sentence.start].line;
        let short = sentence.len() <= 10;
        for group in found {
            let joins = short && last.is_some_and(|(above, was)| was && above + 2 >= line);
            match groups.last_mut() {
                Some(above) if joins && above.necessity == group.necessity && !group.all => {
                    above.members.extend(group.members);
                }
                _ => groups.push(group),
            }
            last = Some((line, short));
        }
    }
    groups
}

/// The groups of one sentence: one for what is required in it, one for what is preferred.
fn sentence_groups(
    text: &Text<'_>,
    sentence: &Range<usize>,
    mentions: &[Mention],
    cues: Option<&Cues>,
) -> Vec<Group> {
    let necessity = |tokens: &Range<usize>| {
        cues.map_or(Necessity::Required, |cues| cues.necessity(text, tokens))
    };
    let any = credentials::any_coding(text, sentence.clone());
    let open = text.has(sentence.clone(), &["any", "other", "equivalent", "similar"]);
    let mut groups: Vec<Group> = Vec::new();
    for mention in mentions {
        let needed = necessity(&mention.tokens);
        let member = (Some(mention.credential), mention.standing);
        match groups.iter_mut().find(|group| group.necessity == needed) {
            Some(group) => group.members.push(member),
            None => groups.push(Group {
                members: vec![member],
                necessity: needed,
                all: all_needed(text, sentence, mentions),
                defines: text.has(sentence.clone(), &DEFINES),
                tokens: mention.tokens.clone(),
            }),
        }
    }
    if let Some(tokens) = any {
        let needed = necessity(&tokens);
        add_any(&mut groups, open, needed, tokens);
    }
    groups
}

/// "Any coding credential" joins a list that is left open ("or other"), gives way to one that is not, and stands
/// alone where nothing is named.
fn add_any(groups: &mut Vec<Group>, open: bool, necessity: Necessity, tokens: Range<usize>) {
    let member = (None, Standing::Held);
    match groups.first_mut() {
        Some(group) if open => group.members.push(member),
        Some(_) => {}
        None => groups.push(Group {
            members: vec![member],
            necessity,
            all: false,
            defines: false,
            tokens,
        }),
    }
}

/// Two different credentials joined by "and" with no "or" anywhere near are both needed.
fn all_needed(text: &Text<'_>, sentence: &Range<usize>, mentions: &[Mention]) -> bool {
    let [first, .., last] = mentions else {
        return false;
    };
    let mut different: Vec<u16> = mentions.iter().map(|mention| mention.credential).collect();
    different.dedup();
    let between = first.tokens.end..last.tokens.start;
    let slashed = between.clone().any(|at| text.tokens[at].before == '/');
    different.len() == 2
        && text.has(between, &["and", "plus", "both"])
        && !slashed
        && !text.has(sentence.clone(), &NOT_ALL)
}

/// Required groups that share a credential are the same demand said twice: they become one.
fn unite(groups: Vec<Group>) -> Vec<Group> {
    let mut united: Vec<Group> = Vec::new();
    for mut group in groups {
        group.dedup();
        let same = united.iter_mut().find(|other| {
            other.necessity == group.necessity
                && (other.defines && group.defines
                    || other.members.iter().any(|(c, _)| group.members.iter().any(|(d, _)| c == d)))
        });
        match same {
            Some(other) => {
                other.all &= group.all;
                other.members.extend(group.members);
                other.dedup();
            }
            None => united.push(group),
        }
    }
    let required: Vec<Option<u16>> = united
        .iter()
        .filter(|group| group.necessity == Necessity::Required)
        .flat_map(|group| group.members.iter().map(|(credential, _)| *credential))
        .collect();
    for group in &mut united {
        if group.necessity == Necessity::Preferred {
            group.members.retain(|(credential, _)| !required.contains(credential));
        }
    }
    named_over_any(&mut united);
    united.retain(|group| !group.members.is_empty());
    united
}

/// "A coding certification" beside a list of coding credentials means that list.
fn named_over_any(groups: &mut [Group]) {
    let coding = vocabulary().coding_credentials();
    let named = groups.iter().any(|group| {
        group.necessity == Necessity::Required
            && group.members.iter().any(|(c, _)| c.is_some_and(|c| coding.contains(&c)))
    });
    for group in groups {
        if named && group.members.iter().all(|(credential, _)| credential.is_none()) {
            group.members.clear();
        }
    }
}

impl Group {
    /// Each credential once; the gentlest standing stays.
    fn dedup(&mut self) {
        let mut kept: Vec<(Option<u16>, Standing)> = Vec::new();
        for (credential, standing) in self.members.drain(..) {
            match kept.iter_mut().find(|(other, _)| *other == credential) {
                Some((_, old)) if *old == Standing::Held => *old = standing,
                Some(_) => {}
                None => kept.push((credential, standing)),
            }
        }
        self.members = kept;
    }

    fn demand(self) -> Demand {
        let necessity = self.necessity;
        let one = |(credential, standing): (Option<u16>, Standing)| match credential {
            None => Demand::AnyCodingCredential { necessity },
            Some(index) => Demand::Credential(CredentialDemand {
                credential: vocabulary().credentials.at(index).slug.clone(),
                standing,
                necessity,
            }),
        };
        let mut parts: Vec<Demand> = self.members.into_iter().map(one).collect();
        match parts.len() {
            1 => parts.remove(0),
            _ if self.all => Demand::AllOf(parts),
            _ => Demand::AnyOf(parts),
        }
    }
}

fn assemble(mut groups: Vec<Group>) -> Option<Demand> {
    groups.sort_by_key(|group| group.necessity == Necessity::Preferred);
    let mut parts: Vec<Demand> = groups.into_iter().map(Group::demand).collect();
    match parts.len() {
        0 => None,
        1 => Some(parts.remove(0)),
        _ => Some(Demand::AllOf(parts)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Necessity::{Preferred, Required};

    fn demand(text: &str) -> Option<Demand> {
        let text = Text::new(text);
        let cues = Cues::new(&text);
        read(&Text::new(""), &text, &cues).map(|(demand, _)| demand)
    }

    fn any(slugs: &[&str], necessity: Necessity) -> Demand {
        Demand::AnyOf(slugs.iter().map(|slug| Demand::held(slug, necessity)).collect())
    }

    #[test]
    fn lists_are_either_or() {
        let expected = Some(any(&["cpc", "ccs", "rhit"], Required));
        assert_eq!(demand("CPC, CCS, or RHIT required"), expected);
        assert_eq!(demand("One of the following is required:\n- CPC\n- CCS\n- RHIT"), expected);
        assert_eq!(demand("CPC/CCS/RHIT"), expected);
    }

    #[test]
    fn and_means_both() {
        let both = ["rhia", "cpma"].map(|slug| Demand::held(slug, Required));
        assert_eq!(demand("RHIA and CPMA required"), Some(Demand::AllOf(both.to_vec())));
    }

    #[test]
    fn preferred_stands_beside_required() {
        let expected =
            Demand::AllOf(vec![Demand::held("cpc", Required), Demand::held("crc", Preferred)]);
        assert_eq!(demand("CPC required, CRC preferred. Hold an active CPC."), Some(expected));
    }

    #[test]
    fn kinds_of_certification_are_alternatives() {
        let text = "Apprentice level certifications include CCA and CPC-A.\n\
            Mastery level certifications include CCS and CPC.";
        assert_eq!(demand(text), Some(any(&["cca", "cpc-a", "ccs", "cpc"], Required)));
    }

    #[test]
    fn any_coding_credential_is_its_own_demand() {
        let any = Demand::AnyCodingCredential { necessity: Required };
        assert_eq!(demand("Active AAPC or AHIMA coding credential required"), Some(any.clone()));
        assert_eq!(demand("Must be a certified coder"), Some(any));
        assert_eq!(
            demand("Coding certification required: CPC"),
            Some(Demand::held("cpc", Required))
        );
        assert_eq!(demand("Great team, great pay"), None);
    }
}
