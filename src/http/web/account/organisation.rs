//! `POST /account/organisatie`: linking the account of the organisation to the own one, after the password and, where there
//! is one, the code: whoever has the account comes in without them.

use axum::Form;
use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;

use super::super::sign_in::{Fault, organisation};
use super::{prove, with_faults};
use crate::http::auth::Visitor;
use crate::http::error::HttpError;
use crate::http::oidc::Purpose;
use crate::http::web::WebState;
use crate::store::second_factor;

/// What was typed.
#[derive(Deserialize)]
pub struct Typed {
    #[serde(default, rename = "koppel-nu")]
    nu: String,
    #[serde(default, rename = "koppel-code")]
    code: String,
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
        Err(fault) => return here(&state, &visitor, fault).await,
    };
    let mut tx = state.db.read().await?;
    let factor = second_factor::of(&mut tx, account.id).await?;
    drop(tx);
    if factor.is_some_and(|factor| factor.on_since.is_some())
        && let Some(fault) = prove::code(&state, &account, &typed.code).await?
    {
        return here(&state, &visitor, fault).await;
    }
    let purpose = Purpose::Link(account.id);
    match organisation::page_to_leave(&state, Some(&visitor), (&oidc, purpose)).await {
        Ok(page) => Ok(page),
        Err(error) => {
            tracing::error!(%error, "the provider of accounts cannot be used: {error}");
            let words =
                say!("De inlogpagina van uw organisatie geeft geen antwoord. Probeer het later.");
            let fault = Fault { field: "koppel-nu", words: words.to_owned() };
            with_faults(&state, &visitor, fault).await
        }
    }
}

// Its fields have names of their own on the page: another form there asks for a password too.
async fn here(state: &WebState, visitor: &Visitor, fault: Fault) -> Result<Response, HttpError> {
    let field = if fault.field == "code" { "koppel-code" } else { "koppel-nu" };
    with_faults(state, visitor, Fault { field, words: fault.words }).await
}
