//! Addresses and subjects that mean to do harm.

use careercenter::mail::Outcome;

use super::{letter, through};
use crate::support::{Kind, OnBoth, PostOffice, World};

#[test]
fn hostile_addresses_are_refused_or_harmless() {
    let (mut world, office) = (World::on(Kind::Sqlite), PostOffice::new());
    through(&mut world, &office);
    for to in [
        "ada@home.example\r\nBcc: eve@evil.example",
        "ada@home.example>\r\nRCPT TO:<eve@evil.example",
        "ada@home.example, eve@evil.example",
        "Ada <ada@home.example>",
        "\"ada\r\n.\r\n\"@home.example",
        "z\u{f6}e@home.example",
        "ada@h\u{f6}me.example",
        "ada",
        "",
        &format!("{}@{}.example", "a".repeat(64), "b".repeat(247)),
    ] {
        let outcome = world.site.mailer.send(&letter(&world, to));
        let refused = matches!(outcome, Outcome::Refused(_) | Outcome::Unknown(_));
        let one = office.taken().iter().all(|taken| taken.recipient.eq_ignore_ascii_case(to));
        assert!(refused || one, "{to:?}: {outcome:?}");
    }
    assert!(office.taken().iter().all(|taken| !taken.recipient.contains("evil")));
}

#[test]
fn hostile_subjects_stay_subjects() {
    let (mut world, office) = (World::on(Kind::Sqlite), PostOffice::new());
    through(&mut world, &office);
    for subject in [
        "Coder\r\nBcc: eve@evil.example\r\n\r\nNew text",
        "Coder\u{202e}redoC \u{2028}Bcc: eve@evil.example",
        "=?utf-8?q?=0D=0ABcc:_eve@evil.example?=",
        &"W\u{f6}rter ".repeat(60),
    ] {
        let hostile = careercenter::mail::Letter {
            subject: subject.to_owned(),
            ..letter(&world, "ada@home.example")
        };
        let outcome = world.site.mailer.send(&hostile);
        assert!(matches!(outcome, Outcome::Sent(_)), "{subject:?}: {outcome:?}");
        let taken = office.taken().pop().expect("it was taken");
        assert_eq!(taken.recipient, "ada@home.example");
        assert_eq!(taken.header("bcc"), None, "{}", taken.message);
        assert!(taken.message.lines().all(|line| line.len() <= 998));
        assert!(taken.message.is_ascii());
    }
}
