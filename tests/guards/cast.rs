//! An employer, and everybody who might knock at its door.

use careercenter::accounts::{Account, Email};
use careercenter::alerts::{self, AlertId, Frequency, NewAlert};
use careercenter::applications::NewApplication;
use careercenter::employers::{EmployerId, MemberRole, Standing};
use careercenter::jobindex::{Criteria, Group};
use careercenter::postings::PostingId;
use reqwest::Method;

use super::rows::{For, For::*, parts};
use crate::support::{Client, Page, World, advert, sent};

/// What a row means for somebody.
type Gets = fn(For) -> Answer;

pub struct Person {
    pub client: Client,
    pub name: &'static str,
    pub gets: Gets,
}

/// An employer with a posting and people around it.
pub struct Cast {
    pub people: Vec<Person>,
    employer: EmployerId,
    pub posting: PostingId,
    application: String,
    /// Of the applicant.
    alert: AlertId,
    report: String,
    /// To the applicant, about what they sent.
    letter: String,
    asset: String,
    /// Of the applicant, in another browser than theirs here.
    session: String,
    /// A seat at our employer that nobody of the cast sits in.
    member: String,
    invitation: String,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Answer {
    Allowed,
    SignInFirst,
    NotFound,
    Forbidden,
}

fn stranger(row: For) -> Answer {
    match row {
        Everybody => Answer::Allowed,
        Token => Answer::NotFound,
        _ => Answer::SignInFirst,
    }
}

fn outsider(row: For) -> Answer {
    if matches!(row, Everybody | SignedIn) { Answer::Allowed } else { Answer::NotFound }
}

fn applicant(row: For) -> Answer {
    if row == Applicant { Answer::Allowed } else { outsider(row) }
}

fn viewer(row: For) -> Answer {
    match row {
        Everybody | SignedIn | Member => Answer::Allowed,
        Writer | Owner => Answer::Forbidden,
        Token | Applicant | Administrator => Answer::NotFound,
    }
}

fn recruiter(row: For) -> Answer {
    if row == Writer { Answer::Allowed } else { viewer(row) }
}

fn owner(row: For) -> Answer {
    if row == Owner { Answer::Allowed } else { recruiter(row) }
}

fn administrator(row: For) -> Answer {
    if row == Administrator { Answer::Allowed } else { outsider(row) }
}

impl Cast {
    pub fn new(world: &World) -> Cast {
        let id = world.account("dana@riverbend.example");
        let employer = world.employer(id, "Riverbend Health");
        let site = &world.site;
        let approve = |conn: &mut _| advert::stand(conn, employer, Standing::Approved);
        site.db.write_now(approve).expect("the employer is known");
        let account = site.db.read_now(|conn| Account::by_id(conn, id)).expect("an account");
        let hiring = advert::Hiring { account, employer };
        let posting = advert::publish(site, &hiring, &sent::here("Outpatient Coder"));
        let foreign = world.account("fay@lakeside.example");
        let lakeside = world.employer(foreign, "Lakeside Hospital");
        let root = world.administrator("root@board.example");
        let anybody = world.client();
        anybody.post(&format!("/jobs/{posting}/report"), &[("reason", "spam")]).expect(303);
        let report = root.get("/admin/reports").expect(200).attr("[data-report]", "data-report");
        let asset = anybody.get("/").expect(200).attr("link[rel=stylesheet]", "href");
        let seat = |email: &str, role| world.seat(employer, email, role);
        let beside = |email: &str, role| world.seat(lakeside, email, role);
        let person = |client, name, gets| Person { client, name, gets };
        let fay = world.sign_in("fay@lakeside.example");
        let people = vec![
            person(anybody, "a stranger", stranger as Gets),
            person(world.person("sam@home.example"), "an applicant", applicant),
            person(world.person("bea@home.example"), "another applicant", outsider),
            person(fay, "the owner of another employer", outsider),
            person(
                beside("rob@lakeside.example", MemberRole::Recruiter),
                "its recruiter",
                outsider,
            ),
            person(beside("val@lakeside.example", MemberRole::Viewer), "its viewer", outsider),
            person(seat("vic@riverbend.example", MemberRole::Viewer), "a viewer", viewer),
            person(seat("ray@riverbend.example", MemberRole::Recruiter), "a recruiter", recruiter),
            person(world.sign_in("dana@riverbend.example"), "the owner", owner),
            person(root, "an administrator", administrator),
        ];
        drop(world.sign_in("sam@home.example"));
        // Bea has applied too: what she may see is hers.
        applied(world, "bea@home.example", posting);
        let application = applied(world, "sam@home.example", posting);
        let alert = alert(world, "sam@home.example");
        let client = |name: &str| {
            let found = people.iter().find(|person| person.name == name);
            &found.expect("somebody of that name").client
        };
        let receipts = client("an administrator").get("/admin/mail?kind=application_receipt");
        let letter = receipts.expect(200).attr("[data-letter]", "data-letter");
        let sam = client("an applicant").get("/account").expect(200);
        let session = part(&sam.attr(".sessions form", "action"), 3);
        let (owner, members) = (client("the owner"), format!("/hire/employers/{employer}/members"));
        drop(world.seat(employer, "lou@riverbend.example", MemberRole::Viewer));
        let invited = [("email", "new@riverbend.example"), ("role", "viewer")];
        let invited = owner.get(&members).expect(200).fill("main .form", &invited).follow_all();
        let member = invited.attr(".seats li:last-child", "data-member");
        let invitation = part(&invited.attr(".invited form", "action"), 5);
        Cast {
            people,
            employer,
            posting,
            application,
            alert,
            report,
            letter,
            asset,
            session,
            member,
            invitation,
        }
    }

