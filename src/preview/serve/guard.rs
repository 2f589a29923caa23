//! Who may ask for what: one Host, ours; GET and HEAD; nothing for a page of another site.
//!
//! A name that leads here can belong to anybody (DNS rebinding), so the Host must be a name that cannot: an address, a name
//! that every browser keeps for this machine, or one that was allowed. What another site asks for by script, picture or
//! frame is refused by what browsers say of a request (`Origin`, `Sec-Fetch-Site`), and they are told not to hand it over.

use super::accept::CalledAt;
use super::reply;
use axum::extract::{Request, State};
use axum::http::header::{ALLOW, HOST, HeaderMap, HeaderName, HeaderValue, ORIGIN};
use axum::http::uri::Authority;
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::Response;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

/// Where the preview's own addresses begin.
pub(super) const OWN: &str = "/.kneeboard/";

const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");
const SEC_FETCH_MODE: HeaderName = HeaderName::from_static("sec-fetch-mode");
const RESOURCE_POLICY: HeaderName = HeaderName::from_static("cross-origin-resource-policy");

/// The names that this server answers to.
#[derive(Debug)]
pub(super) struct Names {
    address: SocketAddr,
    allowed: Vec<String>,
}

impl Names {
    /// Those of an address, and others at any port.
    pub(super) fn new(address: SocketAddr, allowed: &[String]) -> Self {
        Self { address, allowed: allowed.to_vec() }
    }

    /// Whether a Host means us. `called_at` is the address at which the client found us.
    fn include(&self, host: &str, called_at: IpAddr) -> bool {
        let Some(authority) = host.parse::<Authority>().ok().filter(|_| !host.contains('@')) else { return false };
        let name = authority.host();
        if self.allowed.iter().any(|allowed| allowed.eq_ignore_ascii_case(name)) {
            return true;
        }
        let is_port = match authority.port() {
            Some(port) => port.as_str() == self.address.port().to_string(),
            None => self.address.port() == 80 && host == name,
        };
        let address = name.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
        let is_name = match address {
            Ok(address) => address.is_loopback() || address == self.address.ip() || address == called_at,
            Err(_) => name.eq_ignore_ascii_case("localhost"),
        };
        is_port && is_name
    }
}

/// Lets a request pass, or answers it.
pub(super) async fn guard(State(names): State<Arc<Names>>, request: Request, next: Next) -> Response {
    let mut response = match refusal(&names, &request) {
        Some((status, text)) => reply::text(status, &text),
        None => next.run(request).await,
    };
    if response.status() == StatusCode::METHOD_NOT_ALLOWED {
        response.headers_mut().insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
    }
    response.headers_mut().insert(RESOURCE_POLICY, HeaderValue::from_static("same-origin"));
    reply::always(response)
}

/// Why a request is not answered.
fn refusal(names: &Names, request: &Request) -> Option<(StatusCode, String)> {
    let headers = request.headers();
    let hosts: Vec<&HeaderValue> = headers.get_all(HOST).iter().collect();
    let [host] = hosts[..] else {
        return Some((StatusCode::BAD_REQUEST, "A request must name one Host.".to_owned()));
    };
    let called_at = request.extensions().get::<CalledAt>().map_or(names.address.ip(), |called| called.0);
    let Some(host) = host.to_str().ok().filter(|host| names.include(host, called_at)) else {
        let host = String::from_utf8_lossy(host.as_bytes());
        let text = format!(
            "This preview does not answer to the name `{host}`.\n\
             If you gave it that name, start it with `--allow-host` and the name without its port."
        );
        return Some((StatusCode::MISDIRECTED_REQUEST, text));
    };
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return Some((StatusCode::METHOD_NOT_ALLOWED, "Only GET and HEAD are answered.".to_owned()));
    }
    if request.uri().authority().is_some() || !request.uri().path().starts_with('/') {
        return Some((StatusCode::BAD_REQUEST, "Ask for a path, not for an address.".to_owned()));
    }
    let is_own = request.uri().path().starts_with(OWN);
    if is_of_another_site(headers, host) && (is_own || !is_click(headers)) {
        return Some((
            StatusCode::FORBIDDEN,
            "This preview answers its own pages, not those of other sites.".to_owned(),
        ));
    }
    None
}

/// Whether a page of another origin made the browser ask. Programs that are no browsers say nothing about it.
fn is_of_another_site(headers: &HeaderMap, host: &str) -> bool {
    let site_is_other = headers.get(SEC_FETCH_SITE).is_some_and(|site| site != "same-origin" && site != "none");
    let origin_is_other = headers.get_all(ORIGIN).iter().any(|origin| {
        let own = origin.to_str().ok().and_then(|origin| origin.split_once("://"));
        own.is_none_or(|(scheme, name)| !matches!(scheme, "http" | "https") || !name.eq_ignore_ascii_case(host))
    });
    site_is_other || origin_is_other
}

/// Whether the browser goes to the page itself: a link from a message or a wiki.
fn is_click(headers: &HeaderMap) -> bool {
    headers.get(SEC_FETCH_MODE).is_some_and(|mode| mode == "navigate") && !headers.contains_key(ORIGIN)
}
