//! The shipped stories go as they are written and walk every branch; a story that goes otherwise
//! says where.

use std::sync::{Arc, LazyLock};

use super::super::content::{Content, Files};
use super::super::play::{Person, Play, Start, tuesday};
use super::super::shipped;
use super::*;
use crate::message::{ChannelKind, Facts};
use crate::trade::course::SessionKind;
use crate::trade::person::Language;

static CONTENT: LazyLock<Arc<Content>> = LazyLock::new(|| {
    let content = Content::load(&shipped::files()).unwrap_or_else(|p| panic!("{p:?}"));
    Arc::new(content)
});

fn stories(body: &str) -> Vec<Story> {
    let files: Files = [(format!("{FOLDER}proef.yaml"), body.to_owned())].into();
    load(&files).unwrap_or_else(|problems| panic!("{problems:?}\n{body}"))
}

fn failure(body: &str) -> Failure {
    let outcomes = run(&CONTENT, &stories(body)[0]);
    outcomes.into_iter().find_map(|o| o.failure).unwrap_or_else(|| panic!("it went well\n{body}"))
}

#[test]
fn every_shipped_story_goes_as_written_in_every_language() {
    let all = load(&shipped::files()).unwrap_or_else(|p| panic!("{p:?}"));
    let outcomes: Vec<Outcome> = all.iter().flat_map(|story| run(&CONTENT, story)).collect();
    let failed: Vec<String> = outcomes
        .iter()
        .filter_map(|o| {
            let f = o.failure.as_ref()?;
            Some(format!("{}:{}: {} ({}): {}\n", o.file, f.line, o.story, o.language, f.what))
        })
        .collect();
    assert!(failed.is_empty(), "{}", failed.concat());
    assert!(outcomes.len() > 100);
    let covered = coverage(&CONTENT, &outcomes);
    for dialog in &covered.dialogs {
        assert!(dialog.branches > 0, "{} has no branches", dialog.dialog);
        for language in Language::ALL {
            let missing: Vec<String> =
                dialog.missing[language].iter().map(ToString::to_string).collect();
            assert!(missing.is_empty(), "{} ({language}): {}", dialog.dialog, missing.join("; "));
        }
    }
    assert!(covered.is_whole(Language::Nl));
}

const MENS: &str =
    "format: 1\nstories:\n  een:\n    dialog: mens\n    start: { word: mens }\n    steps:\n";

#[test]
fn a_story_that_goes_otherwise_says_where_what_was_expected_and_what_came() {
    // the steps, the line, the complaint
    let table = [
        ("      - bot: start-bevestigd\n", 7, "must say `start-bevestigd`, but says `mens-komt`"),
        ("      - bot: mens-komt\n      - bot: mens-komt\n", 8, "but says nothing"),
        ("      - bot: mens-komt\n      - task: bellen\n", 8, "`bellen` must be opened, but hulp"),
        ("      - bot: mens-komt\n      - silence\n", 8, "a task `hulp` is opened"),
        ("      - task: hulp\n      - ends: task\n", 8, "the bot also says `mens-komt`"),
        (
            "      - bot: mens-komt\n      - task: hulp\n      - ends: answered\n",
            9,
            "but ends with `task`",
        ),
        ("      - bot: mens-komt\n      - task: hulp\n      - taps: ja\n", 9, "no button `ja`"),
        ("      - bot: mens-komt\n      - task: hulp\n      - silence\n", 9, "nothing is planned"),
        (
            "      - bot: mens-komt\n      - task: hulp\n      - colleague notes the answer\n",
            9,
            "no question",
        ),
        ("      - bot: { text: mens-komt, nl: Dag }\n", 7, "must be in words"),
    ];
    for (steps, line, complaint) in table {
        let failure = failure(&format!("{MENS}{steps}"));
        assert!(failure.what.contains(complaint), "{steps}: {}", failure.what);
        assert_eq!(failure.line, line, "{steps}: {}", failure.what);
    }
}

#[test]
fn a_file_with_a_mistake_is_told_with_its_place() {
    for (body, line, complaint) in [
        ("format: 2\nstories: {}\n", 0, "format: 2"),
        (
            "format: 1\nstories:\n  een:\n    dialog: mens\n    start: {}\n    steps: []\n",
            4,
            "0 beginnings",
        ),
        (
            "format: 1\nstories:\n  een:\n    dialog: mens\n    at: morgen\n    start: { word: mens }\n    steps: []\n",
            5,
            "is no moment",
        ),
        (
            "format: 1\nstories:\n  een:\n    dialog: mens\n    start: { word: mens }\n    steps:\n      - zegt: ja\n",
            7,
            "zegt",
        ),
    ] {
        let files: Files = [(format!("{FOLDER}proef.yaml"), body.to_owned())].into();
        let problems = load(&files).map(|s| s.len()).expect_err(body);
        assert!(problems[0].what.contains(complaint), "{problems:?}");
        assert_eq!(problems[0].line, line, "{problems:?}");
    }
}

#[test]
fn what_no_story_walked_is_named() {
    let some = stories(&format!("{MENS}      - bot: mens-komt\n      - task: hulp\n"));
    let outcomes = run(&CONTENT, &some[0]);
    let covered = coverage(&CONTENT, &outcomes);
    let of = |name: &str| covered.dialogs.iter().find(|d| d.dialog == name).expect("shipped");
    assert!(of("mens").missing[&Language::Ar].is_empty());
    let taal = &of("taal").missing[&Language::Nl];
    let names: Vec<String> = taal.iter().map(ToString::to_string).collect();
    for name in ["begins by a word", "vraag: ar", "vraag: silence", "vraag: not delivered"] {
        assert!(names.contains(&name.to_owned()), "{names:?}");
    }
    assert!(!covered.is_whole(Language::Nl));
}

#[test]
fn a_chat_that_was_recorded_is_a_story_that_goes_well() {
    let start = Start::Reminder { kind: SessionKind::Pvt, moment: "7d".to_owned() };
    let person = Person {
        known: true,
        language: Language::Ar,
        channels: vec![ChannelKind::Telegram, ChannelKind::Whatsapp],
        coach: false,
    };
    let session = super::super::play::Session::reminded(SessionKind::Pvt, &CONTENT, "7d", None);
    let now = session.reminders(&CONTENT)[0].0;
    let mut recorded =
        Recorded::new("pvt-herinnering", person.clone(), start.clone(), now, Vec::new());
    let mut play = Play::new(Arc::clone(&CONTENT), &person, now);
    let mut facts: Facts = session.facts(now, "7d", "onbekend");
    facts.extend(Facts::new());
    recorded.came(&play.happens(&start.event("pvt-herinnering", &session, facts)));
    recorded.did("silence", None);
    recorded.came(&play.waits_on().expect("a nudge"));
    recorded.did("says", Some("\"misschien\": ik weet\nhet niet"));
    recorded.came(&play.says("\"misschien\": ik weet\nhet niet"));
    recorded.did("taps", Some("komt-niet"));
    recorded.came(&play.taps_key("komt-niet").expect("a button"));
    recorded.did("wait", Some("2d"));
    for (_, effects) in play.passes(chrono::TimeDelta::days(2)) {
        recorded.came(&effects);
    }
    let written = recorded.written("opgenomen");
    let outcomes = run(&CONTENT, &stories(&written)[0]);
    assert_eq!(outcomes.len(), 1, "in the language of the chat");
    assert_eq!(outcomes[0].failure, None, "{written}");
    assert!(tuesday() < now);
}
