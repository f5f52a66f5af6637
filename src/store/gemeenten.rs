//! The municipalities.

use chrono::{DateTime, Utc};

use super::{Result, Tx, on};
use crate::ids::GemeenteId;

const ENSURE: &str = "
    INSERT INTO gemeente (id, code, name, created_at)
    VALUES ($1, $2, $3, $4)
    ON CONFLICT (code) DO UPDATE SET name = excluded.name
    RETURNING id";

/// The municipality with this code; made, or given its new name, if needed.
pub async fn ensure(tx: &mut Tx, code: &str, name: &str, now: DateTime<Utc>) -> Result<GemeenteId> {
    Ok(on!(tx, |conn| sqlx::query_scalar(ENSURE)
        .bind(GemeenteId::fresh())
        .bind(code)
        .bind(name)
        .bind(now)
        .fetch_one(conn)
        .await?))
}

const CODE: &str = "SELECT code FROM gemeente WHERE id = $1";

/// Its CBS code, by which policies name it.
pub async fn code(tx: &mut Tx, gemeente: GemeenteId) -> Result<String> {
    Ok(on!(tx, |conn| sqlx::query_scalar(CODE).bind(gemeente).fetch_one(conn).await?))
}

const CODES: &str = "SELECT id, code FROM gemeente ORDER BY code";

/// Every municipality of this database with its CBS code: a handful.
pub async fn codes(tx: &mut Tx) -> Result<Vec<(GemeenteId, String)>> {
    Ok(on!(tx, |conn| sqlx::query_as(CODES).fetch_all(conn).await?))
}

const NAME: &str = "SELECT name FROM gemeente WHERE id = $1";

/// The name of a municipality, as texts mention it.
pub async fn name(tx: &mut Tx, gemeente: GemeenteId) -> Result<String> {
    Ok(on!(tx, |conn| sqlx::query_scalar(NAME).bind(gemeente).fetch_one(conn).await?))
}
