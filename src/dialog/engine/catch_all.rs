//! A kind answer to what nobody but a colleague understands, and not for ever: a machine that
//! answers by itself would go on as long as we do.

use std::sync::Arc;

use chrono::TimeDelta;

use super::super::content::Content;
use super::super::conversation::Status;
use super::super::definition::{Dialog, EndHow};
use super::Run;
use super::starts::Entry;
use crate::message::Facts;

/// So often within [`REMEMBERED`] it is answered; after that only the task is joined.
const MOST_ANSWERS: u32 = 3;
/// How long the answers are counted together.
const REMEMBERED: TimeDelta = TimeDelta::hours(1);

impl Run<'_> {
    /// Somebody we do not know.
    pub(super) fn unknown(&mut self) {
        let published = self.library.published.clone();
        if let Some(dialog) = published.for_unknown() {
            self.answer_kindly(&published, dialog, MOST_ANSWERS);
        }
    }

    /// A sign of life that only a person understands: the climbing stops, a colleague reads it.
    pub(super) fn not_for_a_bot(&mut self) {
        if !self.mailbox.known {
            return self.unknown();
        }
        if self.mailbox.taken_over {
            return self.for_the_colleague();
        }
        if let Some(i) = self.open() {
            self.cancel_next(i);
            self.note_question(i);
        }
        let published = self.library.published.clone();
        if let Some(dialog) = published.catch_all() {
            self.answer_kindly(&published, dialog, MOST_ANSWERS);
        }
    }

    /// Runs a dialog that asks nothing; within the hour it says at most `most` times what it says.
    pub(super) fn answer_kindly(&mut self, published: &Arc<Content>, dialog: &Dialog, most: u32) {
        let name = &dialog.dialog.value;
        self.forget_old_answers(name);
        let lingering = self
            .mailbox
            .conversations
            .iter()
            .position(|c| matches!(c.status, Status::Lingering { .. }) && c.dialog == *name);
        let Some(i) = lingering else {
            let i = self.begin(published, dialog, Facts::new(), None, Entry::Now);
            if let Status::Ended { how } = self.mailbox.conversations[i].status {
                self.linger(i, how);
            }
            return;
        };
        let before = self.mailbox.conversations[i].status.clone();
        let Status::Lingering { wait, times, how } = before else { return };
        self.muted = times >= most;
        // its wait goes on
        self.mailbox.conversations[i].status = Status::Live;
        self.run_first(i);
        self.muted = false;
        if self.mailbox.conversations[i].has_ended() {
            let times = most.min(times + 1);
            self.mailbox.conversations[i].status = Status::Lingering { wait, times, how };
        }
    }

    /// The wait of a telephone that several people use comes back to nobody, so the hour is also
    /// counted here.
    fn forget_old_answers(&mut self, name: &str) {
        for i in 0..self.mailbox.conversations.len() {
            let conversation = &self.mailbox.conversations[i];
            let Status::Lingering { how, .. } = conversation.status else { continue };
            if conversation.dialog == name && self.now() - conversation.started_at >= REMEMBERED {
                self.end(i, how);
            }
        }
    }

    fn linger(&mut self, i: usize, how: EndHow) {
        let id = self.mailbox.conversations[i].id;
        let wait = self.new_wait(id, self.now() + REMEMBERED);
        self.mailbox.conversations[i].status = Status::Lingering { wait, times: 1, how };
    }
}
