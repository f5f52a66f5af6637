//! One Telegram update, read. PURE.
//!
//! Reads only the fields it needs, each leniently, straight from the bytes: teloxide's `Update` is
//! strict about the rest of a message and would lose a person's words over an odd one (a test
//! compares both on updates that teloxide can read). Kinds it does not know are named, never an
//! error. Only private chats speak; what happens in groups is ignored for now.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::value::RawValue;

use crate::channel::lenient::{self, instant};
use crate::channel::outcome::Unreadable;
use crate::message::{Handle, Incoming, Received, Renaming, What};

/// Reads one update, from a webhook's body or from an element of `getUpdates`.
///
/// # Errors
/// [`Unreadable`] when it is no JSON object, has no `update_id`, or lacks the chat it is about.
///
/// ```
/// use wegwijzer::channel::telegram::parse::parse;
/// let seen = parse(br#"{"update_id":1,"poll":{}}"#).unwrap();
/// assert_eq!(seen, [wegwijzer::message::Received::Ignored { kind: "poll".into() }]);
/// ```
pub fn parse(body: &[u8]) -> Result<Vec<Received>, Unreadable> {
    let fields: BTreeMap<String, &RawValue> =
        serde_json::from_slice(body).map_err(|_| Unreadable("no JSON object"))?;
    let update_id = update_id(&fields).ok_or(Unreadable("no update_id"))?;
    let found: Result<Vec<Received>, Unreadable> = fields
        .iter()
        .filter(|(kind, _)| *kind != "update_id")
        .map(|(kind, raw)| match kind.as_str() {
            "message" => message(update_id, raw),
            "callback_query" => callback_query(update_id, raw),
            "my_chat_member" => my_chat_member(update_id, raw),
            other => Ok(ignored(&lenient::kind(other))),
        })
        .collect();
    match found? {
        none if none.is_empty() => Ok(vec![ignored("empty")]),
        found => Ok(found),
    }
}

/// The id of an update that may otherwise be unreadable; for polling, which must move on.
pub fn update_id_of(body: &[u8]) -> Option<i64> {
    update_id(&serde_json::from_slice(body).ok()?)
}

fn update_id(fields: &BTreeMap<String, &RawValue>) -> Option<i64> {
    fields.get("update_id")?.get().trim_matches('"').parse().ok()
}

fn ignored(kind: &str) -> Received {
    Received::Ignored { kind: kind.to_owned() }
}

#[derive(Deserialize)]
struct Chat<'a> {
    #[serde(default, deserialize_with = "lenient::number")]
    id: Option<i64>,
    #[serde(default, borrow, rename = "type", deserialize_with = "lenient::words")]
    kind: Option<Cow<'a, str>>,
}

impl Chat<'_> {
    /// The chat's id, if only one person is in it. Ids of groups and channels are negative, so that
    /// an odd type does not cost a person's words.
    fn private(&self) -> Option<i64> {
        match self.kind.as_deref() {
            Some("group" | "supergroup" | "channel") => None,
            _ => self.id.filter(|id| *id > 0),
        }
    }
}

#[derive(Deserialize)]
struct User<'a> {
    #[serde(default, deserialize_with = "lenient::number")]
    id: Option<i64>,
    #[serde(default, borrow, deserialize_with = "lenient::words")]
    language_code: Option<Cow<'a, str>>,
}

impl User<'_> {
    fn language(&self) -> Option<String> {
        let code = self.language_code.as_deref()?;
        let fit = |b: u8| b.is_ascii_alphanumeric() || b == b'-';
        ((2..=35).contains(&code.len()) && code.bytes().all(fit)).then(|| code.to_owned())
    }
}

#[derive(Deserialize)]
struct File<'a> {
    #[serde(default, borrow, deserialize_with = "lenient::words")]
    file_id: Option<Cow<'a, str>>,
}

#[derive(Deserialize)]
struct Message<'a> {
    #[serde(default, deserialize_with = "lenient::number")]
    message_id: Option<i64>,
    #[serde(default, deserialize_with = "lenient::number")]
    date: Option<i64>,
    #[serde(default, borrow, deserialize_with = "lenient::part")]
    chat: Option<Chat<'a>>,
    #[serde(default, borrow, deserialize_with = "lenient::part")]
    from: Option<User<'a>>,
    #[serde(default, borrow, deserialize_with = "lenient::words")]
    text: Option<Cow<'a, str>>,
    #[serde(default, borrow, deserialize_with = "lenient::words")]
    caption: Option<Cow<'a, str>>,
    #[serde(default, borrow, deserialize_with = "lenient::part")]
    photo: Option<Vec<File<'a>>>,
    #[serde(default, borrow, deserialize_with = "lenient::part")]
    reply_markup: Option<Keyboard<'a>>,
    #[serde(default, deserialize_with = "lenient::number")]
    migrate_to_chat_id: Option<i64>,
    #[serde(default, deserialize_with = "lenient::number")]
    migrate_from_chat_id: Option<i64>,
}

