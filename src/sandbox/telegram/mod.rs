//! The Telegram Bot API, as far as this service uses it.
//!
//! `POST` or `GET /bot<token>/<method>`, method in any case (teloxide writes `SendMessage`),
//! parameters as JSON, form or query. Answers have the real shape and the real descriptions.
//! Not played: groups, albums, rate limits (ask for them as faults), menus of commands.

pub(super) mod files;
pub(super) mod sending;
pub(super) mod updates;

use std::collections::HashMap;
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{any, get};
use chrono::TimeDelta;
use serde_json::{Map, Value, json};

use super::faults::Verdict;
use super::multipart;
use super::phones::Phone;
use super::postman::{Proof, Target};
use super::shown::Sent;
use super::world::{Shared, World};
use crate::message::ChannelKind;

/// A refused call.
pub(super) struct Refusal {
    code: u16,
    description: String,
    retry_after: Option<u64>,
}

impl Refusal {
    fn new(code: u16, description: impl Into<String>) -> Self {
        Self { code, description: description.into(), retry_after: None }
    }

    fn bad(description: &str) -> Self {
        Self::new(400, format!("Bad Request: {description}"))
    }
}

type Answer = Result<Value, Refusal>;

pub(super) fn router(shared: Arc<Shared>) -> Router {
    Router::new()
        .route("/{bot}/{method}", any(call))
        .route("/file/{bot}/{folder}/{name}", get(files::download))
        .fallback(|| async { answer(Err(Refusal::new(404, "Not Found"))) })
        .with_state(shared)
}

async fn call(
    State(shared): State<Arc<Shared>>,
    Path((bot, method)): Path<(String, String)>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    if bot.strip_prefix("bot") != Some(shared.settings.telegram_token.as_str()) {
        return answer(Err(Refusal::new(401, "Unauthorized")));
    }
    let Some(params) = Params::read(query.as_deref(), &headers, &body) else {
        return answer(Err(Refusal::bad("can't parse JSON object")));
    };
    let method = method.to_ascii_lowercase();
    let strikes = method.starts_with("send") && method != "sendchataction"
        || method.starts_with("editmessage")
        || method == "deletemessage";
    let verdict = if strikes { shared.faults.verdict() } else { Verdict::Fine };
    match verdict {
        Verdict::TooMany(secs) => {
            let description = format!("Too Many Requests: retry after {secs}");
            answer(Err(Refusal { code: 429, description, retry_after: Some(secs) }))
        }
        Verdict::ServerError => answer(Err(Refusal::new(502, "Bad Gateway"))),
        Verdict::Fine => answer(shared.answer_bot(&method, &params).await),
        Verdict::Hang(long) => {
            let late = answer(shared.answer_bot(&method, &params).await);
            tokio::time::sleep(shared.settings.clock.on_the_wall(long)).await;
            late
        }
        Verdict::Reset => {
            drop(shared.answer_bot(&method, &params).await);
            broken()
        }
    }
}

fn answer(answer: Answer) -> Response {
    let (status, body) = match answer {
        Ok(result) => (StatusCode::OK, json!({ "ok": true, "result": result })),
        Err(refusal) => {
            let status = StatusCode::from_u16(refusal.code).unwrap_or(StatusCode::BAD_REQUEST);
            let mut body = json!({
                "ok": false,
                "error_code": refusal.code,
                "description": refusal.description,
            });
            if let Some(secs) = refusal.retry_after {
                body["parameters"] = json!({ "retry_after": secs });
            }
            (status, body)
        }
    };
    (status, axum::Json(body)).into_response()
}

/// An answer that breaks off before its first byte of body: the caller cannot know the outcome.
pub(super) fn broken() -> Response {
    let cut = futures_util::stream::iter([Err::<Bytes, _>(std::io::Error::other("cut"))]);
    Response::builder()
        .header("content-type", "application/json")
        .header("content-length", "100")
        .body(Body::from_stream(cut))
        .unwrap_or_default()
}

/// The parameters of a call, whichever way they were written.
pub(super) struct Params(Map<String, Value>, HashMap<String, multipart::Part>);

