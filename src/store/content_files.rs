//! The bytes behind recordings and pictograms, stored once by their hash; a revision only names them.
//!
//! Never removed: a revision that was in force stays, and with it what it said.

use chrono::{DateTime, Utc};

use super::{Result, Tx, on};
use crate::aid::sha256;

/// What the bytes are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A recording, OGG/Opus.
    Ogg,
    /// A pictogram, SVG.
    Svg,
}

impl Kind {
    fn as_str(self) -> &'static str {
        match self {
            Self::Ogg => "ogg",
            Self::Svg => "svg",
        }
    }
}

const KEEP: &str = "
    INSERT INTO content_file (sha256, kind, content, kept_at)
    VALUES ($1, $2, $3, $4)
    ON CONFLICT (sha256) DO NOTHING";

/// Keeps bytes, and gives their hash; the same bytes are the same row. `now` is civil.
pub async fn keep(tx: &mut Tx, kind: Kind, content: &[u8], now: DateTime<Utc>) -> Result<String> {
    let hash = sha256(content);
    on!(tx, |conn| sqlx::query(KEEP)
        .bind(&hash)
        .bind(kind.as_str())
        .bind(content)
        .bind(now)
        .execute(conn)
        .await
        .map(|_| ()))?;
    Ok(hash)
}

const HAS: &str = "SELECT EXISTS (SELECT 1 FROM content_file WHERE sha256 = $1)";

/// Are the bytes with this hash here?
pub async fn has(tx: &mut Tx, hash: &str) -> Result<bool> {
    Ok(on!(tx, |conn| sqlx::query_scalar(HAS).bind(hash).fetch_one(conn).await?))
}

const PUBLISH: &str = "
    UPDATE content_file
    SET published_at = COALESCE(published_at, $2)
    WHERE sha256 = $1
    RETURNING sha256";

/// A revision that names these bytes is in force (civil): platforms may fetch them from now on. False:
/// they are not here.
pub async fn publish(tx: &mut Tx, hash: &str, now: DateTime<Utc>) -> Result<bool> {
    let found: Option<String> = on!(tx, |conn| sqlx::query_scalar(PUBLISH)
        .bind(hash)
        .bind(now)
        .fetch_optional(conn)
        .await?);
    Ok(found.is_some())
}

const CONTENT: &str = "
    SELECT content
    FROM content_file
    WHERE sha256 = $1 AND kind = $2 AND (published_at IS NOT NULL OR NOT $3)";

/// The bytes with this hash, when they are of this kind; `published`: only what everybody may have.
pub async fn content(
    tx: &mut Tx,
    hash: &str,
    kind: Kind,
    published: bool,
) -> Result<Option<Vec<u8>>> {
    Ok(on!(tx, |conn| sqlx::query_scalar(CONTENT)
        .bind(hash)
        .bind(kind.as_str())
        .bind(published)
        .fetch_optional(conn)
        .await?))
}
