//! What a search selects from one part: the postings that have everything asked for, and those that would be
//! selected if one group were not asked about.

use super::criteria::Near;
use super::evaluate::Words;
use super::groups::Group;
use super::hits::Hits;
use super::parts::Part;
use super::question::Question;
use super::selected::Selected;
use crate::eligibility::{Judge, Point};

/// Something several values of which can be chosen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Filter {
    Group(Group),
    Employer,
}

/// What a search selects from a part.
pub(super) struct Selection<'a> {
    pub part: &'a Part,
    pub words: Words<'a>,
    /// Everything asked for.
    pub selected: Selected,
    /// Sites within the radius, by how far they are.
    pub sites: Vec<(f64, usize)>,
    /// Words, place, pay and what is not hidden alone.
    required: Selected,
    /// Slots that each filter leaves.
    filters: Vec<(Filter, Hits)>,
    /// What is met by the one who searches: of what is required if that was asked for, else of what
    /// is selected.
    met: Option<Hits>,
    /// What hires where they live.
    at_home: Option<Hits>,
}

impl<'a> Selection<'a> {
    pub fn of(part: &'a Part, question: &'a Question) -> Selection<'a> {
        let mut selection = Selection {
            part,
            words: Words::of(&part.segment, &question.words.query),
            selected: Selected::Live,
            sites: Vec::new(),
            required: Selected::Live,
            filters: Vec::new(),
            met: None,
            at_home: at_home(part, question.eyes.judge),
        };
        selection.require(question);
        for group in Group::ALL.into_iter().filter(|&group| group != Group::Meets) {
            if let Some(hits) = selection.left_by(group, question) {
                selection.filters.push((Filter::Group(group), hits));
            }
        }
        if let Some(hits) = left_by_employers(part, question) {
            selection.filters.push((Filter::Employer, hits));
        }
        selection.selected = selection.but_for(None);
        selection.see(question);
        selection
    }

    fn require(&mut self, question: &Question) {
        let (part, criteria) = (self.part, question.criteria);
        if let Some(found) = self.words.found() {
            self.required.keep(&found, part);
        }
        if let Some(near) = criteria.near() {
            let center = Point { lat: near.lat, lon: near.lon };
            self.sites = part.segment.sites.near(center, f64::from(near.miles));
            self.required.keep(&within(part, near, &self.sites), part);
        }
        if let Some(floor) = criteria.pay_floor() {
            let pay = &part.segment.pay;
            let mut paying = pay.reaching(floor, criteria.pay_is_sure());
            if criteria.keeps_unpaid() {
                paying.add(&pay.none());
            }
            self.required.keep(&paying, part);
        }
        let hidden = part.slots_of(question.eyes.hidden);
        if !hidden.is_empty() {
            let mut all = Hits::none(part.end());
            hidden.into_iter().for_each(|slot| all.insert(slot));
            self.required.remove(&all, part);
        }
    }

    /// What the choices of a group leave; nothing if there are none.
    fn left_by(&self, group: Group, question: &Question) -> Option<Hits> {
        let criteria = question.criteria;
        let (chosen, excluded) = (criteria.chosen(group), criteria.excluded_values(group));
        if chosen.is_empty() && excluded.is_empty() {
            return None;
        }
        let (segment, end) = (&self.part.segment, self.part.end());
        let mut left = match chosen {
            [] => Hits::below(end, end),
            _ => Hits::none(end),
        };
        for &value in chosen {
            match group {
                Group::Posted => {
                    left.add(&Hits::below(segment.end_since(question.since(value)), end));
                }
                Group::MyState => self.at_home.iter().for_each(|hits| left.add(hits)),
                _ => segment.add_having(group, value, &mut left),
            }
        }
        if !excluded.is_empty() {
            let mut not = Hits::none(end);
            excluded.iter().for_each(|&value| segment.add_having(group, value, &mut not));
            left.remove(&not);
        }
        Some(left)
    }

    /// What is met is found out among as few postings as the counts allow.
    fn see(&mut self, question: &Question) {
        let is_asked = !question.criteria.chosen(Group::Meets).is_empty();
        if let Some(judge) = question.eyes.judge {
            let among = if is_asked { &self.required } else { &self.selected };
            self.met = Some(self.part.segment.shapes.met(judge, &among.hits(self.part)));
        }
        if is_asked {
            let met = self.met.clone().unwrap_or_else(|| Hits::none(self.part.end()));
            self.filters.push((Filter::Group(Group::Meets), met));
            self.selected = self.but_for(None);
        }
    }

    /// The slots of the one value of a group that is about the one who searches; none of others.
    pub fn personal(&self, group: Group) -> Option<Option<&Hits>> {
        match group {
            Group::Meets => Some(self.met.as_ref()),
            Group::MyState => Some(self.at_home.as_ref()),
            _ => None,
        }
    }

    /// What would be selected if nothing were asked about one filter; none if nothing is.
    pub fn without(&self, filter: Filter) -> Option<Selected> {
        let is_asked = self.filters.iter().any(|(other, _)| *other == filter);
        is_asked.then(|| self.but_for(Some(filter)))
    }

    fn but_for(&self, left_out: Option<Filter>) -> Selected {
        let mut selected = self.required.clone();
        for (filter, hits) in &self.filters {
            if Some(*filter) != left_out {
                selected.keep(hits, self.part);
            }
        }
        selected
    }
}

fn at_home(part: &Part, judge: Option<&Judge>) -> Option<Hits> {
    let home = judge.and_then(Judge::home)?;
    let value = Group::HiresIn.index_of(home.abbr())?;
    let mut at_home = Hits::none(part.end());
    part.segment.add_having(Group::HiresIn, value, &mut at_home);
    Some(at_home)
}

/// What is worked at near enough, and what is remote and hires in the state.
fn within(part: &Part, near: &Near, sites: &[(f64, usize)]) -> Hits {
    let segment = &part.segment;
    let mut within = segment.sites.slots_of(sites.iter().map(|&(_, place)| place), part.end());
    let arrangement = |slug| {
        let value = Group::Arrangement.index_of(slug).expect("an arrangement of the vocabulary");
        segment.facets.of(Group::Arrangement, value)
    };
    within.add_list(arrangement("remote-us"));
    within.add_list(arrangement("remote-intl"));
    if let Some(state) = Group::HiresIn.index_of(near.state.abbr()) {
        let hiring = segment.set_of([segment.facets.of(Group::HiresIn, state)]);
        within.add(&hiring.and(arrangement("remote-states")));
    }
    within
}

fn left_by_employers(part: &Part, question: &Question) -> Option<Hits> {
    let (chosen, excluded) =
        (question.criteria.employers(), question.criteria.excluded_employers());
    if chosen.is_empty() && excluded.is_empty() {
        return None;
    }
    let employers = &part.segment.employers;
    let of = |slugs: &[String]| {
        let names = slugs.iter().flat_map(|slug| employers.with_slug(slug));
        employers.names.slots.any(names.map(|name| name as usize), part.end())
    };
    let mut left = match chosen {
        [] => Hits::below(part.end(), part.end()),
        _ => of(chosen),
    };
    left.remove(&of(excluded));
    Some(left)
}
