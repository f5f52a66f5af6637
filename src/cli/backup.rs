//! `wegwijzer backup` and `wegwijzer restore`: the embedded database, while it is in use.
//!
//! Restoring sets the database of now aside and never throws it away. The key is in neither.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, bail, ensure};

use super::serve::only_one;
use crate::clock::Clock;
use crate::config::{self, Config};
use crate::store::backup;
use crate::store::seal::Vault;

/// Copy the embedded database to a file, while `serve` goes on.
#[derive(Debug, clap::Args)]
pub struct BackupArgs {
    /// The copy; must not exist yet.
    pub file: PathBuf,
    /// The settings.
    #[arg(long, value_name = "FILE", default_value = "wegwijzer.toml")]
    pub config: PathBuf,
}

/// Put a backup in the place of the embedded database; `serve` must not run.
#[derive(Debug, clap::Args)]
pub struct RestoreArgs {
    /// The backup; it stays where it is.
    pub file: PathBuf,
    /// The settings.
    #[arg(long, value_name = "FILE", default_value = "wegwijzer.toml")]
    pub config: PathBuf,
}

/// Runs `wegwijzer backup`.
///
/// # Errors
/// In words for whoever runs it; no file is left behind then.
pub async fn back_up(args: &BackupArgs) -> anyhow::Result<ExitCode> {
    let config = config::read(&args.config)?;
    let database = embedded(&config, "make a backup with `pg_dump`, which may run beside `serve`")?;
    let vault = key(&config)?;
    ensure!(database.exists(), "{}: there is no database yet", database.display());
    ensure!(!args.file.exists(), "{}: is there already; choose another name", args.file.display());
    // under its own name only when it is whole: half a backup is worse than none
    let unfinished = beside(&args.file, ".unfinished");
    let _ = fs::remove_file(&unfinished);
    let made = async {
        backup::copy(&database, &unfinished).await.context("the copy could not be made")?;
        backup::verify(&unfinished, &vault).await.context("the copy is not good")?;
        fs::rename(&unfinished, &args.file).context("the copy could not get its name")
    };
    if let Err(error) = made.await {
        let _ = fs::remove_file(&unfinished);
        return Err(error.context(format!("{}", args.file.display())));
    }
    sync_folder_of(&args.file);
    let bytes = fs::metadata(&args.file).map_or(0, |file| file.len());
    println!(
        "{} holds the database ({:.1} MB), checked.\n\
         The key is NOT in it: without {} nobody can read messages and addresses in this backup.\n\
         Keep the key too, and elsewhere.",
        args.file.display(),
        bytes as f64 / 1_000_000.0,
        config.key_file.display(),
    );
    Ok(ExitCode::SUCCESS)
}

/// Runs `wegwijzer restore`.
///
/// # Errors
/// In words for whoever runs it; nothing was changed then.
pub async fn restore(args: &RestoreArgs) -> anyhow::Result<ExitCode> {
    let config = config::read(&args.config)?;
    let database = embedded(&config, "restore with `pg_restore` or `psql`, while no `serve` runs")?;
    let vault = key(&config)?;
    let file = args.file.display();
    ensure!(args.file.is_file(), "{file}: there is no such file");
    if let Some(folder) = database.parent() {
        fs::create_dir_all(folder).with_context(|| format!("{}", folder.display()))?;
    }
    // held until the end: no `serve` starts halfway
    let _only = only_one(&config)?;
    backup::verify(&args.file, &vault).await.with_context(|| {
        format!("{file} cannot be restored with {}; nothing was changed", config.key_file.display())
    })?;
    let new = beside(&database, ".restoring");
    copy_for_owner_only(&args.file, &new).with_context(|| format!("{}", new.display()))?;
    let kept = set_aside(&database).await?;
    // the old name leads to the old file until this moment, and to the new one from it on
    fs::rename(&new, &database).with_context(|| format!("{}", database.display()))?;
    sync_folder_of(&database);
    println!("{} is now the database, as of the backup.", database.display());
    if let Some(kept) = kept {
        println!("What was there before is kept as {}; it holds people's data.", kept.display());
    }
    println!(
        "What came in after the backup is not in it. What a platform sends again is recognised."
    );
    Ok(ExitCode::SUCCESS)
}

fn embedded(config: &Config, otherwise: &str) -> anyhow::Result<PathBuf> {
    match config.database.url.strip_prefix("sqlite://") {
        Some(path) => Ok(path.into()),
        None => bail!("database.url is a PostgreSQL: {otherwise}; keep the key file too"),
    }
}

/// The key there is; a new one would open nothing.
fn key(config: &Config) -> anyhow::Result<Vault> {
    let path = &config.key_file;
    ensure!(path.is_file(), "key_file: {} is not there; put it back first", path.display());
    Ok(Vault::in_file(path)?)
}

/// Gives the database of now a second name, under which it stays; nothing when there is none.
async fn set_aside(database: &Path) -> anyhow::Result<Option<PathBuf>> {
    if !database.exists() {
        return Ok(None);
    }
    let stamp = Clock::system().machine().format(".before-restore-%Y%m%dT%H%M%SZ").to_string();
    let kept = beside(database, &stamp);
    match backup::settle(database).await {
        Ok(true) => {}
        Ok(false) => bail!(
            "another command uses {}; wait until it is done. Nothing was changed",
            database.display()
        ),
        // damaged: kept as it is, with its journal
        Err(error) => {
            eprintln!("the database of now cannot be read ({error}); it is kept as it is")
        }
    }
    fs::hard_link(database, &kept).with_context(|| format!("{}", kept.display()))?;
    // a journal of the old file must not be taken for one of the new
    for ending in ["-wal", "-shm"] {
        let journal = beside(database, ending);
        if journal.exists() {
            fs::rename(&journal, beside(&kept, ending))
                .with_context(|| format!("{}", journal.display()))?;
        }
    }
    Ok(Some(kept))
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

fn copy_for_owner_only(from: &Path, to: &Path) -> std::io::Result<()> {
    let _ = fs::remove_file(to);
    let mut options = File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut new = options.open(to)?;
    std::io::copy(&mut File::open(from)?, &mut new)?;
    new.sync_all()
}

/// A name is on the disk when its folder is.
fn sync_folder_of(path: &Path) {
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
}
