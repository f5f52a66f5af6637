//! Where a dialog goes without an answer: into another dialog and back, into a pause, to a later day.

use std::sync::Arc;

use super::super::content::Content;
use super::super::conversation::{Conversation, Status, Within};
use super::super::definition::{Dialog, EndHow, OwnPlan, Pause, Planned, PracticeHours, SubDialog};
use super::super::effect::Effect;
use super::super::limits::MAX_DEPTH;
use super::Run;
use crate::ids::ConversationId;
use crate::message::{Fact, Facts};
use crate::plan::local_time;
use crate::trade::own_plan::LONGEST;

/// What stands before the name of a fact that is passed on.
const OURS: char = '$';

impl Run<'_> {
    /// Enters another dialog; gives its first step, or nothing when it cannot be held.
    pub(super) fn enter(
        &mut self,
        i: usize,
        content: &Arc<Content>,
        other: &SubDialog,
    ) -> Option<String> {
        let dialog = content.dialogs.get(&other.dialog.value)?;
        let known = self.facts_of(i);
        let conversation = self.conversation(i);
        if conversation.within.len() >= MAX_DEPTH {
            return None;
        }
        let given = other.with.iter().filter_map(|(name, value)| {
            let fact = match value.strip_prefix(OURS) {
                Some(ours) => known.get(ours)?.clone(),
                None => Fact::Word(value.clone()),
            };
            Some((name.clone(), fact))
        });
        let facts = given.collect();
        let within = Within {
            dialog: std::mem::replace(&mut conversation.dialog, dialog.dialog.value.clone()),
            facts: std::mem::replace(&mut conversation.facts, facts),
            goto: other.goto.value.clone(),
            keep: other.keep.clone(),
        };
        conversation.within.push(within);
        Some(dialog.first_step().to_owned())
    }

    /// Leaves a dialog that is held in another one, when it has its answer: gives the step at which
    /// that one goes on. Any other end is the end of both.
    pub(super) fn leave(&mut self, i: usize, how: EndHow) -> Option<String> {
        if how != EndHow::Answered {
            return None;
        }
        let conversation = self.conversation(i);
        let outer = conversation.within.pop()?;
        let given = std::mem::replace(&mut conversation.facts, outer.facts);
        for (theirs, ours) in &outer.keep {
            match given.get(theirs) {
                Some(fact) => conversation.facts.insert(ours.clone(), fact.clone()),
                None => conversation.facts.remove(ours),
            };
        }
        conversation.dialog = outer.dialog;
        Some(outer.goto)
    }

    /// Back to the outermost dialog, as it was when it went into others.
    pub(super) fn come_out(&mut self, i: usize) {
        let conversation = self.conversation(i);
        if let Some(outermost) = conversation.within.drain(..).next() {
            conversation.dialog = outermost.dialog;
            conversation.facts = outermost.facts;
        }
        conversation.onward = None;
    }

    /// Says nothing until then; others may speak meanwhile.
    pub(super) fn pause(&mut self, i: usize, pause: &Pause) {
        let due_at = self.now() + pause.long.0;
        let id = self.conversation(i).id;
        let wait = self.new_wait(id, due_at);
        self.conversation(i).onward = Some(pause.goto.value.clone());
        self.set_status(i, Status::Pausing { wait });
    }

    /// The pause is over: it goes on, unless somebody else is being asked something, or the hour
    /// does not allow it.
    pub(super) fn go_on(&mut self, i: usize) {
        if self.mailbox.stopped {
            return self.keep_for_later(i);
        }
        let allowed_at = self.may_speak_at(None);
        if allowed_at > self.now() {
            self.queue(i, allowed_at, None);
        } else if self.open().is_some() || self.mailbox.taken_over {
            self.queue(i, self.politely(), None);
        } else {
            self.run_on(i);
        }
    }

    /// Plans another dialog, unless it is planned or held already.
    pub(super) fn plan(&mut self, i: usize, planned: &Planned) {
        let content = self.content(i);
        let Some(dialog) = content.dialogs.get(&planned.dialog.value) else { return };
        let name = &dialog.dialog.value;
        if self.mailbox.conversations.iter().any(|c| c.is_running() && c.dialog == *name) {
            return;
        }
        let id = ConversationId::derived(self.context.event, self.next_number());
        let wait = self.new_wait(id, self.now() + planned.after.0);
        let later = self.unspoken(id, &content, dialog, Facts::new());
        self.mailbox.conversations.push(Conversation { status: Status::Pausing { wait }, ..later });
    }

    /// What was planned does not begin.
    pub(super) fn unplan(&mut self, dialog: &str) {
        for i in 0..self.mailbox.conversations.len() {
            let conversation = &self.mailbox.conversations[i];
            let is_planned = conversation.dialog == dialog
                && conversation.onward.is_none()
                && matches!(conversation.status, Status::Pausing { .. });
            if is_planned {
                self.end(i, EndHow::Superseded);
            }
        }
    }

    /// A conversation that has said nothing yet.
    pub(super) fn unspoken(
        &self,
        id: ConversationId,
        content: &Content,
        dialog: &Dialog,
        facts: Facts,
    ) -> Conversation {
        Conversation {
            id,
            dialog: dialog.dialog.value.clone(),
            revision: content.revision.clone(),
            status: Status::Live,
            step: dialog.first_step().to_owned(),
            facts,
            within: Vec::new(),
            onward: None,
            about: None,
            question: None,
            closed: Vec::new(),
            started_at: self.now(),
            over: None,
            changed: dialog.starts.session,
        }
    }

    pub(super) fn keep_own_plan(&mut self, i: usize, plan: &OwnPlan) {
        let facts = self.facts_of(i);
        let told = plan.facts.iter().filter_map(|name| match facts.get(&name.value) {
            Some(Fact::Word(words)) if !words.trim().is_empty() => Some(words.trim()),
            _ => None,
        });
        let words: String = told.collect::<Vec<_>>().join("; ").chars().take(LONGEST).collect();
        if !words.is_empty() {
            self.effects.push(Effect::OwnPlan { letter: plan.letter, words });
        }
    }

    pub(super) fn note_practice(&mut self, i: usize, hours: &PracticeHours) {
        let facts = self.facts_of(i);
        let Some(Fact::Hours(minutes)) = facts.get(&hours.fact.value) else { return };
        let said = hours.on.as_ref().and_then(|day| facts.get(&day.value));
        let on = match said {
            Some(Fact::Date(day)) => *day,
            _ => local_time::local_date(self.now()),
        };
        let conversation = &self.mailbox.conversations[i];
        self.effects.push(Effect::Practice {
            conversation: conversation.id,
            about: conversation.about,
            minutes: *minutes,
            on,
        });
    }
}
