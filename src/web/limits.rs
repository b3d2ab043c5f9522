//! How often one address or one account may try something. Kept in memory: a restart forgives,
//! which costs an attacker more than it gives.

use std::num::NonZeroU32;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use governor::clock::{Clock as _, Reference};
use governor::middleware::NoOpMiddleware;
use governor::state::keyed::DashMapStateStore;
use governor::{Quota, RateLimiter};

use crate::clock::Clock;
use crate::error::{Error, Result};

/// What is limited, and to what.
#[derive(Clone, Copy, Debug)]
pub enum Limit {
    /// Tries to sign in to one account from one network address: 10 at once, then one a minute.
    SignInAccount,
    /// Tries to sign in to one account from anywhere: 300 at once, then one in 10 s. Wide, so
    /// that a stranger cannot lock somebody out, and narrow enough against many guessers.
    SignInAnywhere,
    /// Tries to sign in from one network address: 30 at once, then one in 10 s.
    SignInAddress,
    /// Mails asked for to one mailbox: 3 at once, then one in 20 minutes.
    MailTo,
    /// Forms that send mail, from one network address: 20 at once, then one in 3 minutes.
    MailFromAddress,
    /// Alerts asked for to one mailbox by guests, which is written to once a day at most: 10 at
    /// once, then one in 10 minutes.
    AlertTo,
    /// Invitations one person sends, for whatever employer: 20 at once, then one in 10 minutes.
    Invitation,
    /// Invitations to one mailbox, whoever sends them: 3 at once, then one an hour.
    InvitationTo,
    /// Reports from one network address: 5 at once, then one in 10 minutes.
    Report,
    /// What one account makes: employers, new postings, drafts from the text of an ad and copies
    /// together: 60 at once, then one a minute. Saving what is there is not counted.
    Write,
    /// Files from one network address: 60 at once, then one in 10 s.
    Upload,
    /// Files without an account from one network address: 10 at once, then one in 2 minutes.
    GuestUpload,
    /// Applications of one account: 150 at once, then one a minute.
    Apply,
    /// Applications of one account to one posting, anew after each withdrawal: 4 at once, then one
    /// in 6 hours.
    ApplyAgain,
    /// Moves of one member on one application and notes about it: 30 at once, then one a minute.
    Handle,
    /// Ways to an employer's own site that are counted, from one network address: 60 at once,
    /// then one in 10 s.
    Depart,
    /// Ways to one posting's site that are counted, from one network address: one a day.
    DepartAgain,
}

/// Tries between two looks for what can be forgotten.
const FORGET_EVERY: u64 = 10_000;

type Keyed = RateLimiter<String, DashMapStateStore<String>, WallClock, NoOpMiddleware<SinceEpoch>>;

pub struct Limits {
    sign_in_account: Keyed,
    sign_in_anywhere: Keyed,
    sign_in_address: Keyed,
    mail_to: Keyed,
    mail_from_address: Keyed,
    alert_to: Keyed,
    invitation: Keyed,
    invitation_to: Keyed,
    report: Keyed,
    write: Keyed,
    upload: Keyed,
    guest_upload: Keyed,
    apply: Keyed,
    apply_again: Keyed,
    handle: Keyed,
    depart: Keyed,
    depart_again: Keyed,
    clock: WallClock,
    checks: AtomicU64,
}

