//! Lives a story, and compares.

use std::collections::VecDeque;
use std::fmt;
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use serde::Serialize;
use serde_saphyr::{Location, Spanned};

use super::super::content::Content;
use super::super::conversation::Status;
use super::super::definition::EndHow;
use super::super::effect::{ClosedHow, Effect, Say};
use super::super::event::Event;
use super::super::load::Problem;
use super::super::play::{
    Person, Play, Session, Start, example_facts, fact_of, tuesday, tuesday_in_two_weeks,
};
use super::coverage::{Branch, Walked, beginning};
use super::definition::{BotDef, StepDef};
use super::load::Story;
use crate::ids::QuestionId;
use crate::message::{Fact, Facts};
use crate::text::without_marks;
use crate::trade::course::{Intent, SessionKind};
use crate::trade::person::Language;

/// What became of a story in one language.
#[derive(Clone, Debug, Serialize)]
pub struct Outcome {
    /// The file it stands in.
    pub file: String,
    /// Its name.
    pub story: String,
    /// In which language it was lived.
    pub language: Language,
    /// Where it went otherwise; none: as it is written.
    pub failure: Option<Failure>,
    /// What it walked.
    #[serde(skip)]
    pub walked: Walked,
}

/// A story that went otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Failure {
    /// From 1; 0 when the place is not known.
    pub line: usize,
    /// From 1; 0 when the place is not known.
    pub column: usize,
    /// What was expected, and what came.
    pub what: String,
}

/// How a conversation ended, beside the dialog's own words for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ending(pub EndHow);

impl fmt::Display for Ending {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.as_str())
    }
}

/// Lives a story in every language it names.
pub fn run(content: &Arc<Content>, story: &Story) -> Vec<Outcome> {
    let named = &story.told.languages;
    let languages = if named.is_empty() { Language::ALL } else { named };
    languages.iter().map(|language| run_in(content, story, *language)).collect()
}

fn run_in(content: &Arc<Content>, story: &Story, language: Language) -> Outcome {
    let mut life = Life::new(content, story, language);
    let failure = life.lives().err();
    Outcome {
        file: story.file.clone(),
        story: story.name.clone(),
        language,
        failure,
        walked: life.walked,
    }
}

struct Life<'a> {
    story: &'a Story,
    play: Play,
    session: Session,
    reminders: VecDeque<(DateTime<Utc>, String)>,
    given: Facts,
    intent: Option<Intent>,
    walked: Walked,
    said: VecDeque<Say>,
    tasks: Vec<String>,
    ended: Vec<(String, EndHow)>,
}

impl<'a> Life<'a> {
    fn new(content: &Arc<Content>, story: &'a Story, language: Language) -> Self {
        let told = &story.told;
        let person = Person {
            known: story.start != Start::Unknown,
            language,
            channels: told.person.channels.clone(),
            coach: told.person.coach,
        };
        let kind = told.start.reminder.unwrap_or(SessionKind::Pvt);
        let now = story.at.unwrap_or_else(tuesday);
        let session = match &story.start {
            Start::Reminder { moment, .. } => Session::reminded(kind, content, moment, story.at),
            _ => Session::at(kind, tuesday_in_two_weeks()),
        };
        let reminders = session.reminders(content).into();
        let dialog = content.dialogs.get(&told.dialog.value);
        let given = told.start.facts.iter().map(|(name, value)| {
            let declared = dialog.and_then(|d| d.facts.get(name));
            let fact = declared.and_then(|kind| fact_of(*kind, value));
            (name.clone(), fact.unwrap_or_else(|| Fact::Word(value.clone())))
        });
        Self {
            play: Play::new(Arc::clone(content), &person, now).with_names().telling(),
            session,
            reminders,
            given: given.collect(),
            intent: told.start.intent,
            walked: Walked::new(),
            said: VecDeque::new(),
            tasks: Vec::new(),
            ended: Vec::new(),
            story,
        }
    }

    fn lives(&mut self) -> Result<(), Failure> {
        self.begins()?;
        for step in &self.story.told.steps {
            self.one(step)?;
        }
        let end = self.story.told.steps.last().map_or(Location::UNKNOWN, |s| s.referenced);
        self.nothing_left(end)
    }

