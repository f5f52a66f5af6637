//! Content revisions, and which of them is in force: every process runs from these, never from files.
//!
//! A revision never changes. What changes is which one is in force, and every change of that is a row
//! of `publication`, so that who published what can be told, and put back.

use chrono::{DateTime, Utc};
use sqlx::types::Json;

use super::{Result, Tx, on};
use crate::dialog::content::Files;
use crate::dialog::conversation::RevisionId;
use crate::ids::{MailboxId, PublicationId, StaffId};

const SAVE: &str = "
    INSERT INTO content_revision (id, files, created_at, created_by, base)
    VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (id) DO NOTHING";

/// Where a revision comes from.
#[derive(Clone, Debug, Default)]
pub struct Made {
    /// Who made it; None: it came from the folders, or by command.
    pub by: Option<StaffId>,
    /// What its author began with.
    pub base: Option<RevisionId>,
}

/// Keeps a revision; the same bytes are the same row.
pub async fn save(
    tx: &mut Tx,
    revision: &RevisionId,
    files: &Files,
    made: &Made,
    now: DateTime<Utc>,
) -> Result<()> {
    on!(tx, |conn| sqlx::query(SAVE)
        .bind(&revision.0)
        .bind(Json(files))
        .bind(now)
        .bind(made.by)
        .bind(made.base.as_ref().map(|base| base.0.clone()))
        .execute(conn)
        .await
        .map(|_| ()))?;
    Ok(())
}

const WITHDRAW: &str = "
    UPDATE publication
    SET in_force = FALSE, withdrawn_at = $2, withdrawn_by = $3
    WHERE in_force AND revision = $1
    RETURNING id";

const PUBLISH: &str = "
    INSERT INTO publication (id, revision, replaces, note, published_at, published_by, in_force, carries)
    VALUES ($1, $2, $3, $4, $5, $6, TRUE, $7)
    ON CONFLICT (in_force) WHERE in_force DO NOTHING
    RETURNING id";

/// What is put in force.
#[derive(Clone, Debug)]
pub struct NewPublication<'a> {
    /// Which revision; it was saved before.
    pub revision: &'a RevisionId,
    /// What its publisher saw in force.
    pub replaces: Option<&'a RevisionId>,
    /// Why, in the publisher's words.
    pub note: Option<&'a str>,
    /// None: at a start, or by command.
    pub by: Option<StaffId>,
    /// Running conversations come along where they can.
    pub carries: bool,
}

/// New conversations follow this revision from now on. None: another one is in force than its
/// publisher saw, and nothing was changed.
pub async fn publish(
    tx: &mut Tx,
    new: NewPublication<'_>,
    now: DateTime<Utc>,
) -> Result<Option<PublicationId>> {
    if let Some(replaced) = new.replaces {
        let was_in_force: Option<PublicationId> = on!(tx, |conn| sqlx::query_scalar(WITHDRAW)
            .bind(&replaced.0)
            .bind(now)
            .bind(new.by)
            .fetch_optional(conn)
            .await?);
        if was_in_force.is_none() {
            return Ok(None);
        }
    }
    let id: Option<PublicationId> = on!(tx, |conn| sqlx::query_scalar(PUBLISH)
        .bind(PublicationId::fresh())
        .bind(&new.revision.0)
        .bind(new.replaces.map(|replaced| replaced.0.clone()))
        .bind(new.note)
        .bind(now)
        .bind(new.by)
        .bind(new.carries)
        .fetch_optional(conn)
        .await?);
    tx.ring_pages();
    Ok(id)
}

const PUBLISHED: &str = "SELECT revision FROM publication WHERE in_force";

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

const NAMED: &str = "
    SELECT id
    FROM content_revision
    WHERE SUBSTR(id, 1, $2) = $1
    ORDER BY id
    LIMIT 2";

