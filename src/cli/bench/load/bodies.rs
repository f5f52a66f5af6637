//! Webhook bodies as the platforms write them.

use std::sync::atomic::{AtomicI64, Ordering};

use hmac::{Hmac, Mac};
use serde_json::json;
use sha2::Sha256;

use super::client::Request;

/// What Telegram shows with every update.
pub const TELEGRAM_SECRET: &str = "bench-webhook-secret";
/// Meta signs with it.
pub const APP_SECRET: &str = "bench-app-secret";
/// The number that WhatsApp's webhooks are for.
pub const PHONE_NUMBER_ID: &str = "106540352242922";

const TELEGRAM_PATH: &str = "/webhooks/telegram";
const WHATSAPP_PATH: &str = "/webhooks/whatsapp";
/// The platforms' clock; nothing depends on it.
const STAMP: i64 = 1_795_600_800;

/// A number that no body had before.
fn next() -> i64 {
    static NEXT: AtomicI64 = AtomicI64::new(1);
    NEXT.fetch_add(1, Ordering::Relaxed)
}

/// The chat of the `n`-th person.
pub fn chat(n: usize) -> i64 {
    900_000_000 + n as i64
}

/// The number of the `n`-th person, as WhatsApp writes it.
pub fn phone(n: usize) -> String {
    format!("316{:08}", 10_000_000 + n)
}

/// The opposite of [`phone`].
pub(super) fn of_phone(number: &str) -> Option<usize> {
    let digits = number.trim_start_matches('+').strip_prefix("316")?;
    digits.parse::<usize>().ok()?.checked_sub(10_000_000)
}

/// A tap on a button of Telegram.
pub(super) fn tap(n: usize, payload: &str) -> Request {
    let (id, person) = (next(), chat(n));
    telegram(&json!({ "update_id": id, "callback_query": {
        "id": id.to_string(), "chat_instance": "1", "data": payload,
        "from": { "id": person, "is_bot": false, "first_name": "x" },
        "message": { "message_id": 1, "date": STAMP, "text": "?",
                     "chat": { "id": person, "type": "private", "first_name": "x" } } } }))
}

/// The language of the `n`-th person.
pub fn language(n: usize) -> &'static str {
    ["nl", "en", "ar"][n % 3]
}

/// The word that begins a check-in, in that language.
pub(super) fn check_in_word(n: usize) -> &'static str {
    ["check-in", "check in", "متابعة"][n % 3]
}

/// What strangers and correspondents write.
pub(super) const A_QUESTION: &str = "Kan ik mijn zoon meenemen naar de les?";

/// Words on Telegram.
pub(super) fn telegram_words(n: usize, words: &str) -> Request {
    let (id, person) = (next(), chat(n));
    telegram(&json!({ "update_id": id, "message": {
        "message_id": id, "date": STAMP, "text": words,
        "from": { "id": person, "is_bot": false, "first_name": "x", "language_code": "ar" },
        "chat": { "id": person, "type": "private", "first_name": "x" } } }))
}

fn telegram(body: &serde_json::Value) -> Request {
    let proof = ("x-telegram-bot-api-secret-token", TELEGRAM_SECRET);
    Request::post(TELEGRAM_PATH, proof, &body.to_string())
}

/// Words on WhatsApp, signed.
pub(super) fn whatsapp_words(n: usize) -> Request {
    let (from, id) = (phone(n), next());
    whatsapp(
        WHATSAPP_PATH,
        &json!({
        "contacts": [{ "profile": { "name": "x" }, "wa_id": from }],
        "messages": [{ "from": from, "id": format!("wamid.in.{id}"),
                       "timestamp": STAMP.to_string(), "type": "text",
                       "text": { "body": A_QUESTION } }] }),
    )
}

/// The same, for the floor.
pub(super) fn floor(n: usize) -> Request {
    let (from, id) = (phone(n), next());
    whatsapp(
        "/floor",
        &json!({
        "contacts": [{ "profile": { "name": "x" }, "wa_id": from }],
        "messages": [{ "from": from, "id": format!("wamid.in.{id}"),
                       "timestamp": STAMP.to_string(), "type": "text",
                       "text": { "body": A_QUESTION } }] }),
    )
}

/// How far a message of ours got.
pub(super) fn status(platform_id: &str, part: Option<&str>, to: &str, word: &str) -> Request {
    let mut status = json!({ "id": platform_id, "status": word, "timestamp": STAMP.to_string(),
                             "recipient_id": to.trim_start_matches('+') });
    if let Some(part) = part {
        status["biz_opaque_callback_data"] = part.into();
    }
    whatsapp(WHATSAPP_PATH, &json!({ "statuses": [status] }))
}

fn whatsapp(path: &str, value: &serde_json::Value) -> Request {
    let mut inside = json!({ "messaging_product": "whatsapp", "metadata": {
        "display_phone_number": "31850000000", "phone_number_id": PHONE_NUMBER_ID } });
    if let (Some(inside), Some(more)) = (inside.as_object_mut(), value.as_object()) {
        inside.extend(more.clone());
    }
    let body = json!({ "object": "whatsapp_business_account", "entry": [{
        "id": "1", "changes": [{ "field": "messages", "value": inside }] }] })
    .to_string();
    let proof = format!("sha256={}", sign(body.as_bytes()));
    Request::post(path, ("x-hub-signature-256", &proof), &body)
}

fn sign(body: &[u8]) -> String {
    // HMAC takes a key of any length
    let Ok(mut mac) = <Hmac<Sha256> as Mac>::new_from_slice(APP_SECRET.as_bytes()) else {
        return String::new();
    };
    mac.update(body);
    mac.finalize().into_bytes().iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phone_number_leads_back_to_its_person() {
        for n in [0, 7, 1_999_999] {
            assert_eq!(of_phone(&format!("+{}", phone(n))), Some(n));
        }
    }
}
