//! Applying without an account: the letter, the button behind it, and everything that goes wrong.

use careercenter::accounts::{Account, Email};
use careercenter::applications::Stage;
use careercenter::mail::Letter;
use careercenter::schema::{account, session};
use chrono::TimeDelta;
use diesel::prelude::*;

use super::{CLEO, FORM, coder, named, opening, resume, said, send, send_as_guest, sent, waiting};
use crate::support::advert;
use crate::support::{Client, PASSWORD, Page, World};

/// The link of the last letter to a guest.
fn link(world: &World, email: &str) -> String {
    world.work();
    let all = world.mails();
    let asked = |mail: &&Letter| mail.to == email && mail.subject.starts_with("Send");
    let last = all.iter().rfind(asked);
    world.link_in(last.unwrap_or_else(|| panic!("no letter to {email} asks for an answer")))
}

fn press(page: &Page) -> Page {
    page.form("main form").submit()
}

fn sessions(world: &World) -> i64 {
    let count = |conn: &mut _| Ok(session::table.count().get_result(conn)?);
    world.site.db.read_now(count).expect("counted")
}

fn account_of(world: &World, email: &str) -> Option<Account> {
    let email = Email::parse(email).expect("an address");
    world.site.db.read_now(|conn| Account::by_email(conn, &email)).expect("read")
}

fn is_signed_in(client: &Client) -> bool {
    client.get("/applications").status == 200
}

