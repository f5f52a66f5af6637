//! In the tables of every message the database checks no reference but the mailbox: it would cost
//! some twenty look-ups for each answer. So it is looked for here, and after every day of `chaos`,
//! whether a row refers to nothing.

use wegwijzer::store::testing::each_database;

use super::plans::put_in_a_past;
use super::support::rows;

/// What stands for a reference: `table.column > parent`.
const REFERENCES: &[&str] = &[
    "conversation.gemeente_id > gemeente.id",
    "conversation.revision > content_revision.id",
    "conversation.enrolment_id > enrolment.id",
    "conversation.session_id > session.id",
    "question.gemeente_id > gemeente.id",
    "question.conversation_id > conversation.id",
    "question.session_id > session.id",
    "wait.conversation_id > conversation.id",
    "answer.conversation_id > conversation.id",
    "answer.question_id > question.id",
    "inbox.address_id > address.id",
    "history.address_id > address.id",
    "outbox.gemeente_id > gemeente.id",
    "outbox.address_id > address.id",
    "outbox.conversation_id > conversation.id",
    "outbox.question_id > question.id",
    "outbox.revision > content_revision.id",
    "covered_message.conversation_id > conversation.id",
    "covered_message.question_id > question.id",
    "covered_message.revision > content_revision.id",
    "task.gemeente_id > gemeente.id",
    "task.conversation_id > conversation.id",
    "task.question_id > question.id",
    "task.session_id > session.id",
    "contact_attempt.question_id > question.id",
    "contact_attempt.part_id > outbox.id",
    "contact_attempt.task_id > task.id",
];

/// Which references lead to nothing, and how often.
pub async fn to_nothing(url: &str) -> Vec<String> {
    let mut found = Vec::new();
    for reference in REFERENCES {
        let (from, to) = reference.split_once(" > ").unwrap();
        let ((table, column), (parent, key)) =
            (from.split_once('.').unwrap(), to.split_once('.').unwrap());
        let sql = format!(
            "SELECT COUNT(*) FROM {table} c WHERE c.{column} IS NOT NULL
             AND NOT EXISTS (SELECT 1 FROM {parent} p WHERE p.{key} = c.{column})"
        );
        let count = rows::number_of(url, sql).await;
        if count > 0 {
            found.push(format!("{count} rows: {reference}"));
        }
    }
    found
}

#[tokio::test]
async fn a_row_that_refers_to_nothing_is_found() {
    for test in each_database().await {
        assert_eq!(to_nothing(&test.url).await, Vec::<String>::new());
        put_in_a_past(&test).await;
        let of_parts = "outbox.revision > content_revision.id";
        let found = async || to_nothing(&test.url).await.join("\n");
        assert!(!found().await.contains(of_parts));
        rows::change(&test.url, "UPDATE outbox SET revision = 'nothing'").await;
        assert!(found().await.contains(of_parts));
    }
}
