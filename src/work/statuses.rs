//! The lane of status reports: they update deliveries, and only bad news becomes an event.

use chrono::{DateTime, Utc};

use super::Work;
use super::deliver::failed_later;
use crate::dialog::event::Event;
use crate::message::{Progress, StatusReport};
use crate::store::hot::{Hex, outbox as parts, statuses as hot};
use crate::store::statuses::About;
use crate::store::{StoreError, Tx, inbox};

/// On which channels a doubt was settled: those parts are `accepted` now.
#[derive(Debug, Default, PartialEq)]
#[must_use = "counted after the commit"]
pub(super) struct Settled(Vec<String>);

impl Settled {
    /// Counts them, after the commit.
    pub(super) fn count(self) {
        for channel in self.0 {
            metrics::counter!("wegwijzer_parts", "channel" => channel, "outcome" => "accepted")
                .increment(1);
        }
    }
}

/// Applies reports, or keeps those whose send has not returned yet. They need no dedupe key: what is
/// known never goes backwards, bad news is told once per part, and news of an attempt that was followed
/// by another is dropped.
pub(super) async fn report(
    work: &Work,
    tx: &mut Tx,
    reports: &[(&str, &StatusReport)],
    now: DateTime<Utc>,
) -> Result<Settled, StoreError> {
    if reports.is_empty() {
        return Ok(Settled::default());
    }
    let bare: Vec<&StatusReport> = reports.iter().map(|(_, report)| *report).collect();
    let found = hot::about(tx, &bare).await?;
    let (mut known, mut early) = (Vec::new(), Vec::new());
    for ((channel, report), about) in reports.iter().zip(found) {
        match about {
            Some(about) if about.is_past(report) => {}
            Some(about) => known.push((about, *report)),
            None => early.push((*channel, *report)),
        }
    }
    hot::park(tx, &early, now).await?;
    apply(work, tx, &known, now).await
}

/// Applies the reports that came before their sends returned, and bad news that waited for that, found by the platform's hashed ids.
pub(super) async fn catch_up(
    work: &Work,
    tx: &mut Tx,
    sent: Vec<Hex>,
    now: DateTime<Utc>,
) -> Result<Settled, StoreError> {
    let early = parts::take_early(tx, sent).await?;
    if early.is_empty() {
        return Ok(Settled::default());
    }
    let bare: Vec<&StatusReport> = early.iter().collect();
    let found = hot::about(tx, &bare).await?;
    let known = found.into_iter().zip(bare).filter_map(|(about, report)| Some((about?, report)));
    let known: Vec<(About, &StatusReport)> =
        known.filter(|(about, report)| !about.is_past(report)).collect();
    apply(work, tx, &known, now).await
}

async fn apply(
    work: &Work,
    tx: &mut Tx,
    known: &[(About, &StatusReport)],
    now: DateTime<Utc>,
) -> Result<Settled, StoreError> {
    if known.is_empty() {
        return Ok(Settled::default());
    }
    let hot::Applied { failed, settled } =
        hot::apply(tx, known, (work.clock.machine(), now)).await?;
    for (about, report) in known {
        if report.progress == Progress::Failed && failed.contains(&about.id) {
            failed_later(work, tx, (about, report)).await?;
        }
    }
    Ok(Settled(settled))
}

/// Tells the mailbox, once per part; false when it was told before.
pub(super) async fn undelivered(
    tx: &mut Tx,
    about: &About,
    why: &str,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let first = inbox::first_time(tx, &format!("undelivered:{}", about.id), now).await?;
    if first {
        let event = Event::Undelivered { question: about.question_id, why: why.to_owned() };
        inbox::append(tx, about.mailbox_id, None, (event.kind(), &event), now).await?;
    }
    Ok(first)
}
