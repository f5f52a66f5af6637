//! Figures about contact: `source` reads what is counted, this file keeps the counts.
//!
//! The counts are of days and classes, never of people: erasing somebody leaves them as they are.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

pub mod source;

use super::{Result, Tx, on};
use crate::ids::{GemeenteId, StaffId};
use crate::trade::report::{Measure, Of, Tally};

const COUNTED: &str = "SELECT day, counted_at FROM report_day WHERE gemeente_id = $1 AND day >= $2";

/// When each day from `since` on was counted last.
pub async fn counted(
    tx: &mut Tx,
    gemeente: GemeenteId,
    since: NaiveDate,
) -> Result<BTreeMap<NaiveDate, DateTime<Utc>>> {
    let rows: Vec<(NaiveDate, DateTime<Utc>)> =
        on!(tx, |conn| sqlx::query_as(COUNTED).bind(gemeente).bind(since).fetch_all(conn).await?);
    Ok(rows.into_iter().collect())
}

const NOTE_DAY: &str = "
    INSERT INTO report_day (gemeente_id, day, counted_at)
    VALUES ($1, $2, $3)
    ON CONFLICT (gemeente_id, day) DO UPDATE SET counted_at = excluded.counted_at";

const FORGET: &str =
    "DELETE FROM report_count WHERE gemeente_id = $1 AND measure = $2 AND day = $3";

const KEEP: &str = "
    INSERT INTO report_count (gemeente_id, measure, day, channel, language, group_kind, course_id, code, count)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";

/// Notes that a day is counted; two processes that count the same day do it one after the other.
pub async fn note_day(
    tx: &mut Tx,
    gemeente: GemeenteId,
    day: NaiveDate,
    now: DateTime<Utc>,
) -> Result<()> {
    on!(tx, |conn| sqlx::query(NOTE_DAY)
        .bind(gemeente)
        .bind(day)
        .bind(now)
        .execute(conn)
        .await
        .map(|_| ()))?;
    Ok(())
}

/// Puts the counts of `measures` on a day in the place of those of before.
pub async fn keep(
    tx: &mut Tx,
    gemeente: GemeenteId,
    day: NaiveDate,
    measures: &[Measure],
    tally: Tally,
) -> Result<()> {
    for measure in measures {
        on!(tx, |conn| sqlx::query(FORGET)
            .bind(gemeente)
            .bind(measure.as_str())
            .bind(day)
            .execute(conn)
            .await
            .map(|_| ()))?;
    }
    for (measure, of, code, count) in tally.into_counts() {
        on!(tx, |conn| sqlx::query(KEEP)
            .bind(gemeente)
            .bind(measure.as_str())
            .bind(day)
            .bind(&of.channel)
            .bind(&of.language)
            .bind(&of.group_kind)
            .bind(of.course)
            .bind(&code)
            .bind(count)
            .execute(conn)
            .await
            .map(|_| ()))?;
    }
    Ok(())
}

/// What one klantmanager has in hand.
#[derive(Clone, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct Load {
    /// People in care.
    pub people: i64,
    /// Of those, with an open question.
    pub asked: i64,
    /// Of those, silent for longer than `trade::report::SILENT`.
    pub silent: i64,
    /// Since when the longest silence lasts.
    pub oldest_at: Option<DateTime<Utc>>,
}

const FORGET_LOADS: &str = "DELETE FROM report_caseload WHERE gemeente_id = $1";

const KEEP_LOAD: &str = "
    INSERT INTO report_caseload (gemeente_id, staff_id, people, asked, silent, oldest_at)
    VALUES ($1, $2, $3, $4, $5, $6)";

/// Keeps what each klantmanager has in hand; under nil what is nobody's.
pub async fn keep_loads(
    tx: &mut Tx,
    gemeente: GemeenteId,
    loads: &BTreeMap<Uuid, Load>,
) -> Result<()> {
    on!(tx, |conn| sqlx::query(FORGET_LOADS).bind(gemeente).execute(conn).await.map(|_| ()))?;
    for (staff, load) in loads {
        on!(tx, |conn| sqlx::query(KEEP_LOAD)
            .bind(gemeente)
            .bind(staff)
            .bind(load.people)
            .bind(load.asked)
            .bind(load.silent)
            .bind(load.oldest_at)
            .execute(conn)
            .await
            .map(|_| ()))?;
    }
    Ok(())
}

const LOADS: &str = "
    SELECT s.name, l.people, l.asked, l.silent, l.oldest_at,
           (SELECT CAST(COUNT(*) AS BIGINT) FROM task t
            WHERE t.gemeente_id = l.gemeente_id AND t.closed_at IS NULL AND t.assigned_to = l.staff_id) AS tasks
    FROM report_caseload l
    LEFT JOIN staff s ON s.id = l.staff_id
    WHERE l.gemeente_id = $1
    ORDER BY l.people DESC, l.staff_id";

/// The same, to show.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct ShownLoad {
    /// Whose; None: nobody's.
    pub name: Option<String>,
    /// What they have in hand.
    #[sqlx(flatten)]
    pub load: Load,
    /// Open tasks that are theirs by name.
    pub tasks: i64,
}

