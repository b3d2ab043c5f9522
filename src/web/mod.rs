//! What every page needs and no noun owns: rendering, errors, forms, protection, assets.

mod assets;
mod client;
pub mod csp;
pub mod csrf;
mod download;
pub mod errors;
mod form;
mod limits;
mod link;
mod log;
pub mod markdown;
mod page;
mod paging;
mod receiving;
mod table;
mod upload;
mod waiting;

pub use crate::templates::Templates;
pub use assets::{Assets, serve as serve_asset};
pub use client::{asks_itself, device, network};
pub use download::download;
pub use form::{FormErrors, FormView, Input};
pub use limits::{Limit, Limits};
pub use link::TokenQuery;
pub use log::RequestSpan;
pub use page::{Chrome, EmployerLink, Page, SignedInAs, absolute, see_other};
pub use paging::Pager;
pub use receiving::Receiving;
pub use table::{Table, get, post};
pub use upload::{FormWithFile, TOO_MANY, Upload};
pub use waiting::too_many_emails;
