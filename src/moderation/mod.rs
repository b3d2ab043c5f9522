//! Keeping strangers from people: the queue of held postings, reports from readers, and what an
//! administrator decides. Every decision is one verb of the noun it concerns, told by mail and
//! written into the record.

pub mod pages;
mod report;

pub use pages::{Badge, Line, Room, Tabs, counted, moment, record, tabs};
