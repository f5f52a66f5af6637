//! What the handling of many events needs, read for all their mailboxes at once, and their move to
//! the history.

use std::collections::{BTreeSet, HashMap, HashSet};

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::arrivals::Placed;
use super::together::Together;
use super::{Found, Id, OverRows, fetch, fetch_lines, ids, over, run, stamp};
use crate::dialog::conversation::Conversation;
use crate::ids::{EventId, MailboxId, QuestionId};
use crate::store::mailboxes::{AddressRow, MailboxRow};
use crate::store::{Result, StoreError, Tx};

over! {
    BUSY (id uuid) "
        SELECT r.id
        FROM r
        WHERE EXISTS (SELECT 1
                      FROM inbox i
                      WHERE i.mailbox_id = r.id AND COALESCE(i.parked_at IS NULL, FALSE))
           OR EXISTS (SELECT 1 FROM mailbox m WHERE m.id = r.id AND m.kind = 'phone')"
}

/// Which of these mailboxes, locked by the caller, have something waiting, or belong to a telephone
/// that several people use? What that one says may concern other mailboxes, so it is left to the
/// loop, which holds nothing else.
pub async fn busy(
    tx: &mut Tx,
    asked: impl IntoIterator<Item = MailboxId>,
) -> Result<HashSet<MailboxId>> {
    let once: BTreeSet<MailboxId> = asked.into_iter().collect();
    let busy: Vec<(MailboxId,)> =
        fetch(tx, &BUSY, &ids(once.into_iter().map(|mailbox| mailbox.0))).await?;
    Ok(busy.into_iter().map(|(mailbox,)| mailbox).collect())
}

// has_held: with EXISTS, or with an index of all that is held, PostgreSQL would go through everybody's.
over! {
    MAILBOXES (id uuid) "
        SELECT m.id, m.gemeente_id, g.code AS gemeente_code, g.name AS gemeente_name, m.language,
               m.stopped_at, m.taken_over_at, m.taken_over_by,
               COALESCE((SELECT TRUE
                         FROM staff_message w
                         WHERE w.mailbox_id = m.id
                           AND w.ended_at IS NULL
                           AND CASE WHEN w.held_at IS NULL THEN FALSE ELSE TRUE END
                         LIMIT 1), FALSE) AS has_held,
               p.id AS person_id, p.name AS person_name, p.coach_id,
               p.klantmanager_id, (p.whatsapp_consent_on IS NOT NULL) AS whatsapp_consent,
               (m.kind = 'phone') AS is_phone, (m.covered_since IS NOT NULL) AS covers,
               (m.voice_off_since IS NULL) AS hears,
               EXISTS (SELECT 1
                       FROM covered_message c
                       WHERE c.mailbox_id = m.id AND c.opened_at IS NULL) AS has_unread,
               (SELECT MAX(k.asked_at) FROM clear_question k WHERE k.mailbox_id = m.id)
                   AS clear_asked_at
        FROM r
        CROSS JOIN mailbox m
        JOIN gemeente g ON g.id = m.gemeente_id
        LEFT JOIN person p ON p.mailbox_id = m.id
        WHERE m.id = r.id"
}

/// The mailboxes with these ids, and whose they are.
pub async fn mailboxes(
    tx: &mut Tx,
    wanted: &[MailboxId],
) -> Result<HashMap<MailboxId, MailboxRow>> {
    Ok(by_id(fetch(tx, &MAILBOXES, &of(wanted)).await?))
}

fn by_id(rows: Vec<MailboxRow>) -> HashMap<MailboxId, MailboxRow> {
    rows.into_iter().map(|row| (row.id, row)).collect()
}

over! {
    ADDRESSES (id uuid) "
        SELECT a.mailbox_id, a.id AS id, a.channel, a.kind, a.last_inbound_at, a.unreachable_at,
               FALSE AS shared, FALSE AS hushed, a.unproven_since IS NOT NULL AS unproven,
               a.created_at AS created_at
        FROM r
        CROSS JOIN address a
        WHERE a.mailbox_id = r.id AND a.joined_into IS NULL
        UNION ALL
        SELECT s.mailbox_id, a.id, a.channel, a.kind, s.wrote_at, a.unreachable_at,
               TRUE, s.hushed_at IS NOT NULL, a.unproven_since IS NOT NULL, a.created_at
        FROM r
        CROSS JOIN address_share s
        CROSS JOIN address a
        WHERE s.mailbox_id = r.id AND a.id = s.address_id AND a.joined_into IS NULL
        ORDER BY created_at, id"
}

#[derive(sqlx::FromRow)]
struct AddressOf {
    mailbox_id: MailboxId,
    #[sqlx(flatten)]
    row: AddressRow,
}

