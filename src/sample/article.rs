//! Writes the description: sections in the order the employer likes, as many as fit 2 to 3 KB.

use super::bank::Voice;
use super::dice::Dice;
use super::draft::Draft;
use super::offer;
use super::phrase::raise;
use super::scene::Scene;
use super::section::Section::{
    self, About, Benefits, Bring, Caseload, Duties, Equipment, Growth, Hiring, Lead, Measures,
    Nice, Pay, Place, Schedule, Team, Tools,
};
use std::ops::Range;

/// The size at which no further section is begun, drawn between these.
const ENOUGH: [usize; 2] = [2_280, 2_680];
/// A text that is still shorter when every section is written says more about the cases.
const LEAST: usize = 2_110;
/// No section is kept that would take the text beyond this.
const MOST: usize = 3_040;

const ORDERS: [[Section; 16]; 6] = [
    [
        Lead, About, Duties, Bring, Nice, Caseload, Measures, Tools, Schedule, Equipment, Growth,
        Team, Place, Pay, Benefits, Hiring,
    ],
    [
        Lead, Place, Pay, Duties, Caseload, Bring, Nice, Tools, Measures, Schedule, Team, Growth,
        Equipment, Benefits, About, Hiring,
    ],
    [
        About, Lead, Team, Duties, Measures, Bring, Nice, Tools, Growth, Schedule, Place,
        Equipment, Pay, Benefits, Caseload, Hiring,
    ],
    [
        Lead, Bring, Nice, Duties, Caseload, Tools, Pay, Place, Schedule, Benefits, Measures,
        Growth, Equipment, About, Team, Hiring,
    ],
    [
        Lead, Duties, Caseload, Tools, Bring, Nice, Measures, About, Team, Place, Schedule,
        Equipment, Growth, Pay, Benefits, Hiring,
    ],
    [
        Lead, Caseload, Duties, Measures, Place, Schedule, Pay, Benefits, Bring, Nice, Tools,
        Equipment, Growth, Team, About, Hiring,
    ],
];

const ALWAYS: [Section; 8] = [Lead, Duties, Bring, Tools, Place, Pay, Benefits, Hiring];
const SOMETIMES: [Section; 8] =
    [Caseload, Measures, About, Growth, Schedule, Team, Equipment, Nice];

/// Fills in the description and the texts that are part of it.
pub(super) fn write(draft: &mut Draft, dice: &mut Dice) {
    let benefits = offer::benefits(draft, dice);
    let extra = offer::extra(draft, dice);
    let mut scene = Scene::new(draft, dice);
    scene.benefits = benefits;
    scene.extra = extra;
    let mut article = Article {
        voice: draft.profile.voice,
        scene,
        text: String::with_capacity(4_096),
        parts: Vec::with_capacity(16),
    };
    article.write_all();
    let description = article.bound();
    let benefits_text = article.text[article.benefits_sentence()].to_owned();
    let mut other = std::mem::take(&mut article.scene.extra);
    if other.is_empty() {
        other.push_str("None");
    }
    raise(&mut other, 0);
    draft.posting.description = description;
    draft.posting.benefits_text = benefits_text;
    draft.posting.other_compensation = other;
}

/// A description in the making: sections in the order they were written.
pub(super) struct Article<'a> {
    pub voice: &'static Voice,
    pub scene: Scene<'a>,
    pub text: String,
    parts: Vec<(Section, Range<usize>)>,
}

impl Article<'_> {
    /// The sections every posting has, then others until it is long enough.
    fn write_all(&mut self) {
        for section in ALWAYS {
            self.write_section(section);
        }
        let draft = self.scene.draft;
        if draft.needs.preferred.is_some()
            || draft.posting.requirements.experience.len() > 1
            || wishes(draft)
        {
            self.write_section(Nice);
        }
        if draft.posting.employment_type == "part-time" {
            self.write_section(Schedule);
        }
        let enough = self.scene.dice.between(ENOUGH[0], ENOUGH[1]);
        let mut rest = SOMETIMES;
        for at in 0..rest.len() {
            // The case mix comes early: it is what makes one posting differ from the next.
            let other = if at == 0 && self.scene.dice.chance(70) {
                0
            } else {
                at + self.scene.dice.below(rest.len() - at)
            };
            rest.swap(at, other);
            if self.text.len() >= enough {
                break;
            }
            if self.parts.iter().all(|(written, _)| *written != rest[at]) {
                self.write_section(rest[at]);
            }
        }
        while self.text.len() < LEAST {
            self.write_more_cases();
        }
    }

    /// A further paragraph under the heading of the case mix.
    fn write_more_cases(&mut self) {
        let start = self.text.len();
        self.write_body(Caseload);
        self.text.push_str("\n\n");
        self.parts.push((Caseload, start..self.text.len()));
    }

    /// Writes a section, and takes it back when the text grows too long.
    fn write_section(&mut self, section: Section) {
        let start = self.text.len();
        self.write_heading(section);
        self.write_body(section);
        self.text.push_str("\n\n");
        if self.text.len() > MOST {
            self.text.truncate(start);
        } else {
            self.parts.push((section, start..self.text.len()));
        }
    }

    /// The sections in the employer's order.
    fn bound(&self) -> String {
        let mut bound = String::with_capacity(self.text.len());
        let order = &ORDERS[(self.scene.draft.profile.habit >> 24) as usize % ORDERS.len()];
        for section in order {
            for (_, range) in self.parts.iter().filter(|(written, _)| written == section) {
                bound.push_str(&self.text[range.clone()]);
            }
        }
        bound.truncate(bound.trim_end().len());
        bound.push('\n');
        bound
    }

    /// Where the benefits sentence stands: the last line of its section.
    fn benefits_sentence(&self) -> Range<usize> {
        let part = self.parts.iter().find(|(section, _)| *section == Benefits);
        let range = part.map_or(0..0, |(_, range)| range.clone());
        let trimmed = self.text[range.clone()].trim_end().len();
        let line = self.text[range.start..range.start + trimmed].rfind('\n').map_or(0, |at| at + 1);
        range.start + line..range.start + trimmed
    }
}

/// Half of all postings wish for something beside what they must state.
fn wishes(draft: &Draft) -> bool {
    draft.posting.number.is_multiple_of(2)
}
