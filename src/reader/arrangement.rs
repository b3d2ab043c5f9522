//! Where people work: remote, hybrid, on site; and the states a remote posting hires in.

use super::phrases::Phrases;
use super::place;
use super::reading::{Read, Source};
use super::states;
use super::text::Text;
use crate::vocabulary::{Place, StateSet};
use std::sync::LazyLock;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sign {
    Remote,
    Hybrid,
    OnSite,
    AfterTraining,
    Near,
}

/// In a title or location one word is enough.
static SHORT: LazyLock<Phrases<Sign>> = LazyLock::new(|| {
    let words = [
        ("remote", Sign::Remote),
        ("virtual", Sign::Remote),
        ("work from home", Sign::Remote),
        ("wfh", Sign::Remote),
        ("telework", Sign::Remote),
        ("telecommute", Sign::Remote),
        ("work at home", Sign::Remote),
        ("home based", Sign::Remote),
        ("hybrid", Sign::Hybrid),
        ("onsite", Sign::OnSite),
        ("on site", Sign::OnSite),
        ("in office", Sign::OnSite),
        ("in person", Sign::OnSite),
        ("not remote", Sign::OnSite),
    ];
    Phrases::new(words)
});

/// In running text the words have to speak of the position.
static LONG: LazyLock<Phrases<Sign>> = LazyLock::new(|| {
    let about = [
        "position",
        "role",
        "job",
        "opportunity",
        "schedule",
        "work",
        "environment",
        "model",
        "arrangement",
        "setting",
    ];
    let pairs = about.into_iter().flat_map(|noun| {
        [
            ("remote", Sign::Remote),
            ("hybrid", Sign::Hybrid),
            ("onsite", Sign::OnSite),
            ("on site", Sign::OnSite),
            ("hybrid remote", Sign::Hybrid),
        ]
        .map(|(word, sign)| (format!("{word} {noun}"), sign))
    });
    let whole = [
        ("fully remote", Sign::Remote),
        ("100 remote", Sign::Remote),
        ("100 remotely", Sign::Remote),
        ("completely remote", Sign::Remote),
        ("work from home", Sign::Remote),
        ("work remotely", Sign::Remote),
        ("works remotely", Sign::Remote),
        ("working remotely", Sign::Remote),
        ("work from anywhere", Sign::Remote),
        ("remote first", Sign::Remote),
        ("remote coder", Sign::Remote),
        ("remote coding", Sign::Remote),
        ("remote within", Sign::Remote),
        ("remote us", Sign::Remote),
        ("location remote", Sign::Remote),
        ("position is remote", Sign::Remote),
        ("role is remote", Sign::Remote),
        ("home based", Sign::Remote),
        ("work at home", Sign::Remote),
        ("not a remote", Sign::OnSite),
        ("not remote", Sign::OnSite),
        ("no remote", Sign::OnSite),
        ("not eligible for remote", Sign::OnSite),
        ("fully on site", Sign::OnSite),
        ("fully onsite", Sign::OnSite),
        ("100 on site", Sign::OnSite),
        ("100 onsite", Sign::OnSite),
        ("must be on site", Sign::OnSite),
        ("position is on site", Sign::OnSite),
        ("position is onsite", Sign::OnSite),
        ("in office position", Sign::OnSite),
        ("location onsite", Sign::OnSite),
        ("days in the office", Sign::Hybrid),
        ("days in office", Sign::Hybrid),
        ("days onsite", Sign::Hybrid),
        ("days on site", Sign::Hybrid),
        ("days remote", Sign::Hybrid),
        ("position is hybrid", Sign::Hybrid),
        ("location hybrid", Sign::Hybrid),
        ("remote after training", Sign::AfterTraining),
        ("remote after", Sign::AfterTraining),
        ("remote upon completion", Sign::AfterTraining),
        ("remote following", Sign::AfterTraining),
        ("remote once trained", Sign::AfterTraining),
        ("training is on site", Sign::AfterTraining),
        ("onsite training", Sign::AfterTraining),
        ("on site training", Sign::AfterTraining),
        ("commutable distance", Sign::Near),
        ("commuting distance", Sign::Near),
        ("driving distance", Sign::Near),
        ("live within", Sign::Near),
        ("reside within", Sign::Near),
        ("located within", Sign::Near),
    ];
    Phrases::new(whole.map(|(word, sign)| (word.to_owned(), sign)).into_iter().chain(pairs))
});

