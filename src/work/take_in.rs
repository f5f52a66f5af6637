//! Takes deliveries from the line and stores them; those that wait together share one commit.

use std::time::Instant;

use chrono::{DateTime, Utc};
use tokio::sync::mpsc;

use super::deliver::Calls;
use super::handle_along::{Along, handle_along};
use super::use_code::MISTYPED;
use super::{Stop, Work, courtesies, statuses, templates};
use crate::acts::receive::{Delivery, Waiting};
use crate::dialog::event::Event;
use crate::ids::EventId;
use crate::message::{Incoming, Received, StatusReport, What, invitation_token};
use crate::store::hot::arrivals::{self, Placed};
use crate::store::mailboxes::{Arrival, ChannelRef};
use crate::store::{StoreError, Tx, addresses, identity, inbox, mailboxes, media};
use crate::text::bsn;
use crate::trade::person::Language;
use crate::trade::short_code::{self, Typed};

/// Deliveries in one commit.
const TOGETHER: usize = 256;
/// How often a delivery that met another process is stored again before its sender must repeat it.
const CONFLICTS: u32 = 3;
/// Longer messages are cut: nobody types this, and everything after it is noise.
const LONGEST: usize = 4096;

/// `calls`: by which answers may leave at once, when this process delivers.
pub(super) async fn run(
    work: Work,
    calls: Option<Calls>,
    mut line: mpsc::Receiver<Waiting>,
    mut stop: Stop,
) {
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
        store(&work, calls.as_ref(), batch).await;
    }
}

async fn store(work: &Work, calls: Option<&Calls>, batch: Vec<Waiting>) {
    let together: Vec<&Delivery> = batch.iter().map(|w| &w.delivery).collect();
    if store_together(work, calls, &together).await.is_ok() {
        for waiting in batch {
            answer(work, waiting, true);
        }
        return;
    }
    // one of them cannot be stored: each gets a commit of its own
    for waiting in batch {
        let mut stored = store_together(work, calls, &[&waiting.delivery]).await;
        for _ in 0..CONFLICTS {
            // another process joined the same mailboxes: nothing is wrong with this delivery
            if stored.as_ref().is_err_and(StoreError::is_conflict) {
                stored = store_together(work, calls, &[&waiting.delivery]).await;
            }
        }
        if let Err(error) = &stored {
            let cause = std::error::Error::source(error).map(ToString::to_string);
            tracing::error!(%error, cause, "a delivery could not be stored; its sender must repeat it");
        }
        answer(work, waiting, stored.is_ok());
    }
}

/// Stores, and handles along with it what can be: then one commit does for both. Crash before the
/// commit: nobody was answered, the platform repeats. Crash after it: the platform may repeat, and
/// the dedupe keys make the repeat nothing.
pub(super) async fn store_together(
    work: &Work,
    calls: Option<&Calls>,
    batch: &[&Delivery],
) -> Result<(), StoreError> {
    let mut tx = work.db.begin().await?;
    let now = work.clock.civil();
    for delivery in batch {
        if let Some((body, why)) = &delivery.unreadable {
            let body = bsn::without_bsn_in_body(body);
            inbox::unreadable(&mut tx, &delivery.channel.id.0, &body, why, now).await?;
        }
    }
    let (incoming, reports) = sorted(batch);
    let new = first_time(&mut tx, incoming, now).await?;
    let arrivals = arrive(&mut tx, &new, now).await?;
    mailboxes::lock(&mut tx, arrivals.iter().map(|a| a.to.mailbox_id)).await?;
    let placed = place(&mut tx, &arrivals, now).await?;
    note_media(work, &mut tx, &arrivals, now).await?;
    let begun = Instant::now();
    let mut along = Along::default();
    if work.handles() && !placed.is_empty() {
        along = handle_along(work, &mut tx, calls, placed).await?;
    } else {
        arrivals::put(&mut tx, &placed).await?;
    }
    let settled = statuses::report(work, &mut tx, &reports, now).await?;
    templates::note(work, &mut tx, batch, now).await?;
    // crash after it: the lease of the answers tells
    crate::crash_point!("take_in: what came in", tx.commit().await)?;
    settled.count();
    if along.events > 0 {
        metrics::counter!("wegwijzer_events_handled").increment(along.events as u64);
        metrics::histogram!("wegwijzer_handle_seconds").record(begun.elapsed().as_secs_f64());
    }
    if let Some(calls) = calls {
        calls.begin(along.answers);
    }
    Ok(())
}

type From<'a> = (&'a ChannelRef, &'a Incoming);
type About<'a> = (&'a str, &'a StatusReport);

/// What people did, and what platforms report, each in the order in which it came.
fn sorted<'a>(batch: &[&'a Delivery]) -> (Vec<From<'a>>, Vec<About<'a>>) {
    let (mut incoming, mut reports) = (Vec::new(), Vec::new());
    for delivery in batch {
        for received in &delivery.received {
            match received {
                Received::Incoming(one) => incoming.push((&delivery.channel, one)),
                Received::Status(one) => reports.push((delivery.channel.id.0.as_str(), one)),
                Received::Notice(_) | Received::Ignored { .. } => {}
            }
        }
    }
    (incoming, reports)
}

async fn first_time<'a>(
    tx: &mut Tx,
    incoming: Vec<From<'a>>,
    now: DateTime<Utc>,
) -> Result<Vec<From<'a>>, StoreError> {
    let keys: Vec<String> = incoming
        .iter()
        .map(|(channel, one)| format!("{}:{}", channel.id, one.dedupe_key))
        .collect();
    let new = arrivals::first_time(tx, &keys, now).await?;
    Ok(incoming.into_iter().zip(new).filter_map(|(one, new)| new.then_some(one)).collect())
}

