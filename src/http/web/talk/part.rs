//! `/inburgeraars/{person}/berichten/regels`: the newest lines of a conversation alone, which the script asks for when
//! something changed.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use chrono::TimeDelta;

use super::lines::{self, Line, Reader};
use super::read;
use crate::http::auth::Visitor;
use crate::http::error::HttpError;
use crate::http::web::WebState;
use crate::http::web::page::part;
use crate::ids::PersonId;
use crate::store::trail;
use crate::text::by_hand;

#[derive(Template)]
#[template(path = "talk_lines.html")]
struct LinesPart {
    csrf: String,
    id: String,
    lines: Vec<Line>,
    longest: usize,
}

/// The handler; 304 when the script has them already.
pub async fn show(
    State(state): State<WebState>,
    visitor: Visitor,
    Path(person): Path<String>,
    headers: HeaderMap,
) -> Result<Response, HttpError> {
    let id: PersonId = person.parse().map_err(|_| HttpError::NotFound)?;
    let now = state.clock.civil();
    let mut tx = state.db.read().await?;
    let who = trail::seen_by(&mut tx, id, visitor.viewer()).await?.ok_or(HttpError::NotFound)?;
    let content = state.contents.published(&mut tx).await.ok().flatten();
    let (found, _) = read(&mut tx, &who, now + TimeDelta::days(1)).await?;
    drop(tx);
    let content = content.as_deref();
    let reader = Reader { person: id.to_string(), name: &who.name, content, now };
    let lines = lines::lines(found, &reader);
    let (csrf, longest) = (visitor.csrf().to_owned(), by_hand::LONGEST);
    part(&LinesPart { csrf, id: id.to_string(), lines, longest }, &headers)
}
