//! Flags that say a case is hard, and what was decided.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{Result, StoreError, Tx, on};
use crate::ids::{GemeenteId, PersonId, StaffId};
use crate::trade::hardship::{Outcome, Reason};

/// Flags that are read, the newest.
const MOST: i64 = 20;

const RAISE: &str = "
    INSERT INTO hardship (id, person_id, reason, raised_by, raised_at)
    VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (person_id) WHERE decided_at IS NULL DO NOTHING
    RETURNING id";

/// Sets the flag; false when it is set already.
pub async fn raise(
    tx: &mut Tx,
    person: PersonId,
    reason: Reason,
    by: StaffId,
    now: DateTime<Utc>,
) -> Result<bool> {
    let new: Option<Uuid> = on!(tx, |conn| sqlx::query_scalar(RAISE)
        .bind(Uuid::now_v7())
        .bind(person)
        .bind(reason.as_str())
        .bind(by)
        .bind(now)
        .fetch_optional(conn)
        .await?);
    tx.ring_pages();
    Ok(new.is_some())
}

const DECIDE: &str = "
    UPDATE hardship
    SET outcome = $2, decision_sealed = $3, decided_by = $4, decided_at = $5
    WHERE person_id = $1 AND decided_at IS NULL
    RETURNING id";

/// Decides about the open flag; false when there is none. `words` are without a BSN.
pub async fn decide(
    tx: &mut Tx,
    person: PersonId,
    (outcome, words): (Outcome, &str),
    by: StaffId,
    now: DateTime<Utc>,
) -> Result<bool> {
    let sealed = tx.vault().seal("hardship.decision_sealed", words.as_bytes());
    let decided: Option<Uuid> = on!(tx, |conn| sqlx::query_scalar(DECIDE)
        .bind(person)
        .bind(outcome.as_str())
        .bind(sealed)
        .bind(by)
        .bind(now)
        .fetch_optional(conn)
        .await?);
    tx.ring_pages();
    Ok(decided.is_some())
}

/// A flag, and what became of it. Deliberately without `Debug`: it is personal data.
pub struct Flag {
    /// Why it was set, as a code.
    pub reason: String,
    /// Who set it.
    pub raised_by: String,
    /// When, civil.
    pub raised_at: DateTime<Utc>,
    /// What was decided; None: it is open.
    pub decision: Option<Decision>,
}

/// What a senior decided.
pub struct Decision {
    /// As a code.
    pub outcome: String,
    /// In words.
    pub words: String,
    /// Who.
    pub by: String,
    /// When, civil.
    pub at: DateTime<Utc>,
}

#[derive(sqlx::FromRow)]
struct Row {
    reason: String,
    raised_by: String,
    raised_at: DateTime<Utc>,
    outcome: Option<String>,
    decision_sealed: Option<Vec<u8>>,
    decided_by: Option<String>,
    decided_at: Option<DateTime<Utc>>,
}

const OF: &str = "
    SELECT h.reason, r.name AS raised_by, h.raised_at, h.outcome, h.decision_sealed,
           d.name AS decided_by, h.decided_at
    FROM hardship h
    JOIN staff r ON r.id = h.raised_by
    LEFT JOIN staff d ON d.id = h.decided_by
    WHERE h.person_id = $1
    ORDER BY h.raised_at DESC, h.id DESC
    LIMIT $2";

/// The flags of a person, the newest first.
pub async fn of(tx: &mut Tx, person: PersonId) -> Result<Vec<Flag>> {
    let rows: Vec<Row> =
        on!(tx, |conn| sqlx::query_as(OF).bind(person).bind(MOST).fetch_all(conn).await?);
    rows.into_iter().map(|row| flag(tx, person, row)).collect()
}

fn flag(tx: &Tx, person: PersonId, row: Row) -> Result<Flag> {
    let decision = match (row.outcome, row.decision_sealed, row.decided_by, row.decided_at) {
        (Some(outcome), Some(sealed), Some(by), Some(at)) => {
            let words = tx.vault().open("hardship.decision_sealed", &sealed)?;
            let odd = |_| StoreError::corrupt("hardship", person, "its decision is no text");
            let words = String::from_utf8(words).map_err(odd)?;
            Some(Decision { outcome, words, by, at })
        }
        _ => None,
    };
    let Row { reason, raised_by, raised_at, .. } = row;
    Ok(Flag { reason, raised_by, raised_at, decision })
}

const SENIORS: &str = "
    SELECT id, name
    FROM staff
    WHERE gemeente_id = $1 AND is_senior AND disabled_at IS NULL
    ORDER BY name, id";

/// The seniors of a municipality.
pub async fn seniors(tx: &mut Tx, gemeente: GemeenteId) -> Result<Vec<(StaffId, String)>> {
    Ok(on!(tx, |conn| sqlx::query_as(SENIORS).bind(gemeente).fetch_all(conn).await?))
}

const APPOINT: &str = "
    UPDATE staff
    SET is_senior = $3
    WHERE gemeente_id = $1 AND email = $2 AND disabled_at IS NULL
    RETURNING id";

/// Makes a colleague a senior, or takes it back; None when nobody has this address (lower case).
pub async fn appoint(
    tx: &mut Tx,
    gemeente: GemeenteId,
    email: &str,
    senior: bool,
) -> Result<Option<StaffId>> {
    Ok(on!(tx, |conn| sqlx::query_scalar(APPOINT)
        .bind(gemeente)
        .bind(email)
        .bind(senior)
        .fetch_optional(conn)
        .await?))
}