/// Media other than photos: the field's name, and our word for it. An animation also comes as a
/// `document`, so the more telling names stand first.
const MEDIA: [(&str, &str); 7] = [
    ("voice", "voice"),
    ("audio", "audio"),
    ("video_note", "video"),
    ("video", "video"),
    ("animation", "video"),
    ("document", "document"),
    ("sticker", "sticker"),
];

/// Other things a person can send; anything else in a private chat is the app talking.
const OTHER: [&str; 14] = [
    "venue",
    "location",
    "contact",
    "poll",
    "dice",
    "game",
    "story",
    "checklist",
    "live_photo",
    "paid_media",
    "rich_message",
    "users_shared",
    "chat_shared",
    "web_app_data",
];

fn message(update_id: i64, raw: &RawValue) -> Result<Received, Unreadable> {
    let message: Message =
        serde_json::from_str(raw.get()).map_err(|_| Unreadable("message is no object"))?;
    let chat = message.chat.as_ref().ok_or(Unreadable("message without chat"))?;
    let chat_id = chat.id.ok_or(Unreadable("message without chat"))?;
    if let Some(moved) = migrated(update_id, chat_id, &message) {
        return Ok(moved);
    }
    let Some(chat) = chat.private() else { return Ok(ignored("group_message")) };
    let what = match &message.text {
        Some(text) => said(text),
        None => match shown(&message, raw) {
            Ok(what) => what,
            Err(kind) => return Ok(ignored(&kind)),
        },
    };
    let id = message.message_id.unwrap_or_default();
    Ok(Received::Incoming(Incoming {
        from: vec![Handle::TelegramChat(chat.to_string())],
        dedupe_key: format!("{update_id}:message:{chat}:{id}"),
        at: message.date.and_then(instant),
        app_language: message.from.as_ref().and_then(User::language),
        what,
    }))
}

/// A group became a supergroup: told in the old chat and in the new one, in either order.
fn migrated(update_id: i64, chat: i64, message: &Message) -> Option<Received> {
    let (old, new) = match (message.migrate_to_chat_id, message.migrate_from_chat_id) {
        (Some(new), _) => (chat, new),
        (None, Some(old)) => (old, chat),
        (None, None) => return None,
    };
    let handle = |id: i64| Handle::TelegramChat(id.to_string());
    let id = message.message_id.unwrap_or_default();
    Some(Received::Incoming(Incoming {
        from: vec![handle(old)],
        dedupe_key: format!("{update_id}:message:{chat}:{id}"),
        at: message.date.and_then(instant),
        app_language: None,
        what: What::Renamed { to: vec![handle(new)], how: Renaming::Chat },
    }))
}

fn said(text: &str) -> What {
    let mut words = text.split_whitespace();
    let command = words.next().unwrap_or_default();
    if command == "/start" || command.starts_with("/start@") {
        return What::Start { token: words.next().map(str::to_owned) };
    }
    What::Text { body: text.to_owned() }
}

/// What a message without text shows; `Err` names a notice of the app itself.
fn shown(message: &Message, raw: &RawValue) -> Result<What, String> {
    let caption = message.caption.as_deref().map(str::to_owned);
    // Telegram lists a photo's sizes from small to large.
    let photo = message.photo.iter().flatten().rev().find_map(|size| size.file_id.as_deref());
    if let Some(file_id) = photo {
        let (kind, file_id) = ("photo".to_owned(), file_id.to_owned());
        return Ok(What::Media { kind, file_id, caption });
    }
    let fields: BTreeMap<String, &RawValue> =
        serde_json::from_str(raw.get()).map_err(|_| "unknown".to_owned())?;
    for (field, kind) in MEDIA {
        let file = fields.get(field).and_then(|raw| serde_json::from_str::<File>(raw.get()).ok());
        if let Some(file_id) = file.and_then(|file| file.file_id) {
            let (kind, file_id) = (kind.to_owned(), file_id.into_owned());
            return Ok(What::Media { kind, file_id, caption });
        }
    }
    if let Some(kind) = OTHER.iter().find(|field| fields.contains_key(**field)) {
        return Ok(What::Other { kind: (*kind).to_owned() });
    }
    let notice = NOTICES.iter().find(|field| fields.contains_key(**field));
    // Kept as a sign of life rather than dropped: it may be a kind of message newer than we are.
    notice.map_or_else(|| Ok(What::Other { kind: "unknown".to_owned() }), |n| Err((*n).to_owned()))
}

/// Notices of the app in a private chat: nobody said anything.
const NOTICES: [&str; 8] = [
    "pinned_message",
    "message_auto_delete_timer_changed",
    "write_access_allowed",
    "chat_background_set",
    "connected_website",
    "proximity_alert_triggered",
    "forum_topic_created",
    "forum_topic_edited",
];

