//! Whether recordings go along with the messages to somebody, and what went. They do where there are any, until
//! the person or a colleague says otherwise.

use chrono::{DateTime, Utc};

use super::{Result, Tx, on};
use crate::ids::MailboxId;

const OFF_SINCE: &str = "SELECT voice_off_since FROM mailbox WHERE id = $1";

/// Since when somebody wants none, civil; None: they do.
pub async fn off_since(tx: &mut Tx, mailbox: MailboxId) -> Result<Option<DateTime<Utc>>> {
    Ok(on!(tx, |conn| sqlx::query_scalar(OFF_SINCE).bind(mailbox).fetch_one(conn).await?))
}

const SET: &str = "
    UPDATE mailbox
    SET voice_off_since = CASE WHEN $2 THEN NULL ELSE COALESCE(voice_off_since, $3) END
    WHERE id = $1";

/// Recordings go along from now on, or not any more. `now` is civil.
pub async fn set(tx: &mut Tx, mailbox: MailboxId, on: bool, now: DateTime<Utc>) -> Result<()> {
    on!(tx, |conn| sqlx::query(SET)
        .bind(mailbox)
        .bind(on)
        .bind(now)
        .execute(conn)
        .await
        .map(|_| ()))?;
    tx.ring_pages();
    Ok(())
}

/// So many are shown, the newest.
const MOST: i64 = 100;

/// A picture or recording that went along with a message, or did not.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct AidSent {
    /// The word of a `message::Aid`.
    pub aid: String,
    /// When it was put in line, civil.
    pub created_at: DateTime<Utc>,
    /// `telegram` or `whatsapp`.
    pub channel: String,
    /// A `state` of the table `outbox`.
    pub state: String,
    /// Why it did not go.
    pub code: Option<String>,
    /// On the phone; WhatsApp only.
    pub delivered_at: Option<DateTime<Utc>>,
    /// Looked at, or listened to; WhatsApp only.
    pub read_at: Option<DateTime<Utc>>,
    /// Did not arrive after all.
    pub failed_at: Option<DateTime<Utc>>,
}

// Served by the index outbox_aids.
const WENT: &str = "
    SELECT o.aid, o.created_at, a.kind AS channel, o.state, o.code, d.delivered_at, d.read_at, d.failed_at
    FROM outbox o
    JOIN address a ON a.id = o.address_id
    LEFT JOIN delivery d ON d.part_id = o.id
    WHERE o.mailbox_id = $1 AND o.aid IS NOT NULL
    ORDER BY o.created_at DESC, o.seq DESC, o.id DESC
    LIMIT $2";

/// What went along with messages to a mailbox, the newest first.
pub async fn went_along(tx: &mut Tx, mailbox: MailboxId) -> Result<Vec<AidSent>> {
    Ok(on!(tx, |conn| sqlx::query_as(WENT).bind(mailbox).bind(MOST).fetch_all(conn).await?))
}
