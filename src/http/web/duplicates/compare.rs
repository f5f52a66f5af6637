//! What a merge would do, in words: it is done and undone, so that it is no guess.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use super::super::when;
use super::words;
use crate::acts::merge_people::Merged;

/// One field of which a colleague chooses what counts.
pub(super) struct Choice {
    pub(super) name: &'static str,
    pub(super) label: &'static str,
    pub(super) stays: String,
    pub(super) goes: String,
}

/// What a merge would do.
pub(super) struct Preview {
    pub(super) choices: Vec<Choice>,
    /// What is known of who goes only: label and value.
    pub(super) added: Vec<(&'static str, String)>,
    /// What comes to who stays, and how much.
    pub(super) moved: Vec<(&'static str, usize)>,
    /// What cannot be there twice, and what becomes of it.
    pub(super) clashes: Vec<String>,
    /// Until when it can be undone.
    pub(super) until: String,
}

impl Preview {
    pub(super) fn new(merged: &Merged, now: DateTime<Utc>) -> Self {
        let mut choices = Vec::new();
        let mut added = Vec::new();
        for one in &merged.differences {
            let name = one.field.name;
            let label = words::field(name);
            let goes = words::value(name, &one.goes, now);
            match one.asks {
                true => {
                    let stays = words::value(name, &one.stays, now);
                    choices.push(Choice { name, label, stays, goes });
                }
                false => added.push((label, goes)),
            }
        }
        let mut moved: BTreeMap<&'static str, usize> = BTreeMap::new();
        for (table, rows) in merged.journal.moved() {
            if let Some(what) = words::rows(table) {
                *moved.entry(what).or_default() += rows;
            }
        }
        let doubles = merged.journal.doubles();
        let mut clashes: Vec<String> =
            doubles.keys().filter_map(|table| words::double(table)).map(str::to_owned).collect();
        match merged.ended {
            0 => {}
            1 => clashes.push(
                say!(
                    "Aan beide vraagt de bot hetzelfde: één vraag vervalt, de andere blijft open."
                )
                .to_owned(),
            ),
            n => clashes.push(say!(
                "Aan beide vraagt de bot {n} keer hetzelfde: die vragen blijven één keer open.",
                n = n
            )),
        }
        if merged.stays.stopped_at.is_some() != merged.goes.stopped_at.is_some() {
            clashes.push(say!("Eén van beide zei stop. Daarna krijgt deze persoon nergens meer berichten van de bot.").to_owned());
        }
        Self {
            choices,
            added,
            moved: moved.into_iter().collect(),
            clashes,
            until: when::dated(merged.undo_until),
        }
    }
}
