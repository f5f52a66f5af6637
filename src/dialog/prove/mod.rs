//! Does every path of a dialog end well? All of them are walked, with the real step.
//!
//! A dialog is begun in every way in which it can begin, with people who have one channel, two, or
//! none, with and without a coach. Wherever a question is open everything is tried: each answer,
//! words that nobody understands, silence until the next wait runs out, a message that does not
//! arrive, an answer that a colleague notes, "stop", the next reminder. With one of the people (two
//! channels and a coach) also what is said beside a question, when it was just put: "mens", "taal" and the
//! way back, "toch niet" to the last yes or no, also when the dialog is over; "start" after "stop"; and,
//! where we begin a dialog ourselves, a reminder for a session of tomorrow that comes in between. One of
//! these on a path; after it answers, silence and reminders are tried. Two moments that look the same to
//! the dialog are one *state*, so that this ends.
//!
//! Where a municipality has ladders or reminders of its own that a dialog follows, the dialog is walked
//! with those too, and what does not hold there is told with the municipality's code.
//!
//! Promises: when a property does not hold on a path that was walked, it is told with the shortest
//! such path, as a conversation with its place in the file. When there was more to walk than
//! [`MOST_STATES`], the proof says so and does not hold.
//!
//! Does not: repeat what `check` finds without walking; keep quiet hours while walking (they only
//! move messages apart; counter-examples are told with them); combine other dialogs in one mailbox, or
//! the same aside twice (the laws of the engine's own tests are about that). What comes in between
//! counts for no week.

use serde::Serialize;

use super::content::Content;
use super::definition::Dialog;
pub use super::limits::MESSAGES_PER_WEEK;
use super::play::Line;

mod act;
mod cores;
mod counter_example;
mod explore;
mod laws;
mod scene;
mod silence;
mod state;
#[cfg(test)]
mod tests;
mod texts;
mod values;
mod week;

/// States of one dialog, over all people it is tried with.
pub const MOST_STATES: usize = 40_000;
/// Events in a row on one path.
pub const DEEPEST: usize = 400;

/// What is proven of a whole revision.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Proof {
    /// By dialog, in order of their names.
    pub dialogs: Vec<DialogProof>,
}

impl Proof {
    /// Does everything hold, and was everything walked?
    pub fn holds(&self) -> bool {
        self.dialogs.iter().all(DialogProof::holds)
    }
}

/// What is proven of one dialog.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DialogProof {
    /// Its name.
    pub dialog: String,
    /// For colleagues.
    pub title: String,
    /// Ways to begin, times people it was tried with.
    pub starts: usize,
    /// Different states that were reached.
    pub states: usize,
    /// Events that were tried in them.
    pub moves: usize,
    /// The most messages of our own in any seven days, replies not counted.
    pub messages_per_week: u32,
    /// There was more to walk than is walked: nothing is proven then.
    pub bounded: bool,
    /// What does not hold; each property once, with the shortest path.
    pub refuted: Vec<Refuted>,
}

impl DialogProof {
    /// Does everything hold, and was everything walked?
    pub fn holds(&self) -> bool {
        self.refuted.is_empty() && !self.bounded
    }

    /// Adds what was found with the rules of one municipality.
    fn add(&mut self, theirs: Self, code: &str) {
        self.starts += theirs.starts;
        self.states += theirs.states;
        self.moves += theirs.moves;
        self.messages_per_week = self.messages_per_week.max(theirs.messages_per_week);
        self.bounded |= theirs.bounded;
        for refuted in theirs.refuted {
            // what is wrong for everybody is told once
            if self.refuted.iter().all(|known| known.property != refuted.property) {
                let person = format!("{} (in {code})", refuted.person);
                self.refuted.push(Refuted { person, ..refuted });
            }
        }
        self.refuted.sort_by_key(|refuted| refuted.property);
    }
}

