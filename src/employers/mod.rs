//! Those who hire: the employer, who works for it, and what each seat may do. What the public
//! sees of an employer is framed by `board`, because it shows postings too.

mod employer;
mod forms;
mod guards;
pub mod mails;
mod member;
pub mod pages;
mod standing;

pub use employer::{Employer, EmployerId, NewEmployer};
pub use guards::{Desk, Owner, Seat};
pub use member::{Member, MemberRole, members_to_write_to};
pub use standing::Standing;
