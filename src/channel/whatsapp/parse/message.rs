//! One element of `messages[]`. PURE.

use std::borrow::Cow;

use serde::Deserialize;
use serde_json::value::RawValue;

use super::system::{self, System};
use super::{Contact, Words, bsuid, handle, is_bsuid};
use crate::channel::lenient::{self, instant};
use crate::message::{Handle, Incoming, Received, What};

#[derive(Deserialize)]
struct Message<'a> {
    #[serde(default, borrow, deserialize_with = "lenient::words")]
    id: Words<'a>,
    #[serde(default, borrow, deserialize_with = "lenient::words")]
    from: Words<'a>,
    #[serde(default, borrow, deserialize_with = "lenient::words")]
    from_user_id: Words<'a>,
    #[serde(default, borrow, deserialize_with = "lenient::words")]
    from_parent_user_id: Words<'a>,
    #[serde(default, deserialize_with = "lenient::number")]
    timestamp: Option<i64>,
    #[serde(default, borrow, rename = "type", deserialize_with = "lenient::words")]
    kind: Words<'a>,
    #[serde(default, borrow, deserialize_with = "lenient::part")]
    context: Option<Context<'a>>,
    #[serde(default, borrow, deserialize_with = "lenient::words")]
    group_id: Words<'a>,
    #[serde(default, borrow, deserialize_with = "lenient::part")]
    text: Option<Text<'a>>,
    #[serde(default, borrow, deserialize_with = "lenient::part")]
    button: Option<Button<'a>>,
    #[serde(default, borrow, deserialize_with = "lenient::part")]
    interactive: Option<Interactive<'a>>,
    #[serde(default, borrow, deserialize_with = "lenient::part")]
    system: Option<System<'a>>,
    #[serde(default, borrow, deserialize_with = "lenient::part")]
    image: Option<File<'a>>,
    #[serde(default, borrow, deserialize_with = "lenient::part")]
    audio: Option<File<'a>>,
    #[serde(default, borrow, deserialize_with = "lenient::part")]
    voice: Option<File<'a>>,
    #[serde(default, borrow, deserialize_with = "lenient::part")]
    video: Option<File<'a>>,
    #[serde(default, borrow, deserialize_with = "lenient::part")]
    document: Option<File<'a>>,
    #[serde(default, borrow, deserialize_with = "lenient::part")]
    sticker: Option<File<'a>>,
}

#[derive(Deserialize)]
struct Context<'a> {
    #[serde(default, borrow, deserialize_with = "lenient::words")]
    id: Words<'a>,
}

#[derive(Deserialize)]
struct Text<'a> {
    #[serde(default, borrow, deserialize_with = "lenient::words")]
    body: Words<'a>,
}

/// A tapped quick reply of a template.
#[derive(Deserialize)]
struct Button<'a> {
    #[serde(default, borrow, deserialize_with = "lenient::words")]
    payload: Words<'a>,
    #[serde(default, borrow, deserialize_with = "lenient::words")]
    text: Words<'a>,
}

#[derive(Deserialize)]
struct Interactive<'a> {
    #[serde(default, borrow, rename = "type", deserialize_with = "lenient::words")]
    kind: Words<'a>,
    #[serde(default, borrow, deserialize_with = "lenient::part")]
    button_reply: Option<Reply<'a>>,
    #[serde(default, borrow, deserialize_with = "lenient::part")]
    list_reply: Option<Reply<'a>>,
}

#[derive(Deserialize)]
struct Reply<'a> {
    #[serde(default, borrow, deserialize_with = "lenient::words")]
    id: Words<'a>,
    #[serde(default, borrow, deserialize_with = "lenient::words")]
    title: Words<'a>,
}

#[derive(Deserialize)]
struct File<'a> {
    #[serde(default, borrow, deserialize_with = "lenient::words")]
    id: Words<'a>,
    #[serde(default, borrow, deserialize_with = "lenient::words")]
    caption: Words<'a>,
    #[serde(default, deserialize_with = "lenient::part")]
    voice: Option<bool>,
}

