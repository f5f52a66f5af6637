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
use crate::store::hot::behind;
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
/// Who waits behind a part that somebody may be ending just now is looked at again after this: that
/// end may not see who is behind.
const BEHIND_END: TimeDelta = TimeDelta::milliseconds(10);
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
    let taken = batch.take(work, tx).await?;
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
    held: Vec<Held>,
}

/// A part that must wait.
struct Held {
    part: PartId,
    until: DateTime<Utc>,
    /// For this one to be over.
    behind: Option<PartId>,
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
        if let Some(held) = self.waits(&picked)
            && !expired
        {
            self.held.push(held);
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

    /// Must it not be looked at before some moment? None: it has the turn.
    fn waits(&self, picked: &Picked) -> Option<Held> {
        let part = picked.part.id;
        if picked.head_id != part {
            // woken by the end of the one before it; these moments are for when that is cancelled
            let until = match picked.head_leased_until {
                Some(lease) => lease.clamp(self.now, self.now + BEHIND_CALL),
                None if picked.head_not_before <= self.now => self.now + BEHIND_CALL,
                None => picked.head_not_before.min(self.now + BEHIND_WAIT),
            };
            return Some(Held { part, until, behind: Some(picked.head_id) });
        }
        let until = picked.paused_until.filter(|until| *until > self.now)?;
        Some(Held { part, until, behind: None })
    }

    async fn hold(&self, work: &Work, tx: &mut Tx) -> Result<(), StoreError> {
        let before = self.held.iter().filter_map(|held| held.behind);
        let standing = behind::standing(tx, before).await?;
        let soon = self.now + BEHIND_END;
        let until = |held: &Held| match held.behind {
            Some(before) if !standing.contains(&before) => soon,
            _ => held.until,
        };
        let held: Vec<_> = self.held.iter().map(|held| (held.part, until(held))).collect();
        if held.iter().any(|(_, until)| *until == soon) {
            work.paces.look_at(soon);
        }
        hot::hold(tx, held).await
    }

    async fn take(mut self, work: &Work, tx: &mut Tx) -> Result<Vec<Prepared>, StoreError> {
        self.hold(work, tx).await?;
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
