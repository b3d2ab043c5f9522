//! Where and what is coded: care settings, specialties, and the words that go with them.

use super::bank::{RoleWords, SpecialtyWords, bank};
use super::dice::Dice;

/// What a posting is about.
pub(super) struct Scope {
    /// The main one first.
    pub settings: Vec<&'static str>,
    /// The main one first.
    pub specialties: Vec<&'static str>,
    /// The specialties the text talks about; never empty.
    pub content: Vec<&'static SpecialtyWords>,
    pub main: &'static SpecialtyWords,
    /// A second specialty to mention.
    pub other: &'static SpecialtyWords,
}

impl Scope {
    /// Draws a scope that fits the role and the kind of employer.
    pub fn draw(role: &'static RoleWords, kind: &str, dice: &mut Dice) -> Scope {
        let setting = setting(role, kind, dice);
        let (specialties, setting) = specialties(role, setting, dice);
        Scope {
            settings: settings(role, setting, kind, dice),
            content: content(role, &specialties, dice),
            main: &bank().specialties[specialties[0]],
            other: other(role, &specialties, dice),
            specialties,
        }
    }
}

/// Where patients stay, and stays are coded and grouped.
pub(super) fn is_inpatient(setting: &str) -> bool {
    matches!(setting, "inpatient" | "inpatient-psych" | "inpatient-rehab" | "ltac")
}

/// Whether an employer of this kind works in this setting.
fn fits(kind: &str, setting: &str) -> bool {
    match kind {
        "physician-group" => !matches!(
            setting,
            "inpatient"
                | "payer"
                | "critical-access"
                | "inpatient-psych"
                | "inpatient-rehab"
                | "ltac"
                | "skilled-nursing"
                | "home-health"
                | "hospice"
                | "registry"
                | "ems"
                | "dme-supplier"
                | "observation"
                | "outpatient-facility"
        ),
        "health-plan" | "risk-adjustment-vendor" => setting == "payer",
        "post-acute" => matches!(setting, "home-health" | "hospice" | "skilled-nursing"),
        "health-system" | "academic-medical-center" => {
            !matches!(setting, "payer" | "dme-supplier" | "ems" | "dental-practice" | "fqhc-rhc")
        }
        "state-local" => !matches!(setting, "payer" | "cancer-center" | "same-day-surgery" | "asc"),
        _ => true,
    }
}

fn setting(role: &'static RoleWords, kind: &str, dice: &mut Dice) -> &'static str {
    let fitting = role.settings.0.pick_where(dice, |setting| fits(kind, setting));
    fitting.or_else(|| role.settings.0.pick(dice)).map_or("profee", String::as_str)
}

/// A setting and the specialty that is done there and nowhere else.
const BOUND: [(&str, &str); 22] = [
    ("emergency", "emergency-department"),
    ("urgent-care", "urgent-care"),
    ("observation", "observation"),
    ("same-day-surgery", "same-day-surgery"),
    ("asc", "ambulatory-surgery"),
    ("home-health", "home-health"),
    ("hospice", "hospice"),
    ("skilled-nursing", "skilled-nursing"),
    ("inpatient-rehab", "inpatient-rehab"),
    ("ltac", "long-term-acute-care"),
    ("inpatient-psych", "inpatient-psychiatric"),
    ("behavioral-outpatient", "behavioral-health"),
    ("fqhc-rhc", "rural-health"),
    ("critical-access", "critical-access"),
    ("cancer-center", "hematology-oncology"),
    ("lab", "pathology-lab"),
    ("imaging", "radiology"),
    ("dialysis", "nephrology"),
    ("infusion-center", "infusion"),
    ("dme-supplier", "dme"),
    ("dental-practice", "dental"),
    ("ems", "ambulance"),
];

/// One to three specialties, and the setting, which gives way where the specialty has its own.
fn specialties(
    role: &'static RoleWords,
    setting: &'static str,
    dice: &mut Dice,
) -> (Vec<&'static str>, &'static str) {
    let drawn = role.specialties.0.pick(dice).map_or("multi-specialty", String::as_str);
    let first = role.specialties.0.iter().next().map_or(drawn, |(_, slug)| slug.as_str());
    let profee = role.noun.starts_with("professional") || role.noun.starts_with("single");
    let bound = BOUND.iter().find(|(bound, _)| *bound == setting);
    let (main, setting) = match bound {
        _ if role.anchored => (first, setting),
        Some((_, specialty))
            if !profee || !matches!(setting, "asc" | "same-day-surgery" | "cancer-center") =>
        {
            (*specialty, setting)
        }
        _ => (drawn, settle(drawn, setting)),
    };
    let mut specialties = vec![main];
    if drawn != main || dice.chance(25) {
        let more = if drawn == main {
            role.specialties.0.pick(dice).map_or(main, String::as_str)
        } else {
            drawn
        };
        let elsewhere =
            BOUND.iter().any(|(bound, specialty)| *specialty == more && *bound != setting);
        if more != main && !elsewhere {
            specialties.push(more);
        }
    }
    (specialties, setting)
}

/// The setting a specialty is bound to, unless the work is profee or a payer's, which follow the patient anywhere.
fn settle(specialty: &str, setting: &'static str) -> &'static str {
    if matches!(setting, "profee" | "payer" | "single-path" | "registry") {
        return setting;
    }
    BOUND.iter().find(|(_, bound)| *bound == specialty).map_or(setting, |(own, _)| *own)
}

fn settings(
    role: &'static RoleWords,
    main: &'static str,
    kind: &str,
    dice: &mut Dice,
) -> Vec<&'static str> {
    let mut settings = vec![main];
    if dice.chance(22) {
        let more = setting(role, kind, dice);
        let bound = BOUND.iter().any(|(bound, _)| *bound == more);
        if more != main && !bound && more != "payer" && main != "payer" {
            settings.push(more);
        }
    }
    if role.codes_stays() && !settings.iter().any(|one| is_inpatient(one)) {
        settings.push("inpatient");
    }
    settings
}

/// What stands in when a clinical role works at a desk of the business side.
const CLINICAL: [&str; 4] =
    ["inpatient-facility", "outpatient-facility", "multi-specialty", "emergency-department"];

fn content(
    role: &RoleWords,
    specialties: &[&'static str],
    dice: &mut Dice,
) -> Vec<&'static SpecialtyWords> {
    let words = &bank().specialties;
    let admin = words[specialties[0]].admin;
    if admin && !role.clinical {
        return vec![&words[specialties[0]]];
    }
    let mut content: Vec<_> =
        specialties.iter().map(|slug| &words[*slug]).filter(|one| !one.admin).collect();
    if content.is_empty() {
        let first = dice.below(CLINICAL.len());
        content.extend([first, first + 1].map(|at| &words[CLINICAL[at % CLINICAL.len()]]));
    }
    content
}

/// A second specialty to name: one the posting has, else one the role could have.
fn other(
    role: &'static RoleWords,
    specialties: &[&'static str],
    dice: &mut Dice,
) -> &'static SpecialtyWords {
    let words = &bank().specialties;
    if let Some(second) = specialties.get(1) {
        return &words[*second];
    }
    let one = role.specialties.0.pick_where(dice, |slug| slug != specialties[0]);
    one.map_or(&words["multi-specialty"], |slug| &words[slug])
}
