//! Telegram's updates: what they look like, and the book of those not yet confirmed.
//!
//! An update stays in the book until the webhook took it or a poller confirmed it, also across
//! changes between webhook and polling. Numbers rise by one and do not come back after a restart.

use std::collections::{BTreeMap, HashMap};
use std::time::Duration;

use bytes::Bytes;
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};

use super::{Answer, Params, Refusal};
use crate::sandbox::phones::{Bubble, Phone};
use crate::sandbox::postman::{Letter, Receipt};
use crate::sandbox::world::{Shared, World};

/// What Telegram remembers about the bot.
pub(in crate::sandbox) struct Book {
    pub(super) webhook: Option<String>,
    pub(super) allowed: Option<Vec<String>>,
    pub(super) commands: Value,
    /// Taps that wait for `answerCallbackQuery`, since when (machine time).
    queries: HashMap<String, DateTime<Utc>>,
    unconfirmed: BTreeMap<i64, Waiting>,
    next_update: i64,
    next_message: i64,
    poller: u64,
}

struct Waiting {
    lane: String,
    update: Value,
    bubble: Option<(String, String)>,
}

/// How long a tap can be answered (machine time). Telegram does not tell; this is cautious.
const ANSWERABLE: TimeDelta = TimeDelta::seconds(30);
/// Kinds that come only when asked for. Source: Bot API, getUpdates, `allowed_updates`.
const ON_REQUEST: [&str; 3] = ["chat_member", "message_reaction", "message_reaction_count"];

impl Book {
    /// An empty book; `born` keeps its numbers apart from those of an earlier sandbox.
    pub(in crate::sandbox) fn new(born: u64) -> Self {
        // Sixteen numbers per second of age stay below teloxide's u32 until the year 2032.
        let first = (born.saturating_sub(1_700_000_000) * 16 % 4_000_000_000) as i64 + 1000;
        Self {
            webhook: None,
            allowed: None,
            commands: json!([]),
            queries: HashMap::new(),
            unconfirmed: BTreeMap::new(),
            next_update: first,
            next_message: first / 16 + 1,
            poller: 0,
        }
    }

    /// The number for a new message.
    pub(in crate::sandbox) fn message_id(&mut self) -> String {
        self.next_message += 1;
        self.next_message.to_string()
    }

    pub(in crate::sandbox) fn confirm(&mut self, update: i64) {
        self.unconfirmed.remove(&update);
    }

    /// A tap waits for its answer; those that waited too long are forgotten.
    pub(in crate::sandbox) fn ask(&mut self, query: String, now: DateTime<Utc>) {
        self.queries.retain(|_, at| now - *at <= ANSWERABLE);
        self.queries.insert(query, now);
    }

    /// Is this tap known, and its answer on time?
    pub(super) fn is_answered_in_time(&mut self, query: &str, now: DateTime<Utc>) -> bool {
        self.queries.remove(query).is_some_and(|at| now - at <= ANSWERABLE)
    }

    pub(super) fn allow(&mut self, kinds: Option<Value>) {
        if let Some(kinds) = kinds.and_then(|kinds| serde_json::from_value(kinds).ok()) {
            self.allowed = Some(kinds);
        }
    }

    pub(super) fn drop_all(&mut self) {
        self.unconfirmed.clear();
    }

    pub(super) fn waiting(&self) -> usize {
        self.unconfirmed.len()
    }

    /// Is anybody going to fetch what waits?
    pub(in crate::sandbox) fn is_polled(&self) -> bool {
        self.poller > 0 && self.webhook.is_none()
    }

    pub(in crate::sandbox) fn is_empty(&self) -> bool {
        self.unconfirmed.is_empty()
    }

    pub(super) fn letters(&self) -> Vec<Letter> {
        self.unconfirmed.iter().map(|(number, waiting)| waiting.letter(*number)).collect()
    }

    fn wants(&self, kind: &str) -> bool {
        match &self.allowed {
            Some(kinds) if !kinds.is_empty() => kinds.iter().any(|wanted| wanted == kind),
            _ => !ON_REQUEST.contains(&kind),
        }
    }
}

impl Waiting {
    fn letter(&self, number: i64) -> Letter {
        Letter {
            lane: self.lane.clone(),
            body: Bytes::from(self.update.to_string()),
            receipt: Receipt { update: Some(number), bubble: self.bubble.clone() },
        }
    }
}

impl Shared {
    /// Something happened in a private chat: tell the bot.
    ///
    /// `bubble` is the owner's message that thereby reaches the service.
    pub(in crate::sandbox) fn update(
        &self,
        world: &mut World,
        phone: &str,
        kind: &str,
        body: Value,
        bubble: Option<String>,
    ) {
        let Some(phone) = world.phones.get(phone) else { return };
        let (lane, bubble) = (phone.handle.clone(), bubble.map(|id| (phone.id.clone(), id)));
        let book = &mut world.telegram;
        if !book.wants(kind) {
            return;
        }
        let number = book.next_update;
        book.next_update += 1;
        let mut update = json!({ "update_id": number });
        update[kind] = body;
        let waiting = Waiting { lane, update, bubble };
        if book.webhook.is_some() {
            self.telegram_post.post(waiting.letter(number));
        }
        book.unconfirmed.insert(number, waiting);
        self.updated.notify_waiters();
    }

