//! The phones of the simulated people, and what their screens show.
//!
//! Everything lives in memory and is gone when the sandbox stops. A screen keeps its last
//! [`KEPT`] messages. Nothing here knows a wire format.

use std::collections::{HashMap, VecDeque};
use std::fmt;

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::people::Behaviour;
use crate::message::ChannelKind;
use crate::trade::person::Language;

/// How many messages a screen keeps; a benchmark would otherwise fill the memory.
pub const KEPT: usize = 400;

/// A phone as it is handed to somebody.
#[derive(Clone)]
pub struct PhoneSpec {
    /// A short name, unique in the sandbox; appears in addresses of pages.
    pub id: String,
    /// Whose it is, as the platform tells it.
    pub owner: String,
    /// Which app.
    pub kind: ChannelKind,
    /// Telegram: the chat id, decimal. WhatsApp: digits with country code, without `+`.
    pub handle: String,
    /// The language of the app and of its owner.
    pub language: Language,
    /// What its owner does when a message comes.
    pub behaviour: Behaviour,
    /// Telegram: the chat with the bot exists already.
    pub started: bool,
}

/// A phone in use.
#[derive(Clone)]
pub struct Phone {
    /// As in [`PhoneSpec`].
    pub id: String,
    /// As in [`PhoneSpec`].
    pub owner: String,
    /// As in [`PhoneSpec`].
    pub kind: ChannelKind,
    /// As in [`PhoneSpec`].
    pub handle: String,
    /// As in [`PhoneSpec`].
    pub language: Language,
    /// As in [`PhoneSpec`].
    pub behaviour: Behaviour,
    /// Its owner shut the door on the bot.
    pub blocked: bool,
    /// Telegram: its owner pressed Start once.
    pub started: bool,
    /// What the screen shows, oldest first.
    pub messages: VecDeque<Bubble>,
    /// When its owner last wrote or tapped; opens WhatsApp's 24-hour window (civil time).
    pub last_inbound: Option<DateTime<Utc>>,
    /// WhatsApp without account: told at once (true) or by a failed status (false).
    pub refuses_at_once: bool,
    /// The bot shows "typing" until then (machine time).
    pub typing_until: Option<DateTime<Utc>>,
    /// Somebody looked at this screen then (machine time).
    pub looked_at: Option<DateTime<Utc>>,
    /// How many messages have reached this phone; the dice of its owner depend on it.
    pub received: u64,
    /// How many of those were questions.
    pub asked: u32,
}

/// How far a message got.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// It left.
    Sent,
    /// It arrived: on the phone, or for the owner's own messages at the service.
    Delivered,
    /// It was opened.
    Read,
}

/// How a message came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum BubbleKind {
    /// Typed words.
    Text,
    /// The words of a button, sent by tapping it (WhatsApp).
    Tap,
    /// An approved template (WhatsApp).
    Template,
    /// A photo, a voice note or a document; its text is what stands under it.
    File,
}

/// How the choices of a message look.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "layout", rename_all = "lowercase")]
pub enum Layout {
    /// There are none.
    Plain,
    /// Buttons under the words.
    Buttons,
    /// Rows behind one button.
    List {
        /// What that button says.
        opens: String,
    },
}

/// A choice under a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Button {
    /// What it says.
    pub label: String,
    /// What it carries back; empty for a link.
    pub payload: String,
    /// Smaller words under the label (WhatsApp lists).
    pub description: String,
    /// Where it leads, for a link.
    pub url: Option<String>,
    /// On which line of the keyboard it stands (Telegram).
    pub row: usize,
    /// The owner tapped it.
    pub used: bool,
}

/// A file in a message of the service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ShownFile {
    /// `voice` or `picture`.
    pub shows: &'static str,
    /// The last part of the address at which the page finds it: its hash.
    pub at: String,
    /// What it is called on the way, for who cannot see it.
    pub name: String,
}

/// One message on a screen.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Bubble {
    /// The platform's id: a number on Telegram, a `wamid` on WhatsApp.
    pub id: String,
    /// Written by the owner of the phone.
    pub from_me: bool,
    /// The words.
    pub text: String,
    /// The choices under it.
    pub choices: Vec<Button>,
    /// How those look.
    #[serde(flatten)]
    pub layout: Layout,
    /// When it appeared (civil time).
    pub at: DateTime<Utc>,
    /// How far it got.
    pub status: Status,
    /// How it came about.
    pub kind: BubbleKind,
    /// What it shows or plays, when it came as a file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<ShownFile>,
    /// WhatsApp: what every status about it must echo.
    #[serde(skip)]
    pub callback_data: Option<String>,
}

