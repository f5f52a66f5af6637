//! `wegwijzer bench`: a first measurement of the whole path, on the embedded database.
//!
//! People with a Telegram chat get a reminder, tap "Ik kan niet", then a reason; each update is a
//! webhook over HTTP, durable before it is answered (`synchronous=FULL`), and each reply a call
//! over HTTP to a sink on loopback. Platform limits play no part. One process, load included.

use std::process::ExitCode;
use std::time::{Duration, Instant};

use anyhow::Context;
use futures_util::stream::{self, StreamExt};
use serde::Serialize;

use crate::cli::logs;
use crate::config;

mod sink;
mod town;

use sink::Sink;
use town::Town;

/// Measure how many updates per second the whole path handles on this machine.
#[derive(Debug, clap::Args)]
pub struct BenchArgs {
    /// People, each with one conversation.
    #[arg(long, default_value_t = 2000)]
    pub people: usize,
    /// Conversations at once.
    #[arg(long, default_value_t = 32)]
    pub at_once: usize,
    /// Print the figures as JSON.
    #[arg(long)]
    pub json: bool,
}

/// The figures of one run.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Figures {
    database: &'static str,
    people: usize,
    at_once: usize,
    reminders_per_second: f64,
    updates_per_second: f64,
    reply_p50_ms: f64,
    reply_p99_ms: f64,
    cpu_us_per_update: f64,
    peak_memory_mb: f64,
}

/// Runs the command.
///
/// # Errors
/// When the machine does not let it: a port, a folder.
pub async fn run(args: &BenchArgs) -> anyhow::Result<ExitCode> {
    logs::start(&config::Log { level: "warn".to_owned(), ..config::Log::default() });
    let sink = Sink::start().await?;
    let town = Town::start(&sink, args.people).await?;
    eprintln!("{} people, {} at once; reminders go out", args.people, args.at_once);
    let begun = Instant::now();
    town.open_the_day();
    sink.wait_for_messages(args.people).await;
    let reminders = begun.elapsed();

    let cpu = cpu_time();
    let begun = Instant::now();
    let conversations = (0..args.people).map(|n| converse(&town, &sink, n));
    let waits: Vec<anyhow::Result<[Duration; 2]>> =
        stream::iter(conversations).buffer_unordered(args.at_once).collect().await;
    let took = begun.elapsed();
    let spent = cpu_time() - cpu;
    let mut waits: Vec<Duration> =
        waits.into_iter().collect::<anyhow::Result<Vec<_>>>()?.into_iter().flatten().collect();
    waits.sort();
    let updates = waits.len() as f64;
    let figures = Figures {
        database: "SQLite, synchronous=FULL",
        people: args.people,
        at_once: args.at_once,
        reminders_per_second: args.people as f64 / reminders.as_secs_f64(),
        updates_per_second: updates / took.as_secs_f64(),
        reply_p50_ms: millis(&waits, 0.5),
        reply_p99_ms: millis(&waits, 0.99),
        cpu_us_per_update: spent.as_secs_f64() * 1e6 / updates,
        peak_memory_mb: peak_memory_mb(),
    };
    town.stop().await;
    print(&figures, args.json)?;
    Ok(ExitCode::SUCCESS)
}

/// "Ik kan niet", then a reason; how long each reply took, from the tap to the sink.
async fn converse(town: &Town, sink: &Sink, n: usize) -> anyhow::Result<[Duration; 2]> {
    let mut waits = [Duration::ZERO; 2];
    for (wait, index) in waits.iter_mut().zip([1, 3]) {
        let (seen, payload) = sink.newest(n, index).context("a question with buttons")?;
        let begun = Instant::now();
        town.tap(n, &payload).await?;
        sink.wait_for_more(n, seen).await;
        *wait = begun.elapsed();
    }
    Ok(waits)
}

fn millis(sorted: &[Duration], part: f64) -> f64 {
    let place = ((sorted.len() as f64 * part) as usize).min(sorted.len().saturating_sub(1));
    sorted.get(place).map_or(0.0, |d| d.as_secs_f64() * 1000.0)
}

/// Processor time of this process so far, both modes. Source: proc(5), stat fields 14 and 15, in
/// hundredths of a second.
fn cpu_time() -> Duration {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = stat.rsplit_once(')').map_or("", |(_, rest)| rest);
    let ticks: u64 = after_name
        .split_whitespace()
        .skip(11)
        .take(2)
        .filter_map(|field| field.parse::<u64>().ok())
        .sum();
    Duration::from_millis(ticks * 10)
}

/// The most memory this process held. Source: proc(5), VmHWM, in kB.
fn peak_memory_mb() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:"));
    let kb = line.and_then(|l| l.split_whitespace().next()?.parse::<f64>().ok());
    kb.unwrap_or(0.0) / 1024.0
}

fn print(figures: &Figures, json: bool) -> anyhow::Result<()> {
    if json {
        println!("{}", serde_json::to_string_pretty(figures)?);
        return Ok(());
    }
    println!("{}", figures.database);
    println!("  reminders     {:>8.0} per second", figures.reminders_per_second);
    println!(
        "  updates       {:>8.0} per second, each durable and answered",
        figures.updates_per_second
    );
    println!(
        "  reply         {:>8.1} ms median, {:.1} ms p99",
        figures.reply_p50_ms, figures.reply_p99_ms
    );
    println!(
        "  processor     {:>8.0} us per update, load and sink included",
        figures.cpu_us_per_update
    );
    println!("  memory        {:>8.0} MB at most", figures.peak_memory_mb);
    Ok(())
}
