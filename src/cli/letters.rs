//! `wegwijzer letters`: letters on paper, made, printed and kept track of from a terminal.

use std::collections::HashMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, bail};
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;

use super::service::{ensure_gemeenten, open_database};
use crate::acts::letters::{
    By, DAYS_VALID, drop_letters, make_letters, mark_letters_printed, mark_posted, mark_returned,
    waiting,
};
use crate::clock::Clock;
use crate::config::{self, Channel, Config};
use crate::http::web::letters::sheets;
use crate::ids::{GemeenteId, LetterId};
use crate::letter::page::{Style, document};
use crate::letter::{Head, Sheet};
use crate::plan::local_time;
use crate::store::revisions::Revisions;
use crate::store::{Db, Tx, letters};
use crate::trade::letter::LetterState;

/// Letters of the last year are listed.
const LISTED: TimeDelta = TimeDelta::days(400);

/// Letters for people without a telephone number that works.
#[derive(Debug, clap::Args)]
pub struct LettersArgs {
    #[command(subcommand)]
    what: What,
    /// Code of the municipality; the first of the settings by default.
    #[arg(long, value_name = "CODE", global = true)]
    gemeente: Option<String>,
    /// The settings.
    #[arg(long, value_name = "FILE", default_value = "wegwijzer.toml", global = true)]
    config: PathBuf,
    /// Print JSON.
    #[arg(long, global = true)]
    json: bool,
}

#[derive(Debug, clap::Subcommand)]
enum What {
    /// Show the letters there are, and how many people wait for one.
    List {
        /// gemaakt, geprint, gepost, gekoppeld, retour or vervallen.
        #[arg(long)]
        state: Option<String>,
    },
    /// Make the letters that open tasks ask for, and the second ones after ten working days.
    Make,
    /// Write one page with letters, ready to print. Each gets new codes, which stand nowhere else.
    Print {
        /// The folder for the page.
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
        /// As one PDF, tagged and with all fonts inside.
        #[arg(long)]
        pdf: bool,
        /// Days that the codes are good.
        #[arg(long, default_value_t = DAYS_VALID)]
        days: u16,
        /// Only these; by default all that were made and not printed.
        #[arg(value_name = "ID")]
        letters: Vec<LetterId>,
    },
    /// Note that letters were posted.
    Posted {
        #[command(flatten)]
        which: Which,
    },
    /// Note that letters came back.
    Returned {
        /// Which, as `letters list` shows them.
        #[arg(value_name = "ID", required = true)]
        letters: Vec<LetterId>,
    },
    /// Note that letters are not needed after all.
    Drop {
        /// Which, as `letters list` shows them.
        #[arg(value_name = "ID", required = true)]
        letters: Vec<LetterId>,
    },
}

#[derive(Debug, clap::Args)]
#[group(required = true, multiple = false)]
struct Which {
    /// Which, as `letters list` shows them.
    #[arg(value_name = "ID")]
    letters: Vec<LetterId>,
    /// All that were printed.
    #[arg(long)]
    printed: bool,
}

/// Runs the command.
///
/// # Errors
/// In words for whoever runs it.
pub async fn run(args: &LettersArgs) -> anyhow::Result<ExitCode> {
    let config = config::read(&args.config)?;
    let clock = Clock::system();
    let db = open_database(&config).await?;
    let gemeenten = ensure_gemeenten(&db, &config, &clock).await?;
    let (_, gemeente) = match &args.gemeente {
        None => &gemeenten[0],
        Some(code) => gemeenten
            .iter()
            .find(|(known, _)| known == code)
            .with_context(|| format!("--gemeente {code}: not in the settings"))?,
    };
    let desk = Desk {
        by: By { gemeente: *gemeente, staff: None },
        head: heads(&config, &gemeenten).remove(gemeente).unwrap_or_default(),
        now: clock.civil(),
        as_json: args.json,
        #[cfg(feature = "letters-pdf")]
        fonts: config.letters.fonts.clone(),
        db,
    };
    match &args.what {
        What::List { state } => desk.list(state.as_deref()).await?,
        What::Make => desk.make().await?,
        What::Print { out, pdf, days, letters } => {
            if *pdf && !cfg!(feature = "letters-pdf") {
                bail!(
                    "--pdf: this program was built without it: cargo build --release --features letters-pdf"
                );
            }
            return desk.print(out, *pdf, *days, letters).await;
        }
        What::Posted { which } => desk.posted(which).await?,
        What::Returned { letters } => {
            let mut tx = desk.db.begin().await?;
            let count = mark_returned(&mut tx, letters, desk.by, desk.now).await?;
            desk.noted(tx, "returned", count).await?;
        }
        What::Drop { letters } => {
            let mut tx = desk.db.begin().await?;
            let count = drop_letters(&mut tx, letters, desk.by, desk.now).await?;
            desk.noted(tx, "dropped", count).await?;
        }
    }
    desk.db.close().await;
    Ok(ExitCode::SUCCESS)
}

