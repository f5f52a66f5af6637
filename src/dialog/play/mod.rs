//! A mailbox that is played: a virtual clock, the waits that are planned, and the real step. The one
//! machine behind `prove`, `story`, `chat` and the page that tries a dialog ([`rehearsal`]).
//!
//! Promises: the same calls give the same mailbox, ids included. Nothing is sent and nothing is
//! stored; who calls decides when time passes and what happens.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

use super::content::{Content, Library};
use super::conversation::{AddressView, Conversation, Mailbox, Question, Status};
use super::effect::Effect;
use super::engine::{self, Context, Passed};
use super::event::Event;
use super::payload;
use crate::ids::{AddressId, ConversationId, EventId, QuestionId, StaffId, WaitId};
use crate::message::{ChannelKind, Fact, Facts};
use crate::trade::person::Language;

pub mod rehearsal;
#[cfg(test)]
mod rehearsal_tests;
mod script;
mod start;

pub use script::{Line, Who, in_dutch, lines};
pub use start::{ODD_WORDS, Session, Start, example_facts, fact_of, tuesday, tuesday_in_two_weeks};

/// Who is talked with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Linked to a person in our care; an unknown sender is not.
    pub known: bool,
    /// The language to talk in.
    pub language: Language,
    /// The ways to reach them, each once.
    pub channels: Vec<ChannelKind>,
    /// Is there a coach to ask?
    pub coach: bool,
}

impl Person {
    /// In words for an author: "één kanaal, een coach".
    pub fn in_dutch(&self) -> String {
        let channels = match self.channels.as_slice() {
            [] => "geen kanaal".to_owned(),
            [one] => format!("alleen {}", channel_name(*one)),
            all => all.iter().map(|c| channel_name(*c)).collect::<Vec<_>>().join(" en "),
        };
        let coach = if self.coach { "een coach" } else { "geen coach" };
        format!("{channels}, {coach}")
    }
}

/// How a channel is called among people.
pub fn channel_name(kind: ChannelKind) -> &'static str {
    match kind {
        ChannelKind::Telegram => "Telegram",
        ChannelKind::Whatsapp => "WhatsApp",
    }
}

/// Why a message does not arrive, here: WhatsApp's word for "no such account".
const NOT_DELIVERED: &str = "whatsapp:131026";

/// A mailbox and its clock.
#[derive(Clone)]
pub struct Play {
    library: Library,
    /// As it is after what happened so far.
    pub mailbox: Mailbox,
    /// The virtual clock.
    pub now: DateTime<Utc>,
    waits: Vec<(DateTime<Utc>, WaitId)>,
    events: u32,
    passed: Option<Vec<Passed>>,
}

impl Play {
    /// Nothing has happened yet.
    pub fn new(content: Arc<Content>, person: &Person, now: DateTime<Utc>) -> Self {
        let address = |(n, kind): (usize, &ChannelKind)| AddressView {
            id: AddressId(Uuid::from_u128(n as u128 + 1)),
            kind: *kind,
            usable: true,
            may_write_first: true,
            last_inbound_at: None,
        };
        Self {
            library: Library::of(content),
            mailbox: Mailbox {
                known: person.known,
                addresses: person.channels.iter().enumerate().map(address).collect(),
                has_coach: person.coach,
                ..nobody(person.language)
            },
            now,
            waits: Vec::new(),
            events: 0,
            passed: None,
        }
    }

    /// Remembers which cases of branches were taken; [`Play::passed`] gives them.
    pub fn telling(mut self) -> Self {
        self.passed = Some(Vec::new());
        self
    }

    /// The cases that were taken since this was last asked.
    pub fn passed(&mut self) -> Vec<Passed> {
        self.passed.as_mut().map(std::mem::take).unwrap_or_default()
    }

    /// Somebody with a name, in a town with a name.
    pub fn with_names(mut self) -> Self {
        let names = [
            ("naam", Fact::Person("Amina".to_owned())),
            ("gemeente", Fact::Word("Houten".to_owned())),
        ];
        self.mailbox.facts.extend(names.map(|(name, fact)| (name.to_owned(), fact)));
        self
    }

    /// The content that is played.
    pub fn content(&self) -> &Arc<Content> {
        &self.library.published
    }

    /// Something happens now.
    pub fn happens(&mut self, event: &Event) -> Vec<Effect> {
        let from = self.comes_from(event);
        if let Some(address) = self.mailbox.addresses.iter_mut().find(|a| Some(a.id) == from) {
            address.last_inbound_at = Some(self.now);
            address.may_write_first = true;
        }
        self.events += 1;
        let context = Context {
            event: EventId(Uuid::from_u128(u128::from(self.events))),
            from,
            now: self.now,
        };
        let empty = nobody(self.mailbox.language);
        let mailbox = std::mem::replace(&mut self.mailbox, empty);
        let step = match &mut self.passed {
            None => engine::step(&self.library, mailbox, event, context),
            Some(passed) => {
                let (step, now) = engine::step_told(&self.library, mailbox, event, context);
                passed.extend(now);
                step
            }
        };
        self.mailbox = step.after;
        for effect in &step.effects {
            match effect {
                Effect::Wait { wait, due_at, .. } => self.waits.push((*due_at, *wait)),
                Effect::CancelWait { wait } => self.waits.retain(|(_, w)| w != wait),
                _ => {}
            }
        }
        step.effects
    }

    /// From where the person does this: where the open question stands, else anywhere. None when it is
    /// nothing that a person does.
    pub fn comes_from(&self, event: &Event) -> Option<AddressId> {
        if !event.is_from_person() {
            return None;
        }
        let asked = self.question().and_then(|(_, question)| question.address);
        asked.or_else(|| self.mailbox.addresses.first().map(|a| a.id))
    }

