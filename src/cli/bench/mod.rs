//! `wegwijzer bench`: what this machine does with the whole service, each figure beside the floor
//! of the same run.
//!
//! Three processes on loopback: this one prepares databases and measures; the service runs in one
//! of its own, so that what it uses is its alone; load and platforms in a third. Everything is
//! durable: SQLite with `synchronous=FULL`, PostgreSQL as it is set up, and it is asked how. The
//! platforms' own limits are off, because they would be all that is measured.

use std::process::ExitCode;

use anyhow::{Context, bail, ensure};
use clap::ValueEnum;
use sqlx::{Connection, PgConnection};

mod content;
pub mod fill;
mod floor;
mod letters;
pub mod load;
mod machine;
mod pages;
mod planning;
mod process;
mod report;
mod scenarios;
pub mod service;
mod town;

use report::{Figure, Report, Run};
use scenarios::{Bench, Past, Sizes};
use town::Server;

/// Measure what this machine does with the whole service, beside the floor of the same run.
#[derive(Debug, clap::Args)]
pub struct BenchArgs {
    /// sqlite, the URL of a PostgreSQL server on which databases may be made, or both
    /// (then the server of WEGWIJZER_TEST_POSTGRES).
    #[arg(long, default_value = "sqlite", value_name = "sqlite|URL|both")]
    pub database: String,
    /// Only these; the floor always comes first.
    #[arg(long, value_delimiter = ',', value_enum)]
    pub only: Vec<Scenario>,
    /// Small numbers: to see whether it works, not how fast.
    #[arg(long)]
    pub quick: bool,
    /// Messages out a second in the mixed load; three times as many statuses come in.
    #[arg(long, default_value_t = 1000)]
    pub rate: usize,
    /// Seconds of the mixed load, at each rate.
    #[arg(long)]
    pub seconds: Option<usize>,
    /// Raise the rate until it cannot be kept.
    #[arg(long)]
    pub find_highest: bool,
    /// Conversations, each with one person.
    #[arg(long)]
    pub people: Option<usize>,
    /// Chats at once in the dialog.
    #[arg(long, default_value_t = 32)]
    pub at_once: usize,
    /// People who are there already in the grown database.
    #[arg(long, default_value_t = 1_000_000)]
    pub people_stored: usize,
    /// Their events and messages.
    #[arg(long, default_value_t = 10_000_000)]
    pub messages_stored: usize,
    /// Print the figures as JSON.
    #[arg(long)]
    pub json: bool,
}

/// What can be measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Scenario {
    /// HTTP, HMAC, parse, one grouped commit: the least that is possible.
    Floor,
    /// Dialogs and letters by themselves: a step, a letter, check and prove of everything.
    Content,
    /// Webhooks stored, not yet handled.
    Intake,
    /// One loop at a time: reminders falling due, events handled, messages sent.
    Loops,
    /// 100,000 reminders by the import of enrolments.
    Planning,
    /// Reminder, "Ik kan niet", a reason, thanks, over Telegram.
    Dialog,
    /// A word, three buttons, a reason, thanks, over Telegram: three updates in, four calls out.
    CheckIn,
    /// WhatsApp: messages out at a fixed pace, statuses and words in.
    Mixed,
    /// What colleagues look at, with 100,000 people and a million messages. Takes a minute to fill; not
    /// done unless asked for.
    Pages,
    /// Dialog and mixed load once more, in a database that has grown. Takes minutes to fill; not
    /// done unless asked for.
    Grown,
}

const USUAL: &[Scenario] = &[
    Scenario::Floor,
    Scenario::Content,
    Scenario::Intake,
    Scenario::Loops,
    Scenario::Planning,
    Scenario::Dialog,
    Scenario::CheckIn,
    Scenario::Mixed,
];

/// Runs the command.
///
/// # Errors
/// When the machine does not let it: a port, a folder, a database server.
pub async fn run(args: &BenchArgs) -> anyhow::Result<ExitCode> {
    crate::cli::logs::start(&crate::config::Log {
        level: "warn".to_owned(),
        ..crate::config::Log::default()
    });
    let mut runs = Vec::new();
    for server in servers(&args.database)? {
        runs.push(measure(args, server).await?);
    }
    let report = Report {
        version: env!("CARGO_PKG_VERSION"),
        machine: machine::machine(),
        platform_limits: "all off (per number, per bot, per chat, per pair, unique people a day)",
        runs,
    };
    if args.json {
        println!("{}", serde_json::to_string_pretty(&report)?);
    } else {
        print!("{}", report.in_words());
    }
    Ok(ExitCode::SUCCESS)
}

fn servers(word: &str) -> anyhow::Result<Vec<Server>> {
    let is_url = |word: &str| word.starts_with("postgres://") || word.starts_with("postgresql://");
    Ok(match word {
        "sqlite" => vec![Server::Sqlite],
        "both" => {
            let url = std::env::var("WEGWIJZER_TEST_POSTGRES")
                .context("--database both: WEGWIJZER_TEST_POSTGRES must name a server")?;
            vec![Server::Sqlite, Server::Postgres { url }]
        }
        url if is_url(url) => vec![Server::Postgres { url: url.to_owned() }],
        other => bail!("--database {other}: sqlite, both, or postgres://..."),
    })
}

