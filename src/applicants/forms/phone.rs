//! Phone numbers as people type them.

/// "614-555-0123", "614-555-0123 ext. 12", "+44 20 7946 0958": one spelling for each number;
/// nothing if nobody could be called there.
pub fn phone(text: &str) -> Option<String> {
    let (number, extension) = split(text)?;
    if !number.chars().all(|c| c.is_ascii_digit() || " -.()/+\u{a0}".contains(c)) {
        return None;
    }
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let number = match (number.trim_start().strip_prefix('+'), digits.as_str()) {
        (Some(rest), _) if rest.contains('+') => return None,
        (Some(_), abroad) if !abroad.starts_with('1') => international(number, abroad)?,
        (None, _) if number.contains('+') => return None,
        (_, ours) => domestic(ours)?,
    };
    Some(match extension {
        Some(extension) => format!("{number} ext. {extension}"),
        None => number,
    })
}

/// The number, and the digits of an extension.
fn split(text: &str) -> Option<(&str, Option<&str>)> {
    let Some(at) = text.find(|c: char| c.is_ascii_alphabetic()) else { return Some((text, None)) };
    let (number, rest) = text.split_at(at);
    let digits = rest.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let word = rest[..rest.len() - digits.len()].to_ascii_lowercase();
    let digits = digits.trim_start_matches(['.', ':', ' ', '#']);
    let known = matches!(word.as_str(), "x" | "ext" | "extension");
    let good = (1..=6).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    (known && good).then_some((number, Some(digits)))
}

/// Ten digits of the North American plan: area and exchange start with 2 to 9.
fn domestic(digits: &str) -> Option<String> {
    let ten = match digits.len() {
        11 => digits.strip_prefix('1')?,
        _ => digits,
    };
    let good = ten.len() == 10 && [0, 3].iter().all(|at| ten.as_bytes()[*at] >= b'2');
    good.then(|| format!("{}-{}-{}", &ten[..3], &ten[3..6], &ten[6..]))
}

/// As it was typed, with single spaces: other plans group their digits in other ways.
fn international(text: &str, digits: &str) -> Option<String> {
    let good = (8..=15).contains(&digits.len()) && !digits.starts_with('0');
    good.then(|| text.split_whitespace().collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_has_one_spelling() {
        for (typed, kept) in [
            ("6145550123", "614-555-0123"),
            ("(614) 555-0123", "614-555-0123"),
            ("+1 614.555.0123", "614-555-0123"),
            ("1-614-555-0123", "614-555-0123"),
            ("614 555 0123 x12", "614-555-0123 ext. 12"),
            ("614-555-0123 Ext. 1234", "614-555-0123 ext. 1234"),
            ("+44 20  7946 0958", "+44 20 7946 0958"),
        ] {
            assert_eq!(phone(typed).as_deref(), Some(kept), "{typed}");
            assert_eq!(phone(kept).as_deref(), Some(kept), "{typed}");
        }
    }

    #[test]
    fn nonsense_is_no_number() {
        for typed in [
            "",
            "1",
            "555-0123",
            "call me",
            "014-555-0123",
            "614-055-0123",
            "614555012",
            "61455501234",
            "614-555-0123 ext",
            "614-555-0123 x1234567",
            "+",
            "++1 614 555 0123",
            "614-555-0123; drop",
            "+0 123 456 789",
            "6145550123 or 6145550124",
            "٦١٤٥٥٥٠١٢٣",
            "614+5550123",
            "+1234567890123456",
        ] {
            assert_eq!(phone(typed), None, "{typed}");
        }
    }
}
