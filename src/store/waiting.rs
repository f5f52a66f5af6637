//! Places in courses that are full, and who waits for one.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{Result, Tx, on};
use crate::ids::{CourseId, EnrolmentId, GemeenteId, MailboxId, PersonId, StaffId};

/// Why somebody left a waiting list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeftHow {
    /// Got a place.
    Placed,
    /// Does not wait any more.
    Withdrawn,
}

impl LeftHow {
    fn as_str(self) -> &'static str {
        match self {
            Self::Placed => "geplaatst",
            Self::Withdrawn => "van-de-lijst",
        }
    }
}

// The update changes nothing: it keeps others who fill the same course waiting until this commit.
const LOCK: &str = "UPDATE course SET capacity = capacity WHERE id = $1 RETURNING capacity";

const TAKEN: &str = "
    SELECT
        (SELECT COUNT(*) FROM enrolment WHERE course_id = $1 AND ended_at IS NULL),
        (SELECT COUNT(*) FROM course_wait
         WHERE gemeente_id = $2 AND course_id = $1 AND left_at IS NULL)";

/// How full a course is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Room {
    /// Places; None: as many as come.
    pub capacity: Option<i64>,
    /// Of these, taken.
    pub taken: i64,
    /// People who wait.
    pub waiting: i64,
}

impl Room {
    /// Places that nobody has; None: as many as come.
    pub fn free(&self) -> Option<i64> {
        self.capacity.map(|capacity| (capacity - self.taken).max(0))
    }

    /// Places for somebody who comes now, behind those who wait.
    pub fn for_newcomers(&self) -> Option<i64> {
        self.free().map(|free| (free - self.waiting).max(0))
    }
}

/// How full a course is; who fills it waits until this transaction is over.
pub async fn room(tx: &mut Tx, gemeente: GemeenteId, course: CourseId) -> Result<Room> {
    let capacity: Option<i64> =
        on!(tx, |conn| sqlx::query_scalar(LOCK).bind(course).fetch_one(conn).await?);
    let (taken, waiting): (i64, i64) =
        on!(tx, |conn| sqlx::query_as(TAKEN).bind(course).bind(gemeente).fetch_one(conn).await?);
    Ok(Room { capacity, taken, waiting })
}

const WAIT: &str = "
    INSERT INTO course_wait (id, gemeente_id, course_id, person_id, since)
    VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (course_id, person_id) WHERE left_at IS NULL DO NOTHING
    RETURNING id";

/// Puts somebody at the end of the list; false when they wait already.
pub async fn wait(
    tx: &mut Tx,
    gemeente: GemeenteId,
    (course, person): (CourseId, PersonId),
    now: DateTime<Utc>,
) -> Result<bool> {
    let id: Option<Uuid> = on!(tx, |conn| sqlx::query_scalar(WAIT)
        .bind(Uuid::now_v7())
        .bind(gemeente)
        .bind(course)
        .bind(person)
        .bind(now)
        .fetch_optional(conn)
        .await?);
    Ok(id.is_some())
}

const LEAVE: &str = "
    UPDATE course_wait
    SET left_at = $3, left_how = $4
    WHERE course_id = $1 AND person_id = $2 AND left_at IS NULL
    RETURNING id";

/// Takes somebody off the list; false when they do not wait.
pub async fn leave(
    tx: &mut Tx,
    (course, person): (CourseId, PersonId),
    how: LeftHow,
    now: DateTime<Utc>,
) -> Result<bool> {
    let id: Option<Uuid> = on!(tx, |conn| sqlx::query_scalar(LEAVE)
        .bind(course)
        .bind(person)
        .bind(now)
        .bind(how.as_str())
        .fetch_optional(conn)
        .await?);
    Ok(id.is_some())
}

/// Somebody who waits for a place.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Waiting {
    /// Who.
    pub person_id: PersonId,
    /// Where work about them goes.
    pub mailbox_id: MailboxId,
    /// Whose caseload.
    pub klantmanager_id: Option<StaffId>,
    /// As the klantmanager writes it.
    pub name: String,
    /// The municipality's own key.
    pub klantnummer: String,
    /// Since when, civil.
    pub since: DateTime<Utc>,
}

