//! `wegwijzer import people|sessions|enrolments FILE`: a municipality's CSV file; one mistake in it,
//! and nothing is stored. A large one is written in pieces, between which others write too; when it
//! breaks off, the same command again finishes it.
//!
//! Exit code 0: imported (or would be, with `--dry-run`); 1: the file has mistakes and nothing was
//! stored; 2: there is no such file, it cannot be read, or the database broke off.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use crate::acts::import::calendar::{self, CalendarOf};
use crate::acts::import::columns::ColumnMap;
use crate::acts::import_in_pieces::carry_out;
use crate::clock::Clock;
use crate::config::Config;
use crate::dialog::content::Content;
use crate::ids::GemeenteId;
use crate::message::ChannelId;
use crate::plan::budget::Account;
use crate::plan::policies::Policies;
use crate::store::{self, Db};
use crate::trade::course::SessionKind;
use crate::work::{accounts_of, content};
use anyhow::{Context, bail};
use indicatif::{ProgressBar, ProgressStyle};

use super::channels::number_of;
use super::service::{ensure_gemeenten, open_database};

mod ahead;
mod outcome;

pub use crate::acts::import_in_pieces::{Kind, Outcome, Problem, Step, Target, Task};
use ahead::{Ahead, Room, Told};

/// Import a CSV file with people, sessions or enrolments, or a calendar (.ics) with sessions. A file with a mistake stores nothing.
#[derive(Debug, clap::Args)]
pub struct ImportArgs {
    /// What the rows are.
    pub kind: Kind,
    /// The file; UTF-8 or Windows-1252, separated by ; or , or tabs.
    pub file: PathBuf,
    /// Check everything and say what would happen, but store nothing.
    #[arg(long)]
    pub dry_run: bool,
    /// Move very many sessions at once: without this, a file that does so stores nothing.
    #[arg(long)]
    pub yes: bool,
    /// TOML with your own column names: [columns] "Cliëntnr" = "klantnummer".
    #[arg(long, value_name = "FILE")]
    pub map: Option<PathBuf>,
    /// Of which course a calendar (.ics) is; only for sessions.
    #[arg(long, value_name = "NAME")]
    pub course: Option<String>,
    /// Of which group a calendar is.
    #[arg(long, value_name = "NAME")]
    pub group: Option<String>,
    /// What the sessions of a calendar are for: pvt, map, taalcafe, ...
    #[arg(long = "kind-of-session", value_name = "KIND")]
    pub session_kind: Option<String>,
    /// Print the report as JSON.
    #[arg(long)]
    pub json: bool,
    /// Code of the municipality; the first of the settings by default.
    #[arg(long)]
    pub gemeente: Option<String>,
    /// The settings.
    #[arg(long, value_name = "FILE", default_value = "wegwijzer.toml")]
    pub config: PathBuf,
}

/// Imports `bytes`; with `dry_run` everything is undone.
///
/// # Errors
/// When the file cannot be read, or the database refuses. Mistakes in the file are in the outcome.
pub async fn import(
    bytes: &[u8],
    kind: Kind,
    map: &ColumnMap,
    dry_run: bool,
    to: Target<'_>,
    clock: &Clock,
) -> Result<Outcome, Problem> {
    let task = Task { kind, map, dry_run, sure: false, calendar: None };
    import_watched(bytes, task, to, clock, async |_| {}).await
}

/// As [`import`]; `watch` is told how far it is. Nobody's account is behind a command.
///
/// # Errors
/// As [`import`].
pub async fn import_watched(
    bytes: &[u8],
    task: Task<'_>,
    to: Target<'_>,
    clock: &Clock,
    watch: impl AsyncFnMut(Step),
) -> Result<Outcome, Problem> {
    carry_out(bytes, task, to, (None, clock.civil()), watch).await
}

/// Runs the command with its settings.
///
/// # Errors
/// In words for whoever runs it.
pub async fn run(args: &ImportArgs) -> anyhow::Result<ExitCode> {
    let config = crate::config::read(&args.config)?;
    let clock = Clock::system();
    let db = open_database(&config).await?;
    let gemeenten = ensure_gemeenten(&db, &config, &clock).await?;
    let (code, gemeente) = match &args.gemeente {
        None => &gemeenten[0],
        Some(wanted) => gemeenten
            .iter()
            .find(|(code, _)| code == wanted)
            .with_context(|| format!("--gemeente {wanted}: not in the settings"))?,
    };
    let whatsapp = number_of(&config, code);
    let policies = policies_in_force(&db, &config).await?.of(code).into_owned();
    let accounts = accounts_of(&config.channels);
    let done = run_on(args, &db, *gemeente, (whatsapp, &accounts), &policies, &clock).await;
    db.close().await;
    done
}

