//! `wegwijzer replay --against draft|REVISION`: the time machine. Real conversations of the last weeks are
//! lived through again with what is in force and with something else; it tells how many people would have
//! got another message, and which. No names, numbers or words.

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context, bail};

use super::publish::revision_named;
use super::service::{ensure_gemeenten, open_database};
use crate::acts::compare_revisions::{MOST_PEOPLE, Whose, pasts};
use crate::clock::Clock;
use crate::config;
use crate::dialog::content::{Content, Files};
use crate::dialog::time_machine::{Differs, Report, compare};
use crate::plan::span::Span;
use crate::store::{Db, content, draft};

/// Who would have got another message? Lives real conversations through again; changes nothing.
#[derive(Debug, clap::Args)]
pub struct ReplayArgs {
    /// Compare what is in force with `draft`, or with a revision (the beginning of its name).
    #[arg(long, value_name = "draft|REVISION", default_value = "draft")]
    pub against: String,
    /// People to whom something happened in this time: `30d`, `12h`.
    #[arg(long, value_name = "SPAN", default_value = "30d")]
    pub since: Span,
    /// So many people at most, those who came last first.
    #[arg(long, value_name = "N", default_value_t = 500, value_parser = clap::value_parser!(u32).range(1..=i64::from(MOST_PEOPLE)))]
    pub limit: u32,
    /// Print as JSON.
    #[arg(long)]
    pub json: bool,
    /// The settings.
    #[arg(long, value_name = "FILE", default_value = "wegwijzer.toml")]
    pub config: PathBuf,
}

/// Runs the command. Exit code 0, also when something differs: that is what it is for.
///
/// # Errors
/// In words for whoever runs it.
pub async fn run(args: &ReplayArgs) -> anyhow::Result<ExitCode> {
    let config = config::read(&args.config)?;
    let clock = Clock::system();
    let db = open_database(&config).await?;
    let gemeenten = ensure_gemeenten(&db, &config, &clock).await?;
    let whose = Whose { gemeente: gemeenten[0].1, since: args.since.0, limit: args.limit };
    let report = report(&db, args, whose, &clock).await;
    db.close().await;
    let report = report?;
    if args.json {
        println!("{}", serde_json::to_string_pretty(&report)?);
    } else {
        print!("{}", in_words(&report));
    }
    Ok(ExitCode::SUCCESS)
}

async fn report(db: &Db, args: &ReplayArgs, whose: Whose, clock: &Clock) -> anyhow::Result<Report> {
    let now = clock.civil();
    let mut tx = db.read().await?;
    let in_force = content::published(&mut tx).await?.context("nothing is published yet")?;
    let old = content::files(&mut tx, &in_force).await?.context("what is in force has no files")?;
    let new = match args.against.as_str() {
        "draft" => draft::open(&mut tx).await?.context("there is no draft")?.files,
        beginning => revision_named(db, beginning).await?.1,
    };
    let pasts = pasts(&mut tx, whose, now).await?;
    drop(tx);
    let (old, new) = (loaded(&old)?, loaded(&new)?);
    Ok(compare(&old, &new, &pasts, now))
}

fn loaded(files: &Files) -> anyhow::Result<Arc<Content>> {
    match Content::load_published(files) {
        Ok(content) => Ok(Arc::new(content)),
        Err(problems) => {
            let first = problems.first().map(ToString::to_string).unwrap_or_default();
            bail!("it has {} mistakes; run `wegwijzer check`: {first}", problems.len())
        }
    }
}

fn in_words(report: &Report) -> String {
    let mut out = format!(
        "{} people and {} events lived through again: {} people would have got something else\n",
        report.people, report.events, report.different
    );
    for group in &report.groups {
        let dialog = if group.dialog.is_empty() { "(no dialog)" } else { &group.dialog };
        let what = match &group.differs {
            Differs::Words { text } => format!("`{text}` in other words, or with other answers"),
            Differs::Text { was, is } => format!("`{is}` instead of `{was}`"),
            Differs::Moment { text } => format!("`{text}` at another moment"),
            Differs::More { text } => format!("`{text}` besides"),
            Differs::Fewer { text } => format!("no `{text}`, or much later"),
            Differs::Tasks => "other tasks for colleagues".to_owned(),
            Differs::Answer { step } => format!("an answer at `{step}` that is gone"),
        };
        let shown: Vec<String> = group.people.iter().take(10).map(|n| format!("#{n}")).collect();
        let more = if group.people.len() > 10 { ", ..." } else { "" };
        let people = format!("{}{more}", shown.join(", "));
        out.push_str(&format!("{:>6}  {dialog}: {what} ({people})\n", group.people.len()));
    }
    out
}
