//! The vocabulary as a whole: parsed once from the files compiled in, refused when a reference is broken.

use super::credential::{Credential, Issuer, Satisfaction};
use super::entry::{
    Attribute, CareSetting, CodeSet, EmployerKind, Entry, Role, Software, Specialty, SynonymGroup,
};
use super::table::Table;
use super::titles::TitleRules;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::sync::LazyLock;

/// Everything the board knows about the field. See the fields of each entry for what it holds.
#[derive(Debug)]
pub struct Vocabulary {
    pub roles: Table<Role>,
    pub titles: TitleRules,
    pub care_settings: Table<CareSetting>,
    pub employer_kinds: Table<EmployerKind>,
    pub specialties: Table<Specialty>,
    pub credentials: Table<Credential>,
    pub issuers: Table<Issuer>,
    pub code_sets: Table<CodeSet>,
    pub software: Table<Software>,
    pub employment_types: Table<Attribute>,
    pub pay_units: Table<Attribute>,
    pub pay_extras: Table<Attribute>,
    pub arrangements: Table<Attribute>,
    pub experience_levels: Table<Attribute>,
    pub education: Table<Attribute>,
    pub shifts: Table<Attribute>,
    pub benefits: Table<Attribute>,
    pub conditions: Table<Attribute>,
    pub synonyms: Vec<SynonymGroup>,
    satisfaction: Satisfaction,
    coding_credentials: Vec<u16>,
}

/// What is wrong with a vocabulary file.
#[derive(Debug, thiserror::Error)]
#[error("{file}: {problem}")]
pub struct Flaw {
    file: &'static str,
    problem: String,
}

/// The vocabulary of this build.
pub fn vocabulary() -> &'static Vocabulary {
    static VOCABULARY: LazyLock<Vocabulary> =
        LazyLock::new(|| Vocabulary::parse().expect("the vocabulary is compiled in and tested"));
    &VOCABULARY
}

/// Declares the shape of a file: the head every file has, and its lists.
macro_rules! file {
    ($name:ident { $($list:ident: $entry:ty),+ }) => {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct $name {
            #[serde(rename = "version")]
            _version: u16,
            #[serde(rename = "reviewed")]
            _reviewed: String,
            $($list: Vec<$entry>),+
        }
    };
}

file!(RolesFile { role: Role });
file!(SettingsFile { setting: CareSetting, employer_type: EmployerKind });
file!(SpecialtiesFile { specialty: Specialty });
file!(CredentialsFile { issuer: Issuer, credential: Credential });
file!(CodeSetsFile { code_set: CodeSet });
file!(SoftwareFile { software: Software });
file!(SynonymsFile { group: SynonymGroup });
file!(AttributesFile {
    employment_type: Attribute,
    pay_unit: Attribute,
    pay_extra: Attribute,
    work_arrangement: Attribute,
    experience: Attribute,
    education: Attribute,
    shift: Attribute,
    benefit: Attribute,
    requirement: Attribute
});

fn read<T: DeserializeOwned>(file: &'static str, text: &str) -> Result<T, Flaw> {
    toml::from_str(text).map_err(|error| Flaw { file, problem: error.to_string() })
}

fn table<E: Entry>(file: &'static str, entries: Vec<E>) -> Result<Table<E>, Flaw> {
    Table::new(entries).map_err(|problem| Flaw { file, problem })
}

macro_rules! embedded {
    ($file:literal) => {
        read($file, include_str!(concat!("../../reference/", $file)))
    };
}

impl Vocabulary {
    fn parse() -> Result<Vocabulary, Flaw> {
        let roles: RolesFile = embedded!("roles.toml")?;
        let settings: SettingsFile = embedded!("settings.toml")?;
        let specialties: SpecialtiesFile = embedded!("specialties.toml")?;
        let credentials: CredentialsFile = embedded!("credentials.toml")?;
        let code_sets: CodeSetsFile = embedded!("code_sets.toml")?;
        let software: SoftwareFile = embedded!("software.toml")?;
        let synonyms: SynonymsFile = embedded!("synonyms.toml")?;
        let lists: AttributesFile = embedded!("job_attributes.toml")?;
        let credential_table = table("credentials.toml", credentials.credential)?;
        let satisfaction = Satisfaction::close(&credential_table)
            .map_err(|problem| Flaw { file: "credentials.toml", problem })?;
        const LISTS: &str = "job_attributes.toml";
        Ok(Vocabulary {
            roles: table("roles.toml", roles.role)?,
            titles: embedded!("titles.toml")?,
            care_settings: table("settings.toml", settings.setting)?,
            employer_kinds: table("settings.toml", settings.employer_type)?,
            specialties: table("specialties.toml", specialties.specialty)?,
            coding_credentials: (0u16..)
                .zip(credential_table.iter())
                .filter(|(_, credential)| credential.is_coding_credential())
                .map(|(index, _)| index)
                .collect(),
            credentials: credential_table,
            issuers: table("credentials.toml", credentials.issuer)?,
            code_sets: table("code_sets.toml", code_sets.code_set)?,
            software: table("software.toml", software.software)?,
            employment_types: table(LISTS, lists.employment_type)?,
            pay_units: table(LISTS, lists.pay_unit)?,
            pay_extras: table(LISTS, lists.pay_extra)?,
            arrangements: table(LISTS, lists.work_arrangement)?,
            experience_levels: table(LISTS, lists.experience)?,
            education: table(LISTS, lists.education)?,
            shifts: table(LISTS, lists.shift)?,
            benefits: table(LISTS, lists.benefit)?,
            conditions: table(LISTS, lists.requirement)?,
            synonyms: synonyms.group,
            satisfaction,
        })
    }

    /// The credentials whose holder satisfies a demand for this one, itself included, ascending.
    pub fn satisfied_by(&self, credential: u16) -> &[u16] {
        &self.satisfaction.by[usize::from(credential)]
    }

    /// The demands a holder of this credential satisfies, itself included, ascending.
    pub fn satisfies(&self, credential: u16) -> &[u16] {
        &self.satisfaction.of[usize::from(credential)]
    }

    /// What counts as "any AAPC or AHIMA coding credential", ascending.
    pub fn coding_credentials(&self) -> &[u16] {
        &self.coding_credentials
    }
}

#[cfg(test)]
#[path = "reference_tests.rs"]
mod tests;
