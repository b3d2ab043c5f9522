use super::*;
use crate::postings::example;

#[test]
fn where_the_work_is_reads_in_one_line() {
    let mut content = example::content();
    assert_eq!(where_text(&content), "Remote · hires in Ohio and 3 more states");
    content.states = "OH,TX".parse().expect("states");
    assert_eq!(where_text(&content), "Remote · hires in Ohio and Texas");
    content.arrangement = Some("on-site".into());
    assert_eq!(where_text(&content), "On site · Columbus, Ohio");
    content.arrangement = Some("remote-us".into());
    assert_eq!(where_text(&content), "Remote · anywhere in the US");
    assert_eq!(where_text(&Content::default()), "Place not stated");
}

#[test]
fn pay_says_its_basis() {
    let mut content = example::content();
    let view = pay_view(&content).expect("pay");
    assert_eq!((view.text.as_str(), view.unit_text.as_str()), ("$28–$34", "an hour"));
    assert_eq!(view.hourly_text, None);
    assert_eq!(pay_notes(&content), ["$58,240–$70,720 a year at full time (2,080 hours)"]);
    content.pay = Some(Pay {
        unit: "chart".into(),
        lowest: 8_500,
        highest: 11_000,
        hours_per_week: None,
        units_per_hour: Some(3_050),
    });
    content.classification = Some(crate::postings::Classification::Contractor1099);
    let view = pay_view(&content).expect("pay");
    assert_eq!((view.text.as_str(), view.unit_text.as_str()), ("$0.85–$1.10", "a chart, 1099"));
    assert_eq!(view.hourly_text.as_deref(), Some("about $26–$34 an hour"));
    assert_eq!(view.note.as_deref(), Some("our estimate, at 30.5 charts an hour"));
    assert!(pay_notes(&content).is_empty());
}

#[test]
fn what_is_asked_is_short() {
    let mut content = example::content();
    assert_eq!(asks(&content), ["CPC or COC", "24 months of experience", "Epic"]);
    content.requirements.credentials = Some(Demand::AllOf(vec![
        Demand::AnyOf(vec![
            Demand::held("cpc", Necessity::Required),
            Demand::held("ccs", Necessity::Required),
        ]),
        Demand::held("cpma", Necessity::Preferred),
    ]));
    content.requirements.experience[0].months = 0;
    content.apprentice_ok = true;
    content.software.clear();
    assert_eq!(
        asks(&content),
        ["CPC or CCS", "CPMA preferred", "no experience asked", "apprentices welcome"]
    );
    assert!(asks(&Content::default()).is_empty());
}

#[test]
fn times_are_told_as_people_do() {
    let now = example::now();
    let text = |days| ago(now.minus(TimeDelta::days(days)), now).text;
    assert_eq!(
        [text(0), text(1), text(9), text(40)],
        ["today", "yesterday", "9 days ago", "October 14, 2026"]
    );
    assert_eq!(ago(now.plus(TimeDelta::days(2)), now).text, "today");
}
