//! Keeps the shape of the source: who imports whom, pure rooms, one clock, short files, opening
//! words. It reads text, so it also sees code that is not built here. Code under `#[cfg(test)]` may
//! import what it likes.

mod scan;

use std::fs;
use std::path::Path;

/// Every room and what it may import besides itself. `channel (pure)` means only those files of
/// `channel` that hold no network. Nothing imports `http` or `cli`, except `cli` itself and `main`.
const ROOMS: &[(&str, &str)] = &[
    ("ids", ""),
    ("message", "ids"),
    ("clock", ""),
    ("crash_point", ""),
    ("config", "ids message trade"),
    ("aid", ""),
    ("trade", "ids message"),
    ("text", "ids message trade"),
    ("plan", "ids message trade"),
    ("dialog", "ids message aid trade text plan channel(pure)"),
    ("letter", "ids message trade text"),
    ("store", "ids message aid trade text plan dialog"),
    ("acts", "ids message aid trade text plan dialog store"),
    ("channel", "ids message trade text config"),
    (
        "work",
        "ids message aid clock config trade text plan dialog letter store acts channel sandbox",
    ),
    ("http", "ids message aid clock config trade text plan dialog letter store acts channel(pure)"),
    ("sandbox", "ids message clock config trade"),
    (
        "cli",
        "ids message aid clock config trade text plan dialog letter store acts channel work http sandbox",
    ),
    ("main", "cli config"),
    ("lib", ""),
];

/// Rooms that only reckon: what comes out follows from what goes in.
const PURE_ROOMS: &[&str] = &["aid", "trade", "text", "plan", "dialog", "letter"];

/// Files, or folders, of `channel` that only reckon too.
const PURE_IN_CHANNEL: &[&str] = &["parse", "verify", "render", "window", "errors", "limits"];

const LONGEST_FILE: usize = 500;

/// One source file: its place below `src/` and what it holds.
struct Source {
    place: String,
    text: String,
}

impl Source {
    /// `src/plan/quiet_hours.rs` is the module `plan`, `quiet_hours`.
    fn module(&self) -> Vec<&str> {
        let inside = self.place.trim_end_matches(".rs").trim_end_matches("/mod");
        inside.split('/').collect()
    }

    fn room(&self) -> &str {
        self.module()[0]
    }

    fn is_pure(&self) -> bool {
        PURE_ROOMS.contains(&self.room()) || is_pure_in_channel(&self.module())
    }

    /// A file of tests only: `mod tests;` under `#[cfg(test)]`.
    fn is_for_tests(&self) -> bool {
        self.module().contains(&"tests")
    }

    fn built_code(&self) -> String {
        if self.is_for_tests() { String::new() } else { scan::built_code(&self.text) }
    }

    fn at(&self, line: usize, what: &str) -> String {
        format!("src/{}:{line}: {what}", self.place)
    }
}

fn is_pure_in_channel<S: AsRef<str>>(path: &[S]) -> bool {
    path.first().is_some_and(|room| room.as_ref() == "channel")
        && path.iter().any(|name| PURE_IN_CHANNEL.contains(&name.as_ref()))
}

fn misplaced_imports(source: &Source) -> Vec<String> {
    let room = source.room();
    let Some((_, allowed)) = ROOMS.iter().find(|(name, _)| *name == room) else {
        return vec![source.at(1, &format!(
            "`{room}` is not a room: move the file into one, or add the room to ROOMS in tests/it/architecture.rs with what it may import"
        ))];
    };
    let allowed: Vec<&str> = allowed.split_whitespace().collect();
    let module = if matches!(room, "main" | "lib") { Vec::new() } else { source.module() };
    let mut found = Vec::new();
    for named in scan::named(&source.built_code(), &module) {
        let target = named.path.first().map_or("*", String::as_str);
        let own = target == room || module.is_empty() && room == "lib";
        if named.is_macro || own || allowed.contains(&target) {
            continue;
        }
        let advice = if allowed.contains(&"channel(pure)") && target == "channel" {
            if is_pure_in_channel(&named.path) {
                continue;
            }
            let pure = PURE_IN_CHANNEL.join(", ");
            format!(
                "`{room}` may use only the pure files of `channel` ({pure}): name the file in the path, or move what you need into one of them"
            )
        } else if !ROOMS.iter().any(|(name, _)| *name == target) {
            format!("`{target}` is not a room: name the room in which it lives")
        } else {
            let may = if allowed.is_empty() { "no other room".into() } else { allowed.join(", ") };
            format!(
                "`{room}` may not import `{target}` (it may import {may}): pass the value in from a room that may, or move what both need to a lower room"
            )
        };
        found.push(source.at(named.line, &advice));
    }
    found.dedup();
    found
}

fn missing_opening(source: &Source) -> Vec<String> {
    if source.text.starts_with("//!") {
        return Vec::new();
    }
    vec![
        source.at(
            1,
            "open the file with `//!`: what it is for, what it promises, what it does not do",
        ),
    ]
}

