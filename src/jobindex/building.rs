//! Making a segment: of documents in their order, or of others that are sorted first.

use super::document::Document;
use super::employers::Employers;
use super::facet_slots::FacetsBuilder;
use super::names::NamesBuilder;
use super::segment::{Order, Pay, Places, Segment};
use super::shapes::ShapesBuilder;
use super::sites::SitesBuilder;
use super::terms::TermsBuilder;
use crate::eligibility::Site;
use rustc_hash::FxHasher;
use std::cmp::Reverse;
use std::hash::{Hash, Hasher};

/// A segment that documents are still added to, from the newest on.
pub(super) struct SegmentBuilder {
    orders: Vec<Order>,
    minimum: Vec<u32>,
    maximum: Vec<u32>,
    marks: Vec<u32>,
    terms: TermsBuilder,
    facets: FacetsBuilder,
    shapes: ShapesBuilder,
    titles: NamesBuilder,
    employers: NamesBuilder,
    sites: SitesBuilder,
    towns: NamesBuilder,
}

impl SegmentBuilder {
    pub fn new() -> SegmentBuilder {
        SegmentBuilder {
            orders: Vec::new(),
            minimum: Vec::new(),
            maximum: Vec::new(),
            marks: Vec::new(),
            terms: TermsBuilder::default(),
            facets: FacetsBuilder::new(),
            shapes: ShapesBuilder::default(),
            titles: NamesBuilder::default(),
            employers: NamesBuilder::default(),
            sites: SitesBuilder::default(),
            towns: NamesBuilder::default(),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.orders.is_empty()
    }

    /// Whether a document may be added now: it is older than all others.
    pub fn takes(&self, document: &Document) -> bool {
        self.orders.last().is_none_or(|&last| Order::of(document) < last)
    }

    pub fn add(&mut self, document: &Document) {
        let slot = u32::try_from(self.orders.len()).expect("memory ends before 2^32 postings");
        let (minimum, maximum) = document.pay.filter(|&(_, most)| most > 0).unwrap_or_default();
        self.orders.push(Order::of(document));
        self.minimum.push(minimum);
        self.maximum.push(maximum);
        self.marks.push(mark(document));
        self.terms.add(slot, document);
        self.facets.add(slot, document);
        self.shapes.add(&document.stated);
        self.titles.add(&document.title);
        self.employers.add(&document.employer);
        self.sites.add(document.stated.site.as_ref());
        self.towns.add(&town(document.stated.site.as_ref()));
    }

    pub fn finish(self) -> Segment {
        let end = self.orders.len() as u32;
        Segment {
            places: Places::of(&self.orders),
            pay: Pay::of(self.minimum, self.maximum),
            marks: self.marks,
            terms: self.terms.finish(end),
            facets: self.facets.finish(end),
            shapes: self.shapes.finish(),
            titles: self.titles.finish(),
            employers: Employers::of(self.employers),
            sites: self.sites.finish(),
            towns: self.towns.finish(),
        }
    }
}

impl Segment {
    /// Indexes documents with different ids.
    pub fn of(mut documents: Vec<Document>) -> Segment {
        documents.sort_unstable_by_key(|document| Reverse(Order::of(document)));
        let mut segment = SegmentBuilder::new();
        documents.iter().for_each(|document| segment.add(document));
        segment.finish()
    }
}

fn town(site: Option<&Site>) -> String {
    let known = site.filter(|site| !site.city.is_empty());
    known.map(|site| format!("{}, {}", site.city, site.state)).unwrap_or_default()
}

/// A number out of everything a document says, the same on every machine.
fn mark(document: &Document) -> u32 {
    let mut hasher = FxHasher::default();
    document.hash(&mut hasher);
    let hash = hasher.finish();
    (hash ^ hash >> 32) as u32
}
