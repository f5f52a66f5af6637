//! Every step can be reached, and none comes back to itself without asking or waiting.

use std::collections::BTreeSet;

use super::super::definition::StepDef;
use super::{Check, targets};

impl Check<'_> {
    pub(super) fn reachable(&mut self) {
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
    pub(super) fn no_endless_walk(&mut self) {
        for (start, step) in self.dialog.steps.iter() {
            let mut seen = BTreeSet::new();
            let mut next = vec![start];
            while let Some(name) = next.pop() {
                let Some(step) = self.dialog.steps.get(name) else { continue };
                if waits(&step.value) || !seen.insert(name) {
                    continue;
                }
                next.extend(targets(&step.value).iter().map(|goto| goto.value.as_str()));
            }
            let back = seen.iter().any(|name| {
                self.dialog.steps.get(name).is_some_and(|s| {
                    !waits(&s.value) && targets(&s.value).iter().any(|goto| goto.value == start)
                })
            });
            if back && seen.contains(start) {
                self.say(
                    step.referenced,
                    format!(
                        "step `{start}` comes back to itself without asking anything or waiting"
                    ),
                );
            }
        }
    }
}

/// Does the walk stop here, for an answer or a while?
fn waits(def: &StepDef) -> bool {
    def.is_question() || def.wait.is_some()
}
