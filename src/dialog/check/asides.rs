//! Where a step goes without an answer: another dialog, a pause, a plan. Each must exist, and fit.

use std::collections::{BTreeMap, BTreeSet};

use chrono::TimeDelta;
use serde_saphyr::Spanned;

use super::super::content::Content;
use super::super::definition::{Dialog, Name, StepDef, SubDialog};
use super::super::limits::{LONGEST_PAUSE, MAX_CHOICES, MAX_DEPTH};
use super::super::load::Problem;
use super::{Check, no_such};

/// "Ask me again" within this would be pestering; after the other nobody remembers the question.
const SHORTEST_LATER: TimeDelta = TimeDelta::minutes(15);
const LONGEST_LATER: TimeDelta = TimeDelta::days(14);

impl<'a> Check<'a> {
    pub(super) fn asides(&mut self, name: &str, step: &Spanned<StepDef>) {
        let (def, place) = (&step.value, step.referenced);
        if let Some(run) = &def.run {
            self.held(run);
        }
        if let Some(pause) = &def.wait
            && (pause.long.0 <= TimeDelta::zero() || pause.long.0 > LONGEST_PAUSE)
        {
            self.say(
                pause.goto.referenced,
                format!("step `{name}` waits {}: write between 1m and 366d", pause.long),
            );
        }
        if let Some(plan) = &def.plan {
            if plan.after.0 > LONGEST_PAUSE {
                self.say(
                    plan.dialog.referenced,
                    format!("`after: {}` is further than a year", plan.after),
                );
            }
            if let Some(other) = self.startable(&plan.dialog)
                && !other.takes.is_empty()
            {
                let takes: Vec<&str> = other.takes.keys().map(String::as_str).collect();
                self.say(
                    plan.dialog.referenced,
                    format!(
                        "`{}` needs {} from the dialog that holds it, so it cannot be planned",
                        plan.dialog.value,
                        takes.join(", ")
                    ),
                );
            }
        }
        if let Some(other) = &def.unplan {
            self.startable(other);
        }
        if def.hand_over && def.task.is_none() {
            self.say(
                place,
                format!("step `{name}` hands over, but nobody hears of it: add `task:`"),
            );
        }
        if def.choices.0.len() > MAX_CHOICES {
            self.say(
                place,
                format!(
                    "step `{name}` offers {} choices; at most {MAX_CHOICES} can be read on a phone",
                    def.choices.0.len()
                ),
            );
        }
        for (key, again) in def.choices.iter().filter_map(|(k, c)| Some((k, c.again?))) {
            if again.0 < SHORTEST_LATER || again.0 > LONGEST_LATER {
                self.say(
                    place,
                    format!("choice `{key}` asks again after {again}: write between 15m and 14d"),
                );
            }
        }
    }

    /// The dialog of this name, if another dialog may start it.
    fn startable(&mut self, name: &Name) -> Option<&'a Dialog> {
        let content = self.content;
        let Some(dialog) = content.dialogs.get(&name.value) else {
            let known: Vec<&str> = content.dialogs.keys().map(String::as_str).collect();
            let what = no_such("dialog", &name.value, &known);
            self.say(name.referenced, what);
            return None;
        };
        if !dialog.starts.dialog {
            let what = format!(
                "`{0}` does not let other dialogs start it: write `starts: {{ dialog: true }}` in {0}.yaml",
                name.value
            );
            self.say(name.referenced, what);
        }
        Some(dialog)
    }

    /// A dialog that is held gets what it takes, and gives what is kept.
    fn held(&mut self, run: &SubDialog) {
        let Some(other) = self.startable(&run.dialog) else { return };
        let (place, them) = (run.dialog.referenced, &run.dialog.value);
        for name in other.takes.keys().filter(|name| !run.with.contains_key(*name)) {
            self.say(place, format!("`{them}` needs `{name}`: add it under `with:`"));
        }
        let ours: BTreeMap<String, _> =
            self.declared().into_iter().map(|(name, kind)| (name.to_owned(), kind)).collect();
        for (name, value) in &run.with {
            let Some(wanted) = other.takes.get(name) else {
                let known: Vec<&str> = other.takes.keys().map(String::as_str).collect();
                let what = no_such(&format!("fact under `takes:` of `{them}`"), name, &known);
                self.say(place, what);
                continue;
            };
            let Some(fact) = value.strip_prefix('$') else { continue };
            self.is_known(fact, place, "`with:` passes on");
            if ours.get(fact).is_some_and(|kind| kind != wanted) {
                self.say(place, format!("`{fact}` is of another kind than `{name}` of `{them}`"));
            }
        }
        for name in run.keep.keys().filter(|name| !other.gives.contains_key(*name)) {
            let known: Vec<&str> = other.gives.keys().map(String::as_str).collect();
            let what = no_such(&format!("fact under `gives:` of `{them}`"), name, &known);
            self.say(place, what);
        }
    }
}

/// A dialog that holds itself, over others or not, would never come back.
pub(super) fn check_rounds(content: &Content, problems: &mut Vec<Problem>) {
    for (name, dialog) in content.dialogs.iter() {
        for run in held_by(dialog) {
            let mut path = vec![name.as_str()];
            if let Some(round) = comes_back(content, &run.dialog.value, &mut path) {
                let what = format!("{round}: a dialog cannot be held inside itself");
                let file = format!("dialogs/{name}.yaml");
                problems.push(Problem::at(&file, run.dialog.referenced, what));
            }
        }
    }
}

fn held_by(dialog: &Dialog) -> impl Iterator<Item = &SubDialog> {
    dialog.steps.iter().filter_map(|(_, step)| step.value.run.as_ref())
}

fn comes_back<'a>(content: &'a Content, to: &'a str, path: &mut Vec<&'a str>) -> Option<String> {
    if path.first() == Some(&to) {
        return Some(format!("{} -> {to}", path.join(" -> ")));
    }
    if path.len() > MAX_DEPTH {
        return Some(format!("{} -> {to} is more than {MAX_DEPTH} deep", path.join(" -> ")));
    }
    if path.contains(&to) {
        return None; // another dialog's round, told there
    }
    path.push(to);
    let others: BTreeSet<&str> = content
        .dialogs
        .get(to)
        .into_iter()
        .flat_map(held_by)
        .map(|r| r.dialog.value.as_str())
        .collect();
    let found = others.into_iter().find_map(|other| comes_back(content, other, path));
    path.pop();
    found
}
