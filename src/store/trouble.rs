//! What the dashboard's page "Storingen" reads: everything that was set aside and waits for
//! whoever keeps the system. Counts, codes and ids; never a body, a name or a number.

use chrono::{DateTime, Utc};

use super::{Result, Tx, on};
use crate::ids::GemeenteId;

const UNREADABLE: &str = "
    SELECT channel, why, CAST(COUNT(*) AS BIGINT) AS bodies,
           MIN(received_at) AS first_at, MAX(received_at) AS last_at
    FROM unreadable
    WHERE replayed_at IS NULL
    GROUP BY channel, why
    ORDER BY MAX(received_at) DESC, channel, why
    LIMIT 200";

/// Webhook bodies that could not be understood, of one sort.
#[derive(Clone, sqlx::FromRow)]
pub struct Unreadable {
    /// Where they came in.
    pub channel: String,
    /// Where understanding stopped.
    pub why: String,
    /// How many.
    pub bodies: i64,
    /// The first.
    pub first_at: DateTime<Utc>,
    /// The last.
    pub last_at: DateTime<Utc>,
}

/// Bodies that were not replayed yet, by channel and cause. A body is read before anybody knows
/// whose it is: these are of all municipalities.
pub async fn unreadable(tx: &mut Tx) -> Result<Vec<Unreadable>> {
    Ok(on!(tx, |conn| sqlx::query_as(UNREADABLE).fetch_all(conn).await?))
}

const PARKED: &str = "
    SELECT i.kind, i.parked_at, i.parked_why, i.tries, p.klantnummer,
           CAST(COUNT(*) OVER () AS BIGINT) AS of_how_many
    FROM inbox i
    JOIN mailbox m ON m.id = i.mailbox_id
    LEFT JOIN person p ON p.mailbox_id = i.mailbox_id
    WHERE i.parked_at IS NOT NULL
      AND m.gemeente_id = $1
    ORDER BY i.parked_at DESC, i.id
    LIMIT 200";

/// An event that failed too often.
#[derive(Clone, sqlx::FromRow)]
pub struct Parked {
    /// The kind of event.
    pub kind: String,
    /// When it was given up.
    pub parked_at: DateTime<Utc>,
    /// Where it failed.
    pub parked_why: Option<String>,
    /// After how many tries.
    pub tries: i64,
    /// About whom, if it is somebody known.
    pub klantnummer: Option<String>,
    /// How many there are in all.
    pub of_how_many: i64,
}

/// Events that were given up, newest first.
pub async fn parked(tx: &mut Tx, gemeente: GemeenteId) -> Result<Vec<Parked>> {
    Ok(on!(tx, |conn| sqlx::query_as(PARKED).bind(gemeente).fetch_all(conn).await?))
}

// Served by the index outbox_troubled.
const UNSENT: &str = "
    SELECT o.state, o.code, o.text_id, o.attempt, o.finished_at, o.channel, p.klantnummer,
           CAST(COUNT(*) OVER () AS BIGINT) AS of_how_many
    FROM outbox o
    LEFT JOIN person p ON p.mailbox_id = o.mailbox_id
    WHERE o.gemeente_id = $1
      AND o.state IN ('unknown', 'refused')
      AND o.aid IS NULL
      AND o.finished_at >= $2
    ORDER BY o.finished_at DESC, o.id
    LIMIT 200";

/// A message of which the platform left us in doubt, or that it refused.
#[derive(Clone, sqlx::FromRow)]
pub struct Unsent {
    /// `unknown` or `refused`.
    pub state: String,
    /// The platform's word for it.
    pub code: Option<String>,
    /// Which text.
    pub text_id: String,
    /// How often it was tried.
    pub attempt: i64,
    /// When it ended, civil.
    pub finished_at: DateTime<Utc>,
    /// On which channel.
    pub channel: String,
    /// To whom, if it is somebody known.
    pub klantnummer: Option<String>,
    /// How many there are in all.
    pub of_how_many: i64,
}

/// Messages that ended in doubt or refusal since `since` (civil), newest first.
pub async fn unsent(
    tx: &mut Tx,
    gemeente: GemeenteId,
    since: DateTime<Utc>,
) -> Result<Vec<Unsent>> {
    Ok(on!(tx, |conn| sqlx::query_as(UNSENT).bind(gemeente).bind(since).fetch_all(conn).await?))
}

// Reads the line of what waits, by the partial index outbox_next.
const HELD: &str = "
    SELECT channel, CAST(COUNT(*) AS BIGINT) AS parts, MIN(not_before) AS first_at,
           MAX(not_before) AS last_at
    FROM outbox
    WHERE state = 'queued' AND code = 'limiet:dag' AND not_before > $1 AND gemeente_id = $2
    GROUP BY channel
    ORDER BY channel";

/// What a channel keeps here because the people of its day are reached.
#[derive(Clone, sqlx::FromRow)]
pub struct Held {
    /// Which channel.
    pub channel: String,
    /// How many messages.
    pub parts: i64,
    /// When the first may leave, machine.
    pub first_at: DateTime<Utc>,
    /// When the last may, machine.
    pub last_at: DateTime<Utc>,
}

/// What waits for another day at `now` (machine), because no more people may be written to first.
pub async fn held(tx: &mut Tx, gemeente: GemeenteId, now: DateTime<Utc>) -> Result<Vec<Held>> {
    Ok(on!(tx, |conn| sqlx::query_as(HELD).bind(now).bind(gemeente).fetch_all(conn).await?))
}

const PAUSES: &str = "
    SELECT scope, until, code
    FROM pause
    WHERE until > $1
    ORDER BY until DESC, scope
    LIMIT 200";

/// A wait that a platform asked for.
#[derive(Clone, sqlx::FromRow)]
pub struct Pause {
    /// `channel:<id>` or `template:<channel>:<name>:<language>`.
    pub scope: String,
    /// Until when, machine.
    pub until: DateTime<Utc>,
    /// The platform's word for it.
    pub code: String,
}

/// What waits because a platform said so, at `now` (machine).
pub async fn pauses(tx: &mut Tx, now: DateTime<Utc>) -> Result<Vec<Pause>> {
    Ok(on!(tx, |conn| sqlx::query_as(PAUSES).bind(now).fetch_all(conn).await?))
}
