//! The second step of logging in: what makes the codes, the codes for who lost the telephone, and who stands
//! between both steps. Machine time.

use chrono::{DateTime, Utc};

use super::staff::Account;
use super::{Result, Tx, on};
use crate::ids::StaffId;

const COLUMN: &str = "second_factor.secret_sealed";

#[derive(sqlx::FromRow)]
struct Row {
    secret_sealed: Vec<u8>,
    begun_at: DateTime<Utc>,
    on_since: Option<DateTime<Utc>>,
    last_step: i64,
}

/// What makes somebody's codes.
pub struct Factor {
    /// Shared with the telephone.
    pub secret: Vec<u8>,
    /// Shown since.
    pub begun_at: DateTime<Utc>,
    /// Asked for at every log-in since; None: the first code was not typed yet.
    pub on_since: Option<DateTime<Utc>>,
    /// The newest thirty seconds of which a code was used.
    pub last_step: i64,
}

// The update that changes nothing is there to lock the row on PostgreSQL: of two tries with one code at the
// same moment the second sees the first.
const LOCK: &str = "
    UPDATE second_factor SET last_step = last_step
    WHERE staff_id = $1
    RETURNING secret_sealed, begun_at, on_since, last_step";

/// Somebody's factor, locked until the commit.
pub async fn lock(tx: &mut Tx, staff: StaffId) -> Result<Option<Factor>> {
    let row: Option<Row> =
        on!(tx, |conn| sqlx::query_as(LOCK).bind(staff).fetch_optional(conn).await?);
    opened(tx, row)
}

const OF: &str = "
    SELECT secret_sealed, begun_at, on_since, last_step
    FROM second_factor
    WHERE staff_id = $1";

/// Somebody's factor, to look at.
pub async fn of(tx: &mut Tx, staff: StaffId) -> Result<Option<Factor>> {
    let row: Option<Row> =
        on!(tx, |conn| sqlx::query_as(OF).bind(staff).fetch_optional(conn).await?);
    opened(tx, row)
}

fn opened(tx: &Tx, row: Option<Row>) -> Result<Option<Factor>> {
    row.map(|row| {
        let secret = tx.vault().open(COLUMN, &row.secret_sealed)?;
        let Row { begun_at, on_since, last_step, .. } = row;
        Ok(Factor { secret, begun_at, on_since, last_step })
    })
    .transpose()
}

const BEGIN: &str = "
    INSERT INTO second_factor (staff_id, secret_sealed, begun_at)
    VALUES ($1, $2, $3)
    ON CONFLICT (staff_id) DO UPDATE
    SET secret_sealed = excluded.secret_sealed, begun_at = excluded.begun_at, last_step = 0
    WHERE second_factor.on_since IS NULL
    RETURNING staff_id";

/// Keeps a new secret, in place of one that was never used; false: it is on already.
pub async fn begin(tx: &mut Tx, staff: StaffId, secret: &[u8], now: DateTime<Utc>) -> Result<bool> {
    let sealed = tx.vault().seal(COLUMN, secret);
    let made: Option<StaffId> = on!(tx, |conn| sqlx::query_scalar(BEGIN)
        .bind(staff)
        .bind(&sealed)
        .bind(now)
        .fetch_optional(conn)
        .await?);
    Ok(made.is_some())
}

const TURN_ON: &str = "
    UPDATE second_factor SET on_since = $2 WHERE staff_id = $1 AND on_since IS NULL";

/// From now on it is asked for.
pub async fn turn_on(tx: &mut Tx, staff: StaffId, now: DateTime<Utc>) -> Result<()> {
    on!(tx, |conn| sqlx::query(TURN_ON).bind(staff).bind(now).execute(conn).await.map(|_| ()))?;
    Ok(())
}

const USE_STEP: &str = "UPDATE second_factor SET last_step = $2 WHERE staff_id = $1";

/// No code of this step, or of one before it, works any more.
pub async fn use_step(tx: &mut Tx, staff: StaffId, step: i64) -> Result<()> {
    on!(tx, |conn| sqlx::query(USE_STEP).bind(staff).bind(step).execute(conn).await.map(|_| ()))?;
    Ok(())
}

const TURN_OFF: &str = "DELETE FROM second_factor WHERE staff_id = $1";

/// Takes it away, with its recovery codes and whoever stands between both steps; false: there was none.
pub async fn turn_off(tx: &mut Tx, staff: StaffId) -> Result<bool> {
    let gone =
        on!(tx, |conn| sqlx::query(TURN_OFF).bind(staff).execute(conn).await?.rows_affected());
    forget_codes(tx, staff).await?;
    close_steps(tx, staff).await?;
    Ok(gone > 0)
}

const FORGET_CODES: &str = "DELETE FROM recovery_code WHERE staff_id = $1";

async fn forget_codes(tx: &mut Tx, staff: StaffId) -> Result<()> {
    on!(tx, |conn| sqlx::query(FORGET_CODES).bind(staff).execute(conn).await.map(|_| ()))?;
    Ok(())
}

