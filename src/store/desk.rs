//! Closing tasks and looking up open questions, for the acts of colleagues.
//!
//! Opening them is the engine's work and not done here. Each look-up carries whose people the
//! colleague may see, so that a page can never act beyond its own list.

use chrono::{DateTime, Utc};

use super::board::Viewer;
use super::{Result, Tx, on};
use crate::ids::{AddressId, MailboxId, PersonId, QuestionId, StaffId, TaskId};
use crate::trade::staff::Scope;
use crate::trade::task::TaskKind;

const CLOSE: &str = "
    UPDATE task
    SET closed_at = $2, closed_by = $3
    WHERE id = $1 AND closed_at IS NULL
    RETURNING id";

/// Closes a task; false when it was closed before.
pub async fn close(tx: &mut Tx, task: TaskId, by: StaffId, now: DateTime<Utc>) -> Result<bool> {
    let closed: Option<TaskId> = on!(tx, |conn| sqlx::query_scalar(CLOSE)
        .bind(task)
        .bind(now)
        .bind(by)
        .fetch_optional(conn)
        .await?);
    tx.ring_pages();
    Ok(closed.is_some())
}

const CLOSE_CALLS: &str = "
    UPDATE task
    SET closed_at = $2, closed_by = $3
    WHERE mailbox_id = $4
      AND question_id = $1
      AND kind IN ('coach', 'bellen', 'brief', 'geen-adres')
      AND closed_at IS NULL
    RETURNING id";

/// Closes the tasks that asked a colleague to reach somebody about `question`. `by`: None when they
/// answered themselves.
pub async fn close_calls(
    tx: &mut Tx,
    (mailbox, question): (MailboxId, QuestionId),
    by: Option<StaffId>,
    now: DateTime<Utc>,
) -> Result<Vec<TaskId>> {
    tx.ring_pages();
    Ok(on!(tx, |conn| sqlx::query_scalar(CLOSE_CALLS)
        .bind(question)
        .bind(now)
        .bind(by)
        .bind(mailbox)
        .fetch_all(conn)
        .await?))
}

const CLOSE_KIND: &str = "
    UPDATE task
    SET closed_at = $3, closed_by = $4
    WHERE mailbox_id = $1 AND kind = $2 AND closed_at IS NULL
    RETURNING id";

/// Closes the open tasks of one kind about a mailbox: what they asked for is done.
pub async fn close_kind(
    tx: &mut Tx,
    mailbox: MailboxId,
    kind: TaskKind,
    by: StaffId,
    now: DateTime<Utc>,
) -> Result<Vec<TaskId>> {
    tx.ring_pages();
    Ok(on!(tx, |conn| sqlx::query_scalar(CLOSE_KIND)
        .bind(mailbox)
        .bind(kind.as_str())
        .bind(now)
        .bind(by)
        .fetch_all(conn)
        .await?))
}

const OPEN_KIND: &str =
    "SELECT id FROM task WHERE mailbox_id = $1 AND kind = $2 AND closed_at IS NULL";

/// Is there an open task of this kind about a mailbox?
pub async fn has_open(tx: &mut Tx, mailbox: MailboxId, kind: TaskKind) -> Result<bool> {
    let found: Vec<TaskId> = on!(tx, |conn| sqlx::query_scalar(OPEN_KIND)
        .bind(mailbox)
        .bind(kind.as_str())
        .fetch_all(conn)
        .await?);
    Ok(!found.is_empty())
}

const TASK: &str = "
    SELECT t.kind, t.closed_at, s.name AS closed_by
    FROM task t
    LEFT JOIN person p ON p.mailbox_id = t.mailbox_id
    LEFT JOIN staff s ON s.id = t.closed_by
    WHERE t.id = $1
      AND t.gemeente_id = $2
      AND ($3 OR p.coach_id IN (
              SELECT hand.of_id FROM in_hands hand
              WHERE hand.staff_id = $4 AND hand.first_on <= $6 AND hand.last_on >= $6))
      AND ($5 OR t.desk <> 'beheer')";

/// Whether a task is closed, and by whom.
#[derive(Clone, sqlx::FromRow)]
pub struct TaskState {
    /// A word of `TaskKind`.
    pub kind: String,
    /// When it was closed.
    pub closed_at: Option<DateTime<Utc>>,
    /// The name of the colleague who closed it; None: the system.
    pub closed_by: Option<String>,
}

/// A task, if the viewer may see it.
pub async fn task(tx: &mut Tx, task: TaskId, viewer: Viewer) -> Result<Option<TaskState>> {
    Ok(on!(tx, |conn| sqlx::query_as(TASK)
        .bind(task)
        .bind(viewer.gemeente)
        .bind(viewer.role.scope() == Scope::Gemeente)
        .bind(viewer.staff)
        .bind(viewer.role.operates())
        .bind(viewer.today)
        .fetch_optional(conn)
        .await?))
}

const PROOF: &str = "
    SELECT p.id
    FROM task t
    JOIN person p ON p.mailbox_id = t.mailbox_id
    WHERE t.id = $1
      AND t.gemeente_id = $2
      AND $3
      AND t.kind = 'bewijs'";

/// The person of a task to find out who somebody is, if the viewer sees everybody.
pub async fn proof_task(tx: &mut Tx, task: TaskId, viewer: Viewer) -> Result<Option<PersonId>> {
    Ok(on!(tx, |conn| sqlx::query_scalar(PROOF)
        .bind(task)
        .bind(viewer.gemeente)
        .bind(viewer.role.scope() == Scope::Gemeente)
        .fetch_optional(conn)
        .await?))
}

