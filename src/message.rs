//! The words that every room shares: what comes in, what goes out, and by which road.
//!
//! Nothing here knows a platform's wire format (`channel` does) or a language (`text` does).

use std::collections::BTreeMap;
use std::fmt;

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use serde::{Deserialize, Serialize};

mod aid;
mod attempt;
mod handle;
mod part;

pub use aid::{Aid, AidKind};
pub use attempt::Attempt;
pub use handle::{Handle, Renaming};
pub use part::{Attached, Part};

use crate::ids::QuestionId;

/// The wire protocol of a channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ChannelKind {
    /// Telegram Bot API.
    Telegram,
    /// WhatsApp Cloud API, or a gateway that speaks its wire format.
    Whatsapp,
}

impl ChannelKind {
    /// The word used in the database, the configuration and the log.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Telegram => "telegram",
            Self::Whatsapp => "whatsapp",
        }
    }

    /// The opposite of [`ChannelKind::as_str`].
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "telegram" => Some(Self::Telegram),
            "whatsapp" => Some(Self::Whatsapp),
            _ => None,
        }
    }
}

impl fmt::Display for ChannelKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A configured channel, by its `id` in the configuration (`telegram`, `whatsapp`).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ChannelId(pub String);

impl fmt::Display for ChannelId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Something a person did on a platform, understood but not yet interpreted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Incoming {
    /// All names the platform gave for the sender, the most useful for sending first.
    pub from: Vec<Handle>,
    /// Tells a repeated delivery of the same thing from a new one, unique within its channel.
    pub dedupe_key: String,
    /// When the person did it, by the platform's clock.
    pub at: Option<DateTime<Utc>>,
    /// The language the sender's app is set to, if the platform tells (BCP 47).
    pub app_language: Option<String>,
    /// What was done.
    pub what: What,
}

/// What a person did.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum What {
    /// Typed words; also a Telegram command such as `/stop`.
    Text {
        /// As typed.
        body: String,
    },
    /// Opened the chat through a link or the start button. WhatsApp has no such event: there a
    /// token is a word in a text, found by [`invitation_token`].
    Start {
        /// What followed `/start`.
        token: Option<String>,
    },
    /// Tapped a button or a list row.
    Tap {
        /// What we put behind the button.
        payload: String,
        /// What the button said, if the platform tells.
        label: Option<String>,
        /// Telegram wants every callback query answered, by this id.
        callback_id: Option<String>,
        /// The platform's id of the message that carried the button.
        message_id: Option<String>,
    },
    /// A photo, a voice note, a document.
    Media {
        /// `photo`, `voice`, `audio`, `video`, `document`, `sticker`.
        kind: String,
        /// The platform's id, to fetch it by.
        file_id: String,
        /// Words under it.
        caption: Option<String>,
    },
    /// The platform calls somebody by other names from now on; `from` holds those of before, which
    /// may be somebody else's tomorrow.
    Renamed {
        /// The new names, the most useful for sending first; none when only the device changed.
        to: Vec<Handle>,
        /// What happened.
        how: Renaming,
    },
    /// The person shut the channel for us.
    Blocked,
    /// The person opened it again.
    Unblocked,
    /// Anything else: kept, never an error.
    Other {
        /// The platform's word for it.
        kind: String,
    },
}

/// How far a message got, as far as the platform tells. Later is further.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Progress {
    /// The platform sent it on.
    Sent,
    /// It reached the phone.
    Delivered,
    /// It was opened.
    Read,
    /// It will not arrive. Terminal, unless `Delivered` was seen.
    Failed,
}

/// A platform's report about a message we sent.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StatusReport {
    /// The platform's id of the message.
    pub platform_id: String,
    /// Our own name for it, when the platform echoes that (WhatsApp's `biz_opaque_callback_data`).
    pub attempt: Option<Attempt>,
    /// How far it got.
    pub progress: Progress,
    /// When, by the platform's clock.
    pub at: Option<DateTime<Utc>>,
    /// The platform's error code, with [`Progress::Failed`].
    pub error_code: Option<i64>,
    /// Tells repeats apart, unique within its channel.
    pub dedupe_key: String,
}

