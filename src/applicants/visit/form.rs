//! The form of a visit: one box for a state or ZIP code, credentials to tick, and how long they have
//! coded.

use serde::Serialize;

use super::{Home, MOST, Visit};
use crate::applicants::experience::{BANDS, Band};
use crate::paths;
use crate::vocabulary::{
    Credential, Entry, Found, Geography, State, Status, geography, vocabulary,
};
use crate::web::{FormErrors, FormView, Input};

/// What most coders hold, in the order of the page.
const COMMON: [&str; 12] =
    ["cpc", "cpc-a", "coc", "cic", "crc", "cpma", "cca", "ccs", "ccs-p", "rhit", "rhia", "cpb"];

const LONGEST_PLACE: usize = 80;

/// A box to tick.
#[derive(Serialize)]
struct Choice {
    value: &'static str,
    label: String,
    chosen: bool,
}

/// Reads the form. What is wrong is said beside its field.
pub fn parse(input: &Input) -> Result<Visit, FormErrors> {
    let mut errors = FormErrors::default();
    let home = home(input, &mut errors);
    let credentials = credentials(input, &mut errors);
    let experience = experience(input, &mut errors);
    let visit = Visit { home, credentials, experience };
    if errors.is_empty() && visit.is_blank() {
        errors.add("place", "Say where you live, what you hold, or how long you have coded.");
    }
    errors.or(visit)
}

/// The form with what was typed, or with what was said before.
pub fn view(input: &Input, errors: FormErrors, next: &str) -> FormView {
    let mut values = input.clone();
    values.set("next", next);
    let ticked = |slug: &str| input.all("credential").iter().any(|value| value == slug);
    let credentials = &vocabulary().credentials;
    let common = COMMON.iter().filter_map(|slug| credentials.get(slug));
    let common = common.map(|one| choice(one, one.short().to_owned(), ticked(one.slug())));
    let mut rest: Vec<&'static Credential> =
        credentials.iter().filter(|one| !COMMON.contains(&one.slug())).collect();
    rest.sort_by_key(|one| one.short());
    let rest = rest.into_iter().map(|one| choice(one, in_full(one), ticked(one.slug())));
    let said = input.text("experience");
    let bands = BANDS.iter();
    let bands = bands.map(|band| Choice {
        value: band.slug,
        label: band.label.to_owned(),
        chosen: band.slug == said,
    });
    let mut states: Vec<&'static str> = State::all().map(State::name).collect();
    states.sort_unstable();
    FormView::new(paths::FIT, &values, errors)
        .in_order(&["place", "credential", "none", "experience"])
        .option("common", common.collect::<Vec<_>>())
        .option("rest", rest.collect::<Vec<_>>())
        .option("states", states)
        .option("experience", bands.collect::<Vec<_>>())
}

/// The form before anything was typed; it leads to `next`.
pub fn blank(next: &str) -> FormView {
    view(&Input::default(), FormErrors::default(), next)
}

impl Visit {
    /// The form's fields as they would have been sent.
    pub fn input(&self) -> Input {
        let mut input = Input::default();
        let place = match &self.home {
            None => "",
            Some(Home::State(state)) => state.name(),
            Some(Home::Zip(zip, _, _)) => zip,
        };
        input.set("place", place);
        let slugs = self.credentials.iter().flatten().map(|slug| (*slug).to_owned());
        input.set_all("credential", slugs.collect());
        if self.credentials.as_ref().is_some_and(Vec::is_empty) {
            input.set("none", "yes");
        }
        input.set("experience", self.experience.map_or("", |band| band.slug));
        input
    }
}

impl Visit {
    /// Into the form of a profile that is about to be made: nobody says the same twice.
    pub fn begin_profile(&self, input: &mut Input) {
        if let Some(Home::Zip(zip, _, _)) = &self.home {
            input.set("zip", zip.as_str());
        }
        if let Some(band) = self.experience {
            input.set_all("experience_of", vec!["all".to_owned()]);
            input.set_all("experience_band", vec![band.slug.to_owned()]);
            input.set_all("experience_months", vec![String::new()]);
        }
        let Some(held) = &self.credentials else { return };
        if held.is_empty() {
            input.set("no_credential", "yes");
        }
        input.set_all("credential", held.iter().map(|slug| (*slug).to_owned()).collect());
        input.set_all("standing", vec!["held".to_owned(); held.len()]);
        input.set_all("issued", vec![String::new(); held.len()]);
        input.set_all("expires", vec![String::new(); held.len()]);
    }
}

fn home(input: &Input, errors: &mut FormErrors) -> Option<Home> {
    let text = errors.optional(input, "place", LONGEST_PLACE);
    if text.is_empty() || errors.get("place").is_some() {
        return None;
    }
    match find(geography(), text) {
        Ok(home) => Some(home),
        Err(problem) => {
            errors.add("place", problem);
            None
        }
    }
}

