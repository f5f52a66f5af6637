//! Reminders that were planned: dropping them, and who already heard of a session.
//!
//! Adding them is [`super::hot::courses::insert_reminders`].

use chrono::{DateTime, Utc};

use super::{Result, Tx, on};
use crate::ids::{EnrolmentId, SessionId};

const DROP_OPEN: &str = "
    UPDATE reminder
    SET dropped_at = $2, dropped_why = $3
    WHERE session_id = $1 AND fired_at IS NULL AND dropped_at IS NULL
    RETURNING id";

/// Drops what has not gone out yet for a session; gives how many.
pub async fn drop_open(
    tx: &mut Tx,
    session: SessionId,
    why: &str,
    now: DateTime<Utc>,
) -> Result<usize> {
    let dropped: Vec<crate::ids::ReminderId> = on!(tx, |conn| sqlx::query_scalar(DROP_OPEN)
        .bind(session)
        .bind(now)
        .bind(why)
        .fetch_all(conn)
        .await?);
    Ok(dropped.len())
}

const HEARD: &str = "
    SELECT enrolment_id FROM reminder WHERE session_id = $1 AND fired_at IS NOT NULL
    UNION
    SELECT enrolment_id FROM attendance WHERE session_id = $1";

/// Who was reminded of this session, or said something about it; in no order.
pub async fn heard(tx: &mut Tx, session: SessionId) -> Result<Vec<EnrolmentId>> {
    Ok(on!(tx, |conn| sqlx::query_scalar(HEARD).bind(session).fetch_all(conn).await?))
}
