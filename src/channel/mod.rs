//! The platforms, each behind one narrow contract: cut a message to measure, send it, and read
//! what comes back.
//!
//! Promises: every answer becomes one of a few outcomes ([`SendError`]); what a platform sends is
//! read tolerantly, never with a panic; tokens, numbers and texts never reach a log or an error.
//! Does not decide when or whether to send, never retries by itself, knows no database.
//!
//! `render`, `window`, `limits`, `lenient`, `secret`, `outcome` and each platform's `parse`, `verify`,
//! `errors` and `body` are pure; `transport` and the `shell`s are the only network.

pub mod lenient;
pub mod limits;
pub mod mail;
pub mod outcome;
pub mod probe;
pub mod render;
pub mod secret;
pub mod telegram;
pub mod transport;
pub mod whatsapp;
pub mod window;

#[cfg(test)]
mod contract;
#[cfg(test)]
mod fetch_tests;

use std::fmt;

use async_trait::async_trait;

pub use outcome::{Reason, Refusal, Scope, SendError, SetupError, Unreadable};

use crate::message::{Accepted, Attempt, ChannelKind, Handle, Limits, Part};

/// One configured platform, as the outbox sees it.
#[async_trait]
pub trait Channel: Send + Sync {
    /// Which platform this is.
    fn kind(&self) -> ChannelKind;

    /// What it can carry.
    fn limits(&self) -> &Limits;

    /// Sends one part, once: nothing is repeated in here. `attempt` goes along where the platform
    /// echoes it in its statuses.
    async fn send(&self, to: &Handle, part: &Part, attempt: Attempt)
    -> Result<Accepted, SendError>;

    /// Does a courtesy, best effort: a failure is nobody's business.
    async fn courtesy(&self, courtesy: Courtesy);

    /// Downloads a file that somebody sent, by the platform's id; at most [`MEDIA_MOST`] bytes.
    async fn fetch(&self, file_id: &str) -> Result<Media, SendError>;
}

/// The largest file that is kept, in bytes. Telegram lets a bot download no more (Bot API,
/// `getFile`); WhatsApp's voice notes and photos are smaller (16 MB and 5 MB).
pub const MEDIA_MOST: usize = 20 * 1024 * 1024;

/// A file that somebody sent.
pub struct Media {
    /// What it is, if the platform tells.
    pub mime: Option<String>,
    /// The file.
    pub content: Vec<u8>,
}

// Personal data: how much, not what.
impl fmt::Debug for Media {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Media({} bytes)", self.content.len())
    }
}

/// A small sign on somebody's screen that nothing depends on; never stored, never repeated.
#[derive(Clone, PartialEq, Eq)]
pub enum Courtesy {
    /// Ends the spinner on a tapped Telegram button.
    CallbackAnswer {
        /// The tap's callback query id.
        callback_id: String,
        /// A line that shows for a moment.
        text: Option<String>,
    },
    /// Shows that an answer is being written.
    Typing {
        /// To whom.
        to: Handle,
        /// The message being answered; WhatsApp cannot do without.
        message_id: Option<String>,
    },
    /// Puts the blue ticks under somebody's message (WhatsApp).
    MarkRead {
        /// The platform's id of that message.
        message_id: String,
    },
}

// Personal data: which courtesy, not for whom.
impl fmt::Debug for Courtesy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::CallbackAnswer { .. } => "CallbackAnswer",
            Self::Typing { .. } => "Typing",
            Self::MarkRead { .. } => "MarkRead",
        })
    }
}
