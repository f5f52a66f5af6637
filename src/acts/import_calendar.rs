//! Gives the sessions of a calendar their numbers: an appointment that was imported before keeps the number
//! of its session, so that another time moves it; a new one gets the next number of its group.

use std::collections::HashMap;

use super::import::sessions::{CourseKey, SessionRow};
use super::occasion::Occasion;
use crate::store::{Result, Tx, courses, sessions};

/// Numbers these rows of one group; those that are cancelled and were never known are left out.
pub async fn number(
    tx: &mut Tx,
    rows: Vec<SessionRow>,
    on: Occasion<'_>,
) -> Result<Vec<SessionRow>> {
    let Some(first) = rows.first() else { return Ok(rows) };
    let key = first.key();
    let all = courses::all(tx, on.gemeente).await?;
    let course = all.iter().find(|c| CourseKey::new(&c.name, &c.group_name) == key);
    let known = match course {
        Some(course) => sessions::of_course(tx, course.id).await?,
        None => Vec::new(),
    };
    let mut next = known.iter().map(|session| session.number).max().unwrap_or(0);
    let numbers: HashMap<String, i64> =
        known.into_iter().filter_map(|one| Some((one.calendar_uid?, one.number))).collect();
    let mut numbered = Vec::with_capacity(rows.len());
    for mut row in rows {
        let uid = row.calendar_uid.over(None).unwrap_or_default();
        match numbers.get(&uid) {
            Some(number) => row.number = *number,
            None if row.cancelled => continue,
            None => {
                next += 1;
                row.number = next;
            }
        }
        numbered.push(row);
    }
    Ok(numbered)
}
