//! Who works at an employer: how people are invited, how they come in, how roles change, how
//! people go, and that an owner always stays.

mod invitations;
mod roles;

use careercenter::employers::{EmployerId, MemberRole};
use careercenter::schema::{account, member};
use diesel::prelude::*;

use crate::support::{Client, Page, World};

const DANA: &str = "dana@riverbend.example";
const RAY: &str = "ray@riverbend.example";

/// Dana owns Riverbend Health, which the board knows.
fn riverbend(world: &World) -> (EmployerId, Client) {
    let employer = world.known_employer(world.account(DANA), "Riverbend Health");
    (employer, world.sign_in(DANA))
}

fn members(employer: EmployerId) -> String {
    format!("/hire/employers/{employer}/members")
}

fn invite(owner: &Client, employer: EmployerId, email: &str, role: &str) -> Page {
    let page = owner.get(&members(employer)).expect(200);
    page.fill("form[action$=invitations]", &[("email", email), ("role", role)])
}

/// The link of the last letter to an address.
fn link(world: &World, email: &str) -> String {
    world.work();
    world.link_in(&world.mail_to(email))
}

/// Everybody who sits there, and as what, in the order they came.
fn seats(world: &World, employer: EmployerId) -> Vec<(String, MemberRole)> {
    let load = |conn: &mut _| {
        Ok(member::table
            .inner_join(account::table)
            .filter(member::employer_id.eq(employer))
            .order(member::id)
            .select((account::email, member::role))
            .load(conn)?)
    };
    world.site.db.read_now(load).expect("read")
}

/// The form of somebody's row that ends with `part`.
fn act(page: &Page, name: &str, part: &str) -> String {
    let actions = page.attrs(&format!(".seats form[action$={part}]"), "action");
    let of = |action: &&String| {
        let id = action.split('/').nth(5).expect("a seat");
        page.text(&format!("[data-member='{id}'] h2")).starts_with(name)
    };
    let found = actions.iter().find(of);
    found.unwrap_or_else(|| panic!("no {part} for {name}: {}", page.shown())).clone()
}
