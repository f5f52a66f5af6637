//! What happened, as lines that an author can read: who says what, with day and time.

use std::fmt;

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::super::content::Content;
use super::super::conversation::Mailbox;
use super::super::effect::{Effect, Say};
use super::channel_name;
use crate::message::TextId;
use crate::plan::local_time;
use crate::text::{date_in_words, time_in_words, without_marks};
use crate::trade::person::Language;

/// Who did it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Who {
    /// The bot says something.
    Bot,
    /// The person does something.
    Person,
    /// A colleague, or what is asked of one.
    Colleague,
    /// Nothing happened, or something fell due.
    Time,
}

/// One line of a conversation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Line {
    /// When, UTC.
    pub at: DateTime<Utc>,
    /// Who.
    pub who: Who,
    /// What, in Dutch.
    pub words: String,
    /// The buttons under it, in Dutch.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub buttons: Vec<String>,
}

impl Line {
    /// A line without buttons.
    pub fn new(at: DateTime<Utc>, who: Who, words: impl Into<String>) -> Self {
        Self { at, who, words: words.into(), buttons: Vec::new() }
    }
}

impl fmt::Display for Line {
    /// Day and time, who, what; what does not fit on the line stands under its beginning.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let who = match self.who {
            Who::Bot => "bot",
            Who::Person => "persoon",
            Who::Colleague => "collega",
            Who::Time => "",
        };
        write!(f, "{:<28} {who:<8}", in_dutch(self.at))?;
        for (n, line) in self.words.lines().enumerate() {
            if n > 0 {
                write!(f, "\n{:37}", "")?;
            }
            write!(f, " {line}")?;
        }
        if !self.buttons.is_empty() {
            write!(f, "\n{:37} [{}]", "", self.buttons.join("] ["))?;
        }
        Ok(())
    }
}

/// A moment as people say it: "donderdag 3 december 18:00".
pub fn in_dutch(at: DateTime<Utc>) -> String {
    let local = local_time::local(at);
    format!("{} {}", date_in_words(Language::Nl, local.date()), time_in_words(local.time()))
}

/// What came of an event, for an author: what is said, which tasks open, what ends.
pub fn lines(
    content: &Content,
    mailbox: &Mailbox,
    at: DateTime<Utc>,
    effects: &[Effect],
) -> Vec<Line> {
    let mut lines = Vec::new();
    for effect in effects {
        match effect {
            Effect::Say(say) => lines.push(said(content, mailbox, at, say)),
            Effect::OpenTask { kind, desk, .. } => {
                lines.push(Line::new(
                    at,
                    Who::Colleague,
                    format!("taak \u{201C}{kind}\u{201D} voor {desk}"),
                ));
            }
            Effect::Stop => lines.push(Line::new(at, Who::Time, "(geen berichten meer)")),
            Effect::Restart => lines.push(Line::new(at, Who::Time, "(weer berichten)")),
            _ => {}
        }
    }
    lines
}

fn said(content: &Content, mailbox: &Mailbox, at: DateTime<Utc>, say: &Say) -> Line {
    let words = &content.words;
    let mut said = without_marks(&words.say(Language::Nl, &say.saying.text, &say.saying.facts));
    if mailbox.addresses.len() > 1
        && let Some(address) = mailbox.addresses.iter().find(|a| a.id == say.address)
    {
        said = format!("({}) {said}", channel_name(address.kind));
    }
    let label = |choice: &crate::message::SayChoice| {
        let text: &TextId = choice.label_text.as_ref().unwrap_or(&say.saying.text);
        without_marks(&words.label(Language::Nl, text, &choice.key))
    };
    let buttons = say.saying.choices.iter().map(label).collect();
    Line { at, who: Who::Bot, words: said, buttons }
}
