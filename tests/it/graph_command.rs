//! `wegwijzer graph`, as somebody runs it.

use std::fs;

use tempfile::TempDir;

use super::support::program::{Said, run};

async fn graph(folder: &TempDir, args: &[&str]) -> Said {
    let all: Vec<&str> = ["graph"].iter().chain(args).copied().collect();
    run(folder.path(), &all).await
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_name_it_tells_which_dialogs_there_are() {
    let folder = tempfile::tempdir().unwrap();
    let said = graph(&folder, &[]).await;
    assert_eq!(said.code, 0);
    assert!(said.out.contains("Welkom, taal en toestemming"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_drawing_is_printed_or_written_in_the_language_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let said = graph(&folder, &["welkom", "--lang", "ar", "--out", "w.svg"]).await;
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(said.out.is_empty());
    let drawn = fs::read_to_string(folder.path().join("w.svg")).unwrap();
    assert!(drawn.starts_with("<svg ") && drawn.contains("لدي سؤال"));
    let said = graph(&folder, &["welkom", "--format", "mermaid"]).await;
    assert!(said.out.contains("flowchart TD\n"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_there_is_told_with_what_was_meant() {
    let folder = tempfile::tempdir().unwrap();
    for (args, complaint) in [
        (&["welkm"][..], "Did you mean `welkom`?"),
        (&["welkom", "--lang", "xx"], "use nl, en"),
        (&["welkom", "--dialogs", "weg"], "there is no such folder"),
        (&["welkom", "--out", "weg/w.svg"], "it cannot be written"),
    ] {
        let said = graph(&folder, args).await;
        assert_eq!(said.code, 2, "{args:?}");
        assert!(said.err.contains(complaint), "{}", said.err);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn files_with_mistakes_are_drawn_and_files_that_cannot_be_read_are_not() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("dialogs")).unwrap();
    let path = folder.path().join("dialogs/proef.yaml");
    let policies = "format: 1\n";
    fs::write(folder.path().join("dialogs/policies.yaml"), policies).unwrap();
    let dialog = "format: 1\ndialog: proef\ntitle: Proef\nstarts: { staff: true }\nsteps:\n  \
                  een: { say: mens-komt, goto: nergens }\n";
    fs::write(&path, dialog).unwrap();
    let said = graph(&folder, &["proef", "--dialogs", "dialogs"]).await;
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(said.out.contains("`nergens`"));
    assert!(said.err.contains("`wegwijzer check` tells where"));
    fs::write(&path, "format: [1").unwrap();
    let said = graph(&folder, &["proef", "--dialogs", "dialogs"]).await;
    assert_eq!(said.code, 1);
    assert!(said.err.contains("dialogs/proef.yaml:"), "{}", said.err);
}
