//! Wrong codes of letters: rows, so that all processes count together.

use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

use super::{Result, Tx, on};
use crate::ids::AddressId;

/// A wrong code counts for so long, civil.
pub const REMEMBERED: TimeDelta = TimeDelta::hours(1);

/// How many wrong codes there were.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Tries {
    /// On which channel.
    pub channel: String,
    /// From the address itself.
    pub own: i64,
    /// From everybody on the channel.
    pub on_channel: i64,
}

const COUNT: &str = "
    SELECT a.channel,
           (SELECT CAST(COUNT(*) AS BIGINT)
            FROM code_try o
            WHERE o.address_id = a.id AND o.at > $2) AS own,
           (SELECT CAST(COUNT(*) AS BIGINT)
            FROM code_try c
            WHERE c.channel = a.channel AND c.at > $2) AS on_channel
    FROM address a
    WHERE a.id = $1";

/// How many wrong codes came from this address, and on its channel, after `since`.
pub async fn count(tx: &mut Tx, address: AddressId, since: DateTime<Utc>) -> Result<Tries> {
    Ok(on!(tx, |conn| sqlx::query_as(COUNT).bind(address).bind(since).fetch_one(conn).await?))
}

const NOTE: &str = "
    INSERT INTO code_try (id, address_id, channel, at)
    SELECT $1, a.id, a.channel, $3
    FROM address a
    WHERE a.id = $2";

/// A wrong code came; `now` is civil.
pub async fn note(tx: &mut Tx, address: AddressId, now: DateTime<Utc>) -> Result<()> {
    on!(tx, |conn| sqlx::query(NOTE)
        .bind(Uuid::now_v7())
        .bind(address)
        .bind(now)
        .execute(conn)
        .await
        .map(|_| ()))?;
    Ok(())
}

const SWEEP: &str = "DELETE FROM code_try WHERE at <= $1";

/// Forgets what counts no more.
pub async fn sweep(tx: &mut Tx, before: DateTime<Utc>) -> Result<()> {
    on!(tx, |conn| sqlx::query(SWEEP).bind(before).execute(conn).await.map(|_| ()))?;
    Ok(())
}
