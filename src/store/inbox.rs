//! Events that wait in their mailbox, in the order in which they were committed.

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::{Result, Tx, on};
use crate::ids::{AddressId, EventId, MailboxId};

const SEEN: &str = "
    INSERT INTO seen_key (key, seen_at)
    VALUES ($1, $2)
    ON CONFLICT (key) DO NOTHING
    RETURNING key";

/// Notes `key`; false when it was noted before: a repeat.
pub async fn first_time(tx: &mut Tx, key: &str, now: DateTime<Utc>) -> Result<bool> {
    let new: Option<String> =
        on!(tx, |conn| sqlx::query_scalar(SEEN).bind(key).bind(now).fetch_optional(conn).await?);
    Ok(new.is_some())
}

const NEXT_SEQ: &str = "
    UPDATE mailbox
    SET last_seq = last_seq + 1
    WHERE id = $1
    RETURNING last_seq";

/// The next place in the order of `mailbox`; its row stays locked until the commit.
pub async fn next_seq(tx: &mut Tx, mailbox: MailboxId) -> Result<i64> {
    Ok(on!(tx, |conn| sqlx::query_scalar(NEXT_SEQ).bind(mailbox).fetch_one(conn).await?))
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
    let seq = next_seq(tx, mailbox).await?;
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
