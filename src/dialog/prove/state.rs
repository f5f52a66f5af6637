//! A state: a mailbox as a dialog sees it. Two that a dialog cannot tell apart have one key.

use std::collections::{BTreeSet, HashMap};

use super::super::content::Content;
use super::super::conversation::{Conversation, Status};
use super::super::effect::Effect;
use super::super::play::Play;
use crate::message::{Fact, Facts};
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
        self.play.forget_what_is_over();
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

    /// Is there a conversation that has not ended?
    pub(super) fn is_running(&self) -> bool {
        self.play.mailbox.conversations.iter().any(Conversation::is_running)
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
            | state.intent.map_or(0, |i| 1 + u32::from(i == Intent::Komt)) << 4;
        let mut key = Key::with_capacity(32);
        key.push(flags);
        key.push(u32::try_from(state.reminded).unwrap_or(u32::MAX));
        self.facts(&state.given, &mut key);
        for conversation in &mailbox.conversations {
            if mailbox.stopped {
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
