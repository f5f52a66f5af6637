//! The audit trail: which colleague did what, to what, when.
//!
//! Entries hold ids and counts only, so that they survive the erasure of a person. Nothing here
//! reads them back for a page yet.

use chrono::{DateTime, Utc};
use serde_json::Value;
use uuid::Uuid;

use super::{Result, Tx, on};
use crate::ids::{AuditId, GemeenteId, StaffId};

/// What was acted upon: the kind of thing, and which one.
pub type Subject = (&'static str, Uuid);

const NOTE: &str = "
    INSERT INTO audit_entry (id, gemeente_id, staff_id, act, subject, subject_id, at, detail)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";

/// Notes an act in the transaction that performs it. `by` is None for the command line and for
/// the service itself; `detail` holds ids and counts, never names or words.
pub async fn note(
    tx: &mut Tx,
    gemeente: GemeenteId,
    by: Option<StaffId>,
    act: &'static str,
    subject: Option<Subject>,
    detail: Value,
    now: DateTime<Utc>,
) -> Result<()> {
    on!(tx, |conn| sqlx::query(NOTE)
        .bind(AuditId::fresh())
        .bind(gemeente)
        .bind(by)
        .bind(act)
        .bind(subject.map(|(kind, _)| kind))
        .bind(subject.map(|(_, id)| id))
        .bind(now)
        .bind(&detail)
        .execute(conn)
        .await
        .map(|_| ()))?;
    Ok(())
}
