//! Of whom nothing is heard.
//!
//! "Silent" is one thing, written once: a person with an open question, or a person whom no
//! message can reach (said stop, every address shut, invitation unused, no address at all). Each
//! person counts once. Whom a colleague put off for some days is silent all the same, and shown apart.

use chrono::{DateTime, Utc};

use super::{COUNTED, Choice, Viewer, Why};
use crate::ids::{CourseId, PersonId, QuestionId, SmartGroupId, StaffId, TaskId};
use crate::store::desk::Reach;
use crate::store::{Result, Tx, on};
use crate::trade::person::{GroupKind, Language};

// $1 gemeente, $2 sees the whole gemeente, $3 the viewer, $4 civil now, $5 its day. Each part of `quiet` begins at a partial
// index that holds nobody but those it is about, so that a look costs what there is to see, however
// many people there are. Nobody is in two parts.
macro_rules! silent {
    ($rest:literal) => {
        concat!(
            "
    WITH hands AS (
        SELECT hand.of_id
        FROM in_hands hand
        WHERE hand.staff_id = $3 AND hand.first_on <= $5 AND hand.last_on >= $5
    ),
    team_mates AS (
        SELECT mate.id
        FROM staff viewer
        JOIN staff mate ON mate.team_id = viewer.team_id
        WHERE viewer.id = $3
    ),
    quiet AS (
        SELECT q.mailbox_id, 'question' AS why, q.id AS question_id, q.first_asked_at AS since
        FROM question q
        WHERE q.gemeente_id = $1
          AND q.closed_at IS NULL
          AND NOT EXISTS (
              SELECT 1 FROM question o
              WHERE o.mailbox_id = q.mailbox_id
                AND o.closed_at IS NULL
                AND (o.first_asked_at, o.id) < (q.first_asked_at, q.id))
        UNION ALL
        SELECT m.id, 'stopped', NULL, m.stopped_at
        FROM mailbox m
        WHERE m.gemeente_id = $1
          AND m.stopped_at IS NOT NULL
          AND NOT EXISTS (
              SELECT 1 FROM question q WHERE q.mailbox_id = m.id AND q.closed_at IS NULL)
        UNION ALL
        SELECT m.id, 'unreachable', NULL, a.unreachable_at
        FROM address a
        JOIN mailbox m ON m.id = a.mailbox_id
        WHERE a.gemeente_id = $1
          AND a.unreachable_at IS NOT NULL
          AND a.person_id IS NOT NULL
          AND a.joined_into IS NULL
          AND m.stopped_at IS NULL
          AND NOT EXISTS (
              SELECT 1 FROM address b
              WHERE b.person_id = a.person_id
                AND b.joined_into IS NULL
                AND (b.unreachable_at IS NULL
                     OR (b.unreachable_at, b.id) > (a.unreachable_at, a.id)))
          AND NOT EXISTS (
              SELECT 1
              FROM address_share h
              JOIN address b ON b.id = h.address_id
              WHERE h.mailbox_id = m.id AND h.hushed_at IS NULL AND b.unreachable_at IS NULL)
          AND NOT EXISTS (
              SELECT 1 FROM question q WHERE q.mailbox_id = m.id AND q.closed_at IS NULL)
        UNION ALL
        SELECT unheard.mailbox_id, 'unreachable', NULL, COALESCE(a.unreachable_at, unheard.hushed_at)
        FROM (SELECT s.address_id, s.mailbox_id, s.person_id, s.hushed_at
              FROM address b
              JOIN address_share s ON s.address_id = b.id
              WHERE b.gemeente_id = $1 AND b.unreachable_at IS NOT NULL
              UNION
              SELECT s.address_id, s.mailbox_id, s.person_id, s.hushed_at
              FROM address_share s
              WHERE s.hushed_at IS NOT NULL) unheard
        JOIN address a ON a.id = unheard.address_id
        JOIN mailbox m ON m.id = unheard.mailbox_id
        WHERE a.gemeente_id = $1
          AND m.stopped_at IS NULL
          AND NOT EXISTS (
              SELECT 1 FROM address b
              WHERE b.person_id = unheard.person_id AND b.joined_into IS NULL)
          AND NOT EXISTS (
              SELECT 1
              FROM address_share o
              JOIN address b ON b.id = o.address_id
              WHERE o.mailbox_id = unheard.mailbox_id
                AND ((o.hushed_at IS NULL AND b.unreachable_at IS NULL)
                     OR o.address_id > unheard.address_id))
          AND NOT EXISTS (
              SELECT 1 FROM question q WHERE q.mailbox_id = m.id AND q.closed_at IS NULL)
        UNION ALL
        SELECT m.id,
               CASE WHEN EXISTS (SELECT 1 FROM invitation v
                                 WHERE v.person_id = p.id AND v.used_at IS NULL)
                    THEN 'invitation'
                    ELSE 'no_address' END,
               NULL,
               COALESCE(
                   (SELECT MIN(v.created_at) FROM invitation v
                    WHERE v.person_id = p.id AND v.used_at IS NULL),
                   p.created_at)
        FROM person p
        JOIN mailbox m ON m.id = p.mailbox_id
        WHERE p.gemeente_id = $1
          AND p.address_since IS NULL
          AND (p.phone_sealed IS NULL OR p.whatsapp_consent_on IS NULL)
          AND m.stopped_at IS NULL
          AND NOT EXISTS (
              SELECT 1 FROM question q WHERE q.mailbox_id = m.id AND q.closed_at IS NULL)
    ),
    silent AS (
        SELECT p.id AS person_id, p.mailbox_id, p.klantnummer, p.name, p.group_kind,
               p.klantmanager_id, p.coach_id, m.language, m.stopped_at, m.taken_over_at,
               CASE WHEN p.klantmanager_id IN (SELECT of_id FROM hands)
                      OR p.coach_id IN (SELECT of_id FROM hands)
                      OR ($2 AND p.klantmanager_id IS NULL)
                    THEN TRUE ELSE FALSE END AS mine,
               CASE WHEN p.klantmanager_id IN (SELECT id FROM team_mates)
                      OR p.coach_id IN (SELECT id FROM team_mates)
                    THEN TRUE ELSE FALSE END AS a_mates,
               n.why, n.question_id, n.since,
               -- what began after it was put off is news
               CASE WHEN z.until > $4 AND z.put_at >= n.since THEN TRUE ELSE FALSE END AS snoozed,
               z.until AS snoozed_until
        FROM quiet n
        JOIN person p ON p.mailbox_id = n.mailbox_id
        JOIN mailbox m ON m.id = n.mailbox_id
        LEFT JOIN snooze z ON z.person_id = p.id
        WHERE p.gemeente_id = $1
          AND ($2 OR p.coach_id IN (SELECT of_id FROM hands))
    )",
            $rest
        )
    };
}

