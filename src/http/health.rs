//! Is it alive, is it ready, and what does it count?

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use metrics_exporter_prometheus::PrometheusHandle;

use crate::store::{Db, inbox};

/// What the probes look at.
#[derive(Clone)]
pub struct Probes {
    /// Must answer.
    pub db: Db,
    /// The counters.
    pub figures: Option<PrometheusHandle>,
}

/// `GET /health/live` and `GET /health/ready`.
pub fn router(probes: Probes) -> Router {
    Router::new()
        .route("/health/live", get(async || StatusCode::OK))
        .route("/health/ready", get(ready))
        .with_state(probes)
}

/// `GET /metrics`, for whoever asks from this machine.
pub fn figures_here(probes: Probes) -> Router {
    Router::new().route("/metrics", get(show_here)).with_state(probes)
}

/// `GET /metrics` on a listener of its own, for Prometheus.
pub fn figures(probes: Probes) -> Router {
    Router::new().route("/metrics", get(show)).with_state(probes)
}

async fn ready(State(probes): State<Probes>) -> StatusCode {
    let looked = async {
        let mut tx = probes.db.read().await?;
        inbox::waiting(&mut tx).await
    };
    match looked.await {
        Ok(_) => StatusCode::OK,
        Err(error) => {
            tracing::error!(%error, "not ready: the database does not answer");
            StatusCode::SERVICE_UNAVAILABLE
        }
    }
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
    let text = probes.figures.map(|figures| figures.render()).unwrap_or_default();
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4")], text).into_response()
}
