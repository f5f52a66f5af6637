//! Enrolments, reminders and the tasks they give, many at once.

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::{Both, OverRows, batches, fetch, ids, over, stamp};
use crate::ids::{
    CourseId, EnrolmentId, GemeenteId, MailboxId, PersonId, ReminderId, SessionId, StaffId, TaskId,
};
use crate::store::courses::{Enrolled, Place};
use crate::store::{Result, Tx, on};

over! {
    PLACES (id uuid) "
        SELECT e.person_id, e.course_id, e.ended_at IS NOT NULL AS ended
        FROM r
        CROSS JOIN enrolment e
        WHERE e.person_id = r.id"
}

/// Every place that these people have or had, in no order.
pub async fn places(tx: &mut Tx, people: impl IntoIterator<Item = PersonId>) -> Result<Vec<Place>> {
    fetch(tx, &PLACES, &ids(people.into_iter().map(|id| id.0))).await
}

// Shares are counted: instead of asking whether there is one, PostgreSQL would read all of both tables.
over! {
    ENROLLED (id uuid) "
        SELECT e.id AS enrolment_id, p.id AS person_id, p.mailbox_id, p.name, p.klantmanager_id,
            p.preferred_minute,
            (m.stopped_at IS NOT NULL OR NOT EXISTS (
                SELECT 1 FROM address a WHERE a.person_id = p.id AND a.unreachable_at IS NULL
            ) AND (
                SELECT COUNT(*)
                FROM address_share s
                JOIN address a ON a.id = s.address_id
                WHERE s.person_id = p.id AND a.unreachable_at IS NULL AND s.hushed_at IS NULL
            ) = 0) AS unreachable
        FROM r
        CROSS JOIN enrolment e
        JOIN person p ON p.id = e.person_id
        JOIN mailbox m ON m.id = p.mailbox_id
        WHERE e.id = r.id AND e.ended_at IS NULL"
}

/// Who has these places, in the order of their mailboxes.
pub async fn enrolled(
    tx: &mut Tx,
    places: impl IntoIterator<Item = EnrolmentId>,
) -> Result<Vec<Enrolled>> {
    let mut who: Vec<Enrolled> =
        fetch(tx, &ENROLLED, &ids(places.into_iter().map(|id| id.0))).await?;
    who.sort_by_key(|enrolled| (enrolled.mailbox_id, enrolled.enrolment_id));
    Ok(who)
}

/// For the test that reads every plan.
pub(super) static ALL: &[(&str, &OverRows)] =
    &[("courses PLACES", &PLACES), ("courses ENROLLED", &ENROLLED)];

/// An enrolment as it will be.
#[derive(Serialize)]
pub struct EnrolmentWrite {
    /// Its new id.
    pub id: EnrolmentId,
    /// Who.
    pub person: PersonId,
    /// In which course.
    pub course: CourseId,
}

const INSERT_ENROLMENTS: Both = Both {
    sqlite: "
        INSERT INTO enrolment (id, person_id, course_id, enrolled_at)
        SELECT unhex(value ->> 'id', '-'), unhex(value ->> 'person', '-'),
            unhex(value ->> 'course', '-'), $2
        FROM json_each($1)",
    postgres: "
        INSERT INTO enrolment (id, person_id, course_id, enrolled_at)
        SELECT r.id, r.person, r.course, $2
        FROM json_to_recordset($1::json) AS r (id UUID, person UUID, course UUID)",
};

/// Adds enrolments.
pub async fn insert_enrolments(
    tx: &mut Tx,
    rows: &[EnrolmentWrite],
    now: DateTime<Utc>,
) -> Result<()> {
    let sql = INSERT_ENROLMENTS.text(tx);
    for json in batches(rows)? {
        on!(tx, |conn| sqlx::query(sql).bind(&json).bind(now).execute(conn).await.map(|_| ()))?;
    }
    Ok(())
}

/// A reminder as it will be.
#[derive(Clone, Serialize)]
pub struct ReminderWrite {
    /// Its new id.
    pub id: ReminderId,
    /// For whom.
    pub enrolment: EnrolmentId,
    /// For which session.
    pub session: SessionId,
    /// As the session was planned when it had this version.
    pub version: i64,
    /// Its name in the policies.
    pub moment: String,
    /// When it goes out, or was meant to.
    #[serde(serialize_with = "stamp")]
    pub due_at: DateTime<Utc>,
    /// The last moment at which it may go out.
    #[serde(serialize_with = "stamp")]
    pub useful_until: DateTime<Utc>,
    /// Planned after its own moment had passed.
    pub late: bool,
    /// Never goes out, by this rule.
    pub dropped_why: Option<&'static str>,
}

