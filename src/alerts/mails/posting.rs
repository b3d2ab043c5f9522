//! A posting in a letter: what its card says, and why it is there.

use serde::Serialize;

use super::line::on_one_line;
use crate::alerts::mailing::Mailing;
use crate::alerts::{Alert, AlertId, fit_behind};
use crate::clock::Moment;
use crate::db::Conn;
use crate::eligibility::Judge;
use crate::error::Result;
use crate::postings::{Loaded, PostingId, VerdictLine, load_contents};
use crate::site::Site;
use crate::web::absolute;

#[derive(Serialize)]
pub struct PostingView {
    pub title: String,
    pub employer: String,
    pub where_text: String,
    /// "$28–$34", or that it is not stated.
    pub pay_text: String,
    /// "an hour"; empty where no pay is stated.
    pub pay_unit: String,
    pub pay_hourly: Option<String>,
    /// "CPC, 2 years of outpatient coding".
    pub asks: String,
    /// For those who said what they hold.
    pub verdict: Option<VerdictLine>,
    /// Where it comes from, if nobody here has confirmed it.
    pub note: String,
    /// The alerts that found it, where there are several in the letter.
    pub why: String,
    pub url: String,
}

impl PostingView {
    /// Those of a letter, in its order.
    pub fn all(conn: &mut Conn, site: &Site, mailing: &Mailing) -> Result<Vec<PostingView>> {
        let now = site.clock.now();
        let judges = judges(conn, mailing, now)?;
        let ids: Vec<PostingId> = mailing.postings.iter().map(|(id, _)| *id).collect();
        let several = mailing.alerts.len() > 1;
        let view = |loaded: &Loaded| {
            let found = mailing.postings.iter().find(|(id, _)| *id == loaded.posting.id);
            let why = found.map_or(&[][..], |(_, why)| &why[..]);
            let judge = judges.iter().find(|(id, _)| why.contains(id)).map(|(_, judge)| judge);
            let mut view = PostingView::of(site, loaded, judge, now);
            if several {
                view.why = reasons(mailing, why);
            }
            view
        };
        Ok(load_contents(conn, &ids)?.iter().map(view).collect())
    }

    fn of(site: &Site, loaded: &Loaded, judge: Option<&Judge>, now: Moment) -> PostingView {
        let card = loaded.card(now);
        let (pay_text, pay_unit, pay_hourly) = match card.pay {
            Some(pay) => (pay.text, pay.unit_text, pay.hourly_text),
            None => ("Pay not stated".to_owned(), String::new(), None),
        };
        let note = card
            .imported
            .map(|found| format!("Read from the text of {}, unconfirmed", found.source));
        PostingView {
            title: on_one_line(&card.title),
            employer: on_one_line(&card.employer.name),
            where_text: on_one_line(&card.where_text),
            pay_text,
            pay_unit,
            pay_hourly,
            asks: on_one_line(&card.asks.join(", ")),
            verdict: judge.map(|judge| VerdictLine::of(&judge.verdict(&loaded.stated()))),
            note: note.unwrap_or_default(),
            why: String::new(),
            url: absolute(site, &card.url),
        }
    }
}

/// What stands behind each alert, where something does.
fn judges(conn: &mut Conn, mailing: &Mailing, now: Moment) -> Result<Vec<(AlertId, Judge)>> {
    let mut judges = Vec::new();
    for alert in &mailing.alerts {
        let fit = fit_behind(conn, &mailing.subscriber, alert.fit.as_ref(), now)?;
        let said = fit.filter(|fit| !fit.is_blank());
        judges.extend(said.map(|fit| (alert.id, Judge::of(&fit))));
    }
    Ok(judges)
}

fn reasons(mailing: &Mailing, why: &[AlertId]) -> String {
    let found = mailing.alerts.iter().filter(|alert| why.contains(&alert.id));
    let words: Vec<String> = found.map(Alert::words).collect();
    words.join("; ")
}
