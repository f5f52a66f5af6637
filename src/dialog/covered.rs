//! Quiet messages: what begins something on somebody's telephone tells only that there is a message. What it says
//! shows after a tap, because a partner or a parent may read along.
//!
//! Composition only: the conversation goes on as ever, its question is open and silence climbs. Answers to what the
//! person just did are not covered: they hold the telephone.
//!
//! What nobody has read nobody answers in words: the step takes no typed answer to a question in
//! [`Mailbox::unread`].

use chrono::{DateTime, Utc};

use super::conversation::Mailbox;
use super::effect::Say;
use super::event::Event;
use super::payload;
use crate::ids::CoverId;
use crate::message::{Facts, Lane, SayChoice, Saying, TextId};
use crate::text::{Words, by_hand};

/// The text that stands in its place; also a step of `dialogs/mijn-gegevens.yaml`, which shows it as an example
/// and names its template.
const TEXT: &str = "rustig-bericht";
/// What is said when the message is over.
pub const OVER: &str = "rustig-voorbij";
/// What is said to who does not want to read it now.
pub const LATER: &str = "rustig-later";
/// The answer with this key says whether a person wants it; see `dialogs/mijn-gegevens.yaml`.
pub const WANTED: &str = "rustig";
/// The neutral template, for WhatsApp outside its window.
const TEMPLATE: &str = "rustig_bericht";
/// The one fact that it may mention.
const NAME: &str = "naam";
/// The key of the button, which a plain "yes" means too.
const READ: &str = "ja";
/// The key of its opposite, and the text that has its label: not on a button, but it may be typed.
const NOT_NOW: (&str, &str) = ("nee", "rustig-vraag");

/// Is this the text of a neutral message?
pub fn is_neutral(text: &str) -> bool {
    text == TEXT
}

/// May this show what it says, whatever the person wants? What a colleague writes may not: nobody knows who
/// holds the telephone at that moment.
pub fn is_answer(say: &Say) -> bool {
    say.lane == Lane::Reply && !by_hand::is_of_colleague(&say.saying)
}

/// The same message with nothing in it but that it is there, and for whom: others may use that telephone. `first`:
/// of those that it covers.
pub fn cover(say: &Say, first: CoverId) -> Say {
    let read =
        SayChoice { key: READ.to_owned(), label_text: None, payload: payload::to_read(first) };
    let name = say.saying.facts.get_key_value(NAME);
    let saying = Saying {
        text: TextId::from(TEXT),
        facts: name.map(|(key, name)| (key.clone(), name.clone())).into_iter().collect(),
        choices: vec![read],
        question: None,
        template: Some(TEMPLATE.to_owned()),
        aids: Vec::new(),
    };
    Say { saying, ..say.clone() }
}

/// How somebody answers a neutral message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// Tapped its button.
    Tapped(CoverId),
    /// Wrote that they want to read it.
    Yes,
    /// Wrote that they do not.
    NotNow,
}

/// Does this answer a neutral message? All other words keep their meaning, "stop" and danger among them.
pub fn reading(words: &Words, event: &Event, mailbox: &Mailbox) -> Option<Reading> {
    match event {
        Event::Chose { payload } => payload::asks_to_read(payload).map(Reading::Tapped),
        Event::Said { words: typed } if mailbox.known && !mailbox.taken_over => {
            let since = mailbox.unread.iter().map(|unread| unread.since).max()?;
            if was_asked_since(mailbox, since) {
                return None;
            }
            let choice = |key: &str, label: Option<&str>| SayChoice {
                key: key.to_owned(),
                label_text: label.map(TextId::from),
                payload: String::new(),
            };
            let (no, label) = NOT_NOW;
            let asked = Saying {
                text: TextId::from(TEXT),
                facts: Facts::new(),
                choices: vec![choice(READ, None), choice(no, Some(label))],
                question: None,
                template: None,
                aids: Vec::new(),
            };
            match words.choice_meant(mailbox.language, &asked, typed)? {
                0 => Some(Reading::Yes),
                _ => Some(Reading::NotNow),
            }
        }
        _ => None,
    }
}

/// Was something put openly since then, which words answer rather?
fn was_asked_since(mailbox: &Mailbox, since: DateTime<Utc>) -> bool {
    let open = mailbox.conversations.iter().filter(|talk| talk.has_open_question());
    open.filter_map(|talk| talk.question.as_ref()).any(|asked| {
        let is_read = mailbox.unread.iter().all(|unread| unread.question != Some(asked.id));
        is_read && asked.last_asked_at > since
    })
}

#[cfg(test)]
mod tests;
