//! Every kind of page there is, inspected: no layout or colour depends on the database.

use careercenter::db::Conn;
use careercenter::employers::{EmployerId, Standing};
use careercenter::mail::outbox::{self, Kind as MailKind};
use careercenter::mail::suppression;
use careercenter::schema::outbox as table;
use careercenter::{sample, search};
use diesel::prelude::*;

use super::sign_in;
use crate::postings::FILLED;
use crate::support::advert::{self, content, publish};
use crate::support::{Browser, Kind, OnBoth, Page, World, document};

const DANA: &str = "dana@riverbend.example";
const CLEO: &str = "cleo@home.example";
const PROFILE: &str = "form[action='/profile']";
const ROOT: &str = "root@careercenter.example";

const AD: &str = "Outpatient Coder - Remote\n\nRiverbend Health is hiring a full-time outpatient coder. This is a fully remote position within the United States.\n\nPay: $28.00 - $34.00 per hour.\n\nRequirements\n- CPC or CCS required\n- 2 years of outpatient coding experience\n\nWe use Epic. Benefits: medical insurance, dental, 401(k), paid time off.";

fn signed_in(world: &World, email: &str) -> Browser {
    let browser = world.browser();
    browser.goto("/sign-in");
    sign_in(&browser, email);
    browser
}

/// Dana's employer, with the standing given.
fn desk(world: &World, standing: Standing) -> EmployerId {
    let employer = world.employer(world.account(DANA), "Riverbend Health");
    let stand = |conn: &mut Conn| advert::stand(conn, employer, standing);
    world.site.db.write_now(stand).expect("its standing changes");
    employer
}

/// Writes a posting by the form, as Dana; gives the page that says what became of it.
fn write(world: &World, employer: EmployerId, changed: &[(&str, &str)], button: &str) -> Page {
    let blank = world.sign_in(DANA).get(&format!("/hire/employers/{employer}/postings/blank"));
    let form = blank.form("main form").set_all(FILLED).set_all(&[("credential", "cpc")]);
    form.set_all(changed).press(button).expect(303)
}

#[test]
fn what_everybody_may_look_at() {
    let world = World::on(Kind::Sqlite);
    sample::top_up(&world.site, 60).expect("the sample is made");
    let hiring = advert::employer(&world.site, "Riverbend Health System");
    let id = publish(&world.site, &hiring, &content("Ambulatory Surgery Coder"));
    search::refresh(&world.site).expect("the index follows");
    let browser = world.browser();
    for (path, name) in [
        ("/", "front"),
        ("/jobs", "listing"),
        ("/jobs?credential=cpc,ccs&hires_in=OH", "listing-filtered"),
        ("/jobs?q=astronaut&software=epic&hires_in=WY", "listing-nothing"),
        ("/jobs?role=inpatient-codr&near=Springfield&pay_floor=lots", "listing-dropped"),
        ("/jobs?page=3", "listing-last"),
        ("/employers", "employers"),
        ("/employers?q=nobody", "employers-nobody"),
        ("/about", "about"),
    ] {
        browser.inspect(path, name);
    }
    browser.goto("/jobs");
    browser.click_through("article[data-posting] h2 a");
    let path = browser.path();
    browser.inspect(&path, "posting");
    browser.click_through("article[data-posting] a[href^='/employers/']");
    let path = browser.path();
    browser.inspect(&path, "employer");
    browser.inspect(&format!("/jobs/{id}/report"), "report");
    browser.click_through("main form .button");
    browser.inspect_shown("report-errors");
    advert::close(&world.site, &hiring, id);
    browser.inspect(&format!("/jobs/{id}"), "posting-closed");
}

#[test]
fn what_leads_in() {
    let world = World::on(Kind::Sqlite);
    let browser = world.browser();
    for page in ["sign-in", "register", "reset"] {
        browser.inspect(&format!("/{page}"), page);
        browser.click_through("main form .button");
        browser.inspect_shown(&format!("{page}-errors"));
    }
    browser.goto("/register");
    browser.fill("#name", "Dana Reyes");
    browser.fill("#email", DANA);
    browser.fill("#password", crate::support::PASSWORD);
    browser.click_through("main form .button");
    browser.inspect_shown("register-sent");
    world.work();
    let link = world.link_in(&world.mail_to(DANA));
    browser.inspect(&link, "verify");
}

