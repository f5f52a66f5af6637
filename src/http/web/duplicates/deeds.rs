//! What a colleague does with a pair: makes one person of two, puts it aside, takes that back, looks for somebody.

use std::collections::HashMap;

use axum::Form;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::{DateTime, Utc};
use serde::Deserialize;

use super::super::sign_in::refuse;
use super::super::{WebState, when};
use super::{id_of, page_of};
use crate::acts::merge_people::{Refusal, Wanted, aside, merge};
use crate::http::auth::Visitor;
use crate::http::error::HttpError;
use crate::ids::MergeId;
use crate::store::hot::people;

/// Characters of a klantnummer that are looked for.
const LONGEST: usize = 60;

/// Whom to look at.
#[derive(Deserialize)]
pub struct Sought {
    #[serde(default)]
    klantnummer: String,
}

/// `POST /dubbelen/{person}/zoeken`: changes nothing.
pub async fn search(
    State(state): State<WebState>,
    visitor: Visitor,
    Path(person): Path<String>,
    Form(form): Form<Sought>,
) -> Result<Response, HttpError> {
    let id = id_of(&person)?;
    let typed: String = form.klantnummer.trim().chars().take(LONGEST).collect();
    let mut tx = state.db.read().await?;
    let found = people::ids(&mut tx, visitor.viewer().gemeente, [typed.as_str()]).await?;
    drop(tx);
    let problem = match found.first() {
        Some((_, other)) if *other != id => {
            return Ok(Redirect::to(&format!("/dubbelen/{id}/{other}")).into_response());
        }
        Some(_) => say!("Dat is het klantnummer van deze persoon zelf."),
        None => say!("Niemand heeft dit klantnummer."),
    };
    let mut page = page_of(&state, &visitor, id).await?;
    (page.problem, page.typed) = (Some(problem), typed);
    refuse(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

/// `POST /dubbelen/{person}/{other}/samenvoegen`: the first of the two stays.
pub async fn join(
    State(state): State<WebState>,
    visitor: Visitor,
    Path((person, other)): Path<(String, String)>,
    Form(form): Form<HashMap<String, String>>,
) -> Result<Redirect, HttpError> {
    let (stays, goes, now) = (id_of(&person)?, id_of(&other)?, state.clock.civil());
    let id: MergeId =
        form.get("formulier").and_then(|id| id.parse().ok()).ok_or(HttpError::Unreadable)?;
    let takes: Vec<&str> = form
        .iter()
        .filter(|(_, chosen)| *chosen == "ander")
        .filter_map(|(name, _)| name.strip_prefix("keuze-"))
        .collect();
    let wanted = Wanted { id, stays, goes, takes: &takes, undo_days: state.kept.merges };
    let mut tx = state.db.begin().await?;
    let stayed = match merge(&mut tx, wanted, visitor.viewer(), now).await {
        // crash before: they are two. Crash after: they are one, and the same form again finds that
        Ok(_) => {
            tx.commit().await?;
            stays
        }
        Err(Refusal::Done { stayed }) => stayed,
        Err(refusal) => return Err(refused(refusal, now)),
    };
    Ok(Redirect::to(&format!("/inburgeraars/{stayed}?gedaan=samengevoegd")))
}

/// `POST /dubbelen/{person}/{other}/twee`: these are two people.
pub async fn two(
    State(state): State<WebState>,
    visitor: Visitor,
    Path(pair): Path<(String, String)>,
) -> Result<Redirect, HttpError> {
    put(&state, &visitor, pair, true).await?;
    Ok(Redirect::to("/dubbelen?gedaan=twee"))
}

/// `POST /dubbelen/{person}/{other}/toch`: or they may be one after all.
pub async fn back(
    State(state): State<WebState>,
    visitor: Visitor,
    Path(pair): Path<(String, String)>,
) -> Result<Redirect, HttpError> {
    put(&state, &visitor, pair, false).await?;
    Ok(Redirect::to("/dubbelen?gedaan=terug"))
}

/// Puts a pair aside, or on the list again.
async fn put(
    state: &WebState,
    visitor: &Visitor,
    (person, other): (String, String),
    is_aside: bool,
) -> Result<(), HttpError> {
    let (two, now, by) = ((id_of(&person)?, id_of(&other)?), state.clock.civil(), visitor.viewer());
    let mut tx = state.db.begin().await?;
    let done = match is_aside {
        true => aside::put_aside(&mut tx, two, by, now).await,
        false => aside::take_back(&mut tx, two, by, now).await,
    };
    done.map_err(|refusal| refused(refusal, now))?;
    Ok(tx.commit().await?)
}

/// A refusal as a page says it.
pub(super) fn refused(refusal: Refusal, now: DateTime<Utc>) -> HttpError {
    match refusal {
        Refusal::Merged { by, at, .. } => HttpError::Conflict {
            what: say!(
                "{by} was eerst: een van deze twee is al samengevoegd, {at}. Zoek de persoon op om te zien wat er nu staat.",
                by = by,
                at = when::moment(at, now)
            ),
        },
        Refusal::NotYours => HttpError::Forbidden,
        Refusal::Store(error) => error.into(),
        Refusal::Unknown | Refusal::Same | Refusal::Done { .. } => HttpError::NotFound,
    }
}
