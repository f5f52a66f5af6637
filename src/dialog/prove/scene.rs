//! In which circumstances a dialog is tried: with whom, begun how, knowing what.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::{DateTime, NaiveTime, Utc};

use super::super::content::Content;
use super::super::definition::{Dialog, FactType};
use super::super::play::{
    Person, Play, Session, Start, example_facts, fact_of, tuesday, tuesday_in_two_weeks,
};
use super::act::{self, Reminded};
use super::state::State;
use super::values;
use crate::message::{ChannelKind, Fact, Facts};
use crate::plan::quiet_hours::QuietHours;
use crate::trade::course::{Intent, SessionKind};
use crate::trade::person::Language;

/// Sets of facts that a dialog is begun with; more are not tried.
const MOST_VARIANTS: usize = 256;

/// With whom a dialog is walked, and about which session.
pub(super) struct Scene<'a> {
    pub(super) content: &'a Content,
    pub(super) dialog: &'a Dialog,
    pub(super) beginnings: Vec<Beginning>,
    pub(super) person: Person,
    pub(super) session: Session,
    pub(super) reminders: Vec<(chrono::DateTime<chrono::Utc>, String)>,
    /// Is it tried what people say beside a question?
    pub(super) asides: bool,
}

impl Scene<'_> {
    /// What reminders tell; `only`: as far as conditions see it.
    pub(super) fn reminded<'b>(
        &'b self,
        only: Option<&'b std::collections::BTreeSet<String>>,
    ) -> Reminded<'b> {
        let dialog = &self.dialog.dialog.value;
        Reminded { dialog, session: &self.session, reminders: &self.reminders, only }
    }

    /// The mailbox right before a beginning.
    pub(super) fn before(&self, content: &Arc<Content>, beginning: &Beginning) -> State {
        let moment = match &beginning.start {
            Start::Reminder { moment, .. } => Some(moment),
            _ => None,
        };
        let place = self.reminders.iter().position(|(_, m)| Some(m) == moment);
        let now = place.map_or_else(tuesday, |n| self.reminders[n].0);
        let mut play = Play::new(Arc::clone(content), &self.person, now);
        if !beginning.start.tells_facts() {
            play.mailbox.facts.extend(beginning.given.clone());
        }
        State {
            play,
            reminded: place.map_or(self.reminders.len(), |n| n + 1),
            intent: beginning.intent,
            given: beginning.given.clone(),
            called: false,
            ever_called: false,
            asides: self.asides,
            beside: None,
        }
    }

    /// May a reminder for another session come in between? Where we begin it ourselves, and not for a
    /// session.
    pub(super) fn interruptible(&self) -> bool {
        let ours = |beginning: &Beginning| beginning.start == Start::Begun;
        self.beginnings.iter().all(ours) && act::of_tomorrow(self.content).is_some()
    }
}

/// Everybody a dialog is walked with, and about which session.
pub(super) fn scenes_of<'a>(
    content: &'a Content,
    dialog: &'a Dialog,
    beginnings: &[Beginning],
    quick: &Content,
    wanted: &impl Fn(&Person) -> bool,
) -> Vec<Scene<'a>> {
    let mut asides_tried = false;
    let circumstances = circumstances(beginnings).into_iter();
    let scene = |(person, kind): (Person, Beginning)| {
        // what is said beside a question does the same to everybody: it is tried with one of them, whom
        // most can happen to, and for one kind of session
        let asides = !asides_tried && has_most(&person);
        asides_tried |= asides;
        let session = session(&kind.start);
        Scene {
            content,
            dialog,
            beginnings: beginnings
                .iter()
                .filter(|b| same(&b.start, &kind.start))
                .cloned()
                .collect(),
            reminders: reminders(&kind, &session, quick),
            session,
            person,
            asides,
        }
    };
    circumstances.filter(|(person, _)| wanted(person)).map(scene).collect()
}

fn has_most(person: &Person) -> bool {
    person.known && person.coach && person.channels.len() > 1
}

/// Beginnings that share their people, their session and their reminders are walked together.
fn circumstances(beginnings: &[Beginning]) -> Vec<(Person, Beginning)> {
    let mut kinds: Vec<&Beginning> = Vec::new();
    for beginning in beginnings {
        if !kinds.iter().any(|k| same(&k.start, &beginning.start)) {
            kinds.push(beginning);
        }
    }
    kinds
        .into_iter()
        .flat_map(|k| people(&k.start).into_iter().map(|person| (person, k.clone())))
        .collect()
}

fn same(a: &Start, b: &Start) -> bool {
    match (a, b) {
        (Start::Reminder { kind: a, .. }, Start::Reminder { kind: b, .. }) => a == b,
        _ => a == b,
    }
}

fn reminders(
    beginning: &Beginning,
    session: &Session,
    content: &Content,
) -> Vec<(chrono::DateTime<chrono::Utc>, String)> {
    match beginning.start {
        Start::Reminder { .. } => session.reminders(content),
        _ => Vec::new(),
    }
}

