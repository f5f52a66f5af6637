//! One WhatsApp webhook body, read. PURE.
//!
//! A body may hold many events, about several numbers, in Meta's envelope (`entry[]`) or flat, as
//! Turn may send it. Each event is read by itself: one that cannot be read is counted, and costs
//! the others nothing. Fields and types it does not know are named, never an error. Only chats
//! with one person speak; WhatsApp groups are ignored.

mod message;
mod notice;
mod status;
mod system;
#[cfg(test)]
mod tests;

use std::borrow::Cow;

use serde::Deserialize;
use serde_json::value::RawValue;

use crate::channel::lenient;
use crate::channel::outcome::Unreadable;
use crate::message::{Handle, Received};

/// What a body held.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Parsed {
    /// What was understood, or known to mean nothing for us, in the order of the body.
    pub received: Vec<Received>,
    /// How many elements could not be read. When not 0 the whole body must be kept as it came.
    pub leftovers: usize,
}

/// Reads a webhook body as far as it is about `our_phone_number_id`.
///
/// # Errors
/// [`Unreadable`] when the body is no JSON object.
///
/// ```
/// use wegwijzer::channel::whatsapp::parse::parse;
/// let parsed = parse(br#"{"entry":[{"changes":[{"field":"security","value":{}}]}]}"#, "1").unwrap();
/// assert_eq!(parsed.received, [wegwijzer::message::Received::Ignored { kind: "security".into() }]);
/// ```
pub fn parse(body: &[u8], our_phone_number_id: &str) -> Result<Parsed, Unreadable> {
    parse_of(body, our_phone_number_id, None)
}

/// The same, with what is about our business account: its templates, its number, itself. That says
/// no phone number, so it is ours when the entry's id is `our_account`; without one it is ignored.
///
/// # Errors
/// [`Unreadable`] when the body is no JSON object.
pub fn parse_of(
    body: &[u8],
    our_phone_number_id: &str,
    our_account: Option<&str>,
) -> Result<Parsed, Unreadable> {
    if !body.trim_ascii_start().starts_with(b"{") {
        return Err(Unreadable("no JSON object"));
    }
    let envelope: Envelope =
        serde_json::from_slice(body).map_err(|_| Unreadable("no JSON object"))?;
    let mut reader =
        Reader { ours: our_phone_number_id, account: our_account, parsed: Parsed::default() };
    match envelope.entry {
        Some(entries) => entries.iter().for_each(|raw| reader.entry(raw)),
        // Flat: the body is the value itself, and its number may be left out.
        None => reader.value(&envelope.flat(), false),
    }
    Ok(reader.parsed)
}

/// Is this a business-scoped user id (`NL.1349...`)? Looked at before anything is taken for a
/// phone number: with a user name, WhatsApp may show no number at all.
pub fn is_bsuid(text: &str) -> bool {
    matches!(text.as_bytes(), [a, b, b'.', rest @ ..]
        if a.is_ascii_uppercase()
            && b.is_ascii_uppercase()
            && (1..=160).contains(&rest.len())
            && rest.iter().all(|c| c.is_ascii_alphanumeric() || *c == b'.'))
}

/// The handle in a field that may hold either a phone number or a user id.
fn handle(text: &str) -> Option<Handle> {
    if is_bsuid(text) {
        return Some(Handle::Bsuid(text.to_owned()));
    }
    let digits = text.strip_prefix('+').unwrap_or(text);
    let is_number = (5..=20).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    is_number.then(|| Handle::Phone(digits.to_owned()))
}

fn bsuid(text: Option<&str>) -> Option<Handle> {
    text.filter(|text| is_bsuid(text)).map(|text| Handle::Bsuid(text.to_owned()))
}

type Raws<'a> = Option<Vec<&'a RawValue>>;
type Words<'a> = Option<Cow<'a, str>>;

#[derive(Deserialize)]
struct Envelope<'a> {
    #[serde(default, borrow, deserialize_with = "lenient::part")]
    entry: Raws<'a>,
    #[serde(default, borrow, deserialize_with = "lenient::part")]
    metadata: Option<Metadata<'a>>,
    #[serde(default, borrow, deserialize_with = "lenient::part")]
    contacts: Raws<'a>,
    #[serde(default, borrow)]
    messages: Option<&'a RawValue>,
    #[serde(default, borrow)]
    statuses: Option<&'a RawValue>,
    #[serde(default, borrow)]
    errors: Option<&'a RawValue>,
}

impl<'a> Envelope<'a> {
    fn flat(self) -> Value<'a> {
        let Self { metadata, contacts, messages, statuses, errors, .. } = self;
        Value { metadata, contacts, messages, statuses, errors }
    }
}

#[derive(Deserialize)]
struct Entry<'a> {
    #[serde(default, borrow, deserialize_with = "lenient::words")]
    id: Words<'a>,
    #[serde(default, deserialize_with = "lenient::number")]
    time: Option<i64>,
    #[serde(default, borrow, deserialize_with = "lenient::part")]
    changes: Raws<'a>,
}

