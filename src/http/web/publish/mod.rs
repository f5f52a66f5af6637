//! `/publiceren`: what is in force, what the draft would change, who is in the middle of it, and the book
//! of who published what. Whoever works with people may look; whoever keeps the system publishes.

use std::time::Duration;

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Html;
use chrono::{DateTime, Utc};
use serde::Deserialize;

use super::page::{Frame, html};
use super::{WebState, when};
use crate::dialog::changes::Piece;
use crate::http::auth::Visitor;
use crate::http::error::HttpError;
use crate::store::content::Publication;
use crate::store::draft::Origin;

pub(super) mod deeds;
pub(super) mod look;
pub(super) mod time_machine;
mod trials;

use look::Look;
pub use trials::Trials;

/// Lines of the book on the page.
const SHOWN: i64 = 25;

#[derive(Template)]
#[template(path = "publish.html")]
struct PublishPage {
    frame: Frame,
    done: Option<&'static str>,
    /// May this colleague publish?
    may: bool,
    csrf: String,
    in_force: Option<Line>,
    /// What the publisher saw in force.
    seen: String,
    /// The folders cannot be read, and why.
    trouble: Option<String>,
    /// The folders hold something else than the draft.
    files_wait: bool,
    draft: Option<DraftPart>,
    standing: Vec<StandingRow>,
    book: Vec<Line>,
}

/// The draft, as the page tells it.
struct DraftPart {
    from: &'static str,
    by: Option<String>,
    at: String,
    version: i64,
    /// Something was published since it was begun.
    is_old: bool,
    problems: Vec<Problem>,
    more_problems: usize,
    /// What proving and the stories say, as far as it is known; means nothing while there are mistakes.
    trial: Trial,
    /// Which templates may not be sent.
    templates: Templates,
    /// Municipalities with rules of their own that this database does not have; empty: none.
    of_nobody: String,
    /// Those that it has.
    codes: String,
    /// Dutch messages that the draft changes and that are harder than they need to be.
    hard: Vec<Problem>,
    more_hard: usize,
    dialogs: Vec<crate::dialog::changes::DialogChanges>,
    texts: Vec<Text>,
    more_texts: usize,
    policies: Vec<String>,
    others: Vec<String>,
    changes_nothing: bool,
    /// How many would come along, stay, and never begin.
    along: Option<Along>,
}

struct Problem {
    place: String,
    what: String,
}

/// How far proving and the stories are.
struct Trial {
    /// Still at it.
    runs: bool,
    tried: std::sync::Arc<trials::Tried>,
}

impl Trial {
    fn of(tried: Option<std::sync::Arc<trials::Tried>>) -> Self {
        Self { runs: tried.is_none(), tried: tried.unwrap_or_default() }
    }

    /// May this be published, with a tick where a story goes otherwise?
    fn is_good(&self) -> bool {
        !self.runs && self.tried.refuted.is_empty()
    }
}

/// What Meta thinks of the templates that the draft names.
struct Templates {
    warnings: Vec<Problem>,
    more: usize,
    /// Channels of which nothing is known; empty: none.
    unlisted: String,
    looked_at: usize,
}

struct Text {
    id: String,
    language: &'static str,
    code: &'static str,
    direction: &'static str,
    pieces: Vec<Words>,
    sayers: String,
}

/// Some words, and what became of them.
struct Words {
    /// `blijft`, `weg` or `nieuw`.
    kind: &'static str,
    words: String,
}

struct Along {
    people: usize,
    carried: usize,
    stayed: usize,
    ended: usize,
    is_cut: bool,
}

struct StandingRow {
    dialog: String,
    step: String,
    people: i64,
    /// What `carry` would do, in words; empty without a draft.
    becomes: String,
}

/// One publication.
struct Line {
    revision: String,
    short: String,
    at: String,
    by: String,
    until: Option<String>,
    note: Option<String>,
    along: Option<String>,
    in_force: bool,
}

