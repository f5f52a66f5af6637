//! Courses, and who is enrolled in them.

use chrono::{DateTime, Utc};

use super::sessions::Session;
use super::{Result, Tx, hot, on};
use crate::ids::{CourseId, EnrolmentId, GemeenteId, MailboxId, PersonId, SessionId, StaffId};
use crate::trade::person::Language;

/// A course given to one group.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Course {
    /// Which.
    pub id: CourseId,
    /// Of which municipality.
    pub gemeente_id: GemeenteId,
    /// Import column `cursus`.
    pub name: String,
    /// Import column `groep`.
    pub group_name: String,
    /// Places; None: as many as come.
    pub capacity: Option<i64>,
    language: Option<String>,
}

impl Course {
    /// What is spoken in the group; None: any language.
    pub fn language(&self) -> Option<Language> {
        self.language.as_deref().and_then(Language::parse)
    }

    /// Places and language.
    pub fn terms(&self) -> Terms {
        Terms { capacity: self.capacity, language: self.language() }
    }
}

/// What holds for a whole group.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Terms {
    /// Places; None: as many as come.
    pub capacity: Option<i64>,
    /// What is spoken in it; None: any language.
    pub language: Option<Language>,
}

const COURSES: &str = "
    SELECT id, gemeente_id, name, group_name, capacity, language
    FROM course
    WHERE gemeente_id = $1
    ORDER BY name, group_name, id";

/// All courses of the municipality.
pub async fn all(tx: &mut Tx, gemeente: GemeenteId) -> Result<Vec<Course>> {
    Ok(on!(tx, |conn| sqlx::query_as(COURSES).bind(gemeente).fetch_all(conn).await?))
}

const COURSE: &str = "
    SELECT id, gemeente_id, name, group_name, capacity, language
    FROM course
    WHERE id = $1";

/// One course.
pub async fn one(tx: &mut Tx, course: CourseId) -> Result<Option<Course>> {
    Ok(on!(tx, |conn| sqlx::query_as(COURSE).bind(course).fetch_optional(conn).await?))
}

const INSERT_COURSE: &str = "
    INSERT INTO course (id, gemeente_id, name, group_name, created_at)
    VALUES ($1, $2, $3, $4, $5)";

/// Adds a course.
pub async fn insert(
    tx: &mut Tx,
    gemeente: GemeenteId,
    (name, group): (&str, &str),
    now: DateTime<Utc>,
) -> Result<CourseId> {
    let id = CourseId::fresh();
    on!(tx, |conn| sqlx::query(INSERT_COURSE)
        .bind(id)
        .bind(gemeente)
        .bind(name)
        .bind(group)
        .bind(now)
        .execute(conn)
        .await
        .map(|_| ()))?;
    Ok(id)
}

const SET_TERMS: &str = "UPDATE course SET capacity = $2, language = $3 WHERE id = $1";

/// From now on this holds for the group.
pub async fn set_terms(tx: &mut Tx, course: CourseId, terms: Terms) -> Result<()> {
    on!(tx, |conn| sqlx::query(SET_TERMS)
        .bind(course)
        .bind(terms.capacity)
        .bind(terms.language.map(Language::as_str))
        .execute(conn)
        .await
        .map(|_| ()))?;
    Ok(())
}

/// Somebody's place in a course.
#[derive(Clone, sqlx::FromRow)]
pub struct Enrolled {
    /// Which place.
    pub enrolment_id: EnrolmentId,
    /// Who.
    pub person_id: PersonId,
    /// Where events about them go.
    pub mailbox_id: MailboxId,
    /// As the klantmanager writes it.
    pub name: String,
    /// Whose caseload.
    pub klantmanager_id: Option<StaffId>,
    /// Minute of the day at which a message suits, Europe/Amsterdam.
    pub preferred_minute: Option<i64>,
    /// Is there no address that may be used?
    pub unreachable: bool,
}

const ENROLLED: &str = "
    SELECT id
    FROM enrolment
    WHERE course_id = $1 AND ended_at IS NULL
    ORDER BY id";

