//! A dialog played from its own opening on, by gestures: somebody who taps, types or says nothing,
//! and a clock that is turned by hand. What the page that tries a dialog shows.
//!
//! Promises: the same scene and the same gestures give the same beats, so that a whole rehearsal
//! can be told by the list of its gestures; every turn of the clock is bounded, whatever the
//! content says. Plays what `work` does around the step: waits that run out (as every [`Play`]
//! does), and the later reminders of a session. Knows no channel's form and no words.

use std::collections::VecDeque;
use std::sync::Arc;

use chrono::{DateTime, NaiveTime, TimeDelta, Utc};

use super::super::content::Content;
use super::super::conversation::{Conversation, Mailbox, Question};
use super::super::definition::Dialog;
use super::super::effect::Effect;
use super::super::event::Event;
use super::super::payload;
use super::{Person, Play, Session, Start, example_facts};
use crate::ids::AddressId;
use crate::message::{ChannelKind, Fact, Facts};
use crate::plan::{local_time, reminder};
use crate::trade::course::{Intent, SessionKind};
use crate::trade::person::Language;

/// Events that one gesture may bring about; content that never rests ends here.
pub const MOST_BEATS: usize = 200;
/// How far one gesture may turn the clock.
pub const FARTHEST: TimeDelta = TimeDelta::days(120);
/// How long before its session a rehearsal opens, where no reminder says so.
const LEAD: TimeDelta = TimeDelta::days(7);
const NONE: TimeDelta = TimeDelta::zero();

/// What is rehearsed, and with whom.
#[derive(Clone, Debug, PartialEq)]
pub struct Scene {
    /// Which dialog.
    pub dialog: String,
    /// The language of the person.
    pub language: Language,
    /// How the person can be reached; they begin on the first.
    pub channels: Vec<ChannelKind>,
    /// Is there a coach?
    pub has_coach: bool,
    /// Which reminder opens it (`7d`); none: the first of the policy.
    pub moment: Option<String>,
    /// When it opens, UTC.
    pub at: DateTime<Utc>,
}

impl Scene {
    /// A person with one channel and a coach.
    pub fn new(dialog: &str, language: Language, channel: ChannelKind, at: DateTime<Utc>) -> Self {
        Self {
            dialog: dialog.to_owned(),
            language,
            channels: vec![channel],
            has_coach: true,
            moment: None,
            at,
        }
    }
}

/// What is done next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Gesture {
    /// Taps the answer with this key, to the question that is open.
    Choose(String),
    /// Taps a button that was shown, also an old one.
    Tap(String),
    /// Types.
    Type(String),
    /// Sends what only a person understands: `photo`, `voice`.
    Send(String),
    /// Does nothing for so long.
    Wait(TimeDelta),
    /// Does nothing until something happens.
    UntilNext,
    /// The last question does not arrive.
    Fail,
}

/// Something that happened, and what it brought about.
#[derive(Clone, Debug, PartialEq)]
pub struct Beat {
    /// When, UTC.
    pub at: DateTime<Utc>,
    /// From where the person did it; none: the person did nothing.
    pub from: Option<AddressId>,
    /// What happened.
    pub cause: Event,
    /// What the step wants done.
    pub effects: Vec<Effect>,
}

/// A rehearsal in progress.
#[derive(Clone)]
pub struct Rehearsal {
    play: Play,
    session: Session,
    /// Reminders that are still to come, the nearest first.
    reminders: VecDeque<reminder::Planned>,
}

impl Rehearsal {
    /// Opens a dialog as its own start says; nothing when there is no such dialog.
    pub fn open(content: &Arc<Content>, scene: &Scene) -> Option<(Self, Vec<Beat>)> {
        let dialog = content.dialogs.get(&scene.dialog)?;
        if scene.channels.is_empty() {
            return None;
        }
        let start = opening(dialog, content, scene.moment.as_deref());
        let person = Person {
            known: start != Start::Unknown,
            language: scene.language,
            channels: scene.channels.clone(),
            coach: scene.has_coach,
        };
        let mut rehearsal = Self {
            play: Play::new(Arc::clone(content), &person, scene.at).with_names(),
            session: session(content, &start, scene.at),
            reminders: VecDeque::new(),
        };
        let first = rehearsal.first_event(dialog, &start);
        let beats = vec![rehearsal.happens(first)];
        Some((rehearsal, beats))
    }