/// What must hold on every path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Property {
    /// Every path ends in an answer, a task for a human being, or an opt-out.
    Ends,
    /// No step leads nowhere.
    NeverBroken,
    /// Steps or silence do not come back to where they were without a wait.
    NoLoop,
    /// After the end, and after "stop", nothing more is sent.
    QuietAfterEnd,
    /// Every question can be answered, stay unanswered, and not arrive.
    ThreeExits,
    /// Every text that is said exists in every language, with its buttons.
    TextsExist,
    /// Not more than [`MESSAGES_PER_WEEK`].
    MessagesPerWeek,
}

impl Property {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Ends,
        Self::NeverBroken,
        Self::NoLoop,
        Self::QuietAfterEnd,
        Self::ThreeExits,
        Self::TextsExist,
        Self::MessagesPerWeek,
    ];

    /// Its name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ends => "ends",
            Self::NeverBroken => "never-broken",
            Self::NoLoop => "no-loop",
            Self::QuietAfterEnd => "quiet-after-end",
            Self::ThreeExits => "three-exits",
            Self::TextsExist => "texts-exist",
            Self::MessagesPerWeek => "messages-per-week",
        }
    }

    /// For pages: what holds.
    pub fn in_dutch(self) -> &'static str {
        match self {
            Self::Ends => {
                "Elk pad eindigt met een antwoord, een taak voor een mens, of een afmelding."
            }
            Self::NeverBroken => "Geen stap leidt nergens heen.",
            Self::NoLoop => "Niets draait rond zonder te wachten.",
            Self::QuietAfterEnd => {
                "Na het einde, en na \u{201C}stop\u{201D}, gaat er niets meer uit."
            }
            Self::ThreeExits => {
                "Elke vraag heeft drie uitgangen: antwoord, stilte en niet bezorgd."
            }
            Self::TextsExist => "Elke tekst bestaat in elke taal, met de knoppen.",
            Self::MessagesPerWeek => "Niet te veel eigen berichten per week.",
        }
    }
}

/// A property that does not hold.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Refuted {
    /// Which.
    pub property: Property,
    /// The file.
    pub file: String,
    /// From 1; 0 when the place is not known.
    pub line: usize,
    /// From 1; 0 when the place is not known.
    pub column: usize,
    /// What is wrong and how to mend it.
    pub what: String,
    /// Who it happens to, in Dutch.
    pub person: String,
    /// The path that shows it, as a conversation in Dutch.
    pub talk: Vec<Line>,
}

/// Proves every dialog of a revision, on every core.
pub fn prove(content: &Content) -> Proof {
    prove_these(content, |_| true)
}

/// Proves some dialogs of a revision, by name.
pub fn prove_these(content: &Content, wanted: impl Fn(&str) -> bool) -> Proof {
    let all = content.dialogs.values();
    let dialogs: Vec<&Dialog> = all.filter(|dialog| wanted(&dialog.dialog.value)).collect();
    let mut proofs = explore::explore(content, &dialogs);
    for code in content.policies.gemeenten.keys() {
        let apart = |(dialog, _): &(&&Dialog, usize)| is_apart(content, dialog, code);
        let (theirs, places): (Vec<&Dialog>, Vec<usize>) =
            dialogs.iter().zip(0..).filter(apart).map(|(dialog, at)| (*dialog, at)).unzip();
        if theirs.is_empty() {
            continue;
        }
        let walked = explore::explore(&content.of_gemeente(code), &theirs);
        for (at, found) in places.into_iter().zip(walked) {
            proofs[at].add(found, code);
        }
    }
    Proof { dialogs: proofs }
}

/// Does this dialog go otherwise in the municipality with this code? Quiet hours are not walked.
fn is_apart(content: &Content, dialog: &Dialog, code: &str) -> bool {
    let Some(own) = content.policies.gemeenten.get(code) else { return false };
    let climbs = content.ladders_of(dialog).any(|name| own.ladders.contains_key(name));
    let kinds = || own.reminders.values().flat_map(|policy| &policy.kinds);
    let reminded = &dialog.starts.reminder;
    climbs || reminded.iter().any(|start| kinds().any(|kind| kind.as_str() == start.value))
}
