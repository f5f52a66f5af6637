//! Telegram's Bot API, spoken with teloxide's types and payloads through our own HTTP client.
//!
//! `parse`, `verify` and `errors` are pure; `shell` is the network. Of teloxide the listeners,
//! dispatcher, dialogue storage and throttle are deliberately absent: they keep in memory what
//! must be durable, and its own sender sleeps ten seconds on a 5xx.

pub mod errors;
mod fetch;
pub mod parse;
pub mod shell;
pub mod verify;

pub use shell::{Telegram, TelegramSettings};
