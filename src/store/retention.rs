//! The nightly removal: how far it is, and what it removes, in small pieces. What may go is decided in
//! `plan::retention`; each statement is given the moment before which.

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use super::{Result, Tx, audit, covered, on};
use crate::dialog::conversation::Conversation;
use crate::ids::{ConversationId, GemeenteId, MailboxId, PersonId};
use crate::trade::privacy::Category;

const PLAN: &str = "
    INSERT INTO retention_run (category, next_at)
    VALUES ($1, $2)
    ON CONFLICT (category) DO NOTHING";

/// The first run of a category begins at `at`, unless it is planned already.
pub async fn plan(tx: &mut Tx, category: Category, at: DateTime<Utc>) -> Result<()> {
    on!(tx, |conn| sqlx::query(PLAN)
        .bind(category.as_str())
        .bind(at)
        .execute(conn)
        .await
        .map(|_| ()))?;
    Ok(())
}

/// A category, and how its removal stands; moments are civil.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Run {
    /// A word of [`Category`].
    pub category: String,
    /// When it begins, or began.
    pub next_at: DateTime<Utc>,
    /// It is under way since then.
    pub begun_at: Option<DateTime<Utc>>,
    /// How far it is.
    pub reached: Option<Uuid>,
    /// What it, or the last one, removed.
    pub removed: i64,
    /// When the last one ended.
    pub finished_at: Option<DateTime<Utc>>,
}

const RUNS: &str = "
    SELECT category, next_at, begun_at, reached, removed, finished_at
    FROM retention_run
    ORDER BY category";

/// Every category that is planned.
pub async fn runs(tx: &mut Tx) -> Result<Vec<Run>> {
    Ok(on!(tx, |conn| sqlx::query_as(RUNS).fetch_all(conn).await?))
}

// The row stays locked until the commit: a second process waits, and goes on behind this piece.
const HOLD: &str = "
    UPDATE retention_run
    SET removed = CASE WHEN begun_at IS NULL THEN 0 ELSE removed END,
        reached = CASE WHEN begun_at IS NULL THEN NULL ELSE reached END,
        begun_at = COALESCE(begun_at, $2)
    WHERE category = $1 AND next_at <= $2
    RETURNING category, next_at, begun_at, reached, removed, finished_at";

/// The run that is due, for one piece of it; begins it if nobody did. None: it is over.
pub async fn hold(tx: &mut Tx, category: Category, now: DateTime<Utc>) -> Result<Option<Run>> {
    Ok(on!(tx, |conn| sqlx::query_as(HOLD)
        .bind(category.as_str())
        .bind(now)
        .fetch_optional(conn)
        .await?))
}

const GO_ON: &str = "
    UPDATE retention_run
    SET reached = $2, removed = removed + $3
    WHERE category = $1";

/// A piece is done, and there is more.
pub async fn go_on(
    tx: &mut Tx,
    category: Category,
    reached: Option<Uuid>,
    removed: u64,
) -> Result<()> {
    on!(tx, |conn| sqlx::query(GO_ON)
        .bind(category.as_str())
        .bind(reached)
        .bind(i64::try_from(removed).unwrap_or(i64::MAX))
        .execute(conn)
        .await
        .map(|_| ()))?;
    Ok(())
}

const END: &str = "
    UPDATE retention_run
    SET next_at = $2, begun_at = NULL, reached = NULL, removed = removed + $3, finished_at = $4
    WHERE category = $1";

/// The last piece is done: the next run begins at `next`.
pub async fn end(
    tx: &mut Tx,
    category: Category,
    removed: u64,
    (next, now): (DateTime<Utc>, DateTime<Utc>),
) -> Result<()> {
    on!(tx, |conn| sqlx::query(END)
        .bind(category.as_str())
        .bind(next)
        .bind(i64::try_from(removed).unwrap_or(i64::MAX))
        .bind(now)
        .execute(conn)
        .await
        .map(|_| ()))?;
    Ok(())
}

/// Mailboxes that are looked at together, on a connection that only reads.
const LOOKED_AT: i64 = 200;

