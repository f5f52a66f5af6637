//! A dialog played without a database: a small mailbox, a clock that is turned by hand, and
//! somebody who taps, types or says nothing. Pure.
//!
//! Promises: the same scene and the same gestures give the same beats, so that a whole rehearsal
//! can be told by the list of its gestures; every turn of the clock is bounded, whatever the
//! content says. Plays what `work` does around the step: waits that run out, and the later
//! reminders of a session. Knows no channel's form and no words: whoever shows it puts them in.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

use super::content::{Content, Library};
use super::conversation::{AddressView, Conversation, Mailbox, Question};
use super::definition::{Dialog, StepDef};
use super::effect::Effect;
use super::engine::{self, Context};
use super::event::{About, Event, Invitation};
use crate::ids::{AddressId, EnrolmentId, EventId, SessionId, WaitId};
use crate::message::{ChannelKind, Fact, Facts};
use crate::plan::reminder;
use crate::trade::course::{Intent, SessionKind};
use crate::trade::person::Language;

mod sample;
#[cfg(test)]
mod tests;

/// Events that one gesture may bring about; content that never rests ends here.
pub const MOST_BEATS: usize = 200;
/// How far one gesture may turn the clock.
pub const FARTHEST: TimeDelta = TimeDelta::days(120);
/// How long before its session a rehearsal opens, where no reminder says so.
const LEAD: TimeDelta = TimeDelta::days(7);
/// How long a session lasts.
const LASTS: TimeDelta = TimeDelta::hours(3);
/// Nobody means anything with this.
const NOT_UNDERSTOOD: &str = "???";

/// What is rehearsed, and with whom.
#[derive(Clone, Debug, PartialEq)]
pub struct Scene {
    /// Which dialog.
    pub dialog: String,
    /// The language of the person.
    pub language: Language,
    /// How the person can be reached; they write from the first.
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
    /// What happened.
    pub cause: Event,
    /// What the step wants done.
    pub effects: Vec<Effect>,
}

/// A rehearsal in progress.
#[derive(Clone)]
pub struct Rehearsal {
    library: Library,
    mailbox: Mailbox,
    now: DateTime<Utc>,
    from: AddressId,
    about: About,
    /// What falls due, in no order.
    agenda: Vec<(DateTime<Utc>, Due)>,
    happened: u32,
}

#[derive(Clone, Debug, PartialEq)]
enum Due {
    Wait(WaitId),
    Reminder { kind: SessionKind, moment: String, useful_until: DateTime<Utc> },
}

