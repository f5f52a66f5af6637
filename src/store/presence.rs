//! Who was at a session, and what that adds up to in a course.

use chrono::{DateTime, Utc};

use super::board::Viewer;
use super::{Result, Tx, on};
use crate::ids::{CourseId, EnrolmentId, GemeenteId, MailboxId, PersonId, SessionId, StaffId};
use crate::trade::course::Presence;
use crate::trade::staff::{Role, Scope};

/// A session in the list of a trainer.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Held {
    /// Which.
    pub id: SessionId,
    /// The course and its group.
    pub course: String,
    /// Its group.
    pub group_name: String,
    /// A word of `SessionKind`.
    pub kind: String,
    /// 1 is the first dagdeel.
    pub number: i64,
    /// Begin, UTC.
    pub starts_at: DateTime<Utc>,
    /// Where.
    pub place: String,
    /// People enrolled.
    pub expected: i64,
    /// Of how many it was noted.
    pub noted: i64,
}

const HELD: &str = "
    SELECT s.id, c.name AS course, c.group_name, s.kind, s.number, s.starts_at, s.place,
        (SELECT COUNT(*) FROM enrolment e WHERE e.course_id = s.course_id AND e.ended_at IS NULL)
        + (SELECT COUNT(*) FROM catch_up k
           WHERE k.session_id = s.id AND k.chosen_at IS NOT NULL AND k.ended_at IS NULL)
            AS expected,
        (SELECT COUNT(*) FROM presence p WHERE p.session_id = s.id) AS noted
    FROM session s
    JOIN course c ON c.id = s.course_id
    LEFT JOIN course_trainer t ON t.course_id = c.id
    WHERE s.gemeente_id = $1
      AND s.starts_at > $2
      AND s.starts_at <= $3
      AND s.cancelled_at IS NULL
      AND ($4 OR t.staff_id = $5)
    ORDER BY s.starts_at DESC, s.id
    LIMIT $6";

/// Sessions that began after `from` and not after `until` (civil), the newest first: those of the
/// trainer who looks, or all for who sees the gemeente.
pub async fn held(
    tx: &mut Tx,
    by: Viewer,
    (from, until): (DateTime<Utc>, DateTime<Utc>),
    most: i64,
) -> Result<Vec<Held>> {
    Ok(on!(tx, |conn| sqlx::query_as(HELD)
        .bind(by.gemeente)
        .bind(from)
        .bind(until)
        .bind(by.role.scope() == Scope::Gemeente)
        .bind(by.staff)
        .bind(most)
        .fetch_all(conn)
        .await?))
}

/// Somebody who is expected at a session.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Expected {
    /// Whose place.
    pub enrolment_id: EnrolmentId,
    /// Where events about them go.
    pub mailbox_id: MailboxId,
    /// As the klantmanager writes it.
    pub name: String,
    /// The municipality's own key.
    pub klantnummer: String,
    /// Whose caseload.
    pub klantmanager_id: Option<StaffId>,
    /// What was said about coming.
    pub intent: Option<String>,
    /// What was noted.
    pub presence: Option<String>,
    /// Sessions of this course at which the person was.
    pub attended: i64,
    /// Sessions of this course that the person missed.
    pub missed: i64,
    /// The own group of somebody who catches up here.
    pub from_group: Option<String>,
    /// Comes no more to this course; it was noted before.
    pub has_left: bool,
}

const ROLL: &str = "
    WITH seat AS (
        SELECT e.id, CAST(NULL AS TEXT) AS from_group
        FROM session s
        JOIN enrolment e ON e.course_id = s.course_id
        WHERE s.id = $1
        UNION ALL
        SELECT k.enrolment_id, c.group_name
        FROM catch_up k
        JOIN enrolment e ON e.id = k.enrolment_id
        JOIN course c ON c.id = e.course_id
        WHERE k.session_id = $1 AND k.chosen_at IS NOT NULL AND k.ended_at IS NULL
    )
    SELECT e.id AS enrolment_id, p.mailbox_id, p.name, p.klantnummer, p.klantmanager_id,
        a.intent, x.presence,
        CAST(COALESCE(SUM(CASE WHEN y.presence = 'aanwezig' THEN 1 ELSE 0 END), 0) AS BIGINT)
            AS attended,
        CAST(COALESCE(SUM(CASE WHEN y.presence = 'afwezig' THEN 1 ELSE 0 END), 0) AS BIGINT)
            AS missed,
        seat.from_group, e.ended_at IS NOT NULL AS has_left
    FROM seat
    JOIN enrolment e ON e.id = seat.id
    JOIN person p ON p.id = e.person_id
    LEFT JOIN attendance a ON a.enrolment_id = e.id AND a.session_id = $1
    LEFT JOIN presence x ON x.enrolment_id = e.id AND x.session_id = $1
    LEFT JOIN presence y ON y.enrolment_id = e.id
    WHERE e.ended_at IS NULL OR x.presence IS NOT NULL
    GROUP BY e.id, p.mailbox_id, p.name, p.klantnummer, p.klantmanager_id, a.intent, x.presence,
        seat.from_group, e.ended_at
    ORDER BY p.name, e.id";

/// Everybody who is expected at a session, by name.
pub async fn roll(tx: &mut Tx, session: SessionId) -> Result<Vec<Expected>> {
    Ok(on!(tx, |conn| sqlx::query_as(ROLL).bind(session).fetch_all(conn).await?))
}

