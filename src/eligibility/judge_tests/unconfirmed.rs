//! What was read out of a text and confirmed by nobody decides nothing.

use super::*;
use Answer::{CannotTell, Elsewhere, Missing};

fn read(stated: Stated) -> Stated {
    Stated { requirements_unconfirmed: true, ..stated }
}

#[test]
fn requirements_nobody_confirmed_only_say_what_was_read() {
    let about = About::Credentials;
    for (credentials, words) in [
        ("cpc", "As we read it, it asks for CPC; you hold it (ask to confirm)."),
        ("rn", "As we read it, it asks for CPC; it is not among your credentials (ask to"),
        ("cpc-a", "As we read it, it says CPC; ask about CPC-A"),
        ("cpc:expired", "your CPC has run out (ask to confirm)"),
        ("cpc:eligible", "you may sit the exam (ask to confirm)"),
        ("?", "add your credentials (ask to confirm)"),
    ] {
        check(&coder(credentials), &read(asking(held("cpc"))), about, CannotTell, words);
    }
    let unknown = read(asking(held("unheard-of")));
    check(&coder("cpc"), &unknown, about, CannotTell, "As we read it, it asks for unheard-of");
}

#[test]
fn what_a_text_does_not_say_is_not_known_either() {
    let about = About::Credentials;
    let silent = "It doesn't say what it requires; ask the employer.";
    check(&coder("cpc"), &read(remote()), about, CannotTell, silent);
    let preference = read(asking(Demand::held("cpc", Necessity::Preferred)));
    check(&coder(""), &preference, about, CannotTell, silent);
    let none = Stated { apprentice_ok: true, ..read(asking(Demand::AnyOf(Vec::new()))) };
    check(&coder("cpc"), &none, about, CannotTell, silent);
}

#[test]
fn a_place_nobody_confirmed_sends_nobody_away() {
    let texas = Stated {
        arrangement: Some("remote-states".into()),
        states: "TX".parse().expect("a state"),
        whereabouts_unconfirmed: true,
        ..asking(held("cpc"))
    };
    let words = "As we read it, it doesn't hire in Ohio; it hires in Texas (ask to confirm).";
    check(&coder("cpc"), &texas, About::Place, CannotTell, words);
    assert_eq!(Judge::of(&coder("cpc")).hires_at_home(&texas), Some(false));
    let anywhere = Stated { whereabouts_unconfirmed: true, ..remote() };
    let words = "As we read it, it hires anywhere in the US (ask to confirm).";
    check(&coder("cpc"), &anywhere, About::Place, CannotTell, words);
    assert_eq!(Judge::of(&coder("cpc")).hires_at_home(&anywhere), Some(true));
    let silent = Stated { whereabouts_unconfirmed: true, ..Stated::default() };
    let words = "It doesn't say where it hires; ask whether it hires in Ohio.";
    check(&coder("cpc"), &silent, About::Place, CannotTell, words);
}

#[test]
fn what_is_confirmed_beside_it_still_decides() {
    let place = Stated { whereabouts_unconfirmed: true, ..asking(held("ccs")) };
    check(&coder("cpc"), &place, About::Credentials, Missing, "It asks for CCS; it is not");
    let texas = Stated {
        arrangement: Some("remote-states".into()),
        states: "TX".parse().expect("a state"),
        ..read(asking(held("cpc")))
    };
    check(&coder("cpc"), &texas, About::Place, Elsewhere, "It doesn't hire in Ohio");
}
