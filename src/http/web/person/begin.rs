//! Letting the bot begin a dialog with this person.

use axum::Form;
use axum::extract::{Path, State};
use axum::response::Redirect;
use serde::Deserialize;

use crate::acts::start_dialog::{self, Refusal, offered};
use crate::dialog::content::Content;
use crate::http::auth::Visitor;
use crate::http::error::HttpError;
use crate::http::web::WebState;
use crate::ids::PersonId;

/// Name and title of every dialog that a colleague may begin.
pub(super) fn choices(content: &Content) -> Vec<(String, String)> {
    offered(content).map(|one| (one.dialog.value.clone(), one.title.clone())).collect()
}

/// Which dialog.
#[derive(Deserialize)]
pub struct Wanted {
    dialoog: String,
}

/// `POST /inburgeraars/{person}/gesprek`.
pub async fn begin(
    State(state): State<WebState>,
    visitor: Visitor,
    Path(person): Path<String>,
    Form(wanted): Form<Wanted>,
) -> Result<Redirect, HttpError> {
    let id: PersonId = person.parse().map_err(|_| HttpError::NotFound)?;
    let now = state.clock.civil();
    let mut tx = state.db.begin().await?;
    let content = state.contents.published(&mut tx).await?.ok_or(HttpError::NotFound)?;
    let which = (id, wanted.dialoog.as_str());
    match start_dialog::start_dialog(&mut tx, &content, which, visitor.viewer(), now).await {
        Ok(()) => tx.commit().await?,
        Err(Refusal::Unknown | Refusal::NoSuchDialog) => return Err(HttpError::NotFound),
        Err(Refusal::Store(error)) => return Err(error.into()),
    }
    Ok(Redirect::to(&format!("/inburgeraars/{id}?gedaan=begonnen")))
}
