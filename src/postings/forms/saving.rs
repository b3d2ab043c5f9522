//! Saving the form: one path for a new draft, a known one and a posting that is live.

use super::{Clash, Conflict, Typed};
use crate::accounts::Account;
use crate::audit;
use crate::clock::Moment;
use crate::db::Conn;
use crate::employers::EmployerId;
use crate::error::Result;
use crate::postings::content::Content;
use crate::postings::draft::Saving;
use crate::postings::forms;
use crate::postings::loaded::{Loaded, load_one};
use crate::postings::phrases;
use crate::postings::posting::{Posting, PostingId, Stage};
use crate::web::{FormErrors, Input};

/// What became of a form.
#[derive(Debug)]
pub enum Saved {
    /// All is well; look at the preview or go on.
    Done(PostingId),
    /// Shown again with its problems. `loaded` is the posting as it is now, none if the form
    /// made none: a draft has been saved all the same, but for what no table should hold.
    Problems { loaded: Option<Box<Loaded>>, errors: FormErrors },
    /// Somebody else saved meanwhile; nothing was written.
    Stale { loaded: Box<Loaded>, conflict: Conflict },
}

/// A new draft from the form, or the one this form has made before.
pub fn create(
    conn: &mut Conn,
    now: Moment,
    employer: EmployerId,
    by: &Account,
    input: &Input,
) -> Result<Saved> {
    let typed = forms::parse(input, None);
    if typed.is_too_long() {
        return Ok(Saved::Problems { loaded: None, errors: typed.errors });
    }
    let key: String = input.text("draft_key").chars().take(100).collect();
    let id = match key.as_str() {
        "" => Posting::draft(conn, now, employer, &Content::default())?,
        key => Posting::draft_once(conn, now, employer, key, &Content::default())?,
    };
    save(conn, now, id, by, input)
}

/// Saves what was typed into the form of a posting.
pub fn save(
    conn: &mut Conn,
    now: Moment,
    id: PostingId,
    by: &Account,
    input: &Input,
) -> Result<Saved> {
    let loaded = load_one(conn, id)?;
    loaded.posting.refuse_taken_down()?;
    let mut typed = forms::parse(input, Some(&loaded.content));
    let attested = loaded.posting.attested_at.is_some();
    let meanwhile = typed.version != loaded.posting.version;
    if meanwhile {
        if !forms::between(&typed.content, &loaded.content).is_empty() {
            return clash(conn, now, loaded, &typed.content);
        }
        // Sent twice, or two people wrote the same: there is nothing anybody could lose.
        typed.version = loaded.posting.version;
        typed.saving.attested |= attested;
    }
    let is_draft = loaded.posting.stage == Stage::Draft;
    let is_final = !is_draft || input.text("action") == "preview";
    let (errors, confirmed) = judge(&loaded, &typed, input, now, is_final);
    if typed.is_too_long() || (!is_draft && !errors.is_empty()) {
        return Ok(Saved::Problems { loaded: Some(Box::new(loaded)), errors });
    }
    let saving = Saving { attested: typed.saving.attested, confirmed };
    let is_done = meanwhile && saving.confirmed.is_empty() && saving.attested == attested;
    if !is_done {
        loaded.posting.edit(conn, now, typed.version, &typed.content, &saving, by)?;
    }
    match errors.is_empty() {
        true => Ok(Saved::Done(id)),
        false => Ok(Saved::Problems { loaded: Some(Box::new(load_one(conn, id)?)), errors }),
    }
}

fn clash(conn: &mut Conn, now: Moment, loaded: Loaded, yours: &Content) -> Result<Saved> {
    let conflict = conflict(conn, now, &loaded, yours)?;
    Ok(Saved::Stale { loaded: Box::new(loaded), conflict })
}

