//! Whom a colleague puts off: until when somebody who is silent is not shown among the others.

use chrono::{DateTime, Utc};

use super::{Result, Tx, on};
use crate::ids::{PersonId, StaffId};

const PUT_OFF: &str = "
    INSERT INTO snooze (person_id, until, put_by, put_at)
    VALUES ($1, $2, $3, $4)
    ON CONFLICT (person_id) DO UPDATE
    SET until = excluded.until, put_by = excluded.put_by, put_at = excluded.put_at";

/// Puts somebody off; the newest wish holds. Both moments are civil.
pub async fn put_off(
    tx: &mut Tx,
    person: PersonId,
    until: DateTime<Utc>,
    by: StaffId,
    now: DateTime<Utc>,
) -> Result<()> {
    on!(tx, |conn| sqlx::query(PUT_OFF)
        .bind(person)
        .bind(until)
        .bind(by)
        .bind(now)
        .execute(conn)
        .await
        .map(|_| ()))?;
    tx.ring_pages();
    Ok(())
}

const END: &str = "DELETE FROM snooze WHERE person_id = $1";

/// Shows somebody among the others again.
pub async fn end(tx: &mut Tx, person: PersonId) -> Result<()> {
    on!(tx, |conn| sqlx::query(END).bind(person).execute(conn).await.map(|_| ()))?;
    tx.ring_pages();
    Ok(())
}
