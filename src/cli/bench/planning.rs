//! Planning 100,000 reminders and moving a series: `wegwijzer import` on files, as a municipality does
//! it, and how long it keeps others waiting meanwhile.

use std::collections::BTreeMap;
use std::process::{Child, Command, Stdio};
use std::str::FromStr;
use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use chrono::{Days, NaiveDate};
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, Connection, PgConnection};

use super::machine::{Watch, peak_memory_mb};
use super::report::Figure;
use super::scenarios::Bench;
use super::town::{People, Server, Town, people_csv};
use crate::store::{Db, on};

/// Sessions of the course; the shipped policies remind four times of each.
const SESSIONS: usize = 5;

/// Sessions of the series that moves, and the people in it.
const SERIES: usize = 8;
const IN_SERIES: usize = 200;
const SESSION_HEAD: &str = "cursus;groep;soort;nummer;datum;begin;einde;plaats;adres\n";
const ENROLMENT_HEAD: &str = "klantnummer;cursus;groep\n";

impl Bench {
    /// The real commands: everybody at once, and then a series of lessons that moves by a week.
    pub(super) async fn planning(&mut self) -> anyhow::Result<Vec<Figure>> {
        let town = self.town().await?;
        let who = People { count: self.sizes.enrolled, ..People::default() };
        let db = town.settle(People::default()).await?;
        let in_series = who.count.min(IN_SERIES);
        let mut figures = Vec::new();
        let people = self.import(&town, "people", &people_csv(who)).await?;
        figures.push(told(people, "people", who.count));
        self.import(&town, "sessions", &sessions(SESSIONS, "pvt", 0)).await?;
        let planned = self.import(&town, "enrolments", &enrolments(who.count, "pvt")).await?;
        figures.push(told(planned, "reminders", reminders(&db).await?));
        self.import(&town, "sessions", &sessions(SERIES, "map", 0)).await?;
        self.import(&town, "enrolments", &enrolments(in_series, "map")).await?;
        let before = reminders(&db).await?;
        let mut moved = self.import(&town, "sessions", &sessions(SERIES, "map", 7)).await?;
        moved.name = format!("planning: {SERIES} sessions of {in_series} people move");
        figures.push(told(moved, "reminders", reminders(&db).await? - before));
        db.close().await;
        town.raze().await?;
        Ok(figures)
    }

    async fn import(&self, town: &Town, kind: &str, body: &str) -> anyhow::Result<Figure> {
        let file = town.file(&format!("{kind}.csv"), body)?;
        let file = file.to_str().context("a path in UTF-8")?;
        let config = town.config_file.to_str().context("a path in UTF-8")?;
        let mut probe = Probe::on(&self.server, &town.url).await?;
        let mut command = Command::new(std::env::current_exe()?)
            .args(["import", kind, file, "--config", config])
            .stdout(Stdio::null())
            .spawn()?;
        let watch = Watch { service: Some(command.id()), load: None, backend: self.backend };
        let since = watch.begin();
        let (mut peak, mut used) = (0.0_f64, since.end());
        let status = loop {
            // asked while it lives: afterwards nobody knows any more what it used
            peak = peak.max(peak_memory_mb(command.id()));
            used = if is_alive(&mut command)? { since.end() } else { used };
            if let Some(status) = command.try_wait()? {
                break status;
            }
            probe.look().await?;
        };
        used.seconds = since.end().seconds;
        ensure!(status.success(), "import {kind} {status}");
        let mut figure = Figure::new(format!("planning: {kind}"), "rows", 0, used);
        figure.peak_memory_mb = peak;
        figure.note(format!(
            "the longest that {} was {:.0} ms",
            probe.words(),
            probe.longest.as_secs_f64() * 1000.0
        ));
        Ok(figure)
    }
}

/// Lessons of a course in spring, so many days later than they were.
fn sessions(count: usize, kind: &str, later: u64) -> String {
    let month = if kind == "map" { 3 } else { 2 };
    let rows = (1..=count).filter_map(|n| {
        let day = NaiveDate::from_ymd_opt(2027, month, u32::try_from(n).ok()?)?;
        let day = day.checked_add_days(Days::new(later))?.format("%d-%m-%Y");
        Some(format!("Les;{kind};{kind};{n};{day};19:00;22:00;Buurthuis;Kerkplein 4\n"))
    });
    format!("{SESSION_HEAD}{}", rows.collect::<String>())
}

fn enrolments(count: usize, group: &str) -> String {
    let rows: String = (0..count).map(|n| format!("B{n};Les;{group}\n")).collect();
    format!("{ENROLMENT_HEAD}{rows}")
}

/// The figure in this unit.
fn told(figure: Figure, unit: &'static str, count: usize) -> Figure {
    let seconds = figure.used.seconds;
    let mut told = Figure {
        notes: figure.notes,
        peak_memory_mb: figure.peak_memory_mb,
        ..Figure::new(figure.name, unit, count, figure.used)
    };
    told.note(format!("{count} {unit} in {seconds:.2} s"));
    told.counts = BTreeMap::from([(unit, i64::try_from(count).unwrap_or(i64::MAX))]);
    told
}

fn is_alive(child: &mut Child) -> std::io::Result<bool> {
    Ok(child.try_wait()?.is_none())
}

const REMINDERS: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM reminder";

async fn reminders(db: &Db) -> anyhow::Result<usize> {
    let mut tx = db.read().await?;
    let count: i64 = on!(tx, |conn| sqlx::query_scalar(REMINDERS).fetch_one(conn).await?);
    Ok(usize::try_from(count)?)
}

/// Looks again and again how long others are kept waiting.
struct Probe {
    kind: Kind,
    longest: Duration,
}

enum Kind {
    /// Tries to write; since when it has been refused.
    Sqlite { conn: sqlx::SqliteConnection, refused_since: Option<Instant> },
    /// Asks the server how old the oldest transaction is.
    Postgres { conn: PgConnection },
}

const OLDEST: &str = "
    SELECT COALESCE(MAX(EXTRACT(EPOCH FROM clock_timestamp() - xact_start)), 0)::FLOAT8
    FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle'";

impl Probe {
    async fn on(server: &Server, url: &str) -> anyhow::Result<Self> {
        let kind = match server {
            Server::Sqlite => {
                let options = SqliteConnectOptions::from_str(url)?.busy_timeout(Duration::ZERO);
                Kind::Sqlite { conn: options.connect().await?, refused_since: None }
            }
            Server::Postgres { .. } => Kind::Postgres { conn: PgConnection::connect(url).await? },
        };
        Ok(Self { kind, longest: Duration::ZERO })
    }

    async fn look(&mut self) -> anyhow::Result<()> {
        let found = match &mut self.kind {
            Kind::Sqlite { conn, refused_since } => {
                let begun = sqlx::query("BEGIN IMMEDIATE").execute(&mut *conn).await;
                let now = Instant::now();
                let since = *refused_since.get_or_insert(now);
                if begun.is_ok() {
                    sqlx::query("ROLLBACK").execute(&mut *conn).await?;
                    *refused_since = None;
                }
                now - since
            }
            Kind::Postgres { conn } => {
                let seconds: f64 = sqlx::query_scalar(OLDEST).fetch_one(conn).await?;
                Duration::from_secs_f64(seconds.max(0.0))
            }
        };
        self.longest = self.longest.max(found);
        tokio::time::sleep(Duration::from_millis(2)).await;
        Ok(())
    }

    fn words(&self) -> &'static str {
        match self.kind {
            Kind::Sqlite { .. } => "another writer was kept waiting",
            Kind::Postgres { .. } => "a transaction took",
        }
    }
}
