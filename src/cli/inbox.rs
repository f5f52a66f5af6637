//! `wegwijzer inbox`: what was set aside, and another try for it. Counts, codes and ids; never what
//! a body or an event holds.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::Context;
use serde_json::json;

use super::service::{Service, open_database};
use crate::clock::Clock;
use crate::config::{self, Config};
use crate::ids::EventId;
use crate::store::set_aside::{self, Parked};
use crate::store::{Db, trouble};
use crate::work::replay::{self, Replayed};

/// What was set aside: bodies that could not be read, events that failed too often.
#[derive(Debug, clap::Args)]
pub struct InboxArgs {
    #[command(subcommand)]
    what: What,
    /// The settings.
    #[arg(long, value_name = "FILE", default_value = "wegwijzer.toml", global = true)]
    config: PathBuf,
    /// Print JSON.
    #[arg(long, global = true)]
    json: bool,
}

#[derive(Debug, clap::Subcommand)]
enum What {
    /// Show how many bodies and events were set aside, and why.
    List,
    /// Offer unreadable bodies to the parsers of this version again; may run beside `serve`.
    Replay,
    /// Show parked events, or let them be tried again.
    Parked {
        /// Release this event, or `all`; `serve` tries it within a second.
        #[arg(long, value_name = "ID")]
        release: Option<String>,
    },
}

/// Runs the command. Exit code 0: done; 1: something is still set aside after a replay.
///
/// # Errors
/// In words for whoever runs it.
pub async fn run(args: &InboxArgs) -> anyhow::Result<ExitCode> {
    let config = config::read(&args.config)?;
    let db = open_database(&config).await?;
    let code = match &args.what {
        What::List => list(&db, args.json).await?,
        What::Replay => replay(&config, &db, args.json).await?,
        What::Parked { release: None } => show_parked(&db, args.json).await?,
        What::Parked { release: Some(which) } => release(&db, which, args.json).await?,
    };
    db.close().await;
    Ok(code)
}

async fn list(db: &Db, as_json: bool) -> anyhow::Result<ExitCode> {
    let mut tx = db.read().await?;
    let unreadable = trouble::unreadable(&mut tx).await?;
    let parked = set_aside::parked(&mut tx).await?;
    drop(tx);
    if as_json {
        let rows: Vec<_> = unreadable
            .iter()
            .map(|row| {
                json!({ "channel": row.channel, "why": row.why, "bodies": row.bodies,
                        "firstAt": row.first_at, "lastAt": row.last_at })
            })
            .collect();
        println!("{}", json!({ "unreadable": rows, "parked": parked.len() }));
        return Ok(ExitCode::SUCCESS);
    }
    for row in &unreadable {
        println!(
            "{} unreadable on {}, last {}: {}",
            row.bodies,
            row.channel,
            row.last_at.format("%d-%m-%Y %H:%M UTC"),
            row.why
        );
    }
    println!("{} events are parked", parked.len());
    if unreadable.is_empty() {
        println!("nothing is unreadable");
    }
    Ok(ExitCode::SUCCESS)
}

async fn replay(config: &Config, db: &Db, as_json: bool) -> anyhow::Result<ExitCode> {
    let clock = Clock::system();
    let service = Service::build(config, db.clone(), clock, Duration::from_secs(1)).await?;
    let read = |channel: &str, body: &[u8]| service.read_body(channel, body);
    let done = replay::replay(&service.work, &read).await?;
    let Replayed { understood, still_unreadable, no_channel, too_old } = done;
    if as_json {
        println!("{}", serde_json::to_string(&done)?);
    } else {
        println!("{understood} bodies were understood and stored");
        for (count, what) in [
            (still_unreadable, "are still unreadable"),
            (no_channel, "came in on a channel that is not in the settings"),
            (too_old, "were stored in part more than 8 days ago; the rest would happen twice"),
        ] {
            if count > 0 {
                println!("{count} {what}");
            }
        }
    }
    let is_all = still_unreadable + no_channel + too_old == 0;
    Ok(if is_all { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

async fn show_parked(db: &Db, as_json: bool) -> anyhow::Result<ExitCode> {
    let mut tx = db.read().await?;
    let parked = set_aside::parked(&mut tx).await?;
    drop(tx);
    if as_json {
        let rows: Vec<_> = parked
            .iter()
            .map(|event| {
                json!({ "id": event.id, "kind": event.kind, "tries": event.tries,
                        "parkedAt": event.parked_at, "why": event.parked_why })
            })
            .collect();
        println!("{}", json!(rows));
        return Ok(ExitCode::SUCCESS);
    }
    for Parked { id, kind, tries, parked_at, parked_why } in &parked {
        let at = parked_at.format("%d-%m-%Y %H:%M UTC");
        let why = parked_why.as_deref().unwrap_or_default();
        println!("{id} {kind}, {tries} tries, {at}: {why}");
    }
    println!("{} events are parked", parked.len());
    Ok(ExitCode::SUCCESS)
}

async fn release(db: &Db, which: &str, as_json: bool) -> anyhow::Result<ExitCode> {
    let mut tx = db.begin().await?;
    let wanted: Vec<EventId> = if which == "all" {
        set_aside::parked(&mut tx).await?.iter().map(|event| event.id).collect()
    } else {
        let id = which.parse().with_context(|| {
            format!("--release {which}: give an id that `wegwijzer inbox parked` shows, or `all`")
        })?;
        vec![id]
    };
    let mut released = 0;
    for id in &wanted {
        released += usize::from(set_aside::release(&mut tx, *id).await?);
    }
    // crash before the commit: nothing was released
    tx.commit().await?;
    anyhow::ensure!(released > 0 || which == "all", "--release {which}: no such event is parked");
    if as_json {
        println!("{}", json!({ "released": released }));
    } else {
        println!("{released} events are tried again");
    }
    Ok(ExitCode::SUCCESS)
}
