//! Open tasks, for the second part of the home page.

use chrono::{DateTime, Utc};

use super::{COUNTED, Choice, Viewer};
use crate::ids::{AddressId, PersonId, StaffId, TaskId};
use crate::store::{Result, Tx, on};
use crate::trade::person::{GroupKind, Language};

// Only the rows that are shown are looked up in the other tables; the count stops at $9. Danger goes
// first, and is shown to everybody who may see the person, whatever part of the list is chosen.
const TASKS: &str = "
    WITH hands AS (
        SELECT hand.of_id
        FROM in_hands hand
        WHERE hand.staff_id = $3 AND hand.first_on <= $11 AND hand.last_on >= $11
    ),
    circle AS (
        SELECT of_id FROM hands
        UNION
        SELECT mate.id
        FROM staff viewer
        JOIN staff mate ON mate.team_id = viewer.team_id
        WHERE viewer.id = $3 AND $6 = 'team'
    )
    SELECT t.id, t.kind, t.desk, t.reason, t.opened_at, p.id AS person_id,
           COALESCE(p.klantnummer,
                    (SELECT STRING_AGG(u.klantnummer, ' / ' ORDER BY s.since, s.mailbox_id)
                     FROM address a
                     JOIN address_share s ON s.address_id = a.id
                     JOIN person u ON u.id = s.person_id
                     WHERE a.mailbox_id = t.mailbox_id)) AS klantnummer,
           COALESCE(p.name,
                    (SELECT STRING_AGG(u.name, ' / ' ORDER BY s.since, s.mailbox_id)
                     FROM address a
                     JOIN address_share s ON s.address_id = a.id
                     JOIN person u ON u.id = s.person_id
                     WHERE a.mailbox_id = t.mailbox_id)) AS name,
           p.group_kind, t.assigned_to, p.klantmanager_id, p.coach_id,
           (SELECT a.id
            FROM address a
            WHERE t.kind = 'voor-wie'
              AND t.reason = 'stop'
              AND a.mailbox_id = t.mailbox_id
              AND a.joined_into IS NULL
              AND EXISTS (
                  SELECT 1 FROM address_share s
                  WHERE s.address_id = a.id AND s.hushed_at IS NOT NULL)
            ORDER BY a.id LIMIT 1) AS silent_phone,
           asg.name AS assigned, km.name AS klantmanager, co.name AS coach,
           se.kind AS session_kind, se.number AS session_number, se.starts_at, cu.name AS course,
           o.of_how_many
    FROM (
        SELECT i.id, i.opened_at, i.turn, CAST(COUNT(*) OVER () AS BIGINT) AS of_how_many
        FROM (
            SELECT t.id, t.opened_at, CASE WHEN t.kind = 'gevaar' THEN 0 ELSE 1 END AS turn
            FROM task t
            LEFT JOIN person p ON p.mailbox_id = t.mailbox_id
            WHERE t.gemeente_id = $1
              AND t.closed_at IS NULL
              AND ($2 OR p.coach_id IN (SELECT of_id FROM hands))
              AND ($4 OR t.desk <> 'beheer')
              AND (t.kind = 'gevaar' OR $5 IS NULL OR EXISTS (
                      SELECT 1 FROM enrolment e
                      WHERE e.person_id = p.id AND e.course_id = $5 AND e.ended_at IS NULL))
              AND (t.kind = 'gevaar'
                   OR $6 = 'allen'
                   OR t.assigned_to IN (SELECT of_id FROM circle)
                   OR p.klantmanager_id IN (SELECT of_id FROM circle)
                   OR p.coach_id IN (SELECT of_id FROM circle)
                   OR ($2 AND t.assigned_to IS NULL AND p.klantmanager_id IS NULL))
              AND (t.kind = 'gevaar' OR $7 IS NULL OR p.group_kind = $7)
              AND (t.kind = 'gevaar' OR $10 IS NULL OR EXISTS (
                      SELECT 1 FROM mailbox m WHERE m.id = t.mailbox_id AND m.language = $10))
            ORDER BY t.opened_at, t.id
            LIMIT $9
        ) i
        ORDER BY i.turn, i.opened_at, i.id
        LIMIT $8
    ) o
    JOIN task t ON t.id = o.id
    LEFT JOIN person p ON p.mailbox_id = t.mailbox_id
    LEFT JOIN staff asg ON asg.id = t.assigned_to
    LEFT JOIN staff km ON km.id = p.klantmanager_id
    LEFT JOIN staff co ON co.id = p.coach_id
    LEFT JOIN session se ON se.id = t.session_id
    LEFT JOIN course cu ON cu.id = se.course_id
    ORDER BY o.turn, t.opened_at, t.id";

/// Work that waits for a colleague.
#[derive(Clone, sqlx::FromRow)]
pub struct OpenTask {
    /// Which.
    pub id: TaskId,
    /// A kind of `trade::task`.
    pub kind: String,
    /// `coach`, `klantmanager`, `beheer`.
    pub desk: String,
    /// A code of the dialog, such as `opvang`.
    pub reason: Option<String>,
    /// Since when, civil.
    pub opened_at: DateTime<Utc>,
    /// Whose page says more; None for a stranger, a shared telephone and for failures.
    pub person_id: Option<PersonId>,
    /// About whom, on a shared telephone all who use it; None for a stranger and for failures.
    pub klantnummer: Option<String>,
    /// Their names, as imported.
    pub name: Option<String>,
    /// The telephone on which somebody said "stop", where who did is to be found out.
    pub silent_phone: Option<AddressId>,
    /// `asiel`, `gezin`, `overig`.
    pub group_kind: Option<String>,
    /// The colleague who has it, if one was chosen.
    pub assigned_to: Option<StaffId>,
    /// The person's klantmanager.
    pub klantmanager_id: Option<StaffId>,
    /// The person's coach.
    pub coach_id: Option<StaffId>,
    /// Name of the colleague who has it, if one was chosen.
    pub assigned: Option<String>,
    /// Name of the person's klantmanager.
    pub klantmanager: Option<String>,
    /// Name of the person's coach.
    pub coach: Option<String>,
    /// The session it is about; also the three fields below.
    pub session_kind: Option<String>,
    /// 1 is the first dagdeel.
    pub session_number: Option<i64>,
    /// When that session starts.
    pub starts_at: Option<DateTime<Utc>>,
    /// The name of its course.
    pub course: Option<String>,
    /// How many open tasks there are in all, in this choice; [`COUNTED`] means: at least so many.
    pub of_how_many: i64,
}

/// Open tasks, danger first and then the oldest, as many as are asked for. Failures are shown to whoever keeps the system.
pub async fn tasks(tx: &mut Tx, viewer: Viewer, choice: Choice) -> Result<Vec<OpenTask>> {
    if viewer.sees_nobody() {
        return Ok(Vec::new());
    }
    Ok(on!(tx, |conn| sqlx::query_as(TASKS)
        .bind(viewer.gemeente)
        .bind(viewer.sees_gemeente())
        .bind(viewer.staff)
        .bind(viewer.role.operates())
        .bind(choice.course)
        .bind(choice.whose.as_str())
        .bind(choice.group.map(GroupKind::as_str))
        .bind(choice.length.rows())
        .bind(COUNTED)
        .bind(choice.language.map(Language::as_str))
        .bind(viewer.today)
        .fetch_all(conn)
        .await?))
}
