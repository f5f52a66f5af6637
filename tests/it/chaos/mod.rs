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

use self::plan::{Size, Trouble};
use super::references;
use super::support::town::Kind;

#[tokio::test(flavor = "multi_thread")]
async fn a_hostile_day_with_kill_9_loses_and_doubles_nothing() {
    hostile_day(Kind::Sqlite, size(1)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hostile_day_with_kill_9_of_three_workers_loses_and_doubles_nothing_on_postgresql() {
    if std::env::var_os("WEGWIJZER_TEST_POSTGRES").is_some() {
        hostile_day(Kind::Postgres, size(3)).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn sigterm_under_load_ends_well_and_the_next_start_goes_on() {
    hostile_day(Kind::Sqlite, Size { trouble: Trouble::Terminate, kills: 4, ..short(1) }).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn postgresql_restarted_under_load_loses_nothing_and_the_service_returns_by_itself() {
    if std::env::var_os("WEGWIJZER_TEST_POSTGRES").is_some() {
        let size = Size { trouble: Trouble::Restart, kills: 3, ..short(2) };
        hostile_day(Kind::OwnPostgres, size).await;
    }
}

fn short(workers: usize) -> Size {
    let lasts = Duration::from_secs(20);
    Size { people: 40, lasts, kills: 0, trouble: Trouble::Kill, workers }
}

/// How long and how hard a day is killed: small, or what `scripts/soak` asks for.
fn size(workers: usize) -> Size {
    let trouble = Trouble::Kill;
    if std::env::var("WEGWIJZER_CHAOS").is_ok_and(|size| size == "full") {
        let lasts = Duration::from_secs(number("WEGWIJZER_CHAOS_SECONDS").unwrap_or(330));
        Size { people: 2000, lasts, kills: 110, trouble, workers }
    } else {
        Size { people: 80, lasts: Duration::from_secs(32), kills: 10, trouble, workers }
    }
}

async fn hostile_day(kind: Kind, size: Size) {
    let seed = number("WEGWIJZER_CHAOS_SEED").unwrap_or(1);
    tell(&format!("chaos on {kind:?}: WEGWIJZER_CHAOS_SEED={seed}, {size:?}"));
    let mut lived = day::live(kind, seed, size).await;
    let world = look::look(&lived.town).await;
    let mut report = audit::audit(&world);
    report.wrong.extend(references::to_nothing(&lived.town.database).await);
    tell(&summary(&lived, &world, &report));
    let database = if report.wrong.is_empty() { String::new() } else { lived.town.keep() };
    assert!(
        report.wrong.is_empty(),
        "WEGWIJZER_CHAOS_SEED={seed} on {kind:?}: {} things are wrong in {database}\n{}",
        report.wrong.len(),
        report.wrong[..report.wrong.len().min(40)].join("\n")
    );
    // a day on which nothing happened proves nothing
    assert!(lived.killed >= size.kills, "in trouble {} times only", lived.killed);
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
        "chaos: {} times trouble in {:.0?}; {gestures} gestures of people, {} events, {} messages taken, \
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
