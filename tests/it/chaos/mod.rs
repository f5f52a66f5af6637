//! A day of a municipality, against platforms that repeat, reorder, delay, refuse, hang and break
//! off, while the service is killed again and again. At the end an auditor compares what the
//! platforms saw with what the database says: lost 0, doubled 0, order kept, every timer fired.
//!
//! `scripts/test` lives a small day on each database; `scripts/soak` a full one, by
//! `WEGWIJZER_CHAOS=full`. `WEGWIJZER_CHAOS_SEED` repeats a day: the same people, gestures, weather
//! and kills. Processes and networks never repeat to the microsecond, so a seed that failed once may
//! need a few runs to fail again.

mod audit;
mod crew;
mod day;
mod dice;
mod doctored;
mod look;
mod plan;
mod telegram;
mod world;

use std::io::Write;
use std::time::Duration;

use self::plan::Size;
use super::support::town::Kind;

#[tokio::test(flavor = "multi_thread")]
async fn a_hostile_day_with_kill_9_loses_and_doubles_nothing() {
    hostile_day(Kind::Sqlite, 1).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hostile_day_with_kill_9_of_three_workers_loses_and_doubles_nothing_on_postgresql() {
    if std::env::var_os("WEGWIJZER_TEST_POSTGRES").is_some() {
        hostile_day(Kind::Postgres, 3).await;
    }
}

async fn hostile_day(kind: Kind, workers: usize) {
    let seed = number("WEGWIJZER_CHAOS_SEED").unwrap_or(1);
    let size = if std::env::var("WEGWIJZER_CHAOS").is_ok_and(|size| size == "full") {
        let lasts = Duration::from_secs(number("WEGWIJZER_CHAOS_SECONDS").unwrap_or(330));
        Size { people: 2000, lasts, kills: 110, workers }
    } else {
        Size { people: 80, lasts: Duration::from_secs(32), kills: 10, workers }
    };
    tell(&format!("chaos on {kind:?}: WEGWIJZER_CHAOS_SEED={seed}, {size:?}"));
    let mut lived = day::live(kind, seed, size).await;
    let world = look::look(&lived.town).await;
    let report = audit::audit(&world);
    tell(&summary(&lived, &world, &report));
    let database = if report.wrong.is_empty() { String::new() } else { lived.town.keep() };
    assert!(
        report.wrong.is_empty(),
        "WEGWIJZER_CHAOS_SEED={seed} on {kind:?}: {} things are wrong in {database}\n{}",
        report.wrong.len(),
        report.wrong[..report.wrong.len().min(40)].join("\n")
    );
    // a day on which nothing happened proves nothing
    assert!(lived.killed >= size.kills, "killed {} times only", lived.killed);
    assert!(world.taken.len() > size.people, "{} messages only", world.taken.len());
    assert!(world.events.len() > 2 * size.people, "{} events only", world.events.len());
}

fn summary(lived: &day::Lived, world: &world::World, report: &audit::Report) -> String {
    let gestures: usize = world.gestures.values().sum();
    let mut states = std::collections::BTreeMap::<&str, usize>::new();
    for part in &world.parts {
        *states.entry(part.state.as_str()).or_default() += 1;
    }
    format!(
        "chaos: {} kills in {:.0?}; {gestures} gestures of people, {} events, {} messages taken, \
         {} in doubt; parts {states:?}; fired {:?}; dropped {:?}; {} wrong",
        lived.killed,
        lived.took,
        world.events.len(),
        world.taken.len(),
        report.in_doubt,
        world.fired,
        world.dropped,
        report.wrong.len(),
    )
}

fn number(name: &str) -> Option<u64> {
    let text = std::env::var(name).ok()?;
    Some(text.parse().unwrap_or_else(|_| panic!("{name}={text} is no number")))
}

/// Straight to the terminal: what a passing test prints is not shown otherwise.
fn tell(words: &str) {
    let _ = writeln!(std::io::stderr(), "{words}");
}
