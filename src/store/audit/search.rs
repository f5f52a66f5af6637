//! Looking entries up: by colleague, act, person and period, newest first, a page at a time.

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::Value;
use uuid::Uuid;

use crate::ids::{GemeenteId, PersonId, StaffId};
use crate::store::{Result, Tx, on};

/// What is looked for; an empty wish is everything of the municipality.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Done by this colleague.
    pub staff: Option<StaffId>,
    /// This act.
    pub act: Option<String>,
    /// About this person, or about a task, question or enrolment of theirs.
    pub person: Option<PersonId>,
    /// From this moment on.
    pub from: Option<DateTime<Utc>>,
    /// Before this moment.
    pub until: Option<DateTime<Utc>>,
    /// Older than this entry: the last of the page before.
    pub older_than: Option<(DateTime<Utc>, i64)>,
}

/// An entry that was found.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Found {
    /// Its place in the chain.
    pub seq: i64,
    /// When.
    pub at: DateTime<Utc>,
    /// What.
    pub act: String,
    /// To what kind of thing.
    pub subject: Option<String>,
    /// To which one.
    pub subject_id: Option<Uuid>,
    /// Ids and counts.
    pub detail: Value,
    /// Who did it; None: the service, the command line, or nobody who is known.
    pub by_name: Option<String>,
    /// The klantnummer, when it is about a person who is not erased.
    pub klantnummer: Option<String>,
    /// The name, when it is about a colleague.
    pub colleague: Option<String>,
}

const OF_PERSON: &str = "
    SELECT e.seq, e.at, e.act, e.subject, e.subject_id, e.detail, s.name AS by_name, p.klantnummer,
           c.name AS colleague
    FROM audit_entry e
    LEFT JOIN staff s ON s.id = e.staff_id
    LEFT JOIN person p ON p.id = e.subject_id
    LEFT JOIN staff c ON c.id = e.subject_id
    WHERE e.subject_id IN (
        SELECT $1
        UNION ALL SELECT t.id FROM person w JOIN task t ON t.mailbox_id = w.mailbox_id WHERE w.id = $1
        UNION ALL SELECT q.id FROM person w JOIN question q ON q.mailbox_id = w.mailbox_id WHERE w.id = $1
        UNION ALL SELECT n.id FROM enrolment n WHERE n.person_id = $1)
      AND e.gemeente_id = $2
      AND e.at >= $3
      AND (e.at, e.seq) < ($4, $5)
      AND COALESCE(CAST($6 AS TEXT), e.act) = e.act
      AND ($7 IS NULL OR e.staff_id = $7)
    ORDER BY e.at DESC, e.seq DESC
    LIMIT $8";

const OF_STAFF: &str = "
    SELECT e.seq, e.at, e.act, e.subject, e.subject_id, e.detail, s.name AS by_name, p.klantnummer,
           c.name AS colleague
    FROM audit_entry e
    LEFT JOIN staff s ON s.id = e.staff_id
    LEFT JOIN person p ON p.id = e.subject_id
    LEFT JOIN staff c ON c.id = e.subject_id
    WHERE e.staff_id = $1
      AND e.gemeente_id = $2
      AND e.at >= $3
      AND (e.at, e.seq) < ($4, $5)
      AND COALESCE(CAST($6 AS TEXT), e.act) = e.act
    ORDER BY e.at DESC, e.seq DESC
    LIMIT $7";

const OF_ACT: &str = "
    SELECT e.seq, e.at, e.act, e.subject, e.subject_id, e.detail, s.name AS by_name, p.klantnummer,
           c.name AS colleague
    FROM audit_entry e
    LEFT JOIN staff s ON s.id = e.staff_id
    LEFT JOIN person p ON p.id = e.subject_id
    LEFT JOIN staff c ON c.id = e.subject_id
    WHERE e.gemeente_id = $1
      AND e.act = $2
      AND e.at >= $3
      AND (e.at, e.seq) < ($4, $5)
    ORDER BY e.at DESC, e.seq DESC
    LIMIT $6";

const ALL: &str = "
    SELECT e.seq, e.at, e.act, e.subject, e.subject_id, e.detail, s.name AS by_name, p.klantnummer,
           c.name AS colleague
    FROM audit_entry e
    LEFT JOIN staff s ON s.id = e.staff_id
    LEFT JOIN person p ON p.id = e.subject_id
    LEFT JOIN staff c ON c.id = e.subject_id
    WHERE e.gemeente_id = $1
      AND e.at >= $2
      AND (e.at, e.seq) < ($3, $4)
    ORDER BY e.at DESC, e.seq DESC
    LIMIT $5";

/// The newest `most` entries of a municipality that are wanted.
pub async fn search(
    tx: &mut Tx,
    gemeente: GemeenteId,
    wanted: &Wanted,
    (now, most): (DateTime<Utc>, i64),
) -> Result<Vec<Found>> {
    let from = wanted.from.unwrap_or(DateTime::UNIX_EPOCH);
    // a demo's clock runs ahead of ours
    let until = wanted.until.unwrap_or(now + TimeDelta::days(3_650));
    let (at, seq) = wanted.older_than.filter(|(at, _)| *at < until).unwrap_or((until, 0));
    let act = wanted.act.as_deref();
    Ok(match (wanted.person, wanted.staff, act) {
        (Some(person), staff, act) => on!(tx, |conn| sqlx::query_as(OF_PERSON)
            .bind(person)
            .bind(gemeente)
            .bind(from)
            .bind(at)
            .bind(seq)
            .bind(act)
            .bind(staff)
            .bind(most)
            .fetch_all(conn)
            .await?),
        (None, Some(staff), act) => on!(tx, |conn| sqlx::query_as(OF_STAFF)
            .bind(staff)
            .bind(gemeente)
            .bind(from)
            .bind(at)
            .bind(seq)
            .bind(act)
            .bind(most)
            .fetch_all(conn)
            .await?),
        (None, None, Some(act)) => on!(tx, |conn| sqlx::query_as(OF_ACT)
            .bind(gemeente)
            .bind(act)
            .bind(from)
            .bind(at)
            .bind(seq)
            .bind(most)
            .fetch_all(conn)
            .await?),
        (None, None, None) => on!(tx, |conn| sqlx::query_as(ALL)
            .bind(gemeente)
            .bind(from)
            .bind(at)
            .bind(seq)
            .bind(most)
            .fetch_all(conn)
            .await?),
    })
}

const LATELY: &str = "
    SELECT seq
    FROM audit_entry
    WHERE subject_id = $1 AND at >= $2 AND staff_id = $3 AND act = $4
    LIMIT 1";

/// Did this colleague do this to this thing since `since`?
pub async fn lately(
    tx: &mut Tx,
    (staff, act, subject): (StaffId, &str, Uuid),
    since: DateTime<Utc>,
) -> Result<bool> {
    let found: Option<i64> = on!(tx, |conn| sqlx::query_scalar(LATELY)
        .bind(subject)
        .bind(since)
        .bind(staff)
        .bind(act)
        .fetch_optional(conn)
        .await?);
    Ok(found.is_some())
}

const PERSON: &str = "SELECT id FROM person WHERE gemeente_id = $1 AND klantnummer = $2";

/// Whose klantnummer it is.
pub async fn person(tx: &mut Tx, gemeente: GemeenteId, number: &str) -> Result<Option<PersonId>> {
    Ok(on!(tx, |conn| sqlx::query_scalar(PERSON)
        .bind(gemeente)
        .bind(number)
        .fetch_optional(conn)
        .await?))
}
