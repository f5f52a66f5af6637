//! A colleague adds one session to a course that is there: the row that a file of sessions would have, with the
//! reminders of everybody who is enrolled, in one transaction.

use super::import::outcome;
use super::import::people::Told;
use super::import::report::Report;
use super::import::sessions::SessionRow;
use super::import_sessions;
use super::occasion::Occasion;
use crate::store::courses::Course;
use crate::store::{StoreError, Tx, sessions};
use crate::trade::course::{SessionKind, SessionTime};

/// A session as somebody adds it.
#[derive(Clone, Debug)]
pub struct NewSession {
    /// What it is for.
    pub kind: SessionKind,
    /// The number that its course had free when somebody looked.
    pub number: i64,
    /// When.
    pub time: SessionTime,
    /// Where.
    pub place: String,
    /// Street and number.
    pub street: String,
    /// What to bring.
    pub bring: Option<String>,
}

/// Why it is not added.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// Another session got this number meanwhile.
    #[error("another session has this number")]
    Taken,
    /// The database did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Adds it. The same form twice is one session.
///
/// # Errors
/// See [`Refusal`].
pub async fn add_session(
    tx: &mut Tx,
    course: &Course,
    new: &NewSession,
    on: Occasion<'_>,
) -> Result<(), Refusal> {
    let of = sessions::of_course(tx, course.id).await?;
    if let Some(known) = of.iter().find(|known| known.number == new.number) {
        let same = known.time() == new.time && known.place == new.place;
        return if same { Ok(()) } else { Err(Refusal::Taken) };
    }
    let row = SessionRow {
        row: 1,
        course: course.name.clone(),
        group: course.group_name.clone(),
        kind: new.kind,
        number: new.number,
        time: new.time,
        place: new.place.clone(),
        street: new.street.clone(),
        online_url: Told::Nothing,
        bring: Told::Now(new.bring.clone()),
        interpreter: Told::Nothing,
        interpreter_days: Told::Nothing,
        childcare: Told::Nothing,
        travel_hint: Told::Nothing,
        capacity: Told::Nothing,
        group_language: Told::Nothing,
        calendar_uid: Told::Nothing,
        cancelled: false,
    };
    let checked = import_sessions::check(tx, (vec![row], Report::default()), on).await;
    let (file, _) = checked.map_err(|refusal| match refusal {
        outcome::Refusal::Store(error) => error,
        outcome::Refusal::Mistakes(_) => StoreError::corrupt("session", "new", "has mistakes"),
    })?;
    file.at_once().write(tx, 0..1, on).await?;
    Ok(())
}

/// The number that the next session of a course gets.
pub fn next_number(of: &[sessions::Session]) -> i64 {
    of.iter().map(|session| session.number).max().unwrap_or(0) + 1
}
