//! A colleague puts somebody off: what is to be done is done, and looking again makes sense in some days.
//!
//! Only the list changes. The ladder goes on, tasks stay, and a silence that begins later is shown at once.

use chrono::{DateTime, NaiveTime, TimeDelta, Utc};
use serde_json::json;

use crate::ids::PersonId;
use crate::plan::local_time::{local, resolve};
use crate::plan::working_days::is_working_day;
use crate::store::board::Viewer;
use crate::store::{StoreError, Tx, audit, snooze, trail};

/// Days that somebody can be put off for.
pub const DAYS: &[i64] = &[1, 3, 7, 14];

const MORNING: NaiveTime = NaiveTime::from_hms_opt(8, 0, 0).unwrap();

/// Why nobody is put off.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// There is no such person among those this colleague may see.
    #[error("there is no such person")]
    Unknown,
    /// Nobody is put off for so long.
    #[error("nobody is put off for {0} days")]
    Days(i64),
    /// The database did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Eight in the morning, Europe/Amsterdam, of the first working day at least `days` days from now.
pub fn until(days: i64, now: DateTime<Utc>) -> DateTime<Utc> {
    let mut day = local(now).date() + TimeDelta::days(days);
    while !is_working_day(day) {
        day += TimeDelta::days(1);
    }
    resolve(day.and_time(MORNING), None)
}

/// Puts `person` off for so many days; `now` is civil. Gives until when.
pub async fn put_off(
    tx: &mut Tx,
    person: PersonId,
    days: i64,
    by: Viewer,
    now: DateTime<Utc>,
) -> Result<DateTime<Utc>, Refusal> {
    if !DAYS.contains(&days) {
        return Err(Refusal::Days(days));
    }
    trail::seen_by(tx, person, by).await?.ok_or(Refusal::Unknown)?;
    let until = until(days, now);
    snooze::put_off(tx, person, until, by.staff, now).await?;
    let subject = Some(("person", person.0));
    audit::note(tx, by.gemeente, Some(by.staff), "put_off", subject, json!({ "days": days }), now)
        .await?;
    Ok(until)
}

/// Shows `person` among the others again.
pub async fn show_again(
    tx: &mut Tx,
    person: PersonId,
    by: Viewer,
    now: DateTime<Utc>,
) -> Result<(), Refusal> {
    trail::seen_by(tx, person, by).await?.ok_or(Refusal::Unknown)?;
    snooze::end(tx, person).await?;
    let subject = Some(("person", person.0));
    audit::note(tx, by.gemeente, Some(by.staff), "show_again", subject, json!({}), now).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_put_off_until_the_morning_of_a_working_day() {
        let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
        let table = [
            (1, "2026-11-24T15:00:00Z", "2026-11-25T07:00:00Z"),
            (1, "2026-11-27T15:00:00Z", "2026-11-30T07:00:00Z"), // Friday: Monday
            (3, "2026-12-22T15:00:00Z", "2026-12-28T07:00:00Z"), // Christmas, and a weekend
            (3, "2027-03-26T15:00:00Z", "2027-03-30T06:00:00Z"), // Easter, and summer time
            (1, "2026-11-24T23:30:00Z", "2026-11-26T07:00:00Z"), // it is Wednesday already
        ];
        for (days, now, until_then) in table {
            assert_eq!(until(days, at(now)), at(until_then), "{days} days from {now}");
        }
    }
}
