//! The step: (content, mailbox, event, now) gives (mailbox, effects).
//!
//! Promises. The same input gives the same output. Nothing panics and nothing loops: a step walks
//! at most [`MAX_STEPS`] steps. An event about a question or a wait that is no longer current
//! changes nothing, except as a correction. One mailbox has at most one open question that has
//! the turn; what is less urgent waits, and returns.

use chrono::{DateTime, TimeDelta, Utc};

use super::content::{Content, Library};
use super::conversation::{AddressView, Back, ClosedQuestion, Conversation, Mailbox, Status};
use super::definition::EndHow;
use super::effect::{ClosedHow, Effect, Say};
use super::event::{About, Event, Invitation};
use super::limits::REMEMBERED_QUESTIONS;
use crate::ids::{AddressId, ConversationId, EventId, QuestionId, WaitId};
use crate::message::{Fact, Facts, Lane, Saying, TextId};
use crate::plan::ladder::RungKind;
use crate::plan::local_time;
use crate::trade::task::{Desk, TaskKind};
use std::sync::Arc;

mod answers;
mod aside;
mod catch_all;
mod colleague;
mod danger;
mod names;
mod silence;
mod starts;
mod taken_back;
#[cfg(test)]
mod tests;
mod turns;
mod typed;
mod walk;

pub use walk::spoken_choices;

pub use super::limits::{MAX_MISUNDERSTOOD, MAX_STEPS, POLITE_WAIT, URGENT};

/// A reply is worthless after this.
const REPLY_LIFE: TimeDelta = TimeDelta::hours(24);
/// A message of ours without a session is worthless after this.
const MESSAGE_LIFE: TimeDelta = TimeDelta::hours(72);

/// What a step must know beside the mailbox and the event.
#[derive(Clone, Copy, Debug)]
pub struct Context {
    /// The event's own id: ids of new things derive from it.
    pub event: EventId,
    /// Where it came in.
    pub from: Option<AddressId>,
    /// Civil now, UTC.
    pub now: DateTime<Utc>,
}

/// What a step gives.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// The mailbox after the event.
    pub after: Mailbox,
    /// What to write down, in an order in which every row finds those it refers to.
    pub effects: Vec<Effect>,
}

/// Handles one event.
pub fn step(library: &Library, mailbox: Mailbox, event: &Event, context: Context) -> Step {
    walked(library, mailbox, event, context, None).0
}

/// The same, and tells which cases of branches were taken on the way.
pub fn step_told(
    library: &Library,
    mailbox: Mailbox,
    event: &Event,
    context: Context,
) -> (Step, Vec<Passed>) {
    walked(library, mailbox, event, context, Some(Vec::new()))
}

fn walked(
    library: &Library,
    mailbox: Mailbox,
    event: &Event,
    context: Context,
    passed: Option<Vec<Passed>>,
) -> (Step, Vec<Passed>) {
    let before = mailbox.conversations.clone();
    let mut run = Run {
        library,
        context,
        by_person: event.is_answered(),
        muted: false,
        useful_until: None,
        made: 0,
        walked: 0,
        mailbox,
        questions: Vec::new(),
        effects: Vec::new(),
        passed,
    };
    run.handle(event);
    run.take_turns();
    let passed = run.passed.take().unwrap_or_default();
    (run.finish(&before), passed)
}

/// A case of a branch that was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passed {
    /// In which dialog.
    pub dialog: String,
    /// At which step.
    pub step: String,
    /// Its place among the cases, from 0.
    pub case: usize,
}

/// How to choose the address of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Route {
    /// Where the person just wrote.
    Back,
    /// Where the person wrote last.
    Preferred,
    /// Another address than this one.
    Other(Option<AddressId>),
}

struct Run<'a> {
    library: &'a Library,
    context: Context,
    by_person: bool,
    /// Everything is done but the saying.
    muted: bool,
    useful_until: Option<DateTime<Utc>>,
    made: u32,
    walked: u32,
    mailbox: Mailbox,
    /// Questions put or changed in this step, with the text that puts them.
    questions: Vec<Effect>,
    effects: Vec<Effect>,
    /// Cases of branches that were taken, if somebody wants to know.
    passed: Option<Vec<Passed>>,
}

