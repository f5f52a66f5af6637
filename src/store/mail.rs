//! Mail to colleagues: who was not told yet, what waits to be sent, what became of it.

use chrono::{DateTime, Utc};

use super::{Result, Tx, on};
use crate::ids::{MailId, StaffId};
use crate::plan::local_time::local_date;

/// A colleague with work that no mail told of yet.
#[derive(Clone, Copy, Debug, sqlx::FromRow)]
pub struct Untold {
    /// Who.
    pub staff_id: StaffId,
    /// Open tasks since the last mail.
    pub tasks: i64,
    /// Of these, words of danger.
    pub urgent: i64,
    /// Tasks of other colleagues behind which somebody waits.
    pub waits: i64,
    /// When the last mail was made, civil.
    pub last_at: Option<DateTime<Utc>>,
}

// A task is stamped before its transaction ends, so that one stamped just now may not be seen yet: the newest
// wait for the next look, and none falls between two mails. A coach has no other place where work is seen in time; the others look at their list all day, and
// only words of danger are worth a mail.
const UNTOLD: &str = "
    SELECT w.staff_id, w.last_at,
           CAST(COUNT(*) AS BIGINT) AS tasks,
           CAST(SUM(CASE WHEN t.kind = 'gevaar' THEN 1 ELSE 0 END) AS BIGINT) AS urgent,
           CAST(0 AS BIGINT) AS waits
    FROM (
        SELECT s.id AS staff_id, s.created_at, hand.of_id,
               (SELECT MAX(m.created_at) FROM mail m WHERE m.staff_id = s.id) AS last_at,
               (SELECT MAX(m.tells_until) FROM mail m WHERE m.staff_id = s.id) AS told_until
        FROM staff s
        JOIN in_hands hand ON hand.staff_id = s.id AND hand.first_on <= $2 AND hand.last_on >= $2
        WHERE s.disabled_at IS NULL
          AND NOT EXISTS (
              SELECT 1 FROM stand_in a
              WHERE a.absent_id = s.id AND a.deputy_id IS NOT NULL AND a.first_on <= $2 AND a.last_on >= $2)
    ) w
    JOIN task t ON t.assigned_to = w.of_id
    WHERE t.closed_at IS NULL
      AND (t.desk = 'coach' OR t.kind = 'gevaar')
      AND t.opened_at > COALESCE(w.told_until, w.created_at)
      AND t.opened_at <= $1
    GROUP BY w.staff_id, w.last_at
    ORDER BY w.staff_id";

const WAITS: &str = "
    SELECT w.staff_id, w.last_at, CAST(0 AS BIGINT) AS tasks, CAST(0 AS BIGINT) AS urgent,
           CAST(COUNT(*) AS BIGINT) AS waits
    FROM (
        SELECT s.id AS staff_id, s.gemeente_id, s.role, s.created_at,
               (SELECT MAX(m.created_at) FROM mail m WHERE m.staff_id = s.id) AS last_at,
               (SELECT MAX(m.tells_until) FROM mail m WHERE m.staff_id = s.id) AS told_until
        FROM staff s
        WHERE s.disabled_at IS NULL
    ) w
    JOIN task t ON t.gemeente_id = w.gemeente_id
    WHERE t.deputy_told_at IS NOT NULL
      AND t.closed_at IS NULL
      AND ((t.deputy_told = w.staff_id
            AND t.deputy_told_at > COALESCE(w.told_until, w.created_at)
            AND t.deputy_told_at <= $1)
           OR (t.lead_told_at > COALESCE(w.told_until, w.created_at)
               AND t.lead_told_at <= $1
               AND (EXISTS (
                        SELECT 1
                        FROM led_by l
                        JOIN in_hands hand ON hand.of_id = l.lead_id
                        WHERE l.staff_id = t.assigned_to
                          AND hand.staff_id = w.staff_id
                          AND hand.first_on <= $2 AND hand.last_on >= $2)
                    OR (w.role = 'beheerder' AND NOT EXISTS (
                        SELECT 1 FROM led_by l WHERE l.staff_id = t.assigned_to)))))
    GROUP BY w.staff_id, w.last_at
    ORDER BY w.staff_id";

/// Who was not told yet of what, as far as it opened until then, civil. For whom somebody stands in on that day is
/// not told: who stands in is.
pub async fn untold(tx: &mut Tx, until: DateTime<Utc>) -> Result<Vec<Untold>> {
    let mut all: Vec<Untold> = on!(tx, |conn| sqlx::query_as(UNTOLD)
        .bind(until)
        .bind(local_date(until))
        .fetch_all(conn)
        .await?);
    let waits: Vec<Untold> = on!(tx, |conn| sqlx::query_as(WAITS)
        .bind(until)
        .bind(local_date(until))
        .fetch_all(conn)
        .await?);
    for one in waits {
        match all.iter_mut().find(|known| known.staff_id == one.staff_id) {
            Some(known) => known.waits = one.waits,
            None => all.push(one),
        }
    }
    Ok(all)
}

