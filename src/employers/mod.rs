//! Those who hire: the employer, who works for it, and what each seat may do.

mod employer;
mod guards;
mod member;

pub use employer::{Employer, EmployerId, NewEmployer, Standing};
pub use guards::{Desk, Owner, Seat};
pub use member::{Member, MemberRole, members_to_write_to};
