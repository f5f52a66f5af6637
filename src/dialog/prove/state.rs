//! A state: a mailbox as a dialog sees it. Two that a dialog cannot tell apart have one key.

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, Utc};

use super::super::content::Content;
use super::super::conversation::{Conversation, Mailbox, Status};
use super::super::effect::Effect;
use super::super::event::About;
use super::super::play::Play;
use crate::ids::ConversationId;
use crate::message::{Fact, Facts};
use crate::text::yes_and_no;
use crate::trade::course::Intent;

/// A mailbox, and what happened on the way to it as far as that matters.
#[derive(Clone)]
pub(super) struct State {
    pub(super) play: Play,
    /// Reminders of the session that went out.
    pub(super) reminded: usize,
    /// What was said about coming.
    pub(super) intent: Option<Intent>,
    /// What every reminder tells, beside what the session itself tells.
    pub(super) given: Facts,
    /// A colleague was called in since the open question was put.
    pub(super) called: bool,
    /// A colleague was called in at any time.
    pub(super) ever_called: bool,
    /// May something be said beside the question now? Once on a path, with one of the people.
    pub(super) asides: bool,
    /// What came beside the question.
    pub(super) beside: Option<Beside>,
}

/// What came beside the question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Beside {
    /// Something that the person said.
    Said {
        /// The conversation that it began, if it began one.
        began: Option<ConversationId>,
    },
    /// A reminder of something else.
    Reminded,
}

/// An answer that "toch niet" takes back: its conversation and its place among what was asked there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Back {
    conversation: usize,
    closed: usize,
}

impl State {
    /// Takes note of what happened, and forgets what is over.
    pub(super) fn note(&mut self, before: Option<&State>, effects: &[Effect]) {
        let asked = self.play.question().map(|(_, question)| question.id);
        let asked_before = before.and_then(|b| b.play.question()).map(|(_, question)| question.id);
        let is_new = asked.is_some() && asked != asked_before;
        if is_new {
            self.called = false;
        }
        for effect in effects {
            match effect {
                Effect::OpenTask { question, .. } => {
                    self.ever_called = true;
                    self.called |= !is_new || *question == asked;
                }
                Effect::Attend { intent, .. } => self.intent = Some(*intent),
                _ => {}
            }
        }
        let back = self.back();
        let mailbox = &mut self.play.mailbox;
        let kept = back.map(|back| mailbox.conversations[back.conversation].id);
        // the others cannot be taken back, and an old button does what "toch niet" does
        for (i, conversation) in mailbox.conversations.iter_mut().enumerate() {
            let closed = back.filter(|back| back.conversation == i).map(|back| back.closed);
            let last = closed.map(|place| conversation.closed.swap_remove(place));
            conversation.closed.clear();
            conversation.closed.extend(last);
        }
        self.play.forget_what_is_over_but(kept);
    }

    /// Is there an answer that "toch niet" takes back?
    pub(super) fn has_an_answer_to_take_back(&self) -> bool {
        self.back().is_some()
    }

    /// The last question that was answered with a yes or a no, as the engine finds it.
    fn back(&self) -> Option<Back> {
        if !self.asides {
            return None;
        }
        let content = self.play.content();
        let now = self.play.now;
        let mut last: Option<(DateTime<Utc>, Back)> = None;
        for (i, conversation) in self.play.mailbox.conversations.iter().enumerate() {
            let is_over = |about: &About| about.ends_at <= now;
            if conversation.about.as_ref().map_or(self.play.mailbox.stopped, is_over) {
                continue;
            }
            for (place, closed) in conversation.closed.iter().enumerate() {
                let Some(at) = closed.answered_at else { continue };
                let dialog = closed.dialog.as_ref().unwrap_or(&conversation.dialog);
                let Some(def) = content.step(dialog, &closed.step) else { continue };
                let keys: Vec<&str> = def.choices.iter().map(|(key, _)| key).collect();
                let given = keys.iter().position(|key| Some(*key) == closed.choice.as_deref());
                let Some((yes, no)) = yes_and_no(keys.into_iter()) else { continue };
                let counts = given == Some(yes) || given == Some(no);
                if counts && last.as_ref().is_none_or(|(before, _)| *before <= at) {
                    last = Some((at, Back { conversation: i, closed: place }));
                }
            }
        }
        last.map(|(_, back)| back)
    }

    /// Must somebody still do something? Not when a colleague was called or has taken over, after
    /// "stop", or when what is left has not begun yet.
    pub(super) fn is_owed(&self) -> bool {
        let mailbox = &self.play.mailbox;
        let planned = |c: &Conversation| {
            matches!(c.status, Status::Pausing { .. }) && c.onward.is_none() && c.within.is_empty()
        };
        !self.called
            && !mailbox.stopped
            && !mailbox.taken_over
            && mailbox.conversations.iter().any(|c| c.is_running() && !planned(c))
    }

    /// Nothing more is said beside a question from here on.
    pub(super) fn note_beside(&mut self, before: &Mailbox, beside: Option<Beside>) {
        let began = || {
            let known = |id| before.conversations.iter().any(|c| c.id == id);
            self.play.mailbox.conversations.iter().map(|c| c.id).find(|id| !known(*id))
        };
        self.beside = Some(beside.unwrap_or_else(|| Beside::Said { began: began() }));
        self.asides = false;
    }

    /// Did the person begin this conversation beside a question?
    pub(super) fn began_beside(&self, id: ConversationId) -> bool {
        self.beside == Some(Beside::Said { began: Some(id) })
    }

