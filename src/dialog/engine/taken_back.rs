//! "Toch niet", "toch wel", "ik heb me vergist": an earlier answer is taken back in words.
//!
//! It is the last question with a yes and a no that the person answered, by any dialog, while it
//! still matters. Words that answer the open question never come here.

use chrono::TimeDelta;

use super::super::conversation::ClosedQuestion;
use super::super::effect::ClosedHow;
use super::{Run, Status};
use crate::text::{TakenBack, yes_and_no};

/// An answer that is older is not what "toch niet" is about.
const REMEMBERED: TimeDelta = TimeDelta::days(7);

/// A question that was answered with a yes or a no.
struct Answered {
    conversation: usize,
    question: ClosedQuestion,
    yes: usize,
    no: usize,
}

impl Run<'_> {
    /// Takes back what these words take back; false when they take nothing back.
    pub(super) fn took_back(&mut self, words: &str) -> bool {
        let Some(how) = self.library.published.words.taken_back(words) else { return false };
        let Some(last) = self.last_yes_or_no() else { return self.answers_the_open(how) };
        let Answered { conversation: i, question, yes, no } = last;
        // a session that moved: what became of it is told, whatever is taken back
        let changed = self.mailbox.conversations[i].changed.is_some();
        match how {
            TakenBack::ToNo => self.answer_late(i, question.id, no),
            TakenBack::Altogether if !changed => self.ask_again(i, &question),
            TakenBack::ToYes | TakenBack::Altogether => self.answer_late(i, question.id, yes),
        }
        true
    }

    /// Nothing was answered before: "toch niet" is a no to what is asked now.
    fn answers_the_open(&mut self, how: TakenBack) -> bool {
        let Some(i) = self.open_and_read() else { return false };
        let conversation = &self.mailbox.conversations[i];
        let step = conversation.question.as_ref().map(|q| q.step.as_str());
        let Some((yes, no)) = step.and_then(|s| self.yes_and_no_of(i, &conversation.dialog, s))
        else {
            return false;
        };
        match how {
            TakenBack::ToYes => self.answer(i, yes),
            TakenBack::ToNo => self.answer(i, no),
            TakenBack::Altogether => return false,
        }
        true
    }

    fn ask_again(&mut self, i: usize, question: &ClosedQuestion) {
        self.close_question(i, ClosedHow::Superseded, None);
        self.set_status(i, Status::Live);
        self.come_back(i, question);
        self.walk(i, &question.step);
        self.suspend_others(i);
    }

    fn last_yes_or_no(&self) -> Option<Answered> {
        let now = self.now();
        let mut last = None;
        for (i, conversation) in self.mailbox.conversations.iter().enumerate() {
            let about = conversation.about;
            if about.map_or(self.mailbox.stopped, |about| about.ends_at <= now) {
                continue;
            }
            for closed in &conversation.closed {
                let Some(at) = closed.answered_at.filter(|at| now - *at <= REMEMBERED) else {
                    continue;
                };
                if last.as_ref().is_some_and(|(before, _)| *before > at) {
                    continue;
                }
                if let Some(found) = self.was_yes_or_no(i, closed) {
                    last = Some((at, found));
                }
            }
        }
        last.map(|(_, found)| found)
    }

    fn was_yes_or_no(&self, i: usize, closed: &ClosedQuestion) -> Option<Answered> {
        let dialog = closed.dialog.as_ref().unwrap_or(&self.mailbox.conversations[i].dialog);
        let (yes, no) = self.yes_and_no_of(i, dialog, &closed.step)?;
        let content = self.content(i);
        let def = content.step(dialog, &closed.step)?;
        let given =
            def.choices.iter().position(|(key, _)| Some(key) == closed.choice.as_deref())?;
        let question = closed.clone();
        (given == yes || given == no).then_some(Answered { conversation: i, question, yes, no })
    }

    fn yes_and_no_of(&self, i: usize, dialog: &str, step: &str) -> Option<(usize, usize)> {
        let content = self.content(i);
        let def = content.step(dialog, step)?;
        let keys: Vec<&str> = def.choices.iter().map(|(key, _)| key).collect();
        yes_and_no(keys.into_iter())
    }
}
