//! `wegwijzer publish`: the dialogs and texts on disk start conversations from now on.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use super::service::open_database;
use crate::clock::Clock;
use crate::config;
use crate::work::Work;
use crate::work::content::{Adopted, NoContent, adopt, read_files};

/// Publish the dialogs and texts on disk. Running conversations finish with their own.
#[derive(Debug, clap::Args)]
pub struct PublishArgs {
    /// The settings.
    #[arg(long, value_name = "FILE", default_value = "wegwijzer.toml")]
    pub config: PathBuf,
}

/// Runs the command. Exit code 1: there are mistakes, and nothing was published.
///
/// # Errors
/// In words for whoever runs it.
pub async fn run(args: &PublishArgs) -> anyhow::Result<ExitCode> {
    let config = config::read(&args.config)?;
    let files = read_files(&config.content.dialogs, &config.content.locales)?;
    let db = open_database(&config).await?;
    let work = Work::new(db.clone(), Clock::system(), [], Duration::from_secs(1));
    let outcome = adopt(&work, &files, true).await;
    db.close().await;
    let problems = match outcome {
        Ok(Adopted::Published(revision) | Adopted::Draft { draft: revision, .. }) => {
            println!("published: {}", revision.0);
            return Ok(ExitCode::SUCCESS);
        }
        Ok(Adopted::Unchanged(revision)) => {
            println!("already published: {}", revision.0);
            return Ok(ExitCode::SUCCESS);
        }
        Ok(Adopted::Broken { problems, .. }) | Err(NoContent::Broken(problems)) => problems,
        Err(other) => return Err(other.into()),
    };
    problems.iter().for_each(|problem| println!("{problem}"));
    println!("nothing was published");
    Ok(ExitCode::FAILURE)
}
