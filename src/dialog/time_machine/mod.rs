//! The time machine: what really happened to people, lived through once more with two revisions side by
//! side. Pure; tells which messages would have been different, and never their words.
//!
//! What a platform, a colleague or a session did is taken from the past; what follows from waiting is
//! reckoned anew on each side, because another dialog waits otherwise. A tap is handed to the question of
//! the same step, by the key of its answer: ids differ between the two sides, and mean nothing.
//!
//! Does not: know what was said before the first event it is given, or what a colleague did in between by
//! telephone. It compares two lives under the same circumstances, not either of them with what was sent.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use serde::Serialize;

use super::content::Content;
use super::conversation::AddressView;
use super::event::Event;
use crate::ids::{AddressId, EventId, QuestionId};
use crate::message::{Fact, Facts};
use crate::trade::person::Language;

mod side;
#[cfg(test)]
mod tests;

use side::{Heard, Side};

/// Events of one person, at most; the newest count.
pub const MOST_EVENTS: usize = 500;
/// Differences of one person that are told: after the first, the two lives lead apart anyway.
const MOST_DIFFERENCES: usize = 5;

/// What is said within this time of each other is said at the same moment.
const SAME_MOMENT: TimeDelta = TimeDelta::hours(1);

/// One person's past.
#[derive(Clone, Debug)]
pub struct Past {
    /// CBS code of the municipality.
    pub gemeente: String,
    /// Linked to a person in our care.
    pub known: bool,
    /// The language they talk in.
    pub language: Language,
    /// Is there a coach to ask?
    pub has_coach: bool,
    /// The ways to reach them.
    pub addresses: Vec<AddressView>,
    /// What happened, the oldest first.
    pub events: Vec<Happened>,
    /// Every question that was put: by which dialog, at which step.
    pub questions: BTreeMap<QuestionId, (String, String)>,
}

/// Something that happened.
#[derive(Clone)]
pub struct Happened {
    /// Its id: ids of new things derive from it.
    pub id: EventId,
    /// What.
    pub event: Event,
    /// Where it came in.
    pub from: Option<AddressId>,
    /// When, civil.
    pub at: DateTime<Utc>,
}

/// Typed words are in it: only what kind of thing it was is ever written.
impl fmt::Debug for Happened {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at {}", self.event.kind(), self.at)
    }
}

/// What differs between two messages that are each the n-th after the same event.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(tag = "differs", rename_all = "snake_case")]
pub enum Differs {
    /// The same text, in other words, or with other answers.
    Words {
        /// Its id.
        text: String,
    },
    /// Another text.
    Text {
        /// The id that would have been said.
        was: String,
        /// The id that would be said.
        is: String,
    },
    /// The same message at another moment.
    Moment {
        /// Its id.
        text: String,
    },
    /// A message more.
    More {
        /// Its id.
        text: String,
    },
    /// A message fewer.
    Fewer {
        /// Its id.
        text: String,
    },
    /// Other work for colleagues.
    Tasks,
    /// What the person answered has no place any more.
    Answer {
        /// The step that asked.
        step: String,
    },
}

impl Differs {
    /// In words for a colleague.
    pub fn in_words(&self) -> String {
        match self {
            Self::Words { text } => format!("“{text}” in andere woorden of met andere antwoorden"),
            Self::Text { was, is } => format!("“{is}” in plaats van “{was}”"),
            Self::Moment { text } => format!("“{text}” op een ander moment"),
            Self::More { text } => format!("“{text}” erbij"),
            Self::Fewer { text } => format!("“{text}” niet, of veel later"),
            Self::Tasks => "andere taken voor collega's".to_owned(),
            Self::Answer { step } => format!("een antwoord bij stap “{step}” dat er niet meer is"),
        }
    }
}

/// People for whom the same thing differs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Group {
    /// In which dialog; empty: outside any.
    pub dialog: String,
    /// What differs.
    #[serde(flatten)]
    pub differs: Differs,
    /// Whom it concerns: numbers that mean nothing outside this report.
    pub people: Vec<usize>,
}

/// What would have been different.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// People whose past was lived through again.
    pub people: usize,
    /// What happened to them, in all.
    pub events: usize,
    /// People who would have got something else.
    pub different: usize,
    /// By what differs, the most people first.
    pub groups: Vec<Group>,
}

