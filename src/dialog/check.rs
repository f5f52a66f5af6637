//! Is a revision sound? Every name leads somewhere, every step can be reached and left, every
//! text exists in every language and mentions only what its dialog knows.

use std::collections::BTreeSet;

use serde_saphyr::{Location, Spanned};

use super::content::Content;
use super::definition::{Dialog, FORMAT, Name, SessionChange, StepDef};
use super::load::Problem;
use crate::channel::limits::WHATSAPP;
use crate::message::TextId;
use crate::plan::meant::meant;
use crate::trade::course::SessionKind;
use crate::trade::person::Language;

/// Texts that the engine itself says.
pub const ENGINE_TEXTS: &[(&str, &[&str])] = &[
    ("niet-begrepen", &[]),
    ("correctie", &[]),
    ("te-laat", &[]),
    ("nogmaals", &[]),
    ("opdracht-start", &[]),
    ("opdracht-taal", &[]),
    ("opdracht-mens", &[]),
    ("opdracht-stop", &[]),
    ("al-geregeld", &[]),
    ("hallo-weer", &["naam"]),
    ("uitnodiging-gebruikt", &[]),
    ("uitnodiging-verlopen", &[]),
];

/// The words that always work; `text` knows them in every language.
const WORDS: &[&str] = &["stop", "start", "taal", "mens", "check-in"];

/// Facts that every mailbox of a person has.
const ALWAYS: &[&str] = &["naam", "gemeente"];

/// All mistakes of a revision.
pub fn check(content: &Content) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (name, dialog) in &content.dialogs {
        let file = format!("dialogs/{name}.yaml");
        let mut check = Check { content, dialog, file: &file, problems: &mut problems };
        check.head();
        check.steps();
        check.reachable();
        check.no_endless_walk();
    }
    check_engine_texts(content, &mut problems);
    check_starts(content, &mut problems);
    problems.extend(super::templates::problems(content));
    problems
}

struct Check<'a> {
    content: &'a Content,
    dialog: &'a Dialog,
    file: &'a str,
    problems: &'a mut Vec<Problem>,
}

