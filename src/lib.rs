//! CareerCenter, the job board for medical coders.
//!
//! The house is cut by noun into slices that stand on a thin floor. In reading order:
//!
//! - The floor: [`clock`], [`error`], [`config`], [`lane`] (bounded blocking work), [`token`],
//!   [`seal`] (small secrets), [`schema`]; then [`db`] (both databases behind one door), [`queue`],
//!   [`templates`], [`mail`], [`audit`], [`files`] (what people upload), [`extraction`] (taking it
//!   apart, far from us).
//! - What the field means, without database or web: [`vocabulary`], [`eligibility`] (what a
//!   posting demands), [`reader`] (facts out of text), [`resume`] (files of résumés),
//!   [`jobindex`] (the search engine).
//! - What every page needs: [`site`], [`paths`], [`web`].
//! - The slices, each importing only those before it: [`accounts`], [`employers`], [`postings`],
//!   [`applicants`], [`applications`], [`search`], [`alerts`], [`exchange`], [`moderation`],
//!   [`board`], [`sample`].
//! - The top: [`routes`] (every address in one table) and [`worker`] (work nobody waits for).
//!
//! `docs/ARCHITECTURE.md` tells the journeys through these rooms.

pub mod accounts;
pub mod alerts;
pub mod applicants;
pub mod applications;
pub mod audit;
pub mod board;
pub mod clock;
pub mod config;
pub mod db;
pub mod eligibility;
pub mod employers;
pub mod error;
pub mod exchange;
pub mod extraction;
pub mod files;
pub mod jobindex;
pub mod lane;
pub mod mail;
pub mod moderation;
pub mod paths;
pub mod postings;
pub mod queue;
pub mod reader;
pub mod resume;
pub mod routes;
pub mod sample;
pub mod schema;
pub mod seal;
pub mod search;
pub mod site;
pub mod templates;
pub mod token;
pub mod vocabulary;
pub mod web;
pub mod worker;
