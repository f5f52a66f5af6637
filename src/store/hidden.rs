//! Messages that their person wanted gone from the telephone. Here they stay, sealed as ever.
//!
//! Each is taken away by a part of the outbox of its own, so that order, limits and a crash are as for every part.

use std::collections::HashMap;

use chrono::{DateTime, Utc};

use super::{Result, StoreError, Tx, on};
use crate::ids::{AddressId, MailboxId, PartId};

/// The text id of a part that takes a message away; nobody reads it.
pub const TAKES_AWAY: &str = "verberg-weg";

// What is on its way in the reply lane has ended before what is put behind it there begins.
const SHOWN: &str = "
    SELECT o.id
    FROM outbox o
    WHERE o.mailbox_id = $1
      AND o.address_id = $2
      AND o.text_id <> $3
      AND ((o.state = 'accepted' AND o.finished_at >= $4)
           OR (o.lane = 0 AND o.finished_at IS NULL))
      AND NOT EXISTS (SELECT 1 FROM hidden_message h WHERE h.part_id = o.id)
    ORDER BY o.created_at DESC, o.seq DESC, o.id DESC
    LIMIT $5";

/// Up to `most` messages to this address that arrived since then (civil) or are answers on their way, the newest first.
pub async fn shown(
    tx: &mut Tx,
    (mailbox, address): (MailboxId, AddressId),
    since: DateTime<Utc>,
    most: i64,
) -> Result<Vec<PartId>> {
    Ok(on!(tx, |conn| sqlx::query_scalar(SHOWN)
        .bind(mailbox)
        .bind(address)
        .bind(TAKES_AWAY)
        .bind(since)
        .bind(most)
        .fetch_all(conn)
        .await?))
}

const NOTE: &str = "
    INSERT INTO hidden_message (part_id, by_part_id, asked_at)
    VALUES ($1, $2, $3)
    ON CONFLICT (part_id) DO NOTHING";

/// The part `by` takes this message away; `now` is civil.
pub async fn note(tx: &mut Tx, message: PartId, by: PartId, now: DateTime<Utc>) -> Result<()> {
    on!(tx, |conn| sqlx::query(NOTE)
        .bind(message)
        .bind(by)
        .bind(now)
        .execute(conn)
        .await
        .map(|_| ()))?;
    Ok(())
}

const TAKEN: &str = "
    SELECT o.platform_sealed
    FROM hidden_message h
    JOIN outbox o ON o.id = h.part_id
    WHERE h.by_part_id = $1";

/// The platform's id of the message that this part takes away; None: it never arrived, or is gone here too.
pub async fn taken_by(tx: &mut Tx, by: PartId) -> Result<Option<String>> {
    let found: Option<Option<Vec<u8>>> =
        on!(tx, |conn| sqlx::query_scalar(TAKEN).bind(by).fetch_optional(conn).await?);
    let Some(sealed) = found.flatten() else { return Ok(None) };
    let id = tx.vault().open("outbox.platform_sealed", &sealed)?;
    let odd = |_| StoreError::corrupt("outbox", by, "the platform's id is no text");
    String::from_utf8(id).map(Some).map_err(odd)
}

// Whoever says that it cannot be deleted any more gives no id back; see `channel/telegram`.
const OF_MAILBOX: &str = "
    SELECT o.id, h.asked_at, b.finished_at
    FROM outbox o
    JOIN hidden_message h ON h.part_id = o.id
    LEFT JOIN outbox b
        ON b.id = h.by_part_id AND b.state = 'accepted' AND b.platform_sealed IS NOT NULL
    WHERE o.mailbox_id = $1
    ORDER BY h.asked_at, o.id";

/// When a message was to go, and went; civil.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hiding {
    /// The person asked for it.
    pub asked_at: DateTime<Utc>,
    /// It is gone from the telephone; None: not yet, or it could not be done.
    pub gone_at: Option<DateTime<Utc>>,
}

/// What somebody wanted gone, by message.
pub async fn of_mailbox(tx: &mut Tx, mailbox: MailboxId) -> Result<HashMap<PartId, Hiding>> {
    let rows: Vec<(PartId, DateTime<Utc>, Option<DateTime<Utc>>)> =
        on!(tx, |conn| sqlx::query_as(OF_MAILBOX).bind(mailbox).fetch_all(conn).await?);
    let hiding = |(id, asked_at, gone_at)| (id, Hiding { asked_at, gone_at });
    Ok(rows.into_iter().map(hiding).collect())
}