    /// Is there a conversation that has not ended?
    pub(super) fn is_running(&self) -> bool {
        self.play.mailbox.conversations.iter().any(Conversation::is_running)
    }

    /// Did the open question not arrive?
    pub(super) fn is_undelivered(&self) -> bool {
        self.play.question().is_some_and(|(_, question)| question.undelivered.is_some())
    }

    /// Will the end of a session end it?
    pub(super) fn has_an_end(&self) -> bool {
        self.play.mailbox.conversations.iter().any(|c| c.over.is_some())
    }
}

/// What makes two states the same.
pub(super) type Key = Vec<u32>;

/// Makes keys.
pub(super) struct Keys {
    /// Facts that a condition looks at, and those that the engine itself does.
    seen: BTreeSet<String>,
    numbers: HashMap<String, u32>,
}

impl Keys {
    pub(super) fn new(content: &Content) -> Self {
        Self { seen: facts_seen(content), numbers: HashMap::new() }
    }

    /// Facts that matter.
    pub(super) fn seen(&self) -> &BTreeSet<String> {
        &self.seen
    }

    fn number(&mut self, word: &str) -> u32 {
        if let Some(number) = self.numbers.get(word) {
            return *number;
        }
        let number = u32::try_from(self.numbers.len()).unwrap_or(u32::MAX);
        self.numbers.insert(word.to_owned(), number);
        number
    }

    /// The key of a state.
    pub(super) fn of(&mut self, state: &State) -> Key {
        let mailbox = &state.play.mailbox;
        let flags = u32::from(mailbox.stopped)
            | u32::from(mailbox.taken_over) << 1
            | u32::from(state.called) << 2
            | u32::from(state.ever_called) << 3
            | state.intent.map_or(0, |i| 1 + u32::from(i == Intent::Komt)) << 4
            | u32::from(state.beside.is_some()) << 6
            | u32::from(state.beside == Some(Beside::Reminded)) << 7
            | u32::from(state.asides) << 8;
        let mut key = Key::with_capacity(32);
        key.push(flags);
        key.push(u32::try_from(state.reminded).unwrap_or(u32::MAX));
        self.facts(&state.given, &mut key);
        for conversation in &mailbox.conversations {
            if mailbox.stopped && !state.asides {
                // it is silent, whatever it asked before
                key.push(self.number(&conversation.dialog));
                key.push(u32::from(conversation.over.is_some()));
            } else {
                self.conversation(conversation, state, &mut key);
            }
        }
        key
    }

    fn conversation(&mut self, conversation: &Conversation, state: &State, key: &mut Key) {
        key.push(self.number(&conversation.dialog));
        key.push(self.number(&conversation.step));
        key.push(match &conversation.status {
            Status::Live => 0,
            Status::Queued { .. } => 1,
            Status::Suspended { wait } => 2 + u32::from(wait.is_some()),
            Status::Lingering { times, .. } => 10 + times,
            Status::Ended { .. } => 4,
            Status::Pausing { .. } => 5,
        });
        key.push(u32::from(conversation.over.is_some()));
        self.facts(&conversation.facts, key);
        // at most one of all is kept: what can be taken back
        for closed in &conversation.closed {
            key.push(self.number(&closed.step));
            key.push(closed.choice.as_deref().map_or(u32::MAX, |choice| self.number(choice)));
        }
        key.push(conversation.onward.as_deref().map_or(u32::MAX, |step| self.number(step)));
        for within in &conversation.within {
            key.push(self.number(&within.dialog));
            key.push(self.number(&within.goto));
            self.facts(&within.facts, key);
        }
        let Some(question) = &conversation.question else { return key.push(u32::MAX) };
        key.push(self.number(&question.step));
        key.push(u32::try_from(question.rungs_done).unwrap_or(u32::MAX));
        key.push(question.misunderstood.min(super::super::limits::MAX_MISUNDERSTOOD));
        key.push(u32::from(question.undelivered.is_some()));
        let place = |id| state.play.mailbox.addresses.iter().position(|a| Some(a.id) == id);
        key.push(place(question.address).map_or(u32::MAX, |n| u32::try_from(n).unwrap_or(0)));
        key.push(question.next.as_ref().map_or(u32::MAX, |next| {
            let index = u32::try_from(next.index).unwrap_or(0);
            index * 4 + u32::from(next.rung.is_some()) * 2 + u32::from(next.again)
        }));
        key.push(question.put_off);
    }

    fn facts(&mut self, facts: &Facts, key: &mut Key) {
        for (name, fact) in facts {
            if self.seen.contains(name) {
                key.push(self.number(name));
                key.push(match fact {
                    Fact::Word(word) => self.number(word),
                    Fact::Number(n) => self.number(&n.to_string()),
                    other => self.number(&format!("{other:?}")),
                });
            }
        }
    }
}

/// Facts that any condition of any dialog looks at, and those that the engine does.
pub(super) fn facts_seen(content: &Content) -> BTreeSet<String> {
    let steps = content.dialogs.values().flat_map(|d| d.steps.iter());
    let mut seen: BTreeSet<String> = steps
        .flat_map(|(_, step)| &step.value.branch)
        .flat_map(|case| case.when.keys().cloned())
        .collect();
    seen.insert("intentie".to_owned());
    seen.insert("moment".to_owned());
    // counted anew whenever something is said: time is not part of a state
    seen.remove("dagen");
    seen
}
