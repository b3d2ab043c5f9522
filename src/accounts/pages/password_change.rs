//! Another password, chosen while signed in.

use actix_web::{HttpRequest, HttpResponse, web};

use super::account::again;
use crate::accounts::guards::SignedIn;
use crate::accounts::{changes, knew_password, password};
use crate::error::Result;
use crate::paths;
use crate::site::Site;
use crate::web::{FormErrors, Input, network, see_other};

pub async fn change(
    site: web::Data<Site>,
    request: HttpRequest,
    who: SignedIn,
    input: Input,
) -> Result<HttpResponse> {
    let typed = input.text("password_now");
    let knew = knew_password(&site, &who.account, &network(&request, &site), typed).await?;
    let Some(knew) = knew else {
        let errors = FormErrors::one("password_now", "This is not your current password.");
        return again(&site, &request, who, &input, errors).await;
    };
    let (new, name, email) = (
        input.text("password_new").to_owned(),
        who.account.name.clone(),
        who.account.email.clone(),
    );
    let judged = move || match password::weakness(&new, &[&name, &email]) {
        Some(weakness) => Ok(Err(weakness)),
        None => password::hash(&new).map(Ok),
    };
    let hash = match site.hashing.run(judged).await?? {
        Ok(hash) => hash,
        Err(weakness) => {
            let errors = FormErrors::one("password_new", weakness);
            return again(&site, &request, who, &input, errors).await;
        }
    };
    let (now, account, session) = (site.clock.now(), who.account, who.session);
    site.db
        .write(move |conn| changes::change_password(conn, now, &account, &knew, &hash, session))
        .await?;
    Ok(see_other(&paths::account_after("password")))
}
