//! Tasks behind which somebody waits and at which no colleague looked: of whom the next colleague must be told, and who
//! was told. Only that somebody waits is told, never what was said.

use chrono::{DateTime, Utc};

use super::board::Viewer;
use super::{Result, Tx, on};
use crate::ids::{GemeenteId, MailboxId, PersonId, StaffId, TaskId};
use crate::plan::staff_hours::{Step, Told};

/// Steps that one look takes.
const MOST: i64 = 200;

#[derive(sqlx::FromRow)]
struct Row {
    id: TaskId,
    gemeente_id: GemeenteId,
    assigned_to: Option<StaffId>,
    waits_since: DateTime<Utc>,
    deputy_told: bool,
}

/// Somebody waits, and nobody looked.
#[derive(Clone, Copy, Debug)]
pub struct Waits {
    /// Behind which task.
    pub task: TaskId,
    /// Of which municipality.
    pub gemeente: GemeenteId,
    /// For whom; None: for nobody in particular.
    pub on: Option<StaffId>,
    /// Since when, civil.
    pub since: DateTime<Utc>,
    /// Who was told before.
    pub told: Told,
}

const DUE: &str = "
    SELECT t.id, t.gemeente_id, t.assigned_to, t.waits_since,
           t.deputy_told_at IS NOT NULL AS deputy_told
    FROM task t
    WHERE t.waits_since IS NOT NULL
      AND t.waits_since <= $1
      AND t.closed_at IS NULL
      AND t.lead_told_at IS NULL
      AND (t.deputy_told_at IS NULL OR t.waits_since <= $2)
    ORDER BY t.waits_since, t.id
    LIMIT $3";

/// Of whom somebody is to be told: who waits since `first` was not told to a deputy, who waits since `second` not to
/// the lead. Both civil.
pub async fn due(tx: &mut Tx, first: DateTime<Utc>, second: DateTime<Utc>) -> Result<Vec<Waits>> {
    let rows: Vec<Row> = on!(tx, |conn| sqlx::query_as(DUE)
        .bind(first)
        .bind(second)
        .bind(MOST)
        .fetch_all(conn)
        .await?);
    let waits = |row: Row| Waits {
        task: row.id,
        gemeente: row.gemeente_id,
        on: row.assigned_to,
        since: row.waits_since,
        told: Told { deputy: row.deputy_told, lead: false },
    };
    Ok(rows.into_iter().map(waits).collect())
}

const TELL_DEPUTY: &str = "
    UPDATE task
    SET deputy_told_at = $2, deputy_told = $3
    WHERE id = $1 AND waits_since IS NOT NULL AND closed_at IS NULL AND deputy_told_at IS NULL";

const TELL_LEAD: &str = "
    UPDATE task
    SET lead_told_at = $2, deputy_told_at = COALESCE(deputy_told_at, $2)
    WHERE id = $1 AND waits_since IS NOT NULL AND closed_at IS NULL AND lead_told_at IS NULL";

/// Takes a step; nothing when somebody looked meanwhile, or it was taken. `now` is civil.
pub async fn tell(tx: &mut Tx, task: TaskId, step: Step, now: DateTime<Utc>) -> Result<()> {
    match step {
        Step::Deputy(deputy) => {
            on!(tx, |conn| sqlx::query(TELL_DEPUTY)
                .bind(task)
                .bind(now)
                .bind(deputy)
                .execute(conn)
                .await
                .map(|_| ()))?;
        }
        Step::Lead => {
            on!(tx, |conn| sqlx::query(TELL_LEAD)
                .bind(task)
                .bind(now)
                .execute(conn)
                .await
                .map(|_| ()))?;
        }
    }
    tx.ring_pages();
    Ok(())
}

const WAITING: &str = "
    SELECT p.mailbox_id
    FROM person p
    WHERE p.id = $1
      AND EXISTS (
          SELECT 1 FROM task t
          WHERE t.mailbox_id = p.mailbox_id AND t.waits_since IS NOT NULL AND t.closed_at IS NULL)";

/// The mailbox of this person, if somebody waits there. For a reading connection.
pub async fn waiting_at(tx: &mut Tx, person: PersonId) -> Result<Option<MailboxId>> {
    Ok(on!(tx, |conn| sqlx::query_scalar(WAITING).bind(person).fetch_optional(conn).await?))
}

const LOOKED: &str = "
    UPDATE task
    SET waits_since = NULL, deputy_told_at = NULL, deputy_told = NULL, lead_told_at = NULL
    WHERE mailbox_id = $1 AND waits_since IS NOT NULL AND closed_at IS NULL";

/// A colleague looked at what is here: nobody need be told any more.
pub async fn looked(tx: &mut Tx, mailbox: MailboxId) -> Result<()> {
    on!(tx, |conn| sqlx::query(LOOKED).bind(mailbox).execute(conn).await.map(|_| ()))?;
    tx.ring_pages();
    Ok(())
}

/// For one colleague somebody waits, and the viewer was told.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct WaitsOn {
    /// For whom; None: for nobody in particular.
    pub name: Option<String>,
    /// How many mailboxes: people, and strangers.
    pub people: i64,
    /// The longest since then, civil.
    pub since: DateTime<Utc>,
}

const TOLD: &str = "
    SELECT s.name, CAST(COUNT(DISTINCT t.mailbox_id) AS BIGINT) AS people,
           MIN(t.waits_since) AS since
    FROM task t
    LEFT JOIN staff s ON s.id = t.assigned_to
    WHERE t.gemeente_id = $1
      AND t.deputy_told_at IS NOT NULL
      AND t.closed_at IS NULL
      AND (t.deputy_told = $2
           OR (t.lead_told_at IS NOT NULL
               AND (EXISTS (
                        SELECT 1
                        FROM led_by l
                        JOIN in_hands hand ON hand.of_id = l.lead_id
                        WHERE l.staff_id = t.assigned_to
                          AND hand.staff_id = $2
                          AND hand.first_on <= $4 AND hand.last_on >= $4)
                    OR ($3 AND NOT EXISTS (
                        SELECT 1 FROM led_by l WHERE l.staff_id = t.assigned_to)))))
    GROUP BY t.assigned_to, s.name
    ORDER BY MIN(t.waits_since), t.assigned_to";

/// For whom somebody waits, as far as the viewer was told: as their deputy, as the lead of their team or who stands
/// in for that one, or, where there is no lead, because they keep the system.
pub async fn told(tx: &mut Tx, viewer: Viewer) -> Result<Vec<WaitsOn>> {
    Ok(on!(tx, |conn| sqlx::query_as(TOLD)
        .bind(viewer.gemeente)
        .bind(viewer.staff)
        .bind(viewer.role.operates())
        .bind(viewer.today)
        .fetch_all(conn)
        .await?))
}