const LIST: &str = "
    SELECT p.id AS person_id, p.mailbox_id, p.klantmanager_id, p.name, p.klantnummer, w.since
    FROM course_wait w
    JOIN person p ON p.id = w.person_id
    WHERE w.gemeente_id = $1 AND w.course_id = $2 AND w.left_at IS NULL
    ORDER BY w.since, w.id";

/// Who waits for a course, the first first.
pub async fn list(tx: &mut Tx, gemeente: GemeenteId, course: CourseId) -> Result<Vec<Waiting>> {
    Ok(on!(tx, |conn| sqlx::query_as(LIST).bind(gemeente).bind(course).fetch_all(conn).await?))
}

/// A course for which somebody waits.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Queue {
    /// Which course.
    pub course_id: CourseId,
    /// Its name.
    pub name: String,
    /// Its group.
    pub group_name: String,
    /// Since when, civil.
    pub since: DateTime<Utc>,
    /// Their place on the list, from 1.
    pub number: i64,
    /// Places; None: as many as come.
    pub capacity: Option<i64>,
    /// Of these, taken.
    pub taken: i64,
}

// `number` counts in the order of `LIST`.
const QUEUES: &str = "
    SELECT w.course_id, c.name, c.group_name, w.since, c.capacity,
        (SELECT COUNT(*) FROM course_wait o
         WHERE o.gemeente_id = w.gemeente_id AND o.course_id = w.course_id AND o.left_at IS NULL
           AND (o.since < w.since OR (o.since = w.since AND o.id <= w.id))) AS number,
        (SELECT COUNT(*) FROM enrolment e WHERE e.course_id = c.id AND e.ended_at IS NULL) AS taken
    FROM course_wait w
    JOIN course c ON c.id = w.course_id
    WHERE w.person_id = $1 AND w.left_at IS NULL
    ORDER BY c.name, c.group_name, c.id";

/// What somebody waits for, by name.
pub async fn queues(tx: &mut Tx, person: PersonId) -> Result<Vec<Queue>> {
    Ok(on!(tx, |conn| sqlx::query_as(QUEUES).bind(person).fetch_all(conn).await?))
}

const PLACES: &str = "
    SELECT c.id, c.name || ' ' || c.group_name, e.ended_at IS NULL
    FROM enrolment e
    JOIN course c ON c.id = e.course_id
    WHERE e.person_id = $1
    ORDER BY c.name, c.group_name, c.id";

/// Every course in which somebody has or had a place, with its name and whether they have it now.
pub async fn places_of(tx: &mut Tx, person: PersonId) -> Result<Vec<(CourseId, String, bool)>> {
    Ok(on!(tx, |conn| sqlx::query_as(PLACES).bind(person).fetch_all(conn).await?))
}

const WITH_A_LIST: &str = "
    SELECT DISTINCT gemeente_id, course_id
    FROM course_wait
    WHERE left_at IS NULL
    ORDER BY gemeente_id, course_id";

/// Every course for which somebody waits.
pub async fn with_a_list(tx: &mut Tx) -> Result<Vec<(GemeenteId, CourseId)>> {
    Ok(on!(tx, |conn| sqlx::query_as(WITH_A_LIST).fetch_all(conn).await?))
}

/// A course, and how full it is.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Full {
    /// Which.
    pub id: CourseId,
    /// Its name.
    pub name: String,
    /// Its group.
    pub group_name: String,
    /// What is spoken in it.
    pub language: Option<String>,
    /// Places; None: as many as come.
    pub capacity: Option<i64>,
    /// Of these, taken.
    pub taken: i64,
    /// People who wait.
    pub waiting: i64,
    /// The next session; None: none is to come.
    pub next_at: Option<DateTime<Utc>>,
}

