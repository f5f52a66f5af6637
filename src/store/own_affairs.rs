//! What people ask about themselves: when they are expected, and who their klantmanager is.

use chrono::{DateTime, Utc};

use super::{Result, Tx, on};
use crate::ids::PersonId;

/// A session that somebody is expected at.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Expected {
    /// Begin, UTC.
    pub starts_at: DateTime<Utc>,
    /// Where.
    pub place: String,
    /// Street and number; empty for an online session.
    pub street: String,
    /// `komt`, `komt-niet`, or nothing said yet.
    pub intent: Option<String>,
}

const EXPECTED: &str = "
    SELECT s.starts_at, s.place, s.street, a.intent
    FROM (
        SELECT e.id AS enrolment_id, s.id
        FROM enrolment e
        JOIN session s ON s.course_id = e.course_id
        WHERE e.person_id = $1 AND e.ended_at IS NULL
        UNION
        SELECT e.id, c.session_id
        FROM enrolment e
        JOIN catch_up c ON c.enrolment_id = e.id
        WHERE e.person_id = $1
          AND e.ended_at IS NULL
          AND c.chosen_at IS NOT NULL
          AND c.ended_at IS NULL
    ) x
    JOIN session s ON s.id = x.id
    LEFT JOIN attendance a ON a.enrolment_id = x.enrolment_id AND a.session_id = s.id
    WHERE s.cancelled_at IS NULL AND s.ends_at > $2
    ORDER BY s.starts_at, s.id
    LIMIT $3";

/// The sessions that this person is expected at from `now` (civil) on, the first first.
pub async fn expected(
    tx: &mut Tx,
    person: PersonId,
    now: DateTime<Utc>,
    most: i64,
) -> Result<Vec<Expected>> {
    Ok(on!(tx, |conn| sqlx::query_as(EXPECTED)
        .bind(person)
        .bind(now)
        .bind(most)
        .fetch_all(conn)
        .await?))
}

const KLANTMANAGER: &str = "
    SELECT k.name
    FROM person p
    JOIN staff k ON k.id = p.klantmanager_id
    WHERE p.id = $1";

/// The name of this person's klantmanager.
pub async fn klantmanager(tx: &mut Tx, person: PersonId) -> Result<Option<String>> {
    Ok(on!(tx, |conn| sqlx::query_scalar(KLANTMANAGER).bind(person).fetch_optional(conn).await?))
}
