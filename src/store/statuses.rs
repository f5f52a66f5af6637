//! What the platforms report about messages of ours: a lattice, never backwards.

use chrono::{DateTime, Utc};

use super::outbox::{platform_columns, platform_hash};
use super::{Result, StoreError, Tx, on};
use crate::ids::{MailboxId, PartId, QuestionId};
use crate::message::{Progress, StatusReport};

/// The part that a report is about.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct About {
    /// Which.
    pub id: PartId,
    /// Of which mailbox.
    pub mailbox_id: MailboxId,
    /// The question it put.
    pub question_id: Option<QuestionId>,
    /// Was nobody sure until now whether it left?
    pub state: String,
}

const BY_PART: &str = "SELECT id, mailbox_id, question_id, state FROM outbox WHERE id = $1";

const BY_PLATFORM: &str = "
    SELECT id, mailbox_id, question_id, state
    FROM outbox
    WHERE platform_hash = $1
    ORDER BY id
    LIMIT 1";

/// Finds the part by our own id, else by the platform's.
pub async fn about(tx: &mut Tx, report: &StatusReport) -> Result<Option<About>> {
    if let Some(part) = report.part {
        let found = on!(tx, |conn| sqlx::query_as(BY_PART).bind(part).fetch_optional(conn).await?);
        if found.is_some() {
            return Ok(found);
        }
    }
    let hash = platform_hash(tx, &report.platform_id);
    Ok(on!(tx, |conn| sqlx::query_as(BY_PLATFORM).bind(&hash).fetch_optional(conn).await?))
}

// Failed is terminal unless the message was seen to arrive; each moment is kept once.
const APPLY: &str = "
    INSERT INTO delivery (part_id, sent_at, delivered_at, read_at, failed_at, failed_code)
    VALUES ($1, $2, $3, $4, $5, $6)
    ON CONFLICT (part_id) DO UPDATE
    SET sent_at = COALESCE(delivery.sent_at, excluded.sent_at),
        delivered_at = COALESCE(delivery.delivered_at, excluded.delivered_at),
        read_at = COALESCE(delivery.read_at, excluded.read_at),
        failed_at = CASE WHEN delivery.delivered_at IS NULL AND delivery.read_at IS NULL
                         THEN COALESCE(delivery.failed_at, excluded.failed_at)
                         ELSE delivery.failed_at END,
        failed_code = COALESCE(delivery.failed_code, excluded.failed_code)";

const DEFINITELY_SENT: &str = "
    UPDATE outbox
    SET state = 'accepted', platform_hash = $2, platform_sealed = $3
    WHERE id = $1 AND state = 'unknown'";

/// Applies a report; a part that was `unknown` is known to have left now.
pub async fn apply(
    tx: &mut Tx,
    about: &About,
    report: &StatusReport,
    now: DateTime<Utc>,
) -> Result<()> {
    let at = |wanted| (report.progress == wanted).then(|| report.at.unwrap_or(now));
    on!(tx, |conn| sqlx::query(APPLY)
        .bind(about.id)
        .bind(at(Progress::Sent))
        .bind(at(Progress::Delivered))
        .bind(at(Progress::Read))
        .bind(at(Progress::Failed))
        .bind(report.error_code)
        .execute(conn)
        .await
        .map(|_| ()))?;
    // also for a part that was still being sent when `about` looked: see `reported`
    if matches!(about.state.as_str(), "unknown" | "sending") {
        let (hash, sealed) = platform_columns(tx, Some(&report.platform_id));
        on!(tx, |conn| sqlx::query(DEFINITELY_SENT)
            .bind(about.id)
            .bind(&hash)
            .bind(&sealed)
            .execute(conn)
            .await
            .map(|_| ()))?;
    }
    tx.ring_pages();
    Ok(())
}

