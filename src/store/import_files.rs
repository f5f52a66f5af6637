//! Files of a municipality between their trial and their being carried out: sealed, for an hour, and only for the
//! colleague who brought them.
//!
//! Moments are of the machine clock.

use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

use super::{Result, Tx, on};
use crate::ids::{GemeenteId, StaffId};

/// So long a file waits for somebody to confirm it.
pub const LIVES: TimeDelta = TimeDelta::hours(1);
/// Who began so long ago and did not finish, died: somebody may begin again. The same file twice changes nothing.
const DIED_AFTER: TimeDelta = TimeDelta::minutes(5);

/// A file that was tried.
pub struct New<'a> {
    /// Its id.
    pub id: Uuid,
    /// Of which municipality.
    pub gemeente: GemeenteId,
    /// Who brought it.
    pub by: StaffId,
    /// What its rows are.
    pub kind: &'static str,
    /// Its bytes; None: it has mistakes, and nobody can carry it out.
    pub file: Option<&'a [u8]>,
    /// What the trial found, sealed.
    pub outcome: Vec<u8>,
}

const INSERT: &str = "
    INSERT INTO import_file (id, gemeente_id, staff_id, kind, sealed, outcome_sealed, tried_at, expires_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";

/// Keeps a file until it is confirmed.
pub async fn insert(tx: &mut Tx, new: New<'_>, now: DateTime<Utc>) -> Result<()> {
    let sealed = new.file.map(|file| tx.vault().seal("import_file.sealed", file));
    on!(tx, |conn| sqlx::query(INSERT)
        .bind(new.id)
        .bind(new.gemeente)
        .bind(new.by)
        .bind(new.kind)
        .bind(sealed)
        .bind(new.outcome)
        .bind(now)
        .bind(now + LIVES)
        .execute(conn)
        .await
        .map(|_| ()))?;
    Ok(())
}

/// How a file stands.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Standing {
    /// Its id.
    pub id: Uuid,
    /// What the trial found, or what was done, sealed.
    pub outcome_sealed: Vec<u8>,
    /// When it was tried.
    pub tried_at: DateTime<Utc>,
    /// Until when it waits.
    pub expires_at: DateTime<Utc>,
    /// Somebody is carrying it out since then.
    pub begun_at: Option<DateTime<Utc>>,
    /// It was carried out.
    pub done_at: Option<DateTime<Utc>>,
}

impl Standing {
    /// Is it being carried out right now?
    pub fn is_busy(&self, now: DateTime<Utc>) -> bool {
        self.done_at.is_none() && self.begun_at.is_some_and(|at| now - at < DIED_AFTER)
    }
}

const ONE: &str = "
    SELECT id, outcome_sealed, tried_at, expires_at, begun_at, done_at
    FROM import_file
    WHERE id = $1 AND staff_id = $2 AND expires_at > $3";

/// One file of this colleague.
pub async fn one(
    tx: &mut Tx,
    id: Uuid,
    by: StaffId,
    now: DateTime<Utc>,
) -> Result<Option<Standing>> {
    Ok(on!(tx, |conn| sqlx::query_as(ONE).bind(id).bind(by).bind(now).fetch_optional(conn).await?))
}

const OF_STAFF: &str = "
    SELECT id, outcome_sealed, tried_at, expires_at, begun_at, done_at
    FROM import_file
    WHERE staff_id = $1 AND expires_at > $2
    ORDER BY tried_at DESC";

/// What this colleague brought, the newest first: few.
pub async fn of_staff(tx: &mut Tx, by: StaffId, now: DateTime<Utc>) -> Result<Vec<Standing>> {
    Ok(on!(tx, |conn| sqlx::query_as(OF_STAFF).bind(by).bind(now).fetch_all(conn).await?))
}

const BEGIN: &str = "
    UPDATE import_file
    SET begun_at = $3
    WHERE id = $1 AND staff_id = $2 AND sealed IS NOT NULL AND expires_at > $3
      AND (begun_at IS NULL OR begun_at <= $4)
    RETURNING kind, sealed";

/// Begins: what its rows are, and its bytes. None: it is done, somebody is at it, or it is gone.
pub async fn begin(
    tx: &mut Tx,
    id: Uuid,
    by: StaffId,
    now: DateTime<Utc>,
) -> Result<Option<(String, Vec<u8>)>> {
    let begun: Option<(String, Vec<u8>)> = on!(tx, |conn| sqlx::query_as(BEGIN)
        .bind(id)
        .bind(by)
        .bind(now)
        .bind(now - DIED_AFTER)
        .fetch_optional(conn)
        .await?);
    let Some((kind, sealed)) = begun else { return Ok(None) };
    Ok(Some((kind, tx.vault().open("import_file.sealed", &sealed)?)))
}

const FINISH: &str = "
    UPDATE import_file
    SET done_at = $2, sealed = NULL, outcome_sealed = $3
    WHERE id = $1 AND done_at IS NULL";

/// It was carried out: its bytes go, what was done stays to be read until it expires.
pub async fn finish(tx: &mut Tx, id: Uuid, outcome: Vec<u8>, now: DateTime<Utc>) -> Result<()> {
    on!(tx, |conn| sqlx::query(FINISH)
        .bind(id)
        .bind(now)
        .bind(outcome)
        .execute(conn)
        .await
        .map(|_| ()))?;
    Ok(())
}

const REFUSE: &str = "
    UPDATE import_file
    SET begun_at = NULL, sealed = NULL, outcome_sealed = $2
    WHERE id = $1 AND done_at IS NULL";

/// It has mistakes by now: nothing was carried out, and its bytes go.
pub async fn refuse(tx: &mut Tx, id: Uuid, outcome: Vec<u8>) -> Result<()> {
    on!(tx, |conn| sqlx::query(REFUSE).bind(id).bind(outcome).execute(conn).await.map(|_| ()))?;
    Ok(())
}

const LET_GO: &str = "UPDATE import_file SET begun_at = NULL WHERE id = $1 AND done_at IS NULL";

/// The database broke off: it can be begun again.
pub async fn let_go(tx: &mut Tx, id: Uuid) -> Result<()> {
    on!(tx, |conn| sqlx::query(LET_GO).bind(id).execute(conn).await.map(|_| ()))?;
    Ok(())
}

const DROP: &str = "
    DELETE FROM import_file
    WHERE id = $1 AND staff_id = $2 AND (begun_at IS NULL OR begun_at <= $3 OR done_at IS NOT NULL)";

/// Takes a file away, unless it is being carried out.
pub async fn drop_it(tx: &mut Tx, id: Uuid, by: StaffId, now: DateTime<Utc>) -> Result<()> {
    on!(tx, |conn| sqlx::query(DROP)
        .bind(id)
        .bind(by)
        .bind(now - DIED_AFTER)
        .execute(conn)
        .await
        .map(|_| ()))?;
    Ok(())
}

const SWEEP: &str = "DELETE FROM import_file WHERE expires_at <= $1";

/// Takes away what nobody confirmed in time.
pub async fn sweep(tx: &mut Tx, now: DateTime<Utc>) -> Result<()> {
    on!(tx, |conn| sqlx::query(SWEEP).bind(now).execute(conn).await.map(|_| ()))?;
    Ok(())
}
