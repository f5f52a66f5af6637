//! How a dialog is walked: what was asked, what was answered, where it fell silent. Counts only,
//! of one municipality; bounded, however many people there are.

use chrono::{DateTime, Utc};

use super::{Result, Tx, on};
use crate::ids::GemeenteId;

/// So many questions of a dialog are counted, the newest.
pub const COUNTED: i64 = 20_000;

/// Questions of one step that ended alike.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Asked {
    /// Which step asked.
    pub step: String,
    /// How it was closed; none: it is open.
    pub closed_how: Option<String>,
    /// What was answered last, as the key of a choice.
    pub value: Option<String>,
    /// The last try did not arrive.
    pub undelivered: bool,
    /// Nobody answered within the first wait.
    pub climbed: bool,
    /// How many.
    pub questions: i64,
}

// Answers are found by their mailbox, which has few: an index by question would be one more write
// for every answer that anybody gives.
const ASKED: &str = "
    WITH lately AS (
        SELECT id, mailbox_id, step, closed_how, first_asked_at, rungs_done,
               undelivered_why IS NOT NULL AS undelivered
        FROM question
        WHERE gemeente_id = $1
          AND dialog = $2
          AND first_asked_at >= $3
        ORDER BY first_asked_at DESC, id
        LIMIT $4
    )
    SELECT l.step, l.closed_how, a.value, l.undelivered, l.rungs_done > 0 AS climbed,
           CAST(COUNT(*) AS BIGINT) AS questions
    FROM lately l
    LEFT JOIN answer a ON a.mailbox_id = l.mailbox_id
        AND a.at >= l.first_asked_at
        AND a.question_id = l.id
        AND a.key = l.step
        AND NOT EXISTS (
            SELECT 1 FROM answer b
            WHERE b.mailbox_id = l.mailbox_id
              AND b.at >= a.at
              AND b.question_id = l.id
              AND b.key = l.step
              AND (b.at, b.id) > (a.at, a.id))
    GROUP BY l.step, l.closed_how, a.value, l.undelivered, l.rungs_done > 0
    ORDER BY l.step, l.closed_how, a.value, l.undelivered, l.rungs_done > 0";

/// What became of the questions of a dialog that were first asked since then.
pub async fn asked(
    tx: &mut Tx,
    gemeente: GemeenteId,
    dialog: &str,
    since: DateTime<Utc>,
) -> Result<Vec<Asked>> {
    Ok(on!(tx, |conn| sqlx::query_as(ASKED)
        .bind(gemeente)
        .bind(dialog)
        .bind(since)
        .bind(COUNTED)
        .fetch_all(conn)
        .await?))
}

const INSIDE: &str = "
    SELECT dialog, CAST(COUNT(*) AS BIGINT) AS conversations
    FROM conversation
    WHERE gemeente_id = $1
      AND ended_at IS NULL
    GROUP BY dialog
    ORDER BY dialog";

/// How many conversations of each dialog are going on.
pub async fn inside(tx: &mut Tx, gemeente: GemeenteId) -> Result<Vec<(String, i64)>> {
    Ok(on!(tx, |conn| sqlx::query_as(INSIDE).bind(gemeente).fetch_all(conn).await?))
}

const PUBLISHED_AT: &str = "SELECT published_at FROM publication WHERE in_force";

/// When what is in force was published, civil; none: nothing ever was.
pub async fn published_at(tx: &mut Tx) -> Result<Option<DateTime<Utc>>> {
    Ok(on!(tx, |conn| sqlx::query_scalar(PUBLISHED_AT).fetch_optional(conn).await?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::{AnswerId, ConversationId, MailboxId, QuestionId};
    use crate::store::fixture::{Town, hours, now};
    use crate::store::testing::each_database;

    const QUESTION: &str = "
        INSERT INTO question (id, gemeente_id, mailbox_id, conversation_id, dialog, step, text_id,
                              first_asked_at, last_asked_at, times_asked, rungs_done,
                              undelivered_why, closed_at, closed_how)
        VALUES ($1, $2, $3, $4, 'proef', 'vraag', 'proef-vraag', $5, $5, 1, $6, $7, $8, $9)";

    const ANSWER: &str = "
        INSERT INTO answer (id, mailbox_id, conversation_id, question_id, key, value, route,
                            correction, at)
        VALUES ($1, $2, $3, $4, $5, $6, 'telegram', FALSE, $7)";

    async fn question(
        tx: &mut Tx,
        of: (GemeenteId, MailboxId),
        how: Option<&str>,
        age: i64,
    ) -> QuestionId {
        let id = QuestionId::fresh();
        let at = now() - hours(age);
        let rungs = i64::from(how == Some("no_answer"));
        let why = (how == Some("undelivered")).then_some("geblokkeerd");
        let closed = how.map(|_| at);
        on!(tx, |conn| sqlx::query(QUESTION)
            .bind(id)
            .bind(of.0)
            .bind(of.1)
            .bind(ConversationId::fresh())
            .bind(at)
            .bind(rungs)
            .bind(why)
            .bind(closed)
            .bind(how)
            .execute(conn)
            .await
            .map(|_| ()))
        .unwrap();
        id
    }

    async fn answer(
        tx: &mut Tx,
        mailbox: MailboxId,
        to: QuestionId,
        key: &str,
        value: &str,
        age: i64,
    ) {
        on!(tx, |conn| sqlx::query(ANSWER)
            .bind(AnswerId::fresh())
            .bind(mailbox)
            .bind(ConversationId::fresh())
            .bind(to)
            .bind(key)
            .bind(value)
            .bind(now() - hours(age))
            .execute(conn)
            .await
            .map(|_| ()))
        .unwrap();
    }

    #[tokio::test]
    async fn the_last_answer_counts_and_what_is_old_does_not() {
        for test in each_database().await {
            let town = Town::found(&test.db).await;
            let mut tx = test.db.begin().await.unwrap();
            let who = town.person(&mut tx, ("K-1", "Amina", "asiel"), None, None).await;
            let mailbox = who.mailbox;
            let of = (town.gemeente, mailbox);
            let first = question(&mut tx, of, Some("answered"), 9).await;
            answer(&mut tx, mailbox, first, "vraag", "ja", 8).await;
            answer(&mut tx, mailbox, first, "vraag", "nee", 7).await;
            answer(&mut tx, mailbox, first, "reden", "ziek", 7).await;
            let second = question(&mut tx, of, Some("answered"), 6).await;
            answer(&mut tx, mailbox, second, "vraag", "nee", 5).await;
            question(&mut tx, of, Some("no_answer"), 4).await;
            question(&mut tx, of, Some("undelivered"), 4).await;
            question(&mut tx, of, None, 2).await;
            question(&mut tx, of, None, 5_000).await;
            let rows = asked(&mut tx, town.gemeente, "proef", now() - hours(1_000)).await.unwrap();
            let told: Vec<String> = rows
                .iter()
                .map(|r| {
                    let how = r.closed_how.as_deref().unwrap_or("open");
                    let value = r.value.as_deref().unwrap_or("-");
                    format!("{how} {value} {} {} {}", r.undelivered, r.climbed, r.questions)
                })
                .collect();
            let mut told = told;
            told.sort();
            assert_eq!(
                told,
                [
                    "answered nee false false 2",
                    "no_answer - false true 1",
                    "open - false false 1",
                    "undelivered - true false 1",
                ]
            );
            let elsewhere = GemeenteId::fresh();
            let none = asked(&mut tx, elsewhere, "proef", now() - hours(1_000)).await.unwrap();
            assert!(none.is_empty(), "another municipality sees nothing");
        }
    }
}