    fn begins(&mut self) -> Result<(), Failure> {
        let told = &self.story.told;
        let name = &told.dialog.value;
        let Some(dialog) = self.play.content().dialogs.get(name).cloned() else {
            return Err(at(told.dialog.referenced, format!("there is no dialog `{name}`")));
        };
        let start = self.story.start.clone();
        self.walk(name, beginning(&start));
        let event = match &start {
            Start::Reminder { moment, .. } => {
                let wanted = (!moment.is_empty()).then_some(moment.clone());
                return self.is_reminded(wanted.as_deref(), told.dialog.referenced);
            }
            Start::NotUnderstood | Start::Unknown => {
                let words = told.start.words.clone().or(told.start.unknown.clone());
                Event::Said { words: words.unwrap_or_default() }
            }
            Start::Session(_) => {
                let mut facts = self.session.facts(self.play.now, "", "onbekend");
                facts.extend(self.given.clone());
                start.event(name, &self.session, facts)
            }
            _ => {
                let mut facts = example_facts(&dialog, self.play.now);
                facts.extend(self.given.clone());
                start.event(name, &self.session, facts)
            }
        };
        self.happens(&event);
        Ok(())
    }

    fn is_reminded(&mut self, wanted: Option<&str>, place: Location) -> Result<(), Failure> {
        while let Some((due, moment)) = self.reminders.pop_front() {
            if wanted.is_some_and(|w| w != moment) {
                continue;
            }
            let intent = self.intent.map_or("onbekend", Intent::as_str);
            let mut facts = self.session.facts(due, &moment, intent);
            facts.extend(self.given.clone());
            let start = Start::Reminder { kind: self.session.kind, moment };
            let event = start.event(&self.story.told.dialog.value, &self.session, facts);
            if wanted.is_some() || self.play.now < due {
                // what falls due before it happens before it
                let time = due - self.play.now;
                if self.play.mailbox.conversations.is_empty() {
                    self.play.now = due;
                } else if time > TimeDelta::zero() {
                    self.time_passes(time);
                }
            }
            self.happens(&event);
            return Ok(());
        }
        let which =
            wanted.map_or_else(|| "next reminder".to_owned(), |w| format!("reminder `{w}`"));
        Err(at(place, format!("policies.yaml has no {which} for this session")))
    }

    /// "Ask me later" closes nothing, so it leaves no trace but the choice itself.
    fn walk_tap(&mut self, key: &str) {
        let open = self.play.question().map(|(c, q)| (c.dialog.clone(), q.step.clone()));
        if let Some((dialog, step)) = open
            && self.play.offered(&dialog, &step).contains(&key)
        {
            self.walk(&dialog, Branch::Choice(step, key.to_owned()));
        }
    }

    fn one(&mut self, step: &Spanned<StepDef>) -> Result<(), Failure> {
        let place = step.referenced;
        match &step.value {
            StepDef::Bot(bot) => return self.bot_says(bot, place),
            StepDef::Task(kind) => return self.task_is_open(kind.as_str(), place),
            StepDef::Ends(how) => return self.has_ended(*how, place),
            _ => self.nothing_left(place)?,
        }
        match &step.value {
            StepDef::Bot(_) | StepDef::Task(_) | StepDef::Ends(_) => {}
            StepDef::Taps(key) => {
                self.walk_tap(key);
                let Some(effects) = self.play.taps_key(key) else {
                    return Err(at(place, format!("there is no button `{key}` to tap")));
                };
                self.note(&effects);
            }
            StepDef::Says(words) => {
                let words = words.words(self.play.mailbox.language).to_owned();
                self.happens(&Event::Said { words });
            }
            StepDef::Sends(kind) => self.happens(&Event::Sent { kind: kind.clone() }),
            StepDef::Wait(span) => self.time_passes(span.0),
            StepDef::Silence => {
                if self.wait_runs_out().is_none() {
                    return Err(at(place, "nothing is planned: silence has no consequence here"));
                }
            }
            StepDef::NotDelivered => {
                if let Some((c, q)) = self.play.question() {
                    let (dialog, branch) = (c.dialog.clone(), Branch::NotDelivered(q.step.clone()));
                    self.walk(&dialog, branch);
                }
                let effects = self.play.is_not_delivered();
                self.note(&effects);
            }
            StepDef::Noted => match self.play.is_noted_by_a_colleague() {
                Some(effects) => self.note(&effects),
                None => return Err(at(place, "no question is open: there is no answer to note")),
            },
            StepDef::NextReminder => self.is_reminded(None, place)?,
            StepDef::Session(change) => {
                let start = Start::Session(*change);
                let facts = self.session.facts(self.play.now, "", "onbekend");
                let event = start.event("", &self.session, facts);
                self.happens(&event);
            }
        }
        Ok(())
    }

    fn happens(&mut self, event: &Event) {
        let effects = self.play.happens(event);
        self.note(&effects);
    }

    fn time_passes(&mut self, time: TimeDelta) {
        let until = self.play.now + time;
        for _ in 0..super::super::play::MOST_WAITS {
            if self.play.next_wait().is_none_or(|due| due > until) {
                break;
            }
            self.wait_runs_out();
        }
        self.play.now = self.play.now.max(until);
    }

