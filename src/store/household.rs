//! Who lives together, for colleagues. Nothing that speaks to people reads this: see
//! `tests/it/architecture`.

use chrono::{DateTime, Utc};

use super::board::Viewer;
use super::{Result, Tx, on};
use crate::ids::{PersonId, StaffId};
use crate::trade::household::Kin;
use crate::trade::staff::Scope;

/// People of a household that are shown.
const MOST: i64 = 30;

/// Somebody who lives with a person. Deliberately without `Debug`: it is personal data.
#[derive(Clone, sqlx::FromRow)]
pub struct Member {
    /// Who.
    pub id: PersonId,
    /// The municipality's own key.
    pub klantnummer: String,
    /// As the klantmanager writes it.
    pub name: String,
    /// What they are of the person; None: the same household, no more is known.
    pub other_is: Option<String>,
    /// Whose caseload.
    pub klantmanager: Option<String>,
    /// Has, or had, an address of their own since.
    pub address_since: Option<DateTime<Utc>>,
    /// Wrote to us last.
    pub heard_at: Option<DateTime<Utc>>,
}

const MEMBERS: &str = "
    WITH others AS (
        SELECT k.other_id AS id
        FROM kinship k
        WHERE k.person_id = $1
        UNION
        SELECT h.id
        FROM person me
        JOIN person h ON h.gemeente_id = me.gemeente_id AND h.household = me.household
        WHERE me.id = $1 AND h.household IS NOT NULL AND h.id <> $1
    )
    SELECT p.id, p.klantnummer, p.name, k.other_is, s.name AS klantmanager, p.address_since,
           (SELECT MAX(a.last_inbound_at) FROM address a WHERE a.person_id = p.id) AS heard_at
    FROM others w
    CROSS JOIN person p
    LEFT JOIN kinship k ON k.person_id = $1 AND k.other_id = p.id
    LEFT JOIN staff s ON s.id = p.klantmanager_id
    WHERE p.id = w.id
      AND p.gemeente_id = $2
      AND ($3 OR p.coach_id IN (
              SELECT hand.of_id FROM in_hands hand
              WHERE hand.staff_id = $4 AND hand.first_on <= $6 AND hand.last_on >= $6))
    ORDER BY p.name, p.id
    LIMIT $5";

/// Who lives with a person, as far as the viewer may see them.
pub async fn members(tx: &mut Tx, person: PersonId, by: Viewer) -> Result<Vec<Member>> {
    Ok(on!(tx, |conn| sqlx::query_as(MEMBERS)
        .bind(person)
        .bind(by.gemeente)
        .bind(by.role.scope() == Scope::Gemeente)
        .bind(by.staff)
        .bind(MOST)
        .bind(by.today)
        .fetch_all(conn)
        .await?))
}

const LINK: &str = "
    INSERT INTO kinship (person_id, other_id, other_is, linked_by, linked_at)
    VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (person_id, other_id) DO UPDATE
    SET other_is = excluded.other_is, linked_by = excluded.linked_by,
        linked_at = excluded.linked_at";

/// Notes what `other` is of `person`, seen from both sides.
pub async fn link(
    tx: &mut Tx,
    (person, other): (PersonId, PersonId),
    other_is: Kin,
    by: StaffId,
    now: DateTime<Utc>,
) -> Result<()> {
    for (one, another, kin) in [(person, other, other_is), (other, person, other_is.mirrored())] {
        on!(tx, |conn| sqlx::query(LINK)
            .bind(one)
            .bind(another)
            .bind(kin.as_str())
            .bind(by)
            .bind(now)
            .execute(conn)
            .await
            .map(|_| ()))?;
    }
    tx.ring_pages();
    Ok(())
}

const UNLINK: &str = "
    DELETE FROM kinship
    WHERE (person_id = $1 AND other_id = $2) OR (person_id = $2 AND other_id = $1)";

/// They are nothing of each other after all; false when that was not noted.
pub async fn unlink(tx: &mut Tx, person: PersonId, other: PersonId) -> Result<bool> {
    let gone = on!(tx, |conn| sqlx::query(UNLINK)
        .bind(person)
        .bind(other)
        .execute(conn)
        .await
        .map(|done| done.rows_affected()))?;
    tx.ring_pages();
    Ok(gone > 0)
}

const LEAVE: &str = "UPDATE person SET household = NULL, updated_at = $2 WHERE id = $1";

/// The person lives with nobody of the same key any more; an import may tell otherwise later.
pub async fn leave(tx: &mut Tx, person: PersonId, now: DateTime<Utc>) -> Result<()> {
    on!(tx, |conn| sqlx::query(LEAVE).bind(person).bind(now).execute(conn).await.map(|_| ()))?;
    Ok(())
}