const SILENT: &str = silent!(
    ",
    shown AS (
        SELECT i.*,
               (SELECT a.id FROM contact_attempt a
                WHERE a.mailbox_id = i.mailbox_id
                ORDER BY a.at DESC, a.id DESC LIMIT 1) AS attempt_id,
               (SELECT o.id FROM outbox o
                WHERE o.question_id = i.question_id
                ORDER BY o.created_at DESC, o.seq DESC, o.id DESC LIMIT 1) AS part_id,
               (SELECT t.id FROM task t
                WHERE t.mailbox_id = i.mailbox_id AND t.closed_at IS NULL
                ORDER BY t.opened_at, t.id LIMIT 1) AS task_id,
               (SELECT MAX(v.expires_at) FROM invitation v
                WHERE v.person_id = i.person_id AND v.used_at IS NULL) AS invitation_until,
               EXISTS (SELECT 1 FROM hardship h
                       WHERE h.person_id = i.person_id AND h.decided_at IS NULL) AS is_hard,
               EXISTS (SELECT 1 FROM task w
                       WHERE w.mailbox_id = i.mailbox_id AND w.kind = 'check-in'
                         AND w.cause = 'hoe-gaat-het' AND w.closed_at IS NULL) AS goes_worse
        FROM silent i
        WHERE ($6 IS NULL OR EXISTS (
                  SELECT 1 FROM enrolment e
                  WHERE e.person_id = i.person_id AND e.course_id = $6 AND e.ended_at IS NULL))
          AND ($7 = 'allen' OR i.mine OR ($7 = 'team' AND i.a_mates))
          AND ($8 IS NULL OR i.group_kind = $8)
          AND ($9 IS NULL OR i.language = $9)
          AND ($10 IS NULL OR i.why = $10)
          AND i.snoozed = $11
          AND ($12 IS NULL OR EXISTS (
                  SELECT 1 FROM fits_smart_group t
                  WHERE t.group_id = $12 AND t.person_id = i.person_id))
        ORDER BY i.since, i.person_id
        LIMIT $13
    )
    SELECT i.person_id, i.klantnummer, i.name, i.group_kind, i.klantmanager_id, i.coach_id, i.why, i.since, i.invitation_until, i.is_hard,
           i.goes_worse,
           i.language, i.snoozed_until, i.coach_id IS NOT NULL AS has_coach,
           i.stopped_at IS NOT NULL AS is_stopped, i.taken_over_at IS NOT NULL AS is_taken_over,
           (SELECT CAST(COUNT(*) AS BIGINT) FROM address b
            WHERE b.person_id = i.person_id AND b.unreachable_at IS NULL AND b.joined_into IS NULL)
           + (SELECT CAST(COUNT(*) AS BIGINT)
              FROM address_share h
              JOIN address b ON b.id = h.address_id
              WHERE h.mailbox_id = i.mailbox_id AND h.hushed_at IS NULL AND b.unreachable_at IS NULL)
               AS addresses,
           q.last_asked_at, i.question_id, q.text_id, q.times_asked, q.undelivered_why, q.next_rung,
           q.next_rung_at, c.revision,
           se.kind AS session_kind, se.number AS session_number, se.starts_at, cu.name AS course,
           km.name AS klantmanager, co.name AS coach,
           a.route, a.at AS tried_at,
           o.state, o.code, ad.kind AS channel,
           d.delivered_at, d.read_at, d.failed_at, d.failed_code,
           t.id AS task_id, t.kind AS task_kind, t.reason AS task_reason, t.opened_at AS task_since
    FROM shown i
    LEFT JOIN staff km ON km.id = i.klantmanager_id
    LEFT JOIN staff co ON co.id = i.coach_id
    LEFT JOIN question q ON q.id = i.question_id
    LEFT JOIN conversation c ON c.id = q.conversation_id
    LEFT JOIN session se ON se.id = q.session_id
    LEFT JOIN course cu ON cu.id = se.course_id
    LEFT JOIN contact_attempt a ON a.id = i.attempt_id
    LEFT JOIN outbox o ON o.id = COALESCE(a.part_id, i.part_id)
    LEFT JOIN address ad ON ad.id = o.address_id
    LEFT JOIN delivery d ON d.part_id = o.id
    LEFT JOIN task t ON t.id = i.task_id
    ORDER BY i.since, i.person_id"
);

