//! Telephones that several people use.
//!
//! Promises: while an address is shared it belongs to a mailbox of its own (kind `phone`) and to no
//! person, so that nothing that comes in is taken for one of them unasked; everybody who uses it
//! can be written to there, by their own consent. When one person is left, it is an ordinary
//! address again, and what the telephone said meanwhile stays where it was said.

use chrono::{DateTime, Utc};

use super::hot::shares::{Sharer, sharers};
use super::{Result, Tx, duplicates, inbox, mailboxes, on, people};
use crate::ids::{AddressId, EventId, MailboxId, PersonId, QuestionId};

/// A person and their mailbox.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct User {
    /// Who.
    pub person: PersonId,
    /// Their own mailbox.
    pub mailbox: MailboxId,
}

/// Who uses this address together, the first first; nobody when it is not shared.
pub async fn of(tx: &mut Tx, address: AddressId) -> Result<Vec<Sharer>> {
    Ok(sharers(tx, [address]).await?.remove(&address).unwrap_or_default())
}

const MAKE_PHONE: &str = "
    INSERT INTO mailbox (id, gemeente_id, kind, language, created_at)
    SELECT $1, gemeente_id, 'phone', language, $3
    FROM mailbox
    WHERE id = $2";

const TAKE_ADDRESS: &str = "
    UPDATE address
    SET mailbox_id = $2, person_id = NULL
    WHERE id = $1 AND person_id IS NOT NULL";

// Who had the address to themselves wrote everything that came from it.
const FIRST: &str = "
    INSERT INTO address_share (address_id, mailbox_id, person_id, since, wrote_at)
    SELECT a.id, a.mailbox_id, a.person_id, a.created_at, a.last_inbound_at
    FROM address a
    WHERE a.id = $1 AND a.person_id IS NOT NULL";

/// Makes a telephone of an address that one person had to themselves. What waits in their mailbox
/// stays there: they said it.
pub async fn make_phone(
    tx: &mut Tx,
    address: AddressId,
    owner: MailboxId,
    now: DateTime<Utc>,
) -> Result<MailboxId> {
    mailboxes::lock(tx, [owner]).await?;
    let phone = MailboxId::fresh();
    on!(tx, |conn| sqlx::query(MAKE_PHONE)
        .bind(phone)
        .bind(owner)
        .bind(now)
        .execute(conn)
        .await
        .map(|_| ()))?;
    on!(tx, |conn| sqlx::query(FIRST).bind(address).execute(conn).await.map(|_| ()))?;
    on!(tx, |conn| sqlx::query(TAKE_ADDRESS)
        .bind(address)
        .bind(phone)
        .execute(conn)
        .await
        .map(|_| ()))?;
    Ok(phone)
}

/// More people than this are no household: somebody's number was typed where it does not belong,
/// and they would read each other's messages. Also, their names fit in one list (WhatsApp: 10 rows).
pub const MOST_USERS: i64 = 8;

const ROOM: &str = "
    SELECT p.id
    FROM person p
    JOIN address a ON a.gemeente_id = p.gemeente_id
    WHERE p.id = $2
      AND a.id = $1
      AND (SELECT COUNT(*)
           FROM address_share s
           WHERE s.address_id = $1 AND s.person_id <> $2) < $3";

/// May this person use this address along with others? Not that of another municipality, and not a
/// telephone that [`MOST_USERS`] people use already.
pub async fn room_for(tx: &mut Tx, address: AddressId, person: PersonId) -> Result<bool> {
    let found: Option<PersonId> = on!(tx, |conn| sqlx::query_scalar(ROOM)
        .bind(address)
        .bind(person)
        .bind(MOST_USERS)
        .fetch_optional(conn)
        .await?);
    Ok(found.is_some())
}

// Nobody knows who said "stop" on a hushed telephone, so nothing begins for a newcomer either.
const ADD: &str = "
    INSERT INTO address_share (address_id, mailbox_id, person_id, since, wrote_at, hushed_at)
    VALUES ($1, $2, $3, $4, $5,
            (SELECT MAX(o.hushed_at) FROM address_share o WHERE o.address_id = $1))
    ON CONFLICT (address_id, mailbox_id) DO UPDATE
    SET wrote_at = COALESCE(excluded.wrote_at, address_share.wrote_at)";

/// One more person uses a telephone. `wrote_at`: from it they wrote themselves then.
pub async fn add(
    tx: &mut Tx,
    address: AddressId,
    user: User,
    wrote_at: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
) -> Result<()> {
    on!(tx, |conn| sqlx::query(ADD)
        .bind(address)
        .bind(user.mailbox)
        .bind(user.person)
        .bind(now)
        .bind(wrote_at)
        .execute(conn)
        .await
        .map(|_| ()))?;
    duplicates::on_phone(tx, user.person, address).await?;
    people::has_address(tx, user.person, now).await
}

