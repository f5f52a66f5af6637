//! Answers to a typed question: one of each kind that the conditions of a dialog tell apart.

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};

use super::super::content::Content;
use super::super::definition::{Ask, AskKind, Condition};
use super::super::event::Event;
use crate::plan::local_time;

/// Most values that one question is tried with.
const MOST: usize = 12;

/// What a person types or sends.
pub(super) fn answers(content: &Content, ask: &Ask, now: DateTime<Utc>) -> Vec<Event> {
    let says = |words: String| Event::Said { words };
    let sends = |kind: &str| vec![Event::Sent { kind: kind.to_owned() }];
    match ask.kind {
        AskKind::Number => counts(content, ask).into_iter().map(|n| says(n.to_string())).collect(),
        AskKind::Hours => counts(content, ask)
            .into_iter()
            .filter(|hours| *hours > 0)
            .map(|hours| says(hours.to_string()))
            .collect(),
        AskKind::Date => {
            let today = local_time::local_date(now);
            let from = ask.from.unwrap_or(1).min(ask.to.unwrap_or(i64::MAX)).max(-3650);
            vec![says((today + TimeDelta::days(from.min(3650))).format("%d-%m-%Y").to_string())]
        }
        AskKind::Time => vec![says("14:30".to_owned())],
        AskKind::Place | AskKind::Words => {
            vec![says("In het buurthuis naast de moskee".to_owned())]
        }
        AskKind::Photo => sends("photo"),
        AskKind::Voice => sends("voice"),
        AskKind::Contact => sends("contact"),
    }
}

/// Numbers in the question's own bounds, on both sides of every bound that a condition has.
fn counts(content: &Content, ask: &Ask) -> Vec<i64> {
    let mut all: BTreeSet<i64> = [ask.from.unwrap_or(3), ask.to.unwrap_or(3)].into();
    let steps = content.dialogs.values().flat_map(|d| d.steps.iter());
    for condition in steps
        .flat_map(|(_, step)| step.value.branch.iter())
        .filter_map(|case| case.when.get(&ask.fact.value))
    {
        for bound in bounds(condition) {
            all.extend([bound.saturating_sub(1), bound, bound.saturating_add(1)]);
        }
    }
    all.into_iter()
        .filter(|n| ask.from.is_none_or(|from| *n >= from) && ask.to.is_none_or(|to| *n <= to))
        .take(MOST)
        .collect()
}

/// Numbers that a condition compares with.
fn bounds(condition: &Condition) -> Vec<i64> {
    let number = |word: &String| word.trim().parse().ok();
    match condition {
        Condition::Is(word) => number(word).into_iter().collect(),
        Condition::Test(test) => {
            let words = test.not.iter().chain(&test.any).filter_map(number);
            test.from.into_iter().chain(test.to).chain(words).collect()
        }
    }
}

/// Values that a condition compares with, as they are written.
pub(super) fn compared(condition: &Condition) -> Vec<String> {
    match condition {
        Condition::Is(word) => vec![word.clone()],
        Condition::Test(test) => {
            let mut all: Vec<String> = test.not.iter().chain(&test.any).cloned().collect();
            for bound in test.from.iter().chain(&test.to) {
                all.extend([bound - 1, *bound, bound + 1].iter().map(ToString::to_string));
            }
            all.extend(test.known.map(|_| String::new()));
            all
        }
    }
}
