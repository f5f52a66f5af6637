//! `wegwijzer prove`, `story` and `chat`, as an author uses them.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

use super::support::program::run;

#[tokio::test(flavor = "multi_thread")]
async fn a_dialog_that_is_proven_says_so_and_one_that_is_not_shows_a_conversation() {
    let folder = tempfile::tempdir().unwrap();
    let said = run(folder.path(), &["prove", "taal", "mens"]).await.ok();
    assert!(said.contains("all 2 dialogs are proven"), "{said}");

    write_shipped(folder.path());
    let path = folder.path().join("dialogs/taal.yaml");
    let text = std::fs::read_to_string(&path).unwrap();
    let broken = text
        .replace("starts: { word: taal }", "starts: { word: taal, staff: true }")
        .replace(
            "no_answer: { after: 12h, goto: zonder }",
            "no_answer: { after: 12h, goto: vraag }",
        )
        .replace("  zonder:\n    end: answered\n", "");
    std::fs::write(&path, &broken).unwrap();
    let said = run(folder.path(), &["prove", "taal"]).await;
    assert_eq!(said.code, 1, "{}{}", said.out, said.err);
    let line = broken.lines().position(|l| l == "  vraag:").unwrap() + 2;
    let place = format!("dialogs/taal.yaml:{line}:5: ends: `vraag` comes back for ever");
    assert!(said.out.contains(&place), "{place}\n{}", said.out);
    assert!(
        said.out.contains("dinsdag 24 november 10:00    bot      In welke taal"),
        "{}",
        said.out
    );

    let said = run(folder.path(), &["prove", "taal", "--json"]).await;
    let proof: Value = serde_json::from_str(&said.out).unwrap();
    let refuted = &proof["dialogs"][0]["refuted"];
    assert_eq!(refuted[0]["property"], "ends", "{refuted}");
    assert_eq!(refuted[0]["line"], line);

    let said = run(folder.path(), &["prove", "tal"]).await;
    assert_eq!(said.code, 2);
    assert!(said.err.contains("there is no dialog `tal`; did you mean `taal`?"), "{}", said.err);
}

#[tokio::test(flavor = "multi_thread")]
async fn stories_are_lived_and_one_that_goes_otherwise_is_told_with_its_place() {
    let folder = tempfile::tempdir().unwrap();
    let said = run(folder.path(), &["story", "--coverage"]).await.ok();
    assert!(said.contains("all went as written"), "{said}");

    let own = folder.path().join("eigen.yaml");
    let story = "format: 1\nstories:\n  een:\n    dialog: mens\n    start: { word: mens }\n    \
                 steps:\n      - bot: start-bevestigd\n";
    std::fs::write(&own, story).unwrap();
    let said = run(folder.path(), &["story", "eigen.yaml"]).await;
    assert_eq!(said.code, 1, "{}{}", said.out, said.err);
    let told = "dialogs/stories/eigen.yaml:7:9: story `een` (nl): the bot must say \
                `start-bevestigd`, but says `mens-komt`";
    assert!(said.out.contains(told), "{}", said.out);
    let said = run(folder.path(), &["story", "een-mens", "--json"]).await.ok();
    let report: Value = serde_json::from_str(&said).unwrap();
    assert_eq!(report["stories"].as_array().unwrap().len(), 12, "once in every language");
    assert_eq!(run(folder.path(), &["story", "bestaat-niet"]).await.code, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_chat_is_held_from_a_script_and_recorded_as_a_story_that_goes_well() {
    let folder = tempfile::tempdir().unwrap();
    let script = "dat weet ik nog niet\n:undo\n:next\n:state\n2\n:wait 2d\n:nonsense\n:quit\n";
    let args = ["chat", "pvt-herinnering", "--lang", "ar", "--record", "opgenomen.yaml"];
    let (code, out) = chat(folder.path(), &args, script);
    assert_eq!(code, 0, "{out}");
    for shown in [
        "De herinnering 7d voor een bijeenkomst (pvt)",
        "u hebt PVT-les op",
        "[2] \u{2067}",
        "one back",
        "next, without an answer: ",
        "asks `vraag`: put 2 times",
        "(noted: komt-niet)",
        "task `kan-niet` for klantmanager",
        "there is no `:nonsense`",
        "written: opgenomen.yaml",
    ] {
        assert!(out.contains(shown), "no {shown:?} in\n{out}");
    }
    let said = run(folder.path(), &["story", "opgenomen.yaml"]).await.ok();
    assert!(said.contains("1 stories, lived 1 times: all went as written"), "{said}");

    let (code, out) = chat(folder.path(), &["chat", "vangnet", "--start", "reminder"], "");
    assert_eq!(code, 2, "{out}");
    assert!(out.contains("`vangnet` does not begin like that"), "{out}");
}

/// Runs a chat with what is typed; gives its exit code and everything that it said.
fn chat(folder: &Path, args: &[&str], typed: &str) -> (i32, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_wegwijzer"))
        .current_dir(folder)
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(typed.as_bytes()).unwrap();
    let said = child.wait_with_output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (said.status.code().unwrap_or(-1), text(&said.stdout) + &text(&said.stderr))
}

fn write_shipped(folder: &Path) {
    for (path, body) in wegwijzer::dialog::shipped::files() {
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, body).unwrap();
    }
}
