//! Whose turn it is: waiting for it, being interrupted, coming back.
//!
//! What we begin ourselves keeps the quiet hours; an answer to a person does not wait for them.

use chrono::{DateTime, Utc};

use super::super::conversation::Status;
use super::super::definition::{Dialog, EndHow};
use super::super::effect::{ClosedHow, Effect};
use super::super::event::About;
use super::{POLITE_WAIT, Route, Run, URGENT};
use crate::plan::quiet_hours::QuietHours;
use crate::plan::reminder::SHORT_NOTICE;

impl Run<'_> {
    /// The status changes; a wait that belonged to the old one is no longer needed.
    pub(super) fn set_status(&mut self, i: usize, status: Status) {
        let old = std::mem::replace(&mut self.conversation(i).status, status);
        let wait = match old {
            Status::Queued { wait, .. }
            | Status::Lingering { wait, .. }
            | Status::Pausing { wait } => Some(wait),
            Status::Suspended { wait } => wait,
            Status::Live | Status::Ended { .. } => None,
        };
        if let Some(wait) = wait {
            self.effects.push(Effect::CancelWait { wait });
        }
    }

    /// The first moment at which we may speak of our own accord.
    pub(super) fn may_speak_at(&self, about: Option<About>) -> DateTime<Utc> {
        let now = self.now();
        if self.by_person {
            return now;
        }
        let quiet = self.quiet_hours();
        if about.is_some_and(|a| a.starts_at - now <= SHORT_NOTICE) {
            quiet.for_short_notice().next_allowed(now)
        } else {
            quiet.next_allowed(now)
        }
    }

    /// When a polite conversation looks again whether it is its turn.
    pub(super) fn politely(&self) -> DateTime<Utc> {
        self.quiet_hours().next_allowed(self.now() + POLITE_WAIT)
    }

    /// When this municipality leaves people alone, as it is published now.
    pub(super) fn quiet_hours(&self) -> &QuietHours {
        self.library.published.policies.quiet_hours_of(&self.mailbox.gemeente)
    }

    /// Lets a conversation wait in the queue, no longer than it is of use.
    pub(super) fn queue(
        &mut self,
        i: usize,
        at: DateTime<Utc>,
        useful_until: Option<DateTime<Utc>>,
    ) {
        self.cancel_next(i);
        let id = self.conversation(i).id;
        let due = useful_until.map_or(at, |until| at.min(until.max(self.now())));
        let wait = self.new_wait(id, due);
        self.set_status(i, Status::Queued { wait, useful_until });
    }

    /// The wait of a queued conversation ran out: it speaks, unless it must wait on.
    pub(super) fn dequeue_or_wait(&mut self, i: usize) {
        let Status::Queued { useful_until, .. } = self.conversation(i).status else { return };
        if self.mailbox.stopped {
            return self.keep_for_later(i);
        }
        let about = self.conversation(i).about;
        let useful = useful_until.is_none_or(|until| until > self.now());
        let allowed_at = self.may_speak_at(about);
        // a session goes before a question that is about none
        let gives_way = about.is_none()
            && self.open().is_some_and(|open| self.mailbox.conversations[open].about.is_some());
        if useful && allowed_at > self.now() {
            self.queue(i, allowed_at, useful_until);
        } else if useful && (self.mailbox.taken_over || gives_way) {
            self.queue(i, self.politely(), useful_until);
        } else {
            self.dequeue(i);
        }
    }

    /// A queued conversation speaks; one that has become worthless does not, and its row says so.
    fn dequeue(&mut self, i: usize) {
        let Status::Queued { useful_until, .. } = self.conversation(i).status else { return };
        if useful_until.is_some_and(|until| until <= self.now()) {
            return self.too_late_to_speak(i);
        }
        let outer = std::mem::replace(&mut self.useful_until, useful_until);
        // what was put off is still ours to begin: a reminder, not a reply
        let by_person = std::mem::replace(&mut self.by_person, false);
        self.run_on(i);
        self.by_person = by_person;
        self.useful_until = outer;
    }

    fn too_late_to_speak(&mut self, i: usize) {
        let conversation = &self.mailbox.conversations[i];
        if conversation.question.is_some() {
            // what it asked before can still be answered
            return self.set_status(i, Status::Suspended { wait: None });
        }
        let missed = conversation.about.filter(|a| {
            conversation.changed.is_none()
                && a.starts_at > self.now()
                && a.starts_at - self.now() <= URGENT
        });
        self.end(i, EndHow::Superseded);
        if let Some(about) = missed {
            self.let_a_colleague_remind(about);
        }
    }

    /// Begins, or begins again with new facts.
    pub(super) fn run_first(&mut self, i: usize) {
        self.come_out(i);
        self.run_on(i);
    }

    /// Begins, or goes on after a pause.
    pub(super) fn run_on(&mut self, i: usize) {
        let content = self.content(i);
        let conversation = self.conversation(i);
        let first = content.dialogs.get(&conversation.dialog).map_or("", Dialog::first_step);
        let to = conversation.onward.take().unwrap_or_else(|| first.to_owned());
        self.set_status(i, Status::Live);
        self.walk(i, &to);
        self.suspend_others(i);
    }

    /// If `i` asks something now, every other question waits.
    pub(super) fn suspend_others(&mut self, i: usize) {
        if !self.mailbox.conversations[i].has_open_question() {
            return;
        }
        for other in 0..self.mailbox.conversations.len() {
            if other != i && self.mailbox.conversations[other].has_open_question() {
                self.suspend(other);
            }
        }
    }

    fn suspend(&mut self, i: usize) {
        self.cancel_next(i);
        self.set_status(i, Status::Suspended { wait: None });
        self.note_question(i);
    }

    /// Who said "stop" hears nothing more, but what was asked about a session can be answered until
    /// it is over, and is asked again after "start".
    pub(super) fn keep_for_later(&mut self, i: usize) {
        let coming = self.conversation(i).about.is_some_and(|a| a.ends_at > self.context.now);
        if !coming || self.conversation(i).changed.is_some() {
            self.close_question(i, ClosedHow::Stopped, None);
            return self.end(i, EndHow::OptedOut);
        }
        self.cancel_next(i);
        self.set_status(i, Status::Suspended { wait: None });
        self.watch_the_end(i);
        if let Some(question) = &self.mailbox.conversations[i].question {
            let closed = Effect::CloseQuestion { question: question.id, how: ClosedHow::Stopped };
            self.effects.push(closed);
        }
    }

    /// When nothing is being asked: the interrupted question returns, or the next in the queue
    /// begins.
    pub(super) fn take_turns(&mut self) {
        // each round ends or opens one conversation, so this ends
        for _ in 0..self.mailbox.conversations.len() {
            if self.open().is_some() || self.mailbox.stopped {
                return;
            }
            let all = &self.mailbox.conversations;
            let suspended = all.iter().rposition(|c| matches!(c.status, Status::Suspended { .. }));
            let queued = || all.iter().position(|c| matches!(c.status, Status::Queued { .. }));
            let Some(i) = suspended.or_else(queued) else { return };
            // who answers at night gets that answered, and nothing else that we wanted to ask
            let asked_before = suspended.is_some();
            let by_person = self.by_person;
            self.by_person = by_person && asked_before;
            let allowed_at = self.may_speak_at(None);
            self.by_person = by_person;
            if self.mailbox.taken_over {
                return self.return_later(i, self.politely());
            }
            if allowed_at > self.now() {
                return self.return_later(i, allowed_at);
            }
            match suspended {
                Some(i) => self.resume(i),
                None => self.dequeue(i),
            }
        }
    }

    /// A question that was interrupted is put again now, and the one that has the turn waits.
    pub(super) fn ask_again_now(&mut self, i: usize) {
        self.resume(i);
        self.suspend_others(i);
    }

    /// A queued conversation has its wait; an interrupted one gets it now.
    pub(super) fn return_later(&mut self, i: usize, at: DateTime<Utc>) {
        if self.conversation(i).status == (Status::Suspended { wait: None }) {
            let id = self.conversation(i).id;
            let wait = self.new_wait(id, at);
            self.set_status(i, Status::Suspended { wait: Some(wait) });
        }
    }

    fn resume(&mut self, i: usize) {
        let content = self.content(i);
        let over = self.conversation(i).about.is_some_and(|a| a.ends_at <= self.context.now);
        if over {
            self.close_question(i, ClosedHow::NoAnswer, None);
            return self.end(i, EndHow::NoAnswer);
        }
        let Some(question) = self.conversation(i).question.clone() else {
            return self.run_on(i);
        };
        self.set_status(i, Status::Live);
        match content.step(&self.mailbox.conversations[i].dialog, &question.step) {
            Some(def) => {
                let route = if self.by_person { Route::Back } else { Route::Preferred };
                self.put(i, def, route, None, None);
            }
            None => self.broken(i),
        }
    }
}
