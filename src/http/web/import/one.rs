//! `/import/{file}`: what a trial found, row by row, and the button that carries out exactly this file.
//!
//! A form sent twice begins once: the row says who began. Only who tried a file sees it.

use askama::Template;
use axum::Form;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde::Deserialize;
use uuid::Uuid;

use super::found::Found;
use super::{Step, kind_of, name_of, run};
use crate::acts::import::outcome::{Becomes, Fate};
use crate::acts::import::report::{Remark, SHOWN};
use crate::acts::import_in_pieces::{Kind, Problem};
use crate::http::auth::Visitor;
use crate::http::error::HttpError;
use crate::http::web::page::{Frame, html};
use crate::http::web::{WebState, table_file, when};
use crate::store::import_files::{self, Standing};

#[derive(Template)]
#[template(path = "import_file.html")]
struct FilePage {
    frame: Frame,
    csrf: String,
    id: Uuid,
    kind: &'static str,
    found: Found,
    state: Stage,
    /// Until when it waits.
    until: String,
    /// Somebody must say first that moving many sessions is meant.
    unsure: bool,
}

/// Remarks of one kind, and how many are not shown.
struct Part<'a> {
    id: &'static str,
    title: &'static str,
    count: usize,
    remarks: &'a [Remark],
    more: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// Nothing was written; it can be.
    Waits,
    /// Nothing was written, and it cannot be.
    Wrong,
    /// Somebody is at it.
    Busy,
    /// It was carried out.
    Done,
}

impl FilePage {
    fn is(&self, stage: Stage) -> bool {
        self.state == stage
    }

    fn rows(&self) -> usize {
        self.found.new + self.found.changed + self.found.unchanged
    }

    /// What there is to say about the file: mistakes, then warnings.
    fn parts(&self) -> Vec<Part<'_>> {
        let found = &self.found;
        [
            ("fouten", say!("Fouten"), found.mistake_count, &found.mistakes),
            ("let-op", say!("Let op"), found.warning_count, &found.warnings),
        ]
        .into_iter()
        .filter(|(_, _, count, _)| *count > 0)
        .map(|(id, title, count, all)| {
            let remarks = &all[..all.len().min(SHOWN)];
            Part { id, title, count, remarks, more: count - remarks.len() }
        })
        .collect()
    }

    /// Rows that are new or changed and not shown.
    fn more(&self) -> usize {
        (self.found.new + self.found.changed).saturating_sub(self.found.fates.len())
    }

    fn becomes(&self, fate: &Fate) -> &'static str {
        match (fate.becomes, self.found.kind) {
            (Becomes::New, Kind::Enrolments) => say!("wordt ingeschreven"),
            (Becomes::New, _) => say!("nieuw"),
            (Becomes::Changed, _) => say!("gewijzigd"),
            (Becomes::Moved, _) => say!("krijgt een andere tijd of plaats"),
            (Becomes::Cancelled, _) => say!("wordt afgezegd"),
        }
    }
}

async fn known(
    state: &WebState,
    visitor: &Visitor,
    file: &str,
) -> Result<(Standing, Found), HttpError> {
    let id: Uuid = file.parse().map_err(|_| HttpError::NotFound)?;
    let mut tx = state.db.read().await?;
    let by = visitor.viewer().staff;
    let standing = import_files::one(&mut tx, id, by, state.clock.machine()).await?;
    let standing = standing.ok_or(HttpError::NotFound)?;
    let found = Found::open(&tx, &standing.outcome_sealed)?;
    Ok((standing, found))
}

/// `GET /import/{file}`.
pub(super) async fn show(
    State(state): State<WebState>,
    visitor: Visitor,
    Path(file): Path<String>,
) -> Result<Html<String>, HttpError> {
    html(&page(&state, &visitor, known(&state, &visitor, &file).await?))
}

fn page(state: &WebState, visitor: &Visitor, (standing, found): (Standing, Found)) -> FilePage {
    let now = state.clock.machine();
    let stage = match standing.done_at {
        Some(_) => Stage::Done,
        None if found.mistake_count > 0 => Stage::Wrong,
        None if standing.is_busy(now) => Stage::Busy,
        None => Stage::Waits,
    };
    FilePage {
        frame: Frame::new(state, Some(visitor), "/import"),
        csrf: visitor.csrf().to_owned(),
        id: standing.id,
        kind: name_of(found.kind),
        found,
        state: stage,
        until: when::moment(standing.expires_at, now),
        unsure: false,
    }
}

