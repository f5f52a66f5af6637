//! When nobody is disturbed: evenings, nights, Sundays and holidays.
//!
//! Promises that moving never ends in quiet hours and that moving twice is moving once. Does not
//! decide what to move which way: a reply goes at once, a nudge later, a reminder mostly earlier.

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, TimeDelta, Utc, Weekday};
use serde::{Deserialize, Serialize};

use super::local_time::{local, local_date, resolve};
use super::working_days::is_holiday;

/// The hours in which the bot does not begin to speak, in local time.
///
/// Quiet from `from` up to, but not at, `until`; over midnight where `from` is the later one. With
/// both equal there are no quiet hours, only quiet days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuietHours {
    /// First quiet minute.
    pub from: NaiveTime,
    /// First minute that is not quiet any more.
    pub until: NaiveTime,
    /// Whole Sundays are quiet.
    pub sundays: bool,
    /// Whole holidays are quiet.
    pub holidays: bool,
    /// From here on a notice may come that is worth nothing later.
    pub short_notice_from: NaiveTime,
}

const fn time(hour: u32, minute: u32) -> NaiveTime {
    match NaiveTime::from_hms_opt(hour, minute, 0) {
        Some(time) => time,
        None => NaiveTime::MIN,
    }
}

impl Default for QuietHours {
    fn default() -> Self {
        Self {
            from: time(20, 30),
            until: time(8, 30),
            sundays: true,
            holidays: true,
            short_notice_from: time(7, 30),
        }
    }
}

/// How many days are searched for an allowed moment. The longest row of quiet days in the Dutch
/// calendar is three (both Christmas days beside a Sunday).
const SEARCHED_DAYS: u64 = 14;

impl QuietHours {
    /// Is this a moment to leave people alone?
    pub fn is_quiet(&self, at: DateTime<Utc>) -> bool {
        let wall = local(at);
        self.is_quiet_day(wall.date()) || self.is_quiet_time(wall.time())
    }

    /// The same for a notice that is worth nothing later; it may come from `short_notice_from`.
    pub fn is_quiet_for_short_notice(&self, at: DateTime<Utc>) -> bool {
        self.for_short_notice().is_quiet(at)
    }

    /// These hours with the morning beginning at `short_notice_from`, if that is earlier.
    pub fn for_short_notice(&self) -> Self {
        let mut hours = self.clone();
        if self.from > self.until {
            hours.until = self.until.min(self.short_notice_from);
        }
        hours
    }

    /// `at` itself if it is allowed, else the first moment after it at which speaking may begin.
    pub fn next_allowed(&self, at: DateTime<Utc>) -> DateTime<Utc> {
        if !self.is_quiet(at) {
            return at;
        }
        let today = local_date(at);
        (0..=SEARCHED_DAYS)
            .filter_map(|days| today.checked_add_days(Days::new(days)))
            // a day begins to be allowed at midnight (after a quiet day) or at `until`
            .flat_map(|day| [NaiveTime::MIN, self.until].map(|time| day.and_time(time)))
            .map(|wall| resolve(wall, Some(at)))
            .find(|found| *found > at && !self.is_quiet(*found))
            // only an allowed day shorter than the spring gap could come here; never lose a message
            .unwrap_or(at)
    }

    /// `at` itself if it is allowed, else the last whole minute before it that is.
    pub fn previous_allowed(&self, at: DateTime<Utc>) -> DateTime<Utc> {
        if !self.is_quiet(at) {
            return at;
        }
        let today = local_date(at);
        (0..=SEARCHED_DAYS)
            .filter_map(|days| today.checked_sub_days(Days::new(days)))
            .flat_map(|day| self.last_minutes(day))
            .map(|wall| resolve(wall, None))
            .find(|found| *found < at && !self.is_quiet(*found))
            .unwrap_or(at)
    }

    /// Where the allowed parts of a day end, the latest first: before midnight (where a quiet day
    /// follows) and before `from`.
    fn last_minutes(&self, day: NaiveDate) -> [chrono::NaiveDateTime; 2] {
        let before = |time: NaiveTime| time.overflowing_sub_signed(TimeDelta::minutes(1)).0;
        [NaiveTime::MIN, self.from].map(|end| day.and_time(before(end)))
    }

    fn is_quiet_day(&self, day: NaiveDate) -> bool {
        (self.sundays && day.weekday() == Weekday::Sun) || (self.holidays && is_holiday(day))
    }

