//! One hiring organization.

use diesel::prelude::*;

use super::member::{self, Member, MemberRole};
use super::standing::Standing;
use crate::accounts::Account;
use crate::audit::{self, Deed};
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::queue::{self, Task};
use crate::schema::employer;
use crate::vocabulary::{Place, fold};
use crate::{accounts, id};

id!(
    /// The id of an employer.
    EmployerId
);

/// An employer as it is stored.
#[derive(Clone, Debug, PartialEq, Queryable, Selectable)]
#[diesel(table_name = employer)]
pub struct Employer {
    pub id: EmployerId,
    pub name: String,
    /// A slug of the vocabulary's employer kinds.
    pub kind: String,
    /// Hires for others.
    pub agency: bool,
    /// An http or https address, or empty.
    pub website: String,
    /// Markdown.
    pub about: String,
    pub city: String,
    /// Two letters.
    pub state: String,
    pub zip: String,
    /// An IANA name; follows the home place.
    pub time_zone: String,
    pub standing: Standing,
    /// When its domain was proved.
    pub verified_at: Option<Moment>,
    pub created_at: Moment,
    pub updated_at: Moment,
    pub version: i64,
}

/// What moves whenever anything else about an employer does.
#[derive(Clone, Copy, Debug, PartialEq, Queryable, Selectable)]
#[diesel(table_name = employer)]
pub struct Edition {
    pub version: i64,
    pub standing: Standing,
    pub verified_at: Option<Moment>,
}

/// What a person says about an employer, checked.
#[derive(Clone, Debug)]
pub struct NewEmployer {
    pub name: String,
    pub kind: String,
    pub agency: bool,
    pub website: String,
    pub about: String,
    pub home: Place,
}

impl Employer {
    /// Makes the employer; whoever makes it owns it.
    pub fn create(
        conn: &mut Conn,
        now: Moment,
        by: &Account,
        new: &NewEmployer,
    ) -> Result<EmployerId> {
        let id: EmployerId = diesel::insert_into(employer::table)
            .values((
                employer::name.eq(&new.name),
                employer::name_folded.eq(fold(&new.name)),
                employer::kind.eq(&new.kind),
                employer::agency.eq(new.agency),
                employer::website.eq(&new.website),
                employer::about.eq(&new.about),
                employer::city.eq(&new.home.city),
                employer::state.eq(new.home.state.abbr()),
                employer::zip.eq(new.home.zip.as_deref().unwrap_or_default()),
                employer::time_zone.eq(new.home.time_zone.name()),
                employer::standing.eq(Standing::New),
                employer::created_at.eq(now),
                employer::updated_at.eq(now),
                employer::version.eq(0),
            ))
            .returning(employer::id)
            .get_result(conn)?;
        member::seat(conn, now, id, by.id, MemberRole::Owner)?;
        note(conn, now, by, "created", id, "")?;
        Ok(id)
    }

    /// `create`, unless this person owns an employer of that name already: a form that is sent
    /// twice makes one.
    pub fn create_once(
        conn: &mut Conn,
        now: Moment,
        by: &Account,
        new: &NewEmployer,
    ) -> Result<EmployerId> {
        accounts::hold(conn, by.id)?;
        let folded = fold(&new.name);
        let seats = Member::all_of(conn, by)?;
        let owned = seats.iter().filter(|seat| seat.role == MemberRole::Owner);
        match owned.map(|seat| &seat.employer).find(|known| fold(&known.name) == folded) {
            Some(known) => Ok(known.id),
            None => Employer::create(conn, now, by, new),
        }
    }

    pub fn edition(&self) -> Edition {
        let Employer { version, standing, verified_at, .. } = *self;
        Edition { version, standing, verified_at }
    }

    /// The employer with this id, whatever its standing.
    pub fn by_id(conn: &mut Conn, id: EmployerId) -> Result<Employer> {
        Ok(employer::table.find(id).select(Employer::as_select()).first(conn)?)
    }

    /// Says something new about the employer, unless somebody else did since `version`.
    pub fn edit(
        conn: &mut Conn,
        now: Moment,
        by: &Account,
        id: EmployerId,
        version: i64,
        new: &NewEmployer,
    ) -> Result<()> {
        let target = employer::table.find(id).filter(employer::version.eq(version));
        let changed = diesel::update(target)
            .set((
                employer::name.eq(&new.name),
                employer::name_folded.eq(fold(&new.name)),
                employer::kind.eq(&new.kind),
                employer::agency.eq(new.agency),
                employer::website.eq(&new.website),
                employer::about.eq(&new.about),
                employer::city.eq(&new.home.city),
                employer::state.eq(new.home.state.abbr()),
                employer::zip.eq(new.home.zip.as_deref().unwrap_or_default()),
                employer::time_zone.eq(new.home.time_zone.name()),
                employer::updated_at.eq(now),
                employer::version.eq(version + 1),
            ))
            .execute(conn)?;
        if changed == 0 {
            return Err(Error::Conflict("Somebody else changed this employer meanwhile.".into()));
        }
        note(conn, now, by, "edited", id, "")?;
        queue::enqueue(conn, now, 0, &Task::FollowEmployer { employer: id.0 })
    }
}

/// Writes one deed on an employer into the record.
pub(super) fn note(
    conn: &mut Conn,
    now: Moment,
    by: &Account,
    deed: &str,
    id: EmployerId,
    detail: &str,
) -> Result<()> {
    let deed = Deed {
        happened_at: now,
        account_id: Some(by.id.0),
        actor: &by.name,
        deed,
        subject: "employer",
        subject_id: id.0,
        detail,
    };
    audit::record(conn, deed)
}
