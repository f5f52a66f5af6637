//! `sendMessage`, files, the edits and `deleteMessage`: Telegram's rules for words, keyboards and age.

use serde_json::{Value, json};

use super::{Answer, Params, Refusal};
use crate::message::ChannelKind;
use crate::sandbox::phones::{Bubble, BubbleKind, Button, Layout, Status};
use crate::sandbox::shown::{Sent, Taken};
use crate::sandbox::world::{AcceptedSend, Shared};

/// Characters in a message, after markup. Source: Bot API, sendMessage.
const TEXT: usize = 4096;
/// Characters under a file. Source: Bot API, sendPhoto.
const CAPTION: usize = 1024;
/// Bytes in `callback_data`. Source: Bot API, InlineKeyboardButton.
const CALLBACK_DATA: usize = 64;
/// A message older than this stays. Source: Bot API, deleteMessage.
const DELETABLE: chrono::TimeDelta = chrono::TimeDelta::hours(48);
/// HTML tags that may stand in a text. Source: Bot API, "HTML style".
const TAGS: [&str; 16] = [
    "b",
    "strong",
    "i",
    "em",
    "u",
    "ins",
    "s",
    "strike",
    "del",
    "span",
    "tg-spoiler",
    "a",
    "code",
    "pre",
    "blockquote",
    "tg-emoji",
];
const NOT_MODIFIED: &str = "message is not modified: specified new message content and reply \
     markup are exactly the same as a current content and reply markup of the message";

impl Shared {
    pub(super) fn send_message(&self, params: &Params) -> Answer {
        let mut world = self.world();
        let phone = world.open_chat(params)?;
        let (id, handle) = (phone.id.clone(), phone.handle.clone());
        let text = text(params)?;
        let choices = keyboard(params)?;
        let message_id = world.telegram.message_id();
        let now = self.settings.clock.civil();
        let bubble = Bubble {
            id: message_id.clone(),
            from_me: false,
            text: text.clone(),
            layout: layout(&choices),
            choices,
            at: now,
            status: Status::Delivered,
            kind: BubbleKind::Text,
            file: None,
            callback_data: None,
        };
        let message = world.phones.get(&id).map(|phone| self.message_json(phone, &bubble));
        world.accepted.push(AcceptedSend {
            kind: ChannelKind::Telegram,
            handle,
            text,
            callback_data: None,
            message_id,
            at: now,
        });
        self.arrive(&mut world, &id, bubble);
        Ok(message.unwrap_or_default())
    }

    /// A photo or a voice note, handed over as a file.
    pub(super) fn show_file(&self, params: &Params, sent: Sent) -> Answer {
        let field = if sent == Sent::Voice { "voice" } else { "photo" };
        let mut world = self.world();
        let phone = world.open_chat(params)?;
        let (id, handle) = (phone.id.clone(), phone.handle.clone());
        let file = params.file(field).filter(|file| !file.content.is_empty());
        let file =
            file.ok_or_else(|| Refusal::bad(&format!("there is no {field} in the request")))?;
        let called = file.mime.as_deref().is_some_and(|mime| sent.is_called(mime));
        if !called || !sent.fits(&file.content) {
            return Err(Refusal::bad(match sent {
                Sent::Voice => "wrong file identifier/HTTP URL specified",
                Sent::Photo => "IMAGE_PROCESS_FAILED",
            }));
        }
        let caption = params.text("caption").unwrap_or_default().to_owned();
        if caption.chars().count() > CAPTION {
            return Err(Refusal::bad("message caption is too long"));
        }
        let name = file.file_name.clone().unwrap_or_default();
        let message_id = world.telegram.message_id();
        let taken = Taken { sent, name, content: file.content.clone(), caption };
        let bubble = self.showing(&mut world, message_id, taken);
        let message = world.phones.get(&id).map(|phone| self.message_json(phone, &bubble));
        world.took(ChannelKind::Telegram, &handle, &bubble);
        self.show(&mut world, &id, bubble);
        let mut message = message.unwrap_or_default();
        if let Some(fields) = message.as_object_mut() {
            let caption = fields.remove("text").unwrap_or_default();
            fields.insert("caption".to_owned(), caption);
            fields.insert(field.to_owned(), json!({ "file_id": "f", "file_unique_id": "u" }));
        }
        Ok(message)
    }

    pub(super) fn edit_markup(&self, params: &Params) -> Answer {
        let choices = keyboard(params)?;
        self.edit(params, None, choices)
    }

    pub(super) fn edit_text(&self, params: &Params) -> Answer {
        let text = text(params)?;
        let choices = keyboard(params)?;
        self.edit(params, Some(text), choices)
    }

    fn edit(&self, params: &Params, text: Option<String>, choices: Vec<Button>) -> Answer {
        let mut world = self.world();
        let phone = world.open_chat(params)?;
        let wanted = params.integer("message_id").unwrap_or(0).to_string();
        let bubble = phone
            .bubble_mut(&wanted)
            .filter(|bubble| !bubble.from_me)
            .ok_or_else(|| Refusal::bad("message to edit not found"))?;
        let offers = |choices: &[Button]| -> Vec<(String, String)> {
            choices.iter().map(|b| (b.label.clone(), b.payload.clone())).collect()
        };
        let same_text = text.as_ref().is_none_or(|text| *text == bubble.text);
        if same_text && offers(&choices) == offers(&bubble.choices) {
            return Err(Refusal::bad(NOT_MODIFIED));
        }
        if let Some(text) = text {
            bubble.text = text;
        }
        bubble.layout = layout(&choices);
        bubble.choices = choices;
        let bubble = bubble.clone();
        let mut message = self.message_json(phone, &bubble);
        message["edit_date"] = json!(self.settings.clock.civil().timestamp());
        Ok(message)
    }
}