const QUESTION: &str = "
    SELECT q.mailbox_id, q.closed_at, q.closed_how, q.last_asked_at,
           EXISTS (SELECT 1 FROM inbox i WHERE i.mailbox_id = q.mailbox_id AND i.kind = 'try_now') AS being_tried
    FROM question q
    LEFT JOIN person p ON p.mailbox_id = q.mailbox_id
    WHERE q.id = $1
      AND q.gemeente_id = $2
      AND ($3 OR p.coach_id IN (
              SELECT hand.of_id FROM in_hands hand
              WHERE hand.staff_id = $4 AND hand.first_on <= $5 AND hand.last_on >= $5))";

/// Whose question it is, and whether it is still open.
#[derive(Clone, sqlx::FromRow)]
pub struct QuestionState {
    /// In which mailbox the answer belongs.
    pub mailbox_id: MailboxId,
    /// When it was closed.
    pub closed_at: Option<DateTime<Utc>>,
    /// How it was closed.
    pub closed_how: Option<String>,
    /// When it was put last.
    pub last_asked_at: DateTime<Utc>,
    /// A colleague asked for the next try, and that is not handled yet.
    pub being_tried: bool,
}

/// A question, if the viewer may see it.
pub async fn question(
    tx: &mut Tx,
    question: QuestionId,
    viewer: Viewer,
) -> Result<Option<QuestionState>> {
    Ok(on!(tx, |conn| sqlx::query_as(QUESTION)
        .bind(question)
        .bind(viewer.gemeente)
        .bind(viewer.role.scope() == Scope::Gemeente)
        .bind(viewer.staff)
        .bind(viewer.today)
        .fetch_optional(conn)
        .await?))
}

const REACH: &str = "
    SELECT m.stopped_at IS NOT NULL AS is_stopped,
           m.taken_over_at IS NOT NULL AS is_taken_over,
           p.coach_id IS NOT NULL AS has_coach,
           (SELECT CAST(COUNT(*) AS BIGINT) FROM address a
            WHERE a.person_id = p.id AND a.unreachable_at IS NULL AND a.joined_into IS NULL)
           + (SELECT CAST(COUNT(*) AS BIGINT)
              FROM address_share h
              JOIN address a ON a.id = h.address_id
              WHERE h.mailbox_id = m.id AND h.hushed_at IS NULL AND a.unreachable_at IS NULL) AS addresses
    FROM mailbox m
    LEFT JOIN person p ON p.mailbox_id = m.id
    WHERE m.id = $1";

/// What can be tried with somebody now.
#[derive(Clone, Copy, Debug, sqlx::FromRow)]
pub struct Reach {
    /// Said "stop".
    pub is_stopped: bool,
    /// A colleague talks.
    pub is_taken_over: bool,
    /// There is a coach to ask.
    pub has_coach: bool,
    /// Addresses that work.
    pub addresses: i64,
}

/// What can be tried with whom a mailbox is of.
pub async fn reach(tx: &mut Tx, mailbox: MailboxId) -> Result<Reach> {
    Ok(on!(tx, |conn| sqlx::query_as(REACH).bind(mailbox).fetch_one(conn).await?))
}

const STOP: &str = "
    SELECT t.mailbox_id AS phone, t.question_id AS question, a.id AS address, t.closed_at,
           s.name AS closed_by
    FROM task t
    JOIN mailbox m ON m.id = t.mailbox_id
    LEFT JOIN address a ON a.mailbox_id = t.mailbox_id AND a.joined_into IS NULL
    LEFT JOIN staff s ON s.id = t.closed_by
    WHERE t.id = $1
      AND t.gemeente_id = $2
      AND $3
      AND t.kind = 'voor-wie'
      AND t.reason = 'stop'
      AND m.kind = 'phone'";

/// A task to find out who said "stop" on a telephone.
#[derive(Clone, sqlx::FromRow)]
pub struct StopTask {
    /// The mailbox of the telephone.
    pub phone: MailboxId,
    /// The question that nobody answered there.
    pub question: QuestionId,
    /// The telephone; None: one person has it alone by now.
    pub address: Option<AddressId>,
    /// When the task was closed.
    pub closed_at: Option<DateTime<Utc>>,
    /// The name of the colleague who closed it; None: it was settled on the telephone.
    pub closed_by: Option<String>,
}

/// A task to find out who said "stop", if the viewer may see it: a telephone is nobody's in
/// particular, so only whoever sees everybody does.
pub async fn stop_task(tx: &mut Tx, task: TaskId, viewer: Viewer) -> Result<Option<StopTask>> {
    Ok(on!(tx, |conn| sqlx::query_as(STOP)
        .bind(task)
        .bind(viewer.gemeente)
        .bind(viewer.role.scope() == Scope::Gemeente)
        .fetch_optional(conn)
        .await?))
}

const CLOSE_STOPS: &str = "
    UPDATE task
    SET closed_at = $2, closed_by = $3
    WHERE mailbox_id = $1
      AND kind = 'voor-wie'
      AND reason = 'stop'
      AND closed_at IS NULL
    RETURNING id";

/// Closes the tasks to find out who said "stop" on this telephone: one answer is to all of them.
/// None: they were closed before.
pub async fn close_stops(
    tx: &mut Tx,
    phone: MailboxId,
    by: StaffId,
    now: DateTime<Utc>,
) -> Result<Vec<TaskId>> {
    tx.ring_pages();
    Ok(on!(tx, |conn| sqlx::query_scalar(CLOSE_STOPS)
        .bind(phone)
        .bind(now)
        .bind(by)
        .fetch_all(conn)
        .await?))
}
