//! Which postings reach an alert: just what the search would show, each opening once.

use careercenter::accounts::AccountId;
use careercenter::alerts::{self, Change, Frequency};
use careercenter::eligibility::{Fit, Held, Holding};
use careercenter::postings::{Content, PostingId};
use careercenter::schema::{held_credential, hidden_employer, hidden_posting, profile};
use careercenter::vocabulary::State;
use chrono::TimeDelta;
use diesel::prelude::*;

use super::{Board, CLEO, GUS};
use crate::support::World;
use crate::support::advert;

const NOTHING: [[PostingId; 1]; 0] = [];

/// Somebody in a state who holds a CPC, or nothing.
fn fit(state: &str, cpc: bool) -> Fit {
    let held = Holding { credential: "cpc".to_owned(), held: Held::Held };
    Fit {
        home: State::parse(state),
        credentials: Some(Vec::from_iter(cpc.then_some(held))),
        ..Fit::default()
    }
}

impl Board {
    /// A profile that lives at a ZIP code and holds a CPC.
    fn profile(&self, who: AccountId, zip: &str, state: &str) {
        let now = self.world.now();
        self.write(|conn| {
            let row = (
                profile::account_id.eq(who.0),
                profile::zip.eq(zip),
                profile::state.eq(state),
                profile::contact.eq("email"),
                profile::credentials_said.eq(true),
                profile::consented_at.eq(now),
                profile::keep_until.eq(now.plus(TimeDelta::days(700)).date()),
                profile::created_at.eq(now),
                profile::updated_at.eq(now),
            );
            diesel::insert_into(profile::table).values(row).execute(conn)?;
            let held = (
                held_credential::account_id.eq(who.0),
                held_credential::credential.eq("cpc"),
                held_credential::standing.eq("held"),
            );
            Ok(diesel::insert_into(held_credential::table).values(held).execute(conn)?)
        });
    }
}

