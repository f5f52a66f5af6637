//! Content revisions: every process runs from these, never from files.

use chrono::{DateTime, Utc};
use sqlx::types::Json;

use super::{Result, Tx, on};
use crate::dialog::content::Files;
use crate::dialog::conversation::RevisionId;
use crate::ids::StaffId;

const SAVE: &str = "
    INSERT INTO content_revision (id, files, created_at)
    VALUES ($1, $2, $3)
    ON CONFLICT (id) DO NOTHING";

/// Keeps a revision as a draft; the same bytes are the same row.
pub async fn save(
    tx: &mut Tx,
    revision: &RevisionId,
    files: &Files,
    now: DateTime<Utc>,
) -> Result<()> {
    on!(tx, |conn| sqlx::query(SAVE)
        .bind(&revision.0)
        .bind(Json(files))
        .bind(now)
        .execute(conn)
        .await
        .map(|_| ()))?;
    Ok(())
}

const PUBLISH: &str =
    "UPDATE content_revision SET published_at = $2, published_by = $3 WHERE id = $1";

/// New conversations follow this revision from now on.
pub async fn publish(
    tx: &mut Tx,
    revision: &RevisionId,
    by: Option<StaffId>,
    now: DateTime<Utc>,
) -> Result<()> {
    on!(tx, |conn| sqlx::query(PUBLISH)
        .bind(&revision.0)
        .bind(now)
        .bind(by)
        .execute(conn)
        .await
        .map(|_| ()))?;
    Ok(())
}

const PUBLISHED: &str = "
    SELECT id
    FROM content_revision
    WHERE published_at IS NOT NULL
    ORDER BY published_at DESC, id
    LIMIT 1";

/// The revision that starts conversations.
pub async fn published(tx: &mut Tx) -> Result<Option<RevisionId>> {
    let id: Option<String> =
        on!(tx, |conn| sqlx::query_scalar(PUBLISHED).fetch_optional(conn).await?);
    Ok(id.map(RevisionId))
}

const FILES: &str = "SELECT files FROM content_revision WHERE id = $1";

/// The files of a revision.
pub async fn files(tx: &mut Tx, revision: &RevisionId) -> Result<Option<Files>> {
    let row: Option<Json<Files>> =
        on!(tx, |conn| sqlx::query_scalar(FILES).bind(&revision.0).fetch_optional(conn).await?);
    Ok(row.map(|json| json.0))
}

const IN_USE: &str = "
    SELECT DISTINCT revision
    FROM conversation
    WHERE ended_at IS NULL
    ORDER BY revision";

/// The revisions that running conversations follow.
pub async fn in_use(tx: &mut Tx) -> Result<Vec<RevisionId>> {
    let ids: Vec<String> = on!(tx, |conn| sqlx::query_scalar(IN_USE).fetch_all(conn).await?);
    Ok(ids.into_iter().map(RevisionId).collect())
}
