//! Applications that are already there, for stories about what becomes of them.

use careercenter::accounts::{Account, AccountId};
use careercenter::applicants::{Certificate, Contact, Snapshot};
use careercenter::applications::{ApplyAs, NewApplication, apply};
use careercenter::eligibility::{Held, Holding};
use careercenter::postings::{Content, PostingId};
use careercenter::schema::stored_file;
use careercenter::site::Site;
use careercenter::vocabulary::State;
use diesel::prelude::*;

use super::advert;

/// A complete posting that takes applications on the board.
pub fn here(title: &str) -> Content {
    Content { apply_here: true, apply_url: String::new(), ..advert::content(title) }
}

/// Somebody in Ohio who holds these credentials, and says nothing else.
pub fn holder(site: &Site, account: AccountId, credentials: &[&str]) -> ApplyAs {
    let account = site.db.read_now(|conn| Account::by_id(conn, account)).expect("an account");
    let held = |slug: &&str| Holding { credential: slug.to_string(), held: Held::Held };
    let certificate = |slug: &&str| Certificate {
        credential: slug.to_string(),
        short: slug.to_uppercase(),
        name: format!("Certificate {slug}"),
        issuer: "AAPC".to_owned(),
        held: Held::Held,
        issued: None,
        expires: None,
    };
    let mut profile = Snapshot {
        from_profile: true,
        credentials: credentials.iter().map(certificate).collect(),
        home_text: "Ohio".to_owned(),
        ..Snapshot::default()
    };
    profile.fit.home = State::parse("OH");
    profile.fit.credentials = Some(credentials.iter().map(held).collect());
    ApplyAs {
        account: account.id,
        name: account.name,
        email: account.email,
        phone: String::new(),
        contact: Contact::Email,
        profile,
    }
}

/// Applies, and gives what stands for the application in addresses.
pub fn send(site: &Site, who: &ApplyAs, posting: PostingId, new: &NewApplication) -> String {
    let now = site.clock.now();
    let landed = site.db.write_now(|conn| apply(conn, now, who, posting, new));
    landed.expect("it is sent").id().to_string()
}

/// A file as if somebody had sent it; gives its key.
pub fn resume(site: &Site, owner: AccountId, name: &str, bytes: &[u8]) -> String {
    let now = site.clock.now();
    let key = site.files.put(bytes, now).expect("the file is kept");
    let row = (
        stored_file::key.eq(&key),
        stored_file::account_id.eq(owner.0),
        stored_file::name.eq(name),
        stored_file::media_type.eq("application/pdf"),
        stored_file::bytes.eq(bytes.len() as i64),
        stored_file::text.eq("coder"),
        stored_file::created_at.eq(now),
    );
    let kept = site
        .db
        .write_now(|conn| Ok(diesel::insert_into(stored_file::table).values(row).execute(conn)?));
    assert_eq!(kept.expect("its row"), 1);
    key
}
