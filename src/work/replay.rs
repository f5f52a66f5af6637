//! Bodies that could not be understood, offered again to the parsers of today.
//!
//! What they find takes the same way in as a webhook, and the same keys make nothing of what was
//! stored before. A body is done when all of it was understood.

use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

use super::{Work, take_in};
use crate::acts::receive::Delivery;
use crate::ids::UnreadableId;
use crate::message::Received;
use crate::store::mailboxes::ChannelRef;
use crate::store::set_aside::{self, Body};
use crate::store::{StoreError, Tx};

/// Keys live nine days. A body of which parts were stored at once is not offered again when those
/// parts may no longer be known: they would happen twice.
const PARTS_KNOWN: TimeDelta = TimeDelta::days(8);

/// What a body holds, for a channel that is open: where it came in, what was found, and why not
/// all of it.
pub type Read<'a> =
    &'a dyn Fn(&str, &[u8]) -> Option<(ChannelRef, Vec<Received>, Option<&'static str>)>;

/// What became of the bodies.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Replayed {
    /// Understood now, and stored.
    pub understood: usize,
    /// Still not, or not all of it.
    pub still_unreadable: usize,
    /// Of a channel that is not in the settings.
    pub no_channel: usize,
    /// Stored in part so long ago that the parts would happen twice.
    pub too_old: usize,
}

/// Offers every body that waits, oldest first, each in a commit of its own.
///
/// # Errors
/// When the database refuses; what was done before stays done.
pub async fn replay(work: &Work, read: Read<'_>) -> Result<Replayed, StoreError> {
    let mut done = Replayed::default();
    let mut after = UnreadableId(Uuid::nil());
    loop {
        let mut tx = work.db.read().await?;
        let Some(body) = set_aside::next_unreadable(&mut tx, after).await? else { break };
        after = body.id;
        let became = again(work, &mut tx, &body, read)?;
        drop(tx);
        match became {
            Became::Understood(delivery) => {
                take_in::store_together(work, None, &[&delivery]).await?;
                // crash here: offered once more, and the keys just noted make it nothing
                let mut tx = work.db.begin().await?;
                set_aside::replayed(&mut tx, body.id, work.clock.civil()).await?;
                crate::crash_point!("replay: offered again", tx.commit().await)?;
                done.understood += 1;
            }
            Became::Unreadable => done.still_unreadable += 1,
            Became::NoChannel => done.no_channel += 1,
            Became::TooOld => done.too_old += 1,
        }
    }
    Ok(done)
}

enum Became {
    Understood(Delivery),
    Unreadable,
    NoChannel,
    TooOld,
}

fn again(work: &Work, tx: &mut Tx, body: &Body, read: Read<'_>) -> Result<Became, StoreError> {
    let bytes = body.open(tx)?;
    let Some((channel, received, why)) = read(&body.channel, &bytes) else {
        return Ok(Became::NoChannel);
    };
    if why.is_some() {
        return Ok(Became::Unreadable);
    }
    if was_stored_in_part(body) && is_old(body.received_at, work.clock.civil()) {
        return Ok(Became::TooOld);
    }
    Ok(Became::Understood(Delivery { channel, received, unreadable: None }))
}

fn was_stored_in_part(body: &Body) -> bool {
    body.why == set_aside::PARTLY_READ
}

fn is_old(received_at: DateTime<Utc>, now: DateTime<Utc>) -> bool {
    now - received_at > PARTS_KNOWN
}