/// What each klantmanager has in hand, most people first.
pub async fn loads(tx: &mut Tx, gemeente: GemeenteId) -> Result<Vec<ShownLoad>> {
    Ok(on!(tx, |conn| sqlx::query_as(LOADS).bind(gemeente).fetch_all(conn).await?))
}

/// Which counts are asked for.
#[derive(Clone, Debug, Default)]
pub struct Choice {
    /// Only of this group.
    pub group_kind: Option<&'static str>,
    /// Only in this language.
    pub language: Option<&'static str>,
    /// Only of this course.
    pub course: Option<Uuid>,
}

/// A count as it is kept.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Count {
    /// A word of `trade::report::Measure`.
    pub measure: String,
    /// Which day.
    pub day: NaiveDate,
    /// `telegram`, `whatsapp`, or empty.
    pub channel: String,
    /// Code of the language.
    pub language: String,
    /// `asiel`, `gezin`, `overig`.
    pub group_kind: String,
    /// Of which course; nil: of none.
    pub course_id: Uuid,
    /// A reason or a class.
    pub code: String,
    /// How many.
    pub count: i64,
}

// What is shown apart is a channel, a language, a group and a course: days become one number in the database.
const OF_PERIOD: &str = "
    SELECT r.measure, MIN(r.day) AS day, r.channel, r.language, r.group_kind, r.course_id, r.code,
           CAST(SUM(r.count) AS BIGINT) AS count
    FROM report_count r
    WHERE r.gemeente_id = $1
      AND r.measure = $2
      AND r.day >= $3 AND r.day <= $4
      AND ($5 IS NULL OR r.group_kind = $5)
      AND ($6 IS NULL OR r.language = $6)
      AND ($7 IS NULL OR r.course_id = $7)
    GROUP BY r.measure, r.channel, r.language, r.group_kind, r.course_id, r.code
    ORDER BY r.channel, r.language, r.group_kind, r.course_id, r.code";

const BY_DAY: &str = "
    SELECT r.day, CAST(SUM(r.count) AS BIGINT) AS count
    FROM report_count r
    WHERE r.gemeente_id = $1
      AND r.measure = $2
      AND r.day >= $3 AND r.day <= $4
      AND ($5 IS NULL OR r.group_kind = $5)
      AND ($6 IS NULL OR r.language = $6)
      AND ($7 IS NULL OR r.course_id = $7)
    GROUP BY r.day
    ORDER BY r.day";

/// The counts of a measure from a day to a day, both included, over all those days.
pub async fn of_period(
    tx: &mut Tx,
    (gemeente, measure): (GemeenteId, Measure),
    (from, to): (NaiveDate, NaiveDate),
    choice: &Choice,
) -> Result<Vec<Count>> {
    Ok(on!(tx, |conn| sqlx::query_as(OF_PERIOD)
        .bind(gemeente)
        .bind(measure.as_str())
        .bind(from)
        .bind(to)
        .bind(choice.group_kind)
        .bind(choice.language)
        .bind(choice.course)
        .fetch_all(conn)
        .await?))
}

/// The same, a number for each day that has one.
pub async fn by_day(
    tx: &mut Tx,
    (gemeente, measure): (GemeenteId, Measure),
    (from, to): (NaiveDate, NaiveDate),
    choice: &Choice,
) -> Result<Vec<(NaiveDate, i64)>> {
    Ok(on!(tx, |conn| sqlx::query_as(BY_DAY)
        .bind(gemeente)
        .bind(measure.as_str())
        .bind(from)
        .bind(to)
        .bind(choice.group_kind)
        .bind(choice.language)
        .bind(choice.course)
        .fetch_all(conn)
        .await?))
}

const COURSES: &str = "
    SELECT id, name, group_name
    FROM course
    WHERE gemeente_id = $1
    ORDER BY created_at DESC, id
    LIMIT 500";

/// Courses by which figures are told apart, the newest: id, name, and the name of the group.
pub async fn courses(tx: &mut Tx, gemeente: GemeenteId) -> Result<Vec<(Uuid, String, String)>> {
    Ok(on!(tx, |conn| sqlx::query_as(COURSES).bind(gemeente).fetch_all(conn).await?))
}

const LAST_DAY: &str = "SELECT MAX(day) FROM report_day WHERE gemeente_id = $1";

/// The newest day that is counted.
pub async fn last_day(tx: &mut Tx, gemeente: GemeenteId) -> Result<Option<NaiveDate>> {
    Ok(on!(tx, |conn| sqlx::query_scalar(LAST_DAY).bind(gemeente).fetch_one(conn).await?))
}

/// Whose a row of the work is.
pub fn staff_key(staff: Option<StaffId>) -> Uuid {
    staff.map_or(Uuid::nil(), |staff| staff.0)
}

/// What a count is of, from the columns of a row.
pub fn of(
    channel: Option<String>,
    language: String,
    group_kind: String,
    course: Option<Uuid>,
) -> Of {
    Of {
        channel: channel.unwrap_or_default(),
        language,
        group_kind,
        course: course.unwrap_or(Uuid::nil()),
    }
}
