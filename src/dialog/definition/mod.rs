//! A dialog as its author writes it: one YAML file, `format: 1`.
//!
//! Every name that refers to something else (`goto`, `say`, `ladder`) keeps its place in the
//! file, so that a mistake can be pointed at. Unknown keys are mistakes.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_saphyr::Spanned;

use crate::plan::span::Span;
use crate::trade::course::{Intent, Presence};
use crate::trade::person::Language;
use crate::trade::task::{Desk, TaskKind};

mod ask;
mod flow;

pub use ask::{Ask, AskKind, Condition, Test, all_hold, word_of};
pub use flow::{OwnPlan, Pause, Planned, PracticeHours, Progress, SubDialog};

/// The format that this program reads.
pub const FORMAT: u32 = 1;

/// A name with its place in the file.
pub type Name = Spanned<String>;

/// One dialog tree.
#[derive(Clone, Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dialog {
    /// Always [`FORMAT`].
    pub format: u32,
    /// Its name; the file is called the same.
    pub dialog: Name,
    /// For colleagues.
    pub title: String,
    /// Who answers for the words.
    #[serde(default)]
    pub owner: String,
    /// What starts it.
    pub starts: Starts,
    /// Who is tried next when nobody answers; a step may say otherwise.
    #[serde(default)]
    pub ladder: Option<Name>,
    /// What its texts and branches may mention.
    #[serde(default)]
    pub facts: BTreeMap<String, FactType>,
    /// What a dialog that holds it must give it; each is a fact of it.
    #[serde(default)]
    pub takes: BTreeMap<String, FactType>,
    /// What it gives back to a dialog that holds it: facts that it sets or asks.
    #[serde(default)]
    pub gives: BTreeMap<String, FactType>,
    /// The first one is where it starts.
    pub steps: Ordered<Spanned<StepDef>>,
}

/// What starts a dialog.
#[derive(Clone, Debug, Default, serde::Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Starts {
    /// Reminders for these kinds of session.
    pub reminder: Vec<Name>,
    /// A global word (`stop`), in every language, at every moment.
    pub word: Option<Name>,
    /// A word of the list `trefwoord-NAME`, in every language, when nothing else is meant by it.
    pub keyword: Option<Name>,
    /// A schedule of policies.yaml.
    pub schedule: Option<Name>,
    /// A session that takes place at another time, or not at all.
    pub session: Option<SessionChange>,
    /// A trainer noted that somebody was, or was not, at a session.
    pub attendance: Option<Presence>,
    /// A colleague.
    pub staff: bool,
    /// Another dialog: holds it (`run:`) or plans it (`plan:`).
    pub dialog: bool,
    /// An accepted invitation.
    pub invitation: bool,
    /// Anything that is not understood.
    pub catch_all: bool,
    /// Somebody we do not know.
    pub unknown: bool,
}

/// What can become of a planned session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum SessionChange {
    /// It has another time or place.
    Moved,
    /// It will not take place.
    Cancelled,
}

/// What a fact is, so that texts show it right in each language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FactType {
    /// A name of a person.
    Person,
    /// A day.
    Date,
    /// A time of day.
    Time,
    /// A place or postal address.
    Place,
    /// A web address.
    Link,
    /// A count.
    Number,
    /// A number of hours.
    Hours,
    /// A code or words as they are.
    Word,
}

