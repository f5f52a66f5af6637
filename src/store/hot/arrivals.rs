//! What comes in, stored for many senders at once: keys, senders, their last word, events.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::effects::take_places;
use super::{Hex, OverRows, fetch, over, run, stamp};
use crate::ids::{AddressId, EventId, MailboxId};
use crate::message::{ChannelId, Handle};
use crate::store::mailboxes::Arrival;
use crate::store::{Result, Tx, addresses, inbox};

#[derive(Serialize)]
struct Key {
    hash: Hex,
    #[serde(serialize_with = "stamp")]
    seen_at: DateTime<Utc>,
}

// In one order, so that two processes with the same repeats never wait for each other in a circle.
over! {
    SEEN (hash bytes, seen_at timestamptz) "
        INSERT INTO seen_key (key_hash, seen_at)
        SELECT hash, seen_at
        FROM r
        WHERE TRUE
        ORDER BY hash
        ON CONFLICT (key_hash) DO NOTHING
        RETURNING key_hash"
}

/// Notes keys, and says of each whether it is new; of two equal ones the first is.
pub async fn first_time(tx: &mut Tx, keys: &[String], now: DateTime<Utc>) -> Result<Vec<bool>> {
    let hashes: Vec<Vec<u8>> = keys.iter().map(|key| tx.vault().hash("seen_key", key)).collect();
    let rows: Vec<Key> =
        hashes.iter().map(|hash| Key { hash: Hex(hash.clone()), seen_at: now }).collect();
    let new: Vec<(Vec<u8>,)> = fetch(tx, &SEEN, &rows).await?;
    let mut new: HashSet<Vec<u8>> = new.into_iter().map(|(hash,)| hash).collect();
    Ok(hashes.iter().map(|hash| new.remove(hash)).collect())
}

#[derive(Serialize)]
struct Name<'a> {
    channel: &'a str,
    hash: Hex,
}

over! {
    SENDERS (channel text, hash bytes) "
        SELECT h.channel, h.handle_hash, h.address_id, a.mailbox_id
        FROM r
        CROSS JOIN address_handle h
        JOIN address a ON a.id = h.address_id
        WHERE h.channel = r.channel AND h.handle_hash = r.hash"
}

#[derive(sqlx::FromRow)]
struct Known {
    channel: String,
    handle_hash: Vec<u8>,
    address_id: AddressId,
    mailbox_id: MailboxId,
}

/// Where each sender's events go, of those whose every handle is known and leads to one address;
/// None: `mailboxes::arrive` must find out.
pub async fn known_senders(
    tx: &mut Tx,
    senders: &[(&ChannelId, &[Handle])],
) -> Result<Vec<Option<Arrival>>> {
    let names: Vec<Vec<Vec<u8>>> = senders
        .iter()
        .map(|(_, handles)| handles.iter().map(|h| addresses::hash(tx.vault(), h)).collect())
        .collect();
    let rows: Vec<Name> = senders
        .iter()
        .zip(&names)
        .flat_map(|((channel, _), hashes)| {
            hashes.iter().map(|hash| Name { channel: &channel.0, hash: Hex(hash.clone()) })
        })
        .collect();
    let known: Vec<Known> = fetch(tx, &SENDERS, &rows).await?;
    let known: HashMap<(&str, &[u8]), Arrival> = known
        .iter()
        .map(|k| {
            let to = Arrival { address_id: k.address_id, mailbox_id: k.mailbox_id };
            ((k.channel.as_str(), k.handle_hash.as_slice()), to)
        })
        .collect();
    let whose = |channel: &ChannelId, hashes: &[Vec<u8>]| {
        let mut all = hashes.iter().map(|hash| known.get(&(channel.0.as_str(), hash.as_slice())));
        let first = *all.next()??;
        all.all(|other| other.is_some_and(|o| o.address_id == first.address_id)).then_some(first)
    };
    Ok(senders.iter().zip(&names).map(|((channel, _), hashes)| whose(channel, hashes)).collect())
}

#[derive(Serialize)]
struct Word {
    id: AddressId,
    #[serde(serialize_with = "stamp")]
    at: DateTime<Utc>,
}

over! {
    WROTE (id uuid, at timestamptz) "
        UPDATE address
        SET last_inbound_at = r.at, unreachable_at = NULL, unreachable_code = NULL
        FROM r
        WHERE address.id = r.id
          AND (address.last_inbound_at IS NULL OR address.last_inbound_at <= r.at)"
}