impl Shared {
    /// A bot may delete what stands in a private chat for 48 hours. Source: Bot API, deleteMessage.
    pub(super) fn delete(&self, params: &Params) -> Answer {
        let now = self.settings.clock.civil();
        let mut world = self.world();
        let phone = world.open_chat(params)?;
        let wanted = params.integer("message_id").filter(|id| *id > 0);
        let wanted = wanted.ok_or_else(|| Refusal::bad("message identifier is not specified"))?;
        let wanted = wanted.to_string();
        let bubble = phone.bubble_mut(&wanted);
        let sent_at = bubble.ok_or_else(|| Refusal::bad("message to delete not found"))?.at;
        if now - sent_at >= DELETABLE {
            return Err(Refusal::bad("message can't be deleted for everyone"));
        }
        phone.messages.retain(|bubble| bubble.id != wanted);
        Ok(json!(true))
    }
}

fn layout(choices: &[Button]) -> Layout {
    if choices.is_empty() { Layout::Plain } else { Layout::Buttons }
}

fn text(params: &Params) -> Result<String, Refusal> {
    let text = params.text("text").unwrap_or_default();
    let plain = match params.text("parse_mode") {
        Some(mode) if mode.eq_ignore_ascii_case("html") => without_markup(text)?,
        _ => text.to_owned(),
    };
    let plain = plain.trim();
    if plain.is_empty() {
        return Err(Refusal::bad("message text is empty"));
    }
    if plain.chars().count() > TEXT {
        return Err(Refusal::bad("message is too long"));
    }
    Ok(plain.to_owned())
}

fn keyboard(params: &Params) -> Result<Vec<Button>, Refusal> {
    let Some(markup) = params.nested("reply_markup") else { return Ok(Vec::new()) };
    let Some(rows) = markup["inline_keyboard"].as_array() else { return Ok(Vec::new()) };
    let mut choices = Vec::new();
    for (row, buttons) in rows.iter().enumerate() {
        let unreadable = || Refusal::bad("can't parse inline keyboard button: expected an Array");
        for button in buttons.as_array().ok_or_else(unreadable)? {
            choices.push(inline_button(button, row)?);
        }
    }
    Ok(choices)
}

fn inline_button(button: &Value, row: usize) -> Result<Button, Refusal> {
    let label = button["text"].as_str().filter(|label| !label.trim().is_empty());
    let label = label.ok_or_else(|| {
        Refusal::bad("can't parse inline keyboard button: Field \"text\" must be of type String")
    })?;
    let (payload, url) = (button["callback_data"].as_str(), button["url"].as_str());
    if payload.is_none() && url.is_none() {
        return Err(Refusal::bad("Text buttons are unallowed in the inline keyboard"));
    }
    let payload = payload.unwrap_or_default();
    if url.is_none() && !(1..=CALLBACK_DATA).contains(&payload.len()) {
        return Err(Refusal::bad("BUTTON_DATA_INVALID"));
    }
    Ok(Button {
        label: label.to_owned(),
        payload: payload.to_owned(),
        description: String::new(),
        url: url.map(str::to_owned),
        row,
        used: false,
    })
}

/// The words of an HTML text, or Telegram's complaint about its markup.
fn without_markup(html: &str) -> Result<String, Refusal> {
    let bad = |why: String| Refusal::bad(&format!("can't parse entities: {why}"));
    let (mut words, mut open, mut rest) = (String::new(), Vec::new(), html);
    while let Some(at) = rest.find(['<', '&']) {
        words.push_str(&rest[..at]);
        rest = &rest[at..];
        if rest.starts_with('&') {
            let known = [("&lt;", '<'), ("&gt;", '>'), ("&amp;", '&'), ("&quot;", '"')];
            let (length, c) = known
                .into_iter()
                .find(|(name, _)| rest.starts_with(name))
                .map_or((1, '&'), |(name, c)| (name.len(), c));
            words.push(c);
            rest = &rest[length..];
            continue;
        }
        let offset = html.len() - rest.len();
        let Some(end) = rest.find('>') else {
            return Err(bad(format!("Unclosed start tag at byte offset {offset}")));
        };
        let tag = &rest[1..end];
        rest = &rest[end + 1..];
        if let Some(name) = tag.strip_prefix('/') {
            if open.pop() != Some(name.trim()) {
                return Err(bad(format!("Unmatched end tag at byte offset {offset}")));
            }
            continue;
        }
        let name = tag.split_whitespace().next().unwrap_or_default();
        if !TAGS.contains(&name) {
            return Err(bad(format!("Unsupported start tag \"{name}\" at byte offset {offset}")));
        }
        open.push(name);
    }
    if let Some(name) = open.pop() {
        return Err(bad(format!("Can't find end tag corresponding to start tag \"{name}\"")));
    }
    words.push_str(rest);
    Ok(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_read_as_telegram_reads_it() {
        let read = |html| without_markup(html).map_err(|refusal| refusal.description);
        assert_eq!(read("<b>Dag</b> 1 &lt; 2 &amp; meer").as_deref(), Ok("Dag 1 < 2 & meer"));
        for broken in ["<b>Dag", "<blink>Dag</blink>", "<b>Dag</i>", "a < b"] {
            let complaint = read(broken).expect_err(broken);
            assert!(complaint.starts_with("Bad Request: can't parse entities"), "{complaint}");
        }
    }
}
