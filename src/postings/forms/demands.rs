//! The credential rows of the form, and the expression they stand for.

use serde::Serialize;

use crate::eligibility::{CredentialDemand, Demand, Necessity, Standing};
use crate::vocabulary::vocabulary;
use crate::web::{FormErrors, Input};

use super::numbers::whole;

/// What the form says instead of a slug for "any AAPC or AHIMA coding credential".
pub const ANY: &str = "any";
/// More rows than any job asks for.
pub const MOST_ROWS: usize = 12;

/// One row as it was typed.
#[derive(Clone, Debug, Serialize, PartialEq, Eq)]
pub struct Row {
    pub credential: String,
    pub standing: String,
    pub within_months: String,
    pub necessity: String,
    pub error: Option<String>,
    /// Facts are marked for the rows as a whole, so this stays empty.
    pub words: Option<String>,
}

impl Row {
    pub fn empty() -> Row {
        Row {
            credential: String::new(),
            standing: "held".into(),
            within_months: String::new(),
            necessity: "required".into(),
            error: None,
            words: None,
        }
    }

    /// The demand of one row; the problem goes beside the row.
    fn demand(&self) -> Result<Demand, String> {
        let necessity =
            necessity(&self.necessity).ok_or("Choose whether it is required or preferred.")?;
        if self.credential == ANY {
            if !matches!(self.standing.as_str(), "" | "held") {
                return Err("“Any” credential can only be asked as held.".into());
            }
            return Ok(Demand::AnyCodingCredential { necessity });
        }
        if vocabulary().credentials.get(&self.credential).is_none() {
            return Err("Choose a credential from the list.".into());
        }
        let standing = match self.standing.as_str() {
            "eligible" => Standing::Eligible,
            "within" => Standing::Within {
                months: whole(&self.within_months, 1, 60)
                    .ok_or("Say within how many months, 1 to 60.")?,
            },
            "" | "held" => Standing::Held,
            _ => return Err("Choose how the credential is held.".into()),
        };
        let credential = self.credential.clone();
        Ok(Demand::Credential(CredentialDemand { credential, standing, necessity }))
    }
}

/// What a box says about necessity; what is not said otherwise is required.
pub fn necessity(text: &str) -> Option<Necessity> {
    match text {
        "" | "required" => Some(Necessity::Required),
        "preferred" => Some(Necessity::Preferred),
        _ => None,
    }
}

/// The rows that were sent, problems noted beside each.
pub fn rows(input: &Input) -> Vec<Row> {
    let at = |name: &str, index: usize| input.all(name).get(index).cloned().unwrap_or_default();
    let count = input.all("credential").len().min(MOST_ROWS);
    let row = |index| {
        let mut row = Row {
            credential: at("credential", index),
            standing: at("standing", index),
            within_months: at("within_months", index),
            necessity: at("necessity", index),
            error: None,
            words: None,
        };
        if !row.credential.is_empty() {
            row.error = row.demand().err();
        }
        row
    };
    (0..count).map(row).collect()
}

/// The expression the rows stand for. Required ones come first; preferences stand apart, for
/// they turn nobody away.
pub fn parse(input: &Input, errors: &mut FormErrors) -> Option<Demand> {
    let mut required = Vec::new();
    let mut preferred = Vec::new();
    for row in rows(input).iter().filter(|row| !row.credential.is_empty()) {
        match row.demand() {
            Ok(demand) if row.necessity == "preferred" => preferred.push(demand),
            Ok(demand) => required.push(demand),
            Err(problem) => errors.add("credentials", problem),
        }
    }
    if input.all("credential").iter().skip(MOST_ROWS).any(|slug| !slug.is_empty()) {
        errors.add("credentials", format!("At most {MOST_ROWS} credentials."));
    }
    let all = input.text("match") == "all";
    if !all && !matches!(input.text("match"), "" | "any") {
        errors.add("credentials", "Choose whether any one or all of them are asked for.");
    }
    let parts: Vec<Demand> =
        [joined(required, all), joined(preferred, all)].into_iter().flatten().collect();
    joined(parts, true)
}

fn joined(mut parts: Vec<Demand>, all: bool) -> Option<Demand> {
    match parts.len() {
        0 => None,
        1 => parts.pop(),
        _ if all => {
            let flat = parts.into_iter().flat_map(|part| match part {
                Demand::AllOf(inner) => inner,
                part => vec![part],
            });
            Some(Demand::AllOf(flat.collect()))
        }
        _ => Some(Demand::AnyOf(parts)),
    }
}