impl Check<'_> {
    fn say(&mut self, place: Location, what: impl Into<String>) {
        self.problems.push(Problem::at(self.file, place, what));
    }

    fn head(&mut self) {
        let place = self.dialog.dialog.referenced;
        if self.dialog.format != FORMAT {
            self.say(
                place,
                format!("`format: {}` is not known; write `format: {FORMAT}`", self.dialog.format),
            );
        }
        if self.dialog.steps.is_empty() {
            self.say(place, "has no steps: write at least one under `steps:`");
        }
        if let Some(ladder) = &self.dialog.ladder {
            self.ladder(ladder);
        }
        for kind in &self.dialog.starts.reminder {
            if SessionKind::parse(&kind.value).is_none() {
                let known: Vec<&str> = SessionKind::ALL.iter().map(|k| k.as_str()).collect();
                let what = no_such("kind of session", &kind.value, &known);
                self.say(kind.referenced, what);
            }
        }
        if let Some(word) =
            self.dialog.starts.word.as_ref().filter(|w| !WORDS.contains(&w.value.as_str()))
        {
            let what = no_such("word that always works", &word.value, WORDS);
            self.say(word.referenced, what);
        }
        if let Some(schedule) = &self.dialog.starts.schedule {
            let known: Vec<&str> =
                self.content.policies.schedules.keys().map(String::as_str).collect();
            if !known.contains(&schedule.value.as_str()) {
                let what = no_such("schedule in policies.yaml", &schedule.value, &known);
                self.say(schedule.referenced, what);
            }
        }
    }

    fn ladder(&mut self, ladder: &Name) {
        if self.content.policies.ladder(&ladder.value).is_none() {
            let known: Vec<&str> =
                self.content.policies.ladders.keys().map(String::as_str).collect();
            let what = no_such("ladder in policies.yaml", &ladder.value, &known);
            self.say(ladder.referenced, what);
        }
    }

    fn steps(&mut self) {
        for (name, step) in self.dialog.steps.iter() {
            for goto in targets(&step.value) {
                self.target(goto);
            }
            self.exits(name, step);
            self.texts(step);
            self.conditions(step);
            if let Some(ladder) = &step.value.ladder {
                self.ladder(ladder);
            }
        }
    }

    fn target(&mut self, goto: &Name) {
        if self.dialog.steps.get(&goto.value).is_none() {
            let known: Vec<&str> = self.dialog.steps.iter().map(|(name, _)| name).collect();
            let what = no_such("step", &goto.value, &known);
            self.say(goto.referenced, what);
        }
    }

    fn exits(&mut self, name: &str, step: &Spanned<StepDef>) {
        let (def, place) = (&step.value, step.referenced);
        if def.choices.is_empty() {
            let always = def.branch.iter().any(|c| c.when.is_empty());
            if def.goto.is_none() && def.end.is_none() && !always {
                self.say(place, format!("step `{name}` leads nowhere: give it `goto:`, `end:`, `choices:`, or a last branch without `when:`"));
            }
            if def.no_answer.is_some() {
                self.say(place, format!("step `{name}` has `no_answer:` but asks nothing"));
            }
            return;
        }
        if def.say.is_none() {
            self.say(place, format!("step `{name}` offers choices but says nothing: add `say:`"));
        }
        if def.goto.is_some() || def.end.is_some() || !def.branch.is_empty() {
            self.say(place, format!("step `{name}` asks something, so only its choices lead on: remove `goto:`, `end:` or `branch:`"));
        }
        if def.no_answer.is_none() && def.ladder.is_none() && self.dialog.ladder.is_none() {
            self.say(place, format!("step `{name}` has no exit for silence: add `ladder:` to the dialog, or `no_answer:` here"));
        }
        for (key, choice) in def.choices.iter() {
            if choice.goto.is_none() {
                self.say(
                    place,
                    format!("choice `{key}` of step `{name}` leads nowhere: add `goto:`"),
                );
            }
        }
    }

    fn texts(&mut self, step: &Spanned<StepDef>) {
        let Some(say) = &step.value.say else { return };
        let id = TextId::from(say.value.as_str());
        let words = &self.content.words;
        for &language in Language::ALL {
            if !words.has(language, &id) {
                self.say(
                    say.referenced,
                    format!("text `{id}` is missing in locales/{language}: it is said here"),
                );
                continue;
            }
            for variable in words.variables(language, &id) {
                let known = self.dialog.facts.contains_key(&variable)
                    || ALWAYS.contains(&variable.as_str());
                if !known {
                    self.say(say.referenced, format!("text `{id}` ({language}) mentions `{variable}`, which is not under `facts:`"));
                }
            }
            self.labels(step, say, &id, language);
        }
    }

    fn labels(&mut self, step: &Spanned<StepDef>, say: &Name, id: &TextId, language: Language) {
        let count = step.value.choices.0.len();
        let (most, longest) = if count <= WHATSAPP.buttons {
            (WHATSAPP.buttons, WHATSAPP.button_label)
        } else {
            (WHATSAPP.list_rows, WHATSAPP.row_label)
        };
        if count > most {
            self.say(
                say.referenced,
                format!("offers {count} choices; at most {most} fit on WhatsApp"),
            );
        }
        for (key, _) in step.value.choices.iter() {
            if !self.content.words.has_label(language, id, key) {
                self.say(
                    say.referenced,
                    format!("text `{id}` has no label `.{key}` in locales/{language}"),
                );
                continue;
            }
            let label = self.content.words.label(language, id, key);
            let length = label.chars().count();
            if length > longest {
                self.say(say.referenced, format!("label `.{key}` of `{id}` ({language}) has {length} characters; at most {longest} fit on a button"));
            }
        }
    }

    fn conditions(&mut self, step: &Spanned<StepDef>) {
        let set: BTreeSet<&str> = self
            .dialog
            .steps
            .iter()
            .flat_map(|(_, s)| s.value.choices.iter())
            .flat_map(|(_, c)| c.set.keys().map(String::as_str))
            .collect();
        for case in &step.value.branch {
            for fact in case.when.keys() {
                if !self.dialog.facts.contains_key(fact) && !set.contains(fact.as_str()) {
                    self.say(
                        case.goto.referenced,
                        format!(
                            "`when:` looks at `{fact}`, which is not under `facts:` and never set"
                        ),
                    );
                }
            }
        }
    }

    fn reachable(&mut self) {
        let mut reached: BTreeSet<&str> = BTreeSet::new();
        let mut next = vec![self.dialog.first_step()];
        while let Some(name) = next.pop() {
            if let Some(step) = self.dialog.steps.get(name).filter(|_| reached.insert(name)) {
                next.extend(targets(&step.value).iter().map(|goto| goto.value.as_str()));
            }
        }
        for (name, step) in self.dialog.steps.iter() {
            if !reached.contains(name) {
                self.say(
                    step.referenced,
                    format!("step `{name}` can never be reached: no `goto:` leads to it"),
                );
            }
        }
    }

    /// A round of steps that asks nothing would never end.
    fn no_endless_walk(&mut self) {
        for (start, step) in self.dialog.steps.iter() {
            let mut seen = BTreeSet::new();
            let mut next = vec![start];
            while let Some(name) = next.pop() {
                let Some(step) = self.dialog.steps.get(name) else { continue };
                if !step.value.choices.is_empty() || !seen.insert(name) {
                    continue;
                }
                next.extend(targets(&step.value).iter().map(|goto| goto.value.as_str()));
            }
            let back = seen.iter().any(|name| {
                self.dialog.steps.get(name).is_some_and(|s| {
                    s.value.choices.is_empty()
                        && targets(&s.value).iter().any(|goto| goto.value == start)
                })
            });
            if back && seen.contains(start) {
                self.say(
                    step.referenced,
                    format!("step `{start}` comes back to itself without asking anything"),
                );
            }
        }
    }
}

