//! Which branches of which dialogs the stories walked.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::{Serialize, Serializer};

use super::super::content::Content;
use super::super::definition::{Dialog, SessionChange};
use super::super::play::Start;
use super::run::Outcome;
use crate::trade::person::Language;

/// A way that a conversation can take.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Branch {
    /// A way to begin.
    Start(&'static str),
    /// An answer: step and key.
    Choice(String, String),
    /// An answer that is no button.
    Answer(String),
    /// A case of a branch: step and place, from 1.
    Case(String, usize),
    /// Nobody answers this step.
    Silence(String),
    /// This step does not arrive.
    NotDelivered(String),
}

impl fmt::Display for Branch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Start(how) => write!(f, "begins by {how}"),
            Self::Choice(step, key) => write!(f, "{step}: {key}"),
            Self::Answer(step) => write!(f, "{step}: an answer"),
            Self::Case(step, n) => write!(f, "{step}: case {n}"),
            Self::Silence(step) => write!(f, "{step}: silence"),
            Self::NotDelivered(step) => write!(f, "{step}: not delivered"),
        }
    }
}

impl Serialize for Branch {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// Branches that were walked, by dialog.
pub type Walked = BTreeMap<String, BTreeSet<Branch>>;

/// What the stories walked of every dialog.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Coverage {
    /// By dialog, in order of their names.
    pub dialogs: Vec<DialogCoverage>,
}

/// What the stories walked of one dialog.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DialogCoverage {
    /// Its name.
    pub dialog: String,
    /// How many branches it has.
    pub branches: usize,
    /// How many were walked, per language.
    pub walked: BTreeMap<Language, usize>,
    /// Which were not, per language.
    pub missing: BTreeMap<Language, Vec<Branch>>,
}

impl Coverage {
    /// Was every branch walked in this language?
    pub fn is_whole(&self, language: Language) -> bool {
        self.dialogs.iter().all(|d| d.missing.get(&language).is_none_or(Vec::is_empty))
    }
}

/// How much of the content these outcomes walked.
pub fn coverage(content: &Content, outcomes: &[Outcome]) -> Coverage {
    let mut walked: BTreeMap<(&str, Language), BTreeSet<&Branch>> = BTreeMap::new();
    for outcome in outcomes {
        for (dialog, branches) in &outcome.walked {
            walked.entry((dialog, outcome.language)).or_default().extend(branches);
        }
    }
    let of = |(name, dialog): (&String, &Dialog)| {
        let all = branches(dialog);
        let missing: BTreeMap<Language, Vec<Branch>> = Language::ALL
            .iter()
            .map(|language| {
                let seen = walked.get(&(name.as_str(), *language));
                let missed = all.iter().filter(|b| !seen.is_some_and(|s| s.contains(b)));
                (*language, missed.cloned().collect())
            })
            .collect();
        DialogCoverage {
            dialog: name.clone(),
            branches: all.len(),
            walked: missing.iter().map(|(l, missed)| (*l, all.len() - missed.len())).collect(),
            missing,
        }
    };
    Coverage { dialogs: content.dialogs.iter().map(of).collect() }
}

/// Every branch of a dialog, in the order of its file.
pub fn branches(dialog: &Dialog) -> Vec<Branch> {
    let mut all = beginnings(dialog);
    for (name, step) in dialog.steps.iter() {
        let step = &step.value;
        let cases = 1..=step.branch.len();
        all.extend(cases.map(|n| Branch::Case(name.to_owned(), n)));
        let choices = step.choices.iter();
        all.extend(choices.map(|(key, _)| Branch::Choice(name.to_owned(), key.to_owned())));
        all.extend(step.ask.is_some().then(|| Branch::Answer(name.to_owned())));
        if step.is_question() {
            all.push(Branch::Silence(name.to_owned()));
            all.push(Branch::NotDelivered(name.to_owned()));
        }
    }
    all
}

fn beginnings(dialog: &Dialog) -> Vec<Branch> {
    let starts = &dialog.starts;
    let mut all = Vec::new();
    let mut may = |there: bool, how| all.extend(there.then_some(Branch::Start(how)));
    may(!starts.reminder.is_empty(), REMINDER);
    may(starts.word.is_some(), WORD);
    may(starts.invitation, INVITATION);
    may(starts.keyword.is_some(), KEYWORD);
    may(starts.schedule.is_some() || starts.staff || starts.attendance.is_some(), BEGUN);
    may(starts.session == Some(SessionChange::Moved), MOVED);
    may(starts.session == Some(SessionChange::Cancelled), CANCELLED);
    may(starts.catch_all, NOT_UNDERSTOOD);
    may(starts.unknown, UNKNOWN);
    all
}

const REMINDER: &str = "a reminder";
const WORD: &str = "a word";
const KEYWORD: &str = "a word of its own";
const INVITATION: &str = "an invitation";
const BEGUN: &str = "a schedule or a colleague";
const MOVED: &str = "a session that moves";
const CANCELLED: &str = "a session that is cancelled";
const NOT_UNDERSTOOD: &str = "words that are not understood";
const UNKNOWN: &str = "somebody unknown";

/// The branch that a beginning takes.
pub(super) fn beginning(start: &Start) -> Branch {
    Branch::Start(match start {
        Start::Reminder { .. } => REMINDER,
        Start::Word(_) => WORD,
        Start::Keyword(_) => KEYWORD,
        Start::Invitation => INVITATION,
        Start::Begun => BEGUN,
        Start::Session(SessionChange::Moved) => MOVED,
        Start::Session(SessionChange::Cancelled) => CANCELLED,
        Start::NotUnderstood => NOT_UNDERSTOOD,
        Start::Unknown => UNKNOWN,
    })
}
