//! Calls to the Bot API.
//!
//! Messages go as plain text, without a parse mode: nothing a person wrote can break or dress up a
//! message, and nothing needs escaping. The token is part of every URL, so URLs never leave this
//! file.

use std::fmt;
use std::time::Duration;

use async_trait::async_trait;
use reqwest::Url;
use reqwest::header::HeaderMap;
use reqwest::multipart::Form;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use teloxide::payloads::{
    AnswerCallbackQuery, AnswerCallbackQuerySetters as _, DeleteMessage, DeleteWebhook,
    EditMessageReplyMarkup, EditMessageReplyMarkupSetters as _, GetMe, SendChatAction, SendMessage,
    SendMessageSetters as _, SetMyCommands, SetMyCommandsSetters as _, SetWebhook,
    SetWebhookSetters as _,
};
use teloxide::requests::Payload;
use teloxide::types::{
    AllowedUpdate, BotCommand, CallbackQueryId, ChatAction, ChatId, InlineKeyboardButton,
    InlineKeyboardMarkup, MessageId,
};

use super::errors::{self, Hints};
use super::parse::update_id_of;
use crate::channel::limits::TELEGRAM;
use crate::channel::transport::{Answer, Timeouts, Transport, url_at};
use crate::channel::{
    Channel, Courtesy, Media, Reason, Refusal, Scope, SendError, SetupError, lenient,
};
use crate::message::{Accepted, Attached, Attempt, ChannelKind, Choice, Handle, Limits, Part};

/// What the shell needs to know.
#[derive(Clone)]
pub struct TelegramSettings {
    /// `https://api.telegram.org`, or a stand-in.
    pub api_url: String,
    /// The bot's token.
    pub token: String,
    /// How long a call may take.
    pub timeouts: Timeouts,
}

impl fmt::Debug for TelegramSettings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { api_url, token: _, timeouts } = self;
        f.debug_struct("TelegramSettings")
            .field("api_url", api_url)
            .field("timeouts", timeouts)
            .finish_non_exhaustive()
    }
}

/// A Telegram bot.
pub struct Telegram {
    pub(super) base: String,
    pub(super) transport: Transport,
}

/// The kinds of updates we ask for; Telegram keeps the rest to itself.
fn wanted_updates() -> [AllowedUpdate; 4] {
    [
        AllowedUpdate::Message,
        AllowedUpdate::EditedMessage,
        AllowedUpdate::CallbackQuery,
        AllowedUpdate::MyChatMember,
    ]
}

/// Webhook calls at the same time: order is kept by our mailboxes, so Telegram's own default.
const MAX_CONNECTIONS: u8 = 40;

/// Longest line `answerCallbackQuery` shows. Source: Bot API.
const CALLBACK_TEXT: usize = 200;

#[derive(Deserialize)]
struct Reply<'a> {
    #[serde(default, deserialize_with = "lenient::part")]
    ok: Option<bool>,
    #[serde(default, borrow)]
    result: Option<&'a RawValue>,
    #[serde(default, deserialize_with = "lenient::number")]
    error_code: Option<i64>,
    #[serde(default, borrow, deserialize_with = "lenient::words")]
    description: Option<std::borrow::Cow<'a, str>>,
    #[serde(default, deserialize_with = "lenient::part")]
    parameters: Option<Hints>,
}

#[derive(Deserialize)]
struct Sent {
    #[serde(default, deserialize_with = "lenient::number")]
    message_id: Option<i64>,
}

/// Who the bot is.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Me {
    /// The name in `t.me` links, without `@`.
    pub username: String,
}

#[derive(Serialize)]
struct GetUpdates {
    // teloxide's own payload holds the offset in 32 bits.
    #[serde(skip_serializing_if = "Option::is_none")]
    offset: Option<i64>,
    limit: u8,
    timeout: u64,
    allowed_updates: [AllowedUpdate; 4],
}

