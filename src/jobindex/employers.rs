//! The employers of a segment, and how many postings of each are in a result.

use super::criteria::employer_slug;
use super::names::{Names, NamesBuilder, commonest};
use super::parts::Part;
use super::question::Question;
use super::selected::Selected;
use super::selection::{Filter, Selection};
use super::tokens::Tokens;
use std::cmp::Reverse;

/// The names of employers, found by their slugs, too.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Employers {
    pub names: Names,
    /// Names by their slugs, spellings of one slug by the alphabet.
    pub(super) by_slug: Vec<u32>,
    /// The slugs in that order.
    pub(super) slugs: Tokens,
}

/// One employer beside a result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EmployerCount {
    /// In the spelling that most of the postings have.
    pub name: String,
    pub slug: String,
    /// How many postings choosing it alone shows.
    pub count: usize,
    pub chosen: bool,
    pub excluded: bool,
}

impl Employers {
    pub fn of(names: NamesBuilder) -> Employers {
        let names = names.finish();
        let slug = |name: u32| employer_slug(names.text(name));
        let mut all: Vec<(String, u32)> = (0..names.len() as u32).map(|n| (slug(n), n)).collect();
        all.sort_unstable_by(|(a, one), (b, other)| {
            (a, names.text(*one)).cmp(&(b, names.text(*other)))
        });
        let mut slugs = Tokens::default();
        all.iter().for_each(|(slug, _)| slugs.push(slug));
        let by_slug = all.into_iter().map(|(_, name)| name).collect();
        Employers { names, by_slug, slugs: slugs.settled() }
    }

    /// The names with this slug: usually one, in several spellings more.
    pub fn with_slug<'a>(&'a self, slug: &'a str) -> impl Iterator<Item = u32> + use<'a> {
        let places = self.slugs.seek(slug)..self.slugs.len();
        let is_same = move |&at: &usize| self.slugs.get(at) == slug;
        places.take_while(is_same).map(|at| self.by_slug[at])
    }

    /// Every name with its slug, by these.
    fn slugged(&self) -> impl Iterator<Item = (&str, u32)> {
        self.by_slug.iter().enumerate().map(|(at, &name)| (self.slugs.get(at), name))
    }
}

/// Employers with the most postings under everything else that is asked, at most `most`, and all that are chosen or
/// excluded.
pub(super) fn counts(
    selections: &[Selection],
    question: &Question,
    most: usize,
) -> Vec<EmployerCount> {
    let mut spelled: Vec<Spelled> = Vec::new();
    for (selection, selected) in selections.iter().zip(&others(selections)) {
        spelled.extend(by_slug(selection.part, selected));
    }
    // Runs in order: one of each part.
    spelled.sort_by_key(|one| (one.slug, one.text));
    let mut counted: Vec<(Reverse<usize>, &[Spelled])> = spelled
        .chunk_by(|one, other| one.slug == other.slug)
        .map(|spellings| (Reverse(spellings.iter().map(|one| one.count).sum()), spellings))
        .collect();
    counted.sort_unstable_by_key(|&(count, spellings)| (count, spellings[0].slug));
    let mut all = named(selections, question);
    for (Reverse(count), spellings) in counted.into_iter().take(most) {
        let texts = spellings.iter().map(|one| (one.text, one.count));
        let (slug, name) = (spellings[0].slug, commonest(texts).unwrap_or_default().to_owned());
        if all.iter().all(|named| named.slug != slug) {
            let (slug, chosen, excluded) = (slug.to_owned(), false, false);
            all.push(EmployerCount { name, slug, count, chosen, excluded });
        }
    }
    in_order(all)
}

/// The employers that are chosen or excluded, each with what choosing it alone shows.
pub(super) fn named(selections: &[Selection], question: &Question) -> Vec<EmployerCount> {
    let (chosen, excluded) =
        (question.criteria.employers(), question.criteria.excluded_employers());
    if chosen.is_empty() && excluded.is_empty() {
        return Vec::new();
    }
    let others = others(selections);
    let of = |slug: &String| {
        let (mut counted, mut live) = (Vec::new(), Vec::new());
        for (selection, selected) in selections.iter().zip(&others) {
            let (part, employers) = (selection.part, &selection.part.segment.employers);
            for name in employers.with_slug(slug) {
                let (text, list) = (employers.names.text(name), employers.names.slots(name));
                counted.push((text, selected.count(list, part)));
                live.push((text, part.live_on(list)));
            }
        }
        let count = counted.iter().map(|(_, count)| count).sum();
        let name = commonest(counted.into_iter()).or_else(|| commonest(live.into_iter()));
        EmployerCount {
            name: name.unwrap_or(slug).to_owned(),
            count,
            chosen: chosen.contains(slug),
            excluded: excluded.contains(slug),
            slug: slug.clone(),
        }
    };
    in_order(chosen.iter().chain(excluded).map(of).collect())
}

/// A spelling of an employer's name, and how many selected postings have it.
struct Spelled<'a> {
    slug: &'a str,
    text: &'a str,
    count: usize,
}

/// What is selected in each part but for the employers asked for.
fn others(selections: &[Selection]) -> Vec<Selected> {
    let other = |selection: &Selection| {
        selection.without(Filter::Employer).unwrap_or_else(|| selection.selected.clone())
    };
    selections.iter().map(other).collect()
}

/// The spellings that selected postings of a part have, by slug and the alphabet. What has no letter is no employer.
fn by_slug<'a>(part: &'a Part, selected: &Selected) -> impl Iterator<Item = Spelled<'a>> {
    let employers = &part.segment.employers;
    let mut counts = vec![0; employers.names.len()];
    for slot in selected.iter(part) {
        counts[employers.names.of_slot(slot) as usize] += 1;
    }
    let spelled = move |(slug, name): (&'a str, u32)| Spelled {
        slug,
        text: employers.names.text(name),
        count: counts[name as usize],
    };
    employers.slugged().map(spelled).filter(|one| one.count > 0 && !one.slug.is_empty())
}

fn in_order(mut employers: Vec<EmployerCount>) -> Vec<EmployerCount> {
    employers.sort_by(|a, b| (Reverse(a.count), &a.slug).cmp(&(Reverse(b.count), &b.slug)));
    employers
}
