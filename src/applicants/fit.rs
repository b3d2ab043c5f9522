//! What others see of a profile: verdicts its [`Fit`], an application and its employer the
//! [`Snapshot`] as it stood. Neither holds a credential's number or the pay floor.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::experience::{amount, of_text};
use super::profile::Profile;
use super::wallet::HeldCredential;
use crate::accounts::AccountId;
use crate::db::Conn;
use crate::eligibility::{Fit, Held, Holding, Point};
use crate::error::Result;
use crate::postings::label;
use crate::vocabulary::{State, StateSet, geography, vocabulary};

/// A profile as it stood when an application was sent; all its text can be read without the
/// vocabulary of the day.
#[derive(Serialize, Deserialize, Clone, Debug, Default, PartialEq)]
#[serde(default)]
pub struct Snapshot {
    /// Taken of a profile, not of what was said for a visit.
    pub from_profile: bool,
    /// What the verdict looked at.
    pub fit: Fit,
    pub credentials: Vec<Certificate>,
    pub experience: Vec<Expertise>,
    /// Where they live: "Ohio"; empty if they have not said.
    pub home_text: String,
    /// Where they would move to: "Texas, Utah", "anywhere"; empty for nowhere.
    pub moves_to_text: String,
    /// Labels of the arrangements they want; empty for any.
    pub arrangements: Vec<String>,
}

/// A credential as an employer reads it.
#[derive(Serialize, Deserialize, Clone, Debug, PartialEq, Eq)]
pub struct Certificate {
    /// Slug of the credential, for its number at an offer.
    pub credential: String,
    /// The letters: "CPC".
    pub short: String,
    pub name: String,
    /// Letters of the body: "AAPC".
    pub issuer: String,
    /// As of the day of the application.
    pub held: Held,
    pub issued: Option<NaiveDate>,
    pub expires: Option<NaiveDate>,
}

/// Experience as an employer reads it: "Hospital inpatient", "2 to 3 years".
#[derive(Serialize, Deserialize, Clone, Debug, PartialEq, Eq)]
pub struct Expertise {
    pub of: String,
    pub amount: String,
}

impl Snapshot {
    /// What somebody without a profile has said, as far as it goes.
    pub fn of_fit(fit: &Fit) -> Snapshot {
        let credentials = fit.credentials.iter().flatten();
        Snapshot {
            from_profile: false,
            fit: fit.clone(),
            credentials: credentials.map(Certificate::of_holding).collect(),
            experience: fit
                .experience
                .iter()
                .map(|one| Expertise { of: of_text(&one.of), amount: amount(one) })
                .collect(),
            home_text: fit.home.map(|state| state.name().to_owned()).unwrap_or_default(),
            moves_to_text: states_text(fit.moves_to),
            arrangements: Vec::new(),
        }
    }
}

impl Certificate {
    pub(super) fn of(held: &HeldCredential, today: NaiveDate) -> Certificate {
        let (issued, expires) = (held.issued, held.expires);
        Certificate { issued, expires, ..Certificate::of_holding(&held.holding(today)) }
    }

    fn of_holding(holding: &Holding) -> Certificate {
        let words = vocabulary();
        let known = words.credentials.get(&holding.credential);
        let issuer = known.and_then(|known| words.issuers.get(&known.issuer));
        let or_slug = |text: Option<&String>| text.unwrap_or(&holding.credential).clone();
        Certificate {
            credential: holding.credential.clone(),
            short: or_slug(known.map(|known| &known.abbr)),
            name: or_slug(known.map(|known| &known.label)),
            issuer: issuer.map(|issuer| issuer.abbr.clone()).unwrap_or_default(),
            held: holding.held,
            issued: None,
            expires: None,
        }
    }
}

impl Profile {
    /// What a verdict looks at, on a day: credentials run out.
    pub fn fit(&self, today: NaiveDate) -> Fit {
        let near = geography().zip(&self.zip);
        let holdings =
            |all: &Vec<HeldCredential>| all.iter().map(|held| held.holding(today)).collect();
        Fit {
            home: self.state,
            near: near.map(|place| Point { lat: place.lat, lon: place.lon }),
            moves_to: self.moves_to,
            credentials: self.credentials.as_ref().map(holdings),
            experience: self.experience.clone(),
        }
    }

    /// What an application sent on a day keeps.
    pub fn snapshot(&self, today: NaiveDate) -> Snapshot {
        let credentials = self.credentials.iter().flatten();
        let expertise = self
            .experience
            .iter()
            .map(|one| Expertise { of: of_text(&one.of), amount: amount(one) });
        let arrangements = &vocabulary().arrangements;
        Snapshot {
            from_profile: true,
            fit: self.fit(today),
            credentials: credentials.map(|held| Certificate::of(held, today)).collect(),
            experience: expertise.collect(),
            home_text: self.state.map(|state| state.name().to_owned()).unwrap_or_default(),
            moves_to_text: states_text(self.moves_to),
            arrangements: self.arrangements.iter().map(|slug| label(arrangements, slug)).collect(),
        }
    }
}

/// "anywhere", "Texas, Utah"; empty for none.
pub(super) fn states_text(states: StateSet) -> String {
    if states.len() == State::all().len() {
        return "anywhere".to_owned();
    }
    let mut names: Vec<&str> = states.iter().map(State::name).collect();
    names.sort_unstable();
    names.join(", ")
}

/// What a verdict looks at for somebody; nothing without a profile.
pub fn fit_of(conn: &mut Conn, account: AccountId, today: NaiveDate) -> Result<Option<Fit>> {
    Ok(Profile::of(conn, account)?.map(|profile| profile.fit(today)))
}
