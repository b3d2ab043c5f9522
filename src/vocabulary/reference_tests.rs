//! Every reference from one entry to another resolves.

use super::*;
use crate::vocabulary::fold;
use std::collections::HashMap;

/// Whether `group:slug`, as synonym targets are written, names an entry.
fn resolves(words: &Vocabulary, target: &str) -> bool {
    let Some((group, slug)) = target.split_once(':') else {
        return false;
    };
    match group {
        "role" => words.roles.get(slug).is_some(),
        "setting" => words.care_settings.get(slug).is_some(),
        "employer_type" => words.employer_kinds.get(slug).is_some(),
        "specialty" => words.specialties.get(slug).is_some(),
        "credential" => words.credentials.get(slug).is_some(),
        "code_set" => words.code_sets.get(slug).is_some(),
        "software" => words.software.get(slug).is_some(),
        "employment_type" => words.employment_types.get(slug).is_some(),
        "pay_unit" => words.pay_units.get(slug).is_some(),
        "work_arrangement" => words.arrangements.get(slug).is_some(),
        "experience" => words.experience_levels.get(slug).is_some(),
        "shift" => words.shifts.get(slug).is_some(),
        "benefit" => words.benefits.get(slug).is_some(),
        _ => false,
    }
}

#[test]
fn the_files_parse_with_unique_slugs_and_known_parents() {
    let words = vocabulary();
    assert_eq!(words.credentials.len(), 104);
    assert_eq!(words.roles.len(), 39);
    assert_eq!(words.arrangements.len(), 8);
    assert!(words.software.len() >= 84 && words.specialties.len() >= 85);
}

#[test]
fn every_reference_resolves() {
    let words = vocabulary();
    for credential in words.credentials.iter() {
        let slug = &credential.slug;
        assert!(words.issuers.get(&credential.issuer).is_some(), "{slug}");
        let parent = credential.parent.as_deref();
        assert!(parent.is_none_or(|p| words.credentials.get(p).is_some()), "{slug}");
        for specialty in &credential.specialties {
            assert!(words.specialties.get(specialty).is_some(), "{slug}: {specialty}");
        }
    }
    for specialty in words.specialties.iter() {
        for credential in &specialty.credentials {
            let known = words.credentials.get(credential).is_some();
            assert!(known, "{}: {credential}", specialty.slug);
        }
    }
    for group in &words.synonyms {
        for target in &group.targets {
            assert!(resolves(words, target), "{:?}: {target}", group.terms);
        }
    }
    let rules = &words.titles;
    let risen = rules.rise.iter().flat_map(|rise| rise.from.iter().chain([&rise.to]));
    let combined = rules.combination.iter().map(|combination| &combination.role);
    for role in risen.chain(combined).chain(&rules.general) {
        assert!(words.roles.get(role).is_some(), "{role}");
    }
}

#[test]
fn no_title_means_two_roles_and_all_words_are_folded() {
    let words = vocabulary();
    let mut taken: HashMap<String, &str> = HashMap::new();
    for role in words.roles.iter() {
        for title in &role.titles {
            assert_eq!(&fold(title), title);
            let spoken = title.replace(|c: char| !c.is_alphanumeric(), " ");
            let other = taken.insert(spoken, &role.slug);
            assert!(other.is_none_or(|other| other == role.slug), "{title}: {other:?}");
        }
    }
    let rules = &words.titles;
    for title in &rules.weak {
        let spoken = title.replace(|c: char| !c.is_alphanumeric(), " ");
        assert!(taken.contains_key(&spoken), "{title} is weak but no title");
    }
    for word in rules.rules_out.iter().chain(&rules.evidence).chain(&rules.weak) {
        assert_eq!(&fold(word), word);
    }
}

#[test]
fn satisfaction_is_closed_over_renames_and_runs_one_way() {
    let words = vocabulary();
    let index = |slug: &str| words.credentials.index_of(slug).expect("a credential");
    let satisfies = |holder: &str, demand: &str| {
        let forward = words.satisfies(index(holder)).contains(&index(demand));
        let backward = words.satisfied_by(index(demand)).contains(&index(holder));
        assert_eq!(forward, backward);
        forward
    };
    assert!(satisfies("cpc", "cpc") && satisfies("cpc", "cpc-a") && !satisfies("cpc-a", "cpc"));
    assert!(satisfies("rhia", "rhit") && !satisfies("rhit", "rhia"));
    assert!(satisfies("ctr", "ods") && satisfies("ods", "ctr"));
    assert!(satisfies("cpc-h", "coc") && satisfies("coc", "cpc-h") && satisfies("cpc-h", "coc-a"));
    assert!(satisfies("rra", "art") && !satisfies("cpc", "cpb"));
}

#[test]
fn any_coding_credential_means_aapc_or_ahima() {
    let words = vocabulary();
    let counts = |slug: &str| {
        let index = words.credentials.index_of(slug).expect("a credential");
        words.coding_credentials().contains(&index)
    };
    assert!(counts("cpc") && counts("ccs") && counts("rhit") && counts("cpc-a") && counts("cca"));
    assert!(!counts("rn") && !counts("cbcs") && !counts("cpb"));
}
