//! How long somebody has coded what. Kept in months, as a range where they gave one.

use diesel::prelude::*;

use crate::accounts::AccountId;
use crate::db::Conn;
use crate::eligibility::{Experience, Of};
use crate::error::{Error, Result};
use crate::postings::label;
use crate::schema::experience;
use crate::vocabulary::vocabulary;

/// No working life is longer, in months.
pub(super) const MOST: u16 = 720;

/// A range people choose from.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Band {
    pub slug: &'static str,
    pub label: &'static str,
    pub at_least: u16,
    pub at_most: Option<u16>,
}

const fn band(
    slug: &'static str,
    label: &'static str,
    at_least: u16,
    at_most: Option<u16>,
) -> Band {
    Band { slug, label, at_least, at_most }
}

/// The ranges, shortest first.
pub(super) const BANDS: [Band; 7] = [
    band("none", "None yet", 0, Some(0)),
    band("under-1", "Less than 1 year", 0, Some(11)),
    band("1-2", "1 to 2 years", 12, Some(23)),
    band("2-3", "2 to 3 years", 24, Some(35)),
    band("3-5", "3 to 5 years", 36, Some(59)),
    band("5-10", "5 to 10 years", 60, Some(119)),
    band("10-up", "10 years or more", 120, None),
];

impl Band {
    pub fn named(slug: &str) -> Option<&'static Band> {
        BANDS.iter().find(|band| band.slug == slug)
    }

    pub fn holds(&self, months: u16) -> bool {
        months >= self.at_least && self.at_most.is_none_or(|most| months <= most)
    }

    /// The range an amount is, if it is one of ours.
    pub fn exactly(experience: &Experience) -> Option<&'static Band> {
        BANDS
            .iter()
            .find(|band| (band.at_least, band.at_most) == (experience.at_least, experience.at_most))
    }
}

/// "2 to 3 years", "18 months", "3 years": how long, in words.
pub fn amount(experience: &Experience) -> String {
    if let Some(band) = Band::exactly(experience) {
        return band.label.to_owned();
    }
    match (experience.at_least, experience.at_most) {
        (months, Some(most)) if months == most => months_text(months),
        (months, Some(most)) => format!("{months} to {most} months"),
        (months, None) => format!("{} or more", months_text(months)),
    }
}

fn months_text(months: u16) -> String {
    match (months, months % 12) {
        (1, _) => "1 month".to_owned(),
        (12, _) => "1 year".to_owned(),
        (months, 0) if months > 0 => format!("{} years", months / 12),
        (months, _) => format!("{months} months"),
    }
}

/// "All coding", "Hospital inpatient": what the experience is of, in words.
pub fn of_text(of: &Of) -> String {
    match of {
        Of::All => "All coding".to_owned(),
        Of::Setting(slug) => label(&vocabulary().care_settings, slug),
        Of::Specialty(slug) => label(&vocabulary().specialties, slug),
    }
}

/// The two columns that say what experience is of.
fn columns(of: &Of) -> (&'static str, &str) {
    match of {
        Of::All => ("all", ""),
        Of::Setting(slug) => ("setting", slug),
        Of::Specialty(slug) => ("specialty", slug),
    }
}

fn read((kind, slug, least, most): (String, String, i32, Option<i32>)) -> Result<Experience> {
    let of = match kind.as_str() {
        "all" => Of::All,
        "setting" => Of::Setting(slug),
        "specialty" => Of::Specialty(slug),
        other => return Err(Error::internal(format!("experience of {other}"))),
    };
    let at_least = u16::try_from(least).map_err(Error::internal)?;
    let at_most = most.map(u16::try_from).transpose().map_err(Error::internal)?;
    Ok(Experience { of, at_least, at_most })
}

/// The experience of somebody: all coding first, then by what it is of.
pub(super) fn of(conn: &mut Conn, account: AccountId) -> Result<Vec<Experience>> {
    let rows: Vec<(String, String, i32, Option<i32>)> = experience::table
        .filter(experience::account_id.eq(account))
        .order((experience::kind, experience::slug))
        .select((experience::kind, experience::slug, experience::at_least, experience::at_most))
        .load(conn)?;
    let mut all = rows.into_iter().map(read).collect::<Result<Vec<_>>>()?;
    all.sort_by(|one, other| one.of.cmp(&other.of));
    Ok(all)
}

/// Puts these in place of what somebody said.
pub(super) fn replace(conn: &mut Conn, account: AccountId, all: &[Experience]) -> Result<()> {
    erase(conn, account)?;
    for one in all {
        let (kind, slug) = columns(&one.of);
        diesel::insert_into(experience::table)
            .values((
                experience::account_id.eq(account),
                experience::kind.eq(kind),
                experience::slug.eq(slug),
                experience::at_least.eq(i32::from(one.at_least)),
                experience::at_most.eq(one.at_most.map(i32::from)),
            ))
            .execute(conn)?;
    }
    Ok(())
}

pub(super) fn erase(conn: &mut Conn, account: AccountId) -> Result<()> {
    let own = experience::table.filter(experience::account_id.eq(account));
    diesel::delete(own).execute(conn)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_follow_one_another_without_a_gap() {
        for pair in BANDS[1..].windows(2) {
            assert_eq!(pair[0].at_most.map(|most| most + 1), Some(pair[1].at_least));
        }
        assert_eq!(BANDS[BANDS.len() - 1].at_most, None);
    }

    #[test]
    fn an_amount_is_said_in_words() {
        for (at_least, at_most, words) in [
            (0, Some(0), "None yet"),
            (0, Some(11), "Less than 1 year"),
            (24, Some(35), "2 to 3 years"),
            (120, None, "10 years or more"),
            (1, Some(1), "1 month"),
            (12, Some(12), "1 year"),
            (18, Some(18), "18 months"),
            (36, Some(36), "3 years"),
            (7, Some(9), "7 to 9 months"),
            (24, None, "2 years or more"),
        ] {
            let experience = Experience { of: Of::All, at_least, at_most };
            assert_eq!(amount(&experience), words);
        }
        assert_eq!(of_text(&Of::Setting("inpatient".into())), "Hospital inpatient");
    }
}