    /// Does something; gives what came of it.
    pub fn act(&mut self, gesture: &Gesture) -> Vec<Beat> {
        match gesture {
            Gesture::Choose(key) => match self.payload_of(key) {
                Some(payload) => vec![self.happens(Event::Chose { payload })],
                None => Vec::new(),
            },
            Gesture::Tap(payload) => vec![self.happens(Event::Chose { payload: payload.clone() })],
            Gesture::Type(words) => vec![self.happens(Event::Said { words: words.clone() })],
            Gesture::Send(kind) => vec![self.happens(Event::Sent { kind: kind.clone() })],
            Gesture::Wait(length) => self.pass(self.play.now + (*length).clamp(NONE, FARTHEST)),
            Gesture::UntilNext => match self.next_at() {
                Some(at) => self.pass(at.min(self.play.now + FARTHEST)),
                None => Vec::new(),
            },
            Gesture::Fail => {
                let failure = self.play.failure();
                vec![self.happens(failure)]
            }
        }
    }

    /// Now, UTC.
    pub fn now(&self) -> DateTime<Utc> {
        self.play.now
    }

    /// When something happens by itself; none: nothing ever will.
    pub fn next_at(&self) -> Option<DateTime<Utc>> {
        let reminder = self.reminders.front().map(|planned| planned.due_at);
        let next = reminder.into_iter().chain(self.play.next_wait()).min();
        next.map(|at| at.max(self.play.now))
    }

    /// The mailbox as it is now.
    pub fn mailbox(&self) -> &Mailbox {
        &self.play.mailbox
    }

    /// The question that has the turn.
    pub fn question(&self) -> Option<(&Conversation, &Question)> {
        self.play.question()
    }

    /// Has every conversation come to its end?
    pub fn is_over(&self) -> bool {
        !self.play.mailbox.conversations.iter().any(Conversation::is_running)
    }

    fn payload_of(&self, key: &str) -> Option<String> {
        let (conversation, question) = self.play.question()?;
        let offered = self.play.offered(&conversation.dialog, &question.step);
        let place = offered.iter().position(|offered| *offered == key)?;
        Some(payload::encode(question.id, place))
    }

    fn pass(&mut self, until: DateTime<Utc>) -> Vec<Beat> {
        let mut beats = Vec::new();
        while beats.len() < MOST_BEATS {
            let wait = self.play.next_wait();
            // at the same moment the reminder, which was planned first
            let reminder = self.reminders.front().map(|planned| planned.due_at);
            let reminded = reminder.filter(|due| wait.is_none_or(|wait| *due <= wait));
            let Some(due) = reminded.or(wait).filter(|due| *due <= until) else { break };
            self.play.now = self.play.now.max(due);
            let next = match reminded {
                Some(_) => self.reminders.pop_front().map(|planned| self.reminder(&planned)),
                None => self.play.next_elapses(),
            };
            let Some(event) = next else { break };
            beats.push(self.happens(event));
        }
        self.play.now = self.play.now.max(until);
        beats
    }

    fn happens(&mut self, cause: Event) -> Beat {
        let from = self.play.comes_from(&cause);
        let effects = self.play.happens(&cause);
        Beat { at: self.play.now, from, cause, effects }
    }

