//! The audit trail: which colleague did what, to what, when; one chain per municipality.
//!
//! Entries hold ids, codes and counts only, so that they survive the erasure of a person. Each carries
//! a keyed hash of the one before it and of itself ([`chain`]), so that a change, a removal or another
//! order is found ([`verify`]), also by whoever can write the database but has no key.
//!
//! What is noted is written at the end of its transaction, just before the commit: the lock that keeps
//! the order of a chain is then the last one that is taken, and held for no longer than the commit.

use chrono::{DateTime, Utc};
use serde_json::Value;
use uuid::Uuid;

use super::{Result, Tx, on};
use crate::ids::{AuditId, GemeenteId, StaffId};

pub mod chain;
pub mod search;
pub mod verify;

#[cfg(test)]
mod tests;

use chain::{Ends, Entry};

/// What was acted upon: the kind of thing, and which one.
pub type Subject = (&'static str, Uuid);

/// Something to be noted when its transaction ends.
pub(super) struct Noted {
    gemeente: GemeenteId,
    by: Option<StaffId>,
    act: &'static str,
    subject: Option<Subject>,
    detail: Value,
    at: DateTime<Utc>,
}

/// Notes an act in the transaction that performs it: the entry is there after its commit. `by` is None
/// for the command line and for the service itself; `detail` holds ids and counts, never names or words.
pub async fn note(
    tx: &mut Tx,
    gemeente: GemeenteId,
    by: Option<StaffId>,
    act: &'static str,
    subject: Option<Subject>,
    detail: Value,
    now: DateTime<Utc>,
) -> Result<()> {
    tx.noted.push(Noted { gemeente, by, act, subject, detail, at: now });
    Ok(())
}

/// Writes what was noted, in the order in which it was.
pub(super) async fn write(tx: &mut Tx) -> Result<()> {
    let mut noted = std::mem::take(&mut tx.noted);
    // two transactions that note for the same two municipalities never wait for each other
    noted.sort_by_key(|one| one.gemeente);
    for of_one in noted.chunk_by(|a, b| a.gemeente == b.gemeente) {
        append(tx, of_one).await?;
    }
    Ok(())
}

// The update that changes nothing is there to lock the row on PostgreSQL.
const LOCK: &str = "
    INSERT INTO audit_chain (gemeente_id, first_seq, before_hash, last_seq, last_hash, proof)
    VALUES ($1, 1, $2, 0, $2, $3)
    ON CONFLICT (gemeente_id) DO UPDATE SET last_seq = audit_chain.last_seq
    RETURNING gemeente_id, first_seq, before_hash, last_seq, last_hash, proof";

async fn lock(tx: &mut Tx, gemeente: GemeenteId) -> Result<Ends> {
    let begin = Ends::new(gemeente);
    let proof = begin.proven(tx.vault());
    Ok(on!(tx, |conn| sqlx::query_as(LOCK)
        .bind(gemeente)
        .bind(&begin.before_hash)
        .bind(&proof)
        .fetch_one(conn)
        .await?))
}

const MOVE: &str = "
    UPDATE audit_chain
    SET first_seq = $2, before_hash = $3, last_seq = $4, last_hash = $5, proof = $6
    WHERE gemeente_id = $1";

async fn keep(tx: &mut Tx, ends: &Ends) -> Result<()> {
    let proof = ends.proven(tx.vault());
    on!(tx, |conn| sqlx::query(MOVE)
        .bind(ends.gemeente_id)
        .bind(ends.first_seq)
        .bind(&ends.before_hash)
        .bind(ends.last_seq)
        .bind(&ends.last_hash)
        .bind(&proof)
        .execute(conn)
        .await
        .map(|_| ()))?;
    Ok(())
}

const INSERT: &str = "
    INSERT INTO audit_entry (
        id, gemeente_id, seq, staff_id, act, subject, subject_id, at, detail, hash)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";

async fn append(tx: &mut Tx, noted: &[Noted]) -> Result<()> {
    let Some(first) = noted.first() else { return Ok(()) };
    let mut ends = lock(tx, first.gemeente).await?;
    for one in noted {
        let entry = Entry {
            id: AuditId::fresh(),
            gemeente_id: one.gemeente,
            seq: ends.last_seq + 1,
            staff_id: one.by,
            act: one.act.to_owned(),
            subject: one.subject.map(|(kind, _)| kind.to_owned()),
            subject_id: one.subject.map(|(_, id)| id),
            at: one.at,
            detail: one.detail.clone(),
        };
        let hash = entry.link(tx.vault(), &ends.last_hash);
        on!(tx, |conn| sqlx::query(INSERT)
            .bind(entry.id)
            .bind(entry.gemeente_id)
            .bind(entry.seq)
            .bind(entry.staff_id)
            .bind(&entry.act)
            .bind(&entry.subject)
            .bind(entry.subject_id)
            .bind(entry.at)
            .bind(&entry.detail)
            .bind(&hash)
            .execute(conn)
            .await
            .map(|_| ()))?;
        (ends.last_seq, ends.last_hash) = (entry.seq, hash);
    }
    keep(tx, &ends).await
}

const CHAINS: &str = "SELECT gemeente_id FROM audit_chain ORDER BY gemeente_id";

const OLDEST: &str = "
    SELECT seq, at, hash
    FROM audit_entry
    WHERE gemeente_id = $1 AND seq >= $2
    ORDER BY seq
    LIMIT $3";

const FORGET: &str = "DELETE FROM audit_entry WHERE gemeente_id = $1 AND seq <= $2";

/// Removes entries from before `before`, from the beginning of each chain, at most `most` of each; gives
/// how many, and whether there may be more. The chain then begins later, and says so under its proof.
pub async fn forget(tx: &mut Tx, before: DateTime<Utc>, most: i64) -> Result<(u64, bool)> {
    let chains: Vec<GemeenteId> =
        on!(tx, |conn| sqlx::query_scalar(CHAINS).fetch_all(conn).await?);
    let (mut removed, mut more) = (0, false);
    for gemeente in chains {
        let mut ends = lock(tx, gemeente).await?;
        let oldest: Vec<(i64, DateTime<Utc>, Vec<u8>)> = on!(tx, |conn| sqlx::query_as(OLDEST)
            .bind(gemeente)
            .bind(ends.first_seq)
            .bind(most)
            .fetch_all(conn)
            .await?);
        let old = oldest.into_iter().take_while(|(_, at, _)| *at < before);
        let (count, last) =
            old.fold((0, None), |(n, _), (seq, _, hash)| (n + 1, Some((seq, hash))));
        let Some((seq, hash)) = last else { continue };
        (ends.first_seq, ends.before_hash) = (seq + 1, hash);
        keep(tx, &ends).await?;
        on!(tx, |conn| sqlx::query(FORGET)
            .bind(gemeente)
            .bind(seq)
            .execute(conn)
            .await
            .map(|_| ()))?;
        removed += count;
        more |= count >= most.unsigned_abs();
    }
    Ok((removed, more))
}