#[test]
fn what_fits_and_what_is_kept() {
    let world = World::on(Kind::Sqlite);
    sample::top_up(&world.site, 60).expect("the sample is made");
    let hiring = advert::employer(&world.site, "Riverbend Health System");
    let fitting = publish(&world.site, &hiring, &content("Ambulatory Surgery Coder"));
    let lacking = publish(&world.site, &hiring, &content("Emergency Coder"));
    search::refresh(&world.site).expect("the index follows");
    let browser = world.browser();
    browser.inspect("/fit", "fit");
    browser.click_through("main form .button");
    browser.inspect_shown("fit-errors");
    browser.inspect("/jobs?meets=yes", "listing-needs-fit");
    browser.fill("#place", "Ohio");
    browser.click("[name=credential][value=cpc]");
    browser.click_through("main .form .button");
    assert_eq!(browser.path(), "/jobs?meets=yes");
    browser.inspect_shown("listing-meets");
    for (path, name) in [
        ("/", "front-fit"),
        ("/jobs", "listing-fit"),
        ("/jobs?meets=yes#filters", "filters-fit"),
        (&format!("/jobs/{fitting}-ambulatory-surgery-coder"), "posting-fit"),
    ] {
        browser.inspect(path, name);
    }
    world.account("ada@home.example");
    browser.goto("/sign-in");
    sign_in(&browser, "ada@home.example");
    browser.inspect("/saved", "saved-empty");
    browser.goto("/jobs");
    let save = format!("#job-{fitting} [data-save]");
    browser.click(&save);
    assert!(browser.text(&format!("{save}[aria-pressed=true]")).starts_with("Saved"));
    assert_eq!(browser.path(), "/jobs", "saving stays where it is");
    browser.click_through(&format!("#job-{lacking} [formaction$=hidden]"));
    browser.inspect_shown("listing-hidden");
    browser.inspect("/saved", "saved");
    advert::close(&world.site, &hiring, fitting);
    browser.inspect("/saved", "saved-ended");
    let employer = format!("/employers/{}-riverbend-health-system", hiring.employer);
    browser.goto(&employer);
    browser.click_through(".employer-keeps button");
    browser.inspect_shown("employer-hidden");
}

#[test]
fn what_employers_work_with() {
    let world = World::on(Kind::Sqlite);
    let employer = desk(&world, Standing::Approved);
    let home = format!("/hire/employers/{employer}");
    let browser = signed_in(&world, DANA);
    browser.inspect(&home, "desk-empty");
    browser.inspect("/hire/employers/new", "new-employer");
    browser.click_through("main form .button");
    browser.inspect_shown("new-employer-errors");
    browser.inspect(&format!("{home}/edit"), "edit-employer");
    browser.inspect(&format!("{home}/postings/blank"), "form-blank");
    browser.click_through("button[value=preview]");
    browser.inspect_shown("form-errors");
    browser.inspect(&format!("{home}/postings/new"), "start");
    browser.fill("#text", AD);
    browser.click_through("form[action$=from-text] .button");
    browser.inspect_shown("form-from-text");

    let sent = write(&world, employer, &[], "Preview");
    let preview = sent.location();
    browser.inspect(&preview, "preview");
    let posting = preview.trim_end_matches("/preview");
    browser.goto(&preview);
    browser.click_through(".preview-bar button");
    write(&world, employer, &[("title", "$60K!! CODER")], "Save draft");
    browser.inspect(&home, "desk");
    browser.inspect(&format!("{posting}/closure"), "close");
    browser.goto(posting);
    browser.fill("#title", "Ambulatory Surgery Coder");
    browser.fill("#pay_max", "36");
    browser.click_through("button[value=preview]");
    browser.inspect(&format!("{posting}/history"), "history");
    browser.goto(posting);
    write_behind(&world, posting);
    browser.fill("#title", "Surgery Coder");
    browser.click_through("button[value=preview]");
    browser.inspect_shown("form-conflict");
}

/// Somebody else saves first.
fn write_behind(world: &World, posting: &str) {
    let page = world.sign_in(DANA).get(posting).expect(200);
    page.form("main form").set("title", "Day Surgery Coder").press("Save changes").expect(303);
}

#[test]
fn what_administrators_decide_on() {
    let world = World::on(Kind::Sqlite);
    drop(world.administrator(ROOT));
    let employer = desk(&world, Standing::New);
    let id = write(&world, employer, &[], "Preview").location();
    let id = id.split('/').nth(3).expect("a number");
    world.sign_in(DANA).post(&format!("/hire/postings/{id}/publication"), &[("", ""); 0]);
    let hiring = advert::employer(&world.site, "Lakeshore Health System");
    let live = publish(&world.site, &hiring, &content("Emergency Coder"));
    let report = world.client().get(&format!("/jobs/{live}/report")).expect(200);
    let reason = report.attr("[name=reason]", "value");
    let said = [("reason", reason.as_str()), ("text", "They asked me to pay for training.")];
    report.fill("main form", &said);

    let browser = signed_in(&world, ROOT);
    browser.inspect("/admin", "queue");
    browser.inspect(&format!("/admin/postings/{id}"), "review-posting");
    browser.click_through("form[action$=return] .button");
    browser.inspect_shown("review-posting-errors");
    browser.inspect(&format!("/admin/employers/{employer}"), "review-employer");
    browser.inspect("/admin/reports", "reports");
    browser.goto("/admin");
    browser.click_through("tr[data-posting] .button");
    browser.inspect("/admin", "queue-empty");
}

