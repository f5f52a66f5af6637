//! Answers that are no button: values that are typed, and what a phone can send.

use chrono::TimeDelta;

use super::super::conversation::ClosedQuestion;
use super::super::definition::{Ask, AskKind, word_of};
use super::super::effect::ClosedHow;
use super::super::limits::LONGEST_ANSWER;
use super::Run;
use crate::message::Fact;
use crate::plan::local_time;

/// What the row of an answer says of something that only a colleague may read.
const GIVEN: &str = "gegeven";
/// The fact of an example, in the words for what was not understood.
const EXAMPLE: &str = "voorbeeld";

impl Run<'_> {
    /// What the open question asks, if it wants more than a choice.
    pub(super) fn asked(&self, i: usize) -> Option<Ask> {
        let content = self.content(i);
        let conversation = &self.mailbox.conversations[i];
        let question = conversation.question.as_ref()?;
        content.step(&conversation.dialog, &question.step)?.ask.clone()
    }

    /// The value that words mean to the open question, if it is one that it accepts.
    pub(super) fn value_meant(&self, i: usize, typed: &str) -> Option<Fact> {
        let ask = self.asked(i)?;
        let content = self.content(i);
        let (words, language) = (&content.words, self.mailbox.language);
        let today = local_time::local_date(self.now());
        let within = |value: i64| {
            ask.from.is_none_or(|from| value >= from) && ask.to.is_none_or(|to| value <= to)
        };
        match ask.kind {
            AskKind::Number => {
                words.number_meant(language, typed).filter(|n| within(*n)).map(Fact::Number)
            }
            AskKind::Hours => {
                let minutes = words.hours_meant(language, typed)?.num_minutes();
                let from = ask.from.is_none_or(|from| minutes >= from.saturating_mul(60));
                let to = ask.to.is_none_or(|to| minutes <= to.saturating_mul(60));
                (minutes > 0 && from && to).then_some(Fact::Hours(minutes))
            }
            AskKind::Date => {
                let day = words.date_meant(language, typed, today)?;
                within(day.signed_duration_since(today).num_days()).then_some(Fact::Date(day))
            }
            AskKind::Time => words.time_meant(language, typed).map(Fact::Time),
            AskKind::Words => as_typed(typed).map(Fact::Word),
            AskKind::Place => as_typed(typed).map(Fact::Place),
            AskKind::Photo | AskKind::Voice | AskKind::Contact => None,
        }
    }

    /// Something was sent that only a person understands, or that was asked for.
    pub(super) fn sent(&mut self, kind: &str) {
        let asked = self.open_and_read().filter(|i| {
            self.mailbox.known
                && !self.mailbox.taken_over
                && self.asked(*i).is_some_and(|ask| ask.kind.is_sent_as(kind))
        });
        match asked {
            Some(i) => self.answer_with(i, Fact::Word(GIVEN.to_owned())),
            None => self.not_for_a_bot(),
        }
    }

    /// Writes the value down and goes where it leads.
    pub(super) fn answer_with(&mut self, i: usize, value: Fact) {
        let Some(ask) = self.asked(i) else { return };
        let Some(question) = self.conversation(i).question.as_ref().map(|q| q.id) else { return };
        self.close_question(i, ClosedHow::Answered, None);
        let told = if ask.kind.is_private() { GIVEN.to_owned() } else { word_of(Some(&value)) };
        self.record(i, question, &ask.fact.value, &told, false);
        self.conversation(i).facts.insert(ask.fact.value.clone(), value);
        self.walk(i, &ask.goto.value);
    }

    /// How long the person wants to be left in peace, if that is what this choice says.
    pub(super) fn asks_later(&self, i: usize, index: usize) -> Option<TimeDelta> {
        let content = self.content(i);
        let conversation = &self.mailbox.conversations[i];
        let question = conversation.question.as_ref()?;
        let def = content.step(&conversation.dialog, &question.step)?;
        let (_, choice) = def.choices.iter().nth(index)?;
        choice.again.map(|span| span.0)
    }

    /// The text that asks again after what was not understood; where a value is wanted, with an
    /// example of one.
    pub(super) fn words_for_not_understood(&mut self, i: usize) -> &'static str {
        let Some(ask) = self.asked(i) else { return "niet-begrepen" };
        let least = ask.from.unwrap_or(1).max(1);
        let day = local_time::local_date(self.now()) + TimeDelta::days(least);
        let example = match ask.kind {
            AskKind::Date => Fact::Date(day),
            AskKind::Time => chrono::NaiveTime::from_hms_opt(14, 30, 0)
                .map_or_else(|| Fact::Word(String::new()), Fact::Time),
            AskKind::Number => Fact::Number(least),
            AskKind::Hours => Fact::Hours(least * 60 + 30),
            AskKind::Words | AskKind::Place => return "niet-begrepen",
            AskKind::Photo => return "stuur-foto",
            AskKind::Voice => return "stuur-spraak",
            AskKind::Contact => return "stuur-contact",
        };
        self.conversation(i).facts.insert(EXAMPLE.to_owned(), example);
        "niet-begrepen-waarde"
    }

    /// Goes back to where a closed question was put: perhaps in another dialog than now.
    pub(super) fn come_back(&mut self, i: usize, to: &ClosedQuestion) {
        let Some(dialog) = &to.dialog else { return };
        if let Some(back) = &to.back {
            let conversation = self.conversation(i);
            conversation.within.clone_from(&back.within);
            conversation.facts.clone_from(&back.facts);
            conversation.dialog.clone_from(dialog);
            conversation.onward = None;
        } else {
            self.come_out(i);
        }
    }
}

/// Words as they were typed, without what surrounds them; nothing when nothing is left.
fn as_typed(typed: &str) -> Option<String> {
    let words: String = typed.trim().chars().take(LONGEST_ANSWER).collect();
    (!words.is_empty()).then_some(words)
}
