//! Rows of what must leave and who must act: parts, tasks, tries to reach somebody.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::Writes;
use crate::ids::{
    AddressId, AttemptId, ConversationId, GemeenteId, MailboxId, PartId, QuestionId, SessionId,
    StaffId, TaskId,
};
use crate::store::hot::{Hex, OverRows, fetch, over, stamp, stamp_some};
use crate::store::{Result, StoreError, Tx};

/// A row of `outbox`, as far as the step decides it.
#[derive(Serialize)]
pub struct PartWrite {
    /// Its new id.
    pub id: PartId,
    /// Of which municipality.
    pub gemeente: GemeenteId,
    /// From which mailbox.
    pub mailbox: MailboxId,
    /// To where.
    pub address: AddressId,
    /// On which channel.
    pub channel: String,
    /// In which conversation.
    pub conversation: Option<ConversationId>,
    /// The question it puts.
    pub question: Option<QuestionId>,
    /// In which order.
    pub lane: i64,
    /// Its place in the mailbox; given by [`write`].
    pub seq: i64,
    /// The content it was made with.
    pub revision: String,
    /// The language beside Dutch.
    pub language: &'static str,
    /// What is said.
    pub text_id: String,
    /// Sealed for `outbox.sealed`.
    pub sealed: Hex,
    /// Which part of the rendered message.
    pub part_no: i64,
    /// What goes along with the message, as a word of `message::Aid`; None: the words.
    pub aid: Option<String>,
    /// Civil.
    #[serde(serialize_with = "stamp")]
    pub created_at: DateTime<Utc>,
    /// Machine.
    #[serde(serialize_with = "stamp")]
    pub not_before: DateTime<Utc>,
    /// Civil.
    #[serde(serialize_with = "stamp")]
    pub expires_at: DateTime<Utc>,
    /// Until when it is ours to send, machine: it was taken as it was made. None: it waits in line.
    #[serde(serialize_with = "stamp_some")]
    pub taken_until: Option<DateTime<Utc>>,
}

over! {
    QUEUE (id uuid, gemeente uuid, mailbox uuid, address uuid, channel text, conversation uuid,
           question uuid, lane bigint, seq bigint, revision text, language text, text_id text,
           sealed bytes, part_no bigint, aid text, created_at timestamptz, not_before timestamptz,
           expires_at timestamptz, taken_until timestamptz) "
        INSERT INTO outbox (id, gemeente_id, mailbox_id, address_id, channel, conversation_id,
                            question_id, lane, seq, revision, language, text_id, sealed, part_no, aid,
                            created_at, not_before, expires_at, leased_until, state, attempt)
        SELECT id, gemeente, mailbox, address, channel, conversation, question, lane, seq,
               revision, language, text_id, sealed, part_no, aid, created_at, not_before,
               expires_at, taken_until,
               CASE WHEN taken_until IS NULL THEN 'queued' ELSE 'sending' END,
               CASE WHEN taken_until IS NULL THEN 0 ELSE 1 END
        FROM r"
}

#[derive(Serialize)]
struct Places {
    id: MailboxId,
    count: i64,
}

over! {
    TAKE_PLACES (id uuid, count bigint) "
        UPDATE mailbox
        SET last_seq = last_seq + r.count
        FROM r
        WHERE mailbox.id = r.id AND mailbox.merged_into IS NULL
        RETURNING mailbox.id, mailbox.last_seq"
}

/// Takes `count` places at the end of each mailbox and gives the last of them; a mailbox that was
/// merged meanwhile is not among the answers. The rows stay locked until the commit.
pub async fn take_places(
    tx: &mut Tx,
    wanted: HashMap<MailboxId, i64>,
) -> Result<HashMap<MailboxId, i64>> {
    let mut rows: Vec<Places> =
        wanted.into_iter().map(|(id, count)| Places { id, count }).collect();
    rows.sort_by_key(|row| row.id);
    Ok(fetch::<_, (MailboxId, i64)>(tx, &TAKE_PLACES, &rows).await?.into_iter().collect())
}

