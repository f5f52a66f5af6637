//! WhatsApp's webhooks: messages and statuses in Meta's shape, as the bytes that Meta signs.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use serde_json::{Value, json};

use crate::sandbox::phones::{Bubble, BubbleKind, Layout, Phone};
use crate::sandbox::postman::{Letter, Receipt};
use crate::sandbox::world::Shared;

/// What the business number is called on people's screens.
const DISPLAY_NUMBER: &str = "31850000000";

/// What Meta remembers about the number.
pub(in crate::sandbox) struct Book {
    born: u64,
    messages: u64,
}

impl Book {
    /// An empty book; `born` keeps its ids apart from those of an earlier sandbox.
    pub(in crate::sandbox) fn new(born: u64) -> Self {
        Self { born, messages: 0 }
    }

    /// The id for a new message.
    pub(in crate::sandbox) fn wamid(&mut self, handle: &str) -> String {
        self.messages += 1;
        let seed = format!("{handle}:{}:{}", self.born, self.messages);
        format!("wamid.{}", STANDARD.encode(seed))
    }
}

/// Whose chat a message id belongs to.
pub(super) fn handle_in(wamid: &str) -> Option<String> {
    let seed = STANDARD.decode(wamid.strip_prefix("wamid.")?).ok()?;
    Some(String::from_utf8(seed).ok()?.split(':').next()?.to_owned())
}

/// A word of a status and, for `failed`, why.
pub(in crate::sandbox) enum Word {
    /// It left Meta.
    Sent,
    /// It is on the phone.
    Delivered,
    /// It was opened.
    Read,
    /// It will not arrive: code, title.
    Failed(i64, &'static str),
}

/// The recipient has no WhatsApp, or cannot get this.
pub(super) const UNDELIVERABLE: (i64, &str) = (131_026, "Message undeliverable");
/// More than 24 hours since the person wrote.
pub(super) const RE_ENGAGEMENT: (i64, &str) = (131_047, "Re-engagement message");
/// What lies at a link cannot be used.
pub(super) const MEDIA_ERROR: (i64, &str) = (131_053, "Media upload error");
/// Meta's own fault: the same message may be sent again.
pub(super) const SOMETHING_WENT_WRONG: (i64, &str) = (131_000, "Something went wrong");

/// The name that Meta gives a person towards this business. Derived, so that it is stable.
pub(super) fn bsuid(handle: &str) -> String {
    let number = crate::sandbox::chance::Chance::about(0, handle).number();
    format!("NL.1{:018}", number % 1_000_000_000_000_000_000)
}

impl Shared {
    /// Tells the service how far a message got.
    pub(in crate::sandbox) fn status(&self, handle: &str, bubble: &Bubble, word: &Word) {
        let status = match word {
            Word::Sent => "sent",
            Word::Delivered => "delivered",
            Word::Read => "read",
            Word::Failed(..) => "failed",
        };
        let mut json = json!({
            "id": bubble.id,
            "status": status,
            "timestamp": self.settings.clock.civil().timestamp().to_string(),
            "recipient_id": handle,
            "recipient_user_id": bsuid(handle),
        });
        if let Some(data) = &bubble.callback_data {
            json["biz_opaque_callback_data"] = json!(data);
        }
        if matches!(word, Word::Sent | Word::Delivered) {
            let template = bubble.kind == BubbleKind::Template;
            json["pricing"] = json!({
                "billable": true,
                "pricing_model": "PMP",
                "type": "regular",
                "category": if template { "utility" } else { "service" },
            });
        }
        if let Word::Failed(code, title) = word {
            json["errors"] = json!([{
                "code": code,
                "title": title,
                "message": title,
                "error_data": { "details": format!("{title}.") },
                "href": "https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/",
            }]);
        }
        self.post_change(handle, json!({ "statuses": [json] }), None);
    }

    /// Tells the service what a person wrote or tapped. `message` has its type and content.
    pub(in crate::sandbox) fn inbound(&self, phone: &Phone, bubble: &Bubble, mut message: Value) {
        message["from"] = json!(phone.handle);
        message["from_user_id"] = json!(bsuid(&phone.handle));
        message["id"] = json!(bubble.id);
        message["timestamp"] = json!(bubble.at.timestamp().to_string());
        let contact = json!({
            "profile": { "name": phone.owner },
            "wa_id": phone.handle,
            "user_id": bsuid(&phone.handle),
        });
        let value = json!({ "contacts": [contact], "messages": [message] });
        self.post_change(&phone.handle, value, Some((phone.id.clone(), bubble.id.clone())));
    }

