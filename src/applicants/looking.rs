//! What stands around postings for whoever is looking: by what verdicts are given, what to say to
//! get them, and what was just done.

use serde::Serialize;

use super::done::{Done, DoneView};
use super::experience::amount;
use super::guards::{FitBy, Seeker};
use crate::eligibility::{Fit, Held, Of};
use crate::paths;
use crate::vocabulary::{Entry, vocabulary};

/// What `components/looking.html` shows.
#[derive(Clone, Debug, Serialize)]
pub struct Looking {
    /// This page: where what is done on it leads back to.
    pub here: String,
    pub done: Option<DoneView>,
    /// By what verdicts are given.
    pub by: Option<By>,
    /// Where those who have said nothing say it.
    pub fit_url: String,
    pub end_url: &'static str,
    pub signed_in: bool,
}

#[derive(Clone, Debug, Serialize)]
pub struct By {
    /// "Ohio · CPC, CCS-P · 3 to 5 years".
    pub words: String,
    pub profile: bool,
    pub change_url: String,
}

impl Seeker {
    /// `here` is the address of the page, `done` what it says of a deed.
    pub fn looking(&self, here: &str, done: &str) -> Looking {
        let profile = self.by == FitBy::Profile;
        let change_url = if profile { paths::profile_for(here) } else { paths::fit(here) };
        let by = self.fit.as_ref().map(|fit| By { words: fit_words(fit), profile, change_url });
        let signed_in = self.account.is_some();
        Looking {
            here: here.to_owned(),
            done: Done::read(done).filter(|_| signed_in).map(Done::view),
            by,
            fit_url: paths::fit(here),
            end_url: paths::FIT_END,
            signed_in,
        }
    }
}

/// Home, what is held and how long somebody has coded, as far as they were said:
/// "Ohio · CPC, CCS-P · 3 to 5 years".
pub fn fit_words(fit: &Fit) -> String {
    let mut parts: Vec<String> = fit.home.iter().map(|state| state.name().to_owned()).collect();
    match fit.credentials.as_deref() {
        None => {}
        Some([]) => parts.push("no credential yet".to_owned()),
        Some(all) => {
            let held = all.iter().filter(|one| one.held == Held::Held);
            let names: Vec<&str> = held
                .filter_map(|one| vocabulary().credentials.get(&one.credential))
                .map(Entry::short)
                .collect();
            parts.push(names.join(", "));
        }
    }
    let altogether = fit.experience.iter().filter(|one| one.of == Of::All);
    parts.extend(altogether.map(|one| match one.at_most {
        Some(0) => "no experience yet".to_owned(),
        _ => amount(one),
    }));
    parts.retain(|part| !part.is_empty());
    parts.join(" · ")
}
