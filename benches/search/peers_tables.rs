//! The tables of the peers: a row a posting with what it has one of, a row a value of what it has several of.

use std::collections::BTreeSet;
use std::fmt::Write;

use careercenter::eligibility::Reach;
use careercenter::jobindex::{Document, Group};
use careercenter::vocabulary::vocabulary;
use diesel::connection::SimpleConnection;

/// A value nobody has: where there is none.
const NONE: i32 = -1;
/// Postings of a statement.
const BATCH: usize = 200;

/// `x`, `y` and `z` are the site on a ball of radius 1, so that distances need no trigonometry. A parent value has a
/// row of its own. Values are numbers: places in their group.
pub const TABLES: &str = "
    CREATE TABLE posting (
        id INTEGER PRIMARY KEY, first_published BIGINT NOT NULL,
        pay_min INTEGER NOT NULL, pay_max INTEGER NOT NULL,
        lat DOUBLE PRECISION, lon DOUBLE PRECISION,
        x DOUBLE PRECISION, y DOUBLE PRECISION, z DOUBLE PRECISION,
        role SMALLINT NOT NULL, employment SMALLINT NOT NULL, arrangement SMALLINT NOT NULL,
        apprentice SMALLINT NOT NULL, agency SMALLINT NOT NULL, anywhere SMALLINT NOT NULL);
    CREATE TABLE posting_value (
        facet SMALLINT NOT NULL, value SMALLINT NOT NULL, posting INTEGER NOT NULL,
        PRIMARY KEY (facet, value, posting))";

/// Made when all is loaded.
pub const INDEXES: &str = "
    CREATE INDEX by_published ON posting (first_published DESC);
    CREATE INDEX by_pay ON posting (pay_max DESC, first_published DESC);
    CREATE INDEX by_place ON posting (lat, lon);
    CREATE INDEX by_role ON posting (role);
    CREATE INDEX by_employment ON posting (employment);
    CREATE INDEX by_arrangement ON posting (arrangement);
    CREATE INDEX of_posting ON posting_value (posting, facet, value);";

/// The place of a value in its group.
pub fn number(group: Group, slug: &str) -> usize {
    group.slugs().position(|other| other == slug).expect("a value of the group")
}

/// Inserts postings, many with each statement; the texts into `(id, title, employer, body)` of `texts`.
pub fn insert(
    conn: &mut impl SimpleConnection,
    texts: &str,
    mut postings: impl Iterator<Item = Document>,
) {
    loop {
        let (mut plain, mut values, mut words) = (String::new(), String::new(), String::new());
        for posting in postings.by_ref().take(BATCH) {
            add_plain(&posting, &mut plain);
            for (group, value) in several(&posting) {
                add(&mut values, format_args!("{}, {value}, {}", group as usize, posting.id));
            }
            let [title, employer, body] = [&posting.title, &posting.employer, &posting.body]
                .map(|text| text.replace('\'', "''"));
            add(&mut words, format_args!("{}, '{title}', '{employer}', '{body}'", posting.id));
        }
        if plain.is_empty() {
            return;
        }
        let statements = format!(
            "INSERT INTO posting VALUES {plain}; INSERT INTO posting_value VALUES {values}; \
             INSERT INTO {texts} VALUES {words};"
        );
        conn.batch_execute(&statements).expect("the postings fit the tables");
    }
}

fn add(rows: &mut String, row: std::fmt::Arguments) {
    let comma = if rows.is_empty() { "" } else { ", " };
    write!(rows, "{comma}({row})").expect("a string takes everything");
}

fn add_plain(posting: &Document, rows: &mut String) {
    let one = |value: Option<u16>| value.map_or(NONE, i32::from);
    let (least, most) = posting.pay.unwrap_or_default();
    let site = posting.stated.site.as_ref().and_then(|site| site.at);
    let site = site.map_or("NULL, NULL, NULL, NULL, NULL".to_owned(), |at| {
        let [x, y, z] = on_ball(at.lat, at.lon);
        format!("{:?}, {:?}, {x:?}, {y:?}, {z:?}", at.lat, at.lon)
    });
    let anywhere = posting.stated.reach() == Some(Reach::Anywhere);
    add(
        rows,
        format_args!(
            "{}, {}, {least}, {most}, {site}, {}, {}, {}, {}, {}, {}",
            posting.id,
            posting.first_published,
            one(posting.role),
            one(posting.employment_type),
            one(posting.arrangement),
            i32::from(posting.stated.apprentice_ok),
            i32::from(posting.agency),
            i32::from(anywhere),
        ),
    );
}

/// A place on a ball of radius 1.
pub fn on_ball(lat: f64, lon: f64) -> [f64; 3] {
    let (lat, lon) = (lat.to_radians(), lon.to_radians());
    [lat.cos() * lon.cos(), lat.cos() * lon.sin(), lat.sin()]
}

/// The values of which a posting can have several, with all above them; of states those it names.
fn several(posting: &Document) -> BTreeSet<(Group, u16)> {
    let words = vocabulary();
    let mut values = BTreeSet::new();
    let mut have = |group, of: &[u16], up: &dyn Fn(u16) -> Vec<u16>| {
        values.extend(of.iter().flat_map(|&value| up(value)).map(|value| (group, value)));
    };
    let itself = |value| vec![value];
    have(Group::Setting, &posting.settings, &|value| words.care_settings.with_parents(value));
    have(Group::Specialty, &posting.specialties, &|value| words.specialties.with_parents(value));
    have(Group::Credential, &posting.credentials, &itself);
    have(Group::CodeSet, &posting.code_sets, &|value| words.code_sets.with_parents(value));
    have(Group::Software, &posting.software, &|value| words.software.with_parents(value));
    if let Some(Reach::States(states)) = posting.stated.reach() {
        let states: Vec<u16> =
            states.iter().map(|state| number(Group::HiresIn, state.abbr()) as u16).collect();
        have(Group::HiresIn, &states, &itself);
    }
    values
}
