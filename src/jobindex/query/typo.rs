//! What a word that is nowhere was probably meant to be: the word of the board that is fewest typing errors away.
//!
//! The dictionary is walked in its order with a table of distances, one row a letter: neighbours share the rows of
//! the letters they share, and where a row says that nothing beginning so can be near, all of it is leapt over.

use super::lexicon::lexicon;

/// Tokens in the order of their bytes.
pub(in crate::jobindex) trait Dictionary {
    /// Where the first token that is not before `text` stands.
    fn seek(&self, text: &str) -> usize;
    /// The token at a place; none behind the last.
    fn token(&self, at: usize) -> Option<&str>;
    /// How many postings have the token at a place.
    fn postings(&self, at: usize) -> usize;
}

/// Letters of a word that may hold two errors instead of one.
const LONG: usize = 9;

/// The token that was probably meant by a folded word: the fewest errors away, then in most postings, then first by
/// its letters. A letter too many, a letter missing, a wrong one and two neighbours exchanged count as one error.
pub(in crate::jobindex) fn corrected(word: &str, dictionary: &impl Dictionary) -> Option<String> {
    let letters: Vec<char> = word.chars().collect();
    let allowed = if letters.len() < LONG { 1 } else { 2 };
    let mut rows = Rows::of(&letters, allowed);
    let mut best: Option<(usize, usize, String)> = None;
    let mut at = 0;
    while let Some(token) = dictionary.token(at) {
        match rows.distance(token) {
            Step::Far => at += 1,
            Step::Leap(beginning) => at = dictionary.seek(&beginning).max(at + 1),
            Step::Near(distance) => {
                let postings = if is_meant(token) { dictionary.postings(at) } else { 0 };
                let is_better = best.as_ref().is_none_or(|(least, most, _)| {
                    distance < *least || (distance == *least && postings > *most)
                });
                if postings > 0 && is_better {
                    best = Some((distance, postings, token.to_owned()));
                }
                at += 1;
            }
        }
    }
    best.map(|(_, _, token)| token)
}

/// Nobody who mistypes a word means a number, a code or a credential.
fn is_meant(token: &str) -> bool {
    token.chars().all(char::is_alphabetic) && !lexicon().is_code(token)
}

enum Step {
    /// This many errors away, no more than allowed.
    Near(usize),
    Far,
    /// Nothing before this text is near.
    Leap(String),
}

/// Distances between the beginnings of the word and those of the token looked at last.
struct Rows<'a> {
    word: &'a [char],
    allowed: usize,
    /// The letters of the last token that have a row.
    letters: Vec<char>,
    /// One row of `word.len() + 1` for each beginning of the token, the empty one first.
    rows: Vec<u8>,
}

