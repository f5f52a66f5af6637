//! Is a revision sound? Every name leads somewhere, every step can be reached and left, every
//! text exists in every language and mentions only what its dialog knows.

use serde_saphyr::{Location, Spanned};

use super::content::Content;
use super::definition::{Dialog, FORMAT, Name, Starts, StepDef};
use super::limits::MAX_DIALOG_STEPS;
use super::load::Problem;
use crate::plan::meant::meant;
use crate::trade::course::SessionKind;

mod aids;
mod asides;
mod facts;
mod paths;
mod starts;
mod texts;

pub use texts::gaps;

/// The words that always work; `text` knows them in every language.
const WORDS: &[&str] = &[
    "stop",
    "start",
    "taal",
    "mens",
    "check-in",
    "mijn-afspraken",
    "mijn-gegevens",
    "verberg",
    // found inside other words: danger, and a BSN that was taken out
    "gevaar",
    "bsn",
];

/// Facts that every mailbox of a person has.
const ALWAYS: &[&str] = &["naam", "gemeente"];

/// All mistakes of a revision.
pub fn check(content: &Content) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (name, dialog) in content.dialogs.iter() {
        let file = format!("dialogs/{name}.yaml");
        let mut check = Check { content, dialog, file: &file, problems: &mut problems };
        check.head();
        check.steps();
        check.facts();
        check.reachable();
        check.no_endless_walk();
    }
    texts::check_engine_texts(content, &mut problems);
    texts::check_second_wordings(content, &mut problems);
    texts::check_quick_answers(content, &mut problems);
    starts::check_starts(content, &mut problems);
    asides::check_rounds(content, &mut problems);
    problems.extend(super::plain_words::threats(content));
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
        let steps = self.dialog.steps.0.len();
        if steps == 0 {
            self.say(place, "has no steps: write at least one under `steps:`");
        }
        if steps > MAX_DIALOG_STEPS {
            let most = MAX_DIALOG_STEPS;
            self.say(place, format!("has {steps} steps, more than {most}: make several dialogs of it, and hold them with `run:`"));
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
        if let Some(word) = &self.dialog.starts.keyword {
            let known: Vec<&str> = self.content.words.keyword_lists().collect();
            if !known.contains(&word.value.as_str()) {
                let list = format!("trefwoord-{}", word.value);
                let what = format!(
                    "there is no word list `{list}`: write `{list} = ...` in locales/nl and the other languages"
                );
                self.say(word.referenced, what);
            }
        }
        if !is_started(&self.dialog.starts) {
            self.say(place, "nothing starts this dialog: write under `starts:` what does");
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
            self.asides(name, step);
            self.texts(step);
            self.aids(step);
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
        if !def.is_question() {
            let always = def.branch.iter().any(|c| c.when.is_empty());
            let onward = def.goto.is_some() || def.end.is_some() || always;
            let aside = def.run.is_some() || def.wait.is_some();
            if !onward && !aside {
                self.say(place, format!("step `{name}` leads nowhere: give it `goto:`, `end:`, `choices:`, `ask:`, or a last branch without `when:`"));
            }
            if aside && (def.goto.is_some() || def.end.is_some() || !def.branch.is_empty()) {
                self.say(place, format!("step `{name}` goes on where its `run:` or `wait:` says: remove `goto:`, `end:` or `branch:`"));
            }
            if def.run.is_some() && def.wait.is_some() {
                self.say(
                    place,
                    format!("step `{name}` has both `run:` and `wait:`: make two steps of it"),
                );
            }
            if def.no_answer.is_some() {
                self.say(place, format!("step `{name}` has `no_answer:` but asks nothing"));
            }
            return;
        }
        if def.say.is_none() {
            self.say(place, format!("step `{name}` asks something but says nothing: add `say:`"));
        }
        let onward = def.goto.is_some() || def.end.is_some() || !def.branch.is_empty();
        if onward || def.run.is_some() || def.wait.is_some() {
            self.say(place, format!("step `{name}` asks something, so only its answers lead on: remove `goto:`, `end:`, `branch:`, `run:` or `wait:`"));
        }
        if def.no_answer.is_none() && def.ladder.is_none() && self.dialog.ladder.is_none() {
            self.say(place, format!("step `{name}` has no exit for silence: add `ladder:` to the dialog, or `no_answer:` here"));
        }
        for (key, choice) in def.choices.iter() {
            let what = match (choice.goto.is_some(), choice.again.is_some()) {
                (false, false) => "leads nowhere: add `goto:`, or `again:` to ask later",
                (true, true) => "has both `goto:` and `again:`: choose one",
                _ => continue,
            };
            self.say(place, format!("choice `{key}` of step `{name}` {what}"));
        }
    }
}

fn is_started(starts: &Starts) -> bool {
    let Starts { reminder, word, keyword, schedule, session, staff, dialog, .. } = starts;
    let Starts { invitation, catch_all, unknown, attendance, .. } = starts;
    let named = word.is_some()
        || keyword.is_some()
        || schedule.is_some()
        || session.is_some()
        || attendance.is_some()
        || !reminder.is_empty();
    named || *staff || *dialog || *invitation || *catch_all || *unknown
}

/// Every name that a step leads to.
fn targets(def: &StepDef) -> Vec<&Name> {
    def.goto
        .iter()
        .chain(def.branch.iter().map(|c| &c.goto))
        .chain(def.choices.0.iter().filter_map(|(_, c)| c.goto.as_ref()))
        .chain(def.no_answer.iter().map(|n| &n.goto))
        .chain(def.ask.iter().map(|a| &a.goto))
        .chain(def.run.iter().map(|r| &r.goto))
        .chain(def.wait.iter().map(|w| &w.goto))
        .collect()
}

fn no_such(what: &str, name: &str, known: &[&str]) -> String {
    match meant(name, known.iter().copied()) {
        Some(near) => format!("there is no {what} `{name}`; did you mean `{near}`?"),
        None => format!("there is no {what} `{name}`; there is: {}", known.join(", ")),
    }
}
