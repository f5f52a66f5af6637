//! `wegwijzer inzage --klantnummer K`: everything that is kept about somebody, for that person.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;

use super::service::{ensure_gemeenten, open_database};
use super::somebody;
use crate::acts::inzage::inzage;
use crate::clock::Clock;
use crate::config;
use crate::http::web::inzage::page;
use crate::store::gemeenten;

/// Make an overview of everything that is kept about somebody (AVG, art. 15): a page in plain Dutch to read and
/// print, or JSON. That it was made stands in the audit trail.
#[derive(Debug, clap::Args)]
pub struct InzageArgs {
    /// The municipality's own key of the person.
    #[arg(long)]
    pub klantnummer: String,
    /// Code of the municipality; the first of the settings by default.
    #[arg(long)]
    pub gemeente: Option<String>,
    /// The file to make, readable by you only; one that is there is not written over. Default: standard output.
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// JSON instead of a page.
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
pub async fn run(args: &InzageArgs) -> anyhow::Result<ExitCode> {
    let config = config::read(&args.config)?;
    let clock = Clock::system();
    let db = open_database(&config).await?;
    let known = ensure_gemeenten(&db, &config, &clock).await?;
    let (_, gemeente) = somebody::gemeente(&known, args.gemeente.as_deref())?;
    let mut tx = db.begin().await?;
    let Some(who) = somebody::find(&mut tx, *gemeente, &args.klantnummer).await? else {
        return Ok(ExitCode::from(1));
    };
    let name = gemeenten::name(&mut tx, *gemeente).await?;
    let made = inzage(&mut tx, &who, (&name, config.kept()), None, clock.civil()).await?;
    let body = if args.json { serde_json::to_string_pretty(&made.json())? } else { page(&made)? };
    // the file first: an entry about an overview that nobody has would be a lie
    match &args.out {
        Some(path) => write_new(path, &body)?,
        None => println!("{body}"),
    }
    tx.commit().await?;
    db.close().await;
    if let Some(path) = &args.out {
        eprintln!("{}: everything about {}", path.display(), args.klantnummer);
    }
    Ok(ExitCode::SUCCESS)
}

fn write_new(path: &Path, body: &str) -> anyhow::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path).with_context(|| {
        format!("--out {}: cannot be made (one that is there is not written over)", path.display())
    })?;
    file.write_all(body.as_bytes()).with_context(|| format!("--out {}", path.display()))?;
    file.sync_all().with_context(|| format!("--out {}", path.display()))
}
