//! `/agenda/{file}`: somebody's sessions for the calendar of their own telephone.
//!
//! RFC 5545. Times are UTC, so that no time zone has to be described. The words are neutral: a calendar
//! is looked at by others too.

use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use chrono::{DateTime, TimeDelta, Utc};
use icalendar::{Calendar, Component, Event, EventLike, EventStatus, Property};

use super::error::HttpError;
use crate::clock::Clock;
use crate::store::Db;
use crate::store::calendar::{self, Entry};

/// What was longer ago is not in it.
const PAST: TimeDelta = TimeDelta::days(31);
/// Sessions in one calendar.
const MOST: i64 = 200;
/// How often a telephone should look again.
const LOOK_AGAIN: &str = "PT2H";

/// What the calendar is made from.
#[derive(Clone)]
pub struct Calendars {
    /// Where the sessions are.
    pub db: Db,
    /// Civil time.
    pub clock: Clock,
    /// The name of the gemeente: the title of the calendar.
    pub title: Arc<str>,
}

/// `GET /agenda/{token}.ics`.
pub fn router(calendars: Calendars) -> Router {
    Router::new().route("/agenda/{file}", get(show)).with_state(calendars)
}

async fn show(
    State(state): State<Calendars>,
    Path(file): Path<String>,
) -> Result<Response, HttpError> {
    let now = state.clock.civil();
    let mut tx = state.db.read().await?;
    let token = file.strip_suffix(".ics").unwrap_or_default();
    let Some(person) = calendar::person_of(tx.vault(), token) else {
        return Ok(StatusCode::NOT_FOUND.into_response());
    };
    let entries = calendar::entries(&mut tx, person, now - PAST, MOST).await?;
    drop(tx);
    let headers = [
        (header::CONTENT_TYPE, "text/calendar; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"agenda.ics\""),
    ];
    Ok((headers, written(&state.title, &entries, now)).into_response())
}

/// The calendar as a file.
fn written(title: &str, entries: &[Entry], now: DateTime<Utc>) -> String {
    let mut calendar = Calendar::new();
    calendar.name(title).append_property(Property::new("REFRESH-INTERVAL", LOOK_AGAIN));
    for entry in entries {
        calendar.push(event(entry, now));
    }
    calendar.to_string()
}

fn event(entry: &Entry, now: DateTime<Utc>) -> Event {
    let mut place = vec![entry.place.as_str()];
    place.extend(Some(entry.street.as_str()).filter(|street| !street.is_empty()));
    let mut event = Event::new();
    event
        .uid(&format!("{}@wegwijzer", entry.id))
        .timestamp(now)
        .starts(entry.starts_at)
        .ends(entry.ends_at)
        .sequence(u32::try_from(entry.version).unwrap_or(u32::MAX))
        .summary(summary(&entry.kind))
        .location(&place.join(", "));
    if let Some(link) = &entry.online_url {
        event.url(link);
    }
    if entry.cancelled_at.is_some() {
        event.status(EventStatus::Cancelled);
    }
    event.done()
}

fn summary(kind: &str) -> &'static str {
    match kind {
        "pvt" | "pvt-excursie" | "pvt-ondertekening" | "map" => "Les",
        "examen" => "Examen",
        "taalcafe" => "Taalcafé",
        _ => "Afspraak",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::SessionId;

    fn at(moment: &str) -> DateTime<Utc> {
        moment.parse().unwrap()
    }

    fn entry() -> Entry {
        Entry {
            id: SessionId::fresh(),
            kind: "pvt".to_owned(),
            number: 2,
            starts_at: at("2026-12-03T18:00:00Z"),
            ends_at: at("2026-12-03T20:00:00Z"),
            place: "Buurthuis; De Krommerijn".to_owned(),
            street: "Plein 1, Utrecht".to_owned(),
            online_url: None,
            version: 3,
            cancelled_at: None,
        }
    }

    #[test]
    fn a_calendar_tells_when_and_where_and_nobodys_name() {
        let now = at("2026-11-26T12:00:00Z");
        let mut gone = entry();
        gone.cancelled_at = Some(now);
        let file = written("Gemeente Houten", &[entry(), gone], now);
        for line in [
            "BEGIN:VCALENDAR",
            "DTSTART:20261203T180000Z",
            "DTEND:20261203T200000Z",
            "SEQUENCE:3",
            "SUMMARY:Les",
            "LOCATION:Buurthuis\\; De Krommerijn\\, Plein 1\\, Utrecht",
            "STATUS:CANCELLED",
            "END:VCALENDAR",
        ] {
            assert!(file.lines().any(|l| l.trim_end() == line), "{line}\n{file}");
        }
        assert_eq!(file.matches("BEGIN:VEVENT").count(), 2);
    }
}
