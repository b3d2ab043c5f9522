//! Coders as job seekers: their profile, what others learn of it, and how long it is kept.

mod keeping;
mod profile;
mod refusals;
mod resume;

use careercenter::accounts::{Account, AccountId, Email};
use careercenter::applicants::Profile;

use crate::support::{Client, Page, World};

pub const CLEO: &str = "cleo@home.example";

/// What a first save holds at least.
pub const LEAST: [(&str, &str); 3] = [("zip", "43215"), ("credential", "cpc"), ("consent", "yes")];

/// Opens the profile, fills it in and saves it.
pub fn save(client: &Client, changed: &[(&str, &str)]) -> Page {
    client.get("/profile").expect(200).fill(FORM, changed)
}

/// The form of the page: there are others for the résumé.
pub const FORM: &str = "form[action='/profile']";

pub fn id_of(world: &World, email: &str) -> AccountId {
    account_of(world, email).id
}

pub fn account_of(world: &World, email: &str) -> Account {
    let email = Email::parse(email).expect("an address");
    let found = world.site.db.read_now(|conn| Account::by_email(conn, &email)).expect("read");
    found.expect("an account")
}

/// The profile of somebody who has one.
#[track_caller]
pub fn profile_of(world: &World, email: &str) -> Profile {
    profile_if_any(world, email).expect("a profile")
}

pub fn profile_if_any(world: &World, email: &str) -> Option<Profile> {
    let id = id_of(world, email);
    world.site.db.read_now(|conn| Profile::of(conn, id)).expect("read")
}
