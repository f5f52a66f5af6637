//! What somebody answered to "how does it go?", the newest answer of each time that it was asked.

use chrono::{DateTime, Utc};

use super::{Result, Tx, on};
use crate::ids::{MailboxId, QuestionId};
use crate::plan::trend::{KEY, Step};

/// Answers that are read: more than two years of check-ins, corrections included.
const MOST: i64 = 60;

/// One time that it was asked. Deliberately without `Debug`: it is personal data.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Told {
    /// To which question.
    pub question: QuestionId,
    /// When it was answered first, civil.
    pub at: DateTime<Utc>,
    /// What holds now.
    pub step: Step,
}

const TOLD: &str = "
    SELECT question_id, at, value
    FROM answer
    WHERE mailbox_id = $1 AND key = $2
    ORDER BY at DESC, id DESC
    LIMIT $3";

/// What was told, the oldest first. A correction takes the place of what it corrects.
pub async fn told(tx: &mut Tx, mailbox: MailboxId) -> Result<Vec<Told>> {
    let rows: Vec<(QuestionId, DateTime<Utc>, String)> = on!(tx, |conn| sqlx::query_as(TOLD)
        .bind(mailbox)
        .bind(KEY)
        .bind(MOST)
        .fetch_all(conn)
        .await?);
    let mut told: Vec<Told> = Vec::new();
    for (question, at, value) in rows {
        // a step that the content of another day offered says nothing on this scale
        let Some(step) = Step::parse(&value) else { continue };
        match told.iter_mut().find(|one| one.question == question) {
            Some(newer) => newer.at = at,
            None => told.push(Told { question, at, step }),
        }
    }
    told.reverse();
    told.sort_by_key(|one| one.at);
    Ok(told)
}
