//! What was said with one person, for the page of the conversation: both sides, newest first, a page at a time.
//!
//! Read only and bounded. Holds words, so nothing here has a `Debug`. Who may see it is decided before.

use std::collections::HashMap;

use chrono::{DateTime, Utc};

use super::{Result, Tx, hidden, on};
use crate::dialog::event::Event;
use crate::ids::{AddressId, EventId, MailboxId, MediaId, NoteId, PartId, PersonId};
use crate::message::Saying;

/// Rows of one kind on a page.
pub const PAGE: i64 = 60;

/// A message of ours, as it stands in the outbox.
#[derive(Clone, sqlx::FromRow)]
pub struct Ours {
    /// Which.
    pub id: PartId,
    /// When it was put in line, civil.
    pub created_at: DateTime<Utc>,
    /// Its place in the mailbox.
    pub seq: i64,
    /// `telegram` or `whatsapp`.
    pub channel: String,
    /// Code of the language beside Dutch.
    pub language: String,
    /// Whose texts it uses.
    pub revision: String,
    /// Which text.
    pub text_id: String,
    /// Which part of the message.
    pub part_no: i64,
    /// What goes along with it, as a word of `message::Aid`.
    pub aid: Option<String>,
    sealed: Vec<u8>,
    words_sealed: Option<Vec<u8>>,
    /// A `state` of the table `outbox`.
    pub state: String,
    /// The platform's word for a refusal.
    pub code: Option<String>,
    /// When it left, or ended otherwise, civil.
    pub finished_at: Option<DateTime<Utc>>,
    /// On the phone; WhatsApp only.
    pub delivered_at: Option<DateTime<Utc>>,
    /// Read; WhatsApp only.
    pub read_at: Option<DateTime<Utc>>,
    /// Did not arrive.
    pub failed_at: Option<DateTime<Utc>>,
    /// The platform's number for that.
    pub failed_code: Option<i64>,
    /// The colleague who wrote it.
    pub by: Option<String>,
    /// When the person wanted it gone from the telephone.
    pub hidden_at: Option<DateTime<Utc>>,
}

impl Ours {
    /// The words as they were sent; None: they were not, or are not kept any more.
    pub fn words(&self, tx: &Tx) -> Result<Option<String>> {
        let Some(sealed) = &self.words_sealed else { return Ok(None) };
        let words = tx.vault().open("outbox.words_sealed", sealed)?;
        Ok(String::from_utf8(words).ok())
    }

    /// What is said; None: it is not kept any more.
    pub fn saying(&self, tx: &Tx) -> Result<Option<Saying>> {
        if self.sealed.is_empty() {
            return Ok(None);
        }
        tx.vault().open_json("outbox.sealed", &self.sealed).map(Some)
    }
}

// What only takes another message away says nothing.
const OURS: &str = "
    SELECT o.id, o.created_at, o.seq, a.kind AS channel, o.language, o.revision, o.text_id, o.part_no, o.aid,
           o.sealed, o.words_sealed, o.state, o.code, o.finished_at, d.delivered_at, d.read_at,
           d.failed_at, d.failed_code, s.name AS by, h.asked_at AS hidden_at
    FROM outbox o
    JOIN address a ON a.id = o.address_id
    LEFT JOIN delivery d ON d.part_id = o.id
    LEFT JOIN staff_message w ON w.part_id = o.id
    LEFT JOIN staff s ON s.id = w.written_by
    LEFT JOIN hidden_message h ON h.part_id = o.id
    WHERE o.mailbox_id = $1 AND o.created_at < $2 AND o.text_id <> $4
    ORDER BY o.created_at DESC, o.seq DESC, o.id DESC
    LIMIT $3";

/// What we said before this moment, the newest first.
pub async fn ours(tx: &mut Tx, mailbox: MailboxId, before: DateTime<Utc>) -> Result<Vec<Ours>> {
    Ok(on!(tx, |conn| sqlx::query_as(OURS)
        .bind(mailbox)
        .bind(before)
        .bind(PAGE)
        .bind(hidden::TAKES_AWAY)
        .fetch_all(conn)
        .await?))
}

#[derive(sqlx::FromRow)]
struct Row {
    id: EventId,
    address_id: Option<AddressId>,
    channel: Option<String>,
    sealed: Vec<u8>,
    received_at: DateTime<Utc>,
    seq: i64,
}