/// Lives through every past with both revisions, up to `until`.
pub fn compare(
    old: &Arc<Content>,
    new: &Arc<Content>,
    pasts: &[Past],
    until: DateTime<Utc>,
) -> Report {
    let mut report = Report { people: pasts.len(), ..Report::default() };
    let mut groups: BTreeMap<(String, Differs), Vec<usize>> = BTreeMap::new();
    for (n, past) in pasts.iter().enumerate() {
        report.events += past.events.len();
        let found = differences(old, new, past, until);
        report.different += usize::from(!found.is_empty());
        for what in found {
            groups.entry(what).or_default().push(n + 1);
        }
    }
    report.groups = groups
        .into_iter()
        .map(|((dialog, differs), people)| Group { dialog, differs, people })
        .collect();
    report.groups.sort_by_key(|group| std::cmp::Reverse(group.people.len()));
    report
}

/// What differs for one person; each thing once.
fn differences(
    old: &Arc<Content>,
    new: &Arc<Content>,
    past: &Past,
    until: DateTime<Utc>,
) -> BTreeSet<(String, Differs)> {
    let mut found = BTreeSet::new();
    let (mut before, mut after) = (Side::new(old, past), Side::new(new, past));
    for happened in past.events.iter().take(MOST_EVENTS) {
        if found.len() >= MOST_DIFFERENCES {
            return found;
        }
        let pairs = [(&mut before, old), (&mut after, old)];
        let mut lost = Vec::new();
        for (side, asked_by) in pairs {
            side.waits_until(happened.at);
            lost.push(side.lives_through(happened, past, asked_by));
        }
        if let ([Ok(()), Err(step)], Event::Chose { .. }) = (lost.as_slice(), &happened.event) {
            found.insert((step.0.clone(), Differs::Answer { step: step.1.clone() }));
        }
        tell(&mut before, &mut after, &mut found);
    }
    before.waits_until(until);
    after.waits_until(until);
    tell(&mut before, &mut after, &mut found);
    found
}

/// Compares what both sides heard since the last look.
fn tell(before: &mut Side, after: &mut Side, found: &mut BTreeSet<(String, Differs)>) {
    let (was, is) = (before.take_heard(), after.take_heard());
    for n in 0..was.len().max(is.len()) {
        let (was, is) = (was.get(n), is.get(n));
        let dialog = |heard: &Heard| heard.dialog.clone();
        found.insert(match (was, is) {
            (Some(was), Some(is)) if was.text == is.text && was.words != is.words => {
                (dialog(is), Differs::Words { text: is.text.clone() })
            }
            (Some(was), Some(is)) if was.text == is.text => {
                if (was.at - is.at).abs() <= SAME_MOMENT {
                    continue;
                }
                (dialog(is), Differs::Moment { text: is.text.clone() })
            }
            (Some(was), Some(is)) => {
                (dialog(is), Differs::Text { was: was.text.clone(), is: is.text.clone() })
            }
            (Some(was), None) => (dialog(was), Differs::Fewer { text: was.text.clone() }),
            (None, Some(is)) => (dialog(is), Differs::More { text: is.text.clone() }),
            (None, None) => continue,
        });
    }
    if before.take_tasks() != after.take_tasks() {
        found.insert((String::new(), Differs::Tasks));
    }
}

/// The facts of an event without names: nobody has to be recognised for this.
pub fn without_names(event: Event) -> Event {
    let nameless = |mut facts: Facts| {
        for fact in facts.values_mut() {
            if let Fact::Person(name) = fact {
                *name = "Iemand".to_owned();
            }
        }
        facts
    };
    match event {
        Event::Invited { invitation, facts } => {
            Event::Invited { invitation, facts: nameless(facts) }
        }
        Event::Reminder { about, kind, facts, useful_until } => {
            Event::Reminder { about, kind, facts: nameless(facts), useful_until }
        }
        Event::Start { dialog, facts, in_answer } => {
            Event::Start { dialog, facts: nameless(facts), in_answer }
        }
        Event::SessionChanged { about, cancelled, facts } => {
            Event::SessionChanged { about, cancelled, facts: nameless(facts) }
        }
        other => other,
    }
}
