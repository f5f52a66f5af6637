//! Second telephones: somebody used the code of a letter that another telephone used before, and the
//! person says on the first whether that is them.

use chrono::{DateTime, Utc};

use super::{Result, Tx, on};
use crate::ids::{AddressId, ClaimId, PersonId, StaffId};

const ASK: &str = "
    INSERT INTO address_claim (id, address_id, person_id, asked_at)
    SELECT $1, $2, $3, $4
    WHERE NOT EXISTS (
        SELECT 1
        FROM address_claim c
        WHERE c.address_id = $2 AND c.person_id = $3)
    RETURNING id";

/// The person must be asked whether this address is theirs; false when they were asked before: once
/// is enough, whatever came of it. `now` is civil.
pub async fn ask(
    tx: &mut Tx,
    address: AddressId,
    person: PersonId,
    now: DateTime<Utc>,
) -> Result<bool> {
    let asked: Option<ClaimId> = on!(tx, |conn| sqlx::query_scalar(ASK)
        .bind(ClaimId::fresh())
        .bind(address)
        .bind(person)
        .bind(now)
        .fetch_optional(conn)
        .await?);
    Ok(asked.is_some())
}

const OPEN: &str = "
    SELECT c.id
    FROM address_claim c
    WHERE c.address_id = $1 AND c.person_id = $2 AND c.allowed_at IS NULL AND c.refused_at IS NULL";

/// Was the person asked about this address, and not heard yet?
pub async fn is_open(tx: &mut Tx, address: AddressId, person: PersonId) -> Result<bool> {
    let open: Option<ClaimId> = on!(tx, |conn| sqlx::query_scalar(OPEN)
        .bind(address)
        .bind(person)
        .fetch_optional(conn)
        .await?);
    Ok(open.is_some())
}

const ALLOW: &str = "
    UPDATE address_claim
    SET allowed_at = $2, allowed_by = $3
    WHERE person_id = $1 AND allowed_at IS NULL AND refused_at IS NULL
    RETURNING id, address_id";

/// Yes to every telephone that the person was asked about; gives them. `by`: the colleague who says
/// so, None for the person.
pub async fn allow(
    tx: &mut Tx,
    person: PersonId,
    by: Option<StaffId>,
    now: DateTime<Utc>,
) -> Result<Vec<(ClaimId, AddressId)>> {
    Ok(on!(tx, |conn| sqlx::query_as(ALLOW)
        .bind(person)
        .bind(now)
        .bind(by)
        .fetch_all(conn)
        .await?))
}

// Who was asked before, and what they said, does not matter when a colleague knows; a yes that was given stays.
const KNOW: &str = "
    INSERT INTO address_claim (id, address_id, person_id, asked_at, allowed_at, allowed_by)
    VALUES ($1, $2, $3, $5, $5, $4)
    ON CONFLICT (address_id, person_id) DO UPDATE
    SET allowed_at = excluded.allowed_at, allowed_by = excluded.allowed_by, refused_at = NULL, used_at = NULL
    WHERE address_claim.allowed_at IS NULL OR address_claim.used_at IS NOT NULL
    RETURNING id";

/// A colleague knows that this address is the person's; None: they said so already, and it is about to be used. `now`
/// is civil.
pub async fn know(
    tx: &mut Tx,
    address: AddressId,
    person: PersonId,
    by: StaffId,
    now: DateTime<Utc>,
) -> Result<Option<ClaimId>> {
    Ok(on!(tx, |conn| sqlx::query_scalar(KNOW)
        .bind(ClaimId::fresh())
        .bind(address)
        .bind(person)
        .bind(by)
        .bind(now)
        .fetch_optional(conn)
        .await?))
}

const REFUSE: &str = "
    UPDATE address_claim
    SET refused_at = $2
    WHERE person_id = $1 AND allowed_at IS NULL AND refused_at IS NULL";

/// No to every telephone that the person was asked about.
pub async fn refuse(tx: &mut Tx, person: PersonId, now: DateTime<Utc>) -> Result<()> {
    on!(tx, |conn| sqlx::query(REFUSE).bind(person).bind(now).execute(conn).await.map(|_| ()))?;
    Ok(())
}

/// A yes, as far as its use must know it.
#[derive(Clone, Copy, Debug, sqlx::FromRow)]
pub struct Allowed {
    /// Whose telephone it is.
    pub person_id: PersonId,
    /// Their mailbox.
    pub mailbox_id: crate::ids::MailboxId,
    /// A colleague said so: then nothing needs to be proven.
    pub by_colleague: bool,
}

const USE: &str = "
    UPDATE address_claim
    SET used_at = $3
    WHERE id = $1 AND address_id = $2 AND allowed_at IS NOT NULL AND used_at IS NULL
    RETURNING person_id,
              (SELECT p.mailbox_id FROM person p WHERE p.id = person_id) AS mailbox_id,
              (allowed_by IS NOT NULL) AS by_colleague";

/// Uses a yes, once, for the very address that it was given to.
pub async fn use_yes(
    tx: &mut Tx,
    claim: ClaimId,
    address: AddressId,
    now: DateTime<Utc>,
) -> Result<Option<Allowed>> {
    Ok(on!(tx, |conn| sqlx::query_as(USE)
        .bind(claim)
        .bind(address)
        .bind(now)
        .fetch_optional(conn)
        .await?))
}