const REMOVE: &str = "
    DELETE FROM address_share
    WHERE address_id = $1 AND mailbox_id = $2
    RETURNING person_id";

// Whoever has no address is found by this alone.
const WITHOUT: &str = "
    UPDATE person
    SET address_since = NULL
    WHERE id = $1
      AND NOT EXISTS (SELECT 1 FROM address a WHERE a.person_id = $1 AND a.joined_into IS NULL)
      AND NOT EXISTS (SELECT 1 FROM address_share s WHERE s.person_id = $1)";

// That another wrote from here opens no window, and is no consent, for whoever is left.
const GIVE_ADDRESS: &str = "
    UPDATE address
    SET mailbox_id = $2, person_id = $3, last_inbound_at = $4
    WHERE id = $1 AND person_id IS NULL";

/// A person uses this telephone no more; false when they did not. Whoever is left alone has the
/// address to themselves from now on.
pub async fn leave(tx: &mut Tx, address: AddressId, mailbox: MailboxId) -> Result<bool> {
    let gone: Option<PersonId> = on!(tx, |conn| sqlx::query_scalar(REMOVE)
        .bind(address)
        .bind(mailbox)
        .fetch_optional(conn)
        .await?);
    let Some(gone) = gone else { return Ok(false) };
    on!(tx, |conn| sqlx::query(WITHOUT).bind(gone).execute(conn).await.map(|_| ()))?;
    if let [last] = &of(tx, address).await?[..] {
        on!(tx, |conn| sqlx::query(GIVE_ADDRESS)
            .bind(address)
            .bind(last.mailbox_id)
            .bind(last.person_id)
            .bind(last.wrote_at)
            .execute(conn)
            .await
            .map(|_| ()))?;
        on!(tx, |conn| sqlx::query(REMOVE)
            .bind(address)
            .bind(last.mailbox_id)
            .execute(conn)
            .await
            .map(|_| ()))?;
    }
    Ok(true)
}

const WROTE: &str = "
    UPDATE address_share
    SET wrote_at = $3
    WHERE address_id = $1
      AND mailbox_id = $2
      AND (wrote_at IS NULL OR wrote_at < $3)";

/// What came from this telephone was this person's.
pub async fn note_writing(
    tx: &mut Tx,
    address: AddressId,
    mailbox: MailboxId,
    now: DateTime<Utc>,
) -> Result<()> {
    on!(tx, |conn| sqlx::query(WROTE)
        .bind(address)
        .bind(mailbox)
        .bind(now)
        .execute(conn)
        .await
        .map(|_| ()))?;
    Ok(())
}

const HUSH: &str = "UPDATE address_share SET hushed_at = $2 WHERE address_id = $1";

/// We begin nothing on this telephone (`Some`), or do again (`None`).
pub async fn hush(tx: &mut Tx, address: AddressId, at: Option<DateTime<Utc>>) -> Result<()> {
    on!(tx, |conn| sqlx::query(HUSH).bind(address).bind(at).execute(conn).await.map(|_| ()))?;
    Ok(())
}

const CANCEL: &str = "
    UPDATE outbox
    SET state = 'cancelled', finished_at = $3
    WHERE address_id = $1
      AND lane IN (1, 2)
      AND finished_at IS NULL
      AND state = 'queued'
      AND ($2 IS NULL OR mailbox_id = $2)
    RETURNING mailbox_id, question_id";

/// What waits to leave for this address, of everybody or of one person, is not sent; answers to
/// what was said there are. Gives whose it was, and the questions that it put.
pub async fn cancel(
    tx: &mut Tx,
    address: AddressId,
    of: Option<MailboxId>,
    now: DateTime<Utc>,
) -> Result<Vec<(MailboxId, Option<QuestionId>)>> {
    Ok(on!(tx, |conn| sqlx::query_as(CANCEL)
        .bind(address)
        .bind(of)
        .bind(now)
        .fetch_all(conn)
        .await?))
}

const WHOSE: &str = "SELECT mailbox_id FROM question WHERE id = $1";

/// To whom a question was put.
pub async fn whose_question(tx: &mut Tx, question: QuestionId) -> Result<Option<MailboxId>> {
    Ok(on!(tx, |conn| sqlx::query_scalar(WHOSE).bind(question).fetch_optional(conn).await?))
}

const PASS_ON: &str = "
    UPDATE inbox
    SET mailbox_id = $2, seq = $3
    WHERE id = $1
    RETURNING id";

