//! A colleague notes how it stands with a place: wanted, on a list since, there, not any more.

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use serde_json::json;

use crate::ids::PersonId;
use crate::plan::local_time::local_date;
use crate::store::board::Viewer;
use crate::store::{StoreError, Tx, audit, desk, placements, trail};
use crate::trade::placement::{Place, Stand, takes_over};
use crate::trade::task::TaskKind;

/// The law is of 2022; what happened before 2015 is a slip of the pen.
const FIRST_YEAR: i32 = 2015;

/// Why nothing is noted.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// There is no such person among those this colleague may see.
    #[error("there is no such person")]
    Unknown,
    /// A day that lies ahead, or too far back.
    #[error("that day cannot be")]
    OddDay,
    /// The database did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Notes it; without a day it stands so since today. Who no longer waits needs nobody to look: the task
/// that says so closes. `now` is civil.
///
/// # Errors
/// See [`Refusal`].
pub async fn note_placement(
    tx: &mut Tx,
    person: PersonId,
    (place, stand, since_on): (Place, Stand, Option<NaiveDate>),
    by: Viewer,
    now: DateTime<Utc>,
) -> Result<(), Refusal> {
    let who = trail::seen_by(tx, person, by).await?.ok_or(Refusal::Unknown)?;
    let today = local_date(now);
    let since_on = since_on.unwrap_or(today);
    if since_on > today || since_on.year() < FIRST_YEAR {
        return Err(Refusal::OddDay);
    }
    placements::note(tx, person, (place, stand, since_on), Some(by.staff), now).await?;
    let known = placements::of(tx, person).await?;
    if !known.iter().any(|one| one.stand.waits()) {
        desk::close_kind(tx, who.mailbox_id, TaskKind::Plek, by.staff, now).await?;
    }
    let subject = Some(("person", person.0));
    let detail = json!({ "place": place.as_str(), "stand": stand.as_str() });
    audit::note(tx, by.gemeente, Some(by.staff), "note_placement", subject, detail, now).await?;
    Ok(())
}

/// The person told the bot how it stands; true when that was news.
///
/// # Errors
/// When the database does not do it.
pub async fn tell_placement(
    tx: &mut Tx,
    person: PersonId,
    (place, told): (Place, Stand),
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let known = placements::of(tx, person).await?;
    let known = known.iter().find(|one| one.place == place).map(|one| (one.stand, one.by()));
    if !takes_over(known, told) {
        return Ok(false);
    }
    placements::note(tx, person, (place, told, local_date(now)), None, now).await?;
    Ok(true)
}
