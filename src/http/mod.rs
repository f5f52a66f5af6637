//! The doors: pages for colleagues, later also webhooks, health and figures.
//!
//! Everything behind [`closed`] is refused unless `guard::ROUTES` names it, and every answer
//! carries the security headers. Handlers read through `store` and change through `acts`; nothing
//! here sends a message to anybody.

use axum::Router;
use axum::http::{Extensions, HeaderMap, StatusCode, Version, header};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use tower_http::CompressionLevel;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;

#[macro_use]
pub mod locale;

pub mod assets;
pub mod auth;
pub mod calendar;
pub mod error;
pub mod figures;
pub mod guard;
pub mod headers;
pub mod health;
pub mod live;
pub mod media;
mod notes;
pub mod oidc;
pub mod room;
pub mod typesetter;
pub mod upload;
pub mod web;
pub mod webhooks;

use auth::Gate;
use error::HttpError;

/// Puts the guard, the security headers and a net for panics around `routes`. Routers of other
/// files are merged first, so that one table guards them all.
pub fn closed(routes: Router, gate: Gate) -> Router {
    let https = gate.is_https();
    routes
        .fallback(async || HttpError::NotFound)
        .method_not_allowed_fallback(async || HttpError::NotFound)
        .layer(from_fn_with_state(gate, guard::check))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(CompressionLayer::new().quality(CompressionLevel::Fastest).compress_when(is_text))
        .layer(from_fn(locale::carry))
        .layer(from_fn(move |request, next| headers::add(https, request, next)))
}

/// Text goes compressed to who takes that: a list of silent people is twenty times as small. What its length
/// could give away is no key to anything: a form needs the cookie, which no other site can send
/// along (`SameSite`), and must come from our own page (`guard`). An endless stream is left alone.
fn is_text(_: StatusCode, _: Version, headers: &HeaderMap, _: &Extensions) -> bool {
    let media_type = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    media_type.is_some_and(|media_type| {
        media_type.starts_with("text/") && !media_type.starts_with("text/event-stream")
    })
}

// The panic itself has been logged by the panic hook; its words may hold anything.
fn panicked(_: Box<dyn std::any::Any + Send + 'static>) -> Response {
    HttpError::Broken.into_response()
}

#[cfg(test)]
mod tests;
