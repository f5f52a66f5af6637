//! The recorder of figures: counters and histograms of this process, for Prometheus.

use std::time::Duration;

use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};

/// Bounds of every histogram, in seconds. From a commit on a fast disk (under 1 ms) over Meta's
/// limits for a webhook (250 ms, 1 s) to the longest that a call may take (22 s). Histograms, not
/// summaries, so that several processes can be added up.
const SECONDS: &[f64] =
    &[0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.06, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 25.0];

/// What a histogram saw is put into its buckets this often; without it memory would grow as long as
/// nobody asks for the figures.
const UPKEEP: Duration = Duration::from_secs(5);

/// Starts counting; nothing when something else counts in this process already.
pub fn start() -> Option<PrometheusHandle> {
    let builder = PrometheusBuilder::new().set_buckets(SECONDS).ok()?;
    let handle = builder.install_recorder().ok()?;
    let kept = handle.clone();
    tokio::spawn(async move {
        loop {
            tokio::time::sleep(UPKEEP).await;
            kept.run_upkeep();
        }
    });
    Some(handle)
}
