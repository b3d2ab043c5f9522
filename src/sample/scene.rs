//! What fills the slots of a description: the draft, and a hand of clinical words that does not repeat itself.

use super::ask;
use super::bank::{SpecialtyWords, bank};
use super::dice::Dice;
use super::draft::Draft;
use super::employer::write_number;
use super::lists::Items;
use super::pay;
use super::phrase::{Fill, Phrase, Slot, write_list};
use crate::eligibility::{Demand, ExperienceDemand};
use crate::vocabulary::{Entry, State, vocabulary};
use std::fmt::Write;

const SURE: &str = "writing to a String cannot fail";

/// The stage a description is written on.
pub(super) struct Scene<'a> {
    pub draft: &'a Draft,
    pub dice: &'a mut Dice,
    /// Next word of each list (work, seen, read) of each content specialty.
    hands: [[usize; 3]; 2],
    accuracy: usize,
    pace: usize,
    training: usize,
    /// What the demand and experience sentences are about just now.
    pub demand: Option<&'a Demand>,
    pub experience: Option<&'a ExperienceDemand>,
    /// Texts made before the sentence they go into.
    pub extra: String,
    pub benefits: String,
}

impl<'a> Scene<'a> {
    pub fn new(draft: &'a Draft, dice: &'a mut Dice) -> Scene<'a> {
        let [low, high] = draft.role.pace;
        let pace = draft.posting.pay.units_per_hour.map_or(dice.between(low, high), usize::from);
        Scene {
            draft,
            hands: std::array::from_fn(|_| std::array::from_fn(|_| dice.below(16))),
            accuracy: *dice.pick(&[92, 93, 94, 95, 95, 95, 95, 96, 96, 97, 98]),
            pace,
            training: dice.between(3, 12),
            demand: None,
            experience: None,
            extra: String::new(),
            benefits: String::new(),
            dice,
        }
    }

    /// Writes one phrase of a list.
    pub fn say(&mut self, phrases: &[Phrase], out: &mut String) {
        let at = self.dice.below(phrases.len());
        phrases[at].write(self, out);
    }

    /// The next clinical word: mostly of the main specialty.
    fn word(&mut self, list: usize) -> &'static str {
        let count = self.draft.scope.content.len().min(2);
        let one = usize::from(count > 1 && self.dice.chance(30));
        let specialty: &'static SpecialtyWords = self.draft.scope.content[one];
        let words: &Items = [&specialty.work, &specialty.seen, &specialty.read][list];
        self.hands[one][list] += 1;
        &words.0[self.hands[one][list] % words.0.len()]
    }

    fn write_chief_title(&self, out: &mut String) {
        let draft = self.draft;
        let titles = match draft.profile.kind {
            _ if draft.role.leader => "leader",
            "physician-group" => "practice",
            "staffing" => "agency",
            _ => "staff",
        };
        let titles = &bank().common.chiefs[titles].0;
        out.push_str(&titles[(draft.profile.habit >> 8) as usize % titles.len()]);
    }

    fn write_rate(&self, out: &mut String) {
        if self.pace <= 1 {
            out.push_str("one or two");
        } else {
            write_number(self.pace, out);
        }
        write!(out, " {} an hour", self.draft.role.record).expect(SURE);
    }

    /// Up to eight states by name, more by their letters.
    fn write_states(&self, out: &mut String) {
        let states = self.draft.posting.states;
        let name = if states.len() <= 8 { State::name } else { State::abbr };
        let names: Vec<&str> = states.iter().map(name).collect();
        write_list(&names, " or ", out);
    }

    fn write_field(&self, out: &mut String) {
        let asked = self.experience;
        if let Some(setting) = asked.and_then(|asked| asked.setting.as_ref()) {
            out.push_str(&bank().common.settings[setting]);
            out.push(' ');
        }
        if let Some(specialty) = asked.and_then(|asked| asked.specialty.as_ref()) {
            out.push_str(&bank().specialties[specialty].name);
            out.push(' ');
        }
        out.push_str(&self.draft.role.field);
    }

    fn write_months(&self, out: &mut String) {
        match self.experience.map_or(0, |asked| asked.months) {
            12 => out.push_str("one year"),
            months if months % 12 == 0 => {
                write_number(usize::from(months / 12), out);
                out.push_str(" years");
            }
            months => {
                write_number(usize::from(months), out);
                out.push_str(" months");
            }
        }
    }

    /// One number for the whole text: who leads, leads as many as the team has.
    fn write_team(&self, out: &mut String) {
        write_number(5 + (self.draft.profile.habit >> 16) as usize % 34, out);
    }

    fn write_openings(&self, out: &mut String) {
        write_number(usize::from(self.draft.posting.openings), out);
        out.push_str(if self.draft.posting.openings == 1 { " position" } else { " positions" });
    }

    fn write_facts(&mut self, slot: Slot, out: &mut String) {
        let draft = self.draft;
        match slot {
            Slot::Codes => write_codes(&draft.posting.code_sets, out),
            Slot::Tools => write_list(&draft.tools, " and ", out),
            Slot::States => self.write_states(out),
            Slot::Site => {
                if let Some(site) = draft.posting.place {
                    write!(out, "{}, {}", site.city, site.state.name()).expect(SURE);
                }
            }
            Slot::Pay => pay::write(&draft.posting.pay, out),
            Slot::Hours => {
                let hours = draft.posting.pay.hours_per_week.unwrap_or(40);
                write!(out, "{hours}").expect(SURE);
            }
            Slot::Term => write_number(draft.weeks, out),
            Slot::Extra => out.push_str(&self.extra),
            Slot::Benefits => out.push_str(&self.benefits),
            Slot::Demand => {
                if let Some(demand) = self.demand {
                    ask::write(demand, out);
                }
            }
            Slot::Months => self.write_months(out),
            Slot::Field => self.write_field(out),
            Slot::Openings => self.write_openings(out),
            _ => self.write_work(slot, out),
        }
    }

    fn write_work(&mut self, slot: Slot, out: &mut String) {
        let draft = self.draft;
        match slot {
            Slot::Role => out.push_str(&draft.role.noun),
            Slot::ARole => write_with_article(&draft.role.noun, out),
            Slot::Spec => out.push_str(&draft.scope.main.name),
            Slot::OtherSpec => out.push_str(&draft.scope.other.name),
            Slot::Setting => {
                let setting = draft.posting.care_settings.first().copied().unwrap_or("profee");
                out.push_str(&bank().common.settings[setting]);
            }
            Slot::Proc | Slot::Work1 | Slot::Work2 => out.push_str(self.word(0)),
            Slot::Cond => out.push_str(self.word(1)),
            Slot::Read => out.push_str(self.word(2)),
            Slot::Accuracy => write!(out, "{} percent", self.accuracy).expect(SURE),
            Slot::TestScore => write!(out, "{} percent", self.accuracy - 10).expect(SURE),
            Slot::Rate => self.write_rate(out),
            Slot::Record => out.push_str(&draft.role.record),
            Slot::Records if draft.role.record.is_empty() => out.push_str("projects"),
            Slot::Records => out.push_str(&draft.role.record),
            Slot::Weeks => write_number(self.training, out),
            Slot::Step => write_number(3 + self.training % 4, out),
            Slot::Team => self.write_team(out),
            Slot::Reports if draft.role.leads() => {
                out.push_str("a staff of ");
                self.write_team(out);
            }
            Slot::Reports => out.push_str("none"),
            Slot::Chief => draft.profile.write_person(1, out),
            Slot::Colleague => draft.profile.write_person(2 + draft.posting.number % 3, out),
            Slot::ChiefTitle => self.write_chief_title(out),
            known => debug_assert!(false, "the employer fills {known:?}"),
        }
    }
}