/// What stands in the way, and the facts the person agrees with.
fn judge(
    loaded: &Loaded,
    typed: &Typed,
    input: &Input,
    now: Moment,
    is_final: bool,
) -> (FormErrors, Vec<String>) {
    let mut errors = typed.errors.clone();
    let (confirmed, open) = forms::agreed(&loaded.facts, input, &loaded.content, &typed.content);
    if is_final {
        typed.content.check(now.date(), &mut errors);
        for field in open {
            errors.add(&field, "Tick “That is right”, or change it.");
        }
        if !typed.saving.attested {
            errors.add("attestation", "Tick this to go on.");
        }
    }
    (errors, confirmed)
}

/// Who saved it meanwhile, and where their text and this one differ.
fn conflict(conn: &mut Conn, now: Moment, loaded: &Loaded, yours: &Content) -> Result<Conflict> {
    let record = audit::of(conn, "posting", loaded.posting.id.0, 10)?;
    let wrote = record.iter().find(|entry| matches!(entry.deed.as_str(), "saved" | "edited"));
    let by = wrote.map_or("Somebody else", |entry| &entry.actor).to_owned();
    let fields = forms::between(yours, &loaded.content).into_iter();
    Ok(Conflict {
        by,
        when_text: minutes_ago(loaded.posting.updated_at, now),
        fields: fields
            .map(|field| Clash { label: field.label, yours: field.before, theirs: field.after })
            .collect(),
    })
}

fn minutes_ago(then: Moment, now: Moment) -> String {
    match now.since(then).num_minutes() {
        ..1 => "just now".to_owned(),
        1 => "a minute ago".to_owned(),
        minutes @ 2..120 => format!("{minutes} minutes ago"),
        minutes @ 120..1440 => format!("{} hours ago", minutes / 60),
        _ => phrases::ago(then, now).text,
    }
}

/// What a new form starts with, and the title of the posting it is from: only what rarely changes
/// from one posting to the next, never what belongs to one job (title, address, number, day).
pub fn defaults(conn: &mut Conn, employer: EmployerId) -> Result<Option<(String, Content)>> {
    let Some(last) = crate::postings::posting::last_of(conn, employer)? else { return Ok(None) };
    let last = load_one(conn, last)?.content;
    let content = Content {
        site: last.site,
        arrangement: last.arrangement,
        states: last.states,
        employment_type: last.employment_type,
        classification: last.classification,
        benefits: last.benefits,
        benefits_text: last.benefits_text,
        other_compensation: last.other_compensation,
        ongoing: last.ongoing,
        apply_here: last.apply_here,
        ..Content::default()
    };
    Ok(Some((last.title, content)))
}

/// A draft from the text of an ad. The same text on the same day makes one draft.
pub fn from_text(
    conn: &mut Conn,
    now: Moment,
    employer: EmployerId,
    text: &str,
) -> Result<PostingId> {
    let title = first_line(text);
    let source = crate::reader::Source { title: &title, text, ..Default::default() };
    let (mut content, mut facts) =
        crate::postings::content_of(&title, text, &crate::reader::read(&source));
    // No address is read out of text.
    content.apply_here = true;
    facts.push(crate::postings::ReadFact { fact: "title".into(), words: title.clone() });
    let key = crate::token::hash(&format!("{employer} {} {text}", now.date()));
    let known = Posting::drafted(conn, employer, &key)?;
    if let Some(id) = known
        && Posting::by_id(conn, id)?.stage != Stage::Draft
    {
        let again = crate::token::fresh();
        return Posting::draft_read(conn, now, employer, &again, &content, &facts);
    }
    Posting::draft_read(conn, now, employer, &key, &content, &facts)
}

/// The first line that says something, without marks of a heading, cut to a title's length.
fn first_line(text: &str) -> String {
    let lines =
        text.lines().map(|line| line.trim_matches(|c: char| !c.is_alphanumeric() && c != ')'));
    let line = lines.into_iter().find(|line| !line.is_empty()).unwrap_or_default();
    let words: String = line.split_whitespace().collect::<Vec<_>>().join(" ");
    words.chars().take(crate::postings::LONGEST_TITLE).collect()
}
