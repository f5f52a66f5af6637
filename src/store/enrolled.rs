//! What people said about coming, and about consent.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{Result, Tx, on};
use crate::dialog::event::About;
use crate::ids::{AddressId, PersonId};
use crate::trade::course::Intent;

const ATTEND: &str = "
    INSERT INTO attendance (enrolment_id, session_id, intent, reason, said_at)
    SELECT $1, s.id, $3, $4, $5
    FROM session s
    WHERE s.id = $2 AND s.cancelled_at IS NULL AND s.starts_at = $6
    ON CONFLICT (enrolment_id, session_id) DO UPDATE
    SET intent = excluded.intent, reason = excluded.reason, said_at = excluded.said_at";

/// Notes what was said about coming; the newest word counts. What was said about a session that
/// has moved or was cancelled since says nothing about the one that is planned now.
pub async fn attend(
    tx: &mut Tx,
    about: &About,
    intent: Intent,
    reason: Option<&str>,
    now: DateTime<Utc>,
) -> Result<()> {
    on!(tx, |conn| sqlx::query(ATTEND)
        .bind(about.enrolment)
        .bind(about.session)
        .bind(intent.as_str())
        .bind(reason)
        .bind(now)
        .bind(about.starts_at)
        .execute(conn)
        .await
        .map(|_| ()))?;
    tx.ring_pages();
    Ok(())
}

/// Consent, given or refused.
#[derive(Clone, Debug)]
pub struct NewConsent<'a> {
    /// By whom.
    pub person: PersonId,
    /// For what.
    pub purpose: &'a str,
    /// Yes or no.
    pub given: bool,
    /// Where it was said.
    pub address: Option<AddressId>,
    /// What was asked.
    pub text: &'a str,
    /// In which content revision.
    pub revision: &'a str,
}

const CONSENT: &str = "
    INSERT INTO consent (id, person_id, purpose, given, at, address_id, text_id, revision)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";

/// Keeps the proof of what was said.
pub async fn consent(tx: &mut Tx, said: NewConsent<'_>, now: DateTime<Utc>) -> Result<()> {
    on!(tx, |conn| sqlx::query(CONSENT)
        .bind(Uuid::now_v7())
        .bind(said.person)
        .bind(said.purpose)
        .bind(said.given)
        .bind(now)
        .bind(said.address)
        .bind(said.text)
        .bind(said.revision)
        .execute(conn)
        .await
        .map(|_| ()))?;
    Ok(())
}