#[derive(Deserialize)]
struct Change<'a> {
    #[serde(default, borrow, deserialize_with = "lenient::words")]
    field: Words<'a>,
    #[serde(default, borrow)]
    value: Option<&'a RawValue>,
}

#[derive(Deserialize)]
struct Value<'a> {
    #[serde(default, borrow, deserialize_with = "lenient::part")]
    metadata: Option<Metadata<'a>>,
    #[serde(default, borrow, deserialize_with = "lenient::part")]
    contacts: Raws<'a>,
    #[serde(default, borrow)]
    messages: Option<&'a RawValue>,
    #[serde(default, borrow)]
    statuses: Option<&'a RawValue>,
    #[serde(default, borrow)]
    errors: Option<&'a RawValue>,
}

#[derive(Deserialize)]
struct Metadata<'a> {
    #[serde(default, borrow, deserialize_with = "lenient::words")]
    phone_number_id: Words<'a>,
}

/// Who wrote, as far as the envelope knows.
#[derive(Deserialize)]
struct Contact<'a> {
    #[serde(default, borrow, deserialize_with = "lenient::words")]
    wa_id: Words<'a>,
    #[serde(default, borrow, deserialize_with = "lenient::words")]
    user_id: Words<'a>,
    #[serde(default, borrow, deserialize_with = "lenient::words")]
    parent_user_id: Words<'a>,
}

struct Reader<'o> {
    ours: &'o str,
    account: Option<&'o str>,
    parsed: Parsed,
}

impl Reader<'_> {
    fn entry(&mut self, raw: &RawValue) {
        let entry = serde_json::from_str::<Entry>(raw.get()).ok();
        let Some((entry, changes)) = entry.and_then(|mut entry| {
            let changes = entry.changes.take()?;
            Some((entry, changes))
        }) else {
            return self.leftover("unparsed_entry");
        };
        for raw in changes {
            let Ok(change) = serde_json::from_str::<Change>(raw.get()) else {
                self.leftover("unparsed_change");
                continue;
            };
            match change.field.as_deref() {
                Some("messages") => {}
                Some(field) if notice::is_known(field) && self.account.is_some() => {
                    self.notice(field, &entry, change.value);
                    continue;
                }
                Some(other) => {
                    self.ignore(lenient::kind(other));
                    continue;
                }
                None => {
                    self.leftover("unparsed_change");
                    continue;
                }
            }
            let value = change.value.and_then(|raw| serde_json::from_str::<Value>(raw.get()).ok());
            match value {
                Some(value) => self.value(&value, true),
                None => self.leftover("unparsed_value"),
            }
        }
    }

    /// About our account, if it is ours.
    fn notice(&mut self, field: &str, entry: &Entry, value: Option<&RawValue>) {
        if entry.id.as_deref() != self.account {
            return self.ignore("other_account".to_owned());
        }
        match value.and_then(|value| notice::read(field, entry.time, value)) {
            Some(notice) => self.parsed.received.push(Received::Notice(notice)),
            None => self.leftover("unparsed_notice"),
        }
    }

    /// `numbered`: must the value say whose it is? A webhook may serve several municipalities.
    fn value(&mut self, value: &Value, numbered: bool) {
        let number =
            value.metadata.as_ref().and_then(|metadata| metadata.phone_number_id.as_deref());
        match number {
            Some(number) if number == self.ours => {}
            Some(_) => return self.ignore("other_number".to_owned()),
            None if numbered => return self.leftover("unparsed_value"),
            None => {}
        }
        if value.messages.is_none() && value.statuses.is_none() {
            return match value.errors {
                Some(_) => self.ignore("errors".to_owned()),
                None => self.leftover("unparsed_value"),
            };
        }
        let contacts: Vec<Contact> = value
            .contacts
            .iter()
            .flatten()
            .filter_map(|raw| serde_json::from_str(raw.get()).ok())
            .collect();
        self.each(value.messages, "unparsed_message", |raw| message::read(raw, &contacts));
        self.each(value.statuses, "unparsed_status", status::read);
    }

    fn each(
        &mut self,
        list: Option<&RawValue>,
        unread: &str,
        read: impl Fn(&RawValue) -> Option<Received>,
    ) {
        let Some(list) = list.filter(|raw| raw.get() != "null") else { return };
        let Ok(elements) = serde_json::from_str::<Vec<&RawValue>>(list.get()) else {
            return self.leftover(unread);
        };
        for raw in elements {
            match read(raw) {
                Some(received) => self.parsed.received.push(received),
                None => self.leftover(unread),
            }
        }
    }

    fn ignore(&mut self, kind: String) {
        self.parsed.received.push(Received::Ignored { kind });
    }

    fn leftover(&mut self, kind: &str) {
        self.parsed.leftovers += 1;
        self.ignore(kind.to_owned());
    }
}