/// An event that waits goes to another mailbox, at its end. It stays the same event: what came
/// with it is found by it.
pub async fn pass_on(tx: &mut Tx, event: EventId, to: MailboxId) -> Result<()> {
    let (to, seq) = inbox::next_seq(tx, to).await?;
    on!(tx, |conn| sqlx::query(PASS_ON)
        .bind(event)
        .bind(to)
        .bind(seq)
        .execute(conn)
        .await
        .map(|_| ()))?;
    tx.ring_inbox();
    Ok(())
}

const HOLD: &str = "
    INSERT INTO held_event (event_id, question_id)
    VALUES ($1, $2)
    ON CONFLICT (event_id) DO UPDATE
    SET question_id = excluded.question_id";

/// An event waits in the history of its telephone for the answer to this question.
pub async fn hold(tx: &mut Tx, event: EventId, question: QuestionId) -> Result<()> {
    on!(tx, |conn| sqlx::query(HOLD).bind(event).bind(question).execute(conn).await.map(|_| ()))?;
    Ok(())
}

const HOLD_ON: &str = "UPDATE held_event SET question_id = $2 WHERE question_id = $1";

/// What waited for one answer waits for another.
pub async fn hold_on(tx: &mut Tx, from: QuestionId, to: QuestionId) -> Result<()> {
    on!(tx, |conn| sqlx::query(HOLD_ON).bind(from).bind(to).execute(conn).await.map(|_| ()))?;
    Ok(())
}

const HELD: &str = "
    SELECT e.id, h.question_id, e.sealed
    FROM question q
    JOIN held_event h ON h.question_id = q.id
    JOIN history e ON e.id = h.event_id
    WHERE q.mailbox_id = $1
    ORDER BY e.seq, e.id";

/// What waits on this telephone and for which answer, in the order in which it came, sealed for
/// `inbox.sealed`.
pub async fn held(tx: &mut Tx, phone: MailboxId) -> Result<Vec<(EventId, QuestionId, Vec<u8>)>> {
    Ok(on!(tx, |conn| sqlx::query_as(HELD).bind(phone).fetch_all(conn).await?))
}

const BACK: &str = "
    INSERT INTO inbox (id, mailbox_id, seq, address_id, kind, sealed, received_at)
    SELECT id, $2, $3, address_id, kind, sealed, received_at
    FROM history
    WHERE id = $1";

const FROM_HISTORY: &str = "DELETE FROM history WHERE id = $1";

const LET_GO: &str = "DELETE FROM held_event WHERE event_id = $1";

/// Somebody said for whom a held event is: it waits in that mailbox now, as the same event.
pub async fn release(tx: &mut Tx, event: EventId, to: MailboxId) -> Result<()> {
    let (to, seq) = inbox::next_seq(tx, to).await?;
    on!(tx, |conn| sqlx::query(BACK)
        .bind(event)
        .bind(to)
        .bind(seq)
        .execute(conn)
        .await
        .map(|_| ()))?;
    on!(tx, |conn| sqlx::query(FROM_HISTORY).bind(event).execute(conn).await.map(|_| ()))?;
    let_go(tx, event).await?;
    tx.ring_inbox();
    Ok(())
}

/// A held event waits for no answer any more, and stays in the history of its telephone.
pub async fn let_go(tx: &mut Tx, event: EventId) -> Result<()> {
    on!(tx, |conn| sqlx::query(LET_GO).bind(event).execute(conn).await.map(|_| ()))?;
    Ok(())
}

const CLOSE_TASK: &str = "
    UPDATE task
    SET closed_at = $3
    WHERE mailbox_id = $1
      AND question_id = $2
      AND kind = 'voor-wie'
      AND closed_at IS NULL";

/// The task that asked a colleague for whom something was is done: somebody said it after all.
pub async fn close_task(
    tx: &mut Tx,
    phone: MailboxId,
    question: QuestionId,
    now: DateTime<Utc>,
) -> Result<()> {
    on!(tx, |conn| sqlx::query(CLOSE_TASK)
        .bind(phone)
        .bind(question)
        .bind(now)
        .execute(conn)
        .await
        .map(|_| ()))?;
    Ok(())
}

const ONLY_WORDS: &str = "
    UPDATE task
    SET reason = NULL
    WHERE mailbox_id = $1
      AND question_id = $2
      AND kind = 'voor-wie'
      AND closed_at IS NULL";

/// Nobody wants to stop, but other words came along: the task only asks for whom those are.
pub async fn only_words(tx: &mut Tx, phone: MailboxId, question: QuestionId) -> Result<()> {
    on!(tx, |conn| sqlx::query(ONLY_WORDS)
        .bind(phone)
        .bind(question)
        .execute(conn)
        .await
        .map(|_| ()))?;
    tx.ring_pages();
    Ok(())
}
