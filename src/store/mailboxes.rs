//! Mailboxes, the addresses that belong to them, and whose they are.

use chrono::{DateTime, Utc};

use super::{Conn, Result, Tx, on, people};
use crate::ids::{AddressId, GemeenteId, InvitationId, MailboxId, PersonId, StaffId};
use crate::message::{ChannelId, ChannelKind};
use crate::trade::person::Language;

/// Where something from outside belongs.
#[derive(Clone, Copy, Debug)]
pub struct Arrival {
    /// The address it came from.
    pub address_id: AddressId,
    /// The mailbox it goes to.
    pub mailbox_id: MailboxId,
}

/// A channel, as far as rows must know it.
#[derive(Clone, Debug)]
pub struct ChannelRef {
    /// Its id in the configuration.
    pub id: ChannelId,
    /// Its wire protocol.
    pub kind: ChannelKind,
    /// Its municipality.
    pub gemeente: GemeenteId,
}

const NEW_MAILBOX: &str = "
    INSERT INTO mailbox (id, gemeente_id, kind, language, created_at)
    VALUES ($1, $2, $3, $4, $5)";

/// Makes a mailbox of `kind` (`person`, `address`, `operator`).
pub async fn make_mailbox(
    tx: &mut Tx,
    gemeente: GemeenteId,
    kind: &str,
    language: Language,
    now: DateTime<Utc>,
) -> Result<MailboxId> {
    let id = MailboxId::fresh();
    on!(tx, |conn| sqlx::query(NEW_MAILBOX)
        .bind(id)
        .bind(gemeente)
        .bind(kind)
        .bind(language.as_str())
        .bind(now)
        .execute(conn)
        .await
        .map(|_| ()))?;
    Ok(id)
}

// Served by the unique index mailbox_of_operators.
const OPERATORS: &str = "
    INSERT INTO mailbox (id, gemeente_id, kind, language, created_at)
    VALUES ($1, $2, 'operator', 'nl', $3)
    ON CONFLICT (gemeente_id) WHERE kind = 'operator' DO UPDATE
    SET kind = excluded.kind
    RETURNING id";

/// The mailbox for what is about nobody; made when there is none yet.
pub async fn operators(tx: &mut Tx, gemeente: GemeenteId, now: DateTime<Utc>) -> Result<MailboxId> {
    Ok(on!(tx, |conn| sqlx::query_scalar(OPERATORS)
        .bind(MailboxId::fresh())
        .bind(gemeente)
        .bind(now)
        .fetch_one(conn)
        .await?))
}

const LOCK: &str = "
    SELECT id
    FROM mailbox
    WHERE id = ANY($1)
    ORDER BY id
    FOR UPDATE";

/// Locks mailboxes in one order, so that two processes that need several of the same never wait
/// for each other in a circle. SQLite has one writer, and needs no locks.
pub async fn lock(tx: &mut Tx, mailboxes: impl IntoIterator<Item = MailboxId>) -> Result<()> {
    if let Conn::Postgres(open) = &mut tx.conn {
        let mut ids: Vec<uuid::Uuid> = mailboxes.into_iter().map(|m| m.0).collect();
        ids.sort();
        ids.dedup();
        sqlx::query(LOCK).bind(&ids).fetch_all(&mut **open).await?;
    }
    Ok(())
}

/// A mailbox and whose it is.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct MailboxRow {
    /// Which.
    pub id: MailboxId,
    /// Of which municipality.
    pub gemeente_id: GemeenteId,
    /// Its CBS code, by which policies name it.
    pub gemeente_code: String,
    /// Its name, for texts.
    pub gemeente_name: String,
    /// Code of a [`Language`].
    pub language: String,
    /// Said "stop".
    pub stopped_at: Option<DateTime<Utc>>,
    /// A colleague talks.
    pub taken_over_at: Option<DateTime<Utc>>,
    /// Which colleague, if it is known.
    pub taken_over_by: Option<StaffId>,
    /// Something that a colleague wrote waits until the person writes.
    pub has_held: bool,
    /// Whose it is, if anybody's.
    pub person_id: Option<PersonId>,
    /// As imported.
    pub person_name: Option<String>,
    /// Who coaches.
    pub coach_id: Option<StaffId>,
    /// Who guides.
    pub klantmanager_id: Option<StaffId>,
    /// Agreed, outside this service, to be written to on WhatsApp.
    pub whatsapp_consent: bool,
    /// Of a telephone that several people use.
    pub is_phone: bool,
    /// What begins something shows only after a tap.
    pub covers: bool,
    /// Recordings go along with messages.
    pub hears: bool,
    /// Something waits behind a neutral message, and was not read.
    pub has_unread: bool,
    /// When they were last asked whether a text was clear, civil.
    pub clear_asked_at: Option<DateTime<Utc>>,
}

