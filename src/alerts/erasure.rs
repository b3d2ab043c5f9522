//! What is forgotten: everything of an account that is closed, and what time has made useless.

use diesel::prelude::*;

use super::subscriber::{by_account, by_email};
use crate::accounts::Account;
use crate::db::Conn;
use crate::error::Result;
use crate::schema::subscriber;

/// Ends and forgets the alerts of an account, those it made as a guest too. Letters on their way
/// find nothing to say.
pub fn erase(conn: &mut Conn, who: &Account) -> Result<()> {
    let guest = by_email(conn, &who.email)?.filter(|_| who.verified_at.is_some());
    for row in [by_account(conn, who.id)?, guest].into_iter().flatten() {
        diesel::delete(subscriber::table.find(row.id)).execute(conn)?;
    }
    Ok(())
}
