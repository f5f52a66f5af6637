//! `wegwijzer import dialogs FILE`: dialogs of another municipality, verified, shown, and made the draft.
//! It never publishes: a person looks first.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, bail};

use super::import::{self, ImportArgs};
use super::service::{ensure_gemeenten, open_database};
use crate::acts::draft::{Written, write_draft};
use crate::acts::publish::By;
use crate::clock::Clock;
use crate::config;
use crate::dialog::changes::{Changes, changes};
use crate::dialog::content::{Content, Files};
use crate::dialog::load::Problem;
use crate::dialog::package::{LARGEST, Package, bring, open, take_sounds};
use crate::store::content_files::{self, Kind};
use crate::store::draft::{self, Origin};
use crate::store::{Db, content};

/// What is imported: the rows of a CSV file, or dialogs.
#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub struct ImportCommand {
    #[command(flatten)]
    rows: Option<ImportArgs>,
    #[command(subcommand)]
    other: Option<Other>,
}

#[derive(Debug, clap::Subcommand)]
enum Other {
    Dialogs(ImportDialogsArgs),
}

/// Runs whichever was asked for.
///
/// # Errors
/// In words for whoever runs it.
pub async fn run_either(args: &ImportCommand) -> anyhow::Result<ExitCode> {
    match (&args.other, &args.rows) {
        (Some(Other::Dialogs(dialogs)), _) => run(dialogs).await,
        (None, Some(rows)) => import::run(rows).await,
        (None, None) => bail!("say what to import: people, sessions, enrolments or dialogs"),
    }
}

/// Bring in a signed package of dialogs; it becomes the draft, and is never published by this.
#[derive(Debug, clap::Args)]
pub struct ImportDialogsArgs {
    /// The package.
    pub file: PathBuf,
    /// Only accept it when this key signed it; ask the other municipality for theirs.
    #[arg(long, value_name = "KEY")]
    pub trust: Option<String>,
    /// Bring it into the draft that is open, instead of refusing.
    #[arg(long)]
    pub into_draft: bool,
    /// Only show what it would bring.
    #[arg(long)]
    pub dry_run: bool,
    /// Print as JSON.
    #[arg(long)]
    pub json: bool,
    /// The settings.
    #[arg(long, value_name = "FILE", default_value = "wegwijzer.toml")]
    pub config: PathBuf,
}

/// Runs the command. Exit code 1: the package was refused, and nothing changed.
///
/// # Errors
/// In words for whoever runs it.
pub async fn run(args: &ImportDialogsArgs) -> anyhow::Result<ExitCode> {
    let bytes = read(&args.file)?;
    let mut package = match open(&bytes, args.trust.as_deref()) {
        Ok(package) => package,
        Err(refused) => {
            eprintln!("{}: {refused}; nothing was changed", args.file.display());
            return Ok(ExitCode::FAILURE);
        }
    };
    let sounds = match take_sounds(&mut package.files) {
        Ok(sounds) => sounds,
        Err(path) => {
            let file = args.file.display();
            eprintln!("{file}: {path} has no sound of its own in it; nothing was changed");
            return Ok(ExitCode::FAILURE);
        }
    };
    let config = config::read(&args.config)?;
    let clock = Clock::system();
    let db = open_database(&config).await?;
    let gemeenten = ensure_gemeenten(&db, &config, &clock).await?;
    let by = By { gemeente: gemeenten[0].1, staff: None };
    let done = bring_in(args, (&package, &sounds), &db, by, &clock).await;
    db.close().await;
    done.map(|()| ExitCode::SUCCESS)
}

/// No more than a package may be; whatever else was named is not read into memory.
fn read(path: &Path) -> anyhow::Result<Vec<u8>> {
    let about = std::fs::metadata(path).with_context(|| format!("{}", path.display()))?;
    if about.len() > LARGEST as u64 {
        let most = LARGEST / 1024 / 1024;
        bail!("{}: this is no package of ours: it has more than {most} MiB", path.display());
    }
    std::fs::read(path).with_context(|| format!("{}", path.display()))
}

