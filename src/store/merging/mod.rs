//! Two entries become one person, and two again: what belongs to a person ([`owned`]), what a merge changed
//! ([`journal`]), and the record of it.
//!
//! Who goes is a person no more: the row itself stands in the sealed journal, so that nothing that reads people has to
//! know of merging. Does not decide what is taken over: `acts/merge_people` does.

use chrono::{DateTime, Utc};

use super::board::Viewer;
use super::{Result, Tx, on};
use crate::ids::{AddressId, GemeenteId, MailboxId, MergeId, PersonId, StaffId};

pub mod ending;
pub mod fields;
pub mod journal;
pub mod owned;
#[cfg(test)]
mod tests;

pub use journal::{Journal, Scope};

/// A merge. Deliberately without `Debug`: it is personal data.
#[derive(Clone, sqlx::FromRow)]
pub struct Merge {
    /// Which.
    pub id: MergeId,
    /// Of which municipality.
    pub gemeente_id: GemeenteId,
    /// Who stayed.
    pub person_id: PersonId,
    /// The klantnummer of who stayed.
    pub stayed: String,
    /// Who went.
    pub gone_id: PersonId,
    /// The mailbox of who went.
    pub gone_mailbox_id: MailboxId,
    /// The klantnummer of who went.
    pub klantnummer: String,
    /// Which colleague did it.
    pub merged_by: StaffId,
    /// Their name.
    pub by: String,
    /// When, civil.
    pub merged_at: DateTime<Utc>,
    /// Until when it can be undone, civil.
    pub undo_until: DateTime<Utc>,
    /// It can be undone, as far as the rows go.
    pub has_journal: bool,
    /// Which colleague undid it.
    pub undone_by_id: Option<StaffId>,
    /// Their name.
    pub undone_by: Option<String>,
    /// When, civil.
    pub undone_at: Option<DateTime<Utc>>,
}

macro_rules! merges {
    ($where:literal) => {
        concat!(
            "
    SELECT g.id, g.gemeente_id, g.person_id, p.klantnummer AS stayed, g.gone_id, g.gone_mailbox_id,
           g.klantnummer, g.merged_by,
           s.name AS by, g.merged_at, g.undo_until, (g.sealed IS NOT NULL) AS has_journal,
           g.undone_by AS undone_by_id, u.name AS undone_by, g.undone_at
    FROM person_merge g
    JOIN person p ON p.id = g.person_id
    JOIN staff s ON s.id = g.merged_by
    LEFT JOIN staff u ON u.id = g.undone_by
    WHERE ",
            $where
        )
    };
}

/// A merge to be noted.
pub struct NewMerge<'a> {
    /// Made when the form was drawn.
    pub id: MergeId,
    /// Who stays.
    pub stays: PersonId,
    /// Who went, and the mailbox that stays behind.
    pub gone: (PersonId, MailboxId),
    /// The klantnummer of who went.
    pub klantnummer: &'a str,
    /// Until when it can be undone.
    pub undo_until: DateTime<Utc>,
    /// What was changed.
    pub journal: &'a Journal,
}

const NOTE: &str = "
    INSERT INTO person_merge (id, gemeente_id, person_id, gone_id, gone_mailbox_id, klantnummer, merged_by,
        merged_at, undo_until, sealed)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";

/// Notes a merge.
pub async fn note(tx: &mut Tx, new: NewMerge<'_>, by: Viewer, now: DateTime<Utc>) -> Result<()> {
    let sealed = tx.vault().seal_json("person_merge.sealed", new.journal)?;
    on!(tx, |conn| sqlx::query(NOTE)
        .bind(new.id)
        .bind(by.gemeente)
        .bind(new.stays)
        .bind(new.gone.0)
        .bind(new.gone.1)
        .bind(new.klantnummer)
        .bind(by.staff)
        .bind(now)
        .bind(new.undo_until)
        .bind(&sealed)
        .execute(conn)
        .await
        .map(|_| ()))?;
    tx.ring_pages();
    Ok(())
}

const ONE: &str = merges!("g.id = $1 AND g.gemeente_id = $2");

/// A merge of this municipality.
pub async fn one(tx: &mut Tx, id: MergeId, gemeente: GemeenteId) -> Result<Option<Merge>> {
    Ok(on!(tx, |conn| sqlx::query_as(ONE).bind(id).bind(gemeente).fetch_optional(conn).await?))
}

