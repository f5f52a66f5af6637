//! Sessions of one person that are at the same time, for many rows of an import at once.

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::{OverRows, fetch, over, stamp};
use crate::ids::{CourseId, PersonId};
use crate::store::{Result, Tx};

/// A session as a file has it.
#[derive(Serialize)]
pub struct Meant {
    /// The row of the file.
    pub nr: i64,
    /// Of which course.
    pub course: CourseId,
    /// Begin.
    #[serde(serialize_with = "stamp")]
    pub starts_at: DateTime<Utc>,
    /// End.
    #[serde(serialize_with = "stamp")]
    pub ends_at: DateTime<Utc>,
}

over! {
    OF_SESSIONS (nr bigint, course uuid, starts_at timestamptz, ends_at timestamptz) "
        SELECT r.nr, CAST(COUNT(DISTINCT e.person_id) AS BIGINT)
        FROM r
        CROSS JOIN enrolment e
        JOIN enrolment o ON o.person_id = e.person_id
        JOIN session s ON s.course_id = o.course_id
        WHERE e.course_id = r.course
          AND e.ended_at IS NULL
          AND o.course_id <> r.course
          AND o.ended_at IS NULL
          AND s.cancelled_at IS NULL
          AND s.starts_at < r.ends_at
          AND s.ends_at > r.starts_at
        GROUP BY r.nr"
}

/// Rows whose time is that of a session of another course for people who are in both, with how many
/// people; in no order.
pub async fn of_sessions(tx: &mut Tx, rows: &[Meant]) -> Result<Vec<(i64, i64)>> {
    fetch(tx, &OF_SESSIONS, rows).await
}

/// A place as a file has it.
#[derive(Serialize)]
pub struct Placed {
    /// The row of the file.
    pub nr: i64,
    /// Who.
    pub person: PersonId,
    /// In which course.
    pub course: CourseId,
    /// Sessions before this are over.
    #[serde(serialize_with = "stamp")]
    pub now: DateTime<Utc>,
}

over! {
    OF_PLACES (nr bigint, person uuid, course uuid, now timestamptz) "
        SELECT r.nr, CAST(COUNT(*) AS BIGINT)
        FROM r
        CROSS JOIN enrolment o
        JOIN session s ON s.course_id = o.course_id
        JOIN session n ON n.course_id = r.course
        WHERE o.person_id = r.person
          AND o.course_id <> r.course
          AND o.ended_at IS NULL
          AND s.cancelled_at IS NULL
          AND n.cancelled_at IS NULL
          AND s.starts_at > r.now
          AND s.starts_at < n.ends_at
          AND s.ends_at > n.starts_at
        GROUP BY r.nr"
}

/// Rows that give somebody sessions at the time of sessions that they have in another course, with how
/// many; in no order.
pub async fn of_places(tx: &mut Tx, rows: &[Placed]) -> Result<Vec<(i64, i64)>> {
    fetch(tx, &OF_PLACES, rows).await
}

/// For the test that reads every plan.
pub(super) static ALL: &[(&str, &OverRows)] =
    &[("overlaps OF_SESSIONS", &OF_SESSIONS), ("overlaps OF_PLACES", &OF_PLACES)];
