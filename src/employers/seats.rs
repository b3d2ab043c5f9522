//! Who sits at an employer's desk, and how that changes. Every change holds the employer's row,
//! so that changes at once happen one after the other, and one owner always stays.

use diesel::prelude::*;
use serde::{Deserialize, Serialize};

use super::employer::{Employer, EmployerId, note};
use super::invitation;
use super::member::{Member, MemberRole};
use crate::accounts::{Account, AccountId};
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::id;
use crate::mail::outbox::{self, Kind};
use crate::schema::{account, employer, member};

id!(
    /// The id of a seat.
    SeatId
);

/// A seat and who sits in it.
#[derive(Clone, Debug, Queryable)]
pub(super) struct Taken {
    pub id: SeatId,
    pub account: AccountId,
    pub name: String,
    pub email: String,
    pub role: MemberRole,
    pub since: Moment,
}

/// What the letters about a seat carry.
#[derive(Serialize, Deserialize)]
pub(super) struct Payload {
    pub employer: EmployerId,
    /// The seat from now on.
    pub role: MemberRole,
}

const LAST_OWNER: &str = "An employer needs an owner: hand over first. Make another member an owner, then this can be done.";

/// Makes other changes of the same employer's seats wait until this transaction ends.
pub(super) fn hold(conn: &mut Conn, id: EmployerId) -> Result<()> {
    let held = diesel::update(employer::table.find(id))
        .set(employer::version.eq(employer::version))
        .execute(conn)?;
    if held == 0 { Err(Error::NotFound) } else { Ok(()) }
}

/// Holds the employer and looks once more whether this person owns it: another owner may have
/// removed them a moment ago.
pub(super) fn act_as_owner(conn: &mut Conn, by: &Member) -> Result<Employer> {
    hold(conn, by.employer.id)?;
    let seat = Member::of(conn, &by.account, by.employer.id)?;
    seat.refuse_all_but_owners()?;
    Ok(seat.employer)
}

/// Every seat of an employer: owners first, then as they came.
pub(super) fn of(conn: &mut Conn, employer: EmployerId) -> Result<Vec<Taken>> {
    let mut all: Vec<Taken> = taken().filter(member::employer_id.eq(employer)).load(conn)?;
    all.sort_by_key(|seat| (seat.role, seat.id));
    Ok(all)
}

fn find(conn: &mut Conn, employer: EmployerId, id: SeatId) -> Result<Taken> {
    let one = taken().filter(member::employer_id.eq(employer)).filter(member::id.eq(id));
    Ok(one.first(conn)?)
}

#[diesel::dsl::auto_type]
fn taken() -> _ {
    member::table.inner_join(account::table).select((
        member::id,
        member::account_id,
        account::name,
        account::email,
        member::role,
        member::created_at,
    ))
}

/// Lets a person do more or less from now on, and tells them. `Conflict` for the last owner.
pub(super) fn change_role(
    conn: &mut Conn,
    now: Moment,
    by: &Member,
    id: SeatId,
    role: MemberRole,
) -> Result<()> {
    let employer = act_as_owner(conn, by)?;
    let seat = find(conn, employer.id, id)?;
    if seat.role == role {
        return Ok(());
    }
    keep_an_owner(conn, employer.id, &seat)?;
    diesel::update(member::table.find(id)).set(member::role.eq(role)).execute(conn)?;
    if role != MemberRole::Owner {
        invitation::withdraw_those_of(conn, now, employer.id, seat.account)?;
    }
    let detail = format!("{}, {} before, {role} now", seat.name, seat.role);
    note(conn, now, &by.account, "changed a role", employer.id, &detail)?;
    if seat.account == by.account.id {
        return Ok(());
    }
    let payload = Payload { employer: employer.id, role };
    outbox::post(conn, now, &seat.email, Kind::RoleChanged, &payload)
}

/// Takes a seat away: one's own, or as an owner anybody's, who is told. True if it was one's own.
/// `Conflict` for the last owner.
pub(super) fn remove(conn: &mut Conn, now: Moment, by: &Member, id: SeatId) -> Result<bool> {
    hold(conn, by.employer.id)?;
    let seat = find(conn, by.employer.id, id)?;
    let own = seat.account == by.account.id;
    if !own {
        act_as_owner(conn, by)?;
    }
    keep_an_owner(conn, by.employer.id, &seat)?;
    diesel::delete(member::table.find(id)).execute(conn)?;
    invitation::withdraw_those_of(conn, now, by.employer.id, seat.account)?;
    if own {
        note(conn, now, &by.account, "left", by.employer.id, seat.role.as_str())?;
        return Ok(true);
    }
    let detail = format!("{}, {}", seat.name, seat.role);
    note(conn, now, &by.account, "removed a member", by.employer.id, &detail)?;
    let payload = Payload { employer: by.employer.id, role: seat.role };
    outbox::post(conn, now, &seat.email, Kind::SeatRemoved, &payload)?;
    Ok(false)
}

/// Gives up every seat of a person who leaves the board. `Conflict` where they are the last
/// owner.
pub fn leave_all(conn: &mut Conn, now: Moment, who: &Account) -> Result<()> {
    let mut ids: Vec<EmployerId> = member::table
        .filter(member::account_id.eq(who.id))
        .select(member::employer_id)
        .load(conn)?;
    ids.sort();
    for id in ids {
        hold(conn, id)?;
        let seat = of(conn, id)?.into_iter().find(|seat| seat.account == who.id);
        let Some(seat) = seat else { continue };
        keep_an_owner(conn, id, &seat)?;
        diesel::delete(member::table.find(seat.id)).execute(conn)?;
        invitation::withdraw_those_of(conn, now, id, who.id)?;
        note(conn, now, who, "left", id, seat.role.as_str())?;
    }
    Ok(())
}

/// The employers that would be left without an owner, and whether anybody else sits there.
pub fn only_owned_by(conn: &mut Conn, who: &Account) -> Result<Vec<(Employer, bool)>> {
    let mut left = Vec::new();
    for seat in Member::all_of(conn, who)? {
        let all = of(conn, seat.employer.id)?;
        let owners = all.iter().filter(|one| one.role == MemberRole::Owner).count();
        if seat.role == MemberRole::Owner && owners == 1 {
            left.push((seat.employer, all.len() > 1));
        }
    }
    Ok(left)
}

fn keep_an_owner(conn: &mut Conn, employer: EmployerId, seat: &Taken) -> Result<()> {
    let others: i64 = member::table
        .filter(member::employer_id.eq(employer))
        .filter(member::role.eq(MemberRole::Owner))
        .filter(member::id.ne(seat.id))
        .count()
        .get_result(conn)?;
    match seat.role {
        MemberRole::Owner if others == 0 => Err(Error::Conflict(LAST_OWNER.into())),
        _ => Ok(()),
    }
}
