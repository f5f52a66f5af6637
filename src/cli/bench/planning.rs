//! Planning 100,000 reminders: `wegwijzer import enrolments` on a file, as a municipality does it,
//! and how long it keeps others waiting meanwhile.

use std::collections::BTreeMap;
use std::process::{Child, Command, Stdio};
use std::str::FromStr;
use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, Connection, PgConnection};

use super::machine::{Watch, peak_memory_mb};
use super::report::Figure;
use super::scenarios::Bench;
use super::town::{People, Server, Town, people_csv};
use crate::store::{Db, on};

/// Sessions of the course; the shipped policies remind four times of each.
const SESSIONS: usize = 5;

impl Bench {
    /// The real command, on everybody at once.
    pub(super) async fn planning(&mut self) -> anyhow::Result<Vec<Figure>> {
        let town = self.town().await?;
        let who = People { count: self.sizes.enrolled, ..People::default() };
        let db = town.settle(People::default()).await?;
        let sessions: String = (1..=SESSIONS)
            .map(|n| {
                format!("PVT;avond;pvt;{n};{n:02}-02-2027;19:00;22:00;Buurthuis;Kerkplein 4\n")
            })
            .collect();
        let head = "cursus;groep;soort;nummer;datum;begin;einde;plaats;adres";
        let enrolments: String = (0..who.count).map(|n| format!("B{n};PVT;avond\n")).collect();
        let mut figures = Vec::new();
        for (kind, body) in [
            ("people", people_csv(who)),
            ("sessions", format!("{head}\n{sessions}")),
            ("enrolments", format!("klantnummer;cursus;groep\n{enrolments}")),
        ] {
            let file = town.file(&format!("{kind}.csv"), &body)?;
            let file = file.to_str().context("a path in UTF-8")?;
            let mut figure = self.import(&town, kind, file).await?;
            let (unit, count) = match kind {
                "people" => ("people", who.count),
                "sessions" => continue,
                _ => ("reminders", usize::try_from(reminders(&db).await?)?),
            };
            figure = Figure {
                notes: figure.notes,
                peak_memory_mb: figure.peak_memory_mb,
                ..Figure::new(figure.name, unit, count, figure.used)
            };
            figure.note(format!("{count} {unit} in {:.2} s", figure.used.seconds));
            figure.counts = BTreeMap::from([(unit, count as i64)]);
            figures.push(figure);
        }
        db.close().await;
        town.raze().await?;
        Ok(figures)
    }

    async fn import(&self, town: &Town, kind: &str, file: &str) -> anyhow::Result<Figure> {
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

fn is_alive(child: &mut Child) -> std::io::Result<bool> {
    Ok(child.try_wait()?.is_none())
}

const REMINDERS: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM reminder";

async fn reminders(db: &Db) -> anyhow::Result<i64> {
    let mut tx = db.read().await?;
    Ok(on!(tx, |conn| sqlx::query_scalar(REMINDERS).fetch_one(conn).await?))
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