// A row is made so that a status which comes at this very moment waits for our commit, and then
// finds the part in doubt; one that came before is found here. Neither overlooks the other.
const REPORTED: &str = "
    INSERT INTO delivery (part_id)
    VALUES ($1)
    ON CONFLICT (part_id) DO UPDATE
    SET part_id = excluded.part_id
    RETURNING COALESCE(sent_at, delivered_at, read_at, failed_at) IS NOT NULL";

/// Did the platform report anything about this part? Then it has it, whatever became of our call.
pub async fn reported(tx: &mut Tx, part: PartId) -> Result<bool> {
    Ok(on!(tx, |conn| sqlx::query_scalar(REPORTED).bind(part).fetch_one(conn).await?))
}

const PARK: &str = "
    INSERT INTO early_status (key_hash, platform_hash, sealed, received_at)
    VALUES ($1, $2, $3, $4)
    ON CONFLICT (key_hash) DO NOTHING";

/// Keeps a report that came before its send returned.
pub async fn park(
    tx: &mut Tx,
    channel: &str,
    report: &StatusReport,
    now: DateTime<Utc>,
) -> Result<()> {
    let key = tx.vault().hash("early_status", &format!("{channel}:{}", report.dedupe_key));
    let hash = platform_hash(tx, &report.platform_id);
    let sealed = tx.vault().seal_json("early_status.sealed", report)?;
    on!(tx, |conn| sqlx::query(PARK)
        .bind(&key)
        .bind(&hash)
        .bind(&sealed)
        .bind(now)
        .execute(conn)
        .await
        .map(|_| ()))?;
    Ok(())
}

const TAKE_EARLY: &str = "
    DELETE FROM early_status
    WHERE platform_hash = $1
    RETURNING sealed";

/// The reports that came before this send returned.
pub async fn take_early(tx: &mut Tx, platform_id: &str) -> Result<Vec<StatusReport>> {
    let hash = platform_hash(tx, platform_id);
    let rows: Vec<Vec<u8>> =
        on!(tx, |conn| sqlx::query_scalar(TAKE_EARLY).bind(&hash).fetch_all(conn).await?);
    rows.iter().map(|sealed| tx.vault().open_json("early_status.sealed", sealed)).collect()
}

// CROSS JOIN: SQLite must begin with the few open questions, not with every message ever sent.
const SILENT: &str = "
    SELECT o.id, o.mailbox_id, o.question_id, o.state
    FROM question q
    CROSS JOIN outbox o
    JOIN address a ON a.id = o.address_id
    LEFT JOIN delivery d ON d.part_id = o.id
    WHERE q.closed_at IS NULL
      AND o.question_id = q.id
      AND q.undelivered_why IS NULL
      AND a.kind = 'whatsapp'
      AND o.state = 'accepted'
      AND o.finished_at >= q.last_asked_at
      AND o.finished_at <= $1
      AND d.delivered_at IS NULL
      AND d.read_at IS NULL
    ORDER BY o.id
    LIMIT 200";

/// Questions on WhatsApp that were accepted before `before` and never reached a phone.
pub async fn not_delivered(tx: &mut Tx, before: DateTime<Utc>) -> Result<Vec<About>> {
    Ok(on!(tx, |conn| sqlx::query_as(SILENT).bind(before).fetch_all(conn).await?))
}

const SWEEP_EARLY: &str = "DELETE FROM early_status WHERE received_at < $1";
const SWEEP_KEYS: &str = "DELETE FROM seen_key WHERE seen_at < $1";

/// Forgets keys and early reports that can no longer matter.
pub async fn sweep(
    tx: &mut Tx,
    keys_before: DateTime<Utc>,
    early_before: DateTime<Utc>,
) -> Result<()> {
    for (sql, before) in [(SWEEP_KEYS, keys_before), (SWEEP_EARLY, early_before)] {
        on!(tx, |conn| sqlx::query(sql)
            .bind(before)
            .execute(conn)
            .await
            .map(|_| ())
            .map_err(StoreError::from))?;
    }
    Ok(())
}
