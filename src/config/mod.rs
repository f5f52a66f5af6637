//! Every setting: its unit, its default, and why.
//!
//! Settings come from one TOML file; `WEGWIJZER__SECTION__KEY` in the environment overrules it
//! (`WEGWIJZER__DATABASE__URL`, `WEGWIJZER__CHANNEL__TELEGRAM__TOKEN` for the channel with that
//! id); a secret may stand in a file of its own (`token_file = "..."`). Unknown keys are
//! mistakes, and every mistake says where it stands.

use std::net::SocketAddr;
use std::path::PathBuf;

use serde::Deserialize;

mod limits;
mod oidc;
mod read;
mod retention;
pub mod secret;
mod sign_in;
mod staff_hours;
mod talk;

pub use limits::{TelegramLimits, WhatsappLimits};
pub use oidc::Oidc;
pub use read::{ConfigError, mistakes, read, read_text};
pub use retention::Retention;
use secret::{Secret, Secrets};
pub use sign_in::{LocalAccounts, SecondFactor, SignIn};
pub use staff_hours::{Day, StaffHours};
pub use talk::Talk;

/// All settings of one installation.
#[derive(Clone, Debug)]
pub struct Config {
    /// Where people and platforms reach this service, without a slash at the end. Cookies are
    /// marked Secure when it begins with https.
    pub public_url: String,
    /// Where the embedded database and the key live.
    pub data_dir: PathBuf,
    /// The key that seals bodies and addresses: 64 hexadecimal digits in a file. Default:
    /// `wegwijzer.key` in `data_dir`, made on the first start.
    pub key_file: PathBuf,
    /// Where rows live.
    pub database: Database,
    /// Where to listen.
    pub server: Server,
    /// How colleagues log in.
    pub sign_in: SignIn,
    /// Logging in with the account of the municipality; none: with a password kept here only.
    pub oidc: Option<Oidc>,
    /// Where dialogs and texts are edited.
    pub content: Content,
    /// How long what is kept.
    pub retention: Retention,
    /// Conversations that a colleague has.
    pub talk: Talk,
    /// When colleagues work.
    pub staff_hours: StaffHours,
    /// Letters on paper.
    pub letters: Letters,
    /// Mail to colleagues; none: nobody gets any.
    pub mail: Option<Mail>,
    /// What is written about what happens.
    pub log: Log,
    /// The municipalities; none: one default.
    pub gemeenten: Vec<Gemeente>,
    /// The channels, by id.
    pub channels: Vec<Channel>,
}

impl Config {
    /// How many days each category is kept.
    pub fn kept(&self) -> crate::trade::privacy::Kept {
        self.retention.kept(self.content.media_days)
    }
}

/// `[database]`
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Database {
    /// `sqlite://path` or `postgres://...`. Default: `wegwijzer.db` in `data_dir`.
    pub url: String,
}

/// `[server]`
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Server {
    /// Pages and webhooks. Loopback, because TLS is the business of the proxy in front.
    pub listen: SocketAddr,
    /// `/metrics` for a Prometheus elsewhere. Not set: together with the pages, but only for who
    /// asks from this machine, not through the proxy.
    pub metrics_listen: Option<SocketAddr>,
    /// A stylesheet of the municipality that every page wears behind ours: the tokens of its theme, such
    /// as `--utrecht-button-primary-action-background-color`. Read when the service starts.
    pub theme: Option<PathBuf>,
}

impl Default for Server {
    fn default() -> Self {
        Self { listen: SocketAddr::from(([127, 0, 0, 1], 8080)), metrics_listen: None, theme: None }
    }
}

/// `[content]`
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Content {
    /// Folder of the dialog trees and policies.yaml. Not there: the ones built into the program.
    pub dialogs: PathBuf,
    /// Folder of the texts per language. Not there: the ones built into the program.
    pub locales: PathBuf,
    /// Publish changed files at once. Off, because a person publishes.
    pub auto_publish: bool,
    /// How many days photos and voice notes that people sent are kept for staff. 0: they are never
    /// fetched, and what was kept before goes at the next start.
    #[serde(deserialize_with = "whole_days")]
    pub media_days: u16,
}

/// A season: long enough for a klantmanager's next talk with somebody, and no archive.
pub const MEDIA_DAYS: u16 = 90;

impl Default for Content {
    fn default() -> Self {
        Self {
            dialogs: "dialogs".into(),
            locales: "locales".into(),
            auto_publish: false,
            media_days: MEDIA_DAYS,
        }
    }
}

/// `[letters]`
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Letters {
    /// Where Noto Sans and its likes are looked for; for letters as PDF (the feature `letters-pdf`).
    pub fonts: PathBuf,
}

impl Default for Letters {
    fn default() -> Self {
        Self { fonts: "/usr/share/fonts".into() }
    }
}

/// `[mail]`
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mail {
    /// `smtps://USER:PASSWORD@HOST:465`, or `smtp://USER:PASSWORD@HOST:587?tls=required`.
    pub server: Secret,
    /// Who mail is from: `Wegwijzer <wegwijzer@example.nl>`.
    pub from: String,
}