/// The published policies; before the first `serve`, those on disk.
pub(super) async fn policies_in_force(db: &Db, config: &Config) -> anyhow::Result<Policies> {
    let mut tx = db.read().await?;
    let published = match store::content::published(&mut tx).await? {
        Some(revision) => store::content::files(&mut tx, &revision).await?,
        None => None,
    };
    let files = match published {
        Some(files) => files,
        None => content::read_files(&config.content.dialogs, &config.content.locales)?,
    };
    match Content::load(&files) {
        Ok(content) => Ok(content.policies),
        Err(problems) => {
            let first = problems.first().map(ToString::to_string).unwrap_or_default();
            bail!(
                "the dialogs and texts have {} mistakes; run `wegwijzer check`: {first}",
                problems.len()
            )
        }
    }
}

/// Runs the command on an open database.
///
/// # Errors
/// When the database refuses; mistakes in the file are in the report and the exit code.
pub async fn run_on(
    args: &ImportArgs,
    db: &Db,
    gemeente: GemeenteId,
    (whatsapp, accounts): (Option<ChannelId>, &[Account]),
    policies: &Policies,
    clock: &Clock,
) -> anyhow::Result<ExitCode> {
    let (bytes, map) = match read_files(args) {
        Ok(read) => read,
        Err(problem) => {
            eprintln!("{problem:#}");
            return Ok(ExitCode::from(2));
        }
    };
    let calendar = match calendar_of(args, &bytes) {
        Ok(calendar) => calendar,
        Err(problem) => {
            eprintln!("{problem:#}");
            return Ok(ExitCode::from(2));
        }
    };
    let progress = progress(&args.file);
    let target = Target { db, gemeente, whatsapp: whatsapp.as_ref(), policies };
    let task = Task {
        kind: args.kind,
        map: &map,
        dry_run: args.dry_run,
        sure: args.yes,
        calendar: calendar.as_ref(),
    };
    let outcome = import_watched(&bytes, task, target, clock, async |step| {
        progress.set_length(step.of as u64);
        progress.set_position(step.done as u64);
    })
    .await;
    progress.finish_and_clear();
    match outcome {
        Ok(outcome) => {
            let ahead = Ahead { args, bytes: &bytes, map: &map, accounts };
            if !args.json {
                // what was done is told first: nothing that follows may keep it from being read
                print!("{}", outcome.in_words(&args.file));
            }
            let room = match ahead.look(&outcome, target, clock).await {
                Ok(room) => room,
                Err(problem) => {
                    eprintln!("de grens van WhatsApp kon niet worden bekeken: {problem:#}");
                    Room::NotAsked
                }
            };
            if args.json {
                print_json(&Told::whole(&outcome, &room))?;
            } else {
                print!("{}", room.in_words());
            }
            Ok(ExitCode::from(if outcome.report.is_good() { 0 } else { 1 }))
        }
        Err(Problem::Unreadable(why)) => {
            eprintln!("{}: {why}", args.file.display());
            Ok(ExitCode::from(2))
        }
        Err(Problem::Stopped { so_far, at, problem }) => {
            // the same file again is silent about rows that are stored: their warnings are told now
            if args.json {
                print_json(&Told::broken_off(&so_far, at))?;
            } else {
                print!("{}", so_far.in_words(&args.file));
            }
            Err(Problem::Stopped { so_far, at, problem }.into())
        }
        Err(problem) => Err(problem.into()),
    }
}

