//! The facts of a posting, drawn before a word is written.

use super::bank::{RoleWords, SpecialtyWords, bank};
use super::dice::Dice;
use super::employer::Profile;
use super::generator::Generator;
use super::kit;
use super::needs::Needs;
use super::pay::{self, Terms};
use super::phrase::{Fill, Phrase, Slot, raise};
use super::place;
use super::posting::{AskedOfAll, SamplePosting};
use super::scope::Scope;

const POSTING: u64 = 4;

/// A posting without its description, and what the description will draw on.
pub(super) struct Draft {
    pub posting: SamplePosting,
    pub profile: Profile,
    pub role: &'static RoleWords,
    pub scope: Scope,
    pub needs: Needs,
    /// Names of software as people say them.
    pub tools: Vec<&'static str>,
    /// Length of the assignment, where it ends.
    pub weeks: usize,
}

impl Draft {
    /// Draws posting `n`, and hands on the dice for the writing.
    pub fn draw(seed: u64, n: u64) -> (Draft, Dice) {
        let mut dice = Dice::new(seed, POSTING, n);
        let profile = Profile::new(seed, employer_of(n, &mut dice));
        let (slug, role) = role(&profile, &mut dice);
        let trainee = slug == "coding-apprentice";
        let entry = trainee || (!role.entry.is_empty() && dice.chance(20));
        let scope = Scope::draw(role, profile.kind, &mut dice);
        let needs = Needs::draw(role, &scope, entry, &mut dice);
        let (unit, employment_type) = pay::unit_and_type(role, trainee, &mut dice);
        let at = place::draw(slug, &profile, &mut dice);
        let weeks = dice.between(3, 13) * 2;
        let state = at.site.map(|town| town.state);
        let terms = Terms { unit, employment_type, state, months: needs.months, entry, weeks };
        let pay = pay::draw(role, &terms, &mut dice);
        let (software, tools) = kit::software(role, &profile, &mut dice);
        let requisition_id = requisition(&profile, n, &mut dice);
        let here = applies_here(&profile);
        let posting = SamplePosting {
            number: n,
            employer: profile.number,
            title: title(role, scope.main, needs.months, entry, &mut dice),
            role: slug,
            description: String::new(),
            care_settings: scope.settings.clone(),
            specialties: scope.specialties.clone(),
            code_sets: kit::code_sets(role, &scope, &mut dice),
            software,
            openings: openings(role, &mut dice),
            apply_url: (!here).then(|| apply_url(&profile, n, requisition_id.as_deref())),
            questions: if here { questions(n) } else { Vec::new() },
            requisition_id,
            employment_type,
            classification: if employment_type == "contract-1099" { "1099" } else { "w2" },
            arrangement: at.arrangement,
            states: at.states,
            place: at.site.map(Into::into),
            pay,
            benefits: kit::benefits(employment_type, profile.kind, &at, &mut dice),
            benefits_text: String::new(),
            other_compensation: String::new(),
            requirements: needs.requirements.clone(),
            apprentice_ok: entry,
            education: needs.education,
            deadline_in_days: dice.chance(35).then(|| dice.between(4, 45) as u16),
            published_days_ago: published(&mut dice),
        };
        (Draft { posting, profile, role, scope, needs, tools, weeks }, dice)
    }
}

/// Mostly one; leaders are hired one or two at a time.
fn openings(role: &RoleWords, dice: &mut Dice) -> u16 {
    let most = if role.leader { 2 } else { 9 };
    if dice.chance(70) { 1 } else { dice.between(2, most) as u16 }
}

/// The newest employer when posting `n` brings one, else any, the older ones more often.
fn employer_of(n: u64, dice: &mut Dice) -> u64 {
    let count = Generator::employer_count(n + 1);
    if n == 0 || Generator::employer_count(n) < count {
        return count - 1;
    }
    let one = dice.below(count as usize);
    let two = dice.below(count as usize);
    (if dice.chance(60) { one.min(two) } else { one }) as u64
}

fn role(profile: &Profile, dice: &mut Dice) -> (&'static str, &'static RoleWords) {
    let slug = bank().roles_of[profile.kind].pick(dice).map_or("medical-coder", String::as_str);
    (slug, &bank().roles[slug])
}

fn requisition(profile: &Profile, n: u64, dice: &mut Dice) -> Option<String> {
    let number = 1_000 + n * 7 + dice.below(7) as u64;
    match profile.habit % 5 {
        0 => None,
        1 => Some(format!("R-{:06}", number + 100_000)),
        2 => Some(format!("HIM-{number}")),
        3 => Some(format!("REQ{number:07}")),
        _ => Some(format!("{}{number}", &profile.short[..2].to_ascii_uppercase())),
    }
}

/// An employer takes all its applications in one place: two of three do so on the board.
fn applies_here(profile: &Profile) -> bool {
    profile.number == 0 || !(profile.habit >> 32).is_multiple_of(3)
}

/// Half of the postings ask nothing more, the others one or two things.
fn questions(n: u64) -> Vec<&'static AskedOfAll> {
    let at = n as usize % (2 * QUESTIONS.len());
    let asked = QUESTIONS.iter().skip(at).take(1 + at % 2);
    asked.collect()
}

const QUESTIONS: [AskedOfAll; 6] = [
    asks("Can you work during our core hours, 9 a.m. to 3 p.m. Eastern?", true, true),
    asks("Which encoder have you used most?", false, true),
    asks("Do you have a private room to work in?", true, true),
    asks("What was your accuracy in your last audit?", false, false),
    asks("When could you start?", false, true),
    asks("Are you open to weekend shifts once a month?", true, false),
];

const fn asks(text: &'static str, yes_no: bool, required: bool) -> AskedOfAll {
    AskedOfAll { text, yes_no, required }
}

fn apply_url(profile: &Profile, n: u64, requisition: Option<&str>) -> String {
    let host = profile.host();
    match requisition {
        Some(id) => format!("https://{host}/careers/{}", id.to_ascii_lowercase()),
        None => format!("https://{host}/work-with-us/{n}"),
    }
}

/// 0 to 29 days, the recent ones far more often.
fn published(dice: &mut Dice) -> u16 {
    let throw = dice.below(1_000);
    (throw * throw * 30 / 1_000_000) as u16
}

/// Fills the specialty into a title, every word raised.
struct Naming<'a>(&'a SpecialtyWords, &'a mut Dice);

impl Fill for Naming<'_> {
    fn dice(&mut self) -> &mut Dice {
        self.1
    }

    fn fill(&mut self, slot: Slot, out: &mut String) {
        debug_assert_eq!(slot, Slot::Spec, "titles know no other slot");
        for (at, word) in self.0.name.split(' ').enumerate() {
            if at > 0 {
                out.push(' ');
            }
            let start = out.len();
            out.push_str(word);
            if word != "and" {
                raise(out, start);
            }
        }
    }
}

fn title(
    role: &RoleWords,
    main: &SpecialtyWords,
    months: u16,
    entry: bool,
    dice: &mut Dice,
) -> String {
    let fits = |title: &str| {
        let senior = title.contains("Senior") || title.ends_with("III");
        let middle = title.ends_with(" II");
        !(senior && months < 36
            || (middle || title.contains("Certified")) && (entry || months < 12))
    };
    let mut title = String::new();
    for _ in 0..8 {
        title.clear();
        let phrase: &Phrase = dice.pick(&role.titles.0);
        phrase.write(&mut Naming(main, dice), &mut title);
        if fits(&title) {
            break;
        }
    }
    title
}
