//! Pages that are the same for everybody, rendered and packed once a minute at most.
//!
//! Only whoever brings nothing of ours is shown a kept page or leaves one behind. A page is kept under the one
//! address it is known by, so no invented query makes a key, and holds as long as the index, what employers say of
//! themselves and the minute are those it was begun in: no page is ever older than a minute, and a posting that
//! changed shows at once. Of many who ask for the same page at once one renders it and the others wait for that; if
//! nothing comes of it that can be kept, each of them renders for itself.

mod kept;
mod pages;
#[cfg(test)]
mod tests;

pub use pages::Pages;

use actix_web::dev::Payload;
use actix_web::{FromRequest, Handler, HttpRequest, HttpResponse, Responder, web};

use self::kept::Kept;
use self::pages::{Key, Look, Stamp};
use super::cookies::is_somebody;
use super::etag;
use crate::site::Site;

/// The address an answer is known by: path and query.
struct KnownBy(String);

/// Notes the address an answer is known by. It is kept if that was asked for.
pub fn known_by(mut response: HttpResponse, address: String) -> HttpResponse {
    response.extensions_mut().insert(KnownBy(address));
    response
}

/// What a handler answers, from what is kept if the request is nobody's.
pub(super) async fn answer<F, Args>(
    request: HttpRequest,
    handler: F,
) -> actix_web::Result<HttpResponse>
where
    F: Handler<Args>,
    F::Output: Responder,
    Args: FromRequest,
{
    let render = || render(&request, &handler);
    let Some(site) = request.app_data::<web::Data<Site>>() else { return render().await };
    if is_somebody(&request) {
        return Ok(etag::tagged(&request, render().await?));
    }
    let key = Key::of(&request);
    let stamp = Stamp::now(site);
    match site.pages.look(&key, stamp) {
        Look::Kept(page) => Ok(page.answer(&request)),
        Look::Awaited(flight) => match flight.outcome().await {
            Some(page) => Ok(page.answer(&request)),
            // All who waited are let go at once, so that none of them waits for another one again.
            None => Ok(etag::tagged(&request, render().await?)),
        },
        Look::Missing(turn) => match Kept::of(&key, stamp, render().await?) {
            Ok(page) => Ok(turn.keep(page).answer(&request)),
            Err(response) => Ok(etag::tagged(&request, *response)),
        },
    }
}

async fn render<F, Args>(request: &HttpRequest, handler: &F) -> actix_web::Result<HttpResponse>
where
    F: Handler<Args>,
    F::Output: Responder,
    Args: FromRequest,
{
    let args = Args::from_request(request, &mut Payload::None).await.map_err(Into::into)?;
    Ok(handler.call(args).await.respond_to(request).map_into_boxed_body())
}