    fn first_event(&mut self, dialog: &Dialog, start: &Start) -> Event {
        match start {
            Start::Reminder { moment, .. } => {
                let now = self.play.now;
                let mut planned = self.session.plan(self.play.content(), now).into_iter();
                let first = planned.find(|planned| planned.key == *moment);
                let mut later: Vec<_> =
                    planned.filter(|p| p.fate.goes_out() && p.due_at > now).collect();
                later.sort_by_key(|planned| planned.due_at);
                self.reminders = later.into();
                let none = reminder::Planned {
                    key: moment.clone(),
                    due_at: now,
                    useful_until: self.session.about.starts_at,
                    fate: reminder::Fate::OnTime,
                };
                self.reminder(&first.unwrap_or(none))
            }
            // who opens the chat says nothing yet
            Start::Unknown => Event::Opened,
            Start::Session(_) => {
                let facts = self.facts("");
                start.event(&dialog.dialog.value, &self.session, facts)
            }
            _ => {
                let mut facts = example_facts(dialog, self.play.now);
                let of_session = self.facts("");
                facts.extend(of_session.into_iter().filter(|(name, _)| {
                    dialog.facts.contains_key(name) && !["moment", "intentie"].contains(&&**name)
                }));
                start.event(&dialog.dialog.value, &self.session, facts)
            }
        }
    }

    fn reminder(&self, planned: &reminder::Planned) -> Event {
        Event::Reminder {
            about: self.session.about,
            kind: self.session.kind,
            facts: self.facts(&planned.key),
            useful_until: planned.useful_until,
        }
    }

    /// What is told of the session; there is something to bring along.
    fn facts(&self, moment: &str) -> Facts {
        let mut facts = self.session.facts(self.play.now, moment, self.intent());
        facts.insert("meenemen".to_owned(), Fact::Word("uw paspoort".to_owned()));
        facts
    }

    /// What the person said about coming, last of all.
    fn intent(&self) -> &str {
        let conversations = self.play.mailbox.conversations.iter().rev();
        let said = conversations.filter_map(|c| c.facts.get("intentie")).next();
        match said {
            Some(Fact::Word(word)) if Intent::parse(word).is_some() => word,
            _ => "onbekend",
        }
    }
}

/// How a dialog begins, if it can begin in several ways: what we begin for a session first, and what
/// a person can begin by the person.
fn opening(dialog: &Dialog, content: &Content, moment: Option<&str>) -> Start {
    let all = Start::all_of(dialog, content);
    let reminders = |wanted: Option<&str>| {
        all.iter().find(|start| match start {
            Start::Reminder { moment, .. } => wanted.is_none_or(|wanted| moment == wanted),
            _ => false,
        })
    };
    let rank = |start: &&Start| match start {
        Start::Reminder { .. } => 0,
        Start::Invitation => 1,
        Start::Unknown => 2,
        Start::NotUnderstood => 3,
        Start::Session(_) => 4,
        Start::Word(_) => 5,
        Start::Begun => 6,
        Start::Keyword(_) => 7,
    };
    let named = moment.and_then(|moment| reminders(Some(moment))).or_else(|| reminders(None));
    // what only other dialogs hold is begun all the same
    named.or_else(|| all.iter().min_by_key(rank)).cloned().unwrap_or(Start::Begun)
}

/// A session so far away that the wanted reminder is due when the scene opens.
fn session(content: &Content, start: &Start, at: DateTime<Utc>) -> Session {
    let Start::Reminder { kind, moment } = start else {
        return Session::at(SessionKind::Pvt, afternoon(at + LEAD));
    };
    let moments = content.policies.reminder_for(*kind).map_or(&[][..], |(_, all)| all);
    let first = moments.iter().find(|m| m.key == *moment);
    let starts_at = match first {
        // a moment with an hour of its own lies whole days before the session
        Some(moment) if moment.at.is_none() => at + moment.before.0,
        Some(moment) => afternoon(at + moment.before.0),
        None => afternoon(at + LEAD),
    };
    Session::at(*kind, starts_at.max(at))
}

/// Two o'clock in the afternoon of that day, by the Dutch clock.
fn afternoon(day: DateTime<Utc>) -> DateTime<Utc> {
    let two = NaiveTime::from_hms_opt(14, 0, 0).unwrap_or_default();
    local_time::resolve(local_time::local_date(day).and_time(two), None)
}
