//! A Telegram that accepts everything at once and remembers the newest message of each chat.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use axum::extract::State;
use axum::routing::post;
use axum::{Json, Router};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::sync::watch;

/// The sink, listening.
pub(super) struct Sink {
    shared: Arc<Shared>,
    url: String,
}

struct Shared {
    chats: Mutex<HashMap<i64, Chat>>,
    messages: watch::Sender<usize>,
}

struct Chat {
    seen: watch::Sender<usize>,
    payloads: Vec<String>,
}

/// The first chat; the others follow.
pub(super) const FIRST_CHAT: i64 = 900_000;

impl Sink {
    pub(super) async fn start() -> anyhow::Result<Self> {
        let shared = Arc::new(Shared { chats: Mutex::default(), messages: watch::channel(0).0 });
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let url = format!("http://{}", listener.local_addr()?);
        let router = Router::new().route("/{bot}/{method}", post(take)).with_state(shared.clone());
        tokio::spawn(async move { drop(axum::serve(listener, router).await) });
        Ok(Self { shared, url })
    }

    pub(super) fn url(&self) -> &str {
        &self.url
    }

    pub(super) async fn wait_for_messages(&self, count: usize) {
        let mut messages = self.shared.messages.subscribe();
        let _ = messages.wait_for(|n| *n >= count).await;
    }

    /// How many messages a chat has, and what the newest one's button carries.
    pub(super) fn newest(&self, n: usize, index: usize) -> Option<(usize, String)> {
        let chats = self.shared.chats.lock().unwrap_or_else(PoisonError::into_inner);
        let chat = chats.get(&(FIRST_CHAT + n as i64))?;
        Some((*chat.seen.borrow(), chat.payloads.get(index)?.clone()))
    }

    pub(super) async fn wait_for_more(&self, n: usize, seen: usize) {
        let receiver = {
            let chats = self.shared.chats.lock().unwrap_or_else(PoisonError::into_inner);
            chats.get(&(FIRST_CHAT + n as i64)).map(|chat| chat.seen.subscribe())
        };
        if let Some(mut receiver) = receiver {
            let _ = receiver.wait_for(|now| *now > seen).await;
        }
    }
}

async fn take(State(shared): State<Arc<Shared>>, Json(body): Json<Value>) -> Json<Value> {
    let Some(id) = chat_id(&body["chat_id"]) else {
        return Json(json!({ "ok": true, "result": true }));
    };
    let rows = body["reply_markup"]["inline_keyboard"].as_array();
    let payloads: Vec<String> = rows
        .into_iter()
        .flatten()
        .filter_map(|row| row[0]["callback_data"].as_str().map(str::to_owned))
        .collect();
    {
        let mut chats = shared.chats.lock().unwrap_or_else(PoisonError::into_inner);
        let chat = chats
            .entry(id)
            .or_insert_with(|| Chat { seen: watch::channel(0).0, payloads: Vec::new() });
        chat.payloads = payloads;
        chat.seen.send_modify(|n| *n += 1);
    }
    shared.messages.send_modify(|n| *n += 1);
    Json(json!({ "ok": true, "result": {
        "message_id": 1, "date": 1, "chat": { "id": id, "type": "private", "first_name": "x" } } }))
}

fn chat_id(value: &Value) -> Option<i64> {
    value.as_i64().or_else(|| value.as_str()?.parse().ok())
}
