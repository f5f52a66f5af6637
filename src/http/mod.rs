//! The doors: pages for colleagues, later also webhooks, health and figures.
//!
//! Everything behind [`closed`] is refused unless `guard::ROUTES` names it, and every answer
//! carries the security headers. Handlers read through `store` and change through `acts`; nothing
//! here sends a message to anybody.

use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use tower_http::catch_panic::CatchPanicLayer;

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
        .layer(from_fn(move |request, next| headers::add(https, request, next)))
}

// The panic itself has been logged by the panic hook; its words may hold anything.
fn panicked(_: Box<dyn std::any::Any + Send + 'static>) -> Response {
    HttpError::Broken.into_response()
}

#[cfg(test)]
mod tests;
