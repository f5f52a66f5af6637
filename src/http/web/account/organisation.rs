//! `POST /account/organisatie`: linking the account of the organisation to the own one, after the password.
//!
//! The answer is a page with a link: a form may not lead to another website.

use askama::Template;
use axum::Form;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::super::page::{Frame, html};
use super::super::sign_in::Fault;
use super::{prove, with_faults};
use crate::http::auth::{Cookie, Visitor};
use crate::http::error::HttpError;
use crate::http::web::WebState;

#[derive(Template)]
#[template(path = "link_organisation.html")]
struct LinkPage {
    frame: Frame,
    url: String,
}

/// What was typed.
#[derive(Deserialize)]
pub struct Typed {
    #[serde(default)]
    nu: String,
}

/// The handler.
pub async fn link(
    State(state): State<WebState>,
    visitor: Visitor,
    Form(typed): Form<Typed>,
) -> Result<Response, HttpError> {
    let Some(oidc) = state.oidc.clone() else { return Err(HttpError::NotFound) };
    let account = match prove::password(&state, &visitor, &typed.nu).await? {
        Ok(account) => account,
        Err(fault) => return with_faults(&state, &visitor, fault).await,
    };
    let tx = state.db.read().await?;
    let now = state.clock.machine();
    match oidc.depart(tx.vault(), ("/account", Some(account.id)), now).await {
        Ok(departure) => {
            let frame = Frame::new(&state, Some(&visitor), "/account");
            let mut response = html(&LinkPage { frame, url: departure.url })?.into_response();
            let set = state.gate().set_cookie(Cookie::Visit, &departure.cookie);
            response.headers_mut().insert(header::SET_COOKIE, set.ok_or(HttpError::Broken)?);
            Ok(response)
        }
        Err(error) => {
            tracing::error!(%error, "the provider of accounts cannot be used: {error}");
            let words = "De inlogpagina van uw organisatie geeft geen antwoord. Probeer het later."
                .to_owned();
            with_faults(&state, &visitor, Fault { field: "nu", words }).await
        }
    }
}