impl Params {
    fn read(query: Option<&str>, headers: &HeaderMap, body: &[u8]) -> Option<Self> {
        let mut params = Map::new();
        let mut files = HashMap::new();
        let pairs = |text: &[u8], params: &mut Map<String, Value>| {
            let text = String::from_utf8_lossy(text);
            let Ok(url) = reqwest::Url::parse(&format!("http://form/?{text}")) else { return };
            for (key, value) in url.query_pairs() {
                params.insert(key.into_owned(), Value::String(value.into_owned()));
            }
        };
        pairs(query.unwrap_or_default().as_bytes(), &mut params);
        let kind = headers.get("content-type").and_then(|kind| kind.to_str().ok()).unwrap_or("");
        if kind.starts_with("application/json") && !body.is_empty() {
            let Ok(Value::Object(more)) = serde_json::from_slice(body) else { return None };
            params.extend(more);
        } else if kind.starts_with("application/x-www-form-urlencoded") {
            pairs(body, &mut params);
        } else if kind.starts_with("multipart/form-data") {
            for part in multipart::parts(kind, body)? {
                match part.file_name {
                    Some(_) => drop(files.insert(part.name.clone(), part)),
                    None => {
                        let value = String::from_utf8(part.content).ok()?;
                        params.insert(part.name, Value::String(value));
                    }
                }
            }
        }
        Some(Self(params, files))
    }

    fn text(&self, name: &str) -> Option<&str> {
        self.0.get(name)?.as_str()
    }

    /// A file that came with the call.
    fn file(&self, name: &str) -> Option<&multipart::Part> {
        self.1.get(name)
    }

    fn integer(&self, name: &str) -> Option<i64> {
        let value = self.0.get(name)?;
        value.as_i64().or_else(|| value.as_str()?.parse().ok())
    }

    fn flag(&self, name: &str) -> bool {
        let value = self.0.get(name);
        value.is_some_and(|value| value == true || value == "true" || value == "True")
    }

    /// A nested value; forms carry it as a string of JSON.
    fn nested(&self, name: &str) -> Option<Value> {
        match self.0.get(name)? {
            Value::String(text) => serde_json::from_str(text).ok(),
            Value::Null => None,
            value => Some(value.clone()),
        }
    }
}

impl Shared {
    async fn answer_bot(&self, method: &str, params: &Params) -> Answer {
        match method {
            "getme" => Ok(self.get_me()),
            "setwebhook" => self.set_webhook(params),
            "deletewebhook" => Ok(self.delete_webhook(params)),
            "getwebhookinfo" => Ok(self.webhook_info()),
            "getupdates" => self.get_updates(params).await,
            "setmycommands" => self.set_commands(params),
            "getmycommands" => Ok(self.world().telegram.commands.clone()),
            "sendmessage" => self.send_message(params),
            "sendvoice" => self.show_file(params, Sent::Voice),
            "sendphoto" => self.show_file(params, Sent::Photo),
            "editmessagereplymarkup" => self.edit_markup(params),
            "editmessagetext" => self.edit_text(params),
            "deletemessage" => self.delete(params),
            "answercallbackquery" => self.answer_query(params),
            "sendchataction" => self.chat_action(params),
            "getfile" => self.get_file(params),
            _ => Err(Refusal::new(404, "Not Found")),
        }
    }

    fn get_me(&self) -> Value {
        let mut me = self.bot_user();
        for able in ["can_read_all_group_messages", "supports_inline_queries"] {
            me[able] = json!(false);
        }
        me["can_join_groups"] = json!(true);
        me["can_connect_to_business"] = json!(false);
        me["has_main_web_app"] = json!(false);
        me
    }

