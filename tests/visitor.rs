//! The visitors tests send, tried on a small site of their own: a test that looks at the wrong
//! thing proves nothing.

use actix_web::{App, HttpResponse, HttpServer, web};
use careercenter::mail::{Letter, Outcome};
use url::Url;

use crate::support::{Browser, Client, Form, Kind, OnBoth, Page, Scheme, World};

const FORM: &str = r#"<!doctype html><html lang="en"><head><title>A form</title></head><body><main>
<h1>A <em>form</em></h1><p class="note">one</p><p class="note" id="two">two</p>
<form id="f" method="post" action="/echo?kept=1">
 <input type="hidden" name="token" value="t&amp;1">
 <label>Name <input name="name" value="Ada"></label>
 <label>Off <input name="off" value="x" disabled></label>
 <label>One <input type="checkbox" name="box" value="1" checked></label>
 <label>Two <input type="checkbox" name="box" value="2"></label>
 <label>Plain <input type="checkbox" name="plain"></label>
 <label>R1 <input type="radio" name="radio" value="a"></label>
 <label>R2 <input type="radio" name="radio" value="b" checked></label>
 <label>First <select name="first"><option value="1">One</option><option>Two</option></select></label>
 <label>Chosen <select name="chosen"><option value="x">X</option><option selected>y</option></select></label>
 <label>Many <select name="many" multiple><option>x</option></select></label>
 <label>Text <textarea name="text">
 two
lines</textarea></label>
 <button name="do" value="save">Save</button>
 <button name="do" value="drop" formaction="/other">Drop  it</button>
 <button type="button" name="no" value="no">Nothing</button>
</form>
<label>Outside <input form="f" name="outside" value="o"></label>
<form id="g" action="/echo"><label>Q <input name="q" value="a b"></label></form>
<a class="on" href="/away">On</a></main></body></html>"#;

/// The small site; it serves as long as the tests run.
fn site() -> Url {
    let (tell, told) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        actix_web::rt::System::new().block_on(async move {
            let page = |html: String| HttpResponse::Ok().content_type("text/html").body(html);
            let echo = move |request: actix_web::HttpRequest, body: String| async move {
                let asked = format!("{} {}", request.method(), request.uri());
                let from = request.headers().get("sec-fetch-site").cloned();
                let asked = asked.replace('&', "&amp;");
                let body = body.replace('&', "&amp;");
                page(format!("<h1>{asked}</h1><pre>{body}</pre><i>{from:?}</i>"))
            };
            let server = HttpServer::new(move || {
                let away = || async {
                    let cookie = actix_web::cookie::Cookie::new("seen", "1");
                    HttpResponse::SeeOther()
                        .cookie(cookie)
                        .insert_header(("location", "/form?back=1"))
                        .finish()
                };
                App::new()
                    .route("/form", web::get().to(move || async move { page(FORM.to_owned()) }))
                    .route("/away", web::get().to(away))
                    .default_service(web::to(echo))
            });
            let server = server.workers(1).disable_signals().bind("127.0.0.1:0").expect("a port");
            tell.send(server.addrs()[0]).expect("the test waits");
            server.run().await
        })
    });
    let address = told.recv().expect("the small site starts");
    Url::parse(&format!("http://{address}")).expect("an address")
}

fn form_page() -> Page {
    Client::new(&site()).get("/form").expect(200)
}

#[test]
fn a_page_is_asked_by_selectors() {
    let page = form_page();
    assert_eq!(page.text("h1"), "A form");
    assert_eq!(page.all(".note"), ["one", "two"]);
    assert_eq!(page.attrs(".note", "id"), ["two"]);
    assert_eq!((page.count(".note"), page.has("h2"), page.says("A form")), (2, false, true));
    assert!(page.header("content-type").is_some_and(|kind| kind.starts_with("text/html")));
    let away = page.click("a.on").expect(303);
    assert_eq!((away.location().as_str(), away.path().as_str()), ("/form?back=1", "/away"));
    assert_eq!(away.follow_all().path(), "/form?back=1");
    assert_eq!(page.client.visit("/away").path(), "/form?back=1");
}

