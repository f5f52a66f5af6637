//! What can happen next while a dialog is walked.

use chrono::TimeDelta;

use super::super::content::Content;
use super::super::definition::ChoiceDef;
use super::super::limits::MAX_MISUNDERSTOOD;
use super::super::play::{ODD_WORDS, Play, Session, Start};
use super::state::{Beside, State};
use super::values;
use crate::dialog::effect::Effect;
use crate::dialog::event::Event;
use crate::message::{Fact, Facts};
use crate::trade::course::SessionKind;

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
    /// The person says "start", after "stop".
    Start,
    /// The person asks for a human being.
    Person,
    /// The person asks for another language.
    Language,
    /// The person says "toch niet".
    TakeBack,
    /// A reminder for a session of tomorrow comes in between.
    Interrupt,
}

/// Everything that can happen in a state.
pub(super) fn possible(state: &State, reminders: usize, interruptible: bool) -> Vec<Act> {
    let mut acts = Vec::with_capacity(16);
    let play = &state.play;
    let stopped = play.mailbox.stopped;
    let asked = play.question().filter(|_| !stopped);
    if play.mailbox.addresses.is_empty() {
        // who has no address can do nothing here
        acts.extend(asked.map(|_| Act::Noted));
    } else if let Some((conversation, question)) = asked {
        acts.extend(taps(play, &conversation.dialog, &question.step).map(Act::Tap));
        acts.extend((0..typed(play).len()).map(Act::Value));
        // after something came in between only the main ways are tried
        if play.mailbox.known && state.beside.is_none() {
            acts.extend(question.undelivered.is_none().then_some(Act::NotDelivered));
            // after that a colleague reads it
            let understood = question.misunderstood < MAX_MISUNDERSTOOD;
            acts.extend(understood.then_some(Act::Odd));
            acts.push(Act::Noted);
            acts.push(Act::Stop);
        }
    }
    if state.asides {
        acts.extend(stopped.then_some(Act::Start));
        // what is said beside a question does the same on every rung, so it is tried on the first
        let fresh =
            asked.filter(|(_, q)| q.rungs_done == 0 && q.misunderstood == 0 && !state.called);
        if fresh.is_some() {
            acts.extend([Act::Person, Act::Language]);
            acts.extend(interruptible.then_some(Act::Interrupt));
        }
        let back = !stopped && state.has_an_answer_to_take_back();
        acts.extend((back && (asked.is_none() || fresh.is_some())).then_some(Act::TakeBack));
    }
    if play.next_wait().is_some() {
        acts.push(Act::Silence);
    }
    if state.reminded < reminders {
        acts.push(Act::Reminder);
    }
    acts
}

/// The places of the answers. Languages that lead to the same are one: what is said exists in all.
fn taps(play: &Play, dialog: &str, step: &str) -> impl Iterator<Item = usize> {
    let def = play.content().step(dialog, step);
    let choices: Vec<&ChoiceDef> =
        def.map_or_else(Vec::new, |def| def.choices.iter().map(|(_, choice)| choice).collect());
    let goto = |choice: &ChoiceDef| choice.goto.as_ref().map(|goto| goto.value.clone());
    let alike = |a: &ChoiceDef, b: &ChoiceDef| {
        a.language.is_some()
            && b.language.is_some()
            && a.set == b.set
            && goto(a) == goto(b)
            && a.attend == b.attend
            && a.again == b.again
            && a.consent.is_none()
            && b.consent.is_none()
    };
    let told: Vec<usize> = (0..choices.len())
        .filter(|n| !choices[..*n].iter().any(|before| alike(before, choices[*n])))
        .collect();
    told.into_iter()
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
    /// A reminder for a session of tomorrow.
    fn interruption(&self, play: &Play) -> Option<Event> {
        let (kind, moment) = of_tomorrow(play.content())?;
        let session = Session::at(kind, play.now + TOMORROW);
        let mut facts = session.facts(play.now, &moment, "onbekend");
        if let Some(only) = self.only {
            facts.retain(|name, _| only.contains(name));
        }
        let start = Start::Reminder { kind, moment };
        Some(start.event(self.dialog, &session, facts))
    }

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
        Act::Start => Some(beside(state, "start")),
        Act::Person => Some(beside(state, "mens")),
        Act::Language => Some(beside(state, "taal")),
        Act::TakeBack => Some(beside(state, "toch niet")),
        Act::Interrupt => {
            let event = reminded.interruption(&state.play)?;
            let before = state.play.mailbox.clone();
            let effects = state.play.happens(&event);
            state.note_beside(&before, Some(Beside::Reminded));
            Some(effects)
        }
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

fn beside(state: &mut State, words: &str) -> Vec<Effect> {
    let before = state.play.mailbox.clone();
    let effects = state.play.says(words);
    state.note_beside(&before, None);
    effects
}

/// A session so near that its reminder goes before what is asked.
const TOMORROW: TimeDelta = TimeDelta::hours(20);

/// The kind of session and the reminder that interrupt a dialog; none where nothing is reminded of.
pub(super) fn of_tomorrow(content: &Content) -> Option<(SessionKind, String)> {
    SessionKind::ALL.iter().find_map(|kind| {
        let (_, moments) = content.policies.reminder_for(*kind)?;
        content.for_reminder(*kind)?;
        let near = moments.iter().find(|moment| moment.before.0 <= TimeDelta::days(1));
        Some((*kind, near.or(moments.last())?.key.clone()))
    })
}
