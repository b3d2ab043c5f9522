//! What the links of alert letters carry: whose alerts they open, and nothing that would have to be
//! kept. Each is signed for one purpose, and outlives a change of the secret.

use super::alert::AlertId;
use super::subscriber::SubscriberId;
use crate::paths;
use crate::site::Site;
use crate::token::{Keys, carried_text, carry_text};
use crate::web::absolute;

const MANAGE: &str = "alerts-manage";
const CONFIRM: &str = "alerts-confirm";
const END: &str = "alerts-end";
const FILTERS: &str = "alerts-filters";

/// The list of somebody's alerts, without signing in.
pub fn manage_url(site: &Site, whose: SubscriberId) -> String {
    absolute(site, &paths::with_token(paths::ALERTS, &manage(&site.config.keys, whose)))
}

/// One alert of the list.
pub fn change_url(site: &Site, whose: SubscriberId, id: AlertId) -> String {
    absolute(site, &paths::with_token(&paths::alert(id), &manage(&site.config.keys, whose)))
}

/// Where what waits is confirmed.
pub fn confirm_url(site: &Site, whose: SubscriberId) -> String {
    let token = carry_text(&site.config.keys, CONFIRM, &whose.to_string());
    absolute(site, &paths::with_token(paths::CONFIRM_ALERTS, &token))
}

/// Where these alerts end, by a person or by a mail program.
pub fn end_url(site: &Site, whose: SubscriberId, alerts: &[AlertId]) -> String {
    let ids: Vec<String> = alerts.iter().map(ToString::to_string).collect();
    let token = carry_text(&site.config.keys, END, &format!("{whose}:{}", ids.join(",")));
    absolute(site, &paths::with_token(paths::UNSUBSCRIBE, &token))
}

/// Opens the list of somebody's alerts.
pub(super) fn manage(keys: &Keys, whose: SubscriberId) -> String {
    carry_text(keys, MANAGE, &whose.to_string())
}

pub(super) fn managed(keys: &Keys, token: &str) -> Option<SubscriberId> {
    subscriber(&carried_text(keys, MANAGE, token)?)
}

pub(super) fn confirmed(keys: &Keys, token: &str) -> Option<SubscriberId> {
    subscriber(&carried_text(keys, CONFIRM, token)?)
}

pub(super) fn ended(keys: &Keys, token: &str) -> Option<(SubscriberId, Vec<AlertId>)> {
    let text = carried_text(keys, END, token)?;
    let (whose, ids) = text.split_once(':')?;
    let ids = ids.split(',').map(|id| id.parse().ok().map(AlertId)).collect::<Option<_>>()?;
    Some((subscriber(whose)?, ids))
}

/// An alert whose filters are being chosen on the listing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Filtering {
    pub whose: SubscriberId,
    pub alert: AlertId,
    /// Begun from a letter's link, not by somebody signed in.
    pub by_link: bool,
}

impl Filtering {
    pub fn carry(self, keys: &Keys) -> String {
        let by = if self.by_link { "link" } else { "account" };
        carry_text(keys, FILTERS, &format!("{by}:{}:{}", self.whose, self.alert))
    }

    pub fn carried(keys: &Keys, text: &str) -> Option<Filtering> {
        let text = carried_text(keys, FILTERS, text)?;
        let (by, ids) = text.split_once(':')?;
        let (whose, alert) = ids.split_once(':')?;
        let alert = AlertId(alert.parse().ok()?);
        Some(Filtering { whose: subscriber(whose)?, alert, by_link: by == "link" })
    }
}

fn subscriber(text: &str) -> Option<SubscriberId> {
    text.parse().ok().map(SubscriberId)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Secret;

    fn keys(letter: &str) -> Keys {
        Keys::new(Secret::new(letter.repeat(40)), Vec::new())
    }

    #[test]
    fn a_link_opens_what_it_was_made_for_alone() {
        let (keys, other) = (keys("a"), keys("b"));
        let whose = SubscriberId(7);
        let token = manage(&keys, whose);
        assert_eq!(managed(&keys, &token), Some(whose));
        assert_eq!(managed(&other, &token), None);
        assert_eq!((confirmed(&keys, &token), ended(&keys, &token)), (None, None));
        for forged in ["", ".", "7", "..", "7.a.b", &token[1..], &token[..token.len() - 1]] {
            assert_eq!(managed(&keys, forged), None, "{forged}");
        }
        let end = carry_text(&keys, END, "7:1,22");
        assert_eq!(ended(&keys, &end), Some((whose, vec![AlertId(1), AlertId(22)])));
        assert_eq!(ended(&keys, &carry_text(&keys, END, "7:1,x")), None);
        // The secret has changed since the letter: what it carries is believed still.
        let (now, then) = (Secret::new("b".repeat(40)), Secret::new("a".repeat(40)));
        assert_eq!(managed(&Keys::new(now, vec![then]), &token), Some(whose));
        let filtering = Filtering { whose, alert: AlertId(3), by_link: true };
        assert_eq!(Filtering::carried(&keys, &filtering.carry(&keys)), Some(filtering));
        assert_eq!(Filtering::carried(&keys, &token), None);
    }
}
