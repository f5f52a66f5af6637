//! `POST /account/wachtwoord`: another password, after the old one.

use axum::Form;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::super::sign_in::{first, slowly};
use super::{prove, with_faults};
use crate::acts::own_account;
use crate::acts::sign_in::hash_password;
use crate::http::auth::Visitor;
use crate::http::error::HttpError;
use crate::http::web::WebState;

/// What was typed.
#[derive(Deserialize)]
pub struct Typed {
    #[serde(default)]
    nu: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    nogmaals: String,
}

/// The handler.
pub async fn change(
    State(state): State<WebState>,
    visitor: Visitor,
    Form(typed): Form<Typed>,
) -> Result<Response, HttpError> {
    let account = match prove::password(&state, &visitor, &typed.nu).await? {
        Ok(account) => account,
        Err(fault) => return with_faults(&state, &visitor, fault).await,
    };
    let about = first::about(&state, &account);
    if let Some(fault) = first::faults(&typed.password, &typed.nogmaals, about).await? {
        return with_faults(&state, &visitor, fault).await;
    }
    let hashed = slowly(move || hash_password(&typed.password)).await;
    let phc = hashed.and_then(|phc| phc).map_err(|_| HttpError::Broken)?;
    let mut tx = state.db.begin().await?;
    let change = (phc.as_str(), visitor.session());
    own_account::change_password(&mut tx, &account, change, state.clock.machine()).await?;
    tx.commit().await?;
    Ok(Redirect::to("/account?gedaan=wachtwoord").into_response())
}