const LOAD: &str = "
    SELECT m.id, m.gemeente_id, g.code AS gemeente_code, g.name AS gemeente_name, m.language,
           m.stopped_at, m.taken_over_at, m.taken_over_by,
           EXISTS (SELECT 1
                   FROM staff_message w
                   WHERE w.mailbox_id = m.id AND w.ended_at IS NULL AND w.held_at IS NOT NULL) AS has_held,
           p.id AS person_id, p.name AS person_name, p.coach_id, p.klantmanager_id,
           (p.whatsapp_consent_on IS NOT NULL) AS whatsapp_consent, (m.kind = 'phone') AS is_phone,
           (m.covered_since IS NOT NULL) AS covers, (m.voice_off_since IS NULL) AS hears,
           EXISTS (SELECT 1
                   FROM covered_message c
                   WHERE c.mailbox_id = m.id AND c.opened_at IS NULL) AS has_unread,
           (SELECT MAX(k.asked_at) FROM clear_question k WHERE k.mailbox_id = m.id)
               AS clear_asked_at
    FROM mailbox m
    JOIN gemeente g ON g.id = m.gemeente_id
    LEFT JOIN person p ON p.mailbox_id = m.id
    WHERE m.id = $1";

/// A mailbox by its id.
pub async fn load(tx: &mut Tx, mailbox: MailboxId) -> Result<MailboxRow> {
    Ok(on!(tx, |conn| sqlx::query_as(LOAD).bind(mailbox).fetch_one(conn).await?))
}

/// An address of a mailbox.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct AddressRow {
    /// Which.
    pub id: AddressId,
    /// Id of its channel.
    pub channel: String,
    /// Code of a [`ChannelKind`].
    pub kind: String,
    /// When this person last wrote from here.
    pub last_inbound_at: Option<DateTime<Utc>>,
    /// Blocked, or without an account.
    pub unreachable_at: Option<DateTime<Utc>>,
    /// Others use it too.
    pub shared: bool,
    /// Somebody said "stop" here, and who is not known yet: we begin nothing.
    pub hushed: bool,
    /// Linked by a letter, and nobody proved yet who they are: only the first name shows.
    pub unproven: bool,
}

const SET_LANGUAGE: &str = "UPDATE mailbox SET language = $2 WHERE id = $1";

/// Talk in this language from now on.
pub async fn set_language(tx: &mut Tx, mailbox: MailboxId, language: Language) -> Result<()> {
    on!(tx, |conn| sqlx::query(SET_LANGUAGE)
        .bind(mailbox)
        .bind(language.as_str())
        .execute(conn)
        .await
        .map(|_| ()))?;
    Ok(())
}

const SET_STOPPED: &str = "UPDATE mailbox SET stopped_at = $2 WHERE id = $1";

/// No more messages (`Some`), or messages again (`None`).
pub async fn set_stopped(tx: &mut Tx, mailbox: MailboxId, at: Option<DateTime<Utc>>) -> Result<()> {
    on!(tx, |conn| sqlx::query(SET_STOPPED)
        .bind(mailbox)
        .bind(at)
        .execute(conn)
        .await
        .map(|_| ()))?;
    Ok(())
}

const HAND_OVER: &str =
    "UPDATE mailbox SET taken_over_at = COALESCE(taken_over_at, $2) WHERE id = $1";

/// A colleague talks from now on.
pub async fn hand_over(tx: &mut Tx, mailbox: MailboxId, now: DateTime<Utc>) -> Result<()> {
    on!(tx, |conn| sqlx::query(HAND_OVER).bind(mailbox).bind(now).execute(conn).await.map(|_| ()))?;
    Ok(())
}

const TAKE_OVER: &str = "
    UPDATE mailbox
    SET taken_over_at = CASE WHEN taken_over_at IS NOT NULL AND taken_over_by = $2 THEN taken_over_at
                             ELSE $3 END,
        taken_over_by = $2
    WHERE id = $1";

