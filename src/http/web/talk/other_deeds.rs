//! What colleagues do beside a conversation: notes to each other, and another klantmanager.

use axum::Form;
use axum::extract::{Path, State};
use axum::response::Response;
use serde::Deserialize;

use super::Told;
use super::deeds::{back, refused};
use crate::acts::conversation::note::note;
use crate::acts::conversation::transfer::transfer;
use crate::acts::conversation::translation;
use crate::http::auth::Visitor;
use crate::http::error::HttpError;
use crate::http::web::WebState;
use crate::ids::{EventId, NoteId, PersonId, StaffId};

/// The form of a note.
#[derive(Deserialize)]
pub struct Noted {
    formulier: String,
    #[serde(default)]
    notitie: String,
}

/// `POST /inburgeraars/{person}/berichten/notitie`.
pub async fn add_note(
    State(state): State<WebState>,
    visitor: Visitor,
    Path(person): Path<String>,
    Form(form): Form<Noted>,
) -> Result<Response, HttpError> {
    let id: PersonId = person.parse().map_err(|_| HttpError::NotFound)?;
    let which: NoteId = form.formulier.parse().map_err(|_| HttpError::NotFound)?;
    let now = state.clock.civil();
    let mut tx = state.db.begin().await?;
    match note(&mut tx, (which, id), &form.notitie, visitor.viewer(), now).await {
        Ok(named) => {
            tx.commit().await?;
            Ok(back(id, if named > 0 { "genoemd" } else { "notitie" }))
        }
        Err(refusal) => {
            drop(tx);
            let told = Told { note: form.notitie, ..Told::nothing(now) };
            refused(&state, &visitor, id, refusal, told).await
        }
    }
}

/// The form that gives somebody another klantmanager.
#[derive(Deserialize)]
pub struct Transfer {
    formulier: String,
    #[serde(default)]
    naar: String,
}

/// `POST /inburgeraars/{person}/overdragen`.
pub async fn hand_over(
    State(state): State<WebState>,
    visitor: Visitor,
    Path(person): Path<String>,
    Form(form): Form<Transfer>,
) -> Result<Response, HttpError> {
    let id: PersonId = person.parse().map_err(|_| HttpError::NotFound)?;
    let which: NoteId = form.formulier.parse().map_err(|_| HttpError::NotFound)?;
    let to: StaffId = form.naar.parse().map_err(|_| HttpError::NotFound)?;
    let now = state.clock.civil();
    let mut tx = state.db.begin().await?;
    match transfer(&mut tx, (which, id), to, visitor.viewer(), now).await {
        Ok(_) => {
            tx.commit().await?;
            Ok(back(id, "overgedragen"))
        }
        Err(refusal) => {
            drop(tx);
            refused(&state, &visitor, id, refusal, Told::nothing(now)).await
        }
    }
}

/// The form that asks for a translation, or brings it.
#[derive(Deserialize)]
pub struct Translated {
    bericht: String,
    #[serde(default)]
    vertaling: String,
}

/// `POST /inburgeraars/{person}/berichten/vertaal`.
pub async fn ask_translation(
    State(state): State<WebState>,
    visitor: Visitor,
    Path(person): Path<String>,
    Form(form): Form<Translated>,
) -> Result<Response, HttpError> {
    let id: PersonId = person.parse().map_err(|_| HttpError::NotFound)?;
    let event: EventId = form.bericht.parse().map_err(|_| HttpError::NotFound)?;
    let now = state.clock.civil();
    let mut tx = state.db.begin().await?;
    match translation::ask(&mut tx, (id, event), visitor.viewer(), now).await {
        Ok(()) => {
            tx.commit().await?;
            Ok(back(id, "vertaling"))
        }
        Err(refusal) => {
            drop(tx);
            refused(&state, &visitor, id, refusal, Told::nothing(now)).await
        }
    }
}

/// `POST /inburgeraars/{person}/berichten/vertaling`.
pub async fn translate(
    State(state): State<WebState>,
    visitor: Visitor,
    Path(person): Path<String>,
    Form(form): Form<Translated>,
) -> Result<Response, HttpError> {
    let id: PersonId = person.parse().map_err(|_| HttpError::NotFound)?;
    let event: EventId = form.bericht.parse().map_err(|_| HttpError::NotFound)?;
    let now = state.clock.civil();
    let mut tx = state.db.begin().await?;
    let which = (id, event);
    match translation::translate(&mut tx, which, &form.vertaling, visitor.viewer(), now).await {
        Ok(()) => {
            tx.commit().await?;
            Ok(back(id, "vertaald"))
        }
        Err(refusal) => {
            drop(tx);
            refused(&state, &visitor, id, refusal, Told::nothing(now)).await
        }
    }
}
