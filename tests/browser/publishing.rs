//! From nothing to a posting that coders find.

use super::sign_in;
use crate::support::{Browser, World};

const DANA: &str = "dana@riverbend.example";
const ROOT: &str = "root@careercenter.example";

const DESCRIPTION: &str = "We code for nine surgery centers.\n\n- Read operative reports\n- Query surgeons about what is unclear in them\n- Keep coding accuracy above 95 percent";

fn set_up_employer(browser: &Browser) {
    browser.goto("/hire");
    assert_eq!(browser.path(), "/sign-in?next=%2Fhire");
    sign_in(browser, DANA);
    assert_eq!(browser.path(), "/hire");
    browser.fill("#name", "Riverbend Health");
    browser.click("input[name=representation][value=direct]");
    browser.fill("#kind", "health-system");
    browser.fill("#website", "riverbend.example");
    browser.fill("#home_place", "Columbus, OH");
    browser.click_through("main form .button");
    assert!(browser.text("main").contains("Riverbend Health"));
}

fn fill_in(browser: &Browser) {
    browser.fill("#title", "Outpatient Surgery Coder");
    browser.click("input[name=arrangement][value=remote-states]");
    browser.open("#states-part details");
    browser.click("input[name=states][value=OH]");
    browser.click("input[name=states][value=TX]");
    assert_eq!(browser.text("#states-part summary .muted"), "2 chosen");
    browser.fill("#pay_min", "28");
    browser.fill("#pay_max", "34.50");
    browser.fill("#pay_unit", "hour");
    browser.fill("#employment_type", "full-time");
    browser.fill("#classification", "w2");
    browser.fill("[data-row]:nth-child(1) [name=credential]", "cpc");
    browser.click("[data-add-row]");
    browser.fill("[data-row]:nth-child(3) [name=credential]", "ccs");
    browser.fill("#months", "24");
    browser.fill("#benefits_text", "Medical, dental, 401(k)");
    browser.fill("#other_compensation", "none");
    browser.click("#ongoing");
    browser.fill("#description", DESCRIPTION);
    browser.click("input[name=apply_at][value=elsewhere]");
    browser.fill("#apply_url", "https://careers.riverbend.example/7");
    browser.click("#attestation");
}

fn approve(world: &World) {
    let admin = world.browser();
    admin.goto("/admin");
    sign_in(&admin, ROOT);
    assert!(admin.text("tr[data-posting]").contains("Outpatient Surgery Coder"));
    admin.click_through("tr[data-posting] a.title");
    assert!(admin.text("article[data-posting]").contains("CPC or CCS"));
    admin.click_through(".way .button");
    admin.goto("/admin");
    assert!(admin.text("main").contains("Nothing waits"));
}

on_both! {
    fn somebody_publishes_and_coders_find_it(world: World) {
        world.account(DANA);
        drop(world.administrator(ROOT));
        let browser = world.browser();
        set_up_employer(&browser);
        browser.click_through(".head a.button");
        browser.click_through("a[href$='/postings/blank']");
        fill_in(&browser);
        browser.click_through("button[value=draft]");
        assert!(browser.path().ends_with("?done=saved"), "{}", browser.path());
        browser.click_through("tr[data-posting] a.title");
        browser.click_through(".preview-bar a.button");
        assert_eq!(browser.execute("return document.querySelectorAll('[name=states]:checked').length"), 2);
        browser.click_through("button[value=preview]");
        assert!(browser.path().ends_with("/preview"), "{}", browser.path());
        assert!(browser.text("article[data-posting]").contains("CPC or CCS"));
        browser.click_through(".preview-bar button");
        assert!(browser.path().ends_with("?done=held"), "{}", browser.path());
        assert_eq!(browser.text("tr[data-posting] .stage"), "Waiting");

        approve(&world);
        world.work();
        let coder = world.browser();
        coder.goto("/");
        coder.fill("#ask [name=q]", "surgery centers");
        coder.click_through("#ask button");
        assert_eq!(coder.text("article[data-posting] h2"), "Outpatient Surgery Coder");
        coder.goto("/jobs");
        coder.open("details[data-group=credential]");
        coder.click_through("[data-facet='credential:cpc'] a");
        assert_eq!(coder.path(), "/jobs?credential=cpc");
        coder.click_through("article[data-posting] h2 a");
        assert_eq!(coder.text("h1"), "Outpatient Surgery Coder");
        assert!(coder.text("article[data-posting]").contains("$28"));
        coder.click_through(".posting-apply a");
        assert!(coder.text("main").contains("careers.riverbend.example"));
    }
}
