//! The lane of status reports: they update deliveries, and only bad news becomes an event.

use chrono::{DateTime, Utc};

use crate::channel::whatsapp::errors;
use crate::channel::{Reason, SendError};
use crate::dialog::event::Event;
use crate::message::{Progress, StatusReport};
use crate::store::statuses::About;
use crate::store::{StoreError, Tx, addresses, inbox, outbox, statuses};

/// Applies a report, or keeps it until its send returns.
pub(super) async fn report(
    tx: &mut Tx,
    channel: &str,
    report: &StatusReport,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    match statuses::about(tx, report).await? {
        Some(about) => apply(tx, &about, report, now).await,
        None => statuses::park(tx, channel, report, now).await,
    }
}

/// Applies the reports that came before their send returned.
pub(super) async fn catch_up(
    tx: &mut Tx,
    platform_id: &str,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    for early in statuses::take_early(tx, platform_id).await? {
        if let Some(about) = statuses::about(tx, &early).await? {
            apply(tx, &about, &early, now).await?;
        }
    }
    Ok(())
}

async fn apply(
    tx: &mut Tx,
    about: &About,
    report: &StatusReport,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    statuses::apply(tx, about, report, now).await?;
    if report.progress == Progress::Failed {
        let code = report.error_code.map_or("onbekend".to_owned(), |c| c.to_string());
        let why = format!("whatsapp:{code}");
        if gone(report.error_code)
            && let Some(address) = outbox::address_of(tx, about.id).await?
        {
            addresses::shut(tx, address, &why, now).await?;
        }
        undelivered(tx, about, &why, now).await?;
    }
    Ok(())
}

fn gone(code: Option<i64>) -> bool {
    matches!(
        errors::classify_status(code),
        SendError::Refused(refusal) if refusal.reason == Reason::Unreachable
    )
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
