//! What people do with their own account: where they are signed in, another password, another
//! address, and leaving.

mod closing;
mod email;
mod sessions;

use careercenter::schema::account;
use diesel::prelude::*;

use crate::support::{Client, PASSWORD, Page, World};

const DANA: &str = "dana@riverbend.example";
const NEW: &str = "dana.reyes@home.example";
const OTHER: &str = "walnut copper evening 52";

fn sign_in(client: &Client, email: &str, password: &str) -> Page {
    let form = client.get("/sign-in").expect(200);
    form.fill("main form", &[("email", email), ("password", password)])
}

fn is_signed_in(client: &Client) -> bool {
    client.get("/account").status == 200
}

fn change_password(client: &Client, now: &str, new: &str) -> Page {
    let page = client.get("/account").expect(200);
    page.fill("form[action='/account/password']", &[("password_now", now), ("password_new", new)])
}

fn change_email(client: &Client, new: &str, password: &str) -> Page {
    let page = client.get("/account").expect(200);
    page.fill("form[action='/account/email']", &[("new_email", new), ("email_password", password)])
}

fn close(client: &Client) -> Page {
    client.get("/account/closure").expect(200).fill("main form", &[("password", PASSWORD)])
}

/// Letters to an address by their subjects, oldest first.
fn letters(world: &World, address: &str) -> Vec<String> {
    world.work();
    let to = world.mails().into_iter().filter(|mail| mail.to == address);
    to.map(|mail| mail.subject).collect()
}

/// The link of the last letter to an address.
fn link(world: &World, email: &str) -> String {
    world.work();
    world.link_in(&world.mail_to(email))
}

/// Makes somebody one who came in as a guest: without a password.
fn forget_password(world: &World, email: &str) {
    let forget = |conn: &mut _| {
        let one = account::table.filter(account::email.eq(email));
        Ok(diesel::update(one).set(account::password_hash.eq("")).execute(conn)?)
    };
    assert_eq!(world.site.db.write_now(forget).expect("written"), 1);
}