fn too_long(source: &Source) -> Vec<String> {
    let lines = source.text.lines().count();
    if lines <= LONGEST_FILE {
        return Vec::new();
    }
    vec![source.at(
        lines,
        &format!("{lines} lines, {LONGEST_FILE} at most: split the file by noun or act"),
    )]
}

fn stray_clocks(source: &Source) -> Vec<String> {
    if source.room() == "clock" {
        return Vec::new();
    }
    // tests too: one that asks the real clock fails on some day
    let code = scan::without_words(&source.text);
    let mut found = Vec::new();
    for call in ["Utc::now", "Local::now", "SystemTime::now"] {
        for line in scan::lines_with(&code, call) {
            found.push(source.at(line, &format!("`{call}` only in src/clock.rs: take `now` as an argument, or ask `clock::Clock` in work, http, cli or sandbox")));
        }
    }
    found
}

fn impurities(source: &Source) -> Vec<String> {
    if !source.is_pure() {
        return Vec::new();
    }
    let code = source.built_code();
    let mut found = Vec::new();
    for (word, advice) in [
        ("async", "return what must happen as a value and let `work` do it"),
        ("await", "return what must happen as a value and let `work` do it"),
        ("sqlx", "take what you need as a value and let `store` read it"),
        ("tracing", "return what is worth a log line and let the caller write it"),
        ("Clock", "take `now` as an argument"),
    ] {
        for line in scan::lines_with(&code, word) {
            found.push(source.at(line, &format!("`{word}` in a pure room: {advice}")));
        }
    }
    found
}

/// Every file below `src/`, in order of name.
fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let (mut found, mut folders) = (Vec::new(), vec![root.clone()]);
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("src/ can be read") {
            let path = entry.expect("src/ can be listed").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let place = path.strip_prefix(&root).expect("it lies below src/");
                let place = place.to_str().expect("file names are UTF-8").replace('\\', "/");
                let text = fs::read_to_string(&path).expect("source is UTF-8");
                found.push(Source { place, text });
            }
        }
    }
    found.sort_by(|a, b| a.place.cmp(&b.place));
    assert!(found.iter().any(|source| source.place == "lib.rs"), "no source was found");
    found
}

/// Fails with one line per violation.
fn keep(rule: fn(&Source) -> Vec<String>) {
    let violations: Vec<String> = sources().iter().flat_map(rule).collect();
    assert!(violations.is_empty(), "\n{}\n", violations.join("\n"));
}

#[test]
fn rooms_import_only_what_the_table_allows() {
    keep(misplaced_imports);
}

#[test]
fn every_file_opens_with_what_it_is_for() {
    keep(missing_opening);
}

#[test]
fn no_file_is_longer_than_five_hundred_lines() {
    keep(too_long);
}

#[test]
fn only_the_clock_asks_for_the_time() {
    keep(stray_clocks);
}

#[test]
fn nothing_that_speaks_to_people_knows_who_lives_with_whom() {
    keep(|source| {
        const SPEAKS: &[&str] = &["work", "dialog", "text", "channel", "letter", "plan"];
        if !SPEAKS.contains(&source.room()) {
            return Vec::new();
        }
        let code = source.built_code().to_lowercase();
        let told = code.lines().enumerate().filter(|(_, line)| {
            ["household", "kinship", "huishouden"].iter().any(|word| line.contains(word))
        });
        told.map(|(n, _)| source.at(n + 1, "reads who lives with whom")).collect()
    });
}

#[test]
fn pure_rooms_do_no_more_than_reckon() {
    keep(impurities);
}

/// The same rules on made-up files: each must be able to fail.
mod proof {
    use super::*;

    fn source(place: &str, text: &str) -> Source {
        Source { place: place.to_owned(), text: text.to_owned() }
    }

    /// Which lines the import rule objects to.
    fn refused(place: &str, text: &str) -> Vec<String> {
        let found = misplaced_imports(&source(place, text));
        found.iter().map(|line| line.split(": ").next().unwrap_or_default().to_owned()).collect()
    }

    #[test]
    fn a_forbidden_import_is_found_however_it_is_written() {
        for text in [
            "use crate::store::Tx;",
            "use crate::{message::Part, store::Tx};",
            "use crate::{\n    message::{Part, Choice},\n    store::{self, Tx},\n};",
            "fn f() { crate::store::open(\"crate::plan\"); }",
            "fn f(tx: &mut crate :: store :: Tx) {}",
            "use super::super::store::Tx;",
            "use super::{quiet_hours, super::store};",
            "mod inner { use super::super::super::store::Tx; }",
            "macro_rules! m { () => { $crate::store::open() } }",
            "use crate::*;",
            "use crate::http;",
        ] {
            assert_eq!(refused("plan/ladder.rs", text).len(), 1, "{text}");
        }
        assert_eq!(
            refused(
                "plan/mod.rs",
                "//! Plans.\n\nuse super::store::Tx;\nuse crate::message::Part;"
            ),
            ["src/plan/mod.rs:3"]
        );
        let group = "use crate::{\n    message::Part,\n    store::Tx,\n    work::{Loop, Due},\n};";
        assert_eq!(
            refused("plan/ladder.rs", group),
            ["src/plan/ladder.rs:3", "src/plan/ladder.rs:4"]
        );
    }

