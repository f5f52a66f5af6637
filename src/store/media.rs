//! Photos and voice notes that people sent: what must be fetched, and what was.
//!
//! The platform's id and the content are sealed. Knows no channel: `work::fetch_media` brings the
//! two together.

use chrono::{DateTime, Utc};
use sha2::{Digest, Sha256};

use super::{Result, StoreError, Tx, on};
use crate::ids::{EventId, GemeenteId, MailboxId, MediaId, PersonId};

/// Something to fetch.
pub struct NewMedia<'a> {
    /// The event it came with.
    pub event: EventId,
    /// Of which municipality.
    pub gemeente: GemeenteId,
    /// Where to ask for it.
    pub channel: &'a str,
    /// `photo`, `voice`, ...
    pub kind: &'a str,
    /// The platform's id of the file.
    pub file_id: &'a str,
}

const INSERT: &str = "
    INSERT INTO media (id, event_id, gemeente_id, channel, kind, file_sealed, received_at, next_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";

/// Notes what must be fetched, in the transaction that stores its event.
pub async fn insert(
    tx: &mut Tx,
    new: NewMedia<'_>,
    (now, machine): (DateTime<Utc>, DateTime<Utc>),
) -> Result<()> {
    let sealed = tx.vault().seal("media.file_sealed", new.file_id.as_bytes());
    on!(tx, |conn| sqlx::query(INSERT)
        .bind(MediaId::fresh())
        .bind(new.event)
        .bind(new.gemeente)
        .bind(new.channel)
        .bind(new.kind)
        .bind(&sealed)
        .bind(now)
        .bind(machine)
        .execute(conn)
        .await
        .map(|_| ()))?;
    Ok(())
}

/// A file that this worker may fetch until its lease runs out.
#[derive(sqlx::FromRow)]
pub struct Claimed {
    /// Which.
    pub id: MediaId,
    /// The event it came with.
    pub event_id: EventId,
    /// Of which municipality.
    pub gemeente_id: GemeenteId,
    /// Where to ask for it.
    pub channel: String,
    /// The platform's id, sealed.
    pub file_sealed: Vec<u8>,
    /// When it came, civil.
    pub received_at: DateTime<Utc>,
    /// Which try this is, from 1.
    pub attempt: i64,
}

const WAITING: &str = "
    SELECT id
    FROM media
    WHERE fetched_at IS NULL AND gave_up_at IS NULL AND next_at <= $1
    ORDER BY next_at, id
    LIMIT 1";

const CLAIM: &str = "
    UPDATE media
    SET attempt = attempt + 1, next_at = $3
    WHERE id = $1
      AND fetched_at IS NULL
      AND gave_up_at IS NULL
      AND next_at <= $2
    RETURNING id, event_id, gemeente_id, channel, file_sealed, received_at, attempt";

/// Does anything wait to be fetched? For a reading connection.
pub async fn waits(tx: &mut Tx, machine: DateTime<Utc>) -> Result<bool> {
    let one: Option<MediaId> =
        on!(tx, |conn| sqlx::query_scalar(WAITING).bind(machine).fetch_optional(conn).await?);
    Ok(one.is_some())
}

/// The file that waits longest, for this worker until `lease`.
pub async fn claim(
    tx: &mut Tx,
    machine: DateTime<Utc>,
    lease: DateTime<Utc>,
) -> Result<Option<Claimed>> {
    let one: Option<MediaId> =
        on!(tx, |conn| sqlx::query_scalar(WAITING).bind(machine).fetch_optional(conn).await?);
    let Some(id) = one else { return Ok(None) };
    // again: on PostgreSQL another process may have been first, and then it is not due any more
    Ok(on!(tx, |conn| sqlx::query_as(CLAIM)
        .bind(id)
        .bind(machine)
        .bind(lease)
        .fetch_optional(conn)
        .await?))
}

impl Claimed {
    /// The platform's id of the file.
    ///
    /// # Errors
    /// When it was sealed with another key.
    pub fn file_id(&self, tx: &Tx) -> Result<String> {
        String::from_utf8(tx.vault().open("media.file_sealed", &self.file_sealed)?)
            .map_err(|e| StoreError::corrupt("media", self.id, e))
    }
}

const FETCHED: &str = "
    UPDATE media
    SET fetched_at = $3, mime = $4, size = $5, sha256 = $6, content_sealed = $7
    WHERE id = $1 AND attempt = $2 AND fetched_at IS NULL AND gave_up_at IS NULL";

/// Keeps the content; nothing when a newer attempt has taken the row.
pub async fn fetched(
    tx: &mut Tx,
    of: &Claimed,
    (mime, content): (Option<&str>, &[u8]),
    now: DateTime<Utc>,
) -> Result<()> {
    let sealed = tx.vault().seal("media.content_sealed", content);
    let hash = Sha256::digest(content).to_vec();
    on!(tx, |conn| sqlx::query(FETCHED)
        .bind(of.id)
        .bind(of.attempt)
        .bind(now)
        .bind(mime)
        .bind(i64::try_from(content.len()).unwrap_or(i64::MAX))
        .bind(&hash)
        .bind(&sealed)
        .execute(conn)
        .await
        .map(|_| ()))?;
    tx.ring_pages();
    Ok(())
}

const POSTPONE: &str = "
    UPDATE media
    SET next_at = $3
    WHERE id = $1 AND attempt = $2 AND fetched_at IS NULL AND gave_up_at IS NULL";

/// Not now: again at `next`.
pub async fn postpone(tx: &mut Tx, of: &Claimed, next: DateTime<Utc>) -> Result<()> {
    on!(tx, |conn| sqlx::query(POSTPONE)
        .bind(of.id)
        .bind(of.attempt)
        .bind(next)
        .execute(conn)
        .await
        .map(|_| ()))?;
    Ok(())
}

const GIVE_UP: &str = "
    UPDATE media
    SET gave_up_at = $3, gave_up_why = $4
    WHERE id = $1 AND attempt = $2 AND fetched_at IS NULL AND gave_up_at IS NULL
    RETURNING id";

/// It will not come; false when a newer attempt has taken the row.
pub async fn give_up(tx: &mut Tx, of: &Claimed, why: &str, now: DateTime<Utc>) -> Result<bool> {
    let gone: Option<MediaId> = on!(tx, |conn| sqlx::query_scalar(GIVE_UP)
        .bind(of.id)
        .bind(of.attempt)
        .bind(now)
        .bind(why)
        .fetch_optional(conn)
        .await?);
    Ok(gone.is_some())
}

const MAILBOX_OF: &str = "
    SELECT mailbox_id FROM inbox WHERE id = $1
    UNION ALL
    SELECT mailbox_id FROM history WHERE id = $1";

/// In whose mailbox the event of a file is now.
pub async fn mailbox_of(tx: &mut Tx, event: EventId) -> Result<Option<MailboxId>> {
    Ok(on!(tx, |conn| sqlx::query_scalar(MAILBOX_OF).bind(event).fetch_optional(conn).await?))
}

/// A file that is kept.
pub struct Kept {
    /// `photo`, `voice`, ...
    pub kind: String,
    /// As the platform told.
    pub mime: Option<String>,
    /// The file itself.
    pub content: Vec<u8>,
}

const KEPT: &str = "
    SELECT kind, mime, content_sealed
    FROM media
    WHERE event_id = $1 AND fetched_at IS NOT NULL
    ORDER BY id";

/// What came with an event, as far as it was fetched.
pub async fn of_event(tx: &mut Tx, event: EventId) -> Result<Vec<Kept>> {
    let rows: Vec<(String, Option<String>, Vec<u8>)> =
        on!(tx, |conn| sqlx::query_as(KEPT).bind(event).fetch_all(conn).await?);
    rows.into_iter()
        .map(|(kind, mime, sealed)| {
            let content = tx.vault().open("media.content_sealed", &sealed)?;
            Ok(Kept { kind, mime, content })
        })
        .collect()
}

/// A file that somebody sent, without its content.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Sent {
    /// Which.
    pub id: MediaId,
    /// When it came, civil.
    pub received_at: DateTime<Utc>,
    /// `photo`, `voice`, ...
    pub kind: String,
    /// As the platform told.
    pub mime: Option<String>,
}