    fn set_webhook(&self, params: &Params) -> Answer {
        let url = params.text("url").unwrap_or_default();
        if url.is_empty() {
            return Ok(self.delete_webhook(params));
        }
        let is_url = reqwest::Url::parse(url).is_ok_and(|url| url.scheme().starts_with("http"));
        if !is_url {
            return Err(Refusal::bad("bad webhook: invalid webhook URL specified"));
        }
        let secret = params.text("secret_token").filter(|secret| !secret.is_empty());
        let plain = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
        if secret.is_some_and(|secret| secret.len() > 256 || !secret.chars().all(plain)) {
            return Err(Refusal::bad("secret token contains unallowed characters"));
        }
        let mut world = self.world();
        world.telegram.allow(params.nested("allowed_updates"));
        if params.flag("drop_pending_updates") {
            world.telegram.drop_all();
        }
        world.telegram.webhook = Some(url.to_owned());
        let proof = Proof::TelegramSecret(secret.map(str::to_owned));
        self.telegram_post.set_target(Some(Target { url: url.to_owned(), proof }));
        // Whatever was not confirmed so far goes to the new address; some of it perhaps twice.
        self.telegram_post.withdraw();
        for letter in world.telegram.letters() {
            self.telegram_post.post(letter);
        }
        self.updated.notify_waiters();
        Ok(json!(true))
    }

    fn delete_webhook(&self, params: &Params) -> Value {
        let mut world = self.world();
        world.telegram.webhook = None;
        self.telegram_post.set_target(None);
        self.telegram_post.withdraw();
        if params.flag("drop_pending_updates") {
            world.telegram.drop_all();
        }
        json!(true)
    }

    fn webhook_info(&self) -> Value {
        let world = self.world();
        let mut info = json!({
            "url": world.telegram.webhook.clone().unwrap_or_default(),
            "has_custom_certificate": false,
            "pending_update_count": world.telegram.waiting(),
            "max_connections": 40,
        });
        if let Some(allowed) = &world.telegram.allowed {
            info["allowed_updates"] = json!(allowed);
        }
        info
    }

    fn set_commands(&self, params: &Params) -> Answer {
        let commands = params.nested("commands").unwrap_or_default();
        let named = |command: &Value| {
            let name = command["command"].as_str().unwrap_or_default();
            let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
            let described = command["description"].as_str().is_some_and(|d| !d.is_empty());
            (1..=32).contains(&name.len()) && name.chars().all(plain) && described
        };
        let list = commands.as_array().ok_or_else(|| Refusal::bad("can't parse BotCommand"))?;
        if list.len() > 100 {
            return Err(Refusal::bad("BOT_COMMANDS_TOO_MUCH"));
        }
        if !list.iter().all(named) {
            return Err(Refusal::bad("BOT_COMMAND_INVALID"));
        }
        self.world().telegram.commands = commands;
        Ok(json!(true))
    }

    fn answer_query(&self, params: &Params) -> Answer {
        let id = params.text("callback_query_id").unwrap_or_default();
        let now = self.settings.clock.machine();
        if self.world().telegram.is_answered_in_time(id, now) {
            return Ok(json!(true));
        }
        let why = "query is too old and response timeout expired or query ID is invalid";
        Err(Refusal::bad(why))
    }

    fn chat_action(&self, params: &Params) -> Answer {
        let until = self.settings.clock.machine() + TimeDelta::seconds(5);
        let mut world = self.world();
        let phone = world.open_chat(params)?;
        phone.typing_until = Some(until);
        Ok(json!(true))
    }

    /// The bot as a user.
    pub(super) fn bot_user(&self) -> Value {
        let id = self.settings.telegram_token.split(':').next().and_then(|id| id.parse().ok());
        json!({
            "id": id.unwrap_or(7_000_000_001_i64),
            "is_bot": true,
            "first_name": self.settings.display_name,
            "username": self.settings.bot_name,
        })
    }
}

impl World {
    /// The phone that may be written to, or the refusal that Telegram would give.
    fn open_chat(&mut self, params: &Params) -> Result<&mut Phone, Refusal> {
        let chat = params.integer("chat_id");
        let chat = chat.ok_or_else(|| Refusal::bad("chat_id is empty"))?.to_string();
        let phone = self
            .phones
            .at_mut(ChannelKind::Telegram, &chat)
            .filter(|phone| phone.behaviour != super::people::Behaviour::NoAccount)
            .ok_or_else(|| Refusal::bad("chat not found"))?;
        if !phone.started {
            let why = "Forbidden: bot can't initiate conversation with a user";
            return Err(Refusal::new(403, why));
        }
        if phone.blocked {
            return Err(Refusal::new(403, "Forbidden: bot was blocked by the user"));
        }
        Ok(phone)
    }
}