    /// The question that has the turn.
    pub fn question(&self) -> Option<(&Conversation, &Question)> {
        let open = self.mailbox.conversations.iter().find(|c| c.has_open_question())?;
        Some((open, open.question.as_ref()?))
    }

    /// The keys of the answers offered with a step, in order.
    pub fn offered(&self, dialog: &str, step: &str) -> Vec<&str> {
        let def = self.library.published.step(dialog, step);
        def.map_or_else(Vec::new, |def| def.choices.iter().map(|(key, _)| key).collect())
    }

    /// Typed words.
    pub fn says(&mut self, words: &str) -> Vec<Effect> {
        self.happens(&Event::Said { words: words.to_owned() })
    }

    /// A tap on the button at this place of a question, open or closed.
    pub fn taps(&mut self, question: QuestionId, index: usize) -> Vec<Effect> {
        self.happens(&Event::Chose { payload: payload::encode(question, index) })
    }

    /// A tap on the newest button of this name: of the open question, else of one that was closed.
    /// None when no question offered it.
    pub fn taps_key(&mut self, key: &str) -> Option<Vec<Effect>> {
        let found = self.button(key)?;
        Some(self.taps(found.0, found.1))
    }

    fn button(&self, key: &str) -> Option<(QuestionId, usize)> {
        let place = |c: &Conversation, step: &str| {
            self.offered(&c.dialog, step).iter().position(|offered| *offered == key)
        };
        let open = self.question().and_then(|(c, q)| Some((q.id, place(c, &q.step)?)));
        let others = || {
            self.mailbox.conversations.iter().rev().find_map(|c| {
                let asked = c.question.as_ref().map(|q| (q.id, q.step.as_str()));
                let closed = c.closed.iter().rev().map(|q| (q.id, q.step.as_str()));
                asked.into_iter().chain(closed).find_map(|(id, step)| Some((id, place(c, step)?)))
            })
        };
        open.or_else(others)
    }

    /// The open question did not arrive; without one, the last message.
    pub fn is_not_delivered(&mut self) -> Vec<Effect> {
        let failure = self.failure();
        self.happens(&failure)
    }

    /// That the open question did not arrive, as an event.
    pub fn failure(&self) -> Event {
        let question = self.question().map(|(_, question)| question.id);
        Event::Undelivered { question, why: NOT_DELIVERED.to_owned() }
    }

    /// A colleague heard the answer by telephone and notes it. None when nothing is asked.
    pub fn is_noted_by_a_colleague(&mut self) -> Option<Vec<Effect>> {
        let question = self.question()?.1.id;
        let by = StaffId(Uuid::from_u128(1));
        Some(self.happens(&Event::AnsweredElsewhere { question, by }))
    }

    /// Forgets conversations that are over, and how often it answered what it did not understand;
    /// but not this one.
    pub fn forget_what_is_over_but(&mut self, kept: Option<ConversationId>) {
        for conversation in &self.mailbox.conversations {
            if let Status::Lingering { wait, .. } = conversation.status
                && Some(conversation.id) != kept
            {
                self.waits.retain(|(_, w)| *w != wait);
            }
        }
        self.mailbox.conversations.retain(|c| c.is_running() || Some(c.id) == kept);
    }

    /// When the next wait runs out.
    pub fn next_wait(&self) -> Option<DateTime<Utc>> {
        self.waits.iter().map(|(due, _)| *due).min()
    }

    /// The question that stays unanswered when the next wait runs out: its dialog and step.
    pub fn next_wait_is_of(&self) -> Option<(String, String)> {
        let (_, next) = self.waits.iter().min()?;
        self.mailbox.conversations.iter().find_map(|c| {
            let question = c.question.as_ref()?;
            let own = question.next.as_ref().is_some_and(|n| n.wait == *next && !n.again);
            (own || c.over == Some(*next)).then(|| (c.dialog.clone(), question.step.clone()))
        })
    }

    /// Lets time pass until the next wait runs out. None when nothing is planned.
    pub fn waits_on(&mut self) -> Option<Vec<Effect>> {
        let elapsed = self.next_elapses()?;
        Some(self.happens(&elapsed))
    }

    /// Lets time pass until the next wait runs out, and gives that as an event that is still to
    /// happen. None when nothing is planned.
    pub fn next_elapses(&mut self) -> Option<Event> {
        let next = self.waits.iter().enumerate().min_by_key(|(_, wait)| **wait)?.0;
        let (due, wait) = self.waits.remove(next);
        self.now = self.now.max(due);
        Some(Event::WaitElapsed { wait })
    }

    /// Lets this long pass. Every wait that runs out on the way happens, at its own moment; each
    /// is told with that moment. More than [`MOST_WAITS`] of them are not waited for.
    pub fn passes(&mut self, time: TimeDelta) -> Vec<(DateTime<Utc>, Vec<Effect>)> {
        let until = self.now + time;
        let mut happened = Vec::new();
        while happened.len() < MOST_WAITS && self.next_wait().is_some_and(|due| due <= until) {
            if let Some(effects) = self.waits_on() {
                happened.push((self.now, effects));
            }
        }
        self.now = self.now.max(until);
        happened
    }
}

fn nobody(language: Language) -> Mailbox {
    Mailbox {
        gemeente: String::new(),
        known: false,
        language,
        stopped: false,
        taken_over: false,
        addresses: Vec::new(),
        has_coach: false,
        conversations: Vec::new(),
        facts: Facts::new(),
        unread: Vec::new(),
    }
}

/// Waits that run out within one [`Play::passes`].
pub const MOST_WAITS: usize = 1000;