const INSERT_CODE: &str =
    "INSERT INTO recovery_code (code_hash, staff_id, made_at) VALUES ($1, $2, $3)";

/// Keeps new recovery codes, as keyed hashes, in place of those of before.
pub async fn new_codes(
    tx: &mut Tx,
    staff: StaffId,
    codes: &[String],
    now: DateTime<Utc>,
) -> Result<()> {
    forget_codes(tx, staff).await?;
    for code in codes {
        let hash = tx.vault().hash("recovery_code", code);
        on!(tx, |conn| sqlx::query(INSERT_CODE)
            .bind(&hash)
            .bind(staff)
            .bind(now)
            .execute(conn)
            .await
            .map(|_| ()))?;
    }
    Ok(())
}

const USE_CODE: &str = "
    UPDATE recovery_code SET used_at = $3
    WHERE code_hash = $1 AND staff_id = $2 AND used_at IS NULL
    RETURNING staff_id";

/// Uses a recovery code up; false: it is none of theirs, or was used.
pub async fn use_code(tx: &mut Tx, staff: StaffId, code: &str, now: DateTime<Utc>) -> Result<bool> {
    let hash = tx.vault().hash("recovery_code", code);
    let used: Option<StaffId> = on!(tx, |conn| sqlx::query_scalar(USE_CODE)
        .bind(&hash)
        .bind(staff)
        .bind(now)
        .fetch_optional(conn)
        .await?);
    Ok(used.is_some())
}

const CODES_LEFT: &str = "
    SELECT CAST(COUNT(*) AS BIGINT) FROM recovery_code WHERE staff_id = $1 AND used_at IS NULL";

/// How many recovery codes are left.
pub async fn codes_left(tx: &mut Tx, staff: StaffId) -> Result<i64> {
    Ok(on!(tx, |conn| sqlx::query_scalar(CODES_LEFT).bind(staff).fetch_one(conn).await?))
}

const OPEN_STEP: &str =
    "INSERT INTO sign_in_step (token_hash, staff_id, expires_at) VALUES ($1, $2, $3)";

/// The first step is done.
pub async fn open_step(
    tx: &mut Tx,
    token: &str,
    staff: StaffId,
    expires_at: DateTime<Utc>,
) -> Result<()> {
    let hash = tx.vault().hash("sign_in_step", token);
    on!(tx, |conn| sqlx::query(OPEN_STEP)
        .bind(&hash)
        .bind(staff)
        .bind(expires_at)
        .execute(conn)
        .await
        .map(|_| ()))?;
    Ok(())
}

const STEP: &str = "
    SELECT s.id, s.gemeente_id, s.name, s.email, s.password_hash, s.role
    FROM sign_in_step n
    JOIN staff s ON s.id = n.staff_id
    WHERE n.token_hash = $1 AND n.expires_at > $2 AND s.disabled_at IS NULL";

/// Who did the first step; None: too long ago, or disabled.
pub async fn step(tx: &mut Tx, token: &str, now: DateTime<Utc>) -> Result<Option<Account>> {
    let hash = tx.vault().hash("sign_in_step", token);
    Ok(on!(tx, |conn| sqlx::query_as(STEP).bind(&hash).bind(now).fetch_optional(conn).await?))
}

const CLOSE_STEPS: &str = "DELETE FROM sign_in_step WHERE staff_id = $1";

/// Nobody stands between both steps any more.
pub async fn close_steps(tx: &mut Tx, staff: StaffId) -> Result<()> {
    on!(tx, |conn| sqlx::query(CLOSE_STEPS).bind(staff).execute(conn).await.map(|_| ()))?;
    Ok(())
}

const SWEEP_STEPS: &str = "DELETE FROM sign_in_step WHERE expires_at <= $1";

/// Forgets first steps that were not followed by a second.
pub async fn sweep_steps(tx: &mut Tx, now: DateTime<Utc>) -> Result<()> {
    on!(tx, |conn| sqlx::query(SWEEP_STEPS).bind(now).execute(conn).await.map(|_| ()))?;
    Ok(())
}

const RESET_AT: &str = "UPDATE staff SET factor_reset_at = $2 WHERE id = $1";

/// Notes that a beheerder took it away; None: the colleague has seen that.
pub async fn set_reset(tx: &mut Tx, staff: StaffId, at: Option<DateTime<Utc>>) -> Result<()> {
    on!(tx, |conn| sqlx::query(RESET_AT).bind(staff).bind(at).execute(conn).await.map(|_| ()))?;
    Ok(())
}

const WAS_RESET: &str = "SELECT factor_reset_at FROM staff WHERE id = $1";

/// Since when it is away without the colleague having seen that.
pub async fn was_reset(tx: &mut Tx, staff: StaffId) -> Result<Option<DateTime<Utc>>> {
    let at: Option<Option<DateTime<Utc>>> =
        on!(tx, |conn| sqlx::query_scalar(WAS_RESET).bind(staff).fetch_optional(conn).await?);
    Ok(at.flatten())
}
