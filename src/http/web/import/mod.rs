//! `/import`: a file of people, sessions or enrolments is tried first, and nothing is written; who tried it sees
//! what would happen with each row, and then lets exactly that file be carried out (`one`).

use askama::Template;
use axum::Router;
use axum::extract::{Extension, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use uuid::Uuid;

mod found;
mod one;

use super::page::{Frame, html};
use super::{WebState, when};
use crate::acts::import::calendar::is_calendar;
use crate::acts::import::columns::{Column, ColumnMap};
use crate::acts::import::decode::Unreadable;
use crate::acts::import::{enrolments, people, sessions};
use crate::acts::import_in_pieces::{Kind, Outcome, Problem, Target, Task, carry_out};
use crate::http::auth::Visitor;
use crate::http::error::HttpError;
use crate::http::upload::{Form, Upload};
use crate::store::import_files::{self, New};
use crate::store::{audit, gemeenten, own_fields};
use found::Found;

/// The routes of these pages.
pub(super) fn routes() -> Router<WebState> {
    Router::new()
        .route("/import", get(show).post(look))
        .route("/import/{file}", get(one::show))
        .route("/import/{file}/doen", post(one::carry_out_file))
        .route("/import/{file}/weg", post(one::drop_file))
        .route("/import/{file}/opmerkingen.csv", get(one::remarks))
}

#[derive(Template)]
#[template(path = "import.html")]
struct ImportPage {
    frame: Frame,
    csrf: String,
    kinds: Vec<KindOf>,
    /// What is wrong with the file.
    fault: Option<String>,
    /// Files that were tried before.
    files: Vec<Tried>,
    dropped: bool,
}

struct KindOf {
    word: &'static str,
    chosen: bool,
    name: &'static str,
    required: Vec<String>,
    optional: Vec<String>,
}

struct Tried {
    id: Uuid,
    name: String,
    what: &'static str,
    when: String,
}

const KINDS: [Kind; 3] = [Kind::People, Kind::Sessions, Kind::Enrolments];

/// The word of a kind, in a form and in a row.
fn word(kind: Kind) -> &'static str {
    match kind {
        Kind::People => "people",
        Kind::Sessions => "sessions",
        Kind::Enrolments => "enrolments",
    }
}

fn kind_of(text: &str) -> Option<Kind> {
    KINDS.into_iter().find(|kind| word(*kind) == text)
}

fn name_of(kind: Kind) -> &'static str {
    match kind {
        Kind::People => say!("Mensen"),
        Kind::Sessions => say!("Bijeenkomsten"),
        Kind::Enrolments => say!("Inschrijvingen"),
    }
}

fn columns(kind: Kind) -> &'static [Column] {
    match kind {
        Kind::People => people::COLUMNS,
        Kind::Sessions => sessions::COLUMNS,
        Kind::Enrolments => enrolments::COLUMNS,
    }
}

/// What was asked for in the address.
#[derive(Default, serde::Deserialize)]
pub(super) struct Asked {
    gedaan: Option<String>,
}

/// `GET /import`.
async fn show(
    State(state): State<WebState>,
    visitor: Visitor,
    axum::extract::Query(asked): axum::extract::Query<Asked>,
) -> Result<Html<String>, HttpError> {
    let dropped = asked.gedaan.as_deref() == Some("weg");
    html(&ImportPage { dropped, ..page(&state, &visitor, None).await? })
}

async fn page(
    state: &WebState,
    visitor: &Visitor,
    chosen: Option<Kind>,
) -> Result<ImportPage, HttpError> {
    let now = state.clock.machine();
    let mut tx = state.db.read().await?;
    let files = import_files::of_staff(&mut tx, visitor.viewer().staff, now).await?;
    let mut tried = Vec::new();
    for file in files {
        let found = Found::open(&tx, &file.outcome_sealed)?;
        let what = match file.done_at {
            Some(_) => say!("is ingelezen"),
            None if file.is_busy(now) => say!("wordt nu ingelezen"),
            None if found.mistake_count > 0 => say!("heeft fouten"),
            None => say!("wacht op uw bevestiging"),
        };
        let when = when::moment(file.tried_at, now);
        tried.push(Tried { id: file.id, name: found.name, what, when });
    }
    let own = own_fields::all(&mut tx, visitor.viewer().gemeente).await?;
    let split = |kind, required: bool| -> Vec<String> {
        let of = columns(kind).iter().filter(move |column| column.required == required);
        let theirs = own.iter().filter(|_| !required && matches!(kind, Kind::People));
        let names = of.map(|column| column.name.to_owned());
        names.chain(theirs.map(|field| field.name.clone())).collect()
    };
    Ok(ImportPage {
        frame: Frame::new(state, Some(visitor), "/import"),
        csrf: visitor.csrf().to_owned(),
        kinds: KINDS
            .into_iter()
            .map(|kind| KindOf {
                word: word(kind),
                chosen: chosen == Some(kind),
                name: name_of(kind),
                required: split(kind, true),
                optional: split(kind, false),
            })
            .collect(),
        fault: None,
        files: tried,
        dropped: false,
    })
}

