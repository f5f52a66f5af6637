//! What people said about consent.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{Result, Tx, on};
use crate::ids::{AddressId, PersonId};

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