impl Run<'_> {
    fn handle(&mut self, event: &Event) {
        match event {
            Event::Said { words } => self.said(words),
            Event::Opened | Event::Token { .. } => self.opened(),
            Event::Chose { payload } => self.chose(payload),
            Event::Sent { kind } => self.sent(kind),
            Event::Invited { invitation, facts } => self.invited(*invitation, facts),
            Event::Reminder { about, kind, facts, useful_until } => {
                self.reminder(*about, *kind, facts, *useful_until);
            }
            Event::Start { dialog, facts, .. } => self.start_named(dialog, facts),
            Event::WaitElapsed { wait } => self.elapsed(*wait),
            Event::Undelivered { question, why } => self.undelivered(*question, why),
            Event::SessionChanged { about, cancelled, facts } => {
                self.session_changed(*about, *cancelled, facts);
            }
            Event::AnsweredElsewhere { question, .. } => self.answered_elsewhere(*question),
            Event::TookOver { by, name } => self.took_over(*by, name),
            Event::HandedBack { by, .. } => self.handed_back(*by),
            Event::ColleagueWrote { message, by, name, written } => {
                self.wrote((*message, *by, name), written);
            }
            Event::TryNow { question, rung, .. } => self.try_now(*question, *rung),
            Event::Blocked => self.blocked(),
            // of a telephone; nothing to a person
            Event::Unblocked | Event::LeftAlone { .. } | Event::ToldWhoStops { .. } => {}
            Event::Renamed { how } => self.renamed(*how),
        }
    }

    fn invited(&mut self, invitation: Invitation, facts: &Facts) {
        let text = match invitation {
            Invitation::Accepted => {
                let published = self.library.published.clone();
                if let Some(dialog) = published.for_invitation() {
                    self.begin(&published, dialog, facts.clone(), None, starts::Entry::Now);
                }
                return;
            }
            Invitation::UsedBySelf => return self.opened(),
            Invitation::UsedByOther => "uitnodiging-gebruikt",
            Invitation::Expired => "uitnodiging-verlopen",
            Invitation::Unknown => return self.opened(),
            Invitation::Asked => return self.say_alone("code-gevraagd", Facts::new()),
            // a slip is no work for a colleague: the letter is at hand
            Invitation::Mistyped => return self.say_alone("code-typfout", Facts::new()),
            Invitation::TooOften => "code-te-vaak",
        };
        self.say_alone(text, Facts::new());
        self.open_task(TaskKind::Onbekend, Desk::Klantmanager, None, "onbekend".to_owned(), None);
    }

    /// The rows in an order in which each finds those it refers to: conversations, questions,
    /// everything else as it happened.
    fn finish(self, before: &[Conversation]) -> Step {
        let kept = self
            .mailbox
            .conversations
            .iter()
            .filter(|c| before.iter().find(|b| b.id == c.id) != Some(c))
            .map(|c| Effect::Keep(Box::new(c.clone())));
        let effects = kept.chain(self.questions).chain(self.effects).collect();
        Step { after: self.mailbox, effects }
    }

    fn now(&self) -> DateTime<Utc> {
        self.context.now
    }

    fn next_number(&mut self) -> u32 {
        self.made += 1;
        self.made
    }

    fn content(&self, i: usize) -> Arc<Content> {
        self.library.get(&self.mailbox.conversations[i].revision).clone()
    }

    fn conversation(&mut self, i: usize) -> &mut Conversation {
        &mut self.mailbox.conversations[i]
    }

    /// The conversation that has the turn and waits for an answer.
    fn open(&self) -> Option<usize> {
        self.mailbox.conversations.iter().position(Conversation::has_open_question)
    }

    /// The same, if the person has read what it asks: what nobody has read nobody answers in words.
    fn open_and_read(&self) -> Option<usize> {
        self.open().filter(|i| {
            let asked = self.mailbox.conversations[*i].question.as_ref().map(|q| q.id);
            self.mailbox.unread.iter().all(|unread| unread.question != asked)
        })
    }

    fn lane(&self) -> Lane {
        if self.by_person { Lane::Reply } else { Lane::Reminder }
    }

    fn usable(&self) -> impl Iterator<Item = &AddressView> {
        let from = self.context.from;
        self.mailbox
            .addresses
            .iter()
            .filter(move |a| a.usable && (a.may_write_first || Some(a.id) == from))
    }

    fn pick(&self, route: Route) -> Option<AddressId> {
        let latest = |a: &&AddressView| (a.last_inbound_at, a.id);
        match route {
            Route::Back => self
                .usable()
                .find(|a| Some(a.id) == self.context.from)
                .or_else(|| self.usable().max_by_key(latest))
                .map(|a| a.id),
            Route::Preferred => self.usable().max_by_key(latest).map(|a| a.id),
            Route::Other(last) => {
                let kind = self.mailbox.addresses.iter().find(|a| Some(a.id) == last);
                self.usable()
                    .filter(|a| Some(a.id) != last)
                    .max_by_key(|a| {
                        (kind.is_none_or(|k| k.kind != a.kind), a.last_inbound_at, a.id)
                    })
                    .map(|a| a.id)
            }
        }
    }

    fn facts_of(&self, i: usize) -> Facts {
        let mut facts = self.mailbox.facts.clone();
        facts.extend(self.mailbox.conversations[i].facts.clone());
        // what is said again on another day must count the days again
        if let (Some(about), Some(days)) =
            (self.mailbox.conversations[i].about, facts.get_mut("dagen"))
        {
            *days = Fact::Number(local_time::days_between(self.now(), about.starts_at));
        }
        facts
    }

    fn expires(&self, about: Option<About>) -> DateTime<Utc> {
        if self.by_person {
            return self.now() + REPLY_LIFE;
        }
        self.useful_until
            .or(about.map(|a| a.starts_at.max(self.now())))
            .unwrap_or(self.now() + MESSAGE_LIFE)
    }

    /// A reply outside any conversation, where the person wrote last.
    fn say_alone(&mut self, text: &str, mut facts: Facts) {
        for (name, fact) in &self.mailbox.facts {
            facts.entry(name.clone()).or_insert_with(|| fact.clone());
        }
        let Some(address) = self.pick(Route::Back) else { return };
        let saying = Saying {
            text: TextId::from(text),
            facts,
            choices: Vec::new(),
            question: None,
            template: None,
            aids: Vec::new(),
        };
        let say = Say {
            conversation: None,
            address,
            lane: self.lane(),
            language: self.mailbox.language,
            saying,
            expires_at: self.expires(None),
            rung: None,
        };
        self.effects.push(Effect::Say(say));
    }

    fn open_task(
        &mut self,
        kind: TaskKind,
        desk: Desk,
        i: Option<usize>,
        cause: String,
        rung: Option<RungKind>,
    ) {
        let about = i.map(|i| &self.mailbox.conversations[i]);
        self.effects.push(Effect::OpenTask {
            kind,
            desk,
            conversation: about.map(|c| c.id),
            question: about.and_then(|c| c.question.as_ref()).map(|q| q.id),
            about: about.and_then(|c| c.about),
            reason: about.and_then(reason_of),
            cause,
            rung,
        });
    }

    fn close_question(&mut self, i: usize, how: ClosedHow, choice: Option<&str>) {
        let answered_at = choice.map(|_| self.now());
        let conversation = self.conversation(i);
        let Some(question) = conversation.question.take() else { return };
        let back = (!conversation.within.is_empty()).then(|| {
            let (within, facts) = (conversation.within.clone(), conversation.facts.clone());
            Box::new(Back { within, facts })
        });
        if conversation.closed.len() >= REMEMBERED_QUESTIONS {
            conversation.closed.remove(0);
        }
        conversation.closed.push(ClosedQuestion {
            id: question.id,
            step: question.step,
            choice: choice.map(str::to_owned),
            answered_at,
            dialog: Some(conversation.dialog.clone()),
            back,
        });
        if let Some(next) = question.next {
            self.effects.push(Effect::CancelWait { wait: next.wait });
        }
        self.effects.push(Effect::CloseQuestion { question: question.id, how });
    }

    fn end(&mut self, i: usize, how: EndHow) {
        self.set_status(i, Status::Ended { how });
        if let Some(wait) = self.conversation(i).over.take() {
            self.effects.push(Effect::CancelWait { wait });
        }
    }

    /// Content that leads nowhere must not leave a person in silence.
    fn broken(&mut self, i: usize) {
        self.close_question(i, ClosedHow::Superseded, None);
        let cause = self.conversation(i).id.to_string();
        self.open_task(TaskKind::Storing, Desk::Klantmanager, Some(i), cause, None);
        self.end(i, EndHow::Broken);
    }

    fn new_wait(&mut self, conversation: ConversationId, due_at: DateTime<Utc>) -> WaitId {
        let wait = WaitId::derived(self.context.event, self.next_number());
        self.effects.push(Effect::Wait { wait, conversation, due_at });
        wait
    }

    fn new_question(&mut self) -> QuestionId {
        QuestionId::derived(self.context.event, self.next_number())
    }
}

/// The barrier that was named, as a code.
fn reason_of(conversation: &Conversation) -> Option<String> {
    ["reden", "obstakel"].iter().find_map(|name| match conversation.facts.get(*name) {
        Some(Fact::Word(code)) => Some(code.clone()),
        _ => None,
    })
}
