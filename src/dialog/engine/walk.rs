//! Walking the steps of a dialog until it asks, waits or ends.

use super::super::conversation::{Question, Status};
use super::super::definition::{EndHow, Name, StepDef, all_hold};
use super::super::effect::{ClosedHow, Effect, Say};
use super::super::payload;
use super::{MAX_STEPS, Passed, Route, Run};
use crate::ids::QuestionId;
use crate::message::{Aid, Fact, Facts, SayChoice, Saying, TextId};
use crate::plan::ladder::RungKind;
use crate::trade::task::TaskKind;

impl Run<'_> {
    /// Goes to a step and on from there.
    pub(super) fn walk(&mut self, i: usize, to: &str) {
        let content = self.content(i);
        let mut to = to.to_owned();
        loop {
            self.walked += 1;
            let dialog = self.conversation(i).dialog.clone();
            let Some(def) = content.step(&dialog, &to).filter(|_| self.walked <= MAX_STEPS) else {
                return self.broken(i);
            };
            self.conversation(i).step.clone_from(&to);
            self.remember(i, def);
            self.change_settings(i, def);
            if def.is_question() {
                return self.ask(i, def);
            }
            if let Some(text) = &def.say {
                self.say(i, def, &text.value, None, Route::Back, None);
            }
            if let Some(pause) = &def.wait {
                return self.pause(i, pause);
            }
            if let Some(other) = &def.run {
                match self.enter(i, &content, other) {
                    Some(first) => to = first,
                    None => return self.broken(i),
                }
                continue;
            }
            let facts = self.facts_of(i);
            self.tell_case(i, def, &facts);
            match next_of(def, &facts) {
                Next::Goto(next) => to = next,
                Next::End(how) => match self.leave(i, how) {
                    Some(onward) => to = onward,
                    None => return self.end(i, how),
                },
                Next::Nowhere => return self.broken(i),
            }
        }
    }

    fn tell_case(&mut self, i: usize, def: &StepDef, facts: &Facts) {
        let Some(passed) = &mut self.passed else { return };
        let conversation = &self.mailbox.conversations[i];
        if let Some(case) = def.branch.iter().position(|case| all_hold(&case.when, facts)) {
            let (dialog, step) = (conversation.dialog.clone(), conversation.step.clone());
            passed.push(Passed { dialog, step, case });
        }
    }

    fn remember(&mut self, i: usize, def: &StepDef) {
        for (name, value) in &def.set {
            self.conversation(i).facts.insert(name.clone(), Fact::Word(value.clone()));
        }
    }

    fn change_settings(&mut self, i: usize, def: &StepDef) {
        if def.stop {
            self.stop(i);
        }
        if def.restart {
            self.restart();
        }
        if let Some(hours) = &def.practice {
            self.note_practice(i, hours);
        }
        if let Some(plan) = &def.own_plan {
            self.keep_own_plan(i, plan);
        }
        if let Some(planned) = &def.plan {
            self.plan(i, planned);
        }
        if let Some(dialog) = &def.unplan {
            self.unplan(&dialog.value);
        }
        if let Some(task) = &def.task {
            let cause = match task.kind {
                // one open task of these per mailbox, however often it happens
                TaskKind::Hulp
                | TaskKind::Onbekend
                | TaskKind::NietBegrepen
                | TaskKind::GeenAdres => task.kind.as_str().to_owned(),
                _ => self.conversation(i).id.to_string(),
            };
            self.open_task(task.kind, task.desk, Some(i), cause, None);
        }
        if def.hand_over {
            self.mailbox.taken_over = true;
            self.effects.push(Effect::HandOver);
        }
    }

    fn stop(&mut self, current: usize) {
        self.mailbox.stopped = true;
        self.effects.push(Effect::Stop);
        for i in 0..self.mailbox.conversations.len() {
            if i != current && self.mailbox.conversations[i].is_running() {
                self.keep_for_later(i);
            }
        }
    }

    /// Messages again: what was kept for later gets its turn, what is being asked climbs on.
    fn restart(&mut self) {
        let was_stopped = std::mem::replace(&mut self.mailbox.stopped, false);
        self.effects.push(Effect::Restart);
        if let Some(i) = self.open().filter(|i| was_stopped && self.has_no_next(*i)) {
            self.plan_silence(i);
            self.note_question(i);
        }
    }

    /// Puts the question of a step; a question of the same step keeps its id.
    fn ask(&mut self, i: usize, def: &StepDef) {
        let now = self.now();
        let step = self.conversation(i).step.clone();
        let earlier = self.conversation(i).question.clone();
        let question = match earlier {
            Some(q) if q.step == step => q,
            other => {
                self.close_question(i, ClosedHow::Superseded, None);
                let fresh = Question {
                    id: self.new_question(),
                    step,
                    first_asked_at: now,
                    last_asked_at: now,
                    times_asked: 0,
                    rungs_done: 0,
                    next: None,
                    misunderstood: 0,
                    undelivered: None,
                    address: None,
                    put_off: 0,
                };
                // the silence goes on, although the words have changed
                match other {
                    Some(q) if !self.by_person => Question {
                        first_asked_at: q.first_asked_at,
                        rungs_done: q.rungs_done,
                        address: q.address,
                        ..fresh
                    },
                    _ => fresh,
                }
            }
        };
        self.conversation(i).question = Some(question);
        self.set_status(i, Status::Live);
        let route = if self.by_person { Route::Back } else { Route::Preferred };
        self.put(i, def, route, None, None);
        self.watch_the_end(i);
    }

    /// Puts the open question (again), and plans what happens if nobody answers.
    pub(super) fn put(
        &mut self,
        i: usize,
        def: &StepDef,
        route: Route,
        rung: Option<RungKind>,
        instead: Option<&str>,
    ) {
        let now = self.now();
        let Some(question) = &self.conversation(i).question else { return };
        let id = question.id;
        let own = def.say.as_ref().map_or("", |s| s.value.as_str()).to_owned();
        let sent_to = self.say(i, def, instead.unwrap_or(&own), Some(id), route, rung);
        if let Some(question) = &mut self.conversation(i).question {
            question.last_asked_at = now;
            match sent_to {
                Some(address) => {
                    question.times_asked += 1;
                    question.address = Some(address);
                    question.undelivered = None;
                }
                None => question.undelivered = Some("geen-adres".to_owned()),
            }
        }
        if sent_to.is_some() {
            self.plan_silence(i);
        } else {
            self.plan_undelivered(i);
        }
        self.note_question(i);
    }

    /// Says a text of the conversation; gives the address it goes to, if there is one.
    pub(super) fn say(
        &mut self,
        i: usize,
        def: &StepDef,
        text: &str,
        question: Option<QuestionId>,
        route: Route,
        rung: Option<RungKind>,
    ) -> Option<crate::ids::AddressId> {
        let own = def.say.as_ref().map(|s| s.value.as_str());
        let facts = self.facts_of(i);
        // what is said in place of the step's own text is not what was recorded; who is asked again at
        // the same place has it all already
        let is_own = own == Some(text) && rung != Some(RungKind::Nudge);
        let saying = Saying {
            text: TextId::from(text),
            aids: if is_own { aids(def, &facts) } else { Vec::new() },
            facts,
            choices: question.map(|q| choices(def, q, own, text)).unwrap_or_default(),
            question,
            template: def.template.as_ref().map(|t| t.value.clone()),
        };
        let address = self.pick(route)?;
        if self.muted || (self.mailbox.stopped && !self.by_person) {
            return Some(address);
        }
        let about = self.mailbox.conversations[i].about;
        let say = Say {
            conversation: Some(self.mailbox.conversations[i].id),
            address,
            lane: self.lane(),
            language: self.mailbox.language,
            saying,
            expires_at: self.expires(about),
            rung,
        };
        self.effects.push(Effect::Say(say));
        Some(address)
    }

    /// The question as it is now must be written down.
    pub(super) fn note_question(&mut self, i: usize) {
        let content = self.content(i);
        let conversation = &self.mailbox.conversations[i];
        let Some(question) = &conversation.question else { return };
        let text = content
            .step(&conversation.dialog, &question.step)
            .and_then(|def| def.say.as_ref())
            .map_or_else(String::new, |s| s.value.clone());
        let id = question.id;
        let noted = Effect::Ask { conversation: conversation.id, question: question.clone(), text };
        self.questions.retain(|e| !matches!(e, Effect::Ask { question: q, .. } if q.id == id));
        self.questions.push(noted);
    }

    /// A question about a session is worthless when the session is over.
    pub(super) fn watch_the_end(&mut self, i: usize) {
        let conversation = &self.mailbox.conversations[i];
        if let (Some(about), None) = (conversation.about, conversation.over) {
            let wait = self.new_wait(conversation.id, about.ends_at.max(self.now()));
            self.conversation(i).over = Some(wait);
        }
    }
}

