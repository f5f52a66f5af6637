//! Channels from their settings: the way out, and the door by which webhooks come in.

use anyhow::Context;

use crate::channel::telegram::{Telegram, TelegramSettings};
use crate::channel::transport::Timeouts;
use crate::channel::whatsapp::verify::Signature;
use crate::channel::whatsapp::{self, WhatsApp, WhatsAppSettings};
use crate::clock::Clock;
use crate::config::{self, Config, Gateway};
use crate::http::webhooks::{Door, Proof};
use crate::message::ChannelId;
use crate::store::mailboxes::ChannelRef;

/// How long calls may take; shorter in a rehearsal, where leases are.
pub(super) fn timeouts(clock: &Clock) -> Timeouts {
    let Timeouts { connect, total } = Timeouts::default();
    Timeouts { connect: clock.on_the_wall(connect), total: clock.on_the_wall(total) }
}

/// What the shell of a bot needs.
pub(super) fn telegram_settings(
    settings: &config::Telegram,
    timeouts: Timeouts,
) -> TelegramSettings {
    TelegramSettings {
        api_url: settings.api_url.clone(),
        token: settings.token.reveal().to_owned(),
        timeouts,
    }
}

/// What the shell of a number needs.
pub(super) fn whatsapp_settings(
    settings: &config::Whatsapp,
    timeouts: Timeouts,
) -> WhatsAppSettings {
    WhatsAppSettings {
        gateway: match settings.gateway {
            Gateway::Meta => whatsapp::Gateway::Meta,
            Gateway::Dialog360 => whatsapp::Gateway::Dialog360,
            Gateway::Turn => whatsapp::Gateway::Turn,
        },
        base_url: settings.base_url.clone(),
        api_version: settings.api_version.clone(),
        phone_number_id: settings.phone_number_id.clone(),
        access_token: settings.access_token.reveal().to_owned(),
        timeouts,
    }
}

/// A bot; nothing is called yet.
pub(super) fn telegram(
    settings: &config::Telegram,
    timeouts: Timeouts,
) -> anyhow::Result<Telegram> {
    Telegram::new(&telegram_settings(settings, timeouts))
        .with_context(|| format!("[[channel]] {}", settings.id))
}

/// A number; nothing is called yet.
pub(super) fn whatsapp(
    settings: &config::Whatsapp,
    timeouts: Timeouts,
) -> anyhow::Result<WhatsApp> {
    WhatsApp::new(&whatsapp_settings(settings, timeouts))
        .with_context(|| format!("[[channel]] {}", settings.id))
}

fn reveal(secrets: &config::secret::Secrets) -> Vec<String> {
    secrets.0.iter().map(|s| s.reveal().to_owned()).collect()
}

/// Where Telegram posts.
pub(super) fn telegram_door(settings: &config::Telegram, channel: ChannelRef) -> Door {
    Door { channel, proof: Proof::Telegram { secrets: reveal(&settings.webhook_secret) } }
}

/// Where a WhatsApp gateway posts.
pub(super) fn whatsapp_door(settings: &config::Whatsapp, channel: ChannelRef) -> Door {
    let signature = match settings.gateway {
        Gateway::Meta => Signature::MetaHex,
        Gateway::Turn => Signature::TurnBase64,
        // chosen by us when the webhook is registered with 360dialog
        Gateway::Dialog360 => Signature::SharedHeader { name: "x-wegwijzer-secret".to_owned() },
    };
    Door {
        channel,
        proof: Proof::Whatsapp {
            signature,
            secrets: reveal(&settings.app_secret),
            verify_token: settings.verify_token.reveal().to_owned(),
            phone_number_id: settings.phone_number_id.clone(),
            business_account_id: settings.business_account_id.clone(),
        },
    }
}

/// The channel of WhatsApp on which the municipality with this code writes to people, if it has one.
pub(super) fn number_of(config: &Config, code: &str) -> Option<ChannelId> {
    config.channels.iter().find_map(|channel| match channel {
        config::Channel::Whatsapp(c) if c.gemeente.as_ref().is_none_or(|of| of == code) => {
            Some(ChannelId(c.id.clone()))
        }
        _ => None,
    })
}
