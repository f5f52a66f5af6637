//! One of the two lives: a mailbox that follows one revision, with waits of its own.

use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::super::content::{Content, Library};
use super::super::conversation::Mailbox;
use super::super::effect::{Effect, Say};
use super::super::engine::{self, Context};
use super::super::event::Event;
use super::super::payload;
use super::{Happened, Past};
use crate::ids::{AddressId, EventId, QuestionId, WaitId};
use crate::message::Fact;
use crate::trade::person::Language;

/// Waits that run out in a row, at most: what goes round for ever is `prove`'s business.
const MOST_WAITS: usize = 200;

/// A message, as the person would have seen it.
pub(super) struct Heard {
    pub(super) dialog: String,
    pub(super) text: String,
    pub(super) words: Vec<String>,
    pub(super) at: DateTime<Utc>,
}

pub(super) struct Side {
    library: Library,
    mailbox: Mailbox,
    waits: Vec<(DateTime<Utc>, WaitId)>,
    made: u32,
    heard: Vec<Heard>,
    tasks: Vec<String>,
}

impl Side {
    pub(super) fn new(content: &Arc<Content>, past: &Past) -> Self {
        let mailbox = Mailbox {
            gemeente: past.gemeente.clone(),
            known: past.known,
            language: past.language,
            stopped: false,
            taken_over: false,
            addresses: past.addresses.clone(),
            has_coach: past.has_coach,
            conversations: Vec::new(),
            unread: Vec::new(),
            facts: [
                ("naam".to_owned(), Fact::Person("Iemand".to_owned())),
                ("gemeente".to_owned(), Fact::Word("de gemeente".to_owned())),
            ]
            .into(),
        };
        let library = Library::of(content.clone());
        let (waits, heard, tasks) = (Vec::new(), Vec::new(), Vec::new());
        Self { library, mailbox, waits, made: 0, heard, tasks }
    }

    /// Everything that runs out by then, in its order.
    pub(super) fn waits_until(&mut self, until: DateTime<Utc>) {
        for _ in 0..MOST_WAITS {
            let next = self.waits.iter().enumerate().min_by_key(|(_, wait)| **wait);
            let Some((place, &(due, wait))) = next.filter(|(_, (due, _))| *due <= until) else {
                return;
            };
            self.waits.swap_remove(place);
            self.made += 1;
            // both sides count for themselves: nothing is compared by id
            let event = EventId(uuid::Uuid::from_u128(u128::from(self.made)));
            self.step(event, &Event::WaitElapsed { wait }, None, due);
        }
    }

    /// The same thing happens here. What refers to a question that is not there is left out; then `Err`
    /// tells in which dialog, and at which step it was asked.
    pub(super) fn lives_through(
        &mut self,
        happened: &Happened,
        past: &Past,
        asked_by: &Content,
    ) -> Result<(), (String, String)> {
        let event = match &happened.event {
            // this side has waits of its own
            Event::WaitElapsed { .. } | Event::Token { .. } => return Ok(()),
            Event::Chose { payload } => {
                let Some((question, index)) = payload::decode(payload) else { return Ok(()) };
                let Some((dialog, step)) = past.questions.get(&question) else { return Ok(()) };
                let lost = || (dialog.clone(), step.clone());
                let key = asked_by
                    .step(dialog, step)
                    .and_then(|def| def.choices.iter().nth(index))
                    .map(|(key, _)| key.to_owned());
                let key = key.ok_or_else(lost)?;
                let here = self.question(dialog, step).ok_or_else(lost)?;
                let choices = self.library.published.step(dialog, step).map(|def| &def.choices);
                let place = choices.and_then(|all| all.iter().position(|(k, _)| k == key));
                Event::Chose { payload: payload::encode(here, place.ok_or_else(lost)?) }
            }
            Event::AnsweredElsewhere { question, by } => match self.same(past, *question) {
                Some(question) => Event::AnsweredElsewhere { question, by: *by },
                None => return Ok(()),
            },
            Event::TryNow { question, rung, by } => match self.same(past, *question) {
                Some(question) => Event::TryNow { question, rung: *rung, by: *by },
                None => return Ok(()),
            },
            Event::Undelivered { question: Some(question), why } => {
                Event::Undelivered { question: self.same(past, *question), why: why.clone() }
            }
            other => other.clone(),
        };
        self.step(happened.id, &event, happened.from, happened.at);
        Ok(())
    }

    fn same(&self, past: &Past, question: QuestionId) -> Option<QuestionId> {
        let (dialog, step) = past.questions.get(&question)?;
        self.question(dialog, step)
    }

    /// The newest question that this step of this dialog put here.
    fn question(&self, dialog: &str, step: &str) -> Option<QuestionId> {
        let of = self.mailbox.conversations.iter().rev().filter(|c| c.dialog == dialog);
        let mut of = of.filter_map(|c| {
            let open = c.question.as_ref().filter(|q| q.step == step).map(|q| q.id);
            open.or_else(|| c.closed.iter().rev().find(|q| q.step == step).map(|q| q.id))
        });
        of.next()
    }

    fn step(&mut self, id: EventId, event: &Event, from: Option<AddressId>, now: DateTime<Utc>) {
        let context = Context { event: id, from, now };
        let step = engine::step(&self.library, self.mailbox.clone(), event, context);
        self.mailbox = step.after;
        for effect in step.effects {
            match effect {
                Effect::Wait { wait, due_at, .. } => self.waits.push((due_at, wait)),
                Effect::CancelWait { wait } => self.waits.retain(|(_, w)| *w != wait),
                Effect::Say(say) => self.hears(&say, now),
                Effect::OpenTask { kind, desk, .. } => self.tasks.push(format!("{kind} {desk}")),
                _ => {}
            }
        }
    }

    fn hears(&mut self, say: &Say, at: DateTime<Utc>) {
        let words = &self.library.published.words;
        let of = self.mailbox.conversations.iter().find(|c| Some(c.id) == say.conversation);
        let text = &say.saying.text;
        let mut said = Vec::new();
        for language in [Language::Nl, say.language] {
            said.push(words.say(language, text, &say.saying.facts));
            for choice in &say.saying.choices {
                let label = choice.label_text.as_ref().unwrap_or(text);
                said.push(words.label(language, label, &choice.key));
            }
        }
        let dialog = of.map_or_else(String::new, |c| c.dialog.clone());
        self.heard.push(Heard { dialog, text: text.0.clone(), words: said, at });
    }

    pub(super) fn take_heard(&mut self) -> Vec<Heard> {
        std::mem::take(&mut self.heard)
    }

    pub(super) fn take_tasks(&mut self) -> Vec<String> {
        std::mem::take(&mut self.tasks)
    }
}
