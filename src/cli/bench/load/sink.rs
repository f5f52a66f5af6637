//! Both platforms, accepting everything at once: no limits, no delay, no failures.
//!
//! It remembers the newest buttons of each phone, so that they can be tapped, and hands on what
//! was accepted, so that statuses can be told about it.

use std::collections::HashMap;
use std::sync::atomic::{AtomicI64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use serde::Deserialize;
use tokio::net::TcpListener;
use tokio::sync::{mpsc, watch};

use super::bodies;

/// The sink, listening.
#[derive(Clone)]
pub(super) struct Sink {
    shared: Arc<Shared>,
    url: String,
}

struct Shared {
    phones: Mutex<HashMap<usize, Phone>>,
    /// When somebody wrote who has had no answer yet.
    asked: Mutex<HashMap<usize, Instant>>,
    replies: Mutex<Vec<Duration>>,
    messages: watch::Sender<usize>,
    courtesies: AtomicUsize,
    accepted: Mutex<Option<mpsc::UnboundedSender<Accepted>>>,
}

#[derive(Default)]
struct Phone {
    seen: watch::Sender<usize>,
    payloads: Vec<String>,
}

/// A message on WhatsApp that was accepted.
pub(super) struct Accepted {
    pub(super) at: Instant,
    pub(super) platform_id: String,
    pub(super) part: Option<String>,
    pub(super) to: String,
}

impl Sink {
    pub(super) async fn start() -> anyhow::Result<Self> {
        let shared = Arc::new(Shared {
            phones: Mutex::default(),
            asked: Mutex::default(),
            replies: Mutex::default(),
            messages: watch::channel(0).0,
            courtesies: AtomicUsize::new(0),
            accepted: Mutex::default(),
        });
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let url = format!("http://{}", listener.local_addr()?);
        let router = Router::new()
            .route("/{bot}/{method}", post(telegram))
            .route("/{version}/{number}/messages", post(whatsapp))
            .with_state(shared.clone());
        tokio::spawn(async move { drop(axum::serve(listener, router).await) });
        Ok(Self { shared, url })
    }

    pub(super) fn url(&self) -> &str {
        &self.url
    }

    /// Messages accepted so far.
    pub(super) fn messages(&self) -> usize {
        *self.shared.messages.borrow()
    }

    /// Answers to taps and the like so far.
    pub(super) fn courtesies(&self) -> usize {
        self.shared.courtesies.load(Ordering::Relaxed)
    }

    /// Waits until `count` messages were accepted.
    pub(super) async fn wait_for_messages(&self, count: usize) {
        let mut messages = self.shared.messages.subscribe();
        let _ = messages.wait_for(|n| *n >= count).await;
    }

    /// How many messages a phone has.
    pub(super) fn messages_of(&self, n: usize) -> usize {
        self.shared.phones().get(&n).map_or(0, |phone| *phone.seen.borrow())
    }

    /// What a button of a phone's newest message carries.
    pub(super) fn payload(&self, n: usize, index: usize) -> Option<String> {
        self.shared.phones().get(&n)?.payloads.get(index).cloned()
    }

    /// Waits until a phone has more than `seen` messages.
    pub(super) async fn wait_for_more(&self, n: usize, seen: usize) {
        let mut receiver = self.shared.phones().entry(n).or_default().seen.subscribe();
        let _ = receiver.wait_for(|now| *now > seen).await;
    }

    /// Somebody wrote, at this moment by the plan; the next message to them is the answer.
    pub(super) fn asked(&self, n: usize, at: Instant) {
        lock(&self.shared.asked).insert(n, at);
    }

    /// How long the answers took since the last look.
    pub(super) fn take_replies(&self) -> Vec<Duration> {
        std::mem::take(&mut lock(&self.shared.replies))
    }

    /// Everything accepted on WhatsApp from now on.
    pub(super) fn follow(&self) -> mpsc::UnboundedReceiver<Accepted> {
        let (sender, receiver) = mpsc::unbounded_channel();
        *lock(&self.shared.accepted) = Some(sender);
        receiver
    }

    /// No longer.
    pub(super) fn unfollow(&self) {
        *lock(&self.shared.accepted) = None;
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Shared {
    fn phones(&self) -> std::sync::MutexGuard<'_, HashMap<usize, Phone>> {
        lock(&self.phones)
    }

    fn take(&self, n: usize, payloads: Vec<String>) {
        {
            let mut phones = self.phones();
            let phone = phones.entry(n).or_default();
            phone.payloads = payloads;
            phone.seen.send_modify(|n| *n += 1);
        }
        if let Some(asked) = lock(&self.asked).remove(&n) {
            lock(&self.replies).push(asked.elapsed());
        }
        self.messages.send_modify(|n| *n += 1);
    }
}

#[derive(Deserialize)]
struct ToChat {
    chat_id: Id,
    reply_markup: Option<Markup>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Id {
    Number(i64),
    Text(String),
}

impl Id {
    fn person(&self) -> Option<usize> {
        let chat = match self {
            Self::Number(n) => *n,
            Self::Text(text) => text.parse().ok()?,
        };
        usize::try_from(chat - bodies::chat(0)).ok()
    }
}

#[derive(Deserialize)]
struct Markup {
    #[serde(default)]
    inline_keyboard: Vec<Vec<Button>>,
}

#[derive(Deserialize)]
struct Button {
    callback_data: Option<String>,
}

async fn telegram(
    State(shared): State<Arc<Shared>>,
    Path((_, method)): Path<(String, String)>,
    body: Bytes,
) -> Response {
    static MESSAGE: AtomicI64 = AtomicI64::new(1);
    let sent = (method == "sendMessage").then(|| serde_json::from_slice::<ToChat>(&body).ok());
    let Some(person) = sent.flatten().and_then(|sent| Some((sent.chat_id.person()?, sent))) else {
        if method == "answerCallbackQuery" {
            shared.courtesies.fetch_add(1, Ordering::Relaxed);
        }
        return json(r#"{"ok":true,"result":true}"#.to_owned());
    };
    let (n, sent) = person;
    let rows = sent.reply_markup.into_iter().flat_map(|markup| markup.inline_keyboard);
    let buttons = rows.filter_map(|row| row.into_iter().next()?.callback_data).collect();
    let id = MESSAGE.fetch_add(1, Ordering::Relaxed);
    shared.take(n, buttons);
    let chat = bodies::chat(n);
    json(format!(
        r#"{{"ok":true,"result":{{"message_id":{id},"date":1,"chat":{{"id":{chat},"type":"private","first_name":"x"}}}}}}"#
    ))
}

#[derive(Deserialize)]
struct ToPhone {
    to: String,
    #[serde(rename = "type")]
    kind: Option<String>,
    biz_opaque_callback_data: Option<String>,
}

async fn whatsapp(State(shared): State<Arc<Shared>>, body: Bytes) -> Response {
    static MESSAGE: AtomicI64 = AtomicI64::new(1);
    // read marks have no receiver
    let Ok(sent) = serde_json::from_slice::<ToPhone>(&body) else {
        shared.courtesies.fetch_add(1, Ordering::Relaxed);
        return json(r#"{"success":true}"#.to_owned());
    };
    let platform_id = format!("wamid.out.{}", MESSAGE.fetch_add(1, Ordering::Relaxed));
    let answer = format!(
        r#"{{"messaging_product":"whatsapp","contacts":[{{"input":"x","wa_id":"x"}}],"messages":[{{"id":"{platform_id}"}}]}}"#
    );
    // what goes along is no message
    let is_aid = matches!(sent.kind.as_deref(), Some("image" | "audio"));
    if let Some(n) = bodies::of_phone(&sent.to).filter(|_| !is_aid) {
        shared.take(n, Vec::new());
    }
    if let Some(following) = &*lock(&shared.accepted) {
        let part = sent.biz_opaque_callback_data;
        // nobody follows any more: nobody needs it
        let _ = following.send(Accepted { at: Instant::now(), platform_id, part, to: sent.to });
    }
    json(answer)
}

fn json(body: String) -> Response {
    ([(header::CONTENT_TYPE, "application/json")], body).into_response()
}
