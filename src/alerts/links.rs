//! What the links of alert letters carry: whose alerts they open, at which address, and nothing
//! that would have to be kept. Each is signed for one purpose, and outlives a change of the secret.

use super::addressee::Addressee;
use super::alert::AlertId;
use crate::paths;
use crate::site::Site;
use crate::token::{Keys, carried_text, carry_text};
use crate::web::absolute;

const MANAGE: &str = "alerts-manage";
const CONFIRM: &str = "alerts-confirm";
const END: &str = "alerts-end";
const FILTERS: &str = "alerts-filters";

/// The list of somebody's alerts, without signing in.
pub fn manage_url(site: &Site, to: &Addressee) -> String {
    absolute(site, &paths::with_token(paths::ALERTS, &manage(&site.config.keys, to)))
}

/// One alert of the list.
pub fn change_url(site: &Site, to: &Addressee, id: AlertId) -> String {
    absolute(site, &paths::with_token(&paths::alert(id), &manage(&site.config.keys, to)))
}

/// Where what waits is confirmed.
pub fn confirm_url(site: &Site, to: &Addressee) -> String {
    let token = carry_text(&site.config.keys, CONFIRM, &to.text());
    absolute(site, &paths::with_token(paths::CONFIRM_ALERTS, &token))
}

/// Where these alerts end, by a person or by a mail program.
pub fn end_url(site: &Site, to: &Addressee, alerts: &[AlertId]) -> String {
    let token = WayOut { to: to.clone(), alerts: alerts.to_vec() }.carry(&site.config.keys);
    absolute(site, &paths::with_token(paths::UNSUBSCRIBE, &token))
}

/// Opens the list of somebody's alerts.
pub(super) fn manage(keys: &Keys, to: &Addressee) -> String {
    carry_text(keys, MANAGE, &to.text())
}

pub(super) fn managed(keys: &Keys, token: &str) -> Option<Addressee> {
    Addressee::read(&carried_text(keys, MANAGE, token)?)
}

pub(super) fn confirmed(keys: &Keys, token: &str) -> Option<Addressee> {
    Addressee::read(&carried_text(keys, CONFIRM, token)?)
}

/// The alerts a letter was about. Mail programs and scanners hold it too, so it ends these, takes
/// that back, and opens nothing else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct WayOut {
    pub to: Addressee,
    pub alerts: Vec<AlertId>,
}

impl WayOut {
    fn carry(&self, keys: &Keys) -> String {
        let ids: Vec<String> = self.alerts.iter().map(ToString::to_string).collect();
        carry_text(keys, END, &format!("{}:{}", ids.join(","), self.to.text()))
    }

    pub fn carried(keys: &Keys, token: &str) -> Option<WayOut> {
        let text = carried_text(keys, END, token)?;
        let (ids, to) = text.split_once(':')?;
        let alerts =
            ids.split(',').map(|id| id.parse().ok().map(AlertId)).collect::<Option<_>>()?;
        Some(WayOut { to: Addressee::read(to)?, alerts })
    }
}

/// An alert whose filters are being chosen on the listing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Filtering {
    pub alert: AlertId,
    /// The token it was begun with; empty for a session. Whoever goes on is asked again whose it is.
    pub token: String,
}

impl Filtering {
    pub fn carry(&self, keys: &Keys) -> String {
        carry_text(keys, FILTERS, &format!("{}:{}", self.alert, self.token))
    }

    pub fn carried(keys: &Keys, text: &str) -> Option<Filtering> {
        let text = carried_text(keys, FILTERS, text)?;
        let (alert, token) = text.split_once(':')?;
        Some(Filtering { alert: AlertId(alert.parse().ok()?), token: token.to_owned() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::alerts::SubscriberId;
    use crate::config::Secret;

    fn keys(letter: &str) -> Keys {
        Keys::new(Secret::new(letter.repeat(40)), Vec::new())
    }

    #[test]
    fn a_link_opens_what_it_was_made_for_alone() {
        let (keys, other) = (keys("a"), keys("b"));
        let to = Addressee::new(SubscriberId(7), "cleo@home.example");
        let token = manage(&keys, &to);
        assert_eq!(managed(&keys, &token).as_ref(), Some(&to));
        assert_eq!(managed(&other, &token), None);
        assert_eq!((confirmed(&keys, &token), WayOut::carried(&keys, &token)), (None, None));
        for forged in ["", ".", "7", "..", "7.a.b", &token[1..], &token[..token.len() - 1]] {
            assert_eq!(managed(&keys, forged), None, "{forged}");
        }
        let out = WayOut { to: to.clone(), alerts: vec![AlertId(1), AlertId(22)] };
        assert_eq!(WayOut::carried(&keys, &out.carry(&keys)), Some(out));
        let odd = format!("1,x:{}", to.text());
        assert_eq!(WayOut::carried(&keys, &carry_text(&keys, END, &odd)), None);
        // The secret has changed since the letter: what it carries is believed still.
        let (now, then) = (Secret::new("b".repeat(40)), Secret::new("a".repeat(40)));
        assert_eq!(managed(&Keys::new(now, vec![then]), &token), Some(to));
        for token in [token.clone(), String::new()] {
            let filtering = Filtering { alert: AlertId(3), token };
            assert_eq!(Filtering::carried(&keys, &filtering.carry(&keys)), Some(filtering));
        }
        assert_eq!(Filtering::carried(&keys, &token), None);
    }

    #[test]
    fn a_link_names_an_address_and_does_not_show_it() {
        let cleo = Addressee::new(SubscriberId(7), "cleo@home.example");
        assert_eq!(cleo, Addressee::new(SubscriberId(7), "Cleo@Home.Example"));
        assert_ne!(cleo, Addressee::new(SubscriberId(7), "cleo@work.example"));
        assert!(!cleo.text().contains("cleo"), "{}", cleo.text());
    }
}
