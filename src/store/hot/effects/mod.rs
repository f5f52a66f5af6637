//! The effects of many steps, written together: one statement per table, however many events.
//!
//! The caller keeps what happened in memory, in [`Writes`]; [`write`] puts it down in an order in
//! which every row finds those it refers to. Within one mailbox later wins: a question that is
//! closed is no longer asked, and what was about to be said about it is not said.

use std::collections::HashSet;

use chrono::{DateTime, Utc};

use super::OverRows;
use super::heads::{Answered, CLOSE_CALLS};
use super::together::Together;
use crate::dialog::effect::ClosedHow;
use crate::ids::{AddressId, MailboxId, PartId, QuestionId, TaskId};
use crate::message::Lane;
use crate::store::{Result, Tx};

mod leave;
mod talk;

use leave::{ATTEMPT, QUEUE, give_places, open_tasks};
pub use leave::{AttemptWrite, PartWrite, TaskWrite, take_places};
use talk::{ASK, ATTEND, CANCEL_PARTS, CANCEL_WAITS, CLOSE_QUESTIONS, Closed, KEEP, RECORD, WAIT};
pub use talk::{AnswerWrite, Attended, CancelledWait, ConversationWrite, QuestionWrite, WaitWrite};

/// Rows to be, by table.
#[derive(Default)]
pub struct Writes {
    /// Conversations as they are now.
    pub conversations: Vec<ConversationWrite>,
    questions: Vec<QuestionWrite>,
    closed: Vec<Closed>,
    answered: Vec<Answered>,
    /// Answers, in codes.
    pub answers: Vec<AnswerWrite>,
    attended: Vec<Attended>,
    /// Moments for which conversations wait.
    pub waits: Vec<WaitWrite>,
    /// Waits that are needed no more.
    pub cancelled_waits: Vec<CancelledWait>,
    parts: Vec<PartWrite>,
    tasks: Vec<TaskWrite>,
    attempts: Vec<AttemptWrite>,
    /// Somebody who looks at a page should see it.
    pub for_pages: bool,
}

impl Writes {
    /// The question as it is now.
    pub fn ask(&mut self, question: QuestionWrite) {
        self.closed.retain(|closed| closed.id != question.id);
        self.questions.retain(|asked| asked.id != question.id);
        self.questions.push(question);
        self.for_pages = true;
    }

    /// The question needs no answer any more, and is not put again.
    pub fn close_question(
        &mut self,
        (mailbox, question): (MailboxId, QuestionId),
        how: ClosedHow,
        at: DateTime<Utc>,
    ) {
        self.closed.push(Closed { id: question, at, how: how.as_str() });
        if matches!(how, ClosedHow::Answered | ClosedHow::Elsewhere) {
            // nobody must call somebody who has answered
            self.answered.push(Answered { mailbox, question, at });
        }
        self.unsay(|part| part.question == Some(question));
        self.for_pages = true;
    }

    /// What was said about coming; the newest word counts.
    pub fn attend(&mut self, said: Attended) {
        let about = (said.enrolment, said.session);
        self.attended.retain(|earlier| (earlier.enrolment, earlier.session) != about);
        self.attended.push(said);
        self.for_pages = true;
    }

    /// Puts a part in line, and the try that it is.
    pub fn queue(&mut self, part: PartWrite) {
        self.parts.push(part);
    }

    /// The parts in line so far.
    pub fn parts(&self) -> &[PartWrite] {
        &self.parts
    }

    /// The parts in line so far, to be taken as they are made.
    pub fn parts_mut(&mut self) -> &mut [PartWrite] {
        &mut self.parts
    }

    /// Who said stop gets nothing more than the answers to their own words.
    pub fn unsay_all(&mut self, mailbox: MailboxId) {
        self.unsay(|part| part.mailbox == mailbox && part.lane > Lane::Reply.rank());
    }

    /// Nothing of our own begins at these addresses; gives whose parts are gone, from where, and the
    /// questions that they put.
    pub fn unsay_at(
        &mut self,
        addresses: &HashSet<AddressId>,
    ) -> Vec<(MailboxId, AddressId, Option<QuestionId>)> {
        let begins =
            |part: &PartWrite| addresses.contains(&part.address) && part.lane > Lane::Reply.rank();
        let first = |part: &&PartWrite| begins(part) && part.part_no == 0;
        let gone = self.parts.iter().filter(first).map(|p| (p.mailbox, p.address, p.question));
        let gone = gone.collect();
        self.unsay(begins);
        gone
    }

    fn unsay(&mut self, which: impl Fn(&PartWrite) -> bool) {
        let gone: Vec<PartId> = self.parts.iter().filter(|p| which(p)).map(|p| p.id).collect();
        self.parts.retain(|part| !gone.contains(&part.id));
        self.attempts.retain(|attempt| attempt.part.is_none_or(|part| !gone.contains(&part)));
    }

    /// Opens a task, or joins the one of the same kind and cause; gives the id to name it by.
    pub fn open(&mut self, task: TaskWrite) -> TaskId {
        self.for_pages = true;
        let same = |t: &&mut TaskWrite| {
            (t.mailbox, t.kind, &t.cause) == (task.mailbox, task.kind, &task.cause)
        };
        if let Some(earlier) = self.tasks.iter_mut().find(same) {
            earlier.reason = task.reason.or(earlier.reason.take());
            return earlier.id;
        }
        let id = task.id;
        self.tasks.push(task);
        id
    }

    /// Notes a try to reach somebody.
    pub fn attempt(&mut self, attempt: AttemptWrite) {
        self.attempts.push(attempt);
    }
}

/// What is said, asked and answered; each row finds those it refers to.
static TALK: Together<9> = Together::new([
    &KEEP,
    &ASK,
    &CLOSE_QUESTIONS,
    &CANCEL_PARTS,
    &CLOSE_CALLS,
    &RECORD,
    &ATTEND,
    &WAIT,
    &CANCEL_WAITS,
]);

/// What leaves, and the tries that it is.
static LEAVE: Together<2> = Together::new([&QUEUE, &ATTEMPT]);

/// Writes everything down, and gives the parts their places.
pub async fn write(tx: &mut Tx, writes: &mut Writes) -> Result<()> {
    TALK.run(
        tx,
        [
            &&writes.conversations[..],
            &&writes.questions[..],
            &&writes.closed[..],
            &&writes.closed[..],
            &&writes.answered[..],
            &&writes.answers[..],
            &&writes.attended[..],
            &&writes.waits[..],
            &&writes.cancelled_waits[..],
        ],
    )
    .await?;
    give_places(tx, &mut writes.parts).await?;
    open_tasks(tx, writes).await?;
    LEAVE.run(tx, [&&writes.parts[..], &&writes.attempts[..]]).await?;
    if writes.parts.iter().any(|part| part.taken_until.is_none()) {
        tx.ring_outbox();
    }
    if writes.for_pages {
        tx.ring_pages();
    }
    Ok(())
}

/// For the test that reads every plan.
pub(super) fn all() -> impl Iterator<Item = (&'static str, &'static OverRows)> {
    leave::ALL.iter().chain(talk::ALL).copied()
}
