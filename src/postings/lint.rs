//! Advice on words that turn people away or look unlawful. It never blocks anything.

use super::phrases::joined;
use crate::vocabulary::{State, fold};

/// Words, and what to think about. General advice, not law; reviewed November 2026.
const RULES: &[(&[&str], &str)] = &[
    (
        &["recent graduate", "recent grad", "new graduate", "digital native"],
        "“Recent graduate” can read as an age limit. “Newly certified” or “entry level” says the same.",
    ),
    (
        &["young and", "youthful", "young team", "young, "],
        "“Young” can read as an age limit. Describe the team by what it does.",
    ),
    (
        &["native speaker", "native english"],
        "“Native speaker” can read as a limit by origin. “Fluent in English” says what the work needs.",
    ),
    (
        &[
            "except colorado",
            "not available in colorado",
            "excluding colorado",
            "except california",
            "excluding california",
            "except new york",
        ],
        "Leaving out a state does not free a posting from that state's pay law if people there could do the work.",
    ),
    (
        &["social security number", "date of birth", "bank account"],
        "Ask for a Social Security number, birth date or bank account only after an offer, never in a posting.",
    ),
];

/// What is worth another look in a title and description.
pub fn advice(title: &str, description: &str) -> Vec<String> {
    let text = fold(&format!("{title}\n{description}"));
    let hit = |words: &&[&str]| words.iter().any(|word| text.contains(word));
    let rules = RULES.iter().filter(|(words, _)| hit(words)).map(|(_, said)| (*said).to_owned());
    crowded(title).into_iter().chain(rules).collect()
}

/// What stands in a title besides the title.
fn crowded(title: &str) -> Option<String> {
    let folded = fold(title);
    let words: Vec<&str> =
        folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let says = |all: &[&str]| all.iter().any(|word| words.contains(word));
    let pay = title.contains('$') || says(&["hourly", "salary"]) || folded.contains("/hr");
    let digits = |word: &&str| word.chars().filter(char::is_ascii_digit).count() >= 4;
    let found: Vec<String> = [
        (pay, "pay"),
        (says(&["remote", "wfh", "telework", "hybrid", "onsite"]), "where it is done"),
        (title.contains('#') || words.iter().any(digits), "a number or code"),
        (names_a_place(title, &words), "a place"),
    ]
    .into_iter()
    .filter(|(hit, _)| *hit)
    .map(|(_, what)| what.to_owned())
    .collect();
    (!found.is_empty()).then(|| {
        let what = joined(&found, "and");
        format!(
            "The title holds {what}. Leave it to the fields below: Google shows the title alone."
        )
    })
}

/// A state by its name, or "Dallas, TX". Two letters alone may be anything: OR, IN, MD.
fn names_a_place(title: &str, words: &[&str]) -> bool {
    let told = format!(" {} ", words.join(" "));
    let named = State::all().any(|state| told.contains(&format!(" {} ", fold(state.name()))));
    let after_comma = title.split(',').skip(1).any(|part| {
        let part = part.trim_matches(|c: char| !c.is_alphabetic());
        State::all().any(|state| state.abbr() == part)
    });
    named || after_comma
}

#[cfg(test)]
mod tests {
    use super::advice;

    #[test]
    fn advice_names_the_words() {
        assert!(advice("Coder", "We code.").is_empty());
        assert_eq!(advice("Coder", "Ideal for a Recent Graduate; NATIVE speaker").len(), 2);
        assert_eq!(advice("Coder", "Remote, except Colorado").len(), 1);
    }

    #[test]
    fn a_title_that_says_more_than_the_title_is_named() {
        for (title, what) in [
            ("Coder $28-$34/hr", "holds pay."),
            ("Remote Coder, Dallas, TX", "holds where it is done and a place."),
            ("Coder New Mexico JR10023", "holds a number or code and a place."),
            ("Coder (#77)", "holds a number or code."),
        ] {
            let said = advice(title, "Remote, in Texas, $28.");
            assert!(said.len() == 1 && said[0].contains(what), "{title}: {said:?}");
        }
        for plain in ["ICD-10 Coder II", "Coder, OR and ED", "Coder in MD Practice", "HCC Coder"] {
            assert!(advice(plain, "").is_empty(), "{plain}");
        }
    }
}