/// A platform's news about our own account, number or templates: about nobody, for operators.
/// Words are the platform's own, in capitals; never anything personal.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Notice {
    /// What it is about.
    pub about: NoticeAbout,
    /// When, by the platform's clock.
    pub at: Option<DateTime<Utc>>,
    /// Tells repeats apart, unique within its channel.
    pub dedupe_key: String,
}

/// What a [`Notice`] is about.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "about", rename_all = "snake_case")]
pub enum NoticeAbout {
    /// A message template.
    Template {
        /// Its name.
        name: String,
        /// Its language, as the API writes it (`en_US`).
        language: String,
        /// What became of it.
        change: TemplateChange,
    },
    /// The quality or the limit of our number.
    Number {
        /// `FLAGGED`, `UNFLAGGED`, `DOWNGRADE`, `UPGRADE` ...
        event: String,
        /// `TIER_1K` and so on.
        limit: Option<String>,
    },
    /// The account: a violation, a restriction, a verification.
    Account {
        /// `ACCOUNT_RESTRICTION`, `DISABLED_UPDATE` ...
        event: String,
    },
}

/// What became of a template.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "change", rename_all = "snake_case")]
pub enum TemplateChange {
    /// It may or may not be sent any more.
    State {
        /// `APPROVED`, `PAUSED` ...
        word: String,
        /// Why, with a rejection: `INVALID_FORMAT` ...
        reason: Option<String>,
    },
    /// People like it more, or less.
    Quality {
        /// `GREEN`, `YELLOW`, `RED`.
        word: String,
    },
    /// It is, or will be, counted and paid as something else.
    Category {
        /// What it is now.
        now: Option<String>,
        /// What it was, once it has changed.
        previous: Option<String>,
        /// What it will be within a day, as long as it is only announced.
        announced: Option<String>,
    },
    /// Somebody changed its words or buttons.
    Words,
}

/// One thing found in a webhook body.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Received {
    /// From a person.
    Incoming(Incoming),
    /// About a message of ours.
    Status(StatusReport),
    /// About ourselves.
    Notice(Notice),
    /// Known to mean nothing for us, or unknown: counted by kind, then dropped.
    Ignored {
        /// The platform's word for it.
        kind: String,
    },
}

/// Which of several messages to one address goes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lane {
    /// An answer to somebody who is looking at the screen.
    Reply,
    /// A reminder, a nudge, a question of ours.
    Reminder,
    /// An announcement to many.
    Bulk,
}

impl Lane {
    /// 0 goes first.
    pub fn rank(self) -> i64 {
        match self {
            Self::Reply => 0,
            Self::Reminder => 1,
            Self::Bulk => 2,
        }
    }

    /// The opposite of [`Lane::rank`].
    pub fn from_rank(rank: i64) -> Option<Self> {
        [Self::Reply, Self::Reminder, Self::Bulk].into_iter().find(|lane| lane.rank() == rank)
    }
}

/// The key of a text in the locale files.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TextId(pub String);

impl fmt::Display for TextId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<&str> for TextId {
    fn from(id: &str) -> Self {
        Self(id.to_owned())
    }
}

/// A value that a text can mention; `text` gives it its form per language.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", content = "value", rename_all = "snake_case")]
pub enum Fact {
    /// Somebody's name.
    Person(String),
    /// A day in Europe/Amsterdam.
    Date(NaiveDate),
    /// A clock time in Europe/Amsterdam, shown as 24 hours.
    Time(NaiveTime),
    /// The name of a place, or a postal address.
    Place(String),
    /// A web address.
    Link(String),
    /// A count.
    Number(i64),
    /// A number of hours, in minutes.
    Hours(i64),
    /// A code that content decides on (`ja`, `gezin`), or words as they are.
    Word(String),
    /// Lines, each in the words of the reader's language; made by the program, never typed.
    Lines(Vec<Line>),
}

