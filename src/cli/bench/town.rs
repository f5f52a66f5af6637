//! A database with people in it, and the settings that lead to it. Thrown away afterwards.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use anyhow::{Context, ensure};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use sqlx::{Connection, PgConnection};

use super::load::bodies::{self, APP_SECRET, PHONE_NUMBER_ID, TELEGRAM_SECRET};
use crate::acts::import::columns::ColumnMap;
use crate::acts::register_address::register_address;
use crate::cli::import::{Kind, Target, import};
use crate::cli::service::{Service, open_database};
use crate::clock::Clock;
use crate::config::{self, Config};
use crate::dialog::content::Content;
use crate::dialog::shipped;
use crate::ids::GemeenteId;
use crate::message::{ChannelId, ChannelKind, Handle};
use crate::plan::local_time;
use crate::store::{Db, on, people};

/// Where the databases of a run are made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Server {
    /// Embedded, one file per measurement.
    Sqlite,
    /// On a server, one database per measurement.
    Postgres { url: String },
}

/// One measurement's database.
pub(super) struct Town {
    /// The settings that lead to it.
    pub(super) config_file: PathBuf,
    pub(super) url: String,
    folder: PathBuf,
    made_on: Option<(String, String)>,
}

/// Five minutes before the reminders of six o'clock on a Tuesday; civil time stands still.
pub(super) fn eve() -> anyhow::Result<DateTime<Utc>> {
    let day = NaiveDate::from_ymd_opt(2026, 11, 24).context("a day")?;
    Ok(local_time::resolve(day.and_hms_opt(17, 55, 0).context("a time")?, None))
}

/// A clock that stands still then.
pub(super) fn clock() -> anyhow::Result<Clock> {
    let clock = Clock::hurried(eve()?, 1.0);
    clock.set_paused(true);
    Ok(clock)
}

impl Town {
    /// Makes an empty database and settings; messages go to `sink`.
    pub(super) async fn found(server: &Server, sink: &str) -> anyhow::Result<Self> {
        static N: AtomicU32 = AtomicU32::new(0);
        let name =
            format!("wegwijzer_bench_{}_{}", std::process::id(), N.fetch_add(1, Ordering::Relaxed));
        let folder = std::env::temp_dir().join(&name);
        std::fs::create_dir_all(&folder)?;
        let (url, made_on) = match server {
            Server::Sqlite => (format!("sqlite://{}/wegwijzer.db", folder.display()), None),
            Server::Postgres { url: server } => {
                on_server(server, format!("CREATE DATABASE {name}")).await?;
                (beside(server, &name), Some((server.clone(), name)))
            }
        };
        let config_file = folder.join("wegwijzer.toml");
        std::fs::write(&config_file, settings(&folder, &url, sink))?;
        Ok(Self { config_file, url, folder, made_on })
    }

    /// The settings, read.
    pub(super) fn config(&self) -> anyhow::Result<Config> {
        Ok(config::read(&self.config_file)?)
    }

    /// The database, with content published and `people` in it.
    pub(super) async fn settle(&self, who: People) -> anyhow::Result<Db> {
        let config = self.config()?;
        let db = open_database(&config).await?;
        let clock = clock()?;
        let service =
            Service::build(&config, db.clone(), clock.clone(), Duration::from_secs(1)).await?;
        service.adopt_content(&config.content).await?;
        let gemeente = service.gemeenten[0].1;
        move_in(&db, gemeente, who, &clock).await?;
        db.count_anew().await?;
        Ok(db)
    }

    /// Writes a file beside the settings.
    pub(super) fn file(&self, name: &str, body: &str) -> anyhow::Result<PathBuf> {
        let path = self.folder.join(name);
        std::fs::write(&path, body)?;
        Ok(path)
    }

    /// Removes everything.
    pub(super) async fn raze(self) -> anyhow::Result<()> {
        if let Some((server, name)) = &self.made_on {
            on_server(server, format!("DROP DATABASE {name} WITH (FORCE)")).await?;
        }
        std::fs::remove_dir_all(&self.folder)?;
        Ok(())
    }
}

/// Who lives there.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct People {
    /// How many.
    pub(super) count: usize,
    /// Each has a chat on Telegram, and wrote there before.
    pub(super) telegram: bool,
    /// Each has a number on WhatsApp, and wrote there today: free words may go.
    pub(super) whatsapp: bool,
    /// Each is enrolled in a session in a week, with a reminder in five minutes.
    pub(super) enrolled: bool,
}