    fn is_quiet_time(&self, time: NaiveTime) -> bool {
        if self.from <= self.until {
            (self.from..self.until).contains(&time)
        } else {
            time >= self.from || time < self.until
        }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::super::local_time::testing::{at, shown, utc};
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn evenings_sundays_and_holidays_are_moved_both_ways() {
        let quiet = QuietHours::default();
        // given, next, previous
        let table = [
            ("2026-11-04 20:29", "2026-11-04 20:29", "2026-11-04 20:29"),
            ("2026-11-04 20:30", "2026-11-05 08:30", "2026-11-04 20:29"),
            ("2026-11-05 08:29", "2026-11-05 08:30", "2026-11-04 20:29"),
            ("2026-11-05 08:30", "2026-11-05 08:30", "2026-11-05 08:30"),
            ("2026-11-07 21:00", "2026-11-09 08:30", "2026-11-07 20:29"), // Saturday evening
            ("2026-11-08 12:00", "2026-11-09 08:30", "2026-11-07 20:29"), // Sunday
            ("2026-12-25 12:00", "2026-12-28 08:30", "2026-12-24 20:29"), // Christmas Fri, Sat, Sun
            ("2026-04-06 12:00", "2026-04-07 08:30", "2026-04-04 20:29"), // Easter Monday
            ("2026-10-25 02:30", "2026-10-26 08:30", "2026-10-24 20:29"), // autumn switch, a Sunday
            ("2027-03-28 03:30", "2027-03-30 08:30", "2027-03-27 20:29"), // spring switch, Easter
        ];
        for (given, next, previous) in table {
            assert_eq!(shown(quiet.next_allowed(at(given))), next, "after {given}");
            assert_eq!(shown(quiet.previous_allowed(at(given))), previous, "before {given}");
        }
    }

    #[test]
    fn a_short_notice_may_come_earlier_in_the_morning_but_not_on_sunday() {
        let quiet = QuietHours::default();
        assert!(quiet.is_quiet_for_short_notice(at("2026-11-05 07:29")));
        assert!(!quiet.is_quiet_for_short_notice(at("2026-11-05 07:30")));
        assert!(quiet.is_quiet(at("2026-11-05 07:30")));
        assert!(quiet.is_quiet_for_short_notice(at("2026-11-08 07:30")));
        assert!(quiet.is_quiet_for_short_notice(at("2026-11-05 20:30")));
    }

    #[test]
    fn quiet_hours_that_end_inside_a_clock_switch_end_once() {
        let quiet = QuietHours { until: time(2, 30), sundays: false, ..QuietHours::default() };
        let holidays_off = QuietHours { holidays: false, ..quiet.clone() };
        // spring: 02:30 does not exist, the first valid moment after it is 03:00
        assert_eq!(holidays_off.next_allowed(at("2027-03-28 00:10")), utc("2027-03-28 01:00"));
        // autumn: allowed from the first 02:30; quiet again when the clock shows 02:10 once more
        assert_eq!(quiet.next_allowed(at("2026-10-25 00:10")), utc("2026-10-25 00:30"));
        assert_eq!(quiet.next_allowed(utc("2026-10-25 01:10")), utc("2026-10-25 01:30"));
    }

    #[test]
    fn quiet_hours_in_the_middle_of_the_day_are_possible_too() {
        let siesta = QuietHours { from: time(13, 0), until: time(15, 0), ..QuietHours::default() };
        assert_eq!(shown(siesta.next_allowed(at("2026-11-04 14:00"))), "2026-11-04 15:00");
        assert_eq!(shown(siesta.previous_allowed(at("2026-11-04 14:00"))), "2026-11-04 12:59");
        assert_eq!(shown(siesta.next_allowed(at("2026-11-08 14:00"))), "2026-11-09 00:00");
        assert_eq!(shown(siesta.previous_allowed(at("2026-11-08 14:00"))), "2026-11-07 23:59");
        let never = QuietHours { from: time(9, 0), until: time(9, 0), ..QuietHours::default() };
        assert!(!never.is_quiet(at("2026-11-04 03:00")));
    }

    /// Any minute from 2024 up to 2031.
    pub(crate) fn any_moment() -> impl Strategy<Value = DateTime<Utc>> {
        (1_704_067_200_i64 / 60..1_924_991_999 / 60)
            .prop_map(|minute| DateTime::from_timestamp(minute * 60, 0).expect("in range"))
    }

    /// Quiet hours that leave at least two hours of every ordinary day.
    pub(crate) fn any_quiet_hours() -> impl Strategy<Value = QuietHours> {
        (0_u32..24 * 60, 0_u32..=22 * 60, any::<bool>(), any::<bool>(), 0_u32..24 * 60).prop_map(
            |(from, length, sundays, holidays, short)| {
                let minute = |m: u32| time(m % (24 * 60) / 60, m % 60);
                QuietHours {
                    from: minute(from),
                    until: minute(from + length),
                    sundays,
                    holidays,
                    short_notice_from: minute(short),
                }
            },
        )
    }

    proptest! {
        #[test]
        fn moving_later_is_never_quiet_never_earlier_and_idempotent(
            quiet in any_quiet_hours(), at in any_moment(),
        ) {
            let moved = quiet.next_allowed(at);
            prop_assert!(!quiet.is_quiet(moved), "{moved} is quiet");
            prop_assert!(moved >= at);
            prop_assert_eq!(quiet.next_allowed(moved), moved);
            prop_assert!(quiet.is_quiet(at) || moved == at);
        }

        #[test]
        fn moving_earlier_is_never_quiet_never_later_and_idempotent(
            quiet in any_quiet_hours(), at in any_moment(),
        ) {
            let moved = quiet.previous_allowed(at);
            prop_assert!(!quiet.is_quiet(moved), "{moved} is quiet");
            prop_assert!(moved <= at);
            prop_assert_eq!(quiet.previous_allowed(moved), moved);
        }

        #[test]
        fn short_notice_is_never_more_quiet(quiet in any_quiet_hours(), at in any_moment()) {
            prop_assert!(quiet.is_quiet(at) || !quiet.is_quiet_for_short_notice(at));
        }
    }
}
