//! Everything that can go wrong, as one closed list. What is not named here is `Internal`:
//! the log keeps the cause, people see a plain page and a request id.

use std::time::Duration;

/// Why a request or a task could not be done.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("not found")]
    NotFound,
    /// It was here and will not come back.
    #[error("gone")]
    Gone,
    #[error("forbidden: {0}")]
    Forbidden(&'static str),
    #[error("sign in first")]
    SignInFirst,
    /// Somebody else was quicker, or the thing has moved on; the text tells a person what to do.
    #[error("conflict: {0}")]
    Conflict(String),
    /// Input no form can show again; the text tells a person what is wrong.
    #[error("invalid: {0}")]
    Invalid(String),
    #[error("too large")]
    TooLarge,
    #[error("too many requests")]
    TooMany { retry_after: Duration },
    #[error("busy")]
    Busy { retry_after: Duration },
    #[error("internal: {0}")]
    Internal(#[source] Box<dyn std::error::Error + Send + Sync>),
}

pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    pub fn internal(cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Error {
        Error::Internal(cause.into())
    }
}

impl From<diesel::result::Error> for Error {
    fn from(error: diesel::result::Error) -> Error {
        match error {
            diesel::result::Error::NotFound => Error::NotFound,
            other => Error::internal(other),
        }
    }
}

/// True if a write was refused because an equal row exists already.
pub fn is_unique_violation(error: &diesel::result::Error) -> bool {
    use diesel::result::{DatabaseErrorKind, Error};
    matches!(error, Error::DatabaseError(DatabaseErrorKind::UniqueViolation, _))
}

/// True if it is the database that failed, and not what it keeps that cannot be understood.
pub fn is_outage(error: &Error) -> bool {
    use diesel::result::Error as Asked;
    let Error::Internal(cause) = error else { return false };
    match cause.downcast_ref::<Asked>() {
        Some(asked) => !matches!(asked, Asked::DeserializationError(_)),
        None => cause.is::<diesel::r2d2::PoolError>(),
    }
}
