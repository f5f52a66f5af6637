//! Calls to WhatsApp: Meta's Cloud API, or a gateway that takes the same bodies.
//!
//! An accepted message is not a delivered one: statuses tell, later.

use std::fmt;
use std::time::Duration;

use async_trait::async_trait;
use reqwest::Url;
use reqwest::header::{AUTHORIZATION, HeaderMap, HeaderName, HeaderValue};
use serde::Deserialize;

use super::{body, errors};
use crate::channel::limits::WHATSAPP;
use crate::channel::transport::{Answer, Timeouts, Transport, url_at};
use crate::channel::{
    Channel, Courtesy, Media, Reason, Refusal, Scope, SendError, SetupError, lenient,
};
use crate::message::{Accepted, Attempt, ChannelKind, Handle, Limits, Part};

/// Whose door the messages go through: they differ in paths and headers, not in bodies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Gateway {
    /// Meta itself, `https://graph.facebook.com`.
    Meta,
    /// 360dialog, `https://waba-v2.360dialog.io`.
    Dialog360,
    /// Turn, `https://whatsapp.turn.io`.
    Turn,
}

impl Gateway {
    /// The gateway named in the configuration: `meta`, `360dialog`, `turn`.
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "meta" => Some(Self::Meta),
            "360dialog" => Some(Self::Dialog360),
            "turn" => Some(Self::Turn),
            _ => None,
        }
    }
}

/// What the shell needs to know.
#[derive(Clone)]
pub struct WhatsAppSettings {
    /// Whose door.
    pub gateway: Gateway,
    /// Its address, without version or path.
    pub base_url: String,
    /// Graph API version, as `v26.0`; only in Meta's paths.
    pub api_version: String,
    /// Meta's id of our number; only in Meta's paths.
    pub phone_number_id: String,
    /// System user's token, or 360dialog's API key.
    pub access_token: String,
    /// How long a call may take.
    pub timeouts: Timeouts,
}

impl fmt::Debug for WhatsAppSettings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { gateway, base_url, api_version, phone_number_id, access_token: _, timeouts } =
            self;
        f.debug_struct("WhatsAppSettings")
            .field("gateway", gateway)
            .field("base_url", base_url)
            .field("api_version", api_version)
            .field("phone_number_id", phone_number_id)
            .field("timeouts", timeouts)
            .finish_non_exhaustive()
    }
}

/// A WhatsApp business number.
pub struct WhatsApp {
    messages: Url,
    /// Where files are asked for, without the id.
    pub(super) media: String,
    pub(super) gateway: Gateway,
    pub(super) auth: HeaderMap,
    pub(super) transport: Transport,
}

#[derive(Deserialize)]
struct Reply {
    #[serde(default, deserialize_with = "lenient::part")]
    messages: Option<Vec<Sent>>,
    #[serde(default, deserialize_with = "lenient::part")]
    error: Option<Error>,
    /// 360dialog's, on some errors.
    #[serde(default, deserialize_with = "lenient::part")]
    errors: Option<Vec<Error>>,
}

#[derive(Deserialize)]
struct Sent {
    #[serde(default, deserialize_with = "lenient::part")]
    id: Option<String>,
}

#[derive(Deserialize)]
struct Error {
    #[serde(default, deserialize_with = "lenient::number")]
    code: Option<i64>,
}

