//! What an operator must say before the board writes to people.

use std::collections::BTreeMap;

use careercenter::config::Config;

fn read(values: &[(&str, &str)]) -> Result<Config, String> {
    let folder = std::env::temp_dir().join(format!("careercenter-settings-{}", std::process::id()));
    let mut all = BTreeMap::from([("DATA_DIR".to_owned(), folder.display().to_string())]);
    all.extend(values.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())));
    let read = Config::from_values(&all, Vec::new()).map_err(|problems| problems.to_string());
    drop(std::fs::remove_dir_all(folder));
    read
}

const PUBLIC: &[(&str, &str)] = &[
    ("BASE_URL", "https://jobs.example.com"),
    ("SECRET_KEY", "a secret of more than thirty-two letters"),
    ("SMTP_URL", "smtps://user:password@mail.example.com"),
    ("MAIL_FROM", "CareerCenter <jobs@example.com>"),
    ("POSTAL_ADDRESS", "CareerCenter\n1 Main Street\nColumbus, OH 43215"),
];

fn with<'a>(more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    PUBLIC.iter().chain(more).copied().collect()
}

#[test]
fn a_public_board_names_all_that_is_missing_at_once() {
    let problems = read(&PUBLIC[..1]).expect_err("it is not ready");
    for key in ["SECRET_KEY", "SMTP_URL", "MAIL_FROM", "POSTAL_ADDRESS"] {
        let line = format!("{key} must be set when BASE_URL is public (jobs.example.com)");
        assert!(problems.contains(&line), "{key}: {problems}");
    }
    let config = read(PUBLIC).expect("it is ready");
    assert_eq!(config.postal_address, "CareerCenter, 1 Main Street, Columbus, OH 43215");
    assert_eq!(config.contact, "jobs@example.com");
    assert!(config.dkim.is_none());
    for missing in &PUBLIC[1..] {
        let rest: Vec<_> = PUBLIC.iter().filter(|one| *one != missing).copied().collect();
        let problems = read(&rest).expect_err("one is missing");
        assert!(problems.contains(missing.0), "{problems}");
    }
}

#[test]
fn a_board_nobody_else_reaches_needs_nothing() {
    let config = read(&[]).expect("defaults do");
    assert_eq!(
        (config.postal_address.as_str(), config.contact.as_str()),
        ("", "careercenter@localhost")
    );
}

#[test]
fn letters_of_the_sample_board_look_whole() {
    let folder = std::env::temp_dir().join(format!("careercenter-demo-{}", std::process::id()));
    let config = Config::demo(&folder, "127.0.0.1:0").expect("it needs nothing");
    drop(std::fs::remove_dir_all(folder));
    assert!(config.postal_address.contains("Example Street"), "{}", config.postal_address);
}

#[test]
fn what_cannot_be_is_named() {
    let problems = read(&with(&[
        ("CONTACT", "ask us"),
        ("FORMER_SECRET_KEYS", "short"),
        ("DKIM_KEY_FILE", "/nowhere/key.pem"),
        ("DKIM_SELECTOR", "no good"),
        ("DKIM_DOMAIN", "example.org"),
    ]))
    .expect_err("nothing of this can be");
    for key in ["CONTACT", "FORMER_SECRET_KEYS", "DKIM_KEY_FILE", "DKIM_SELECTOR", "DKIM_DOMAIN"] {
        assert!(problems.contains(key), "{key}: {problems}");
    }
    let alone = read(&with(&[("DKIM_SELECTOR", "s1")])).expect_err("a selector of no key");
    assert!(alone.contains("DKIM_SELECTOR is of no use without DKIM_KEY_FILE"), "{alone}");
    let one = (
        "FORMER_SECRET_KEYS",
        "another secret of thirty-two letters, and yet another one of that length",
    );
    read(&with(&[one])).expect("two former secrets");
}
