//! The JSON of a send. PURE.
//!
//! One function per kind of part, in the wire format of Meta's Cloud API; measures are `render`'s
//! concern, words are nobody's here.

use serde_json::{Map, Value, json};

use crate::message::{Attempt, Choice, Handle, Part, TemplateUse};

/// The body of the call that sends `part`; nothing when this handle or part is not WhatsApp's.
/// `attempt` comes back in every status, and so resolves a send whose answer was lost, and no other.
pub fn message(to: &Handle, part: &Part, attempt: Attempt) -> Option<Value> {
    let (kind, content) = match part {
        Part::Text { body } => ("text", json!({ "body": body, "preview_url": false })),
        Part::Buttons { body, choices } => ("interactive", buttons(body, choices)),
        Part::List { body, button, choices } => ("interactive", list(body, button, choices)),
        Part::Template { template } => ("template", filled_in(template)),
        // shown as a voice note, which plays without a download. Source: Cloud API, "Audio messages"
        Part::Voice { file } => ("audio", json!({ "link": file.link.as_ref()?, "voice": true })),
        Part::Picture { file, caption } if caption.is_empty() => {
            ("image", json!({ "link": file.link.as_ref()? }))
        }
        Part::Picture { file, caption } => {
            ("image", json!({ "link": file.link.as_ref()?, "caption": caption }))
        }
        Part::RemoveButtons { .. } | Part::Remove { .. } => return None,
    };
    let mut message = Map::new();
    message.insert("messaging_product".into(), "whatsapp".into());
    message.insert("recipient_type".into(), "individual".into());
    let (field, name) = match to {
        // Without the plus, Meta may put the business's own country code in front.
        Handle::Phone(digits) => ("to", format!("+{digits}")),
        Handle::Bsuid(id) => ("recipient", id.clone()),
        Handle::TelegramChat(_) => return None,
    };
    message.insert(field.into(), name.into());
    message.insert("type".into(), kind.into());
    message.insert(kind.into(), content);
    message.insert("biz_opaque_callback_data".into(), attempt.to_string().into());
    Some(Value::Object(message))
}

/// The body of the call that marks a message as read, and shows that an answer is being written.
pub fn read_mark(message_id: &str, typing: bool) -> Value {
    let mut mark =
        json!({ "messaging_product": "whatsapp", "status": "read", "message_id": message_id });
    if typing {
        mark["typing_indicator"] = json!({ "type": "text" });
    }
    mark
}

fn buttons(body: &str, choices: &[Choice]) -> Value {
    let buttons: Vec<Value> = choices
        .iter()
        .map(|c| json!({ "type": "reply", "reply": { "id": c.payload, "title": c.label } }))
        .collect();
    json!({ "type": "button", "body": { "text": body }, "action": { "buttons": buttons } })
}

fn list(body: &str, button: &str, choices: &[Choice]) -> Value {
    let rows: Vec<Value> =
        choices.iter().map(|c| json!({ "id": c.payload, "title": c.label })).collect();
    json!({
        "type": "list",
        "body": { "text": body },
        "action": { "button": button, "sections": [{ "rows": rows }] },
    })
}

