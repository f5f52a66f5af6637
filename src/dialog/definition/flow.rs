//! Where a dialog goes without an answer: into another dialog, into a wait, to a later day.

use std::collections::BTreeMap;

use super::Name;
use crate::plan::span::Span;
use crate::trade::own_plan::Letter;

/// Another dialog, held in the middle of this one.
#[derive(Clone, Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SubDialog {
    /// Which; it says what it takes and gives.
    pub dialog: Name,
    /// Its facts: each a value, or one of ours as `$name`.
    #[serde(default)]
    pub with: BTreeMap<String, String>,
    /// What we keep of what it gives: its name for it, ours for it.
    #[serde(default)]
    pub keep: BTreeMap<String, String>,
    /// Where to go when it has its answer.
    pub goto: Name,
}

/// A pause in which nothing is asked.
#[derive(Clone, Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pause {
    /// How long; then at the first moment at which we may speak.
    #[serde(rename = "for")]
    pub long: Span,
    /// Where to go then.
    pub goto: Name,
}

/// A dialog that begins on another day.
#[derive(Clone, Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Planned {
    /// Which; it must start with `dialog: true` and take nothing.
    pub dialog: Name,
    /// How long from now.
    pub after: Span,
}

/// A plan in the person's own words, for the page that colleagues see.
#[derive(Clone, Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OwnPlan {
    /// Which one: `a`, `b` or `c`.
    #[serde(rename = "as")]
    pub letter: Letter,
    /// The facts with its words; those that are not known are left out.
    pub facts: Vec<Name>,
}

/// Hours of practice that somebody told us of.
#[derive(Clone, Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PracticeHours {
    /// The fact with the hours.
    pub fact: Name,
    /// The fact with the day; without it today.
    #[serde(default)]
    pub on: Option<Name>,
}

/// How far somebody is, by two facts that count.
#[derive(Clone, Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Progress {
    /// The fact that says how much is done.
    pub done: Name,
    /// The fact that says how much there is.
    pub of: Name,
}