impl Rehearsal {
    /// Opens a dialog as its own start says; nothing when there is no such dialog.
    pub fn open(content: &Arc<Content>, scene: &Scene) -> Option<(Self, Vec<Beat>)> {
        let dialog = content.dialogs.get(&scene.dialog)?;
        let addresses: Vec<AddressView> = (1_u32..)
            .zip(&scene.channels)
            .map(|(n, kind)| AddressView {
                id: AddressId(number(n)),
                kind: *kind,
                usable: true,
                may_write_first: true,
                last_inbound_at: None,
            })
            .collect();
        let from = addresses.first()?.id;
        let mut rehearsal = Self {
            library: Library::of(content.clone()),
            mailbox: Mailbox {
                known: !dialog.starts.unknown,
                language: scene.language,
                stopped: false,
                taken_over: false,
                addresses,
                has_coach: scene.has_coach,
                conversations: Vec::new(),
                facts: sample::of_everybody(),
            },
            now: scene.at,
            from,
            about: about(content, dialog, scene),
            agenda: Vec::new(),
            happened: 0,
        };
        let first = rehearsal.first_event(content, dialog, scene);
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
            Gesture::Wait(length) => self.pass(self.now + (*length).clamp(NONE, FARTHEST)),
            Gesture::UntilNext => match self.next_at() {
                Some(at) => self.pass(at.min(self.now + FARTHEST)),
                None => Vec::new(),
            },
            Gesture::Fail => {
                let why = "geen-account".to_owned();
                let question = self.question().map(|(_, q)| q.id);
                vec![self.happens(Event::Undelivered { question, why })]
            }
        }
    }

    /// Now, UTC.
    pub fn now(&self) -> DateTime<Utc> {
        self.now
    }

    /// When something happens by itself; none: nothing ever will.
    pub fn next_at(&self) -> Option<DateTime<Utc>> {
        self.agenda.iter().map(|(at, _)| *at).min().map(|at| at.max(self.now))
    }

    /// The mailbox as it is now.
    pub fn mailbox(&self) -> &Mailbox {
        &self.mailbox
    }

    /// The question that has the turn.
    pub fn question(&self) -> Option<(&Conversation, &Question)> {
        let open = self.mailbox.conversations.iter().find(|c| c.has_open_question())?;
        Some((open, open.question.as_ref()?))
    }

    /// The step that asks it.
    pub fn asking(&self) -> Option<&StepDef> {
        let (conversation, question) = self.question()?;
        self.library.published.step(&conversation.dialog, &question.step)
    }

    /// Has every conversation come to its end?
    pub fn is_over(&self) -> bool {
        !self.mailbox.conversations.iter().any(Conversation::is_running)
    }

    fn payload_of(&self, key: &str) -> Option<String> {
        let (_, question) = self.question()?;
        let place = self.asking()?.choices.iter().position(|(k, _)| k == key)?;
        Some(super::payload::encode(question.id, place))
    }

    fn pass(&mut self, until: DateTime<Utc>) -> Vec<Beat> {
        let mut beats = Vec::new();
        while beats.len() < MOST_BEATS {
            // the earliest, and of those the one that was planned first
            let next = (0..self.agenda.len()).min_by_key(|i| (self.agenda[*i].0, *i));
            let Some(next) = next.filter(|i| self.agenda[*i].0 <= until) else { break };
            let (at, due) = self.agenda.remove(next);
            self.now = at.max(self.now);
            let event = match due {
                Due::Wait(wait) => Event::WaitElapsed { wait },
                Due::Reminder { kind, moment, useful_until } => {
                    self.reminder(kind, &moment, useful_until)
                }
            };
            beats.push(self.happens(event));
        }
        self.now = until.max(self.now);
        beats
    }

    fn happens(&mut self, cause: Event) -> Beat {
        self.happened += 1;
        let by_person = cause.is_from_person();
        if by_person {
            let writes = self.mailbox.addresses.iter_mut().find(|a| a.id == self.from);
            if let Some(address) = writes {
                address.last_inbound_at = Some(self.now);
            }
        }
        let context = Context {
            event: EventId(number(self.happened)),
            from: by_person.then_some(self.from),
            now: self.now,
        };
        let step = engine::step(&self.library, self.mailbox.clone(), &cause, context);
        self.mailbox = step.after;
        for effect in &step.effects {
            match effect {
                Effect::Wait { wait, due_at, .. } => self.agenda.push((*due_at, Due::Wait(*wait))),
                Effect::CancelWait { wait } => {
                    self.agenda.retain(|(_, due)| *due != Due::Wait(*wait));
                }
                _ => {}
            }
        }
        Beat { at: self.now, cause, effects: step.effects }
    }

    fn first_event(&mut self, content: &Content, dialog: &Dialog, scene: &Scene) -> Event {
        let starts = &dialog.starts;
        let kind = starts.reminder.iter().find_map(|k| SessionKind::parse(&k.value));
        if let Some(kind) = kind {
            return self.first_reminder(content, kind, scene);
        }
        if starts.invitation {
            return Event::Invited { invitation: Invitation::Accepted, facts: Facts::new() };
        }
        if starts.unknown {
            return Event::Opened;
        }
        if starts.catch_all {
            return Event::Said { words: NOT_UNDERSTOOD.to_owned() };
        }
        if let Some(change) = starts.session {
            let cancelled = change == super::definition::SessionChange::Cancelled;
            let facts = sample::of_session(&self.about, SessionKind::Pvt, self.now);
            return Event::SessionChanged { about: self.about, cancelled, facts };
        }
        // what a person can begin, a person begins
        let word = starts.word.as_ref().map(|w| w.value.as_str());
        match word.filter(|w| content.words.global_word(w) == Some(w)) {
            Some(word) => Event::Said { words: word.to_owned() },
            None => Event::Start {
                dialog: dialog.dialog.value.clone(),
                facts: sample::of_dialog(dialog, &self.about, self.now),
            },
        }
    }

    /// The reminder that opens it; the later ones fall due on their own.
    fn first_reminder(&mut self, content: &Content, kind: SessionKind, scene: &Scene) -> Event {
        let moments = content.policies.reminder_for(kind).map_or(&[][..], |(_, moments)| moments);
        let first = first_moment(moments, scene.moment.as_deref()).map(|m| m.key.clone());
        let quiet = &content.policies.quiet_hours;
        let planned = reminder::plan(moments, self.about.starts_at, quiet, self.now);
        let mut useful_until = self.about.starts_at;
        let mut has_come = first.is_none();
        for plan in planned {
            if first.as_ref() == Some(&plan.key) {
                has_come = true;
                useful_until = plan.useful_until;
            } else if has_come && plan.fate.goes_out() && plan.due_at > self.now {
                let (moment, useful_until) = (plan.key, plan.useful_until);
                self.agenda.push((plan.due_at, Due::Reminder { kind, moment, useful_until }));
            }
        }
        self.reminder(kind, first.as_deref().unwrap_or_default(), useful_until)
    }

    fn reminder(&self, kind: SessionKind, moment: &str, useful_until: DateTime<Utc>) -> Event {
        let mut facts = sample::of_session(&self.about, kind, self.now);
        facts.insert("moment".to_owned(), Fact::Word(moment.to_owned()));
        facts.insert("intentie".to_owned(), Fact::Word(self.intent().to_owned()));
        Event::Reminder { about: self.about, kind, facts, useful_until }
    }

    /// What the person said about coming, last of all.
    fn intent(&self) -> &str {
        let said = self.mailbox.conversations.iter().rev().find_map(|c| c.facts.get("intentie"));
        match said {
            Some(Fact::Word(word)) if Intent::parse(word).is_some() => word,
            _ => "onbekend",
        }
    }
}

