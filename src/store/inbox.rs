//! Events that wait in their mailbox, in the order in which they were committed.

use chrono::{DateTime, Utc};
use serde::Serialize;
use sha2::Digest;

use super::{Result, StoreError, Tx, on};
use crate::ids::{AddressId, EventId, MailboxId, UnreadableId};

const SEEN: &str = "
    INSERT INTO seen_key (key_hash, seen_at)
    VALUES ($1, $2)
    ON CONFLICT (key_hash) DO NOTHING
    RETURNING key_hash";

/// Notes `key`; false when it was noted before: a repeat.
pub async fn first_time(tx: &mut Tx, key: &str, now: DateTime<Utc>) -> Result<bool> {
    let hash = tx.vault().hash("seen_key", key);
    let new: Option<Vec<u8>> =
        on!(tx, |conn| sqlx::query_scalar(SEEN).bind(&hash).bind(now).fetch_optional(conn).await?);
    Ok(new.is_some())
}

const NEXT_SEQ: &str = "
    UPDATE mailbox
    SET last_seq = last_seq + 1
    WHERE id = $1 AND merged_into IS NULL
    RETURNING last_seq";

const MERGED_INTO: &str = "SELECT merged_into FROM mailbox WHERE id = $1";

/// The next place in the order of `mailbox`, or of the one it was merged into meanwhile; its row
/// stays locked until the commit.
pub async fn next_seq(tx: &mut Tx, mailbox: MailboxId) -> Result<(MailboxId, i64)> {
    let mut mailbox = mailbox;
    loop {
        let seq: Option<i64> =
            on!(tx, |conn| sqlx::query_scalar(NEXT_SEQ).bind(mailbox).fetch_optional(conn).await?);
        if let Some(seq) = seq {
            return Ok((mailbox, seq));
        }
        let into: Option<Option<MailboxId>> = on!(tx, |conn| sqlx::query_scalar(MERGED_INTO)
            .bind(mailbox)
            .fetch_optional(conn)
            .await?);
        mailbox = into.flatten().ok_or_else(|| {
            StoreError::corrupt("mailbox", mailbox, "is not there, and was not merged")
        })?;
    }
}

const APPEND: &str = "
    INSERT INTO inbox (id, mailbox_id, seq, address_id, kind, sealed, received_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7)";

/// Puts an event at the end of a mailbox and wakes the loop that handles it.
///
/// `kind` and `event` come from `dialog::event::Event`; this room does not look inside.
pub async fn append<E: Serialize>(
    tx: &mut Tx,
    mailbox: MailboxId,
    address: Option<AddressId>,
    (kind, event): (&str, &E),
    now: DateTime<Utc>,
) -> Result<EventId> {
    let id = EventId::fresh();
    let (mailbox, seq) = next_seq(tx, mailbox).await?;
    let sealed = tx.vault().seal_json("inbox.sealed", event)?;
    on!(tx, |conn| sqlx::query(APPEND)
        .bind(id)
        .bind(mailbox)
        .bind(seq)
        .bind(address)
        .bind(kind)
        .bind(&sealed)
        .bind(now)
        .execute(conn)
        .await
        .map(|_| ()))?;
    tx.ring_inbox();
    Ok(id)
}

/// An event at the head of its mailbox.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Head {
    /// Which.
    pub id: EventId,
    /// In which mailbox.
    pub mailbox_id: MailboxId,
    /// Its place there.
    pub seq: i64,
    /// Where it came in.
    pub address_id: Option<AddressId>,
    /// What kind.
    pub kind: String,
    /// JSON of the event.
    pub sealed: Vec<u8>,
    /// When, civil.
    pub received_at: DateTime<Utc>,
    /// How often it was begun before.
    pub tries: i64,
}

// The oldest event of each mailbox that has not been parked, found from the oldest event on, so
// that the look costs the same however many wait. Only one worker gets it: on PostgreSQL the row
// stays locked until the commit, and a later event of the same mailbox is not the oldest while
// this row is there.
const HEADS: &str = "
    SELECT i.id, i.mailbox_id, i.seq, i.address_id, i.kind, i.sealed, i.received_at, i.tries
    FROM inbox i
    WHERE i.parked_at IS NULL
      AND NOT EXISTS (
          SELECT 1
          FROM inbox o
          WHERE o.mailbox_id = i.mailbox_id AND o.seq < i.seq AND o.parked_at IS NULL)
    ORDER BY i.received_at, i.id
    LIMIT $1";

