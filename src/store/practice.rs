//! Hours of practice that people told us of.

use chrono::{DateTime, NaiveDate, Utc};

use super::{Result, Tx, on};
use crate::ids::{ConversationId, EnrolmentId, MailboxId, PracticeId};

const NOTE: &str = "
    INSERT INTO practice_hours (id, mailbox_id, conversation_id, enrolment_id, minutes, on_day,
                                said_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7)";

/// What somebody told.
#[derive(Clone, Copy, Debug)]
pub struct Told {
    /// In which conversation.
    pub conversation: ConversationId,
    /// About which course.
    pub enrolment: Option<EnrolmentId>,
    /// How long; more than none.
    pub minutes: i64,
    /// On which day, in Europe/Amsterdam.
    pub on_day: NaiveDate,
}

/// Notes hours of practice.
pub async fn note(tx: &mut Tx, mailbox: MailboxId, told: Told, now: DateTime<Utc>) -> Result<()> {
    on!(tx, |conn| sqlx::query(NOTE)
        .bind(PracticeId::fresh())
        .bind(mailbox)
        .bind(told.conversation)
        .bind(told.enrolment)
        .bind(told.minutes)
        .bind(told.on_day)
        .bind(now)
        .execute(conn)
        .await
        .map(|_| ()))?;
    Ok(())
}

const TOTAL: &str = "
    SELECT CAST(COALESCE(SUM(minutes), 0) AS BIGINT)
    FROM practice_hours
    WHERE mailbox_id = $1";

/// Minutes of practice that somebody told of so far.
pub async fn total(tx: &mut Tx, mailbox: MailboxId) -> Result<i64> {
    Ok(on!(tx, |conn| sqlx::query_scalar(TOTAL).bind(mailbox).fetch_one(conn).await?))
}
