//! What must leave the house, and what is known of its fate.
//!
//! A row exists before anything is sent. A claim is a lease; its attempt number is the fence:
//! only the newest attempt may finish. Order holds per address and lane. What is done for many at
//! once is in `hot::outbox`.

use chrono::{DateTime, Utc};

use super::{Result, Tx, on};
use crate::ids::{AddressId, MailboxId, PartId, QuestionId};

/// A part of which somebody must write the end.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
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
    /// Rank of its lane.
    pub lane: i64,
    /// Its place in its mailbox.
    pub seq: i64,
    /// Which part of the rendered message.
    pub part_no: i64,
    /// The question it puts.
    pub question_id: Option<QuestionId>,
    /// Worthless after this, civil.
    pub expires_at: DateTime<Utc>,
    /// An earlier attempt may have arrived.
    pub doubtful: bool,
    /// Attempts that the platform itself spoiled.
    pub failures: i64,
    /// It is no words but what goes along with them: the word of a `message::Aid`.
    pub aid: Option<String>,
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

/// The keyed hash of a platform's id of a message, by which its statuses find it.
pub(super) fn platform_hash(tx: &Tx, platform_id: &str) -> Vec<u8> {
    tx.vault().hash("platform_id", platform_id)
}

/// What the two columns hold for a platform's id.
pub fn platform_columns(tx: &Tx, platform_id: Option<&str>) -> (Option<Vec<u8>>, Option<Vec<u8>>) {
    let hash = platform_id.map(|id| platform_hash(tx, id));
    let sealed = platform_id.map(|id| tx.vault().seal("outbox.platform_sealed", id.as_bytes()));
    (hash, sealed)
}

// The channels are found by hopping through the index, so that neither a long line nor a paused
// channel is read; of each lane only the first row of the index (as an EXISTS, PostgreSQL would read
// the table).
const READY: &str = "
    WITH RECURSIVE hop(channel) AS (
        SELECT MIN(channel) FROM outbox WHERE state = 'queued'
        UNION ALL
        SELECT (SELECT MIN(o.channel) FROM outbox o
                WHERE o.state = 'queued' AND o.channel > hop.channel)
        FROM hop
        WHERE hop.channel IS NOT NULL)
    SELECT hop.channel
    FROM hop
    WHERE hop.channel IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM pause p
                      WHERE p.scope = 'channel:' || hop.channel AND p.until > $1)
      AND EXISTS (
        SELECT 1
        FROM (SELECT 0 AS rank UNION ALL SELECT 1 UNION ALL SELECT 2) lane
        WHERE (SELECT MIN(h.not_before) FROM outbox h
               WHERE h.channel = hop.channel AND h.lane = lane.rank
                 AND h.state = 'queued') <= $1)
    ORDER BY hop.channel";

/// The channels on which something may leave now (machine).
pub async fn ready_channels(tx: &mut Tx, machine: DateTime<Utc>) -> Result<Vec<String>> {
    Ok(on!(tx, |conn| sqlx::query_scalar(READY).bind(machine).fetch_all(conn).await?))
}

/// A part that was being sent, or is in doubt.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Overdue {
    /// What its end needs.
    #[sqlx(flatten)]
    pub part: Claimed,
    /// Waited ten minutes for news of it; else its worker died.
    pub in_doubt: bool,
}

const OVERDUE: &str = "
    SELECT id, attempt, mailbox_id, address_id, channel, lane, seq, part_no, question_id, expires_at,
           doubtful, failures, aid, state = 'in_doubt' AS in_doubt
    FROM outbox
    WHERE state IN ('sending', 'in_doubt') AND leased_until <= $1
    ORDER BY leased_until, id
    LIMIT 200";

/// Parts whose worker died, so that nobody knows whether they arrived, and parts of which no news
/// came in time.
pub async fn overdue(tx: &mut Tx, machine: DateTime<Utc>) -> Result<Vec<Overdue>> {
    Ok(on!(tx, |conn| sqlx::query_as(OVERDUE).bind(machine).fetch_all(conn).await?))
}

