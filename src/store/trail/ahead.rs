//! What is still to come for somebody, or was and did not come: reminders, what the contact budget put off, sessions.

use chrono::{DateTime, Utc};

use super::MOST;
use crate::ids::{MailboxId, PersonId};
use crate::store::{Result, Tx, on};

/// A reminder as it was planned, and what became of it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Planned {
    /// `7d`, `3d`, ...
    pub moment: String,
    /// When it goes out, went, or was meant to.
    pub due_at: DateTime<Utc>,
    /// When it was meant to, where it moved.
    pub moved_from: Option<DateTime<Utc>>,
    /// By which rule it moved.
    pub moved_why: Option<String>,
    /// When it went out.
    pub fired_at: Option<DateTime<Utc>>,
    /// By which rule it never did.
    pub dropped_why: Option<String>,
    /// Kind of session.
    pub kind: String,
    /// Its number.
    pub number: i64,
    /// When it begins.
    pub starts_at: DateTime<Utc>,
    /// When it ends.
    pub ends_at: DateTime<Utc>,
}

const PLANNED: &str = "
    SELECT r.moment, r.due_at, r.moved_from, r.moved_why, r.fired_at, r.dropped_why, s.kind,
           s.number, s.starts_at, s.ends_at
    FROM enrolment e
    JOIN reminder r ON r.enrolment_id = e.id
    JOIN session s ON s.id = r.session_id
    WHERE e.person_id = $1 AND r.session_version = s.version
    ORDER BY s.starts_at DESC, r.due_at DESC, r.id DESC
    LIMIT $2";

/// The reminders that somebody gets, got, or does not get; those of the last session first.
pub async fn planned(tx: &mut Tx, person: PersonId) -> Result<Vec<Planned>> {
    Ok(on!(tx, |conn| sqlx::query_as(PLANNED).bind(person).bind(MOST).fetch_all(conn).await?))
}

/// What a schedule wanted to begin and the contact budget put off or dropped, or a word after a lesson
/// that did not go yet.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct PutOff {
    /// Which schedule; None: after a lesson.
    pub schedule: Option<String>,
    /// When it begins.
    pub due_at: DateTime<Utc>,
    /// When it was meant to.
    pub meant_at: DateTime<Utc>,
    /// By which rule it never does.
    pub dropped_why: Option<String>,
}

const PUT_OFF: &str = "
    SELECT schedule, due_at, meant_at, dropped_why
    FROM bot_start
    WHERE mailbox_id = $1 AND due_at >= $2 AND reminder_id IS NULL AND begun_at IS NULL
    ORDER BY due_at DESC, id DESC
    LIMIT $3";

/// What did not begin with a mailbox since then, but for reminders; the newest first.
pub async fn put_off(tx: &mut Tx, mailbox: MailboxId, since: DateTime<Utc>) -> Result<Vec<PutOff>> {
    Ok(on!(tx, |conn| sqlx::query_as(PUT_OFF)
        .bind(mailbox)
        .bind(since)
        .bind(MOST)
        .fetch_all(conn)
        .await?))
}

const EXPECTED: &str = "
    SELECT s.starts_at, s.ends_at, s.kind
    FROM (
        SELECT s.id
        FROM enrolment e
        JOIN session s ON s.course_id = e.course_id
        WHERE e.person_id = $1 AND e.ended_at IS NULL
        UNION
        SELECT c.session_id
        FROM enrolment e
        JOIN catch_up c ON c.enrolment_id = e.id
        WHERE e.person_id = $1
          AND e.ended_at IS NULL
          AND c.chosen_at IS NOT NULL
          AND c.ended_at IS NULL
    ) x
    JOIN session s ON s.id = x.id
    WHERE s.cancelled_at IS NULL
    ORDER BY s.starts_at, s.id";

/// Begin, end and kind of every session that somebody is expected at, also of those that are over.
pub async fn expected(
    tx: &mut Tx,
    person: PersonId,
) -> Result<Vec<(DateTime<Utc>, DateTime<Utc>, String)>> {
    Ok(on!(tx, |conn| sqlx::query_as(EXPECTED).bind(person).fetch_all(conn).await?))
}

const PRACTICE: &str = "
    SELECT CAST(COALESCE(SUM(minutes), 0) AS BIGINT) FROM practice_hours WHERE mailbox_id = $1";

/// Minutes of practice that somebody told of.
pub async fn practice_minutes(tx: &mut Tx, mailbox: MailboxId) -> Result<i64> {
    Ok(on!(tx, |conn| sqlx::query_scalar(PRACTICE).bind(mailbox).fetch_one(conn).await?))
}
