//! What only one process may do at a time: it holds a lease, and renews it while it lives.

use chrono::{DateTime, Utc};

use super::{Result, Tx, on};
use crate::ids::ProcessId;

const TAKE: &str = "
    INSERT INTO lease (name, holder, held_until)
    VALUES ($1, $2, $4)
    ON CONFLICT (name) DO UPDATE
    SET holder = excluded.holder, held_until = excluded.held_until
    WHERE lease.holder = excluded.holder OR lease.held_until <= $3
    RETURNING holder";

/// Takes or renews the lease `name` until `until`; false when another process has it at `now`
/// (both machine).
pub async fn take(
    tx: &mut Tx,
    name: &str,
    holder: ProcessId,
    (now, until): (DateTime<Utc>, DateTime<Utc>),
) -> Result<bool> {
    let ours: Option<ProcessId> = on!(tx, |conn| sqlx::query_scalar(TAKE)
        .bind(name)
        .bind(holder)
        .bind(now)
        .bind(until)
        .fetch_optional(conn)
        .await?);
    Ok(ours.is_some())
}

const RELEASE: &str = "DELETE FROM lease WHERE name = $1 AND holder = $2";

/// Gives the lease back, so that another process need not wait for its end.
pub async fn release(tx: &mut Tx, name: &str, holder: ProcessId) -> Result<()> {
    on!(tx, |conn| sqlx::query(RELEASE).bind(name).bind(holder).execute(conn).await.map(|_| ()))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;
    use crate::store::testing::each_database;

    #[tokio::test]
    async fn a_lease_has_one_holder_until_it_runs_out_or_is_given_back() {
        for test in each_database().await {
            let now = DateTime::from_timestamp(1_795_600_800, 0).unwrap();
            let (a, b) = (ProcessId::fresh(), ProcessId::fresh());
            let minute = TimeDelta::minutes(1);
            let mut tx = test.db.begin().await.unwrap();
            assert!(take(&mut tx, "poll:x", a, (now, now + minute)).await.unwrap());
            assert!(!take(&mut tx, "poll:x", b, (now, now + minute)).await.unwrap());
            assert!(take(&mut tx, "poll:y", b, (now, now + minute)).await.unwrap());
            // renewed: the old end no longer counts
            let later = now + minute;
            assert!(take(&mut tx, "poll:x", a, (later, later + minute)).await.unwrap());
            assert!(!take(&mut tx, "poll:x", b, (later, later + minute)).await.unwrap());
            // its holder is silent
            let end = later + minute;
            assert!(take(&mut tx, "poll:x", b, (end, end + minute)).await.unwrap());
            assert!(!take(&mut tx, "poll:x", a, (end, end + minute)).await.unwrap());
            // who lost it cannot give it away
            release(&mut tx, "poll:x", a).await.unwrap();
            assert!(!take(&mut tx, "poll:x", a, (end, end + minute)).await.unwrap());
            release(&mut tx, "poll:x", b).await.unwrap();
            assert!(take(&mut tx, "poll:x", a, (end, end + minute)).await.unwrap());
        }
    }
}
