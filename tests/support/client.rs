//! A visitor without a screen: keeps cookies, follows nothing by itself, and says where its
//! requests come from as browsers do.

use std::sync::Arc;
use std::time::Duration;

use reqwest::Method;
use reqwest::header::HeaderMap;
use url::Url;

use super::multipart;
use super::page::Page;

/// One visitor; a clone is the same visitor.
#[derive(Clone)]
pub struct Client(Arc<Visitor>);

struct Visitor {
    base: Url,
    http: reqwest::Client,
    runtime: tokio::runtime::Runtime,
}

impl Client {
    /// A visitor nobody knows, of the site at `base`.
    pub fn new(base: &Url) -> Client {
        let http = reqwest::Client::builder()
            .cookie_store(true)
            .redirect(reqwest::redirect::Policy::none())
            .user_agent("CareerCenter's tests")
            // Before the server closes it: a request must not meet its end.
            .pool_idle_timeout(Duration::from_secs(2))
            .build()
            .expect("a client needs nothing from outside");
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .expect("a runtime can be made");
        Client(Arc::new(Visitor { base: base.clone(), http, runtime }))
    }

    /// Asks for a path of the site, such as `/jobs?role=coder`.
    pub fn get(&self, path: &str) -> Page {
        self.send(Method::GET, path, &[], None)
    }

    /// Asks for a path and for those it leads on to, as a browser does.
    pub fn visit(&self, path: &str) -> Page {
        self.get(path).follow_all()
    }

    /// Sends a form as one of our own pages would.
    pub fn post<K: AsRef<str>, V: AsRef<str>>(&self, path: &str, fields: &[(K, V)]) -> Page {
        self.send(Method::POST, path, &FORM, Some(encoded(fields)))
    }

    /// Sends a form with files as one of our own pages would.
    pub fn upload<K: AsRef<str>, V: AsRef<str>>(
        &self,
        path: &str,
        fields: &[(K, V)],
        files: &[multipart::File],
    ) -> Page {
        self.post_body(path, &multipart::media_type(), multipart::encode(fields, files))
    }

    /// `upload` to a server that may end at any moment.
    pub fn try_upload<K: AsRef<str>, V: AsRef<str>>(
        &self,
        path: &str,
        fields: &[(K, V)],
        files: &[multipart::File],
    ) -> reqwest::Result<Page> {
        let kind = multipart::media_type();
        let headers = [("content-type", kind.as_str()), ("sec-fetch-site", "same-origin")];
        self.try_send(Method::POST, path, &headers, Some(multipart::encode(fields, files)))
    }

    /// Sends any bytes, for input no form would send.
    pub fn post_body(&self, path: &str, kind: &str, body: Vec<u8>) -> Page {
        let headers = [("content-type", kind), ("sec-fetch-site", "same-origin")];
        self.send(Method::POST, path, &headers, Some(body))
    }

    /// `post` to a server that may end at any moment.
    pub fn try_post(&self, path: &str, fields: &[(String, String)]) -> reqwest::Result<Page> {
        self.try_send(Method::POST, path, &FORM, Some(encoded(fields)))
    }

    /// `get` from a server that may not have started yet.
    pub fn try_get(&self, path: &str) -> reqwest::Result<Page> {
        self.try_send(Method::GET, path, &[], None)
    }

    /// Sends a request exactly as given; nothing but cookies is added.
    pub fn send(
        &self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: Option<Vec<u8>>,
    ) -> Page {
        self.try_send(method.clone(), path, headers, body)
            .unwrap_or_else(|error| panic!("{method} {path} got no answer: {error:?}"))
    }

    fn try_send(
        &self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: Option<Vec<u8>>,
    ) -> reqwest::Result<Page> {
        let url = self.0.base.join(path).unwrap_or_else(|error| panic!("{path}: {error}"));
        assert_eq!(url.origin(), self.0.base.origin(), "{path} leads away from the site");
        let mut request = self.0.http.request(method, url.clone());
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if let Some(body) = body {
            request = request.body(body);
        }
        let (status, headers, body) = self.0.runtime.block_on(answer(request))?;
        Ok(Page::new(self.clone(), url, status, headers, body))
    }
}

/// What our own pages' forms are sent with.
const FORM: [(&str, &str); 2] =
    [("content-type", "application/x-www-form-urlencoded"), ("sec-fetch-site", "same-origin")];

fn encoded<K: AsRef<str>, V: AsRef<str>>(fields: &[(K, V)]) -> Vec<u8> {
    let mut form = url::form_urlencoded::Serializer::new(String::new());
    form.extend_pairs(fields).finish().into_bytes()
}

async fn answer(request: reqwest::RequestBuilder) -> reqwest::Result<(u16, HeaderMap, Vec<u8>)> {
    let response = request.send().await?;
    let (status, headers) = (response.status().as_u16(), response.headers().clone());
    Ok((status, headers, response.bytes().await?.to_vec()))
}
