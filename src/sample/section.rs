//! What each section of a description says.

use super::article::Article;
use super::ask;
use super::bank::bank;
use super::draft::Draft;
use super::phrase::{Phrase, raise};
use crate::eligibility::Necessity;

/// A part of a description.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Section {
    Lead,
    About,
    Duties,
    Bring,
    Nice,
    Caseload,
    Measures,
    Schedule,
    Equipment,
    Tools,
    Growth,
    Team,
    Pay,
    Place,
    Benefits,
    Hiring,
}
use Section::{
    About, Benefits, Bring, Caseload, Duties, Equipment, Growth, Hiring, Lead, Measures, Nice, Pay,
    Place, Schedule, Team, Tools,
};

impl Article<'_> {
    /// Writes what stands under the heading.
    pub fn write_body(&mut self, section: Section) {
        match section {
            Lead => self.say(&self.voice.lead),
            About => self.say(&self.voice.about),
            Team => self.say(&self.voice.team),
            Duties => self.write_duties(),
            Bring => self.write_needs(),
            Nice => self.write_wishes(),
            Caseload if self.scene.draft.scope.content[0].admin => self.say_common("caseload_desk"),
            Caseload => self.say_common("caseload"),
            Measures if self.scene.draft.role.pace[1] > 0 => self.say_common("measures"),
            Measures => self.say_common("aims"),
            Schedule => self.say_common(schedule(self.scene.draft)),
            Equipment => self.say_common(equipment(self.scene.draft)),
            Tools if self.scene.draft.tools.is_empty() => self.say_common("tools_none"),
            Tools => self.say_common("tools"),
            Growth => self.write_growth(),
            Pay => self.write_pay(),
            Place => self.write_place(),
            Benefits => self.write_benefits(),
            Hiring => self.write_hiring(),
        }
    }

    fn say(&mut self, phrases: &[Phrase]) {
        self.scene.say(phrases, &mut self.text);
    }

    fn say_common(&mut self, name: &str) {
        self.say(&bank().common.sections[name]);
    }

    /// Writes the heading in the employer's style; the lead has none.
    pub fn write_heading(&mut self, section: Section) {
        let common = |name: &str| bank().common.sections[name].as_slice();
        let voice = self.voice;
        let heads = match section {
            Lead => return,
            About => &voice.about_head,
            Duties => &voice.duties_head,
            Bring => &voice.bring_head,
            Nice => &voice.nice_head,
            Pay => &voice.pay_head,
            Place => &voice.place_head,
            Benefits => &voice.benefits_head,
            Hiring => &voice.hiring_head,
            Caseload => common("caseload_head"),
            Measures => common("measures_head"),
            Schedule => common("schedule_head"),
            Equipment => common("equipment_head"),
            Tools => common("tools_head"),
            Growth => common("growth_head"),
            Team => common("team_head"),
        };
        self.text.push_str(&voice.style);
        if voice.style == "**" {
            self.say(heads);
            self.text.push_str("**\n\n");
        } else {
            self.text.push(' ');
            self.say(heads);
            self.text.push_str("\n\n");
        }
    }

    fn begin_item(&mut self) {
        if !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
        let star = self.scene.draft.profile.habit & 4 == 0;
        self.text.push_str(if star { "* " } else { "- " });
    }

    /// Items from a bank, each at most once.
    fn write_items(&mut self, phrases: &[Phrase], count: usize) {
        let mut left: [u8; 32] = std::array::from_fn(|at| at as u8);
        let size = phrases.len().min(left.len());
        for at in 0..count.min(size) {
            let other = at + self.scene.dice.below(size - at);
            left.swap(at, other);
            self.begin_item();
            phrases[usize::from(left[at])].write(&mut self.scene, &mut self.text);
        }
    }

    fn write_duties(&mut self) {
        let role = self.scene.draft.role;
        let own = self.scene.dice.between(2, 3);
        self.write_items(&role.duties, own);
        let desk = self.scene.dice.pick(&role.desks);
        let more = self.scene.dice.between(2, 3);
        self.write_items(&bank().desks[desk], more);
    }

    fn write_needs(&mut self) {
        let draft = self.scene.draft;
        let need = |name: &str| bank().common.need[name].as_slice();
        self.begin_item();
        self.scene.demand = draft.needs.required.as_ref();
        self.say(need(if draft.needs.required.is_some() { "credentials" } else { "none" }));
        self.begin_item();
        let demands = &draft.posting.requirements.experience;
        self.scene.experience = demands.iter().find(|one| one.necessity == Necessity::Required);
        let asked = self.scene.experience.is_some();
        self.say(need(if asked { "months" } else { "months_none" }));
        if draft.posting.apprentice_ok {
            self.begin_item();
            let named = draft.needs.required.as_ref().is_none_or(|one| ask::names(one, "cpc-a"));
            self.say(need(if named { "apprentice" } else { "learner" }));
        }
        if let Some(level) = draft.posting.education {
            self.begin_item();
            self.say(&bank().common.education[level]);
        }
        let soft = self.scene.dice.between(2, 4);
        self.write_items(&bank().common.sections["soft"], soft);
    }

    fn write_wishes(&mut self) {
        let draft = self.scene.draft;
        let need = |name: &str| bank().common.need[name].as_slice();
        if draft.needs.preferred.is_some() {
            self.begin_item();
            let start = self.text.len();
            self.scene.demand = draft.needs.preferred.as_ref();
            self.say(need("preferred"));
            raise(&mut self.text, start);
        }
        let wished = draft
            .posting
            .requirements
            .experience
            .iter()
            .find(|one| one.necessity == Necessity::Preferred);
        if wished.is_some() {
            self.begin_item();
            self.scene.experience = wished;
            self.say(need("months_preferred"));
        }
        let more = self.scene.dice.between(1, 2);
        self.write_items(&bank().common.sections["nice"], more);
    }

    fn write_growth(&mut self) {
        let growth = &bank().common.sections["growth"];
        let first = self.scene.dice.below(growth.len());
        growth[first].write(&mut self.scene, &mut self.text);
        self.text.push(' ');
        growth[(first + 3) % growth.len()].write(&mut self.scene, &mut self.text);
    }

    fn write_pay(&mut self) {
        let pay = self.scene.draft.posting.pay;
        let bank = &bank().common.pay;
        self.say(&bank[if pay.min == pay.max { "fixed" } else { "range" }]);
        if !self.scene.extra.is_empty() {
            self.text.push(' ');
            self.say(&bank["extra"]);
        } else if self.scene.dice.chance(50) {
            self.text.push(' ');
            self.say(&bank["plain"]);
        }
    }

    fn write_place(&mut self) {
        let posting = &self.scene.draft.posting;
        self.say(&bank().common.place[posting.arrangement]);
        self.text.push(' ');
        self.say(&bank().common.employment[posting.employment_type]);
    }

    fn write_benefits(&mut self) {
        let intro = if self.scene.benefits.is_empty() { "nothing" } else { "intro" };
        self.say(&bank().common.benefits[intro]);
    }

    fn write_hiring(&mut self) {
        let closing = self.scene.draft.posting.deadline_in_days.is_some();
        self.say(&bank().common.pay[if closing { "closing" } else { "ongoing" }]);
        self.text.push(' ');
        self.say(&self.voice.closing);
    }
}

fn schedule(draft: &Draft) -> &'static str {
    match draft.posting.employment_type {
        "full-time" | "contract-to-hire" | "apprenticeship" => "full_day",
        "part-time" => "part_day",
        "prn" => "loose_day",
        "contract-1099" if draft.posting.pay.unit != "project" => "loose_day",
        _ => "term_day",
    }
}

fn equipment(draft: &Draft) -> &'static str {
    match draft.posting.arrangement {
        "on-site" => "equipment_site",
        "travel" => "equipment_travel",
        _ if draft.posting.classification == "1099" => "equipment_own",
        _ => "equipment_remote",
    }
}
