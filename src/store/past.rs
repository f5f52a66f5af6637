//! What happened to people, to be lived through again: read only, a bounded number of people, and never
//! more than memory.

use chrono::{DateTime, Utc};

use super::{Result, Tx, on};
use crate::dialog::event::Event;
use crate::ids::{AddressId, EventId, GemeenteId, MailboxId, QuestionId};

// The newest mailboxes first; of each its index of the history tells whether anything happened.
const LIVELY: &str = "
    SELECT m.id
    FROM mailbox m
    WHERE m.id < $1
      AND m.gemeente_id = $2
      AND m.kind = 'person'
      AND EXISTS (SELECT 1 FROM history h WHERE h.mailbox_id = m.id AND h.received_at >= $3)
    ORDER BY m.id DESC
    LIMIT $4";

/// Mailboxes of people to whom something happened since then, the newest mailboxes first.
pub async fn lively(
    tx: &mut Tx,
    gemeente: GemeenteId,
    since: DateTime<Utc>,
    most: i64,
) -> Result<Vec<MailboxId>> {
    let last = MailboxId(uuid::Uuid::max());
    Ok(on!(tx, |conn| sqlx::query_scalar(LIVELY)
        .bind(last)
        .bind(gemeente)
        .bind(since)
        .bind(most)
        .fetch_all(conn)
        .await?))
}

const EVENTS: &str = "
    SELECT id, address_id, sealed, received_at, seq
    FROM history
    WHERE mailbox_id = $1
    ORDER BY received_at DESC, id DESC
    LIMIT $2";

#[derive(sqlx::FromRow)]
struct Row {
    id: EventId,
    address_id: Option<AddressId>,
    sealed: Vec<u8>,
    received_at: DateTime<Utc>,
    seq: i64,
}

/// An event of the past, opened: never to be written anywhere.
pub struct Opened {
    /// Which.
    pub id: EventId,
    /// Where it came in.
    pub address: Option<AddressId>,
    /// What.
    pub event: Event,
    /// When, civil.
    pub at: DateTime<Utc>,
}

/// The newest events of a mailbox, the oldest of them first.
pub async fn events(tx: &mut Tx, mailbox: MailboxId, most: i64) -> Result<Vec<Opened>> {
    let mut rows: Vec<Row> =
        on!(tx, |conn| sqlx::query_as(EVENTS).bind(mailbox).bind(most).fetch_all(conn).await?);
    rows.sort_by_key(|row| (row.received_at, row.seq));
    rows.into_iter()
        .map(|row| {
            let event = tx.vault().open_json("inbox.sealed", &row.sealed)?;
            Ok(Opened { id: row.id, address: row.address_id, event, at: row.received_at })
        })
        .collect()
}

const QUESTIONS: &str = "
    SELECT id, dialog, step
    FROM question
    WHERE mailbox_id = $1
    ORDER BY id";

/// Every question that was put to a mailbox: by which dialog, at which step.
pub async fn questions(
    tx: &mut Tx,
    mailbox: MailboxId,
) -> Result<Vec<(QuestionId, String, String)>> {
    Ok(on!(tx, |conn| sqlx::query_as(QUESTIONS).bind(mailbox).fetch_all(conn).await?))
}