/// This colleague talks from now on; who did already, since before.
pub async fn take_over(
    tx: &mut Tx,
    mailbox: MailboxId,
    by: StaffId,
    now: DateTime<Utc>,
) -> Result<()> {
    on!(tx, |conn| sqlx::query(TAKE_OVER)
        .bind(mailbox)
        .bind(by)
        .bind(now)
        .execute(conn)
        .await
        .map(|_| ()))?;
    tx.ring_pages();
    Ok(())
}

const HAND_BACK: &str =
    "UPDATE mailbox SET taken_over_at = NULL, taken_over_by = NULL WHERE id = $1";

/// The bot talks from now on.
pub async fn hand_back(tx: &mut Tx, mailbox: MailboxId) -> Result<()> {
    on!(tx, |conn| sqlx::query(HAND_BACK).bind(mailbox).execute(conn).await.map(|_| ()))?;
    tx.ring_pages();
    Ok(())
}

/// An invitation, as far as its use must know it.
#[derive(Clone, Copy, Debug, sqlx::FromRow)]
pub struct InvitationRow {
    /// Which.
    pub id: InvitationId,
    /// For whom.
    pub person_id: PersonId,
    /// The mailbox of that person.
    pub mailbox_id: MailboxId,
    /// Worthless after this.
    pub expires_at: DateTime<Utc>,
    /// The address that used it.
    pub used_by: Option<AddressId>,
    /// It stands in a letter, which whoever has the paper can use.
    pub by_letter: bool,
}

const INVITATION: &str = "
    SELECT i.id, i.person_id, p.mailbox_id, i.expires_at, i.used_by,
           (i.short_hash IS NOT NULL) AS by_letter
    FROM invitation i
    JOIN person p ON p.id = i.person_id
    WHERE i.token_hash = $1";

/// The invitation with this token.
pub async fn invitation(tx: &mut Tx, token: &str) -> Result<Option<InvitationRow>> {
    let hash = tx.vault().hash("invitation", token);
    Ok(on!(tx, |conn| sqlx::query_as(INVITATION).bind(&hash).fetch_optional(conn).await?))
}

const BY_SHORT_CODE: &str = "
    SELECT i.id, i.person_id, p.mailbox_id, i.expires_at, i.used_by, TRUE AS by_letter
    FROM invitation i
    JOIN person p ON p.id = i.person_id
    WHERE i.short_hash = $1";

/// The invitation with this code of a letter, as `trade::short_code` keeps it.
pub async fn invitation_by_code(tx: &mut Tx, code: &str) -> Result<Option<InvitationRow>> {
    let hash = tx.vault().hash("invitation-short", code);
    Ok(on!(tx, |conn| sqlx::query_as(BY_SHORT_CODE).bind(&hash).fetch_optional(conn).await?))
}

const USE_INVITATION: &str = "
    UPDATE invitation
    SET used_at = $2, used_by = $3
    WHERE id = $1 AND used_at IS NULL
    RETURNING id";

/// Uses an invitation for an address; false when another was first.
pub async fn use_invitation(
    tx: &mut Tx,
    invitation: InvitationId,
    address: AddressId,
    now: DateTime<Utc>,
) -> Result<bool> {
    let used: Option<InvitationId> = on!(tx, |conn| sqlx::query_scalar(USE_INVITATION)
        .bind(invitation)
        .bind(now)
        .bind(address)
        .fetch_optional(conn)
        .await?);
    Ok(used.is_some())
}

const LOCK_BOTH: &str = "
    UPDATE mailbox
    SET last_seq = (SELECT MAX(last_seq) FROM mailbox WHERE id IN ($1, $2))
    WHERE id IN ($1, $2)";

// The moved events get places after everything that waits already, in their own order.
const MOVE_INBOX: &str = "
    UPDATE inbox
    SET mailbox_id = $2, seq = seq + (SELECT last_seq FROM mailbox WHERE id = $2)
    WHERE mailbox_id = $1";

const RAISE: &str = "
    UPDATE mailbox
    SET last_seq = (SELECT COALESCE(MAX(i.seq), 0) FROM inbox i WHERE i.mailbox_id = $1) + last_seq
    WHERE id = $1";

