//! `wegwijzer bench`, small: every measurement runs on both databases, and what it counts adds up.
//! How fast anything was is nobody's business here.

use std::path::Path;

use serde_json::Value;

use super::support::program::run;

/// Small enough for a machine that does ten things at once.
const PEOPLE: i64 = 12;

#[tokio::test]
async fn every_measurement_runs_and_what_it_counts_adds_up() {
    let folder = tempfile::tempdir().unwrap();
    for database in &databases() {
        let all = "intake,loops,planning,dialog,check-in,mixed,grown";
        let report = measured(folder.path(), database, all).await;
        assert!(report["machine"]["cores"].as_u64().unwrap() > 0);
        let run = &report["runs"][0];
        if *database == "sqlite" {
            assert_eq!(run["durable"], true);
        } else {
            // the server of the tests does not wait for the disk, and that must not go unsaid
            assert!(run["durability"].as_str().unwrap().contains("fsync="), "{run}");
        }
        adds_up(run);
    }
}

/// Dialogs and letters by themselves: no database is asked.
#[tokio::test]
async fn the_content_is_measured() {
    let folder = tempfile::tempdir().unwrap();
    let report = measured(folder.path(), "sqlite", "content").await;
    let figures = report["runs"][0]["figures"].as_array().unwrap();
    let count = |name: &str, what: &str| {
        let figure = figures.iter().find(|figure| figure["name"] == name);
        figure.and_then(|figure| figure["counts"][what].as_i64()).unwrap_or(-1)
    };
    // twenty times a reminder, a refusal and a reason
    assert_eq!(count("step of the reminder dialog", "steps"), 60);
    assert_eq!(count("letters for print, Dutch and Arabic", "letters"), 20);
    assert!(count("prove, all dialogs", "dialogs") >= 16);
}

#[tokio::test]
async fn every_page_is_measured() {
    let folder = tempfile::tempdir().unwrap();
    for database in &databases() {
        let report = measured(folder.path(), database, "pages").await;
        looked_at(&report["runs"][0]);
    }
}

fn databases() -> Vec<String> {
    ["sqlite".to_owned()].into_iter().chain(std::env::var("WEGWIJZER_TEST_POSTGRES")).collect()
}

async fn measured(folder: &Path, database: &str, only: &str) -> Value {
    let args = ["bench", "--quick", "--json", "--database", database, "--only", only];
    serde_json::from_str(&run(folder, &args).await.ok()).unwrap()
}

/// Every page was found, and holds something.
fn looked_at(run: &Value) {
    let figures = run["figures"].as_array().unwrap();
    let pages: Vec<_> =
        figures.iter().filter(|f| f["name"].as_str().unwrap().starts_with("page ")).collect();
    assert!(pages.len() >= 20, "{run}");
    for page in pages {
        assert!(page["counts"]["bytes"].as_i64().unwrap() > 1000, "{page}");
        assert!(page["count"].as_i64().unwrap() > 0, "{page}");
    }
}

fn adds_up(run: &Value) {
    let figures = run["figures"].as_array().unwrap();
    let counts = |name: &str| {
        let figure = figures.iter().find(|figure| figure["name"] == name);
        let figure = figure.unwrap_or_else(|| panic!("no figure {name} in {run}"));
        for column in ["perSecond", "cpuUs", "peakMemoryMb"] {
            assert!(figure[column].as_f64().is_some(), "{name}: {column}");
        }
        assert!(figure["used"]["elsewhereCores"].as_f64().is_some(), "{name}");
        let counts = figure["counts"].clone();
        move |what: &str| counts[what].as_i64().unwrap_or(-1)
    };
    for name in ["floor, 32 at once", "floor, 40 at once"] {
        assert_eq!(counts(name)("stored"), 80, "{name}");
    }
    for name in ["intake Telegram, 32", "intake Telegram, 40", "intake WhatsApp, 40"] {
        let of = counts(name);
        assert_eq!((of("stored"), of("waiting"), of("handled")), (80, 80, 0), "{name}");
    }
    assert_eq!(counts("due")("waiting"), PEOPLE);
    assert_eq!(counts("step: reminder")("handled"), PEOPLE);
    assert_eq!(counts("dispatch")("accepted"), PEOPLE);
    assert_eq!(counts("step: answer")("handled"), 2 * PEOPLE);
    // ten people, five sessions, four moments
    assert_eq!(counts("planning: enrolments")("reminders"), 200);
    for name in ["dialog", "grown dialog"] {
        let of = counts(name);
        assert_eq!((of("handled"), of("waiting")), (3 * PEOPLE, 0), "{name}");
        assert_eq!((of("messages"), of("accepted")), (3 * PEOPLE, 3 * PEOPLE), "{name}");
        assert_eq!(of("notAccepted"), 0, "{name}");
        // nobody waits for courtesies: the last may still be under way when it is counted
        assert!((1..=2 * PEOPLE).contains(&of("courtesies")), "{name}");
    }
    let of = counts("check-in");
    assert_eq!(
        (of("handled"), of("messages"), of("accepted")),
        (3 * PEOPLE, 3 * PEOPLE, 3 * PEOPLE)
    );
    assert_eq!((of("waiting"), of("notAccepted")), (0, 0));
    for name in ["mixed, 20 out", "grown mixed, 20 out"] {
        let of = counts(name);
        assert_eq!((of("handled"), of("unanswered"), of("refused")), (6, 0, 0), "{name}");
    }
}
