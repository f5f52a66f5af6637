//! The working copy of the content, and what the folders of its files last held.
//!
//! There is one draft. Who writes it must have seen its newest version; nothing that a colleague wrote
//! is written over by somebody who did not see it.

use chrono::{DateTime, Utc};
use sqlx::types::Json;

use super::{Result, StoreError, Tx, on};
use crate::dialog::content::Files;
use crate::dialog::conversation::RevisionId;
use crate::ids::StaffId;

/// Where a draft was begun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// In the folders of the settings.
    Files,
    /// By a colleague, in the dashboard.
    Page,
    /// In a package of another municipality.
    Package,
}

impl Origin {
    /// The word for it in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Files => "files",
            Self::Page => "page",
            Self::Package => "package",
        }
    }

    fn parse(word: &str) -> Option<Self> {
        [Self::Files, Self::Page, Self::Package].into_iter().find(|o| o.as_str() == word)
    }
}

/// The open draft.
#[derive(Clone, Debug)]
pub struct Draft {
    /// Its files, whatever they say.
    pub files: Files,
    /// What was in force when it was begun.
    pub base: Option<RevisionId>,
    /// Where it was begun.
    pub origin: Origin,
    /// Counts every change of it, and of every draft before it.
    pub version: i64,
    /// When it last changed, civil.
    pub changed_at: DateTime<Utc>,
    /// The name of the colleague who changed it; None: the folders, or a command.
    pub changed_by: Option<String>,
}

#[derive(sqlx::FromRow)]
struct Row {
    files: Option<Json<Files>>,
    base: Option<String>,
    origin: Option<String>,
    version: i64,
    changed_at: DateTime<Utc>,
    changed_by: Option<String>,
}

const OPEN: &str = "
    SELECT d.files, d.base, d.origin, d.version, d.changed_at, s.name AS changed_by
    FROM content_draft d
    LEFT JOIN staff s ON s.id = d.changed_by
    WHERE d.id = 1 AND d.files IS NOT NULL";

/// The draft, if there is one.
pub async fn open(tx: &mut Tx) -> Result<Option<Draft>> {
    let row: Option<Row> = on!(tx, |conn| sqlx::query_as(OPEN).fetch_optional(conn).await?);
    let Some(row) = row else { return Ok(None) };
    let (Some(files), Some(origin)) = (row.files, row.origin) else { return Ok(None) };
    Ok(Some(Draft {
        files: files.0,
        base: row.base.map(RevisionId),
        origin: Origin::parse(&origin)
            .ok_or_else(|| StoreError::corrupt("content_draft", 1, &origin))?,
        version: row.version,
        changed_at: row.changed_at,
        changed_by: row.changed_by,
    }))
}

const WRITE: &str = "
    INSERT INTO content_draft (id, files, base, origin, version, changed_at, changed_by)
    VALUES (1, $1, $2, $3, 1, $4, $5)
    ON CONFLICT (id) DO UPDATE
    SET files = excluded.files, base = excluded.base, origin = excluded.origin,
        version = content_draft.version + 1, changed_at = excluded.changed_at,
        changed_by = excluded.changed_by
    WHERE CASE WHEN content_draft.files IS NULL THEN CAST($6 AS BIGINT) IS NULL
               ELSE content_draft.version = $6 END
    RETURNING version";

/// What becomes the draft.
#[derive(Clone, Debug)]
pub struct NewDraft<'a> {
    /// Its files.
    pub files: &'a Files,
    /// What was in force when it was begun.
    pub base: Option<&'a RevisionId>,
    /// Where it was begun.
    pub origin: Origin,
    /// The version that its author saw; None: there was no draft.
    pub seen: Option<i64>,
    /// None: the folders, or a command.
    pub by: Option<StaffId>,
}

/// Writes the draft and gives its new version. None: somebody changed it meanwhile, and it was left
/// alone.
pub async fn write(tx: &mut Tx, new: NewDraft<'_>, now: DateTime<Utc>) -> Result<Option<i64>> {
    let version: Option<i64> = on!(tx, |conn| sqlx::query_scalar(WRITE)
        .bind(Json(new.files))
        .bind(new.base.map(|base| base.0.clone()))
        .bind(new.origin.as_str())
        .bind(now)
        .bind(new.by)
        .bind(new.seen)
        .fetch_optional(conn)
        .await?);
    tx.ring_pages();
    Ok(version)
}

const CLOSE: &str = "
    UPDATE content_draft
    SET files = NULL, base = NULL, origin = NULL, version = version + 1, changed_at = $2, changed_by = $3
    WHERE id = 1 AND files IS NOT NULL AND version = $1
    RETURNING version";

/// The draft is gone: published, or thrown away. False: somebody changed it meanwhile.
pub async fn close(
    tx: &mut Tx,
    seen: i64,
    by: Option<StaffId>,
    now: DateTime<Utc>,
) -> Result<bool> {
    let closed: Option<i64> = on!(tx, |conn| sqlx::query_scalar(CLOSE)
        .bind(seen)
        .bind(now)
        .bind(by)
        .fetch_optional(conn)
        .await?);
    tx.ring_pages();
    Ok(closed.is_some())
}

/// What the folders last held.
#[derive(Clone, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct Folder {
    /// The hash of their files.
    pub seen: Option<String>,
    /// The revision there, while a colleague's draft is open.
    pub waiting: Option<String>,
    /// Why they cannot be read.
    pub trouble: Option<String>,
}

const FOLDER: &str = "SELECT seen, waiting, trouble FROM content_folder WHERE id = 1";

/// What the folders last held.
pub async fn folder(tx: &mut Tx) -> Result<Folder> {
    let row: Option<Folder> = on!(tx, |conn| sqlx::query_as(FOLDER).fetch_optional(conn).await?);
    Ok(row.unwrap_or_default())
}

const NOTE_FOLDER: &str = "
    INSERT INTO content_folder (id, seen, waiting, trouble, seen_at)
    VALUES (1, $1, $2, $3, $4)
    ON CONFLICT (id) DO UPDATE
    SET seen = excluded.seen, waiting = excluded.waiting, trouble = excluded.trouble,
        seen_at = excluded.seen_at";

/// Notes what the folders hold now.
pub async fn note_folder(tx: &mut Tx, folder: &Folder, now: DateTime<Utc>) -> Result<()> {
    on!(tx, |conn| sqlx::query(NOTE_FOLDER)
        .bind(&folder.seen)
        .bind(&folder.waiting)
        .bind(&folder.trouble)
        .bind(now)
        .execute(conn)
        .await
        .map(|_| ()))?;
    tx.ring_pages();
    Ok(())
}