fn sizes(args: &BenchArgs) -> Sizes {
    let of = |full: usize, quick: usize| if args.quick { quick } else { full };
    Sizes {
        webhooks: of(40_000, 80),
        people: args.people.unwrap_or(of(5000, 12)),
        chats: args.at_once,
        connections: of(256, 40),
        enrolled: of(5000, 10),
        seconds: args.seconds.unwrap_or(of(15, 1)),
        rate: of(args.rate, 20),
        correspondents: of(20_000, 40),
    }
}

async fn measure(args: &BenchArgs, server: Server) -> anyhow::Result<Run> {
    let of = |full: usize, quick: usize| if args.quick { quick } else { full };
    let wanted = if args.only.is_empty() { USUAL } else { args.only.as_slice() };
    let database = match server {
        Server::Sqlite => "SQLite",
        Server::Postgres { .. } => "PostgreSQL",
    };
    let asked = ask_postgres(&server).await?;
    let (durability, durable) = match &asked {
        None => ("WAL, synchronous=FULL".to_owned(), true),
        Some(asked) => (asked.words(), asked.fsync == "on" && asked.synchronous_commit != "off"),
    };
    let mut bench = Bench::prepare(server, sizes(args)).await?;
    bench.backend = asked.as_ref().map(|asked| asked.backend);
    let mut figures = Vec::new();
    say(database, "floor");
    figures.extend(bench.floor().await?);
    for scenario in wanted {
        let Some(word) = scenario.to_possible_value() else { continue };
        say(database, word.get_name());
        figures.extend(match scenario {
            Scenario::Floor => Vec::new(),
            Scenario::Content => content::content(if args.quick { 20 } else { 20_000 })?,
            Scenario::Intake => bench.intake().await?,
            Scenario::Loops => bench.loops().await?,
            Scenario::Planning => bench.planning().await?,
            Scenario::Dialog => bench.dialog("dialog", Past::default()).await?,
            Scenario::CheckIn => bench.check_in("check-in").await?,
            Scenario::Mixed => bench.mixed("mixed", Past::default(), args.find_highest).await?,
            Scenario::Pages => {
                let (past, times) =
                    (Past { people: of(100_000, 300), messages: of(1_000_000, 3000) }, of(200, 2));
                bench.pages(past, times).await?
            }
            Scenario::Grown => grown(args, &mut bench, &figures).await?,
        });
    }
    Ok(Run { database, durability, durable, figures })
}

/// Dialog and mixed load with the past of many years around them, and what is left of the figures
/// of the empty database, where those were measured too.
async fn grown(
    args: &BenchArgs,
    bench: &mut Bench,
    empty: &[Figure],
) -> anyhow::Result<Vec<Figure>> {
    let of = |all: usize, quick: usize| if args.quick { all.min(quick) } else { all };
    let past =
        Past { people: of(args.people_stored, 300), messages: of(args.messages_stored, 3000) };
    let mut figures = bench.dialog("grown dialog", past).await?;
    figures.extend(bench.mixed("grown mixed", past, false).await?);
    for figure in &mut figures {
        let same = figure.name.trim_start_matches("grown ").to_owned();
        if let Some(before) = empty.iter().find(|before| before.name == same) {
            let share = figure.per_second / before.per_second;
            figure.note(format!("{share:.2} of the empty database's figure"));
        }
    }
    Ok(figures)
}

fn say(database: &str, what: &str) {
    eprintln!("{database}: {what}");
}

/// How a PostgreSQL server is set up, as it says itself.
struct Asked {
    fsync: String,
    synchronous_commit: String,
    full_page_writes: String,
    version: String,
    backend: u32,
    // stays open: by its process the server is found among all processes
    _held: PgConnection,
}

impl Asked {
    fn words(&self) -> String {
        format!(
            "PostgreSQL {}, fsync={}, synchronous_commit={}, full_page_writes={}",
            self.version, self.fsync, self.synchronous_commit, self.full_page_writes
        )
    }
}

async fn ask_postgres(server: &Server) -> anyhow::Result<Option<Asked>> {
    let Server::Postgres { url } = server else { return Ok(None) };
    let mut conn = PgConnection::connect(url).await.context("--database: PostgreSQL")?;
    const HOW: &str = "
        SELECT current_setting('fsync'), current_setting('synchronous_commit'),
               current_setting('full_page_writes'), current_setting('server_version'),
               pg_backend_pid()";
    let (fsync, synchronous_commit, full_page_writes, version, backend): (
        String,
        String,
        String,
        String,
        i32,
    ) = sqlx::query_as(HOW).fetch_one(&mut conn).await?;
    ensure!(backend > 0, "a process of the server");
    let backend = u32::try_from(backend)?;
    Ok(Some(Asked { fsync, synchronous_commit, full_page_writes, version, backend, _held: conn }))
}
