//! Pages that come to nothing while many wait for them.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::test::{TestRequest, call_service, init_service};
use actix_web::web::{Data, Path};
use actix_web::{App, FromRequest, HttpRequest, HttpResponse, rt};
use careercenter::error::{Error, Result};
use careercenter::web::{Table, get, known_by};
use futures_util::future::{LocalBoxFuture, join, join_all};
use tokio::sync::{Barrier, Semaphore};

use crate::support::{Kind, OnBoth, World};

/// How many ask for one page at the same time.
const MANY: usize = 50;

/// Where the page is made.
struct Kitchen {
    begun: AtomicUsize,
    /// The first one is slow: it goes on when the test says so.
    first: Semaphore,
    /// All others go on when all of them are here: one after the other they never would.
    others: Barrier,
}

impl Default for Kitchen {
    fn default() -> Kitchen {
        let (first, others) = (Semaphore::new(0), Barrier::new(MANY - 1));
        Kitchen { begun: AtomicUsize::new(0), first, others }
    }
}

/// Who may see it; whether anybody may takes its time.
struct Guard;

impl FromRequest for Guard {
    type Error = Error;
    type Future = LocalBoxFuture<'static, Result<Guard>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let refuses = request.path().ends_with("refused");
        let kitchen = request.app_data::<Data<Kitchen>>().expect("a kitchen").clone();
        Box::pin(async move {
            match kitchen.begun.fetch_add(1, Ordering::SeqCst) {
                0 => kitchen.first.acquire().await.expect("nobody closes it").forget(),
                _ => _ = kitchen.others.wait().await,
            }
            if refuses {
                Err(Error::Busy { retry_after: Duration::from_secs(1) })
            } else {
                Ok(Guard)
            }
        })
    }
}

async fn page(_: Guard, fate: Path<String>, request: HttpRequest) -> Result<HttpResponse> {
    let address = request.path().to_owned();
    match fate.as_str() {
        "failed" => Err(Error::internal("it cannot be made")),
        "busy" => Err(Error::Busy { retry_after: Duration::from_secs(1) }),
        "missing" => Err(Error::NotFound),
        "private" => {
            let private = (header::CACHE_CONTROL, "private, no-store");
            let response = HttpResponse::Ok().insert_header(private).body("yours");
            Ok(known_by(response, address))
        }
        "elsewhere" => Ok(known_by(HttpResponse::Ok().body("odd"), "/made/known".to_owned())),
        _ => Ok(known_by(HttpResponse::Ok().body("a page"), address)),
    }
}

/// Many ask at once; the status all of them get, and how often the page was begun.
fn all_ask(world: &World, fate: &str) -> (u16, usize) {
    rt::System::new().block_on(async {
        let kitchen = Data::new(Kitchen::default());
        let table = |table: &mut Table<'_>| {
            table.route("/made/{fate}", get().kept(page));
        };
        let app = App::new()
            .app_data(Data::new(world.site.clone()))
            .app_data(kitchen.clone())
            .configure(|app| Table::fill(app, table));
        let app = init_service(app).await;
        let ask = |_| {
            let request = TestRequest::with_uri(&format!("/made/{fate}")).to_request();
            call_service(&app, request)
        };
        let wait = async {
            for _ in 0..MANY {
                rt::task::yield_now().await;
            }
            assert_eq!(kitchen.begun.load(Ordering::SeqCst), 1, "{fate}: one is enough");
            kitchen.first.add_permits(1);
        };
        let all = join(join_all((0..MANY).map(ask)), wait);
        let (answers, ()) = rt::time::timeout(Duration::from_secs(20), all)
            .await
            .unwrap_or_else(|_| panic!("{fate}: they wait for each other"));
        let status = answers[0].status();
        assert!(answers.iter().all(|answer| answer.status() == status), "{fate}");
        (status.as_u16(), kitchen.begun.load(Ordering::SeqCst))
    })
}

#[test]
fn nobody_waits_twice_for_a_page_that_comes_to_nothing() {
    let world = World::on(Kind::Sqlite);
    for (fate, status) in [
        ("failed", 500),
        ("busy", 503),
        ("refused", 503),
        ("missing", 404),
        ("private", 200),
        ("elsewhere", 200),
    ] {
        assert_eq!(all_ask(&world, fate), (status, MANY), "{fate}");
        assert_eq!((world.site.pages.held(), world.site.pages.rendered()), ((0, 0), 0), "{fate}");
    }
    assert_eq!(all_ask(&world, "fine"), (200, 1));
    assert_eq!((world.site.pages.held().0, world.site.pages.rendered()), (1, 1));
}
