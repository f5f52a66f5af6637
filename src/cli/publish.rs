//! `wegwijzer publish`: the dialogs and texts on disk, or the draft, start conversations from now on;
//! and who published what, and back to what was.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, bail};
use serde::Serialize;

use super::service::{ensure_gemeenten, open_database, rules_of_nobody};
use crate::acts::publish::{By, Checked, How, Refusal, publish, publish_draft};
use crate::clock::Clock;
use crate::config::{self, Config};
use crate::dialog::content::{Content, Files};
use crate::dialog::conversation::RevisionId;
use crate::dialog::load::Problem;
use crate::store::draft::{self, Folder};
use crate::store::{Db, StoreError, content};
use crate::work::content::read_files;
use crate::work::recordings;

/// Publish the dialogs and texts on disk. Running conversations finish with their own.
#[derive(Debug, clap::Args)]
pub struct PublishArgs {
    /// The settings.
    #[arg(long, value_name = "FILE", default_value = "wegwijzer.toml")]
    pub config: PathBuf,
    /// Why, for whoever looks back.
    #[arg(long, value_name = "WORDS")]
    pub note: Option<String>,
    /// Running conversations come along where their step, question and answers mean the same.
    #[arg(long)]
    pub carry: bool,
    /// Publish the draft of the database (from the dashboard or a package), not the files on disk.
    #[arg(long, conflicts_with = "back")]
    pub draft: bool,
    /// Publish an earlier revision again; the beginning of its name is enough.
    #[arg(long, value_name = "REVISION")]
    pub back: Option<String>,
    /// Only show who published what.
    #[arg(long, conflicts_with_all = ["back", "draft", "note", "carry"])]
    pub list: bool,
    /// Print as JSON.
    #[arg(long)]
    pub json: bool,
}

/// Runs the command. Exit code 1: there are mistakes, and nothing was published.
///
/// # Errors
/// In words for whoever runs it.
pub async fn run(args: &PublishArgs) -> anyhow::Result<ExitCode> {
    let config = config::read(&args.config)?;
    let db = open_database(&config).await?;
    let done = if args.list {
        list(&db, args.json).await.map(|()| ExitCode::SUCCESS)
    } else {
        publish_what_is_asked(args, &config, &db).await
    };
    db.close().await;
    done
}

/// What is to be published, read and checked before any transaction.
struct Wanted {
    checked: Result<Checked, Vec<Problem>>,
    /// The draft that it is.
    version: Option<i64>,
    /// The hash of the files on disk, when they are what is published.
    on_disk: Option<String>,
}

async fn wanted(args: &PublishArgs, config: &Config, db: &Db) -> anyhow::Result<Wanted> {
    if let Some(beginning) = &args.back {
        let files = revision_named(db, beginning).await?.1;
        let checked = Checked::in_force_before(files);
        return Ok(Wanted { checked, version: None, on_disk: None });
    }
    if args.draft {
        let mut tx = db.read().await?;
        let open = draft::open(&mut tx).await?.context("there is no draft")?;
        let (version, checked) = (Some(open.version), Checked::new(open.files));
        return Ok(Wanted { checked, version, on_disk: None });
    }
    let files = read_files(&config.content.dialogs, &config.content.locales)?;
    recordings::bring(db, &config.content.dialogs, &files, Clock::system().civil()).await?;
    let on_disk = Some(Content::hash(&files).0);
    Ok(Wanted { checked: Checked::new(files), version: None, on_disk })
}

async fn publish_what_is_asked(
    args: &PublishArgs,
    config: &Config,
    db: &Db,
) -> anyhow::Result<ExitCode> {
    let clock = Clock::system();
    let Wanted { checked, version, on_disk } = wanted(args, config, db).await?;
    let checked = match checked {
        Ok(checked) => checked,
        Err(problems) => {
            tell_mistakes(&problems, args.json)?;
            return Ok(ExitCode::FAILURE);
        }
    };
    let gemeenten = ensure_gemeenten(db, config, &clock).await?;
    let warning = rules_of_nobody(db, &checked.content().policies).await?;
    let by = By { gemeente: gemeenten[0].1, staff: None };
    let now = clock.civil();
    let mut tx = db.begin().await?;
    let seen = content::published(&mut tx).await?;
    let how = How { seen: seen.as_ref(), note: args.note.as_deref(), carries: args.carry };
    let published = match version {
        Some(version) => publish_draft(&mut tx, &checked, version, how, by, now).await,
        None => publish(&mut tx, &checked, how, Some(by), now).await,
    };
    match published {
        Ok(_) => {
            if on_disk.is_some() {
                // the folders hold no news for a running service
                let noted = Folder { seen: on_disk, ..Folder::default() };
                draft::note_folder(&mut tx, &noted, now).await?;
                if let Some(open) =
                    draft::open(&mut tx).await?.filter(|d| d.origin == draft::Origin::Files)
                {
                    draft::close(&mut tx, open.version, None, now).await?;
                }
            }
            tx.commit().await?;
            tell("published", (checked.revision(), warning), args.json);
        }
        Err(Refusal::Unchanged) => {
            drop(tx);
            tell("already published", (checked.revision(), warning), args.json);
        }
        Err(Refusal::Overtaken) => {
            bail!(
                "somebody published or changed something at this very moment; look, and try again"
            )
        }
        Err(other) => return Err(other.into()),
    }
    Ok(ExitCode::SUCCESS)
}

