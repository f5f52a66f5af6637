//! Whether somebody who was linked by a letter proved who they are. Until then nothing personal is told
//! at that address but what a reminder says anyhow.

use chrono::{DateTime, Utc};

use super::{Result, Tx, on};
use crate::ids::{AddressId, PersonId};
use crate::trade::person::PostalAddress;

const MUST_PROVE: &str = "
    UPDATE address
    SET unproven_since = $2, wrong_proofs = 0
    WHERE id = $1 AND unproven_since IS NULL";

/// Whoever uses this address must prove who they are; `now` is civil.
pub async fn must_prove(tx: &mut Tx, address: AddressId, now: DateTime<Utc>) -> Result<()> {
    on!(tx, |conn| sqlx::query(MUST_PROVE)
        .bind(address)
        .bind(now)
        .execute(conn)
        .await
        .map(|_| ()))?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct KnownRow {
    postal_sealed: Option<Vec<u8>>,
    birth_year: Option<i64>,
    wrong_proofs: i64,
}

/// What a proof is held against. Deliberately without `Debug`: it is personal data.
pub struct Known {
    /// House number with its addition; None: not known.
    pub house_number: Option<String>,
    /// None: not known.
    pub birth_year: Option<i64>,
    /// Wrong answers from this address until now.
    pub wrong: i64,
}

const KNOWN: &str = "
    SELECT p.postal_sealed, p.birth_year, a.wrong_proofs
    FROM person p
    CROSS JOIN address a
    WHERE p.id = $1 AND a.id = $2";

/// What is known of this person, and how often a wrong answer came from this address.
pub async fn known(tx: &mut Tx, person: PersonId, address: AddressId) -> Result<Known> {
    let row: KnownRow =
        on!(tx, |conn| sqlx::query_as(KNOWN).bind(person).bind(address).fetch_one(conn).await?);
    let postal: PostalAddress = match &row.postal_sealed {
        Some(sealed) => tx.vault().open_json("person.postal_sealed", sealed)?,
        None => PostalAddress::default(),
    };
    let house_number = Some(postal.house_number).filter(|number| !number.is_empty());
    Ok(Known { house_number, birth_year: row.birth_year, wrong: row.wrong_proofs })
}

const WRONG: &str = "UPDATE address SET wrong_proofs = wrong_proofs + 1 WHERE id = $1";

/// One more wrong answer came from this address.
pub async fn wrong(tx: &mut Tx, address: AddressId) -> Result<()> {
    on!(tx, |conn| sqlx::query(WRONG).bind(address).execute(conn).await.map(|_| ()))?;
    Ok(())
}

const PROVEN: &str = "UPDATE address SET unproven_since = NULL, wrong_proofs = 0 WHERE id = $1";

/// Whoever uses this address is who they say.
pub async fn proven(tx: &mut Tx, address: AddressId) -> Result<()> {
    on!(tx, |conn| sqlx::query(PROVEN).bind(address).execute(conn).await.map(|_| ()))?;
    Ok(())
}

const VOUCHED: &str = "
    UPDATE address
    SET unproven_since = NULL, wrong_proofs = 0
    WHERE person_id = $1 AND unproven_since IS NOT NULL
    RETURNING id";

/// A colleague knows that this person's addresses are theirs; says which had to be proven.
pub async fn vouched(tx: &mut Tx, person: PersonId) -> Result<Vec<AddressId>> {
    Ok(on!(tx, |conn| sqlx::query_scalar(VOUCHED).bind(person).fetch_all(conn).await?))
}
