//! What `doctor` asks a database about itself. Reads only.

use chrono::{DateTime, Utc};

use super::{Result, StoreError, Tx, migrate, on};

/// How the tables stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tables {
    /// As this program wants them.
    UpToDate,
    /// So many migrations run at the next start.
    Behind(usize),
    /// Made by another version of this program.
    Foreign(i64),
}

const MIGRATED: &str = "SELECT version, hash FROM schema_migration ORDER BY version";

/// Compares the tables with those of this program.
pub async fn tables(tx: &mut Tx) -> Result<Tables> {
    let done: Vec<(i64, String)> = on!(tx, |conn| sqlx::query_as(MIGRATED).fetch_all(conn).await?);
    if let Some((version, _)) = done.iter().find(|(v, hash)| !migrate::knows(*v, hash)) {
        return Ok(Tables::Foreign(*version));
    }
    match migrate::count().saturating_sub(done.len()) {
        0 => Ok(Tables::UpToDate),
        behind => Ok(Tables::Behind(behind)),
    }
}

const WORD: &str = "SELECT sealed FROM vault_check WHERE id = 1";

/// Does the key of `tx` open this database? Nothing was sealed yet: yes.
pub async fn key_fits(tx: &mut Tx) -> Result<bool> {
    let word: Option<Vec<u8>> =
        on!(tx, |conn| sqlx::query_scalar(WORD).fetch_optional(conn).await?);
    Ok(word.is_none_or(|sealed| tx.vault().open("vault_check.sealed", &sealed).is_ok()))
}

const SERVER: &str = "
    SELECT name, setting
    FROM pg_settings
    WHERE name IN ('fsync', 'synchronous_commit', 'full_page_writes', 'server_version')
    ORDER BY name";

/// PostgreSQL's settings on which "committed" rests; nothing on the embedded database, which sets
/// its own.
pub async fn server_settings(tx: &mut Tx) -> Result<Vec<(String, String)>> {
    if !tx.is_postgres() {
        return Ok(Vec::new());
    }
    Ok(on!(tx, |conn| sqlx::query_as(SERVER).fetch_all(conn).await?))
}

const SERVER_STATE: &str = "
    SELECT clock_timestamp(), pg_is_in_recovery()
        OR current_setting('default_transaction_read_only') = 'on'";

/// PostgreSQL's clock, and whether it only lets read.
pub async fn server_state(tx: &mut Tx) -> Result<Option<(DateTime<Utc>, bool)>> {
    let super::Conn::Postgres(open) = &mut tx.conn else { return Ok(None) };
    let state = sqlx::query_as(SERVER_STATE).fetch_one(&mut **open).await;
    state.map(Some).map_err(StoreError::from)
}

const UNPLANNED: &str = "
    SELECT s.kind, CAST(COUNT(*) AS BIGINT)
    FROM session s
    JOIN enrolment e ON e.course_id = s.course_id
    WHERE s.starts_at > $1
      AND s.cancelled_at IS NULL
      AND e.ended_at IS NULL
      AND NOT EXISTS (
        SELECT 1
        FROM reminder r
        WHERE r.enrolment_id = e.id AND r.session_id = s.id AND r.session_version = s.version)
    GROUP BY s.kind
    ORDER BY s.kind";

/// Places in sessions after `now` for which no reminder was ever planned, also none that is dropped,
/// by the kind of session.
pub async fn unplanned(tx: &mut Tx, now: DateTime<Utc>) -> Result<Vec<(String, i64)>> {
    Ok(on!(tx, |conn| sqlx::query_as(UNPLANNED).bind(now).fetch_all(conn).await?))
}
