//! `/live` and `/inburgeraars/{person}/berichten/live`: a page hears that its list or conversation changed.
//!
//! A stream (server-sent events) holds no personal data at all, only the word `veranderd` and of what. Who may see the page
//! may listen; whether that is still so is looked at with every beat. A stream keeps no session alive.

use std::convert::Infallible;
use std::time::Duration;

use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::sse::{Event, Sse};
use axum::response::{IntoResponse, Response};
use tokio::sync::watch;
use tokio::time::{Instant, Interval, MissedTickBehavior, interval_at};

use super::WebState;
use crate::http::auth::{Gate, Visitor};
use crate::http::error::HttpError;
use crate::http::live::Seat;
use crate::ids::PersonId;
use crate::store::{Db, trail};

/// A browser whose stream broke comes back after this.
const COME_BACK: Duration = Duration::from_secs(10);

/// `GET /live`.
pub async fn lists(
    State(state): State<WebState>,
    visitor: Visitor,
    headers: HeaderMap,
) -> Result<Response, HttpError> {
    let seat = state.live.seat(visitor.viewer().staff).ok_or(HttpError::Busy)?;
    let changes = state.live.lists();
    Ok(stream(
        &state,
        (visitor, &headers),
        Page { what: "lijst", person: None, changes, _seat: seat },
    ))
}

/// `GET /inburgeraars/{person}/berichten/live`.
pub async fn talk(
    State(state): State<WebState>,
    visitor: Visitor,
    Path(person): Path<String>,
    headers: HeaderMap,
) -> Result<Response, HttpError> {
    let id: PersonId = person.parse().map_err(|_| HttpError::NotFound)?;
    let mut tx = state.db.read().await?;
    let who = trail::seen_by(&mut tx, id, visitor.viewer()).await?.ok_or(HttpError::NotFound)?;
    drop(tx);
    let seat = state.live.seat(visitor.viewer().staff).ok_or(HttpError::Busy)?;
    let changes = state.live.talk(who.mailbox_id);
    let page = Page { what: "gesprek", person: Some(id), changes, _seat: seat };
    Ok(stream(&state, (visitor, &headers), page))
}

/// What somebody listens to.
struct Page {
    what: &'static str,
    person: Option<PersonId>,
    changes: watch::Receiver<()>,
    /// Free again when the stream ends.
    _seat: Seat,
}

struct Listener {
    page: Page,
    db: Db,
    gate: Gate,
    visitor: Visitor,
    /// The cookie only.
    headers: HeaderMap,
    beat: Interval,
    stop: watch::Receiver<bool>,
    greeted: bool,
}

fn stream(state: &WebState, (visitor, headers): (Visitor, &HeaderMap), page: Page) -> Response {
    let mut own = HeaderMap::new();
    for cookie in headers.get_all(header::COOKIE) {
        own.append(header::COOKIE, cookie.clone());
    }
    let every = state.live.beat();
    let mut beat = interval_at(Instant::now() + every, every);
    beat.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let (db, gate, stop) = (state.db.clone(), state.gate(), state.live.stopped());
    let listener = Listener { page, db, gate, visitor, headers: own, beat, stop, greeted: false };
    let events = futures_util::stream::unfold(listener, async |mut listener| {
        let event = listener.next().await?;
        Some((Ok::<_, Infallible>(event), listener))
    });
    let mut response = Sse::new(events).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    // nginx would keep a stream until it is large
    headers.insert("x-accel-buffering", HeaderValue::from_static("no"));
    response
}

impl Listener {
    /// What is said next; None: it is over.
    async fn next(&mut self) -> Option<Event> {
        if !self.greeted {
            self.greeted = true;
            return Some(Event::default().retry(COME_BACK));
        }
        tokio::select! {
            biased;
            () = stopped(&mut self.stop) => None,
            _ = self.beat.tick() => self.is_welcome().await.then(|| Event::default().comment("")),
            changed = self.page.changes.changed() => {
                changed.ok()?;
                Some(Event::default().event("veranderd").data(self.page.what))
            }
        }
    }

    /// Is the session still open, the colleague who they were, and the person still theirs to see?
    async fn is_welcome(&self) -> bool {
        let Ok(Some(now)) = self.gate.visitor(&self.headers, true).await else { return false };
        let (was, is) = (self.visitor.viewer(), now.viewer());
        let is_same = now.session() == self.visitor.session() && is.role == was.role;
        if !is_same || self.gate.wants_second_factor(&now) {
            return false;
        }
        let Some(person) = self.page.person else { return true };
        let Ok(mut tx) = self.db.read().await else { return false };
        matches!(trail::seen_by(&mut tx, person, is).await, Ok(Some(_)))
    }
}

async fn stopped(stop: &mut watch::Receiver<bool>) {
    // whoever could stop it being gone is the end too
    let _ = stop.wait_for(|stop| *stop).await;
}
