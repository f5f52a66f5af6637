//! How things stand, in numbers: what waits and since when. Asked for by whoever watches, not by
//! the loops; counts, times and codes only.

use chrono::{DateTime, Utc};

use super::{Result, Tx, on};

/// The inbox.
#[derive(Clone, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct Inbox {
    /// Events that wait.
    pub waiting: i64,
    /// When the oldest of them came, civil.
    pub oldest_at: Option<DateTime<Utc>>,
    /// Events that failed too often.
    pub parked: i64,
    /// Bodies that could not be understood.
    pub unreadable: i64,
}

const INBOX: &str = "
    SELECT (SELECT CAST(COUNT(*) AS BIGINT) FROM inbox WHERE parked_at IS NULL) AS waiting,
           (SELECT MIN(received_at) FROM inbox WHERE parked_at IS NULL) AS oldest_at,
           (SELECT CAST(COUNT(*) AS BIGINT) FROM inbox WHERE parked_at IS NOT NULL) AS parked,
           (SELECT CAST(COUNT(*) AS BIGINT) FROM unreadable WHERE replayed_at IS NULL) AS unreadable";

/// What came in and waits.
pub async fn inbox(tx: &mut Tx) -> Result<Inbox> {
    Ok(on!(tx, |conn| sqlx::query_as(INBOX).fetch_one(conn).await?))
}

/// What must leave by one channel.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Outbox {
    /// Which channel.
    pub channel: String,
    /// Parts that wait, also for a moment of their own.
    pub waiting: i64,
    /// Those of them that a limit of ours keeps here until a moment of their own.
    pub held: i64,
    /// Parts that are being sent.
    pub sending: i64,
    /// When the oldest part was written that could leave now, civil.
    pub oldest_at: Option<DateTime<Utc>>,
}

// Served by the indexes outbox_next and outbox_leased: only what is not finished is read.
const OUTBOX: &str = "
    SELECT o.channel,
           CAST(SUM(CASE WHEN o.state = 'queued' THEN 1 ELSE 0 END) AS BIGINT) AS waiting,
           CAST(SUM(CASE WHEN o.state = 'queued' AND o.not_before > $1
                              AND o.code IN ('limiet:adres', 'limiet:dag')
                         THEN 1 ELSE 0 END) AS BIGINT) AS held,
           CAST(SUM(CASE WHEN o.state = 'sending' THEN 1 ELSE 0 END) AS BIGINT) AS sending,
           MIN(CASE WHEN o.state = 'queued' AND o.not_before <= $1 AND p.scope IS NULL
                    THEN o.created_at END) AS oldest_at
    FROM outbox o
    LEFT JOIN pause p ON p.scope = 'channel:' || o.channel AND p.until > $1
    WHERE o.finished_at IS NULL
    GROUP BY o.channel
    ORDER BY o.channel";

/// What waits to leave, by channel, at `now` (machine).
pub async fn outbox(tx: &mut Tx, now: DateTime<Utc>) -> Result<Vec<Outbox>> {
    Ok(on!(tx, |conn| sqlx::query_as(OUTBOX).bind(now).fetch_all(conn).await?))
}

/// Messages that did not end well.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Troubled {
    /// On which channel.
    pub channel: String,
    /// `unknown` or `refused`.
    pub state: String,
    /// How many.
    pub parts: i64,
}

// Served by the index outbox_troubled.
const TROUBLED: &str = "
    SELECT channel, state, CAST(COUNT(*) AS BIGINT) AS parts
    FROM outbox
    WHERE state IN ('unknown', 'refused')
      AND aid IS NULL
      AND finished_at >= $1
    GROUP BY channel, state
    ORDER BY channel, state";

/// Messages that ended in doubt or refusal since `since` (civil).
pub async fn troubled(tx: &mut Tx, since: DateTime<Utc>) -> Result<Vec<Troubled>> {
    Ok(on!(tx, |conn| sqlx::query_as(TROUBLED).bind(since).fetch_all(conn).await?))
}

const PAUSED: &str = "
    SELECT scope, until
    FROM pause
    WHERE until > $1
    ORDER BY scope";

/// What waits because a platform said so, and until when: (`channel:<id>` or
/// `template:<channel>:<name>:<language>`, machine), at `now` (machine).
pub async fn paused(tx: &mut Tx, now: DateTime<Utc>) -> Result<Vec<(String, DateTime<Utc>)>> {
    Ok(on!(tx, |conn| sqlx::query_as(PAUSED).bind(now).fetch_all(conn).await?))
}