// Also simulated people's words stay out of logs, so that a careless `{:?}` is noticed here first.
impl fmt::Debug for Bubble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Bubble({}, {:?}, {:?})", self.id, self.kind, self.status)
    }
}

impl Bubble {
    /// Words by the owner of the phone.
    pub(super) fn mine(id: String, text: &str, kind: BubbleKind, at: DateTime<Utc>) -> Self {
        Self {
            id,
            from_me: true,
            text: text.to_owned(),
            choices: Vec::new(),
            layout: Layout::Plain,
            at,
            status: Status::Sent,
            kind,
            file: None,
            callback_data: None,
        }
    }

    /// Does it offer choices of which none was taken yet?
    pub fn is_unanswered(&self) -> bool {
        let mut tappable = self.choices.iter().filter(|button| button.url.is_none()).peekable();
        !self.from_me && tappable.peek().is_some() && tappable.all(|button| !button.used)
    }
}

impl Phone {
    fn new(spec: PhoneSpec) -> Self {
        Self {
            id: spec.id,
            owner: spec.owner,
            kind: spec.kind,
            handle: spec.handle,
            language: spec.language,
            behaviour: spec.behaviour,
            blocked: false,
            started: spec.started,
            messages: VecDeque::new(),
            last_inbound: None,
            refuses_at_once: false,
            typing_until: None,
            looked_at: None,
            received: 0,
            asked: 0,
        }
    }

    /// The message with this id, if the screen still shows it.
    pub fn bubble(&self, id: &str) -> Option<&Bubble> {
        self.messages.iter().rev().find(|bubble| bubble.id == id)
    }

    pub(super) fn bubble_mut(&mut self, id: &str) -> Option<&mut Bubble> {
        self.messages.iter_mut().rev().find(|bubble| bubble.id == id)
    }

    pub(super) fn show(&mut self, bubble: Bubble) {
        // a picture goes along with a message, and is none
        if !bubble.from_me && bubble.file.is_none() {
            self.received += 1;
            self.typing_until = None;
        }
        if self.messages.len() == KEPT {
            self.messages.pop_front();
        }
        self.messages.push_back(bubble);
    }
}

/// All phones, by name and by handle.
#[derive(Default)]
pub(super) struct Phones {
    all: Vec<Phone>,
    by_id: HashMap<String, usize>,
    by_handle: HashMap<(ChannelKind, String), usize>,
}

impl Phones {
    /// Adds a phone; one with the same id or handle is replaced and loses its messages.
    pub(super) fn add(&mut self, spec: PhoneSpec) {
        let key = (spec.kind, spec.handle.clone());
        let place = self.by_id.get(&spec.id).or_else(|| self.by_handle.get(&key)).copied();
        let phone = Phone::new(spec);
        let place = match place {
            Some(place) => {
                let old = &self.all[place];
                self.by_id.remove(&old.id);
                self.by_handle.remove(&(old.kind, old.handle.clone()));
                place
            }
            None => self.all.len(),
        };
        self.by_id.insert(phone.id.clone(), place);
        self.by_handle.insert(key, place);
        match self.all.get_mut(place) {
            Some(old) => *old = phone,
            None => self.all.push(phone),
        }
    }

    pub(super) fn get(&self, id: &str) -> Option<&Phone> {
        self.by_id.get(id).map(|place| &self.all[*place])
    }

    pub(super) fn get_mut(&mut self, id: &str) -> Option<&mut Phone> {
        self.by_id.get(id).map(|place| &mut self.all[*place])
    }

    pub(super) fn at(&self, kind: ChannelKind, handle: &str) -> Option<&Phone> {
        self.by_handle.get(&(kind, handle.to_owned())).map(|place| &self.all[*place])
    }

    pub(super) fn at_mut(&mut self, kind: ChannelKind, handle: &str) -> Option<&mut Phone> {
        self.by_handle.get(&(kind, handle.to_owned())).map(|place| &mut self.all[*place])
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Phone> {
        self.all.iter()
    }
}
