//! A story as its author writes it: a file of scripted conversations, `format: 1`.
//!
//! ```yaml
//! format: 1
//! stories:
//!   ik-kan-niet:
//!     dialog: pvt-herinnering          # whose branches it walks
//!     languages: [nl, ar]              # default: all
//!     person: { channels: [telegram, whatsapp], coach: true }
//!     start: { reminder: pvt, moment: 7d, facts: { meenemen: "" } }
//!     steps:
//!       - bot: pvt-vraag               # the text that is said
//!       - taps: komt-niet              # the key of an answer
//!       - bot: { text: reden-vraag, nl: "Jammer dat u niet kunt.\nWat is de reden?" }
//!       - silence                      # until the next wait runs out
//!       - task: kan-niet
//!       - ends: answered
//! ```

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_saphyr::Spanned;

use super::super::definition::{EndHow, Ordered, SessionChange};
use crate::message::ChannelKind;
use crate::plan::span::Span;
use crate::trade::course::{Intent, SessionKind};
use crate::trade::person::Language;
use crate::trade::task::TaskKind;

/// The format that this program reads.
pub const FORMAT: u32 = 1;

/// A file of stories.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StoryFile {
    /// Always [`FORMAT`].
    pub format: u32,
    /// By name, in the order written.
    pub stories: Ordered<Spanned<StoryDef>>,
}

/// One scripted conversation.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StoryDef {
    /// The dialog it is about.
    pub dialog: Spanned<String>,
    /// In which languages it is lived; none: in all.
    #[serde(default)]
    pub languages: Vec<Language>,
    /// Who it happens to.
    #[serde(default)]
    pub person: PersonDef,
    /// When it begins, on the Dutch clock: `2026-12-01 18:00`. Default: when the reminder goes
    /// out, else a Tuesday morning.
    #[serde(default)]
    pub at: Option<Spanned<String>>,
    /// What begins it.
    pub start: StartDef,
    /// What happens, and what must come of it, in this order.
    pub steps: Vec<Spanned<StepDef>>,
}

/// Who a story happens to.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PersonDef {
    /// The ways to reach them; empty: none.
    pub channels: Vec<ChannelKind>,
    /// Is there a coach?
    pub coach: bool,
}

impl Default for PersonDef {
    fn default() -> Self {
        Self { channels: vec![ChannelKind::Telegram], coach: false }
    }
}

/// What begins a story; exactly one of the first eight.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct StartDef {
    /// A reminder for this kind of session.
    pub reminder: Option<SessionKind>,
    /// A word that always works.
    pub word: Option<String>,
    /// A word of the municipality's own.
    pub keyword: Option<String>,
    /// A code from a letter.
    pub invitation: bool,
    /// A schedule, a colleague or another dialog.
    pub staff: bool,
    /// A session that changed.
    pub session: Option<SessionChange>,
    /// Words that nobody asked for.
    pub words: Option<String>,
    /// Words of somebody we do not know.
    pub unknown: Option<String>,
    /// With `reminder`: which (`7d`). Default: the first.
    pub moment: Option<String>,
    /// With `reminder`: what was said about coming before.
    pub intent: Option<Intent>,
    /// What the dialog is given, as words.
    pub facts: BTreeMap<String, String>,
}

/// One thing that happens, or that must have come of it.
#[derive(Clone, Debug, Deserialize)]
pub enum StepDef {
    /// The bot must say this text now.
    #[serde(rename = "bot")]
    Bot(BotDef),
    /// A task of this kind must have been opened.
    #[serde(rename = "task")]
    Task(TaskKind),
    /// The conversation must have ended so.
    #[serde(rename = "ends")]
    Ends(EndHow),
    /// The person taps the answer with this key.
    #[serde(rename = "taps")]
    Taps(String),
    /// The person types words: the same in every language, or per language.
    #[serde(rename = "says")]
    Says(WordsDef),
    /// The person sends a `photo`, a `voice` note.
    #[serde(rename = "sends")]
    Sends(String),
    /// This long passes.
    #[serde(rename = "wait")]
    Wait(Span),
    /// Nobody does anything until the next wait runs out.
    #[serde(rename = "silence")]
    Silence,
    /// The open question (or the last message) does not arrive.
    #[serde(rename = "not delivered")]
    NotDelivered,
    /// A colleague heard the answer by telephone.
    #[serde(rename = "colleague notes the answer")]
    Noted,
    /// The next reminder for the same session falls due.
    #[serde(rename = "next reminder")]
    NextReminder,
    /// The session moves, or is cancelled.
    #[serde(rename = "session")]
    Session(SessionChange),
}

/// What the bot must say.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub enum BotDef {
    /// Only which text.
    Text(String),
    /// Also its exact words, in some languages.
    Words {
        /// Which text.
        text: String,
        /// Per language.
        #[serde(flatten)]
        words: BTreeMap<Language, String>,
    },
}

impl BotDef {
    /// Which text.
    pub fn text(&self) -> &str {
        match self {
            Self::Text(text) | Self::Words { text, .. } => text,
        }
    }

    /// Its exact words in a language, if they are given.
    pub fn words(&self, language: Language) -> Option<&str> {
        match self {
            Self::Text(_) => None,
            Self::Words { words, .. } => words.get(&language).map(String::as_str),
        }
    }
}

/// What the person types.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub enum WordsDef {
    /// In every language the same.
    Same(String),
    /// Per language; Dutch where a language is missing.
    PerLanguage(BTreeMap<Language, String>),
}

impl WordsDef {
    /// What is typed in this language.
    pub fn words(&self, language: Language) -> &str {
        match self {
            Self::Same(words) => words,
            Self::PerLanguage(all) => {
                all.get(&language).or_else(|| all.get(&Language::Nl)).map_or("", String::as_str)
            }
        }
    }
}
