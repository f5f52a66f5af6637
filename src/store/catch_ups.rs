//! Missed sessions that are caught up with another group: what can be offered, what was offered, and what
//! was chosen.

use chrono::{DateTime, Utc};

use super::{Result, Tx, on};
use crate::ids::{CourseId, EnrolmentId, GemeenteId, MailboxId, PersonId, SessionId, StaffId};

/// Whose place it is.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Whose {
    /// Who.
    pub person_id: PersonId,
    /// Where events about them go.
    pub mailbox_id: MailboxId,
    /// Of which municipality.
    pub gemeente_id: GemeenteId,
    /// Whose caseload.
    pub klantmanager_id: Option<StaffId>,
    /// Their own course.
    pub course_id: CourseId,
    /// The code of their language.
    pub language: String,
}

const WHOSE: &str = "
    SELECT p.id AS person_id, p.mailbox_id, p.gemeente_id, p.klantmanager_id, e.course_id, m.language
    FROM enrolment e
    JOIN person p ON p.id = e.person_id
    JOIN mailbox m ON m.id = p.mailbox_id
    WHERE e.id = $1 AND e.ended_at IS NULL";

/// Whose place it is; None: it ended.
pub async fn whose(tx: &mut Tx, place: EnrolmentId) -> Result<Option<Whose>> {
    Ok(on!(tx, |conn| sqlx::query_as(WHOSE).bind(place).fetch_optional(conn).await?))
}

/// The same lesson in another group of the course.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Elsewhere {
    /// Which session.
    pub id: SessionId,
    /// Begin, UTC.
    pub starts_at: DateTime<Utc>,
    /// End, UTC.
    pub ends_at: DateTime<Utc>,
    /// Where.
    pub place: String,
    /// What is spoken in the group.
    pub language: Option<String>,
    /// Places; None: as many as come.
    pub capacity: Option<i64>,
    /// People who are expected there.
    pub taken: i64,
}

impl Elsewhere {
    /// Places that are left; None: as many as come.
    pub fn free(&self) -> Option<i64> {
        self.capacity.map(|capacity| (capacity - self.taken).max(0))
    }
}

const ELSEWHERE: &str = "
    SELECT s.id, s.starts_at, s.ends_at, s.place, c.language, c.capacity,
        (SELECT COUNT(*) FROM enrolment e WHERE e.course_id = c.id AND e.ended_at IS NULL)
        + (SELECT COUNT(*) FROM catch_up k
           WHERE k.session_id = s.id AND k.chosen_at IS NOT NULL AND k.ended_at IS NULL) AS taken
    FROM session m
    JOIN course own ON own.id = m.course_id
    JOIN course c ON c.gemeente_id = own.gemeente_id AND c.name = own.name
    JOIN session s ON s.course_id = c.id
    WHERE m.id = $1
      AND c.id <> own.id
      AND s.kind = m.kind
      AND s.number = m.number
      AND s.cancelled_at IS NULL
      AND s.starts_at > $2
    ORDER BY s.starts_at, s.id
    LIMIT 50";

/// The lessons after `now` (civil) that are the same as this one, in other groups of its course.
pub async fn elsewhere(
    tx: &mut Tx,
    missed: SessionId,
    now: DateTime<Utc>,
) -> Result<Vec<Elsewhere>> {
    Ok(on!(tx, |conn| sqlx::query_as(ELSEWHERE).bind(missed).bind(now).fetch_all(conn).await?))
}

const IS_CAUGHT_UP: &str = "
    SELECT CAST(COUNT(*) AS BIGINT)
    FROM catch_up
    WHERE enrolment_id = $1 AND missed_id = $2 AND chosen_at IS NOT NULL AND ended_at IS NULL";

/// Did somebody choose another session instead of this one?
pub async fn is_caught_up(tx: &mut Tx, place: EnrolmentId, missed: SessionId) -> Result<bool> {
    let count: i64 = on!(tx, |conn| sqlx::query_scalar(IS_CAUGHT_UP)
        .bind(place)
        .bind(missed)
        .fetch_one(conn)
        .await?);
    Ok(count > 0)
}

const FORGET: &str = "
    DELETE FROM catch_up
    WHERE enrolment_id = $1 AND missed_id = $2 AND chosen_at IS NULL";

const OFFER: &str = "
    INSERT INTO catch_up (enrolment_id, missed_id, session_id, rank, offered_at)
    VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (enrolment_id, missed_id, session_id) DO NOTHING";

