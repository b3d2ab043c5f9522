//! Numbers as people read them.

use crate::postings;

/// `12,345`.
pub fn thousands(count: usize) -> String {
    postings::thousands(i64::try_from(count).unwrap_or(i64::MAX))
}

/// `1 job`, `12,345 jobs`.
pub fn counted_jobs(count: usize) -> String {
    match count {
        1 => "1 job".to_owned(),
        count => format!("{} jobs", thousands(count)),
    }
}

/// At most `most` characters, cut at a space where there is one.
pub(super) fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let kept: String = text.chars().take(most).collect();
    let end = kept.rfind(' ').unwrap_or(kept.len());
    format!("{}…", kept[..end].trim_end_matches([',', ' ']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_job_is_no_jobs() {
        assert_eq!([0, 1, 12_345].map(counted_jobs), ["0 jobs", "1 job", "12,345 jobs"]);
    }

    #[test]
    fn long_text_is_cut_between_words() {
        assert_eq!(cut("for holders of CPC", 40), "for holders of CPC");
        assert_eq!(cut("for holders of CPC, hiring", 20), "for holders of CPC…");
        assert_eq!(cut(&"é".repeat(50), 10), format!("{}…", "é".repeat(10)));
    }
}