const OLD: &str = "
    SELECT m.id,
           EXISTS (SELECT 1 FROM history h WHERE h.mailbox_id = m.id AND h.received_at < $2)
           OR EXISTS (
               SELECT 1 FROM outbox o
               WHERE o.mailbox_id = m.id AND o.created_at < $2 AND o.finished_at IS NOT NULL
                 AND LENGTH(o.sealed) > 0)
           OR EXISTS (
               SELECT 1 FROM conversation c
               WHERE c.mailbox_id = m.id AND c.ended_at < $2 AND c.forgotten_at IS NULL)
           OR EXISTS (
               SELECT 1 FROM task t
               WHERE t.mailbox_id = m.id AND t.closed_at < $3
                 AND (SELECT COUNT(*) FROM contact_attempt a WHERE a.task_id = t.id) = 0) AS is_old
    FROM mailbox m
    WHERE m.id > $1
    ORDER BY m.id
    LIMIT $4";

/// The next mailboxes after `after`, with whether anything in them is older than what is kept; empty: that was
/// the last.
pub async fn mailboxes(
    tx: &mut Tx,
    after: Option<Uuid>,
    (talk, tasks): (DateTime<Utc>, DateTime<Utc>),
) -> Result<Vec<(MailboxId, bool)>> {
    Ok(on!(tx, |conn| sqlx::query_as(OLD)
        .bind(after.unwrap_or(Uuid::nil()))
        .bind(talk)
        .bind(tasks)
        .bind(LOOKED_AT)
        .fetch_all(conn)
        .await?))
}

const OPEN_SINCE: &str = "
    SELECT MIN(o.at)
    FROM (
        SELECT MIN(first_asked_at) AS at FROM question WHERE mailbox_id = $1 AND closed_at IS NULL
        UNION ALL
        SELECT MIN(opened_at) FROM task WHERE mailbox_id = $1 AND closed_at IS NULL
        UNION ALL
        SELECT MIN(received_at) FROM inbox WHERE mailbox_id = $1
        UNION ALL
        SELECT MIN(started_at) FROM conversation WHERE mailbox_id = $1 AND ended_at IS NULL
        UNION ALL
        SELECT MIN(created_at) FROM outbox WHERE mailbox_id = $1 AND finished_at IS NULL
        UNION ALL
        SELECT MIN(made_at) FROM staff_message WHERE mailbox_id = $1 AND ended_at IS NULL
    ) o";

/// The oldest that is still open in a mailbox: a question, a task, a conversation, an event or a message.
pub async fn open_since(tx: &mut Tx, mailbox: MailboxId) -> Result<Option<DateTime<Utc>>> {
    Ok(on!(tx, |conn| sqlx::query_scalar(OPEN_SINCE).bind(mailbox).fetch_one(conn).await?))
}

// What waits on a telephone of several people stays.
const FILES: &str = "
    DELETE FROM media
    WHERE event_id IN (
        SELECT h.id
        FROM history h
        WHERE h.mailbox_id = $1 AND h.received_at < $2
          AND (SELECT COUNT(*) FROM held_event e WHERE e.event_id = h.id) = 0)";

const THEIRS: &str = "
    DELETE FROM history
    WHERE mailbox_id = $1 AND received_at < $2
      AND (SELECT COUNT(*) FROM held_event e WHERE e.event_id = history.id) = 0";

const OURS: &str = "
    UPDATE outbox
    SET sealed = $3, words_sealed = NULL, platform_sealed = NULL, platform_hash = NULL
    WHERE mailbox_id = $1 AND created_at < $2 AND finished_at IS NOT NULL AND LENGTH(sealed) > 0";

const NOTES: &[&str] = &[
    "DELETE FROM staff_note WHERE mailbox_id = $1 AND written_at < $2",
    "DELETE FROM translation WHERE mailbox_id = $1 AND asked_at < $2",
];

