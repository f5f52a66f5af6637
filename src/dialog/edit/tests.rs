//! Changes to a file, told as what an author does; and laws for all of them.

use proptest::prelude::*;

use super::*;
use crate::dialog::shipped;

const FILE: &str = "\
# Boven alles.
format: 1
dialog: proef
title: Proef
starts: { staff: true }
steps:            # de eerste is het begin
  # Hier begint het.
  vraag:
    say: pvt-vraag
    choices:
      ja:  { goto: klaar }   # goto: klaar staat ook hier
      nee: { goto: waarom }

  # Waarom niet?
  waarom:
    say: reden-vraag
    # nog iets
    goto: klaar
  klaar: { end: answered }
# Onder alles.
";

fn changed(change: Edit) -> Result<String, Refused> {
    edit(FILE, &change)
}

fn step_names(file: &str) -> Vec<String> {
    let dialog: Dialog = serde_saphyr::from_str(file).unwrap();
    dialog.steps.0.into_iter().map(|(name, _)| name).collect()
}

fn name(name: &str) -> Option<String> {
    Some(name.to_owned())
}

#[test]
fn a_step_is_added_where_it_was_asked_and_nothing_else_changes() {
    let body = "say: mens-komt\ngoto: klaar";
    let add = Edit::Add { name: "mens".into(), after: name("vraag"), body: body.into() };
    let file = changed(add).unwrap();
    assert_eq!(step_names(&file), ["vraag", "mens", "waarom", "klaar"]);
    let left: Vec<&str> =
        file.lines().filter(|line| !["  mens:", "    say: mens-komt"].contains(line)).collect();
    let mut kept = FILE.lines().collect::<Vec<_>>();
    kept.insert(12, "    goto: klaar");
    assert_eq!(left, kept);
    assert_eq!(body_of(&file, "mens").unwrap(), body);
}

#[test]
fn a_step_put_between_two_others_takes_over_every_way_between_them_and_no_other() {
    let between = |from: &str, to: &str, name: &str| {
        let body = "say: mens-komt\ngoto: klaar".to_owned();
        changed(Edit::Between { name: name.into(), from: from.into(), to: to.into(), body })
    };
    let file = between("vraag", "klaar", "dank").unwrap();
    assert_eq!(step_names(&file), ["vraag", "dank", "waarom", "klaar"]);
    assert!(file.contains("ja:  { goto: dank }   # goto: klaar staat ook hier"), "{file}");
    assert!(file.contains("    # nog iets\n    goto: klaar\n"), "another way stays: {file}");
    assert_eq!(body_of(&file, "dank").unwrap(), "say: mens-komt\ngoto: klaar");
    let refused = Refused::NoWay { from: "waarom".into(), to: "vraag".into() };
    assert_eq!(between("waarom", "vraag", "dank"), Err(refused));
    assert_eq!(between("vraag", "klaar", "waarom"), Err(Refused::Taken("waarom".into())));
    assert_eq!(between("weg", "klaar", "dank"), Err(Refused::NoSuchStep("weg".into())));
}

#[test]
fn a_step_moves_with_the_comments_above_it() {
    let file = changed(Edit::Move { name: "waarom".into(), after: None }).unwrap();
    assert_eq!(step_names(&file), ["waarom", "vraag", "klaar"]);
    assert!(file.contains("\n  # Waarom niet?\n  waarom:\n"), "{file}");
    assert!(file.contains("    # nog iets\n"), "{file}");
}

#[test]
fn a_step_is_removed_only_when_every_way_to_it_leads_elsewhere() {
    let remove = |instead| changed(Edit::Remove { name: "klaar".into(), instead });
    let refused =
        Refused::StillNeeded { name: "klaar".into(), from: vec!["vraag".into(), "waarom".into()] };
    assert_eq!(remove(None), Err(refused));
    let file = remove(name("vraag")).unwrap();
    assert_eq!(step_names(&file), ["vraag", "waarom"]);
    assert!(file.contains("ja:  { goto: vraag }   # goto: klaar staat ook hier"), "{file}");
    assert!(file.contains("# Onder alles."), "{file}");
}

#[test]
fn a_step_is_renamed_wherever_it_is_named() {
    let file = changed(Edit::Rename { name: "klaar".into(), to: "einde".into() }).unwrap();
    assert_eq!(step_names(&file), ["vraag", "waarom", "einde"]);
    assert!(file.contains("  einde: { end: answered }"), "{file}");
    assert_eq!(file.matches("goto: einde").count(), 2);
}

