//! How demands read: "CPC, COC or CCS", "RHIT eligible", "18 months in orthopedics".

use super::requirements::{CredentialDemand, Demand, ExperienceDemand, Standing};
use crate::vocabulary::{Entry, Table, vocabulary};

/// "1 month", "18 months", "2 years": months as people say them.
pub(super) fn push_months(text: &mut String, count: u16) {
    match count {
        1 => text.push_str("1 month"),
        12 => text.push_str("1 year"),
        whole if whole > 0 && whole % 12 == 0 => push_count(text, whole / 12, " years"),
        count => push_count(text, count, " months"),
    }
}

fn push_count(text: &mut String, count: u16, unit: &str) {
    let mut digits = [0; 5];
    let (mut rest, mut start) = (count, digits.len());
    loop {
        start -= 1;
        digits[start] = b'0' + (rest % 10) as u8;
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    text.extend(digits[start..].iter().map(|&digit| char::from(digit)));
    text.push_str(unit);
}

/// The letters of a credential, or its slug where the word is gone.
pub(super) fn letters(slug: &str) -> &str {
    vocabulary().credentials.get(slug).map_or(slug, Entry::short)
}

fn label<'a, E: Entry>(table: &'static Table<E>, slug: &'a str) -> &'a str {
    table.get(slug).map_or(slug, Entry::label)
}

impl CredentialDemand {
    /// "CPC", "RHIT eligible", "CPMA within 1 year".
    fn push(&self, text: &mut String) {
        text.push_str(letters(&self.credential));
        match self.standing {
            Standing::Held => {}
            Standing::Eligible => text.push_str(" eligible"),
            Standing::Within { months } => {
                text.push_str(" within ");
                push_months(text, months);
            }
        }
    }
}

impl Demand {
    /// "CPC, COC or CCS", "CPMA and CPC", "any AAPC or AHIMA coding credential".
    pub fn wording(&self) -> String {
        let mut text = String::with_capacity(48);
        self.push(&mut text);
        text
    }

    /// Parts that stand side by side and are all asked for: "CCA held, and RHIT eligible".
    pub fn wording_of_all(parts: &[&Demand]) -> String {
        let mut text = String::with_capacity(48);
        push_together(&mut text, parts.iter().copied(), "and");
        text
    }

    pub(super) fn push(&self, text: &mut String) {
        match self {
            Demand::AllOf(parts) => push_together(text, parts.iter(), "and"),
            Demand::AnyOf(parts) => push_together(text, parts.iter(), "or"),
            Demand::Credential(one) => one.push(text),
            Demand::AnyCodingCredential { .. } => {
                text.push_str("any AAPC or AHIMA coding credential");
            }
        }
    }

    /// Whether it asks for one credential to be held; none where it names no single one.
    fn holds(&self) -> Option<bool> {
        match self {
            Demand::Credential(one) => Some(one.standing == Standing::Held),
            Demand::AllOf(_) | Demand::AnyOf(_) | Demand::AnyCodingCredential { .. } => None,
        }
    }
}

/// Parts side by side. Where some are held and others not, each says which it is and a comma
/// keeps them apart: "CCA held, or RHIT eligible".
fn push_together<'a>(
    text: &mut String,
    parts: impl ExactSizeIterator<Item = &'a Demand> + Clone,
    last: &str,
) {
    let is = |held: bool| parts.clone().any(|part| part.holds() == Some(held));
    let mixed = is(true) && is(false);
    let count = parts.len();
    for (place, part) in (1..).zip(parts) {
        match place {
            1 => {}
            place if place < count => text.push_str(", "),
            _ if mixed => text.extend([", ", last, " "]),
            _ => text.extend([" ", last, " "]),
        }
        let inside = count > 1 && matches!(part, Demand::AllOf(_) | Demand::AnyOf(_));
        if inside {
            text.push('(');
        }
        part.push(text);
        match (inside, mixed && part.holds() == Some(true)) {
            (true, _) => text.push(')'),
            (false, true) => text.push_str(" held"),
            (false, false) => {}
        }
    }
}

impl ExperienceDemand {
    /// "2 years of experience", "18 months in orthopedics".
    pub fn wording(&self) -> String {
        let mut text = String::with_capacity(40);
        self.push(&mut text);
        text
    }

    pub(super) fn push(&self, text: &mut String) {
        if self.months == 0 {
            return text.push_str("no experience asked");
        }
        push_months(text, self.months);
        let words = vocabulary();
        let setting = self.setting.as_deref().map(|slug| label(&words.care_settings, slug));
        let specialty = self.specialty.as_deref().map(|slug| label(&words.specialties, slug));
        match (setting, specialty) {
            (None, None) => text.push_str(" of experience"),
            (Some(one), None) | (None, Some(one)) => push_lower(text, " in ", one),
            (Some(setting), Some(specialty)) => {
                push_lower(text, " in ", setting);
                push_lower(text, ", ", specialty);
            }
        }
    }
}

/// A label inside a sentence.
pub(super) fn push_lower(text: &mut String, before: &str, label: &str) {
    text.push_str(before);
    text.extend(label.chars().flat_map(char::to_lowercase));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::eligibility::Necessity;

    #[test]
    fn months_are_said_as_people_say_them() {
        let said = [0, 1, 6, 12, 18, 24, 60, u16::MAX].map(|count| {
            let mut text = String::new();
            push_months(&mut text, count);
            text
        });
        let years = ["0 months", "1 month", "6 months", "1 year", "18 months", "2 years"];
        assert_eq!(said[..6], years);
        assert_eq!(said[6..], ["5 years", "65535 months"]);
    }

    #[test]
    fn a_credential_that_is_held_is_told_from_one_that_is_not() {
        let one = |credential: &str, standing| {
            Demand::Credential(CredentialDemand {
                credential: credential.into(),
                standing,
                necessity: Necessity::Required,
            })
        };
        let (cca, rhit) = (one("cca", Standing::Held), one("rhit", Standing::Eligible));
        let soon = one("cpc", Standing::Within { months: 12 });
        let any =
            |parts: &[&Demand]| Demand::AnyOf(parts.iter().copied().cloned().collect()).wording();
        assert_eq!(any(&[&cca, &rhit]), "CCA held, or RHIT eligible");
        assert_eq!(any(&[&cca, &rhit, &soon]), "CCA held, RHIT eligible, or CPC within 1 year");
        assert_eq!(any(&[&rhit, &soon]), "RHIT eligible or CPC within 1 year");
        assert_eq!(any(&[&cca, &cca]), "CCA or CCA");
        assert_eq!(Demand::wording_of_all(&[&cca, &rhit]), "CCA held, and RHIT eligible");
        let nested = Demand::AllOf(vec![Demand::AnyOf(vec![cca, rhit]), soon]);
        assert_eq!(nested.wording(), "(CCA held, or RHIT eligible) and CPC within 1 year");
    }
}