/// Who is enrolled in a course now, in the order of their mailboxes (in which they are locked).
pub async fn enrolled(tx: &mut Tx, course: CourseId) -> Result<Vec<Enrolled>> {
    let places: Vec<EnrolmentId> =
        on!(tx, |conn| sqlx::query_scalar(ENROLLED).bind(course).fetch_all(conn).await?);
    hot::courses::enrolled(tx, places).await
}

const EXPECTED: &str = "
    SELECT id
    FROM enrolment
    WHERE course_id = $1 AND ended_at IS NULL
    UNION
    SELECT c.enrolment_id
    FROM catch_up c
    WHERE c.session_id = $2 AND c.chosen_at IS NOT NULL AND c.ended_at IS NULL
    ORDER BY id";

/// Who is expected at a session: whoever is in its course, and who catches up a missed one there. In the
/// order of their mailboxes.
pub async fn expected(tx: &mut Tx, session: &Session) -> Result<Vec<Enrolled>> {
    let places: Vec<EnrolmentId> = on!(tx, |conn| sqlx::query_scalar(EXPECTED)
        .bind(session.course_id)
        .bind(session.id)
        .fetch_all(conn)
        .await?);
    hot::courses::enrolled(tx, places).await
}

const NEXT_SESSION: &str = "
    SELECT id
    FROM session
    WHERE course_id = $1 AND cancelled_at IS NULL AND starts_at > $2
    ORDER BY starts_at, id
    LIMIT 1";

/// The first session of a course after `now`, civil.
pub async fn next_session(
    tx: &mut Tx,
    course: CourseId,
    now: DateTime<Utc>,
) -> Result<Option<SessionId>> {
    Ok(on!(tx, |conn| sqlx::query_scalar(NEXT_SESSION)
        .bind(course)
        .bind(now)
        .fetch_optional(conn)
        .await?))
}

const ENROLLED_COUNT: &str = "
    SELECT CAST(COUNT(*) AS BIGINT)
    FROM enrolment
    WHERE course_id = $1 AND ended_at IS NULL";

/// How many are enrolled in a course now.
pub async fn enrolled_count(tx: &mut Tx, course: CourseId) -> Result<usize> {
    let count: i64 =
        on!(tx, |conn| sqlx::query_scalar(ENROLLED_COUNT).bind(course).fetch_one(conn).await?);
    Ok(usize::try_from(count).unwrap_or(0))
}

const UNPLANNED: &str = "
    SELECT e.id
    FROM enrolment e
    WHERE e.course_id = $1
      AND e.ended_at IS NULL
      AND NOT EXISTS (
        SELECT 1 FROM reminder r
        WHERE r.enrolment_id = e.id AND r.session_id = $2 AND r.session_version = $3
      )
    ORDER BY e.id";

/// Who is enrolled in the session's course and has no reminder planned for it as it is now, in the
/// order of their mailboxes.
pub async fn unplanned(tx: &mut Tx, session: &Session) -> Result<Vec<Enrolled>> {
    let places: Vec<EnrolmentId> = on!(tx, |conn| sqlx::query_scalar(UNPLANNED)
        .bind(session.course_id)
        .bind(session.id)
        .bind(session.version)
        .fetch_all(conn)
        .await?);
    hot::courses::enrolled(tx, places).await
}

/// An enrolment, also one that ended.
#[derive(Clone, Copy, sqlx::FromRow)]
pub struct Place {
    /// Who.
    pub person_id: PersonId,
    /// In which course.
    pub course_id: CourseId,
    /// It ended.
    pub ended: bool,
}

const HAS_PLACE: &str = "SELECT id FROM enrolment WHERE person_id = $1 AND course_id = $2";

/// Is or was the person enrolled in the course?
pub async fn has_place(tx: &mut Tx, person: PersonId, course: CourseId) -> Result<bool> {
    let place: Option<EnrolmentId> = on!(tx, |conn| sqlx::query_scalar(HAS_PLACE)
        .bind(person)
        .bind(course)
        .fetch_optional(conn)
        .await?);
    Ok(place.is_some())
}