/// Every name that a step leads to.
fn targets(def: &StepDef) -> Vec<&Name> {
    def.goto
        .iter()
        .chain(def.branch.iter().map(|c| &c.goto))
        .chain(def.choices.0.iter().filter_map(|(_, c)| c.goto.as_ref()))
        .chain(def.no_answer.iter().map(|n| &n.goto))
        .collect()
}

fn check_engine_texts(content: &Content, problems: &mut Vec<Problem>) {
    for (id, facts) in ENGINE_TEXTS {
        let id = TextId::from(*id);
        for &language in Language::ALL {
            let file = format!("locales/{language}");
            if !content.words.has(language, &id) {
                problems.push(Problem::in_file(
                    &file,
                    format!("text `{id}` is missing: the program says it"),
                ));
            }
            for variable in content.words.variables(language, &id) {
                if !facts.contains(&variable.as_str()) && !ALWAYS.contains(&variable.as_str()) {
                    problems.push(Problem::in_file(
                        &file,
                        format!("text `{id}` mentions `{variable}`, which is not known there"),
                    ));
                }
            }
        }
    }
}

/// Starts that must exist once, and only once.
fn check_starts(content: &Content, problems: &mut Vec<Problem>) {
    for what in ["invitation: true", "catch_all: true", "unknown: true", MOVED, CANCELLED] {
        let names: Vec<&str> = content
            .dialogs
            .iter()
            .filter(|(_, d)| starts(d, what))
            .map(|(n, _)| n.as_str())
            .collect();
        if names.len() != 1 {
            problems.push(Problem::in_file(
                "dialogs",
                format!("exactly one dialog must start with `{what}`; found: {}", names.join(", ")),
            ));
        }
    }
    for kind in SessionKind::ALL {
        if content.policies.reminder_for(*kind).is_some() && content.for_reminder(*kind).is_none() {
            problems.push(Problem::in_file(
                "dialogs",
                format!(
                    "policies.yaml plans reminders for `{kind}`, but no dialog starts with them"
                ),
            ));
        }
    }
}

const MOVED: &str = "session: moved";
const CANCELLED: &str = "session: cancelled";

fn starts(dialog: &Dialog, what: &str) -> bool {
    match what {
        "invitation: true" => dialog.starts.invitation,
        "catch_all: true" => dialog.starts.catch_all,
        MOVED => dialog.starts.session == Some(SessionChange::Moved),
        CANCELLED => dialog.starts.session == Some(SessionChange::Cancelled),
        _ => dialog.starts.unknown,
    }
}

fn no_such(what: &str, name: &str, known: &[&str]) -> String {
    match meant(name, known.iter().copied()) {
        Some(near) => format!("there is no {what} `{name}`; did you mean `{near}`?"),
        None => format!("there is no {what} `{name}`; there is: {}", known.join(", ")),
    }
}
