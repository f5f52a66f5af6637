//! `wegwijzer check`: every mistake with its place, and an exit code for scripts.

use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;
use wegwijzer::dialog::shipped;

use super::support::program::{Said, run};

#[tokio::test(flavor = "multi_thread")]
async fn the_shipped_content_is_good_with_and_without_files() {
    let copied = shipped_content();
    let empty = tempfile::tempdir().unwrap();
    for folder in [copied.path(), empty.path()] {
        let said = check(folder).await;
        assert_eq!(said.code, 0, "{}", said.out);
        assert!(said.out.starts_with("all is well: "), "{}", said.out);
        assert!(
            said.out.contains("pvt_herinnering (ar, en, es, fa, fr, nl, pt_BR, ru, tr, zh_CN)"),
            "{}",
            said.out
        );
    }
}

#[test]
fn it_ends_without_a_word_when_nobody_reads_on() {
    use std::process::{Command, Stdio};
    let folder = tempfile::tempdir().unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_wegwijzer"))
        .arg("check")
        .current_dir(folder.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // as `head` does
    drop(child.stdout.take());
    let ended = child.wait_with_output().unwrap();
    assert_eq!(ended.status.code(), Some(141));
    assert_eq!(String::from_utf8_lossy(&ended.stderr), "");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_goto_is_named_with_its_line_and_column_and_what_was_meant() {
    let folder = shipped_content();
    let path = folder.path().join("dialogs/pvt-herinnering.yaml");
    change(&path, "attend: komt-niet, goto: reden }", "attend: komt-niet, goto: redenn }");
    let text = std::fs::read_to_string(&path).unwrap();
    let (line, column) = text
        .lines()
        .enumerate()
        .find_map(|(n, line)| Some((n + 1, line.find("redenn")? + 1)))
        .unwrap();
    let said = check(folder.path()).await;
    assert_eq!(said.code, 1);
    let expected = format!(
        "dialogs/pvt-herinnering.yaml:{line}:{column}: there is no step `redenn`; \
         did you mean `reden`?"
    );
    assert!(said.out.lines().any(|line| line == expected), "{expected}\n{}", said.out);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_missing_text_is_told_with_its_language_and_the_place_that_says_it() {
    let folder = shipped_content();
    change(&folder.path().join("locales/nl/pvt.ftl"), "\npvt-komt =", "\npvt-kwam =");
    let said = check(folder.path()).await;
    assert_eq!(said.code, 1);
    let told = said.out.lines().find(|line| line.contains("`pvt-komt`")).unwrap_or(&said.out);
    assert!(told.starts_with("dialogs/pvt-herinnering.yaml:"), "{told}");
    assert!(told.contains("is missing in locales/nl"), "{told}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_text_that_another_language_lacks_is_a_warning_and_a_mistake_for_who_asks_for_all() {
    let folder = shipped_content();
    for language in ["ar", "so"] {
        let path = folder.path().join(format!("locales/{language}/pvt.ftl"));
        change(&path, "\npvt-komt =", "\npvt-kwam =");
    }
    let said = check(folder.path()).await;
    assert_eq!(said.code, 0, "{}", said.out);
    let told = said.out.lines().find(|line| line.contains("`pvt-komt`")).unwrap_or(&said.out);
    assert!(told.starts_with("dialogs/pvt-herinnering.yaml:"), "{told}");
    assert!(told.contains("warning:") && told.contains("is missing in ar, so"), "{told}");
    let said = check_with(folder.path(), &["--complete"]).await;
    assert_eq!(said.code, 1, "{}", said.out);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_text_that_meta_refuses_as_a_template_is_told_with_its_step() {
    let folder = shipped_content();
    let path = folder.path().join("locales/en/pvt.ftl");
    change(&path, "Hello { $naam }, you have a PVT class", "{ $naam }, you have a PVT class");
    let said = check(folder.path()).await;
    assert_eq!(said.code, 1);
    let told = said.out.lines().find(|line| line.contains("`pvt_herinnering` (en)"));
    let told = told.unwrap_or(&said.out);
    assert!(told.starts_with("dialogs/pvt-herinnering.yaml:"), "{told}");
    assert!(told.contains("begins or ends with a variable"), "{told}");
}

#[tokio::test(flavor = "multi_thread")]
async fn broken_policies_are_told_with_their_place_and_as_json_too() {
    let folder = shipped_content();
    let path = folder.path().join("dialogs/policies.yaml");
    change(&path, "useful_until: 30h", "useful_until: 30x");
    let line = std::fs::read_to_string(&path).unwrap();
    let line = line.lines().position(|line| line.contains("30x")).unwrap() + 1;
    let said = check(folder.path()).await;
    assert_eq!(said.code, 1);
    let place = format!("dialogs/policies.yaml:{line}:");
    assert!(said.out.lines().any(|told| told.starts_with(&place)), "{place}\n{}", said.out);

    let said = run(folder.path(), &["check", "--json"]).await;
    assert_eq!(said.code, 1);
    let mistakes: Vec<Value> = serde_json::from_str(&said.out).unwrap();
    let mistake = mistakes.iter().find(|m| m["line"] == line).unwrap();
    assert_eq!(mistake["file"], "dialogs/policies.yaml");
    assert!(mistake["column"].as_u64().unwrap() > 0);
    assert!(mistake["what"].as_str().unwrap().contains("30x"), "{mistake}");

    std::fs::write(&path, "format: 1\nreminders: [\n").unwrap();
    assert_eq!(check(folder.path()).await.code, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn mistakes_in_the_settings_are_told_too() {
    let folder = shipped_content();
    for (settings, expected) in [
        ("colour = 1\n", "colour: is not a setting"),
        ("[[channel]]\nid = \"bot\"\nkind = \"telegram\"\ntoken = \"7:x\"\n", "webhook_secret"),
        (
            "[[channel]]\nid = \"bot\"\nkind = \"telegram\"\ntoken = \"7:x\"\n\
             updates = \"polling\"\ngemeente = \"GM0001\"\n",
            "GM0001",
        ),
    ] {
        std::fs::write(folder.path().join("wegwijzer.toml"), settings).unwrap();
        let said = check(folder.path()).await;
        assert_eq!(said.code, 1, "{settings}");
        let place = "wegwijzer.toml:0:0: ";
        let told = said.out.lines().find(|line| line.starts_with(place)).unwrap_or_default();
        assert!(told.contains(expected), "{settings}: {}", said.out);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn rules_for_a_municipality_that_is_not_served_are_a_mistake() {
    let folder = shipped_content();
    let path = folder.path().join("dialogs/policies.yaml");
    change(
        &path,
        "format: 1\n",
        "format: 1\ngemeenten:\n  GM0312: { quiet_hours: { from: \"20:00\" } }\n",
    );
    assert_eq!(check(folder.path()).await.code, 0, "without settings nobody knows who is served");
    let settings = folder.path().join("wegwijzer.toml");
    std::fs::write(&settings, "[[gemeente]]\ncode = \"GM0321\"\nname = \"Houten\"\n").unwrap();
    let said = check(folder.path()).await;
    assert_eq!(said.code, 1);
    let policies = std::fs::read_to_string(&path).unwrap();
    let line = policies.lines().position(|line| line.contains("GM0312")).unwrap() + 1;
    let place = format!("dialogs/policies.yaml:{line}:3: the settings have no [[gemeente]]");
    assert!(said.out.contains(&place), "{}", said.out);
    assert!(said.out.contains("did you mean GM0321?"), "{}", said.out);
    std::fs::write(&settings, "").unwrap();
    let said = check(folder.path()).await;
    assert!(said.code == 1 && said.out.contains("known are GM0000"), "{}", said.out);
    change(&path, "GM0312", "GM0000");
    assert_eq!(check(folder.path()).await.code, 0);
}

async fn check(folder: &Path) -> Said {
    check_with(folder, &[]).await
}

async fn check_with(folder: &Path, more: &[&str]) -> Said {
    run(folder, &[&["check"], more].concat()).await
}

fn shipped_content() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, body) in shipped::files() {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, body).unwrap();
    }
    folder
}

fn change(path: &Path, from: &str, to: &str) {
    let text = std::fs::read_to_string(path).unwrap();
    assert!(text.contains(from), "{from}");
    std::fs::write(path, text.replacen(from, to, 1)).unwrap();
}