const HEADS_LOCKED: &str = "
    SELECT i.id, i.mailbox_id, i.seq, i.address_id, i.kind, i.sealed, i.received_at, i.tries
    FROM inbox i
    WHERE i.parked_at IS NULL
      AND NOT EXISTS (
          SELECT 1
          FROM inbox o
          WHERE o.mailbox_id = i.mailbox_id AND o.seq < i.seq AND o.parked_at IS NULL)
    ORDER BY i.received_at, i.id
    LIMIT $1
    FOR UPDATE OF i SKIP LOCKED";

/// The heads of up to `limit` mailboxes, for this transaction to handle.
pub async fn heads(tx: &mut Tx, limit: i64) -> Result<Vec<Head>> {
    let sql = if tx.is_postgres() { HEADS_LOCKED } else { HEADS };
    Ok(on!(tx, |conn| sqlx::query_as(sql).bind(limit).fetch_all(conn).await?))
}

const HEAD: &str = "
    SELECT id, mailbox_id, seq, address_id, kind, sealed, received_at, tries
    FROM inbox
    WHERE id = $1 AND parked_at IS NULL";

const HEAD_LOCKED: &str = "
    SELECT id, mailbox_id, seq, address_id, kind, sealed, received_at, tries
    FROM inbox
    WHERE id = $1 AND parked_at IS NULL
    FOR UPDATE SKIP LOCKED";

/// One event again, if nobody has it or has handled it.
pub async fn head(tx: &mut Tx, event: EventId) -> Result<Option<Head>> {
    let sql = if tx.is_postgres() { HEAD_LOCKED } else { HEAD };
    Ok(on!(tx, |conn| sqlx::query_as(sql).bind(event).fetch_optional(conn).await?))
}

const TRY: &str = "UPDATE inbox SET tries = tries + 1 WHERE id = $1";

/// Counts a try, in a transaction of its own, before the event is begun alone.
pub async fn count_try(tx: &mut Tx, event: EventId) -> Result<()> {
    on!(tx, |conn| sqlx::query(TRY).bind(event).execute(conn).await.map(|_| ()))?;
    Ok(())
}

const PARK: &str = "UPDATE inbox SET parked_at = $2, parked_why = $3 WHERE id = $1";

/// Sets an event aside that failed too often; its mailbox goes on, staff see it.
pub async fn park(tx: &mut Tx, event: EventId, why: &str, now: DateTime<Utc>) -> Result<()> {
    on!(tx, |conn| sqlx::query(PARK)
        .bind(event)
        .bind(now)
        .bind(why)
        .execute(conn)
        .await
        .map(|_| ()))?;
    tx.ring_pages();
    Ok(())
}

const UNREADABLE: &str = "
    INSERT INTO unreadable (id, channel, body_hash, sealed, why, received_at)
    VALUES ($1, $2, $3, $4, $5, $6)
    ON CONFLICT (body_hash) DO NOTHING";

/// Keeps a body that could not be understood, as it came.
pub async fn unreadable(
    tx: &mut Tx,
    channel: &str,
    body: &[u8],
    why: &str,
    now: DateTime<Utc>,
) -> Result<()> {
    let hash = sha2::Sha256::digest(body).to_vec();
    let sealed = tx.vault().seal("unreadable.sealed", body);
    on!(tx, |conn| sqlx::query(UNREADABLE)
        .bind(UnreadableId::fresh())
        .bind(channel)
        .bind(&hash)
        .bind(&sealed)
        .bind(why)
        .bind(now)
        .execute(conn)
        .await
        .map(|_| ()))?;
    tx.ring_pages();
    Ok(())
}

const WAITS: &str = "
    SELECT CAST(COUNT(*) AS BIGINT)
    FROM (SELECT id FROM inbox WHERE mailbox_id = $1 AND parked_at IS NULL LIMIT 1) i";

/// Does something wait in this mailbox? Under its lock the answer holds until the commit.
pub async fn waits(tx: &mut Tx, mailbox: MailboxId) -> Result<bool> {
    let found: i64 =
        on!(tx, |conn| sqlx::query_scalar(WAITS).bind(mailbox).fetch_one(conn).await?);
    Ok(found > 0)
}

const COUNT: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM inbox WHERE parked_at IS NULL";

/// How many events wait.
pub async fn waiting(tx: &mut Tx) -> Result<i64> {
    Ok(on!(tx, |conn| sqlx::query_scalar(COUNT).fetch_one(conn).await?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::testing::each_database;

    #[tokio::test]
    async fn a_key_is_new_once() {
        for test in each_database().await {
            let now = DateTime::from_timestamp(1_795_600_800, 0).unwrap();
            let mut tx = test.db.begin().await.unwrap();
            assert!(first_time(&mut tx, "1:message:2:3", now).await.unwrap());
            assert!(!first_time(&mut tx, "1:message:2:3", now).await.unwrap());
            tx.commit().await.unwrap();
        }
    }
}
