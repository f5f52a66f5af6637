//! Somebody's own calendar: where it is, and what is in it.
//!
//! The address is made from the person's id and the key of the vault, so that it can be told again at
//! any moment and nothing has to be kept. Whoever has it sees days, times and places, no name; it
//! dies with the person's rows.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Utc};
use subtle::ConstantTimeEq;
use uuid::Uuid;

use super::seal::Vault;
use super::{Result, Tx, on};
use crate::ids::{PersonId, SessionId};

const PURPOSE: &str = "calendar";
/// Bytes of the proof behind the id: nobody guesses 128 bits.
const PROOF: usize = 16;

/// The part of the address of a person's calendar that only we can make.
pub fn token(vault: &Vault, person: PersonId) -> String {
    let proof = vault.hash(PURPOSE, &person.to_string());
    URL_SAFE_NO_PAD.encode([person.0.as_bytes(), &proof[..PROOF]].concat())
}

/// Whose calendar this is; nobody's when we did not make it.
pub fn person_of(vault: &Vault, token: &str) -> Option<PersonId> {
    let bytes = URL_SAFE_NO_PAD.decode(token).ok()?;
    let (id, proof) = bytes.split_at_checked(PROOF)?;
    let person = PersonId(Uuid::from_slice(id).ok()?);
    let expected = vault.hash(PURPOSE, &person.to_string());
    bool::from(expected[..PROOF].ct_eq(proof)).then_some(person)
}

/// A session in a calendar.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Entry {
    /// Which.
    pub id: SessionId,
    /// A word of `SessionKind`.
    pub kind: String,
    /// 1 is the first dagdeel.
    pub number: i64,
    /// Begin, UTC.
    pub starts_at: DateTime<Utc>,
    /// End, UTC.
    pub ends_at: DateTime<Utc>,
    /// Where.
    pub place: String,
    /// Street and number; empty for an online session.
    pub street: String,
    /// The link of an online session.
    pub online_url: Option<String>,
    /// Raised when it moves.
    pub version: i64,
    /// It will not take place.
    pub cancelled_at: Option<DateTime<Utc>>,
}

const ENTRIES: &str = "
    SELECT s.id, s.kind, s.number, s.starts_at, s.ends_at, s.place, s.street, s.online_url,
        s.version, s.cancelled_at
    FROM (
        SELECT s.id
        FROM enrolment e
        JOIN session s ON s.course_id = e.course_id
        WHERE e.person_id = $1 AND e.ended_at IS NULL
        UNION
        SELECT c.session_id
        FROM enrolment e
        JOIN catch_up c ON c.enrolment_id = e.id
        WHERE e.person_id = $1
          AND e.ended_at IS NULL
          AND c.chosen_at IS NOT NULL
          AND c.ended_at IS NULL
    ) x
    JOIN session s ON s.id = x.id
    WHERE s.ends_at > $2
    ORDER BY s.starts_at, s.id
    LIMIT $3";

/// What is in a person's calendar from `from` on (civil), cancelled sessions too: a calendar takes
/// away what it is told of.
pub async fn entries(
    tx: &mut Tx,
    person: PersonId,
    from: DateTime<Utc>,
    most: i64,
) -> Result<Vec<Entry>> {
    Ok(on!(tx, |conn| sqlx::query_as(ENTRIES)
        .bind(person)
        .bind(from)
        .bind(most)
        .fetch_all(conn)
        .await?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_address_that_we_made_leads_to_its_person() {
        let (vault, person) = (Vault::new(&[7; 32]), PersonId::fresh());
        let made = token(&vault, person);
        assert_eq!(person_of(&vault, &made), Some(person));
        assert_eq!(made.len(), 43);
        assert_eq!(person_of(&Vault::new(&[8; 32]), &made), None, "another key");
        let other = token(&vault, PersonId::fresh());
        let mixed = format!("{}{}", &made[..20], &other[20..]);
        for wrong in ["", "x", "../etc", &made[1..], &mixed, &format!("{made}AAAA")] {
            assert_eq!(person_of(&vault, wrong), None, "{wrong}");
        }
    }
}
