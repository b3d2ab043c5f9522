//! What an applicant sees of applying, and an employer of those who do.
