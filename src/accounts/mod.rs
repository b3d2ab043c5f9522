//! People: who they are, how they prove it, and who is asking. An account is one person with
//! one address; what it may do for an employer is said by its seat there, in `employers`.

mod account;
mod chrome;
mod email;
mod guards;
mod password;
mod session;

pub use account::{Account, AccountId, NewAccount, create_verified};
pub use email::Email;
pub(crate) use guards::site_of;
pub use guards::{Administrator, Caller, Person, SignedIn, Visitor};
pub use password::hash as hash_password;
