//! A person's seat at an employer, and what it lets them do.

use diesel::prelude::*;

use super::employer::{Employer, EmployerId};
use super::standing::Standing;
use crate::accounts::{Account, AccountId};
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::schema::{account, employer, member};
use crate::text_enum;

text_enum!(
    /// What a seat lets a person do: each can do what the next one can.
    MemberRole {
        /// Changes the employer itself.
        Owner = "owner",
        /// Writes and publishes postings.
        Recruiter = "recruiter",
        /// Looks on.
        Viewer = "viewer",
    }
);

impl MemberRole {
    /// As people read it.
    pub fn label(self) -> &'static str {
        match self {
            MemberRole::Owner => "Owner",
            MemberRole::Recruiter => "Recruiter",
            MemberRole::Viewer => "Viewer",
        }
    }

    /// What the seat is for, in one sentence.
    pub fn means(self) -> &'static str {
        match self {
            MemberRole::Owner => {
                "Does everything: the employer page, members, postings, applications."
            }
            MemberRole::Recruiter => "Writes postings and works on applications.",
            MemberRole::Viewer => {
                "Sees postings and applications; can’t open résumés or change anything."
            }
        }
    }
}

/// A person, the employer they sit at, and as what.
#[derive(Clone, Debug)]
pub struct Member {
    pub account: Account,
    pub employer: Employer,
    pub role: MemberRole,
}

impl Member {
    /// The seat of a person at an employer; not found if they have none there.
    pub fn of(conn: &mut Conn, account: &Account, id: EmployerId) -> Result<Member> {
        let (role, employer) = member::table
            .inner_join(employer::table)
            .filter(member::account_id.eq(account.id))
            .filter(member::employer_id.eq(id))
            .select((member::role, Employer::as_select()))
            .first(conn)?;
        Ok(Member { account: account.clone(), employer, role })
    }

    /// Every seat of a person, oldest first.
    pub fn all_of(conn: &mut Conn, account: &Account) -> Result<Vec<Member>> {
        let seats: Vec<(MemberRole, Employer)> = member::table
            .inner_join(employer::table)
            .filter(member::account_id.eq(account.id))
            .order(member::id)
            .select((member::role, Employer::as_select()))
            .load(conn)?;
        let seat = |(role, employer)| Member { account: account.clone(), employer, role };
        Ok(seats.into_iter().map(seat).collect())
    }

    /// May write and publish postings.
    pub fn may_write(&self) -> bool {
        matches!(self.role, MemberRole::Owner | MemberRole::Recruiter)
    }

    /// Why they may look at postings and applications and change nothing of them; none if they
    /// may. A suspended employer's people only look.
    pub fn only_looks(&self) -> Option<&'static str> {
        self.kept_from(self.may_write())
    }

    /// Forbidden for those who only look.
    pub fn refuse_lookers(&self) -> Result<()> {
        refuse(self.only_looks())
    }

    /// Forbidden for those who may not change the employer itself.
    pub(super) fn refuse_all_but_owners(&self) -> Result<()> {
        refuse(self.kept_from(self.role == MemberRole::Owner))
    }

    fn kept_from(&self, included: bool) -> Option<&'static str> {
        if !included {
            Some("your seat at this employer does not include this")
        } else if self.employer.standing == Standing::Suspended {
            Some("this employer is suspended: nothing of it can be changed")
        } else {
            None
        }
    }
}

fn refuse(why: Option<&'static str>) -> Result<()> {
    why.map_or(Ok(()), |why| Err(Error::Forbidden(why)))
}

/// Gives a person a seat.
pub(super) fn seat(
    conn: &mut Conn,
    now: Moment,
    employer: EmployerId,
    account: AccountId,
    role: MemberRole,
) -> Result<()> {
    diesel::insert_into(member::table)
        .values((
            member::employer_id.eq(employer),
            member::account_id.eq(account),
            member::role.eq(role),
            member::created_at.eq(now),
        ))
        .execute(conn)?;
    Ok(())
}

/// Who hears about the employer's postings: those who may act on them.
pub fn members_to_write_to(conn: &mut Conn, id: EmployerId) -> Result<Vec<Account>> {
    Ok(member::table
        .inner_join(account::table)
        .filter(member::employer_id.eq(id))
        .filter(member::role.eq_any([MemberRole::Owner, MemberRole::Recruiter]))
        .filter(account::verified_at.is_not_null())
        .order(member::id)
        .select(Account::as_select())
        .load(conn)?)
}
