//! `wegwijzer texts export | import | status | compare`: the words of the dialogs as a table for a translator.
//!
//! The table is CSV with semicolons, as spreadsheets here open it. What comes back becomes the draft,
//! or, with folders, files on disk; it is never published by itself.

use std::fs::File;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, bail};
use chrono::{DateTime, TimeDelta, Utc};
use serde::Serialize;

use super::service::{ensure_gemeenten, open_database};
use crate::acts::draft::Refusal as DraftRefusal;
use crate::acts::edit_content::{self, Author, Refusal, Working};
use crate::acts::publish::By;
use crate::clock::Clock;
use crate::config;
use crate::dialog::content::Content;
use crate::dialog::translate::{self, Row, Translated};
use crate::ids::GemeenteId;
use crate::message::TextId;
use crate::store::{Db, variants};
use crate::text::variants::responses;
use crate::trade::person::Language;

const HEAD: [&str; 6] = ["tekst", "waar", "hooguit", "nederlands", "vertaling", "stand"];
/// More than every text of a municipality in one language.
const LARGEST: u64 = 5_000_000;

/// The words of the dialogs, for translators.
#[derive(Debug, clap::Args)]
pub struct TextsArgs {
    #[command(subcommand)]
    what: What,
    /// The settings.
    #[arg(long, value_name = "FILE", default_value = "wegwijzer.toml", global = true)]
    config: PathBuf,
}

#[derive(Debug, clap::Subcommand)]
enum What {
    /// Write a table: where each text is said, how long it may be, the Dutch, the translation.
    Export {
        /// Where to; `-` is standard output.
        file: PathBuf,
        /// Into which language: `ar`.
        #[arg(long, value_name = "LANGUAGE")]
        lang: String,
    },
    /// Take a table back into the draft. One mistake changes nothing.
    Import {
        /// The table.
        file: PathBuf,
        /// Which language it holds.
        #[arg(long, value_name = "LANGUAGE")]
        lang: String,
        /// A machine made it: every text says so until somebody who speaks the language approved it.
        #[arg(long)]
        machine: bool,
        /// Say what would change, and change nothing.
        #[arg(long)]
        dry_run: bool,
    },
    /// Of questions with two wordings: how often each was answered within 48 hours, per language.
    Compare {
        /// Print as JSON.
        #[arg(long)]
        json: bool,
    },
    /// Count, per language, what is there and what a machine made.
    Status {
        /// Print as JSON.
        #[arg(long)]
        json: bool,
    },
}

#[derive(Serialize)]
struct Count {
    language: &'static str,
    texts: usize,
    missing: usize,
    machine: usize,
}

/// Runs the command. Exit code 1: the table has mistakes.
///
/// # Errors
/// In words for whoever runs it.
pub async fn run(args: &TextsArgs) -> anyhow::Result<ExitCode> {
    let config = config::read(&args.config)?;
    let db = open_database(&config).await?;
    let done = match &args.what {
        What::Export { file, lang } => export(&db, file, language(lang)?).await,
        What::Status { json } => status(&db, *json).await,
        What::Compare { json } => {
            let clock = Clock::system();
            let gemeenten = ensure_gemeenten(&db, &config, &clock).await?;
            compare(&db, &gemeenten, (*json, clock.civil())).await
        }
        What::Import { file, lang, machine, dry_run } => {
            let table = read(file)?;
            let clock = Clock::system();
            let gemeenten = ensure_gemeenten(&db, &config, &clock).await?;
            let gemeente = gemeenten.first().context("the settings name no gemeente")?.1;
            let by = By { gemeente, staff: None };
            let translation = Translation { language: language(lang)?, table, machine: *machine };
            import(&db, &translation, (by, *dry_run), &clock).await
        }
    };
    db.close().await;
    done
}

fn language(word: &str) -> anyhow::Result<Language> {
    let known: Vec<&str> = Language::ALL.iter().map(|l| l.as_str()).collect();
    Language::parse(word).with_context(|| format!("--lang {word}: use {}", known.join(", ")))
}

async fn working(db: &Db) -> anyhow::Result<Working> {
    let mut tx = db.read().await?;
    edit_content::working(&mut tx)
        .await
        .context("nothing is published yet: start the service once, or run `wegwijzer publish`")
}

async fn export(db: &Db, file: &Path, language: Language) -> anyhow::Result<ExitCode> {
    let rows = translate::rows(&working(db).await?.files, language);
    let out: Box<dyn Write> = if file == Path::new("-") {
        Box::new(std::io::stdout())
    } else {
        Box::new(File::create(file).with_context(|| file.display().to_string())?)
    };
    write(out, &rows)?;
    if file != Path::new("-") {
        eprintln!("{} rows in {}", rows.len(), file.display());
    }
    Ok(ExitCode::SUCCESS)
}

fn write(mut out: impl Write, rows: &[Row]) -> anyhow::Result<()> {
    // with this mark spreadsheets read the letters of every language right
    out.write_all("\u{feff}".as_bytes())?;
    let mut table = csv::WriterBuilder::new().delimiter(b';').from_writer(out);
    table.write_record(HEAD)?;
    for row in rows {
        let most = row.most.to_string();
        let stand = match (row.words.is_empty(), row.machine) {
            (true, _) => "ontbreekt",
            (false, true) => "machine",
            (false, false) => "",
        };
        table.write_record([&row.key, &row.place, &most, &row.dutch, &row.words, stand])?;
    }
    table.flush()?;
    Ok(())
}