async fn bring_in(
    args: &ImportDialogsArgs,
    (package, sounds): (&Package, &[Vec<u8>]),
    db: &Db,
    by: By,
    clock: &Clock,
) -> anyhow::Result<()> {
    let mut tx = db.begin().await?;
    let before = draft::open(&mut tx).await?;
    if before.is_some() && !args.into_draft && !args.dry_run {
        bail!(
            "there is a draft already; publish it or throw it away first (the page Publiceren), or \
             use --into-draft"
        );
    }
    let seen = before.as_ref().map(|open| open.version);
    let own = match before.filter(|_| args.into_draft) {
        Some(open) => open.files,
        None => match content::published(&mut tx).await? {
            Some(revision) => content::files(&mut tx, &revision).await?.unwrap_or_default(),
            None => Files::new(),
        },
    };
    let brought = bring(&own, package);
    let (differs, problems) = (changes(&own, &brought), Content::load(&brought).err());
    let problems = problems.unwrap_or_default();
    if args.json {
        tell_json(args, package, &differs, &problems)?;
    } else {
        tell(args, package, &differs, &problems);
    }
    if args.dry_run || differs.is_empty() {
        return Ok(());
    }
    for sound in sounds {
        content_files::keep(&mut tx, Kind::Ogg, sound, clock.civil()).await?;
    }
    let written = Written { files: &brought, origin: Origin::Package, seen };
    write_draft(&mut tx, written, by, clock.civil()).await?;
    tx.commit().await?;
    if !args.json {
        println!(
            "it is the draft now; look at it on the page Publiceren, or: wegwijzer publish --draft"
        );
    }
    Ok(())
}

fn tell(args: &ImportDialogsArgs, package: &Package, differs: &Changes, problems: &[Problem]) {
    let manifest = &package.manifest;
    let made = manifest.made_at.format("%Y-%m-%d");
    println!(
        "made by {} ({}) on {made}, signed with the key {}",
        manifest.gemeente, manifest.code, package.key
    );
    if args.trust.is_none() {
        println!(
            "nobody vouches for this key yet: ask {} whether it is theirs, and use --trust",
            manifest.gemeente
        );
    }
    for dialog in &differs.dialogs {
        println!("{} ({})", dialog.title, dialog.name);
        dialog.lines.iter().for_each(|line| println!("  {line}"));
    }
    differs.policies.iter().chain(&differs.others).for_each(|line| println!("{line}"));
    if !differs.texts.is_empty() {
        let languages: Vec<&str> = differs.languages().iter().map(|l| l.as_str()).collect();
        println!("{} texts are new or different ({})", differs.texts.len(), languages.join(", "));
    }
    if differs.is_empty() {
        println!("it brings nothing that is not there already");
    }
    if !problems.is_empty() {
        println!("{} mistakes are to be mended before it can be published:", problems.len());
        problems.iter().for_each(|problem| println!("  {problem}"));
    }
}

fn tell_json(
    args: &ImportDialogsArgs,
    package: &Package,
    differs: &Changes,
    problems: &[Problem],
) -> anyhow::Result<()> {
    let dialogs: Vec<&str> = differs.dialogs.iter().map(|d| d.name.as_str()).collect();
    let problems: Vec<String> = problems.iter().map(ToString::to_string).collect();
    let told = serde_json::json!({
        "gemeente": package.manifest.gemeente,
        "code": package.manifest.code,
        "made_at": package.manifest.made_at,
        "key": package.key,
        "trusted": args.trust.is_some(),
        "dialogs": dialogs,
        "texts": differs.texts.len(),
        "policies": differs.policies,
        "mistakes": problems,
        "draft": !args.dry_run && !differs.is_empty(),
    });
    println!("{}", serde_json::to_string_pretty(&told)?);
    Ok(())
}
