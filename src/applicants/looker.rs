//! Postings as one person sees them: with the verdict for them and with what they have done.

use std::sync::Arc;

use super::guards::{FitBy, Seeker};
use super::hidden::hides;
use super::saved::Marks;
use super::verdict::VerdictView;
use crate::accounts::AccountId;
use crate::clock::Moment;
use crate::db::Conn;
use crate::eligibility::{Judge, Of};
use crate::employers::EmployerId;
use crate::error::Result;
use crate::jobindex::Eyes;
use crate::postings::{
    self, Card, Keep, Loaded, Local, PostingId, Shelf, Stage, VerdictLine, load_contents,
};

/// What of a [`Seeker`] the database has to know.
#[derive(Clone, Debug)]
pub struct Looker {
    pub account: Option<AccountId>,
    pub judge: Option<Judge>,
    pub by: FitBy,
    /// They have said how long they have coded altogether.
    pub coded: bool,
    /// Where they are, as far as an account says so.
    pub local: Local,
    shelf: Arc<Shelf>,
}

impl Seeker {
    /// Compiles the fit, once for all postings of a page.
    pub fn looker(&self) -> Looker {
        Looker {
            account: self.account.as_ref().map(|account| account.id),
            judge: self.fit.as_ref().map(Judge::of),
            by: self.by,
            coded: self.fit.iter().flat_map(|fit| &fit.experience).any(|one| one.of == Of::All),
            local: self.account.as_ref().map_or(Local::named(""), Local::of),
            shelf: self.shelf.clone(),
        }
    }

    /// How they see the index.
    pub fn eyes<'a>(&'a self, looker: &'a Looker) -> Eyes<'a> {
        Eyes { judge: looker.judge.as_ref(), hidden: &self.hidden }
    }
}

impl Looker {
    /// Cards for these postings, in this order, each with its verdict and buttons.
    pub fn cards(&self, conn: &mut Conn, ids: &[PostingId], now: Moment) -> Result<Vec<Card>> {
        let loaded = load_contents(conn, ids)?;
        self.cards_of(conn, loaded.iter(), ids, now)
    }

    /// The same of postings the index has found: as it knows them, which is quicker. What is not
    /// for strangers any more is left out.
    pub fn found(&self, conn: &mut Conn, ids: &[PostingId], now: Moment) -> Result<Vec<Card>> {
        let loaded = self.shelf.load(conn, ids)?;
        let open = loaded.iter().map(Arc::as_ref).filter(|one| one.posting.has_page());
        self.cards_of(conn, open, ids, now)
    }

    fn cards_of<'a>(
        &self,
        conn: &mut Conn,
        loaded: impl Iterator<Item = &'a Loaded>,
        ids: &[PostingId],
        now: Moment,
    ) -> Result<Vec<Card>> {
        let marks = self.marks(conn, ids)?;
        let cards = loaded.map(|one| self.card(one, marks.as_ref(), now)).collect();
        postings::attach_others(conn, cards)
    }

    fn card(&self, loaded: &Loaded, marks: Option<&Marks>, now: Moment) -> Card {
        let mut card = loaded.card(now);
        let id = loaded.posting.id;
        let judge = self.judge.as_ref().filter(|_| loaded.stage_at(now) == Stage::Live);
        card.verdict = judge.map(|judge| VerdictLine::of(&judge.verdict(&loaded.stated())));
        card.keep =
            Some(Keep::of(id, marks.map(|marks| (marks.is_saved(id), marks.is_hidden(id)))));
        card
    }

    /// The whole verdict on one posting as long as it is open; `next` is where its page is.
    pub fn verdict(&self, loaded: &Loaded, next: &str, now: Moment) -> Option<VerdictView> {
        let judge = self.judge.as_ref().filter(|_| loaded.stage_at(now) == Stage::Live)?;
        Some(VerdictView::of(&judge.verdict(&loaded.stated()), self.by, self.coded, next))
    }

    /// The buttons of one posting.
    pub fn keep(&self, conn: &mut Conn, id: PostingId) -> Result<Keep> {
        let marks = self.marks(conn, &[id])?;
        Ok(Keep::of(id, marks.map(|marks| (marks.is_saved(id), marks.is_hidden(id)))))
    }

    /// Whether they have hidden an employer.
    pub fn hides(&self, conn: &mut Conn, id: EmployerId) -> Result<bool> {
        self.account.map_or(Ok(false), |account| hides(conn, account, id))
    }

    fn marks(&self, conn: &mut Conn, ids: &[PostingId]) -> Result<Option<Marks>> {
        self.account.map(|account| Marks::of(conn, account, ids)).transpose()
    }
}
