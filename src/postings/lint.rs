//! Advice on words that turn people away or look unlawful. It never blocks anything.

use crate::vocabulary::fold;

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
    RULES.iter().filter(|(words, _)| hit(words)).map(|(_, said)| (*said).to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::advice;

    #[test]
    fn advice_names_the_words() {
        assert!(advice("Coder", "We code.").is_empty());
        assert_eq!(advice("Coder", "Ideal for a Recent Graduate; NATIVE speaker").len(), 2);
        assert_eq!(advice("Remote, except Colorado", "").len(), 1);
    }
}
