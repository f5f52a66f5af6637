//! What a colleague does with a stranger: takes it up, links it, closes it, gives it back.

use axum::Form;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::{DateTime, Utc};
use serde::Deserialize;

use super::super::sign_in::refuse;
use super::super::{WebState, when};
use super::{id_of, one};
use crate::acts::strangers::{self as acts, Refusal};
use crate::http::auth::Visitor;
use crate::http::error::HttpError;
use crate::ids::PersonId;

/// Takes it up, or takes it from another colleague.
#[derive(Deserialize)]
pub struct Take {
    #[serde(default)]
    zeker: String,
}

/// `POST /onbekend/{mailbox}/oppakken`.
pub async fn take_up(
    State(state): State<WebState>,
    visitor: Visitor,
    Path(mailbox): Path<String>,
    Form(form): Form<Take>,
) -> Result<Redirect, HttpError> {
    let (id, now) = (id_of(&mailbox)?, state.clock.civil());
    let mut tx = state.db.begin().await?;
    let done = acts::take_up(&mut tx, id, form.zeker == "ja", visitor.viewer(), now).await;
    done.map_err(|refusal| refused(refusal, now))?;
    tx.commit().await?;
    Ok(Redirect::to(&format!("/onbekend/{id}")))
}

/// `POST /onbekend/{mailbox}/teruggeven`.
pub async fn let_go(
    State(state): State<WebState>,
    visitor: Visitor,
    Path(mailbox): Path<String>,
) -> Result<Redirect, HttpError> {
    let (id, now) = (id_of(&mailbox)?, state.clock.civil());
    let mut tx = state.db.begin().await?;
    let done = acts::let_go(&mut tx, id, visitor.viewer(), now).await;
    done.map_err(|refusal| refused(refusal, now))?;
    tx.commit().await?;
    Ok(Redirect::to("/onbekend?gedaan=teruggegeven"))
}

/// `POST /onbekend/{mailbox}/sluiten`.
pub async fn close(
    State(state): State<WebState>,
    visitor: Visitor,
    Path(mailbox): Path<String>,
) -> Result<Redirect, HttpError> {
    let (id, now) = (id_of(&mailbox)?, state.clock.civil());
    let mut tx = state.db.begin().await?;
    let done = acts::close(&mut tx, id, visitor.viewer(), now).await;
    done.map_err(|refusal| refused(refusal, now))?;
    tx.commit().await?;
    Ok(Redirect::to("/onbekend?gedaan=gesloten"))
}

/// Whose address it is, and that the colleague spoke with them.
#[derive(Deserialize)]
pub struct Link {
    #[serde(default)]
    persoon: String,
    #[serde(default)]
    gesproken: String,
    #[serde(default)]
    zoek: String,
}

/// `POST /onbekend/{mailbox}/koppelen`.
pub async fn link(
    State(state): State<WebState>,
    visitor: Visitor,
    Path(mailbox): Path<String>,
    Form(form): Form<Link>,
) -> Result<Response, HttpError> {
    let (id, now) = (id_of(&mailbox)?, state.clock.civil());
    let person: PersonId = form.persoon.parse().map_err(|_| HttpError::NotFound)?;
    let mut tx = state.db.begin().await?;
    let spoken = form.gesproken == "ja";
    let problem = match acts::link(&mut tx, (id, person), spoken, visitor.viewer(), now).await {
        // crash before: nothing is linked. Crash after: the event waits in the mailbox
        Ok(()) => {
            tx.commit().await?;
            return Ok(Redirect::to("/onbekend?gedaan=gekoppeld").into_response());
        }
        Err(Refusal::NotSpoken) => {
            say!(
                "Er is niets gekoppeld. Vink eerst aan dat u deze persoon sprak, of geef een uitnodiging."
            )
        }
        Err(Refusal::Full) => {
            say!(
                "Er is niets gekoppeld. Dit adres gebruiken al te veel mensen, of het hoort bij een andere gemeente."
            )
        }
        Err(refusal) => return Err(refused(refusal, now)),
    };
    drop(tx);
    let mut page = one::page(&state, &visitor, id, form.zoek.trim()).await?;
    page.problem = Some(problem);
    refuse(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

/// A refusal as a page says it.
pub(super) fn refused(refusal: Refusal, now: DateTime<Utc>) -> HttpError {
    match refusal {
        Refusal::Taken { by, at } => {
            let since = when::moment(at, now);
            HttpError::Conflict {
                what: say!("{by} zoekt dit uit, sinds {since}.", by = by, since = since),
            }
        }
        Refusal::NotTaken => {
            let what = say!("Pak deze afzender eerst op, bij Onbekende afzenders.").to_owned();
            HttpError::Conflict { what }
        }
        Refusal::Store(error) => error.into(),
        _ => HttpError::NotFound,
    }
}