impl Telegram {
    /// A bot for `settings`; nothing is called yet.
    ///
    /// # Errors
    /// [`SetupError`] when the URL or the token cannot be right.
    pub fn new(settings: &TelegramSettings) -> Result<Self, SetupError> {
        let TelegramSettings { api_url, token, timeouts } = settings;
        let fit = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b':' | b'_' | b'-');
        if token.is_empty() || !token.bytes().all(fit) {
            return Err(SetupError::BadToken);
        }
        let base = url_at(api_url, &format!("bot{token}"))?;
        let transport = Transport::new("telegram", &base, *timeouts)?;
        Ok(Self { base: base.into(), transport })
    }

    /// Has Telegram POST updates to `url`, with `secret` in their header.
    ///
    /// # Errors
    /// [`SendError`]; refused when the URL or secret is not to Telegram's liking.
    pub async fn set_webhook(&self, url: &str, secret: &str) -> Result<(), SendError> {
        let url = Url::parse(url).map_err(|_| dead("telegram:webhook_url", "not a URL"))?;
        let payload = SetWebhook::new(url)
            .secret_token(secret)
            .max_connections(MAX_CONNECTIONS)
            .allowed_updates(wanted_updates());
        self.call(&payload).await.map(drop)
    }

    /// Ends the webhook, so that updates can be polled; what is pending stays pending.
    ///
    /// # Errors
    /// [`SendError`]
    pub async fn delete_webhook(&self) -> Result<(), SendError> {
        self.call(&DeleteWebhook::new()).await.map(drop)
    }

    /// Waits up to `timeout` for updates from `offset` on, each with its id. Asking with an offset
    /// confirms all that came before it: commit first, then ask on.
    ///
    /// # Errors
    /// [`SendError`]; an alarm when a webhook or a second poller takes the same updates.
    pub async fn get_updates(
        &self,
        offset: Option<i64>,
        timeout: Duration,
    ) -> Result<Vec<(i64, Box<RawValue>)>, SendError> {
        let timeout_secs = timeout.as_secs();
        let allowed_updates = wanted_updates();
        let ask = GetUpdates { offset, limit: 100, timeout: timeout_secs, allowed_updates };
        let answer = self.post("getUpdates", &ask, timeout).await?;
        let result = accepted(&answer)?;
        let updates: Vec<Box<RawValue>> =
            serde_json::from_str(result).map_err(|_| not_now("telegram:unreadable_updates"))?;
        // An update without an id cannot be confirmed either; Telegram sends none.
        let id = |raw: Box<RawValue>| update_id_of(raw.get().as_bytes()).map(|id| (id, raw));
        Ok(updates.into_iter().filter_map(id).collect())
    }

    /// Sets the menu of commands (name, description), for one language of the app or for all
    /// others.
    ///
    /// # Errors
    /// [`SendError`]
    pub async fn set_my_commands(
        &self,
        language: Option<&str>,
        commands: &[(String, String)],
    ) -> Result<(), SendError> {
        let commands = commands.iter().map(|(name, text)| BotCommand::new(name, text));
        let mut payload = SetMyCommands::new(commands);
        if let Some(language) = language {
            payload = payload.language_code(language);
        }
        self.call(&payload).await.map(drop)
    }

    /// Asks who the bot is; also the cheapest way to try a token.
    ///
    /// # Errors
    /// [`SendError`]
    pub async fn get_me(&self) -> Result<Me, SendError> {
        let answer = self.call(&GetMe::new()).await?;
        serde_json::from_str(accepted(&answer)?).map_err(|_| not_now("telegram:unreadable_me"))
    }

    async fn say(&self, to: ChatId, body: &str, choices: &[Choice]) -> Result<Accepted, SendError> {
        let mut payload = SendMessage::new(to, body);
        if !choices.is_empty() {
            // One per row: labels keep their whole width, in any script.
            payload = payload.reply_markup(InlineKeyboardMarkup::new(
                choices.iter().map(|c| [InlineKeyboardButton::callback(&c.label, &c.payload)]),
            ));
        }
        let answer = self.call(&payload).await?;
        let sent = serde_json::from_str::<Sent>(accepted(&answer)?);
        let platform_id = sent.ok().and_then(|sent| sent.message_id).map(|id| id.to_string());
        Ok(Accepted { platform_id })
    }

    /// Hands over a file. It goes without a sound: the words before it rang.
    async fn hand_over(
        &self,
        to: ChatId,
        (method, field): (&str, &'static str),
        file: &Attached,
        caption: &str,
    ) -> Result<Accepted, SendError> {
        let content = reqwest::multipart::Part::bytes(file.content.to_vec())
            .file_name(file.name.clone())
            .mime_str(&file.mime)
            .map_err(|_| dead("telegram:mime", "the kind of the file is not valid"))?;
        let mut form = Form::new()
            .text("chat_id", to.to_string())
            .text("disable_notification", "true")
            .part(field, content);
        if !caption.is_empty() {
            form = form.text("caption", caption.to_owned());
        }
        let answer = self.transport.post_form(self.url(method)?, form).await?;
        let sent = serde_json::from_str::<Sent>(accepted(&answer)?);
        let platform_id = sent.ok().and_then(|sent| sent.message_id).map(|id| id.to_string());
        Ok(Accepted { platform_id })
    }

    fn url(&self, method: &str) -> Result<Url, SendError> {
        Url::parse(&format!("{}/{method}", self.base))
            .map_err(|_| dead("telegram:url", "the API URL is not valid"))
    }

    async fn remove_buttons(&self, to: ChatId, message_id: &str) -> Result<Accepted, SendError> {
        let accepted = Accepted { platform_id: Some(message_id.to_owned()) };
        let id = id_of(message_id)?;
        let none = InlineKeyboardMarkup::new(Vec::<Vec<InlineKeyboardButton>>::new());
        let payload = EditMessageReplyMarkup::new(to, id).reply_markup(none);
        match self.call(&payload).await {
            Ok(_) => Ok(accepted),
            Err(SendError::Refused(refusal)) if refusal.reason == Reason::AlreadyDone => {
                Ok(accepted)
            }
            // Taking buttons away twice is taking them away once: no doubt to leave behind.
            Err(SendError::Unknown { what }) => Err(not_now(&what)),
            Err(other) => Err(other),
        }
    }

    /// Gives the id back when the message is gone; none when it stays, because it is too old or whatever else Telegram
    /// has against it: nobody calls somebody for that.
    async fn remove(&self, to: ChatId, message_id: &str) -> Result<Accepted, SendError> {
        let gone = Accepted { platform_id: Some(message_id.to_owned()) };
        match self.call(&DeleteMessage::new(to, id_of(message_id)?)).await {
            Ok(_) => Ok(gone),
            Err(SendError::Refused(refusal)) => match refusal.reason {
                Reason::AlreadyDone if refusal.detail != errors::STAYS => Ok(gone),
                Reason::AlreadyDone | Reason::Dead => Ok(Accepted { platform_id: None }),
                _ => Err(SendError::Refused(refusal)),
            },
            // gone twice is gone once
            Err(SendError::Unknown { what }) => Err(not_now(&what)),
            Err(other) => Err(other),
        }
    }

    /// Calls a method with teloxide's payload; an `Ok` holds an `{"ok":true}`.
    async fn call<P: Payload + Serialize>(&self, payload: &P) -> Result<Answer, SendError> {
        let answer = self.post(&documented(P::NAME), payload, Duration::ZERO).await?;
        accepted(&answer)?;
        Ok(answer)
    }

    pub(super) async fn post(
        &self,
        method: &str,
        payload: &impl Serialize,
        patience: Duration,
    ) -> Result<Answer, SendError> {
        self.transport.post(self.url(method)?, HeaderMap::new(), payload, patience).await
    }
}