fn filled_in(template: &TemplateUse) -> Value {
    let mut components = Vec::new();
    // A component without parameters counts as one too many.
    if !template.parameters.is_empty() {
        let parameters: Vec<Value> =
            template.parameters.iter().map(|p| json!({ "type": "text", "text": p })).collect();
        components.push(json!({ "type": "body", "parameters": parameters }));
    }
    components.extend(template.payloads.iter().enumerate().map(|(index, payload)| {
        json!({
            "type": "button",
            "sub_type": "quick_reply",
            "index": index.to_string(),
            "parameters": [{ "type": "payload", "payload": payload }],
        })
    }));
    let mut filled = json!({ "name": template.name, "language": { "code": template.language } });
    if !components.is_empty() {
        filled["components"] = components.into();
    }
    filled
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::Attached;

    fn attempt() -> Attempt {
        "0190163d-8694-739b-aea5-966c26f8ad91.3".parse().unwrap()
    }

    fn body(to: &Handle, part: &Part) -> Value {
        let mut body = message(to, part, attempt()).unwrap();
        let object = body.as_object_mut().unwrap();
        assert_eq!(object.remove("messaging_product").unwrap(), "whatsapp");
        assert_eq!(object.remove("recipient_type").unwrap(), "individual");
        assert_eq!(object.remove("biz_opaque_callback_data").unwrap(), attempt().to_string());
        body
    }

    fn choices() -> Vec<Choice> {
        vec![
            Choice { label: "Ja".into(), payload: "q.ja".into() },
            Choice { label: "Nee".into(), payload: "q.nee".into() },
        ]
    }

    fn template(parameters: &[&str], payloads: &[&str]) -> Part {
        let owned = |list: &[&str]| list.iter().map(|s| (*s).to_owned()).collect();
        Part::Template {
            template: TemplateUse {
                name: "pvt_herinnering".into(),
                language: "nl".into(),
                parameters: owned(parameters),
                payloads: owned(payloads),
            },
        }
    }

    #[test]
    fn each_part_has_metas_form() {
        let phone = Handle::Phone("31600000001".into());
        let bsuid = Handle::Bsuid("NL.13491208655302741918".into());
        let button = "Kies".to_owned();
        let rows = [
            (
                body(&phone, &Part::Text { body: "Dag".into() }),
                json!({ "to": "+31600000001", "type": "text",
                        "text": { "body": "Dag", "preview_url": false } }),
            ),
            (
                body(&bsuid, &Part::Buttons { body: "Komt u?".into(), choices: choices() }),
                json!({ "recipient": "NL.13491208655302741918", "type": "interactive",
                        "interactive": { "type": "button", "body": { "text": "Komt u?" },
                            "action": { "buttons": [
                                { "type": "reply", "reply": { "id": "q.ja", "title": "Ja" } },
                                { "type": "reply", "reply": { "id": "q.nee", "title": "Nee" } },
                            ] } } }),
            ),
            (
                body(&phone, &Part::List { body: "Dag".into(), button, choices: choices() }),
                json!({ "to": "+31600000001", "type": "interactive",
                        "interactive": { "type": "list", "body": { "text": "Dag" },
                            "action": { "button": "Kies", "sections": [{ "rows": [
                                { "id": "q.ja", "title": "Ja" },
                                { "id": "q.nee", "title": "Nee" },
                            ] }] } } }),
            ),
            (
                body(&phone, &template(&["12 mei", "10.00"], &["q.ja"])),
                json!({ "to": "+31600000001", "type": "template",
                        "template": { "name": "pvt_herinnering", "language": { "code": "nl" },
                            "components": [
                                { "type": "body", "parameters": [
                                    { "type": "text", "text": "12 mei" },
                                    { "type": "text", "text": "10.00" } ] },
                                { "type": "button", "sub_type": "quick_reply", "index": "0",
                                  "parameters": [{ "type": "payload", "payload": "q.ja" }] },
                            ] } }),
            ),
            (
                body(&phone, &Part::Voice { file: file("a.ogg") }),
                json!({ "to": "+31600000001", "type": "audio",
                        "audio": { "link": "https://w.nl/media/a.ogg", "voice": true } }),
            ),
            (
                body(&phone, &Part::Picture { file: file("a.png"), caption: String::new() }),
                json!({ "to": "+31600000001", "type": "image",
                        "image": { "link": "https://w.nl/media/a.png" } }),
            ),
            (
                body(&phone, &Part::Picture { file: file("a.png"), caption: "3 / 8".into() }),
                json!({ "to": "+31600000001", "type": "image",
                        "image": { "link": "https://w.nl/media/a.png", "caption": "3 / 8" } }),
            ),
            (
                body(&phone, &template(&[], &[])),
                json!({ "to": "+31600000001", "type": "template", "template":
                        { "name": "pvt_herinnering", "language": { "code": "nl" } } }),
            ),
        ];
        for (made, expected) in rows {
            assert_eq!(made, expected);
        }
    }

    fn file(name: &str) -> Attached {
        let link = Some(format!("https://w.nl/media/{name}"));
        let (what, mime) = ("pictogram klok".into(), "image/png".into());
        Attached { what, name: name.into(), mime, link, content: Default::default() }
    }

    #[test]
    fn what_is_not_whatsapps_has_no_body() {
        let part = Part::Text { body: "Dag".into() };
        let chat = Handle::TelegramChat("9".into());
        assert_eq!(message(&chat, &part, attempt()), None);
        let edit = Part::RemoveButtons { message_id: "1".into() };
        assert_eq!(message(&Handle::Phone("31600000001".into()), &edit, attempt()), None);
    }
}