/// `[log]`
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Log {
    /// `text` for people, `json` for machines.
    pub format: LogFormat,
    /// As in `RUST_LOG`: `info`, `wegwijzer=debug`.
    pub level: String,
}

impl Default for Log {
    fn default() -> Self {
        Self { format: LogFormat::Text, level: "info".to_owned() }
    }
}

/// How log lines look.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// For people.
    Text,
    /// For machines.
    Json,
}

/// `[[gemeente]]`
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Gemeente {
    /// CBS code, such as GM0321.
    pub code: String,
    /// Its name, as texts mention it.
    pub name: String,
    /// Where somebody answers the telephone, as letters say it. Not set: letters say to come by.
    #[serde(default)]
    pub phone: Option<String>,
    /// Lines of the address that stands on letters, and that post comes back to.
    #[serde(default)]
    pub address: Vec<String>,
}

/// `[[channel]]`
#[derive(Clone, Debug)]
pub enum Channel {
    /// `kind = "telegram"`
    Telegram(Telegram),
    /// `kind = "whatsapp"`
    Whatsapp(Whatsapp),
}

impl Channel {
    /// Its id: the last part of its webhook's path.
    pub fn id(&self) -> &str {
        match self {
            Self::Telegram(c) => &c.id,
            Self::Whatsapp(c) => &c.id,
        }
    }

    /// The code of its municipality; none: the first.
    pub fn gemeente(&self) -> Option<&str> {
        match self {
            Self::Telegram(c) => c.gemeente.as_deref(),
            Self::Whatsapp(c) => c.gemeente.as_deref(),
        }
    }
}

/// A Telegram bot.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Telegram {
    /// Webhook: `POST /webhooks/<id>`.
    pub id: String,
    /// Code of the municipality.
    pub gemeente: Option<String>,
    /// The Bot API, or anything that speaks it.
    #[serde(default = "telegram_api")]
    pub api_url: String,
    /// From @BotFather.
    pub token: Secret,
    /// The name of the bot (`voorbeeldstad_bot`); for links in letters. Not set: letters have no code
    /// for Telegram.
    pub bot: Option<String>,
    /// Telegram sends it with every update; 1-256 of `A-Z a-z 0-9 _ -`. Two while rotating, the
    /// new one first.
    #[serde(default)]
    pub webhook_secret: Secrets,
    /// How updates arrive.
    #[serde(default)]
    pub updates: Updates,
    /// How fast it may send.
    #[serde(default)]
    pub limits: TelegramLimits,
}

/// How Telegram's updates arrive.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Updates {
    /// Telegram posts them to `public_url`.
    #[default]
    Webhook,
    /// We ask for them; for a machine that the internet cannot reach.
    Polling,
}

/// A WhatsApp number behind Meta or a gateway with the same wire format.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Whatsapp {
    /// Webhook: `GET` and `POST /webhooks/<id>`.
    pub id: String,
    /// Code of the municipality.
    pub gemeente: Option<String>,
    /// Whose paths, headers and signatures.
    #[serde(default)]
    pub gateway: Gateway,
    /// Where the gateway is.
    #[serde(default = "graph_api")]
    pub base_url: String,
    /// Version of the Graph API; Meta supports each for about two years.
    #[serde(default = "graph_version")]
    pub api_version: String,
    /// Meta's id of the sending number; webhooks are routed on it.
    pub phone_number_id: String,
    /// Meta's id of the business account; needed for templates.
    pub business_account_id: Option<String>,
    /// A system user's token, or the gateway's key.
    pub access_token: Secret,
    /// Signs webhooks. Two while rotating.
    pub app_secret: Secrets,
    /// Proves to Meta that the webhook is ours.
    pub verify_token: Secret,
    /// The number people write to, digits with country code; for links in letters.
    pub number: Option<String>,
    /// How fast, and to how many, it may send.
    #[serde(default)]
    pub limits: WhatsappLimits,
}

/// Who stands between us and WhatsApp.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
pub enum Gateway {
    /// Meta's own Cloud API.
    #[default]
    #[serde(rename = "meta")]
    Meta,
    /// 360dialog.
    #[serde(rename = "360dialog")]
    Dialog360,
    /// Turn.io.
    #[serde(rename = "turn")]
    Turn,
}

/// The environment gives text where a file gives a number.
fn whole_days<'de, D: serde::Deserializer<'de>>(from: D) -> Result<u16, D::Error> {
    let days = match toml::Value::deserialize(from)? {
        toml::Value::Integer(days) => u16::try_from(days).ok(),
        toml::Value::String(text) => text.trim().parse().ok(),
        _ => None,
    };
    days.ok_or_else(|| serde::de::Error::custom("must be a whole number of days, 0 to 65535"))
}

fn telegram_api() -> String {
    "https://api.telegram.org".to_owned()
}

fn graph_api() -> String {
    "https://graph.facebook.com".to_owned()
}

fn graph_version() -> String {
    "v26.0".to_owned()
}