/// Who sends letters in each municipality: what the settings say of it and of its channels.
pub(super) fn heads(
    config: &Config,
    gemeenten: &[(String, GemeenteId)],
) -> HashMap<GemeenteId, Head> {
    let head = |(place, (code, id)): (usize, &(String, GemeenteId))| {
        let named = config.gemeenten.iter().find(|gemeente| gemeente.code == *code);
        let of = |channel: &&Channel| match channel.gemeente() {
            Some(own) => own == code,
            None => place == 0,
        };
        let mut head = Head {
            gemeente: named.map_or("de gemeente", |gemeente| &gemeente.name).to_owned(),
            sender: named.map(|gemeente| gemeente.address.clone()).unwrap_or_default(),
            phone: named.and_then(|gemeente| gemeente.phone.clone()),
            ..Head::default()
        };
        for channel in config.channels.iter().filter(of) {
            match channel {
                Channel::Telegram(bot) => head.telegram = head.telegram.or(bot.bot.clone()),
                Channel::Whatsapp(own) => head.whatsapp = head.whatsapp.or(own.number.clone()),
            }
        }
        (*id, head)
    };
    gemeenten.iter().enumerate().map(head).collect()
}

struct Desk {
    db: Db,
    by: By,
    head: Head,
    now: DateTime<Utc>,
    as_json: bool,
    #[cfg(feature = "letters-pdf")]
    fonts: PathBuf,
}

impl Desk {
    async fn list(&self, state: Option<&str>) -> anyhow::Result<()> {
        let state = match state {
            None => None,
            Some(word) => Some(LetterState::parse(word).with_context(|| {
                let known: Vec<&str> = LetterState::ALL.iter().map(|s| s.as_str()).collect();
                format!("--state {word}: choose one of {}", known.join(", "))
            })?),
        };
        let mut tx = self.db.read().await?;
        let gemeente = self.by.gemeente;
        let rows = letters::list(&mut tx, gemeente, self.now - LISTED, (state, None)).await?;
        let waiting = waiting(&mut tx, gemeente, self.now).await?;
        drop(tx);
        if self.as_json {
            let rows: Vec<_> = rows
                .iter()
                .map(|row| {
                    json!({ "id": row.id, "klantnummer": row.klantnummer, "kind": row.kind,
                            "state": row.state, "language": row.language, "since": row.since })
                })
                .collect();
            println!("{}", json!({ "letters": rows, "waiting": waiting }));
            return Ok(());
        }
        for row in &rows {
            let since = row.since.format("%d-%m-%Y %H:%M UTC");
            println!(
                "{} {:<11} {:<9} {} {since}  {}",
                row.id, row.kind, row.state, row.language, row.klantnummer
            );
        }
        println!(
            "{} letters; {waiting} people wait for one (`wegwijzer letters make`)",
            rows.len()
        );
        Ok(())
    }

    async fn make(&self) -> anyhow::Result<()> {
        let mut tx = self.db.begin().await?;
        let made = make_letters(&mut tx, self.by, self.now).await?;
        // crash before: none was made, and the tasks still ask for them
        tx.commit().await?;
        if self.as_json {
            let without = made.without_address;
            println!("{}", json!({ "made": made.letters, "withoutAddress": without }));
            return Ok(());
        }
        println!("{} letters were made", made.letters.len());
        if made.without_address > 0 {
            println!(
                "{} people have no postal address; their klantmanager has a task now",
                made.without_address
            );
        }
        Ok(())
    }