#[async_trait]
impl Channel for Telegram {
    fn kind(&self) -> ChannelKind {
        ChannelKind::Telegram
    }

    fn limits(&self) -> &Limits {
        &TELEGRAM
    }

    // Telegram echoes nothing, so the part's id stays at home.
    async fn send(&self, to: &Handle, part: &Part, _: Attempt) -> Result<Accepted, SendError> {
        let to = chat_id(to)?;
        match part {
            Part::Text { body } => self.say(to, body, &[]).await,
            Part::Buttons { body, choices } | Part::List { body, choices, .. } => {
                self.say(to, body, choices).await
            }
            Part::RemoveButtons { message_id } => self.remove_buttons(to, message_id).await,
            Part::Voice { file } => self.hand_over(to, ("sendVoice", "voice"), file, "").await,
            Part::Picture { file, caption } => {
                self.hand_over(to, ("sendPhoto", "photo"), file, caption).await
            }
            Part::Remove { message_id } => self.remove(to, message_id).await,
            Part::Template { .. } => Err(dead("telegram:template", "Telegram has no templates")),
        }
    }

    async fn courtesy(&self, courtesy: Courtesy) {
        // Best effort by contract: the outcome is dropped.
        match courtesy {
            Courtesy::CallbackAnswer { callback_id, text } => {
                let mut payload = AnswerCallbackQuery::new(CallbackQueryId(callback_id));
                if let Some(text) = text {
                    payload = payload.text(text.chars().take(CALLBACK_TEXT).collect::<String>());
                }
                let _ = self.call(&payload).await;
            }
            Courtesy::Typing { to, .. } => {
                let Ok(to) = chat_id(&to) else { return };
                let _ = self.call(&SendChatAction::new(to, ChatAction::Typing)).await;
            }
            // A bot cannot mark a private message as read.
            Courtesy::MarkRead { .. } => {}
        }
    }