    pub(super) async fn get_updates(&self, params: &Params) -> Answer {
        let timeout = params.integer("timeout").unwrap_or(0).clamp(0, 50) as u64;
        let limit = params.integer("limit").unwrap_or(100).clamp(1, 100) as usize;
        let deadline = tokio::time::Instant::now() + Duration::from_secs(timeout);
        let me = self.open_poll(params)?;
        loop {
            let news = self.updated.notified();
            tokio::pin!(news);
            // Listening before looking: an update in between is not slept through.
            news.as_mut().enable();
            if let Some(updates) = self.poll(me, limit)? {
                return Ok(updates);
            }
            tokio::select! {
                () = news => {}
                () = tokio::time::sleep_until(deadline) => return Ok(json!([])),
            }
        }
    }

    fn open_poll(&self, params: &Params) -> Result<u64, Refusal> {
        let mut world = self.world();
        let book = &mut world.telegram;
        book.allow(params.nested("allowed_updates"));
        book.poller += 1;
        let me = book.poller;
        match params.integer("offset").unwrap_or(0) {
            0 => {}
            offset if offset > 0 => book.unconfirmed = book.unconfirmed.split_off(&offset),
            from_the_end => {
                let dropped = book.waiting().saturating_sub(from_the_end.unsigned_abs() as usize);
                for _ in 0..dropped {
                    book.unconfirmed.pop_first();
                }
            }
        }
        self.updated.notify_waiters();
        Ok(me)
    }

    fn poll(&self, me: u64, limit: usize) -> Result<Option<Value>, Refusal> {
        let mut world = self.world();
        if world.telegram.webhook.is_some() {
            return Err(Refusal::new(
                409,
                "Conflict: can't use getUpdates method while webhook is active; \
                 use deleteWebhook to delete the webhook first",
            ));
        }
        if world.telegram.poller != me {
            return Err(Refusal::new(
                409,
                "Conflict: terminated by other getUpdates request; \
                 make sure that only one bot instance is running",
            ));
        }
        let World { telegram, phones, .. } = &mut *world;
        if telegram.unconfirmed.is_empty() {
            return Ok(None);
        }
        let taken: Vec<&Waiting> = telegram.unconfirmed.values().take(limit).collect();
        for (phone, bubble) in taken.iter().filter_map(|waiting| waiting.bubble.as_ref()) {
            if let Some(bubble) = phones.get_mut(phone).and_then(|p| p.bubble_mut(bubble)) {
                bubble.status = bubble.status.max(crate::sandbox::phones::Status::Delivered);
            }
        }
        Ok(Some(taken.into_iter().map(|waiting| waiting.update.clone()).collect()))
    }

    /// A message as both sides see it.
    pub(in crate::sandbox) fn message_json(&self, phone: &Phone, bubble: &Bubble) -> Value {
        let from = if bubble.from_me { person_json(phone) } else { self.bot_user() };
        let mut message = json!({
            "message_id": bubble.id.parse::<i64>().unwrap_or(0),
            "from": from,
            "chat": chat_json(phone),
            "date": bubble.at.timestamp(),
            "text": bubble.text,
        });
        if bubble.from_me && bubble.text.starts_with('/') {
            let command = bubble.text.split_whitespace().next().unwrap_or_default();
            let length = command.encode_utf16().count();
            message["entities"] = json!([{ "offset": 0, "length": length, "type": "bot_command" }]);
        }
        if !bubble.choices.is_empty() {
            message["reply_markup"] = json!({ "inline_keyboard": keyboard_json(bubble) });
        }
        message
    }

    /// The owner shut the door on the bot, or opened it again.
    pub(in crate::sandbox) fn membership_json(&self, phone: &Phone, blocked: bool) -> Value {
        let member = json!({ "user": self.bot_user(), "status": "member" });
        let kicked = json!({ "user": self.bot_user(), "status": "kicked", "until_date": 0 });
        let (old, new) = if blocked { (member, kicked) } else { (kicked, member) };
        json!({
            "chat": chat_json(phone),
            "from": person_json(phone),
            "date": self.settings.clock.civil().timestamp(),
            "old_chat_member": old,
            "new_chat_member": new,
        })
    }
}

fn keyboard_json(bubble: &Bubble) -> Vec<Vec<Value>> {
    let mut rows: Vec<Vec<Value>> = Vec::new();
    for button in &bubble.choices {
        let json = match &button.url {
            Some(url) => json!({ "text": button.label, "url": url }),
            None => json!({ "text": button.label, "callback_data": button.payload }),
        };
        if rows.len() <= button.row {
            rows.push(Vec::new());
        }
        if let Some(row) = rows.last_mut() {
            row.push(json);
        }
    }
    rows
}

/// The owner of a phone as a user.
pub(in crate::sandbox) fn person_json(phone: &Phone) -> Value {
    let mut person = name_json(phone);
    person["is_bot"] = json!(false);
    person["language_code"] = json!(phone.language.as_str());
    person
}

fn chat_json(phone: &Phone) -> Value {
    let mut chat = name_json(phone);
    chat["type"] = json!("private");
    chat
}

fn name_json(phone: &Phone) -> Value {
    let (first, last) = phone.owner.split_once(' ').unwrap_or((&phone.owner, ""));
    let mut name = json!({
        "id": phone.handle.parse::<i64>().unwrap_or(0),
        "first_name": first,
    });
    if !last.is_empty() {
        name["last_name"] = json!(last);
    }
    name
}
