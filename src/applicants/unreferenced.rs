//! Files are swept when nothing refers to them any more: the row is gone before the file is.

use chrono::TimeDelta;
use diesel::dsl::{exists, not};
use diesel::prelude::*;

use crate::clock::Moment;
use crate::db::Conn;
use crate::error::Result;
use crate::schema::{application, guest_application, profile, stored_file};
use crate::site::Site;

/// How many hours a file stays that nothing refers to: a form may still be open with it.
const UNREFERENCED: i64 = 24;
/// The same for one that came without an account.
const OF_GUESTS: i64 = 2;

/// Erases files nothing refers to any more: rows with their bytes, and bytes without a row.
/// For the schedule.
pub fn sweep_files(site: &Site, now: Moment) -> Result<()> {
    let before = now.minus(TimeDelta::hours(UNREFERENCED));
    for key in site.db.read_now(|conn| unreferenced(conn, now))? {
        if site.db.write_now(|conn| forget(conn, &key, now))? {
            site.files.erase(&key)?;
        }
    }
    for keys in site.files.older_than(before)?.chunks(500) {
        let known: Vec<String> = site.db.read_now(|conn| {
            let rows = stored_file::table.filter(stored_file::key.eq_any(keys));
            Ok(rows.select(stored_file::key).load(conn)?)
        })?;
        for key in keys.iter().filter(|key| !known.contains(key)) {
            site.files.erase(key)?;
        }
    }
    Ok(())
}

fn unreferenced(conn: &mut Conn, now: Moment) -> Result<Vec<String>> {
    let old = stored_file::created_at.lt(now.minus(TimeDelta::hours(UNREFERENCED)));
    let of_guests = stored_file::account_id
        .is_null()
        .and(stored_file::created_at.lt(now.minus(TimeDelta::hours(OF_GUESTS))));
    let profiles = profile::table.filter(profile::resume_key.eq(stored_file::key.nullable()));
    let applications =
        application::table.filter(application::resume_key.eq(stored_file::key.nullable()));
    let guests = guest_application::table
        .filter(guest_application::resume_key.eq(stored_file::key.nullable()))
        .filter(guest_application::expires_at.gt(now))
        .filter(guest_application::used_at.is_null());
    Ok(stored_file::table
        .filter(old.or(of_guests))
        .filter(not(exists(profiles)))
        .filter(not(exists(applications)))
        .filter(not(exists(guests)))
        .order(stored_file::created_at)
        .limit(5_000)
        .select(stored_file::key)
        .load(conn)?)
}

/// Deletes a row unless somebody has come to refer to it; true if it is gone.
fn forget(conn: &mut Conn, key: &str, now: Moment) -> Result<bool> {
    let own = guest_application::resume_key.eq(key);
    let settled =
        guest_application::expires_at.le(now).or(guest_application::used_at.is_not_null());
    diesel::update(guest_application::table.filter(own).filter(settled))
        .set(guest_application::resume_key.eq(None::<String>))
        .execute(conn)?;
    let used = exists(profile::table.filter(profile::resume_key.eq(key)));
    let sent = exists(application::table.filter(application::resume_key.eq(key)));
    let waits = exists(guest_application::table.filter(own));
    let unused =
        stored_file::table.find(key).filter(not(used)).filter(not(sent)).filter(not(waits));
    Ok(diesel::delete(unused).execute(conn)? == 1)
}