    async fn fetch(&self, file_id: &str) -> Result<Media, SendError> {
        self.download(file_id).await
    }
}

/// The `result` of an answer that says `ok`, as JSON.
pub(super) fn accepted(answer: &Answer) -> Result<&str, SendError> {
    let Ok(reply) = serde_json::from_slice::<Reply>(&answer.body) else {
        return Err(errors::classify_stranger(answer.status));
    };
    match reply.ok {
        Some(true) => Ok(reply.result.map_or("null", RawValue::get)),
        Some(false) => {
            let code = reply.error_code.unwrap_or_else(|| i64::from(answer.status));
            let description = reply.description.as_deref().unwrap_or_default();
            Err(errors::classify(code, description, reply.parameters.unwrap_or_default()))
        }
        None => Err(errors::classify_stranger(answer.status)),
    }
}

/// teloxide names methods `SendMessage`, the documentation `sendMessage`; Telegram takes both.
fn documented(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

fn id_of(message: &str) -> Result<MessageId, SendError> {
    let id = message.parse().map_err(|_| dead("telegram:message_id", "not a message id"))?;
    Ok(MessageId(id))
}

fn chat_id(to: &Handle) -> Result<ChatId, SendError> {
    let id = match to {
        Handle::TelegramChat(id) => id.parse().ok(),
        Handle::Phone(_) | Handle::Bsuid(_) => None,
    };
    id.map(ChatId).ok_or_else(|| dead("telegram:handle", "not a Telegram chat"))
}

pub(super) fn dead(code: &str, detail: &str) -> SendError {
    let (code, detail) = (code.to_owned(), detail.to_owned());
    SendError::Refused(Refusal { reason: Reason::Dead, scope: Scope::Message, code, detail })
}

/// For calls that may be repeated without harm.
pub(super) fn not_now(code: &str) -> SendError {
    let (wait, scope) = (Duration::from_secs(5), Scope::Message);
    SendError::NotNow { wait, scope, code: code.to_owned() }
}

#[cfg(test)]
#[path = "shell_tests.rs"]
mod tests;