/// The addresses of these mailboxes, of each the oldest first.
pub async fn addresses(
    tx: &mut Tx,
    wanted: &[MailboxId],
) -> Result<HashMap<MailboxId, Vec<AddressRow>>> {
    Ok(of_each(fetch(tx, &ADDRESSES, &of(wanted)).await?))
}

fn of_each(rows: Vec<AddressOf>) -> HashMap<MailboxId, Vec<AddressRow>> {
    let mut all: HashMap<MailboxId, Vec<AddressRow>> = HashMap::new();
    for AddressOf { mailbox_id, row } in rows {
        all.entry(mailbox_id).or_default().push(row);
    }
    all
}

over! {
    LIVE (id uuid) "
        SELECT c.mailbox_id, c.sealed
        FROM r
        CROSS JOIN conversation c
        WHERE c.mailbox_id = r.id AND c.ended_at IS NULL
        ORDER BY c.started_at, c.id"
}

over! {
    BY_QUESTION (id uuid, mailbox uuid) "
        SELECT c.mailbox_id, c.sealed
        FROM r
        CROSS JOIN question q
        JOIN conversation c ON c.id = q.conversation_id
        WHERE q.id = r.id AND q.mailbox_id = r.mailbox AND c.ended_at IS NOT NULL"
}

#[derive(Serialize)]
struct Tapped {
    id: QuestionId,
    mailbox: MailboxId,
}

/// The conversations of these mailboxes that are not over, of each the oldest first; behind them
/// those that are over and put one of the `tapped` questions: a late tap belongs to them.
pub async fn conversations(
    tx: &mut Tx,
    wanted: &[MailboxId],
    tapped: impl IntoIterator<Item = (QuestionId, MailboxId)>,
) -> Result<HashMap<MailboxId, Vec<Conversation>>> {
    let found = TALKS.fetch(tx, [&&of(wanted)[..], &&tapped_of(tapped)[..]]).await?;
    opened(tx, &found)
}

static TALKS: Together<2> = Together::new([&LIVE, &BY_QUESTION]);

fn tapped_of(tapped: impl IntoIterator<Item = (QuestionId, MailboxId)>) -> Vec<Tapped> {
    tapped.into_iter().map(|(id, mailbox)| Tapped { id, mailbox }).collect()
}

/// The conversations in these rows, those of each mailbox in the order of the rows.
fn opened(tx: &Tx, found: &[Found]) -> Result<HashMap<MailboxId, Vec<Conversation>>> {
    let mut all: HashMap<MailboxId, Vec<Conversation>> = HashMap::new();
    for found in found {
        for (mailbox, sealed) in found.read::<(MailboxId, Vec<u8>)>()? {
            let conversation = tx.vault().open_json("conversation.sealed", &sealed)?;
            all.entry(mailbox).or_default().push(conversation);
        }
    }
    Ok(all)
}

static KNOWN: Together<4> = Together::new([&MAILBOXES, &ADDRESSES, &LIVE, &BY_QUESTION]);

/// What [`mailboxes`], [`addresses`] and [`conversations`] give.
pub struct Known {
    /// The mailboxes.
    pub rows: HashMap<MailboxId, MailboxRow>,
    /// Their addresses.
    pub addresses: HashMap<MailboxId, Vec<AddressRow>>,
    /// Their conversations.
    pub talks: HashMap<MailboxId, Vec<Conversation>>,
}

/// [`mailboxes`], [`addresses`] and [`conversations`] in one trip.
pub async fn known(
    tx: &mut Tx,
    wanted: &[MailboxId],
    tapped: impl IntoIterator<Item = (QuestionId, MailboxId)>,
) -> Result<Known> {
    let (ids, tapped) = (of(wanted), tapped_of(tapped));
    let found = KNOWN.fetch(tx, [&&ids[..], &&ids[..], &&ids[..], &&tapped[..]]).await?;
    let [mailboxes, addresses, talks @ ..] = &found[..] else {
        return Err(StoreError::corrupt("mailbox", "many", "fewer answers than questions"));
    };
    Ok(Known {
        rows: by_id(mailboxes.read()?),
        addresses: of_each(addresses.read()?),
        talks: opened(tx, talks)?,
    })
}

over! {
    ENDED_LATELY (id uuid, since timestamptz) "
        SELECT c.mailbox_id, c.sealed
        FROM r
        CROSS JOIN conversation c
        WHERE c.mailbox_id = r.id AND c.started_at >= r.since AND c.ended_at IS NOT NULL
        ORDER BY c.started_at, c.id"
}

#[derive(Serialize)]
struct Lately {
    id: MailboxId,
    #[serde(serialize_with = "stamp")]
    since: DateTime<Utc>,
}