/// Somebody wrote from these addresses: the window opens, and they can be used (again).
pub async fn note_writing(
    tx: &mut Tx,
    wrote: impl IntoIterator<Item = AddressId>,
    now: DateTime<Utc>,
) -> Result<()> {
    let once: HashSet<AddressId> = wrote.into_iter().collect();
    let mut rows: Vec<Word> = once.into_iter().map(|id| Word { id, at: now }).collect();
    rows.sort_by_key(|word| word.id);
    run(tx, &WROTE, &rows).await
}

/// An event for a mailbox.
pub struct NewEvent {
    /// Its new id.
    pub id: EventId,
    /// Where it goes.
    pub mailbox: MailboxId,
    /// Where it came in, if from outside.
    pub address: Option<AddressId>,
    /// What kind.
    pub kind: &'static str,
    /// JSON of the event, sealed for `inbox.sealed`.
    pub sealed: Vec<u8>,
}

impl NewEvent {
    /// An event of our own making; `kind` and `event` come from `dialog::event::Event`.
    ///
    /// # Errors
    /// When the event cannot be written as JSON.
    pub fn ours<E: Serialize>(
        tx: &Tx,
        mailbox: MailboxId,
        (kind, event): (&'static str, &E),
    ) -> Result<Self> {
        let sealed = tx.vault().seal_json("inbox.sealed", event)?;
        Ok(Self { id: EventId::fresh(), mailbox, address: None, kind, sealed })
    }
}

over! {
    APPEND (id uuid, mailbox uuid, seq bigint, address uuid, kind text, sealed bytes,
            received_at timestamptz) "
        INSERT INTO inbox (id, mailbox_id, seq, address_id, kind, sealed, received_at)
        SELECT id, mailbox, seq, address, kind, sealed, received_at
        FROM r"
}

/// An event with its place in the order of its mailbox.
#[derive(Serialize)]
pub struct Placed {
    /// Which.
    pub id: EventId,
    /// Where it goes: its own mailbox, or the one that was merged into.
    pub mailbox: MailboxId,
    /// Its place there.
    pub seq: i64,
    /// Where it came in, if from outside.
    pub address: Option<AddressId>,
    /// What kind.
    pub kind: &'static str,
    /// JSON of the event, sealed for `inbox.sealed`.
    pub sealed: Hex,
    /// When, civil.
    #[serde(serialize_with = "stamp")]
    pub received_at: DateTime<Utc>,
}

/// Puts events at the end of their mailboxes, in the order given, and wakes the loop that handles
/// them. A mailbox that was merged meanwhile passes its events on.
pub async fn append(tx: &mut Tx, events: Vec<NewEvent>, now: DateTime<Utc>) -> Result<()> {
    let placed = place(tx, events, now).await?;
    put(tx, &placed).await
}

/// Gives events their places at the end of their mailboxes, in the order given.
pub async fn place(tx: &mut Tx, events: Vec<NewEvent>, now: DateTime<Utc>) -> Result<Vec<Placed>> {
    let mut counts: HashMap<MailboxId, i64> = HashMap::new();
    for event in &events {
        *counts.entry(event.mailbox).or_default() += 1;
    }
    let last = take_places(tx, counts.clone()).await?;
    let mut next: HashMap<MailboxId, i64> =
        last.iter().map(|(mailbox, last)| (*mailbox, last - counts[mailbox])).collect();
    let mut rows = Vec::with_capacity(events.len());
    for event in events {
        let (mailbox, seq) = match next.get_mut(&event.mailbox) {
            Some(seq) => {
                *seq += 1;
                (event.mailbox, *seq)
            }
            None => inbox::next_seq(tx, event.mailbox).await?,
        };
        rows.push(Placed {
            id: event.id,
            mailbox,
            seq,
            address: event.address,
            kind: event.kind,
            sealed: Hex(event.sealed),
            received_at: now,
        });
    }
    Ok(rows)
}

/// Stores events that have a place, and wakes the loop that handles them.
pub async fn put(tx: &mut Tx, events: &[Placed]) -> Result<()> {
    run(tx, &APPEND, events).await?;
    if !events.is_empty() {
        tx.ring_inbox();
    }
    Ok(())
}

/// For the test that reads every plan.
pub(super) static ALL: &[(&str, &OverRows)] = &[
    ("arrivals SEEN", &SEEN),
    ("arrivals SENDERS", &SENDERS),
    ("arrivals WROTE", &WROTE),
    ("arrivals APPEND", &APPEND),
];
