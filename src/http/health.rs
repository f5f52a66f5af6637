//! Is it alive, is it ready, and what does it count?

use axum::Router;
use axum::extract::State;
use axum::http::{StatusCode, header};
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

/// `GET /metrics`, for Prometheus.
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

async fn show(State(probes): State<Probes>) -> Response {
    let text = probes.figures.map(|figures| figures.render()).unwrap_or_default();
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4")], text).into_response()
}
