//! The only place where an outbox row becomes a call.
//!
//! Claim in a short transaction, call without one, finish in a short transaction that only counts
//! for the newest attempt. What a platform answers becomes one of a few ends; the dialog hears of
//! a message that will not arrive, and of nothing else.

use std::sync::Arc;

use tokio::sync::{Semaphore, mpsc};

use super::{Stop, Work, report};
use crate::message::{Lane, TemplateUse};
use crate::store::heartbeat::Loop;
use crate::store::{StoreError, outbox};

mod aids;
mod at_once;
mod call;
mod claim;
mod failed_later;
mod finish;
mod outcome;
mod pace;
mod prepare;
mod recover;
mod told;

pub(super) use at_once::{Answer, Taken, placed, take as take_at_once};
pub(super) use failed_later::failed_later;

use call::call;
use claim::{Room, claim};
use finish::finish_all;
use outcome::Outcome;
use prepare::{Prepared, Ready};

/// Calls under way at once in this process.
const AT_ONCE: usize = 256;
/// Of those, kept free for answers to people who are looking at their screens.
const FOR_REPLIES: usize = 64;
/// How often what needs no hurry is looked for, machine.
const TIDY_EVERY: chrono::TimeDelta = chrono::TimeDelta::minutes(1);

/// What became of an attempt.
struct Ended {
    part: outbox::Claimed,
    /// The words as sent; none were sent when empty.
    words: String,
    /// The template that carried it, if one did.
    template: Option<TemplateUse>,
    outcome: Outcome,
}

/// Which calls may still begin: those to answer somebody, and all others.
#[derive(Clone)]
struct Slots {
    all: Arc<Semaphore>,
    others: Arc<Semaphore>,
}

/// How many calls may be under way, and where their ends go: one for all who claim in this process.
#[derive(Clone)]
pub(super) struct Calls {
    slots: Slots,
    ended: mpsc::Sender<Ended>,
}

/// The ends of calls, to be written down.
pub(super) struct Ends(mpsc::Receiver<Ended>);

/// The calls of this process.
pub(super) fn calls() -> (Calls, Ends) {
    let slots = Slots {
        all: Arc::new(Semaphore::new(AT_ONCE)),
        others: Arc::new(Semaphore::new(AT_ONCE - FOR_REPLIES)),
    };
    let (ended, line) = mpsc::channel(AT_ONCE * 2);
    (Calls { slots, ended }, Ends(line))
}

/// Claims and sends until told to stop, and until whoever else holds `calls` has let go.
pub(super) async fn run(work: Work, (calls, ends): (Calls, Ends), mut stop: Stop) {
    let finishing = tokio::spawn(finish_all(work.clone(), ends.0, stop.clone()));
    let mut tidied_at = None;
    loop {
        work.came_round(Loop::Deliver);
        // without it every message would look as if nobody knew what became of it
        if finishing.is_finished() {
            break;
        }
        let room = calls.slots.room();
        match round(&work, room, &mut tidied_at).await {
            Ok(round) if round.is_empty() => {
                let bell = async {
                    tokio::select! {
                        () = work.db.bells().outbox.notified() => {}
                        () = calls.slots.more_than(room) => {}
                    }
                };
                if work.rest_for_limits(bell, &mut stop).await {
                    break;
                }
            }
            Ok(round) => {
                for part in round {
                    let Some(slot) = calls.slots.take(part.lane()).await else { return };
                    calls.make(part, slot);
                }
                if *stop.borrow() {
                    break;
                }
            }
            Err(error) => {
                report("claiming parts to send", &error).await;
                if *stop.borrow() {
                    break;
                }
            }
        }
    }
    // calls that are under way are waited for: their outcome is worth a few seconds
    drop(calls);
    if let Err(broken) = finishing.await
        && broken.is_panic()
    {
        std::panic::resume_unwind(broken.into_panic());
    }
}

impl Calls {
    /// Makes a call whose row was committed as taken.
    fn make(&self, part: Prepared, slot: call::Slot) {
        tokio::spawn(call(part, self.ended.clone(), slot));
    }

    fn slot_for_a_reply(&self) -> Option<call::Slot> {
        let all = self.slots.all.clone().try_acquire_owned().ok()?;
        Some(call::Slot { _all: all, _others: None })
    }
}

impl Slots {
    fn room(&self) -> Room {
        let replies = self.all.available_permits();
        Room { replies, others: self.others.available_permits().min(replies) }
    }

    async fn take(&self, lane: i64) -> Option<call::Slot> {
        let all = self.all.clone().acquire_owned().await.ok()?;
        let others = if lane == Lane::Reply.rank() {
            None
        } else {
            Some(self.others.clone().acquire_owned().await.ok()?)
        };
        Some(call::Slot { _all: all, _others: others })
    }

    /// Waits until there is room for what there was none for.
    async fn more_than(&self, room: Room) {
        let lacking = match room {
            Room { replies: 0, .. } => &self.all,
            Room { others: 0, .. } => &self.others,
            _ => return std::future::pending().await,
        };
        // given back at once: only its coming matters
        drop(lacking.acquire().await);
    }
}

/// One look. Crash after the commit: the lease runs out and `recover` finds the parts.
async fn round(
    work: &Work,
    room: Room,
    tidied_at: &mut Option<chrono::DateTime<chrono::Utc>>,
) -> Result<Vec<Prepared>, StoreError> {
    if room.replies == 0 {
        return Ok(Vec::new());
    }
    pace::release_once(work).await?;
    let machine = work.clock.machine();
    let mut look = work.db.read().await?;
    let channels = outbox::ready_channels(&mut look, machine).await?;
    let overdue = outbox::overdue(&mut look, machine).await?;
    drop(look);
    recover::overdue(work, overdue).await?;
    if tidied_at.is_none_or(|at| machine - at >= TIDY_EVERY) {
        *tidied_at = Some(machine);
        recover::expired_in_pause(work).await?;
    }
    for unknown in channels.iter().filter(|id| !work.channels.contains_key(*id)) {
        recover::without_channel(work, unknown).await?;
    }
    // most looks find nothing, and do not take the writer
    if !channels.iter().any(|id| work.channels.contains_key(id)) {
        return Ok(Vec::new());
    }
    let claimed = take(work, room).await;
    if claimed.is_err() {
        work.paces.claim_undone();
    }
    claimed
}

async fn take(work: &Work, room: Room) -> Result<Vec<Prepared>, StoreError> {
    let mut tx = work.db.begin().await?;
    let prepared = claim(work, &mut tx, room).await?;
    crate::crash_point!("deliver: claimed", tx.commit().await)?;
    Ok(prepared)
}

#[cfg(test)]
mod tests;
