//! Where somebody lives or would move against where a posting hires and works.

use super::findings::Findings;
use super::point::Point;
use super::reach::{Reach, Rule};
use super::stated::{Site, Stated};
use super::verdict::{About, Finding};
use crate::vocabulary::{State, StateSet};

/// Miles that count as near.
const NEAR: f64 = 60.0;

/// Where somebody can work.
#[derive(Clone, Copy, Debug)]
pub(super) struct Home {
    pub state: Option<State>,
    pub near: Option<Point>,
    pub moves_to: StateSet,
}

/// How that stands against one posting.
#[derive(Clone, Copy, Debug)]
enum Stands {
    /// The posting does not say where it hires.
    NotSaid,
    HomeNotSaid(StateSet),
    Anywhere,
    /// It names their state.
    Listed(State),
    /// At the site, so many miles away where that is known.
    Site(Option<f64>),
    /// Near, but partly worked from a state that it does not name.
    StateLine(f64, State),
    WouldMove(State),
    TooFar(f64),
    NotHired(State, StateSet),
}

impl Stands {
    fn finding(self) -> Finding {
        match self {
            Stands::NotSaid | Stands::StateLine(..) => Finding::AskEmployer,
            Stands::HomeNotSaid(_) => Finding::AddToProfile,
            Stands::Anywhere | Stands::Listed(_) | Stands::Site(_) | Stands::WouldMove(_) => {
                Finding::Met
            }
            Stands::TooFar(_) | Stands::NotHired(..) => Finding::Missing,
        }
    }
}

impl Home {
    /// The one finding about place.
    pub fn find(&self, stated: &Stated, found: &mut impl Findings) {
        let stands = self.stands(stated);
        found.add(About::Place, stands.finding(), || self.words(stands, stated));
    }

    /// Whether the posting says it hires where they live; none where either is not said.
    pub fn hires(&self, stated: &Stated) -> Option<bool> {
        Some(stated.reach()?.contains(self.state?))
    }

    fn stands(&self, stated: &Stated) -> Stands {
        let rule = stated.arrangement.as_deref().and_then(Rule::of);
        let (Some(rule), Some(reach)) = (rule, stated.reach()) else { return Stands::NotSaid };
        let states = match reach {
            Reach::Anywhere => return Stands::Anywhere,
            Reach::States(states) => states,
        };
        let site = stated.site.as_ref().filter(|_| rule != Rule::Listed);
        let moved = self.move_within(states, site);
        let Some(home) = self.state else {
            return moved.map_or(Stands::HomeNotSaid(states), Stands::WouldMove);
        };
        if rule != Rule::Site && stated.states.contains(home) {
            return Stands::Listed(home);
        }
        match site.map(|site| (self.miles_to(site), site.state == home)) {
            Some((Some(miles), same)) if miles <= NEAR => {
                if same || stated.arrangement.as_deref() == Some("on-site") {
                    return Stands::Site(Some(miles));
                }
                moved.map_or(Stands::StateLine(miles, home), Stands::WouldMove)
            }
            Some((Some(miles), _)) => moved.map_or(Stands::TooFar(miles), Stands::WouldMove),
            Some((None, true)) => Stands::Site(None),
            Some((None, false)) | None => {
                moved.map_or(Stands::NotHired(home, states), Stands::WouldMove)
            }
        }
    }

    /// Where they would move to be hired: to the site's state if they can choose.
    fn move_within(&self, states: StateSet, site: Option<&Site>) -> Option<State> {
        let at_site = site.map(|site| site.state).filter(|state| self.moves_to.contains(*state));
        at_site.or_else(|| self.moves_to.common(states).iter().next())
    }

    fn miles_to(&self, site: &Site) -> Option<f64> {
        Some(self.near?.miles_to(site.at?))
    }

    fn words(&self, stands: Stands, stated: &Stated) -> String {
        let mut text = String::with_capacity(96);
        match stands {
            Stands::NotSaid => {
                text.push_str("it doesn't say where it hires; ask whether it hires in ");
                text.push_str(self.state.map_or("your state", State::name));
            }
            Stands::HomeNotSaid(states) => {
                text.push_str("it hires in ");
                push_states(&mut text, states, " states");
                text.push_str(" only; add the state you live in");
            }
            Stands::Anywhere => text.push_str("it hires anywhere in the US"),
            Stands::Listed(state) => {
                text.extend(["it hires in ", state.name()]);
                if let Some(site) = stated.site.as_ref().filter(|_| partly_on_site(stated)) {
                    text.push_str(", ");
                    push_site(&mut text, stated, site, self.miles_to(site));
                }
            }
            Stands::Site(miles) => push_place(&mut text, stated, miles),
            Stands::TooFar(miles) => push_place(&mut text, stated, Some(miles)),
            Stands::StateLine(miles, home) => {
                push_place(&mut text, stated, Some(miles));
                text.extend(["; ask whether it hires in ", home.name()]);
            }
            Stands::WouldMove(state) => {
                text.extend(["it hires in ", state.name(), ", where you would move"]);
            }
            Stands::NotHired(home, states) => {
                text.extend(["it doesn't hire in ", home.name(), "; "]);
                match is_at_site(stated) {
                    true => push_place(&mut text, stated, None),
                    false => {
                        text.push_str("it hires in ");
                        push_states(&mut text, states, " other states");
                    }
                }
            }
        }
        text
    }
}

/// Whether it is the site alone that decides where it hires.
fn is_at_site(stated: &Stated) -> bool {
    stated.arrangement.as_deref().and_then(Rule::of) == Some(Rule::Site)
}

fn partly_on_site(stated: &Stated) -> bool {
    stated.arrangement.as_deref() == Some("hybrid")
}

fn push_place(text: &mut String, stated: &Stated, miles: Option<f64>) {
    if let Some(site) = &stated.site {
        push_site(text, stated, site, miles);
    }
}

/// "on site in Columbus, Ohio, 12 miles away".
fn push_site(text: &mut String, stated: &Stated, site: &Site, miles: Option<f64>) {
    text.push_str(match stated.arrangement.as_deref() {
        Some("hybrid") => "partly on site in ",
        Some("remote-radius") => "remote, for people near ",
        Some("remote-after-training") => "remote after training on site in ",
        Some("travel") => "travel from ",
        _ => "on site in ",
    });
    if !site.city.is_empty() {
        text.extend([&site.city, ", "]);
    }
    text.push_str(site.state.name());
    match miles.map(f64::round) {
        None => {}
        Some(miles) if miles <= 1.0 => text.push_str(", 1 mile away"),
        Some(miles) => text.extend([", ", &miles.to_string(), " miles away"]),
    }
}

/// "Ohio and Texas", "14 states".
fn push_states(text: &mut String, states: StateSet, many: &str) {
    let count = states.len();
    if count > 3 {
        return text.extend([&count.to_string(), many]);
    }
    for (place, state) in (1..).zip(states.iter()) {
        match place {
            1 => {}
            place if place < count => text.push_str(", "),
            _ => text.push_str(" and "),
        }
        text.push_str(state.name());
    }
}