#[test]
fn a_form_sends_all_it_shows() {
    let page = form_page();
    let form: Form<'_> = page.form("#f");
    assert_eq!((form.value("name"), form.value("plain")), (Some("Ada"), None));
    let answer = form.submit();
    assert_eq!(answer.text("h1"), "POST /echo?kept=1");
    let sent =
        "token=t%261&name=Ada&box=1&radio=b&first=1&chosen=y&text=+two%0Alines&outside=o&do=save";
    assert_eq!(answer.text("pre"), sent);
    assert!(answer.text("i").contains("same-origin"), "{}", answer.shown());
}

#[test]
fn a_form_sends_what_is_changed() {
    let page = form_page();
    let form = page.form("#f").set_all(&[("box", "2"), ("box", "3"), ("many", "x")]);
    let answer = form.set("name", "Grace").clear("text").press("Drop it");
    assert_eq!(answer.text("h1"), "POST /other");
    let sent =
        "token=t%261&radio=b&first=1&chosen=y&outside=o&box=2&box=3&many=x&name=Grace&do=drop";
    assert_eq!(answer.text("pre"), sent);
    assert_eq!(page.fill("#g", &[("q", "c&d")]).text("h1"), "GET /echo?q=c%26d");
}

#[test]
#[should_panic(expected = "the form has no nmae")]
fn a_misspelt_field_is_a_mistake_of_the_test() {
    form_page().form("#f").set("nmae", "Ada");
}

#[test]
fn a_browser_fills_in_and_sends() {
    let browser = Browser::start(&site());
    browser.goto("/form");
    assert_eq!((browser.text("h1").as_str(), browser.has("h2")), ("A form", false));
    browser.fill("[name=name]", "Grace");
    browser.fill("[name=chosen]", "x");
    browser.click("[name=plain]");
    browser.click_through("[value=drop]");
    assert_eq!(browser.path(), "/other");
    assert!(browser.text("pre").contains("name=Grace&box=1&plain=on&radio=b&first=1&chosen=x"));
}

#[test]
fn a_browser_has_the_size_and_colours_it_is_given() {
    let browser = Browser::start(&site());
    browser.goto("/form");
    for (width, scheme, dark) in [(390, Scheme::Dark, true), (1280, Scheme::Light, false)] {
        browser.set_size(width, 800);
        browser.prefer(scheme);
        assert_eq!(browser.execute("return window.innerWidth"), width);
        let asked = "return matchMedia('(prefers-color-scheme: dark)').matches";
        assert_eq!(browser.execute(asked), dark);
    }
    browser.axe();
}

#[test]
#[should_panic(expected = "is not accessible")]
fn axe_sees_what_is_wrong() {
    let browser = Browser::start(&site());
    browser.goto("/form");
    browser.execute("document.documentElement.removeAttribute('lang')");
    browser.axe();
}

#[test]
fn letters_are_found_by_their_address() {
    let world = World::on(Kind::Sqlite);
    let base = world.site.config.base_url.as_str();
    for number in 1..=2 {
        let letter = Letter {
            to: "ada@example.org".into(),
            subject: format!("Letter {number}"),
            text: format!("Hello. Look here:\n{base}verify?token={number}\n"),
            html: String::new(),
            list: None,
            at: world.now(),
            message_id: format!("<{number}@localhost>"),
        };
        assert!(matches!(world.site.mailer.send(&letter), Outcome::Sent(_)));
    }
    assert_eq!(world.mails().len(), 2);
    assert_eq!(world.link_in(&world.mail_to("ada@example.org")), "/verify?token=2");
    let before = world.now();
    world.advance(chrono::TimeDelta::hours(1));
    assert_eq!(world.now().since(before), chrono::TimeDelta::hours(1));
}