// What was planned before for this version of the session stays as it was planned.
const INSERT_REMINDERS: Both = Both {
    sqlite: "
        INSERT INTO reminder (id, gemeente_id, enrolment_id, session_id, session_version, moment,
            due_at, useful_until, late, dropped_at, dropped_why)
        SELECT unhex(value ->> 'id', '-'), $2, unhex(value ->> 'enrolment', '-'),
            unhex(value ->> 'session', '-'), value ->> 'version', value ->> 'moment',
            value ->> 'due_at', value ->> 'useful_until', value ->> 'late',
            CASE WHEN value ->> 'dropped_why' IS NOT NULL THEN $3 END, value ->> 'dropped_why'
        FROM json_each($1)
        WHERE TRUE
        ON CONFLICT (enrolment_id, session_id, session_version, moment) DO NOTHING",
    postgres: "
        INSERT INTO reminder (id, gemeente_id, enrolment_id, session_id, session_version, moment,
            due_at, useful_until, late, dropped_at, dropped_why)
        SELECT r.id, $2, r.enrolment, r.session, r.version, r.moment,
            r.due_at, r.useful_until, r.late,
            CASE WHEN r.dropped_why IS NOT NULL THEN $3::timestamptz END, r.dropped_why
        FROM json_to_recordset($1::json) AS r (id UUID, enrolment UUID, session UUID,
            version BIGINT, moment TEXT, due_at TIMESTAMPTZ, useful_until TIMESTAMPTZ,
            late BOOLEAN, dropped_why TEXT)
        ON CONFLICT (enrolment_id, session_id, session_version, moment) DO NOTHING",
};

/// Adds reminders that are not there yet.
pub async fn insert_reminders(
    tx: &mut Tx,
    gemeente: GemeenteId,
    rows: &[ReminderWrite],
    now: DateTime<Utc>,
) -> Result<()> {
    let sql = INSERT_REMINDERS.text(tx);
    for json in batches(rows)? {
        on!(tx, |conn| sqlx::query(sql)
            .bind(&json)
            .bind(gemeente)
            .bind(now)
            .execute(conn)
            .await
            .map(|_| ()))?;
    }
    Ok(())
}

/// A task because there is no address that works.
#[derive(Serialize)]
pub struct NoAddressWrite {
    /// Its new id.
    pub id: TaskId,
    /// About whom.
    pub mailbox: MailboxId,
    /// The first session that the person would not hear of.
    pub session: SessionId,
    /// The person's klantmanager.
    pub assigned_to: Option<StaffId>,
}

const OPEN_NO_ADDRESS: Both = Both {
    sqlite: "
        INSERT INTO task (id, gemeente_id, mailbox_id, session_id, kind, desk, assigned_to,
            opened_at, cause)
        SELECT unhex(value ->> 'id', '-'), $2, unhex(value ->> 'mailbox', '-'),
            unhex(value ->> 'session', '-'), 'geen-adres', 'klantmanager',
            unhex(value ->> 'assigned_to', '-'), $3, 'geen-adres'
        FROM json_each($1)
        WHERE TRUE
        ON CONFLICT (mailbox_id, kind, cause) WHERE closed_at IS NULL DO NOTHING
        RETURNING id",
    postgres: "
        INSERT INTO task (id, gemeente_id, mailbox_id, session_id, kind, desk, assigned_to,
            opened_at, cause)
        SELECT r.id, $2, r.mailbox, r.session, 'geen-adres', 'klantmanager',
            r.assigned_to, $3, 'geen-adres'
        FROM json_to_recordset($1::json) AS r (id UUID, mailbox UUID, session UUID,
            assigned_to UUID)
        ON CONFLICT (mailbox_id, kind, cause) WHERE closed_at IS NULL DO NOTHING
        RETURNING id",
};

/// Opens a task for each who has none open yet; gives how many were opened.
pub async fn open_no_address(
    tx: &mut Tx,
    gemeente: GemeenteId,
    rows: &[NoAddressWrite],
    now: DateTime<Utc>,
) -> Result<usize> {
    let sql = OPEN_NO_ADDRESS.text(tx);
    let mut opened = 0;
    for json in batches(rows)? {
        let ids: Vec<TaskId> = on!(tx, |conn| sqlx::query_scalar(sql)
            .bind(&json)
            .bind(gemeente)
            .bind(now)
            .fetch_all(conn)
            .await?);
        opened += ids.len();
    }
    if opened > 0 {
        tx.ring_pages();
    }
    Ok(opened)
}
