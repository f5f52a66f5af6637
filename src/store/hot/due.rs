//! What fell due, marked for many at once: reminders that are events now or never will be, waits
//! that have run out.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::{OverRows, fetch, over, run, stamp};
use crate::ids::{ReminderId, WaitId};
use crate::store::{Result, Tx};

#[derive(Serialize)]
struct Due<I> {
    id: I,
    #[serde(serialize_with = "stamp")]
    at: DateTime<Utc>,
}

over! {
    FIRED (id uuid, at timestamptz) "
        UPDATE reminder
        SET fired_at = r.at
        FROM r
        WHERE reminder.id = r.id
          AND COALESCE(reminder.fired_at IS NULL AND reminder.dropped_at IS NULL, FALSE)
        RETURNING reminder.id"
}

/// These reminders are events now; gives those that were ours to fire: another worker may have
/// been first.
pub async fn fired(
    tx: &mut Tx,
    reminders: impl IntoIterator<Item = ReminderId>,
    now: DateTime<Utc>,
) -> Result<HashSet<ReminderId>> {
    let rows: Vec<Due<ReminderId>> = reminders.into_iter().map(|id| Due { id, at: now }).collect();
    Ok(fetch::<_, (ReminderId,)>(tx, &FIRED, &rows).await?.into_iter().map(|(id,)| id).collect())
}

/// A reminder that is never sent.
#[derive(Serialize)]
pub struct Dropped {
    /// Which.
    pub id: ReminderId,
    /// By which rule.
    pub why: String,
    /// When that was found, civil.
    #[serde(serialize_with = "stamp")]
    pub at: DateTime<Utc>,
}

over! {
    DROPPED (id uuid, why text, at timestamptz) "
        UPDATE reminder
        SET dropped_at = r.at, dropped_why = r.why
        FROM r
        WHERE reminder.id = r.id
          AND COALESCE(reminder.fired_at IS NULL AND reminder.dropped_at IS NULL, FALSE)"
}

/// These reminders are never sent, each by its rule.
pub async fn dropped(tx: &mut Tx, reminders: &[Dropped]) -> Result<()> {
    run(tx, &DROPPED, reminders).await
}

over! {
    ELAPSED (id uuid, at timestamptz) "
        UPDATE wait
        SET fired_at = r.at
        FROM r
        WHERE wait.id = r.id AND COALESCE(wait.fired_at IS NULL AND wait.cancelled_at IS NULL, FALSE)
        RETURNING wait.id"
}

/// These waits are events now; gives those that were ours: another worker may have been first, or
/// nobody waits any more.
pub async fn elapsed(
    tx: &mut Tx,
    waits: impl IntoIterator<Item = WaitId>,
    now: DateTime<Utc>,
) -> Result<HashSet<WaitId>> {
    let rows: Vec<Due<WaitId>> = waits.into_iter().map(|id| Due { id, at: now }).collect();
    Ok(fetch::<_, (WaitId,)>(tx, &ELAPSED, &rows).await?.into_iter().map(|(id,)| id).collect())
}

/// For the test that reads every plan.
pub(super) static ALL: &[(&str, &OverRows)] =
    &[("due FIRED", &FIRED), ("due DROPPED", &DROPPED), ("due ELAPSED", &ELAPSED)];