/// Somebody of whom nothing is heard, with all that is known about why.
#[derive(Clone, sqlx::FromRow)]
pub struct Silent {
    /// Who.
    pub person_id: PersonId,
    /// The municipality's own key.
    pub klantnummer: String,
    /// Their name, as imported: not to be trusted as HTML.
    pub name: String,
    /// `asiel`, `gezin`, `overig`.
    pub group_kind: String,
    /// Whose they are.
    pub klantmanager_id: Option<StaffId>,
    /// Whose they are as a coach.
    pub coach_id: Option<StaffId>,
    /// `question`, `stopped`, `unreachable`, `invitation`, `no_address`.
    pub why: String,
    /// Silent since, civil.
    pub since: DateTime<Utc>,
    /// Until when the newest unused invitation works.
    pub invitation_until: Option<DateTime<Utc>>,
    /// A colleague says that the case is hard, and nobody decided yet.
    pub is_hard: bool,
    /// It goes worse than at the check-in before, and nobody looked yet.
    pub goes_worse: bool,
    /// Code of the language in use.
    pub language: String,
    /// Until when a colleague put it off.
    pub snoozed_until: Option<DateTime<Utc>>,
    /// What can be tried with them.
    #[sqlx(flatten)]
    pub reach: Reach,
    /// When the open question was put last.
    pub last_asked_at: Option<DateTime<Utc>>,
    /// The open question; also the fields below up to `revision`.
    pub question_id: Option<QuestionId>,
    /// The text that asked it.
    pub text_id: Option<String>,
    /// How often it was asked.
    pub times_asked: Option<i64>,
    /// The last try did not arrive.
    pub undelivered_why: Option<String>,
    /// `nudge`, `other_channel`, `coach`, `klantmanager`.
    pub next_rung: Option<String>,
    /// When that rung is due, civil.
    pub next_rung_at: Option<DateTime<Utc>>,
    /// The content revision that asked it.
    pub revision: Option<String>,
    /// The session the question is about; also the three fields below.
    pub session_kind: Option<String>,
    /// 1 is the first dagdeel.
    pub session_number: Option<i64>,
    /// When that session starts.
    pub starts_at: Option<DateTime<Utc>>,
    /// The name of its course.
    pub course: Option<String>,
    /// Name of the klantmanager.
    pub klantmanager: Option<String>,
    /// Name of the coach.
    pub coach: Option<String>,
    /// By which route the last try went.
    pub route: Option<String>,
    /// When the last try was.
    pub tried_at: Option<DateTime<Utc>>,
    /// What became of the last message: a state of `outbox`; also the fields below to
    /// `failed_code`.
    pub state: Option<String>,
    /// The platform's word for a refusal.
    pub code: Option<String>,
    /// `telegram` or `whatsapp`.
    pub channel: Option<String>,
    /// It reached the phone.
    pub delivered_at: Option<DateTime<Utc>>,
    /// It was opened.
    pub read_at: Option<DateTime<Utc>>,
    /// It will not arrive.
    pub failed_at: Option<DateTime<Utc>>,
    /// The platform's number for that.
    pub failed_code: Option<i64>,
    /// The oldest open task about this person; also the fields below.
    pub task_id: Option<TaskId>,
    /// Its kind.
    pub task_kind: Option<String>,
    /// Its reason, a code of the dialog.
    pub task_reason: Option<String>,
    /// When it was opened.
    pub task_since: Option<DateTime<Utc>>,
}

