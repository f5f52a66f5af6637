//! `POST /collegas/{staff}/afwezig` and `/vervanger`: a beheerder says for a colleague when they are away.

use axum::Form;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use super::super::absence::{self, Chosen, Typed};
use super::super::sign_in::{Fault, refuse};
use super::{id_of, one_page};
use crate::http::auth::Visitor;
use crate::http::error::HttpError;
use crate::http::web::WebState;

/// Notes days, changes them or takes them back.
pub async fn note(
    State(state): State<WebState>,
    visitor: Visitor,
    Path(staff): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, HttpError> {
    let id = id_of(&staff)?;
    match absence::carry_out(&state, &visitor, id, &typed).await? {
        Ok(word) => Ok(Redirect::to(&format!("/collegas/{id}?gedaan={word}")).into_response()),
        Err(fault) => {
            let mut page = one_page(&state, &visitor, id).await?;
            page.faults.push(Fault { field: fault.field, words: fault.words.clone() });
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
    Path(staff): Path<String>,
    Form(chosen): Form<Chosen>,
) -> Result<Redirect, HttpError> {
    let id = id_of(&staff)?;
    absence::choose(&state, &visitor, id, &chosen).await?;
    Ok(Redirect::to(&format!("/collegas/{id}?gedaan=vervanger")))
}
