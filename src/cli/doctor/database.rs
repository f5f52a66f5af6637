//! The database: is it there, is it ours, can it keep a promise, and what waits in it.

use std::path::Path;

use chrono::{DateTime, TimeDelta, Utc};

use super::machine;
use super::report::Report;
use crate::clock::Clock;
use crate::config::Config;
use crate::dialog::content::Content;
use crate::dialog::conversation::RevisionId;
use crate::store::examine::{self, Tables};
use crate::store::heartbeat::{self, Loop, SILENCE};
use crate::store::seal::Vault;
use crate::store::{Db, StoreError, Tx, content, gauges};
use crate::trade::course::SessionKind;

/// An event or a message that waits longer, though nothing holds it, is a warning.
const LATE: TimeDelta = TimeDelta::minutes(5);

/// Looks; gives the database when it can be used by the checks that follow.
pub(super) async fn look(config: &Config, clock: &Clock, report: &mut Report) -> Option<Db> {
    if let Some(path) = config.database.url.strip_prefix("sqlite://") {
        let path = Path::new(path);
        let folder = path.parent().filter(|p| !p.as_os_str().is_empty());
        machine::disk(folder.unwrap_or(Path::new(".")), report);
        if !path.exists() {
            report.warn("database", "there is none yet", "the first start makes one");
            return None;
        }
        if let Err(error) = std::fs::File::options().append(true).open(path) {
            report.wrong(
                "database",
                format!("{}: {error}", path.display()),
                "give the user of the service the right to write there",
            );
        }
    }
    // `in_file` would make a key; a key made now opens nothing
    if !config.key_file.is_file() {
        return None;
    }
    let vault = match Vault::in_file(&config.key_file) {
        Ok(vault) => vault,
        Err(error) => {
            report.wrong(
                "key_file",
                error.to_string(),
                "put back the key that belongs to the database",
            );
            return None;
        }
    };
    let db = match Db::look(&config.database.url, vault).await {
        Ok(db) => db,
        Err(error) => {
            report.wrong(
                "database",
                format!("cannot be reached: {}", with_cause(&error)),
                "look at database.url, and whether the server runs",
            );
            return None;
        }
    };
    let looked = async {
        let mut tx = db.read().await?;
        let is_ours = ours(&mut tx, report).await?;
        server(&mut tx, clock, report).await?;
        if is_ours {
            standing(&mut tx, clock, report).await?;
        }
        Ok::<bool, StoreError>(is_ours)
    };
    match looked.await {
        Ok(true) => Some(db),
        Ok(false) => None,
        Err(error) => {
            report.wrong(
                "database",
                with_cause(&error),
                "mend what the database says; a table that is missing is made by the next start of `serve`",
            );
            None
        }
    }
}

fn with_cause(error: &StoreError) -> String {
    match std::error::Error::source(error) {
        Some(cause) => format!("{error}: {cause}"),
        None => error.to_string(),
    }
}

async fn ours(tx: &mut Tx, report: &mut Report) -> Result<bool, StoreError> {
    match examine::tables(tx).await? {
        Tables::UpToDate => report.ok("database", "answers; its tables are up to date"),
        Tables::Behind(count) => report.warn(
            "database",
            format!("{count} migrations wait"),
            "they run by themselves at the next start of `serve`",
        ),
        Tables::Foreign(version) => {
            report.wrong(
                "database",
                format!("migration {version} was made by another version of this program"),
                "use the version that made it, or restore a backup",
            );
            return Ok(false);
        }
    }
    if examine::key_fits(tx).await? {
        report.ok("key_file", "opens this database");
        return Ok(true);
    }
    report.wrong("key_file", "does not open this database", "put back the key that belongs to it");
    Ok(false)
}

