//! What comes with the work: code sets, software and benefits.

use super::bank::{RoleWords, bank};
use super::dice::{Dice, mix};
use super::employer::Profile;
use super::place::Whereabouts;
use super::scope::{Scope, is_inpatient};

/// Draws code sets: those the role always uses and some of the others; those of hospital stays only where patients
/// stay.
pub(super) fn code_sets(
    role: &'static RoleWords,
    scope: &Scope,
    dice: &mut Dice,
) -> Vec<&'static str> {
    let anesthesia = scope.specialties.contains(&"anesthesia");
    let inpatient = scope.settings.iter().any(|setting| is_inpatient(setting));
    role.code_sets
        .0
        .iter()
        .filter(|item| inpatient || !of_stays(item.trim_end_matches('!')))
        .filter_map(|item| match item.strip_suffix('!') {
            Some(always) => Some(always),
            None if item == "asa" => anesthesia.then_some("asa"),
            None => dice.chance(38).then_some(item.as_str()),
        })
        .collect()
}

/// Whether a code set is for hospital stays alone.
fn of_stays(slug: &str) -> bool {
    matches!(slug, "icd-10-pcs" | "ms-drg" | "apr-drg")
}

/// Draws software: slugs, and the names people say.
pub(super) fn software(
    role: &'static RoleWords,
    profile: &Profile,
    dice: &mut Dice,
) -> (Vec<&'static str>, Vec<&'static str>) {
    let office = matches!(profile.kind, "physician-group" | "state-local");
    let many = matches!(
        profile.kind,
        "staffing" | "consulting" | "coding-vendor" | "technology" | "gov-contractor"
    );
    let (mut slugs, mut names) = (Vec::new(), Vec::new());
    for (at, kind) in role.tools.split(' ').enumerate() {
        let bank_kind = match kind {
            "ehr" if office => "office-ehr",
            "encoder" if office || role.field.contains("billing") => "office-encoder",
            other => other,
        };
        // An employer keeps its record system and encoder; those who serve clients meet many.
        let mut own = Dice::new(profile.habit, 0, mix(at as u64));
        let settled = !many && matches!(kind, "ehr" | "encoder");
        let product =
            bank().common.software[bank_kind].0.pick(if settled { &mut own } else { dice });
        if let Some((slug, name)) = product.filter(|_| dice.chance(if at == 0 { 88 } else { 58 }))
            && !slugs.contains(&slug.as_str())
        {
            slugs.push(slug.as_str());
            names.push(name.as_str());
        }
    }
    (slugs, names)
}

/// Draws the benefits that go with an employment type; contractors get none.
/// What equips a home goes with work from home, and help with moving with a place to move to.
pub(super) fn benefits(
    employment_type: &str,
    kind: &str,
    at: &Whereabouts,
    dice: &mut Dice,
) -> Vec<&'static str> {
    const ALWAYS: [&str; 4] = ["medical", "dental-vision", "retirement", "pto"];
    const OFTEN: [&str; 9] = [
        "ceu-paid",
        "membership-paid",
        "exam-paid",
        "code-books",
        "equipment",
        "internet-stipend",
        "tuition",
        "training-paid",
        "schedule-flex",
    ];
    let (always, often) = match employment_type {
        "contract-1099" => return Vec::new(),
        "full-time" | "contract-to-hire" | "apprenticeship" => (100, 26),
        "part-time" => (60, 22),
        _ => (22, 24),
    };
    let mut benefits: Vec<&'static str> =
        ALWAYS.into_iter().filter(|_| dice.chance(always)).collect();
    let fits =
        |benefit: &&str| at.reaches_home() || !matches!(*benefit, "equipment" | "internet-stipend");
    benefits.extend(OFTEN.into_iter().filter(fits).filter(|_| dice.chance(often)));
    if always == 100 && at.site.is_some() && dice.chance(4) {
        benefits.push("relocation");
    }
    if always == 100 && matches!(kind, "state-local" | "academic-medical-center") && dice.chance(60)
    {
        benefits.push("pslf");
    }
    if benefits.is_empty() {
        benefits.push("ceu-paid");
    }
    benefits
}