const QUEUE: &str = "
    INSERT INTO mail (id, staff_id, tasks, urgent, created_at, next_at, tells_until, waits)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";

/// A mail to `of` about what opened `until` then; from `machine` on it may be sent.
pub async fn queue(
    tx: &mut Tx,
    of: &Untold,
    until: DateTime<Utc>,
    (now, machine): (DateTime<Utc>, DateTime<Utc>),
) -> Result<MailId> {
    let id = MailId::fresh();
    on!(tx, |conn| sqlx::query(QUEUE)
        .bind(id)
        .bind(of.staff_id)
        .bind(of.tasks)
        .bind(of.urgent)
        .bind(now)
        .bind(machine)
        .bind(until)
        .bind(of.waits)
        .execute(conn)
        .await
        .map(|_| ()))?;
    Ok(id)
}

/// A mail that this worker may send until its lease runs out.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Claimed {
    /// Which.
    pub id: MailId,
    /// To whom.
    pub staff_id: StaffId,
    /// How many tasks it tells of.
    pub tasks: i64,
    /// Of these, words of danger.
    pub urgent: i64,
    /// Behind how many tasks of other colleagues somebody waits.
    pub waits: i64,
    /// When it was made, civil.
    pub created_at: DateTime<Utc>,
    /// Which try this is, from 1.
    pub attempt: i64,
}

const WAITING: &str = "
    SELECT id
    FROM mail
    WHERE sent_at IS NULL AND gave_up_at IS NULL AND next_at <= $1
    ORDER BY next_at, id
    LIMIT 1";

/// Does a mail wait? For a reading connection.
pub async fn waits(tx: &mut Tx, machine: DateTime<Utc>) -> Result<bool> {
    let one: Option<MailId> =
        on!(tx, |conn| sqlx::query_scalar(WAITING).bind(machine).fetch_optional(conn).await?);
    Ok(one.is_some())
}

const CLAIM: &str = "
    UPDATE mail
    SET attempt = attempt + 1, next_at = $3
    WHERE id = $1
      AND sent_at IS NULL
      AND gave_up_at IS NULL
      AND next_at <= $2
    RETURNING id, staff_id, tasks, urgent, waits, created_at, attempt";

/// The mail that waits longest, until `lease`.
pub async fn claim(
    tx: &mut Tx,
    machine: DateTime<Utc>,
    lease: DateTime<Utc>,
) -> Result<Option<Claimed>> {
    let one: Option<MailId> =
        on!(tx, |conn| sqlx::query_scalar(WAITING).bind(machine).fetch_optional(conn).await?);
    let Some(id) = one else { return Ok(None) };
    // again: on PostgreSQL another process may have been first, and then it is not due any more
    Ok(on!(tx, |conn| sqlx::query_as(CLAIM)
        .bind(id)
        .bind(machine)
        .bind(lease)
        .fetch_optional(conn)
        .await?))
}

const ADDRESS: &str = "SELECT email FROM staff WHERE id = $1 AND disabled_at IS NULL";

/// Where a colleague gets mail; none: they do not work here any more.
pub async fn address(tx: &mut Tx, staff: StaffId) -> Result<Option<String>> {
    Ok(on!(tx, |conn| sqlx::query_scalar(ADDRESS).bind(staff).fetch_optional(conn).await?))
}

const END: &str = "
    UPDATE mail
    SET sent_at = $3, gave_up_at = $4, code = $5
    WHERE id = $1 AND attempt = $2 AND sent_at IS NULL AND gave_up_at IS NULL";

/// What became of it in the end: sent, or given up with a reason. `now` is civil.
pub async fn end(
    tx: &mut Tx,
    of: &Claimed,
    gave_up: Option<&str>,
    now: DateTime<Utc>,
) -> Result<()> {
    let (sent_at, gave_up_at) =
        if gave_up.is_none() { (Some(now), None) } else { (None, Some(now)) };
    on!(tx, |conn| sqlx::query(END)
        .bind(of.id)
        .bind(of.attempt)
        .bind(sent_at)
        .bind(gave_up_at)
        .bind(gave_up)
        .execute(conn)
        .await
        .map(|_| ()))?;
    Ok(())
}

const POSTPONE: &str = "
    UPDATE mail
    SET next_at = $3, code = $4
    WHERE id = $1 AND attempt = $2 AND sent_at IS NULL AND gave_up_at IS NULL";

/// It is tried again at `next`, machine.
pub async fn postpone(tx: &mut Tx, of: &Claimed, next: DateTime<Utc>, code: &str) -> Result<()> {
    on!(tx, |conn| sqlx::query(POSTPONE)
        .bind(of.id)
        .bind(of.attempt)
        .bind(next)
        .bind(code)
        .execute(conn)
        .await
        .map(|_| ()))?;
    Ok(())
}
