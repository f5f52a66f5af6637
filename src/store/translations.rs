//! What colleagues make of messages that others cannot read. The original stays as it is.

use std::collections::HashMap;

use chrono::{DateTime, Utc};

use super::{Result, Tx, on};
use crate::ids::{EventId, MailboxId, StaffId};

const IS_THEIRS: &str = "SELECT id FROM history WHERE id = $1 AND mailbox_id = $2";

/// Is this a message of this mailbox?
pub async fn is_theirs(tx: &mut Tx, event: EventId, mailbox: MailboxId) -> Result<bool> {
    let found: Option<EventId> = on!(tx, |conn| sqlx::query_scalar(IS_THEIRS)
        .bind(event)
        .bind(mailbox)
        .fetch_optional(conn)
        .await?);
    Ok(found.is_some())
}

const ASK: &str = "
    INSERT INTO translation (event_id, mailbox_id, asked_by, asked_at)
    VALUES ($1, $2, $3, $4)
    ON CONFLICT (event_id) DO NOTHING
    RETURNING event_id";

/// A translation is asked for; false when it was before.
pub async fn ask(
    tx: &mut Tx,
    (event, mailbox): (EventId, MailboxId),
    by: StaffId,
    now: DateTime<Utc>,
) -> Result<bool> {
    let new: Option<EventId> = on!(tx, |conn| sqlx::query_scalar(ASK)
        .bind(event)
        .bind(mailbox)
        .bind(by)
        .bind(now)
        .fetch_optional(conn)
        .await?);
    tx.ring_pages();
    Ok(new.is_some())
}

const MAKE: &str = "
    UPDATE translation
    SET sealed = $3, made_by = $4, made_at = $5
    WHERE event_id = $1 AND mailbox_id = $2
    RETURNING event_id";

/// Notes the translation, also a better one; false when nobody asked for it.
pub async fn make(
    tx: &mut Tx,
    (event, mailbox): (EventId, MailboxId),
    words: &str,
    (by, now): (StaffId, DateTime<Utc>),
) -> Result<bool> {
    let sealed = tx.vault().seal("translation.sealed", words.as_bytes());
    let made: Option<EventId> = on!(tx, |conn| sqlx::query_scalar(MAKE)
        .bind(event)
        .bind(mailbox)
        .bind(&sealed)
        .bind(by)
        .bind(now)
        .fetch_optional(conn)
        .await?);
    tx.ring_pages();
    Ok(made.is_some())
}

/// A translation as it stands beside its message.
pub struct Translation {
    /// Who asked for it.
    pub asked_by: String,
    /// The words and who made them; None: nobody yet.
    pub made: Option<(String, String)>,
}

#[derive(sqlx::FromRow)]
struct Row {
    event_id: EventId,
    name: String,
    sealed: Option<Vec<u8>>,
    maker: Option<String>,
}

const OF: &str = "
    SELECT t.event_id, a.name, t.sealed, m.name AS maker
    FROM translation t
    JOIN staff a ON a.id = t.asked_by
    LEFT JOIN staff m ON m.id = t.made_by
    WHERE t.mailbox_id = $1
    ORDER BY t.asked_at DESC, t.event_id
    LIMIT 300";

/// The translations of a mailbox's messages, by message; the newest.
pub async fn of(tx: &mut Tx, mailbox: MailboxId) -> Result<HashMap<EventId, Translation>> {
    let rows: Vec<Row> = on!(tx, |conn| sqlx::query_as(OF).bind(mailbox).fetch_all(conn).await?);
    let mut all = HashMap::with_capacity(rows.len());
    for row in rows {
        let made = match row.sealed.zip(row.maker) {
            Some((sealed, maker)) => {
                let words = tx.vault().open("translation.sealed", &sealed)?;
                Some((String::from_utf8_lossy(&words).into_owned(), maker))
            }
            None => None,
        };
        all.insert(row.event_id, Translation { asked_by: row.name, made });
    }
    Ok(all)
}
