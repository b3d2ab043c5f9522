//! What tests stand on: databases that vanish, a server that is one test's own, pages that can be
//! asked, and a browser.

pub mod advert;
mod browser;
mod client;
mod cluster;
mod database;
pub mod document;
mod form;
mod leash;
mod multipart;
mod page;
mod people;
mod post_office;
mod postgres;
mod program;
mod programs;
mod run;
pub mod sent;
mod shared;
mod world;

pub use browser::{Browser, Scheme};
pub use client::Client;
pub use database::{Database, Kind, OnBoth};
pub use form::Form;
pub use page::Page;
pub use people::PASSWORD;
pub use post_office::{Answer, At, PostOffice};
pub use program::{Program, Running, kills};
pub use shared::shared;
pub use world::World;

/// Tells each story twice, once on each database: `on_both! { fn a_sentence(world: World) { .. } }`
/// makes the tests `a_sentence::on_sqlite` and `a_sentence::on_postgres`. The type is `World` for
/// a journey through a server, `Database` for what lies beneath.
macro_rules! on_both {
    ($($(#[$note:meta])* fn $name:ident($given:ident: $type:ty) $story:block)+) => {$(
        $(#[$note])*
        mod $name {
            use super::*;

            fn tell($given: $type) $story

            #[test]
            fn on_sqlite() {
                tell($crate::support::OnBoth::on($crate::support::Kind::Sqlite));
            }

            #[test]
            fn on_postgres() {
                tell($crate::support::OnBoth::on($crate::support::Kind::Postgres));
            }
        }
    )+};
}
