//! A colleague notes the days that somebody's trajectory clock counts from, and decides whether work counts
//! for the MAP. Nothing is ticked by itself: a decision has a colleague, a reason and a moment.

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use serde_json::json;

use super::import::people::CLOCK_DAYS;
use crate::ids::PersonId;
use crate::plan::local_time::local_date;
use crate::store::board::Viewer;
use crate::store::people::ClockFacts;
use crate::store::{StoreError, Tx, audit, corrections, trail, trajectory};
use crate::text::bsn;
use crate::trade::staff::Scope;

/// Characters of a reason.
pub const LONGEST_REASON: usize = 500;
/// The law is of 2022; what happened before 2015 is a slip of the pen.
const FIRST_YEAR: i32 = 2015;
/// A last exam is not booked further ahead than this, in years.
const YEARS_AHEAD: i32 = 6;
/// The only one of the days that may lie ahead.
const MAY_LIE_AHEAD: &str = "laatste_examen_op";

/// Why nothing is noted.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// There is no such person among those this colleague may see.
    #[error("there is no such person")]
    Unknown,
    /// A coach sees the clock and does not set it.
    #[error("this is for klantmanagers")]
    NotYours,
    /// A day that cannot be.
    #[error("`{0}` cannot be on that day")]
    Odd(
        /// The name of its column in an import.
        &'static str,
    ),
    /// The assessment came before the waiting.
    #[error("the assessment lies before the waiting")]
    Backwards,
    /// A decision needs a reason.
    #[error("a decision needs a reason")]
    NoReason,
    /// The reason is too long.
    #[error("the reason has more than {LONGEST_REASON} characters")]
    TooLong,
    /// The database did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Writes the days; gives the names of those that changed.
pub async fn note_days(
    tx: &mut Tx,
    person: PersonId,
    mut days: ClockFacts,
    by: Viewer,
    now: DateTime<Utc>,
) -> Result<Vec<&'static str>, Refusal> {
    may_set(tx, person, by).await?;
    let mut known = trajectory::days(tx, person).await?.ok_or(Refusal::Unknown)?;
    days.preferred_minute = known.preferred_minute;
    let today = local_date(now);
    let mut changed = Vec::new();
    for (name, place) in CLOCK_DAYS {
        let (told, was) = (*place(&mut days), *place(&mut known));
        if told.is_some_and(|day| !can_be(name, day, today)) {
            return Err(Refusal::Odd(name));
        }
        if told != was {
            changed.push(name);
        }
    }
    if let (Some(since), Some(until)) = (days.medical_waiting_since, days.medical_waiting_until)
        && until < since
    {
        return Err(Refusal::Backwards);
    }
    if !changed.is_empty() {
        trajectory::set_days(tx, person, &days, now).await?;
        for field in &changed {
            corrections::note(tx, person, field, Some(by.staff), now).await?;
        }
        let subject = Some(("person", person.0));
        let detail = json!({ "days": changed });
        audit::note(tx, by.gemeente, Some(by.staff), "note_trajectory", subject, detail, now)
            .await?;
    }
    Ok(changed)
}

fn can_be(name: &str, day: NaiveDate, today: NaiveDate) -> bool {
    let last = if name == MAY_LIE_AHEAD { today.year() + YEARS_AHEAD } else { today.year() };
    let is_ahead = day > today && name != MAY_LIE_AHEAD;
    !is_ahead && (FIRST_YEAR..=last).contains(&day.year())
}

/// Decides whether work counts for the MAP of this person. True: a BSN in the reason was left out.
pub async fn decide_map(
    tx: &mut Tx,
    person: PersonId,
    (counts, reason): (bool, &str),
    by: Viewer,
    now: DateTime<Utc>,
) -> Result<bool, Refusal> {
    may_set(tx, person, by).await?;
    let words = reason.trim();
    if words.is_empty() {
        return Err(Refusal::NoReason);
    }
    if words.chars().count() > LONGEST_REASON {
        return Err(Refusal::TooLong);
    }
    let kept = bsn::without_bsn(words);
    trajectory::decide(tx, person, (counts, &kept), by.staff, now).await?;
    let subject = Some(("person", person.0));
    let detail = json!({ "counts": counts });
    audit::note(tx, by.gemeente, Some(by.staff), "decide_map", subject, detail, now).await?;
    Ok(kept != words)
}

async fn may_set(tx: &mut Tx, person: PersonId, by: Viewer) -> Result<(), Refusal> {
    trail::seen_by(tx, person, by).await?.ok_or(Refusal::Unknown)?;
    match by.role.scope() {
        Scope::Gemeente => Ok(()),
        Scope::OwnAsCoach | Scope::Nobody => Err(Refusal::NotYours),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_exam_may_lie_ahead_and_nothing_far_away() {
        let today: NaiveDate = "2026-11-24".parse().unwrap();
        for (name, day, expected) in [
            ("duaal_sinds", "2026-11-24", true),
            ("duaal_sinds", "2026-11-25", false),
            ("duaal_sinds", "2014-12-31", false),
            ("laatste_examen_op", "2027-05-01", true),
            ("laatste_examen_op", "2033-01-01", false),
            ("klaar_op", "2062-01-01", false),
        ] {
            assert_eq!(can_be(name, day.parse().unwrap(), today), expected, "{name} {day}");
        }
    }
}