/// Of whom nothing is heard, longest silence first, as many as are asked for.
pub async fn silent(
    tx: &mut Tx,
    viewer: Viewer,
    choice: Choice,
    now: DateTime<Utc>,
) -> Result<Vec<Silent>> {
    if viewer.sees_nobody() {
        return Ok(Vec::new());
    }
    Ok(on!(tx, |conn| sqlx::query_as(SILENT)
        .bind(viewer.gemeente)
        .bind(viewer.sees_gemeente())
        .bind(viewer.staff)
        .bind(now)
        .bind(viewer.today)
        .bind(choice.course)
        .bind(choice.whose.as_str())
        .bind(choice.group.map(GroupKind::as_str))
        .bind(choice.language.map(Language::as_str))
        .bind(choice.why.map(Why::as_str))
        .bind(choice.snoozed)
        .bind(choice.smart)
        .bind(choice.length.rows())
        .fetch_all(conn)
        .await?))
}

const COUNTS: &str = silent!(
    "
    SELECT i.mine, i.a_mates, i.group_kind, i.snoozed, CAST(COUNT(*) AS BIGINT) AS people
    FROM (
        SELECT s.mine, s.a_mates, s.group_kind, s.snoozed
        FROM silent s
        WHERE ($6 IS NULL OR EXISTS (
                  SELECT 1 FROM enrolment e
                  WHERE e.person_id = s.person_id AND e.course_id = $6 AND e.ended_at IS NULL))
          AND ($7 IS NULL OR s.language = $7)
          AND ($8 IS NULL OR s.why = $8)
          AND ($9 IS NULL OR EXISTS (
                  SELECT 1 FROM fits_smart_group t
                  WHERE t.group_id = $9 AND t.person_id = s.person_id))
        LIMIT $10
    ) i
    GROUP BY i.mine, i.a_mates, i.group_kind, i.snoozed
    ORDER BY i.mine, i.a_mates, i.group_kind, i.snoozed"
);

/// How many silent people there are of one sort.
#[derive(Clone, sqlx::FromRow)]
pub struct Count {
    /// The viewer's own, or nobody's.
    pub mine: bool,
    /// Of a colleague of the viewer's team.
    pub a_mates: bool,
    /// `asiel`, `gezin`, `overig`.
    pub group_kind: String,
    /// Put off by a colleague.
    pub snoozed: bool,
    /// How many.
    pub people: i64,
}

