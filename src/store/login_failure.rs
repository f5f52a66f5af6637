//! How often logging in failed, per account and per origin, to slow down guessing.
//!
//! Keys are keyed hashes: the table does not tell who tried. The rule that turns a count into a
//! wait is not here but in `acts::sign_in`. Machine time.

use chrono::{DateTime, Utc};

use super::{Result, Tx, on};
use crate::ids::StaffId;

/// What is being guarded against guessing.
#[derive(Clone, Copy, Debug)]
pub enum Key<'a> {
    /// The address that was typed, whether or not somebody has it.
    Account(&'a str),
    /// Where the try came from: an IP address, or the first half of an IPv6 one.
    Origin(&'a str),
    /// The second step of this colleague.
    Code(StaffId),
}

impl Key<'_> {
    fn hash(self, tx: &Tx) -> Vec<u8> {
        match self {
            Self::Account(email) => tx.vault().hash("login_failure.account", email),
            Self::Origin(origin) => tx.vault().hash("login_failure.origin", origin),
            Self::Code(staff) => tx.vault().hash("login_failure.code", &staff.to_string()),
        }
    }
}

// The update that changes nothing is there to lock the row on PostgreSQL, so that tries at the
// same moment see each other.
const LOCK: &str = "
    INSERT INTO login_failure (key_hash, failures, last_at)
    VALUES ($1, 0, $2)
    ON CONFLICT (key_hash) DO UPDATE SET failures = login_failure.failures
    RETURNING failures, last_at";

/// How often it failed and when last; the row stays locked until the commit.
pub async fn lock(tx: &mut Tx, key: Key<'_>, now: DateTime<Utc>) -> Result<(i64, DateTime<Utc>)> {
    let hash = key.hash(tx);
    Ok(on!(tx, |conn| sqlx::query_as(LOCK).bind(&hash).bind(now).fetch_one(conn).await?))
}

const SET: &str = "UPDATE login_failure SET failures = $2, last_at = $3 WHERE key_hash = $1";

/// Sets the count, as of now.
pub async fn set(tx: &mut Tx, key: Key<'_>, failures: i64, now: DateTime<Utc>) -> Result<()> {
    let hash = key.hash(tx);
    on!(tx, |conn| sqlx::query(SET)
        .bind(&hash)
        .bind(failures)
        .bind(now)
        .execute(conn)
        .await
        .map(|_| ()))?;
    Ok(())
}

const SWEEP: &str = "DELETE FROM login_failure WHERE last_at < $1";

/// Forgets failures from before `since`.
pub async fn sweep(tx: &mut Tx, since: DateTime<Utc>) -> Result<()> {
    on!(tx, |conn| sqlx::query(SWEEP).bind(since).execute(conn).await.map(|_| ()))?;
    Ok(())
}
