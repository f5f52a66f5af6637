//! A message that WhatsApp took, and later called failed: the same table of codes decides.

use super::outcome::{Effect, Fate, MOST_FAILURES, Now, Outcome, judge};
use crate::channel::whatsapp::errors;
use crate::channel::{Reason, Scope, SendError};
use crate::message::{ChannelKind, StatusReport};
use crate::store::hot::{outbox as hot, statuses as hot_statuses};
use crate::store::outbox::{self, Again};
use crate::store::statuses::About;
use crate::store::{StoreError, Tx, addresses};
use crate::work::{Work, statuses};

/// Does what a failed status asks: the same part again, its template instead, or the next rung. While
/// the call is still under way it waits for its end, which acts on it.
pub(in crate::work) async fn failed_later(
    work: &Work,
    tx: &mut Tx,
    (about, report): (&About, &StatusReport),
) -> Result<(), StoreError> {
    let now = Now { machine: work.clock.machine(), civil: work.clock.civil() };
    let error = errors::classify_status(report.error_code);
    let attempt = (about.id, about.attempt);
    let Some(is_sending) = outbox::hear_of_failure(tx, attempt, &report.platform_id).await? else {
        return Ok(());
    };
    let part = outbox::by_id(tx, about.id).await?;
    if is_sending {
        return hot_statuses::park(tx, &[(&part.channel, report)], now.civil).await;
    }
    // the window closed while it travelled: its template may still go, once
    let closed = matches!(&error, SendError::Refused(r) if r.reason == Reason::WindowClosed);
    let verdict = judge(&Outcome::Sent(Err(error)), &part, Some(ChannelKind::Whatsapp), now);
    let template_only =
        closed && part.part_no == 0 && !outbox::is_template_only(tx, part.id).await?;
    let (again_at, code) = match &verdict.fate {
        _ if template_only && part.expires_at > now.civil => (Some(now.machine), "whatsapp:131047"),
        Fate::Again { at, code, .. } => (Some(*at), code.as_str()),
        Fate::Lost { code, .. } => (None, code.as_str()),
        Fate::Accepted { .. }
        | Fate::NotNeeded { .. }
        | Fate::InDoubt { .. }
        | Fate::Unknown { .. } => return Ok(()),
    };
    // it had its chances: whoever is tried next must hear of it
    let again_at = again_at.filter(|_| part.failures + 1 < MOST_FAILURES);
    if let Some(not_before) = again_at {
        let (part, attempt) = (about.id, about.attempt);
        let again = Again { part, attempt, not_before, template_only, code };
        // old news, told again: it is on its way a second time already
        if !outbox::again(tx, again).await? {
            return Ok(());
        }
    }
    if let Some(detail) = verdict.alarm.as_deref().filter(|_| !template_only) {
        let channel = part.channel.as_str();
        tracing::error!(part.id = %part.id, channel, code, "channel {channel} needs an operator: {detail}");
    }
    for effect in &verdict.effects {
        match effect {
            Effect::ShutAddress => addresses::shut(tx, part.address_id, code, now.civil).await?,
            Effect::StopBulk => outbox::stop_bulk(tx, part.address_id, now.civil).await?,
            Effect::Pause { scope: Scope::Chat | Scope::Pair, until } => {
                hot::pause_addresses(tx, [(part.address_id, *until)]).await?;
            }
            Effect::Pause { scope: Scope::Message | Scope::Template, .. } => {}
            Effect::Pause { scope, until } => {
                let channels = work.within(&part.channel, *scope).into_iter();
                let pauses = channels
                    .map(|channel| (format!("channel:{channel}"), *until, code.to_owned()))
                    .collect();
                hot::pause(tx, pauses).await?;
            }
            Effect::Rename(_) | Effect::RestTemplate => {}
        }
    }
    match again_at {
        Some(_) => Ok(()),
        None if part.aid.is_some() => Ok(()),
        None => statuses::undelivered(tx, about, code, now.civil).await.map(|_| ()),
    }
}
