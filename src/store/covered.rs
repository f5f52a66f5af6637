//! Messages that wait behind a neutral one: somebody else may read along on the telephone, so that what it is
//! about shows only after a tap.
//!
//! Everything here is within one mailbox: a button that was meant for another opens nothing.

use std::collections::HashMap;

use chrono::{DateTime, Utc};

use super::{Result, Tx, on};
use crate::dialog::conversation::Unread;
use crate::ids::{ConversationId, CoverId, MailboxId, QuestionId};
use crate::message::Saying;

const SINCE: &str = "SELECT covered_since FROM mailbox WHERE id = $1";

/// Since when a person wants it so, civil; None: they do not.
pub async fn since(tx: &mut Tx, mailbox: MailboxId) -> Result<Option<DateTime<Utc>>> {
    Ok(on!(tx, |conn| sqlx::query_scalar(SINCE).bind(mailbox).fetch_one(conn).await?))
}

const SET: &str = "UPDATE mailbox SET covered_since = $2 WHERE id = $1";

/// What begins here is covered from now on (`Some`), or not any more (`None`). What waits goes on waiting.
pub async fn set(tx: &mut Tx, mailbox: MailboxId, since: Option<DateTime<Utc>>) -> Result<()> {
    on!(tx, |conn| sqlx::query(SET).bind(mailbox).bind(since).execute(conn).await.map(|_| ()))?;
    tx.ring_pages();
    Ok(())
}

/// A message to be covered.
#[derive(Clone, Debug)]
pub struct Covered {
    /// Which; the button of the neutral message carries that of the first that it covers.
    pub id: CoverId,
    /// Whose.
    pub mailbox: MailboxId,
    /// In which conversation.
    pub conversation: Option<ConversationId>,
    /// Whose texts it uses.
    pub revision: String,
    /// In which language, beside Dutch.
    pub language: String,
    /// What.
    pub saying: Saying,
    /// Worthless after this, civil.
    pub expires_at: DateTime<Utc>,
}

