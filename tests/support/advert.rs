//! Postings for stories that are not about writing them: complete, and live at once.

use careercenter::accounts::{Account, Email, create_verified};
use careercenter::db::Conn;
use careercenter::eligibility::{Demand, Necessity, Requirements};
use careercenter::employers::{Employer, EmployerId, NewEmployer, Standing};
use careercenter::error::Result;
use careercenter::postings::{
    Classification, CloseReason, Content, Imported, Outcome, Pay, Posting, PostingId, Saving,
};
use careercenter::schema::employer;
use careercenter::site::Site;
use careercenter::vocabulary::{StateSet, geography};
use chrono::TimeDelta;
use diesel::prelude::*;

/// Somebody who hires, and may publish at once.
pub struct Hiring {
    pub account: Account,
    pub employer: EmployerId,
}

/// What an employer of this name says of itself.
pub fn named(name: &str) -> NewEmployer {
    NewEmployer {
        name: name.to_owned(),
        kind: "health-system".to_owned(),
        agency: name.contains("Staffing"),
        website: "https://www.riverbend.example/".to_owned(),
        about: "Nine *surgery* centers.".to_owned(),
        home: geography().zip("43215").expect("Columbus"),
    }
}

/// An approved employer with one owner.
pub fn employer(site: &Site, name: &str) -> Hiring {
    let now = site.clock.now();
    let hiring = |conn: &mut Conn| -> Result<Hiring> {
        let local: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
        let email = Email::parse(&format!("{local}@example.org")).expect("an address");
        let zone = chrono_tz::America::New_York;
        let id = create_verified(conn, now, &email, "Dana Reyes", "none", zone, false)?;
        let account = Account::by_id(conn, id)?;
        let employer = Employer::create(conn, now, &account, &named(name))?;
        stand(conn, employer, Standing::Approved)?;
        Ok(Hiring { account, employer })
    };
    site.db.write_now(hiring).expect("the employer is made")
}

/// Makes an employer known, unknown or suspended without further ado.
pub fn stand(conn: &mut Conn, id: EmployerId, standing: Standing) -> Result<()> {
    diesel::update(employer::table.find(id)).set(employer::standing.eq(standing)).execute(conn)?;
    Ok(())
}

/// A posting that says everything the board asks for.
pub fn content(title: &str) -> Content {
    Content {
        title: title.to_owned(),
        description: format!("{title}. {}", "Code charts with care and query surgeons. ".repeat(5)),
        role: Some("outpatient-coder".to_owned()),
        employment_type: Some("full-time".to_owned()),
        classification: Some(Classification::W2),
        arrangement: Some("remote-states".to_owned()),
        states: "OH,TX".parse::<StateSet>().expect("two states"),
        apply_url: "https://careers.riverbend.example/jobs/1?from=board".to_owned(),
        ongoing: true,
        pay: Some(Pay {
            unit: "hour".to_owned(),
            lowest: 280_000,
            highest: 340_000,
            hours_per_week: None,
            units_per_hour: None,
        }),
        benefits_text: "Medical, dental and vision".to_owned(),
        other_compensation: "none".to_owned(),
        requirements: Requirements {
            credentials: Some(Demand::held("cpc", Necessity::Required)),
            experience: Vec::new(),
        },
        settings: vec!["asc".to_owned()],
        software: vec!["epic".to_owned()],
        ..Content::default()
    }
}

/// A draft that can be published.
pub fn draft(site: &Site, hiring: &Hiring, content: &Content) -> PostingId {
    let now = site.clock.now();
    let drafted = |conn: &mut Conn| -> Result<PostingId> {
        let id = Posting::draft(conn, now, hiring.employer, content)?;
        let draft = Posting::by_id(conn, id)?;
        let saving = Saving { attested: true, ..Saving::default() };
        draft.edit(conn, now, draft.version, content, &saving, &hiring.account)?;
        Ok(id)
    };
    site.db.write_now(drafted).expect("the draft is written")
}

/// Publishes as the owner would.
pub fn publish(site: &Site, hiring: &Hiring, content: &Content) -> PostingId {
    let (id, now) = (draft(site, hiring, content), site.clock.now());
    let published = |conn: &mut Conn| Posting::by_id(conn, id)?.publish(conn, now, &hiring.account);
    site.db.write_now(published).expect("the posting is published");
    id
}

/// It is over.
pub fn close(site: &Site, hiring: &Hiring, id: PostingId) {
    let now = site.clock.now();
    let closed = |conn: &mut Conn| {
        Posting::by_id(conn, id)?.close(conn, now, CloseReason::ALL[0], "", &hiring.account)
    };
    site.db.write_now(closed).expect("it closes");
}

/// A live posting read from elsewhere, which no employer has claimed.
pub fn import(site: &Site, key: &str, content: &Content) -> PostingId {
    import_of(site, "Veterans Health Administration", key, content)
}

/// The same of an employer with this name.
pub fn import_of(site: &Site, employer_name: &str, key: &str, content: &Content) -> PostingId {
    let now = site.clock.now();
    let imported = Imported {
        source_key: key.to_owned(),
        source_name: "usajobs.gov".to_owned(),
        url: "https://www.usajobs.gov/job/1".to_owned(),
        content_hash: key.to_owned(),
        employer_name: employer_name.to_owned(),
        content: content.clone(),
        facts: Vec::new(),
        first_published_at: now,
        expires_at: now.plus(TimeDelta::days(30)),
        as_of: now,
    };
    match site.db.write_now(|conn| imported.store(conn, now)).expect("it is stored") {
        Outcome::Imported(id) | Outcome::Updated(id) | Outcome::Unchanged(id) => id,
    }
}