async fn move_in(db: &Db, gemeente: GemeenteId, who: People, clock: &Clock) -> anyhow::Result<()> {
    let content = Content::load(&shipped::files()).ok().context("the shipped content")?;
    let (telegram, whatsapp) = (ChannelId("telegram".to_owned()), ChannelId("whatsapp".to_owned()));
    let target = Target {
        db,
        gemeente,
        whatsapp: who.whatsapp.then_some(&whatsapp),
        policies: &content.policies,
    };
    let mut files = vec![(Kind::People, people_csv(who))];
    if who.enrolled {
        let sessions = "cursus;groep;soort;nummer;datum;begin;einde;plaats;adres\n\
                        PVT;avond;pvt;1;01-12-2026;19:00;22:00;Buurthuis;Kerkplein 4\n";
        files.push((Kind::Sessions, sessions.to_owned()));
    }
    import_all(&files, target, clock).await?;
    let now = clock.civil();
    if who.telegram {
        let mut tx = db.begin().await?;
        for (klantnummer, person) in people::keys(&mut tx, gemeente).await? {
            let n: usize = klantnummer[1..].parse()?;
            let handle = Handle::TelegramChat(bodies::chat(n).to_string());
            let of = (&telegram, ChannelKind::Telegram);
            register_address(&mut tx, person, of, &handle, now).await?;
        }
        tx.commit().await?;
    }
    let mut tx = db.begin().await?;
    const WROTE: &str = "UPDATE address SET last_inbound_at = $1";
    let at = now - TimeDelta::hours(1);
    on!(tx, |conn| sqlx::query(WROTE).bind(at).execute(conn).await.map(|_| ()))?;
    tx.commit().await?;
    if who.enrolled {
        let rows: String = (0..who.count).map(|n| format!("B{n};PVT;avond\n")).collect();
        let file = format!("klantnummer;cursus;groep\n{rows}");
        import_all(&[(Kind::Enrolments, file)], target, clock).await?;
    }
    Ok(())
}

async fn import_all(
    files: &[(Kind, String)],
    target: Target<'_>,
    clock: &Clock,
) -> anyhow::Result<()> {
    for (kind, file) in files {
        let map = ColumnMap::default();
        let done = import(file.as_bytes(), *kind, &map, false, target, clock).await?;
        ensure!(done.stored, "{kind:?}: {}", done.in_words(Path::new("bench")));
    }
    Ok(())
}

/// A file of people B0, B1, ...
pub(super) fn people_csv(who: People) -> String {
    let rows: String = (0..who.count)
        .map(|n| {
            let language = bodies::language(n);
            let number =
                if who.whatsapp { format!("+{}", bodies::phone(n)) } else { String::new() };
            let agreed = if who.whatsapp { "01-09-2026" } else { "" };
            format!("B{n};Persoon {n};{language};{number};gezin;Weg;{n};Stad;{agreed}\n")
        })
        .collect();
    format!(
        "klantnummer;naam;taal;telefoon;groep;straat;huisnummer;plaats;whatsapp_akkoord_op\n{rows}"
    )
}

/// Another database on the same server.
fn beside(server: &str, name: &str) -> String {
    let (base, query) = server.split_once('?').unwrap_or((server, ""));
    let root = base.rsplit_once('/').map_or(base, |(root, _)| root);
    format!("{root}/{name}?{query}").trim_end_matches('?').to_owned()
}

async fn on_server(server: &str, sql: String) -> anyhow::Result<()> {
    let mut conn = PgConnection::connect(server).await.context("--database: PostgreSQL")?;
    sqlx::raw_sql(sqlx::AssertSqlSafe(sql))
        .execute(&mut conn)
        .await
        .context("--database: the user must be allowed to make databases")?;
    conn.close().await?;
    Ok(())
}

fn settings(folder: &Path, url: &str, sink: &str) -> String {
    let (folder, nowhere) = (folder.display(), folder.join("shipped").display().to_string());
    format!(
        r#"public_url = "http://127.0.0.1:1"
data_dir = "{folder}"
[database]
url = "{url}"
[content]
dialogs = "{nowhere}"
locales = "{nowhere}"
auto_publish = true
[[channel]]
id = "telegram"
kind = "telegram"
api_url = "{sink}"
token = "1:bench"
webhook_secret = "{TELEGRAM_SECRET}"
limits = {{ per_second = 0, per_chat_per_second = 0, burst_per_chat = 0, per_group_per_minute = 0 }}
[[channel]]
id = "whatsapp"
kind = "whatsapp"
base_url = "{sink}"
phone_number_id = "{PHONE_NUMBER_ID}"
access_token = "bench"
app_secret = "{APP_SECRET}"
verify_token = "bench"
limits = {{ per_second = 0, pair_seconds = 0, unique_per_day = 0 }}
"#
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_database_beside_another_keeps_server_and_options() {
        assert_eq!(beside("postgres://u@h:1/postgres", "b"), "postgres://u@h:1/b");
        assert_eq!(
            beside("postgres://u@h/x?sslmode=require", "b"),
            "postgres://u@h/b?sslmode=require"
        );
    }
}