/// The conversations of these mailboxes that are over and began since then, of each the oldest
/// first: "toch niet" takes back an answer of one of them.
pub async fn ended_lately(
    tx: &mut Tx,
    wanted: &[MailboxId],
    since: DateTime<Utc>,
) -> Result<HashMap<MailboxId, Vec<Conversation>>> {
    let wanted: BTreeSet<MailboxId> = wanted.iter().copied().collect();
    let rows: Vec<Lately> = wanted.into_iter().map(|id| Lately { id, since }).collect();
    let found = fetch_lines(tx, &ENDED_LATELY, &&rows[..]).await?;
    opened(tx, &[found])
}

/// An event that was handled.
#[derive(Serialize)]
pub struct Handled {
    /// Which.
    pub id: EventId,
    /// For which mailbox: its own, or the one it was merged into.
    pub mailbox: MailboxId,
    /// When, civil.
    #[serde(serialize_with = "stamp")]
    pub at: DateTime<Utc>,
}

over! {
    TO_HISTORY (id uuid, mailbox uuid, at timestamptz) "
        INSERT INTO history (id, mailbox_id, seq, address_id, kind, sealed, received_at, handled_at)
        SELECT i.id, r.mailbox, i.seq, i.address_id, i.kind, i.sealed, i.received_at, r.at
        FROM r
        CROSS JOIN inbox i
        WHERE i.id = r.id"
}

over! {
    REMEMBER (id uuid, mailbox uuid, seq bigint, address uuid, kind text, sealed bytes,
              received_at timestamptz, handled_at timestamptz) "
        INSERT INTO history (id, mailbox_id, seq, address_id, kind, sealed, received_at, handled_at)
        SELECT id, mailbox, seq, address, kind, sealed, received_at, handled_at
        FROM r"
}

#[derive(Serialize)]
struct Remembered<'a> {
    #[serde(flatten)]
    event: &'a Placed,
    #[serde(serialize_with = "stamp")]
    handled_at: DateTime<Utc>,
}

/// Events that were handled at this moment (civil) in the transaction that took them in: they never
/// wait in the inbox.
pub async fn remember(tx: &mut Tx, events: &[Placed], handled_at: DateTime<Utc>) -> Result<()> {
    let rows: Vec<Remembered<'_>> =
        events.iter().map(|event| Remembered { event, handled_at }).collect();
    run(tx, &REMEMBER, &rows).await?;
    tx.ring_pages();
    Ok(())
}

over! {
    REMOVE (id uuid, mailbox uuid) "
        DELETE FROM inbox
        WHERE id IN (SELECT id FROM r)
        RETURNING id"
}

/// The events were handled: they leave the inbox for the history.
///
/// # Errors
/// When one is not there any more: somebody else handled it, and all of this must be undone.
pub async fn handled(tx: &mut Tx, events: &[Handled]) -> Result<()> {
    run(tx, &TO_HISTORY, events).await?;
    tx.ring_pages();
    let gone: Vec<(EventId,)> = fetch(tx, &REMOVE, events).await?;
    match events.iter().find(|event| !gone.contains(&(event.id,))) {
        None => Ok(()),
        Some(event) => Err(StoreError::corrupt("inbox", event.id, "was handled by somebody else")),
    }
}

over! {
    CLOSE_CALLS (mailbox uuid, question uuid, at timestamptz) "
        UPDATE task
        SET closed_at = (SELECT MAX(at) FROM r)
        WHERE id IN (SELECT t.id
                     FROM r
                     CROSS JOIN task t
                     WHERE t.mailbox_id = r.mailbox
                       AND t.question_id = r.question
                       AND t.kind IN ('coach', 'bellen', 'brief', 'geen-adres')
                       AND t.closed_at IS NULL)
          AND COALESCE(task.closed_at IS NULL, FALSE)"
}

/// A question that was answered.
#[derive(Serialize)]
pub struct Answered {
    /// In which mailbox.
    pub mailbox: MailboxId,
    /// Which.
    pub question: QuestionId,
    /// When, civil.
    #[serde(serialize_with = "stamp")]
    pub at: DateTime<Utc>,
}

fn of(wanted: &[MailboxId]) -> Vec<Id> {
    ids(wanted.iter().map(|mailbox| mailbox.0))
}

/// For the test that reads every plan.
pub(super) static ALL: &[(&str, &OverRows)] = &[
    ("heads BUSY", &BUSY),
    ("heads REMEMBER", &REMEMBER),
    ("heads MAILBOXES", &MAILBOXES),
    ("heads ADDRESSES", &ADDRESSES),
    ("heads LIVE", &LIVE),
    ("heads BY_QUESTION", &BY_QUESTION),
    ("heads ENDED_LATELY", &ENDED_LATELY),
    ("heads TO_HISTORY", &TO_HISTORY),
    ("heads REMOVE", &REMOVE),
    ("heads CLOSE_CALLS", &CLOSE_CALLS),
];
