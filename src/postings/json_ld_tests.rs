use super::*;
use crate::postings::example;
use crate::postings::posting::Origin;

fn marked(loaded: &Loaded) -> Value {
    serde_json::from_str(&posting(loaded, example::now()).expect("marked up")).expect("JSON")
}

#[test]
fn a_remote_posting_says_what_the_standard_asks() {
    let thing = marked(&example::loaded());
    assert_eq!(thing["@type"], "JobPosting");
    assert_eq!(thing["title"], "Outpatient Surgery Coder II");
    assert!(thing["description"].as_str().expect("text").contains("<strong>nine</strong>"));
    assert_eq!(thing["datePosted"], "2026-11-23");
    assert_eq!(thing["validThrough"], "2026-12-12T23:59:59-12:00");
    assert_eq!(thing["jobLocationType"], "TELECOMMUTE");
    assert_eq!(
        thing["applicantLocationRequirements"][3],
        json!({"@type": "State", "name": "Texas, USA"})
    );
    assert!(thing.get("jobLocation").is_none());
    assert_eq!(thing["employmentType"], json!(["FULL_TIME"]));
    let pay = &thing["baseSalary"]["value"];
    assert_eq!((&pay["minValue"], &pay["unitText"]), (&json!(28.0), &json!("HOUR")));
    assert_eq!(thing["identifier"]["value"], "R-7");
    assert_eq!(thing["occupationalCategory"], "29-2072.00");
    assert_eq!(thing["experienceRequirements"]["monthsOfExperience"], 24);
    assert_eq!(thing["educationRequirements"]["credentialCategory"], "associate degree");
    assert_eq!(thing["hiringOrganization"]["sameAs"], "https://riverbend.example.org");
}

#[test]
fn a_posting_on_site_has_a_place_and_no_telecommute() {
    let mut loaded = example::loaded();
    for arrangement in ["on-site", "hybrid"] {
        loaded.content.arrangement = Some(arrangement.into());
        let thing = marked(&loaded);
        assert_eq!(thing["jobLocation"]["address"]["addressRegion"], "OH");
        assert_eq!(thing["jobLocation"]["address"]["addressCountry"], "US");
        assert!(thing.get("jobLocationType").is_none());
    }
}

#[test]
fn pay_by_the_piece_has_no_unit_and_is_left_out() {
    let mut loaded = example::loaded();
    loaded.content.pay.as_mut().expect("pay").unit = "chart".into();
    assert!(marked(&loaded).get("baseSalary").is_none());
}

#[test]
fn nothing_ends_the_script_element() {
    let mut loaded = example::loaded();
    loaded.content.title = "</script><script>alert(1)</script> & more".into();
    let text = posting(&loaded, example::now()).expect("marked up");
    assert!(!text.contains(['<', '>', '&']), "{text}");
    assert_eq!(marked(&loaded)["title"], "</script><script>alert(1)</script> & more");
}

#[test]
fn what_may_not_be_marked_up_is_not() {
    for stage in [Stage::Draft, Stage::Held, Stage::Closed, Stage::Expired, Stage::TakenDown] {
        let mut loaded = example::loaded();
        loaded.posting.stage = stage;
        assert_eq!(posting(&loaded, example::now()), None, "{stage}");
    }
    let mut loaded = example::loaded();
    loaded.posting.origin = Origin::Imported;
    loaded.posting.employer_id = None;
    loaded.employer = None;
    assert_eq!(posting(&loaded, example::now()), None);
}

#[test]
fn markup_is_gone_as_soon_as_the_posting_has_run_out() {
    use chrono::TimeDelta;
    let mut loaded = example::loaded();
    let deadline = example::now().plus(TimeDelta::hours(19 * 24 + 36));
    assert!(posting(&loaded, deadline.minus(TimeDelta::seconds(1))).is_some());
    assert_eq!(posting(&loaded, deadline), None);
    loaded.content.deadline = None;
    assert!(posting(&loaded, deadline).is_some());
    let end = loaded.posting.expires_at.expect("an end");
    assert!(posting(&loaded, end.minus(TimeDelta::seconds(1))).is_some());
    assert_eq!(posting(&loaded, end), None);
    let article = loaded.article(end, 1);
    assert!(
        article.apply.is_none() && article.banner.is_some_and(|it| it.title.contains("expired"))
    );
}

#[test]
fn applying_is_direct_only_where_it_happens_here() {
    let mut loaded = example::loaded();
    assert!(marked(&loaded).get("directApply").is_none());
    loaded.content.apply_here = true;
    assert_eq!(marked(&loaded)["directApply"], true);
}
