//! What was set aside and may be tried again: bodies that could not be understood, and events that
//! failed too often.

use chrono::{DateTime, Utc};

use super::{Result, Tx, on};
use crate::ids::{EventId, UnreadableId};

/// Why a body is kept of which the rest was understood, and stored.
pub const PARTLY_READ: &str = "some elements could not be read";

/// A body as it came.
#[derive(Clone, sqlx::FromRow)]
pub struct Body {
    /// Which.
    pub id: UnreadableId,
    /// Where it came in.
    pub channel: String,
    /// Where understanding stopped.
    pub why: String,
    /// The body, sealed.
    sealed: Vec<u8>,
    /// When, civil.
    pub received_at: DateTime<Utc>,
}

const NEXT: &str = "
    SELECT id, channel, why, sealed, received_at
    FROM unreadable
    WHERE replayed_at IS NULL
      AND id > $1
    ORDER BY id
    LIMIT 1";

/// The next body after `after`, in the order of their ids; start with the smallest.
pub async fn next_unreadable(tx: &mut Tx, after: UnreadableId) -> Result<Option<Body>> {
    Ok(on!(tx, |conn| sqlx::query_as(NEXT).bind(after).fetch_optional(conn).await?))
}

impl Body {
    /// The bytes as the platform sent them.
    ///
    /// # Errors
    /// When they do not open.
    pub fn open(&self, tx: &Tx) -> Result<Vec<u8>> {
        tx.vault().open("unreadable.sealed", &self.sealed)
    }
}

const REPLAYED: &str = "UPDATE unreadable SET replayed_at = $2 WHERE id = $1";

/// The body was understood after all.
pub async fn replayed(tx: &mut Tx, body: UnreadableId, now: DateTime<Utc>) -> Result<()> {
    on!(tx, |conn| sqlx::query(REPLAYED).bind(body).bind(now).execute(conn).await.map(|_| ()))?;
    tx.ring_pages();
    Ok(())
}

/// An event that failed too often.
#[derive(Clone, sqlx::FromRow)]
pub struct Parked {
    /// Which.
    pub id: EventId,
    /// What kind.
    pub kind: String,
    /// How often it was tried.
    pub tries: i64,
    /// When it was given up, civil.
    pub parked_at: DateTime<Utc>,
    /// Where it failed.
    pub parked_why: Option<String>,
}

const PARKED: &str = "
    SELECT id, kind, tries, parked_at, parked_why
    FROM inbox
    WHERE parked_at IS NOT NULL
    ORDER BY parked_at, id";

/// All parked events, oldest first.
pub async fn parked(tx: &mut Tx) -> Result<Vec<Parked>> {
    Ok(on!(tx, |conn| sqlx::query_as(PARKED).fetch_all(conn).await?))
}

const RELEASE: &str = "
    UPDATE inbox
    SET parked_at = NULL, parked_why = NULL, tries = 0
    WHERE id = $1
      AND parked_at IS NOT NULL
    RETURNING id";

/// Lets a parked event be tried again, before everything newer in its mailbox; false when it is not
/// parked. If it fails again it is parked again.
pub async fn release(tx: &mut Tx, event: EventId) -> Result<bool> {
    let released: Option<EventId> =
        on!(tx, |conn| sqlx::query_scalar(RELEASE).bind(event).fetch_optional(conn).await?);
    if released.is_some() {
        tx.ring_inbox();
        tx.ring_pages();
    }
    Ok(released.is_some())
}
