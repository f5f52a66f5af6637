//! What a person did: words, taps, and answers that come late.

use std::sync::Arc;

use super::super::content::Content;
use super::super::conversation::Status;
use super::super::definition::{ChoiceDef, Dialog, EndHow};
use super::super::effect::{ClosedHow, Effect};
use super::super::payload;
use super::starts::Entry;
use super::{MAX_MISUNDERSTOOD, Route, Run};
use crate::ids::QuestionId;
use crate::message::{Fact, Facts, Saying, TextId};
use crate::trade::course::Intent;

impl Run<'_> {
    /// Typed words: danger first, then a global word, then the open question, then the catch-all.
    pub(super) fn said(&mut self, words: &str) {
        let published = self.library.published.clone();
        if published.words.speaks_of_danger(words) {
            return self.in_danger();
        }
        if self.held_only_a_bsn(words) {
            return;
        }
        let word = published.words.global_word(words).and_then(|w| published.for_word(w));
        if let Some(dialog) = word.filter(|d| self.mailbox.known || asks_only(d)) {
            return self.by_word(&published, dialog);
        }
        let open = self.open_and_read();
        if !self.mailbox.known {
            match open
                .filter(|i| self.may_answer(*i))
                .and_then(|i| Some((i, self.meant(i, words)?)))
            {
                Some((i, index)) => self.answer(i, index),
                None => self.unknown(),
            }
            return;
        }
        if self.mailbox.taken_over {
            return self.for_the_colleague();
        }
        let answers = open.is_some_and(|i| self.meaning(i, words).is_some());
        let keyword = published.words.keyword(words).and_then(|list| published.for_keyword(list));
        match (open, keyword) {
            (Some(i), _) if answers => self.answer_in_words(i, words),
            (_, Some(dialog)) => self.by_word(&published, dialog),
            (Some(i), None) => self.answer_in_words(i, words),
            (None, None) if self.took_back(words) => {}
            (None, None) => self.not_for_a_bot(),
        }
    }

    /// Somebody unknown may only answer what somebody unknown may ask.
    fn may_answer(&self, i: usize) -> bool {
        let dialog = &self.mailbox.conversations[i].dialog;
        self.mailbox.known || self.content(i).dialogs.get(dialog).is_some_and(asks_only)
    }

    /// The chat was opened, or an invitation used again: a greeting, and the question again.
    pub(super) fn opened(&mut self) {
        if !self.mailbox.known {
            return self.unknown();
        }
        self.say_alone("hallo-weer", Facts::new());
        if let Some(i) = self.open() {
            self.repeat(i, Route::Back, None, None);
        }
    }

    fn by_word(&mut self, published: &Arc<Content>, dialog: &Dialog) {
        let running = self
            .mailbox
            .conversations
            .iter()
            .position(|c| c.has_open_question() && c.dialog == dialog.dialog.value);
        if let Some(i) = running {
            return self.repeat(i, Route::Back, None, None);
        }
        let open = self.open();
        let before = self.effects.len();
        self.begin(published, dialog, self.lines_for(dialog), None, Entry::Now);
        let called = self.effects[before..].iter().any(|e| matches!(e, Effect::OpenTask { .. }));
        // a colleague was called in: the bot climbs no further on the open question
        if let Some(i) =
            open.filter(|i| called && self.mailbox.conversations[*i].has_open_question())
        {
            self.cancel_next(i);
            self.note_question(i);
        }
    }

    /// Lists that the shell found for this dialog, kept with it: its question may be put again.
    fn lines_for(&self, dialog: &Dialog) -> Facts {
        let declared = |name: &String| dialog.facts.contains_key(name);
        let lists = self.mailbox.facts.iter().filter(|(_, fact)| matches!(fact, Fact::Lines(_)));
        let lists = lists.filter(|(name, _)| declared(name));
        lists.map(|(name, fact)| (name.clone(), fact.clone())).collect()
    }

    fn answer_in_words(&mut self, i: usize, words: &str) {
        match self.meaning(i, words) {
            Some(Meaning::Choice(index)) => self.answer(i, index),
            Some(Meaning::Value(value)) => self.answer_with(i, value),
            None if self.took_back(words) => {}
            None => self.misunderstood(i),
        }
    }

    /// Digits are a number before they are the number of a button, where a number is asked.
    fn meaning(&self, i: usize, words: &str) -> Option<Meaning> {
        let choice = || self.meant(i, words).map(Meaning::Choice);
        let value = || self.value_meant(i, words).map(Meaning::Value);
        if self.asked(i).is_some_and(|ask| ask.kind.is_counted()) {
            value().or_else(choice)
        } else {
            choice().or_else(value)
        }
    }

    /// Which answer to the open question these words mean.
    fn meant(&self, i: usize, words: &str) -> Option<usize> {
        let content = self.content(i);
        let conversation = &self.mailbox.conversations[i];
        let question = conversation.question.as_ref()?;
        let def = content.step(&conversation.dialog, &question.step)?;
        let own = def.say.as_ref().map_or("", |s| s.value.as_str());
        let saying = Saying {
            text: TextId::from(own),
            facts: Facts::new(),
            choices: super::walk::choices(def, question.id, Some(own), own),
            question: Some(question.id),
            template: None,
            aids: Vec::new(),
        };
        content.words.choice_meant(self.mailbox.language, &saying, words)
    }

    fn misunderstood(&mut self, i: usize) {
        let instead = self.words_for_not_understood(i);
        let Some(question) = &mut self.conversation(i).question else { return };
        question.misunderstood += 1;
        if question.misunderstood < MAX_MISUNDERSTOOD {
            self.repeat(i, Route::Back, None, Some(instead));
        } else {
            self.not_for_a_bot();
        }
    }

    /// Puts the open question again; `instead` says it in other words.
    pub(super) fn repeat(
        &mut self,
        i: usize,
        route: Route,
        rung: Option<crate::plan::ladder::RungKind>,
        instead: Option<&str>,
    ) {
        let content = self.content(i);
        let conversation = &self.mailbox.conversations[i];
        let step = conversation.question.as_ref().map(|q| q.step.clone()).unwrap_or_default();
        match content.step(&conversation.dialog, &step) {
            Some(def) => self.put(i, def, route, rung, instead),
            None => self.broken(i),
        }
    }

    /// A tap goes to its own question, also a closed one.
    pub(super) fn chose(&mut self, payload: &str) {
        let Some((id, index)) = payload::decode(payload) else { return self.not_for_a_bot() };
        let all = &self.mailbox.conversations;
        let open = all.iter().position(|c| c.question.as_ref().is_some_and(|q| q.id == id));
        let closed = || all.iter().position(|c| c.closed.iter().any(|q| q.id == id));
        match (open, open.or_else(closed)) {
            (_, Some(i)) if !self.may_answer(i) => self.unknown(),
            (Some(i), _) => {
                self.answer(i, index);
                self.suspend_others(i);
            }
            (None, Some(i)) => self.answer_late(i, id, index),
            (None, None) if !self.mailbox.known => self.unknown(),
            (None, None) => self.say_alone("te-laat", Facts::new()),
        }
    }

    pub(super) fn answer(&mut self, i: usize, index: usize) {
        let content = self.content(i);
        if let Some(after) = self.asks_later(i, index) {
            return self.put_off(i, after);
        }
        let conversation = &self.mailbox.conversations[i];
        let Some(question) = conversation.question.clone() else { return };
        let def = content.step(&conversation.dialog, &question.step);
        self.set_status(i, Status::Live);
        let Some((key, choice)) = def.and_then(|d| d.choices.iter().nth(index)) else {
            return self.misunderstood(i);
        };
        self.close_question(i, ClosedHow::Answered, Some(key));
        self.take(i, question.id, &question.step, key, choice, false);
    }

    /// An answer to a question that was closed: a correction, accepted while it still matters.
    pub(super) fn answer_late(&mut self, i: usize, id: QuestionId, index: usize) {
        let content = self.content(i);
        let conversation = &self.mailbox.conversations[i];
        let Some(closed) = conversation.closed.iter().find(|q| q.id == id).cloned() else { return };
        let dialog = closed.dialog.as_ref().unwrap_or(&conversation.dialog);
        let def = content.step(dialog, &closed.step);
        let Some((key, choice)) = def.and_then(|d| d.choices.iter().nth(index)) else { return };
        let about = conversation.about;
        let asks_for_help = choice.attend.is_none() && choice.set.is_empty();
        if let (Some(change), Some(about), false) = (conversation.changed, about, asks_for_help) {
            let facts = conversation.facts.clone();
            return self.tell_change(change, about, facts, Entry::Now);
        }
        // "later" to a question that is over
        if choice.again.is_some() {
            return self.say_alone("te-laat", Facts::new());
        }
        if closed.choice.as_deref() == Some(key) {
            return self.say_alone("al-geregeld", Facts::new());
        }
        // after "stop" an answer still counts where somebody waits for it, or where it ends the stop
        let heard = !self.mailbox.stopped || about.is_some() || choice.consent.is_some();
        if about.is_some_and(|a| a.ends_at <= self.now()) || !heard {
            return self.say_alone("te-laat", Facts::new());
        }
        let correction = closed.choice.is_some();
        if correction {
            self.say_alone("correctie", Facts::new());
        }
        self.close_question(i, ClosedHow::Superseded, None);
        self.set_status(i, Status::Live);
        self.come_back(i, &closed);
        let now = self.now();
        let conversation = self.conversation(i);
        if let Some(closed) = conversation.closed.iter_mut().find(|q| q.id == id) {
            closed.choice = Some(key.to_owned());
            closed.answered_at = Some(now);
        }
        self.take(i, id, &closed.step, key, choice, correction);
        self.suspend_others(i);
    }

    /// Writes the answer down and goes where it leads.
    fn take(
        &mut self,
        i: usize,
        question: QuestionId,
        step: &str,
        key: &str,
        choice: &ChoiceDef,
        correction: bool,
    ) {
        self.record(i, question, step, key, correction);
        for (name, value) in &choice.set {
            if (name.as_str(), value.as_str()) != (step, key) {
                self.record(i, question, name, value, correction);
            }
            self.conversation(i).facts.insert(name.clone(), Fact::Word(value.clone()));
        }
        self.attend(i, choice);
        if let Some(language) = choice.language {
            self.mailbox.language = language;
            self.effects.push(Effect::SetLanguage(language));
        }
        if let Some(consent) = &choice.consent {
            let text = self
                .content(i)
                .step(&self.mailbox.conversations[i].dialog, step)
                .and_then(|d| d.say.as_ref())
                .map_or_else(String::new, |s| s.value.clone());
            self.effects.push(Effect::Consent {
                purpose: consent.purpose.clone(),
                given: consent.given,
                text,
            });
        }
        match &choice.goto {
            Some(goto) => self.walk(i, &goto.value),
            None => self.broken(i),
        }
    }

    fn attend(&mut self, i: usize, choice: &ChoiceDef) {
        let Some(about) = self.mailbox.conversations[i].about else { return };
        let reason = choice.set.get("reden").cloned();
        let intent = choice.attend.or(reason.is_some().then_some(Intent::KomtNiet));
        let Some(intent) = intent else { return };
        self.conversation(i)
            .facts
            .insert("intentie".to_owned(), Fact::Word(intent.as_str().to_owned()));
        self.effects.push(Effect::Attend { about, intent, reason });
    }

    pub(super) fn record(
        &mut self,
        i: usize,
        question: QuestionId,
        key: &str,
        value: &str,
        correction: bool,
    ) {
        self.effects.push(Effect::Record {
            conversation: self.mailbox.conversations[i].id,
            question,
            key: key.to_owned(),
            value: value.to_owned(),
            correction,
        });
    }

    /// A colleague heard the answer by another route: nothing more is asked.
    pub(super) fn answered_elsewhere(&mut self, question: QuestionId) {
        let found = self
            .mailbox
            .conversations
            .iter()
            .position(|c| c.question.as_ref().is_some_and(|q| q.id == question));
        if let Some(i) = found {
            self.close_question(i, ClosedHow::Elsewhere, None);
            self.end(i, EndHow::Answered);
        }
    }
}

/// What words mean to the open question.
enum Meaning {
    /// One of its choices.
    Choice(usize),
    /// The value that it asks for.
    Value(Fact),
}

/// May an unknown sender use this word? Only to choose a language.
fn asks_only(dialog: &Dialog) -> bool {
    dialog.starts.word.as_ref().is_some_and(|w| w.value == "taal")
}
