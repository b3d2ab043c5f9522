//! The judge: one person, made ready once, before whom any number of postings come.

use super::credentials::Asked;
use super::findings::{Bare, Findings, Told, Unconfirmed};
use super::fit::Fit;
use super::months::Months;
use super::place::Home;
use super::stated::Stated;
use super::verdict::{About, Answer, Finding, Verdict};
use super::wallet::Wallet;
use crate::vocabulary::State;

/// Judges postings for one person. Making one costs more than a verdict; it is made once a request.
#[derive(Clone, Debug)]
pub struct Judge {
    home: Home,
    /// None where they have not said what they hold.
    wallet: Option<Wallet>,
    months: Months,
}

impl Judge {
    /// Made ready for one person.
    pub fn of(fit: &Fit) -> Judge {
        Judge {
            home: Home { state: fit.home, near: fit.near, moves_to: fit.moves_to },
            wallet: fit.credentials.as_deref().map(Wallet::of),
            months: Months::of(fit),
        }
    }

    /// Where they live.
    pub fn home(&self) -> Option<State> {
        self.home.state
    }

    /// The answer and every reason for it.
    pub fn verdict(&self, stated: &Stated) -> Verdict {
        let mut told = Told::default();
        self.requirements(stated, &mut told);
        self.whereabouts(stated, &mut told);
        let (answer, reasons) = told.sorted();
        Verdict { answer, reasons, hires_at_home: self.hires_at_home(stated) }
    }

    /// The answer without its reasons.
    pub fn answer(&self, stated: &Stated) -> Answer {
        self.answer_to_requirements(stated).min(self.answer_to_whereabouts(stated))
    }

    /// The answer as far as requirements decide it: place and arrangement are not looked at.
    pub fn answer_to_requirements(&self, stated: &Stated) -> Answer {
        let mut bare = Bare(Answer::Meets);
        self.requirements(stated, &mut bare);
        bare.0
    }

    /// The answer as far as place and arrangement decide it: requirements are not looked at.
    pub fn answer_to_whereabouts(&self, stated: &Stated) -> Answer {
        let mut bare = Bare(Answer::Meets);
        self.whereabouts(stated, &mut bare);
        bare.0
    }

    /// Whether the posting says it hires where they live: just what the filter "Hires in" finds for
    /// their state. None where the posting or they do not say.
    pub fn hires_at_home(&self, stated: &Stated) -> Option<bool> {
        self.home.hires(stated)
    }

    fn requirements(&self, stated: &Stated, found: &mut impl Findings) {
        if !stated.requirements_unconfirmed {
            return self.demands(stated, found);
        }
        let mut unconfirmed = Unconfirmed { inner: found, asked: false };
        self.demands(stated, &mut unconfirmed);
        if !unconfirmed.asked {
            let text = || "it doesn't say what it requires; ask the employer".to_owned();
            found.add(About::Credentials, Finding::AskEmployer, text);
        }
    }

    fn demands(&self, stated: &Stated, found: &mut impl Findings) {
        let asked = Asked { wallet: self.wallet.as_ref(), apprentice_ok: stated.apprentice_ok };
        if let Some(demand) = &stated.requirements.credentials {
            asked.find(demand, found);
        }
        for demand in &stated.requirements.experience {
            self.months.find(demand, found);
        }
    }

    fn whereabouts(&self, stated: &Stated, found: &mut impl Findings) {
        match stated.whereabouts_unconfirmed && stated.reach().is_some() {
            true => self.home.find(stated, &mut Unconfirmed { inner: found, asked: false }),
            false => self.home.find(stated, found),
        }
    }
}
