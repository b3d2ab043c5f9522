//! An invitation to sit at an employer's desk, sent to an address. The link in the letter is a
//! signature over the row's id; only somebody signed in with that address can take the seat.

use chrono::TimeDelta;
use diesel::dsl::exists;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};

use super::employer::{Employer, EmployerId, note};
use super::member::{self, Member, MemberRole};
use super::seats;
use super::standing::Standing;
use crate::accounts::{self, Account, AccountId, Email};
use crate::clock::Moment;
use crate::config::Secret;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::mail::outbox::{self, Kind};
use crate::schema::{account, employer, member as seat, member_invitation};
use crate::{id, text_enum, token};

id!(
    /// The id of an invitation.
    InvitationId
);

text_enum!(
    /// What became of an invitation.
    Outcome { Open = "", Accepted = "accepted", Withdrawn = "withdrawn" }
);

const LASTS: TimeDelta = TimeDelta::days(7);
/// How long one is kept after its end: a stranger's address is no record of ours.
const KEPT: TimeDelta = TimeDelta::days(30);
const SIGNED_FOR: &str = "member-invitation";
const NOT_YET: &str = "You can invite people once your first posting has been approved.";

#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = member_invitation)]
pub(super) struct Invitation {
    pub id: InvitationId,
    pub employer_id: EmployerId,
    pub email: String,
    pub role: MemberRole,
    pub invited_by: Option<AccountId>,
    pub expires_at: Moment,
    pub outcome: Outcome,
}

/// What the letter carries.
#[derive(Serialize, Deserialize)]
pub(super) struct Payload {
    pub invitation: InvitationId,
}

/// What the link carries.
pub(super) fn token(secret: &Secret, id: InvitationId) -> String {
    token::carry(secret, SIGNED_FOR, id.0)
}

/// The id in a link; not found if we did not sign it.
pub(super) fn id_in(secret: &Secret, token: &str) -> Result<InvitationId> {
    token::carried(secret, SIGNED_FOR, token).map(InvitationId).ok_or(Error::NotFound)
}

/// `Conflict` while nobody has looked at anything of the employer: our letters carry its name to
/// people who never heard of it.
pub(super) fn may_invite(employer: &Employer) -> Result<()> {
    match employer.standing {
        Standing::New => Err(Error::Conflict(NOT_YET.into())),
        Standing::Approved | Standing::Suspended => Ok(()),
    }
}

/// Invites an address, or once more if an invitation of it is open: then for the role said now.
/// True if it was once more. `Conflict` if the address sits there already, or if the employer may
/// invite nobody yet.
pub(super) fn invite(
    conn: &mut Conn,
    now: Moment,
    by: &Member,
    email: &Email,
    role: MemberRole,
) -> Result<bool> {
    let employer = seats::act_as_owner(conn, by)?;
    may_invite(&employer)?;
    if is_seated(conn, employer.id, email)? {
        let said = format!("{email} is a member already: change the role in the list.");
        return Err(Error::Conflict(said));
    }
    let (id, again) = match renew(conn, now, by, email, role)? {
        Some(id) => (id, true),
        None => (make(conn, now, by, email, role)?, false),
    };
    let deed = if again { "invited again" } else { "invited" };
    note(conn, now, &by.account, deed, employer.id, &format!("invitation {id}, {role}"))?;
    outbox::post(conn, now, email.as_str(), Kind::Invitation, &Payload { invitation: id })?;
    Ok(again)
}

fn is_seated(conn: &mut Conn, employer: EmployerId, email: &Email) -> Result<bool> {
    let seats: i64 = seat::table
        .inner_join(account::table)
        .filter(seat::employer_id.eq(employer))
        .filter(account::email.eq(email.as_str()))
        .count()
        .get_result(conn)?;
    Ok(seats > 0)
}

fn renew(
    conn: &mut Conn,
    now: Moment,
    by: &Member,
    email: &Email,
    role: MemberRole,
) -> Result<Option<InvitationId>> {
    let open = member_invitation::table
        .filter(member_invitation::employer_id.eq(by.employer.id))
        .filter(member_invitation::email.eq(email.as_str()))
        .filter(member_invitation::outcome.eq(Outcome::Open));
    let open: Option<InvitationId> = open.select(member_invitation::id).first(conn).optional()?;
    if let Some(id) = open {
        diesel::update(member_invitation::table.find(id))
            .set((
                member_invitation::role.eq(role),
                member_invitation::invited_by.eq(by.account.id),
                member_invitation::expires_at.eq(now.plus(LASTS)),
            ))
            .execute(conn)?;
    }
    Ok(open)
}

fn make(
    conn: &mut Conn,
    now: Moment,
    by: &Member,
    email: &Email,
    role: MemberRole,
) -> Result<InvitationId> {
    Ok(diesel::insert_into(member_invitation::table)
        .values((
            member_invitation::employer_id.eq(by.employer.id),
            member_invitation::email.eq(email.as_str()),
            member_invitation::role.eq(role),
            member_invitation::invited_by.eq(by.account.id),
            member_invitation::created_at.eq(now),
            member_invitation::expires_at.eq(now.plus(LASTS)),
        ))
        .returning(member_invitation::id)
        .get_result(conn)?)
}

/// Takes an invitation back; not found if it is none of the employer's, `Conflict` if it is over.
pub(super) fn withdraw(conn: &mut Conn, now: Moment, by: &Member, id: InvitationId) -> Result<()> {
    let employer = seats::act_as_owner(conn, by)?;
    let invitation = Invitation::find(conn, id)?;
    if invitation.employer_id != employer.id {
        return Err(Error::NotFound);
    }
    invitation.settle(conn, now, Outcome::Withdrawn)?;
    let detail = format!("invitation {id}, {}", invitation.role);
    note(conn, now, &by.account, "withdrew an invitation", employer.id, &detail)
}

