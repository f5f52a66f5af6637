//! Jobs that come back, each with its next moment in a row.

use chrono::{DateTime, Utc};

use super::{Result, Tx, on};
use crate::ids::{MailboxId, PersonId};
use crate::trade::course::SessionKind;

/// A job whose moment has come.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Job {
    /// Its name in policies.yaml.
    pub name: String,
    /// Its moment; later than that when the service was down.
    pub next_at: DateTime<Utc>,
    /// The last person that this run has looked at; None: it begins.
    pub reached: Option<PersonId>,
    /// Conversations that this run has begun so far.
    pub asked: i64,
}

const DUE: &str = "
    SELECT name, next_at, reached, asked
    FROM recurring_job
    WHERE next_at <= $1
    ORDER BY name";

// Another process must not run the same job beside us.
const DUE_LOCKED: &str = "
    SELECT name, next_at, reached, asked
    FROM recurring_job
    WHERE next_at <= $1
    ORDER BY name
    FOR UPDATE SKIP LOCKED";

/// The jobs due at `now`, for this transaction to run.
pub async fn due(tx: &mut Tx, now: DateTime<Utc>) -> Result<Vec<Job>> {
    let sql = if tx.is_postgres() { DUE_LOCKED } else { DUE };
    Ok(on!(tx, |conn| sqlx::query_as(sql).bind(now).fetch_all(conn).await?))
}

const PLAN: &str = "
    INSERT INTO recurring_job (name, cron, next_at)
    VALUES ($1, $2, $3)
    ON CONFLICT (name) DO UPDATE
    SET cron = excluded.cron, next_at = excluded.next_at, reached = NULL, asked = 0";

/// The job runs next at `at`, from the beginning.
pub async fn plan(tx: &mut Tx, name: &str, cron: &str, at: DateTime<Utc>) -> Result<()> {
    on!(tx, |conn| sqlx::query(PLAN)
        .bind(name)
        .bind(cron)
        .bind(at)
        .execute(conn)
        .await
        .map(|_| ()))?;
    Ok(())
}

const KEEP: &str = "
    UPDATE recurring_job
    SET cron = $2
    WHERE name = $1 AND reached IS NOT NULL
    RETURNING name";

/// The job has another expression: a run that is on its way goes on to its end, and is planned by that
/// one then. False: it is not on its way.
pub async fn keep_running(tx: &mut Tx, name: &str, cron: &str) -> Result<bool> {
    let found: Option<String> =
        on!(tx, |conn| sqlx::query_scalar(KEEP).bind(name).bind(cron).fetch_optional(conn).await?);
    Ok(found.is_some())
}

const PLANNED: &str = "SELECT name FROM recurring_job WHERE name = $1 AND cron = $2";

/// Is this job planned by this expression?
pub async fn is_planned(tx: &mut Tx, name: &str, cron: &str) -> Result<bool> {
    let found: Option<String> = on!(tx, |conn| sqlx::query_scalar(PLANNED)
        .bind(name)
        .bind(cron)
        .fetch_optional(conn)
        .await?);
    Ok(found.is_some())
}

const RAN: &str = "UPDATE recurring_job SET last_run_at = $2, last_result = $3 WHERE name = $1";

/// Notes a run and what came of it.
pub async fn ran(tx: &mut Tx, name: &str, now: DateTime<Utc>, result: &str) -> Result<()> {
    on!(tx, |conn| sqlx::query(RAN)
        .bind(name)
        .bind(now)
        .bind(result)
        .execute(conn)
        .await
        .map(|_| ()))?;
    Ok(())
}

const REMOVE: &str = "DELETE FROM recurring_job WHERE name = $1";

/// The policies no longer know this job.
pub async fn remove(tx: &mut Tx, name: &str) -> Result<()> {
    on!(tx, |conn| sqlx::query(REMOVE).bind(name).execute(conn).await.map(|_| ()))?;
    Ok(())
}

const REACHED: &str = "UPDATE recurring_job SET reached = $2, asked = $3 WHERE name = $1";