const COURSES: &str = "
    SELECT c.id, c.name, c.group_name, c.language, c.capacity,
        (SELECT COUNT(*) FROM enrolment e WHERE e.course_id = c.id AND e.ended_at IS NULL) AS taken,
        (SELECT COUNT(*) FROM course_wait w
         WHERE w.gemeente_id = c.gemeente_id AND w.course_id = c.id AND w.left_at IS NULL)
            AS waiting,
        (SELECT MIN(s.starts_at) FROM session s
         WHERE s.course_id = c.id AND s.cancelled_at IS NULL AND s.starts_at > $2) AS next_at
    FROM course c
    WHERE c.gemeente_id = $1
    ORDER BY c.name, c.group_name, c.id";

/// Every course of the municipality as it stands at `now`, civil.
pub async fn courses(tx: &mut Tx, gemeente: GemeenteId, now: DateTime<Utc>) -> Result<Vec<Full>> {
    Ok(on!(tx, |conn| sqlx::query_as(COURSES).bind(gemeente).bind(now).fetch_all(conn).await?))
}

/// Somebody's place in a course.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Placed {
    /// Which place.
    pub enrolment_id: EnrolmentId,
    /// Who.
    pub person_id: PersonId,
    /// Where events about them go.
    pub mailbox_id: MailboxId,
    /// As the klantmanager writes it.
    pub name: String,
    /// The municipality's own key.
    pub klantnummer: String,
}

const PLACED: &str = "
    SELECT e.id AS enrolment_id, p.id AS person_id, p.mailbox_id, p.name, p.klantnummer
    FROM enrolment e
    JOIN person p ON p.id = e.person_id
    WHERE e.course_id = $1 AND e.ended_at IS NULL
    ORDER BY p.name, e.id";

/// Who has a place in a course, by name.
pub async fn placed(tx: &mut Tx, course: CourseId) -> Result<Vec<Placed>> {
    Ok(on!(tx, |conn| sqlx::query_as(PLACED).bind(course).fetch_all(conn).await?))
}

const END: &str = "
    UPDATE enrolment
    SET ended_at = $2
    WHERE id = $1 AND ended_at IS NULL
    RETURNING id";

/// Ends a place; false when it had ended.
pub async fn end(tx: &mut Tx, place: EnrolmentId, now: DateTime<Utc>) -> Result<bool> {
    let ended: Option<EnrolmentId> =
        on!(tx, |conn| sqlx::query_scalar(END).bind(place).bind(now).fetch_optional(conn).await?);
    Ok(ended.is_some())
}

const DROP_OPEN: &str = "
    UPDATE reminder
    SET dropped_at = $2, dropped_why = $3
    WHERE enrolment_id = $1 AND fired_at IS NULL AND dropped_at IS NULL
    RETURNING id";

/// Drops what has not gone out yet for a place; gives how many.
pub async fn drop_reminders(
    tx: &mut Tx,
    place: EnrolmentId,
    why: &str,
    now: DateTime<Utc>,
) -> Result<usize> {
    let dropped: Vec<crate::ids::ReminderId> = on!(tx, |conn| sqlx::query_scalar(DROP_OPEN)
        .bind(place)
        .bind(now)
        .bind(why)
        .fetch_all(conn)
        .await?);
    Ok(dropped.len())
}

const OPEN_QUESTIONS: &str = "
    SELECT q.id
    FROM question q
    JOIN conversation c ON c.id = q.conversation_id
    WHERE q.mailbox_id = $1 AND q.closed_at IS NULL AND c.enrolment_id = $2
    ORDER BY q.id";

/// What is being asked about this place.
pub async fn open_questions(
    tx: &mut Tx,
    mailbox: MailboxId,
    place: EnrolmentId,
) -> Result<Vec<crate::ids::QuestionId>> {
    Ok(on!(tx, |conn| sqlx::query_scalar(OPEN_QUESTIONS)
        .bind(mailbox)
        .bind(place)
        .fetch_all(conn)
        .await?))
}