/// Something that came from the person, or that a colleague did.
pub struct Theirs {
    /// Which.
    pub id: EventId,
    /// Where it came in.
    pub address: Option<AddressId>,
    /// On what kind of channel.
    pub channel: Option<String>,
    /// What.
    pub event: Event,
    /// When, civil.
    pub at: DateTime<Utc>,
    /// Its place in the mailbox.
    pub seq: i64,
    /// Handled: what waits, or was set aside, is not.
    pub is_handled: bool,
}

const THEIRS: &str = "
    SELECT h.id, h.address_id, a.kind AS channel, h.sealed, h.received_at, h.seq
    FROM history h
    LEFT JOIN address a ON a.id = h.address_id
    WHERE h.mailbox_id = $1
      AND h.received_at < $2
      AND h.kind IN ('said', 'chose', 'sent', 'opened', 'token', 'invited', 'took_over', 'handed_back',
                     'blocked', 'unblocked', 'answered_elsewhere')
    ORDER BY h.received_at DESC, h.seq DESC, h.id DESC
    LIMIT $3";

// What waits in the inbox is a handful: it is handled within a second, or was set aside.
const NOT_YET: &str = "
    SELECT h.id, h.address_id, a.kind AS channel, h.sealed, h.received_at, h.seq
    FROM inbox h
    LEFT JOIN address a ON a.id = h.address_id
    WHERE h.mailbox_id = $1
      AND h.received_at < $2
      AND h.kind IN ('said', 'chose', 'sent', 'took_over', 'handed_back')
    ORDER BY h.seq DESC, h.id DESC
    LIMIT $3";

/// What the person did and colleagues did with the conversation before this moment, the newest first.
pub async fn theirs(tx: &mut Tx, mailbox: MailboxId, before: DateTime<Utc>) -> Result<Vec<Theirs>> {
    let mut all = Vec::new();
    for (sql, is_handled) in [(NOT_YET, false), (THEIRS, true)] {
        let rows: Vec<Row> = on!(tx, |conn| sqlx::query_as(sql)
            .bind(mailbox)
            .bind(before)
            .bind(PAGE)
            .fetch_all(conn)
            .await?);
        for row in rows {
            all.push(Theirs {
                id: row.id,
                address: row.address_id,
                channel: row.channel,
                event: tx.vault().open_json("inbox.sealed", &row.sealed)?,
                at: row.received_at,
                seq: row.seq,
                is_handled,
            });
        }
    }
    Ok(all)
}

/// A file that came with an event.
#[derive(Clone, sqlx::FromRow)]
pub struct File {
    /// Which.
    pub id: MediaId,
    /// The event.
    pub event_id: EventId,
    /// `photo`, `voice`, ...
    pub kind: String,
    /// As the platform told.
    pub mime: Option<String>,
    /// When it was fetched, civil.
    pub fetched_at: Option<DateTime<Utc>>,
    /// It will not come.
    pub gave_up_at: Option<DateTime<Utc>>,
}

const FILES: &str = "
    SELECT f.id, f.event_id, f.kind, f.mime, f.fetched_at, f.gave_up_at
    FROM history h
    JOIN media f ON f.event_id = h.id
    WHERE h.mailbox_id = $1 AND h.received_at >= $2 AND h.received_at < $3
    ORDER BY f.received_at, f.id";

/// The files that came with the events of a mailbox between two moments.
pub async fn files(
    tx: &mut Tx,
    mailbox: MailboxId,
    (from, before): (DateTime<Utc>, DateTime<Utc>),
) -> Result<HashMap<EventId, Vec<File>>> {
    let rows: Vec<File> = on!(tx, |conn| sqlx::query_as(FILES)
        .bind(mailbox)
        .bind(from)
        .bind(before)
        .fetch_all(conn)
        .await?);
    let mut all: HashMap<EventId, Vec<File>> = HashMap::new();
    for file in rows {
        all.entry(file.event_id).or_default().push(file);
    }
    Ok(all)
}

const FILE: &str = "
    SELECT f.mime, f.content_sealed
    FROM media f
    JOIN history h ON h.id = f.event_id
    JOIN person p ON p.mailbox_id = h.mailbox_id
    WHERE f.id = $1 AND p.id = $2 AND f.fetched_at IS NOT NULL";

/// A file that this person sent, with its kind as the platform told; None: it is not theirs, or not kept any more.
pub async fn file(
    tx: &mut Tx,
    media: MediaId,
    person: PersonId,
) -> Result<Option<(Option<String>, Vec<u8>)>> {
    let found: Option<(Option<String>, Vec<u8>)> =
        on!(tx, |conn| sqlx::query_as(FILE).bind(media).bind(person).fetch_optional(conn).await?);
    let Some((mime, sealed)) = found else { return Ok(None) };
    Ok(Some((mime, tx.vault().open("media.content_sealed", &sealed)?)))
}

