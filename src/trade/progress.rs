//! Whether a trajectory moves: somebody was at a lesson, practised, found a place, or told of it. Where
//! nothing moves for months while the term runs, somebody should look.

use chrono::{Days, Months, NaiveDate};

use super::placement::{Place, Stand};
use super::trajectory::{Facts, Family, clock, due};

/// When a colleague is asked to look. In `dialogs/policies.yaml` under `attention:`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attention {
    /// Weeks that somebody waits for a place; at least 1.
    pub waiting_weeks: u32,
    /// Months in which nothing moves; at least 1.
    pub no_progress_months: u32,
}

impl Default for Attention {
    fn default() -> Self {
        Self { waiting_weeks: 8, no_progress_months: 3 }
    }
}

/// Something to look at, once per day that it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// For the database and for tasks: `voortgang-3`, `wacht-school-8`.
    pub code: String,
    /// What makes it one task; a newer notice of it joins the open task.
    pub cause: String,
    /// The last day on which something moved, or the first of the waiting.
    pub about: NaiveDate,
}

/// Nothing moved for so many months by `today`, in a term that runs. `moved_on` is the last day on which
/// something did; without one the day of the PIP counts, and nothing counts from before we knew the person:
/// of that time we cannot tell. A colleague who was asked lately why course or
/// dual track have not begun is not asked this too.
pub fn stalled(
    facts: &Facts,
    (known_since, moved_on): (NaiveDate, Option<NaiveDate>),
    attention: Attention,
    today: NaiveDate,
) -> Option<Notice> {
    let months = attention.no_progress_months;
    let pip_on = facts.pip_on.filter(|_| facts.finished_on.is_none())?;
    clock(facts, today).term.filter(|term| term.days_left >= 0)?;
    let asked = due(facts, today).into_iter();
    let asked = asked.filter(|alarm| matches!(alarm.family, Family::Start | Family::Dual));
    let asked_on = asked.map(|alarm| alarm.due_on).max();
    let since =
        [Some(pip_on), Some(known_since), moved_on, asked_on].into_iter().flatten().max()?;
    let late = since.checked_add_months(Months::new(months))? <= today;
    late.then(|| Notice {
        code: format!("voortgang-{months}"),
        cause: "voortgang".to_owned(),
        about: since,
    })
}

/// Somebody waits for so many weeks by `today`.
pub fn waits_long(
    (place, stand, since_on): (Place, Stand, NaiveDate),
    attention: Attention,
    today: NaiveDate,
) -> Option<Notice> {
    let weeks = attention.waiting_weeks;
    let until = since_on.checked_add_days(Days::new(u64::from(weeks) * 7))?;
    (stand.waits() && until <= today).then(|| Notice {
        code: format!("wacht-{place}-{weeks}"),
        cause: format!("wacht-{place}"),
        about: since_on,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trade::person::GroupKind;

    fn on(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_trajectory_is_still_when_nothing_moved_for_three_months_of_a_running_term() {
        let pip_on = Some(on("2026-01-10"));
        let begun = Facts {
            pip_on,
            course_started_on: pip_on,
            dual_track_since: pip_on,
            ..Facts::of(GroupKind::Gezin)
        };
        let facts = begun.clone();
        for (moved, today, expected) in [
            (None, "2026-04-09", None),
            (None, "2026-04-10", Some("2026-01-10")),
            (Some("2026-03-01"), "2026-05-31", None),
            (Some("2026-03-01"), "2026-06-01", Some("2026-03-01")),
            (Some("2025-03-01"), "2026-06-01", Some("2026-01-10")),
            // the term is over
            (None, "2029-03-01", None),
        ] {
            let known = (on("2026-01-01"), moved.map(on));
            let found = stalled(&facts, known, Attention::default(), on(today));
            assert_eq!(found.map(|n| n.about), expected.map(on), "{moved:?} {today}");
        }
        // asked after three and six months why the course has not begun, and then after nine
        let waits = Facts { course_started_on: None, ..begun };
        for (today, expected) in
            [("2026-05-01", None), ("2026-10-09", None), ("2026-10-10", Some("2026-07-10"))]
        {
            let found = stalled(&waits, (on("2026-01-01"), None), Attention::default(), on(today));
            assert_eq!(found.map(|n| n.about), expected.map(on), "{today}");
        }
        let new_here = (on("2026-05-05"), None);
        assert_eq!(stalled(&facts, new_here, Attention::default(), on("2026-08-04")), None);
        assert!(stalled(&facts, new_here, Attention::default(), on("2026-08-05")).is_some());
        let none = Facts::of(GroupKind::Gezin);
        assert_eq!(stalled(&none, new_here, Attention::default(), on("2027-01-01")), None);
        let done = Facts { finished_on: Some(on("2026-02-01")), ..facts };
        assert_eq!(stalled(&done, new_here, Attention::default(), on("2027-01-01")), None);
    }

    #[test]
    fn only_who_waits_waits_long() {
        let look = |stand, today: &str| {
            let waiting = (Place::School, stand, on("2026-09-01"));
            waits_long(waiting, Attention::default(), on(today)).map(|n| n.code)
        };
        assert_eq!(look(Stand::Wachtlijst, "2026-10-26"), None);
        assert_eq!(look(Stand::Wachtlijst, "2026-10-27").as_deref(), Some("wacht-school-8"));
        assert_eq!(look(Stand::Gewenst, "2026-10-27").as_deref(), Some("wacht-school-8"));
        assert_eq!(look(Stand::Geplaatst, "2027-10-27"), None);
        assert_eq!(look(Stand::Gestopt, "2027-10-27"), None);
    }
}
