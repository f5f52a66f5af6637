//! Letters on paper: who needs one, and what became of it.
//!
//! Whoever changes a letter takes it first ([`take`]), so that of two colleagues who press at the same
//! time the second sees what the first did.

use chrono::{DateTime, Utc};

mod lists;

pub use lists::{Listed, MOST, Wanted, counts, list, needs_second, wanted};

use super::{Result, Tx, on};
use crate::ids::{
    AttemptId, GemeenteId, InvitationId, LetterId, MailboxId, PersonId, StaffId, TaskId,
};
use crate::trade::letter::LetterKind;

/// A letter to be.
#[derive(Clone, Copy, Debug)]
pub struct NewLetter<'a> {
    /// Of which municipality.
    pub gemeente: GemeenteId,
    /// To whom.
    pub person: PersonId,
    /// Their mailbox.
    pub mailbox: MailboxId,
    /// The task that asked for it.
    pub task: Option<TaskId>,
    /// The letter that led to nothing.
    pub follows: Option<LetterId>,
    /// What for.
    pub kind: LetterKind,
    /// Code of the language of the half that is not Dutch.
    pub language: &'a str,
    /// Who made it; None: by command.
    pub by: Option<StaffId>,
}

const INSERT: &str = "
    INSERT INTO letter (id, gemeente_id, person_id, mailbox_id, task_id, follows, kind, language,
                        made_at, made_by)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";

/// Adds a letter; `now` is civil, as in all of this file.
pub async fn insert(tx: &mut Tx, new: NewLetter<'_>, now: DateTime<Utc>) -> Result<LetterId> {
    let id = LetterId::fresh();
    on!(tx, |conn| sqlx::query(INSERT)
        .bind(id)
        .bind(new.gemeente)
        .bind(new.person)
        .bind(new.mailbox)
        .bind(new.task)
        .bind(new.follows)
        .bind(new.kind.as_str())
        .bind(new.language)
        .bind(now)
        .bind(new.by)
        .execute(conn)
        .await
        .map(|_| ()))?;
    Ok(id)
}

/// A letter, and to whom it goes. Deliberately without `Debug`: it is personal data.
#[derive(Clone, sqlx::FromRow)]
pub struct LetterRow {
    /// Which.
    pub id: LetterId,
    /// To whom.
    pub person_id: PersonId,
    /// Their mailbox.
    pub mailbox_id: MailboxId,
    /// The task that asked for it.
    pub task_id: Option<TaskId>,
    /// A `LetterKind`.
    pub kind: String,
    /// Code of the language of the half that is not Dutch.
    pub language: String,
    /// Of the newest print.
    pub invitation_id: Option<InvitationId>,
    /// Its try to reach somebody, once posted.
    pub attempt_id: Option<AttemptId>,
    /// When last.
    pub printed_at: Option<DateTime<Utc>>,
    /// When.
    pub posted_at: Option<DateTime<Utc>>,
    /// When.
    pub returned_at: Option<DateTime<Utc>>,
    /// When.
    pub dropped_at: Option<DateTime<Utc>>,
}

const TAKE: &str = "
    UPDATE letter
    SET made_at = made_at
    WHERE id = $1 AND gemeente_id = $2
    RETURNING id, person_id, mailbox_id, task_id, kind, language, invitation_id, attempt_id,
              printed_at, posted_at, returned_at, dropped_at";

/// A letter of this municipality, locked until the end of the transaction.
pub async fn take(
    tx: &mut Tx,
    letter: LetterId,
    gemeente: GemeenteId,
) -> Result<Option<LetterRow>> {
    Ok(on!(tx, |conn| sqlx::query_as(TAKE)
        .bind(letter)
        .bind(gemeente)
        .fetch_optional(conn)
        .await?))
}

/// To whom a letter goes. Deliberately without `Debug`: it is personal data.
#[derive(Clone, sqlx::FromRow)]
pub struct Addressee {
    /// As imported.
    pub name: String,
    /// The municipality's own key.
    pub klantnummer: String,
    /// Sealed for `person.postal_sealed`.
    pub postal_sealed: Option<Vec<u8>>,
    /// Who guides them.
    pub klantmanager_id: Option<StaffId>,
    /// Their name.
    pub klantmanager: Option<String>,
}

const ADDRESSEE: &str = "
    SELECT p.name, p.klantnummer, p.postal_sealed, p.klantmanager_id, k.name AS klantmanager
    FROM person p
    LEFT JOIN staff k ON k.id = p.klantmanager_id
    WHERE p.id = $1";

