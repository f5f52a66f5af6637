//! What must leave the house, and what is known of its fate.
//!
//! A row exists before anything is sent. A claim is a lease; its attempt number is the fence:
//! only the newest attempt may finish. Order holds per address and lane.

use chrono::{DateTime, Utc};

use super::{Result, Tx, on};
use crate::ids::{AddressId, MailboxId, PartId, QuestionId};

/// A part that is ours to send until the lease ends.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Claimed {
    /// Which.
    pub id: PartId,
    /// The fence.
    pub attempt: i64,
    /// From which mailbox.
    pub mailbox_id: MailboxId,
    /// To where.
    pub address_id: AddressId,
    /// On which channel.
    pub channel: String,
    /// The question it puts.
    pub question_id: Option<QuestionId>,
    /// The content it was made with.
    pub revision: String,
    /// The language beside Dutch.
    pub language: String,
    /// JSON of a `message::Saying`.
    pub sealed: Vec<u8>,
    /// Which part of the rendered message.
    pub part_no: i64,
    /// Worthless after this, civil.
    pub expires_at: DateTime<Utc>,
    /// An earlier attempt may have arrived.
    pub doubtful: bool,
}

// The condition is checked again in the UPDATE: two workers may have picked the same row.
const CLAIM: &str = "
    WITH picked AS (
        SELECT o.id
        FROM outbox o
        WHERE o.state = 'queued'
          AND o.not_before <= $1
          AND NOT EXISTS (
              SELECT 1 FROM outbox earlier
              WHERE earlier.address_id = o.address_id
                AND earlier.finished_at IS NULL
                AND earlier.lane = o.lane
                AND earlier.seq < o.seq)
          AND NOT EXISTS (
              SELECT 1 FROM pause p
              WHERE p.scope = 'channel:' || o.channel AND p.until > $1)
        ORDER BY o.lane, o.created_at, o.id
        LIMIT $3
    )
    UPDATE outbox
    SET state = 'sending', attempt = attempt + 1, leased_until = $2
    WHERE id IN (SELECT id FROM picked) AND state = 'queued'
    RETURNING id, attempt, mailbox_id, address_id, channel, question_id, revision, language,
              sealed, part_no, expires_at, doubtful";

/// Takes up to `limit` parts that may leave at `machine` now, until `lease_ends`.
pub async fn claim(
    tx: &mut Tx,
    machine: DateTime<Utc>,
    lease_ends: DateTime<Utc>,
    limit: i64,
) -> Result<Vec<Claimed>> {
    Ok(on!(tx, |conn| sqlx::query_as(CLAIM)
        .bind(machine)
        .bind(lease_ends)
        .bind(limit)
        .fetch_all(conn)
        .await?))
}

/// How an attempt ended for good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Final {
    /// The platform took it.
    Accepted,
    /// It will never arrive.
    Refused,
    /// The request left and no answer came.
    Unknown,
    /// Its moment had passed before it could leave.
    Expired,
}

impl Final {
    /// The word for it in the database and in metrics.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Refused => "refused",
            Self::Unknown => "unknown",
            Self::Expired => "expired",
        }
    }
}

/// The end of an attempt.
#[derive(Clone, Debug)]
pub struct Finish<'a> {
    /// Which part.
    pub part: PartId,
    /// The fence: another attempt's finish changes nothing.
    pub attempt: i64,
    /// How.
    pub how: Final,
    /// The platform's id of the message.
    pub platform_id: Option<&'a str>,
    /// The platform's word for a refusal.
    pub code: Option<&'a str>,
    /// The words as sent.
    pub words: &'a str,
}

// The lease may have run out while the answer was on its way: that the platform took it stays true.
const FINISH: &str = "
    UPDATE outbox
    SET state = $3, platform_hash = $4, platform_sealed = $5, code = $6, words_sealed = $7,
        finished_at = $8, leased_until = NULL
    WHERE id = $1
      AND attempt = $2
      AND (state = 'sending' OR ($3 = 'accepted' AND state IN ('queued', 'unknown')))
    RETURNING id";

/// Writes the end of an attempt; false when a newer attempt has the part.
pub async fn finish(tx: &mut Tx, end: Finish<'_>, civil: DateTime<Utc>) -> Result<bool> {
    let words = tx.vault().seal("outbox.words_sealed", end.words.as_bytes());
    let (hash, sealed) = platform_columns(tx, end.platform_id);
    let done: Option<PartId> = on!(tx, |conn| sqlx::query_scalar(FINISH)
        .bind(end.part)
        .bind(end.attempt)
        .bind(end.how.as_str())
        .bind(&hash)
        .bind(&sealed)
        .bind(end.code)
        .bind(&words)
        .bind(civil)
        .fetch_optional(conn)
        .await?);
    tx.ring_pages();
    // the next part of the same address may leave now
    tx.ring_outbox();
    Ok(done.is_some())
}

