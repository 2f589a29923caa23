//! How an answer is sent: whole, in part, or not at all when the browser has it (RFC 9110).

use super::file::Opened;
use super::pages::{Made, State};
use axum::body::Body;
use axum::http::header::{
    ACCEPT_RANGES, CACHE_CONTROL, CONTENT_LENGTH, CONTENT_RANGE, CONTENT_TYPE, ETAG, HeaderMap, HeaderName,
    HeaderValue, IF_NONE_MATCH, IF_RANGE, RANGE, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{StatusCode, response};
use axum::response::Response;
use std::ops::Range;

/// What a request wants of an answer.
#[derive(Debug, PartialEq, Eq)]
enum Wanted {
    Whole,
    /// The browser has it already.
    Nothing,
    /// These bytes of it.
    Part(Range<u64>),
    /// Bytes that it does not have.
    NoSuchPart,
}

/// A line or two for a person.
pub(super) fn text(status: StatusCode, text: &str) -> Response {
    let body = Body::from(format!("{text}\n"));
    finish(Response::builder().status(status).header(CONTENT_TYPE, "text/plain; charset=utf-8"), body)
}

/// Data for the preview's script.
pub(super) fn json(text: String) -> Response {
    finish(Response::builder().header(CONTENT_TYPE, "application/json"), Body::from(text))
}

/// The headers that every answer has.
pub(super) fn always(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    response
}

/// An answer that was made.
pub(super) fn made(request: &HeaderMap, made: &Made) -> Response {
    let status = match made.state {
        State::There => {
            let body = |part: Range<u64>| Body::from(made.bytes.slice(position(part.start)..position(part.end)));
            return found(request, &made.content_type, &made.etag, made.bytes.len() as u64, body);
        }
        State::Broken => StatusCode::INTERNAL_SERVER_ERROR,
        State::Gone => StatusCode::NOT_FOUND,
    };
    whole(status, made)
}

/// The site's page for what it has not.
pub(super) fn not_found(page: &Made) -> Response {
    whole(StatusCode::NOT_FOUND, page)
}

fn whole(status: StatusCode, made: &Made) -> Response {
    let response = Response::builder().status(status).header(CONTENT_TYPE, &made.content_type);
    finish(response, Body::from(made.bytes.clone()))
}

/// A file.
pub(super) fn file(request: &HeaderMap, content_type: &str, file: Opened) -> Response {
    let (etag, length) = (file.etag.clone(), file.length);
    found(request, content_type, &etag, length, |part| file.body(part))
}

/// What is there, as it is wanted.
fn found(
    request: &HeaderMap,
    content_type: &str,
    etag: &str,
    length: u64,
    body: impl FnOnce(Range<u64>) -> Body,
) -> Response {
    let response = Response::builder().header(ETAG, etag).header(ACCEPT_RANGES, "bytes");
    let part = match wanted(request, etag, length) {
        Wanted::Nothing => return finish(response.status(StatusCode::NOT_MODIFIED), Body::empty()),
        Wanted::NoSuchPart => {
            let response = response.status(StatusCode::RANGE_NOT_SATISFIABLE);
            return finish(response.header(CONTENT_RANGE, format!("bytes */{length}")), Body::empty());
        }
        Wanted::Whole => return sent(response.header(CONTENT_TYPE, content_type), 0..length, body),
        Wanted::Part(part) => part,
    };
    let range = format!("bytes {}-{}/{length}", part.start, part.end - 1);
    let response = response.status(StatusCode::PARTIAL_CONTENT).header(CONTENT_RANGE, range);
    sent(response.header(CONTENT_TYPE, content_type), part, body)
}

fn sent(response: response::Builder, part: Range<u64>, body: impl FnOnce(Range<u64>) -> Body) -> Response {
    finish(response.header(CONTENT_LENGTH, part.end - part.start), body(part))
}

fn finish(response: response::Builder, body: Body) -> Response {
    response.body(body).expect("types, lengths and tags are header values")
}

/// What a request wants of something that has this tag and length.
fn wanted(request: &HeaderMap, etag: &str, length: u64) -> Wanted {
    let value = |name: HeaderName| request.get(name).and_then(|value| value.to_str().ok());
    let is_known = |tag: &str| tag == "*" || tag.strip_prefix("W/").unwrap_or(tag) == etag;
    let known = request.get_all(IF_NONE_MATCH).iter().filter_map(|tags| tags.to_str().ok());
    if known.flat_map(|tags| tags.split(',')).any(|tag| is_known(tag.trim())) {
        return Wanted::Nothing;
    }
    if value(IF_RANGE).is_some_and(|tag| tag != etag) {
        return Wanted::Whole;
    }
    value(RANGE).map_or(Wanted::Whole, |range| part(range, length))
}

/// `bytes=0-99`, `bytes=100-`, `bytes=-100`. Several parts, and what cannot be read, are answered whole, as RFC 9110 allows.
fn part(range: &str, length: u64) -> Wanted {
    let Some((first, last)) = range.strip_prefix("bytes=").and_then(|part| part.trim().split_once('-')) else {
        return Wanted::Whole;
    };
    if ![first, last].iter().all(|digits| digits.bytes().all(|byte| byte.is_ascii_digit())) {
        return Wanted::Whole;
    }
    // Too large for a number is beyond every end.
    let number = |digits: &str| digits.parse().unwrap_or(u64::MAX);
    let part = match (first, last) {
        ("", "") => return Wanted::Whole,
        ("", count) => length.saturating_sub(number(count))..length,
        (first, "") => number(first)..length,
        (first, last) if number(last) < number(first) => return Wanted::Whole,
        (first, last) => number(first)..number(last).saturating_add(1).min(length),
    };
    if part.is_empty() { Wanted::NoSuchPart } else { Wanted::Part(part) }
}

/// A place in bytes that are in memory.
fn position(place: u64) -> usize {
    usize::try_from(place).expect("what is in memory can be counted")
}
