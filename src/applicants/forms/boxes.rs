//! A profile as the boxes of its form hold it.

use super::amounts;
use crate::applicants::profile::Profile;
use crate::postings::typed_money;
use crate::vocabulary::State;
use crate::web::Input;

/// What the boxes hold: the name of an account, and the rest if there is a profile. No number is
/// in any of them.
pub fn input_of(name: &str, profile: Option<&Profile>) -> Input {
    let mut input = Input::default();
    input.set("name", name);
    input.set("contact", "email");
    let Some(profile) = profile else { return input };
    input.set("zip", profile.zip.as_str());
    input.set("contact", profile.contact.as_str());
    input.set("phone", profile.phone.as_str());
    input.set("pay_floor", profile.pay_floor.map(typed_money).unwrap_or_default());
    input.set("version", profile.version.to_string());
    if profile.moves_to.len() == State::all().len() {
        input.set("anywhere", "yes");
    } else {
        let states = profile.moves_to.iter().map(|state| state.abbr().to_owned());
        input.set_all("moves_to", states.collect());
    }
    input.set_all("arrangements", profile.arrangements.clone());
    set_credentials(&mut input, profile);
    let rows: Vec<amounts::Row> = profile.experience.iter().map(amounts::row_of).collect();
    let column = |cell: fn(&amounts::Row) -> &String| rows.iter().map(cell).cloned().collect();
    input.set_all("experience_of", column(|row| &row.of));
    input.set_all("experience_band", column(|row| &row.band));
    input.set_all("experience_months", column(|row| &row.months));
    input
}

fn set_credentials(input: &mut Input, profile: &Profile) {
    let Some(held) = &profile.credentials else { return };
    if held.is_empty() {
        input.set("no_credential", "yes");
    }
    let day = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    input.set_all("credential", held.iter().map(|held| held.credential.clone()).collect());
    input.set_all("standing", held.iter().map(|held| held.standing.to_string()).collect());
    input.set_all("issued", held.iter().map(|held| day(held.issued)).collect());
    input.set_all("expires", held.iter().map(|held| day(held.expires)).collect());
}