    async fn print(
        &self,
        out: &Path,
        as_pdf: bool,
        days: u16,
        asked: &[LetterId],
    ) -> anyhow::Result<ExitCode> {
        std::fs::create_dir_all(out)
            .with_context(|| format!("--out {}: the folder cannot be made", out.display()))?;
        if self.head.telegram.is_none() && self.head.whatsapp.is_none() {
            bail!(
                "the settings name no way to reach us: give [[channel]] telegram its `bot`, or \
                 [[channel]] whatsapp its `number`"
            );
        }
        let mut tx = self.db.begin().await?;
        let content = Revisions::default().published(&mut tx).await?;
        let content = content.context("nothing is published yet; start `wegwijzer serve` once")?;
        let chosen = self.or_all(&mut tx, asked, LetterState::Gemaakt).await?;
        if chosen.is_empty() {
            self.said("printed", 0, None)?;
            self.db.close().await;
            return Ok(ExitCode::SUCCESS);
        }
        let valid_for = TimeDelta::days(i64::from(days));
        let printed = mark_letters_printed(&mut tx, &chosen, valid_for, self.by, self.now).await?;
        let today = local_time::local_date(self.now);
        // crash after: the letters wait as printed without a file; printing again makes new codes
        tx.commit().await?;
        let sheets = sheets(&content.words, &self.head, &printed, today);
        let stem = format!("brieven-{}", local_time::local(self.now).format("%Y%m%d-%H%M%S"));
        let made = if as_pdf { self.pdf(&sheets) } else { Ok(None) };
        let (file, bytes, code) = match made {
            Ok(Some(pdf)) => (out.join(format!("{stem}.pdf")), pdf, ExitCode::SUCCESS),
            other => {
                let page = document(&sheets, &Style::Inside, None)?.into_bytes();
                let code = match other {
                    Err(error) => {
                        eprintln!("wegwijzer: no PDF: {error:#}. The same letters are in a page:");
                        ExitCode::from(1)
                    }
                    Ok(_) => ExitCode::SUCCESS,
                };
                (out.join(format!("{stem}.html")), page, code)
            }
        };
        write_for_owner(&file, &bytes)
            .with_context(|| format!("{}: cannot be written; the letters count as printed: print them again by their ids", file.display()))?;
        self.said("printed", printed.len(), Some(&file))?;
        self.db.close().await;
        Ok(code)
    }

    #[cfg(feature = "letters-pdf")]
    fn pdf(&self, sheets: &[Sheet]) -> anyhow::Result<Option<Vec<u8>>> {
        let mut press = super::typeset::Press::new(&self.fonts);
        Ok(Some(press.pdf(&serde_json::to_value(sheets)?)?))
    }

    #[cfg(not(feature = "letters-pdf"))]
    fn pdf(&self, _: &[Sheet]) -> anyhow::Result<Option<Vec<u8>>> {
        Ok(None)
    }

    async fn posted(&self, which: &Which) -> anyhow::Result<()> {
        let mut tx = self.db.begin().await?;
        let chosen = self.or_all(&mut tx, &which.letters, LetterState::Geprint).await?;
        let count = mark_posted(&mut tx, &chosen, self.by, self.now).await?;
        self.noted(tx, "posted", count).await
    }

    async fn or_all(
        &self,
        tx: &mut Tx,
        asked: &[LetterId],
        state: LetterState,
    ) -> anyhow::Result<Vec<LetterId>> {
        if !asked.is_empty() {
            return Ok(asked.to_vec());
        }
        let since = self.now - LISTED;
        let rows = letters::list(tx, self.by.gemeente, since, (Some(state), None)).await?;
        // the oldest first: so they were asked for
        Ok(rows.iter().rev().map(|row| row.id).collect())
    }

    async fn noted(&self, tx: Tx, what: &str, count: usize) -> anyhow::Result<()> {
        // crash before: nothing was noted
        tx.commit().await?;
        self.said(what, count, None)
    }

    fn said(&self, what: &str, count: usize, file: Option<&Path>) -> anyhow::Result<()> {
        if self.as_json {
            println!("{}", json!({ what: count, "file": file }));
            return Ok(());
        }
        println!("{count} letters {what}");
        if let Some(file) = file {
            println!("{}", file.display());
            println!("Open it and print it on A4 at 100%; then delete it.");
        }
        Ok(())
    }
}

/// A file that only its owner may read: whoever has the codes in it can have messages.
fn write_for_owner(file: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(file)?.write_all(bytes)
}