/// The arrangement and the states.
pub fn read(
    source: &Source<'_>,
    title: &Text<'_>,
    text: &Text<'_>,
    place: Option<&Read<Place>>,
) -> (Option<Read<String>>, Option<Read<StateSet>>) {
    let location = Text::short(source.location.unwrap_or_default());
    let signs = LONG.find_all(text);
    let seen = |wanted: Sign| {
        let hit = signs.iter().find(|hit| hit.meaning == wanted)?;
        Some(text.words(hit.tokens.clone()))
    };
    let stated = || {
        let order = [Sign::OnSite, Sign::Hybrid, Sign::AfterTraining, Sign::Remote];
        let remote = seen(Sign::Remote).is_some();
        let mut order = order.into_iter().filter(|sign| *sign != Sign::AfterTraining || remote);
        order.find_map(|sign| seen(sign).map(|words| (sign, words)))
    };
    let field = |remote: bool| (source.remote == Some(remote)).then(|| format!("remote: {remote}"));
    let sited = || place.and(field(false)).map(|words| (Sign::OnSite, words));
    let found = short(title)
        .or_else(|| short(&location))
        .or_else(|| field(true).map(|words| (Sign::Remote, words)))
        .or_else(stated)
        .or_else(sited);
    let Some((sign, words)) = found else {
        return (None, None);
    };
    let limits = (sign != Sign::OnSite).then(|| limits(source, title, text, place)).flatten();
    let slug = match sign {
        Sign::Hybrid => "hybrid",
        Sign::OnSite => "on-site",
        _ if abroad(source) => "remote-intl",
        _ if sign == Sign::AfterTraining || seen(Sign::AfterTraining).is_some() => {
            "remote-after-training"
        }
        _ if near(text, &signs) => "remote-radius",
        _ if limits.is_some() => "remote-states",
        _ => "remote-us",
    };
    let value = slug.to_owned();
    (Some(Read { value, words }), limits)
}

fn short(text: &Text<'_>) -> Option<(Sign, String)> {
    let hits = SHORT.find_all(text);
    let hybrid = hits.iter().find(|hit| hit.meaning == Sign::Hybrid);
    let hit = hybrid.or_else(|| hits.first())?;
    Some((hit.meaning, text.words(hit.tokens.clone())))
}

fn abroad(source: &Source<'_>) -> bool {
    place::is_abroad(source.location.unwrap_or_default()) || place::is_abroad(source.title)
}

/// "Within 50 miles", "commuting distance".
fn near(text: &Text<'_>, signs: &[super::phrases::Hit<Sign>]) -> bool {
    signs.iter().filter(|hit| hit.meaning == Sign::Near).any(|hit| {
        let near = hit.tokens.start..hit.tokens.end + 6;
        text.has(near, &["miles", "mile", "distance", "minutes", "hour", "hours"])
    })
}

/// States of the text, else of a location that names no city, else of the title.
fn limits(
    source: &Source<'_>,
    title: &Text<'_>,
    text: &Text<'_>,
    place: Option<&Read<Place>>,
) -> Option<Read<StateSet>> {
    let location = source.location.unwrap_or_default();
    let bare = || {
        let value = place.is_none().then(|| place::bare_states(location))?;
        let words = location.trim().chars().take(160).collect();
        (!value.is_empty()).then_some(Read { value, words })
    };
    states::limits(text).or_else(bare).or_else(|| states::limits(title))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(
        title: &str,
        location: &str,
        text: &str,
        remote: Option<bool>,
    ) -> (Option<String>, Option<String>) {
        let source = Source { title, location: Some(location), text, remote, ..Source::default() };
        let place = place::read(&source);
        let (arrangement, states) =
            read(&source, &Text::new(title), &Text::new(text), place.as_ref());
        (arrangement.map(|read| read.value), states.map(|read| read.value.to_string()))
    }

    fn is(slug: &str, states: Option<&str>) -> (Option<String>, Option<String>) {
        (Some(slug.to_owned()), states.map(str::to_owned))
    }

    #[test]
    fn arrangements_and_states() {
        assert_eq!(of("Coder - Remote", "", "", None), is("remote-us", None));
        assert_eq!(of("Coder", "Remote - United States", "", None), is("remote-us", None));
        assert_eq!(of("Coder", "Remote - Texas", "", None), is("remote-states", Some("TX")));
        assert_eq!(
            of("Coder", "", "Remote position. Must reside in OH or KY.", None),
            is("remote-states", Some("KY,OH"))
        );
        assert_eq!(of("Coder (Hybrid)", "Columbus, OH", "", Some(true)), is("hybrid", None));
        assert_eq!(
            of("Coder", "Columbus, OH", "THIS IS NOT A REMOTE POSITION", None),
            is("on-site", None)
        );
        assert_eq!(of("Coder", "Columbus, OH", "", Some(false)), is("on-site", None));
        assert_eq!(of("Coder", "", "Remote after training", None), (None, None));
        assert_eq!(
            of("Remote coder", "", "Remote after training", None),
            is("remote-after-training", None)
        );
        assert_eq!(
            of("Remote coder", "", "You must live within 50 miles", None),
            is("remote-radius", None)
        );
        assert_eq!(of("Coder", "Remote, India", "", None), is("remote-intl", None));
        assert_eq!(of("Coder", "Columbus, OH", "We code charts.", None), (None, None));
    }
}
