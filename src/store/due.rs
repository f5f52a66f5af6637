//! What falls due: reminders and waits.

use chrono::{DateTime, Utc};

use super::{Result, Tx, on};
use crate::ids::{
    EnrolmentId, GemeenteId, MailboxId, ReminderId, SessionId, StaffId, StartId, WaitId,
};

/// A reminder whose moment has come, with everything its message may mention.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct DueReminder {
    /// Which.
    pub id: ReminderId,
    /// Of which municipality.
    pub gemeente_id: GemeenteId,
    /// Its CBS code.
    pub gemeente: String,
    /// Whose people the person is of.
    pub coach_id: Option<StaffId>,
    /// To whom.
    pub mailbox_id: MailboxId,
    /// For whose place.
    pub enrolment_id: EnrolmentId,
    /// In which session.
    pub session_id: SessionId,
    /// `7d`, `3d`, ...
    pub moment: String,
    /// When it is planned.
    pub due_at: DateTime<Utc>,
    /// When it was meant to come.
    pub meant_at: DateTime<Utc>,
    /// Not after this.
    pub useful_until: DateTime<Utc>,
    /// Kind of session.
    pub kind: String,
    /// Number of the session in its course.
    pub number: i64,
    /// Begin.
    pub starts_at: DateTime<Utc>,
    /// End.
    pub ends_at: DateTime<Utc>,
    /// Where.
    pub place: String,
    /// Its street and number.
    pub street: String,
    /// What to bring.
    pub bring: Option<String>,
    /// The link of an online session.
    pub online_url: Option<String>,
    /// An interpreter of the person's own language comes.
    pub has_interpreter: bool,
    /// Children can come along.
    pub childcare: bool,
    /// How to get there, in a few words.
    pub travel_hint: Option<String>,
    /// Why it must not be sent any more, if so.
    pub overtaken: Option<String>,
    /// What was said about coming.
    pub intent: Option<String>,
}

const REMINDERS: &str = "
    SELECT r.id, r.gemeente_id, g.code AS gemeente, p.coach_id, p.mailbox_id, r.enrolment_id,
           r.session_id, r.moment, r.due_at, COALESCE(r.moved_from, r.due_at) AS meant_at,
           r.useful_until,
           s.kind, s.number, s.starts_at, s.ends_at, s.place, s.street, s.bring,
           s.online_url, COALESCE(s.interpreter = m.language, FALSE) AS has_interpreter,
           s.childcare, s.travel_hint, a.intent,
           CASE WHEN s.cancelled_at IS NOT NULL THEN 'afgezegd'
                WHEN e.ended_at IS NOT NULL THEN 'uitgeschreven'
                WHEN s.version <> r.session_version THEN 'verplaatst'
                ELSE NULL END AS overtaken
    FROM reminder r
    JOIN gemeente g ON g.id = r.gemeente_id
    JOIN enrolment e ON e.id = r.enrolment_id
    JOIN person p ON p.id = e.person_id
    JOIN mailbox m ON m.id = p.mailbox_id
    JOIN session s ON s.id = r.session_id
    LEFT JOIN attendance a ON a.enrolment_id = r.enrolment_id AND a.session_id = r.session_id
    WHERE r.fired_at IS NULL AND r.dropped_at IS NULL AND r.due_at <= $1
    ORDER BY r.due_at, r.id
    LIMIT $2";

/// Reminders due at `civil`, oldest first.
pub async fn reminders(tx: &mut Tx, civil: DateTime<Utc>, limit: i64) -> Result<Vec<DueReminder>> {
    Ok(on!(tx, |conn| sqlx::query_as(REMINDERS).bind(civil).bind(limit).fetch_all(conn).await?))
}

/// A wait that has run out.
#[derive(Clone, Copy, Debug, sqlx::FromRow)]
pub struct DueWait {
    /// Which.
    pub id: WaitId,
    /// In which mailbox.
    pub mailbox_id: MailboxId,
}

const WAITS: &str = "
    SELECT id, mailbox_id
    FROM wait
    WHERE fired_at IS NULL AND cancelled_at IS NULL AND due_at <= $1
    ORDER BY due_at, id
    LIMIT $2";