impl<'a> Rows<'a> {
    fn of(word: &'a [char], allowed: usize) -> Rows<'a> {
        let rows = (0..=word.len()).map(|length| u8::try_from(length).unwrap_or(u8::MAX));
        Rows { word, allowed, letters: Vec::new(), rows: rows.collect() }
    }

    fn distance(&mut self, token: &str) -> Step {
        let width = self.word.len() + 1;
        let same = self.letters.iter().zip(token.chars()).take_while(|(a, b)| *a == b).count();
        self.letters.truncate(same);
        self.rows.truncate((same + 1) * width);
        for letter in token.chars().skip(same) {
            self.letters.push(letter);
            if self.add_row() > self.allowed {
                return Step::Leap(self.behind());
            }
        }
        match usize::from(self.rows[self.rows.len() - 1]) {
            distance if distance <= self.allowed => Step::Near(distance),
            _ => Step::Far,
        }
    }

    /// The row of the last letter, and its least distance.
    fn add_row(&mut self) -> usize {
        let width = self.word.len() + 1;
        let row = self.letters.len();
        let above = (row - 1) * width;
        let letter = self.letters[row - 1];
        let mut left = u8::try_from(row).unwrap_or(u8::MAX);
        let mut least = left;
        self.rows.push(left);
        for column in 1..width {
            let wanted = self.word[column - 1];
            let changed = self.rows[above + column - 1].saturating_add(u8::from(letter != wanted));
            let mut far = changed.min(left.saturating_add(1));
            far = far.min(self.rows[above + column].saturating_add(1));
            if row > 1
                && column > 1
                && letter == self.word[column - 2]
                && self.letters[row - 2] == wanted
            {
                far = far.min(self.rows[above - width + column - 2].saturating_add(1));
            }
            self.rows.push(far);
            least = least.min(far);
            left = far;
        }
        usize::from(least)
    }

    /// The first text behind everything that begins with the letters so far.
    fn behind(&self) -> String {
        self.letters.iter().chain([&char::MAX]).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::collection::{btree_map, vec};
    use proptest::prelude::*;
    use std::cmp::Reverse;
    use std::time::Instant;

    struct Words(Vec<(String, usize)>);

    impl Words {
        fn of(words: &[&str]) -> Words {
            let mut words: Vec<(String, usize)> =
                words.iter().map(|word| ((*word).to_owned(), word.len())).collect();
            words.sort();
            Words(words)
        }
    }

    impl Dictionary for Words {
        fn seek(&self, text: &str) -> usize {
            self.0.partition_point(|(word, _)| word.as_str() < text)
        }

        fn token(&self, at: usize) -> Option<&str> {
            self.0.get(at).map(|(word, _)| word.as_str())
        }

        fn postings(&self, at: usize) -> usize {
            self.0[at].1
        }
    }

    /// Errors between two words, by the book.
    fn errors(a: &[char], b: &[char]) -> usize {
        let mut table = vec![vec![0; b.len() + 1]; a.len() + 1];
        for i in 0..=a.len() {
            for j in 0..=b.len() {
                table[i][j] = match (i, j) {
                    (0, j) => j,
                    (i, 0) => i,
                    (i, j) => {
                        let mut least = (table[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]))
                            .min(table[i - 1][j] + 1)
                            .min(table[i][j - 1] + 1);
                        if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                            least = least.min(table[i - 2][j - 2] + 1);
                        }
                        least
                    }
                };
            }
        }
        table[a.len()][b.len()]
    }

    #[test]
    fn a_slip_is_understood_and_a_code_is_left_alone() {
        let words =
            Words::of(&["coder", "auditor", "kilometer", "cpc", "hcpcs", "codes", "surgery"]);
        for (typed, meant) in [
            ("codr", Some("coder")),
            ("surgrey", Some("surgery")),
            ("audiitor", Some("auditor")),
            ("klometre", None),
            ("klometers", Some("kilometer")),
            ("hcpcx", None),
            ("zzzzz", None),
        ] {
            assert_eq!(corrected(typed, &words).as_deref(), meant, "{typed}");
        }
    }

    proptest! {
        #[test]
        fn the_walk_finds_what_a_scan_finds(
            words in btree_map("[abcé]{1,11}", 0usize..3, 0..60),
            typed in vec("[abcé]{5,11}", 8),
        ) {
            let words = Words(words.into_iter().collect());
            for typed in typed {
                let letters: Vec<char> = typed.chars().collect();
                let allowed = if letters.len() < 9 { 1 } else { 2 };
                let far = |word: &str| errors(&letters, &word.chars().collect::<Vec<char>>());
                let near = words.0.iter().filter(|(word, count)| *count > 0 && far(word) <= allowed);
                let best = near.min_by_key(|(word, count)| (far(word), Reverse(*count), word.clone()));
                let best = best.map(|(word, _)| word.clone());
                prop_assert_eq!(corrected(&typed, &words), best);
            }
        }
    }

    /// Run by hand, optimized: `cargo test --release typo -- --ignored --nocapture`.
    #[test]
    #[ignore = "measures"]
    fn a_large_dictionary_is_walked_in_a_millisecond() {
        let syllables =
            ["ka", "ro", "mi", "ten", "sul", "bar", "qui", "lo", "den", "fa", "gri", "o"];
        let word = |mut n: usize| {
            let mut word = String::new();
            for _ in 0..6 {
                word.push_str(syllables[n % 12]);
                n /= 12;
            }
            (word, 1)
        };
        let mut words: Vec<(String, usize)> = (0..300_000).map(|n| word(n * 9)).collect();
        words.sort();
        words.dedup();
        let count = words.len();
        let words = Words(words);
        corrected("warmed", &words);
        for typed in ["karomiten", "tensulbarquix", "sulbarqiloden", "audit", "zzzzzzzzz"] {
            let start = Instant::now();
            let found = corrected(typed, &words);
            println!("{typed}: {found:?} of {count} in {:?}", start.elapsed());
        }
    }
}