/// Of which group the calendar is; None when the file is a table.
fn calendar_of(args: &ImportArgs, bytes: &[u8]) -> anyhow::Result<Option<CalendarOf>> {
    let named = args.course.is_some() || args.group.is_some() || args.session_kind.is_some();
    if !calendar::is_calendar(bytes) {
        if named {
            bail!(
                "{} is geen agenda (.ics); --course, --group en --kind-of-session horen bij een agenda: \
                 in een tabel staan zij in de rijen",
                args.file.display()
            );
        }
        return Ok(None);
    }
    if args.kind != Kind::Sessions {
        bail!("{} is een agenda: gebruik import sessions", args.file.display());
    }
    let (Some(course), Some(group), Some(kind)) = (&args.course, &args.group, &args.session_kind)
    else {
        bail!(
            "{} is een agenda: zeg van welke groep, met --course \"PVT\" --group \"avond A\" \
             --kind-of-session pvt",
            args.file.display()
        );
    };
    let kinds: Vec<&str> = SessionKind::ALL.iter().map(|kind| kind.as_str()).collect();
    let kind = SessionKind::parse(kind).with_context(|| {
        format!("--kind-of-session {kind}: onbekend; kies uit: {}", kinds.join(", "))
    })?;
    Ok(Some(CalendarOf { course: course.clone(), group: group.clone(), kind }))
}

fn print_json(told: &Told<'_>) -> anyhow::Result<()> {
    println!("{}", serde_json::to_string_pretty(told)?);
    Ok(())
}

fn read_files(args: &ImportArgs) -> anyhow::Result<(Vec<u8>, ColumnMap)> {
    let cannot = |path: &Path| format!("{} kan niet worden gelezen", path.display());
    let bytes = std::fs::read(&args.file).with_context(|| cannot(&args.file))?;
    let map = match &args.map {
        None => ColumnMap::default(),
        Some(path) => {
            let toml = std::fs::read_to_string(path).with_context(|| cannot(path))?;
            ColumnMap::parse(&toml)
                .map_err(anyhow::Error::msg)
                .with_context(|| format!("{} is geen goede kolommenlijst", path.display()))?
        }
    };
    Ok((bytes, map))
}

fn progress(file: &Path) -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let shape = "{spinner} {msg} {wide_bar} {human_pos} van {human_len} rijen";
    let style =
        ProgressStyle::with_template(shape).unwrap_or_else(|_| ProgressStyle::default_bar());
    let bar = ProgressBar::new(0).with_style(style).with_message(file.display().to_string());
    bar.enable_steady_tick(Duration::from_millis(120));
    bar
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, Utc};
    use clap::Parser;

    use super::*;
    use crate::store::gemeenten;
    use crate::store::testing::each_database;

    #[derive(clap::Parser)]
    struct Command {
        #[command(flatten)]
        import: ImportArgs,
    }

    #[tokio::test]
    async fn the_exit_code_tells_imported_from_mistakes_from_unreadable() {
        let dir = tempfile::tempdir().unwrap();
        let file = |name: &str, bytes: &[u8]| {
            let path = dir.path().join(name);
            std::fs::write(&path, bytes).unwrap();
            path.display().to_string()
        };
        let good = file("goed.csv", b"Nr;Naam;Taal;Groep\nK-1;A;nl;asiel\n");
        let map = file("kolommen.toml", b"[columns]\nnr = \"klantnummer\"\n");
        let wrong = file("fout.csv", b"klantnummer;naam;taal;groep\nK-1;A;nl;\n");
        let workbook = file("werkmap.xlsx", b"PK\x03\x04");
        let policies = Policies::parse(include_str!("../../dialogs/policies.yaml")).unwrap();
        let now: DateTime<Utc> = "2027-06-01T10:00:00Z".parse().unwrap();
        let clock = Clock::stepped(now);
        for test in each_database().await {
            let mut tx = test.db.begin().await.unwrap();
            let gemeente =
                gemeenten::ensure(&mut tx, "GM9999", "Voorbeeldstad", now).await.unwrap();
            tx.commit().await.unwrap();
            for (arguments, expected) in [
                (vec![good.as_str(), "--map", &map, "--dry-run"], 0),
                (vec![good.as_str(), "--map", &map, "--json"], 0),
                (vec![good.as_str()], 1),
                (vec![wrong.as_str(), "--json"], 1),
                (vec![workbook.as_str()], 2),
                (vec!["nergens.csv"], 2),
                (vec![good.as_str(), "--map", &wrong], 2),
            ] {
                let words = ["import", "people"].into_iter().chain(arguments.iter().copied());
                let args = Command::try_parse_from(words).unwrap().import;
                let code = run_on(&args, &test.db, gemeente, (None, &[]), &policies, &clock)
                    .await
                    .unwrap();
                let expected = format!("{:?}", ExitCode::from(expected));
                assert_eq!(format!("{code:?}"), expected, "{arguments:?}");
            }
        }
    }
}
