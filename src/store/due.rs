//! What falls due: reminders and waits.

use chrono::{DateTime, Utc};

use super::{Result, Tx, on};
use crate::ids::{EnrolmentId, MailboxId, ReminderId, SessionId, WaitId};

/// A reminder whose moment has come, with everything its message may mention.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct DueReminder {
    /// Which.
    pub id: ReminderId,
    /// To whom.
    pub mailbox_id: MailboxId,
    /// For whose place.
    pub enrolment_id: EnrolmentId,
    /// In which session.
    pub session_id: SessionId,
    /// `7d`, `3d`, ...
    pub moment: String,
    /// Not after this.
    pub useful_until: DateTime<Utc>,
    /// Kind of session.
    pub kind: String,
    /// Number of the session in its course.
    pub number: i64,
    /// Begin.
    pub starts_at: DateTime<Utc>,
    /// End.
    pub ends_at: DateTime<Utc>,
    /// Where.
    pub place: String,
    /// Its street and number.
    pub street: String,
    /// What to bring.
    pub bring: Option<String>,
    /// Why it must not be sent any more, if so.
    pub overtaken: Option<String>,
    /// What was said about coming.
    pub intent: Option<String>,
}

const REMINDERS: &str = "
    SELECT r.id, p.mailbox_id, r.enrolment_id, r.session_id, r.moment, r.useful_until,
           s.kind, s.number, s.starts_at, s.ends_at, s.place, s.street, s.bring, a.intent,
           CASE WHEN s.cancelled_at IS NOT NULL THEN 'afgezegd'
                WHEN e.ended_at IS NOT NULL THEN 'uitgeschreven'
                WHEN s.version <> r.session_version THEN 'verplaatst'
                ELSE NULL END AS overtaken
    FROM reminder r
    JOIN enrolment e ON e.id = r.enrolment_id
    JOIN person p ON p.id = e.person_id
    JOIN session s ON s.id = r.session_id
    LEFT JOIN attendance a ON a.enrolment_id = r.enrolment_id AND a.session_id = r.session_id
    WHERE r.fired_at IS NULL AND r.dropped_at IS NULL AND r.due_at <= $1
    ORDER BY r.due_at, r.id
    LIMIT $2";

/// Reminders due at `civil`, oldest first.
pub async fn reminders(tx: &mut Tx, civil: DateTime<Utc>, limit: i64) -> Result<Vec<DueReminder>> {
    Ok(on!(tx, |conn| sqlx::query_as(REMINDERS).bind(civil).bind(limit).fetch_all(conn).await?))
}

/// A wait that has run out.
#[derive(Clone, Copy, Debug, sqlx::FromRow)]
pub struct DueWait {
    /// Which.
    pub id: WaitId,
    /// In which mailbox.
    pub mailbox_id: MailboxId,
}

const WAITS: &str = "
    SELECT id, mailbox_id
    FROM wait
    WHERE fired_at IS NULL AND cancelled_at IS NULL AND due_at <= $1
    ORDER BY due_at, id
    LIMIT $2";

/// Waits that ran out by `civil`, oldest first.
pub async fn waits(tx: &mut Tx, civil: DateTime<Utc>, limit: i64) -> Result<Vec<DueWait>> {
    Ok(on!(tx, |conn| sqlx::query_as(WAITS).bind(civil).bind(limit).fetch_all(conn).await?))
}

const NEXT: &str = "
    SELECT MIN(at) AS at
    FROM (
        SELECT MIN(due_at) AS at FROM reminder WHERE fired_at IS NULL AND dropped_at IS NULL
        UNION ALL
        SELECT MIN(due_at) AS at FROM wait WHERE fired_at IS NULL AND cancelled_at IS NULL
        UNION ALL
        SELECT MIN(next_at) AS at FROM recurring_job
    ) AS due";

/// The next moment on which anything falls due, civil.
pub async fn next(tx: &mut Tx) -> Result<Option<DateTime<Utc>>> {
    Ok(on!(tx, |conn| sqlx::query_scalar(NEXT).fetch_one(conn).await?))
}
