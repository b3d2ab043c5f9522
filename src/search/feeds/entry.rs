//! One posting in a feed.

use crate::clock::Moment;
use crate::paths;
use crate::postings::Loaded;
use crate::web::markdown;

/// Bytes of a description's HTML that go into a feed; of a longer one only its first words do.
const LONGEST: usize = 20_000;
/// Characters of those first words.
const FIRST_WORDS: usize = 1_500;

#[derive(Debug)]
pub struct Entry {
    /// Never changes: the address of the posting without its title.
    pub id: String,
    pub url: String,
    /// "Outpatient Coder at Riverbend Health".
    pub title: String,
    pub employer: String,
    /// Pay, arrangement and states, and what it asks, in one line.
    pub summary: String,
    /// The summary and the description, as HTML that is safe anywhere.
    pub html: String,
    pub published_at: Moment,
    /// Not before `published_at`.
    pub changed_at: Moment,
}

impl Entry {
    pub fn of(loaded: &Loaded, now: Moment, at: impl Fn(&str) -> String) -> Entry {
        let (posting, card) = (&loaded.posting, loaded.card(now));
        let published_at = posting.first_published_at.unwrap_or(posting.created_at);
        let pay = card.pay.map_or("Pay not stated".to_owned(), |pay| {
            let hourly = pay.hourly_text.map(|text| format!(" ({text})")).unwrap_or_default();
            format!("{} {}{hourly}", pay.text, pay.unit_text)
        });
        let mut parts = vec![pay, card.where_text];
        parts.extend(card.asks);
        if let Some(found) = card.imported {
            parts.push(format!("read from the text of {}, unconfirmed", found.source));
        }
        let summary = parts.join(" · ");
        Entry {
            id: at(&paths::posting(posting.id, "")),
            url: at(&card.url),
            title: format!("{} at {}", card.title, card.employer.name),
            employer: card.employer.name,
            html: html(&summary, &loaded.content.description),
            summary,
            published_at,
            changed_at: posting.updated_at.max(published_at),
        }
    }
}

/// Both are bounded, so that a feed is.
fn html(summary: &str, description: &str) -> String {
    let mut whole = markdown::html(description);
    if whole.len() > LONGEST {
        let words: String = markdown::text(description).chars().take(FIRST_WORDS).collect();
        whole = format!("<p>{}…</p>", escaped(words.trim_end()));
    }
    format!("<p><strong>{}</strong></p>\n{whole}", escaped(summary))
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_long_is_cut_and_nothing_in_it_is_markup() {
        let long = html("$28 & up", &"a <b>c</b> & *d* ".repeat(3_000));
        assert!(long.len() < LONGEST && long.starts_with("<p><strong>$28 &amp; up</strong></p>"));
        assert!(!long.contains("<b>") && long.ends_with("…</p>"), "{long}");
        assert!(html("x", "*d*").contains("<em>d</em>"));
    }
}