impl WhatsApp {
    /// A number for `settings`; nothing is called yet.
    ///
    /// # Errors
    /// [`SetupError`] when the URL, the token or the number's id cannot be right.
    pub fn new(settings: &WhatsAppSettings) -> Result<Self, SetupError> {
        let WhatsAppSettings { gateway, base_url, api_version, phone_number_id, .. } = settings;
        let path = match gateway {
            Gateway::Meta if !is_number(phone_number_id) => {
                return Err(SetupError::BadPhoneNumberId);
            }
            Gateway::Meta => format!("{api_version}/{phone_number_id}/messages"),
            Gateway::Dialog360 => "messages".to_owned(),
            Gateway::Turn => "v1/messages".to_owned(),
        };
        let messages = url_at(base_url, &path)?;
        let base = base_url.trim_end_matches('/');
        let media = match gateway {
            Gateway::Meta => format!("{base}/{api_version}"),
            Gateway::Dialog360 => base.to_owned(),
            Gateway::Turn => format!("{base}/v1/media"),
        };
        let auth = auth(*gateway, &settings.access_token)?;
        let transport = Transport::new("whatsapp", &messages, settings.timeouts)?;
        Ok(Self { messages, media, gateway: *gateway, auth, transport })
    }

    async fn post(&self, body: &serde_json::Value) -> Result<Answer, SendError> {
        self.transport.post(self.messages.clone(), self.auth.clone(), body, Duration::ZERO).await
    }
}

#[async_trait]
impl Channel for WhatsApp {
    fn kind(&self) -> ChannelKind {
        ChannelKind::Whatsapp
    }

    fn limits(&self) -> &Limits {
        &WHATSAPP
    }

    async fn send(
        &self,
        to: &Handle,
        part: &Part,
        attempt: Attempt,
    ) -> Result<Accepted, SendError> {
        if matches!(part, Part::RemoveButtons { .. } | Part::Remove { .. }) {
            // WhatsApp's buttons die with the tap; there is nothing to take away.
            return Ok(Accepted { platform_id: None });
        }
        let Some(body) = body::message(to, part, attempt) else {
            return Err(SendError::Refused(Refusal {
                reason: Reason::Dead,
                scope: Scope::Message,
                code: "whatsapp:handle".to_owned(),
                detail: "not a WhatsApp phone number or user id".to_owned(),
            }));
        };
        accepted(&self.post(&body).await?)
    }

    async fn courtesy(&self, courtesy: Courtesy) {
        let mark = match &courtesy {
            Courtesy::Typing { message_id: Some(id), .. } => body::read_mark(id, true),
            Courtesy::MarkRead { message_id } => body::read_mark(message_id, false),
            Courtesy::Typing { message_id: None, .. } | Courtesy::CallbackAnswer { .. } => return,
        };
        // Best effort by contract: the outcome is dropped.
        let _ = self.post(&mark).await;
    }

    async fn fetch(&self, file_id: &str) -> Result<Media, SendError> {
        self.download(file_id).await
    }
}

fn accepted(answer: &Answer) -> Result<Accepted, SendError> {
    let Ok(reply) = serde_json::from_slice::<Reply>(&answer.body) else {
        return Err(errors::classify(None, answer.status));
    };
    let error = reply.error.or_else(|| reply.errors?.into_iter().next());
    match (error, reply.messages) {
        (Some(error), _) => Err(errors::classify(error.code, answer.status)),
        (None, Some(sent)) if (200..300).contains(&answer.status) => {
            Ok(Accepted { platform_id: sent.into_iter().find_map(|sent| sent.id) })
        }
        (None, _) => Err(errors::classify(None, answer.status)),
    }
}

pub(super) fn auth(gateway: Gateway, token: &str) -> Result<HeaderMap, SetupError> {
    let (name, value) = match gateway {
        Gateway::Meta | Gateway::Turn => (AUTHORIZATION, format!("Bearer {token}")),
        Gateway::Dialog360 => (HeaderName::from_static("d360-api-key"), token.to_owned()),
    };
    let mut value = HeaderValue::from_str(&value).map_err(|_| SetupError::BadToken)?;
    if token.trim().is_empty() {
        return Err(SetupError::BadToken);
    }
    value.set_sensitive(true);
    Ok(HeaderMap::from_iter([(name, value)]))
}

pub(super) fn is_number(id: &str) -> bool {
    !id.is_empty() && id.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
#[path = "shell_tests.rs"]
mod tests;