impl Fill for Scene<'_> {
    fn dice(&mut self) -> &mut Dice {
        self.dice
    }

    fn fill(&mut self, slot: Slot, out: &mut String) {
        if !self.draft.profile.fill(slot, self.dice, out) {
            self.write_facts(slot, out);
        }
    }
}

/// Code sets the way people say them.
fn write_codes(slugs: &[&'static str], out: &mut String) {
    let said: Vec<&str> = slugs
        .iter()
        .map(|slug| match *slug {
            "hcpcs-ii" => "HCPCS Level II",
            "modifiers" => "modifiers",
            "ncci" => "NCCI edits",
            "lcd-ncd" => "LCD/NCD coverage rules",
            "mce-ioce" => "MCE and I/OCE edits",
            "revenue-codes" => "revenue codes",
            "pos" => "place of service codes",
            "chargemaster" => "the chargemaster (CDM)",
            other => vocabulary().code_sets.get(other).map_or(other, Entry::short),
        })
        .collect();
    write_list(&said, " and ", out);
}

fn write_with_article(noun: &str, out: &mut String) {
    let spoken_vowel = noun.starts_with(['a', 'e', 'i', 'o', 'u', 'A'])
        || noun.starts_with("HIM")
        || noun.starts_with("MDS");
    let vowel = spoken_vowel && !noun.starts_with("uti");
    out.push_str(if vowel { "an " } else { "a " });
    out.push_str(noun);
}
