//! Those who hire: the employer, who works for it, and what each seat may do. What the public
//! sees of an employer is framed by `board`, because it shows postings too.

mod employer;
mod forms;
mod guards;
mod invitation;
pub mod mails;
mod member;
pub mod pages;
mod seats;
mod standing;
mod telling;

pub use employer::{Edition, Employer, EmployerId, NewEmployer};
pub use guards::{Desk, Owner, Seat};
pub use invitation::sweep;
pub use member::{Member, MemberRole, members_to_write_to};
pub use seats::{leave_all, only_owned_by};
pub use standing::Standing;
pub use telling::{Listener, Telling, told_of_each, untold_since, zones_told_daily};
