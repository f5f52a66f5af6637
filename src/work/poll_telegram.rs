//! Telegram's updates by asking for them, for a machine that the internet cannot reach.
//!
//! Asking on from an update confirms it to Telegram; that happens only after its commit. Telegram
//! lets one ask at a time, so several processes agree by a lease: the one that holds it asks, and
//! when it falls silent another goes on from what was not confirmed.

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};

use super::{Stop, Work, report};
use crate::acts::receive::{Delivery, Intake};
use crate::channel::telegram::{Telegram, parse};
use crate::store::mailboxes::ChannelRef;
use crate::store::{StoreError, leases};

/// How long Telegram may hold a question open.
const HOLD: Duration = Duration::from_secs(25);
/// After a failure, and between two looks whether it is our turn.
const PAUSE: Duration = Duration::from_secs(5);
/// A process that does not renew for this long no longer asks.
const LEASE: TimeDelta = TimeDelta::seconds(60);
/// Renewed when less is left: a question and its answer may take 42 s.
const ENOUGH: TimeDelta = TimeDelta::seconds(45);

/// Asks until told to stop.
pub async fn run(
    work: Work,
    bot: Arc<Telegram>,
    channel: ChannelRef,
    intake: Intake,
    mut stop: Stop,
) {
    let mut turn = Turn { name: format!("poll:{}", channel.id), until: None };
    let mut from = None;
    while !*stop.borrow() {
        match turn.take(&work).await {
            Ok(true) => {}
            Ok(false) => {
                // somebody else confirms meanwhile: our place is worth nothing
                from = None;
                pause(&mut stop).await;
                continue;
            }
            Err(error) => {
                report("agreeing who asks Telegram", &error).await;
                continue;
            }
        }
        let updates = tokio::select! {
            updates = bot.get_updates(from, work.clock.on_the_wall(HOLD)) => updates,
            _ = stop.changed() => break,
        };
        match updates {
            Ok(updates) => {
                let ids: Vec<i64> = updates.iter().map(|(id, _)| *id).collect();
                let batch = updates.iter().map(|(_, raw)| read(&channel, raw.get().as_bytes()));
                let stored = intake.store_in_order(batch.collect()).await;
                // crash here: Telegram gives them again, and their keys make them nothing
                if let Some(last) = stored.checked_sub(1).and_then(|n| ids.get(n)) {
                    from = Some(last + 1);
                }
                if stored < ids.len() {
                    pause(&mut stop).await;
                }
            }
            Err(error) => {
                tracing::warn!(channel = %channel.id, %error, "Telegram could not be asked");
                pause(&mut stop).await;
            }
        }
    }
    turn.give_back(&work).await;
}

/// Whose turn it is to ask.
struct Turn {
    name: String,
    /// Until when it is ours, machine.
    until: Option<DateTime<Utc>>,
}

impl Turn {
    /// Is it ours? Always on the embedded database, which has one process.
    async fn take(&mut self, work: &Work) -> Result<bool, StoreError> {
        let now = work.clock.machine();
        if work.db.is_sqlite() || self.until.is_some_and(|until| until - now > ENOUGH) {
            return Ok(true);
        }
        let mut tx = work.db.begin().await?;
        let ours = leases::take(&mut tx, &self.name, work.process, (now, now + LEASE)).await?;
        // crash before: nobody has the turn. Crash after: the next one waits until the lease is over
        crate::crash_point!("poll_telegram: a turn taken", tx.commit().await)?;
        self.until = ours.then_some(now + LEASE);
        Ok(ours)
    }

    /// At a graceful end the next one need not wait.
    async fn give_back(&self, work: &Work) {
        if self.until.is_none() {
            return;
        }
        let given = async {
            let mut tx = work.db.begin().await?;
            leases::release(&mut tx, &self.name, work.process).await?;
            crate::crash_point!("poll_telegram: a turn given back", tx.commit().await)
        };
        let given: Result<(), StoreError> = given.await;
        if let Err(error) = given {
            tracing::warn!(%error, "the turn to ask Telegram could not be given back; it runs out by itself");
        }
    }
}

/// Waits a little, or until told to stop.
async fn pause(stop: &mut Stop) {
    let _ = tokio::time::timeout(PAUSE, stop.wait_for(|stop| *stop)).await;
}

fn read(channel: &ChannelRef, body: &[u8]) -> Delivery {
    let (received, unreadable) = match parse::parse(body) {
        Ok(received) => (received, None),
        Err(why) => (Vec::new(), Some((body.to_vec(), why.0))),
    };
    Delivery { channel: channel.clone(), received, unreadable }
}
