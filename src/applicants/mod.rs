//! Coders as job seekers: what they say of themselves, what of it a verdict looks at, and which
//! postings they keep or hide.