#[test]
fn what_a_step_does_is_written_anew() {
    assert_eq!(body_of(FILE, "klaar").unwrap(), "end: answered");
    assert_eq!(body_of(FILE, "waarom").unwrap(), "say: reden-vraag\n# nog iets\ngoto: klaar");
    let write = Edit::Write { name: "klaar".into(), body: "say: mens-komt\nend: task".into() };
    let file = changed(write).unwrap();
    assert!(
        file.ends_with("  klaar:\n    say: mens-komt\n    end: task\n# Onder alles.\n"),
        "{file}"
    );
}

#[test]
fn what_cannot_be_is_refused_with_its_reason() {
    let long = "a".repeat(41);
    for (change, told) in [
        (Edit::Move { name: "weg".into(), after: None }, "there is no step `weg`"),
        (Edit::Move { name: "klaar".into(), after: name("weg") }, "there is no step `weg`"),
        (
            Edit::Rename { name: "klaar".into(), to: "vraag".into() },
            "there is a step `vraag` already",
        ),
        (Edit::Rename { name: "klaar".into(), to: "A b".into() }, "is no name of a step"),
        (Edit::Rename { name: "klaar".into(), to: long }, "is no name of a step"),
        (Edit::Write { name: "klaar".into(), body: "end: answered\nsya: x".into() }, "line 2: "),
        (Edit::Write { name: "waarom".into(), body: "goto: [".into() }, "line "),
    ] {
        let refused = changed(change.clone()).unwrap_err().to_string();
        assert!(refused.contains(told), "{change:?}: {refused}");
    }
    let flow = FILE.replace("steps:            # de eerste is het begin", "steps: {");
    assert!(matches!(body_of(&flow, "klaar"), Err(Refused::Form(_))));
}

fn comments(file: &str) -> Vec<String> {
    let mut all: Vec<String> =
        file.lines().filter(|l| l.trim_start().starts_with('#')).map(|l| l.trim().into()).collect();
    all.sort();
    all
}

#[test]
fn every_shipped_dialog_is_read_and_written_without_a_change() {
    for (path, body) in shipped::files() {
        if !path.starts_with("dialogs/")
            || path.ends_with("policies.yaml")
            || path.matches('/').count() > 1
        {
            continue;
        }
        assert_eq!(Sheet::read(&body).unwrap().written(), body, "{path}");
    }
}

proptest! {
    #[test]
    fn moves_and_renames_keep_every_comment_and_every_other_step(
        which in 0..13_usize, from in 0..20_usize, to in 0..20_usize, rename: bool,
    ) {
        let files = shipped::files();
        let dialogs: Vec<&String> = files
            .iter()
            .filter(|(p, _)| p.starts_with("dialogs/") && !p.ends_with("policies.yaml") && p.matches('/').count() == 1)
            .map(|(_, body)| body)
            .collect();
        let file = dialogs[which % dialogs.len()];
        let names = step_names(file);
        let (name, after) = (names[from % names.len()].clone(), names[to % names.len()].clone());
        let change = if rename {
            Edit::Rename { name: name.clone(), to: "heel-nieuw".into() }
        } else {
            Edit::Move { name: name.clone(), after: Some(after) }
        };
        let Ok(new) = edit(file, &change) else {
            // a step that others take their choices from must stand above them
            prop_assert!(file.contains('&'));
            return Ok(());
        };
        prop_assert_eq!(comments(file), comments(&new));
        prop_assert_eq!(step_names(&new).len(), names.len());
        if rename {
            let back = Edit::Rename { name: "heel-nieuw".into(), to: name };
            prop_assert_eq!(&edit(&new, &back).unwrap(), file);
        }
    }

    #[test]
    fn no_file_and_no_change_ever_panics(file in "\\PC{0,200}", body in "\\PC{0,80}", name in "[a-z-]{0,6}") {
        let steps = format!("steps:\n  a:\n    end: answered\n{file}\n");
        for file in [&file, &steps] {
            for change in [
                Edit::Add { name: name.clone(), after: None, body: body.clone() },
                Edit::Write { name: "a".into(), body: body.clone() },
                Edit::Remove { name: "a".into(), instead: Some(name.clone()) },
            ] {
                let _ = edit(file, &change);
            }
        }
    }
}
