//! What can happen next while a dialog is walked.

use super::super::limits::MAX_MISUNDERSTOOD;
use super::super::play::{ODD_WORDS, Play, Session, Start};
use super::state::State;
use super::values;
use crate::dialog::effect::Effect;
use crate::dialog::event::Event;
use crate::message::{Fact, Facts};

/// One thing that happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Act {
    /// The answer at this place of the open question.
    Tap(usize),
    /// The value at this place among those that the open question is tried with.
    Value(usize),
    /// Words that nobody understands.
    Odd,
    /// The open question does not arrive.
    NotDelivered,
    /// A colleague notes the answer.
    Noted,
    /// The person says "stop".
    Stop,
    /// Nobody does anything until the next wait runs out.
    Silence,
    /// The next reminder for the same session falls due.
    Reminder,
}

/// Everything that can happen in a state.
pub(super) fn possible(state: &State, reminders: usize) -> Vec<Act> {
    let mut acts = Vec::with_capacity(12);
    let play = &state.play;
    let stopped = play.mailbox.stopped;
    let asked = play.question().filter(|_| !stopped);
    if play.mailbox.addresses.is_empty() {
        // who has no address can do nothing here
        acts.extend(asked.map(|_| Act::Noted));
    } else if let Some((conversation, question)) = asked {
        let offered = play.offered(&conversation.dialog, &question.step).len();
        acts.extend((0..offered).map(Act::Tap));
        acts.extend((0..typed(play).len()).map(Act::Value));
        if play.mailbox.known {
            // after that a colleague reads it
            let understood = question.misunderstood < MAX_MISUNDERSTOOD;
            acts.extend(understood.then_some(Act::Odd));
            acts.extend(question.undelivered.is_none().then_some(Act::NotDelivered));
            acts.push(Act::Noted);
            acts.push(Act::Stop);
        }
    }
    if play.next_wait().is_some() {
        acts.push(Act::Silence);
    }
    if state.reminded < reminders {
        acts.push(Act::Reminder);
    }
    acts
}

/// What the open question is tried with, if it wants more than a tap.
pub(super) fn typed(play: &Play) -> Vec<Event> {
    let content = play.content();
    let asked = play.question().and_then(|(conversation, question)| {
        content.step(&conversation.dialog, &question.step)?.ask.as_ref()
    });
    asked.map_or_else(Vec::new, |ask| values::answers(content, ask, play.now))
}

/// The session that reminders are about, and all of these.
#[derive(Clone, Debug)]
pub(super) struct Reminded<'a> {
    pub(super) dialog: &'a str,
    pub(super) session: &'a Session,
    pub(super) reminders: &'a [(chrono::DateTime<chrono::Utc>, String)],
    /// Facts that a dialog looks at; none: every fact.
    pub(super) only: Option<&'a std::collections::BTreeSet<String>>,
}

impl Reminded<'_> {
    /// The next reminder of this state, with what is told of the session by then.
    fn next(&self, state: &State) -> Option<(chrono::DateTime<chrono::Utc>, Start, Facts)> {
        let (due, moment) = self.reminders.get(state.reminded)?;
        let intent = state.intent.map_or("onbekend", |intent| intent.as_str());
        let mut facts = self.session.facts(*due, moment, intent);
        facts.extend(state.given.clone());
        facts.insert("moment".to_owned(), Fact::Word(moment.clone()));
        facts.insert("intentie".to_owned(), Fact::Word(intent.to_owned()));
        if let Some(only) = self.only {
            facts.retain(|name, _| only.contains(name));
        }
        let start = Start::Reminder { kind: self.session.kind, moment: moment.clone() };
        Some((*due, start, facts))
    }
}

/// Lets it happen; none when it cannot happen here.
pub(super) fn perform(act: Act, state: &mut State, reminded: &Reminded<'_>) -> Option<Vec<Effect>> {
    let play: &mut Play = &mut state.play;
    match act {
        Act::Tap(index) => {
            let question = play.question()?.1.id;
            Some(play.taps(question, index))
        }
        Act::Value(n) => {
            let answer = typed(play).into_iter().nth(n)?;
            Some(play.happens(&answer))
        }
        Act::Odd => Some(play.says(ODD_WORDS)),
        Act::NotDelivered => {
            play.question()?;
            Some(play.is_not_delivered())
        }
        Act::Noted => play.is_noted_by_a_colleague(),
        Act::Stop => Some(play.says("stop")),
        Act::Silence => play.waits_on(),
        Act::Reminder => {
            let (due, start, facts) = reminded.next(state)?;
            state.reminded += 1;
            let play = &mut state.play;
            play.now = play.now.max(due);
            let event = start.event(reminded.dialog, reminded.session, facts);
            Some(play.happens(&event))
        }
    }
}