/// The revisions whose name begins like this, two at most.
pub async fn named(tx: &mut Tx, beginning: &str) -> Result<Vec<RevisionId>> {
    let length = i32::try_from(beginning.chars().count()).unwrap_or(i32::MAX);
    let ids: Vec<String> = on!(tx, |conn| sqlx::query_scalar(NAMED)
        .bind(beginning)
        .bind(length)
        .fetch_all(conn)
        .await?);
    Ok(ids.into_iter().map(RevisionId).collect())
}

const WAS_PUBLISHED: &str = "
    SELECT CAST(COUNT(*) AS BIGINT)
    FROM publication
    WHERE revision = $1";

/// Was this revision ever in force? One that was thrown away as a draft was not.
pub async fn was_published(tx: &mut Tx, revision: &RevisionId) -> Result<bool> {
    let times: i64 =
        on!(tx, |conn| sqlx::query_scalar(WAS_PUBLISHED).bind(&revision.0).fetch_one(conn).await?);
    Ok(times > 0)
}

const PUBLICATIONS: &str = "
    SELECT p.id, p.revision, p.note, p.published_at, s.name AS published_by, p.in_force,
           p.withdrawn_at, w.name AS withdrawn_by, p.carries, p.carried, p.stayed, p.ended,
           p.carried_at
    FROM publication p
    LEFT JOIN staff s ON s.id = p.published_by
    LEFT JOIN staff w ON w.id = p.withdrawn_by
    ORDER BY p.published_at DESC, p.id DESC
    LIMIT $1";

/// One time that a revision was put in force.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Publication {
    /// Which time.
    pub id: PublicationId,
    /// Which revision.
    pub revision: String,
    /// Why, in the words of who published it.
    pub note: Option<String>,
    /// When, civil.
    pub published_at: DateTime<Utc>,
    /// The colleague's name; None: at a start, or by command.
    pub published_by: Option<String>,
    /// It starts conversations now.
    pub in_force: bool,
    /// When another took its place, civil.
    pub withdrawn_at: Option<DateTime<Utc>>,
    /// Who put the other in its place.
    pub withdrawn_by: Option<String>,
    /// Running conversations come along where they can.
    pub carries: bool,
    /// How many came along.
    pub carried: i64,
    /// How many finish with what they began with.
    pub stayed: i64,
    /// How many had not begun to speak, and never will.
    pub ended: i64,
    /// When everybody had been looked at, civil.
    pub carried_at: Option<DateTime<Utc>>,
}

/// Who published what, the newest first.
pub async fn publications(tx: &mut Tx, most: i64) -> Result<Vec<Publication>> {
    Ok(on!(tx, |conn| sqlx::query_as(PUBLICATIONS).bind(most).fetch_all(conn).await?))
}

// Reads what runs, by the partial index conversation_live.
const STANDING: &str = "
    SELECT revision, dialog, step, CAST(COUNT(*) AS BIGINT) AS people
    FROM conversation
    WHERE ended_at IS NULL
    GROUP BY revision, dialog, step
    ORDER BY dialog, step, revision";

/// How many conversations stand at a step.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Standing {
    /// Of which revision.
    pub revision: String,
    /// Which dialog.
    pub dialog: String,
    /// Which step.
    pub step: String,
    /// How many.
    pub people: i64,
}

/// Where running conversations stand now, of all municipalities.
pub async fn standing(tx: &mut Tx) -> Result<Vec<Standing>> {
    Ok(on!(tx, |conn| sqlx::query_as(STANDING).fetch_all(conn).await?))
}

const RUNNING: &str = "
    SELECT DISTINCT mailbox_id
    FROM conversation
    WHERE ended_at IS NULL AND mailbox_id > $1
    ORDER BY mailbox_id
    LIMIT $2";

/// The next mailboxes after `reached` in which a conversation runs.
pub async fn running_after(
    tx: &mut Tx,
    reached: Option<MailboxId>,
    many: i64,
) -> Result<Vec<MailboxId>> {
    let after = reached.unwrap_or(MailboxId(uuid::Uuid::nil()));
    Ok(on!(tx, |conn| sqlx::query_scalar(RUNNING).bind(after).bind(many).fetch_all(conn).await?))
}