/// One line of a list: a text of its own, with its own facts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Line {
    /// What is said.
    pub text: TextId,
    /// What it mentions.
    pub facts: Facts,
}

/// Facts by name. Ordered, so that the same facts always give the same bytes.
pub type Facts = BTreeMap<String, Fact>;

/// A message to a person, still without words: keys and facts, until it is delivered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Saying {
    /// What is said.
    pub text: TextId,
    /// What the text mentions.
    pub facts: Facts,
    /// The answers offered, in order; the label of a choice is the text's attribute of its key.
    pub choices: Vec<SayChoice>,
    /// The question this message puts (again).
    pub question: Option<QuestionId>,
    /// The template that may carry it on WhatsApp outside the 24-hour window.
    pub template: Option<String>,
    /// What goes along with it, for who does not read easily.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aids: Vec<Aid>,
}

/// An answer offered with a [`Saying`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SayChoice {
    /// The choice's key in the dialog, and the attribute of the text that labels it.
    pub key: String,
    /// Which text carries the label, when it is not the said one.
    pub label_text: Option<TextId>,
    /// What the button carries: opaque, bound to its question.
    pub payload: String,
}

/// A message in words, ready to be cut to a channel's measure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Outgoing {
    /// Own language first, then plain Dutch.
    pub body: String,
    /// Buttons, labelled in the person's own language.
    pub choices: Vec<Choice>,
    /// What a list's opening button says ("Kies een antwoord"), in the own language.
    pub list_button: String,
    /// What may carry it outside WhatsApp's 24-hour window.
    pub template: Option<TemplateUse>,
}

/// A button in words.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Choice {
    /// What the button says.
    pub label: String,
    /// What the button carries.
    pub payload: String,
}

/// A WhatsApp template, filled in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TemplateUse {
    /// Its name as registered.
    pub name: String,
    /// Meta's language code (`nl`, `en`, `ar`).
    pub language: String,
    /// Body variables in order.
    pub parameters: Vec<String>,
    /// Payloads of its quick-reply buttons, in order.
    pub payloads: Vec<String>,
}

/// What a channel can carry. Lengths in characters, unless said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Body of a plain text.
    pub text: usize,
    /// Body of a message with buttons.
    pub buttons_body: usize,
    /// Buttons under one message; 0: this channel has none.
    pub buttons: usize,
    /// Label of a button.
    pub button_label: usize,
    /// Rows of a list; 0: this channel has no lists.
    pub list_rows: usize,
    /// Label of a row.
    pub row_label: usize,
    /// Body of a message with a list.
    pub list_body: usize,
    /// What a button may carry, in bytes.
    pub payload_bytes: usize,
}

/// The platform took it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Accepted {
    /// The platform's id of the message, to match statuses and edits with.
    pub platform_id: Option<String>,
}

/// The prefix that makes an invitation's token recognisable in typed words.
pub const TOKEN_PREFIX: &str = "WW";

/// Finds an invitation's token in typed words: WhatsApp links can only put words into the
/// message box, and people add their own ("Hallo WW7f... ").
pub fn invitation_token(words: &str) -> Option<&str> {
    words
        .split(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_'))
        .find(|word| word.starts_with(TOKEN_PREFIX) && word.len() >= 24 && word.len() <= 64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_found_between_a_persons_own_words() {
        let token = "WWabcdefghijklmnopqrstuv-_1";
        assert_eq!(invitation_token(token), Some(token));
        assert_eq!(invitation_token(&format!("Hallo! {token}, dag")), Some(token));
        assert_eq!(invitation_token("WWW is een afkorting"), None);
    }

    #[test]
    fn a_handle_never_shows_itself_in_a_log() {
        let shown = format!("{:?}", Handle::Phone("31612345678".into()));
        assert!(!shown.contains("316"));
    }
}
