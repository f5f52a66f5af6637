//! The state of the sandbox: one lock around phones, plans and both platforms' books.
//!
//! Nothing waits for a network while it holds the lock. A message is shown, its webhooks are
//! handed to the postmen and its owner's reaction is planned under one and the same lock, so that
//! the order in which things happened is the order in which they are told.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, Utc};
use tokio::sync::Notify;

use super::agenda::Agenda;
use super::chance::Chance;
use super::faults::FaultControl;
use super::files::Files;
use super::people::{Deed, offered, react};
use super::phones::{Bubble, Phones, Status};
use super::postman::{Postman, Receipt};
use super::settings::Settings;
use super::shown::{AcceptedFile, Kept};
use super::telegram::updates::Book as TelegramBook;
use super::whatsapp::templates::Shelf;
use super::whatsapp::webhooks::Book as WhatsappBook;
use crate::message::ChannelKind;

/// A message that a platform took from the service.
#[derive(Clone, PartialEq, Eq)]
pub struct AcceptedSend {
    /// By which platform.
    pub kind: ChannelKind,
    /// For whom: chat id, or digits with country code.
    pub handle: String,
    /// The words, as far as the platform knows them.
    pub text: String,
    /// WhatsApp: `biz_opaque_callback_data`.
    pub callback_data: Option<String>,
    /// The id that the platform gave.
    pub message_id: String,
    /// When (civil time).
    pub at: DateTime<Utc>,
}

/// What the owner of a phone did that the service must hear of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Gesture {
    /// Typed words, sent a file, or opened the chat through a link.
    Wrote,
    /// Pressed Start without a link (Telegram).
    Started,
    /// Tapped a choice.
    Tapped,
    /// Shut the door on the bot (Telegram).
    Blocked,
    /// Opened it again (Telegram).
    Unblocked,
}

/// A gesture, and on which phone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gestured {
    /// Its name in the sandbox.
    pub phone: String,
    /// What.
    pub what: Gesture,
}

/// Everything that the tasks of one sandbox share.
pub(super) struct Shared {
    pub(super) settings: Settings,
    pub(super) faults: FaultControl,
    pub(super) http: reqwest::Client,
    pub(super) telegram_post: Postman,
    pub(super) whatsapp_post: Postman,
    /// Told when something was planned.
    pub(super) planned: Notify,
    /// Told when Telegram has a new update, or another poller came.
    pub(super) updated: Notify,
    world: Arc<Mutex<World>>,
}

/// See the module's head.
pub(super) struct World {
    pub(super) phones: Phones,
    pub(super) agenda: Agenda,
    pub(super) accepted: Vec<AcceptedSend>,
    pub(super) gestured: Vec<Gestured>,
    pub(super) telegram: TelegramBook,
    pub(super) whatsapp: WhatsappBook,
    pub(super) templates: Shelf,
    pub(super) files: Files,
    /// What the service showed on phones, by its hash.
    pub(super) shown: HashMap<String, Kept>,
    pub(super) files_taken: Vec<AcceptedFile>,
    /// When this sandbox began, in seconds; keeps ids apart.
    pub(super) born: u64,
}

impl Shared {
    pub(super) fn new(settings: Settings, http: reqwest::Client) -> Self {
        // Ids must not come back after a restart: the service keeps what it has seen for days.
        let born = settings.clock.machine().timestamp().unsigned_abs();
        let world = Arc::new(Mutex::new(World {
            phones: Phones::default(),
            agenda: Agenda::default(),
            accepted: Vec::new(),
            gestured: Vec::new(),
            telegram: TelegramBook::new(born),
            whatsapp: WhatsappBook::new(born),
            templates: Shelf::of(&settings.whatsapp.templates),
            files: Files::default(),
            shown: HashMap::new(),
            files_taken: Vec::new(),
            born,
        }));
        let postman = |http: reqwest::Client, faults: &FaultControl| {
            let world = world.clone();
            let clock = settings.clock.clone();
            Postman::new(http, (faults.clone(), clock), move |receipt| lock(&world).taken(receipt))
        };
        let faults = FaultControl::default();
        Self {
            telegram_post: postman(http.clone(), &faults),
            whatsapp_post: postman(http.clone(), &faults),
            http,
            faults,
            settings,
            planned: Notify::new(),
            updated: Notify::new(),
            world,
        }
    }

    pub(super) fn world(&self) -> MutexGuard<'_, World> {
        lock(&self.world)
    }

    /// A message of the bot reaches a phone, and its owner makes plans.
    pub(super) fn arrive(&self, world: &mut World, phone: &str, bubble: Bubble) {
        let Some(phone) = world.phones.get_mut(phone) else { return };
        if offered(&bubble) > 0 {
            phone.asked += 1;
            world.agenda.forget_answers(&phone.id);
        }
        phone.show(bubble);
        let Some(bubble) = phone.messages.back() else { return };
        let subject = format!("{}:{}", phone.id, phone.received);
        let mut dice = Chance::about(self.settings.seed, &subject);
        for plan in react(phone, bubble, phone.asked, self.settings.clock.civil(), &mut dice) {
            world.agenda.add(&phone.id, plan);
        }
        self.planned.notify_one();
    }

    /// Does what somebody had planned; what is no longer possible is left.
    pub(super) fn carry_out(&self, phone: &str, deed: Deed) {
        match deed {
            Deed::Read => self.read(phone),
            Deed::Tap { bubble, choice } => drop(self.tap(phone, &bubble, choice)),
            Deed::Type(words) => drop(self.type_text(phone, &words)),
            Deed::Block => drop(self.block(phone)),
        }
    }
}

impl World {
    pub(super) fn note(&mut self, phone: &str, what: Gesture) {
        self.gestured.push(Gestured { phone: phone.to_owned(), what });
    }

    /// The service took a webhook.
    fn taken(&mut self, receipt: &Receipt) {
        if let Some(update) = receipt.update {
            self.telegram.confirm(update);
        }
        let Some((phone, bubble)) = &receipt.bubble else { return };
        if let Some(bubble) = self.phones.get_mut(phone).and_then(|phone| phone.bubble_mut(bubble))
        {
            bubble.status = bubble.status.max(Status::Delivered);
        }
    }
}

fn lock(world: &Mutex<World>) -> MutexGuard<'_, World> {
    world.lock().unwrap_or_else(PoisonError::into_inner)
}
