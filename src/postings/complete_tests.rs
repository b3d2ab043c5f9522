use super::*;
use crate::eligibility::{CredentialDemand, Necessity};
use crate::postings::example::{content, day};
use crate::postings::pay::Pay;

fn problem(change: impl FnOnce(&mut Content), field: &str) -> String {
    let mut content = content();
    change(&mut content);
    let errors = content.problems(day("2026-11-23"));
    errors.get(field).unwrap_or_else(|| panic!("no problem at {field}: {errors:?}")).to_owned()
}

#[test]
fn a_complete_posting_has_no_problem() {
    assert_eq!(content().problems(day("2026-12-12")), FormErrors::default());
}

#[test]
fn everything_the_board_rule_asks_is_missed_beside_its_field() {
    let errors = Content::default().problems(day("2026-11-23"));
    for field in [
        "title",
        "arrangement",
        "pay",
        "employment_type",
        "classification",
        "benefits_text",
        "other_compensation",
        "deadline",
        "description",
        "apply_url",
    ] {
        assert!(errors.get(field).is_some(), "{field}");
    }
}

#[test]
fn a_title_can_be_read() {
    for odd in ["***", "—", "\u{2605}\u{2605}"] {
        let said = problem(|c| c.title = odd.into(), "title");
        assert_eq!(said, "A title has letters or digits in it.");
    }
}

#[test]
fn an_arrangement_is_completed_by_states_or_a_place() {
    assert_eq!(problem(|c| c.states = Default::default(), "states"), "Choose at least one state.");
    let hybrid = |c: &mut Content| {
        c.arrangement = Some("hybrid".into());
        c.site = None;
    };
    assert!(problem(hybrid, "place").starts_with("Give the place"));
    let nowhere = |c: &mut Content| c.site.as_mut().expect("a site").zip = "99999".into();
    assert_eq!(problem(nowhere, "place"), "We know no ZIP 99999.");
}

#[test]
fn pay_and_dates_have_to_make_sense() {
    assert!(problem(|c| c.pay = Some(Pay::by_the_hour(1, 2)), "pay").contains("cannot be right"));
    assert!(problem(|c| c.deadline = Some(day("2026-11-22")), "deadline").contains("passed"));
    assert!(problem(|c| c.ongoing = true, "deadline").contains("not both"));
    assert!(problem(|c| c.deadline = Some(day("2031-01-01")), "deadline").contains("a year"));
    assert!(problem(|c| c.openings = Some(0), "openings").contains("Between"));
}

#[test]
fn made_up_words_are_refused() {
    let list = "Choose from the list.";
    assert_eq!(problem(|c| c.role = Some("astronaut".into()), "role"), list);
    assert_eq!(problem(|c| c.settings.push("moon".into()), "care_settings"), list);
    assert_eq!(problem(|c| c.benefits.push("<script>".into()), "benefits"), list);
    let credential = |slug: &str, standing| {
        Some(Demand::Credential(CredentialDemand {
            credential: slug.into(),
            standing,
            necessity: Necessity::Required,
        }))
    };
    let made_up = credential("xyz", Standing::Held);
    problem(|c| c.requirements.credentials = made_up, "credentials");
    let late = credential("cpc", Standing::Within { months: 600 });
    problem(|c| c.requirements.credentials = late, "credentials");
}

#[test]
fn people_apply_at_a_whole_address_without_secrets() {
    let said = |address: &str| problem(|c| c.apply_url = address.into(), "apply_url");
    for odd in ["riverbend.example/apply", "javascript:alert(1)", "ftp://a.example", "https://"] {
        assert_eq!(said(odd), "Write the whole address, starting with https://", "{odd}");
    }
    for inside in [
        "localhost",
        "localhost.",
        "a.localhost:80",
        "intranet",
        "jobs.local",
        "127.0.0.1",
        "127.1",
        "0x7f.1",
        "2130706433",
        "10.0.0.8",
        "192.168.1.1",
        "169.254.169.254",
        "[::1]",
        "[::ffff:10.0.0.8]",
        "[fd00::1]:8080",
    ] {
        let odd = format!("https://{inside}/x");
        assert!(said(&odd).starts_with("Give the site by its public name"), "{odd}");
    }
    for sign in [" ", "\t", "\n", "\0", "\u{7F}", "\u{A0}", "\u{200B}", "\u{202E}", "\\"] {
        let odd = format!("https://a.example/x{sign}y");
        assert!(said(&odd).starts_with("An address has no spaces"), "{odd:?}");
    }
    let mut port = content();
    port.apply_url = "HTTP://careers.a.example:8443/x?y=%20z#q".into();
    assert_eq!(port.problems(day("2026-12-12")), FormErrors::default());
    let secret = problem(|c| c.apply_url = "https://me:pw@a.example/".into(), "apply_url");
    assert!(secret.starts_with("Leave out"));
}

#[test]
fn content_survives_its_stored_form() {
    let text = serde_json::to_string(&content()).expect("JSON");
    assert_eq!(serde_json::from_str::<Content>(&text).expect("JSON"), content());
    assert_eq!(serde_json::from_str::<Content>("{}").expect("JSON"), Content::default());
}

#[test]
fn people_apply_here_or_at_an_address() {
    use crate::postings::{Question, QuestionKind};
    let mut here = content();
    (here.apply_here, here.apply_url) = (true, String::new());
    assert_eq!(here.problems(day("2026-11-23")), FormErrors::default());
    let question =
        |text: &str| Question { text: text.into(), kind: QuestionKind::Text, required: false };
    let asks = |questions: Vec<Question>| {
        problem(|c| (c.apply_here, c.questions) = (true, questions), "questions")
    };
    assert!(asks(vec![question("Which encoders?"); 6]).contains("At most 5"));
    assert!(asks(vec![question(&"q".repeat(201))]).contains("200 characters"));
    assert!(asks(vec![question("?!")]).contains("letters or digits"));
}