    fn wait_runs_out(&mut self) -> Option<()> {
        if let Some((dialog, step)) = self.play.next_wait_is_of() {
            self.walk(&dialog, Branch::Silence(step));
        }
        let effects = self.play.waits_on()?;
        self.note(&effects);
        Some(())
    }

    fn walk(&mut self, dialog: &str, branch: Branch) {
        self.walked.entry(dialog.to_owned()).or_default().insert(branch);
    }

    /// Keeps what must be expected, and what was walked.
    fn note(&mut self, effects: &[Effect]) {
        for passed in self.play.passed() {
            self.walk(&passed.dialog, Branch::Case(passed.step, passed.case + 1));
        }
        for effect in effects {
            match effect {
                Effect::Say(say) => self.said.push_back(say.clone()),
                Effect::OpenTask { kind, .. } => self.tasks.push(kind.as_str().to_owned()),
                Effect::Attend { intent, .. } => self.intent = Some(*intent),
                Effect::Keep(c) => {
                    for question in &c.closed {
                        let dialog = question.dialog.as_ref().unwrap_or(&c.dialog);
                        let step = question.step.clone();
                        match &question.choice {
                            Some(key) => self.walk(dialog, Branch::Choice(step, key.clone())),
                            None if answered(effects, question.id) => {
                                self.walk(dialog, Branch::Answer(step));
                            }
                            None => {}
                        }
                    }
                    if let Status::Ended { how } | Status::Lingering { how, .. } = c.status {
                        self.ended.retain(|(dialog, _)| *dialog != c.dialog);
                        self.ended.push((c.dialog.clone(), how));
                    }
                }
                _ => {}
            }
        }
    }

    fn bot_says(&mut self, bot: &BotDef, place: Location) -> Result<(), Failure> {
        let wanted = bot.text();
        let Some(say) = self.said.pop_front() else {
            let now = crate::dialog::play::in_dutch(self.play.now);
            return Err(at(
                place,
                format!("the bot must say `{wanted}`, but says nothing ({now})"),
            ));
        };
        if say.saying.text.0 != wanted {
            let came = &say.saying.text;
            return Err(at(place, format!("the bot must say `{wanted}`, but says `{came}`")));
        }
        if let Some(words) = bot.words(say.language) {
            let spoken = &self.play.content().words;
            let said =
                without_marks(&spoken.say(say.language, &say.saying.text, &say.saying.facts));
            if said.trim() != words.trim() {
                return Err(at(
                    place,
                    format!(
                        "`{wanted}` must be in words:\n{}\nbut is:\n{}",
                        words.trim(),
                        said.trim()
                    ),
                ));
            }
        }
        Ok(())
    }

    fn task_is_open(&mut self, kind: &str, place: Location) -> Result<(), Failure> {
        match self.tasks.iter().position(|task| task == kind) {
            Some(n) => {
                self.tasks.remove(n);
                Ok(())
            }
            None => {
                let came = if self.tasks.is_empty() {
                    "none is".to_owned()
                } else {
                    self.tasks.join(", ")
                };
                Err(at(place, format!("a task `{kind}` must be opened, but {came}")))
            }
        }
    }

    fn has_ended(&mut self, how: EndHow, place: Location) -> Result<(), Failure> {
        let dialog = &self.story.told.dialog.value;
        match self.ended.iter().find(|(name, _)| name == dialog) {
            Some((_, came)) if *came == how => Ok(()),
            Some((_, came)) => Err(at(
                place,
                format!(
                    "`{dialog}` must end with `{}`, but ends with `{}`",
                    Ending(how),
                    Ending(*came)
                ),
            )),
            None => Err(at(
                place,
                format!("`{dialog}` must end with `{}`, but has not ended", Ending(how)),
            )),
        }
    }

    /// What came must have been expected, before something else happens.
    fn nothing_left(&mut self, place: Location) -> Result<(), Failure> {
        if let Some(say) = self.said.front() {
            let text = &say.saying.text;
            return Err(at(
                place,
                format!("before this the bot also says `{text}`: add `- bot: {text}`"),
            ));
        }
        if let Some(kind) = self.tasks.first() {
            return Err(at(
                place,
                format!("before this a task `{kind}` is opened: add `- task: {kind}`"),
            ));
        }
        Ok(())
    }
}

fn answered(effects: &[Effect], question: QuestionId) -> bool {
    let closed = Effect::CloseQuestion { question, how: ClosedHow::Answered };
    effects.contains(&closed)
}

fn at(place: Location, what: impl Into<String>) -> Failure {
    let problem = Problem::at("", place, what);
    Failure { line: problem.line, column: problem.column, what: problem.what }
}
