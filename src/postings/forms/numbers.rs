//! Numbers as people type them.

/// "$28.50", "52,000" or "52k" dollars in 1/100 cent; at most four decimals.
pub fn money(text: &str) -> Option<i64> {
    let plain = text.trim().trim_start_matches('$').replace([',', ' '], "");
    match plain.strip_suffix(['k', 'K']) {
        Some(thousands) => decimal(thousands, 4)?.checked_mul(1_000),
        None => decimal(&plain, 4),
    }
}

/// A decimal number times ten to the power of `places`; nothing finer is taken.
pub fn decimal(text: &str, places: usize) -> Option<i64> {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let known = !(whole.is_empty() && part.is_empty()) && whole.len() <= 12;
    if !known || part.len() > places || !digits(whole) || !digits(part) {
        return None;
    }
    format!("{whole}{part:0<places$}").parse().ok()
}

/// A whole number between two ends.
pub fn whole<T: std::str::FromStr + PartialOrd>(text: &str, least: T, most: T) -> Option<T> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let number = digits.then(|| text.parse::<T>().ok()).flatten()?;
    (number >= least && number <= most).then_some(number)
}

/// 1/100 cent as a box holds it: "28.5", "0.375", "52000".
pub fn typed_money(amount: i64) -> String {
    let text = format!("{}.{:04}", amount / 10_000, amount % 10_000);
    let short = text.trim_end_matches('0').trim_end_matches('.');
    match short.split_once('.') {
        Some((_, part)) if part.len() == 1 => format!("{short}0"),
        _ => short.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_is_read_as_people_write_it() {
        for (text, amount) in [
            ("28", 280_000),
            ("$28.50", 285_000),
            ("0.375", 3_750),
            (".85", 8_500),
            ("52,000", 520_000_000),
            ("52.5k", 525_000_000),
            ("$ 1,234.5678", 12_345_678),
        ] {
            assert_eq!(money(text), Some(amount), "{text}");
            assert_eq!(money(&typed_money(amount)), Some(amount), "{text}");
        }
        for text in
            ["", "$", ".", "abc", "-5", "1.23456", "1e9", "٣", "9999999999999", "1.2.3", "12k5"]
        {
            assert_eq!(money(text), None, "{text}");
        }
        assert_eq!(typed_money(285_000), "28.50");
    }

    #[test]
    fn whole_numbers_have_ends() {
        assert_eq!(whole("40", 1, 80), Some(40));
        for text in ["0", "81", "", "4.5", "+4", "99999999999999999999"] {
            assert_eq!(whole(text, 1, 80), None, "{text}");
        }
    }
}
