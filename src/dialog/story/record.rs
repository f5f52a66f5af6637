//! A chat that was held, written down as a story.

use std::fmt::Write as _;

use chrono::{DateTime, Utc};

use super::super::conversation::Status;
use super::super::definition::{EndHow, SessionChange};
use super::super::effect::Effect;
use super::super::play::{ODD_WORDS, Person, Start};
use super::load::MOMENT;
use crate::plan::local_time;

/// What happened so far.
#[derive(Clone, Debug)]
pub struct Recorded {
    /// The dialog that was begun.
    pub dialog: String,
    /// With whom.
    pub person: Person,
    /// How it began.
    pub start: Start,
    /// When.
    pub at: DateTime<Utc>,
    /// What it was given, as words.
    pub facts: Vec<(String, String)>,
    steps: Vec<String>,
}

impl Recorded {
    /// Nothing has happened yet.
    pub fn new(
        dialog: &str,
        person: Person,
        start: Start,
        at: DateTime<Utc>,
        facts: Vec<(String, String)>,
    ) -> Self {
        Self { dialog: dialog.to_owned(), person, start, at, facts, steps: Vec::new() }
    }

    /// Something was done: a step of a story such as `silence`, or `wait` with its value.
    pub fn did(&mut self, what: &str, value: Option<&str>) {
        self.steps.push(match value {
            Some(value) => format!("{what}: {}", quoted(value)),
            None => what.to_owned(),
        });
    }

    /// What came of it.
    pub fn came(&mut self, effects: &[Effect]) {
        for effect in effects {
            match effect {
                Effect::Say(say) => self.did("bot", Some(&say.saying.text.0)),
                Effect::OpenTask { kind, .. } => self.did("task", Some(kind.as_str())),
                _ => {}
            }
        }
        for effect in effects {
            if let Effect::Keep(c) = effect
                && c.dialog == self.dialog
                && let Some(how) = ended(&c.status)
            {
                self.did("ends", Some(how.as_str()));
            }
        }
    }

    /// The file of stories with this one in it.
    pub fn written(&self, name: &str) -> String {
        let mut text = "format: 1\nstories:\n".to_owned();
        let channels: Vec<String> = self.person.channels.iter().map(ToString::to_string).collect();
        let _ = writeln!(text, "  {name}:");
        let _ = writeln!(text, "    dialog: {}", self.dialog);
        let _ = writeln!(text, "    languages: [{}]", self.person.language);
        let _ = writeln!(
            text,
            "    person: {{ channels: [{}], coach: {} }}",
            channels.join(", "),
            self.person.coach
        );
        let at = local_time::local(self.at).format(MOMENT);
        let _ = writeln!(text, "    at: \"{at}\"");
        let _ = writeln!(text, "    start: {{ {} }}", self.beginning());
        let _ = writeln!(text, "    steps:");
        for step in &self.steps {
            let _ = writeln!(text, "      - {step}");
        }
        text
    }

    fn beginning(&self) -> String {
        let mut start = match &self.start {
            Start::Reminder { kind, moment } => format!("reminder: {kind}, moment: {moment}"),
            Start::Word(word) => format!("word: {}", quoted(word)),
            Start::Keyword(word) => format!("keyword: {}", quoted(word)),
            Start::Invitation => "invitation: true".to_owned(),
            Start::Begun => "staff: true".to_owned(),
            Start::Session(change) => format!("session: {}", change_word(*change)),
            Start::NotUnderstood => format!("words: {}", quoted(ODD_WORDS)),
            Start::Unknown => format!("unknown: {}", quoted(ODD_WORDS)),
        };
        if !self.facts.is_empty() {
            let facts = self.facts.iter().map(|(name, value)| format!("{name}: {}", quoted(value)));
            let _ = write!(start, ", facts: {{ {} }}", facts.collect::<Vec<_>>().join(", "));
        }
        start
    }
}

fn change_word(change: SessionChange) -> &'static str {
    match change {
        SessionChange::Moved => "moved",
        SessionChange::Cancelled => "cancelled",
    }
}

fn ended(status: &Status) -> Option<EndHow> {
    match status {
        Status::Ended { how } => Some(*how),
        Status::Lingering { how, times: 1, .. } => Some(*how),
        _ => None,
    }
}

/// A value as YAML reads it back.
fn quoted(value: &str) -> String {
    let is_plain = !value.is_empty()
        && value.chars().all(|c| c.is_ascii_lowercase() || c == '-' || c == '_')
        && !matches!(value, "yes" | "no" | "on" | "off" | "true" | "false" | "null" | "y" | "n")
        && !value.starts_with('-');
    if is_plain {
        return value.to_owned();
    }
    let mut quoted = String::from("\"");
    for c in value.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            c if c.is_control() => {
                let _ = write!(quoted, "\\u{:04x}", u32::from(c));
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}