const ATTENDED: &str = "
    SELECT s.starts_at, s.ends_at, s.kind
    FROM enrolment e
    JOIN presence x ON x.enrolment_id = e.id
    JOIN session s ON s.id = x.session_id
    WHERE e.person_id = $1 AND x.presence = 'aanwezig'
    ORDER BY s.starts_at, s.id";

/// Begin, end and kind of every session that somebody was at, whether or not their place has ended.
pub async fn attended(
    tx: &mut Tx,
    person: PersonId,
) -> Result<Vec<(DateTime<Utc>, DateTime<Utc>, String)>> {
    Ok(on!(tx, |conn| sqlx::query_as(ATTENDED).bind(person).fetch_all(conn).await?))
}

const WISHES: &str = "
    SELECT w.value, CAST(COUNT(DISTINCT w.mailbox_id) AS BIGINT)
    FROM session s
    JOIN enrolment e ON e.course_id = s.course_id
    JOIN person p ON p.id = e.person_id
    JOIN conversation c ON c.mailbox_id = p.mailbox_id AND c.session_id = s.id
    JOIN answer w ON w.mailbox_id = p.mailbox_id AND w.conversation_id = c.id
    WHERE s.id = $1 AND e.ended_at IS NULL AND w.key = 'peiling'
    GROUP BY w.value
    ORDER BY COUNT(DISTINCT w.mailbox_id) DESC, w.value";

/// What people who come to this session want to talk about, as codes of `dialogs/gesprek-herinnering.yaml`,
/// and how many of them; the most wanted first.
pub async fn wishes(tx: &mut Tx, session: SessionId) -> Result<Vec<(String, i64)>> {
    Ok(on!(tx, |conn| sqlx::query_as(WISHES).bind(session).fetch_all(conn).await?))
}

const MAY_NOTE: &str = "
    SELECT s.gemeente_id
    FROM session s
    LEFT JOIN course_trainer t ON t.course_id = s.course_id
    WHERE s.id = $1 AND s.gemeente_id = $2 AND ($3 OR t.staff_id = $4)";

/// May this colleague see and note who was there?
pub async fn may_note(tx: &mut Tx, session: SessionId, by: Viewer) -> Result<bool> {
    let found: Option<GemeenteId> = on!(tx, |conn| sqlx::query_scalar(MAY_NOTE)
        .bind(session)
        .bind(by.gemeente)
        .bind(by.role.scope() == Scope::Gemeente)
        .bind(by.staff)
        .fetch_optional(conn)
        .await?);
    Ok(found.is_some() && by.role.notes_presence())
}

const NOTE: &str = "
    INSERT INTO presence (enrolment_id, session_id, presence, noted_by, noted_at)
    VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (enrolment_id, session_id) DO UPDATE
    SET presence = excluded.presence, noted_by = excluded.noted_by, noted_at = excluded.noted_at";

/// Notes whether somebody was there; what was noted before is replaced.
pub async fn note(
    tx: &mut Tx,
    (enrolment, session): (EnrolmentId, SessionId),
    presence: Presence,
    by: StaffId,
    now: DateTime<Utc>,
) -> Result<()> {
    on!(tx, |conn| sqlx::query(NOTE)
        .bind(enrolment)
        .bind(session)
        .bind(presence.as_str())
        .bind(by)
        .bind(now)
        .execute(conn)
        .await
        .map(|_| ()))?;
    Ok(())
}

const TOTAL: &str = "
    SELECT COUNT(*)
    FROM session
    WHERE course_id = $1 AND cancelled_at IS NULL";

/// Sessions of a course that take place.
pub async fn total(tx: &mut Tx, course: CourseId) -> Result<i64> {
    Ok(on!(tx, |conn| sqlx::query_scalar(TOTAL).bind(course).fetch_one(conn).await?))
}

/// A colleague who can give a course.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Trainer {
    /// Who.
    pub id: StaffId,
    /// Their name.
    pub name: String,
    /// Gives the course that was asked for.
    pub chosen: bool,
}

const TRAINERS: &str = "
    SELECT f.id, f.name, COALESCE(t.staff_id = f.id, FALSE) AS chosen
    FROM staff f
    LEFT JOIN course_trainer t ON t.course_id = $2
    WHERE f.gemeente_id = $1 AND f.role = $3 AND f.disabled_at IS NULL
    ORDER BY f.name, f.id";

/// The trainers of a gemeente, and which of them gives this course.
pub async fn trainers(tx: &mut Tx, gemeente: GemeenteId, course: CourseId) -> Result<Vec<Trainer>> {
    Ok(on!(tx, |conn| sqlx::query_as(TRAINERS)
        .bind(gemeente)
        .bind(course)
        .bind(Role::Trainer.as_str())
        .fetch_all(conn)
        .await?))
}

const GIVE: &str = "
    INSERT INTO course_trainer (course_id, staff_id)
    VALUES ($1, $2)
    ON CONFLICT (course_id) DO UPDATE SET staff_id = excluded.staff_id";

/// From now on this trainer gives the course.
pub async fn give(tx: &mut Tx, course: CourseId, trainer: StaffId) -> Result<()> {
    on!(tx, |conn| sqlx::query(GIVE).bind(course).bind(trainer).execute(conn).await.map(|_| ()))?;
    Ok(())
}