#[test]
fn what_a_coder_says_of_themselves() {
    let world = World::on(Kind::Sqlite);
    drop(world.person(CLEO));
    let browser = signed_in(&world, CLEO);
    browser.inspect("/profile", "profile-first");
    browser.click_through(".form-end .button");
    browser.inspect_shown("profile-errors");

    let client = world.sign_in(CLEO);
    let rows = client.get("/profile").form(PROFILE).press("Add another credential").expect(200);
    let said = [
        ("zip", "43215"),
        ("consent", "yes"),
        ("credential", "cpc"),
        ("credential", "rhit"),
        ("standing", "held"),
        ("standing", "eligible"),
        ("issued", "2020-05-31"),
        ("issued", ""),
        ("number", "01234542"),
        ("number", ""),
        ("experience_band", "5-10"),
        ("moves_to", "KY"),
        ("moves_to", "IN"),
        ("arrangements", "remote-us"),
        ("pay_floor", "28.50"),
        ("contact", "phone"),
        ("phone", "614-555-0123"),
    ];
    let stale = rows.form(PROFILE).set_all(&said).submit().expect(303).follow();
    let resume = stale.form("form[action='/profile/resume']");
    let file = document::docx("Cleo Ortiz, CPC. Eight years of inpatient coding.");
    resume.attach("resume", "Cleo Ortiz résumé.docx", file).submit().expect(303);
    browser.inspect("/profile?done=saved", "profile");
    browser
        .execute("for (const fold of document.querySelectorAll('details.pick')) fold.open = true;");
    browser.inspect_shown("profile-open");
    let elsewhere = world.sign_in(CLEO).get("/profile").expect(200);
    elsewhere.fill(PROFILE, &[("zip", "10001"), ("pay_floor", "31")]).expect(303);
    browser.click_through(".form-end .button");
    browser.inspect_shown("profile-conflict");
    browser.inspect("/profile/deletion", "profile-deletion");
}

#[test]
fn what_administrators_see_of_mail() {
    let world = World::on(Kind::Sqlite);
    drop(world.administrator(ROOT));
    let now = world.now();
    let write = |conn: &mut Conn| {
        for (to, kind) in [
            ("ada@home.example", MailKind::PasswordChanged),
            (
                "a-rather-long-address-of-somebody@mail.department.hospital.example",
                MailKind::ResetPassword,
            ),
            ("cleo@home.example", MailKind::PasswordChanged),
        ] {
            outbox::post(conn, now, to, kind, &())?;
        }
        let letters: Vec<i64> = table::table.select(table::id).order(table::id.asc()).load(conn)?;
        let words = "550 5.7.1 Message rejected: see https://mail.example/policies/a-rather-long-address-of-a-page";
        diesel::update(table::table.filter(table::id.eq(letters[letters.len() - 3])))
            .set((
                table::stage.eq(outbox::Stage::Failed),
                table::reply.eq(words),
                table::attempts.eq(4),
                table::finished_at.eq(Some(now)),
            ))
            .execute(conn)?;
        suppression::add(
            conn,
            now,
            "gone@home.example",
            "550 5.1.1 The email account that you tried to reach does not exist",
        )?;
        Ok(letters)
    };
    let letters = world.site.db.write_now(write).expect("they are written");
    let browser = signed_in(&world, ROOT);
    browser.inspect("/admin/mail", "mail");
    browser.inspect("/admin/mail?stage=dropped", "mail-nothing");
    let failed = letters[letters.len() - 3];
    browser.inspect(&format!("/admin/mail/{failed}"), "mail-letter");
    browser.inspect(&format!("/admin/mail/{}", failed + 1), "mail-letter-key");
    browser.inspect("/admin/suppressed", "mail-suppressed");
}

/// Rows are added in place, and say at once who issues what.
#[test]
fn a_coders_profile_by_mouse() {
    let world = World::on(Kind::Sqlite);
    drop(world.person(CLEO));
    let browser = signed_in(&world, CLEO);
    browser.goto("/profile");
    browser.fill("#zip", "43215");
    browser.fill("#credential-1", "ccs");
    assert!(browser.text("[data-rows=credentials]").contains("issued by AHIMA"));
    browser.click("[data-add=credentials]");
    browser.fill("#credential-2", "cpc");
    browser.click("#consent");
    browser.click_through(".form-end .button");
    assert_eq!(browser.path(), "/profile?done=saved");
    assert!(browser.text(".wallet").contains("issued by AAPC"));
    assert!(browser.has("#credential-3") && !browser.has("#credential-4"));
}