const OF: &str = merges!("g.person_id = $1 ORDER BY g.merged_at DESC, g.id DESC");
const WAS: &str = merges!("g.gone_id = $1 ORDER BY g.merged_at DESC, g.id DESC");

/// Whom somebody took in, the last first; undone ones too.
pub async fn of(tx: &mut Tx, person: PersonId) -> Result<Vec<Merge>> {
    Ok(on!(tx, |conn| sqlx::query_as(OF).bind(person).fetch_all(conn).await?))
}

/// Who took somebody in, the last first; undone ones too.
pub async fn was(tx: &mut Tx, gone: PersonId) -> Result<Vec<Merge>> {
    Ok(on!(tx, |conn| sqlx::query_as(WAS).bind(gone).fetch_all(conn).await?))
}

/// By whom somebody who is no person any more was taken in, if that holds.
pub async fn went(tx: &mut Tx, gone: PersonId, gemeente: GemeenteId) -> Result<Option<Merge>> {
    let holds = |merge: &Merge| merge.undone_at.is_none() && merge.gemeente_id == gemeente;
    Ok(was(tx, gone).await?.into_iter().find(holds))
}

const JOURNAL: &str = "SELECT sealed FROM person_merge WHERE id = $1";

/// What a merge changed; None: that is not kept any more.
pub async fn journal_of(tx: &mut Tx, id: MergeId) -> Result<Option<Journal>> {
    let sealed: Option<Vec<u8>> =
        on!(tx, |conn| sqlx::query_scalar(JOURNAL).bind(id).fetch_one(conn).await?);
    sealed.map(|sealed| tx.vault().open_json("person_merge.sealed", &sealed)).transpose()
}

const UNDONE: &str = "
    UPDATE person_merge
    SET undone_by = $2, undone_at = $3, sealed = NULL
    WHERE id = $1 AND undone_at IS NULL";

/// A merge does not hold any more.
pub async fn undone(tx: &mut Tx, id: MergeId, by: StaffId, now: DateTime<Utc>) -> Result<()> {
    on!(tx, |conn| sqlx::query(UNDONE)
        .bind(id)
        .bind(by)
        .bind(now)
        .execute(conn)
        .await
        .map(|_| ()))?;
    tx.ring_pages();
    Ok(())
}

const OVER: &str =
    "UPDATE person_merge SET sealed = NULL WHERE sealed IS NOT NULL AND undo_until < $1";

/// Forgets what cannot be undone any more; `now` is civil.
pub async fn sweep(tx: &mut Tx, now: DateTime<Utc>) -> Result<()> {
    on!(tx, |conn| sqlx::query(OVER).bind(now).execute(conn).await.map(|_| ()))?;
    Ok(())
}

const GONE: &str = "DELETE FROM person WHERE id = $1";
const LEADS_ON: &str = "UPDATE mailbox SET merged_into = $2 WHERE id = $1";

/// Somebody is a person no more: whatever comes to their mailbox goes to that of who stays.
pub async fn take_away(
    tx: &mut Tx,
    person: PersonId,
    (from, into): (MailboxId, MailboxId),
) -> Result<()> {
    on!(tx, |conn| sqlx::query(GONE).bind(person).execute(conn).await.map(|_| ()))?;
    on!(tx, |conn| sqlx::query(LEADS_ON).bind(from).bind(into).execute(conn).await.map(|_| ()))?;
    Ok(())
}

const TOGETHER: &str = "
    UPDATE address_share
    SET since = (SELECT MIN(o.since) FROM address_share o WHERE o.address_id = $1 AND o.mailbox_id IN ($2, $3)),
        wrote_at = (SELECT MAX(o.wrote_at) FROM address_share o WHERE o.address_id = $1 AND o.mailbox_id IN ($2, $3))
    WHERE address_id = $1 AND mailbox_id = $3";

/// What was written from a telephone by either is of who stays.
pub async fn wrote_together(
    tx: &mut Tx,
    address: AddressId,
    (from, into): (MailboxId, MailboxId),
) -> Result<()> {
    on!(tx, |conn| sqlx::query(TOGETHER)
        .bind(address)
        .bind(from)
        .bind(into)
        .execute(conn)
        .await
        .map(|_| ()))?;
    Ok(())
}
