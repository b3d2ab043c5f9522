//! Whether newly certified coders are welcome.

use super::phrases::Phrases;
use super::reading::Read;
use super::text::Text;
use std::sync::LazyLock;

/// Words that name a newcomer, and whether they alone say yes.
static WORDS: LazyLock<Phrases<bool>> = LazyLock::new(|| {
    let open = [
        "new grads welcome",
        "new graduates welcome",
        "recent graduates welcome",
        "new graduates encouraged",
        "will train",
        "willing to train",
        "no experience necessary",
        "no experience required",
        "no prior experience required",
        "no coding experience required",
        "entry level coders welcome",
        "newly certified coders welcome",
        "apprentices welcome",
        "cpc a welcome",
        "cpc a accepted",
    ];
    let named = [
        "cpc a",
        "coc a",
        "cpca",
        "cpc apprentice",
        "apprentice coders",
        "apprentices",
        "apprentice status",
        "apprentice designation",
        "new grads",
        "apprentice credential",
        "new graduates",
        "newly certified",
    ];
    Phrases::new(open.map(|word| (word, true)).into_iter().chain(named.map(|word| (word, false))))
});
const NO: [&str; 8] = ["no", "not", "cannot", "without", "excluding", "except", "non", "unable"];

/// Some(true) when the text welcomes them or names their credential among those accepted, Some(false) when it
/// turns them away.
pub fn read(title: &Text<'_>, text: &Text<'_>) -> Option<Read<bool>> {
    [title, text].into_iter().find_map(of_one)
}

fn of_one(text: &Text<'_>) -> Option<Read<bool>> {
    let hits = WORDS.find_all(text);
    let hit = hits.iter().find(|hit| hit.meaning).or_else(|| hits.first())?;
    let sentence = text.sentence_around(hit.tokens.start);
    let near = hit.tokens.start.saturating_sub(4).max(sentence.start)
        ..sentence.end.min(hit.tokens.end + 5);
    Some(Read { value: hit.meaning || !text.has(near, &NO), words: text.words(hit.tokens.clone()) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn newcomers_are_welcome_or_not() {
        let of = |text: &str| read(&Text::new(""), &Text::new(text)).map(|read| read.value);
        assert_eq!(of("CPC, CPC-A or CCS"), Some(true));
        assert_eq!(of("We will train the right person"), Some(true));
        assert_eq!(of("CPC (no CPC-A)"), Some(false));
        assert_eq!(of("CPC-A not accepted"), Some(false));
        assert_eq!(of("CPC required"), None);
    }
}
