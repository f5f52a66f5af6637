//! What colleagues write themselves: now or at a time, until it stands in the outbox.
//!
//! A row comes before its event, and the event before its part. The row's id is made when the form is drawn: the same
//! form twice is one row, and so one message. Whatever happens to a message happens once: each change looks whether it
//! is still possible.

use chrono::{DateTime, TimeDelta, Utc};

use super::{Result, StoreError, Tx, inbox, on};
use crate::dialog::effect::Unsent;
use crate::dialog::event::{Event, Written};
use crate::ids::{MailboxId, PartId, StaffId, StaffMessageId};
use crate::trade::letter::first_name;

/// What waits until the person writes is worthless after this.
pub const HELD: TimeDelta = TimeDelta::days(7);

/// A message to keep.
pub struct New<'a> {
    /// As the form was drawn with.
    pub id: StaffMessageId,
    /// To whom.
    pub mailbox: MailboxId,
    /// Who writes.
    pub by: StaffId,
    /// What.
    pub written: &'a Written,
    /// When it is to be sent, civil.
    pub send_at: DateTime<Utc>,
}

const INSERT: &str = "
    INSERT INTO staff_message (id, mailbox_id, written_by, sealed, made_at, send_at, expires_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7)
    ON CONFLICT (id) DO NOTHING
    RETURNING id";

/// Keeps a message; false when this form was sent before.
pub async fn insert(tx: &mut Tx, new: New<'_>, now: DateTime<Utc>) -> Result<bool> {
    let sealed = tx.vault().seal_json("staff_message.sealed", new.written)?;
    let made: Option<StaffMessageId> = on!(tx, |conn| sqlx::query_scalar(INSERT)
        .bind(new.id)
        .bind(new.mailbox)
        .bind(new.by)
        .bind(&sealed)
        .bind(now)
        .bind(new.send_at)
        .bind(new.send_at + HELD)
        .fetch_optional(conn)
        .await?);
    tx.ring_pages();
    Ok(made.is_some())
}

#[derive(sqlx::FromRow)]
struct Row {
    id: StaffMessageId,
    mailbox_id: MailboxId,
    written_by: StaffId,
    by_name: String,
    sealed: Vec<u8>,
    send_at: DateTime<Utc>,
    held_at: Option<DateTime<Utc>>,
    expires_at: DateTime<Utc>,
}

/// A message that did not leave yet. Deliberately without `Debug`: it holds words.
#[derive(Clone)]
pub struct Waiting {
    /// Which.
    pub id: StaffMessageId,
    /// To whom.
    pub mailbox: MailboxId,
    /// Who wrote it.
    pub by: StaffId,
    /// Their name.
    pub by_name: String,
    /// What.
    pub written: Written,
    /// When it is to be sent, civil.
    pub send_at: DateTime<Utc>,
    /// Since when it waits until the person writes, civil.
    pub held_at: Option<DateTime<Utc>>,
    /// Until when, civil.
    pub expires_at: DateTime<Utc>,
}

fn opened(tx: &Tx, row: Row) -> Result<Waiting> {
    let written = tx.vault().open_json("staff_message.sealed", &row.sealed)?;
    Ok(Waiting {
        id: row.id,
        mailbox: row.mailbox_id,
        by: row.written_by,
        by_name: row.by_name,
        written,
        send_at: row.send_at,
        held_at: row.held_at,
        expires_at: row.expires_at,
    })
}

const DUE: &str = "
    SELECT w.id, w.mailbox_id, w.written_by, s.name AS by_name, w.sealed, w.send_at, w.held_at, w.expires_at
    FROM staff_message w
    JOIN staff s ON s.id = w.written_by
    WHERE w.given_at IS NULL AND w.ended_at IS NULL AND w.send_at <= $1
    ORDER BY w.send_at, w.id
    LIMIT $2";

/// What is to be sent by now, civil; the oldest first.
pub async fn due(tx: &mut Tx, now: DateTime<Utc>, limit: i64) -> Result<Vec<Waiting>> {
    let rows: Vec<Row> =
        on!(tx, |conn| sqlx::query_as(DUE).bind(now).bind(limit).fetch_all(conn).await?);
    rows.into_iter().map(|row| opened(tx, row)).collect()
}

/// Messages of one person that wait and are looked at together.
const MOST: i64 = 50;

const OPEN: &str = "
    SELECT w.id, w.mailbox_id, w.written_by, s.name AS by_name, w.sealed, w.send_at, w.held_at, w.expires_at
    FROM staff_message w
    JOIN staff s ON s.id = w.written_by
    WHERE w.mailbox_id = $1 AND w.ended_at IS NULL
    ORDER BY w.send_at, w.id
    LIMIT $2";

