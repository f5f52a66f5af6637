//! The only place where an outbox row becomes a call.
//!
//! Claim in a short transaction, call without one, finish in a short transaction that only counts
//! for the newest attempt. What a platform answers becomes one of a few ends; the dialog hears of
//! a message that will not arrive, and of nothing else.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{Semaphore, mpsc};

use super::{Stop, Work, report};
use crate::message::{Lane, TemplateUse};
use crate::store::heartbeat::Loop;
use crate::store::{StoreError, outbox};

mod call;
mod claim;
mod failed_later;
mod finish;
mod outcome;
mod pace;
mod prepare;
mod recover;

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

pub(super) async fn run(work: Work, mut stop: Stop) {
    let slots = Slots {
        all: Arc::new(Semaphore::new(AT_ONCE)),
        others: Arc::new(Semaphore::new(AT_ONCE - FOR_REPLIES)),
    };
    let (ended, line) = mpsc::channel(AT_ONCE * 2);
    let finishing = tokio::spawn(finish_all(work.clone(), line));
    let mut tidied_at = None;
    loop {
        work.came_round(Loop::Deliver);
        let room = Room {
            replies: slots.all.available_permits(),
            others: slots.others.available_permits().min(slots.all.available_permits()),
        };
        match round(&work, room, &mut tidied_at).await {
            Ok(round) if round.is_empty() => {
                if work.rest_for_limits(work.db.bells().outbox.notified(), &mut stop).await {
                    break;
                }
            }
            Ok(round) => {
                for part in round {
                    let Some(slot) = slots.take(part.lane()).await else { return };
                    tokio::spawn(call(part, ended.clone(), slot));
                }
                if *stop.borrow() {
                    break;
                }
            }
            Err(error) => report("claiming parts to send", &error).await,
        }
    }
    // calls that are under way are waited for: their outcome is worth a few seconds
    drop(ended);
    let _ = finishing.await;
}

impl Slots {
    async fn take(&self, lane: i64) -> Option<call::Slot> {
        let all = self.all.clone().acquire_owned().await.ok()?;
        let others = if lane == Lane::Reply.rank() {
            None
        } else {
            Some(self.others.clone().acquire_owned().await.ok()?)
        };
        Some(call::Slot { _all: all, _others: others })
    }
}

/// One look. Crash after the commit: the lease runs out and `recover` finds the parts.
async fn round(
    work: &Work,
    room: Room,
    tidied_at: &mut Option<chrono::DateTime<chrono::Utc>>,
) -> Result<Vec<Prepared>, StoreError> {
    if room.replies == 0 {
        tokio::time::sleep(Duration::from_millis(2)).await;
        return Ok(Vec::new());
    }
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
    let mut tx = work.db.begin().await?;
    let prepared = claim(work, &mut tx, room).await?;
    crate::crash_point!("deliver: claimed", tx.commit().await)?;
    Ok(prepared)
}

#[cfg(test)]
mod tests;
