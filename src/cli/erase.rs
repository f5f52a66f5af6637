//! `wegwijzer erase --klantnummer K --why CODE`: removes everything about somebody, or tells what would go.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::bail;
use serde_json::json;

use super::service::{ensure_gemeenten, open_database};
use super::somebody;
use crate::acts::erase::{Erased, erase};
use crate::clock::Clock;
use crate::config;
use crate::trade::privacy::EraseWhy;

/// Erase somebody (AVG, art. 17): everything that is kept about them, in one go. Without --yes nothing is changed
/// and you see what would go.
#[derive(Debug, clap::Args)]
pub struct EraseArgs {
    /// The municipality's own key of the person.
    #[arg(long)]
    pub klantnummer: String,
    /// Code of the municipality; the first of the settings by default.
    #[arg(long)]
    pub gemeente: Option<String>,
    /// Why: verzoek (they asked for it), termijn (kept long enough), onterecht (should not have been here) or
    /// overgedragen (moved, the file went along). It stays in the audit trail, so it is a code and no words.
    #[arg(long, value_name = "CODE")]
    pub why: String,
    /// Do it. It cannot be undone.
    #[arg(long)]
    pub yes: bool,
    /// Print as JSON.
    #[arg(long)]
    pub json: bool,
    /// The settings.
    #[arg(long, value_name = "FILE", default_value = "wegwijzer.toml")]
    pub config: PathBuf,
}

/// Runs the command. 1: there is nobody with this klantnummer.
///
/// # Errors
/// In words for whoever runs it.
pub async fn run(args: &EraseArgs) -> anyhow::Result<ExitCode> {
    let Some(why) = EraseWhy::parse(&args.why) else {
        let all: Vec<String> = EraseWhy::ALL.iter().map(ToString::to_string).collect();
        bail!("--why {}: is not a reason; choose one of: {}", args.why, all.join(", "));
    };
    let config = config::read(&args.config)?;
    let clock = Clock::system();
    let db = open_database(&config).await?;
    let known = ensure_gemeenten(&db, &config, &clock).await?;
    let (_, gemeente) = somebody::gemeente(&known, args.gemeente.as_deref())?;
    let mut tx = db.begin().await?;
    let Some(who) = somebody::find(&mut tx, *gemeente, &args.klantnummer).await? else {
        return Ok(ExitCode::from(1));
    };
    let erased = erase(&mut tx, &who, why, None, clock.civil()).await?;
    // without --yes the transaction is dropped: the same work, undone
    if args.yes {
        tx.commit().await?;
    } else {
        drop(tx);
    }
    db.close().await;
    if args.json {
        let told = json!({ "klantnummer": args.klantnummer, "erased": args.yes, "report": erased });
        println!("{}", serde_json::to_string_pretty(&told)?);
    } else {
        print!("{}", in_words(&args.klantnummer, args.yes, &erased));
    }
    Ok(ExitCode::SUCCESS)
}

fn in_words(klantnummer: &str, done: bool, erased: &Erased) -> String {
    let mut out = match done {
        true => format!("{klantnummer} is erased: {} rows.\n", erased.rows()),
        false => format!(
            "nothing is changed. With --yes {klantnummer} is erased: {} rows.\n",
            erased.rows()
        ),
    };
    for gone in &erased.gone {
        out.push_str(&format!("  {:>6}  {}\n", gone.rows, gone.table));
    }
    if erased.cancelled > 0 {
        out.push_str(&format!("{} messages waited to be sent and are not.\n", erased.cancelled));
    }
    if erased.on_its_way > 0 {
        out.push_str(&format!(
            "{} messages were being sent at this moment: they may still arrive.\n",
            erased.on_its_way
        ));
    }
    out.push_str("What stays:\n");
    for stays in &erased.stays {
        out.push_str(&format!("  {}: {}\n", stays.what, stays.why));
    }
    out
}