/// What goes along with the text of a step. Whether there is such a recording or pictogram, the content
/// tells when it is sent.
fn aids(def: &StepDef, facts: &Facts) -> Vec<Aid> {
    let count = |name: &Name| match facts.get(&name.value)? {
        Fact::Number(n) => u32::try_from(*n).ok(),
        Fact::Word(word) => word.trim().parse().ok(),
        _ => None,
    };
    let named = |name: &Option<Name>| name.as_ref().map(|name| name.value.clone());
    let progress = def.progress.as_ref().and_then(|progress| {
        let of = count(&progress.of)?;
        Some(Aid::Progress { done: count(&progress.done)?.min(of), of })
    });
    let voice = named(&def.voice).map(|name| Aid::Voice { name });
    let picture = named(&def.picture).map(|name| Aid::Picture { name });
    voice.into_iter().chain(picture).chain(progress).collect()
}

/// What the buttons of a step say and carry, when the step says its own text.
pub fn spoken_choices(def: &StepDef, question: QuestionId) -> Vec<SayChoice> {
    let own = def.say.as_ref().map_or("", |say| say.value.as_str());
    choices(def, question, Some(own), own)
}

/// What the buttons of a step say and carry.
pub(super) fn choices(
    def: &StepDef,
    question: QuestionId,
    own_text: Option<&str>,
    said_text: &str,
) -> Vec<SayChoice> {
    let label_text = own_text.filter(|own| *own != said_text).map(TextId::from);
    def.choices
        .iter()
        .enumerate()
        .map(|(index, (key, _))| SayChoice {
            key: key.to_owned(),
            label_text: label_text.clone(),
            payload: payload::encode(question, index),
        })
        .collect()
}

enum Next {
    Goto(String),
    End(EndHow),
    Nowhere,
}

fn next_of(def: &StepDef, facts: &Facts) -> Next {
    if let Some(case) = def.branch.iter().find(|case| all_hold(&case.when, facts)) {
        return Next::Goto(case.goto.value.clone());
    }
    match (&def.goto, def.end) {
        (Some(goto), _) => Next::Goto(goto.value.clone()),
        (None, Some(how)) => Next::End(how),
        (None, None) => Next::Nowhere,
    }
}
