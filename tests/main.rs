//! Every test that needs a database, a server or a browser, as one binary: it is linked once, and
//! all of it shares one throw-away PostgreSQL cluster. One line a module.

#[macro_use]
mod support;

mod account;
mod accounts;
mod alert_pages;
mod alerts;
mod applicants;
mod applications;
mod architecture;
mod around;
mod board;
mod browser;
mod durability;
mod employers;
mod exchange;
mod feeds;
mod floor;
mod guards;
mod hiring;
mod kept;
mod live;
mod mail;
mod members;
mod migrations;
mod moderation;
mod postings;
mod queue;
mod reader;
mod relevance;
mod search;
mod seeker;
mod transactions;
mod uploads;
mod visitor;
