//! What people mean to do, in their own words: plan A, B and C, and which one is the plan of now.

use chrono::{DateTime, Utc};

use super::{Result, StoreError, Tx, on};
use crate::ids::{PersonId, StaffId};
use crate::trade::own_plan::Letter;

/// A plan. Deliberately without `Debug`: it is personal data.
pub struct OwnPlan {
    /// Which.
    pub letter: Letter,
    /// In words of the person.
    pub words: String,
    /// Is it the plan of now?
    pub is_current: bool,
    /// Who noted it; None: the person told the bot.
    pub noted_by: Option<String>,
    /// When, civil.
    pub noted_at: DateTime<Utc>,
}

#[derive(sqlx::FromRow)]
struct Row {
    letter: String,
    words_sealed: Vec<u8>,
    is_current: bool,
    noted_by: Option<String>,
    noted_at: DateTime<Utc>,
}

const OF: &str = "
    SELECT p.letter, p.words_sealed, p.is_current, s.name AS noted_by, p.noted_at
    FROM own_plan p
    LEFT JOIN staff s ON s.id = p.noted_by
    WHERE p.person_id = $1
    ORDER BY p.letter";

/// The plans of a person, A first.
pub async fn of(tx: &mut Tx, person: PersonId) -> Result<Vec<OwnPlan>> {
    let rows: Vec<Row> = on!(tx, |conn| sqlx::query_as(OF).bind(person).fetch_all(conn).await?);
    rows.into_iter()
        .map(|row| {
            let odd = |what| StoreError::corrupt("own_plan", person, what);
            let words = tx.vault().open("own_plan.words_sealed", &row.words_sealed)?;
            Ok(OwnPlan {
                letter: Letter::parse(&row.letter).ok_or_else(|| odd("unknown letter"))?,
                words: String::from_utf8(words).map_err(|_| odd("is no text"))?,
                is_current: row.is_current,
                noted_by: row.noted_by,
                noted_at: row.noted_at,
            })
        })
        .collect()
}

const TELL: &str = "
    INSERT INTO own_plan (person_id, letter, words_sealed, is_current, noted_by, noted_at)
    VALUES ($1, $2, $3,
            NOT EXISTS (SELECT 1 FROM own_plan o WHERE o.person_id = $1 AND o.is_current),
            $4, $5)
    ON CONFLICT (person_id, letter) DO UPDATE
    SET words_sealed = excluded.words_sealed, noted_by = excluded.noted_by,
        noted_at = excluded.noted_at";

/// Writes a plan over what was known of it; the first that is told is the plan of now. `words` are
/// without a BSN; `by` is None when the person told the bot.
pub async fn tell(
    tx: &mut Tx,
    person: PersonId,
    (letter, words): (Letter, &str),
    by: Option<StaffId>,
    now: DateTime<Utc>,
) -> Result<()> {
    let sealed = tx.vault().seal("own_plan.words_sealed", words.as_bytes());
    on!(tx, |conn| sqlx::query(TELL)
        .bind(person)
        .bind(letter.as_str())
        .bind(sealed)
        .bind(by)
        .bind(now)
        .execute(conn)
        .await
        .map(|_| ()))?;
    tx.ring_pages();
    Ok(())
}

const PUT_DOWN: &str =
    "UPDATE own_plan SET is_current = FALSE WHERE person_id = $1 AND is_current AND letter <> $2";

const TAKE_UP: &str =
    "UPDATE own_plan SET is_current = TRUE WHERE person_id = $1 AND letter = $2 RETURNING letter";

/// This is the plan of now; false when there is no such plan.
pub async fn choose(tx: &mut Tx, person: PersonId, letter: Letter) -> Result<bool> {
    on!(tx, |conn| sqlx::query(PUT_DOWN)
        .bind(person)
        .bind(letter.as_str())
        .execute(conn)
        .await
        .map(|_| ()))?;
    let taken: Option<String> = on!(tx, |conn| sqlx::query_scalar(TAKE_UP)
        .bind(person)
        .bind(letter.as_str())
        .fetch_optional(conn)
        .await?);
    tx.ring_pages();
    Ok(taken.is_some())
}
