//! `/dubbelen`: who may be in Wegwijzer twice, with the reasons; and making one person of two.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Html;
use chrono::{DateTime, Utc};
use serde::Deserialize;

mod compare;
pub mod deeds;
pub mod one;
pub mod undo;
mod words;

use super::page::{Frame, html};
use super::{WebState, when};
use crate::http::auth::Visitor;
use crate::http::error::HttpError;
use crate::ids::PersonId;
use crate::store::duplicates::{self, Pair};
use crate::store::trail;
use crate::trade::duplicate::Likeness;

/// Pairs on one page.
const SHOWN: usize = 50;

#[derive(Template)]
#[template(path = "duplicates.html")]
pub(super) struct ListPage {
    frame: Frame,
    csrf: String,
    done: Option<&'static str>,
    pub(super) problem: Option<&'static str>,
    /// Of one person: id and name.
    of: Option<(String, String)>,
    rows: Vec<Row>,
    has_more: bool,
    aside: Vec<Row>,
    pub(super) typed: String,
}

struct Row {
    two: [Entry; 2],
    signs: Vec<&'static str>,
    likely: bool,
    /// Who put it aside, and when.
    aside: Option<(String, String)>,
}

struct Entry {
    id: String,
    name: String,
    klantnummer: String,
    klantmanager: Option<String>,
}

impl Row {
    fn new(pair: Pair, now: DateTime<Utc>) -> Self {
        Self {
            signs: pair.alike.signs().into_iter().map(words::sign).collect(),
            likely: pair.alike.likeness() == Some(Likeness::Likely),
            aside: pair.aside.map(|(by, at)| (by, when::moment(at, now))),
            two: pair.two.map(|one| Entry {
                id: one.id.to_string(),
                name: one.name,
                klantnummer: one.klantnummer,
                klantmanager: one.klantmanager,
            }),
        }
    }
}

/// What was just done.
#[derive(Default, Deserialize)]
pub struct Asked {
    gedaan: Option<String>,
}

/// `GET /dubbelen`.
pub async fn list(
    State(state): State<WebState>,
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Html<String>, HttpError> {
    let (by, now) = (visitor.viewer(), state.clock.civil());
    let mut tx = state.db.read().await?;
    let found = duplicates::open(&mut tx, by.gemeente).await?;
    let aside = duplicates::aside(&mut tx, by.gemeente).await?;
    drop(tx);
    html(&ListPage {
        frame: Frame::new(&state, Some(&visitor), "/inburgeraars"),
        csrf: visitor.csrf().to_owned(),
        done: asked.gedaan.as_deref().and_then(|what| match what {
            "twee" => Some(say!("Opzij gezet: dit zijn twee mensen. U vindt ze onderaan terug.")),
            "terug" => Some(say!("Het paar staat weer op de lijst, als er nog iets hetzelfde is.")),
            _ => None,
        }),
        problem: None,
        of: None,
        has_more: found.len() > SHOWN,
        rows: found.into_iter().take(SHOWN).map(|pair| Row::new(pair, now)).collect(),
        aside: aside.into_iter().map(|pair| Row::new(pair, now)).collect(),
        typed: String::new(),
    })
}

/// `GET /dubbelen/{person}`: with whom somebody may be one, and looking at somebody by klantnummer.
pub async fn of_person(
    State(state): State<WebState>,
    visitor: Visitor,
    Path(person): Path<String>,
) -> Result<Html<String>, HttpError> {
    html(&page_of(&state, &visitor, id_of(&person)?).await?)
}

pub(super) async fn page_of(
    state: &WebState,
    visitor: &Visitor,
    person: PersonId,
) -> Result<ListPage, HttpError> {
    let (by, now) = (visitor.viewer(), state.clock.civil());
    let mut tx = state.db.read().await?;
    let who = trail::seen_by(&mut tx, person, by).await?.ok_or(HttpError::NotFound)?;
    let found = duplicates::of(&mut tx, person, by.gemeente).await?;
    drop(tx);
    Ok(ListPage {
        frame: Frame::new(state, Some(visitor), "/inburgeraars"),
        csrf: visitor.csrf().to_owned(),
        done: None,
        problem: None,
        of: Some((who.id.to_string(), who.name)),
        has_more: found.len() > SHOWN,
        rows: found.into_iter().take(SHOWN).map(|pair| Row::new(pair, now)).collect(),
        aside: Vec::new(),
        typed: String::new(),
    })
}

fn id_of(text: &str) -> Result<PersonId, HttpError> {
    text.parse().map_err(|_| HttpError::NotFound)
}
