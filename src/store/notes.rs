//! What colleagues write to each other beside a conversation, and whose care somebody is in.

use chrono::{DateTime, Utc};

use super::{Result, Tx, on};
use crate::ids::{GemeenteId, MailboxId, NoteId, PersonId, StaffId};

/// A note to keep.
pub struct New<'a> {
    /// As the form was drawn with.
    pub id: NoteId,
    /// Beside whose conversation.
    pub mailbox: MailboxId,
    /// Who.
    pub by: StaffId,
    /// `note` or `transfer`.
    pub kind: &'static str,
    /// What.
    pub words: &'a str,
}

const INSERT: &str = "
    INSERT INTO staff_note (id, mailbox_id, written_by, kind, sealed, written_at)
    VALUES ($1, $2, $3, $4, $5, $6)
    ON CONFLICT (id) DO NOTHING
    RETURNING id";

/// Keeps a note; false when this form was sent before.
pub async fn insert(tx: &mut Tx, new: New<'_>, now: DateTime<Utc>) -> Result<bool> {
    let sealed = tx.vault().seal("staff_note.sealed", new.words.as_bytes());
    let made: Option<NoteId> = on!(tx, |conn| sqlx::query_scalar(INSERT)
        .bind(new.id)
        .bind(new.mailbox)
        .bind(new.by)
        .bind(new.kind)
        .bind(&sealed)
        .bind(now)
        .fetch_optional(conn)
        .await?);
    tx.ring_pages();
    Ok(made.is_some())
}

/// A colleague who may be named, or who may have people in care.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Colleague {
    /// Which.
    pub id: StaffId,
    /// What they are called.
    pub name: String,
    /// What they are.
    pub role: String,
}

// A municipality has tens of colleagues.
const COLLEAGUES: &str = "
    SELECT id, name, role
    FROM staff
    WHERE gemeente_id = $1 AND disabled_at IS NULL AND role <> 'trainer'
    ORDER BY name, id";

/// The colleagues of a municipality who have to do with people.
pub async fn colleagues(tx: &mut Tx, gemeente: GemeenteId) -> Result<Vec<Colleague>> {
    Ok(on!(tx, |conn| sqlx::query_as(COLLEAGUES).bind(gemeente).fetch_all(conn).await?))
}

const OF: &str = "SELECT klantmanager_id, coach_id FROM person WHERE id = $1";

/// Whose care somebody is in: the klantmanager and the coach.
pub async fn care_of(tx: &mut Tx, person: PersonId) -> Result<(Option<StaffId>, Option<StaffId>)> {
    Ok(on!(tx, |conn| sqlx::query_as(OF).bind(person).fetch_one(conn).await?))
}

const TRANSFER: &str = "
    UPDATE person
    SET klantmanager_id = $3, updated_at = $4
    WHERE id = $1
      AND klantmanager_id IS NOT DISTINCT FROM $2
      AND klantmanager_id IS DISTINCT FROM $3
    RETURNING id";

/// Somebody goes from the care of the one klantmanager into that of the other; false when they were there, or are in
/// other care by now: of two colleagues at once the second changes nothing.
pub async fn transfer(
    tx: &mut Tx,
    person: PersonId,
    (from, to): (Option<StaffId>, StaffId),
    now: DateTime<Utc>,
) -> Result<bool> {
    let moved: Option<PersonId> = on!(tx, |conn| sqlx::query_scalar(TRANSFER)
        .bind(person)
        .bind(from)
        .bind(to)
        .bind(now)
        .fetch_optional(conn)
        .await?);
    tx.ring_pages();
    Ok(moved.is_some())
}

const MOVE_TASKS: &str = "
    UPDATE task
    SET assigned_to = $3
    WHERE mailbox_id = $1
      AND closed_at IS NULL
      AND assigned_to = $2
      AND kind <> 'genoemd'";

/// What the one had to do for somebody, the other has to do from now on.
pub async fn move_tasks(
    tx: &mut Tx,
    mailbox: MailboxId,
    (from, to): (StaffId, StaffId),
) -> Result<()> {
    on!(tx, |conn| sqlx::query(MOVE_TASKS)
        .bind(mailbox)
        .bind(from)
        .bind(to)
        .execute(conn)
        .await
        .map(|_| ()))?;
    Ok(())
}

const PREFERRED: &str = "SELECT preferred_minute FROM person WHERE id = $1";

/// At which minute of the day somebody likes to be written to, if they said so.
pub async fn preferred_minute(tx: &mut Tx, person: PersonId) -> Result<Option<i64>> {
    Ok(on!(tx, |conn| sqlx::query_scalar(PREFERRED).bind(person).fetch_one(conn).await?))
}

/// Open tasks about one person that a hand-over tells of.
const MOST: i64 = 30;

const OPEN_TASKS: &str = "
    SELECT kind, reason
    FROM task
    WHERE mailbox_id = $1 AND closed_at IS NULL
    ORDER BY opened_at, id
    LIMIT $2";

/// What colleagues still have to do for somebody: kind and reason, the oldest first.
pub async fn open_tasks(tx: &mut Tx, mailbox: MailboxId) -> Result<Vec<(String, Option<String>)>> {
    Ok(on!(tx, |conn| sqlx::query_as(OPEN_TASKS).bind(mailbox).bind(MOST).fetch_all(conn).await?))
}
