//! People in the municipality's care, the colleagues they are matched with, and invitations.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;

use super::{Result, Tx, on};
use crate::ids::{GemeenteId, InvitationId, MailboxId, PersonId, StaffId};

/// What is known of a person.
#[derive(Clone, sqlx::FromRow)]
pub struct Known {
    /// Who.
    pub id: PersonId,
    /// Where events about them go.
    pub mailbox_id: MailboxId,
    /// The municipality's own key.
    pub klantnummer: String,
    /// As the klantmanager writes it.
    pub name: String,
    /// Code of the language in use.
    pub language: String,
    /// Which part of the law.
    pub group_kind: String,
    /// The route.
    pub leerroute: Option<String>,
    /// The day of the PIP.
    pub pip_on: Option<NaiveDate>,
    /// Whose caseload.
    pub klantmanager_id: Option<StaffId>,
    /// Whose people.
    pub coach_id: Option<StaffId>,
    /// E.164, sealed for `person.phone_sealed`.
    pub phone_sealed: Option<Vec<u8>>,
    /// Sealed for `person.email_sealed`.
    pub email_sealed: Option<Vec<u8>>,
    /// Sealed for `person.postal_sealed`.
    pub postal_sealed: Option<Vec<u8>>,
    /// Without it nobody is messaged first on WhatsApp.
    pub whatsapp_consent_on: Option<NaiveDate>,
    /// Only to prove who somebody is.
    pub birth_year: Option<i64>,
    /// The municipality's own key of the household.
    pub household: Option<String>,
    /// Has the person ever written? Then the language in use is their own choice.
    pub wrote: bool,
    /// What the trajectory clock counts from, and when messages suit.
    #[sqlx(flatten)]
    pub clock: ClockFacts,
}

/// What the trajectory clock counts from, and when messages suit; days in Europe/Amsterdam.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, sqlx::FromRow)]
pub struct ClockFacts {
    /// Minute of the day at which a message suits, Europe/Amsterdam.
    pub preferred_minute: Option<i64>,
    /// DUO told the municipality.
    pub duo_notice_on: Option<NaiveDate>,
    /// Registered in the municipality.
    pub brp_on: Option<NaiveDate>,
    /// What others had to send for the PIP came in.
    pub late_facts_on: Option<NaiveDate>,
    /// First lesson of the language course.
    pub course_started_on: Option<NaiveDate>,
    /// Language and work, or volunteering, side by side.
    pub dual_track_since: Option<NaiveDate>,
    /// Waits for a medical assessment.
    pub medical_waiting_since: Option<NaiveDate>,
    /// Was assessed.
    pub medical_waiting_until: Option<NaiveDate>,
    /// The last exam is booked for that day.
    pub last_exam_on: Option<NaiveDate>,
    /// The duty is met, or lifted.
    pub finished_on: Option<NaiveDate>,
}

const KEYS: &str = "SELECT klantnummer, id FROM person WHERE gemeente_id = $1";

/// Everybody's klantnummer and id, in no order.
pub async fn keys(tx: &mut Tx, gemeente: GemeenteId) -> Result<Vec<(String, PersonId)>> {
    Ok(on!(tx, |conn| sqlx::query_as(KEYS).bind(gemeente).fetch_all(conn).await?))
}

const MAILBOX_OF: &str = "SELECT mailbox_id, gemeente_id FROM person WHERE id = $1";

/// The mailbox and the municipality of a person.
pub async fn mailbox_of(tx: &mut Tx, person: PersonId) -> Result<Option<(MailboxId, GemeenteId)>> {
    Ok(on!(tx, |conn| sqlx::query_as(MAILBOX_OF).bind(person).fetch_optional(conn).await?))
}

const COLLEAGUES: &str = "
    SELECT id, name, email
    FROM staff
    WHERE gemeente_id = $1 AND disabled_at IS NULL
    ORDER BY email";

/// Id, name and e-mail address of the colleagues who work in the municipality now.
pub async fn colleagues(
    tx: &mut Tx,
    gemeente: GemeenteId,
) -> Result<Vec<(StaffId, String, String)>> {
    Ok(on!(tx, |conn| sqlx::query_as(COLLEAGUES).bind(gemeente).fetch_all(conn).await?))
}

const ADDRESS_SINCE: &str =
    "UPDATE person SET address_since = $2 WHERE id = $1 AND address_since IS NULL";

/// The person has an address from now on. In the transaction that gives it: whoever has none is found
/// by this alone.
pub async fn has_address(tx: &mut Tx, person: PersonId, now: DateTime<Utc>) -> Result<()> {
    on!(tx, |conn| sqlx::query(ADDRESS_SINCE)
        .bind(person)
        .bind(now)
        .execute(conn)
        .await
        .map(|_| ()))?;
    Ok(())
}

const INVITE: &str = "
    INSERT INTO invitation (id, person_id, token_hash, short_hash, created_at, expires_at)
    VALUES ($1, $2, $3, $4, $5, $6)";

/// Adds an invitation of which only keyed hashes are kept: of its token, and, of one that stands in a
/// letter, of the code that people type.
pub async fn insert_invitation(
    tx: &mut Tx,
    person: PersonId,
    (token_hash, short_hash): (&[u8], Option<&[u8]>),
    (created_at, expires_at): (DateTime<Utc>, DateTime<Utc>),
) -> Result<InvitationId> {
    let id = InvitationId::fresh();
    on!(tx, |conn| sqlx::query(INVITE)
        .bind(id)
        .bind(person)
        .bind(token_hash)
        .bind(short_hash)
        .bind(created_at)
        .bind(expires_at)
        .execute(conn)
        .await
        .map(|_| ()))?;
    Ok(id)
}

const WITHDRAW: &str = "
    UPDATE invitation
    SET expires_at = $2
    WHERE id = $1 AND used_at IS NULL AND expires_at > $2";

/// The invitation is worth nothing from now on, unless it was used.
pub async fn withdraw_invitation(
    tx: &mut Tx,
    invitation: InvitationId,
    now: DateTime<Utc>,
) -> Result<()> {
    on!(tx, |conn| sqlx::query(WITHDRAW)
        .bind(invitation)
        .bind(now)
        .execute(conn)
        .await
        .map(|_| ()))?;
    Ok(())
}
