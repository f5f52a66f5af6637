//! Small broken dialogs: each is refused with its own property, its place and a path.

use super::*;
use crate::dialog::play::Person;

const HEAD: &str = "format: 1\ndialog: proef\ntitle: Proef\n";

/// What is wrong with a dialog, its body, the property, a piece of what is said about it, the step
/// it is about, and a piece of the conversation that shows it.
const TABLE: &[(&str, &str, Property, &str, &str, &str)] = &[
    (
        "a goto to a step that is not there",
        "starts: { staff: true }\nladder: check-in\nsteps:\n  a:\n    say: check-in-school\n    choices:\n      ja: { goto: weg }\n      nog-niet: { goto: b }\n      hulp: { goto: b }\n  b: { end: answered }\n",
        Property::NeverBroken,
        "leads nowhere",
        "a",
        "tikt op [Ja]",
    ),
    (
        "a branch that goes round for one value",
        "starts: { staff: true }\nfacts: { soort: word }\nsteps:\n  a:\n    branch:\n      - { when: { soort: rond }, goto: b }\n      - { goto: c }\n  b: { goto: a }\n  c: { say: mens-komt, task: { kind: hulp, desk: klantmanager }, end: task }\n",
        Property::NoLoop,
        "comes back to itself",
        "b",
        "soort: rond",
    ),
    (
        "silence that comes back at once",
        "starts: { staff: true }\nsteps:\n  a:\n    say: check-in-school\n    choices:\n      ja: { goto: b }\n      nog-niet: { goto: b }\n      hulp: { goto: b }\n    no_answer: { after: 0h, goto: a }\n  b: { end: answered }\n",
        Property::NoLoop,
        "without a wait",
        "a",
        "(stilte, tot dit moment)",
    ),
    (
        "the same question for ever",
        "starts: { staff: true }\nsteps:\n  a:\n    say: check-in-school\n    choices:\n      ja: { goto: b }\n      nog-niet: { goto: b }\n      hulp: { goto: b }\n    no_answer: { after: 3d, goto: a }\n  b: { end: answered }\n",
        Property::Ends,
        "comes back for ever",
        "a",
        "Gaat u al naar taalles?",
    ),
    (
        "silence that counts as an answer",
        "starts: { staff: true }\nsteps:\n  a:\n    say: check-in-school\n    choices:\n      ja: { goto: b }\n      nog-niet: { goto: b }\n      hulp: { goto: b }\n    no_answer: { after: 3d, goto: b }\n  b: { end: answered }\n",
        Property::Ends,
        "although nobody answered",
        "b",
        "is afgelopen",
    ),
    (
        "a task that nobody gets",
        "starts: { staff: true }\nsteps:\n  a: { say: mens-komt, end: task }\n",
        Property::Ends,
        "no task was opened",
        "a",
        "Een collega van de gemeente helpt u",
    ),
    (
        "an opt-out that does not stop",
        "starts: { staff: true }\nladder: check-in\nsteps:\n  a:\n    say: check-in-school\n    choices:\n      ja: { goto: b }\n      nog-niet: { goto: b }\n      hulp: { goto: b }\n  b: { end: opted_out }\n",
        Property::Ends,
        "add `stop: true`",
        "b",
        "tikt op",
    ),
    (
        "a question without an exit for silence",
        "starts: { staff: true }\nsteps:\n  a:\n    say: check-in-school\n    choices:\n      ja: { goto: b }\n      nog-niet: { goto: b }\n      hulp: { goto: b }\n  b: { end: answered }\n",
        Property::ThreeExits,
        "nothing happens when nobody answers `a`",
        "a",
        "Gaat u al naar taalles?",
    ),
    (
        "a text that is nowhere",
        "starts: { staff: true }\nsteps:\n  a: { say: bestaat-niet, task: { kind: hulp, desk: klantmanager }, end: task }\n",
        Property::TextsExist,
        "says `bestaat-niet`",
        "a",
        "De persoon",
    ),
    (
        "a button without words",
        "starts: { staff: true }\nladder: check-in\nsteps:\n  a:\n    say: check-in-school\n    choices:\n      misschien: { goto: b }\n  b: { end: answered }\n",
        Property::TextsExist,
        "has no label `.misschien`",
        "a",
        "taalles",
    ),
    (
        "a question every six hours",
        "starts: { staff: true }\nsteps:\n  a:\n    say: check-in-school\n    choices: &a\n      ja: { goto: b }\n      nog-niet: { goto: b }\n      hulp: { goto: b }\n    no_answer: { after: 6h, goto: c }\n  c:\n    say: check-in-school\n    task: { kind: hulp, desk: klantmanager }\n    choices: *a\n    no_answer: { after: 6h, goto: a }\n  b: { end: answered }\n",
        Property::MessagesPerWeek,
        "messages in seven days",
        "a",
        "(stilte, tot dit moment)",
    ),
    (
        "an answer that leads round when it is taken back",
        "starts: { staff: true }\nladder: check-in\nsteps:\n  a:\n    say: check-in-school\n    choices:\n      ja: { set: { gezegd: ja }, goto: klaar }\n      nog-niet: { goto: tak }\n      hulp: { goto: klaar }\n  tak:\n    branch:\n      - { when: { gezegd: ja }, goto: rond }\n      - { goto: klaar }\n  rond: { goto: tak }\n  klaar: { end: answered }\n",
        Property::NoLoop,
        "comes back to itself",
        "rond",
        "toch niet",
    ),
    (
        "news that somebody without an address never gets",
        "starts: { staff: true }\nsteps:\n  a: { say: check-in-goed-zo, end: answered }\n",
        Property::Ends,
        "no address to say anything to",
        "a",
        "Een rooster of een collega begint het gesprek",
    ),
];

