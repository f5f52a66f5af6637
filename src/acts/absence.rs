//! Somebody will be away, and says who stands in; or a beheerder says it for them.
//!
//! Nobody's people change hands by it: who stands in sees them among their own as long as it lasts, and on the day
//! after the last one no step is needed.

use chrono::{DateTime, Days, NaiveDate, Utc};
use serde_json::json;

use crate::ids::{AbsenceId, StaffId};
use crate::plan::absence::{Absence, House};
use crate::store::absence::{self as rows, New};
use crate::store::board::Viewer;
use crate::store::{StoreError, Tx, audit, colleagues};
use crate::trade::staff::Scope;

/// Longer than this is no absence but another job.
pub const LONGEST: u64 = 366;
/// What is over is kept for so many days: long enough to see who had somebody's people last week.
pub const KEPT: u64 = 31;

/// Why it was not noted.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// No such colleague or absence here, or not theirs to note.
    #[error("there is no such colleague")]
    Unknown,
    /// The last day comes before the first, or is over, or is too far away.
    #[error("the days make no sense")]
    BadDays,
    /// There is an absence already that has days in common with this one.
    #[error("there is an absence in these days already")]
    Overlaps {
        /// Its first day.
        first: NaiveDate,
        /// Its last day.
        last: NaiveDate,
    },
    /// That colleague may not see these people, or is the one who is away.
    #[error("this colleague cannot stand in")]
    BadDeputy,
    /// The database did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What is noted.
#[derive(Clone, Copy, Debug)]
pub struct Input {
    /// As the form was drawn with; that of an absence that is there changes it.
    pub id: AbsenceId,
    /// Who is away, who stands in, from when to when.
    pub days: Absence,
}

/// Notes an absence, or changes it. `now` is civil.
///
/// # Errors
/// See [`Refusal`].
pub async fn note_absence(
    tx: &mut Tx,
    input: Input,
    by: Viewer,
    now: DateTime<Utc>,
) -> Result<(), Refusal> {
    let Absence { staff, deputy, first, last } = input.days;
    let house = house(tx, staff, by).await?;
    if last < first || last < by.today || last > first + Days::new(LONGEST) {
        return Err(Refusal::BadDays);
    }
    may_stand_in(&house, staff, deputy)?;
    let known = rows::not_over(tx, by.gemeente, by.today).await?;
    if known.iter().any(|one| one.id == input.id && one.staff_id != staff) {
        return Err(Refusal::Unknown);
    }
    let other = known.iter().find(|one| {
        one.id != input.id && one.staff_id == staff && one.first_on <= last && first <= one.last_on
    });
    if let Some(other) = other {
        return Err(Refusal::Overlaps { first: other.first_on, last: other.last_on });
    }
    rows::forget(tx, by.gemeente, by.today - Days::new(KEPT)).await?;
    let new = New { id: input.id, gemeente: by.gemeente, days: input.days, by: by.staff };
    rows::put(tx, new, now).await?;
    let detail = json!({ "days": (last - first).num_days() + 1, "deputy": deputy });
    note(tx, "note_absence", staff, detail, by, now).await
}

/// Takes an absence back, or ends it: somebody is there again. False: it was not there any more. `now` is civil.
///
/// # Errors
/// See [`Refusal`].
pub async fn take_back_absence(
    tx: &mut Tx,
    (id, staff): (AbsenceId, StaffId),
    by: Viewer,
    now: DateTime<Utc>,
) -> Result<bool, Refusal> {
    house(tx, staff, by).await?;
    let known = rows::not_over(tx, by.gemeente, by.today).await?;
    if !known.iter().any(|one| one.id == id && one.staff_id == staff) {
        return Ok(false);
    }
    rows::take_back(tx, id, by.gemeente).await?;
    note(tx, "take_back_absence", staff, json!({}), by, now).await?;
    Ok(true)
}

/// Says who stands in whenever an absence names nobody. `now` is civil.
///
/// # Errors
/// See [`Refusal`].
pub async fn set_standing_deputy(
    tx: &mut Tx,
    (staff, deputy): (StaffId, Option<StaffId>),
    by: Viewer,
    now: DateTime<Utc>,
) -> Result<(), Refusal> {
    let house = house(tx, staff, by).await?;
    may_stand_in(&house, staff, deputy)?;
    if rows::standing(tx, staff).await? == deputy {
        return Ok(());
    }
    rows::set_standing(tx, (staff, by.gemeente), deputy).await?;
    note(tx, "set_standing_deputy", staff, json!({ "deputy": deputy }), by, now).await
}

/// Only one's own absence, or that of any colleague for who keeps the accounts; and only of who has people.
async fn house(tx: &mut Tx, staff: StaffId, by: Viewer) -> Result<House, Refusal> {
    // two forms at once must not note days in common
    colleagues::lock(tx, by.gemeente).await?;
    let house = rows::house(tx, by.gemeente).await?;
    let who = house.colleagues.iter().find(|one| one.id == staff).ok_or(Refusal::Unknown)?;
    let may = staff == by.staff || by.role.keeps_accounts();
    if may && who.role.scope() != Scope::Nobody { Ok(house) } else { Err(Refusal::Unknown) }
}

fn may_stand_in(house: &House, staff: StaffId, deputy: Option<StaffId>) -> Result<(), Refusal> {
    let Some(deputy) = deputy else { return Ok(()) };
    let role = |id| house.colleagues.iter().find(|one| one.id == id).map(|one| one.role);
    match (role(staff), role(deputy)) {
        (Some(absent), Some(other)) if staff != deputy && other.stands_in_for(absent) => Ok(()),
        _ => Err(Refusal::BadDeputy),
    }
}

async fn note(
    tx: &mut Tx,
    act: &'static str,
    staff: StaffId,
    detail: serde_json::Value,
    by: Viewer,
    now: DateTime<Utc>,
) -> Result<(), Refusal> {
    let subject = Some(("staff", staff.0));
    audit::note(tx, by.gemeente, Some(by.staff), act, subject, detail, now).await?;
    Ok(())
}