fn tell(what: &str, (revision, warning): (&RevisionId, Option<String>), json: bool) {
    if json {
        let warnings: Vec<String> = warning.into_iter().collect();
        let done = serde_json::json!(
            { "outcome": what, "revision": revision.0, "warnings": warnings }
        );
        println!("{done}");
    } else {
        println!("{what}: {}", revision.0);
        if let Some(warning) = warning {
            println!("warning: {warning}");
        }
    }
}

fn tell_mistakes(problems: &[Problem], json: bool) -> anyhow::Result<()> {
    if json {
        let all: Vec<String> = problems.iter().map(ToString::to_string).collect();
        let told = serde_json::json!({ "outcome": "mistakes", "mistakes": all });
        println!("{}", serde_json::to_string_pretty(&told)?);
    } else {
        problems.iter().for_each(|problem| println!("{problem}"));
        println!("nothing was published");
    }
    Ok(())
}

/// The one revision whose name begins like this, with its files.
///
/// # Errors
/// In words: there is none, or more than one.
pub async fn revision_named(db: &Db, beginning: &str) -> anyhow::Result<(RevisionId, Files)> {
    let mut tx = db.read().await?;
    let found = match beginning {
        "" => Vec::new(),
        beginning => content::named(&mut tx, beginning).await?,
    };
    match found.as_slice() {
        [one] => {
            let files = content::files(&mut tx, one).await?;
            Ok((one.clone(), files.with_context(|| format!("revision {} has no files", one.0))?))
        }
        [] => bail!(
            "there is no revision `{beginning}`; `wegwijzer publish --list` shows which there are"
        ),
        _ => bail!("several revisions begin with `{beginning}`; write more of its name"),
    }
}

#[derive(Serialize)]
struct Line {
    revision: String,
    published_at: String,
    published_by: Option<String>,
    in_force: bool,
    withdrawn_at: Option<String>,
    note: Option<String>,
    carries: bool,
    carried: i64,
    stayed: i64,
    ended: i64,
}

/// So many are shown, newest first.
const SHOWN: i64 = 50;

async fn list(db: &Db, json: bool) -> anyhow::Result<()> {
    let lines = lines(db).await?;
    if json {
        println!("{}", serde_json::to_string_pretty(&lines)?);
        return Ok(());
    }
    if lines.is_empty() {
        println!("nothing was published yet");
    }
    for line in lines {
        let short: String = line.revision.chars().take(12).collect();
        let by = line.published_by.as_deref().unwrap_or("(start or command)");
        let until = match &line.withdrawn_at {
            None => "in force".to_owned(),
            Some(at) => format!("until {at}"),
        };
        let note = line.note.map(|note| format!("  {note}")).unwrap_or_default();
        println!("{short}  {}  {until}  {by}{note}", line.published_at);
    }
    Ok(())
}

async fn lines(db: &Db) -> Result<Vec<Line>, StoreError> {
    let mut tx = db.read().await?;
    let all = content::publications(&mut tx, SHOWN).await?;
    let stamp = |at: chrono::DateTime<chrono::Utc>| at.format("%Y-%m-%dT%H:%M:%SZ").to_string();
    Ok(all
        .into_iter()
        .map(|row| Line {
            revision: row.revision,
            published_at: stamp(row.published_at),
            published_by: row.published_by,
            in_force: row.in_force,
            withdrawn_at: row.withdrawn_at.map(stamp),
            note: row.note,
            carries: row.carries,
            carried: row.carried,
            stayed: row.stayed,
            ended: row.ended,
        })
        .collect())
}