#[test]
fn every_broken_dialog_is_refused_with_its_property_its_place_and_a_path() {
    for (wrong, body, property, said, step, shown) in TABLE {
        let text = format!("{HEAD}{body}");
        let content = shipped_with(&[("dialogs/proef.yaml", &text)]);
        let proof = prove_these(&content, |name| name == "proef").dialogs.remove(0);
        let told = told(&proof);
        let found = proof.refuted.iter().find(|r| r.property == *property);
        let found = found.unwrap_or_else(|| panic!("{wrong}: not refused\n{told}"));
        assert!(found.what.contains(said), "{wrong}: {told}");
        let line = text.lines().position(|l| l.starts_with(&format!("  {step}:"))).unwrap() + 1;
        assert!(found.line == line || found.line == line + 1, "{wrong}: {step} at {line}\n{told}");
        let talk: Vec<String> = found.talk.iter().map(ToString::to_string).collect();
        if *property != Property::TextsExist {
            assert!(talk.iter().any(|l| l.contains(shown)), "{wrong}: no {shown}\n{told}");
        }
        assert!(talk[0].contains("24 november") || talk[0].contains("december"), "{told}");
    }
}

#[test]
fn more_than_can_be_walked_is_not_proven() {
    let facts: Vec<String> = (0..12).map(|n| format!("f{n}: word")).collect();
    let cases: Vec<String> =
        (0..12).map(|n| format!("      - {{ when: {{ f{n}: \"1\" }}, goto: b }}\n")).collect();
    let body = format!(
        "{HEAD}starts: {{ staff: true }}\nfacts: {{ {} }}\nsteps:\n  a:\n    branch:\n{}      - {{ goto: b }}\n  b: {{ task: {{ kind: hulp, desk: klantmanager }}, end: task }}\n",
        facts.join(", "),
        cases.concat()
    );
    let content = shipped_with(&[("dialogs/proef.yaml", &body)]);
    let proof = prove_these(&content, |name| name == "proef").dialogs.remove(0);
    assert!(proof.bounded && !proof.holds() && proof.refuted.is_empty(), "{}", told(&proof));
}

/// One question, with its own exit for silence.
const QUESTION: &str = "  a:\n    say: check-in-school\n    choices:\n      ja: { goto: c }\n      nog-niet: { goto: c }\n      hulp: { goto: c }\n    no_answer: { after: 3d, goto: c }\n  c: { say: mens-komt, task: { kind: hulp, desk: klantmanager }, end: task }\n";

#[test]
fn what_is_said_beside_a_question_is_tried_with_one_of_the_people() {
    let with = |starts: &str, coach: bool| {
        let text = format!("{HEAD}starts: {starts}\nsteps:\n{QUESTION}");
        let words = ("locales/nl/proef.ftl", "trefwoord-proefje = proefje\n");
        let content = shipped_with(&[("dialogs/proef.yaml", &text), words]);
        let wanted = |p: &Person| p.channels.len() == 2 && p.coach == coach;
        let proof = explore::explore_with(&content, &[&content.dialogs["proef"]], wanted).remove(0);
        assert!(proof.holds(), "{}", told(&proof));
        proof
    };
    // silence does the same to both: a ladder would not
    let (plain, more) = (with("{ staff: true }", false), with("{ staff: true }", true));
    assert!(more.moves > 2 * plain.moves, "{} and {}", more.moves, plain.moves);
    assert_eq!(more.messages_per_week, plain.messages_per_week, "what comes in between counts not");
    // whom a person begins it with, no reminder interrupts
    let by_word = with("{ keyword: proefje }", true);
    assert!(by_word.moves < more.moves, "{} and {}", by_word.moves, more.moves);
}