/// One step. What it does, in this order: remember facts, change settings, plan, open a task, say,
/// then ask, hold another dialog, pause, branch, go on or end.
#[derive(Clone, Debug, Default, serde::Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct StepDef {
    /// The text that is said.
    pub say: Option<Name>,
    /// The WhatsApp template for outside the 24-hour window.
    pub template: Option<Name>,
    /// The recording that goes along, in the languages that have one.
    pub voice: Option<Name>,
    /// The pictogram that goes along.
    pub picture: Option<Name>,
    /// The card that goes along: how far somebody is.
    pub progress: Option<Progress>,
    /// The answers offered; with them the step is a question.
    pub choices: Ordered<ChoiceDef>,
    /// An answer that is no button; choices may stand beside it ("ik weet het niet").
    pub ask: Option<Ask>,
    /// Facts to remember, by name.
    pub set: BTreeMap<String, String>,
    /// Holds another dialog here, and goes on when it has its answer.
    pub run: Option<SubDialog>,
    /// Says nothing for a while.
    pub wait: Option<Pause>,
    /// Begins another dialog on a later day; one that is planned already keeps its day.
    pub plan: Option<Planned>,
    /// The other dialog is not begun after all.
    pub unplan: Option<Name>,
    /// Notes hours of practice.
    pub practice: Option<PracticeHours>,
    /// Keeps what the person means to do, in their own words.
    pub own_plan: Option<OwnPlan>,
    /// The first case that holds decides where to go.
    pub branch: Vec<Case>,
    /// Where to go next.
    pub goto: Option<Name>,
    /// The conversation ends here.
    pub end: Option<EndHow>,
    /// Work for a colleague.
    pub task: Option<TaskDef>,
    /// A colleague talks from here: the bot is silent until they hand it back.
    pub hand_over: bool,
    /// No more messages to this person.
    pub stop: bool,
    /// Messages again.
    pub restart: bool,
    /// What happens when nobody answers, in place of the ladder.
    pub no_answer: Option<NoAnswer>,
    /// Another ladder than the dialog's.
    pub ladder: Option<Name>,
}

/// What an answer leads to.
#[derive(Clone, Debug, Default, serde::Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ChoiceDef {
    /// Facts to remember, by name.
    pub set: BTreeMap<String, String>,
    /// What was said about coming to the session.
    pub attend: Option<Intent>,
    /// Talk in this language from now on.
    pub language: Option<Language>,
    /// What was said about consent.
    pub consent: Option<ConsentDef>,
    /// "Ask me again later": the same question comes back after this, and nobody is asked before.
    pub again: Option<Span>,
    /// Where to go next; every choice must say, unless it asks again.
    pub goto: Option<Name>,
}

impl StepDef {
    /// Does it wait for an answer?
    pub fn is_question(&self) -> bool {
        !self.choices.is_empty() || self.ask.is_some()
    }
}

/// Consent, given or refused.
#[derive(Clone, Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConsentDef {
    /// For what.
    pub purpose: String,
    /// Yes or no.
    pub given: bool,
}

/// One case of a branch.
#[derive(Clone, Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// All these conditions hold; empty: always.
    #[serde(default)]
    pub when: BTreeMap<String, Condition>,
    /// Where to go.
    pub goto: Name,
}

/// A task to open.
#[derive(Clone, Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TaskDef {
    /// What for.
    pub kind: TaskKind,
    /// For whom.
    pub desk: Desk,
}

/// A silence that the dialog handles itself.
#[derive(Clone, Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoAnswer {
    /// How long to wait.
    pub after: Span,
    /// Where to go then.
    pub goto: Name,
    /// The question may stay unanswered: whether a lesson was clear, whether somebody wants tips.
    #[serde(default)]
    pub optional: bool,
}

/// How a conversation ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum EndHow {
    /// With an answer, or with nothing more to ask.
    Answered,
    /// A colleague has it now.
    Task,
    /// The person wants no messages.
    OptedOut,
    /// Its moment passed in silence.
    NoAnswer,
    /// Something newer took its place.
    Superseded,
    /// The content was broken; a colleague has it now.
    Broken,
}

impl EndHow {
    /// The word for it in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Answered => "answered",
            Self::Task => "task",
            Self::OptedOut => "opted_out",
            Self::NoAnswer => "no_answer",
            Self::Superseded => "superseded",
            Self::Broken => "broken",
        }
    }
}

/// A map that keeps the order in which it was written.
#[derive(Clone, Debug)]
pub struct Ordered<T>(pub Vec<(String, T)>);

impl<T> Default for Ordered<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Ordered<T> {
    /// The value of a key.
    pub fn get(&self, key: &str) -> Option<&T> {
        self.0.iter().find(|(k, _)| k == key).map(|(_, v)| v)
    }

    /// Key and value, in the order written.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &T)> {
        self.0.iter().map(|(k, v)| (k.as_str(), v))
    }

    /// Is there nothing in it?
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Ordered<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Keep<T>(std::marker::PhantomData<T>);

        impl<'de, T: Deserialize<'de>> Visitor<'de> for Keep<T> {
            type Value = Ordered<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("names with what they stand for")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut all = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    all.push(entry);
                }
                Ok(Ordered(all))
            }
        }

        deserializer.deserialize_map(Keep(std::marker::PhantomData))
    }
}
