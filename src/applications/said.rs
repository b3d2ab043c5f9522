//! What went with an application, as it stood when it was sent.

use diesel::prelude::*;
use serde::{Deserialize, Serialize, de::DeserializeOwned};

use super::application::{Application, ApplicationId};
use crate::applicants::Snapshot;
use crate::db::Conn;
use crate::eligibility::{Answer, Verdict};
use crate::error::{Error, Result};
use crate::schema::application;

/// A question of the posting in the words it had, and what was answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answered {
    pub question: String,
    /// "Yes", "No", or the applicant's own words; empty where nothing was said.
    pub answer: String,
}

/// What a person said with an application, and what the board said of it.
#[derive(Clone, Debug)]
pub struct Said {
    pub note: String,
    pub answers: Vec<Answered>,
    /// None once it was erased.
    pub profile: Option<Snapshot>,
    /// None once it was erased.
    pub verdict: Option<Verdict>,
}

impl Application {
    /// What went with it.
    pub fn said(&self, conn: &mut Conn) -> Result<Said> {
        let (note, answers, profile, verdict): (String, String, String, String) =
            application::table
                .find(self.id)
                .select((
                    application::note,
                    application::answers,
                    application::profile,
                    application::verdict,
                ))
                .first(conn)?;
        Ok(Said {
            note,
            answers: read(self.id, &answers)?.unwrap_or_default(),
            profile: read(self.id, &profile)?,
            verdict: read(self.id, &verdict)?,
        })
    }
}

/// A verdict in a word, as it lies in its column.
pub(super) fn word(answer: Answer) -> &'static str {
    match answer {
        Answer::Elsewhere => "elsewhere",
        Answer::Missing => "missing",
        Answer::CannotTell => "cannot_tell",
        Answer::Meets => "meets",
    }
}

/// The verdict a word stands for; none for what was erased.
pub(super) fn answer(word: &str) -> Option<Answer> {
    const ALL: [Answer; 4] =
        [Answer::Elsewhere, Answer::Missing, Answer::CannotTell, Answer::Meets];
    ALL.into_iter().find(|answer| self::word(*answer) == word)
}

/// What an erased application holds in place of JSON.
pub(super) const NOTHING: &str = "";

pub(super) fn read<T: DeserializeOwned>(id: ApplicationId, json: &str) -> Result<Option<T>> {
    if json == NOTHING {
        return Ok(None);
    }
    serde_json::from_str(json)
        .map(Some)
        .map_err(|error| Error::internal(format!("application {id}: {error}")))
}

/// As it lies in a column.
pub(super) fn json(value: &impl Serialize) -> Result<String> {
    serde_json::to_string(value).map_err(Error::internal)
}
