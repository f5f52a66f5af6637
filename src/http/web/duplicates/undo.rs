//! `/inburgeraars/{person}/splitsen/{merge}`: undoing a merge, and what that would do. It is done and undone first, so that
//! what the page says is no guess.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{Html, Redirect};
use chrono::{DateTime, Utc};

use super::super::page::{Frame, html};
use super::super::{WebState, when};
use crate::acts::merge_people::split::{Refusal, bars, split};
use crate::http::auth::Visitor;
use crate::http::error::HttpError;
use crate::ids::{MergeId, PersonId};
use crate::store::board::Viewer;
use crate::store::merging::{self, Merge};
use crate::store::{Tx, trail};

#[derive(Template)]
#[template(path = "split.html")]
struct SplitPage {
    frame: Frame,
    csrf: String,
    id: String,
    merge: String,
    name: String,
    klantnummer: String,
    by: String,
    at: String,
    until: String,
    rows: usize,
}

/// A merge on the page of who stayed.
pub(in crate::http::web) struct Row {
    pub(in crate::http::web) id: String,
    pub(in crate::http::web) words: String,
    /// It can be undone.
    pub(in crate::http::web) undoes: bool,
    /// Why not, or until when.
    pub(in crate::http::web) term: String,
}

/// What somebody was merged with, the last first, and whether that can be undone.
pub(in crate::http::web) async fn rows(
    tx: &mut Tx,
    person: PersonId,
    by: Viewer,
    now: DateTime<Utc>,
) -> Result<Vec<Row>, HttpError> {
    let all = merging::of(tx, person).await?;
    let row = |merge: &Merge| {
        let at = when::moment(merge.merged_at, now);
        let words = say!(
            "Samengevoegd met {number} door {by}, {at}.",
            number = merge.klantnummer,
            by = merge.by,
            at = at
        );
        let (undoes, term) = match (&merge.undone_by, merge.undone_at, bars(merge, &all, now)) {
            (Some(by), Some(at), _) => (
                false,
                say!("Weer gesplitst door {by}, {at}.", by = by, at = when::moment(at, now)),
            ),
            (_, _, None) => (
                by.role.merges(),
                say!("Dit kan ongedaan tot {until}.", until = when::dated(merge.undo_until)),
            ),
            (_, _, Some(refusal)) => (false, why_not(&refusal, now)),
        };
        Row { id: merge.id.to_string(), words, undoes, term }
    };
    Ok(all.iter().map(row).collect())
}

fn why_not(refusal: &Refusal, now: DateTime<Utc>) -> String {
    match refusal {
        Refusal::TooLate { until } => say!(
            "Dit kan niet meer ongedaan: dat kon tot {until}. Daarna bewaart Wegwijzer niet meer wat van wie was.",
            until = when::dated(*until)
        ),
        Refusal::NotLast { klantnummer } => say!(
            "Dit kan nu niet ongedaan: maak eerst de latere samenvoeging met {number} ongedaan.",
            number = klantnummer
        ),
        Refusal::NumberTaken => {
            say!("Dit kan niet ongedaan: het klantnummer is nu van iemand anders.").to_owned()
        }
        Refusal::Undone { by, at, .. } => {
            say!("Weer gesplitst door {by}, {at}.", by = by, at = when::moment(*at, now))
        }
        Refusal::Unknown | Refusal::NotYours | Refusal::Store(_) => {
            say!("Het lukt nu niet.").to_owned()
        }
    }
}

/// `GET /inburgeraars/{person}/splitsen/{merge}`.
pub async fn ask(
    State(state): State<WebState>,
    visitor: Visitor,
    Path((person, merge)): Path<(String, String)>,
) -> Result<Html<String>, HttpError> {
    let (by, now) = (visitor.viewer(), state.clock.civil());
    let (person, id) = ids(&person, &merge)?;
    let mut tx = state.db.begin().await?;
    let who = trail::seen_by(&mut tx, person, by).await?.ok_or(HttpError::NotFound)?;
    let merge = merging::one(&mut tx, id, by.gemeente).await?;
    let merge = merge.filter(|merge| merge.person_id == person).ok_or(HttpError::NotFound)?;
    let (_, rows) = split(&mut tx, id, by, now).await.map_err(|refusal| refused(refusal, now))?;
    // done, looked at, and undone
    drop(tx);
    html(&SplitPage {
        frame: Frame::new(&state, Some(&visitor), "/inburgeraars"),
        csrf: visitor.csrf().to_owned(),
        id: person.to_string(),
        merge: id.to_string(),
        name: who.name,
        klantnummer: merge.klantnummer,
        by: merge.by,
        at: when::moment(merge.merged_at, now),
        until: when::dated(merge.undo_until),
        rows,
    })
}

/// `POST /inburgeraars/{person}/splitsen/{merge}`.
pub async fn undo(
    State(state): State<WebState>,
    visitor: Visitor,
    Path((person, merge)): Path<(String, String)>,
) -> Result<Redirect, HttpError> {
    let (person, id) = ids(&person, &merge)?;
    let now = state.clock.civil();
    let mut tx = state.db.begin().await?;
    match split(&mut tx, id, visitor.viewer(), now).await {
        // crash before: they are one. Crash after: they are two, and the same form again finds that
        Ok(_) => tx.commit().await?,
        Err(Refusal::Undone { mine: true, .. }) => {}
        Err(refusal) => return Err(refused(refusal, now)),
    }
    Ok(Redirect::to(&format!("/inburgeraars/{person}?gedaan=gesplitst")))
}

fn ids(person: &str, merge: &str) -> Result<(PersonId, MergeId), HttpError> {
    let person = person.parse().map_err(|_| HttpError::NotFound)?;
    Ok((person, merge.parse().map_err(|_| HttpError::NotFound)?))
}

fn refused(refusal: Refusal, now: DateTime<Utc>) -> HttpError {
    match refusal {
        Refusal::Unknown => HttpError::NotFound,
        Refusal::NotYours => HttpError::Forbidden,
        Refusal::Store(error) => error.into(),
        other => HttpError::Conflict { what: why_not(&other, now) },
    }
}