/// `POST /import`: tries the file. Nothing of it is written; without mistakes it is kept, sealed, for an hour.
async fn look(
    State(state): State<WebState>,
    visitor: Visitor,
    upload: Option<Extension<Upload>>,
) -> Result<Response, HttpError> {
    let form = match upload {
        None => return Err(HttpError::Unreadable),
        Some(Extension(Upload::TooLarge)) => {
            let fault = say!("Dit bestand is groter dan 8 MB. Knip het in delen.").to_owned();
            return refused(&state, &visitor, None, (StatusCode::PAYLOAD_TOO_LARGE, fault)).await;
        }
        Some(Extension(Upload::Form(form))) => form,
    };
    let kind = form.field("soort").and_then(kind_of);
    match tried(&state, &visitor, (kind, form)).await? {
        Ok(id) => Ok(Redirect::to(&format!("/import/{id}")).into_response()),
        Err(fault) => {
            let fault = (StatusCode::UNPROCESSABLE_ENTITY, fault);
            refused(&state, &visitor, kind, fault).await
        }
    }
}

async fn refused(
    state: &WebState,
    visitor: &Visitor,
    kind: Option<Kind>,
    (status, fault): (StatusCode, String),
) -> Result<Response, HttpError> {
    let page = ImportPage { fault: Some(fault), ..page(state, visitor, kind).await? };
    Ok((status, html(&page)?).into_response())
}

/// The id under which what was found is kept, or why there is nothing, in words.
async fn tried(
    state: &WebState,
    visitor: &Visitor,
    (kind, form): (Option<Kind>, Form),
) -> Result<Result<Uuid, String>, HttpError> {
    let Some(kind) = kind else { return Ok(Err(say!("Kies wat er in het bestand staat.").into())) };
    let file = form.file.filter(|(name, bytes)| !name.is_empty() || !bytes.is_empty());
    let Some((name, bytes)) = file else { return Ok(Err(say!("Kies een bestand.").into())) };
    if is_calendar(&bytes) {
        let fault = say!(
            "Dit is een agenda (.ics), geen tabel. Een agenda leest de beheerder in met een opdracht."
        );
        return Ok(Err(fault.to_owned()));
    }
    let outcome =
        match run(state, visitor, (kind, &bytes), Step { dry_run: true, sure: false }).await {
            Ok(outcome) => outcome,
            Err(Problem::Unreadable(why)) => return Ok(Err(unreadable(why).to_owned())),
            Err(Problem::Store(problem) | Problem::Stopped { problem, .. }) => {
                return Err(problem.into());
            }
        };
    let (by, now) = (visitor.viewer(), state.clock.machine());
    let detail = serde_json::json!({
        "kind": word(kind),
        "new": outcome.new,
        "changed": outcome.changed,
        "mistakes": outcome.report.mistakes.count,
    });
    let found = Found::of(name, outcome);
    let id = Uuid::now_v7();
    let mut tx = state.db.begin().await?;
    let file = New {
        id,
        gemeente: by.gemeente,
        by: by.staff,
        kind: word(kind),
        file: (found.mistake_count == 0).then_some(bytes.as_ref()),
        outcome: found.seal(&tx)?,
    };
    import_files::insert(&mut tx, file, now).await?;
    audit::note(&mut tx, by.gemeente, Some(by.staff), "try_import", None, detail, now).await?;
    // crash before: the browser asks again. Crash after: it stands on the first page
    tx.commit().await?;
    Ok(Ok(id))
}

fn unreadable(why: Unreadable) -> &'static str {
    match why {
        Unreadable::Empty => say!("Het bestand is leeg. Bewaar het opnieuw vanuit uw systeem."),
        Unreadable::Utf16 => {
            say!("Het bestand is “Unicode-tekst”. Bewaar het als “CSV UTF-8”.")
        }
        Unreadable::Workbook => {
            say!("Dit is een werkmap van Excel of LibreOffice. Bewaar het blad als “CSV UTF-8”.")
        }
        Unreadable::TooLarge => say!("Dit bestand is groter dan 8 MB. Knip het in delen."),
        Unreadable::NotText => say!("Dit is geen tekst. Bewaar het bestand als “CSV UTF-8”."),
    }
}

/// Whether it is a trial, and whether somebody said that moving many sessions is meant.
#[derive(Clone, Copy)]
struct Step {
    dry_run: bool,
    sure: bool,
}

/// Tries a file, or carries it out, as the command does.
async fn run(
    state: &WebState,
    visitor: &Visitor,
    (kind, bytes): (Kind, &[u8]),
    Step { dry_run, sure }: Step,
) -> Result<Outcome, Problem> {
    let by = visitor.viewer();
    let mut tx = state.db.read().await?;
    let content = state.contents.published(&mut tx).await?;
    let code = gemeenten::code(&mut tx, by.gemeente).await?;
    drop(tx);
    let nothing = || crate::store::StoreError::corrupt("publication", "", "nothing is published");
    let content = content.ok_or_else(nothing)?;
    let policies = content.policies.of(&code);
    let map = ColumnMap::default();
    let task = Task { kind, map: &map, dry_run, sure, calendar: None };
    let target = Target {
        db: &state.db,
        gemeente: by.gemeente,
        whatsapp: state.numbers.get(&by.gemeente),
        policies: &policies,
    };
    carry_out(bytes, task, target, (Some(by.staff), state.clock.civil()), async |_| {}).await
}
