//! Addresses that are nobody's: who wrote from them, which colleague finds out who that is, and what they wrote, for
//! that colleague only.
//!
//! A stranger is a mailbox of kind `address`. What it holds becomes a person's with the address; see
//! `mailboxes::merge`.

use chrono::{DateTime, Utc};

use super::board::Viewer;
use super::{Result, Tx, on};
use crate::dialog::event::Event;
use crate::ids::{AddressId, GemeenteId, MailboxId, StaffId};

/// Strangers on one page.
pub const ROWS: usize = 100;
/// Messages that are shown of one.
const MESSAGES: i64 = 100;

/// Somebody unknown, without a word of what they wrote.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Stranger {
    /// Whose mailbox.
    pub mailbox_id: MailboxId,
    /// Where they wrote from last.
    pub address_id: AddressId,
    /// `telegram` or `whatsapp`.
    pub channel: String,
    /// Code of the language in use.
    pub language: String,
    /// Since when we know the address.
    pub created_at: DateTime<Utc>,
    /// When they wrote last.
    pub last_inbound_at: DateTime<Utc>,
    /// How many messages came in.
    pub messages: i64,
    /// Who finds out who it is; also the two fields below.
    pub taken_by: Option<StaffId>,
    /// Their name.
    pub taken_name: Option<String>,
    /// Since when.
    pub taken_at: Option<DateTime<Utc>>,
    /// Does not belong here, and did not write since.
    pub closed_at: Option<DateTime<Utc>>,
}

// What arrived but was not handled yet counts too. A telephone of several people is no stranger.
macro_rules! stranger {
    ($rest:literal) => {
        concat!(
            "
    SELECT m.id AS mailbox_id, a.id AS address_id, a.kind AS channel, m.language, a.created_at,
           a.last_inbound_at,
           (SELECT CAST(COUNT(*) AS BIGINT) FROM history h
            WHERE h.mailbox_id = m.id AND h.kind IN ('said', 'chose', 'sent'))
           + (SELECT CAST(COUNT(*) AS BIGINT) FROM inbox i
              WHERE i.mailbox_id = m.id AND i.kind IN ('said', 'chose', 'sent')) AS messages,
           CASE WHEN s.closed_at IS NULL THEN s.taken_by END AS taken_by, t.name AS taken_name,
           CASE WHEN s.closed_at IS NULL THEN s.taken_at END AS taken_at,
           CASE WHEN s.closed_at >= a.last_inbound_at THEN s.closed_at END AS closed_at
    ",
            $rest
        )
    };
}

const ALL: &str = stranger!(
    "FROM address a
    JOIN mailbox m ON m.id = a.mailbox_id
    LEFT JOIN stranger s ON s.mailbox_id = m.id
    LEFT JOIN staff t ON t.id = s.taken_by AND s.closed_at IS NULL
    WHERE a.gemeente_id = $1
      AND a.person_id IS NULL
      AND a.joined_into IS NULL
      AND a.last_inbound_at IS NOT NULL
      AND m.kind = 'address'
      AND m.merged_into IS NULL
      AND NOT EXISTS (
          SELECT 1 FROM address o
          WHERE o.mailbox_id = m.id
            AND (o.last_inbound_at, o.id) > (a.last_inbound_at, a.id))
      AND (s.closed_at IS NULL OR s.closed_at < a.last_inbound_at)
    ORDER BY a.last_inbound_at DESC, a.id DESC
    LIMIT $2"
);

/// Strangers who wrote to this municipality and are not closed, the newest first, at most [`ROWS`] and one more.
pub async fn all(tx: &mut Tx, gemeente: GemeenteId) -> Result<Vec<Stranger>> {
    Ok(on!(tx, |conn| sqlx::query_as(ALL)
        .bind(gemeente)
        .bind(ROWS as i64 + 1)
        .fetch_all(conn)
        .await?))
}

