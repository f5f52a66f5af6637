//! The sessions of courses: when and where people are expected.

use chrono::{DateTime, Utc};

use super::{Result, StoreError, Tx, on};
use crate::ids::{CourseId, GemeenteId, SessionId};
use crate::trade::course::{SessionKind, SessionTime};
use crate::trade::person::Language;

/// One meeting of a course.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Session {
    /// Which.
    pub id: SessionId,
    /// Of which municipality.
    pub gemeente_id: GemeenteId,
    /// Of which course.
    pub course_id: CourseId,
    /// 1 is the first dagdeel.
    pub number: i64,
    kind: String,
    /// Begin, UTC.
    pub starts_at: DateTime<Utc>,
    /// End, UTC.
    pub ends_at: DateTime<Utc>,
    /// Where.
    pub place: String,
    /// Street and number.
    pub street: String,
    /// The link of an online session.
    pub online_url: Option<String>,
    /// What to bring.
    pub bring: Option<String>,
    interpreter: Option<String>,
    /// So many days before it the interpreter is confirmed or cancelled.
    pub interpreter_days: Option<i64>,
    /// Children can come along.
    pub childcare: bool,
    /// How to get there, in a few words.
    pub travel_hint: Option<String>,
    /// Its UID in the calendar that it was imported from.
    pub calendar_uid: Option<String>,
    /// Raised when it moves.
    pub version: i64,
    /// It will not take place.
    pub cancelled_at: Option<DateTime<Utc>>,
}

impl Session {
    /// What it is for.
    pub fn kind(&self) -> Result<SessionKind> {
        SessionKind::parse(&self.kind)
            .ok_or_else(|| StoreError::corrupt("session", self.id, "has an unknown kind"))
    }

    /// The language of the interpreter who comes, if one does.
    pub fn interpreter(&self) -> Option<Language> {
        self.interpreter.as_deref().and_then(Language::parse)
    }

    /// When.
    pub fn time(&self) -> SessionTime {
        SessionTime { starts_at: self.starts_at, ends_at: self.ends_at }
    }

    /// What is practical about it.
    pub fn practical(&self) -> Practical<'_> {
        Practical {
            online_url: self.online_url.as_deref(),
            bring: self.bring.as_deref(),
            interpreter: self.interpreter(),
            interpreter_days: self.interpreter_days,
            childcare: self.childcare,
            travel_hint: self.travel_hint.as_deref(),
            calendar_uid: self.calendar_uid.as_deref(),
        }
    }
}

const OF_COURSE: &str = "
    SELECT id, gemeente_id, course_id, number, kind, starts_at, ends_at, place, street,
        online_url, bring, interpreter, interpreter_days, childcare, travel_hint, calendar_uid,
        version, cancelled_at
    FROM session
    WHERE course_id = $1
    ORDER BY starts_at, id";

/// All sessions of a course, also cancelled and past ones.
pub async fn of_course(tx: &mut Tx, course: CourseId) -> Result<Vec<Session>> {
    Ok(on!(tx, |conn| sqlx::query_as(OF_COURSE).bind(course).fetch_all(conn).await?))
}

const SESSION: &str = "
    SELECT id, gemeente_id, course_id, number, kind, starts_at, ends_at, place, street,
        online_url, bring, interpreter, interpreter_days, childcare, travel_hint, calendar_uid,
        version, cancelled_at
    FROM session
    WHERE id = $1";

/// One session.
pub async fn one(tx: &mut Tx, session: SessionId) -> Result<Option<Session>> {
    Ok(on!(tx, |conn| sqlx::query_as(SESSION).bind(session).fetch_optional(conn).await?))
}

/// A session, and of which course, for who looks for a free place.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Held {
    /// Begin.
    pub starts_at: DateTime<Utc>,
    /// End.
    pub ends_at: DateTime<Utc>,
    /// Where.
    pub place: String,
    name: String,
    group_name: String,
}

impl Held {
    /// Name and group of its course.
    pub fn course(&self) -> String {
        format!("{} {}", self.name, self.group_name)
    }
}

/// Sessions that are looked at together: those of a large municipality in a year.
const MOST_HELD: i64 = 5000;

// None takes longer than a day.
const HELD: &str = "
    SELECT s.starts_at, s.ends_at, s.place, c.name, c.group_name
    FROM session s
    JOIN course c ON c.id = s.course_id
    WHERE s.gemeente_id = $1 AND s.starts_at > $2 AND s.starts_at < $3 AND s.cancelled_at IS NULL
    ORDER BY s.starts_at
    LIMIT $4";

/// What the municipality holds between two moments.
pub async fn held(
    tx: &mut Tx,
    gemeente: GemeenteId,
    (from, until): (DateTime<Utc>, DateTime<Utc>),
) -> Result<Vec<Held>> {
    Ok(on!(tx, |conn| sqlx::query_as(HELD)
        .bind(gemeente)
        .bind(from - chrono::TimeDelta::days(1))
        .bind(until)
        .bind(MOST_HELD)
        .fetch_all(conn)
        .await?))
}

