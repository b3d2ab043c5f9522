//! How letters leave: what becomes of each, whatever the mail server does.

mod addresses;
mod endings;
mod operator;
mod senders;
mod settings;
mod signing;

use careercenter::config::{Config, MailTo, Secret};
use careercenter::mail::outbox::{self, Kind};
use careercenter::mail::{Letter, Mailer};
use careercenter::schema::outbox as table;
use diesel::prelude::*;

use crate::support::{PostOffice, World};

/// The board sends through this server from now on.
fn through(world: &mut World, office: &PostOffice) {
    let config =
        Config { mail: MailTo::Smtp(Secret::new(office.url())), ..(*world.site.config).clone() };
    world.site.mailer = Mailer::open(&config).expect("the server has an address");
}

/// Puts a letter in the outbox, and gives its id.
fn post(world: &World, recipient: &str, kind: Kind) -> i64 {
    let now = world.now();
    let put = |conn: &mut _| {
        outbox::post(conn, now, recipient, kind, &())?;
        Ok(table::table.select(table::id).order(table::id.desc()).first(conn)?)
    };
    world.site.db.write_now(put).expect("the outbox takes it")
}

fn row(world: &World, id: i64) -> outbox::Row {
    world.site.db.read_now(|conn| outbox::by_id(conn, id)).expect("the letter is there")
}

fn letter(world: &World, to: &str) -> Letter {
    Letter {
        to: to.to_owned(),
        subject: "New for you".to_owned(),
        text: "Hello.\n.a line with a dot\n".to_owned(),
        html: "<p>Hello.</p>".to_owned(),
        list: None,
        message_id: "<one@board.example>".to_owned(),
        at: world.now(),
    }
}