/// The run has come as far as `person`, and has begun so many conversations.
pub async fn reached(tx: &mut Tx, name: &str, person: PersonId, asked: i64) -> Result<()> {
    on!(tx, |conn| sqlx::query(REACHED)
        .bind(name)
        .bind(person)
        .bind(asked)
        .execute(conn)
        .await
        .map(|_| ()))?;
    Ok(())
}

/// Somebody a schedule looks at.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Candidate {
    /// Who.
    pub id: PersonId,
    /// Their mailbox.
    pub mailbox_id: MailboxId,
    /// Of which municipality: its CBS code.
    pub gemeente: String,
    /// Their weeks are counted from here.
    pub created_at: DateTime<Utc>,
    /// Has an address that works, and did not say stop.
    pub reachable: bool,
    /// Which part of the law they fall under.
    pub group_kind: String,
    /// Follows a course with the kind of session that was asked for.
    pub enrolled: bool,
    /// Minutes of practice that they told of so far.
    pub practised: i64,
    /// Questions of the dialog since the last one that was answered.
    pub unanswered: i64,
}

const PEOPLE_AFTER: &str = "
    SELECT p.id, p.mailbox_id, g.code AS gemeente, p.created_at, p.group_kind,
        EXISTS (SELECT 1
                FROM enrolment e
                JOIN session s ON s.course_id = e.course_id
                WHERE e.person_id = p.id
                  AND e.ended_at IS NULL
                  AND s.cancelled_at IS NULL
                  AND s.kind = $3) AS enrolled,
        CAST(COALESCE((SELECT SUM(h.minutes)
                       FROM practice_hours h
                       WHERE h.mailbox_id = p.mailbox_id), 0) AS BIGINT) AS practised,
        CAST((SELECT COUNT(*)
              FROM question q
              WHERE q.mailbox_id = p.mailbox_id
                AND q.dialog = $4
                AND NOT EXISTS (SELECT 1
                                FROM question later
                                WHERE later.mailbox_id = q.mailbox_id
                                  AND later.dialog = q.dialog
                                  AND later.closed_how = 'answered'
                                  AND later.first_asked_at >= q.first_asked_at)) AS BIGINT) AS unanswered,
        (m.stopped_at IS NULL
            AND (EXISTS (SELECT 1 FROM address a
                         WHERE a.mailbox_id = p.mailbox_id
                           AND a.unreachable_at IS NULL
                           AND (a.last_inbound_at IS NOT NULL
                                OR p.whatsapp_consent_on IS NOT NULL))
                 OR EXISTS (SELECT 1
                            FROM address_share s
                            JOIN address a ON a.id = s.address_id
                            WHERE s.mailbox_id = p.mailbox_id
                              AND a.unreachable_at IS NULL
                              AND s.hushed_at IS NULL
                              AND (s.wrote_at IS NOT NULL
                                   OR p.whatsapp_consent_on IS NOT NULL)))) AS reachable
    FROM (
        SELECT id, mailbox_id, gemeente_id, created_at, group_kind, whatsapp_consent_on
        FROM person
        WHERE id > $1
        ORDER BY id
        LIMIT $2
    ) p
    JOIN mailbox m ON m.id = p.mailbox_id
    JOIN gemeente g ON g.id = p.gemeente_id
    ORDER BY p.id";

/// The next `many` people by id, of every municipality; also those who cannot be reached, so that a
/// look costs the same wherever those stand. `kind` is the kind of session that `enrolled` asks for, `dialog` the one whose questions
/// `unanswered` counts.
pub async fn people_after(
    tx: &mut Tx,
    reached: Option<PersonId>,
    many: i64,
    (kind, dialog): (Option<SessionKind>, Option<&str>),
) -> Result<Vec<Candidate>> {
    let after = reached.unwrap_or(PersonId(uuid::Uuid::nil()));
    let kind = kind.map(SessionKind::as_str);
    Ok(on!(tx, |conn| sqlx::query_as(PEOPLE_AFTER)
        .bind(after)
        .bind(many)
        .bind(kind)
        .bind(dialog)
        .fetch_all(conn)
        .await?))
}
