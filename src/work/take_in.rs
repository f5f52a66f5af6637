//! Takes deliveries from the line and stores them; those that wait together share one commit.

use chrono::{DateTime, Utc};
use tokio::sync::mpsc;

use super::{OpenChannel, Stop, Work, statuses};
use crate::acts::receive::{Delivery, Waiting};
use crate::channel::Courtesy;
use crate::dialog::event::Event;
use crate::message::{Incoming, Received, What, invitation_token};
use crate::store::mailboxes::ChannelRef;
use crate::store::{StoreError, Tx, addresses, inbox, mailboxes};
use crate::trade::person::Language;

/// Deliveries in one commit.
const TOGETHER: usize = 256;
/// Longer messages are cut: nobody types this, and everything after it is noise.
const LONGEST: usize = 4096;

pub(super) async fn run(work: Work, mut line: mpsc::Receiver<Waiting>, mut stop: Stop) {
    loop {
        let mut batch = Vec::with_capacity(TOGETHER);
        tokio::select! {
            got = line.recv_many(&mut batch, TOGETHER) => {
                if got == 0 {
                    return;
                }
            }
            _ = stop.changed() => {
                // whoever was let in before the stop still gets a commit
                line.close();
                continue;
            }
        }
        store(&work, batch).await;
    }
}

async fn store(work: &Work, batch: Vec<Waiting>) {
    let together: Vec<&Delivery> = batch.iter().map(|w| &w.delivery).collect();
    if store_together(work, &together).await.is_ok() {
        for waiting in batch {
            answer(work, waiting, true);
        }
        return;
    }
    // one of them cannot be stored: each gets a commit of its own
    for waiting in batch {
        let stored = store_together(work, &[&waiting.delivery]).await;
        if let Err(error) = &stored {
            let cause = std::error::Error::source(error).map(ToString::to_string);
            tracing::error!(%error, cause, "a delivery could not be stored; its sender must repeat it");
        }
        answer(work, waiting, stored.is_ok());
    }
}

/// Crash before the commit: nobody was answered, the platform repeats. Crash after it: the
/// platform may repeat, and the dedupe keys make the repeat nothing.
async fn store_together(work: &Work, batch: &[&Delivery]) -> Result<(), StoreError> {
    let mut tx = work.db.begin().await?;
    let now = work.clock.civil();
    for delivery in batch {
        if let Some((body, why)) = &delivery.unreadable {
            inbox::unreadable(&mut tx, &delivery.channel.id.0, body, why, now).await?;
        }
    }
    let new = not_seen(&mut tx, batch, now).await?;
    let mut arrivals = Vec::new();
    for (channel, received) in &new {
        if let Received::Incoming(incoming) = received {
            arrivals.extend(arrive(&mut tx, channel, incoming, now).await?);
        }
    }
    mailboxes::lock(&mut tx, arrivals.iter().map(|a| a.to.mailbox_id)).await?;
    for arrival in &arrivals {
        arrival.append(&mut tx, now).await?;
    }
    for (channel, received) in &new {
        if let Received::Status(report) = received {
            statuses::report(&mut tx, &channel.id.0, report, now).await?;
        }
    }
    tx.commit().await
}

/// What comes for the first time, in the order in which it came. The keys are noted in one order,
/// so that two processes with the same repeats never wait for each other in a circle.
async fn not_seen<'a>(
    tx: &mut Tx,
    batch: &[&'a Delivery],
    now: DateTime<Utc>,
) -> Result<Vec<(&'a ChannelRef, &'a Received)>, StoreError> {
    let mut keyed: Vec<(String, usize, &ChannelRef, &Received)> = Vec::new();
    for delivery in batch {
        for received in &delivery.received {
            let key = match received {
                Received::Incoming(incoming) => &incoming.dedupe_key,
                Received::Status(report) => &report.dedupe_key,
                Received::Ignored { .. } => continue,
            };
            let key = format!("{}:{key}", delivery.channel.id);
            keyed.push((key, keyed.len(), &delivery.channel, received));
        }
    }
    keyed.sort_by(|a, b| (&a.0, a.1).cmp(&(&b.0, b.1)));
    let mut new = Vec::with_capacity(keyed.len());
    for (key, place, channel, received) in keyed {
        if inbox::first_time(tx, &key, now).await? {
            new.push((place, channel, received));
        }
    }
    new.sort_by_key(|(place, ..)| *place);
    Ok(new.into_iter().map(|(_, channel, received)| (channel, received)).collect())
}

/// An event, and where it belongs.
struct Arrived {
    to: mailboxes::Arrival,
    event: Event,
}

async fn arrive(
    tx: &mut Tx,
    channel: &ChannelRef,
    incoming: &Incoming,
    now: DateTime<Utc>,
) -> Result<Option<Arrived>, StoreError> {
    let Some(event) = event_of(&incoming.what) else { return Ok(None) };
    let language = incoming
        .app_language
        .as_deref()
        .and_then(|code| Language::parse(code.split('-').next().unwrap_or(code)))
        .unwrap_or(Language::En);
    let to = mailboxes::arrive(tx, channel, &incoming.from, language, now).await?;
    Ok(Some(Arrived { to, event }))
}

impl Arrived {
    async fn append(&self, tx: &mut Tx, now: DateTime<Utc>) -> Result<(), StoreError> {
        let Self { to, event } = self;
        match event {
            Event::Blocked => addresses::shut(tx, to.address_id, "geblokkeerd", now).await?,
            Event::Unblocked => addresses::reopen(tx, to.address_id).await?,
            _ => addresses::note_writing(tx, to.address_id, now).await?,
        }
        let what = (event.kind(), event);
        inbox::append(tx, to.mailbox_id, Some(to.address_id), what, now).await.map(|_| ())
    }
}

/// What a person did, as an event; nothing for what needs no handling.
fn event_of(what: &What) -> Option<Event> {
    Some(match what {
        What::Text { body } => {
            let words: String = body.chars().take(LONGEST).collect();
            match invitation_token(&words) {
                Some(token) => Event::Token { token: token.to_owned() },
                None => Event::Said { words },
            }
        }
        What::Start { token: Some(token) } => Event::Token { token: token.clone() },
        What::Start { token: None } => Event::Opened,
        What::Tap { payload, .. } => Event::Chose { payload: payload.clone() },
        What::Media { kind, caption, .. } => match caption {
            Some(words) => Event::Said { words: words.clone() },
            None => Event::Sent { kind: kind.clone() },
        },
        What::Blocked => Event::Blocked,
        What::Unblocked => Event::Unblocked,
        What::Other { kind } => match kind.as_str() {
            "location" | "contact" | "contacts" => Event::Sent { kind: kind.clone() },
            _ => return None,
        },
    })
}

/// Tells the sender, and does the courtesies that nothing depends on.
fn answer(work: &Work, waiting: Waiting, stored: bool) {
    if stored && let Some(channel) = work.channels.get(&waiting.delivery.channel.id.0) {
        for received in &waiting.delivery.received {
            if let Received::Incoming(incoming) = received {
                acknowledge(channel, &incoming.what);
            }
        }
    }
    // whoever asked may be gone: then nobody needs the answer
    let _ = waiting.stored.send(stored);
}

/// Telegram shows a spinner on a tapped button until its callback query is answered.
fn acknowledge(channel: &OpenChannel, what: &What) {
    if let What::Tap { callback_id: Some(callback_id), .. } = what {
        let courtesy = Courtesy::CallbackAnswer { callback_id: callback_id.clone(), text: None };
        let out = channel.out.clone();
        tokio::spawn(async move { out.courtesy(courtesy).await });
    }
}
