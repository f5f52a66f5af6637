//! `/storingen`, for whoever keeps the system: everything that was set aside. Read only.

use askama::Template;
use axum::extract::State;
use axum::response::Html;
use chrono::{DateTime, TimeDelta, Utc};

use super::page::{Frame, html};
use super::{WebState, when, words};
use crate::http::auth::Visitor;
use crate::http::error::HttpError;
use crate::store::heartbeat::{self, Loop, SILENCE};
use crate::store::trouble;

/// Messages that ended in doubt or refusal are shown this long.
const SHOWN: TimeDelta = TimeDelta::days(14);

#[derive(Template)]
#[template(path = "trouble.html")]
struct TroublePage {
    frame: Frame,
    /// Since when nobody looks what falls due, if that is too long.
    unattended: Option<String>,
    /// Per channel: what waits because the people of a day are reached.
    held: Vec<String>,
    unreadable: Section,
    parked: Section,
    unsent: Section,
    pauses: Section,
}

/// One table: its rows as words, column by column.
struct Section {
    rows: Vec<Vec<String>>,
    more: i64,
}

impl Section {
    fn new(rows: Vec<Vec<String>>, of_how_many: i64) -> Self {
        let more = (of_how_many - rows.len() as i64).max(0);
        Self { rows, more }
    }
}

/// `GET /storingen`.
pub async fn show(
    State(state): State<WebState>,
    visitor: Visitor,
) -> Result<Html<String>, HttpError> {
    let gemeente = visitor.viewer().gemeente;
    let (now, machine) = (state.clock.civil(), state.clock.machine());
    let mut tx = state.db.read().await?;
    let unreadable = trouble::unreadable(&mut tx).await?;
    let parked = trouble::parked(&mut tx, gemeente).await?;
    let unsent = trouble::unsent(&mut tx, gemeente, now - SHOWN).await?;
    let pauses = trouble::pauses(&mut tx, machine).await?;
    let held = trouble::held(&mut tx, gemeente, machine).await?;
    let beat = heartbeat::last(&mut tx, Loop::Due).await?;
    drop(tx);
    let beat = beat.filter(|at| machine - *at > SILENCE);
    let somebody = |number: Option<String>| number.unwrap_or_else(|| say!("onbekend").to_owned());
    let parked_count = parked.first().map_or(0, |row| row.of_how_many);
    let unsent_count = unsent.first().map_or(0, |row| row.of_how_many);
    let unreadable = unreadable.into_iter().map(|row| {
        let (first, last) = (when::moment(row.first_at, now), when::moment(row.last_at, now));
        vec![words::route(&row.channel), row.why, row.bodies.to_string(), first, last]
    });
    let parked = parked.into_iter().map(|row| {
        let why = row.parked_why.unwrap_or_default();
        let at = when::moment(row.parked_at, now);
        vec![row.kind, somebody(row.klantnummer), why, row.tries.to_string(), at]
    });
    let unsent = unsent.into_iter().map(|row| {
        let state = if row.state == "unknown" { say!("onbekend") } else { say!("geweigerd") };
        vec![
            state.to_owned(),
            words::route(&row.channel),
            somebody(row.klantnummer),
            row.text_id,
            row.code.unwrap_or_default(),
            row.attempt.to_string(),
            when::moment(row.finished_at, now),
        ]
    });
    let pauses =
        pauses.into_iter().map(|row| vec![row.scope, row.code, when::moment(row.until, machine)]);
    html(&TroublePage {
        frame: Frame::new(&state, Some(&visitor), "/storingen"),
        unattended: beat.map(|at| when::moment(at, machine)),
        held: held.into_iter().map(|row| kept(&row, machine)).collect(),
        unreadable: Section::new(unreadable.collect(), 0),
        parked: Section::new(parked.collect(), parked_count),
        unsent: Section::new(unsent.collect(), unsent_count),
        pauses: Section::new(pauses.collect(), 0),
    })
}

fn kept(row: &trouble::Held, machine: DateTime<Utc>) -> String {
    let what = match row.parts {
        1 => say!("1 bericht wacht").to_owned(),
        parts => say!("{n} berichten wachten", n = parts),
    };
    let channel = words::route(&row.channel);
    let (first, last) = (when::moment(row.first_at, machine), when::moment(row.last_at, machine));
    say!(
        "{what} op {channel}, want het aantal mensen dat wij per 24 uur als eerste mogen aanschrijven \
         is bereikt: het eerste gaat {first}, het laatste {last}. Antwoorden gaan gewoon door.",
        what = what,
        channel = channel,
        first = first,
        last = last
    )
}
