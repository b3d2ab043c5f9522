//! Addresses an operator writes down: our own, the mail server's, the proxies'.

use std::net::{IpAddr, SocketAddr, ToSocketAddrs};

use url::Url;

use super::Secret;

pub(super) fn base_url(text: &str) -> Result<Url, String> {
    let url = Url::parse(text).map_err(|error| format!("is no address: {error}"))?;
    if !matches!(url.scheme(), "http" | "https") || url.host_str().is_none() {
        return Err("must start with http:// or https:// and name a host".into());
    }
    if url.path() != "/" || url.query().is_some() {
        return Err("must not have a path: CareerCenter lives at the root of its host".into());
    }
    Ok(url)
}

/// Plaintext SMTP only to this machine: passwords and links must not cross a network in the clear.
pub(super) fn smtp_url(text: &str) -> Result<Secret, String> {
    let url = Url::parse(text)
        .map_err(|_| "is no address such as smtps://user:password@host:465".to_string())?;
    let host = url.host_str().ok_or("names no host")?;
    match url.scheme() {
        "smtps" => Ok(Secret::new(text)),
        "smtp" if is_loopback(host) => Ok(Secret::new(text)),
        "smtp" if url.query_pairs().any(|(k, v)| k == "tls" && v == "required") => {
            Ok(Secret::new(text))
        }
        "smtp" => {
            Err("would send mail unencrypted: use smtps://, or smtp://...?tls=required".into())
        }
        _ => Err("must start with smtps:// or smtp://".into()),
    }
}

pub(super) fn is_loopback(host: &str) -> bool {
    host == "localhost"
        || host.ends_with(".localhost")
        || host
            .trim_matches(['[', ']'])
            .parse::<IpAddr>()
            .is_ok_and(|ip| ip.is_loopback() || ip.is_unspecified())
}

pub(super) fn mail_host(host: &str) -> &str {
    if host.trim_matches(['[', ']']).parse::<IpAddr>().is_ok() { "localhost" } else { host }
}

pub(super) fn addresses(text: &str) -> Result<Vec<IpAddr>, String> {
    text.split(',')
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .map(|part| part.parse().map_err(|_| format!("must list IP addresses; {part:?} is none")))
        .collect()
}

/// `HOST:PORT`, the host as a name or an address.
pub(super) fn listen(text: &str) -> Result<SocketAddr, String> {
    let wrong = || format!("must be HOST:PORT such as 127.0.0.1:8080, not {text:?}");
    text.to_socket_addrs().ok().and_then(|mut found| found.next()).ok_or_else(wrong)
}
