//! Amounts of money in a text.

use super::pay_words;
use super::text::Text;

/// One amount.
#[derive(Debug, Clone, PartialEq)]
pub struct Amount {
    pub token: usize,
    /// The token after it.
    pub end: usize,
    dollars: f64,
    /// Written with a "k".
    pub thousands: bool,
}

impl Amount {
    /// In 1/100 cent; `thousands` when a "k" further on counts for this one too.
    pub fn value(&self, thousands: bool) -> i64 {
        let factor = if self.thousands || thousands { 1_000.0 } else { 1.0 };
        from_dollars(self.dollars * factor).unwrap_or(0)
    }
}

/// Dollars in 1/100 cent, or nothing when no pay could be that.
pub fn from_dollars(dollars: f64) -> Option<i64> {
    let sane = dollars.is_finite() && dollars > 0.0 && dollars < 10_000_000.0;
    sane.then(|| (dollars * 10_000.0).round() as i64)
}

/// The amounts of a text in order. When `marked`, only those with a dollar sign, with a unit right after, or at the
/// far end of a range that begins with one.
pub fn find(text: &Text<'_>, marked: bool) -> Vec<Amount> {
    let mut amounts: Vec<Amount> = Vec::new();
    for (at, token) in text.tokens.iter().enumerate() {
        let Some((dollars, thousands)) = number(&token.text) else {
            continue;
        };
        let spelled = matches!(text.word(at + 1), "k" | "thousand") && token.after != '-';
        let continues = token.joins && amounts.last().is_some_and(|last| last.end == at);
        let shown = token.before == '$' || continues || pay_words::unit_follows(text, at + 1);
        let foreign = matches!(token.before, '£' | '€' | '₹' | '¥');
        if foreign || token.after == '%' || (marked && !shown) {
            continue;
        }
        amounts.push(Amount {
            token: at,
            end: at + 1 + usize::from(spelled),
            dollars,
            thousands: thousands || spelled,
        });
    }
    amounts
}

/// "52000.50" or "52k".
fn number(word: &str) -> Option<(f64, bool)> {
    let (digits, thousands) = match word.strip_suffix('k') {
        Some(digits) => (digits, true),
        None => (word, false),
    };
    let plain = digits.len() <= 12 && digits.starts_with(|c: char| c.is_ascii_digit());
    let plain = plain && digits.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    plain.then(|| digits.parse().ok()).flatten().map(|value| (value, thousands))
}