/// The name and address of a person.
pub async fn addressee(tx: &mut Tx, person: PersonId) -> Result<Addressee> {
    Ok(on!(tx, |conn| sqlx::query_as(ADDRESSEE).bind(person).fetch_one(conn).await?))
}

const PRINTED: &str = "
    UPDATE letter
    SET printed_at = $2, printed_by = $3, invitation_id = $4
    WHERE id = $1";

/// It was printed, with these codes.
pub async fn printed(
    tx: &mut Tx,
    letter: LetterId,
    invitation: InvitationId,
    (by, now): (Option<StaffId>, DateTime<Utc>),
) -> Result<()> {
    on!(tx, |conn| sqlx::query(PRINTED)
        .bind(letter)
        .bind(now)
        .bind(by)
        .bind(invitation)
        .execute(conn)
        .await
        .map(|_| ()))?;
    Ok(())
}

const ATTEMPT: &str = "
    INSERT INTO contact_attempt (id, mailbox_id, question_id, route, task_id, at)
    VALUES ($1, $2, (SELECT t.question_id FROM task t WHERE t.id = $3), 'brief', $3, $4)";

const POSTED: &str = "
    UPDATE letter
    SET posted_at = $2, posted_by = $3, attempt_id = $4
    WHERE id = $1";

/// It was posted: from now on it is a try to reach somebody.
pub async fn posted(
    tx: &mut Tx,
    letter: &LetterRow,
    (by, now): (Option<StaffId>, DateTime<Utc>),
) -> Result<()> {
    let attempt = AttemptId::fresh();
    on!(tx, |conn| sqlx::query(ATTEMPT)
        .bind(attempt)
        .bind(letter.mailbox_id)
        .bind(letter.task_id)
        .bind(now)
        .execute(conn)
        .await
        .map(|_| ()))?;
    on!(tx, |conn| sqlx::query(POSTED)
        .bind(letter.id)
        .bind(now)
        .bind(by)
        .bind(attempt)
        .execute(conn)
        .await
        .map(|_| ()))?;
    tx.ring_pages();
    Ok(())
}

const CLOSE_TASKS: &str = "
    UPDATE task
    SET closed_at = $2, closed_by = $3
    WHERE mailbox_id = $1
      AND kind IN ('geen-adres', 'brief')
      AND closed_at IS NULL
    RETURNING id";

/// The tasks to write to this person are done.
pub async fn close_tasks(
    tx: &mut Tx,
    mailbox: MailboxId,
    (by, now): (Option<StaffId>, DateTime<Utc>),
) -> Result<Vec<TaskId>> {
    Ok(on!(tx, |conn| sqlx::query_scalar(CLOSE_TASKS)
        .bind(mailbox)
        .bind(now)
        .bind(by)
        .fetch_all(conn)
        .await?))
}

const RETURNED: &str = "UPDATE letter SET returned_at = $2, returned_by = $3 WHERE id = $1";

const FAILED: &str = "UPDATE contact_attempt SET failed_at = $2 WHERE id = $1";

/// It came back: the try reached nobody.
pub async fn returned(
    tx: &mut Tx,
    letter: &LetterRow,
    (by, now): (Option<StaffId>, DateTime<Utc>),
) -> Result<()> {
    on!(tx, |conn| sqlx::query(RETURNED)
        .bind(letter.id)
        .bind(now)
        .bind(by)
        .execute(conn)
        .await
        .map(|_| ()))?;
    on!(tx, |conn| sqlx::query(FAILED)
        .bind(letter.attempt_id)
        .bind(now)
        .execute(conn)
        .await
        .map(|_| ()))?;
    tx.ring_pages();
    Ok(())
}

const DROPPED: &str = "UPDATE letter SET dropped_at = $2, dropped_by = $3 WHERE id = $1";

/// It is not needed after all.
pub async fn dropped(
    tx: &mut Tx,
    letter: LetterId,
    (by, now): (Option<StaffId>, DateTime<Utc>),
) -> Result<()> {
    on!(tx, |conn| sqlx::query(DROPPED)
        .bind(letter)
        .bind(now)
        .bind(by)
        .execute(conn)
        .await
        .map(|_| ()))?;
    Ok(())
}

const ANSWERED: &str = "
    UPDATE letter
    SET answered_at = $2
    WHERE invitation_id = $1 AND answered_at IS NULL";

/// Its code was used.
pub async fn answered(tx: &mut Tx, invitation: InvitationId, now: DateTime<Utc>) -> Result<()> {
    on!(tx, |conn| sqlx::query(ANSWERED)
        .bind(invitation)
        .bind(now)
        .execute(conn)
        .await
        .map(|_| ()))?;
    Ok(())
}
