//! What begins a conversation: a reminder, a schedule, a session that changed.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};

use super::super::content::Content;
use super::super::conversation::Conversation;
use super::super::definition::{Dialog, EndHow, SessionChange};
use super::super::effect::{ClosedHow, Effect};
use super::super::event::About;
use super::{Run, URGENT};
use crate::ids::ConversationId;
use crate::message::{Fact, Facts};
use crate::trade::course::{Intent, SessionKind};
use crate::trade::task::{Desk, TaskKind};

/// A change of a session this near is told at once, also at night.
const CANNOT_WAIT: TimeDelta = TimeDelta::hours(12);
/// A dialog that began this recently is not begun again by a schedule or a colleague.
const RECENT: TimeDelta = TimeDelta::hours(24);

/// How a new conversation behaves towards the open question and the hour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Entry {
    /// It cannot wait for the morning either.
    AtOnce,
    /// The person asked for it, or the session is near: go first.
    Now,
    /// Wait for the open question, at most [`super::POLITE_WAIT`].
    Polite,
}

impl Run<'_> {
    /// Starts a dialog, or lets it wait for its turn; gives its place.
    pub(super) fn begin(
        &mut self,
        content: &Arc<Content>,
        dialog: &Dialog,
        facts: Facts,
        about: Option<About>,
        entry: Entry,
    ) -> usize {
        let number = self.next_number();
        let i = self.mailbox.conversations.len();
        let id = ConversationId::derived(self.context.event, number);
        let unspoken = self.unspoken(id, content, dialog, facts);
        self.mailbox.conversations.push(Conversation { about, ..unspoken });
        let polite = entry == Entry::Polite && (self.open().is_some() || self.mailbox.taken_over);
        let allowed_at = self.may_speak_at(about);
        if entry != Entry::AtOnce && allowed_at > self.now() {
            self.queue(i, allowed_at, self.useful_until);
        } else if polite {
            self.queue(i, self.politely(), self.useful_until);
        } else {
            self.run_first(i);
        }
        i
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
        let urgent = about.starts_at - self.now() <= URGENT;
        if self.mailbox.taken_over && urgent {
            return self.let_a_colleague_remind(about);
        }
        self.useful_until = Some(useful_until);
        let same = self.mailbox.conversations.iter().position(|c| {
            c.is_running()
                && c.changed.is_none()
                && c.about.is_some_and(|a| a.session == about.session)
        });
        if let Some(i) = same {
            return self.remind_again(i, about, facts);
        }
        let published = self.library.published.clone();
        if let Some(dialog) = published.for_reminder(kind) {
            let entry = if urgent { Entry::Now } else { Entry::Polite };
            self.begin(&published, dialog, facts.clone(), Some(about), entry);
        }
    }

    /// The same session is already being talked about: the question is put anew, and the silence
    /// is counted on; what waited, goes first now. Somebody who said "ik kan niet" is left in
    /// peace.
    fn remind_again(&mut self, i: usize, about: About, facts: &Facts) {
        let refused = Fact::Word(Intent::KomtNiet.as_str().to_owned());
        if facts.get("intentie") == Some(&refused) {
            return;
        }
        self.come_out(i);
        let conversation = self.conversation(i);
        conversation.about = Some(about);
        conversation.facts.extend(facts.clone());
        let allowed_at = self.may_speak_at(Some(about));
        if self.mailbox.taken_over {
            self.queue(i, self.politely(), self.useful_until);
        } else if allowed_at > self.now() {
            self.queue(i, allowed_at, self.useful_until);
        } else {
            self.run_first(i);
        }
    }

    /// The bot cannot tell of a session that is near: somebody must.
    pub(super) fn let_a_colleague_remind(&mut self, about: About) {
        self.effects.push(Effect::OpenTask {
            kind: TaskKind::Bellen,
            desk: Desk::Klantmanager,
            conversation: None,
            question: None,
            about: Some(about),
            reason: None,
            cause: about.session.to_string(),
            rung: None,
        });
    }

    /// A schedule, a colleague or another dialog starts a dialog by name. An older talk that nobody
    /// answered makes way for it.
    pub(super) fn start_named(&mut self, dialog: &str, facts: &Facts) {
        if self.mailbox.stopped {
            return;
        }
        let published = self.library.published.clone();
        let Some(def) = published.dialogs.get(dialog) else { return };
        let now = self.now();
        let running = |c: &Conversation| c.is_running() && c.dialog == dialog;
        if self.mailbox.conversations.iter().any(|c| running(c) && now - c.started_at < RECENT) {
            return;
        }
        for i in 0..self.mailbox.conversations.len() {
            if running(&self.mailbox.conversations[i]) {
                self.close_question(i, ClosedHow::NoAnswer, None);
                self.end(i, EndHow::NoAnswer);
            }
        }
        self.begin(&published, def, facts.clone(), None, Entry::Polite);
    }

    /// The session moved or will not take place: what was asked about it no longer counts.
    pub(super) fn session_changed(&mut self, about: About, cancelled: bool, facts: &Facts) {
        let change = if cancelled { SessionChange::Cancelled } else { SessionChange::Moved };
        let mut first_start = about.starts_at;
        for i in 0..self.mailbox.conversations.len() {
            let conversation = &mut self.mailbox.conversations[i];
            let Some(old) = conversation.about.filter(|a| a.session == about.session) else {
                continue;
            };
            if conversation.is_running() {
                first_start = first_start.min(old.starts_at);
                conversation.changed = Some(change);
                conversation.about = Some(about);
                conversation.facts.extend(facts.clone());
                self.close_question(i, ClosedHow::Superseded, None);
                self.end(i, EndHow::Superseded);
            }
        }
        if self.mailbox.stopped || self.usable().next().is_none() {
            let cause = TaskKind::GeenAdres.as_str().to_owned();
            return self.open_task(TaskKind::GeenAdres, Desk::Klantmanager, None, cause, None);
        }
        self.useful_until = Some(about.starts_at.max(self.now()));
        let near = first_start - self.now() <= CANNOT_WAIT;
        let entry = if near { Entry::AtOnce } else { Entry::Now };
        self.tell_change(change, about, facts.clone(), entry);
    }

    /// Says what became of a session.
    pub(super) fn tell_change(
        &mut self,
        change: SessionChange,
        about: About,
        facts: Facts,
        entry: Entry,
    ) {
        let published = self.library.published.clone();
        match published.for_change(change) {
            Some(dialog) => {
                self.begin(&published, dialog, facts, Some(about), entry);
            }
            // words of before these dialogs: somebody tells it
            None => self.let_a_colleague_remind(about),
        }
    }
}