async fn server(tx: &mut Tx, clock: &Clock, report: &mut Report) -> Result<(), StoreError> {
    for (name, setting) in examine::server_settings(tx).await? {
        match (name.as_str(), setting.as_str()) {
            ("fsync" | "synchronous_commit" | "full_page_writes", "off") => report.wrong(
                "database",
                format!(
                    "PostgreSQL has {name} = off: what was committed may be gone after a power cut"
                ),
                format!("set {name} = on in postgresql.conf and reload"),
            ),
            _ => report.ok("database", format!("PostgreSQL has {name} = {setting}")),
        }
    }
    if let Some((theirs, only_reads)) = examine::server_state(tx).await? {
        machine::skew("the database", theirs, clock.machine(), report);
        if only_reads {
            report.wrong("database", "can only be read", "use the primary server in database.url");
        }
    }
    Ok(())
}

/// What runs, and what waits.
async fn standing(tx: &mut Tx, clock: &Clock, report: &mut Report) -> Result<(), StoreError> {
    let (now, machine) = (clock.civil(), clock.machine());
    match content::published(tx).await? {
        Some(revision) => {
            let short: String = revision.0.chars().take(12).collect();
            report.ok("content", format!("revision {short} is published"));
            unplanned(tx, &revision, now, report).await?;
        }
        None => report.warn("content", "nothing is published", "the first start publishes"),
    }
    match heartbeat::last(tx, Loop::Due).await? {
        Some(at) if machine - at <= SILENCE => {
            report.ok("reminders", format!("looked after {} s ago", (machine - at).num_seconds()));
        }
        Some(at) => report.wrong(
            "reminders",
            format!("nobody has looked what falls due since {}", at.format("%d-%m-%Y %H:%M UTC")),
            "start `wegwijzer serve`, or a process with --role worker",
        ),
        None => report.warn("reminders", "`serve` never ran here", "start `wegwijzer serve`"),
    }
    let inbox = gauges::inbox(tx).await?;
    if inbox.oldest_at.is_some_and(|at| now - at > LATE) {
        let what = format!("{} wait, the oldest for more than 5 minutes", inbox.waiting);
        report.warn("events", what, "does `serve` run, and what does its log say?");
    }
    if inbox.parked > 0 {
        let what = format!("{} failed too often and are parked", inbox.parked);
        report.warn("events", what, "`wegwijzer inbox parked`");
    }
    if inbox.unreadable > 0 {
        let what = format!("{} bodies could not be read", inbox.unreadable);
        report.warn("events", what, "`wegwijzer inbox list`; after an update `inbox replay`");
    }
    for row in gauges::outbox(tx, machine).await? {
        let about = format!("[[channel]] {}", row.channel);
        match row.oldest_at {
            Some(at) if now - at > LATE => report.warn(
                &about,
                format!("{} messages wait, the oldest for more than 5 minutes", row.waiting),
                "does `serve` run, and what does its log say?",
            ),
            _ => report.ok(&about, format!("{} messages wait", row.waiting)),
        }
    }
    for (scope, until) in gauges::paused(tx, machine).await? {
        if let Some(channel) = scope.strip_prefix("channel:") {
            report.warn(
                &format!("[[channel]] {channel}"),
                format!(
                    "waits until {}, because the platform said so",
                    until.format("%H:%M:%S UTC")
                ),
                "the page Storingen tells the code",
            );
        }
    }
    Ok(())
}

/// Who is enrolled and would hear nothing: an import was killed after its sessions, before it planned.
async fn unplanned(
    tx: &mut Tx,
    revision: &RevisionId,
    now: DateTime<Utc>,
    report: &mut Report,
) -> Result<(), StoreError> {
    let files = content::files(tx, revision).await?.unwrap_or_default();
    let Ok(content) = Content::load(&files) else { return Ok(()) };
    let reminds = |kind: &str| {
        let of = SessionKind::parse(kind).and_then(|kind| content.policies.reminder_for(kind));
        of.is_some_and(|(_, moments)| !moments.is_empty())
    };
    let found = examine::unplanned(tx, now).await?;
    match found.iter().filter(|(kind, _)| reminds(kind)).map(|(_, places)| places).sum::<i64>() {
        0 => report.ok("reminders", "every place in a session to come has them planned"),
        places => report.warn(
            "reminders",
            format!("{places} places in sessions to come have none planned at all"),
            "an import broke off: import the same file of sessions again, it plans them",
        ),
    }
    Ok(())
}