/// The rows that show an expression, and whether all of them are meant.
pub fn rows_of(demand: Option<&Demand>) -> (Vec<Row>, bool) {
    let mut rows = Vec::new();
    if let Some(demand) = demand {
        leaves(demand, &mut rows);
    }
    let leaf = |part: &Demand| !matches!(part, Demand::AllOf(_) | Demand::AnyOf(_));
    let all = matches!(demand, Some(Demand::AllOf(parts)) if parts.iter().filter(|p| leaf(p)).count() > 1);
    (rows, all)
}

fn leaves(demand: &Demand, rows: &mut Vec<Row>) {
    let necessity = |necessity: &Necessity| match necessity {
        Necessity::Required => "required".to_owned(),
        Necessity::Preferred => "preferred".to_owned(),
    };
    match demand {
        Demand::AllOf(parts) | Demand::AnyOf(parts) => {
            parts.iter().for_each(|part| leaves(part, rows));
        }
        Demand::AnyCodingCredential { necessity: how } => {
            rows.push(Row { credential: ANY.into(), necessity: necessity(how), ..Row::empty() });
        }
        Demand::Credential(one) => {
            let (standing, within_months) = match one.standing {
                Standing::Held => ("held", String::new()),
                Standing::Eligible => ("eligible", String::new()),
                Standing::Within { months } => ("within", months.to_string()),
            };
            rows.push(Row {
                credential: one.credential.clone(),
                standing: standing.into(),
                within_months,
                necessity: necessity(&one.necessity),
                ..Row::empty()
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn input(rows: &[(&str, &str, &str, &str)], all: bool) -> Input {
        let mut pairs = vec![("match", if all { "all" } else { "any" })];
        for (credential, standing, months, necessity) in rows {
            pairs.extend([
                ("credential", *credential),
                ("standing", *standing),
                ("within_months", *months),
                ("necessity", *necessity),
            ]);
        }
        Input::from_pairs(pairs.into_iter().map(|(name, value)| (name.into(), value.into())))
    }

    fn read(rows: &[(&str, &str, &str, &str)], all: bool) -> (Option<Demand>, FormErrors) {
        let mut errors = FormErrors::default();
        let demand = parse(&input(rows, all), &mut errors);
        (demand, errors)
    }

    #[test]
    fn rows_become_an_expression_and_back() {
        use Necessity::{Preferred, Required};
        let any = [
            ("cpc", "held", "", "required"),
            ("", "held", "", "required"),
            ("ccs", "held", "", "required"),
        ];
        let both =
            Demand::AnyOf(vec![Demand::held("cpc", Required), Demand::held("ccs", Required)]);
        assert_eq!(read(&any, false), (Some(both.clone()), FormErrors::default()));
        let mixed = [any[0], any[2], ("cpma", "held", "", "preferred")];
        let expected = Demand::AllOf(vec![both, Demand::held("cpma", Preferred)]);
        assert_eq!(read(&mixed, false).0, Some(expected.clone()));
        let (rows, all) = rows_of(Some(&expected));
        assert_eq!((rows.len(), all), (3, false));
        let (flat, _) = read(&mixed, true);
        let flat = flat.expect("a demand");
        assert!(matches!(&flat, Demand::AllOf(parts) if parts.len() == 3), "{flat:?}");
        assert!(rows_of(Some(&flat)).1);
        assert_eq!(read(&[("", "", "", "")], false).0, None);
    }

    #[test]
    fn odd_rows_are_named() {
        let (_, errors) = read(&[("xyz", "held", "", "required")], false);
        assert_eq!(errors.get("credentials"), Some("Choose a credential from the list."));
        for months in ["", "0", "61", "abc"] {
            let (_, errors) = read(&[("cpc", "within", months, "required")], false);
            assert!(errors.get("credentials").is_some_and(|said| said.contains("1 to 60")));
        }
        for (standing, necessity) in [("owned", "required"), ("held", "maybe")] {
            let (demand, errors) = read(&[("cpc", standing, "", necessity)], false);
            assert_eq!(demand, None);
            assert!(errors.get("credentials").is_some_and(|said| said.starts_with("Choose")));
        }
        let (_, errors) = read(&[("any", "eligible", "", "required")], false);
        assert!(
            errors.get("credentials").is_some_and(|said| said.contains("only be asked as held"))
        );
        let (_, errors) = read(&[("cpc", "held", "", "required"); 13], false);
        assert_eq!(errors.get("credentials"), Some("At most 12 credentials."));
        let (demand, _) = read(&[("any", "held", "", "required")], false);
        assert_eq!(demand, Some(Demand::AnyCodingCredential { necessity: Necessity::Required }));
    }
}