/// The form that confirms a file.
#[derive(Deserialize)]
pub(super) struct Confirmed {
    #[serde(default)]
    zeker: String,
}

/// `POST /import/{file}/doen`.
pub(super) async fn carry_out_file(
    State(state): State<WebState>,
    visitor: Visitor,
    Path(file): Path<String>,
    Form(confirmed): Form<Confirmed>,
) -> Result<Response, HttpError> {
    let (standing, found) = known(&state, &visitor, &file).await?;
    let (id, sure) = (standing.id, confirmed.zeker == "ja");
    if found.moves_many && !sure && standing.done_at.is_none() {
        let page = FilePage { unsure: true, ..page(&state, &visitor, (standing, found)) };
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, html(&page)?).into_response());
    }
    let (by, now) = (visitor.viewer().staff, state.clock.machine());
    let mut tx = state.db.begin().await?;
    let begun = import_files::begin(&mut tx, id, by, now).await?;
    tx.commit().await?;
    if let Some((kind, bytes)) = begun {
        let kind = kind_of(&kind).ok_or(HttpError::Broken)?;
        let file = File { id, name: found.name, kind, bytes, sure };
        // a browser that goes away does not leave the file half-way
        let work = tokio::spawn(async move { carry(&state, &visitor, file).await });
        work.await.map_err(|_| HttpError::Broken)??;
    }
    // else it is done, or somebody is at it: the page says which
    Ok(Redirect::to(&format!("/import/{id}")).into_response())
}

struct File {
    id: Uuid,
    name: String,
    kind: Kind,
    bytes: Vec<u8>,
    sure: bool,
}

/// Crash on the way: what was written is good, and after some minutes the same button goes on where it was.
async fn carry(state: &WebState, visitor: &Visitor, file: File) -> Result<(), HttpError> {
    let step = Step { dry_run: false, sure: file.sure };
    let done = run(state, visitor, (file.kind, &file.bytes), step).await;
    let now = state.clock.machine();
    let mut tx = state.db.begin().await?;
    let failed = match done {
        Ok(outcome) => {
            let stored = outcome.stored;
            let outcome = Found::of(file.name, outcome).seal(&tx)?;
            match stored {
                true => import_files::finish(&mut tx, file.id, outcome, now).await?,
                false => import_files::refuse(&mut tx, file.id, outcome).await?,
            }
            None
        }
        Err(problem) => {
            import_files::let_go(&mut tx, file.id).await?;
            Some(match problem {
                Problem::Unreadable(_) => HttpError::Unreadable,
                Problem::Store(problem) | Problem::Stopped { problem, .. } => problem.into(),
            })
        }
    };
    tx.commit().await?;
    failed.map_or(Ok(()), Err)
}

/// `POST /import/{file}/weg`.
pub(super) async fn drop_file(
    State(state): State<WebState>,
    visitor: Visitor,
    Path(file): Path<String>,
) -> Result<Redirect, HttpError> {
    let (standing, _) = known(&state, &visitor, &file).await?;
    let mut tx = state.db.begin().await?;
    let (by, now) = (visitor.viewer().staff, state.clock.machine());
    import_files::drop_it(&mut tx, standing.id, by, now).await?;
    tx.commit().await?;
    Ok(Redirect::to("/import?gedaan=weg"))
}

/// `GET /import/{file}/opmerkingen.csv`: every mistake and every warning, for who mends the file.
pub(super) async fn remarks(
    State(state): State<WebState>,
    visitor: Visitor,
    Path(file): Path<String>,
) -> Result<Response, HttpError> {
    let (_, found) = known(&state, &visitor, &file).await?;
    let head = [
        say!("soort"),
        say!("rij"),
        say!("kolom"),
        say!("klantnummer"),
        say!("wat er is"),
        say!("hoe u het verbetert"),
    ];
    let cells = |what: &'static str| {
        move |remark: Remark| {
            vec![
                what.to_owned(),
                remark.row.map(|row| row.to_string()).unwrap_or_default(),
                remark.column.unwrap_or_default(),
                remark.klantnummer.unwrap_or_default(),
                remark.what,
                remark.mend,
            ]
        }
    };
    let mistakes = found.mistakes.into_iter().map(cells(say!("fout")));
    let warnings = found.warnings.into_iter().map(cells(say!("let op")));
    table_file::answer("opmerkingen", &head, mistakes.chain(warnings))
}