/// These are offered instead of a missed session, the best first; what was offered before is not any more.
pub async fn offer(
    tx: &mut Tx,
    (place, missed): (EnrolmentId, SessionId),
    best: &[SessionId],
    now: DateTime<Utc>,
) -> Result<()> {
    on!(tx, |conn| sqlx::query(FORGET).bind(place).bind(missed).execute(conn).await.map(|_| ()))?;
    for (session, rank) in best.iter().zip(1_i64..) {
        on!(tx, |conn| sqlx::query(OFFER)
            .bind(place)
            .bind(missed)
            .bind(*session)
            .bind(rank)
            .bind(now)
            .execute(conn)
            .await
            .map(|_| ()))?;
    }
    Ok(())
}

const OFFERED: &str = "
    SELECT session_id
    FROM catch_up
    WHERE enrolment_id = $1 AND missed_id = $2 AND rank = $3 AND chosen_at IS NULL
    ORDER BY offered_at DESC, session_id
    LIMIT 1";

/// The session that was offered with this number.
pub async fn offered(
    tx: &mut Tx,
    (place, missed): (EnrolmentId, SessionId),
    rank: i64,
) -> Result<Option<SessionId>> {
    Ok(on!(tx, |conn| sqlx::query_scalar(OFFERED)
        .bind(place)
        .bind(missed)
        .bind(rank)
        .fetch_optional(conn)
        .await?))
}

const CHOOSE: &str = "
    UPDATE catch_up
    SET chosen_at = $4
    WHERE enrolment_id = $1 AND missed_id = $2 AND session_id = $3 AND chosen_at IS NULL";

const WILL_COME: &str = "
    INSERT INTO attendance (enrolment_id, session_id, intent, said_at)
    VALUES ($1, $2, 'komt', $3)
    ON CONFLICT (enrolment_id, session_id) DO UPDATE
    SET intent = excluded.intent, reason = NULL, said_at = excluded.said_at";

/// Somebody chose this session, and so said that they come.
pub async fn choose(
    tx: &mut Tx,
    (place, missed): (EnrolmentId, SessionId),
    session: SessionId,
    now: DateTime<Utc>,
) -> Result<()> {
    on!(tx, |conn| sqlx::query(CHOOSE)
        .bind(place)
        .bind(missed)
        .bind(session)
        .bind(now)
        .execute(conn)
        .await
        .map(|_| ()))?;
    on!(tx, |conn| sqlx::query(WILL_COME)
        .bind(place)
        .bind(session)
        .bind(now)
        .execute(conn)
        .await
        .map(|_| ()))?;
    Ok(())
}

const GIVE_BACK: &str = "
    UPDATE catch_up
    SET ended_at = $3
    WHERE enrolment_id = $1 AND missed_id = $2 AND chosen_at IS NOT NULL AND ended_at IS NULL
    RETURNING session_id";

const DROP_OPEN: &str = "
    UPDATE reminder
    SET dropped_at = $3, dropped_why = $4
    WHERE enrolment_id = $1 AND session_id = $2 AND fired_at IS NULL AND dropped_at IS NULL";

/// What was chosen before is not meant any more: its reminders are dropped, by this rule.
pub async fn give_back(
    tx: &mut Tx,
    (place, missed): (EnrolmentId, SessionId),
    why: &str,
    now: DateTime<Utc>,
) -> Result<()> {
    let given: Vec<SessionId> = on!(tx, |conn| sqlx::query_scalar(GIVE_BACK)
        .bind(place)
        .bind(missed)
        .bind(now)
        .fetch_all(conn)
        .await?);
    for session in given {
        on!(tx, |conn| sqlx::query(DROP_OPEN)
            .bind(place)
            .bind(session)
            .bind(now)
            .bind(why)
            .execute(conn)
            .await
            .map(|_| ()))?;
    }
    Ok(())
}

const END_OF_PLACE: &str = "
    UPDATE catch_up
    SET ended_at = $2
    WHERE enrolment_id = $1 AND chosen_at IS NOT NULL AND ended_at IS NULL";

/// Whoever has this place catches nothing up any more.
pub async fn end_of_place(tx: &mut Tx, place: EnrolmentId, now: DateTime<Utc>) -> Result<()> {
    on!(tx, |conn| sqlx::query(END_OF_PLACE)
        .bind(place)
        .bind(now)
        .execute(conn)
        .await
        .map(|_| ()))?;
    Ok(())
}

const END_OF_SESSION: &str = "
    UPDATE catch_up
    SET ended_at = $2
    WHERE session_id = $1 AND chosen_at IS NOT NULL AND ended_at IS NULL
    RETURNING enrolment_id, missed_id";

/// The session does not take place; gives who wanted to catch up what there, in no order.
pub async fn end_of_session(
    tx: &mut Tx,
    session: SessionId,
    now: DateTime<Utc>,
) -> Result<Vec<(EnrolmentId, SessionId)>> {
    Ok(on!(tx, |conn| sqlx::query_as(END_OF_SESSION)
        .bind(session)
        .bind(now)
        .fetch_all(conn)
        .await?))
}
