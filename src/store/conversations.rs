//! Conversations, questions, answers and waits.

use chrono::{DateTime, Utc};

use super::{Result, Tx, on};
use crate::dialog::conversation::{Conversation, Question, Status};
use crate::dialog::effect::ClosedHow;
use crate::ids::{AnswerId, ConversationId, GemeenteId, MailboxId, QuestionId, WaitId};

const LIVE: &str = "
    SELECT sealed
    FROM conversation
    WHERE mailbox_id = $1 AND ended_at IS NULL
    ORDER BY started_at, id";

/// The conversations of a mailbox that are not over, oldest first.
pub async fn live(tx: &mut Tx, mailbox: MailboxId) -> Result<Vec<Conversation>> {
    let rows: Vec<Vec<u8>> =
        on!(tx, |conn| sqlx::query_scalar(LIVE).bind(mailbox).fetch_all(conn).await?);
    rows.iter().map(|sealed| tx.vault().open_json("conversation.sealed", sealed)).collect()
}

const BY_QUESTION: &str = "
    SELECT c.sealed
    FROM question q
    JOIN conversation c ON c.id = q.conversation_id
    WHERE q.id = $1 AND q.mailbox_id = $2";

/// The conversation that put a question to this mailbox, also when it is over.
pub async fn by_question(
    tx: &mut Tx,
    question: QuestionId,
    mailbox: MailboxId,
) -> Result<Option<Conversation>> {
    let row: Option<Vec<u8>> = on!(tx, |conn| sqlx::query_scalar(BY_QUESTION)
        .bind(question)
        .bind(mailbox)
        .fetch_optional(conn)
        .await?);
    row.map(|sealed| tx.vault().open_json("conversation.sealed", &sealed)).transpose()
}

const KEEP: &str = "
    INSERT INTO conversation (id, gemeente_id, mailbox_id, dialog, revision, step, enrolment_id,
                              session_id, sealed, started_at, ended_at, ended_how)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
    ON CONFLICT (id) DO UPDATE
    SET step = excluded.step, sealed = excluded.sealed,
        ended_at = excluded.ended_at, ended_how = excluded.ended_how";

/// Writes a conversation as it is now.
pub async fn keep(
    tx: &mut Tx,
    gemeente: GemeenteId,
    mailbox: MailboxId,
    conversation: &Conversation,
    now: DateTime<Utc>,
) -> Result<()> {
    let sealed = tx.vault().seal_json("conversation.sealed", conversation)?;
    let ended = match conversation.status {
        Status::Ended { how } => Some(how.as_str()),
        _ => None,
    };
    on!(tx, |conn| sqlx::query(KEEP)
        .bind(conversation.id)
        .bind(gemeente)
        .bind(mailbox)
        .bind(&conversation.dialog)
        .bind(&conversation.revision.0)
        .bind(&conversation.step)
        .bind(conversation.about.map(|a| a.enrolment))
        .bind(conversation.about.map(|a| a.session))
        .bind(&sealed)
        .bind(conversation.started_at)
        .bind(ended.map(|_| now))
        .bind(ended)
        .execute(conn)
        .await
        .map(|_| ()))?;
    Ok(())
}

const ASK: &str = "
    INSERT INTO question (id, gemeente_id, mailbox_id, conversation_id, dialog, step, text_id,
                          session_id, first_asked_at, last_asked_at, times_asked, rungs_done,
                          next_rung, next_rung_at, undelivered_why)
    SELECT $1, c.gemeente_id, c.mailbox_id, c.id, c.dialog, $3, $4,
           c.session_id, $5, $6, $7, $8, $9, $10, $11
    FROM conversation c
    WHERE c.id = $2
    ON CONFLICT (id) DO UPDATE
    SET last_asked_at = excluded.last_asked_at, times_asked = excluded.times_asked,
        rungs_done = excluded.rungs_done, next_rung = excluded.next_rung,
        next_rung_at = excluded.next_rung_at, undelivered_why = excluded.undelivered_why,
        closed_at = NULL, closed_how = NULL";

