//! Answers that leave at once: taken in the very transaction that makes them, so that somebody who
//! looks at a screen waits for one commit, and nobody looks for them in the line.
//!
//! Only what needs no second look: the first part for an address, an answer to what just came in
//! from there, without a template. Everything else waits in line for a claim. Only on SQLite: on
//! PostgreSQL the limits stay locked until the commit, and a claim is the last of its transaction.

use std::collections::{HashMap, HashSet};
use std::time::Instant;

use super::claim::LEASE;
use super::prepare::{Prepared, Ready};
use super::{Calls, call::Slot, pace};
use crate::ids::{AddressId, PartId};
use crate::message::{Lane, Part};
use crate::store::hot::at_once::{Asked, free};
use crate::store::hot::effects::{PartWrite, Writes};
use crate::store::outbox::Claimed;
use crate::store::{StoreError, Tx, addresses};
use crate::work::Work;

/// An answer that was rendered as it was made: its first part.
pub(in crate::work) struct Answer {
    /// The row it is the words of.
    pub(in crate::work) id: PartId,
    /// As it will be sent.
    pub(in crate::work) part: Part,
}

/// A call to make once the transaction is committed, and the right to make it.
pub(in crate::work) struct Taken {
    pub(super) ready: Box<Ready>,
    pub(super) slot: Slot,
}

/// Takes those of the answers whose way is free, and spends what that takes of the limits: their
/// rows will be written as taken. The places are not known yet; [`placed`] fills them in.
pub(in crate::work) async fn take(
    work: &Work,
    tx: &mut Tx,
    calls: &Calls,
    writes: &mut Writes,
    answers: Vec<Answer>,
) -> Result<Vec<Taken>, StoreError> {
    let firsts = first_of_each_address(writes.parts());
    let mut answers: HashMap<PartId, Part> = answers
        .into_iter()
        .filter(|answer| firsts.contains(&answer.id))
        .map(|answer| (answer.id, answer.part))
        .collect();
    let now = work.clock.machine();
    let asked: Vec<Asked<'_>> = writes
        .parts()
        .iter()
        .filter(|part| answers.contains_key(&part.id) && !work.paces.is_line(&part.channel))
        .map(|part| Asked { address: part.address, lane: part.lane, channel: &part.channel, now })
        .collect();
    let mut names: HashMap<AddressId, (String, Vec<u8>)> = free(tx, &asked)
        .await?
        .into_iter()
        .map(|(address, kind, sealed)| (address, (kind, sealed)))
        .collect();
    let (mut ready, mut slots) = (Vec::new(), HashMap::new());
    for row in writes.parts() {
        let Some(part) = answers.remove(&row.id) else { continue };
        // which of several user ids is the useful one, a claim finds out
        let name = names.remove(&row.address).filter(|(kind, _)| kind != "bsuid");
        let (Some((kind, sealed)), Some(channel)) = (name, work.channels.get(&row.channel)) else {
            continue;
        };
        let Some(slot) = calls.slot_for_a_reply() else { break };
        slots.insert(row.id, slot);
        let to = addresses::open_handle(tx.vault(), row.address, &kind, &sealed)?;
        let (claimed, channel) = (claimed(row), channel.clone());
        let (fallback, since) = (None, Instant::now());
        let one = Ready { claimed, channel, to, part, fallback, since, source: None };
        ready.push(Prepared::Ready(Box::new(one)));
    }
    let mut taken = Vec::with_capacity(ready.len());
    for part in pace::draw(work, tx, ready).await?.go {
        let slot = slots.remove(&part.claimed().id);
        if let (Prepared::Ready(ready), Some(slot)) = (part, slot) {
            taken.push(Taken { ready, slot });
        }
    }
    let ours: HashSet<PartId> = taken.iter().map(|taken| taken.ready.claimed.id).collect();
    for row in writes.parts_mut().iter_mut().filter(|row| ours.contains(&row.id)) {
        row.taken_until = Some(now + LEASE);
    }
    Ok(taken)
}

/// Fills in the places that the rows were given.
pub(in crate::work) fn placed(taken: &mut [Taken], writes: &Writes) {
    let places: HashMap<PartId, i64> =
        writes.parts().iter().map(|part| (part.id, part.seq)).collect();
    for Taken { ready, .. } in taken {
        if let Some(seq) = places.get(&ready.claimed.id) {
            ready.claimed.seq = *seq;
        }
    }
}

impl Calls {
    /// Makes calls whose rows were committed as taken.
    pub(in crate::work) fn begin(&self, taken: Vec<Taken>) {
        for Taken { ready, slot } in taken {
            self.make(Prepared::Ready(ready), slot);
        }
    }
}

/// The answers that have the turn among those that are made now.
fn first_of_each_address(parts: &[PartWrite]) -> HashSet<PartId> {
    let mut seen = HashSet::new();
    parts
        .iter()
        .filter(|part| part.lane == Lane::Reply.rank() && seen.insert(part.address))
        .map(|part| part.id)
        .collect()
}

fn claimed(row: &PartWrite) -> Claimed {
    Claimed {
        id: row.id,
        attempt: 1,
        mailbox_id: row.mailbox,
        address_id: row.address,
        channel: row.channel.clone(),
        lane: row.lane,
        seq: row.seq,
        part_no: row.part_no,
        question_id: row.question,
        expires_at: row.expires_at,
        doubtful: false,
        failures: 0,
        aid: row.aid.clone(),
    }
}
