//! `/publiceren/terugkijken`: real conversations lived through again with what is in force and with the
//! draft, and how many people would have got something else. A page of its own: it takes some seconds.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::Html;
use chrono::TimeDelta;

use crate::acts::compare_revisions::{Whose, pasts};
use crate::dialog::content::{Content, Files};
use crate::dialog::time_machine::{Report, compare};
use crate::http::auth::Visitor;
use crate::http::error::HttpError;
use crate::http::web::WebState;
use crate::http::web::page::{Frame, html};
use crate::store::{content, draft};

/// So far back.
const DAYS: i64 = 30;
/// So many people: what a page can wait for. The command takes more.
const PEOPLE: u32 = 200;
/// Kinds of difference on the page.
const SHOWN: usize = 100;

#[derive(Template)]
#[template(path = "publish_back.html")]
struct BackPage {
    frame: Frame,
    days: i64,
    /// Nothing to compare: in words why.
    nothing: Option<&'static str>,
    people: usize,
    events: usize,
    different: usize,
    rows: Vec<Row>,
    more: usize,
}

struct Row {
    dialog: String,
    what: String,
    people: usize,
}

/// `GET /publiceren/terugkijken`.
pub async fn show(
    State(state): State<WebState>,
    visitor: Visitor,
) -> Result<Html<String>, HttpError> {
    let now = state.clock.civil();
    let since = TimeDelta::days(DAYS);
    let whose = Whose { gemeente: visitor.viewer().gemeente, since, limit: PEOPLE };
    let mut tx = state.db.read().await?;
    let open = draft::open(&mut tx).await?;
    let old = match content::published(&mut tx).await? {
        Some(revision) => content::files(&mut tx, &revision).await?,
        None => None,
    };
    let (report, nothing) = match (old, open) {
        (Some(old), Some(open)) => {
            let pasts = pasts(&mut tx, whose, now).await?;
            drop(tx);
            let compared = tokio::task::spawn_blocking(move || {
                let (old, new) = (loaded(&old)?, loaded(&open.files)?);
                Some(compare(&old, &new, &pasts, now))
            });
            match compared.await.map_err(|_| HttpError::Broken)? {
                Some(report) => (report, None),
                None => (
                    Report::default(),
                    Some(say!("Het concept heeft fouten; die moeten er eerst uit.")),
                ),
            }
        }
        _ => (Report::default(), Some(say!("Er staat geen concept klaar om mee te vergelijken."))),
    };
    let more = report.groups.len().saturating_sub(SHOWN);
    let rows = report.groups.iter().take(SHOWN).map(|group| Row {
        dialog: group.dialog.clone(),
        what: group.differs.in_words(),
        people: group.people.len(),
    });
    html(&BackPage {
        frame: Frame::new(&state, Some(&visitor), "/publiceren"),
        days: DAYS,
        nothing,
        people: report.people,
        events: report.events,
        different: report.different,
        rows: rows.collect(),
        more,
    })
}

fn loaded(files: &Files) -> Option<Arc<Content>> {
    Content::load_published(files).ok().map(Arc::new)
}
