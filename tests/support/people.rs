//! People a story needs, already there: it need not tell each time how they came in.

use careercenter::accounts::{self, Account, AccountId, Email};
use careercenter::employers::{Employer, EmployerId, MemberRole, NewEmployer, Standing};
use careercenter::schema::member;
use careercenter::vocabulary::geography;
use diesel::prelude::*;

use super::{Client, World, advert};

/// Everybody's password.
pub const PASSWORD: &str = "teal ledger harbor quince";

impl World {
    /// An account whose address is proved; its name is the part before the `@`.
    pub fn account(&self, email: &str) -> AccountId {
        self.account_with(email, false)
    }

    /// A browser somebody is signed in with.
    pub fn person(&self, email: &str) -> Client {
        self.account(email);
        self.sign_in(email)
    }

    /// A browser an administrator is signed in with.
    pub fn administrator(&self, email: &str) -> Client {
        self.account_with(email, true);
        self.sign_in(email)
    }

    /// A new browser, signed in with an account that exists.
    #[track_caller]
    pub fn sign_in(&self, email: &str) -> Client {
        let client = self.client();
        let form = client.get("/sign-in").expect(200);
        form.fill("main form", &[("email", email), ("password", PASSWORD)]).expect(303);
        client
    }

    /// An employer owned by an account: a small health system in Columbus, Ohio.
    pub fn employer(&self, owner: AccountId, name: &str) -> EmployerId {
        let new = NewEmployer {
            name: name.to_owned(),
            kind: "health-system".to_owned(),
            agency: false,
            website: "https://riverbend.example/".to_owned(),
            about: "Nine *surgery* centers.".to_owned(),
            home: geography().zip("43215").expect("Columbus is on the map"),
        };
        let now = self.now();
        let made = self.site.db.write_now(|conn| {
            let owner = Account::by_id(conn, owner)?;
            Employer::create(conn, now, &owner, &new)
        });
        made.expect("the employer is made")
    }

    /// An employer the board knows, owned by an account.
    pub fn known_employer(&self, owner: AccountId, name: &str) -> EmployerId {
        let id = self.employer(owner, name);
        let approve = |conn: &mut _| advert::stand(conn, id, Standing::Approved);
        self.site.db.write_now(approve).expect("the employer is known");
        id
    }

    /// A browser somebody new is signed in with who has a seat at an employer.
    pub fn seat(&self, employer: EmployerId, email: &str, role: MemberRole) -> Client {
        let (account, now) = (self.account(email), self.now());
        let row = (
            member::employer_id.eq(employer),
            member::account_id.eq(account),
            member::role.eq(role),
            member::created_at.eq(now),
        );
        let seated = self
            .site
            .db
            .write_now(|conn| Ok(diesel::insert_into(member::table).values(row).execute(conn)?));
        assert_eq!(seated.expect("a seat"), 1);
        self.sign_in(email)
    }

    fn account_with(&self, email: &str, administrator: bool) -> AccountId {
        let address = Email::parse(email).expect("a good address");
        let name = email.split('@').next().unwrap_or(email);
        let hash = accounts::hash_password(PASSWORD).expect("hashed");
        let now = self.now();
        let zone = chrono_tz::America::New_York;
        self.site
            .db
            .write_now(|conn| {
                accounts::create_verified(conn, now, &address, name, &hash, zone, administrator)
            })
            .expect("the account is made")
    }
}