impl Invitation {
    pub fn find(conn: &mut Conn, id: InvitationId) -> Result<Invitation> {
        let row = member_invitation::table.find(id);
        Ok(row.select(Invitation::as_select()).first(conn)?)
    }

    /// Those of an employer that nobody has answered, newest first.
    pub fn waiting(conn: &mut Conn, employer: EmployerId) -> Result<Vec<Invitation>> {
        Ok(member_invitation::table
            .filter(member_invitation::employer_id.eq(employer))
            .filter(member_invitation::outcome.eq(Outcome::Open))
            .order(member_invitation::id.desc())
            .select(Invitation::as_select())
            .load(conn)?)
    }

    /// Those a person could accept now, with the names of the employers.
    pub fn open_to(
        conn: &mut Conn,
        now: Moment,
        who: &Account,
    ) -> Result<Vec<(Invitation, String)>> {
        Ok(member_invitation::table
            .inner_join(employer::table)
            .filter(member_invitation::email.eq(&who.email))
            .filter(member_invitation::outcome.eq(Outcome::Open))
            .filter(member_invitation::expires_at.gt(now))
            .filter(employer::standing.ne(Standing::Suspended))
            .filter(exists(
                seat::table
                    .filter(seat::employer_id.eq(member_invitation::employer_id))
                    .filter(seat::account_id.nullable().eq(member_invitation::invited_by))
                    .filter(seat::role.eq(MemberRole::Owner)),
            ))
            .order(member_invitation::id.desc())
            .select((Invitation::as_select(), employer::name))
            .load(conn)?)
    }

    pub fn is_open(&self, now: Moment) -> bool {
        self.outcome == Outcome::Open && self.expires_at > now
    }

    /// Who invites, unless they have left the board.
    pub fn inviter(&self, conn: &mut Conn) -> Result<Option<String>> {
        let Some(id) = self.invited_by else { return Ok(None) };
        let known = account::table.find(id).filter(account::closed_at.is_null());
        Ok(known.select(account::name).first(conn).optional()?)
    }

    /// True while whoever invites owns the employer: nobody gives a seat away they could not
    /// give now.
    pub fn stands(&self, conn: &mut Conn) -> Result<bool> {
        let Some(by) = self.invited_by else { return Ok(false) };
        let owned: i64 = seat::table
            .filter(seat::employer_id.eq(self.employer_id))
            .filter(seat::account_id.eq(by))
            .filter(seat::role.eq(MemberRole::Owner))
            .count()
            .get_result(conn)?;
        Ok(owned > 0)
    }

    /// Gives a person the seat. Whoever sits there already keeps the seat they have. `Conflict`
    /// if the invitation is over, for another address, or from somebody who owns nothing here.
    pub fn accept(conn: &mut Conn, now: Moment, id: InvitationId, who: &Account) -> Result<()> {
        // The person before the employer, as closing an account takes them.
        accounts::hold(conn, who.id)?;
        let who = Account::by_id(conn, who.id)?;
        let found = Invitation::find(conn, id)?;
        seats::hold(conn, found.employer_id)?;
        let invitation = Invitation::find(conn, id)?;
        let employer = Employer::by_id(conn, found.employer_id)?;
        let proved = who.verified_at.is_some() && who.email == invitation.email;
        let works = invitation.is_open(now) && invitation.stands(conn)?;
        if !proved || !works || employer.standing == Standing::Suspended {
            return Err(Error::Conflict("This invitation cannot be accepted.".into()));
        }
        invitation.settle(conn, now, Outcome::Accepted)?;
        if matches!(Member::of(conn, &who, employer.id), Err(Error::NotFound)) {
            member::seat(conn, now, employer.id, who.id, invitation.role)?;
            note(conn, now, &who, "joined", employer.id, invitation.role.as_str())?;
        }
        Ok(())
    }

    fn settle(&self, conn: &mut Conn, now: Moment, outcome: Outcome) -> Result<()> {
        let open = member_invitation::table
            .find(self.id)
            .filter(member_invitation::outcome.eq(Outcome::Open));
        let settled = diesel::update(open)
            .set((member_invitation::outcome.eq(outcome), member_invitation::settled_at.eq(now)));
        match settled.execute(conn)? {
            0 => Err(Error::Conflict("This invitation was answered or withdrawn before.".into())),
            _ => Ok(()),
        }
    }
}

/// Withdraws what somebody has invited to an employer they no longer own.
pub(super) fn withdraw_those_of(
    conn: &mut Conn,
    now: Moment,
    employer: EmployerId,
    by: AccountId,
) -> Result<()> {
    let open = member_invitation::table
        .filter(member_invitation::employer_id.eq(employer))
        .filter(member_invitation::invited_by.eq(by))
        .filter(member_invitation::outcome.eq(Outcome::Open));
    diesel::update(open)
        .set((
            member_invitation::outcome.eq(Outcome::Withdrawn),
            member_invitation::settled_at.eq(now),
        ))
        .execute(conn)?;
    Ok(())
}

/// Deletes invitations a while after their end. For the schedule.
pub fn sweep(conn: &mut Conn, now: Moment) -> Result<()> {
    let over = member_invitation::expires_at.lt(now.minus(KEPT));
    diesel::delete(member_invitation::table.filter(over)).execute(conn)?;
    Ok(())
}
