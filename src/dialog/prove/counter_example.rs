//! A path as a conversation: played again, with real words, real days and the quiet hours.

use std::sync::Arc;

use super::super::conversation::Mailbox;
use super::super::effect::Effect;
use super::super::event::Event;
use super::super::load::Problem;
use super::super::play::{Line, ODD_WORDS, Who, lines};
use super::Refuted;
use super::act::{self, Act};
use super::explore::Graph;
use super::laws::Broken;
use super::state::State;
use crate::message::TextId;
use crate::text::without_marks;
use crate::trade::person::Language;
use serde_saphyr::Location;

/// To a state, and what happens then.
pub(super) struct Path {
    beginning: usize,
    node: Option<usize>,
    then: Vec<Act>,
}

impl Path {
    /// The shortest way to a state, and on from there.
    pub(super) fn to(graph: &Graph<'_>, node: usize, then: Vec<Act>) -> Self {
        Self { beginning: graph.nodes[node].beginning, node: Some(node), then }
    }

    /// Only the beginning.
    pub(super) fn begin(beginning: usize) -> Self {
        Self { beginning, node: None, then: Vec::new() }
    }
}

/// Tells a property that does not hold.
pub(super) fn tell(graph: &Graph<'_>, broken: Broken, path: &Path) -> Refuted {
    let acts: Vec<Act> = path
        .node
        .map(|node| acts_to(graph, node))
        .unwrap_or_default()
        .into_iter()
        .chain(path.then.iter().copied())
        .collect();
    let talk = play(graph, path.beginning, &acts);
    let at_end = || path.node.map(|node| graph.nodes[node].place.clone()).unwrap_or_default();
    let place = broken.place.unwrap_or_else(at_end);
    let problem = place_in_file(graph, &place, broken.what);
    Refuted {
        property: broken.property,
        file: problem.file,
        line: problem.line,
        column: problem.column,
        what: problem.what,
        person: graph.scene.person.in_dutch(),
        talk,
    }
}

fn acts_to(graph: &Graph<'_>, node: usize) -> Vec<Act> {
    let mut acts = Vec::new();
    let mut node = node;
    while let Some((from, act)) = graph.nodes[node].parent {
        acts.push(act);
        node = from;
    }
    acts.reverse();
    acts
}

fn place_in_file(graph: &Graph<'_>, (dialog, step): &(String, String), what: String) -> Problem {
    let dialog = if dialog.is_empty() { &graph.scene.dialog.dialog.value } else { dialog };
    let file = format!("dialogs/{dialog}.yaml");
    let steps = graph.scene.content.dialogs.get(dialog).map(|d| &d.steps);
    let place = steps.and_then(|steps| steps.get(step)).map_or(Location::UNKNOWN, |s| s.referenced);
    Problem::at(&file, place, what)
}

fn play(graph: &Graph<'_>, beginning: usize, acts: &[Act]) -> Vec<Line> {
    let scene = &graph.scene;
    let beginning = &scene.beginnings[beginning];
    let content = Arc::new(scene.content.clone());
    let mut state = scene.before(&content, beginning);
    state.play = state.play.with_names();
    // reminders keep the quiet hours here
    let reminders = scene.session.reminders(scene.content);
    let mut reminded = scene.reminded(None);
    if reminders.len() == scene.reminders.len() {
        reminded.reminders = &reminders;
        if let Some(n) = state.reminded.checked_sub(1).filter(|n| *n < reminders.len()) {
            state.play.now = reminders[n].0;
        }
    }
    let name = &scene.dialog.dialog.value;
    let now = state.play.now;
    let facts = beginning.facts(scene.dialog, &scene.session, now);
    let event = beginning.start.event(name, &scene.session, facts);
    let opening = format!("{}{}", beginning.start.in_dutch(), beginning.in_dutch());
    let who = if beginning.start.is_by_person() { Who::Person } else { Who::Time };
    let mut talk = vec![Line::new(now, who, opening)];
    let effects = state.play.happens(&event);
    came_of_it(&mut talk, &state, &effects);
    state.note(None, &effects);
    for act in acts {
        let before = state.clone();
        let Some(effects) = act::perform(*act, &mut state, &reminded) else { continue };
        talk.push(Line::new(state.play.now, who_does(*act), in_dutch(*act, &before)));
        came_of_it(&mut talk, &state, &effects);
        state.note(Some(&before), &effects);
    }
    talk
}

fn came_of_it(talk: &mut Vec<Line>, state: &State, effects: &[Effect]) {
    let mailbox: &Mailbox = &state.play.mailbox;
    talk.extend(lines(state.play.content(), mailbox, state.play.now, effects));
    for effect in effects {
        if let Effect::Keep(c) = effect
            && c.has_ended()
        {
            let what = format!("(het gesprek \u{201C}{}\u{201D} is afgelopen)", c.dialog);
            talk.push(Line::new(state.play.now, Who::Time, what));
        }
    }
}

fn who_does(act: Act) -> Who {
    match act {
        Act::Tap(_) | Act::Value(_) | Act::Odd | Act::Stop | Act::Start => Who::Person,
        Act::Person | Act::Language | Act::TakeBack => Who::Person,
        Act::Noted => Who::Colleague,
        Act::NotDelivered | Act::Silence | Act::Reminder | Act::Interrupt => Who::Time,
    }
}

fn in_dutch(act: Act, before: &State) -> String {
    match act {
        Act::Tap(index) => {
            let label = label(before, index).unwrap_or_else(|| format!("antwoord {}", index + 1));
            format!("tikt op [{label}]")
        }
        Act::Value(n) => match act::typed(&before.play).into_iter().nth(n) {
            Some(Event::Said { words }) => format!("\u{201C}{words}\u{201D}"),
            Some(Event::Sent { kind }) => format!("(stuurt: {kind})"),
            _ => "(antwoordt)".to_owned(),
        },
        Act::Odd => format!("\u{201C}{ODD_WORDS}\u{201D}"),
        Act::NotDelivered => "(het bericht komt niet aan)".to_owned(),
        Act::Noted => "noteert het antwoord, gehoord aan de telefoon".to_owned(),
        Act::Stop => "\u{201C}stop\u{201D}".to_owned(),
        Act::Start => "\u{201C}start\u{201D}".to_owned(),
        Act::Person => "\u{201C}mens\u{201D}".to_owned(),
        Act::Language => "\u{201C}taal\u{201D}".to_owned(),
        Act::TakeBack => "\u{201C}toch niet\u{201D}".to_owned(),
        Act::Interrupt => "(een herinnering voor een les van morgen)".to_owned(),
        Act::Silence => "(stilte, tot dit moment)".to_owned(),
        Act::Reminder => "(de volgende herinnering)".to_owned(),
    }
}

fn label(state: &State, index: usize) -> Option<String> {
    let (conversation, question) = state.play.question()?;
    let content = state.play.content();
    let def = content.step(&conversation.dialog, &question.step)?;
    let (key, _) = def.choices.iter().nth(index)?;
    let text = TextId::from(def.say.as_ref()?.value.as_str());
    Some(without_marks(&content.words.label(Language::Nl, &text, key)))
}
