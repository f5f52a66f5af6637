//! Parts that nobody is sending any more: their worker died, no news came of them, their moment
//! passed while their channel was paused, or their channel is gone.

use super::claim::LEASE;
use super::finish::finish;
use super::told::Told;
use super::{Ended, Outcome};
use crate::ids::PartId;
use crate::store::hot::outbox as hot;
use crate::store::outbox::{self, Overdue};
use crate::store::{StoreError, Tx};
use crate::work::Work;

/// Those whose lease, or whose time of doubt, has run out. One at a time: all together could wait
/// in a circle with the statuses that settle the doubt.
pub(super) async fn overdue(work: &Work, overdue: Vec<Overdue>) -> Result<(), StoreError> {
    for Overdue { part, in_doubt } in overdue {
        let id = part.id;
        let kind = work.channels.get(&part.channel).map(|channel| channel.of.kind);
        let mut tx = work.db.begin().await?;
        let told = if in_doubt {
            // crash before this commit: it is still in doubt, and found again
            unknown(work, &mut tx, part).await?
        } else {
            tracing::warn!(part.id = %id, ?kind, "part {id} was being sent when its worker died");
            let outcome = Outcome::NoNews;
            let end = Ended { part, words: String::new(), template: None, outcome };
            finish(work, &mut tx, &mut [end]).await?
        };
        // crash before: the next worker finds it as this one did
        crate::crash_point!("deliver: in doubt", tx.commit().await)?;
        told.tell();
    }
    Ok(())
}

/// Ten minutes have passed without news: that it is unknown stays, and staff see it.
async fn unknown(work: &Work, tx: &mut Tx, part: outbox::Claimed) -> Result<Told, StoreError> {
    let outcome = Outcome::StillNoNews;
    let end = Ended { part, words: String::new(), template: None, outcome };
    finish(work, tx, &mut [end]).await
}

/// Those that became worthless while nothing left on their channel: whoever is tried next must
/// hear of it now, not when the channel is mended.
pub(super) async fn expired_in_pause(work: &Work) -> Result<(), StoreError> {
    let (machine, civil) = (work.clock.machine(), work.clock.civil());
    let mut look = work.db.read().await?;
    let expired = outbox::expired_in_pause(&mut look, machine, civil).await?;
    drop(look);
    end_all(work, expired, || Outcome::Expired).await
}

/// Those of a channel that the settings do not know any more.
pub(super) async fn without_channel(work: &Work, channel: &str) -> Result<(), StoreError> {
    let mut look = work.db.read().await?;
    let parts = outbox::queued_on(&mut look, channel).await?;
    drop(look);
    tracing::error!(channel, "channel {channel} is not in the settings; its messages cannot leave");
    end_all(work, parts, || Outcome::Impossible("geen-kanaal")).await
}

async fn end_all(
    work: &Work,
    parts: Vec<PartId>,
    outcome: impl Fn() -> Outcome,
) -> Result<(), StoreError> {
    if parts.is_empty() {
        return Ok(());
    }
    let mut tx = work.db.begin().await?;
    let ours = hot::take(&mut tx, parts, work.clock.machine() + LEASE).await?;
    let mut ended = Vec::with_capacity(ours.len());
    for (part, _) in ours {
        let part = outbox::by_id(&mut tx, part).await?;
        ended.push(Ended { part, words: String::new(), template: None, outcome: outcome() });
    }
    let told = finish(work, &mut tx, &mut ended).await?;
    // crash before this commit: they are still queued, and found again
    crate::crash_point!("deliver: given up", tx.commit().await)?;
    told.tell();
    Ok(())
}
