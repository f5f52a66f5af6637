//! `/lijst.csv`: the chosen part of the list as a table for a spreadsheet.

use std::collections::HashMap;

use axum::extract::{Query, State};
use axum::response::Response;
use serde_json::json;

use super::filter::{Asked, Filter};
use super::rows::{Row, silent_row};
use crate::http::auth::Visitor;
use crate::http::error::HttpError;
use crate::http::web::fields::name_of;
use crate::http::web::held::HeldWords;
use crate::http::web::person::own_fields::{is_seen, shown};
use crate::http::web::{WebState, table_file};
use crate::store::board::{Choice, Length};
use crate::store::own_fields::{self, Field};
use crate::store::{audit, board, hot};

fn head() -> Vec<&'static str> {
    vec![
        say!("klantnummer"),
        say!("naam"),
        say!("groep"),
        say!("taal"),
        say!("stil sinds"),
        say!("hoe lang"),
        say!("waarover"),
        say!("laatst geprobeerd"),
        say!("wat ervan kwam"),
        say!("klantmanager"),
        say!("coach"),
        say!("taak"),
        say!("volgende stap"),
    ]
}

/// `GET /lijst.csv`: everybody in the chosen part. Who took it along is noted.
pub async fn save(
    State(state): State<WebState>,
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Response, HttpError> {
    let (by, now) = (visitor.viewer(), state.clock.civil());
    let filter = Filter::of(&asked, by.role);
    let mut tx = state.db.begin().await?;
    super::smart::check(&mut tx, filter, by).await?;
    let choice = Choice { length: Length::All, ..filter.choice() };
    let found = board::silent(&mut tx, by, choice, now).await?;
    let mut fields = own_fields::all(&mut tx, by.gemeente).await?;
    fields.retain(|field| is_seen(field, by));
    let own = match fields.is_empty() {
        true => HashMap::new(),
        false => {
            hot::own_fields::of(&mut tx, found.iter().map(|row| row.person_id), &fields).await?
        }
    };
    let detail = json!({ "rows": found.len() });
    audit::note(&mut tx, by.gemeente, Some(by.staff), "export_list", None, detail, now).await?;
    tx.commit().await?;
    let texts = state.words.as_ref();
    let nobody = HeldWords::new(Vec::new(), by.today);
    let rows = found.into_iter().map(|row| {
        let person = row.person_id;
        let value = |field: &Field| own.get(&(person, field.id)).map(shown).unwrap_or_default();
        let theirs: Vec<String> = fields.iter().map(value).collect();
        let mut cells = cells(silent_row(row, texts, (&nobody, now)));
        cells.extend(theirs);
        cells
    });
    let mut head = head();
    head.extend(fields.iter().map(name_of));
    table_file::answer("wie-heeft-niet-geantwoord", &head, rows)
}

fn cells(row: Row) -> Vec<String> {
    let tried = row.tried.map(|(route, at)| format!("{route}, {}", at.words));
    let next = row.next.map(|(words, at)| format!("{words}, {}", at.words)).or(row.advice);
    let what = match row.about {
        Some(about) => format!("{} ({about})", row.what),
        None => row.what,
    };
    vec![
        row.klantnummer,
        row.name,
        row.group.to_owned(),
        row.language.to_owned(),
        row.since.words,
        row.lasted,
        what,
        tried.unwrap_or_default(),
        row.reached.map(|(_, words)| words).unwrap_or_default(),
        row.klantmanager.unwrap_or_default(),
        row.coach.unwrap_or_default(),
        row.task.map(|(_, words)| words).unwrap_or_default(),
        next.unwrap_or_default(),
    ]
}