const KEEP: &str = "
    INSERT INTO covered_message (id, mailbox_id, conversation_id, question_id, revision, language,
        sealed, created_at, expires_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";

/// Keeps a message until it is asked for. `now` is civil.
pub async fn keep(tx: &mut Tx, one: &Covered, now: DateTime<Utc>) -> Result<()> {
    let sealed = tx.vault().seal_json("covered_message.sealed", &one.saying)?;
    on!(tx, |conn| sqlx::query(KEEP)
        .bind(one.id)
        .bind(one.mailbox)
        .bind(one.conversation)
        .bind(one.saying.question)
        .bind(&one.revision)
        .bind(&one.language)
        .bind(&sealed)
        .bind(now)
        .bind(one.expires_at)
        .execute(conn)
        .await
        .map(|_| ()))?;
    Ok(())
}

// What was asked and is closed is no news any more.
const UNREAD: &str = "
    SELECT c.question_id, c.created_at
    FROM covered_message c
    LEFT JOIN question q ON q.id = c.question_id
    WHERE c.mailbox_id = $1
      AND c.opened_at IS NULL
      AND c.expires_at > $2
      AND q.closed_at IS NULL
    ORDER BY c.created_at, c.id";

/// What waits here and was not read yet. `now` is civil.
pub async fn unread(tx: &mut Tx, mailbox: MailboxId, now: DateTime<Utc>) -> Result<Vec<Unread>> {
    let rows: Vec<(Option<QuestionId>, DateTime<Utc>)> =
        on!(tx, |conn| sqlx::query_as(UNREAD).bind(mailbox).bind(now).fetch_all(conn).await?);
    Ok(rows.into_iter().map(|(question, since)| Unread { question, since }).collect())
}

#[derive(sqlx::FromRow)]
struct Row {
    id: CoverId,
    conversation_id: Option<ConversationId>,
    revision: String,
    language: String,
    sealed: Vec<u8>,
    expires_at: DateTime<Utc>,
    opened_at: Option<DateTime<Utc>>,
}

/// A message that can be read now.
#[derive(Clone, Debug)]
pub struct Waiting {
    /// The message.
    pub message: Covered,
    /// When it was asked for last, civil.
    pub opened_at: Option<DateTime<Utc>>,
}

const WAITING: &str = "
    SELECT c.id, c.conversation_id, c.revision, c.language, c.sealed, c.expires_at, c.opened_at
    FROM covered_message c
    LEFT JOIN question q ON q.id = c.question_id
    WHERE c.mailbox_id = $1
      AND c.expires_at > $2
      AND q.closed_at IS NULL
    ORDER BY c.created_at, c.id";

/// Everything of this mailbox that still matters, read or not, the oldest first. `now` is civil.
pub async fn waiting(tx: &mut Tx, mailbox: MailboxId, now: DateTime<Utc>) -> Result<Vec<Waiting>> {
    let rows: Vec<Row> =
        on!(tx, |conn| sqlx::query_as(WAITING).bind(mailbox).bind(now).fetch_all(conn).await?);
    let mut all = Vec::with_capacity(rows.len());
    for row in rows {
        let message = Covered {
            id: row.id,
            mailbox,
            conversation: row.conversation_id,
            revision: row.revision,
            language: row.language,
            saying: tx.vault().open_json("covered_message.sealed", &row.sealed)?,
            expires_at: row.expires_at,
        };
        all.push(Waiting { message, opened_at: row.opened_at });
    }
    Ok(all)
}

const OPEN_ALL: &str = "
    UPDATE covered_message
    SET opened_at = $2, first_opened_at = $2
    WHERE mailbox_id = $1 AND opened_at IS NULL";

const OPEN: &str = "UPDATE covered_message SET opened_at = $2 WHERE id = $1";

/// Everything that waited was asked for, and `again` once more. `now` is civil.
pub async fn opened(
    tx: &mut Tx,
    mailbox: MailboxId,
    again: &[CoverId],
    now: DateTime<Utc>,
) -> Result<()> {
    on!(tx, |conn| sqlx::query(OPEN_ALL).bind(mailbox).bind(now).execute(conn).await.map(|_| ()))?;
    for id in again {
        on!(tx, |conn| sqlx::query(OPEN).bind(id).bind(now).execute(conn).await.map(|_| ()))?;
    }
    Ok(())
}

const OPENED: &str = "
    SELECT created_at, first_opened_at
    FROM covered_message
    WHERE mailbox_id = $1
    ORDER BY created_at, id";

/// By the moment at which messages were covered, when the first of them was read first; None: not yet.
pub async fn opened_at(
    tx: &mut Tx,
    mailbox: MailboxId,
) -> Result<HashMap<DateTime<Utc>, Option<DateTime<Utc>>>> {
    let rows: Vec<(DateTime<Utc>, Option<DateTime<Utc>>)> =
        on!(tx, |conn| sqlx::query_as(OPENED).bind(mailbox).fetch_all(conn).await?);
    let mut all: HashMap<_, Option<DateTime<Utc>>> = HashMap::new();
    for (covered_at, opened_at) in rows {
        let first = all.entry(covered_at).or_default();
        *first = [*first, opened_at].into_iter().flatten().min();
    }
    Ok(all)
}

const SAID: &str = "
    UPDATE covered_message
    SET opened_at = $3, first_opened_at = $3
    WHERE mailbox_id = $1 AND question_id = $2 AND opened_at IS NULL";

/// This question was put openly, in answer to something that the person did: it is not unread any more.
pub async fn said(
    tx: &mut Tx,
    (mailbox, question): (MailboxId, QuestionId),
    now: DateTime<Utc>,
) -> Result<()> {
    on!(tx, |conn| sqlx::query(SAID)
        .bind(mailbox)
        .bind(question)
        .bind(now)
        .execute(conn)
        .await
        .map(|_| ()))?;
    Ok(())
}

const WHOSE: &str = "SELECT mailbox_id FROM covered_message WHERE id = $1";

/// For whom this was covered: a telephone of several people does not know who taps.
pub async fn whose(tx: &mut Tx, id: CoverId) -> Result<Option<MailboxId>> {
    Ok(on!(tx, |conn| sqlx::query_scalar(WHOSE).bind(id).fetch_optional(conn).await?))
}

const FORGET: &str = "DELETE FROM covered_message WHERE mailbox_id = $1 AND created_at < $2";

/// Removes what is older than this, for the nightly removal; gives how much it was.
pub async fn forget(tx: &mut Tx, mailbox: MailboxId, before: DateTime<Utc>) -> Result<u64> {
    Ok(on!(tx, |conn| sqlx::query(FORGET)
        .bind(mailbox)
        .bind(before)
        .execute(conn)
        .await?
        .rows_affected()))
}