    /// The address of a route for our employer, our posting, our report.
    pub fn address(&self, route: &str) -> (Method, String) {
        let (method, path) = parts(route);
        let key = if path.starts_with("/employers") { self.employer.0 } else { self.posting.0 };
        let path = path
            .replace("/assets/{path:.*}", &self.asset)
            .replace("{employer}", &self.employer.to_string())
            .replace("{posting}", &self.posting.to_string())
            .replace("{id}", &self.posting.to_string())
            .replace("{key}", &key.to_string())
            .replace("{group}", "credential")
            .replace("{session}", &self.session)
            .replace("{member}", &self.member)
            .replace("{invitation}", &self.invitation)
            .replace("{application}", &self.application)
            .replace("{alert}", &self.alert.to_string())
            .replace("{letter}", &self.letter)
            .replace("{report}", &self.report);
        assert!(!path.contains('{'), "{path}: what belongs here?");
        (method, path)
    }

    pub fn named(&self, name: &str) -> &Client {
        let found = self.people.iter().find(|person| person.name == name);
        &found.expect("somebody of that name").client
    }
}

/// One step of a path, counted from 0 behind the first stroke.
fn part(path: &str, number: usize) -> String {
    path.split('/').nth(number).expect("the path is long enough").to_owned()
}

/// Somebody's application, with a résumé.
fn applied(world: &World, email: &str, posting: PostingId) -> String {
    let email = Email::parse(email).expect("an address");
    let found = world.site.db.read_now(|conn| Account::by_email(conn, &email));
    let id = found.expect("the database answers").expect("they have an account").id;
    let key = sent::resume(&world.site, id, "me.pdf", b"%PDF-1.7 as if it were one");
    let new = NewApplication { resume_key: Some(key), ..NewApplication::default() };
    sent::send(&world.site, &sent::holder(&world.site, id, &["cpc"]), posting, &new)
}

/// Somebody's alert.
fn alert(world: &World, email: &str) -> AlertId {
    let (email, now) = (Email::parse(email).expect("an address"), world.now());
    let criteria = Criteria::default().with(Group::HiresIn, "OH");
    let new = NewAlert { criteria, fit: None, frequency: Frequency::Daily };
    let made = world.site.db.write_now(|conn| {
        let account = Account::by_email(conn, &email)?.expect("they have an account");
        alerts::subscribe(conn, now, &account, &new)
    });
    made.expect("the alert is made")
}

/// What a page means for whoever asked.
pub fn answer(page: &Page) -> Answer {
    match page.status {
        303 if page.location().starts_with("/sign-in?next=") => Answer::SignInFirst,
        403 => Answer::Forbidden,
        404 => Answer::NotFound,
        200..=499 if page.status != 405 => Answer::Allowed,
        _ => panic!("{}", page.shown()),
    }
}
