//! What comes before the meaning of words: danger in them, and a number that must not be there.

use super::Run;
use crate::message::Facts;
use crate::text::bsn;
use crate::trade::task::{Desk, TaskKind};

/// The dialog that answers words of danger, by its `starts: { word: .. }`.
const DANGER: &str = "gevaar";
/// The dialog for words that held a BSN.
const BSN: &str = "bsn";

impl Run<'_> {
    /// Words of danger are answered at once, whoever writes and whoever talks with them, and a
    /// colleague is called. What was being asked stays open, but the bot climbs no further on it.
    pub(super) fn in_danger(&mut self) {
        if let Some(i) = self.open() {
            self.cancel_next(i);
            self.note_question(i);
        }
        let published = self.library.published.clone();
        match published.for_word(DANGER) {
            Some(dialog) => self.answer_kindly(&published, dialog, 1),
            // content of before there was such a dialog: the call must not wait for its authors
            None => {
                self.say_alone("gevaar-antwoord", Facts::new());
                let cause = TaskKind::Gevaar.as_str().to_owned();
                self.open_task(TaskKind::Gevaar, Desk::Klantmanager, None, cause, None);
            }
        }
    }

    /// A BSN was taken out of the words before they were stored: the person hears so, once an hour.
    /// True when there was nothing else in them.
    pub(super) fn held_only_a_bsn(&mut self, words: &str) -> bool {
        if !bsn::was_left_out(words) {
            return false;
        }
        let published = self.library.published.clone();
        match published.for_word(BSN) {
            Some(dialog) => self.answer_kindly(&published, dialog, 1),
            None => self.say_alone("geen-bsn", Facts::new()),
        }
        bsn::held_nothing_else(words)
    }
}