fn find(map: &Geography, text: &str) -> Result<Home, String> {
    match map.find(text) {
        Found::State(state) => Ok(Home::State(state)),
        Found::Place(place) => {
            let zip = place.zip.as_deref().and_then(Home::parse);
            Ok(zip.unwrap_or(Home::State(place.state)))
        }
        Found::Ambiguous(places) => {
            let name = places.first().map_or(text, |place| place.city.as_str());
            Err(format!("There is more than one {name}. Add the state, or write a ZIP code."))
        }
        Found::Unknown if text.chars().all(|c| c.is_ascii_digit() || c == '-') => {
            Err("This ZIP code is not known. Write five digits, or a state.".into())
        }
        Found::Unknown => Err("This place is not known. Write a state or a ZIP code.".into()),
    }
}

fn credentials(input: &Input, errors: &mut FormErrors) -> Option<Vec<&'static str>> {
    let mut slugs: Vec<&'static str> = Vec::new();
    for value in input.all("credential").iter().filter(|value| !value.is_empty()) {
        match vocabulary().credentials.get(value).map(Entry::slug) {
            Some(slug) if slugs.contains(&slug) => {}
            Some(slug) => slugs.push(slug),
            None => errors.add("credential", "One of these is not a credential we know."),
        }
    }
    if slugs.len() > MOST {
        errors.add("credential", format!("At most {MOST} credentials."));
    }
    match (input.ticked("none"), slugs.is_empty()) {
        (true, false) => {
            errors.add("none", "Either none yet, or those you ticked: not both.");
            None
        }
        (false, true) => None,
        (_, _) => Some(slugs),
    }
}

/// Coding altogether: which kinds is what a profile says.
fn experience(input: &Input, errors: &mut FormErrors) -> Option<&'static Band> {
    let slug = input.text("experience");
    let band = Band::named(slug);
    if band.is_none() && !slug.is_empty() {
        errors.add("experience", "Choose how long from the list, or leave it open.");
    }
    band
}

fn choice(one: &'static Credential, label: String, chosen: bool) -> Choice {
    Choice { value: one.slug(), label, chosen }
}

/// "CIRCC: Certified Interventional Radiology Cardiovascular Coder".
fn in_full(one: &Credential) -> String {
    let former = match one.status {
        Status::Retired | Status::Renamed => " (no longer issued)",
        Status::Active | Status::Unverified => "",
    };
    format!("{}: {}{former}", one.short(), one.label())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn input(pairs: &[(&str, &str)]) -> Input {
        Input::from_pairs(pairs.iter().map(|(name, value)| ((*name).into(), (*value).into())))
    }

    fn said(pairs: &[(&str, &str)]) -> Result<String, FormErrors> {
        parse(&input(pairs)).map(|visit| visit.text())
    }

    #[test]
    fn a_form_becomes_a_visit_and_a_visit_the_form() {
        for (pairs, text) in [
            (
                &[("place", "Ohio"), ("credential", "cpc"), ("credential", "ccs-p")][..],
                "OH.cpc.ccs-p",
            ),
            (&[("place", "43215-1234"), ("none", "yes")], "43215.none"),
            (&[("place", "Columbus, OH")], "OH"),
            (&[("credential", "cpc"), ("credential", "cpc")], ".cpc"),
            (&[("place", "OH"), ("credential", "cpc"), ("experience", "3-5")], "OH.cpc~3-5"),
            (&[("experience", "none")], "~none"),
        ] {
            assert_eq!(said(pairs).as_deref(), Ok(text));
            let visit = Visit::read(text).expect("a visit");
            assert_eq!(parse(&visit.input()), Ok(visit));
        }
    }

    #[test]
    fn what_is_wrong_is_said_beside_its_field() {
        for (pairs, field) in [
            (&[][..], "place"),
            (&[("place", "Springfield"), ("credential", "cpc")], "place"),
            (&[("place", "00000")], "place"),
            (&[("place", "Narnia")], "place"),
            (&[("credential", "moon")], "credential"),
            (&[("credential", "cpc"), ("none", "yes")], "none"),
            (&[("place", "OH"), ("experience", "long")], "experience"),
        ] {
            let errors = said(pairs).expect_err(field);
            assert!(errors.get(field).is_some(), "{pairs:?}: {errors:?}");
        }
    }

    #[test]
    fn every_credential_can_be_ticked_once() {
        let form = view(&Input::default(), FormErrors::default(), "/jobs");
        let count = |name: &str| form.options[name].as_array().map_or(0, Vec::len);
        assert_eq!(count("common"), COMMON.len());
        assert_eq!(count("common") + count("rest"), vocabulary().credentials.len());
    }
}
