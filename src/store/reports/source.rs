//! What figures are counted from: the questions and sessions of one day, and everybody in pieces.

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use crate::ids::{GemeenteId, PersonId, StaffId};
use crate::store::{Result, Tx, on};

/// People who are read together.
pub const TOGETHER: usize = 500;

// Every dialog that ever asked something, one look in the index for each.
const DIALOGS: &str = "
    WITH RECURSIVE d (dialog) AS (
        SELECT (SELECT MIN(q.dialog) FROM question q WHERE q.gemeente_id = $1)
        UNION ALL
        SELECT (SELECT MIN(q.dialog) FROM question q WHERE q.gemeente_id = $1 AND q.dialog > d.dialog)
        FROM d
        WHERE d.dialog IS NOT NULL
    )
    SELECT d.dialog FROM d WHERE d.dialog IS NOT NULL ORDER BY d.dialog";

/// The dialogs that ever asked something.
pub async fn dialogs(tx: &mut Tx, gemeente: GemeenteId) -> Result<Vec<String>> {
    Ok(on!(tx, |conn| sqlx::query_scalar(DIALOGS).bind(gemeente).fetch_all(conn).await?))
}

const QUESTIONS: &str = "
    SELECT q.first_asked_at, q.closed_at, q.closed_how, m.language, p.group_kind, s.course_id,
           (SELECT a.kind
            FROM outbox o
            JOIN address a ON a.id = o.address_id
            WHERE o.question_id = q.id
            ORDER BY o.created_at, o.seq, o.id LIMIT 1) AS channel
    FROM question q
    JOIN mailbox m ON m.id = q.mailbox_id
    JOIN person p ON p.mailbox_id = q.mailbox_id
    LEFT JOIN session s ON s.id = q.session_id
    WHERE q.gemeente_id = $1
      AND q.dialog = $2
      AND q.first_asked_at >= $3 AND q.first_asked_at < $4";

/// A question that was put for the first time on the day.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Question {
    /// When, civil.
    pub first_asked_at: DateTime<Utc>,
    /// When it was closed.
    pub closed_at: Option<DateTime<Utc>>,
    /// A `closed_how` of the table `question`.
    pub closed_how: Option<String>,
    /// Code of the language.
    pub language: String,
    /// `asiel`, `gezin`, `overig`.
    pub group_kind: String,
    /// Of which course it is, if it is about a session.
    pub course_id: Option<Uuid>,
    /// Where it was put first.
    pub channel: Option<String>,
}

/// The questions that a dialog put for the first time in this time.
pub async fn questions(
    tx: &mut Tx,
    (gemeente, dialog): (GemeenteId, &str),
    (from, to): (DateTime<Utc>, DateTime<Utc>),
) -> Result<Vec<Question>> {
    Ok(on!(tx, |conn| sqlx::query_as(QUESTIONS)
        .bind(gemeente)
        .bind(dialog)
        .bind(from)
        .bind(to)
        .fetch_all(conn)
        .await?))
}

const PRESENCE: &str = "
    SELECT s.course_id, m.language, p.group_kind, r.presence, t.intent, t.reason
    FROM session s
    JOIN enrolment e ON e.course_id = s.course_id
    JOIN person p ON p.id = e.person_id
    JOIN mailbox m ON m.id = p.mailbox_id
    LEFT JOIN presence r ON r.session_id = s.id AND r.enrolment_id = e.id
    LEFT JOIN attendance t ON t.session_id = s.id AND t.enrolment_id = e.id
    WHERE s.gemeente_id = $1
      AND s.starts_at >= $2 AND s.starts_at < $3
      AND s.cancelled_at IS NULL
      AND (r.presence IS NOT NULL OR t.reason IS NOT NULL)";

/// Somebody of whom something is known about a session of the day.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Presence {
    /// Of which course.
    pub course_id: Uuid,
    /// Code of the language.
    pub language: String,
    /// `asiel`, `gezin`, `overig`.
    pub group_kind: String,
    /// `aanwezig`, `afwezig`; None: not noted.
    pub presence: Option<String>,
    /// What was said about coming.
    pub intent: Option<String>,
    /// Why not.
    pub reason: Option<String>,
}

/// Who was at the sessions of this time, and why people could not come.
pub async fn presence(
    tx: &mut Tx,
    gemeente: GemeenteId,
    (from, to): (DateTime<Utc>, DateTime<Utc>),
) -> Result<Vec<Presence>> {
    Ok(on!(tx, |conn| sqlx::query_as(PRESENCE)
        .bind(gemeente)
        .bind(from)
        .bind(to)
        .fetch_all(conn)
        .await?))
}

const PEOPLE: &str = "
    SELECT p.id, p.group_kind, m.language, p.klantmanager_id, p.created_at, p.pip_on, p.course_started_on,
           p.dual_track_since, p.finished_on,
           (SELECT MIN(a.at) FROM answer a WHERE a.mailbox_id = p.mailbox_id) AS answered_at,
           (SELECT MIN(c.at) FROM consent c WHERE c.person_id = p.id) AS agreed_at,
           (SELECT MIN(q.first_asked_at) FROM question q
            WHERE q.mailbox_id = p.mailbox_id AND q.closed_at IS NULL) AS silent_since,
           (SELECT CAST(COUNT(*) AS BIGINT) FROM outbox o
            WHERE o.mailbox_id = p.mailbox_id AND o.created_at >= $3) AS messages
    FROM person p
    JOIN mailbox m ON m.id = p.mailbox_id
    WHERE p.gemeente_id = $1
      AND ($2 IS NULL OR (p.name, p.id) > (SELECT l.name, l.id FROM person l WHERE l.id = $2))
    ORDER BY p.name, p.id
    LIMIT $4";

/// Somebody, as far as they are counted.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Somebody {
    /// Who; only to go on behind them.
    pub id: PersonId,
    /// `asiel`, `gezin`, `overig`.
    pub group_kind: String,
    /// Code of the language.
    pub language: String,
    /// Whose caseload.
    pub klantmanager_id: Option<StaffId>,
    /// When they were registered.
    pub created_at: DateTime<Utc>,
    /// Day of the PIP.
    pub pip_on: Option<NaiveDate>,
    /// First lesson of the language course.
    pub course_started_on: Option<NaiveDate>,
    /// Language and work side by side.
    pub dual_track_since: Option<NaiveDate>,
    /// The duty is met, or lifted.
    pub finished_on: Option<NaiveDate>,
    /// Their first answer.
    pub answered_at: Option<DateTime<Utc>>,
    /// When they first said anything about messages.
    pub agreed_at: Option<DateTime<Utc>>,
    /// Since when the oldest open question waits.
    pub silent_since: Option<DateTime<Utc>>,
    /// Messages since the moment that was asked for.
    pub messages: i64,
}

/// The next [`TOGETHER`] people after `after`, with how many messages they got since a moment.
pub async fn people(
    tx: &mut Tx,
    gemeente: GemeenteId,
    after: Option<PersonId>,
    since: DateTime<Utc>,
) -> Result<Vec<Somebody>> {
    Ok(on!(tx, |conn| sqlx::query_as(PEOPLE)
        .bind(gemeente)
        .bind(after)
        .bind(since)
        .bind(TOGETHER as i64)
        .fetch_all(conn)
        .await?))
}