const MOVE_ADDRESS: &str =
    "UPDATE address SET mailbox_id = $2, person_id = $3 WHERE mailbox_id = $1";

const MERGED: &str = "UPDATE mailbox SET merged_into = $2 WHERE id = $1";

const MOVE: &[&str] = &[
    "UPDATE conversation SET mailbox_id = $2 WHERE mailbox_id = $1",
    "UPDATE question SET mailbox_id = $2 WHERE mailbox_id = $1",
    "UPDATE wait SET mailbox_id = $2 WHERE mailbox_id = $1",
    "UPDATE answer SET mailbox_id = $2 WHERE mailbox_id = $1",
    "UPDATE practice_hours SET mailbox_id = $2 WHERE mailbox_id = $1",
    "UPDATE history SET mailbox_id = $2 WHERE mailbox_id = $1",
    "UPDATE outbox SET mailbox_id = $2 WHERE mailbox_id = $1",
    "UPDATE task SET mailbox_id = $2 WHERE mailbox_id = $1 AND closed_at IS NOT NULL",
    "UPDATE contact_attempt SET mailbox_id = $2 WHERE mailbox_id = $1",
    "UPDATE staff_message SET mailbox_id = $2 WHERE mailbox_id = $1",
    "UPDATE staff_note SET mailbox_id = $2 WHERE mailbox_id = $1",
    "UPDATE translation SET mailbox_id = $2 WHERE mailbox_id = $1",
];

// Two strangers have become one, still a stranger: what a colleague must do stays.
const MOVE_TASKS: &str = "
    UPDATE task
    SET mailbox_id = $2
    WHERE mailbox_id = $1
      AND closed_at IS NULL
      AND NOT EXISTS (
        SELECT 1
        FROM task o
        WHERE o.mailbox_id = $2
          AND o.kind = task.kind
          AND o.cause = task.cause
          AND o.closed_at IS NULL)";

// Somebody unknown has become somebody known: that task is done.
const CLOSE_UNKNOWN: &str = "
    UPDATE task
    SET closed_at = $2
    WHERE mailbox_id = $1 AND closed_at IS NULL";

// Somebody who could not be reached brought an address.
const CLOSE_NO_ADDRESS: &str = "
    UPDATE task
    SET closed_at = $2
    WHERE mailbox_id = $1
      AND kind IN ('geen-adres', 'brief')
      AND closed_at IS NULL";

/// This person can be reached, after all.
pub async fn is_reached(tx: &mut Tx, mailbox: MailboxId, now: DateTime<Utc>) -> Result<()> {
    on!(tx, |conn| sqlx::query(CLOSE_NO_ADDRESS)
        .bind(mailbox)
        .bind(now)
        .execute(conn)
        .await
        .map(|_| ()))?;
    Ok(())
}

/// Gives an address's mailbox, with everything in it, to a person, or to another stranger who turns
/// out to be the same; both are locked.
pub async fn merge(
    tx: &mut Tx,
    from: MailboxId,
    into: MailboxId,
    person: Option<PersonId>,
    now: DateTime<Utc>,
) -> Result<()> {
    if from == into {
        return Ok(());
    }
    run(tx, LOCK_BOTH, from, into).await?;
    run(tx, MOVE_INBOX, from, into).await?;
    on!(tx, |conn| sqlx::query(RAISE).bind(into).execute(conn).await.map(|_| ()))?;
    on!(tx, |conn| sqlx::query(MOVE_ADDRESS)
        .bind(from)
        .bind(into)
        .bind(person)
        .execute(conn)
        .await
        .map(|_| ()))?;
    match person {
        Some(person) => people::has_address(tx, person, now).await?,
        None => run(tx, MOVE_TASKS, from, into).await?,
    }
    on!(tx, |conn| sqlx::query(CLOSE_UNKNOWN)
        .bind(from)
        .bind(now)
        .execute(conn)
        .await
        .map(|_| ()))?;
    is_reached(tx, into, now).await?;
    for sql in MOVE {
        run(tx, sql, from, into).await?;
    }
    run(tx, MERGED, from, into).await
}

async fn run(tx: &mut Tx, sql: &'static str, from: MailboxId, into: MailboxId) -> Result<()> {
    on!(tx, |conn| sqlx::query(sql).bind(from).bind(into).execute(conn).await.map(|_| ()))?;
    Ok(())
}