#[derive(Deserialize)]
struct Keyboard<'a> {
    #[serde(default, borrow, deserialize_with = "lenient::part")]
    inline_keyboard: Option<Vec<Vec<Button<'a>>>>,
}

#[derive(Deserialize)]
struct Button<'a> {
    #[serde(default, borrow, deserialize_with = "lenient::words")]
    text: Option<Cow<'a, str>>,
    #[serde(default, borrow, deserialize_with = "lenient::words")]
    callback_data: Option<Cow<'a, str>>,
}

#[derive(Deserialize)]
struct CallbackQuery<'a> {
    #[serde(default, borrow, deserialize_with = "lenient::words")]
    id: Option<Cow<'a, str>>,
    #[serde(default, borrow, deserialize_with = "lenient::part")]
    from: Option<User<'a>>,
    #[serde(default, borrow, deserialize_with = "lenient::part")]
    message: Option<Message<'a>>,
    #[serde(default, borrow, deserialize_with = "lenient::words")]
    data: Option<Cow<'a, str>>,
}

fn callback_query(update_id: i64, raw: &RawValue) -> Result<Received, Unreadable> {
    let query: CallbackQuery =
        serde_json::from_str(raw.get()).map_err(|_| Unreadable("callback_query is no object"))?;
    let from = query.from.as_ref().and_then(|user| user.id);
    let chat = match query.message.as_ref().and_then(|message| message.chat.as_ref()) {
        Some(chat) if chat.private().is_none() => return Ok(ignored("group_callback")),
        Some(chat) => chat.private(),
        // Telegram may leave an old message out. We only put buttons in private chats, and the id
        // of such a chat is the id of its person.
        None => from,
    };
    let chat = chat.or(from).ok_or(Unreadable("callback_query from nobody"))?;
    let Some(payload) = query.data.as_deref() else { return Ok(ignored("callback_without_data")) };
    let message_id = query.message.as_ref().and_then(|message| message.message_id);
    let callback_id = query.id.as_deref().map(str::to_owned);
    let key = callback_id.clone().unwrap_or_else(|| message_id.unwrap_or_default().to_string());
    Ok(Received::Incoming(Incoming {
        from: vec![Handle::TelegramChat(chat.to_string())],
        dedupe_key: format!("{update_id}:callback_query:{chat}:{key}"),
        // Telegram does not say when the button was tapped.
        at: None,
        app_language: query.from.as_ref().and_then(User::language),
        what: What::Tap {
            payload: payload.to_owned(),
            label: query.message.as_ref().and_then(|message| label_of(message, payload)),
            callback_id,
            message_id: message_id.map(|id| id.to_string()),
        },
    }))
}

fn label_of(message: &Message, payload: &str) -> Option<String> {
    let rows = message.reply_markup.as_ref()?.inline_keyboard.as_ref()?;
    let button = rows.iter().flatten().find(|b| b.callback_data.as_deref() == Some(payload))?;
    button.text.as_deref().map(str::to_owned)
}

#[derive(Deserialize)]
struct Membership<'a> {
    #[serde(default, borrow, deserialize_with = "lenient::part")]
    chat: Option<Chat<'a>>,
    #[serde(default, borrow, deserialize_with = "lenient::part")]
    from: Option<User<'a>>,
    #[serde(default, deserialize_with = "lenient::number")]
    date: Option<i64>,
    #[serde(default, borrow, deserialize_with = "lenient::part")]
    new_chat_member: Option<Member<'a>>,
}

#[derive(Deserialize)]
struct Member<'a> {
    #[serde(default, borrow, deserialize_with = "lenient::words")]
    status: Option<Cow<'a, str>>,
}

fn my_chat_member(update_id: i64, raw: &RawValue) -> Result<Received, Unreadable> {
    let change: Membership =
        serde_json::from_str(raw.get()).map_err(|_| Unreadable("my_chat_member is no object"))?;
    let chat = change.chat.as_ref().ok_or(Unreadable("my_chat_member without chat"))?;
    chat.id.ok_or(Unreadable("my_chat_member without chat"))?;
    let Some(chat) = chat.private() else { return Ok(ignored("group_membership")) };
    let status = change.new_chat_member.as_ref().and_then(|member| member.status.as_deref());
    let what = match status {
        Some("kicked" | "left") => What::Blocked,
        Some("member" | "administrator" | "creator") => What::Unblocked,
        _ => return Ok(ignored("membership")),
    };
    let date = change.date.unwrap_or_default();
    Ok(Received::Incoming(Incoming {
        from: vec![Handle::TelegramChat(chat.to_string())],
        dedupe_key: format!("{update_id}:my_chat_member:{chat}:{date}"),
        at: change.date.and_then(instant),
        app_language: change.from.as_ref().and_then(User::language),
        what,
    }))
}

#[cfg(test)]
mod tests;