/// Removes the words of a mailbox from before this moment: what the person said goes whole, of what we sent only
/// that it was sent stays. Gives how many messages.
pub async fn remove_words(tx: &mut Tx, of: MailboxId, before: DateTime<Utc>) -> Result<u64> {
    on!(tx, |conn| sqlx::query(FILES).bind(of).bind(before).execute(conn).await.map(|_| ()))?;
    let theirs = on!(tx, |conn| sqlx::query(THEIRS)
        .bind(of)
        .bind(before)
        .execute(conn)
        .await?
        .rows_affected());
    let ours = on!(tx, |conn| sqlx::query(OURS)
        .bind(of)
        .bind(before)
        .bind(Vec::<u8>::new())
        .execute(conn)
        .await?
        .rows_affected());
    let covered = covered::forget(tx, of, before).await?;
    let mut notes = 0;
    for sql in NOTES {
        notes += on!(tx, |conn| sqlx::query(*sql)
            .bind(of)
            .bind(before)
            .execute(conn)
            .await?
            .rows_affected());
    }
    Ok(theirs + ours + covered + notes)
}

const ENDED: &str = "
    SELECT id, sealed
    FROM conversation
    WHERE mailbox_id = $1 AND ended_at < $2 AND forgotten_at IS NULL
    ORDER BY started_at, id
    LIMIT $3";

/// Conversations that are opened together.
const OPENED: i64 = 50;

const FORGOTTEN: &str = "UPDATE conversation SET sealed = $2, forgotten_at = $3 WHERE id = $1";

/// Removes what conversations knew that ended before this moment; a late tap still finds that they are over. Gives
/// how many, at most some tens: the rest goes in another night.
pub async fn forget_facts(
    tx: &mut Tx,
    of: MailboxId,
    before: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<u64> {
    let ended: Vec<(ConversationId, Vec<u8>)> = on!(tx, |conn| sqlx::query_as(ENDED)
        .bind(of)
        .bind(before)
        .bind(OPENED)
        .fetch_all(conn)
        .await?);
    let mut forgotten = 0;
    for (id, sealed) in ended {
        let talk = tx.vault().open_json::<Conversation>("conversation.sealed", &sealed);
        let sealed = match talk {
            Ok(mut talk) => {
                talk.facts.clear();
                talk.within.clear();
                talk.closed.iter_mut().for_each(|question| question.back = None);
                tx.vault().seal_json("conversation.sealed", &talk)?
            }
            // what does not open tells nothing; it is not looked at every night
            Err(_) => sealed,
        };
        on!(tx, |conn| sqlx::query(FORGOTTEN)
            .bind(id)
            .bind(&sealed)
            .bind(now)
            .execute(conn)
            .await
            .map(|_| ()))?;
        forgotten += 1;
    }
    Ok(forgotten)
}

// A task that stands in the contact trail proves what was done, and stays with its person.
const LETTERS: &str = "
    UPDATE letter
    SET task_id = NULL
    WHERE person_id = (SELECT id FROM person WHERE mailbox_id = $1)
      AND task_id IN (
        SELECT t.id
        FROM task t
        WHERE t.mailbox_id = $1 AND t.closed_at < $2
          AND NOT EXISTS (SELECT 1 FROM contact_attempt a WHERE a.task_id = t.id))";

const TASKS: &str = "
    DELETE FROM task
    WHERE mailbox_id = $1 AND closed_at < $2
      AND NOT EXISTS (SELECT 1 FROM contact_attempt a WHERE a.task_id = task.id)";

/// Removes the tasks of a mailbox that were closed before this moment, but for those in the contact trail; gives
/// how many.
pub async fn remove_tasks(tx: &mut Tx, of: MailboxId, before: DateTime<Utc>) -> Result<u64> {
    on!(tx, |conn| sqlx::query(LETTERS).bind(of).bind(before).execute(conn).await.map(|_| ()))?;
    Ok(on!(tx, |conn| sqlx::query(TASKS)
        .bind(of)
        .bind(before)
        .execute(conn)
        .await?
        .rows_affected()))
}

const FORGOTTEN_STRANGER: &str = "
    SELECT m.id
    FROM mailbox m
    WHERE m.id = $1
      AND m.kind = 'address'
      AND m.merged_into IS NULL
      AND EXISTS (
          SELECT 1 FROM address a JOIN address_handle n ON n.address_id = a.id WHERE a.mailbox_id = m.id)
      AND NOT EXISTS (
          SELECT 1 FROM address a
          WHERE a.mailbox_id = m.id AND (a.person_id IS NOT NULL OR a.last_inbound_at >= $2))
      AND NOT EXISTS (SELECT 1 FROM history h WHERE h.mailbox_id = m.id)";

/// Is this the mailbox of somebody unknown, of whom nothing is left to read, and who did not write since?
pub async fn is_forgotten_stranger(
    tx: &mut Tx,
    mailbox: MailboxId,
    since: DateTime<Utc>,
) -> Result<bool> {
    let found: Option<MailboxId> = on!(tx, |conn| sqlx::query_scalar(FORGOTTEN_STRANGER)
        .bind(mailbox)
        .bind(since)
        .fetch_optional(conn)
        .await?);
    Ok(found.is_some())
}

/// A person whose duty was met or lifted long ago.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Finished {
    /// Who.
    pub id: PersonId,
    /// Of which municipality.
    pub gemeente_id: GemeenteId,
    /// Their mailbox.
    pub mailbox_id: MailboxId,
    /// Since when.
    pub finished_on: Option<NaiveDate>,
    /// Has a session to come.
    pub is_expected: bool,
    /// The last that was said, by either side.
    pub last_talk: Option<DateTime<Utc>>,
}

