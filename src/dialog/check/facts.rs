//! Every fact that is looked at, asked, kept or passed on is known, and of the right kind.

use std::collections::{BTreeMap, BTreeSet};

use serde_saphyr::Location;

use super::super::definition::{Ask, AskKind, FactType, Name, StepDef};
use super::{Check, no_such};

impl Check<'_> {
    /// The declared facts of the dialog, what it takes among them.
    pub(super) fn declared(&self) -> BTreeMap<&str, FactType> {
        let all = self.dialog.facts.iter().chain(&self.dialog.takes);
        all.map(|(name, kind)| (name.as_str(), *kind)).collect()
    }

    /// Facts that the dialog itself fills.
    fn filled(&self) -> BTreeSet<&str> {
        let steps = || self.dialog.steps.iter().map(|(_, step)| &step.value);
        let chosen = steps().flat_map(|s| s.choices.iter()).flat_map(|(_, c)| c.set.keys());
        let kept = steps().filter_map(|s| s.run.as_ref()).flat_map(|run| run.keep.values());
        let set = steps().flat_map(|s| s.set.keys());
        let asked = steps().filter_map(|s| s.ask.as_ref()).map(|ask| &ask.fact.value);
        chosen.chain(kept).chain(set).chain(asked).map(String::as_str).collect()
    }

    pub(super) fn facts(&mut self) {
        let dialog = self.dialog;
        for (name, step) in dialog.steps.iter() {
            self.conditions(&step.value);
            if let Some(ask) = &step.value.ask {
                self.asked_fact(name, ask);
            }
            for words in step.value.own_plan.iter().flat_map(|plan| &plan.facts) {
                self.is_of_kind(words, FactType::Word, "word");
            }
            if let Some(hours) = &step.value.practice {
                self.is_of_kind(&hours.fact, FactType::Hours, "hours");
                if let Some(on) = &hours.on {
                    self.is_of_kind(on, FactType::Date, "date");
                }
            }
        }
        let place = dialog.dialog.referenced;
        let filled = self.filled();
        let empty = dialog.gives.keys().filter(|name| !filled.contains(name.as_str()));
        let empty: Vec<String> = empty.cloned().collect();
        for name in empty {
            self.say(place, format!("`gives:` names `{name}`, but no step sets or asks it: add it, or remove it there"));
        }
    }

    fn conditions(&mut self, step: &StepDef) {
        for case in &step.branch {
            for fact in case.when.keys() {
                self.is_known(fact, case.goto.referenced, "`when:` looks at");
            }
        }
    }

    pub(super) fn is_known(&mut self, fact: &str, place: Location, who: &str) {
        if !self.declared().contains_key(fact) && !self.filled().contains(fact) {
            self.say(place, format!("{who} `{fact}`, which is not under `facts:` and never set"));
        }
    }

    fn asked_fact(&mut self, step: &str, ask: &Ask) {
        let place = ask.fact.referenced;
        if ask.from.zip(ask.to).is_some_and(|(from, to)| from > to) {
            self.say(place, format!("step `{step}` accepts no answer: `from:` is more than `to:`"));
        }
        if (ask.from.is_some() || ask.to.is_some()) && !has_measure(ask.kind) {
            let kind = ask.kind.as_str();
            self.say(
                place,
                format!("`from:` and `to:` mean nothing for `as: {kind}`: remove them"),
            );
        }
        self.is_of_kind(&ask.fact, fact_type(ask.kind), ask.kind.as_str());
    }

    pub(super) fn is_of_kind(&mut self, fact: &Name, wanted: FactType, word: &str) {
        let declared = self.declared();
        match declared.get(fact.value.as_str()) {
            Some(kind) if *kind == wanted => {}
            Some(_) => {
                let what = format!(
                    "fact `{}` is of another kind under `facts:`: write `{word}` there",
                    fact.value
                );
                self.say(fact.referenced, what);
            }
            None => {
                let known: Vec<&str> = declared.keys().copied().collect();
                let what = no_such("fact under `facts:`", &fact.value, &known);
                self.say(fact.referenced, what);
            }
        }
    }
}

fn has_measure(kind: AskKind) -> bool {
    matches!(kind, AskKind::Date | AskKind::Number | AskKind::Hours)
}

/// What an answer of this kind is, once it is a fact.
pub(super) fn fact_type(kind: AskKind) -> FactType {
    match kind {
        AskKind::Date => FactType::Date,
        AskKind::Time => FactType::Time,
        AskKind::Number => FactType::Number,
        AskKind::Hours => FactType::Hours,
        AskKind::Place => FactType::Place,
        AskKind::Words | AskKind::Photo | AskKind::Voice | AskKind::Contact => FactType::Word,
    }
}
