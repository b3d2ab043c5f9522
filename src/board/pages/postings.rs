//! The page of one posting.

use std::sync::Arc;

use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;

use super::{lists, moved};
use crate::accounts::Account;
use crate::applicants::{self, Looker, Looking, Seeker, VerdictView};
use crate::applications;
use crate::board::similar::{alike, similar};
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::jobindex::{Criteria, Group, Snapshot};
use crate::paths;
use crate::postings::{self, Article, Card, Keep, Loaded, Posting, PostingId, Stage};
use crate::site::Site;
use crate::web::Page;

/// What `postings/show.html` shows.
#[derive(Serialize)]
struct PostingPage {
    posting: Article,
    #[serde(flatten)]
    seen: Seen,
    looking: Looking,
    /// The listing of others like it, where one can be told of new ones.
    like_url: Option<String>,
    similar: Option<Similar>,
}

/// Open jobs like this one.
#[derive(Serialize)]
struct Similar {
    heading: &'static str,
    cards: Vec<Card>,
}

/// What of the page is true of whoever looks alone.
#[derive(Serialize)]
struct Seen {
    verdict: Option<VerdictView>,
    keep: Keep,
    /// What they have sent, and its page.
    applied: Option<applications::Standing>,
}

/// Who asks for which posting, and when.
struct Asking {
    id: PostingId,
    now: Moment,
    account: Option<Account>,
    looker: Looker,
    /// Postings they do not want to see.
    hidden: Vec<i64>,
    index: Arc<Snapshot>,
}

/// What there is to show.
struct Read {
    found: Posting,
    article: Article,
    seen: Seen,
    /// What others have in common with it.
    like: Option<Criteria>,
    similar: Option<Similar>,
}

/// `GET /jobs/{id}-{title}`
pub async fn posting(
    site: web::Data<Site>,
    seeker: Seeker,
    key: web::Path<String>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let asking = Asking {
        id: PostingId(paths::id_of(&key).ok_or(Error::NotFound)?),
        now: site.clock.now(),
        account: seeker.account.clone(),
        looker: seeker.looker(),
        hidden: seeker.hidden.clone(),
        index: site.index.load(),
    };
    let read = site.db.read(move |conn| asking.read(conn)).await?;
    let canonical = paths::posting(read.found.id, &read.found.title);
    if request.path() != canonical {
        return Ok(moved(&canonical, &request));
    }
    if let Some(account) = &seeker.account {
        applicants::note_view(&site, account.id, read.found.id);
    }
    page(read, seeker, &canonical, lists::asked(&request).text("done")).respond(&site)
}

impl Asking {
    fn read(&self, conn: &mut Conn) -> Result<Read> {
        let found = postings::shown(conn, self.id, self.now)?;
        let loaded = postings::load_one(conn, self.id)?;
        let mut article = postings::article_of(conn, &loaded, self.now)?;
        if edits(conn, &found, self.account.as_ref())? {
            article.edit_url = Some(paths::edit_posting(self.id));
        }
        let seen = Seen::of(conn, &loaded, &self.looker, self.now)?;
        let like = like(&loaded);
        let ids = similar(&self.index, self.id, &self.hidden);
        let mut similar = self.similar(conn, article.stage, &ids)?;
        // It is over, or another one stands for it.
        if let (None, Some(like)) = (&similar, &like) {
            let ids = alike(&self.index, like, loaded.shown_as(), &self.hidden, self.now);
            similar = self.similar(conn, article.stage, &ids)?;
        }
        Ok(Read { found, article, seen, like, similar })
    }

    fn similar(&self, conn: &mut Conn, stage: Stage, ids: &[PostingId]) -> Result<Option<Similar>> {
        let mut cards = self.looker.found(conn, ids, self.now)?;
        // Ended since the index has heard of it.
        cards.retain(|card| card.ended.is_none());
        let heading = match stage {
            Stage::Closed | Stage::Expired => "Similar jobs that are open",
            _ => "Similar jobs",
        };
        Ok((!cards.is_empty()).then_some(Similar { heading, cards }))
    }
}

fn page(read: Read, seeker: Seeker, canonical: &str, done: &str) -> Page<PostingPage> {
    let Read { found, article, seen, like, similar } = read;
    let (title, description) = (title(&article), description(&article));
    let looking = seeker.looking(canonical, done);
    let like_url = like.map(|like| like_url(like, &seeker));
    let view = PostingPage { posting: article, seen, looking, like_url, similar };
    let page = Page::new("postings/show.html", title, view)
        .description(description)
        .canonical(canonical)
        .nav("jobs")
        .personal_if(seeker.fit.is_some())
        .framed(seeker.chrome);
    // Nobody asked us to advertise for an employer that has no account here.
    if found.employer_id.is_none() { page.no_index() } else { page }
}

/// What others like it have in common with it, if it says what it is.
fn like(loaded: &Loaded) -> Option<Criteria> {
    let role = loaded.content.role.as_deref()?;
    Some(Criteria::default().with(Group::Role, role)).filter(|like| !like.is_everything())
}

/// Those that hire where the visitor lives, if they have said where.
fn like_url(like: Criteria, seeker: &Seeker) -> String {
    let home = seeker.fit.as_ref().and_then(|fit| fit.home);
    let like = home.map_or(like.clone(), |state| like.with(Group::HiresIn, state.abbr()));
    paths::listing(&like.query_string())
}

/// Whether this account may change the posting.
fn edits(conn: &mut Conn, posting: &Posting, account: Option<&Account>) -> Result<bool> {
    let Some(account) = account else { return Ok(false) };
    match Posting::with_member(conn, account, posting.id) {
        Ok((_, member)) => Ok(member.may_write()),
        Err(Error::NotFound) => Ok(false),
        Err(error) => Err(error),
    }
}

impl Seen {
    fn of(conn: &mut Conn, loaded: &Loaded, looker: &Looker, now: Moment) -> Result<Seen> {
        let id = loaded.posting.id;
        Ok(Seen {
            verdict: looker.verdict(loaded, &loaded.url(), now),
            keep: looker.keep(conn, id)?,
            applied: applications::applied_to(conn, looker, loaded, now)?,
        })
    }
}

fn title(article: &Article) -> String {
    format!("{} at {}", article.title, article.employer.name)
}

/// Pay and place, as a search engine shows them.
fn description(article: &Article) -> String {
    let place = article.where_text.replace(" · ", ", ");
    match &article.pay {
        Some(pay) => format!("{} {}. {place}.", pay.text, pay.unit_text),
        None => format!("{place}."),
    }
}