/// Writes a question as it is now.
pub async fn ask(
    tx: &mut Tx,
    conversation: ConversationId,
    question: &Question,
    text: &str,
) -> Result<()> {
    let next = question.next.as_ref();
    // a silence that the dialog handles itself is no rung; it still has a moment
    let rung = next.map(|n| n.rung.map_or("dialoog", |r| r.as_str()));
    let rungs_done = i64::try_from(question.rungs_done).unwrap_or(i64::MAX);
    on!(tx, |conn| sqlx::query(ASK)
        .bind(question.id)
        .bind(conversation)
        .bind(&question.step)
        .bind(text)
        .bind(question.first_asked_at)
        .bind(question.last_asked_at)
        .bind(i64::from(question.times_asked))
        .bind(rungs_done)
        .bind(rung)
        .bind(next.map(|n| n.at))
        .bind(&question.undelivered)
        .execute(conn)
        .await
        .map(|_| ()))?;
    tx.ring_pages();
    Ok(())
}

const CLOSE_QUESTION: &str = "
    UPDATE question
    SET closed_at = $2, closed_how = $3, next_rung = NULL, next_rung_at = NULL
    WHERE id = $1 AND closed_at IS NULL";

/// The question needs no answer any more.
pub async fn close_question(
    tx: &mut Tx,
    question: QuestionId,
    how: ClosedHow,
    now: DateTime<Utc>,
) -> Result<()> {
    on!(tx, |conn| sqlx::query(CLOSE_QUESTION)
        .bind(question)
        .bind(now)
        .bind(how.as_str())
        .execute(conn)
        .await
        .map(|_| ()))?;
    tx.ring_pages();
    Ok(())
}

/// An answer, in codes.
#[derive(Clone, Debug)]
pub struct NewAnswer<'a> {
    /// In which conversation.
    pub conversation: ConversationId,
    /// To which question.
    pub question: QuestionId,
    /// What about.
    pub key: &'a str,
    /// What.
    pub value: &'a str,
    /// By which channel, or `staff`.
    pub route: &'a str,
    /// Takes the place of an earlier one.
    pub correction: bool,
}

const RECORD: &str = "
    INSERT INTO answer (id, mailbox_id, conversation_id, question_id, key, value, route,
                        correction, at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";

/// Writes an answer down.
pub async fn record(
    tx: &mut Tx,
    mailbox: MailboxId,
    answer: NewAnswer<'_>,
    now: DateTime<Utc>,
) -> Result<()> {
    on!(tx, |conn| sqlx::query(RECORD)
        .bind(AnswerId::fresh())
        .bind(mailbox)
        .bind(answer.conversation)
        .bind(answer.question)
        .bind(answer.key)
        .bind(answer.value)
        .bind(answer.route)
        .bind(answer.correction)
        .bind(now)
        .execute(conn)
        .await
        .map(|_| ()))?;
    tx.ring_pages();
    Ok(())
}

const WAIT: &str = "
    INSERT INTO wait (id, mailbox_id, conversation_id, due_at)
    VALUES ($1, $2, $3, $4)
    ON CONFLICT (id) DO NOTHING";

/// Wakes a conversation at `due_at`.
pub async fn wait(
    tx: &mut Tx,
    mailbox: MailboxId,
    wait: WaitId,
    conversation: ConversationId,
    due_at: DateTime<Utc>,
) -> Result<()> {
    on!(tx, |conn| sqlx::query(WAIT)
        .bind(wait)
        .bind(mailbox)
        .bind(conversation)
        .bind(due_at)
        .execute(conn)
        .await
        .map(|_| ()))?;
    Ok(())
}

const CANCEL_WAIT: &str = "
    UPDATE wait
    SET cancelled_at = $2
    WHERE id = $1 AND fired_at IS NULL AND cancelled_at IS NULL";

/// Nobody waits for it any more.
pub async fn cancel_wait(tx: &mut Tx, wait: WaitId, now: DateTime<Utc>) -> Result<()> {
    on!(tx, |conn| sqlx::query(CANCEL_WAIT).bind(wait).bind(now).execute(conn).await.map(|_| ()))?;
    Ok(())
}