/// Waits that ran out by `civil`, oldest first.
pub async fn waits(tx: &mut Tx, civil: DateTime<Utc>, limit: i64) -> Result<Vec<DueWait>> {
    Ok(on!(tx, |conn| sqlx::query_as(WAITS).bind(civil).bind(limit).fetch_all(conn).await?))
}

/// What a schedule planned for one person and the budget put off, or what is said after a lesson.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct DueStart {
    /// Which.
    pub id: StartId,
    /// With whom.
    pub mailbox_id: MailboxId,
    /// Of which municipality: its CBS code.
    pub gemeente: String,
    /// What a schedule begins.
    pub dialog: Option<String>,
    /// After which lesson it is said.
    pub session_id: Option<SessionId>,
    /// Whose place at that lesson.
    pub enrolment_id: Option<EnrolmentId>,
    /// Minutes of practice that the person told of so far.
    pub practised: i64,
    /// When it is planned.
    pub due_at: DateTime<Utc>,
    /// Not after this.
    pub useful_until: DateTime<Utc>,
}

const STARTS: &str = "
    SELECT b.id, b.mailbox_id, g.code AS gemeente, b.dialog, b.session_id, b.enrolment_id,
        b.due_at, b.useful_until,
        CAST(COALESCE((SELECT SUM(h.minutes)
                       FROM practice_hours h
                       WHERE h.mailbox_id = b.mailbox_id), 0) AS BIGINT) AS practised
    FROM bot_start b
    JOIN mailbox m ON m.id = b.mailbox_id
    JOIN gemeente g ON g.id = m.gemeente_id
    WHERE b.begun_at IS NULL AND b.dropped_at IS NULL AND b.due_at <= $1
    ORDER BY b.due_at, b.id
    LIMIT $2";

/// Starts that wait and are due at `civil`, oldest first.
pub async fn starts(tx: &mut Tx, civil: DateTime<Utc>, limit: i64) -> Result<Vec<DueStart>> {
    Ok(on!(tx, |conn| sqlx::query_as(STARTS).bind(civil).bind(limit).fetch_all(conn).await?))
}

const NEXT: &str = "
    SELECT MIN(at) AS at
    FROM (
        SELECT MIN(due_at) AS at FROM reminder WHERE fired_at IS NULL AND dropped_at IS NULL
        UNION ALL
        SELECT MIN(due_at) AS at FROM wait WHERE fired_at IS NULL AND cancelled_at IS NULL
        UNION ALL
        SELECT MIN(due_at) AS at FROM bot_start WHERE begun_at IS NULL AND dropped_at IS NULL
        UNION ALL
        SELECT MIN(send_at) AS at FROM staff_message WHERE given_at IS NULL AND ended_at IS NULL
        UNION ALL
        SELECT MIN(expires_at) AS at FROM staff_message WHERE held_at IS NOT NULL AND ended_at IS NULL
        UNION ALL
        SELECT MIN(next_at) AS at FROM recurring_job
    ) AS due";

const NEXT_SEEN: &str = "
    SELECT MIN(at) AS at
    FROM (
        SELECT MIN(due_at) AS at FROM reminder WHERE fired_at IS NULL AND dropped_at IS NULL
        UNION ALL
        SELECT MIN(due_at) AS at FROM wait WHERE fired_at IS NULL AND cancelled_at IS NULL
        UNION ALL
        SELECT MIN(due_at) AS at FROM bot_start WHERE begun_at IS NULL AND dropped_at IS NULL
        UNION ALL
        SELECT MIN(send_at) AS at FROM staff_message WHERE given_at IS NULL AND ended_at IS NULL
        UNION ALL
        SELECT MIN(expires_at) AS at FROM staff_message WHERE held_at IS NOT NULL AND ended_at IS NULL
        UNION ALL
        SELECT MIN(next_at) AS at FROM recurring_job WHERE name <> 'termijnen'
    ) AS due";

/// The next moment on which something falls due that people may see, civil: not the look of every
/// morning at the trajectories.
pub async fn next_seen(tx: &mut Tx) -> Result<Option<DateTime<Utc>>> {
    Ok(on!(tx, |conn| sqlx::query_scalar(NEXT_SEEN).fetch_one(conn).await?))
}

/// The next moment on which anything falls due, civil.
pub async fn next(tx: &mut Tx) -> Result<Option<DateTime<Utc>>> {
    Ok(on!(tx, |conn| sqlx::query_scalar(NEXT).fetch_one(conn).await?))
}
