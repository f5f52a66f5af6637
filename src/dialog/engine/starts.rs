//! Beginning a conversation, waiting for a turn, being interrupted, coming back.

use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::super::content::Content;
use super::super::conversation::{Conversation, Status};
use super::super::definition::{Dialog, EndHow};
use super::super::effect::{ClosedHow, Effect};
use super::super::event::About;
use super::{POLITE_WAIT, Route, Run, URGENT};
use crate::ids::ConversationId;
use crate::message::{Fact, Facts};
use crate::trade::course::{Intent, SessionKind};
use crate::trade::task::{Desk, TaskKind};

/// How a new conversation behaves towards the open question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Entry {
    /// The person asked for it, or the session is near: go first.
    Now,
    /// Wait for the open question, at most [`POLITE_WAIT`].
    Polite,
}

impl Run<'_> {
    /// Starts a dialog, or lets it wait for its turn.
    pub(super) fn begin(
        &mut self,
        content: &Arc<Content>,
        dialog: &Dialog,
        facts: Facts,
        about: Option<About>,
        entry: Entry,
    ) {
        let number = self.next_number();
        let id = ConversationId::derived(self.context.event, number);
        let must_wait = entry == Entry::Polite && self.open().is_some();
        let status = if must_wait {
            let wait = self.new_wait(id, self.now() + POLITE_WAIT);
            Status::Queued { wait, useful_until: self.useful_until }
        } else {
            Status::Live
        };
        self.mailbox.conversations.push(Conversation {
            id,
            dialog: dialog.dialog.value.clone(),
            revision: content.revision.clone(),
            status,
            step: dialog.first_step().to_owned(),
            facts,
            about,
            question: None,
            closed: Vec::new(),
            started_at: self.now(),
            over: None,
        });
        if !must_wait {
            self.run_first(self.mailbox.conversations.len() - 1);
        }
    }

    fn run_first(&mut self, i: usize) {
        let first = self.conversation(i).step.clone();
        self.conversation(i).status = Status::Live;
        self.walk(i, &first);
        self.suspend_others(i);
    }

    /// If `i` asks something now, every other question waits.
    pub(super) fn suspend_others(&mut self, i: usize) {
        if !self.mailbox.conversations[i].has_open_question() {
            return;
        }
        for other in 0..self.mailbox.conversations.len() {
            if other != i && self.mailbox.conversations[other].has_open_question() {
                self.cancel_next(other);
                self.conversation(other).status = Status::Suspended;
                self.note_question(other);
            }
        }
    }

    /// When nothing is being asked: the interrupted question returns, or the next in the queue
    /// begins.
    pub(super) fn take_turns(&mut self) {
        // each round ends or opens one conversation, so this ends
        for _ in 0..self.mailbox.conversations.len() {
            if self.open().is_some() || self.mailbox.stopped || self.mailbox.taken_over {
                return;
            }
            let all = &self.mailbox.conversations;
            let suspended = all.iter().rposition(|c| c.status == Status::Suspended);
            let queued = all.iter().position(|c| matches!(c.status, Status::Queued { .. }));
            match (suspended, queued) {
                (Some(i), _) => self.resume(i),
                (None, Some(i)) => self.dequeue(i),
                (None, None) => return,
            }
        }
    }

    fn resume(&mut self, i: usize) {
        let content = self.content(i);
        let conversation = self.conversation(i);
        conversation.status = Status::Live;
        let step = conversation.question.as_ref().map(|q| q.step.clone()).unwrap_or_default();
        let over = conversation.about.is_some_and(|a| a.ends_at <= self.context.now);
        let dialog = self.conversation(i).dialog.clone();
        match content.step(&dialog, &step) {
            Some(def) if !over => {
                let route = if self.by_person { Route::Back } else { Route::Preferred };
                self.put(i, def, route, None, None);
            }
            Some(_) => {
                self.close_question(i, ClosedHow::NoAnswer, None);
                self.end(i, EndHow::NoAnswer);
            }
            None => self.broken(i),
        }
    }

    /// A queued conversation begins; one that has become worthless ends, and its row says so.
    pub(super) fn dequeue(&mut self, i: usize) {
        let Status::Queued { useful_until, .. } = self.conversation(i).status else { return };
        self.unqueue(i);
        if useful_until.is_some_and(|until| until <= self.now()) {
            return self.end(i, EndHow::Superseded);
        }
        let outer = std::mem::replace(&mut self.useful_until, useful_until);
        // what was put off is still ours to begin: a reminder, not a reply
        let by_person = std::mem::replace(&mut self.by_person, false);
        self.run_first(i);
        self.by_person = by_person;
        self.useful_until = outer;
    }

    pub(super) fn unqueue(&mut self, i: usize) {
        if let Status::Queued { wait, .. } = self.conversation(i).status {
            self.effects.push(Effect::CancelWait { wait });
        }
    }

    /// A reminder falls due.
    pub(super) fn reminder(
        &mut self,
        about: About,
        kind: SessionKind,
        facts: &Facts,
        useful_until: DateTime<Utc>,
    ) {
        if self.mailbox.stopped || self.usable().next().is_none() {
            let cause = TaskKind::GeenAdres.as_str().to_owned();
            return self.open_task(TaskKind::GeenAdres, Desk::Klantmanager, None, cause, None);
        }
        if self.mailbox.taken_over {
            return;
        }
        self.useful_until = Some(useful_until);
        let same =
            self.mailbox.conversations.iter().position(|c| {
                !c.has_ended() && c.about.is_some_and(|a| a.session == about.session)
            });
        if let Some(i) = same {
            return self.remind_again(i, about, facts);
        }
        let published = self.library.published.clone();
        if let Some(dialog) = published.for_reminder(kind) {
            let urgent = about.starts_at - self.now() <= URGENT;
            let entry = if urgent { Entry::Now } else { Entry::Polite };
            self.begin(&published, dialog, facts.clone(), Some(about), entry);
        }
    }

    /// The same session is already being talked about: the question is put anew, and the silence
    /// is counted on. Somebody who said "ik kan niet" is left in peace.
    fn remind_again(&mut self, i: usize, about: About, facts: &Facts) {
        let refused = Fact::Word(Intent::KomtNiet.as_str().to_owned());
        if facts.get("intentie") == Some(&refused) {
            return;
        }
        let content = self.content(i);
        let conversation = self.conversation(i);
        conversation.about = Some(about);
        conversation.facts.extend(facts.clone());
        match conversation.status {
            Status::Live => {
                let dialog = conversation.dialog.clone();
                let first = content.dialogs.get(&dialog).map_or("", Dialog::first_step).to_owned();
                self.walk(i, &first);
            }
            // its turn comes; then it speaks with the new facts
            Status::Queued { .. } | Status::Suspended | Status::Ended { .. } => {}
        }
    }

    /// A schedule, a colleague or another dialog starts a dialog by name.
    pub(super) fn start_named(&mut self, dialog: &str, facts: &Facts) {
        if self.mailbox.stopped || self.mailbox.taken_over {
            return;
        }
        let published = self.library.published.clone();
        let running =
            self.mailbox.conversations.iter().any(|c| !c.has_ended() && c.dialog == dialog);
        match published.dialogs.get(dialog) {
            Some(def) if !running => {
                self.begin(&published, def, facts.clone(), None, Entry::Polite);
            }
            _ => {}
        }
    }

    /// The session moved or will not take place: what was asked about it no longer counts.
    pub(super) fn session_changed(&mut self, about: About, cancelled: bool, facts: &Facts) {
        for i in 0..self.mailbox.conversations.len() {
            let conversation = &self.mailbox.conversations[i];
            let same = conversation.about.is_some_and(|a| a.session == about.session);
            if same && !conversation.has_ended() {
                self.close_question(i, ClosedHow::Superseded, None);
                self.unqueue(i);
                self.end(i, EndHow::Superseded);
            }
        }
        if self.mailbox.stopped || self.usable().next().is_none() {
            let cause = TaskKind::GeenAdres.as_str().to_owned();
            return self.open_task(TaskKind::GeenAdres, Desk::Klantmanager, None, cause, None);
        }
        self.useful_until = Some(about.starts_at.max(self.now()));
        self.say_alone(if cancelled { "afgezegd" } else { "verplaatst" }, facts.clone());
    }
}
