//! CareerCenter, the job board for medical coders.

pub mod accounts;
pub mod audit;
pub mod clock;
pub mod config;
pub mod db;
pub mod eligibility;
pub mod employers;
pub mod error;
pub mod exchange;
pub mod jobindex;
pub mod lane;
pub mod mail;
pub mod moderation;
pub mod paths;
pub mod postings;
pub mod queue;
pub mod reader;
pub mod routes;
pub mod sample;
pub mod schema;
pub mod site;
pub mod templates;
pub mod token;
pub mod vocabulary;
pub mod web;
pub mod worker;
