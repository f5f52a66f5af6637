//! What colleagues corrected about people, so that a file does not silently undo it.

use chrono::{DateTime, Utc};

use super::{Result, Tx, on};
use crate::ids::{PersonId, StaffId};

const NOTE: &str = "
    INSERT INTO person_correction (person_id, field, corrected_by, corrected_at)
    VALUES ($1, $2, $3, $4)
    ON CONFLICT (person_id, field) DO UPDATE
    SET corrected_by = excluded.corrected_by, corrected_at = excluded.corrected_at";

/// Somebody corrected this field, the name of its column in an import. `now` is civil.
pub async fn note(
    tx: &mut Tx,
    person: PersonId,
    field: &str,
    by: Option<StaffId>,
    now: DateTime<Utc>,
) -> Result<()> {
    on!(tx, |conn| sqlx::query(NOTE)
        .bind(person)
        .bind(field)
        .bind(by)
        .bind(now)
        .execute(conn)
        .await
        .map(|_| ()))?;
    Ok(())
}

const AGREED: &str = "DELETE FROM person_correction WHERE person_id = $1 AND field = $2";

/// The file says the same now: it leads again.
pub async fn agreed(tx: &mut Tx, person: PersonId, field: &str) -> Result<()> {
    on!(tx, |conn| sqlx::query(AGREED).bind(person).bind(field).execute(conn).await.map(|_| ()))?;
    Ok(())
}