const ONE: &str = stranger!(
    "FROM mailbox m
    JOIN address a ON a.mailbox_id = m.id
    LEFT JOIN stranger s ON s.mailbox_id = m.id
    LEFT JOIN staff t ON t.id = s.taken_by AND s.closed_at IS NULL
    WHERE m.id = $1
      AND m.gemeente_id = $2
      AND m.kind = 'address'
      AND m.merged_into IS NULL
      AND a.person_id IS NULL
      AND a.joined_into IS NULL
      AND a.last_inbound_at IS NOT NULL
    ORDER BY a.last_inbound_at DESC, a.id DESC
    LIMIT 1"
);

/// One of them; None: not of this municipality, or somebody's by now.
pub async fn one(
    tx: &mut Tx,
    mailbox: MailboxId,
    gemeente: GemeenteId,
) -> Result<Option<Stranger>> {
    Ok(on!(tx, |conn| sqlx::query_as(ONE)
        .bind(mailbox)
        .bind(gemeente)
        .fetch_optional(conn)
        .await?))
}

const TAKE: &str = "
    INSERT INTO stranger (mailbox_id, gemeente_id, taken_by, taken_at)
    VALUES ($1, $2, $3, $4)
    ON CONFLICT (mailbox_id) DO UPDATE
    SET taken_by = excluded.taken_by, taken_at = excluded.taken_at, closed_at = NULL
    WHERE $5 OR stranger.closed_at IS NOT NULL
    RETURNING mailbox_id";

/// This colleague finds out who it is; false: another one does. `sure`: takes it from them. `now` is civil.
pub async fn take(
    tx: &mut Tx,
    mailbox: MailboxId,
    by: Viewer,
    (sure, now): (bool, DateTime<Utc>),
) -> Result<bool> {
    let taken: Option<MailboxId> = on!(tx, |conn| sqlx::query_scalar(TAKE)
        .bind(mailbox)
        .bind(by.gemeente)
        .bind(by.staff)
        .bind(now)
        .bind(sure)
        .fetch_optional(conn)
        .await?);
    tx.ring_pages();
    Ok(taken.is_some())
}

const LET_GO: &str = "DELETE FROM stranger WHERE mailbox_id = $1";

/// Nobody finds out who it is any more.
pub async fn let_go(tx: &mut Tx, mailbox: MailboxId) -> Result<()> {
    on!(tx, |conn| sqlx::query(LET_GO).bind(mailbox).execute(conn).await.map(|_| ()))?;
    tx.ring_pages();
    Ok(())
}

const CLOSE: &str = "UPDATE stranger SET closed_at = $2 WHERE mailbox_id = $1";
const CLOSE_TASKS: &str = "
    UPDATE task
    SET closed_at = $2, closed_by = $3
    WHERE mailbox_id = $1 AND closed_at IS NULL";

/// Does not belong here: nothing is to be done, until they write again. `now` is civil.
pub async fn close(tx: &mut Tx, mailbox: MailboxId, by: StaffId, now: DateTime<Utc>) -> Result<()> {
    on!(tx, |conn| sqlx::query(CLOSE).bind(mailbox).bind(now).execute(conn).await.map(|_| ()))?;
    on!(tx, |conn| sqlx::query(CLOSE_TASKS)
        .bind(mailbox)
        .bind(now)
        .bind(by)
        .execute(conn)
        .await
        .map(|_| ()))?;
    tx.ring_pages();
    Ok(())
}

const WORDS: &str = "
    SELECT h.sealed, h.received_at
    FROM history h
    WHERE h.mailbox_id = $1 AND h.kind IN ('said', 'chose', 'sent')
    ORDER BY h.received_at DESC, h.id DESC
    LIMIT $2";

/// What they wrote, the newest first. Whoever calls this has noted who reads it.
pub async fn messages(tx: &mut Tx, mailbox: MailboxId) -> Result<Vec<(Event, DateTime<Utc>)>> {
    let rows: Vec<(Vec<u8>, DateTime<Utc>)> =
        on!(tx, |conn| sqlx::query_as(WORDS).bind(mailbox).bind(MESSAGES).fetch_all(conn).await?);
    rows.into_iter()
        .map(|(sealed, at)| Ok((tx.vault().open_json("inbox.sealed", &sealed)?, at)))
        .collect()
}