/// What waits for a mailbox: for its moment, or until the person writes.
pub async fn waiting(tx: &mut Tx, mailbox: MailboxId) -> Result<Vec<Waiting>> {
    let rows: Vec<Row> =
        on!(tx, |conn| sqlx::query_as(OPEN).bind(mailbox).bind(MOST).fetch_all(conn).await?);
    rows.into_iter().map(|row| opened(tx, row)).collect()
}

const GIVE: &str = "
    UPDATE staff_message
    SET given_at = $2, held_at = NULL
    WHERE id = $1
      AND ended_at IS NULL
      AND (given_at IS NULL OR held_at IS NOT NULL)
    RETURNING id";

/// Makes a message an event of its mailbox; nothing when somebody else did, or when it was taken back.
pub async fn give(tx: &mut Tx, message: &Waiting, now: DateTime<Utc>) -> Result<bool> {
    let ours: Option<StaffMessageId> = on!(tx, |conn| sqlx::query_scalar(GIVE)
        .bind(message.id)
        .bind(now)
        .fetch_optional(conn)
        .await?);
    if ours.is_none() {
        return Ok(false);
    }
    let event = Event::ColleagueWrote {
        message: message.id,
        by: message.by,
        name: first_name(&message.by_name).to_owned(),
        written: message.written.clone(),
    };
    inbox::append(tx, message.mailbox, None, (event.kind(), &event), now).await?;
    Ok(true)
}

/// The person wrote: what waited for that goes behind it.
pub async fn release(tx: &mut Tx, mailbox: MailboxId, now: DateTime<Utc>) -> Result<()> {
    for message in waiting(tx, mailbox).await?.iter().filter(|one| one.held_at.is_some()) {
        give(tx, message, now).await?;
    }
    Ok(())
}

const QUEUED: &str = "
    UPDATE staff_message
    SET part_id = $2, ended_at = $3, ended_how = 'queued', sealed = NULL, held_at = NULL
    WHERE id = $1 AND ended_at IS NULL";

/// These stand in the outbox now.
pub async fn queued(
    tx: &mut Tx,
    told: &[(StaffMessageId, Option<PartId>)],
    now: DateTime<Utc>,
) -> Result<()> {
    for (id, part) in told {
        on!(tx, |conn| sqlx::query(QUEUED)
            .bind(id)
            .bind(part)
            .bind(now)
            .execute(conn)
            .await
            .map(|_| ()))?;
    }
    Ok(())
}

const HOLD: &str = "UPDATE staff_message SET held_at = $2 WHERE id = $1 AND ended_at IS NULL";

const END: &str = "
    UPDATE staff_message
    SET ended_at = $2, ended_how = $3, sealed = NULL, held_at = NULL
    WHERE id = $1 AND ended_at IS NULL";

/// This one does not leave now, or never.
pub async fn unsent(
    tx: &mut Tx,
    message: StaffMessageId,
    why: Unsent,
    now: DateTime<Utc>,
) -> Result<()> {
    tx.ring_pages();
    let how = match why {
        Unsent::Held => {
            on!(tx, |conn| sqlx::query(HOLD)
                .bind(message)
                .bind(now)
                .execute(conn)
                .await
                .map(|_| ()))?;
            return Ok(());
        }
        Unsent::Stopped => "stopped",
        Unsent::NoAddress => "no-address",
    };
    on!(tx, |conn| sqlx::query(END)
        .bind(message)
        .bind(now)
        .bind(how)
        .execute(conn)
        .await
        .map(|_| ()))?;
    Ok(())
}

const CANCEL: &str = "
    UPDATE staff_message
    SET ended_at = $3, ended_how = 'cancelled', sealed = NULL, held_at = NULL
    WHERE id = $1
      AND mailbox_id = $2
      AND ended_at IS NULL
      AND (given_at IS NULL OR held_at IS NOT NULL)
    RETURNING id";

/// Takes a message back; false when it is on its way, or was taken back before.
pub async fn cancel(
    tx: &mut Tx,
    (message, mailbox): (StaffMessageId, MailboxId),
    now: DateTime<Utc>,
) -> Result<bool> {
    let gone: Option<StaffMessageId> = on!(tx, |conn| sqlx::query_scalar(CANCEL)
        .bind(message)
        .bind(mailbox)
        .bind(now)
        .fetch_optional(conn)
        .await?);
    tx.ring_pages();
    Ok(gone.is_some())
}

