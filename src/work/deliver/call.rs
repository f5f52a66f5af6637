//! The call itself, outside any transaction.

use std::time::{Duration, Instant};

use tokio::sync::{OwnedSemaphorePermit, mpsc};

use super::{Ended, Outcome, Prepared, Ready};
use crate::channel::{Reason, SendError};
use crate::message::{Attempt, Part};

/// A part that was taken longer ago is not called any more: with two calls of 17 s at most its lease
/// might run out meanwhile, and somebody else send it too.
const BEGIN_WITHIN: Duration = Duration::from_secs(20);

/// The right to make one call; given back when it is dropped.
pub(super) struct Slot {
    pub(super) _all: OwnedSemaphorePermit,
    pub(super) _others: Option<OwnedSemaphorePermit>,
}

pub(super) async fn call(prepared: Prepared, ended: mpsc::Sender<Ended>, slot: Slot) {
    let end = match prepared {
        Prepared::Ended(end) => *end,
        Prepared::Ready(ready) => send(*ready).await,
    };
    // the receiver lives as long as the service; at the very end the lease tells the rest
    let _ = ended.send(end).await;
    drop(slot);
}

async fn send(ready: Ready) -> Ended {
    let Ready { claimed, channel, to, part, fallback, since, source } = ready;
    let begun = Instant::now();
    if begun.duration_since(since) > BEGIN_WITHIN {
        let outcome = Outcome::NotBegun;
        return Ended { part: claimed, words: String::new(), template: None, outcome };
    }
    let part = match source {
        None => part,
        Some(source) => match source.fill(part).await {
            Ok(part) => part,
            Err(why) => return Ended::left(claimed, why),
        },
    };
    let attempt = Attempt { part: claimed.id, number: claimed.attempt };
    let mut sent = part;
    let mut outcome = channel.out.send(&to, &sent, attempt).await;
    // the platform's clock is not ours: refused for sure, so the template may go at once
    if let Err(SendError::Refused(refusal)) = &outcome
        && refusal.reason == Reason::WindowClosed
        && let Some(template) = fallback
    {
        sent = template;
        outcome = channel.out.send(&to, &sent, attempt).await;
    }
    metrics::histogram!("wegwijzer_send_seconds", "channel" => claimed.channel.clone())
        .record(begun.elapsed().as_secs_f64());
    let template = match &sent {
        Part::Template { template } => Some(template.clone()),
        _ => None,
    };
    Ended { part: claimed, words: words_of(&sent), template, outcome: Outcome::Sent(outcome) }
}

fn words_of(part: &Part) -> String {
    match part {
        Part::Text { body } | Part::Buttons { body, .. } | Part::List { body, .. } => body.clone(),
        Part::Template { template } => {
            let (name, language) = (&template.name, &template.language);
            format!("{name} ({language}): {}", template.parameters.join(" | "))
        }
        Part::Voice { file } | Part::Picture { file, .. } => file.what.clone(),
        Part::RemoveButtons { .. } | Part::Remove { .. } => String::new(),
    }
}
