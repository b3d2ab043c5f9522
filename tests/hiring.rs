//! Those who hire work through the applications they received: they look, move, note, and are
//! told of new ones; and of two at once, one wins.

mod looking;
mod moving;
mod telling;

use careercenter::accounts::{Account, AccountId, Email};
use careercenter::applications::{Application, NewApplication, PublicId, Stage};
use careercenter::employers::{EmployerId, MemberRole, Standing};
use careercenter::postings::PostingId;
use careercenter::schema::application;
use diesel::prelude::*;

use crate::support::advert::{self, Hiring};
use crate::support::{Client, Page, World, sent};

const DANA: &str = "dana@riverbend.example";

/// An employer's owner, signed in, with one posting people apply to on the board.
struct Team {
    dana: Client,
    employer: EmployerId,
    hiring: Hiring,
    posting: PostingId,
}

impl Team {
    fn new(world: &World) -> Team {
        let id = world.account(DANA);
        let employer = world.employer(id, "Riverbend Health");
        let approve = |conn: &mut _| advert::stand(conn, employer, Standing::Approved);
        world.site.db.write_now(approve).expect("the employer is known");
        let account = world.site.db.read_now(|conn| Account::by_id(conn, id)).expect("Dana");
        let hiring = Hiring { account, employer };
        let posting = advert::publish(&world.site, &hiring, &sent::here("Outpatient Coder"));
        Team { dana: world.sign_in(DANA), employer, hiring, posting }
    }

    fn list(&self, query: &str) -> Page {
        self.dana.get(&format!("/hire/postings/{}/applications{query}", self.posting)).expect(200)
    }

    /// Somebody new with these credentials applies.
    fn receive(&self, world: &World, email: &str, credentials: &[&str]) -> String {
        let who = sent::holder(&world.site, world.account(email), credentials);
        sent::send(&world.site, &who, self.posting, &NewApplication::default())
    }
}

/// The page of an application for those who received it.
fn path(id: &str) -> String {
    format!("/hire/applications/{id}")
}

fn account_of(world: &World, email: &str) -> AccountId {
    let email = Email::parse(email).expect("an address");
    let found = world.site.db.read_now(|conn| Account::by_email(conn, &email));
    found.expect("read").expect("an account").id
}

fn named(world: &World, id: &str) -> Application {
    let id = PublicId::parse(id).expect("an id");
    world.site.db.read_now(|conn| Application::by_public_id(conn, &id)).expect("it is there")
}

/// The applicant takes it back.
fn withdraw(world: &World, id: &str) {
    let (application, now) = (named(world, id), world.now());
    world.site.db.write_now(|conn| application.withdraw(conn, now)).expect("withdrawn");
}

/// Presses the button of a stage on a page that is open.
fn press(page: &Page, stage: &str, note: &str) -> Page {
    let form = page.form("form.handling").set("note", note);
    let mut fields = form.fields.clone();
    fields.push(("stage".to_owned(), stage.to_owned()));
    page.client.post(&page.attr("form.handling", "action"), &fields)
}
