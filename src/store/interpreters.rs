//! Interpreters who are booked for sessions, and how many people would use one.

use chrono::{DateTime, Utc};

use super::{Result, Tx, on};
use crate::ids::{CourseId, GemeenteId, SessionId};

/// A session for which an interpreter is booked.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Booked {
    /// Which session.
    pub id: SessionId,
    /// Of which municipality.
    pub gemeente_id: GemeenteId,
    /// Of which course.
    pub course_id: CourseId,
    /// The code of the language.
    pub interpreter: String,
    /// So many days before it somebody decides; None: the usual.
    pub interpreter_days: Option<i64>,
    /// Begin, UTC.
    pub starts_at: DateTime<Utc>,
}

const BOOKED: &str = "
    SELECT id, gemeente_id, course_id, interpreter, interpreter_days, starts_at
    FROM session
    WHERE interpreter IS NOT NULL
      AND interpreter_asked_at IS NULL
      AND cancelled_at IS NULL
      AND starts_at > $1
      AND starts_at <= $2
    ORDER BY starts_at, id";

/// Interpreters of sessions between these moments (civil) about whom nobody was asked yet.
pub async fn booked(
    tx: &mut Tx,
    (from, until): (DateTime<Utc>, DateTime<Utc>),
) -> Result<Vec<Booked>> {
    Ok(on!(tx, |conn| sqlx::query_as(BOOKED).bind(from).bind(until).fetch_all(conn).await?))
}

const WHO_COMES: &str = "
    SELECT CAST(COALESCE(SUM(CASE WHEN a.intent = 'komt' THEN 1 ELSE 0 END), 0) AS BIGINT),
        CAST(COALESCE(SUM(CASE WHEN a.intent = 'komt-niet' THEN 1 ELSE 0 END), 0) AS BIGINT),
        CAST(COALESCE(SUM(CASE WHEN a.intent IS NULL THEN 1 ELSE 0 END), 0) AS BIGINT)
    FROM enrolment e
    JOIN person p ON p.id = e.person_id
    JOIN mailbox m ON m.id = p.mailbox_id
    LEFT JOIN attendance a ON a.enrolment_id = e.id AND a.session_id = $2
    WHERE e.course_id = $1 AND e.ended_at IS NULL AND m.language = $3";

/// Of those who speak the interpreter's language: who comes, who does not, who said nothing.
pub async fn who_comes(tx: &mut Tx, booked: &Booked) -> Result<(i64, i64, i64)> {
    Ok(on!(tx, |conn| sqlx::query_as(WHO_COMES)
        .bind(booked.course_id)
        .bind(booked.id)
        .bind(&booked.interpreter)
        .fetch_one(conn)
        .await?))
}

const ASKED: &str = "UPDATE session SET interpreter_asked_at = $2 WHERE id = $1";

/// Somebody is asked about this interpreter now.
pub async fn asked(tx: &mut Tx, session: SessionId, now: DateTime<Utc>) -> Result<()> {
    on!(tx, |conn| sqlx::query(ASKED).bind(session).bind(now).execute(conn).await.map(|_| ()))?;
    Ok(())
}
