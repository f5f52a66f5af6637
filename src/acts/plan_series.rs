//! A colleague plans a whole course: the rows that a file of sessions would have, written by what writes those.
//!
//! The same form twice is one course: one that is there with the same sessions is the one that was asked for.

use std::collections::HashSet;

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};

use super::import::outcome;
use super::import::people::Told;
use super::import::report::Report;
use super::import::sessions::{CourseKey, SessionRow};
use super::import_sessions;
use super::occasion::Occasion;
use crate::ids::CourseId;
use crate::plan::local_time::resolve;
use crate::store::{StoreError, Tx, courses, sessions};
use crate::trade::course::{SessionKind, SessionTime};
use crate::trade::person::Language;

/// A course as somebody plans it.
#[derive(Clone, Debug)]
pub struct Series {
    /// Its name.
    pub course: String,
    /// Its group.
    pub group: String,
    /// What its sessions are for.
    pub kind: SessionKind,
    /// The last one of a PVT is the signing.
    pub signing: bool,
    /// Its days, in order.
    pub days: Vec<NaiveDate>,
    /// When each begins, on the Dutch clock.
    pub begin: NaiveTime,
    /// When each ends.
    pub end: NaiveTime,
    /// Where.
    pub place: String,
    /// Street and number.
    pub street: String,
    /// The link, when it is online.
    pub online_url: Option<String>,
    /// What to bring.
    pub bring: Option<String>,
    /// Places; None: as many as come.
    pub capacity: Option<i64>,
    /// What is spoken; None: any language.
    pub language: Option<Language>,
}

/// Why it is not planned.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// There is a course with this name and group.
    #[error("there is a course with this name and group")]
    Taken(CourseId),
    /// A session would end before it begins.
    #[error("a session would end before it begins")]
    BadTime,
    /// The database did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Series {
    /// When each session is; None: one would end before it begins.
    pub fn times(&self) -> Option<Vec<SessionTime>> {
        let time = |day: &NaiveDate| {
            let starts_at = resolve(day.and_time(self.begin), None);
            SessionTime::new(starts_at, resolve(day.and_time(self.end), Some(starts_at)))
        };
        self.days.iter().map(time).collect()
    }

    /// What the session with this number, of so many, is for.
    pub fn kind_of(&self, number: usize) -> SessionKind {
        let signs = self.signing && self.kind == SessionKind::Pvt && number == self.days.len();
        if signs { SessionKind::PvtOndertekening } else { self.kind }
    }

    fn rows(&self) -> Option<Vec<SessionRow>> {
        let row = |((time, number), at): ((SessionTime, i64), usize)| SessionRow {
            row: number.unsigned_abs(),
            course: self.course.clone(),
            group: self.group.clone(),
            kind: self.kind_of(at),
            number,
            time,
            place: self.place.clone(),
            street: self.street.clone(),
            online_url: Told::Now(self.online_url.clone()),
            bring: Told::Now(self.bring.clone()),
            interpreter: Told::Nothing,
            interpreter_days: Told::Nothing,
            childcare: Told::Nothing,
            travel_hint: Told::Nothing,
            capacity: Told::Now(self.capacity),
            group_language: Told::Now(self.language),
            calendar_uid: Told::Nothing,
            cancelled: false,
        };
        Some(self.times()?.into_iter().zip(1..).zip(1..).map(row).collect())
    }
}

/// Plans the course and its sessions.
///
/// # Errors
/// See [`Refusal`].
pub async fn plan_series(
    tx: &mut Tx,
    series: &Series,
    on: Occasion<'_>,
) -> Result<CourseId, Refusal> {
    let rows = series.rows().ok_or(Refusal::BadTime)?;
    if let Some(known) = find(tx, series, on).await? {
        let of = sessions::of_course(tx, known).await?;
        let there: HashSet<(i64, DateTime<Utc>)> =
            of.iter().map(|session| (session.number, session.starts_at)).collect();
        let same = there.len() == rows.len()
            && rows.iter().all(|row| there.contains(&(row.number, row.time.starts_at)));
        return if same { Ok(known) } else { Err(Refusal::Taken(known)) };
    }
    let checked = import_sessions::check(tx, (rows, Report::default()), on).await;
    let (file, _) = checked.map_err(|refusal| match refusal {
        outcome::Refusal::Store(error) => error,
        outcome::Refusal::Mistakes(_) => StoreError::corrupt("session", "new", "has mistakes"),
    })?;
    for piece in file.pieces() {
        file.write(tx, piece, on).await?;
    }
    let known = find(tx, series, on).await?;
    Ok(known.ok_or_else(|| StoreError::corrupt("course", "new", "was not written"))?)
}

async fn find(
    tx: &mut Tx,
    series: &Series,
    on: Occasion<'_>,
) -> Result<Option<CourseId>, StoreError> {
    let key = CourseKey::new(&series.course, &series.group);
    let all = courses::all(tx, on.gemeente).await?;
    Ok(all.iter().find(|c| CourseKey::new(&c.name, &c.group_name) == key).map(|c| c.id))
}