// In the order in which `personal` tells of them.
const SENT: &str = "
    SELECT f.id, f.received_at, f.kind, f.mime
    FROM person p
    JOIN history h ON h.mailbox_id = p.mailbox_id
    JOIN media f ON f.event_id = h.id
    WHERE p.id = $1 AND f.fetched_at IS NOT NULL
    ORDER BY f.received_at, f.id";

/// What somebody sent and is kept, the oldest first.
pub async fn of_person(tx: &mut Tx, person: PersonId) -> Result<Vec<Sent>> {
    Ok(on!(tx, |conn| sqlx::query_as(SENT).bind(person).fetch_all(conn).await?))
}

const CONTENT: &str = "SELECT content_sealed FROM media WHERE id = $1 AND fetched_at IS NOT NULL";

/// The content of a file; None: it is not kept any more.
pub async fn content(tx: &mut Tx, id: MediaId) -> Result<Option<Vec<u8>>> {
    let sealed: Option<Vec<u8>> =
        on!(tx, |conn| sqlx::query_scalar(CONTENT).bind(id).fetch_optional(conn).await?);
    sealed.map(|sealed| tx.vault().open("media.content_sealed", &sealed)).transpose()
}

/// Rows that are deleted together: 20 MB each at most, and the writer is held meanwhile.
const DELETED_TOGETHER: i64 = 10;