    /// Meta's handshake: the service must echo the challenge and nothing else.
    pub(in crate::sandbox) async fn shake_hands(&self) -> bool {
        let Some(url) = self.whatsapp_post.url() else { return false };
        let challenge = "1158201444";
        let token = self.settings.whatsapp.verify_token.as_str();
        let query =
            [("hub.mode", "subscribe"), ("hub.verify_token", token), ("hub.challenge", challenge)];
        let Ok(answer) = self.http.get(url).query(&query).send().await else { return false };
        let ok = answer.status() == reqwest::StatusCode::OK;
        ok && answer.text().await.is_ok_and(|echo| echo == challenge)
    }

    /// Tells the service something about its account, which says no phone number.
    pub(super) fn post_about_account(&self, field: &str, value: Value) {
        let body = json!({
            "object": "whatsapp_business_account",
            "entry": [{
                "id": self.settings.whatsapp.business_account_id,
                "time": self.settings.clock.civil().timestamp(),
                "changes": [{ "field": field, "value": value }],
            }],
        });
        self.whatsapp_post.post(Letter {
            lane: "account".to_owned(),
            body: Bytes::from(as_meta_writes(&body)),
            receipt: Receipt::default(),
        });
    }

    fn post_change(&self, handle: &str, mut value: Value, bubble: Option<(String, String)>) {
        let settings = &self.settings.whatsapp;
        value["messaging_product"] = json!("whatsapp");
        value["metadata"] = json!({
            "display_phone_number": DISPLAY_NUMBER,
            "phone_number_id": settings.phone_number_id,
        });
        let body = json!({
            "object": "whatsapp_business_account",
            "entry": [{
                "id": settings.business_account_id,
                "changes": [{ "field": "messages", "value": value }],
            }],
        });
        self.whatsapp_post.post(Letter {
            lane: handle.to_owned(),
            body: Bytes::from(as_meta_writes(&body)),
            receipt: Receipt { update: None, bubble },
        });
    }
}

/// The content of the message that a tap on `choice` of `bubble` sends.
pub(in crate::sandbox) fn tap_json(bubble: &Bubble, choice: usize) -> Value {
    let Some(button) = bubble.choices.get(choice) else { return Value::Null };
    let mut message = match (&bubble.layout, bubble.kind) {
        (_, BubbleKind::Template) => json!({
            "type": "button",
            "button": { "payload": button.payload, "text": button.label },
        }),
        (Layout::List { .. }, _) => {
            let mut reply = json!({ "id": button.payload, "title": button.label });
            if !button.description.is_empty() {
                reply["description"] = json!(button.description);
            }
            let interactive = json!({ "type": "list_reply", "list_reply": reply });
            json!({ "type": "interactive", "interactive": interactive })
        }
        _ => {
            let reply = json!({ "id": button.payload, "title": button.label });
            let interactive = json!({ "type": "button_reply", "button_reply": reply });
            json!({ "type": "interactive", "interactive": interactive })
        }
    };
    message["context"] = json!({ "from": DISPLAY_NUMBER, "id": bubble.id });
    message
}

/// Meta escapes what is not ASCII, and slashes, and signs the escaped bytes.
fn as_meta_writes(body: &Value) -> String {
    let mut written = String::new();
    for unit in body.to_string().encode_utf16() {
        match u8::try_from(unit).ok().filter(u8::is_ascii) {
            Some(b'/') => written.push_str("\\/"),
            Some(ascii) => written.push(char::from(ascii)),
            None => written.push_str(&format!("\\u{unit:04x}")),
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn meta_writes_ascii_only_and_means_the_same() {
        let body = json!({ "text": "Dag / مرحبا 😀 \"u\"" });
        let written = as_meta_writes(&body);
        assert!(written.is_ascii() && written.contains("\\u0645") && written.contains("\\ud83d"));
        assert_eq!(serde_json::from_str::<Value>(&written).expect("JSON"), body);
    }
}