/// The keyed hash of a platform's id of a message, by which its statuses find it.
pub(super) fn platform_hash(tx: &Tx, platform_id: &str) -> Vec<u8> {
    tx.vault().hash("platform_id", platform_id)
}

/// What the two columns hold for a platform's id.
pub(super) fn platform_columns(
    tx: &Tx,
    platform_id: Option<&str>,
) -> (Option<Vec<u8>>, Option<Vec<u8>>) {
    let hash = platform_id.map(|id| platform_hash(tx, id));
    let sealed = platform_id.map(|id| tx.vault().seal("outbox.platform_sealed", id.as_bytes()));
    (hash, sealed)
}

const POSTPONE: &str = "
    UPDATE outbox
    SET state = 'queued', not_before = $3, doubtful = doubtful OR $4, leased_until = NULL, code = $5
    WHERE id = $1 AND attempt = $2 AND state = 'sending'";

/// Not now: again at `not_before`. `doubtful`: this attempt may have arrived.
pub async fn postpone(
    tx: &mut Tx,
    part: PartId,
    attempt: i64,
    not_before: DateTime<Utc>,
    doubtful: bool,
    code: &str,
) -> Result<()> {
    on!(tx, |conn| sqlx::query(POSTPONE)
        .bind(part)
        .bind(attempt)
        .bind(not_before)
        .bind(doubtful)
        .bind(code)
        .execute(conn)
        .await
        .map(|_| ()))?;
    tx.ring_outbox();
    Ok(())
}

const PAUSE: &str = "
    INSERT INTO pause (scope, until, code)
    VALUES ($1, $2, $3)
    ON CONFLICT (scope) DO UPDATE
    SET until = excluded.until, code = excluded.code";

/// Nothing leaves on this channel until then: the platform said so.
pub async fn pause_channel(
    tx: &mut Tx,
    channel: &str,
    until: DateTime<Utc>,
    code: &str,
) -> Result<()> {
    on!(tx, |conn| sqlx::query(PAUSE)
        .bind(format!("channel:{channel}"))
        .bind(until)
        .bind(code)
        .execute(conn)
        .await
        .map(|_| ()))?;
    Ok(())
}

const ABANDONED: &str = "
    SELECT id, attempt, mailbox_id, address_id, channel, question_id, revision, language,
           sealed, part_no, expires_at, doubtful
    FROM outbox
    WHERE state = 'sending' AND leased_until <= $1
    ORDER BY leased_until, id
    LIMIT 200";

/// Parts whose worker died: their lease has run out, and nobody knows whether they arrived.
pub async fn abandoned(tx: &mut Tx, machine: DateTime<Utc>) -> Result<Vec<Claimed>> {
    Ok(on!(tx, |conn| sqlx::query_as(ABANDONED).bind(machine).fetch_all(conn).await?))
}

const HAS_WORK: &str = "
    SELECT EXISTS (SELECT 1 FROM outbox WHERE state = 'queued' AND not_before <= $1)
        OR EXISTS (SELECT 1 FROM outbox WHERE state = 'sending' AND leased_until <= $1)";

/// Is there anything to claim, or to find back from a worker that died?
pub async fn has_work(tx: &mut Tx, machine: DateTime<Utc>) -> Result<bool> {
    Ok(on!(tx, |conn| sqlx::query_scalar(HAS_WORK).bind(machine).fetch_one(conn).await?))
}

const CANCEL_OF_MAILBOX: &str = "
    UPDATE outbox
    SET state = 'cancelled', finished_at = $2
    WHERE mailbox_id = $1 AND state = 'queued' AND lane > 0";

/// Who said stop gets nothing more than the answers to their own words.
pub async fn cancel_all(tx: &mut Tx, mailbox: MailboxId, civil: DateTime<Utc>) -> Result<()> {
    on!(tx, |conn| sqlx::query(CANCEL_OF_MAILBOX)
        .bind(mailbox)
        .bind(civil)
        .execute(conn)
        .await
        .map(|_| ()))?;
    Ok(())
}

const WAITING: &str = "
    SELECT CAST(COUNT(*) AS BIGINT)
    FROM outbox
    WHERE finished_at IS NULL AND not_before <= $1";

/// How many parts could leave now or are leaving.
pub async fn waiting(tx: &mut Tx, machine: DateTime<Utc>) -> Result<i64> {
    Ok(on!(tx, |conn| sqlx::query_scalar(WAITING).bind(machine).fetch_one(conn).await?))
}

const ADDRESS_OF: &str = "SELECT address_id FROM outbox WHERE id = $1";

/// Where a part went.
pub async fn address_of(tx: &mut Tx, part: PartId) -> Result<Option<AddressId>> {
    Ok(on!(tx, |conn| sqlx::query_scalar(ADDRESS_OF).bind(part).fetch_optional(conn).await?))
}