on_both! {
    fn each_opening_of_a_posting_is_new_once(world: World) {
        let board = Board::of(world);
        let before = board.publish("Surgery Coder");
        board.work();
        board.subscribe(board.cleo, "q=surgery", Frequency::Instant);
        board.edit(before, &advert::content("Surgery Coder II"));
        board.work();
        assert_eq!(board.told(CLEO), NOTHING, "it was there before, and an edit is not new");

        let new = board.publish("Surgery Coder III");
        board.work();
        assert_eq!(board.told(CLEO), [[new]]);
        board.edit(new, &advert::content("Surgery Coder IV"));
        board.after(TimeDelta::hours(2));
        assert_eq!(board.told(CLEO), [[new]]);

        for rounds in 2..4 {
            board.close(new);
            board.work();
            board.reopen(new);
            board.edit(new, &advert::content("Surgery Coder V"));
            board.after(TimeDelta::hours(2));
            assert_eq!(board.told(CLEO), vec![[new]; rounds], "opened anew, it is new once");
            board.work();
            assert_eq!(board.told(CLEO).len(), rounds);
        }
    }

    fn an_edit_does_not_bring_a_posting_to_an_alert_it_did_not_fit(world: World) {
        let board = Board::of(world);
        board.subscribe(board.cleo, "q=cardiology", Frequency::Instant);
        let posting = board.publish("Surgery Coder");
        board.work();
        board.edit(posting, &advert::content("Cardiology Coder"));
        board.work();
        assert_eq!(board.told(CLEO), NOTHING);
    }

    fn an_alert_finds_what_its_search_finds(world: World) {
        let board = Board::of(world);
        for query in ["credential=ccs", "q=cardiology", "hires_in=NY", "pay_floor=40", "agency=yes"] {
            board.subscribe(board.cleo, query, Frequency::Instant);
        }
        board.publish("Surgery Coder");
        board.work();
        assert_eq!(board.told(CLEO), NOTHING);
        let all = ["", "credential=cpc", "q=surgery+query", "hires_in=OH&pay_floor=30", "posted=1"];
        let ids = all.map(|query| board.subscribe(board.cleo, query, Frequency::Instant));
        let posting = board.publish("Surgery Coder");
        board.work();
        assert_eq!(board.told(CLEO), [[posting]], "in one letter");
        let mailing = board.mailing().expect("a letter");
        assert_eq!(mailing.postings, [(posting, ids.to_vec())]);
        assert_eq!((mailing.email.as_str(), mailing.total), (CLEO, 1));
    }

    fn imported_postings_are_for_digests_alone(world: World) {
        let board = Board::of(world);
        board.subscribe(board.cleo, "", Frequency::Instant);
        board.guest(GUS, "", None, Frequency::Daily);
        let imported = advert::import(&board.world.site, "one", &advert::content("Federal Coder"));
        board.work();
        assert_eq!(board.letters(), []);
        board.after(TimeDelta::hours(24));
        assert_eq!(board.letters(), [(GUS.to_owned(), vec![imported])]);
    }

    fn what_somebody_has_hidden_does_not_reach_them(world: World) {
        let board = Board::of(world);
        board.subscribe(board.cleo, "", Frequency::Instant);
        board.guest(GUS, "", None, Frequency::Instant);
        let (hidden, now) = (board.publish("Surgery Coder"), board.world.now());
        let row = (
            hidden_posting::account_id.eq(board.cleo.0),
            hidden_posting::posting_id.eq(hidden.0),
            hidden_posting::hidden_at.eq(now),
        );
        board.write(|conn| Ok(diesel::insert_into(hidden_posting::table).values(row).execute(conn)?));
        board.work();
        assert_eq!(board.letters(), [(GUS.to_owned(), vec![hidden])]);
        let row = (
            hidden_employer::account_id.eq(board.cleo.0),
            hidden_employer::employer_id.eq(board.hiring.employer.0),
            hidden_employer::hidden_at.eq(now),
        );
        board.write(|conn| Ok(diesel::insert_into(hidden_employer::table).values(row).execute(conn)?));
        board.publish("Another Coder");
        board.after(TimeDelta::hours(2));
        assert_eq!((board.told(CLEO).len(), board.told(GUS).len()), (0, 2));
    }

    fn the_switches_ask_a_guests_word_or_an_accounts_profile(world: World) {
        let board = Board::of(world);
        let switches = "meets=yes&my_state=yes";
        board.subscribe(board.cleo, switches, Frequency::Instant);
        board.guest(GUS, switches, Some(fit("OH", true)), Frequency::Instant);
        board.guest("nora@home.example", switches, Some(fit("NY", true)), Frequency::Instant);
        board.guest("neil@home.example", switches, Some(fit("OH", false)), Frequency::Instant);
        let posting = board.publish("Surgery Coder");
        board.work();
        assert_eq!(board.letters(), [(GUS.to_owned(), vec![posting])], "no profile, nothing said");
        // The profile is asked as it is when something appears.
        board.profile(board.cleo, "43215", "OH");
        let posting = board.publish("Another Coder");
        board.after(TimeDelta::hours(1));
        assert_eq!(board.told(CLEO), [[posting]]);
        assert_eq!(board.letters().len(), 3);
        let needs_more = Content { requirements: Default::default(), arrangement: Some("on-site".into()), ..advert::content("Texas Coder") };
        let texas = Content {
            site: Some(careercenter::postings::SitePlace {
                city: "Austin".into(),
                state: State::parse("TX").expect("a state"),
                zip: "78701".into(),
            }),
            ..needs_more
        };
        board.publish_with(&texas);
        board.after(TimeDelta::hours(2));
        assert_eq!(board.letters().len(), 3, "nobody lives there");
    }

    fn what_appears_while_an_alert_rests_is_never_sent(world: World) {
        let board = Board::of(world);
        let id = board.subscribe(board.cleo, "", Frequency::Instant);
        let paused = |until| {
            let (alert, now) = (board.alert(id, CLEO), board.world.now());
            let change = Change { paused_until: until, ..Change::of(&alert) };
            board.write(|conn| alerts::change(conn, now, &alert, &change));
        };
        paused(Some(board.world.now().plus(TimeDelta::hours(3))));
        board.publish("Surgery Coder");
        board.after(TimeDelta::hours(1));
        board.after(TimeDelta::hours(3));
        assert_eq!((board.told(CLEO).len(), board.waiting()), (0, 0));
        let after = board.publish("Another Coder");
        board.work();
        assert_eq!(board.told(CLEO), [[after]], "a pause ends by itself");

        paused(Some(board.world.now().plus(TimeDelta::days(3))));
        board.publish("Third Coder");
        board.world.advance(TimeDelta::hours(2));
        paused(None);
        board.work();
        assert_eq!(board.told(CLEO).len(), 1, "broken off, it still rested when that appeared");
        let fourth = board.publish("Fourth Coder");
        board.work();
        assert_eq!(board.told(CLEO), [[after], [fourth]]);
    }

    fn ended_alerts_find_nothing(world: World) {
        let board = Board::of(world);
        let id = board.subscribe(board.cleo, "", Frequency::Daily);
        board.publish("Surgery Coder");
        board.work();
        assert_eq!(board.waiting(), 1);
        let (whose, now) = (board.subscriber(CLEO), board.world.now());
        assert_eq!(board.write(|conn| alerts::end(conn, now, whose, &[id])), 1);
        assert_eq!(board.waiting(), 1, "the end may be taken back");
        board.publish("Another Coder");
        board.after(TimeDelta::hours(30));
        assert_eq!((board.letters().len(), board.waiting()), (0, 0));
        assert_eq!(board.write(|conn| alerts::end_all(conn, now, whose)), 0, "twice is once");
    }
}
