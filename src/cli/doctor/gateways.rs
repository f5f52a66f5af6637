//! The platforms: do they know our token, and do they know where to find us?

use chrono::{DateTime, Utc};

use super::machine;
use super::report::Report;
use crate::channel::probe::{self, Seen, Unseen};
use crate::channel::transport::Timeouts;
use crate::cli::channels::{telegram_settings, whatsapp_settings};
use crate::clock::Clock;
use crate::config::{self, Channel, Config, Gateway, Updates};
use crate::store::{Db, templates};

/// More updates than this wait at Telegram: something does not take them.
const MANY: i64 = 100;

/// Asks every gateway.
pub(super) async fn look(config: &Config, clock: &Clock, report: &mut Report) {
    for channel in &config.channels {
        let about = format!("[[channel]] {}", channel.id());
        let date = match channel {
            Channel::Telegram(bot) => telegram(bot, &config.public_url, &about, report).await,
            Channel::Whatsapp(number) => whatsapp(number, &about, report).await,
        };
        let theirs = date.and_then(|d| DateTime::parse_from_rfc2822(&d).ok());
        if let Some(theirs) = theirs {
            machine::skew(&about, theirs.with_timezone(&Utc), clock.machine(), report);
        }
    }
}

/// The answer, if there is a good one; otherwise the report says why not.
fn good(seen: Result<Seen, Unseen>, about: &str, report: &mut Report) -> Option<Seen> {
    let mend = "look at the address and the token in the settings";
    match seen {
        Err(unseen) => report.wrong(about, format!("the gateway {unseen}"), mend),
        Ok(seen) if seen.is_good() => return Some(seen),
        Ok(seen) if matches!(seen.status, 401 | 403 | 404) => report.wrong(
            about,
            format!("the gateway is there and does not know us (HTTP {})", seen.status),
            "make a new token, or put the right one in the settings",
        ),
        Ok(seen) => report.wrong(about, format!("the gateway says HTTP {}", seen.status), mend),
    }
    None
}

async fn telegram(
    bot: &config::Telegram,
    public_url: &str,
    about: &str,
    report: &mut Report,
) -> Option<String> {
    let settings = telegram_settings(bot, Timeouts::default());
    let me = good(probe::telegram(&settings, "getMe").await, about, report)?;
    let name = me.body["result"]["username"].as_str().unwrap_or("?");
    report.ok(about, format!("the token is good; the bot is @{name}"));
    let info = good(probe::telegram(&settings, "getWebhookInfo").await, about, report)?;
    let info = &info.body["result"];
    let url = info["url"].as_str().unwrap_or_default();
    let ours = format!("{public_url}/webhooks/{}", bot.id);
    match bot.updates {
        Updates::Polling if url.is_empty() => report.ok(about, "updates are asked for"),
        Updates::Polling => report.wrong(
            about,
            "a webhook stands, so Telegram refuses to be asked for updates",
            "start `serve`: it takes the webhook away",
        ),
        Updates::Webhook if url == ours => report.ok(about, "updates go to our webhook"),
        Updates::Webhook if url.is_empty() => report.wrong(
            about,
            "no webhook is registered",
            "start `serve`: it registers one; does public_url lead here from outside, by https?",
        ),
        Updates::Webhook => report.wrong(
            about,
            "updates go to another address than public_url",
            "start `serve`: it registers ours; does another installation use this bot?",
        ),
    }
    let pending = info["pending_update_count"].as_i64().unwrap_or(0);
    if pending > MANY {
        let what = format!("{pending} updates wait at Telegram");
        report.warn(about, what, "does `serve` run, and can Telegram reach it?");
    }
    if let Some(error) = info["last_error_message"].as_str() {
        let at = info["last_error_date"].as_i64().and_then(|s| DateTime::from_timestamp(s, 0));
        let at = at.map(|at| at.format(" at %d-%m-%Y %H:%M UTC").to_string()).unwrap_or_default();
        report.warn(
            about,
            format!("Telegram's last webhook call failed{at}: {error}"),
            "look at public_url, the certificate and the proxy",
        );
    }
    me.date
}

async fn whatsapp(number: &config::Whatsapp, about: &str, report: &mut Report) -> Option<String> {
    let settings = whatsapp_settings(number, Timeouts::default());
    if number.gateway == Gateway::Turn {
        // Turn documents no question without a side effect: only whether it is there
        return match probe::whatsapp_number(&settings).await {
            Ok(seen) => {
                report.ok(about, "the gateway is there; Turn cannot be asked about the token");
                seen.date
            }
            Err(unseen) => {
                report.wrong(about, format!("the gateway {unseen}"), "look at base_url");
                None
            }
        };
    }
    let seen = good(probe::whatsapp_number(&settings).await, about, report)?;
    if number.gateway == Gateway::Dialog360 {
        report.ok(about, "the key is good");
        match seen.body["url"].as_str() {
            Some(url) if url.ends_with(&format!("/webhooks/{}", number.id)) => {
                report.ok(about, "webhooks come here");
            }
            _ => report.wrong(about, "webhooks go elsewhere", "register the webhook at 360dialog"),
        }
        return seen.date;
    }
    let quality = seen.body["quality_rating"].as_str().unwrap_or("UNKNOWN");
    match quality {
        "RED" => report.warn(
            about,
            "the token is good; Meta rates the quality RED",
            "send less that people do not want; Meta may lower the limit",
        ),
        _ => report.ok(about, format!("the token is good; Meta rates the quality {quality}")),
    }
    match &number.business_account_id {
        None => report.warn(
            about,
            "business_account_id is not set",
            "set it, so that templates and the registration can be looked at",
        ),
        Some(account) => {
            let apps = probe::subscribed_apps(&settings, account).await;
            if let Some(apps) = good(apps, about, report) {
                let count = apps.body["data"].as_array().map_or(0, Vec::len);
                if count == 0 {
                    report.wrong(
                        about,
                        "no app is subscribed to this account: no webhooks come",
                        "subscribe the app (POST /{business_account_id}/subscribed_apps)",
                    );
                } else {
                    report.ok(about, format!("{count} app(s) get this account's webhooks"));
                }
            }
        }
    }
    seen.date
}

/// Are the templates that people need approved, as far as the registry knows?
pub(super) async fn approval(config: &Config, db: &Db, report: &mut Report) {
    for channel in &config.channels {
        let Channel::Whatsapp(number) = channel else { continue };
        let about = format!("[[channel]] {}", number.id);
        let known = async { templates::known(&mut db.read().await?, &number.id).await };
        match known.await {
            Ok(known) if known.is_empty() => report.warn(
                &about,
                "nothing is known of its templates",
                "outside 24 hours only approved templates arrive; let Wegwijzer list them",
            ),
            Ok(known) => {
                let held: Vec<String> = known
                    .iter()
                    .filter(|t| t.state != "APPROVED")
                    .map(|t| format!("{} ({}): {}", t.name, t.language, t.state))
                    .collect();
                if held.is_empty() {
                    report.ok(&about, format!("{} templates are approved", known.len()));
                } else {
                    report.warn(
                        &about,
                        format!("not approved: {}", held.join(", ")),
                        "see the WhatsApp manager; messages use another language or wait",
                    );
                }
            }
            Err(error) => report.wrong(&about, error.to_string(), "look at the database"),
        }
    }
}
