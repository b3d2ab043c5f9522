//! Where what somebody typed and what is saved meanwhile say different things.

use serde::Serialize;

use crate::applicants::experience::{amount, of_text};
use crate::applicants::fit::states_text;
use crate::applicants::profile::{Contact, Profile};
use crate::applicants::saving::{NewCredential, NewProfile, Number};
use crate::applicants::wallet::HeldStanding;
use crate::postings::{dollars, label};
use crate::vocabulary::{Entry, Place, vocabulary};

/// One field that differs, both ways in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Difference {
    pub label: &'static str,
    pub yours: String,
    pub theirs: String,
}

/// What differs between what was typed and what is saved; the order of the page.
pub fn between(typed: &NewProfile, saved: &Profile, name: &str) -> Vec<Difference> {
    let pairs = lines(typed).into_iter().zip(lines(&written(saved, name, typed)));
    let differ = pairs.filter(|((_, yours), (_, theirs))| yours != theirs);
    differ.map(|((label, yours), (_, theirs))| Difference { label, yours, theirs }).collect()
}

/// A profile as if it had just been written. Of the home, only its ZIP code is compared.
fn written(saved: &Profile, name: &str, typed: &NewProfile) -> NewProfile {
    let credential = |held: &crate::applicants::wallet::HeldCredential| NewCredential {
        credential: held.credential.clone(),
        standing: held.standing,
        issued: held.issued,
        expires: held.expires,
        number: Number::Keep,
    };
    let held = saved.credentials.as_ref();
    NewProfile {
        name: name.to_owned(),
        home: Place { zip: Some(saved.zip.clone()), ..typed.home.clone() },
        moves_to: saved.moves_to,
        arrangements: saved.arrangements.clone(),
        pay_floor: saved.pay_floor,
        credentials: held.map(|held| held.iter().map(credential).collect()),
        experience: saved.experience.clone(),
        contact: saved.contact,
        phone: saved.phone.clone(),
    }
}

/// Every field in words.
fn lines(profile: &NewProfile) -> [(&'static str, String); 9] {
    let credentials = match profile.credentials.as_deref() {
        None => "not said".to_owned(),
        Some([]) => "none".to_owned(),
        Some(held) => held.iter().map(credential_text).collect::<Vec<_>>().join("\n"),
    };
    let experience = profile.experience.iter();
    let experience = experience.map(|one| format!("{}: {}", of_text(&one.of), amount(one)));
    let arrangements = profile.arrangements.iter();
    let arrangements = arrangements.map(|slug| label(&vocabulary().arrangements, slug));
    let contact = match profile.contact {
        Contact::Email => "by email",
        Contact::Phone => "by phone",
    };
    [
        ("Name", profile.name.clone()),
        ("Home ZIP", profile.home.zip.clone().unwrap_or_default()),
        ("Credentials", credentials),
        ("Experience", experience.collect::<Vec<_>>().join("\n")),
        ("Would move to", states_text(profile.moves_to)),
        ("Arrangements", arrangements.collect::<Vec<_>>().join("\n")),
        ("Pay floor", profile.pay_floor.map(dollars).unwrap_or_default()),
        ("Reach you", contact.to_owned()),
        ("Phone", profile.phone.clone()),
    ]
}

fn credential_text(held: &NewCredential) -> String {
    let known = vocabulary().credentials.get(&held.credential);
    let mut parts = vec![known.map_or(held.credential.as_str(), Entry::short).to_owned()];
    if held.standing == HeldStanding::Eligible {
        parts.push("eligible to sit".to_owned());
    }
    parts.extend(held.issued.map(|day| format!("issued {day}")));
    parts.extend(held.expires.map(|day| format!("expires {day}")));
    match (held.standing, &held.number) {
        (HeldStanding::Held, Number::Is(_)) => parts.push("a new number".to_owned()),
        (HeldStanding::Held, Number::Remove) => parts.push("number removed".to_owned()),
        (HeldStanding::Held, Number::Keep) | (HeldStanding::Eligible, _) => {}
    }
    parts.join(", ")
}
