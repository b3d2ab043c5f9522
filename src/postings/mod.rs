//! Advertised jobs: what they say, what they pay, where they stand, and the desk an employer
//! works on them at.
//!
//! A [`Posting`] is the row with its stage; what a person wrote is its [`Content`], the one shape
//! that forms, imports, the sample board and kept versions share. Whatever changes what the
//! public sees ends with a row of the change log, which the index follows.

mod applied;
mod article;
mod asks;
mod card;
mod changes;
mod complete;
mod content;
mod draft;
#[cfg(test)]
mod example;
mod facts;
mod forms;
mod guards;
mod json_ld;
mod lint;
mod loaded;
mod local;
pub mod mails;
pub mod pages;
mod pay;
mod phrases;
mod posting;
mod questions;
mod reading;
mod review;
mod sheet;
mod shelf;
mod shown;
mod source;
mod stages;
mod stated;
mod stored;
mod twins;
mod versions;

pub use article::{Article, Banner, Link, article, article_of};
pub use card::{By, Card, Keep, VerdictLine, cards, tone};
pub use changes::follow_employer;
pub use complete::{LONGEST_DESCRIPTION, LONGEST_TITLE, SHORTEST_DESCRIPTION};
pub use content::{Classification, Content, Needs, SitePlace, needs};
pub use draft::Saving;
pub use facts::{Fact, ReadFact};
pub use forms::{money, typed_money, whole};
pub use guards::Look;
pub use loaded::{Loaded, load_contents, load_one};
pub use local::Local;
pub use pay::{Hourly, Pay, dollars, pieces, range, thousands, unit_words};
pub use phrases::{PayView, When, label, long_day};
pub use posting::{Origin, Posting, PostingId, Stage, hold, live_of, of_employer};
pub use questions::{LONGEST_QUESTION, MOST_QUESTIONS, Question, QuestionKind};
pub use reading::content_of;
pub use review::{
    Decision, Review, approve, check_reason, held, last_review, return_with, take_down,
};
pub use shelf::Shelf;
pub use shown::shown;
pub use source::{Imported, Outcome, Source};
pub use stages::{CloseReason, END_DATE, LISTED_DAYS, MOST_LISTED_DAYS, expire_due, hold_all};
pub use twins::{Others, attach_others, compare_texts, jobs, shown_as};
pub use versions::{Version, versions};
