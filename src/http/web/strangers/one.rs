//! `/onbekend/{mailbox}`: what one stranger wrote, for the colleague who took it up, and whose address it may be.

use askama::Template;
use axum::Form;
use axum::extract::{Path, State};
use axum::response::Html;
use serde::Deserialize;

use super::super::page::{Frame, html};
use super::super::{WebState, when};
use super::deeds::refused;
use super::{Row, id_of, kept};
use crate::acts::strangers as acts;
use crate::dialog::event::Event;
use crate::http::auth::Visitor;
use crate::http::error::HttpError;
use crate::ids::MailboxId;
use crate::store::find;
use crate::text::sought::beginnings;

/// Characters that are looked for.
const LONGEST: usize = 60;

#[derive(Template)]
#[template(path = "stranger.html")]
pub(super) struct OnePage {
    frame: Frame,
    csrf: String,
    row: Row,
    lines: Vec<(String, String)>,
    kept: String,
    longest: usize,
    sought: String,
    /// Something was looked for.
    looked: bool,
    found: Vec<Candidate>,
    pub(super) problem: Option<&'static str>,
}

/// Somebody whom it may be.
struct Candidate {
    id: String,
    name: String,
    klantnummer: String,
    klantmanager: Option<String>,
}

/// `GET /onbekend/{mailbox}`; who reads it is noted.
pub async fn show(
    State(state): State<WebState>,
    visitor: Visitor,
    Path(mailbox): Path<String>,
) -> Result<Html<String>, HttpError> {
    html(&page(&state, &visitor, id_of(&mailbox)?, "").await?)
}

/// Whom it may be: a name, so it stands in no address.
#[derive(Deserialize)]
pub struct Sought {
    #[serde(default)]
    zoek: String,
}

/// `POST /onbekend/{mailbox}/zoeken`: changes nothing.
pub async fn search(
    State(state): State<WebState>,
    visitor: Visitor,
    Path(mailbox): Path<String>,
    Form(asked): Form<Sought>,
) -> Result<Html<String>, HttpError> {
    html(&page(&state, &visitor, id_of(&mailbox)?, asked.zoek.trim()).await?)
}

/// The page, with whom a search found.
pub(super) async fn page(
    state: &WebState,
    visitor: &Visitor,
    mailbox: MailboxId,
    sought: &str,
) -> Result<OnePage, HttpError> {
    let (by, now) = (visitor.viewer(), state.clock.civil());
    let mut tx = state.db.begin().await?;
    let read = acts::read(&mut tx, mailbox, by, now).await;
    let (who, messages) = read.map_err(|refusal| refused(refusal, now))?;
    // nothing is shown before it is noted who reads it
    tx.commit().await?;
    let sought: String = sought.chars().take(LONGEST).collect();
    let words = beginnings(&sought);
    let mut tx = state.db.read().await?;
    let found = match words.is_empty() {
        true => Vec::new(),
        false => find::by_words(&mut tx, by, &words, None, None).await?,
    };
    drop(tx);
    let mut candidates: Vec<Candidate> = Vec::new();
    for one in found.into_iter().take(find::ROWS) {
        let id = one.id.to_string();
        // found by two words
        if !candidates.iter().any(|known| known.id == id) {
            let (name, klantnummer, klantmanager) = (one.name, one.klantnummer, one.klantmanager);
            candidates.push(Candidate { id, name, klantnummer, klantmanager });
        }
    }
    Ok(OnePage {
        frame: Frame::new(state, Some(visitor), "/inburgeraars"),
        csrf: visitor.csrf().to_owned(),
        row: Row::new(who, by, now),
        lines: messages
            .into_iter()
            .map(|(event, at)| (when::moment(at, now), in_words(event)))
            .collect(),
        kept: kept(state),
        longest: LONGEST,
        looked: !sought.is_empty(),
        sought,
        found: candidates,
        problem: None,
    })
}

fn in_words(event: Event) -> String {
    match event {
        Event::Said { words } => words,
        Event::Sent { .. } => say!("(een foto, spraakbericht of ander bestand)").to_owned(),
        _ => say!("(tikte op een knop)").to_owned(),
    }
}