impl Line {
    fn of(row: Publication, now: DateTime<Utc>) -> Self {
        let along = row.carries.then(|| {
            let rest = if row.carried_at.is_some() { "" } else { say!(", nog bezig") };
            let ended = if row.ended > 0 {
                say!(", {n} niet begonnen", n = row.ended)
            } else {
                String::new()
            };
            let (carried, stayed) = (row.carried, row.stayed);
            let told = say!("{carried} mee, {stayed} gebleven", carried = carried, stayed = stayed);
            format!("{told}{ended}{rest}")
        });
        Self {
            short: short(&row.revision),
            at: when::moment(row.published_at, now),
            by: row
                .published_by
                .unwrap_or_else(|| say!("bij de start of met een opdracht").to_owned()),
            until: row.withdrawn_at.map(|at| when::moment(at, now)),
            note: row.note,
            along,
            in_force: row.in_force,
            revision: row.revision,
        }
    }
}

fn short(revision: &str) -> String {
    revision.chars().take(8).collect()
}

fn from(origin: Origin) -> &'static str {
    match origin {
        Origin::Files => say!("Uit de bestanden op schijf"),
        Origin::Page => say!("Gemaakt in dit dashboard"),
        Origin::Package => say!("Uit een pakket van een andere gemeente"),
    }
}

fn pieces(all: Vec<Piece>) -> Vec<Words> {
    all.into_iter()
        .map(|piece| match piece {
            Piece::Same(words) => Words { kind: "blijft", words },
            Piece::Gone(words) => Words { kind: "weg", words },
            Piece::New(words) => Words { kind: "nieuw", words },
        })
        .collect()
}

/// What the address says.
#[derive(Deserialize)]
pub struct Asked {
    gedaan: Option<String>,
}

/// How long somebody who asks is kept waiting for the end of a trial.
const PATIENCE: Duration = Duration::from_secs(4);

/// `GET /publiceren/stand`: waits a little for what is being looked at. 204: it is known; 202: not yet.
pub async fn stand(State(state): State<WebState>) -> StatusCode {
    match tokio::time::timeout(PATIENCE, state.trials.rest()).await {
        Ok(()) => StatusCode::NO_CONTENT,
        Err(_) => StatusCode::ACCEPTED,
    }
}

/// `GET /publiceren`.
pub async fn show(
    State(state): State<WebState>,
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Html<String>, HttpError> {
    let done = match asked.gedaan.as_deref() {
        Some("gepubliceerd") => {
            Some(say!("Gepubliceerd. Nieuwe gesprekken volgen vanaf nu deze versie."))
        }
        Some("terug") => {
            Some(say!("Teruggedraaid. Nieuwe gesprekken volgen vanaf nu die eerdere versie."))
        }
        Some("weg") => Some(say!("Het concept is weg. Wat gepubliceerd is, is niet veranderd.")),
        Some("schijf") => Some(say!("De bestanden op schijf zijn nu het concept.")),
        _ => None,
    };
    let now = state.clock.civil();
    let look = Look::read(&state).await?;
    let may = visitor.viewer().role.publishes();
    let seen = look.published.as_ref().map_or_else(String::new, |revision| revision.0.clone());
    let standing = look.standing_rows();
    let Look { book, folder, draft, .. } = look;
    let book: Vec<Line> = book.into_iter().map(|row| Line::of(row, now)).collect();
    let draft = draft.map(|draft| draft.part(now));
    html(
        &PublishPage {
            frame: Frame::new(&state, Some(&visitor), "/publiceren"),
            done,
            may,
            csrf: visitor.csrf().to_owned(),
            in_force: None,
            seen,
            trouble: folder.trouble,
            files_wait: folder.waiting.is_some(),
            draft,
            standing,
            book,
        }
        .with_first(),
    )
}

impl PublishPage {
    /// The line in force stands on top.
    fn with_first(mut self) -> Self {
        if let Some(at) = self.book.iter().position(|line| line.in_force) {
            self.in_force = Some(self.book.remove(at));
        }
        self
    }
}
