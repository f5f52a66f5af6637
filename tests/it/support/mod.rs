//! An invented town for tests of the real program: a folder with its settings, the two platforms
//! played in the test process, and the commands as an operator types them.
//!
//! Nobody sleeps here: [`until`] looks again and again, up to a deadline that a busy machine
//! still makes.

pub mod found;
pub mod front_door;
pub mod indoors;
pub mod ports;
pub mod postgres;
pub mod program;
pub mod rows;
pub mod sql;
pub mod town;

use std::time::{Duration, Instant};

/// Longer than anything may take on a machine that does ten things at once; also than a lease and the
/// repeat of a doubt after it (80 s).
const PATIENCE: Duration = Duration::from_secs(150);

/// Looks until there is something to see, and gives it; panics with `what` when it takes too long.
pub async fn until<T>(what: &str, mut look: impl AsyncFnMut() -> Option<T>) -> T {
    let begun = Instant::now();
    loop {
        if let Some(seen) = look().await {
            return seen;
        }
        assert!(begun.elapsed() < PATIENCE, "waited in vain: {what}");
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
}