/// How many silent people there are per sort, of the course, language and reason that are chosen; [`COUNTED`]
/// in all means: at least so many.
pub async fn counts(
    tx: &mut Tx,
    viewer: Viewer,
    choice: Choice,
    now: DateTime<Utc>,
) -> Result<Vec<Count>> {
    if viewer.sees_nobody() {
        return Ok(Vec::new());
    }
    Ok(on!(tx, |conn| sqlx::query_as(COUNTS)
        .bind(viewer.gemeente)
        .bind(viewer.sees_gemeente())
        .bind(viewer.staff)
        .bind(now)
        .bind(viewer.today)
        .bind(choice.course)
        .bind(choice.language.map(Language::as_str))
        .bind(choice.why.map(Why::as_str))
        .bind(choice.smart)
        .bind(COUNTED)
        .fetch_all(conn)
        .await?))
}

const COURSES: &str = silent!(
    "
    SELECT c.id, c.name, c.group_name, CAST(COUNT(*) AS BIGINT) AS people
    FROM (
        SELECT s.person_id
        FROM silent s
        WHERE ($6 = 'allen' OR s.mine OR ($6 = 'team' AND s.a_mates))
          AND ($7 IS NULL OR s.group_kind = $7)
          AND s.snoozed = $8
        LIMIT $9
    ) i
    JOIN enrolment e ON e.person_id = i.person_id AND e.ended_at IS NULL
    JOIN course c ON c.id = e.course_id
    GROUP BY c.id, c.name, c.group_name
    ORDER BY c.name, c.group_name, c.id
    LIMIT 100"
);

/// A course with silent people in it.
#[derive(Clone, sqlx::FromRow)]
pub struct CourseCount {
    /// Which.
    pub id: CourseId,
    /// Its name.
    pub name: String,
    /// The name of the group it is given to.
    pub group_name: String,
    /// How many.
    pub people: i64,
}

/// Courses with silent people in them, at most a hundred, from the first [`COUNTED`] of those people.
pub async fn courses(
    tx: &mut Tx,
    viewer: Viewer,
    choice: Choice,
    now: DateTime<Utc>,
) -> Result<Vec<CourseCount>> {
    if viewer.sees_nobody() {
        return Ok(Vec::new());
    }
    Ok(on!(tx, |conn| sqlx::query_as(COURSES)
        .bind(viewer.gemeente)
        .bind(viewer.sees_gemeente())
        .bind(viewer.staff)
        .bind(now)
        .bind(viewer.today)
        .bind(choice.whose.as_str())
        .bind(choice.group.map(GroupKind::as_str))
        .bind(choice.snoozed)
        .bind(COUNTED)
        .fetch_all(conn)
        .await?))
}

const IN_GROUPS: &str = silent!(
    "
    SELECT g.id, CAST(COUNT(*) AS BIGINT)
    FROM sees_smart_group e
    JOIN smart_group g ON g.id = e.group_id
    JOIN (SELECT s.* FROM silent s LIMIT $6) i ON i.snoozed = g.snoozed
    WHERE e.staff_id = $3
      AND (g.whose = 'allen' OR i.mine OR (g.whose = 'team' AND i.a_mates))
      AND (g.group_kind IS NULL OR i.group_kind = g.group_kind)
      AND (g.language IS NULL OR i.language = g.language)
      AND (g.why IS NULL OR i.why = g.why)
      AND (g.course_id IS NULL OR EXISTS (
              SELECT 1 FROM enrolment e
              WHERE e.person_id = i.person_id AND e.course_id = g.course_id AND e.ended_at IS NULL))
      AND (g.field_id IS NULL OR EXISTS (
              SELECT 1 FROM fits_smart_group t
              WHERE t.group_id = g.id AND t.person_id = i.person_id))
    GROUP BY g.id"
);

/// How many silent people there are in each smart group that the viewer may see, of the first [`COUNTED`]; a group
/// without any is not in it.
pub async fn in_groups(
    tx: &mut Tx,
    viewer: Viewer,
    now: DateTime<Utc>,
) -> Result<Vec<(SmartGroupId, i64)>> {
    Ok(on!(tx, |conn| sqlx::query_as(IN_GROUPS)
        .bind(viewer.gemeente)
        .bind(viewer.sees_gemeente())
        .bind(viewer.staff)
        .bind(now)
        .bind(viewer.today)
        .bind(COUNTED)
        .fetch_all(conn)
        .await?))
}
