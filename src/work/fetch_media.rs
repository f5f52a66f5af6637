//! Fetches the photos and voice notes that people sent, one at a time, outside any transaction.
//!
//! Promises: each is tried until it is there, or until its platform has thrown it away; then a task
//! asks the klantmanager to ask for it again. Kept for staff, sealed, and deleted after the days that
//! the settings say (`content.media_days`).

use chrono::{DateTime, TimeDelta, Utc};

use super::{Stop, Work, report};
use crate::channel::SendError;
use crate::plan::backoff;
use crate::store::media::{self, Claimed};
use crate::store::tasks::{self, NewTask};
use crate::store::{StoreError, mailboxes};
use crate::trade::task::{Desk, TaskKind};

/// Longer than the longest download takes.
const LEASE: TimeDelta = TimeDelta::minutes(3);
/// WhatsApp keeps what came by webhook for seven days (Cloud API, "Media", seen November 2026).
const KEPT_BY_PLATFORM: TimeDelta = TimeDelta::days(7);

/// How often what was kept long enough is looked for.
const SWEEP: TimeDelta = TimeDelta::hours(1);

pub(super) async fn run(work: Work, mut stop: Stop) {
    let mut swept = None;
    loop {
        match one(&work, &mut swept).await {
            Ok(true) if !*stop.borrow() => {}
            Ok(_) => {
                if work.rest(std::future::pending(), &mut stop).await {
                    return;
                }
            }
            Err(error) => {
                report("fetching media", &error).await;
                if *stop.borrow() {
                    return;
                }
            }
        }
    }
}

/// Fetches the file that waits longest; false when none does.
///
/// Crash before the claim's commit: nothing happened. Crash between claim and finish: the lease runs
/// out, and it is fetched again; a download changes nothing at the platform.
async fn one(work: &Work, swept: &mut Option<DateTime<Utc>>) -> Result<bool, StoreError> {
    let machine = work.clock.machine();
    if swept.is_none_or(|at| machine - at >= SWEEP) {
        sweep(work).await?;
        *swept = Some(machine);
    }
    let mut tx = work.db.read().await?;
    if !media::waits(&mut tx, machine).await? {
        return Ok(false);
    }
    drop(tx);
    let mut tx = work.db.begin().await?;
    let Some(claimed) = media::claim(&mut tx, machine, machine + LEASE).await? else {
        crate::crash_point!("fetch_media: nothing left", tx.commit().await)?;
        return Ok(true);
    };
    let file_id = claimed.file_id(&tx)?;
    crate::crash_point!("fetch_media: claimed", tx.commit().await)?;
    let outcome = match work.channels.get(&claimed.channel) {
        Some(channel) => channel.out.fetch(&file_id).await,
        None => Err(SendError::Unknown { what: "no such channel".to_owned() }),
    };
    let mut tx = work.db.begin().await?;
    let now = work.clock.civil();
    match outcome {
        Ok(got) => {
            media::fetched(&mut tx, &claimed, (got.mime.as_deref(), &got.content), now).await?;
            count("fetched");
        }
        Err(SendError::Refused(refusal)) if refusal.reason != crate::channel::Reason::Alarm => {
            give_up(work, &mut tx, &claimed, &refusal.code).await?;
        }
        Err(_) if now - claimed.received_at >= KEPT_BY_PLATFORM => {
            give_up(work, &mut tx, &claimed, "expired").await?;
        }
        Err(error) => {
            let least = match &error {
                SendError::NotNow { wait, .. } => TimeDelta::from_std(*wait).unwrap_or(LEASE),
                _ => TimeDelta::zero(),
            };
            let attempt = u32::try_from(claimed.attempt).unwrap_or(u32::MAX);
            let wait = backoff::after(attempt, claimed.id.0.as_u64_pair().1).max(least);
            tracing::warn!(media.id = %claimed.id, channel = claimed.channel,
                attempt = claimed.attempt, %error, "media {} could not be fetched yet", claimed.id);
            media::postpone(&mut tx, &claimed, machine + wait).await?;
            count("postponed");
        }
    }
    crate::crash_point!("fetch_media: ended", tx.commit().await)?;
    Ok(true)
}

/// Deletes what was kept long enough, a few at a time: these rows are large, and others write too.
///
/// Crash between two commits: the rest goes with the next sweep.
async fn sweep(work: &Work) -> Result<(), StoreError> {
    let before = work.clock.civil() - work.media_kept;
    loop {
        let mut tx = work.db.begin().await?;
        let more = media::delete_old(&mut tx, before).await?;
        crate::crash_point!("fetch_media: swept", tx.commit().await)?;
        if !more {
            return Ok(());
        }
    }
}

/// Tells a person, in the transaction that gives up: it must not end in silence.
async fn give_up(
    work: &Work,
    tx: &mut crate::store::Tx,
    of: &Claimed,
    why: &str,
) -> Result<(), StoreError> {
    let now = work.clock.civil();
    if !media::give_up(tx, of, why, now).await? {
        return Ok(());
    }
    tracing::warn!(media.id = %of.id, channel = of.channel, code = why,
        "media {} will not come; a task was opened", of.id);
    count("gave_up");
    let Some(mailbox) = media::mailbox_of(tx, of.event_id).await? else { return Ok(()) };
    let row = mailboxes::load(tx, mailbox).await?;
    let cause = of.id.to_string();
    let task = NewTask {
        gemeente: of.gemeente_id,
        mailbox,
        kind: TaskKind::Bestand,
        desk: Desk::Klantmanager,
        assigned_to: row.klantmanager_id,
        conversation: None,
        question: None,
        session: None,
        reason: None,
        cause: &cause,
    };
    tasks::open(tx, task, now).await.map(|_| ())
}

fn count(outcome: &'static str) {
    metrics::counter!("wegwijzer_media", "outcome" => outcome).increment(1);
}
