//! `/dubbelen/{person}/{other}`: two entries side by side, who stays, what moves and what must be chosen. The first of the
//! two stays.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{Html, IntoResponse, Redirect, Response};
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;

use super::super::WebState;
use super::super::page::{Frame, html};
use super::compare::Preview;
use super::deeds::refused;
use super::{id_of, words};
use crate::acts::merge_people::{Merged, Refusal, Wanted, merge};
use crate::http::auth::Visitor;
use crate::http::error::HttpError;
use crate::ids::{MergeId, PersonId};
use crate::store::audit::{self, search};
use crate::store::duplicates;

/// Looking again within this time is the same look.
const ONE_LOOK: TimeDelta = TimeDelta::hours(1);

#[derive(Template)]
#[template(path = "duplicate.html")]
struct OnePage {
    frame: Frame,
    csrf: String,
    /// Names the merge, so that the same form twice is one.
    form: String,
    stays: Side,
    goes: Side,
    signs: Vec<&'static str>,
    aside: bool,
    days: u16,
    preview: Preview,
}

struct Side {
    id: String,
    name: String,
    klantnummer: String,
}

/// `GET /dubbelen/{person}/{other}`.
pub async fn show(
    State(state): State<WebState>,
    visitor: Visitor,
    Path((person, other)): Path<(String, String)>,
) -> Result<Response, HttpError> {
    let (stays, goes) = (id_of(&person)?, id_of(&other)?);
    match page(&state, &visitor, (stays, goes)).await {
        Ok(page) => Ok(page.into_response()),
        Err(Refusal::Done { stayed }) => {
            Ok(Redirect::to(&format!("/inburgeraars/{stayed}")).into_response())
        }
        Err(refusal) => Err(refused(refusal, state.clock.civil())),
    }
}

async fn page(
    state: &WebState,
    visitor: &Visitor,
    (stays, goes): (PersonId, PersonId),
) -> Result<Html<String>, Refusal> {
    let (by, now) = (visitor.viewer(), state.clock.civil());
    let mut tx = state.db.begin().await?;
    let (id, undo_days) = (MergeId::fresh(), state.kept.merges);
    let wanted = Wanted { id, stays, goes, takes: &[], undo_days };
    let merged = merge(&mut tx, wanted, by, now).await?;
    // done, looked at, and undone
    drop(tx);
    noted(state, visitor, goes, now).await?;
    let mut tx = state.db.read().await?;
    let pairs = duplicates::of(&mut tx, stays, by.gemeente).await?;
    let aside = duplicates::put_aside_of(&mut tx, stays).await?;
    drop(tx);
    let pair = pairs.iter().find(|pair| pair.two.iter().any(|one| one.id == goes));
    let Merged { stays: kept, goes: gone, .. } = &merged;
    let side = |id: PersonId, name: &str, number: &str| Side {
        id: id.to_string(),
        name: name.to_owned(),
        klantnummer: number.to_owned(),
    };
    let page = OnePage {
        frame: Frame::new(state, Some(visitor), "/inburgeraars"),
        csrf: visitor.csrf().to_owned(),
        form: id.to_string(),
        stays: side(kept.id, &kept.name, &kept.klantnummer),
        goes: side(gone.id, &gone.name, &gone.klantnummer),
        signs: pair
            .map(|pair| pair.alike.signs().into_iter().map(words::sign).collect())
            .unwrap_or_default(),
        aside: aside.iter().any(|(other, ..)| *other == goes),
        days: undo_days,
        preview: Preview::new(&merged, now),
    };
    html(&page).map_err(|_| Refusal::Unknown)
}

/// The guard notes a look at the first of the two.
async fn noted(
    state: &WebState,
    visitor: &Visitor,
    other: PersonId,
    now: DateTime<Utc>,
) -> Result<(), Refusal> {
    let by = visitor.viewer();
    let mut tx = state.db.begin().await?;
    if !search::lately(&mut tx, (by.staff, "read_person", other.0), now - ONE_LOOK).await? {
        let (subject, detail) =
            (Some(("person", other.0)), json!({ "route": "/dubbelen/{person}/{other}" }));
        audit::note(&mut tx, by.gemeente, Some(by.staff), "read_person", subject, detail, now)
            .await?;
    }
    tx.commit().await?;
    Ok(())
}
