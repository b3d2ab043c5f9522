use super::*;
use crate::postings::example;
use crate::postings::forms::input_of;

fn typed(change: impl FnOnce(&mut Input)) -> Typed {
    let mut input = input_of(&example::content(), true);
    change(&mut input);
    parse(&input, Some(&example::content()))
}

#[test]
fn the_boxes_hold_all_a_posting_says() {
    let typed = typed(|_| {});
    assert_eq!(typed.errors, FormErrors::default());
    assert_eq!(typed.content, example::content().in_order());
    assert!(typed.saving.attested && !typed.is_too_long());
}

#[test]
fn an_empty_form_is_an_empty_draft() {
    let typed = parse(&Input::default(), None);
    assert_eq!((typed.content, typed.errors), (Content::default(), FormErrors::default()));
}

#[test]
fn what_cannot_be_understood_is_named_beside_its_box() {
    for (field, value, beside) in [
        ("pay_min", "lots", "pay_min"),
        ("pay_max", "-5", "pay_max"),
        ("pay_max", "5", "pay"),
        ("pay_unit", "", "pay_unit"),
        ("hours_per_week", "1000", "hours_per_week"),
        ("units_per_hour", "1e5", "units_per_hour"),
        ("place", "99999", "place"),
        ("place", "Ohio", "place"),
        ("place", "Xyzzyville", "place"),
        ("states", "ZZ", "states"),
        ("deadline", "tomorrow", "deadline"),
        ("deadline", "99999-01-01", "deadline"),
        ("months", "-1", "months"),
        ("openings", "many", "openings"),
        ("role", "astronaut", "role"),
        ("benefits", "<script>", "benefits"),
        ("credential", "xyz", "credentials"),
        ("arrangement", "moon", "arrangement"),
        ("employment_type", "gig", "employment_type"),
        ("employment_type", "contract-1099", "classification"),
        ("classification", "w3", "classification"),
        ("pay_unit", "bushel", "pay_unit"),
        ("match", "some", "credentials"),
        ("standing", "owned", "credentials"),
        ("necessity", "maybe", "credentials"),
        ("months_necessity", "maybe", "months_necessity"),
        ("experience_setting", "moon", "experience_setting"),
        ("education", "clown-school", "education"),
    ] {
        let typed = typed(|input| input.set(field, value));
        assert!(typed.errors.get(beside).is_some(), "{field}={value}: {:?}", typed.errors);
    }
}

#[test]
fn nothing_chosen_is_dropped_for_want_of_a_figure() {
    let setting = typed(|input| {
        input.set("months", "");
        input.set("experience_setting", "asc");
    });
    assert!(setting.errors.get("months").is_some_and(|said| said.contains("0 if any")));
    let unit = typed(|input| {
        input.set("pay_min", "");
        input.set("pay_max", "");
        input.set("pay_unit", "bushel");
    });
    assert!(unit.errors.get("pay_unit").is_some());
}

#[test]
fn a_contractor_is_one_without_being_asked_twice() {
    let typed = typed(|input| {
        input.set("employment_type", "contract-1099");
        input.set("classification", "");
    });
    assert_eq!(typed.errors, FormErrors::default());
    assert!(typed.content.is_contractor());
}

#[test]
fn absurd_lengths_are_too_long() {
    for field in ["title", "description", "apply_url", "requisition_id", "other_compensation"] {
        let typed = typed(|input| input.set(field, "x".repeat(30_000)));
        assert!(typed.is_too_long() && typed.errors.get(field).is_some(), "{field}");
    }
}

#[test]
fn line_breaks_never_enter_a_line() {
    let typed = typed(|input| input.set("title", "Coder\nBcc: all@example.org\t\n<script>"));
    assert_eq!(typed.content.title, "Coder Bcc: all@example.org <script>");
}

#[test]
fn one_figure_stands_for_both_ends() {
    let typed = typed(|input| input.set("pay_max", ""));
    let pay = typed.content.pay.expect("pay");
    assert_eq!((pay.lowest, pay.highest), (280_000, 280_000));
}

#[test]
fn states_go_with_the_arrangements_that_name_them() {
    let typed = typed(|input| input.set("arrangement", "remote-us"));
    assert!(typed.content.states.is_empty());
}

#[test]
fn a_nested_demand_survives_as_long_as_its_rows_do() {
    use crate::eligibility::Demand;
    let held = |slug| Demand::held(slug, Necessity::Required);
    let nested = Demand::AllOf(vec![
        Demand::AnyOf(vec![held("cpc"), held("ccs")]),
        Demand::AnyOf(vec![held("rhit"), held("rhia")]),
    ]);
    let mut stored = example::content();
    stored.requirements.credentials = Some(nested.clone());
    let mut input = input_of(&stored, true);
    assert_eq!(parse(&input, Some(&stored)).content.requirements.credentials, Some(nested));
    input.set_all("credential", vec!["cpc".into(), "ccs".into()]);
    let changed = parse(&input, Some(&stored)).content.requirements.credentials;
    assert_eq!(changed, Some(Demand::AnyOf(vec![held("cpc"), held("ccs")])));
}

#[test]
fn questions_go_with_applying_here() {
    use crate::postings::{Question, QuestionKind};
    let mut here = example::content();
    (here.apply_here, here.apply_url) = (true, String::new());
    let text = "Do you code from home?".to_owned();
    here.questions = vec![Question { text, kind: QuestionKind::YesNo, required: true }];
    let mut input = input_of(&here, true);
    assert_eq!(parse(&input, Some(&here)).content, here.clone().in_order());
    input.set("apply_url", "https://careers.example.org/7");
    assert_eq!(parse(&input, None).content.apply_url, "");
    input.set("apply_at", "elsewhere");
    let elsewhere = parse(&input, None).content;
    assert!(!elsewhere.apply_here && elsewhere.questions.is_empty());
    assert_eq!(elsewhere.apply_url, "https://careers.example.org/7");
    input.set("apply_at", "moon");
    assert!(parse(&input, None).errors.get("apply_at").is_some());
}
