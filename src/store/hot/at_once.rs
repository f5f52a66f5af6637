//! Which answers may leave in the very transaction that makes them.

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::{OverRows, fetch, over, stamp};
use crate::ids::AddressId;
use crate::store::{Result, Tx};

/// An answer that may leave at once, if nothing stands in its way.
#[derive(Serialize)]
pub struct Asked<'a> {
    /// Where to.
    pub address: AddressId,
    /// Rank of its lane.
    pub lane: i64,
    /// Id of the channel.
    pub channel: &'a str,
    /// Machine.
    #[serde(serialize_with = "stamp")]
    pub now: DateTime<Utc>,
}

over! {
    FREE (address uuid, lane bigint, channel text, now timestamptz) "
        SELECT a.id, n.kind, n.sealed
        FROM r
        CROSS JOIN address a
        JOIN address_handle n ON n.channel = r.channel AND n.handle_hash = (
            SELECT x.handle_hash
            FROM address_handle x
            WHERE x.address_id = a.id
            ORDER BY CASE x.kind WHEN 'phone' THEN 1 ELSE 2 END, x.handle_hash
            LIMIT 1)
        WHERE a.id = r.address
          AND (a.paused_until IS NULL OR a.paused_until <= r.now)
          AND NOT EXISTS (SELECT 1
                          FROM outbox o
                          WHERE o.address_id = a.id AND o.lane = r.lane AND o.finished_at IS NULL)
          AND NOT EXISTS (SELECT 1
                          FROM pause p
                          WHERE p.scope = 'channel:' || r.channel AND p.until > r.now)"
}

/// To which of these addresses may something leave at once, and under which name does the platform
/// know them? Not those where an earlier part of the lane waits, or that must wait themselves.
pub async fn free(tx: &mut Tx, asked: &[Asked<'_>]) -> Result<Vec<(AddressId, String, Vec<u8>)>> {
    fetch(tx, &FREE, asked).await
}

/// For the test that reads every plan.
pub(super) static ALL: &[(&str, &OverRows)] = &[("at_once FREE", &FREE)];