/// What stands behind a neutral message.
pub struct Behind {
    /// When it was covered: the moment of the neutral message.
    pub created_at: DateTime<Utc>,
    /// What it says; None: it is not kept any more.
    pub saying: Option<Saying>,
    /// Whose texts it uses.
    pub revision: String,
    /// When it was read first, civil.
    pub opened_at: Option<DateTime<Utc>>,
}

#[derive(sqlx::FromRow)]
struct BehindRow {
    created_at: DateTime<Utc>,
    sealed: Vec<u8>,
    revision: String,
    first_opened_at: Option<DateTime<Utc>>,
}

const BEHIND: &str = "
    SELECT c.created_at, c.sealed, c.revision, c.first_opened_at
    FROM covered_message c
    WHERE c.mailbox_id = $1 AND c.created_at >= $2 AND c.created_at < $3
    ORDER BY c.created_at, c.id";

/// What was covered between two moments, the oldest first.
pub async fn behind(
    tx: &mut Tx,
    mailbox: MailboxId,
    (from, before): (DateTime<Utc>, DateTime<Utc>),
) -> Result<Vec<Behind>> {
    let rows: Vec<BehindRow> = on!(tx, |conn| sqlx::query_as(BEHIND)
        .bind(mailbox)
        .bind(from)
        .bind(before)
        .fetch_all(conn)
        .await?);
    let vault = tx.vault();
    Ok(rows
        .into_iter()
        .map(|row| Behind {
            created_at: row.created_at,
            saying: vault.open_json("covered_message.sealed", &row.sealed).ok(),
            revision: row.revision,
            opened_at: row.first_opened_at,
        })
        .collect())
}

/// A message of a colleague that never left.
#[derive(Clone, sqlx::FromRow)]
pub struct Unsent {
    /// When it was written, civil.
    pub made_at: DateTime<Utc>,
    /// Who wrote it.
    pub by: String,
    /// `cancelled`, `expired`, `stopped` or `no-address`.
    pub ended_how: String,
}

const UNSENT: &str = "
    SELECT w.made_at, s.name AS by, w.ended_how
    FROM staff_message w
    JOIN staff s ON s.id = w.written_by
    WHERE w.mailbox_id = $1 AND w.made_at >= $2 AND w.made_at < $3 AND w.ended_how <> 'queued'
    ORDER BY w.made_at, w.id";

/// What colleagues wrote between two moments and never left.
pub async fn unsent(
    tx: &mut Tx,
    mailbox: MailboxId,
    (from, before): (DateTime<Utc>, DateTime<Utc>),
) -> Result<Vec<Unsent>> {
    Ok(on!(tx, |conn| sqlx::query_as(UNSENT)
        .bind(mailbox)
        .bind(from)
        .bind(before)
        .fetch_all(conn)
        .await?))
}

/// What a colleague noted beside the conversation.
pub struct Note {
    /// Which.
    pub id: NoteId,
    /// `note` or `transfer`.
    pub kind: String,
    /// Who.
    pub by: String,
    /// When, civil.
    pub at: DateTime<Utc>,
    /// What.
    pub words: String,
}

#[derive(sqlx::FromRow)]
struct NoteRow {
    id: NoteId,
    kind: String,
    name: String,
    written_at: DateTime<Utc>,
    sealed: Vec<u8>,
}

const NOTES: &str = "
    SELECT n.id, n.kind, s.name, n.written_at, n.sealed
    FROM staff_note n
    JOIN staff s ON s.id = n.written_by
    WHERE n.mailbox_id = $1 AND n.written_at < $2
    ORDER BY n.written_at DESC, n.id DESC
    LIMIT $3";

/// What colleagues noted before this moment, the newest first.
pub async fn notes(tx: &mut Tx, mailbox: MailboxId, before: DateTime<Utc>) -> Result<Vec<Note>> {
    let rows: Vec<NoteRow> = on!(tx, |conn| sqlx::query_as(NOTES)
        .bind(mailbox)
        .bind(before)
        .bind(PAGE)
        .fetch_all(conn)
        .await?);
    rows.into_iter()
        .map(|row| {
            let words = tx.vault().open("staff_note.sealed", &row.sealed)?;
            let words = String::from_utf8_lossy(&words).into_owned();
            Ok(Note { id: row.id, kind: row.kind, by: row.name, at: row.written_at, words })
        })
        .collect()
}
