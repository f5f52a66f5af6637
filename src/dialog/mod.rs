//! Dialogs: what is said, what may be answered, and what follows. Pure.
//!
//! A dialog is a YAML file (`definition`); files are loaded and checked together (`load`,
//! `check`) into a revision (`content`). [`engine::step`] takes a mailbox and an event and gives
//! the mailbox after it, and effects. It never fails, never waits and never looks at a clock:
//! broken content ends in a task for a colleague, never in silence.

pub mod aids;
pub mod approval;
pub mod carry;
pub mod changes;
pub mod check;
pub mod content;
pub mod conversation;
pub mod covered;
pub mod definition;
pub mod edit;
pub mod effect;
pub mod engine;
pub mod event;
pub mod for_whom;
pub mod graph;
pub mod knowledge;
pub mod limits;
pub mod load;
pub mod package;
pub mod payload;
pub mod plain_words;
pub mod play;
pub mod preview;
pub mod prove;
pub mod shipped;
pub mod story;
pub mod templates;
pub mod texts;
pub mod time_machine;
pub mod translate;

/// How many lives a law is tried on: few by default, more in scripts/soak.
#[cfg(test)]
fn lives_or(few: u32) -> u32 {
    std::env::var("WEGWIJZER_LIVES").ok().and_then(|n| n.parse().ok()).unwrap_or(few)
}
