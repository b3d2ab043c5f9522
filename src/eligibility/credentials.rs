//! Credentials somebody has against an expression a posting demands.

use super::findings::Findings;
use super::requirements::{CredentialDemand, Demand, Standing};
use super::verdict::{About, Finding};
use super::wallet::{Wallet, Ways};
use super::wording::{letters, push_months};
use crate::vocabulary::{Entry, vocabulary};

/// How one part of the expression stands, worst first: an any-of is as good as its best part, an
/// all-of as its worst.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Stands {
    Nothing,
    RunOut(u16),
    /// Asked for held; they may only sit the exam.
    OnlyMaySit(u16),
    /// Asked for in full; the apprentice's form is held.
    AskAbout(u16),
    /// No version of the vocabulary knows what is asked for.
    Unknown,
    /// They have not said what they hold.
    NotSaid,
    /// To be obtained after hire.
    Later(u16),
    AllOfIt,
    MaySit(u16),
    ApprenticesWelcome(u16),
    Counts(u16),
    Holds(u16),
}

impl Stands {
    fn finding(self) -> Finding {
        match self {
            Stands::Nothing | Stands::RunOut(_) | Stands::OnlyMaySit(_) | Stands::AskAbout(_) => {
                Finding::Missing
            }
            Stands::Unknown => Finding::AskEmployer,
            Stands::NotSaid => Finding::AddToProfile,
            Stands::Later(_)
            | Stands::AllOfIt
            | Stands::MaySit(_)
            | Stands::ApprenticesWelcome(_)
            | Stands::Counts(_)
            | Stands::Holds(_) => Finding::Met,
        }
    }
}

/// Who is asked, and by which posting.
#[derive(Clone, Copy)]
pub(super) struct Asked<'a> {
    /// None where they have not said what they hold.
    pub wallet: Option<&'a Wallet>,
    /// Newly certified coders are welcome.
    pub apprentice_ok: bool,
}

impl Asked<'_> {
    /// One finding for every part that stands side by side with others.
    pub fn find(self, demand: &Demand, found: &mut impl Findings) {
        match demand {
            Demand::AllOf(parts) => parts.iter().for_each(|part| self.find_one(part, found)),
            part => self.find_one(part, found),
        }
    }

    fn find_one(self, part: &Demand, found: &mut impl Findings) {
        let preferred = part.is_preference();
        let Some(stands) = self.stands(part, preferred) else { return };
        let finding = match stands.finding() {
            Finding::Met => Finding::Met,
            _ if preferred => Finding::WouldHelp,
            finding => finding,
        };
        found.add(About::Credentials, finding, || words(part, stands, preferred));
    }

    /// None where the part says nothing. Preferences inside an all-of are left out unless all of it
    /// is one.
    fn stands(self, part: &Demand, preferred: bool) -> Option<Stands> {
        match part {
            Demand::AnyOf(parts) => {
                parts.iter().filter_map(|part| self.stands(part, preferred)).max()
            }
            Demand::AllOf(parts) => {
                let counted = parts.iter().filter(|part| preferred || !part.is_preference());
                let mut stands = counted.filter_map(|part| self.stands(part, preferred));
                let first = stands.next()?;
                let worst = stands.reduce(Stands::min).map(|others| first.min(others));
                Some(match worst {
                    None => first,
                    Some(worst) if worst.finding() == Finding::Met => Stands::AllOfIt,
                    Some(worst) => worst,
                })
            }
            Demand::Credential(demand) => Some(self.stands_one(demand)),
            Demand::AnyCodingCredential { .. } => Some(match self.wallet {
                None => Stands::NotSaid,
                Some(wallet) => self.held(wallet.coding(), None),
            }),
        }
    }

    fn stands_one(self, demand: &CredentialDemand) -> Stands {
        let Some(asked) = vocabulary().credentials.index_of(&demand.credential) else {
            return Stands::Unknown;
        };
        let ways = self.wallet.map(|wallet| wallet.ways(asked));
        let has = |ways: Ways| ways.held.map(|own| has(own, Some(asked)));
        match (demand.standing, ways) {
            (Standing::Within { .. }, ways) => ways.and_then(has).unwrap_or(Stands::Later(asked)),
            (Standing::Held | Standing::Eligible, None) => Stands::NotSaid,
            (Standing::Held, Some(ways)) => self.held(ways, Some(asked)),
            (Standing::Eligible, Some(ways)) => {
                let may_sit = ways.eligible.map(Stands::MaySit);
                // An apprentice has passed the exam already.
                let passed = ways.apprentice.map(Stands::Counts);
                let stands = has(ways).or(may_sit).or(passed);
                stands.unwrap_or_else(|| ways.expired.map_or(Stands::Nothing, Stands::RunOut))
            }
        }
    }

    fn held(self, ways: Ways, asked: Option<u16>) -> Stands {
        if let Some(own) = ways.held {
            return has(own, asked);
        }
        let apprentice = ways.apprentice.map(|own| match self.apprentice_ok {
            true => Stands::ApprenticesWelcome(own),
            false => Stands::AskAbout(own),
        });
        let may_sit = ways.eligible.map(Stands::OnlyMaySit);
        let stands = apprentice.or(may_sit).or(ways.expired.map(Stands::RunOut));
        stands.unwrap_or(Stands::Nothing)
    }
}