const DELETE_OLD: &str = "
    DELETE FROM media
    WHERE id IN (
        SELECT id
        FROM media
        WHERE received_at <= $1
        ORDER BY received_at, id
        LIMIT $2
    )";

/// Deletes some of what came at `before` or earlier; true when there may be more.
pub async fn delete_old(tx: &mut Tx, before: DateTime<Utc>) -> Result<bool> {
    let deleted = on!(tx, |conn| sqlx::query(DELETE_OLD)
        .bind(before)
        .bind(DELETED_TOGETHER)
        .execute(conn)
        .await?
        .rows_affected());
    Ok(deleted >= DELETED_TOGETHER.unsigned_abs())
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;
    use crate::store::fixture::{Town, now};
    use crate::store::testing::each_database;

    #[tokio::test]
    async fn a_file_is_claimed_by_one_worker_and_kept_sealed() {
        for test in each_database().await {
            let town = Town::found(&test.db).await;
            let mut tx = test.db.begin().await.unwrap();
            let (event, lease) = (EventId::fresh(), now() + TimeDelta::minutes(2));
            let new = NewMedia {
                event,
                gemeente: town.gemeente,
                channel: "whatsapp",
                kind: "voice",
                file_id: "123",
            };
            insert(&mut tx, new, (now(), now())).await.unwrap();
            let first = claim(&mut tx, now(), lease).await.unwrap().unwrap();
            assert_eq!(first.file_id(&tx).unwrap(), "123");
            assert!(claim(&mut tx, now(), lease).await.unwrap().is_none(), "leased");
            // the first worker died; the second has the row, and the first comes back too late
            let second = claim(&mut tx, lease, lease + TimeDelta::minutes(2)).await.unwrap();
            assert_eq!(second.as_ref().map(|s| s.attempt), Some(2));
            assert!(!give_up(&mut tx, &first, "x", now()).await.unwrap());
            fetched(&mut tx, &second.unwrap(), (Some("audio/ogg"), b"dag"), now()).await.unwrap();
            let kept = of_event(&mut tx, event).await.unwrap();
            assert_eq!(kept[0].content, b"dag");
            assert!(!waits(&mut tx, lease + TimeDelta::days(1)).await.unwrap());
            assert!(!delete_old(&mut tx, now() + TimeDelta::days(1)).await.unwrap());
            assert!(of_event(&mut tx, event).await.unwrap().is_empty());
        }
    }
}