    #[test]
    fn what_is_allowed_is_left_alone() {
        for text in [
            "use crate::trade::{Course, person::{Name, Person as Human}};",
            "use crate::plan::quiet_hours;",
            "use super::quiet_hours; use self::rung::Rung;",
            "mod inner { use super::*; use super::super::quiet_hours; }",
            "// use crate::store::Tx;\n/* crate::store /* crate::http */ */",
            "const A: &str = \"use crate::store::Tx;\"; const B: &str = r#\"\"crate::store\"#;",
            "const QUOTE: char = '\"'; fn f<'a>(x: &'a str) {} const OTHER: char = '\"';",
            "#[cfg(test)]\nmod tests {\n    use crate::store::Tx;\n}",
            "#[cfg(test)]\nuse crate::store::{Tx, Db};",
            "pub(crate) fn f() { crate::crash_point!(\"here\"); }",
            "use chrono::Utc; use other::store::Tx; use std::store::http;",
        ] {
            assert_eq!(refused("plan/ladder.rs", text), [""; 0], "{text}");
        }
    }

    #[test]
    fn only_the_pure_files_of_channel_are_open_to_dialog_and_http() {
        for place in ["dialog/check.rs", "http/ingress.rs"] {
            assert!(refused(place, "use crate::channel::telegram::parse::events;").is_empty());
            assert!(refused(place, "use crate::channel::{render, window::allow};").is_empty());
            assert_eq!(refused(place, "use crate::channel::telegram::Telegram;").len(), 1);
            assert_eq!(refused(place, "use crate::channel::{render, Channel};").len(), 1);
        }
    }

    #[test]
    fn after_tests_in_the_middle_of_a_file_the_rest_is_still_read() {
        let text = "#[cfg(test)]\nfn only_here<T: Into<u8>>() -> u8 { 1 }\nuse crate::store::Tx;";
        assert_eq!(refused("plan/ladder.rs", text), ["src/plan/ladder.rs:3"]);
        let text = "struct S {\n    #[cfg(test)]\n    seen: u8,\n    tx: crate::store::Tx,\n}";
        assert_eq!(refused("plan/ladder.rs", text), ["src/plan/ladder.rs:4"]);
    }

    #[test]
    fn an_unknown_room_is_refused_at_both_ends() {
        assert_eq!(refused("util/mod.rs", "").len(), 1);
        assert_eq!(refused("plan/ladder.rs", "use crate::Tx;").len(), 1);
    }

    #[test]
    fn the_program_itself_only_calls_the_commands() {
        assert!(refused("main.rs", "fn main() { wegwijzer::cli::run(); }").is_empty());
        assert_eq!(refused("main.rs", "use wegwijzer::store::Db;").len(), 1);
    }

    #[test]
    fn nobody_imports_the_web_or_the_commands() {
        for (room, allowed) in ROOMS.iter().filter(|(room, _)| !matches!(*room, "cli" | "main")) {
            let allowed: Vec<&str> = allowed.split_whitespace().collect();
            assert!(!allowed.contains(&"http") && !allowed.contains(&"cli"), "{room}");
        }
    }

    #[test]
    fn the_other_rules_can_fail_too() {
        assert_eq!(missing_opening(&source("ids.rs", "use std::fmt;\n")).len(), 1);
        assert!(missing_opening(&source("ids.rs", "//! Ids.\n")).is_empty());
        assert_eq!(too_long(&source("ids.rs", &"\n".repeat(501))).len(), 1);
        assert!(too_long(&source("ids.rs", &"\n".repeat(500))).is_empty());

        let asks =
            "// Utc::now\nfn f() { chrono::Utc::now(); }\n#[cfg(test)] fn g() { Utc::now(); }";
        assert_eq!(stray_clocks(&source("work/due.rs", asks)).len(), 2);
        assert!(stray_clocks(&source("clock.rs", asks)).is_empty());

        for text in
            ["async fn f() {}", "x().await", "use sqlx::Row;", "tracing::info!()", "c: &Clock"]
        {
            for pure in ["trade/course.rs", "channel/telegram/parse.rs", "channel/errors.rs"] {
                assert_eq!(impurities(&source(pure, text)).len(), 1, "{pure}: {text}");
            }
            assert!(impurities(&source("channel/telegram/mod.rs", text)).is_empty(), "{text}");
        }
        let harmless = "struct Clockwork; // async sqlx\nlet awaited = \"tracing\";";
        assert!(impurities(&source("plan/ladder.rs", harmless)).is_empty());
    }
}
