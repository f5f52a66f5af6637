//! Which texts were asked about, whether they were clear, and what came of it.

use chrono::{DateTime, Utc};

use super::{Result, Tx, on};
use crate::ids::{GemeenteId, MailboxId, QuestionId};
use crate::trade::clarity::Asked;

/// So many are counted, the newest.
const COUNTED: i64 = 20_000;

const NOTE: &str = "
    INSERT INTO clear_question (question_id, gemeente_id, mailbox_id, text_id, language, asked_at)
    VALUES ($1, $2, $3, $4, $5, $6)
    ON CONFLICT (question_id) DO NOTHING";

/// This question asks whether `text` was clear, in this language. Putting it again is the same question. `now`
/// is civil.
pub async fn note(
    tx: &mut Tx,
    (gemeente, mailbox): (GemeenteId, MailboxId),
    question: QuestionId,
    (text, language): (&str, &str),
    now: DateTime<Utc>,
) -> Result<()> {
    on!(tx, |conn| sqlx::query(NOTE)
        .bind(question)
        .bind(gemeente)
        .bind(mailbox)
        .bind(text)
        .bind(language)
        .bind(now)
        .execute(conn)
        .await
        .map(|_| ()))?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct Row {
    text_id: String,
    language: String,
    said: Option<String>,
}

const ASKED: &str = "
    SELECT k.text_id, k.language,
        (SELECT a.value
         FROM answer a
         WHERE a.mailbox_id = k.mailbox_id AND a.question_id = k.question_id AND a.key = 'duidelijk'
         ORDER BY a.at DESC, a.id DESC
         LIMIT 1) AS said
    FROM clear_question k
    WHERE k.gemeente_id = $1 AND k.asked_at >= $2
    ORDER BY k.asked_at DESC, k.question_id DESC
    LIMIT $3";

/// What was asked since then, civil, with the last word about it.
pub async fn asked(tx: &mut Tx, gemeente: GemeenteId, since: DateTime<Utc>) -> Result<Vec<Asked>> {
    let rows: Vec<Row> = on!(tx, |conn| sqlx::query_as(ASKED)
        .bind(gemeente)
        .bind(since)
        .bind(COUNTED)
        .fetch_all(conn)
        .await?);
    let asked = |row: Row| Asked { text: row.text_id, language: row.language, said: row.said };
    Ok(rows.into_iter().map(asked).collect())
}
