//! What somebody signed in must say once more before the account itself changes: a browser left
//! open is not its owner.

use diesel::prelude::*;

use super::account::{Account, AccountId};
use super::password;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::schema::account;
use crate::site::Site;
use crate::web::Limit;

/// Proof that somebody knew the password a moment ago.
#[derive(Clone, Debug)]
pub struct KnewPassword {
    account: AccountId,
    /// The hash it was checked against.
    hash: String,
}

/// Checks a password of somebody signed in; nothing if it is wrong or there is none. Counted as
/// tries to sign in are: an open browser is no place to guess from.
pub async fn knew_password(
    site: &Site,
    who: &Account,
    network: &str,
    typed: &str,
) -> Result<Option<KnewPassword>> {
    site.limits.check(Limit::SignInAccount, format!("{} {network}", who.email))?;
    site.limits.check(Limit::SignInAnywhere, who.email.as_str())?;
    let (id, typed) = (who.id, typed.to_owned());
    let hash = site.db.read(move |conn| hash_of(conn, id)).await?;
    let proof = move || password::is_right(&typed, Some(&hash)).then_some(hash);
    let hash = site.hashing.run(proof).await?;
    Ok(hash.map(|hash| KnewPassword { account: id, hash }))
}

fn hash_of(conn: &mut Conn, id: AccountId) -> Result<String> {
    Ok(account::table.find(id).select(account::password_hash).first(conn)?)
}

impl KnewPassword {
    /// Holds the account until the transaction ends; `Conflict` if the password was changed
    /// since it was checked.
    pub(super) fn still(&self, conn: &mut Conn) -> Result<()> {
        super::hold(conn, self.account)?;
        match hash_of(conn, self.account)? == self.hash {
            true => Ok(()),
            false => Err(Error::Conflict(
                "The password was changed meanwhile. Sign in with the new one.".into(),
            )),
        }
    }
}
