//! Telegram's updates by asking for them, for a machine that the internet cannot reach.
//!
//! Asking on from an update confirms it to Telegram; that happens only after its commit.

use std::sync::Arc;
use std::time::Duration;

use super::Stop;
use crate::acts::receive::{Delivery, Intake};
use crate::channel::telegram::{Telegram, parse};
use crate::store::mailboxes::ChannelRef;

/// How long Telegram may hold a question open.
const HOLD: Duration = Duration::from_secs(25);
/// After a failure.
const PAUSE: Duration = Duration::from_secs(5);

/// Asks until told to stop.
pub async fn run(bot: Arc<Telegram>, channel: ChannelRef, intake: Intake, mut stop: Stop) {
    let mut from = None;
    while !*stop.borrow() {
        let updates = tokio::select! {
            updates = bot.get_updates(from, HOLD) => updates,
            _ = stop.changed() => return,
        };
        match updates {
            Ok(updates) => {
                for (id, raw) in updates {
                    if !store(&intake, &channel, raw.get().as_bytes()).await {
                        pause(&mut stop).await;
                        break;
                    }
                    from = Some(id + 1);
                }
            }
            Err(error) => {
                tracing::warn!(channel = %channel.id, %error, "Telegram could not be asked");
                pause(&mut stop).await;
            }
        }
    }
}

/// Waits a little, or until told to stop.
async fn pause(stop: &mut Stop) {
    let _ = tokio::time::timeout(PAUSE, stop.wait_for(|stop| *stop)).await;
}

async fn store(intake: &Intake, channel: &ChannelRef, body: &[u8]) -> bool {
    let (received, unreadable) = match parse::parse(body) {
        Ok(received) => (received, None),
        Err(why) => (Vec::new(), Some((body.to_vec(), why.0))),
    };
    intake.store(Delivery { channel: channel.clone(), received, unreadable }).await.is_ok()
}
