//! The alerts of somebody with an account, beside everything else they take along.

use serde::Serialize;

use super::alert::{self, Alert, Frequency, Stage};
use super::subscriber::Subscriber;
use crate::accounts::Account;
use crate::applications;
use crate::clock::Moment;
use crate::config::Secret;
use crate::db::Conn;
use crate::eligibility::Fit;
use crate::error::Result;

/// Everything of somebody who looks for work, as other programs read it.
#[derive(Serialize)]
pub struct Export {
    #[serde(flatten)]
    applications: applications::Export,
    alerts: Vec<Kept>,
}

#[derive(Serialize)]
struct Kept {
    words: String,
    /// The search as an address has it.
    query: String,
    fit: Option<Fit>,
    frequency: Frequency,
    stage: Stage,
    paused_until: Option<String>,
    created_at: String,
}

impl Export {
    pub fn of(conn: &mut Conn, now: Moment, secret: &Secret, by: &Account) -> Result<Export> {
        let mut alerts = Vec::new();
        if let Some(subscriber) = Subscriber::of_account(conn, by)? {
            alerts.extend(alert::of(conn, subscriber.id)?);
            alerts.extend(alert::waiting(conn, subscriber.id)?);
        }
        Ok(Export {
            applications: applications::Export::of(conn, now, secret, by)?,
            alerts: alerts.into_iter().map(|alert| Kept::of(alert, now)).collect(),
        })
    }
}

impl Kept {
    fn of(alert: Alert, now: Moment) -> Kept {
        Kept {
            words: alert.words(),
            query: alert.criteria.query_string(),
            frequency: alert.frequency,
            stage: alert.stage,
            paused_until: alert.paused_until.filter(|_| alert.is_paused(now)).map(Moment::rfc3339),
            created_at: alert.created_at.rfc3339(),
            fit: alert.fit,
        }
    }
}
