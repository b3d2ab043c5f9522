//! What every page of applying stands on: the posting, and what the board knows of who applies.

use crate::accounts::Account;
use crate::applicants::{Looker, Profile, Resume, Snapshot, VerdictView};
use crate::applications::forms::Asks;
use crate::applications::outside::{self, Departure};
use crate::applications::{Application, Stage, takes_applications};
use crate::clock::Moment;
use crate::db::Conn;
use crate::eligibility::Fit;
use crate::error::Result;
use crate::paths;
use crate::postings::{self, Loaded, PostingId};

pub(super) struct Ground {
    pub loaded: Loaded,
    /// Of whoever is signed in; none for a guest.
    pub account: Option<Account>,
    pub profile: Option<Profile>,
    /// The one the profile keeps.
    pub resume: Option<Resume>,
    /// What they sent before, unless they took it back.
    pub before: Option<Application>,
    /// They took one back, and may send another.
    pub again: bool,
    pub departure: Option<Departure>,
    /// None as long as they have said nothing it could rest on.
    pub verdict: Option<VerdictView>,
    /// What goes with an application as it stands.
    pub snapshot: Snapshot,
    now: Moment,
}

impl Ground {
    /// Reads it all; not found where the posting has no page.
    pub fn of(
        conn: &mut Conn,
        now: Moment,
        id: PostingId,
        account: Option<Account>,
        looker: &Looker,
        fit: Option<&Fit>,
    ) -> Result<Ground> {
        postings::shown(conn, id, now)?;
        let loaded = postings::load_one(conn, id)?;
        let who = account.as_ref().map(|account| account.id);
        let profile = who.map(|who| Profile::of(conn, who)).transpose()?.flatten();
        let key = profile.as_ref().and_then(|profile| profile.resume_key.as_deref());
        let resume = key.map(|key| Resume::held(conn, key)).transpose()?.flatten();
        let before = who.map(|who| Application::to_posting(conn, who, id)).transpose()?.flatten();
        let departure = who.map(|who| outside::departure_of(conn, who, id)).transpose()?.flatten();
        let snapshot = match (&profile, fit) {
            (Some(profile), _) => profile.snapshot(now.date()),
            (None, Some(fit)) => Snapshot::of_fit(fit),
            (None, None) => Snapshot::default(),
        };
        let verdict = looker.verdict(&loaded, &paths::apply(id), now);
        let stands = |one: &Application| one.stage != Stage::Withdrawn && one.erased_at.is_none();
        let again = before.as_ref().is_some_and(|before| !stands(before));
        let before = before.filter(stands);
        Ok(Ground {
            loaded,
            account,
            profile,
            resume,
            before,
            again,
            departure,
            verdict,
            snapshot,
            now,
        })
    }

    /// What a form has to ask for.
    pub fn asks(&self) -> Asks {
        match (&self.account, &self.profile) {
            (None, _) => Asks::NameAndEmail,
            (Some(_), None) => Asks::Name,
            (Some(_), Some(_)) => Asks::Little,
        }
    }

    /// Whether people can apply on the board now.
    pub fn is_open(&self) -> bool {
        takes_applications(&self.loaded, self.now)
    }

    /// Whether a form without a file is incomplete.
    pub fn needs_file(&self) -> bool {
        self.profile.is_none()
    }
}
