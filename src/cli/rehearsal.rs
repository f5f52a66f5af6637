//! The clock that `serve` lives by: the system's.
//!
//! Builds with debug assertions, and no others, can be given a hurried one, so that tests of the
//! real program live through a day in a minute. A release build does not know the variable.

use crate::clock::Clock;

/// Holds a [`crate::clock::Rehearsal`] as JSON.
#[cfg(debug_assertions)]
pub const REHEARSAL: &str = "WEGWIJZER_REHEARSAL";

/// The clock for this process.
///
/// # Errors
/// When a rehearsal is asked for in words that are not one.
pub fn clock() -> anyhow::Result<Clock> {
    #[cfg(debug_assertions)]
    if let Ok(text) = std::env::var(REHEARSAL) {
        use anyhow::Context;
        let rehearsal: crate::clock::Rehearsal =
            serde_json::from_str(&text).with_context(|| format!("{REHEARSAL} cannot be read"))?;
        tracing::warn!("REHEARSAL: time is not real, and hurries; never use this for people");
        return Ok(Clock::rehearsed(rehearsal));
    }
    Ok(Clock::system())
}