/// Who a dialog is tried with.
pub(super) fn people(start: &Start) -> Vec<Person> {
    use ChannelKind::{Telegram, Whatsapp};
    let person = |channels: &[ChannelKind], coach| Person {
        known: *start != Start::Unknown,
        language: Language::Nl,
        channels: channels.to_vec(),
        coach,
    };
    let mut people = vec![person(&[Telegram], false)];
    if *start == Start::Unknown {
        return people;
    }
    people.push(person(&[Telegram, Whatsapp], false));
    people.push(person(&[Telegram], true));
    people.push(person(&[Telegram, Whatsapp], true));
    if !start.is_by_person() {
        people.push(person(&[], true));
    }
    people
}

/// A beginning: how, when, and with which facts.
#[derive(Clone, Debug)]
pub(super) struct Beginning {
    pub(super) start: Start,
    /// What was said about coming, before.
    pub(super) intent: Option<Intent>,
    /// Facts that conditions look at, beside what a session tells of itself.
    pub(super) given: Facts,
}

/// Every beginning of a dialog. The second value: there are more than are tried.
pub(super) fn beginnings(content: &Content, dialog: &Dialog) -> (Vec<Beginning>, bool) {
    let (variants, more) = variants(dialog);
    let mut all = Vec::new();
    for start in Start::all_of(dialog, content) {
        let intents: &[Option<Intent>] = match start {
            Start::Reminder { .. } => &[None, Some(Intent::Komt), Some(Intent::KomtNiet)],
            _ => &[None],
        };
        for intent in intents {
            for given in &variants {
                all.push(Beginning { start: start.clone(), intent: *intent, given: given.clone() });
            }
        }
    }
    (all, more)
}

/// Facts that a session tells of itself, and that a reminder knows.
const OF_A_SESSION: [&str; 4] = ["soort", "moment", "intentie", "dagen"];

/// Every way in which the conditions of a dialog can see what it is given.
fn variants(dialog: &Dialog) -> (Vec<Facts>, bool) {
    let mut variants = vec![Facts::new()];
    for (name, values) in compared(dialog) {
        let Some(kind) = dialog.facts.get(&name) else { continue };
        if OF_A_SESSION.contains(&name.as_str()) && !dialog.starts.reminder.is_empty() {
            continue;
        }
        let mut facts: Vec<Fact> = values.iter().filter_map(|v| fact_of(*kind, v)).collect();
        facts.extend(fact_of(*kind, other_than(*kind)));
        variants = variants
            .iter()
            .flat_map(|known| {
                facts.iter().map(|fact| {
                    let mut known = known.clone();
                    known.insert(name.clone(), fact.clone());
                    known
                })
            })
            .collect();
        if variants.len() > MOST_VARIANTS {
            variants.truncate(MOST_VARIANTS);
            return (variants, true);
        }
    }
    (variants, false)
}

/// The facts that conditions look at, with the values they are compared with.
fn compared(dialog: &Dialog) -> BTreeMap<String, BTreeSet<String>> {
    let mut compared: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (_, step) in dialog.steps.iter() {
        for (name, condition) in step.value.branch.iter().flat_map(|case| &case.when) {
            compared.entry(name.clone()).or_default().extend(values::compared(condition));
        }
    }
    compared
}

/// A value that nobody compares with.
fn other_than(kind: FactType) -> &'static str {
    match kind {
        FactType::Number | FactType::Hours => "987654",
        FactType::Date => "2031-01-01",
        FactType::Time => "03:33",
        _ => "iets anders",
    }
}

/// The content with its quiet hours taken away: waits are then as short as they can be.
pub(super) fn without_quiet_hours(content: &Content) -> Arc<Content> {
    let mut content = content.clone();
    let never = NaiveTime::MIN;
    content.policies.quiet_hours = QuietHours {
        from: never,
        until: never,
        sundays: false,
        holidays: false,
        short_notice_from: never,
    };
    Arc::new(content)
}

/// The session that reminders are about.
pub(super) fn session(start: &Start) -> Session {
    let kind = match start {
        Start::Reminder { kind, .. } => *kind,
        _ => SessionKind::Pvt,
    };
    Session::at(kind, tuesday_in_two_weeks())
}

impl Beginning {
    /// Everything that the dialog is given.
    pub(super) fn facts(&self, dialog: &Dialog, session: &Session, now: DateTime<Utc>) -> Facts {
        let mut facts = match &self.start {
            Start::Reminder { moment, .. } => {
                let intent = self.intent.map_or("onbekend", Intent::as_str);
                session.facts(now, moment, intent)
            }
            Start::Session(_) => session.facts(now, "", "onbekend"),
            _ => example_facts(dialog, now),
        };
        facts.extend(self.given.clone());
        facts
    }

    /// The facts of a beginning that conditions see, for an author; empty when there are none.
    pub(super) fn in_dutch(&self) -> String {
        let intent = self.intent.map(|intent| format!("intentie: {intent}"));
        let given = self.given.iter().map(|(name, fact)| {
            let words = crate::text::in_words(Language::Nl, fact);
            format!("{name}: {}", if words.is_empty() { "leeg" } else { &words })
        });
        let all: Vec<String> = intent.into_iter().chain(given).collect();
        if all.is_empty() { String::new() } else { format!(" ({})", all.join(", ")) }
    }
}
