//! `wegwijzer inzage --klantnummer K`: everything that is kept about somebody, for that person.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;

use super::service::{ensure_gemeenten, open_database};
use super::somebody;
use crate::acts::inzage::{File, inzage};
use crate::clock::Clock;
use crate::config;
use crate::http::web::inzage::page;
use crate::store::{Tx, gemeenten, media};

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
    /// The file to make, readable by you only; one that is there is not written over. Photos and voice notes come in a
    /// folder beside it (`inzage-bestanden` for `inzage.html`). Default: standard output, without them.
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
    let count = made.files().len();
    let mut along = None;
    match &args.out {
        Some(path) => {
            if count > 0 {
                along = Some(write_files(&mut tx, path, made.files()).await?);
            }
            write_new(path, body.as_bytes())?;
        }
        None => println!("{body}"),
    }
    tx.commit().await?;
    db.close().await;
    match (&args.out, &along) {
        (Some(path), None) => {
            eprintln!("{}: everything about {}", path.display(), args.klantnummer)
        }
        (Some(path), Some(folder)) => eprintln!(
            "{}: everything about {}; {}: {count} photos and voice notes",
            path.display(),
            args.klantnummer,
            folder.display()
        ),
        (None, _) if count > 0 => eprintln!(
            "{count} photos and voice notes are named and not in it: with --out FILE they come in a folder beside it"
        ),
        (None, _) => {}
    }
    Ok(ExitCode::SUCCESS)
}

/// Writes each file into a new folder beside `page`; gives the folder.
async fn write_files(tx: &mut Tx, page: &Path, files: &[File]) -> anyhow::Result<PathBuf> {
    let stem = page.file_stem().unwrap_or_default().to_string_lossy();
    let folder = page.with_file_name(format!("{stem}-bestanden"));
    let mut made = std::fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut made, 0o700);
    made.create(&folder).with_context(|| {
        format!("{}: cannot be made (one that is there is not written into)", folder.display())
    })?;
    for file in files {
        if let Some(content) = media::content(tx, file.id).await? {
            write_new(&folder.join(&file.name), &content)?;
        }
    }
    Ok(folder)
}

fn write_new(path: &Path, body: &[u8]) -> anyhow::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path).with_context(|| {
        format!("--out {}: cannot be made (one that is there is not written over)", path.display())
    })?;
    file.write_all(body).with_context(|| format!("--out {}", path.display()))?;
    file.sync_all().with_context(|| format!("--out {}", path.display()))
}