/// A row of `task`.
#[derive(Serialize)]
pub struct TaskWrite {
    /// Its new id; an open task of the same kind and cause keeps its own.
    pub id: TaskId,
    /// Of which municipality.
    pub gemeente: GemeenteId,
    /// About whose mailbox.
    pub mailbox: MailboxId,
    /// From which conversation.
    pub conversation: Option<ConversationId>,
    /// About which question.
    pub question: Option<QuestionId>,
    /// About which session.
    pub session: Option<SessionId>,
    /// What for.
    pub kind: &'static str,
    /// Whose desk.
    pub desk: &'static str,
    /// Whose, if somebody's.
    pub assigned_to: Option<StaffId>,
    /// Why, as a code.
    pub reason: Option<String>,
    /// Civil.
    #[serde(serialize_with = "stamp")]
    pub opened_at: DateTime<Utc>,
    /// The same cause again joins the open task.
    pub cause: String,
    /// Somebody waits behind it from then on, civil.
    #[serde(serialize_with = "stamp_some")]
    pub waits_since: Option<DateTime<Utc>>,
}

over! {
    OPEN_TASKS (id uuid, gemeente uuid, mailbox uuid, conversation uuid, question uuid,
                session uuid, kind text, desk text, assigned_to uuid, reason text,
                opened_at timestamptz, cause text, waits_since timestamptz) "
        INSERT INTO task (id, gemeente_id, mailbox_id, conversation_id, question_id, session_id,
                          kind, desk, assigned_to, reason, opened_at, cause, waits_since)
        SELECT id, gemeente, mailbox, conversation, question, session, kind, desk, assigned_to,
               reason, opened_at, cause, waits_since
        FROM r
        WHERE TRUE
        ON CONFLICT (mailbox_id, kind, cause) WHERE closed_at IS NULL
        DO UPDATE SET reason = COALESCE(excluded.reason, task.reason),
                      waits_since = COALESCE(task.waits_since, excluded.waits_since)
        RETURNING id, mailbox_id, kind, cause"
}

/// A row of `contact_attempt`.
#[derive(Serialize)]
pub struct AttemptWrite {
    /// Its new id.
    pub id: AttemptId,
    /// Whose mailbox.
    pub mailbox: MailboxId,
    /// About which question.
    pub question: Option<QuestionId>,
    /// By which route.
    pub route: &'static str,
    /// The rung that asked for it.
    pub rung: Option<&'static str>,
    /// The message.
    pub part: Option<PartId>,
    /// The task, by the id it was made with.
    pub task: Option<TaskId>,
    /// Civil.
    #[serde(serialize_with = "stamp")]
    pub at: DateTime<Utc>,
}

over! {
    ATTEMPT (id uuid, mailbox uuid, question uuid, route text, rung text, part uuid, task uuid,
             at timestamptz) "
        INSERT INTO contact_attempt (id, mailbox_id, question_id, route, rung, part_id, task_id, at)
        SELECT id, mailbox, question, route, rung, part, task, at
        FROM r"
}

/// Gives each part its place in its mailbox.
pub(super) async fn give_places(tx: &mut Tx, parts: &mut [PartWrite]) -> Result<()> {
    let mut counts: HashMap<MailboxId, i64> = HashMap::new();
    for part in parts.iter_mut() {
        let count = counts.entry(part.mailbox).or_default();
        *count += 1;
        part.seq = *count;
    }
    let last = take_places(tx, counts.clone()).await?;
    for part in parts {
        let last = last.get(&part.mailbox).ok_or_else(|| {
            StoreError::corrupt("mailbox", part.mailbox, "is not there, or was merged")
        })?;
        part.seq += last - counts[&part.mailbox];
    }
    Ok(())
}

/// Opens the tasks; a try that names one that joined another gets the id of that one.
pub(super) async fn open_tasks(tx: &mut Tx, writes: &mut Writes) -> Result<()> {
    let open: Vec<(TaskId, MailboxId, String, String)> =
        fetch(tx, &OPEN_TASKS, &writes.tasks).await?;
    for attempt in &mut writes.attempts {
        let Some(made) = attempt.task else { continue };
        let Some(task) = writes.tasks.iter().find(|t| t.id == made) else { continue };
        attempt.task = open
            .iter()
            .find(|(_, mailbox, kind, cause)| {
                (*mailbox, kind.as_str(), cause) == (task.mailbox, task.kind, &task.cause)
            })
            .map(|(id, ..)| *id);
    }
    Ok(())
}

/// For the test that reads every plan.
pub(super) static ALL: &[(&str, &OverRows)] = &[
    ("effects/leave QUEUE", &QUEUE),
    ("effects/leave TAKE_PLACES", &TAKE_PLACES),
    ("effects/leave OPEN_TASKS", &OPEN_TASKS),
    ("effects/leave ATTEMPT", &ATTEMPT),
];