fn has(own: u16, asked: Option<u16>) -> Stands {
    match asked.is_none_or(|asked| asked == own) {
        true => Stands::Holds(own),
        false => Stands::Counts(own),
    }
}

fn short(credential: u16) -> &'static str {
    vocabulary().credentials.at(credential).short()
}

/// "it asks for CPC or CCS; you hold CPC".
fn words(part: &Demand, stands: Stands, preferred: bool) -> String {
    let mut text = String::with_capacity(96);
    let alone = match part {
        Demand::Credential(one) => Some(one),
        Demand::AllOf(_) | Demand::AnyOf(_) | Demand::AnyCodingCredential { .. } => None,
    };
    if let (Stands::Later(_), Some(one)) = (stands, alone) {
        push_later(&mut text, one);
        return text;
    }
    text.push_str(match (preferred, stands) {
        (true, _) => "it prefers ",
        (false, Stands::AskAbout(_)) => "it says ",
        (false, _) => "it asks for ",
    });
    part.push(&mut text);
    push_tail(&mut text, stands, alone.is_some());
    if matches!(stands, Stands::Nothing) {
        text.push_str(match part {
            Demand::Credential(_) => "; it is not among your credentials",
            Demand::AnyOf(parts) if parts.len() == 2 => "; neither is among your credentials",
            Demand::AnyCodingCredential { .. } => "; none of your credentials is one",
            Demand::AllOf(_) | Demand::AnyOf(_) => "; none of them is among your credentials",
        });
    }
    text
}

fn push_tail(text: &mut String, stands: Stands, alone: bool) {
    match stands {
        Stands::Nothing => {}
        Stands::Holds(_) if alone => text.push_str("; you hold it"),
        Stands::Holds(own) => text.extend(["; you hold ", short(own)]),
        Stands::Counts(own) => text.extend(["; your ", short(own), " counts"]),
        Stands::ApprenticesWelcome(own) => {
            text.extend(["; apprentices are welcome, so your ", short(own), " counts"]);
        }
        Stands::MaySit(_) if alone => text.push_str("; you may sit the exam"),
        Stands::MaySit(own) => text.extend(["; you may sit the ", short(own), " exam"]),
        Stands::OnlyMaySit(_) if alone => text.push_str(" held; you may sit the exam"),
        Stands::OnlyMaySit(own) => {
            text.extend([", held; you may sit the ", short(own), " exam"]);
        }
        Stands::AllOfIt => text.push_str("; you have what it takes"),
        Stands::Later(asked) => text.extend(["; ", short(asked), " can be earned after hire"]),
        Stands::RunOut(own) => text.extend(["; your ", short(own), " has run out"]),
        Stands::AskAbout(own) => text.extend(["; ask about ", short(own)]),
        Stands::NotSaid => text.push_str("; add your credentials"),
        Stands::Unknown => text.push_str(", which is not in our list; ask the employer about it"),
    }
}

/// "CPC is to be earned within 1 year of hire; you can start without it".
fn push_later(text: &mut String, demand: &CredentialDemand) {
    text.push_str(letters(&demand.credential));
    text.push_str(" is to be earned ");
    match demand.standing {
        Standing::Within { months } => {
            text.push_str("within ");
            push_months(text, months);
            text.push_str(" of hire");
        }
        Standing::Held | Standing::Eligible => text.push_str("after hire"),
    }
    text.push_str("; you can start without it");
}
