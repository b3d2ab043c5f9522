//! Every credential, and every edge between two, both ways: expected from the entries themselves.

use super::*;
use crate::vocabulary::{Entry, vocabulary};
use std::collections::BTreeSet;

/// What a holder satisfies: itself, what it names, and both names of a renamed one, on and on.
fn satisfied(slug: &str) -> BTreeSet<&'static str> {
    let all = &vocabulary().credentials;
    let mut reached = BTreeSet::new();
    let mut waiting = vec![all.get(slug).expect("in the vocabulary").slug()];
    while let Some(slug) = waiting.pop() {
        if reached.insert(slug) {
            let own = all.get(slug).expect("in the vocabulary");
            waiting.extend(own.satisfies.iter().map(String::as_str));
            waiting.extend(own.replaced_by.as_deref());
            let renamed = all.iter().filter(|entry| entry.replaced_by.as_deref() == Some(slug));
            waiting.extend(renamed.map(Entry::slug));
        }
    }
    reached
}

fn slugs() -> impl Iterator<Item = &'static str> {
    vocabulary().credentials.iter().map(Entry::slug)
}

fn abbr(slug: &str) -> &'static str {
    vocabulary().credentials.get(slug).expect("in the vocabulary").short()
}

#[test]
fn every_credential_by_itself_in_every_standing() {
    let about = About::Credentials;
    for slug in slugs() {
        let way = |held: &str| coder(&format!("{slug}:{held}"));
        let ask = |standing| asking(demand(slug, standing, Necessity::Required));
        let (full, may_sit) = (ask(Standing::Held), ask(Standing::Eligible));
        let later = ask(Standing::Within { months: 12 });
        let may = "held; you may sit the exam";
        check(&way("held"), &full, about, Answer::Meets, "you hold it");
        check(&way("eligible"), &full, about, Answer::Missing, may);
        check(&way("expired"), &full, about, Answer::Missing, "has run out");
        check(&coder(""), &full, about, Answer::Missing, "it is not among your credentials");
        check(&coder("?"), &full, about, Answer::CannotTell, "add your credentials");
        check(&way("held"), &may_sit, about, Answer::Meets, "you hold it");
        check(&way("eligible"), &may_sit, about, Answer::Meets, "you may sit the exam");
        check(&way("expired"), &may_sit, about, Answer::Missing, "has run out");
        check(&way("held"), &later, about, Answer::Meets, "you hold it");
        check(&coder("?"), &later, about, Answer::Meets, "within 1 year of hire");
    }
}

#[test]
fn every_edge_both_ways() {
    let mut edges = 0;
    for own in slugs() {
        for other in satisfied(own).into_iter().filter(|other| *other != own) {
            edges += 1;
            let counts = format!("It asks for {}; your {} counts", abbr(other), abbr(own));
            let stated = asking(held(other));
            check(&coder(own), &stated, About::Credentials, Answer::Meets, &counts);
            let may_sit = coder(&format!("{own}:eligible"));
            let eligible = asking(demand(other, Standing::Eligible, Necessity::Required));
            check(&may_sit, &stated, About::Credentials, Answer::Missing, "you may sit the exam");
            check(&may_sit, &eligible, About::Credentials, Answer::Meets, "you may sit the exam");
            let back = satisfied(other).contains(own);
            let answer = if back { Answer::Meets } else { Answer::Missing };
            check(&coder(other), &asking(held(own)), About::Credentials, answer, abbr(own));
        }
    }
    assert!(edges >= 10, "only {edges} edges");
    // Those the rules of the field name.
    for (own, other, both) in [
        ("rhia", "rhit", false),
        ("cpc", "cpc-a", false),
        ("coc", "coc-a", false),
        ("coc", "cpc-h", true),
        ("ods", "ctr", true),
        ("rhit", "art", true),
        ("rhia", "rra", true),
        ("rhia", "art", false),
        ("cpc-h", "coc-a", false),
    ] {
        assert!(satisfied(own).contains(other), "{own} satisfies {other}");
        assert_eq!(satisfied(other).contains(own), both, "{other} and {own}");
    }
}

#[test]
fn every_pair_is_met_only_over_an_edge() {
    for own in slugs() {
        let satisfied = satisfied(own);
        let judge = Judge::of(&coder(own));
        for other in slugs() {
            let met = judge.answer(&asking(held(other))) == Answer::Meets;
            assert_eq!(met, satisfied.contains(other), "{own} for {other}");
        }
    }
}

#[test]
fn apprentices_count_for_their_full_letters_where_they_are_welcome() {
    for (own, full) in [("cpc-a", "cpc"), ("coc-a", "coc"), ("coc-a", "cpc-h")] {
        let stated = asking(held(full));
        let ask = format!("It says {}; ask about {}.", abbr(full), abbr(own));
        check(&coder(own), &stated, About::Credentials, Answer::Missing, &ask);
        let welcome = Stated { apprentice_ok: true, ..stated };
        let counts = format!("apprentices are welcome, so your {} counts", abbr(own));
        check(&coder(own), &welcome, About::Credentials, Answer::Meets, &counts);
    }
    // Only apprentices of the same letters, and not everybody's kin.
    for (own, full) in [("cpc-a", "coc"), ("cpc-a", "ccs"), ("cpc-p", "cpc"), ("ccs-p", "ccs")] {
        let welcome = Stated { apprentice_ok: true, ..asking(held(full)) };
        check(&coder(own), &welcome, About::Credentials, Answer::Missing, "not among");
    }
    for way in ["cpc-a:eligible", "cpc-a:expired"] {
        let welcome = Stated { apprentice_ok: true, ..asking(held("cpc")) };
        check(&coder(way), &welcome, About::Credentials, Answer::Missing, "not among");
    }
}