on_both! {
    fn a_guest_applies_confirms_and_follows(world: World) {
        let (_, posting) = opening(&world);
        let guest = world.client();
        let told = guest.get("/fit").expect(200);
        told.form(FORM).set_all(&[("place", "ohio"), ("credential", "cpc")]).submit().expect(303);
        let asked = send_as_guest(&guest, posting, " Cleo@Home.Example ").expect(200);
        assert!(asked.says(CLEO) && asked.says("check your mail"), "{}", asked.shown());
        assert_eq!((sent(&world), waiting(&world)), (0, 1), "the employer sees nothing yet");
        assert!(account_of(&world, CLEO).is_none());
        let path = link(&world, CLEO);
        let letter = world.mail_to(CLEO);
        assert!(!letter.text.contains("Epic") && !letter.text.contains("Cleo"), "{}", letter.text);
        // Opening the link does nothing by itself: mail scanners open links.
        let other = world.client();
        let page = other.get(&path).expect(200);
        assert_eq!((sent(&world), sessions(&world)), (0, 0));
        for words in ["Cleo Marsh", CLEO, "cleo.docx", "I know Epic.", "CPC Certified Professional Coder, AAPC", "Ohio", "Riverbend Health"] {
            assert!(page.says(words), "{words}: {}", page.shown());
        }
        let landed = press(&page).expect(303);
        assert!(landed.header("set-cookie").expect("a session").contains("HttpOnly"));
        let timeline = landed.follow().expect(200);
        assert!(timeline.says("You applied.") && timeline.has(".no-password"), "{}", timeline.shown());
        assert_eq!(timeline.click(".sheet a").expect(200).body, resume());
        let application = named(&world, &landed.location());
        assert_eq!((&*application.name, &*application.email), ("Cleo Marsh", CLEO));
        let kept = said(&world, &application);
        assert_eq!(kept.profile.expect("a profile").credentials[0].short, "CPC");
        assert_eq!((sent(&world), waiting(&world)), (1, 0));
        assert!(world.client().get(&path).expect(410).says("sent already"));
        press(&page).expect(410);
        assert!(!is_signed_in(&guest), "only who has the letter is signed in");

        // A password is chosen by a letter, and opens the account.
        timeline.form(".no-password").submit().expect(200);
        world.work();
        let letters = world.mails();
        let letter = letters.iter().rfind(|mail| mail.subject.contains("password"));
        let choosing = world.link_in(letter.expect("a letter about a password"));
        let choosing = other.get(&choosing).expect(200);
        choosing.fill("main form", &[("password", PASSWORD)]).expect(200);
        let back = world.sign_in(CLEO).get("/applications").expect(200);
        assert_eq!(back.all("[data-application] h2"), ["Outpatient Coder"]);
        assert!(!back.click("[data-application] a").has(".no-password"));
    }

    fn nobody_signs_in_without_a_password(world: World) {
        let (_, posting) = opening(&world);
        send_as_guest(&world.client(), posting, CLEO).expect(200);
        press(&world.client().get(&link(&world, CLEO)).expect(200)).expect(303);
        for password in ["", " ", PASSWORD] {
            let form = world.client().get("/sign-in").expect(200);
            form.fill("main form", &[("email", CLEO), ("password", password)]).expect(422);
        }
    }

    fn known_and_unknown_addresses_get_the_same_answer(world: World) {
        let (_, posting) = opening(&world);
        let cleo = coder(&world, CLEO);
        send(&cleo, posting).expect(303);
        let answer = |email: &str| {
            let page = send_as_guest(&world.client(), posting, email);
            (page.status, page.text("main").replace(email, "(address)"))
        };
        assert_eq!(answer(CLEO), answer("nobody@home.example"));
        world.work();
        let letters = |email: &str| {
            let all = world.mails();
            let to = all.iter().filter(|mail| mail.to == email && mail.subject.starts_with("Send"));
            to.count()
        };
        assert_eq!((letters(CLEO), letters("nobody@home.example")), (1, 1));
        // Whoever reads the mailbox learns that the address has applied; a second one is not sent.
        let page = press(&world.client().get(&link(&world, CLEO)).expect(200)).expect(200);
        assert!(page.says("had applied before"), "{}", page.shown());
        assert_eq!(sent(&world), 1);
    }

    fn an_account_that_was_there_gets_the_application_and_nobody_a_session(world: World) {
        let (_, posting) = opening(&world);
        world.account(CLEO);
        send_as_guest(&world.client(), posting, CLEO).expect(200);
        let browser = world.client();
        let page = press(&browser.get(&link(&world, CLEO)).expect(200)).expect(200);
        assert!(page.says("sign in to follow it"), "{}", page.shown());
        assert!(!is_signed_in(&browser));
        assert_eq!(sessions(&world), 0);
        let cleo = world.sign_in(CLEO);
        let follow = page.attr("main a.button", "href");
        let landed = browser.get(&follow).expect(200);
        let landed = landed.fill("main form", &[("email", CLEO), ("password", PASSWORD)]);
        assert!(landed.expect(303).follow().expect(200).says("You applied."));
        assert_eq!(cleo.get("/applications").expect(200).count("[data-application]"), 1);
    }

    fn whoever_registered_the_address_before_gets_nothing(world: World) {
        let (_, posting) = opening(&world);
        let intruder = world.client();
        let form = intruder.get("/register").expect(200);
        let fields = [("name", "Mallory"), ("email", CLEO), ("password", "an intruder chose this one")];
        form.fill("main form", &fields).expect(200);
        world.work();
        let theirs = world.link_in(&world.mail_to(CLEO));
        send_as_guest(&world.client(), posting, CLEO).expect(200);
        let browser = world.client();
        press(&browser.get(&link(&world, CLEO)).expect(200)).expect(303);
        assert!(is_signed_in(&browser));
        assert_eq!(account_of(&world, CLEO).expect("theirs").name, "Cleo Marsh");
        let form = intruder.get("/sign-in").expect(200);
        form.fill("main form", &fields[1..]).expect(422);
        assert!(intruder.get(&theirs).expect(200).says("done before"));
    }

    fn an_administrators_address_is_not_taken_over(world: World) {
        let (_, posting) = opening(&world);
        careercenter::accounts::admin::create(&world.site, CLEO).expect("a link");
        send_as_guest(&world.client(), posting, CLEO).expect(200);
        let browser = world.client();
        press(&browser.get(&link(&world, CLEO)).expect(200)).expect(200);
        assert!(!is_signed_in(&browser));
        let known = account_of(&world, CLEO).expect("an account");
        assert!(known.administrator && known.verified_at.is_none());
    }

    fn somebody_else_who_is_signed_in_stays_who_they_are(world: World) {
        let (_, posting) = opening(&world);
        let sam = world.person("sam@home.example");
        send_as_guest(&world.client(), posting, CLEO).expect(200);
        let page = press(&sam.get(&link(&world, CLEO)).expect(200)).expect(200);
        assert!(page.says("has your application"), "{}", page.shown());
        assert!(sam.get("/hire").expect(200).text(".who").contains("sam"));
        assert_eq!(sam.get("/applications").expect(200).count("[data-application]"), 0);
    }

    fn links_run_out_and_cannot_be_forged(world: World) {
        let (_, posting) = opening(&world);
        send_as_guest(&world.client(), posting, CLEO).expect(200);
        let path = link(&world, CLEO);
        let client = world.client();
        let page = client.get(&path).expect(200);
        let token = path.split_once("token=").expect("a token").1;
        for forged in ["", "1", "1.", "1.00ff", &format!("{token}0"), &token.replacen('1', "2", 1), "%FF.%00", "9e9.é"] {
            assert_eq!(client.get(&format!("/applications/confirmation?token={forged}")).status, 404, "{forged}");
        }
        client.get(&format!("/verify?token={token}")).expect(404);
        client.get(&format!("/new-password?token={token}")).expect(404);
        let bare = client.post("/applications/confirmation", &[("token", token)]);
        bare.expect(403);
        world.advance(TimeDelta::days(7));
        for answer in [client.get(&path), press(&page)] {
            assert!(answer.expect(410).says("no longer works"));
        }
        assert_eq!(sent(&world), 0);
        world.work();
        assert_eq!(waiting(&world), 0, "what nobody answered is erased");
        world.advance(TimeDelta::days(31));
        world.work();
        client.get(&path).expect(404);
    }

    fn many_presses_at_once_are_one_application(world: World) {
        let (_, posting) = opening(&world);
        send_as_guest(&world.client(), posting, CLEO).expect(200);
        let path = link(&world, CLEO);
        let base = &world.site.config.base_url;
        // Every page is open before the first press: afterwards the link shows something else.
        let all_open = std::sync::Barrier::new(8);
        let answers: Vec<u16> = std::thread::scope(|threads| {
            let one = || {
                let page = Client::new(base).get(&path).expect(200);
                all_open.wait();
                press(&page).status
            };
            let running: Vec<_> = (0..8).map(|_| threads.spawn(one)).collect();
            running.into_iter().map(|one| one.join().expect("answered")).collect()
        });
        assert_eq!(answers.iter().filter(|status| **status == 303).count(), 1, "{answers:?}");
        assert!(answers.iter().all(|status| matches!(status, 303 | 410)), "{answers:?}");
        assert_eq!(sent(&world), 1);
        let accounts = |conn: &mut _| {
            Ok(account::table.filter(account::email.eq(CLEO)).count().get_result::<i64>(conn)?)
        };
        assert_eq!(world.site.db.read_now(accounts).expect("counted"), 1);
    }

    fn two_letters_are_one_application(world: World) {
        let (_, posting) = opening(&world);
        send_as_guest(&world.client(), posting, CLEO).expect(200);
        let first = link(&world, CLEO);
        send_as_guest(&world.client(), posting, CLEO).expect(200);
        let second = link(&world, CLEO);
        let browser = world.client();
        press(&browser.get(&second).expect(200)).expect(303);
        let landed = press(&browser.get(&first).expect(200)).expect(303);
        assert_eq!(named(&world, &landed.location()).stage, Stage::New);
        assert_eq!(sent(&world), 1);
    }

    fn a_job_that_ends_before_the_answer_takes_nothing(world: World) {
        let (hiring, posting) = opening(&world);
        send_as_guest(&world.client(), posting, CLEO).expect(200);
        let path = link(&world, CLEO);
        let page = world.client().get(&path).expect(200);
        advert::close(&world.site, &hiring, posting);
        for answer in [press(&page), world.client().get(&path)] {
            let answer = answer.expect(409);
            assert!(answer.says("has ended before") && answer.says("I know Epic."), "{}", answer.shown());
        }
        assert_eq!(sent(&world), 0);
        assert!(account_of(&world, CLEO).is_none(), "nothing was made for nothing");
    }

    fn a_mailbox_is_not_flooded_and_nothing_is_lost(world: World) {
        let (_, posting) = opening(&world);
        for _ in 0..3 {
            send_as_guest(&world.client(), posting, CLEO).expect(200);
        }
        let refused = send_as_guest(&world.client(), posting, CLEO).expect(429);
        assert!(refused.header("retry-after").is_some());
        assert_eq!(refused.text("#note"), "I know Epic.");
        assert!(refused.says("cleo.docx is kept"), "{}", refused.shown());
        world.work();
        assert_eq!(world.mails().len(), 3);
        world.advance(TimeDelta::minutes(21));
        refused.form(FORM).submit().expect(200);
    }

    fn names_and_addresses_stay_on_their_line(world: World) {
        let (_, posting) = opening(&world);
        let client = world.client();
        let page = client.get(&format!("/jobs/{posting}/apply")).expect(200);
        let filled = |name: &str, email: &str| {
            let fields = [("name", name), ("email", email), ("answer_0", "yes")];
            page.form(FORM).set_all(&fields).attach("resume", "cv\r\nX: y.docx", resume()).submit()
        };
        for email in ["dana@@home", "", "a@home.example\r\nBcc: all@example.com", "<b>"] {
            let refused = filled("Cleo", email).expect(422);
            assert!(refused.has("#email-error"), "{email}: {}", refused.shown());
        }
        filled("Cleo\r\nBcc: all@example.com", CLEO).expect(200);
        let landed = press(&client.get(&link(&world, CLEO)).expect(200)).expect(303);
        assert_eq!(named(&world, &landed.location()).name, "Cleo Bcc: all@example.com");
        world.work();
        for letter in world.mails() {
            assert!(letter.to == CLEO && !letter.subject.contains('\n'), "{letter:?}");
        }
    }
}
