//! What a posting asks of people: credentials, months and education.

use super::ask;
use super::bank::{RoleWords, bank};
use super::dice::Dice;
use super::scope::Scope;
use crate::eligibility::{
    CredentialDemand, Demand, ExperienceDemand, Necessity, Requirements, Standing,
};

/// The demand in parts, as the text tells it, and whole, as the board stores it.
pub(super) struct Needs {
    pub required: Option<Demand>,
    pub preferred: Option<Demand>,
    pub months: u16,
    /// Slug of the least education asked for.
    pub education: Option<&'static str>,
    pub requirements: Requirements,
}

impl Needs {
    /// Draws what an `entry` posting, or any other, asks for.
    pub fn draw(role: &RoleWords, scope: &Scope, entry: bool, dice: &mut Dice) -> Needs {
        let months = match role.months.iter().max() {
            Some(0) => 0,
            _ if entry => *dice.pick(&[0, 0, 0, 3, 6]),
            _ => *dice.pick(&role.months),
        };
        let asks = if entry { &role.entry } else { &role.credentials };
        let required = dice.pick(asks).demand(scope.specialties[0], dice);
        let preferred = preferred(role, scope.specialties[0], required.as_ref(), dice);
        let experience = experience(role, months, scope, dice);
        let requirements = Requirements { credentials: joined(&required, &preferred), experience };
        let education = education(role, required.as_ref(), entry, dice);
        Needs { required, preferred, months, education, requirements }
    }
}

fn preferred(
    role: &RoleWords,
    specialty: &str,
    required: Option<&Demand>,
    dice: &mut Dice,
) -> Option<Demand> {
    if dice.chance(40) {
        return None;
    }
    let choice = dice.pick(&role.preferred.0);
    let slug = if choice == "{spec}" { ask::own_credential(specialty, dice)? } else { choice };
    let asked = required.is_some_and(|demand| ask::names(demand, slug));
    (!asked).then(|| {
        Demand::Credential(CredentialDemand {
            credential: slug.to_owned(),
            standing: Standing::Held,
            necessity: Necessity::Preferred,
        })
    })
}

/// Every third posting asks for an education; who must be a nurse needs a clinical one.
fn education(
    role: &RoleWords,
    required: Option<&Demand>,
    entry: bool,
    dice: &mut Dice,
) -> Option<&'static str> {
    let levels: &[&str] = match role.hourly {
        _ if required.is_some_and(is_clinical) => &["clinical"],
        5_500.. if role.leader => &["bachelor", "bachelor", "master"],
        _ if role.leader => &["associate", "bachelor", "bachelor", "bachelor"],
        3_700.. => &["associate", "bachelor"],
        _ if entry => &["hs", "hs", "certificate"],
        _ => &["hs", "hs", "hs", "certificate", "certificate", "associate"],
    };
    dice.chance(35).then(|| *dice.pick(levels))
}

/// Whether nobody but a nurse can meet the demand.
fn is_clinical(demand: &Demand) -> bool {
    match demand {
        Demand::AllOf(parts) => parts.iter().any(is_clinical),
        Demand::AnyOf(parts) => parts.iter().all(is_clinical),
        Demand::Credential(one) => matches!(one.credential.as_str(), "rn" | "lpn"),
        Demand::AnyCodingCredential { .. } => false,
    }
}

fn joined(required: &Option<Demand>, preferred: &Option<Demand>) -> Option<Demand> {
    match (required, preferred) {
        (Some(required), Some(preferred)) => {
            Some(Demand::AllOf(vec![required.clone(), preferred.clone()]))
        }
        (one, None) | (None, one) => one.clone(),
    }
}

/// Months asked for: in general, in the setting or in the specialty; sometimes a wish for the specialty too.
fn experience(
    role: &RoleWords,
    months: u16,
    scope: &Scope,
    dice: &mut Dice,
) -> Vec<ExperienceDemand> {
    let setting = Some(scope.settings[0]).filter(|setting| *setting != "registry");
    let specialty = Some(scope.specialties[0]).filter(|_| !role.anchored);
    let ask =
        |setting: Option<&str>, specialty: Option<&str>, months, necessity| ExperienceDemand {
            months,
            setting: setting.map(str::to_owned),
            specialty: specialty.map(str::to_owned),
            necessity,
        };
    let required = match dice.below(3) {
        _ if role.leader => ask(None, None, months, Necessity::Required),
        0 => ask(setting, None, months, Necessity::Required),
        1 => ask(None, specialty, months, Necessity::Required),
        _ => ask(None, None, months, Necessity::Required),
    };
    let mut demands = Vec::new();
    let same = setting.is_some_and(|setting| bank().common.settings[setting] == scope.main.name);
    let wish = months >= 12 && required.specialty.is_none() && specialty.is_some() && !same;
    if months > 0 {
        demands.push(required);
    }
    if wish && dice.chance(30) {
        demands.push(ask(None, specialty, *dice.pick(&[12, 24, 36]), Necessity::Preferred));
    }
    demands
}
