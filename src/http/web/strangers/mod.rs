//! `/onbekend`: who writes from an address that is nobody's, and which colleague finds out who that is. Here stands no
//! word of what they wrote: that is for the colleague who took it up.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Html;
use chrono::{DateTime, Utc};
use serde::Deserialize;

pub mod deeds;
pub mod one;

use super::page::{Frame, html};
use super::{WebState, when, words};
use crate::http::auth::Visitor;
use crate::http::error::HttpError;
use crate::ids::MailboxId;
use crate::store::board::Viewer;
use crate::store::strangers::{self, ROWS, Stranger};
use crate::trade::person::Language;

#[derive(Template)]
#[template(path = "strangers.html")]
struct ListPage {
    frame: Frame,
    csrf: String,
    done: Option<&'static str>,
    rows: Vec<Row>,
    has_more: bool,
    kept: String,
}

struct Row {
    id: String,
    channel: String,
    language: &'static str,
    messages: String,
    last: (String, String),
    /// How long they are known.
    lasted: String,
    holder: Holder,
}

enum Holder {
    Nobody,
    Me,
    Other { name: String, since: String },
}

impl Row {
    fn new(one: Stranger, by: Viewer, now: DateTime<Utc>) -> Self {
        Self {
            id: one.mailbox_id.to_string(),
            channel: words::route(&one.channel),
            language: Language::parse(&one.language).map_or("", words::language),
            messages: match one.messages {
                1 => say!("1 bericht").to_owned(),
                n => say!("{n} berichten", n = n),
            },
            last: (when::machine(one.last_inbound_at), when::moment(one.last_inbound_at, now)),
            lasted: when::span(now - one.created_at),
            holder: match (one.taken_by, one.taken_name, one.taken_at) {
                (Some(staff), ..) if staff == by.staff => Holder::Me,
                (Some(_), Some(name), Some(at)) => {
                    Holder::Other { name, since: when::moment(at, now) }
                }
                _ => Holder::Nobody,
            },
        }
    }
}

/// What was just done.
#[derive(Default, Deserialize)]
pub struct Asked {
    gedaan: Option<String>,
}

/// `GET /onbekend`.
pub async fn list(
    State(state): State<WebState>,
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Html<String>, HttpError> {
    let (by, now) = (visitor.viewer(), state.clock.civil());
    let mut tx = state.db.read().await?;
    let found = strangers::all(&mut tx, by.gemeente).await?;
    drop(tx);
    html(&ListPage {
        frame: Frame::new(&state, Some(&visitor), "/inburgeraars"),
        csrf: visitor.csrf().to_owned(),
        done: asked.gedaan.as_deref().and_then(|what| match what {
            "gekoppeld" => {
                Some(say!("Het adres wordt gekoppeld. Het gesprek staat zo bij deze persoon."))
            }
            "gesloten" => {
                Some(say!("Gesloten. Schrijft deze afzender weer, dan staat die hier opnieuw."))
            }
            "teruggegeven" => Some(say!("Teruggegeven. Een collega kan het oppakken.")),
            _ => None,
        }),
        has_more: found.len() > ROWS,
        rows: found.into_iter().take(ROWS).map(|one| Row::new(one, by, now)).collect(),
        kept: kept(&state),
    })
}

/// How long what a stranger wrote is kept.
fn kept(state: &WebState) -> String {
    match state.kept.talk {
        0 => say!("Uw gemeente koos geen bewaartermijn voor gesprekken: wat zij schreven, blijft tot die er is.").to_owned(),
        days => say!(
            "Is alles klaar en schrijven zij {n} dagen niet, dan wordt het adres met alles erbij vanzelf gewist.",
            n = days
        ),
    }
}

fn id_of(text: &str) -> Result<MailboxId, HttpError> {
    text.parse().map_err(|_| HttpError::NotFound)
}
