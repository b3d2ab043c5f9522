//! Pages that show several nouns at once: the front page, a posting, an employer with its
//! postings, the employers' directory and what the board says about itself.

mod closing;
mod letters;
mod listed;
pub mod pages;
mod similar;

pub use letters::words;
