//! Who is asking, as far as the network tells.

use std::net::{IpAddr, Ipv4Addr};

use actix_web::HttpRequest;
use actix_web::dev::ServiceRequest;
use actix_web::http::header::{HeaderMap, USER_AGENT};

use crate::site::Site;

/// Who asks: the socket's, unless it is a trusted proxy's; then the last
/// address in `X-Forwarded-For` that is no trusted proxy.
fn ip(request: &HttpRequest, trusted: &[IpAddr]) -> IpAddr {
    let socket = request.peer_addr().map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |peer| peer.ip());
    if !trusted.contains(&socket) {
        return socket;
    }
    let forwarded = request.headers().get_all("x-forwarded-for").filter_map(|v| v.to_str().ok());
    let hops: Vec<IpAddr> =
        forwarded.flat_map(|v| v.split(',')).filter_map(|hop| hop.trim().parse().ok()).collect();
    hops.into_iter().rev().find(|hop| !trusted.contains(hop)).unwrap_or(socket)
}

/// What limits count by: an IPv4 address, or the first half of an IPv6 one, which one household
/// or machine has to itself.
pub fn network(request: &HttpRequest, site: &Site) -> String {
    match ip(request, &site.config.trusted_proxies).to_canonical() {
        IpAddr::V4(ip) => ip.to_string(),
        IpAddr::V6(ip) => {
            let [a, b, c, d, ..] = ip.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
        }
    }
}

/// What the browser calls itself; empty if it does not say.
pub fn device(request: &HttpRequest) -> String {
    let agent = request.headers().get(USER_AGENT);
    agent.and_then(|agent| agent.to_str().ok()).unwrap_or_default().to_owned()
}

/// Whether a browser asks for a page of ours or for whoever typed the address, and for no other
/// site; nothing if it does not say.
pub fn asks_itself(headers: &HeaderMap) -> Option<bool> {
    let site = headers.get("sec-fetch-site")?;
    Some(matches!(site.as_bytes(), b"same-origin" | b"none"))
}

/// True if a cookie of ours came along, so that the browser speaks for somebody.
pub(super) fn has_cookie(request: &ServiceRequest) -> bool {
    request.headers().contains_key(actix_web::http::header::COOKIE)
}