const UPCOMING: &str = "
    SELECT id, gemeente_id, course_id, number, kind, starts_at, ends_at, place, street,
        online_url, bring, interpreter, interpreter_days, childcare, travel_hint, calendar_uid,
        version, cancelled_at
    FROM session
    WHERE course_id = $1 AND cancelled_at IS NULL AND starts_at > $2
    ORDER BY starts_at, id";

/// The sessions of a course that are still to come, first one first.
pub async fn upcoming(tx: &mut Tx, course: CourseId, now: DateTime<Utc>) -> Result<Vec<Session>> {
    Ok(on!(tx, |conn| sqlx::query_as(UPCOMING).bind(course).bind(now).fetch_all(conn).await?))
}

/// What is practical about a session: it can change, and the session is still at its time and place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Practical<'a> {
    /// The link of an online session.
    pub online_url: Option<&'a str>,
    /// What to bring.
    pub bring: Option<&'a str>,
    /// In which language an interpreter comes.
    pub interpreter: Option<Language>,
    /// So many days before it the interpreter is confirmed or cancelled.
    pub interpreter_days: Option<i64>,
    /// Children can come along.
    pub childcare: bool,
    /// How to get there, in a few words.
    pub travel_hint: Option<&'a str>,
    /// Its UID in the calendar that it comes from.
    pub calendar_uid: Option<&'a str>,
}

/// What a colleague says about a session.
#[derive(Clone, Copy)]
pub struct Details<'a> {
    /// What it is for.
    pub kind: SessionKind,
    /// Begin, UTC.
    pub starts_at: DateTime<Utc>,
    /// End, UTC; after the begin.
    pub ends_at: DateTime<Utc>,
    /// Where.
    pub place: &'a str,
    /// Street and number.
    pub street: &'a str,
    /// Everything else.
    pub practical: Practical<'a>,
}

const INSERT: &str = "
    INSERT INTO session (id, gemeente_id, course_id, number, kind, starts_at, ends_at, place,
        street, online_url, bring, interpreter, interpreter_days, childcare, travel_hint,
        calendar_uid)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)";

/// Adds a session.
pub async fn insert(
    tx: &mut Tx,
    gemeente: GemeenteId,
    (course, number): (CourseId, i64),
    details: Details<'_>,
) -> Result<SessionId> {
    let id = SessionId::fresh();
    on!(tx, |conn| sqlx::query(INSERT)
        .bind(id)
        .bind(gemeente)
        .bind(course)
        .bind(number)
        .bind(details.kind.as_str())
        .bind(details.starts_at)
        .bind(details.ends_at)
        .bind(details.place)
        .bind(details.street)
        .bind(details.practical.online_url)
        .bind(details.practical.bring)
        .bind(details.practical.interpreter.map(Language::as_str))
        .bind(details.practical.interpreter_days)
        .bind(details.practical.childcare)
        .bind(details.practical.travel_hint)
        .bind(details.practical.calendar_uid)
        .execute(conn)
        .await
        .map(|_| ()))?;
    Ok(id)
}

const UPDATE: &str = "
    UPDATE session
    SET kind = $2, starts_at = $3, ends_at = $4, place = $5, street = $6, online_url = $7,
        bring = $8, interpreter = $9, interpreter_days = $10, childcare = $11, travel_hint = $12,
        calendar_uid = $13, version = version + $14,
        interpreter_asked_at = CASE WHEN $14 > 0 THEN NULL ELSE interpreter_asked_at END
    WHERE id = $1";

/// Writes the details over what was known; `moved` raises the version.
pub async fn update(
    tx: &mut Tx,
    session: SessionId,
    details: Details<'_>,
    moved: bool,
) -> Result<()> {
    on!(tx, |conn| sqlx::query(UPDATE)
        .bind(session)
        .bind(details.kind.as_str())
        .bind(details.starts_at)
        .bind(details.ends_at)
        .bind(details.place)
        .bind(details.street)
        .bind(details.practical.online_url)
        .bind(details.practical.bring)
        .bind(details.practical.interpreter.map(Language::as_str))
        .bind(details.practical.interpreter_days)
        .bind(details.practical.childcare)
        .bind(details.practical.travel_hint)
        .bind(details.practical.calendar_uid)
        .bind(i64::from(moved))
        .execute(conn)
        .await
        .map(|_| ()))?;
    Ok(())
}

const CANCEL: &str = "
    UPDATE session
    SET cancelled_at = $2
    WHERE id = $1 AND cancelled_at IS NULL
    RETURNING id";

/// The session will not take place; false when that was known.
pub async fn cancel(tx: &mut Tx, session: SessionId, now: DateTime<Utc>) -> Result<bool> {
    let cancelled: Option<SessionId> = on!(tx, |conn| sqlx::query_scalar(CANCEL)
        .bind(session)
        .bind(now)
        .fetch_optional(conn)
        .await?);
    Ok(cancelled.is_some())
}

const CLEAR_ATTENDANCE: &str = "DELETE FROM attendance WHERE session_id = $1";

/// What was said about coming then and there says nothing about another time or place.
pub async fn clear_attendance(tx: &mut Tx, session: SessionId) -> Result<()> {
    on!(tx, |conn| sqlx::query(CLEAR_ATTENDANCE).bind(session).execute(conn).await.map(|_| ()))?;
    Ok(())
}