const CHANGE: &str = "
    UPDATE staff_message
    SET sealed = $3, send_at = $4, expires_at = $5
    WHERE id = $1 AND mailbox_id = $2 AND ended_at IS NULL AND given_at IS NULL
    RETURNING id";

/// Other words, or another moment; false when it is on its way, or was taken back.
pub async fn change(
    tx: &mut Tx,
    (message, mailbox): (StaffMessageId, MailboxId),
    written: &Written,
    send_at: DateTime<Utc>,
) -> Result<bool> {
    let sealed = tx.vault().seal_json("staff_message.sealed", written)?;
    let changed: Option<StaffMessageId> = on!(tx, |conn| sqlx::query_scalar(CHANGE)
        .bind(message)
        .bind(mailbox)
        .bind(&sealed)
        .bind(send_at)
        .bind(send_at + HELD)
        .fetch_optional(conn)
        .await?);
    tx.ring_pages();
    Ok(changed.is_some())
}

const EXPIRED: &str = "
    SELECT id
    FROM staff_message
    WHERE held_at IS NOT NULL AND ended_at IS NULL AND expires_at <= $1
    ORDER BY expires_at, id
    LIMIT $2";

const EXPIRE: &str = "
    UPDATE staff_message
    SET ended_at = $2, ended_how = 'expired', sealed = NULL, held_at = NULL
    WHERE id = $1 AND held_at IS NOT NULL AND ended_at IS NULL AND expires_at <= $2
    RETURNING mailbox_id";

/// What waited in vain ends; gives whose.
pub async fn expire(tx: &mut Tx, now: DateTime<Utc>, limit: i64) -> Result<Vec<MailboxId>> {
    let over: Vec<StaffMessageId> =
        on!(tx, |conn| sqlx::query_scalar(EXPIRED).bind(now).bind(limit).fetch_all(conn).await?);
    let mut whose = Vec::with_capacity(over.len());
    for id in over {
        let of: Option<MailboxId> = on!(tx, |conn| sqlx::query_scalar(EXPIRE)
            .bind(id)
            .bind(now)
            .fetch_optional(conn)
            .await?);
        whose.extend(of);
    }
    Ok(whose)
}

// Found by the few mailboxes that a colleague has; of each its index of the history tells when anybody wrote last.
const GONE_QUIET: &str = "
    SELECT m.id
    FROM mailbox m
    WHERE m.taken_over_at IS NOT NULL
      AND m.taken_over_at <= $1
      AND NOT EXISTS (
          SELECT 1
          FROM history h
          WHERE h.mailbox_id = m.id
            AND h.received_at > $1
            AND h.kind IN ('said', 'chose', 'sent', 'opened', 'took_over', 'colleague_wrote'))
      AND NOT EXISTS (SELECT 1 FROM inbox i WHERE i.mailbox_id = m.id AND i.parked_at IS NULL)
    ORDER BY m.taken_over_at, m.id
    LIMIT $2";

/// Mailboxes that a colleague has and in which nobody wrote since then, civil.
pub async fn gone_quiet(tx: &mut Tx, since: DateTime<Utc>, limit: i64) -> Result<Vec<MailboxId>> {
    Ok(on!(tx, |conn| sqlx::query_scalar(GONE_QUIET)
        .bind(since)
        .bind(limit)
        .fetch_all(conn)
        .await?))
}

const HOLDER: &str = "
    SELECT m.taken_over_by AS by, s.name, m.taken_over_at AS since
    FROM mailbox m
    LEFT JOIN staff s ON s.id = m.taken_over_by
    WHERE m.id = $1 AND m.taken_over_at IS NOT NULL";

/// Who has a conversation.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Holder {
    /// Which colleague; None: the bot is silent and nobody took it up yet.
    pub by: Option<StaffId>,
    /// Their name.
    pub name: Option<String>,
    /// Since when, civil.
    pub since: DateTime<Utc>,
}

/// Who has this conversation; None: the bot.
pub async fn holder(tx: &mut Tx, mailbox: MailboxId) -> Result<Option<Holder>> {
    Ok(on!(tx, |conn| sqlx::query_as(HOLDER).bind(mailbox).fetch_optional(conn).await?))
}

const NAME: &str = "SELECT name FROM staff WHERE id = $1";

/// What a colleague is called.
pub async fn name_of(tx: &mut Tx, staff: StaffId) -> Result<String> {
    let name: Option<String> =
        on!(tx, |conn| sqlx::query_scalar(NAME).bind(staff).fetch_optional(conn).await?);
    name.ok_or_else(|| StoreError::corrupt("staff", staff, "is gone"))
}
