//! Nobody answers, or nothing arrives: what is tried next, and when.

use super::super::conversation::{NextTry, Status};
use super::super::definition::EndHow;
use super::super::effect::{ClosedHow, Effect};
use super::super::limits::MAX_LATER;
use super::{Route, Run};
use crate::ids::{QuestionId, WaitId};
use crate::message::{Fact, Facts};
use crate::plan::ladder::{self, Ladder, NextRung, Reach, RungKind};
use crate::plan::local_time;
use crate::trade::task::{Desk, TaskKind};

/// One open task per mailbox for messages that did not arrive.
const NOT_DELIVERED: &str = "niet-bezorgd";

impl Run<'_> {
    /// What happens when the question stays unanswered from now on.
    pub(super) fn plan_silence(&mut self, i: usize) {
        self.cancel_next(i);
        let content = self.content(i);
        let quiet = content.policies.quiet_hours_of(&self.mailbox.gemeente);
        let conversation = &self.mailbox.conversations[i];
        let Some(question) = &conversation.question else { return };
        let def = content.step(&conversation.dialog, &question.step);
        if let Some(own) = def.and_then(|d| d.no_answer.as_ref()) {
            let at = quiet.next_allowed(self.now() + own.after.0);
            return self.set_next(i, at, None, question.rungs_done);
        }
        let Some(ladder) = self.ladder_of(i) else { return };
        let done = question.rungs_done;
        let next = ladder::next_rung(&ladder, done, &self.reach(i), self.now(), quiet);
        self.set_rung(i, next);
    }

    /// What happens when the last try did not arrive. A question that handles silence itself, does.
    pub(super) fn plan_undelivered(&mut self, i: usize) {
        let content = self.content(i);
        let quiet = content.policies.quiet_hours_of(&self.mailbox.gemeente);
        let conversation = &self.mailbox.conversations[i];
        let Some(question) = &conversation.question else { return };
        let def = content.step(&conversation.dialog, &question.step);
        if def.is_some_and(|d| d.no_answer.is_some()) {
            if question.next.is_none() {
                self.plan_silence(i);
            }
            return;
        }
        let done = question.rungs_done;
        let planned = self.ladder_of(i).map(|ladder| {
            ladder::when_undelivered(&ladder, done, &self.reach(i), self.now(), quiet)
        });
        self.cancel_next(i);
        match planned {
            Some(next) => self.set_rung(i, next),
            // a dialog without a ladder still must not end in silence
            None => {
                let cause = TaskKind::GeenAdres.as_str().to_owned();
                self.open_task(TaskKind::GeenAdres, Desk::Klantmanager, Some(i), cause, None);
            }
        }
    }

    fn set_rung(&mut self, i: usize, next: Option<NextRung>) {
        if let Some(next) = next {
            self.set_next(i, next.due_at, Some(next.kind), next.index);
        }
    }

    pub(super) fn set_next(
        &mut self,
        i: usize,
        at: chrono::DateTime<chrono::Utc>,
        rung: Option<RungKind>,
        index: usize,
    ) {
        let id = self.conversation(i).id;
        let wait = self.new_wait(id, at);
        if let Some(question) = &mut self.conversation(i).question {
            question.next = Some(NextTry { wait, at, rung, index, again: false });
        }
    }

    /// The person asked to be asked again later: nobody is tried before, and a colleague asks when it
    /// happens too often.
    pub(super) fn put_off(&mut self, i: usize, after: chrono::TimeDelta) {
        self.cancel_next(i);
        let Some(question) = &mut self.conversation(i).question else { return };
        // counted no further than it matters
        question.put_off = (question.put_off + 1).min(MAX_LATER + 1);
        let (too_often, cause) = (question.put_off > MAX_LATER, question.id.to_string());
        if too_often {
            self.open_task(TaskKind::Bellen, Desk::Klantmanager, Some(i), cause, None);
            self.say_alone("later-collega", Facts::new());
            return self.note_question(i);
        }
        let content = self.content(i);
        let quiet = content.policies.quiet_hours_of(&self.mailbox.gemeente);
        let at = quiet.next_allowed(self.now() + after);
        self.set_next(i, at, None, 0);
        self.asked_for(i, true);
        let day = Fact::Date(local_time::local_date(at));
        self.say_alone("later-weer", [("dag".to_owned(), day)].into());
        self.note_question(i);
    }

    pub(super) fn asked_for(&mut self, i: usize, again: bool) {
        if let Some(next) = self.conversation(i).question.as_mut().and_then(|q| q.next.as_mut()) {
            next.again = again;
        }
    }

    pub(super) fn cancel_next(&mut self, i: usize) {
        let next = self.conversation(i).question.as_mut().and_then(|q| q.next.take());
        if let Some(next) = next {
            self.effects.push(Effect::CancelWait { wait: next.wait });
        }
    }

    fn ladder_of(&self, i: usize) -> Option<Ladder> {
        let content = self.content(i);
        let conversation = &self.mailbox.conversations[i];
        let step = conversation.question.as_ref().map_or("", |q| q.step.as_str());
        let own = content.step(&conversation.dialog, step).and_then(|d| d.ladder.as_ref());
        let dialog = content.dialogs.get(&conversation.dialog);
        let name = own.or_else(|| dialog.and_then(|d| d.ladder.as_ref()))?;
        content.policies.ladder_of(&self.mailbox.gemeente, &name.value).cloned()
    }

    fn reach(&self, i: usize) -> Reach {
        let last = self.mailbox.conversations[i].question.as_ref().and_then(|q| q.address);
        Reach {
            usable_addresses: u32::try_from(self.usable().count()).unwrap_or(u32::MAX),
            has_other_channel: self.pick(Route::Other(last)).is_some(),
            has_coach: self.mailbox.has_coach,
        }
    }

    /// A wait ran out. One that belongs to nothing current changes nothing.
    pub(super) fn elapsed(&mut self, wait: WaitId) {
        let all = &self.mailbox.conversations;
        let of_question = all.iter().position(|c| {
            c.question.as_ref().and_then(|q| q.next.as_ref()).is_some_and(|n| n.wait == wait)
        });
        if let Some(i) = of_question {
            return self.silent(i);
        }
        if let Some(i) = all.iter().position(|c| c.over == Some(wait)) {
            self.close_question(i, ClosedHow::NoAnswer, None);
            self.conversation(i).over = None;
            return self.end(i, EndHow::NoAnswer);
        }
        for i in 0..all.len() {
            match self.mailbox.conversations[i].status {
                Status::Queued { wait: w, .. } if w == wait => return self.dequeue_or_wait(i),
                Status::Lingering { wait: w, how, .. } if w == wait => return self.end(i, how),
                Status::Pausing { wait: w } if w == wait => return self.go_on(i),
                // its turn comes as soon as it may
                Status::Suspended { wait: Some(w) } if w == wait => {
                    return self.set_status(i, Status::Suspended { wait: None });
                }
                _ => {}
            }
        }
    }

    fn silent(&mut self, i: usize) {
        let Some(next) = self.conversation(i).question.as_mut().and_then(|q| q.next.take()) else {
            return;
        };
        // "stop" keeps its rungs for after "start"; what the dialog does itself, it does unheard
        if self.mailbox.stopped && next.rung.is_some() {
            return self.note_question(i);
        }
        let allowed_at = self.may_speak_at(None);
        let again = if allowed_at > self.now() {
            Some(allowed_at)
        } else {
            self.mailbox.taken_over.then(|| self.politely())
        };
        if let Some(at) = again {
            self.set_next(i, at, next.rung, next.index);
            self.asked_for(i, next.again);
            return self.note_question(i);
        }
        if next.rung.is_some()
            && let Some(question) = &mut self.conversation(i).question
        {
            question.rungs_done = next.index + 1;
        }
        match next.rung {
            None if next.again => self.repeat(i, Route::Preferred, None, None),
            None => self.no_answer(i),
            Some(rung) => self.climb(i, rung),
        }
    }

    /// What a rung does.
    fn climb(&mut self, i: usize, rung: RungKind) {
        let last = self.mailbox.conversations[i].question.as_ref().and_then(|q| q.address);
        match rung {
            RungKind::Nudge => self.repeat(i, Route::Preferred, Some(rung), None),
            RungKind::OtherChannel => self.repeat(i, Route::Other(last), Some(rung), None),
            RungKind::Coach | RungKind::Letter | RungKind::Klantmanager => {
                self.ask_colleague(i, rung);
                self.plan_silence(i);
                self.note_question(i);
            }
        }
    }

    fn ask_colleague(&mut self, i: usize, rung: RungKind) {
        let Some(question) = &self.mailbox.conversations[i].question else { return };
        let cause = question.id.to_string();
        let (kind, desk) = match rung {
            RungKind::Coach => (TaskKind::Coach, Desk::Coach),
            RungKind::Letter => (TaskKind::Brief, Desk::Klantmanager),
            _ => (TaskKind::Bellen, Desk::Klantmanager),
        };
        self.open_task(kind, desk, Some(i), cause, Some(rung));
    }

    /// A colleague does not wait for the ladder; it goes on behind what they had done. Another colleague
    /// is asked at any hour, the person only when we may speak, and a question that was interrupted
    /// takes its turn again for it.
    pub(super) fn try_now(&mut self, question: QuestionId, rung: RungKind) {
        let all = &self.mailbox.conversations;
        let asked = all.iter().position(|c| c.question.as_ref().is_some_and(|q| q.id == question));
        let Some(i) = asked else { return };
        let has_turn = self.mailbox.conversations[i].has_open_question();
        if rung.is_human() {
            return if has_turn { self.climb_now(i, rung) } else { self.ask_colleague(i, rung) };
        }
        let conversation = &self.mailbox.conversations[i];
        if self.mailbox.stopped || self.mailbox.taken_over || conversation.changed.is_some() {
            return;
        }
        let allowed_at = self.may_speak_at(conversation.about);
        match (has_turn, allowed_at > self.now()) {
            (true, false) => self.climb_now(i, rung),
            (true, true) => {
                self.cancel_next(i);
                let index = self.place_of(i, rung);
                self.set_next(i, allowed_at, Some(rung), index);
                self.note_question(i);
            }
            (false, false) => self.ask_again_now(i),
            (false, true) => self.return_later(i, allowed_at),
        }
    }

    fn climb_now(&mut self, i: usize, rung: RungKind) {
        self.cancel_next(i);
        let index = self.place_of(i, rung);
        if let Some(question) = &mut self.conversation(i).question {
            question.rungs_done = index + 1;
        }
        self.climb(i, rung);
    }

    /// The place on the ladder of a rung that a colleague asks for out of turn. One that is not on what is
    /// left of it counts as the last that was climbed; before the first, as the first.
    fn place_of(&self, i: usize, rung: RungKind) -> usize {
        let done = self.mailbox.conversations[i].question.as_ref().map_or(0, |q| q.rungs_done);
        let ladder = self.ladder_of(i).unwrap_or_default();
        ladder::place_of(&ladder, done, rung).unwrap_or(done.saturating_sub(1))
    }

    fn no_answer(&mut self, i: usize) {
        let content = self.content(i);
        let conversation = &self.mailbox.conversations[i];
        let step = conversation.question.as_ref().map_or("", |q| q.step.as_str());
        let goto = content
            .step(&conversation.dialog, step)
            .and_then(|d| d.no_answer.as_ref())
            .map(|own| own.goto.value.clone());
        self.close_question(i, ClosedHow::NoAnswer, None);
        match goto {
            Some(goto) => self.walk(i, &goto),
            None => self.broken(i),
        }
    }

    /// A message did not arrive. What asked nothing cannot be asked again: a colleague tells it.
    pub(super) fn undelivered(&mut self, question: Option<QuestionId>, why: &str) {
        if question.is_none() && !self.mailbox.stopped {
            let cause = NOT_DELIVERED.to_owned();
            self.open_task(TaskKind::Bellen, Desk::Klantmanager, None, cause, None);
        }
        self.not_arrived(question, why);
    }

    fn not_arrived(&mut self, question: Option<QuestionId>, why: &str) {
        let open = question.and_then(|id| {
            self.mailbox
                .conversations
                .iter()
                .position(|c| c.question.as_ref().is_some_and(|q| q.id == id))
        });
        if let Some(i) = open {
            if let Some(question) = &mut self.conversation(i).question {
                question.undelivered = Some(why.to_owned());
            }
            if self.conversation(i).status == Status::Live {
                self.plan_undelivered(i);
            }
            // after "stop" the question stays closed
            if !self.mailbox.stopped {
                self.note_question(i);
            }
        }
        if !self.mailbox.addresses.iter().any(|a| a.usable) {
            let cause = TaskKind::GeenAdres.as_str().to_owned();
            self.open_task(TaskKind::GeenAdres, Desk::Klantmanager, open, cause, None);
        }
    }

    /// The person shut a channel: what was asked there did not arrive.
    pub(super) fn blocked(&mut self) {
        let asked = self.open().and_then(|i| {
            let question = self.mailbox.conversations[i].question.as_ref()?;
            (question.address == self.context.from).then_some(question.id)
        });
        self.not_arrived(asked, "geblokkeerd");
    }

    /// Is nothing planned for the silence on this question?
    pub(super) fn has_no_next(&self, i: usize) -> bool {
        let question = self.mailbox.conversations[i].question.as_ref();
        question.is_some_and(|q| q.next.is_none())
    }
}
