//! Questions that were put in one of two wordings, for who compares them.

use chrono::{DateTime, Utc};

use super::{Result, Tx, on};
use crate::ids::GemeenteId;
use crate::message::TextId;
use crate::text::variants::{Put, SECOND};

/// So many questions are counted, the newest.
const COUNTED: i64 = 20_000;

#[derive(sqlx::FromRow)]
struct Row {
    text_id: String,
    language: String,
    first_asked_at: DateTime<Utc>,
    closed_at: Option<DateTime<Utc>>,
    closed_how: Option<String>,
}

// a second wording goes out on Telegram only, so that only what went there is compared
const PUT: &str = "
    SELECT q.text_id, m.language, q.first_asked_at, q.closed_at, q.closed_how
    FROM question q
    JOIN mailbox m ON m.id = q.mailbox_id
    WHERE q.gemeente_id = $1
      AND q.dialog = $2
      AND q.first_asked_at >= $3
      AND q.text_id IN ($4, $5)
      AND EXISTS (
          SELECT 1 FROM outbox o
          JOIN address a ON a.id = o.address_id
          WHERE o.question_id = q.id AND a.kind = 'telegram')
      AND NOT EXISTS (
          SELECT 1 FROM outbox o
          JOIN address a ON a.id = o.address_id
          WHERE o.question_id = q.id AND a.kind <> 'telegram')
    ORDER BY q.first_asked_at DESC, q.id
    LIMIT $6";

/// The questions of a dialog that were first put since then with this text, in either wording.
pub async fn put(
    tx: &mut Tx,
    gemeente: GemeenteId,
    (dialog, text): (&str, &TextId),
    since: DateTime<Utc>,
) -> Result<Vec<Put>> {
    let rows: Vec<Row> = on!(tx, |conn| sqlx::query_as(PUT)
        .bind(gemeente)
        .bind(dialog)
        .bind(since)
        .bind(&text.0)
        .bind(format!("{}{SECOND}", text.0))
        .bind(COUNTED)
        .fetch_all(conn)
        .await?);
    let put = |row: Row| Put {
        text: row.text_id,
        language: row.language,
        asked_at: row.first_asked_at,
        answered_at: row.closed_at.filter(|_| row.closed_how.as_deref() == Some("answered")),
    };
    Ok(rows.into_iter().map(put).collect())
}
