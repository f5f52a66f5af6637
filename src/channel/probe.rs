//! Asking a gateway how it sees us: is the token good, where do webhooks go, what is its clock?
//! Only questions; nothing is sent, set or confirmed. For `doctor`.
//!
//! An answer is looked into leniently, and a URL (Telegram's holds the token) never leaves here.

use reqwest::header::{AUTHORIZATION, DATE};
use reqwest::{Client, Url};
use serde_json::Value;

use super::SetupError;
use super::telegram::TelegramSettings;
use super::transport::{Timeouts, url_at};
use super::whatsapp::{Gateway, WhatsAppSettings};

/// What a gateway answered.
#[derive(Clone, Debug, PartialEq)]
pub struct Seen {
    /// HTTP status.
    pub status: u16,
    /// Its clock: the `Date` header, as it came.
    pub date: Option<String>,
    /// The answer; null when it is not JSON.
    pub body: Value,
}

impl Seen {
    /// Was the question answered?
    pub fn is_good(&self) -> bool {
        (200..300).contains(&self.status)
    }
}

/// Why there is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unseen {
    /// The settings cannot be right.
    #[error("{0}")]
    Setup(SetupError),
    /// No connection.
    #[error("cannot be reached; is the address right, and may this machine reach it?")]
    Unreached,
    /// No answer in time.
    #[error("does not answer in time")]
    Silent,
}

/// `getMe` or `getWebhookInfo`.
///
/// # Errors
/// [`Unseen`]
pub async fn telegram(settings: &TelegramSettings, method: &str) -> Result<Seen, Unseen> {
    let path = format!("bot{}/{method}", settings.token);
    ask(&settings.api_url, &path, None, settings.timeouts).await
}

/// `GET /{phone_number_id}`: the number as Meta sees it. Source: Cloud API, "Phone numbers".
///
/// # Errors
/// [`Unseen`]
pub async fn whatsapp_number(settings: &WhatsAppSettings) -> Result<Seen, Unseen> {
    let WhatsAppSettings { api_version, phone_number_id, .. } = settings;
    let fields = "fields=display_phone_number,quality_rating,platform_type";
    let path = match settings.gateway {
        Gateway::Meta => format!("{api_version}/{phone_number_id}?{fields}"),
        // Source: 360dialog, "Get webhook URL": the cheapest question with the key
        Gateway::Dialog360 => "v1/configs/webhook".to_owned(),
        // any path tells whether the gateway is there; Turn documents none for the number itself
        Gateway::Turn => "v1/contacts".to_owned(),
    };
    whatsapp(settings, &path).await
}

/// `GET /{business_account_id}/subscribed_apps`: whose webhooks get this account's events. Source:
/// Cloud API, "Webhooks, subscribe". Meta only.
///
/// # Errors
/// [`Unseen`]
pub async fn subscribed_apps(settings: &WhatsAppSettings, account: &str) -> Result<Seen, Unseen> {
    whatsapp(settings, &format!("{}/{account}/subscribed_apps", settings.api_version)).await
}

async fn whatsapp(settings: &WhatsAppSettings, path: &str) -> Result<Seen, Unseen> {
    let token = &settings.access_token;
    let auth = match settings.gateway {
        Gateway::Meta | Gateway::Turn => (AUTHORIZATION.as_str(), format!("Bearer {token}")),
        Gateway::Dialog360 => ("d360-api-key", token.clone()),
    };
    ask(&settings.base_url, path, Some(auth), settings.timeouts).await
}

async fn ask(
    base: &str,
    path: &str,
    auth: Option<(&str, String)>,
    timeouts: Timeouts,
) -> Result<Seen, Unseen> {
    let url = url_at(base, path).map_err(Unseen::Setup)?;
    let mut request = client(&url, timeouts)?.get(url);
    if let Some((name, value)) = auth {
        request = request.header(name, value);
    }
    // the error is dropped: its text names the URL
    let answer = request.send().await.map_err(|error| match error.is_timeout() {
        true => Unseen::Silent,
        false => Unseen::Unreached,
    })?;
    let date = answer.headers().get(DATE).and_then(|d| d.to_str().ok()).map(str::to_owned);
    let status = answer.status().as_u16();
    let body = answer.json().await.unwrap_or(Value::Null);
    Ok(Seen { status, date, body })
}

fn client(url: &Url, timeouts: Timeouts) -> Result<Client, Unseen> {
    let at_home = matches!(url.host_str(), Some("127.0.0.1" | "localhost" | "[::1]"));
    let builder = if at_home { Client::builder().no_proxy() } else { Client::builder() };
    builder
        .connect_timeout(timeouts.connect)
        .timeout(timeouts.total)
        .redirect(reqwest::redirect::Policy::none())
        .user_agent(concat!("wegwijzer/", env!("CARGO_PKG_VERSION")))
        .build()
        .map_err(|_| Unseen::Setup(SetupError::NoClient))
}
