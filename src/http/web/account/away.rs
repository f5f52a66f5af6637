//! `POST /account/afwezig` and `/account/vervanger`: when one is away oneself, and who stands in.

use axum::Form;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use super::super::absence::{self, Chosen, Typed};
use super::super::sign_in::{Fault, refuse};
use super::page;
use crate::http::auth::Visitor;
use crate::http::error::HttpError;
use crate::http::web::WebState;

/// Notes days, changes them or takes them back.
pub async fn note(
    State(state): State<WebState>,
    visitor: Visitor,
    Form(typed): Form<Typed>,
) -> Result<Response, HttpError> {
    match absence::carry_out(&state, &visitor, visitor.viewer().staff, &typed).await? {
        Ok(word) => Ok(Redirect::to(&format!("/account?gedaan={word}")).into_response()),
        Err(fault) => {
            let again = Fault { field: fault.field, words: fault.words.clone() };
            let mut page = page(&state, &visitor, vec![again]).await?;
            if let Some(part) = &mut page.absence {
                part.refused(typed, fault);
            }
            refuse(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
    }
}

/// Chooses the standing deputy.
pub async fn choose(
    State(state): State<WebState>,
    visitor: Visitor,
    Form(chosen): Form<Chosen>,
) -> Result<Redirect, HttpError> {
    absence::choose(&state, &visitor, visitor.viewer().staff, &chosen).await?;
    Ok(Redirect::to("/account?gedaan=vervanger"))
}