// Reads the line of a paused channel whole: asked once a minute, beside the writer.
const EXPIRED: &str = "
    SELECT o.id
    FROM outbox o
    WHERE o.channel IN (SELECT SUBSTR(p.scope, 9)
                        FROM pause p
                        WHERE p.until > $1 AND p.scope LIKE 'channel:%')
      AND o.lane IN (0, 1, 2)
      AND o.state = 'queued'
      AND o.expires_at <= $2
    ORDER BY o.expires_at, o.id
    LIMIT 200";

/// Parts that became worthless (civil) while their channel was paused (machine): nobody picks
/// those, and still somebody must hear of them.
pub async fn expired_in_pause(
    tx: &mut Tx,
    machine: DateTime<Utc>,
    civil: DateTime<Utc>,
) -> Result<Vec<PartId>> {
    Ok(on!(tx, |conn| sqlx::query_scalar(EXPIRED)
        .bind(machine)
        .bind(civil)
        .fetch_all(conn)
        .await?))
}

const OF_CHANNEL: &str = "
    SELECT id
    FROM outbox
    WHERE channel = $1 AND state = 'queued'
    ORDER BY lane, not_before, id
    LIMIT 200";

/// Parts that wait on one channel.
pub async fn queued_on(tx: &mut Tx, channel: &str) -> Result<Vec<PartId>> {
    Ok(on!(tx, |conn| sqlx::query_scalar(OF_CHANNEL).bind(channel).fetch_all(conn).await?))
}

const BY_ID: &str = "
    SELECT id, attempt, mailbox_id, address_id, channel, lane, seq, part_no, question_id, expires_at,
           doubtful, failures, aid
    FROM outbox
    WHERE id = $1";

/// One part.
pub async fn by_id(tx: &mut Tx, part: PartId) -> Result<Claimed> {
    Ok(on!(tx, |conn| sqlx::query_as(BY_ID).bind(part).fetch_one(conn).await?))
}

const TEMPLATE_ONLY: &str = "SELECT template_only FROM outbox WHERE id = $1";

/// May only the template of this part go: did the platform call the window closed before, or did the
/// part go as its template?
pub async fn is_template_only(tx: &mut Tx, part: PartId) -> Result<bool> {
    Ok(on!(tx, |conn| sqlx::query_scalar(TEMPLATE_ONLY).bind(part).fetch_one(conn).await?))
}

// The parts of one message share their moment, and stand side by side.
const CARRIED: &str = "
    SELECT f.template_only
    FROM outbox o
    JOIN outbox f ON f.mailbox_id = o.mailbox_id AND f.created_at = o.created_at
    WHERE o.id = $1
      AND f.address_id = o.address_id
      AND f.lane = o.lane
      AND f.seq = o.seq - o.part_no
      AND f.part_no = 0";

/// Does a template, as which the first part of its message went or goes, carry this later part too?
pub async fn is_carried(tx: &mut Tx, part: PartId) -> Result<bool> {
    let first: Option<bool> =
        on!(tx, |conn| sqlx::query_scalar(CARRIED).bind(part).fetch_optional(conn).await?);
    Ok(first.unwrap_or(false))
}

// Holds the row until the commit: the end of the call either comes after it and finds what was kept for
// it, or is written. A lost answer would have told the same id.
const HEAR: &str = "
    UPDATE outbox
    SET platform_hash = COALESCE(platform_hash, $3),
        platform_sealed = COALESCE(platform_sealed, $4)
    WHERE id = $1 AND attempt = $2 AND state IN ('sending', 'accepted')
    RETURNING state = 'sending'";

/// The platform calls the message with this id, which this attempt made, failed: is the call still
/// under way? None: the part has a newer attempt, or an end of its own.
pub async fn hear_of_failure(
    tx: &mut Tx,
    (part, attempt): (PartId, i64),
    platform_id: &str,
) -> Result<Option<bool>> {
    let (hash, sealed) = platform_columns(tx, Some(platform_id));
    Ok(on!(tx, |conn| sqlx::query_scalar(HEAR)
        .bind(part)
        .bind(attempt)
        .bind(&hash)
        .bind(&sealed)
        .fetch_optional(conn)
        .await?))
}

