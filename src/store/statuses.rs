//! What the platforms report about messages of ours, one at a time; `hot::statuses` applies many.

use chrono::{DateTime, Utc};

use super::{Result, StoreError, Tx, on};
use crate::ids::{MailboxId, PartId, QuestionId};
use crate::message::StatusReport;

/// The part that a report is about.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct About {
    /// Which.
    pub id: PartId,
    /// Of which mailbox.
    pub mailbox_id: MailboxId,
    /// The question it put.
    pub question_id: Option<QuestionId>,
    /// Its newest attempt.
    pub attempt: i64,
    /// Was nobody sure until now whether it left?
    pub state: String,
}

impl About {
    /// Does it tell of an attempt before the newest? Such news, or a copy of it, came after the part
    /// was queued again because that attempt failed: it says nothing of what was sent since.
    pub fn is_past(&self, report: &StatusReport) -> bool {
        report.attempt.is_some_and(|told| told.number < self.attempt)
    }
}

// CROSS JOIN: SQLite must begin with the few open questions, not with every message ever sent.
const SILENT: &str = "
    SELECT o.id, o.mailbox_id, o.question_id, o.attempt, o.state
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
