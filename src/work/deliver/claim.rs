//! Takes what may leave now: a constant number of statements, however many parts.
//!
//! What may not leave yet (another part of its address has the turn, the platform asked for a wait)
//! gets a later moment, so that it is not looked at again before.

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, TimeDelta, Utc};

use super::prepare::{Prepared, prepare};
use super::{Ended, Outcome, pace};
use crate::ids::PartId;
use crate::message::Lane;
use crate::store::hot::outbox::{self as hot, Picked};
use crate::store::{StoreError, Tx, outbox};
use crate::trade::template::registry::Registry;
use crate::work::Work;

/// A worker that does not finish within this is taken for dead. Longer than any call may take
/// (22 s, and once more for the template).
pub(super) const LEASE: TimeDelta = TimeDelta::seconds(60);
/// Who waits behind a part that is being sent is looked at again after this at the latest; mostly
/// its end wakes them.
const BEHIND_CALL: TimeDelta = TimeDelta::seconds(30);
/// Who waits behind a part that itself waits is looked at again after this at the latest: that part
/// may be cancelled.
const BEHIND_WAIT: TimeDelta = TimeDelta::minutes(5);

/// How many calls may begin.
#[derive(Clone, Copy, Debug)]
pub(super) struct Room {
    /// Answers.
    pub(super) replies: usize,
    /// Anything else; never more than `replies`.
    pub(super) others: usize,
}

/// Crash before the commit: nothing was taken, and nothing spent of any limit. Crash after it: the
/// lease tells. The last of its transaction: it locks parts, then limits, and waits for nothing else.
pub(super) async fn claim(
    work: &Work,
    tx: &mut Tx,
    room: Room,
) -> Result<Vec<Prepared>, StoreError> {
    let now = work.clock.machine();
    let lanes: &[Lane] =
        if room.others == 0 { &[Lane::Reply] } else { &[Lane::Reply, Lane::Reminder, Lane::Bulk] };
    let (lines, most) = pace::lines(work, lanes, room, now);
    let picked = hot::pick(tx, &lines, now, most).await?;
    if picked.is_empty() {
        work.paces.stand_behind(BTreeSet::new());
        return Ok(Vec::new());
    }
    let mut batch = Batch { room, now, ready: Vec::new(), held: Vec::new() };
    let registry = work.templates(tx).await?;
    for part in picked {
        if batch.room.replies == 0 {
            break;
        }
        batch.look(work, tx, &registry, part).await?;
    }
    let drawn = pace::draw(work, tx, batch.ready).await?;
    batch.ready = drawn.go;
    work.paces.stand_behind(drawn.behind);
    let taken = batch.take(tx).await?;
    if taken.is_empty() {
        // others may stand behind those that were put off just now
        work.paces.look_at(now);
    }
    Ok(taken)
}

struct Batch {
    room: Room,
    now: DateTime<Utc>,
    ready: Vec<Prepared>,
    held: Vec<(PartId, DateTime<Utc>)>,
}

impl Batch {
    async fn look(
        &mut self,
        work: &Work,
        tx: &mut Tx,
        registry: &Registry,
        picked: Picked,
    ) -> Result<(), StoreError> {
        let (id, is_reply) = (picked.part.id, picked.part.lane == Lane::Reply.rank());
        if !is_reply && self.room.others == 0 {
            return Ok(());
        }
        let expired = picked.part.expires_at <= work.clock.civil();
        if let Some(until) = self.waits_until(&picked)
            && !expired
        {
            self.held.push((id, until));
            return Ok(());
        }
        self.room.replies -= 1;
        if !is_reply {
            self.room.others -= 1;
        }
        let spare = picked.part.clone();
        self.ready.push(match prepare(work, tx, registry, picked).await {
            // one part that cannot be read must not keep all others in the house
            Err(error) if error.is_about_a_row() => {
                tracing::error!(part.id = %id, %error, "part {id} cannot be read");
                Prepared::impossible(spare, "onleesbaar")
            }
            prepared => prepared?,
        });
        Ok(())
    }

    /// Until when it must not be looked at again; None: it has the turn.
    fn waits_until(&self, picked: &Picked) -> Option<DateTime<Utc>> {
        if picked.head_id != picked.part.id {
            // woken by the end of the one before it; these moments are for when that is cancelled
            return Some(match picked.head_leased_until {
                Some(lease) => lease.clamp(self.now, self.now + BEHIND_CALL),
                None if picked.head_not_before <= self.now => self.now + BEHIND_CALL,
                None => picked.head_not_before.min(self.now + BEHIND_WAIT),
            });
        }
        picked.paused_until.filter(|until| *until > self.now)
    }

    async fn take(mut self, tx: &mut Tx) -> Result<Vec<Prepared>, StoreError> {
        hot::hold(tx, self.held).await?;
        let ids = self.ready.iter().map(|part| part.claimed().id);
        let ours: HashMap<PartId, i64> =
            hot::take(tx, ids, self.now + LEASE).await?.into_iter().collect();
        self.ready.retain_mut(|part| match ours.get(&part.claimed().id) {
            Some(attempt) => {
                part.claimed_mut().attempt = *attempt;
                true
            }
            None => false,
        });
        Ok(self.ready)
    }
}

impl Prepared {
    /// Ends without a call.
    pub(super) fn impossible(part: outbox::Claimed, why: &'static str) -> Self {
        Self::ended(part, Outcome::Impossible(why))
    }

    pub(super) fn ended(part: outbox::Claimed, outcome: Outcome) -> Self {
        Self::Ended(Box::new(Ended { part, words: String::new(), template: None, outcome }))
    }

    pub(super) fn claimed(&self) -> &outbox::Claimed {
        match self {
            Self::Ready(ready) => &ready.claimed,
            Self::Ended(ended) => &ended.part,
        }
    }

    fn claimed_mut(&mut self) -> &mut outbox::Claimed {
        match self {
            Self::Ready(ready) => &mut ready.claimed,
            Self::Ended(ended) => &mut ended.part,
        }
    }

    pub(super) fn lane(&self) -> i64 {
        self.claimed().lane
    }
}
