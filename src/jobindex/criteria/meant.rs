//! What a visitor probably meant by a name or value that does not exist.

use super::super::groups::Group;
use crate::vocabulary::fold;

/// Longer words are not guessed at.
const GUESSED: usize = 40;

/// The slug of the value that was probably meant: another spelling of it, or few letters away.
pub(super) fn value(group: Group, typed: &str) -> Option<&'static str> {
    let typed = guessable(typed)?;
    let also = group.values().iter().find(|value| value.also.contains(&typed));
    if let Some(value) = also {
        return Some(value.slug);
    }
    nearest(&typed, group.slugs())
}

/// The one of `known` that is few letters away.
pub(super) fn name(typed: &str, known: impl Iterator<Item = &'static str>) -> Option<&'static str> {
    nearest(&guessable(typed)?, known)
}

fn guessable(typed: &str) -> Option<String> {
    let short = typed.len() <= GUESSED;
    short.then(|| fold(typed.trim())).filter(|typed| !typed.is_empty())
}

fn nearest(typed: &str, known: impl Iterator<Item = &'static str>) -> Option<&'static str> {
    let typed: Vec<char> = typed.chars().collect();
    let allowed = match typed.len() {
        0..=2 => return None,
        3..=5 => 1,
        _ => 2,
    };
    known
        .filter_map(|slug| {
            let letters: Vec<char> = slug.to_lowercase().chars().collect();
            let near = letters.len().abs_diff(typed.len()) <= allowed;
            let far = if near { distance(&typed, &letters) } else { usize::MAX };
            (far <= allowed).then_some((far, slug))
        })
        .min()
        .map(|(_, slug)| slug)
}

/// Letters to insert, take out or change to make one word of the other.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut above: Vec<usize> = (0..=b.len()).collect();
    for (row, x) in (1..).zip(a) {
        let mut diagonal = std::mem::replace(&mut above[0], row);
        for (column, y) in (1..).zip(b) {
            let changed = diagonal + usize::from(x != y);
            diagonal = above[column];
            above[column] = changed.min(above[column] + 1).min(above[column - 1] + 1);
        }
    }
    above[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_finger_is_understood() {
        assert_eq!(value(Group::Role, "medcal-coder"), Some("medical-coder"));
        assert_eq!(value(Group::Role, "Medical Coder"), Some("medical-coder"));
        assert_eq!(value(Group::Setting, "er"), Some("emergency"));
        assert_eq!(value(Group::Role, "zebra"), None);
        assert_eq!(value(Group::Role, ""), None);
        assert_eq!(name("rol", ["role", "q"].into_iter()), Some("role"));
    }

    #[test]
    fn distance_counts_single_letters() {
        let far = |a: &str, b: &str| {
            let letters = |word: &str| word.chars().collect::<Vec<_>>();
            distance(&letters(a), &letters(b))
        };
        assert_eq!(far("cpc", "cpc"), 0);
        assert_eq!(far("cpc", "cpb"), 1);
        assert_eq!(far("", "cpb"), 3);
        assert_eq!(far("kitten", "sitting"), 3);
    }
}
