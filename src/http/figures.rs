//! `/metrics`: what this process counted, and how things stand in the database.
//!
//! How things stand is looked up when somebody asks, so that nobody who does not ask pays for it;
//! on PostgreSQL every process tells the same.

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use chrono::TimeDelta;
use metrics::gauge;

use super::health::{PATIENCE, Probes};
use crate::store::heartbeat::{self, Loop};
use crate::store::{StoreError, gauges};

/// Messages that ended in doubt or refusal are counted this long, as on the page Storingen.
const SHOWN: TimeDelta = TimeDelta::days(14);

/// `GET /metrics`, for whoever asks from this machine.
pub fn here(probes: Probes) -> Router {
    Router::new().route("/metrics", get(show_here)).with_state(probes)
}

/// `GET /metrics` on a listener of its own, for Prometheus.
pub fn router(probes: Probes) -> Router {
    Router::new().route("/metrics", get(show)).with_state(probes)
}

/// Figures are for the machine itself: whoever comes through a proxy, or by another name than the
/// loopback's, is told that there is nothing here. Prometheus elsewhere: `server.metrics_listen`.
async fn show_here(State(probes): State<Probes>, headers: HeaderMap) -> Response {
    let host = headers.get(header::HOST).and_then(|h| h.to_str().ok()).unwrap_or_default();
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    let here = ["127.0.0.1", "localhost", "[::1]"].contains(&name);
    let forwarded =
        ["x-forwarded-for", "forwarded", "via"].iter().any(|h| headers.contains_key(*h));
    if here && !forwarded {
        show(State(probes)).await
    } else {
        StatusCode::NOT_FOUND.into_response()
    }
}

async fn show(State(probes): State<Probes>) -> Response {
    let looked = tokio::time::timeout(PATIENCE, look(&probes)).await;
    gauge!("wegwijzer_database_up").set(if matches!(looked, Ok(Ok(()))) { 1.0 } else { 0.0 });
    let text = probes.figures.map(|figures| figures.render()).unwrap_or_default();
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4")], text).into_response()
}

async fn look(probes: &Probes) -> Result<(), StoreError> {
    let (now, machine) = (probes.clock.civil(), probes.clock.machine());
    let mut tx = probes.db.read().await?;
    let inbox = gauges::inbox(&mut tx).await?;
    let outbox = gauges::outbox(&mut tx, machine).await?;
    let troubled = gauges::troubled(&mut tx, now - SHOWN).await?;
    let paused = gauges::paused(&mut tx, machine).await?;
    let row = heartbeat::last(&mut tx, Loop::Due).await?;
    drop(tx);
    let age = |at| seconds(now - at);
    gauge!("wegwijzer_events_waiting").set(inbox.waiting as f64);
    gauge!("wegwijzer_oldest_event_seconds").set(inbox.oldest_at.map_or(0.0, age));
    gauge!("wegwijzer_events_parked_now").set(inbox.parked as f64);
    gauge!("wegwijzer_unreadable_now").set(inbox.unreadable as f64);
    // a channel of which nothing waits must say so, not what it said before
    for channel in probes.channels.iter() {
        let of = outbox.iter().find(|row| row.channel == *channel);
        let count = |state: &str| {
            let mine = |row: &&gauges::Troubled| row.channel == *channel && row.state == state;
            troubled.iter().find(mine).map_or(0, |row| row.parts)
        };
        let scope = format!("channel:{channel}");
        let until = paused.iter().find(|(name, _)| *name == scope).map(|(_, until)| *until);
        let set = |name: &'static str, value: f64| {
            gauge!(name, "channel" => channel.clone()).set(value);
        };
        set("wegwijzer_parts_waiting", of.map_or(0, |row| row.waiting) as f64);
        set("wegwijzer_parts_held", of.map_or(0, |row| row.held) as f64);
        set("wegwijzer_parts_sending", of.map_or(0, |row| row.sending) as f64);
        let oldest = of.and_then(|row| row.oldest_at);
        set("wegwijzer_oldest_part_seconds", oldest.map_or(0.0, age));
        set("wegwijzer_parts_unknown", count("unknown") as f64);
        set("wegwijzer_parts_refused", count("refused") as f64);
        set("wegwijzer_channel_paused_seconds", until.map_or(0.0, |at| seconds(at - machine)));
    }
    let templates = paused.iter().filter(|(scope, _)| scope.starts_with("template:")).count();
    gauge!("wegwijzer_templates_held").set(templates as f64);
    let silence = probes.pulse.silence(row, machine);
    gauge!("wegwijzer_reminders_unattended_seconds").set(seconds(silence));
    Ok(())
}

fn seconds(span: TimeDelta) -> f64 {
    (span.num_milliseconds().max(0) as f64) / 1000.0
}