const NONE: TimeDelta = TimeDelta::zero();

fn first_moment<'a>(
    moments: &'a [reminder::Moment],
    wanted: Option<&str>,
) -> Option<&'a reminder::Moment> {
    wanted.and_then(|key| moments.iter().find(|m| m.key == key)).or_else(|| moments.first())
}

/// A session so far away that the wanted reminder is due when the scene opens.
fn about(content: &Content, dialog: &Dialog, scene: &Scene) -> About {
    let kind = dialog.starts.reminder.iter().find_map(|k| SessionKind::parse(&k.value));
    let moments = kind.and_then(|kind| content.policies.reminder_for(kind));
    let first = moments.and_then(|(_, all)| first_moment(all, scene.moment.as_deref()));
    let lead = first.map_or(LEAD, |moment| moment.before.0);
    let starts_at = match first {
        // a moment with an hour of its own lies whole days before the session
        Some(moment) if moment.at.is_none() => scene.at + lead,
        _ => sample::afternoon(scene.at + lead),
    };
    About {
        enrolment: EnrolmentId(number(1)),
        session: SessionId(number(1)),
        starts_at: starts_at.max(scene.at),
        ends_at: starts_at.max(scene.at) + LASTS,
    }
}

fn number(n: u32) -> Uuid {
    Uuid::from_u128(u128::from(n))
}