const FINISHED: &str = "
    SELECT p.id, p.gemeente_id, p.mailbox_id, p.finished_on,
           EXISTS (
               SELECT 1
               FROM enrolment e
               JOIN session s ON s.course_id = e.course_id
               WHERE e.person_id = p.id AND e.ended_at IS NULL AND s.cancelled_at IS NULL
                 AND s.ends_at > $2) AS is_expected,
           (SELECT MAX(h.received_at) FROM history h WHERE h.mailbox_id = p.mailbox_id) AS last_talk
    FROM person p
    WHERE p.finished_on < $1
      AND p.id > $3
    ORDER BY p.id
    LIMIT $4";

/// People with an end before this day, by id, the next after `after`. `now` is civil.
pub async fn finished(
    tx: &mut Tx,
    before: NaiveDate,
    after: Option<Uuid>,
    (now, most): (DateTime<Utc>, i64),
) -> Result<Vec<Finished>> {
    Ok(on!(tx, |conn| sqlx::query_as(FINISHED)
        .bind(before)
        .bind(now)
        .bind(after.unwrap_or(Uuid::nil()))
        .bind(most)
        .fetch_all(conn)
        .await?))
}

/// Rows that are removed together, of tables that are simply by age.
const TOGETHER: i64 = 500;

const RAW: &str = "
    DELETE FROM unreadable
    WHERE id IN (SELECT id FROM unreadable WHERE received_at < $1 ORDER BY received_at, id LIMIT $2)";

const LINKS: &str = "
    DELETE FROM login_link
    WHERE token_hash IN (
        SELECT token_hash FROM login_link WHERE expires_at < $1 ORDER BY token_hash LIMIT $2)";

const FAILURES: &str = "
    DELETE FROM login_failure
    WHERE key_hash IN (
        SELECT key_hash FROM login_failure WHERE last_at < $1 ORDER BY key_hash LIMIT $2)";

const STEPS: &str = "
    DELETE FROM sign_in_step
    WHERE token_hash IN (
        SELECT token_hash FROM sign_in_step WHERE expires_at < $1 ORDER BY expires_at, token_hash LIMIT $2)";

/// Removes some of a category that is simply by age; gives how many, and whether there may be more.
pub async fn remove_old(
    tx: &mut Tx,
    category: Category,
    before: DateTime<Utc>,
) -> Result<(u64, bool)> {
    let all: &[&'static str] = match category {
        Category::Raw => &[RAW],
        Category::Audit => return audit::forget(tx, before, TOGETHER).await,
        Category::Login => &[LINKS, FAILURES, STEPS],
        _ => &[],
    };
    let (mut removed, mut more) = (0, false);
    for sql in all {
        let count = on!(tx, |conn| sqlx::query(*sql)
            .bind(before)
            .bind(TOGETHER)
            .execute(conn)
            .await?
            .rows_affected());
        removed += count;
        more |= count >= TOGETHER.unsigned_abs();
    }
    Ok((removed, more))
}