fn read(file: &Path) -> anyhow::Result<Translated> {
    let mut body = String::new();
    let open = File::open(file).with_context(|| file.display().to_string())?;
    open.take(LARGEST + 1)
        .read_to_string(&mut body)
        .with_context(|| format!("{}: is not text in UTF-8", file.display()))?;
    if body.len() as u64 > LARGEST {
        bail!("{}: more than {LARGEST} bytes", file.display());
    }
    let body = body.trim_start_matches('\u{feff}');
    let delimiter =
        if body.lines().next().is_some_and(|head| head.contains(';')) { b';' } else { b',' };
    let mut table = csv::ReaderBuilder::new().delimiter(delimiter).from_reader(body.as_bytes());
    let head = table.headers()?.clone();
    let column = |name: &str| {
        let found = head.iter().position(|column| column.trim().eq_ignore_ascii_case(name));
        found.with_context(|| format!("{}: there is no column `{name}`", file.display()))
    };
    let (key, words) = (column("tekst")?, column("vertaling")?);
    let mut all = Translated::new();
    for row in table.records() {
        let row = row.with_context(|| file.display().to_string())?;
        let cell = |place: usize| row.get(place).unwrap_or_default().to_owned();
        all.push((cell(key).trim().to_owned(), cell(words)));
    }
    Ok(all)
}

struct Translation {
    language: Language,
    table: Translated,
    machine: bool,
}

async fn import(
    db: &Db,
    translation: &Translation,
    (by, dry_run): (By, bool),
    clock: &Clock,
) -> anyhow::Result<ExitCode> {
    let Translation { language, table, machine } = translation;
    let working = working(db).await?;
    let (files, changed) = match translate::put(&working.files, *language, table, *machine) {
        Ok(done) => done,
        Err(mistakes) => {
            for mistake in &mistakes {
                println!("{mistake}");
            }
            println!("{} mistakes; nothing was changed", mistakes.len());
            return Ok(ExitCode::FAILURE);
        }
    };
    if changed.is_empty() {
        println!("nothing is different from what is there");
        return Ok(ExitCode::SUCCESS);
    }
    if dry_run {
        println!("{} texts would change: {}", changed.len(), changed.join(", "));
        return Ok(ExitCode::SUCCESS);
    }
    let author = Author { seen: working.version, by };
    let mut tx = db.begin().await?;
    match edit_content::write_all(&mut tx, &files, author, clock.civil()).await {
        Ok(_) => tx.commit().await?,
        Err(Refusal::Draft(DraftRefusal::Overtaken { .. })) => {
            bail!("somebody changed the draft meanwhile: run this again")
        }
        Err(refusal) => return Err(refusal.into()),
    }
    println!("{} texts are in the draft: {}", changed.len(), changed.join(", "));
    Ok(ExitCode::SUCCESS)
}

/// How one text does in one language of one municipality; counts below ten are left out.
#[derive(Serialize)]
struct Compared {
    gemeente: String,
    dialog: String,
    text: String,
    language: String,
    first_percent: Option<i64>,
    second_percent: Option<i64>,
}

async fn compare(
    db: &Db,
    gemeenten: &[(String, GemeenteId)],
    (json, now): (bool, DateTime<Utc>),
) -> anyhow::Result<ExitCode> {
    let files = working(db).await?.files;
    let content = Content::load_published(&files)
        .map_err(|problems| anyhow::anyhow!("the draft has {} mistakes", problems.len()))?;
    let since = now - TimeDelta::days(365);
    let mut all = Vec::new();
    let mut tx = db.read().await?;
    for (code, gemeente) in gemeenten {
        for (name, dialog) in content.dialogs.iter() {
            for (_, step) in dialog.steps.iter().filter(|(_, step)| step.value.is_question()) {
                let Some(say) = &step.value.say else { continue };
                let text = TextId::from(say.value.as_str());
                if content.words.second(&text).is_none() {
                    continue;
                }
                let put = variants::put(&mut tx, *gemeente, (name, &text), since).await?;
                all.extend(responses(&put, now).into_iter().map(|one| Compared {
                    gemeente: code.clone(),
                    dialog: name.clone(),
                    text: one.text,
                    language: one.language,
                    first_percent: one.first.percent(),
                    second_percent: one.second.percent(),
                }));
            }
        }
    }
    drop(tx);
    if json {
        println!("{}", serde_json::to_string_pretty(&all)?);
        return Ok(ExitCode::SUCCESS);
    }
    if all.is_empty() {
        println!("nothing was asked in two wordings yet (compare_texts in policies.yaml)");
    }
    let told = |percent: Option<i64>| percent.map_or("too few".to_owned(), |p| format!("{p}%"));
    for one in all {
        let (first, second) = (told(one.first_percent), told(one.second_percent));
        let Compared { gemeente, dialog, text, language, .. } = one;
        println!("{gemeente} {dialog} {text} ({language}): first {first}, second {second}");
    }
    Ok(ExitCode::SUCCESS)
}

async fn status(db: &Db, json: bool) -> anyhow::Result<ExitCode> {
    let files = working(db).await?.files;
    let count = |language: &Language| {
        let rows = translate::rows(&files, *language);
        let texts = rows.iter().filter(|row| !row.key.contains('.'));
        Count {
            language: language.as_str(),
            texts: texts.clone().count(),
            missing: rows.iter().filter(|row| row.words.is_empty()).count(),
            machine: texts.filter(|row| row.machine).count(),
        }
    };
    let counts: Vec<Count> = Language::ALL.iter().map(count).collect();
    if json {
        println!("{}", serde_json::to_string_pretty(&counts)?);
        return Ok(ExitCode::SUCCESS);
    }
    for Count { language, texts, missing, machine } in counts {
        println!(
            "{language}: {texts} texts, {missing} texts or buttons missing, {machine} made by a machine"
        );
    }
    Ok(ExitCode::SUCCESS)
}
