//! What somebody wants, waits for, or has: schools, places to work, internships, volunteering.

use chrono::{DateTime, NaiveDate, Utc};

use super::{Result, StoreError, Tx, on};
use crate::ids::{PersonId, StaffId};
use crate::trade::placement::{ByWhom, Place, Stand};

/// How it stands with one kind of place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placement {
    /// Which kind.
    pub place: Place,
    /// How it stands.
    pub stand: Stand,
    /// Since when, in Europe/Amsterdam.
    pub since_on: NaiveDate,
    /// Who noted it; None: the person told the bot.
    pub noted_by: Option<String>,
    /// When, civil.
    pub noted_at: DateTime<Utc>,
}

impl Placement {
    /// Who said so.
    pub fn by(&self) -> ByWhom {
        if self.noted_by.is_some() { ByWhom::Colleague } else { ByWhom::Person }
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    kind: String,
    state: String,
    since_on: NaiveDate,
    noted_by: Option<String>,
    noted_at: DateTime<Utc>,
}

const OF: &str = "
    SELECT p.kind, p.state, p.since_on, s.name AS noted_by, p.noted_at
    FROM placement p
    LEFT JOIN staff s ON s.id = p.noted_by
    WHERE p.person_id = $1
    ORDER BY p.kind";

/// How it stands with every kind that is known of a person.
pub async fn of(tx: &mut Tx, person: PersonId) -> Result<Vec<Placement>> {
    let rows: Vec<Row> = on!(tx, |conn| sqlx::query_as(OF).bind(person).fetch_all(conn).await?);
    rows.into_iter()
        .map(|row| {
            let odd = |what| StoreError::corrupt("placement", person, what);
            Ok(Placement {
                place: Place::parse(&row.kind).ok_or_else(|| odd("unknown kind"))?,
                stand: Stand::parse(&row.state).ok_or_else(|| odd("unknown state"))?,
                since_on: row.since_on,
                noted_by: row.noted_by,
                noted_at: row.noted_at,
            })
        })
        .collect()
}

const NOTE: &str = "
    INSERT INTO placement (person_id, kind, state, since_on, noted_by, noted_at)
    VALUES ($1, $2, $3, $4, $5, $6)
    ON CONFLICT (person_id, kind) DO UPDATE
    SET state = excluded.state, since_on = excluded.since_on, noted_by = excluded.noted_by,
        noted_at = excluded.noted_at";

/// How it stands from now on. `by`: None when the person told the bot.
pub async fn note(
    tx: &mut Tx,
    person: PersonId,
    (place, stand, since_on): (Place, Stand, NaiveDate),
    by: Option<StaffId>,
    now: DateTime<Utc>,
) -> Result<()> {
    on!(tx, |conn| sqlx::query(NOTE)
        .bind(person)
        .bind(place.as_str())
        .bind(stand.as_str())
        .bind(since_on)
        .bind(by)
        .bind(now)
        .execute(conn)
        .await
        .map(|_| ()))?;
    tx.ring_pages();
    Ok(())
}
