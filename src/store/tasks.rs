//! Work for colleagues.

use chrono::{DateTime, Utc};

use super::{Result, Tx, on};
use crate::ids::{ConversationId, GemeenteId, MailboxId, QuestionId, SessionId, StaffId, TaskId};
use crate::trade::task::{Desk, TaskKind};

/// A task to open.
#[derive(Clone, Debug)]
pub struct NewTask<'a> {
    /// Of which municipality.
    pub gemeente: GemeenteId,
    /// About whose mailbox.
    pub mailbox: MailboxId,
    /// What for.
    pub kind: TaskKind,
    /// Whose desk.
    pub desk: Desk,
    /// Whose, if somebody's.
    pub assigned_to: Option<StaffId>,
    /// From which conversation.
    pub conversation: Option<ConversationId>,
    /// About which question.
    pub question: Option<QuestionId>,
    /// About which session.
    pub session: Option<SessionId>,
    /// Why, as a code.
    pub reason: Option<&'a str>,
    /// The same cause again joins the open task.
    pub cause: &'a str,
}

const CLOSE_CAUSE: &str = "
    UPDATE task
    SET closed_at = $4, closed_by = $5
    WHERE mailbox_id = $1 AND kind = $2 AND cause = $3 AND closed_at IS NULL";

/// What this task asked for was done.
pub async fn close_cause(
    tx: &mut Tx,
    (mailbox, kind): (MailboxId, TaskKind),
    cause: &str,
    (by, now): (Option<StaffId>, DateTime<Utc>),
) -> Result<()> {
    on!(tx, |conn| sqlx::query(CLOSE_CAUSE)
        .bind(mailbox)
        .bind(kind.as_str())
        .bind(cause)
        .bind(now)
        .bind(by)
        .execute(conn)
        .await
        .map(|_| ()))?;
    tx.ring_pages();
    Ok(())
}

const OPEN: &str = "
    INSERT INTO task (id, gemeente_id, mailbox_id, conversation_id, question_id, session_id, kind,
                      desk, assigned_to, reason, opened_at, cause, waits_since)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
    ON CONFLICT (mailbox_id, kind, cause) WHERE closed_at IS NULL
    DO UPDATE SET reason = COALESCE(excluded.reason, task.reason),
                  waits_since = COALESCE(task.waits_since, excluded.waits_since)
    RETURNING id";

/// Opens a task, or joins the open one of the same kind and cause; who looked at that one has to look again.
pub async fn open(tx: &mut Tx, task: NewTask<'_>, now: DateTime<Utc>) -> Result<TaskId> {
    let id = on!(tx, |conn| sqlx::query_scalar(OPEN)
        .bind(TaskId::fresh())
        .bind(task.gemeente)
        .bind(task.mailbox)
        .bind(task.conversation)
        .bind(task.question)
        .bind(task.session)
        .bind(task.kind.as_str())
        .bind(task.desk.as_str())
        .bind(task.assigned_to)
        .bind(task.reason)
        .bind(now)
        .bind(task.cause)
        .bind(task.kind.somebody_waits().then_some(now))
        .fetch_one(conn)
        .await?);
    tx.ring_pages();
    Ok(id)
}
