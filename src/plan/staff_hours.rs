//! The hours in which colleagues work, as a clock that stands still outside them, and when the next colleague is told
//! that somebody waits.
//!
//! Promises: the clock never runs at night, at weekends (unless the settings say otherwise) and on holidays; it
//! never runs backwards; each step is taken once, the deputy's before the lead's.

use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, TimeDelta, Utc, Weekday};

use super::local_time::{local_date, resolve};
use super::working_days::is_holiday;
use crate::ids::StaffId;

/// So many days are looked back at most: longer than the longest time that can be set lasts.
const BACK: usize = 400;

/// When colleagues work, on the Dutch clock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaffHours {
    /// On these days, unless it is a holiday.
    pub days: Vec<Weekday>,
    /// From then on.
    pub from: NaiveTime,
    /// Until then.
    pub until: NaiveTime,
    /// After so much of them without a look the deputy is told, after twice as much the lead; zero: nobody ever is.
    pub alert_after: TimeDelta,
}

impl StaffHours {
    /// The hours of one day, if it is a working day.
    fn of(&self, day: NaiveDate) -> Option<(DateTime<Utc>, DateTime<Utc>)> {
        let works = self.days.contains(&day.weekday()) && !is_holiday(day);
        works.then(|| {
            (resolve(day.and_time(self.from), None), resolve(day.and_time(self.until), None))
        })
    }

    /// How much of `since` to `now` was working time.
    pub fn worked(&self, since: DateTime<Utc>, now: DateTime<Utc>) -> TimeDelta {
        let (first, last) = (local_date(since), local_date(now));
        let days = first.iter_days().take_while(|day| *day <= last);
        let within = days
            .filter_map(|day| self.of(day))
            .map(|(from, until)| (until.min(now) - from.max(since)).max(TimeDelta::zero()));
        within.fold(TimeDelta::zero(), |sum, part| sum + part)
    }

    /// The last moment from which `worked` of working time lie before `now`.
    pub fn ago(&self, now: DateTime<Utc>, worked: TimeDelta) -> DateTime<Utc> {
        let mut left = worked;
        let mut day = local_date(now);
        for _ in 0..BACK {
            if let Some((from, until)) = self.of(day) {
                let end = until.min(now);
                let length = (end - from).max(TimeDelta::zero());
                if length >= left {
                    return end - left;
                }
                left -= length;
            }
            let Some(before) = day.pred_opt() else { break };
            day = before;
        }
        DateTime::UNIX_EPOCH
    }
}

/// Who is told that somebody waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The deputy of the colleague who did not look.
    Deputy(StaffId),
    /// The beheerders.
    Lead,
}

/// What was told before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Told {
    /// The first step was taken.
    pub deputy: bool,
    /// The second one was.
    pub lead: bool,
}

/// The next step, if it is due: `worked` of working time nobody looked. Where there is no deputy the lead is told in
/// their place.
pub fn next_step(
    told: Told,
    deputy: Option<StaffId>,
    worked: TimeDelta,
    alert_after: TimeDelta,
) -> Option<Step> {
    if alert_after <= TimeDelta::zero() || told.lead || worked < alert_after {
        return None;
    }
    match (told.deputy, deputy) {
        (false, Some(deputy)) => Some(Step::Deputy(deputy)),
        (false, None) => Some(Step::Lead),
        (true, _) => (worked >= alert_after * 2).then_some(Step::Lead),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::local_time::testing::at;
    use super::*;

    fn hours() -> StaffHours {
        use Weekday::{Fri, Mon, Thu, Tue, Wed};
        StaffHours {
            days: vec![Mon, Tue, Wed, Thu, Fri],
            from: NaiveTime::from_hms_opt(8, 30, 0).unwrap(),
            until: NaiveTime::from_hms_opt(17, 0, 0).unwrap(),
            alert_after: TimeDelta::hours(8),
        }
    }

    #[test]
    fn the_clock_stands_still_outside_working_hours() {
        // since, now, minutes of work
        let table = [
            ("2026-11-24 10:00", "2026-11-24 12:30", 150),
            ("2026-11-24 06:00", "2026-11-24 09:00", 30),
            ("2026-11-24 16:30", "2026-11-24 23:00", 30),
            ("2026-11-24 16:30", "2026-11-25 09:00", 60),
            ("2026-11-27 16:00", "2026-11-30 09:30", 120), // over a weekend
            ("2026-11-28 10:00", "2026-11-29 10:00", 0),
            ("2026-12-24 16:00", "2026-12-28 09:30", 120), // over Christmas
            ("2026-10-23 16:00", "2026-10-26 09:30", 120), // over the switch to winter time
            ("2026-11-24 12:00", "2026-11-24 11:00", 0),
        ];
        for (since, now, minutes) in table {
            let worked = hours().worked(at(since), at(now));
            assert_eq!(worked, TimeDelta::minutes(minutes), "{since} to {now}");
        }
    }

    #[test]
    fn the_deputy_is_told_first_then_the_lead_and_each_once() {
        let kees = StaffId(uuid::Uuid::nil());
        let told = |deputy, lead| Told { deputy, lead };
        // told, deputy, hours, step
        let table = [
            (told(false, false), Some(kees), 7, None),
            (told(false, false), Some(kees), 8, Some(Step::Deputy(kees))),
            (told(false, false), Some(kees), 30, Some(Step::Deputy(kees))),
            (told(false, false), None, 8, Some(Step::Lead)),
            (told(true, false), Some(kees), 15, None),
            (told(true, false), Some(kees), 16, Some(Step::Lead)),
            (told(true, true), Some(kees), 99, None),
        ];
        for (told, deputy, worked, step) in table {
            let (worked, after) = (TimeDelta::hours(worked), hours().alert_after);
            assert_eq!(next_step(told, deputy, worked, after), step, "{told:?} {worked}");
            assert_eq!(next_step(told, deputy, worked, TimeDelta::zero()), None, "switched off");
        }
    }

    proptest! {
        #[test]
        fn looking_back_finds_the_moment_from_which_so_much_was_worked(
            now in 1_790_000_000_i64..1_830_000_000, minutes in 1_i64..6000, before in 0_i64..9000
        ) {
            let now = DateTime::from_timestamp(now, 0).unwrap();
            let worked = TimeDelta::minutes(minutes);
            let since = hours().ago(now, worked);
            prop_assert_eq!(hours().worked(since, now), worked);
            let earlier = since - TimeDelta::minutes(before);
            prop_assert!(hours().worked(earlier, now) >= worked);
            let later = since + TimeDelta::minutes(before + 1);
            prop_assert!(hours().worked(later, now) <= worked);
        }
    }
}
