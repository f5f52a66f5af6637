//! How a send can end, and what is said of a body that cannot be read. PURE.
//!
//! Every platform's answers are folded into these few words, so that the outbox needs to know no
//! platform. Nothing here carries personal data: codes and our own words only, never a platform's
//! text (it may quote a number or a message).

use std::time::Duration;

use crate::message::Handle;

/// Why a part was not accepted.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SendError {
    /// The platform said no; repeating the same call is pointless.
    #[error("refused: {}", .0.code)]
    Refused(Refusal),
    /// It was certainly not accepted; the same call may succeed after `wait`.
    #[error("not now ({code}): wait {} s", .wait.as_secs())]
    NotNow {
        /// The least time to wait; the outbox lengthens it with each attempt.
        wait: Duration,
        /// What must pause.
        scope: Scope,
        /// For operators, as in [`Refusal::code`].
        code: String,
    },
    /// The request left and no clear answer came: it may have been sent.
    #[error("outcome unknown: {what}")]
    Unknown {
        /// What happened, for operators: `telegram:timeout`.
        what: String,
    },
}

/// What must pause: from one message to everything with the same app.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scope {
    /// Only this message: the platform failed, nobody is to blame. Tried a few times.
    Message,
    /// Everything to this address: a Telegram chat or group.
    Chat,
    /// Everything from this number to this person (WhatsApp's pair); the wait grows fourfold.
    Pair,
    /// Every message by this template in this language.
    Template,
    /// Everything that leaves by this channel: a bot, a number.
    Channel,
    /// Every number of the business account.
    Account,
    /// Everything that is called with the same app.
    App,
}

/// A platform's no.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// What the outbox must do about it.
    pub reason: Reason,
    /// What is held meanwhile, for [`Reason::Alarm`] and [`Reason::TemplateHeld`]; else the message.
    pub scope: Scope,
    /// `telegram:403`, `whatsapp:131026`.
    pub code: String,
    /// What the code means, in our words; plus, where there is one, the platform's trace id.
    pub detail: String,
}

/// What a refusal means for the message, the address or the channel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// This person cannot be reached here: blocked us, no account, deactivated.
    Unreachable,
    /// More than 24 hours since the person wrote: only a template may go.
    WindowClosed,
    /// The person told the platform to stop announcements: no more of those, but they can be
    /// reached.
    Stopped,
    /// The platform chose not to deliver this one, or wants the person checked first; repeating
    /// does not help, and the address is not to blame.
    Declined,
    /// This template may not be used now; others may.
    TemplateHeld,
    /// Our mistake, in the message or the configuration: this message will never go.
    Dead,
    /// An operator must act (token, account, payment): hold the scope, lose nothing.
    Alarm,
    /// The chat has a new name: rewrite the address and send again.
    Migrated {
        /// The new name.
        to: Handle,
    },
    /// What was asked is already so; counts as done.
    AlreadyDone,
}

/// A webhook body that could not be understood at all; it must be kept as it came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unreadable: {0}")]
pub struct Unreadable(pub &'static str);

/// A shell could not be made from its settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SetupError {
    /// The base URL is no http(s) URL.
    #[error("the gateway's base URL is not a valid http or https URL")]
    BadUrl,
    /// The credential is empty or holds characters that cannot be sent.
    #[error("the access token is empty or holds characters that no token has")]
    BadToken,
    /// The phone number id, which Meta's paths need, is missing.
    #[error("phone_number_id must be digits")]
    BadPhoneNumberId,
    /// The business account's id, which managing templates needs, is missing.
    #[error(
        "business_account_id must be digits; it stands beside the number in Meta's Business Manager"
    )]
    BadAccountId,
    /// TLS could not be started.
    #[error("the HTTP client could not be started")]
    NoClient,
}
