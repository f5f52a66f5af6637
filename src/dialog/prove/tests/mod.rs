//! What `prove` proves and refutes. `table`: small broken dialogs, each with its property;
//! `against_simulation`: no simulated life contradicts a proof.

use super::super::content::{Content, Files};
use super::super::shipped;
use super::*;

mod against_simulation;
mod table;

fn shipped_with(changes: &[(&str, &str)]) -> Content {
    let mut files: Files = shipped::files();
    for (path, body) in changes {
        files.insert((*path).to_owned(), (*body).to_owned());
    }
    Content::load_published(&files).unwrap_or_else(|problems| panic!("{problems:?}"))
}

fn told(proof: &DialogProof) -> String {
    let mut told = String::new();
    for refuted in &proof.refuted {
        told.push_str(&format!(
            "{}: {}:{}:{}: {}\n{}\n",
            refuted.property.as_str(),
            refuted.file,
            refuted.line,
            refuted.column,
            refuted.what,
            refuted.person
        ));
        for line in &refuted.talk {
            told.push_str(&format!("{line}\n"));
        }
    }
    told
}

#[test]
fn every_shipped_dialog_is_proven() {
    let content = shipped_with(&[]);
    let proof = prove(&content);
    for dialog in &proof.dialogs {
        assert!(dialog.holds(), "{}: bounded {}\n{}", dialog.dialog, dialog.bounded, told(dialog));
        // what only gives something to another dialog is walked inside it
        let held = !content.dialogs[&dialog.dialog].gives.is_empty();
        let walked = dialog.states > 0 && dialog.starts > 0;
        assert!(walked || held, "{} was not walked", dialog.dialog);
    }
    // the worst week of a reminder is that of somebody who answers each with a question: at 7 days
    // and 3 days, each again after 20 hours and on the other channel; at 1 day, again after 20
    // hours; at 2 hours
    let week = |name: &str| {
        let found = proof.dialogs.iter().find(|d| d.dialog == name);
        found.map(|d| d.messages_per_week)
    };
    assert_eq!(week("pvt-herinnering"), Some(9));
    assert_eq!(week("mens"), Some(0), "a reply is no message of our own");
}

#[test]
fn the_most_messages_in_a_week_are_the_starts_of_the_budget_with_their_repeats() {
    let policies = shipped_with(&[]).policies;
    let sends = |rung: &&crate::plan::ladder::Rung| !rung.rung.is_human();
    let repeats = policies.ladders.values().map(|ladder| ladder.0.iter().filter(sends).count());
    let repeats = u32::try_from(repeats.max().unwrap()).unwrap();
    assert_eq!(policies.budget.per_week * (1 + repeats), MESSAGES_PER_WEEK);
}

#[test]
fn a_dialog_is_proven_the_same_twice() {
    let content = shipped_with(&[]);
    let some = |name: &str| matches!(name, "taal" | "geld" | "welkom");
    let proof = prove_these(&content, some);
    assert_eq!(proof.dialogs.len(), 3);
    assert_eq!(proof, prove_these(&content, some));
}

#[test]
fn a_municipality_with_a_ladder_of_its_own_is_proven_with_it() {
    let own = |rungs: &str| {
        let files = shipped::files();
        let gemeente = format!(
            "format: 1\ngemeenten:\n  GM0321:\n    ladders:\n      bijeenkomst: [{rungs}]\n"
        );
        let policies = files["dialogs/policies.yaml"].replacen("format: 1\n", &gemeente, 1);
        shipped_with(&[("dialogs/policies.yaml", &policies)])
    };
    let of = |content: &Content, name: &str| {
        prove_these(content, |dialog| dialog == name).dialogs.remove(0)
    };
    let common = shipped_with(&[]);
    let before = of(&common, "inhalen");

    let calm = own("{ rung: nudge, after: 20h }, { rung: klantmanager, after: 1d }");
    let proof = of(&calm, "inhalen");
    assert!(proof.holds(), "{}", told(&proof));
    assert!(proof.states > before.states, "theirs was walked too");
    let other = of(&calm, "check-in");
    assert_eq!(other, of(&common, "check-in"), "it has its own ladder");

    let nudges = "{ rung: nudge, after: 4h }, ".repeat(9);
    let loud = own(&format!("{nudges}{{ rung: klantmanager, after: 1d }}"));
    let proof = of(&loud, "inhalen");
    let refuted: Vec<Property> = proof.refuted.iter().map(|refuted| refuted.property).collect();
    assert_eq!(refuted, [Property::MessagesPerWeek], "{}", told(&proof));
    assert!(proof.refuted[0].person.ends_with("(in GM0321)"), "{}", proof.refuted[0].person);
}