/// An event, and where it belongs.
struct Arrived<'a> {
    id: EventId,
    to: Arrival,
    event: Event,
    of: From<'a>,
}

async fn arrive<'a>(
    tx: &mut Tx,
    new: &[From<'a>],
    now: DateTime<Utc>,
) -> Result<Vec<Arrived<'a>>, StoreError> {
    let senders: Vec<_> =
        new.iter().map(|(channel, one)| (&channel.id, one.from.as_slice())).collect();
    let known = arrivals::known_senders(tx, &senders).await?;
    let mut arrived = Vec::with_capacity(new.len());
    // what was known before the batch may lead to the former owner of a number
    let mut names_changed = false;
    for ((channel, incoming), known) in new.iter().copied().zip(known) {
        let Some(event) = event_of(&incoming.what) else { continue };
        let to = match (&incoming.what, known) {
            (What::Renamed { to, how }, _) => {
                names_changed = true;
                let names = (incoming.from.as_slice(), to.as_slice(), *how);
                let Some(to) = identity::rename(tx, channel, names, now).await? else { continue };
                to
            }
            (_, Some(to)) if !names_changed => to,
            _ => {
                let language = language_of(incoming);
                identity::arrive(tx, channel, &incoming.from, language, now).await?
            }
        };
        arrived.push(Arrived { id: EventId::fresh(), to, event, of: (channel, incoming) });
    }
    Ok(arrived)
}

fn language_of(incoming: &Incoming) -> Language {
    let code = incoming.app_language.as_deref();
    code.and_then(|code| Language::parse(code.split('-').next().unwrap_or(code)))
        .unwrap_or(Language::En)
}

/// A file is fetched later, by its own loop; where none is kept, it is not even asked for.
async fn note_media(
    work: &Work,
    tx: &mut Tx,
    arrived: &[Arrived<'_>],
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    if work.media_kept.is_zero() {
        return Ok(());
    }
    for Arrived { id, of: (channel, incoming), .. } in arrived {
        let What::Media { kind, file_id, .. } = &incoming.what else { continue };
        let (event, gemeente, channel) = (*id, channel.gemeente, channel.id.0.as_str());
        let new = media::NewMedia { event, gemeente, channel, kind, file_id };
        media::insert(tx, new, (now, work.clock.machine())).await?;
    }
    Ok(())
}

async fn place(
    tx: &mut Tx,
    arrived: &[Arrived<'_>],
    now: DateTime<Utc>,
) -> Result<Vec<Placed>, StoreError> {
    let wrote =
        arrived.iter().filter(|one| one.event.is_from_person()).map(|one| one.to.address_id);
    arrivals::note_writing(tx, wrote, now).await?;
    let mut events = Vec::with_capacity(arrived.len());
    for (place, Arrived { id, to, event, .. }) in arrived.iter().enumerate() {
        // what an address did last counts: who blocks and then writes can be reached
        let last = arrived[place + 1..].iter().all(|later| later.to.address_id != to.address_id);
        match event {
            Event::Blocked if last => {
                addresses::shut(tx, to.address_id, "geblokkeerd", now).await?;
            }
            Event::Unblocked if last => addresses::reopen(tx, to.address_id).await?,
            _ => {}
        }
        events.push(arrivals::NewEvent {
            id: *id,
            mailbox: to.mailbox_id,
            address: Some(to.address_id),
            kind: event.kind(),
            sealed: tx.vault().seal_json("inbox.sealed", event)?,
        });
    }
    arrivals::place(tx, events, now).await
}

/// What a person did, as an event; nothing for what needs no handling.
fn event_of(what: &What) -> Option<Event> {
    Some(match what {
        What::Text { body } => match invitation_token(body) {
            Some(token) => Event::Token { token: token.to_owned() },
            None => match short_code::typed(body) {
                Some(Typed::Code(code)) => Event::Token { token: code },
                Some(Typed::Slip) => Event::Token { token: MISTYPED.to_owned() },
                None => Event::Said { words: kept(body) },
            },
        },
        What::Start { token: Some(token) } => Event::Token { token: token.clone() },
        What::Start { token: None } => Event::Opened,
        What::Tap { payload, .. } => Event::Chose { payload: payload.clone() },
        What::Media { kind, caption, .. } => match caption {
            Some(words) => Event::Said { words: kept(words) },
            None => Event::Sent { kind: kind.clone() },
        },
        What::Renamed { how, .. } => Event::Renamed { how: *how },
        What::Blocked => Event::Blocked,
        What::Unblocked => Event::Unblocked,
        What::Other { kind } => match kind.as_str() {
            "location" | "contact" | "contacts" => Event::Sent { kind: kind.clone() },
            _ => return None,
        },
    })
}

/// What is kept of words: not too many of them, and never a BSN.
fn kept(words: &str) -> String {
    // a number that is cut in two is behind the end either way
    let cut: String = words.chars().take(LONGEST + 100).collect();
    bsn::without_bsn(&cut).chars().take(LONGEST).collect()
}

/// Tells the sender, and does the courtesies that nothing depends on.
fn answer(work: &Work, waiting: Waiting, stored: bool) {
    if stored && let Some(channel) = work.channels.get(&waiting.delivery.channel.id.0) {
        courtesies::show(work, channel, &waiting.delivery.received);
    }
    // whoever asked may be gone: then nobody needs the answer
    let _ = waiting.stored.send(stored);
}