// Fenced by the attempt that failed: a repeat of old bad news must not send a message again that is
// on its way a second time already. The failed attempt is over: an answer to it that comes later than
// the bad news does not count any more.
const AGAIN: &str = "
    UPDATE outbox
    SET state = 'queued', attempt = attempt + 1, finished_at = NULL, leased_until = NULL,
        not_before = $3, template_only = (template_only OR $4), failures = failures + 1, code = $5,
        platform_hash = NULL, platform_sealed = NULL
    WHERE id = $1 AND attempt = $2 AND state = 'accepted'
    RETURNING attempt";

// The row stays, so that a copy of the bad news which another process applies at this very moment
// waits for our commit, and then finds a later attempt.
const FORGET_NEWS: &str = "
    UPDATE delivery
    SET attempt = $2, sent_at = NULL, delivered_at = NULL, read_at = NULL, failed_at = NULL,
        failed_code = NULL
    WHERE part_id = $1";

/// A part that the platform took and later called failed goes again.
#[derive(Clone, Debug)]
pub struct Again<'a> {
    /// Which.
    pub part: PartId,
    /// The attempt that failed.
    pub attempt: i64,
    /// When, machine.
    pub not_before: DateTime<Utc>,
    /// Only as its template.
    pub template_only: bool,
    /// Why.
    pub code: &'a str,
}

/// Puts it in line again; false when the news is old: the part is under way again already.
pub async fn again(tx: &mut Tx, again: Again<'_>) -> Result<bool> {
    let next: Option<i64> = on!(tx, |conn| sqlx::query_scalar(AGAIN)
        .bind(again.part)
        .bind(again.attempt)
        .bind(again.not_before)
        .bind(again.template_only)
        .bind(again.code)
        .fetch_optional(conn)
        .await?);
    let Some(next) = next else { return Ok(false) };
    on!(tx, |conn| sqlx::query(FORGET_NEWS)
        .bind(again.part)
        .bind(next)
        .execute(conn)
        .await
        .map(|_| ()))?;
    tx.ring_outbox();
    Ok(true)
}

const PAUSED_CHATS: &str = "
    SELECT CAST(COUNT(*) AS BIGINT)
    FROM address
    WHERE channel = $1 AND paused_until > $2";

/// How many addresses of a channel are told to wait at the moment (machine).
pub async fn paused_addresses(tx: &mut Tx, channel: &str, machine: DateTime<Utc>) -> Result<i64> {
    Ok(on!(tx, |conn| sqlx::query_scalar(PAUSED_CHATS)
        .bind(channel)
        .bind(machine)
        .fetch_one(conn)
        .await?))
}

const NO_BULK: &str = "
    UPDATE address
    SET no_bulk_since = $2
    WHERE id = $1 AND no_bulk_since IS NULL";

const CANCEL_BULK: &str = "
    UPDATE outbox
    SET state = 'cancelled', finished_at = $2
    WHERE address_id = $1 AND lane = 2 AND finished_at IS NULL AND state = 'queued'";

/// No announcements for this address any more (civil); what waited is not sent.
pub async fn stop_bulk(tx: &mut Tx, address: AddressId, civil: DateTime<Utc>) -> Result<()> {
    for sql in [NO_BULK, CANCEL_BULK] {
        on!(tx, |conn| sqlx::query(sql).bind(address).bind(civil).execute(conn).await.map(|_| ()))?;
    }
    Ok(())
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
    WHERE finished_at IS NULL AND state <> 'in_doubt' AND not_before <= $1";

/// How many parts could leave now or are leaving.
pub async fn waiting(tx: &mut Tx, machine: DateTime<Utc>) -> Result<i64> {
    Ok(on!(tx, |conn| sqlx::query_scalar(WAITING).bind(machine).fetch_one(conn).await?))
}