impl Limits {
    pub fn new(clock: Clock) -> Limits {
        let clock = WallClock(clock);
        let keyed = |burst: u32, refill: Duration| {
            let burst = NonZeroU32::new(burst).unwrap_or(NonZeroU32::MIN);
            let quota =
                Quota::with_period(refill).unwrap_or(Quota::per_hour(burst)).allow_burst(burst);
            RateLimiter::<_, _, _, NoOpMiddleware<SinceEpoch>>::new(
                quota,
                DashMapStateStore::default(),
                clock.clone(),
            )
        };
        Limits {
            sign_in_account: keyed(10, Duration::from_secs(60)),
            sign_in_anywhere: keyed(300, Duration::from_secs(10)),
            sign_in_address: keyed(30, Duration::from_secs(10)),
            mail_to: keyed(3, Duration::from_secs(20 * 60)),
            mail_from_address: keyed(20, Duration::from_secs(3 * 60)),
            alert_to: keyed(10, Duration::from_secs(10 * 60)),
            invitation: keyed(20, Duration::from_secs(10 * 60)),
            invitation_to: keyed(3, Duration::from_secs(60 * 60)),
            report: keyed(5, Duration::from_secs(10 * 60)),
            write: keyed(60, Duration::from_secs(60)),
            upload: keyed(60, Duration::from_secs(10)),
            guest_upload: keyed(10, Duration::from_secs(2 * 60)),
            apply: keyed(150, Duration::from_secs(60)),
            apply_again: keyed(4, Duration::from_secs(6 * 60 * 60)),
            handle: keyed(30, Duration::from_secs(60)),
            depart: keyed(60, Duration::from_secs(10)),
            depart_again: keyed(1, Duration::from_secs(24 * 60 * 60)),
            clock,
            checks: AtomicU64::new(0),
        }
    }

    /// Counts one try; `TooMany` says when the next one counts.
    pub fn check(&self, limit: Limit, key: impl Into<String>) -> Result<()> {
        // Every process keeps its own counts, so each forgets its own.
        if self.checks.fetch_add(1, Ordering::Relaxed) % FORGET_EVERY == FORGET_EVERY - 1 {
            self.forget_idle();
        }
        let keyed = self.of(limit);
        keyed.check_key(&key.into()).map_err(|refused| Error::TooMany {
            retry_after: refused.wait_time_from(self.clock.now()) + Duration::from_secs(1),
        })
    }

    /// Forgets who has not tried for long, so that memory stays bounded.
    fn forget_idle(&self) {
        for keyed in self.all() {
            keyed.retain_recent();
            keyed.shrink_to_fit();
        }
    }

    fn of(&self, limit: Limit) -> &Keyed {
        match limit {
            Limit::SignInAccount => &self.sign_in_account,
            Limit::SignInAnywhere => &self.sign_in_anywhere,
            Limit::SignInAddress => &self.sign_in_address,
            Limit::MailTo => &self.mail_to,
            Limit::MailFromAddress => &self.mail_from_address,
            Limit::AlertTo => &self.alert_to,
            Limit::Invitation => &self.invitation,
            Limit::InvitationTo => &self.invitation_to,
            Limit::Report => &self.report,
            Limit::Write => &self.write,
            Limit::Upload => &self.upload,
            Limit::GuestUpload => &self.guest_upload,
            Limit::Apply => &self.apply,
            Limit::ApplyAgain => &self.apply_again,
            Limit::Handle => &self.handle,
            Limit::Depart => &self.depart,
            Limit::DepartAgain => &self.depart_again,
        }
    }

    fn all(&self) -> [&Keyed; 17] {
        [
            &self.sign_in_account,
            &self.sign_in_anywhere,
            &self.sign_in_address,
            &self.mail_to,
            &self.mail_from_address,
            &self.alert_to,
            &self.invitation,
            &self.invitation_to,
            &self.report,
            &self.write,
            &self.upload,
            &self.guest_upload,
            &self.apply,
            &self.apply_again,
            &self.handle,
            &self.depart,
            &self.depart_again,
        ]
    }
}

/// Our clock in the limiter's terms.
#[derive(Clone, Debug)]
struct WallClock(Clock);

impl governor::clock::Clock for WallClock {
    type Instant = SinceEpoch;

    fn now(&self) -> SinceEpoch {
        let micros = u64::try_from(self.0.now().micros()).unwrap_or(0);
        SinceEpoch(Duration::from_micros(micros))
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct SinceEpoch(Duration);

impl std::ops::Add<governor::nanos::Nanos> for SinceEpoch {
    type Output = SinceEpoch;

    fn add(self, span: governor::nanos::Nanos) -> SinceEpoch {
        SinceEpoch(self.0 + Duration::from(span))
    }
}

impl Reference for SinceEpoch {
    fn duration_since(&self, earlier: Self) -> governor::nanos::Nanos {
        self.0.saturating_sub(earlier.0).into()
    }

    fn saturating_sub(&self, span: governor::nanos::Nanos) -> Self {
        SinceEpoch(self.0.saturating_sub(span.into()))
    }
}
