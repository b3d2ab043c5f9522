//! What the frame around every page says about who is looking.

use diesel::prelude::*;

use super::account::Account;
use crate::db::Conn;
use crate::error::Result;
use crate::paths;
use crate::schema::{employer, member};
use crate::web::{Chrome, EmployerLink, SignedInAs};

/// The frame for a person. Employers are a slice above this one, so the two columns the frame
/// shows are read from their tables directly.
pub(super) fn chrome(conn: &mut Conn, account: &Account) -> Result<Chrome> {
    let mut desks: Vec<(i64, String)> = member::table
        .inner_join(employer::table)
        .filter(member::account_id.eq(account.id))
        .order(member::id)
        .limit(2)
        .select((employer::id, employer::name))
        .load(conn)?;
    let several = desks.len() > 1;
    let employer = desks.pop().map(|(id, name)| match several {
        true => EmployerLink { name: "Your employers".into(), url: paths::HIRE.into() },
        false => EmployerLink { name, url: paths::desk(id) },
    });
    let signed_in = SignedInAs {
        name: account.name.clone(),
        email: account.email.clone(),
        employer,
        admin: account.administrator,
    };
    Ok(Chrome { signed_in: Some(signed_in) })
}