/// The message, or nothing when it lacks what we cannot do without: its id and its sender.
pub(super) fn read(raw: &RawValue, contacts: &[Contact]) -> Option<Received> {
    let message: Message = serde_json::from_str(raw.get()).ok()?;
    if message.group_id.is_some() {
        return Some(Received::Ignored { kind: "group_message".to_owned() });
    }
    let renamed = message.system.as_ref().and_then(|news| {
        system::renamed(news, message.from.as_deref(), message.from_user_id.as_deref())
    });
    let (from, what) = match renamed {
        Some(renamed) => renamed,
        None => (senders(&message, contacts), what(&message)),
    };
    if from.is_empty() {
        return None;
    }
    Some(Received::Incoming(Incoming {
        from,
        dedupe_key: message.id.as_deref().filter(|id| !id.is_empty())?.to_owned(),
        at: message.timestamp.and_then(instant),
        app_language: None,
        what,
    }))
}

/// All names of the sender, the phone number first: every kind of message can go to it.
fn senders(message: &Message, contacts: &[Contact]) -> Vec<Handle> {
    let from = message.from.as_deref();
    let contact = contacts.iter().find(|contact| belongs(contact, message, contacts.len() == 1));
    let found = [
        from.and_then(handle),
        contact.and_then(|contact| contact.wa_id.as_deref()).and_then(handle),
        bsuid(message.from_user_id.as_deref()),
        bsuid(contact.and_then(|contact| contact.user_id.as_deref())),
        bsuid(message.from_parent_user_id.as_deref()),
        bsuid(contact.and_then(|contact| contact.parent_user_id.as_deref())),
    ];
    let mut handles: Vec<Handle> = Vec::with_capacity(3);
    for handle in found.into_iter().flatten() {
        if !handles.contains(&handle) {
            handles.push(handle);
        }
    }
    // Stable: a user id that stood in `from` goes behind the phone number, and one that holds for
    // more than our portfolio comes last.
    handles.sort_by_key(|h| (matches!(h, Handle::Bsuid(_)), h.is_across_portfolios()));
    handles
}

/// Is this contact the sender? Two people in one body must never become one.
fn belongs(contact: &Contact, message: &Message, alone: bool) -> bool {
    match (&contact.wa_id, &message.from, &contact.user_id, &message.from_user_id) {
        (Some(wa_id), Some(from), ..) if !is_bsuid(from) => wa_id == from,
        (_, _, Some(user_id), Some(from)) | (_, Some(from), Some(user_id), None) => user_id == from,
        _ => alone,
    }
}

fn what(message: &Message) -> What {
    let kind = message.kind.as_deref().unwrap_or("unknown");
    let file = |file: &Option<File>, word: &str| media(file.as_ref()?, word);
    let understood = match kind {
        "text" => message
            .text
            .as_ref()
            .and_then(|text| text.body.as_deref())
            .map(|body| What::Text { body: body.to_owned() }),
        "button" => message.button.as_ref().and_then(|button| {
            // Without a payload of ours WhatsApp repeats the label as the payload.
            tap(message, button.payload.as_ref().or(button.text.as_ref()), button.text.as_ref())
        }),
        "interactive" => message
            .interactive
            .as_ref()
            .and_then(|chosen| chosen.button_reply.as_ref().or(chosen.list_reply.as_ref()))
            .and_then(|reply| tap(message, reply.id.as_ref(), reply.title.as_ref())),
        "image" => file(&message.image, "photo"),
        "audio" => file(&message.audio, "audio"),
        "voice" => file(&message.voice, "voice").or_else(|| file(&message.audio, "voice")),
        "video" => file(&message.video, "video"),
        "document" => file(&message.document, "document"),
        "sticker" => file(&message.sticker, "sticker"),
        _ => None,
    };
    understood.unwrap_or_else(|| {
        let detail = match kind {
            "system" => message.system.as_ref().and_then(|system| system.kind.as_deref()),
            "interactive" => message.interactive.as_ref().and_then(|i| i.kind.as_deref()),
            _ => None,
        };
        What::Other { kind: lenient::kind(detail.unwrap_or(kind)) }
    })
}

fn tap(message: &Message, payload: Option<&Cow<str>>, label: Option<&Cow<str>>) -> Option<What> {
    let answered = message.context.as_ref().and_then(|context| context.id.as_deref());
    Some(What::Tap {
        payload: payload?.clone().into_owned(),
        label: label.map(|label| label.clone().into_owned()),
        callback_id: None,
        message_id: answered.map(str::to_owned),
    })
}

fn media(file: &File, word: &str) -> Option<What> {
    let word = if file.voice == Some(true) { "voice" } else { word };
    Some(What::Media {
        kind: word.to_owned(),
        file_id: file.id.as_deref()?.to_owned(),
        caption: file.caption.as_deref().map(str::to_owned),
    })
}
