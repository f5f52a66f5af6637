//! Is it alive, and is it ready?
//!
//! *Alive*: this process answers. *Ready*: the database answers, dialogs are published, the loops
//! of this process come round, and somebody, in whichever process, looks what falls due.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::get;
use metrics_exporter_prometheus::PrometheusHandle;

use crate::clock::Clock;
use crate::store::heartbeat::{self, Loop, Pulse, SILENCE};
use crate::store::{Db, StoreError, content};

/// What the probes look at.
#[derive(Clone)]
pub struct Probes {
    /// Must answer.
    pub db: Db,
    /// Machine time, for the loops.
    pub clock: Clock,
    /// The loops of this process.
    pub pulse: Pulse,
    /// The channels that are open here, by id.
    pub channels: Arc<[String]>,
    /// The counters.
    pub figures: Option<PrometheusHandle>,
}

/// A probe that waits longer has its answer: no.
pub(super) const PATIENCE: Duration = Duration::from_secs(5);

/// `GET /health/live` and `GET /health/ready`.
pub fn router(probes: Probes) -> Router {
    Router::new()
        .route("/health/live", get(async || StatusCode::OK))
        .route("/health/ready", get(ready))
        .with_state(probes)
}

/// 200, or 503 with a line for everything that is missing.
async fn ready(State(probes): State<Probes>) -> (StatusCode, String) {
    let looked = tokio::time::timeout(PATIENCE, missing(&probes)).await;
    let missing = match looked {
        Ok(Ok(missing)) => missing,
        Ok(Err(error)) => {
            tracing::error!(%error, "not ready: the database does not answer");
            vec!["the database does not answer".to_owned()]
        }
        Err(_) => {
            tracing::error!("not ready: the database does not answer in time");
            vec!["the database does not answer in time".to_owned()]
        }
    };
    let status = if missing.is_empty() { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    (status, missing.iter().map(|line| format!("{line}\n")).collect())
}

async fn missing(probes: &Probes) -> Result<Vec<String>, StoreError> {
    let now = probes.clock.machine();
    let mut tx = probes.db.read().await?;
    let published = content::published(&mut tx).await?;
    let row = heartbeat::last(&mut tx, Loop::Due).await?;
    drop(tx);
    let mut missing = Vec::new();
    if published.is_none() {
        missing.push("no dialogs are published".to_owned());
    }
    for hangs in probes.pulse.stalled(now) {
        missing.push(format!("the loop `{}` hangs", hangs.as_str()));
    }
    let silence = probes.pulse.silence(row, now);
    if silence > SILENCE {
        missing.push(format!(
            "nobody has looked what falls due for {} minutes",
            silence.num_minutes()
        ));
    }
    Ok(missing)
}
