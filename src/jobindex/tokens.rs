//! Sorted texts in one run of memory: the words of a segment.

use std::ops::Range;

/// Texts by number; where they are looked up, each once and in the order of their bytes.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Tokens {
    pub(super) text: String,
    /// By text: where it ends.
    pub(super) ends: Vec<u32>,
}

impl Tokens {
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    pub fn get(&self, at: usize) -> &str {
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.text[start as usize..self.ends[at] as usize]
    }

    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|at| self.get(at))
    }

    /// Adds a text behind all others.
    pub fn push(&mut self, text: &str) {
        self.text.push_str(text);
        self.ends.push(u32::try_from(self.text.len()).expect("words fill less than 4 GB"));
    }

    /// Forgets all texts, keeping their room.
    pub fn clear(&mut self) {
        self.text.clear();
        self.ends.clear();
    }

    /// The first text that is not before this one.
    pub fn seek(&self, text: &str) -> usize {
        self.seek_by(|token| token < text)
    }

    pub fn find(&self, text: &str) -> Option<usize> {
        let at = self.seek(text);
        (at < self.len() && self.get(at) == text).then_some(at)
    }

    /// Those that start so.
    pub fn starting(&self, prefix: &str) -> Range<usize> {
        let start = self.seek(prefix);
        start..self.seek_by(|token| token < prefix || token.starts_with(prefix))
    }

    fn seek_by(&self, is_before: impl Fn(&str) -> bool) -> usize {
        let (mut from, mut to) = (0, self.len());
        while from < to {
            let middle = from.midpoint(to);
            match is_before(self.get(middle)) {
                true => from = middle + 1,
                false => to = middle,
            }
        }
        from
    }

    pub fn settled(mut self) -> Tokens {
        self.text.shrink_to_fit();
        self.ends.shrink_to_fit();
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_found_by_itself_and_by_how_it_starts() {
        let mut tokens = Tokens::default();
        ["a", "code", "coder", "codes", "dog"].iter().for_each(|text| tokens.push(text));
        assert_eq!(tokens.find("coder"), Some(2));
        assert_eq!(tokens.find("cod"), None);
        assert_eq!(tokens.find("zebra"), None);
        assert_eq!(tokens.starting("code"), 1..4);
        assert_eq!(tokens.starting("z"), 5..5);
        assert_eq!(tokens.starting(""), 0..5);
        assert_eq!(tokens.get(0), "a");
    }
}
